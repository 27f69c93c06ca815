"""No text of a real document vanishes: the letters that another library reads on its pages stand in the written rows.

The count is independent of the pipeline: pdfplumber's characters in the order of the page's stream, and of them only
consonants and digits, since marks are what text layers damage.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pdfplumber
import pytest
from phaen.pipeline.assemble.coverage import WRITTEN, texts_of
from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.states import DEEP

ROOT = Path(__file__).resolve().parent.parent
REAL = Path(os.environ.get("PHAEN_REAL") or ROOT.parent / "shared" / "realpdf")
NAMES = sorted(path.name for path in [*REAL.glob("faculty-*.pdf"), *REAL.glob("ycph-charter.pdf")])
GRAM = 5
"""Letters that must stand together in a row."""
LONG = 20
"""Letters that stand nowhere, one after another, from which a text has vanished: less is the end of one cell and the
beginning of the next in the order of the stream, or a running head."""
LOST = 0.01
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LETTERS = re.compile(r"\(cid:[0-9]+\)|[^0-9ก-ฮ]+")


def letters(text: str) -> str:
    return _LETTERS.sub("", text.translate(_DIGITS))


def vanished(pages: list[str], written: str) -> tuple[float, list[str]]:
    """The share of the letters in runs of ``LONG`` and more of which nothing stands in ``written``, and those runs."""
    grams = {written[at : at + GRAM] for at in range(len(written) - GRAM + 1)}
    runs: list[str] = []
    for page in pages:
        hit = bytearray(len(page))
        for at in range(len(page) - GRAM + 1):
            if page[at : at + GRAM] in grams:
                hit[at : at + GRAM] = b"\1" * GRAM
        shown = "".join(" " if mark else letter for letter, mark in zip(page, hit, strict=True))
        runs += [run for run in shown.split() if len(run) >= LONG]
    return sum(map(len, runs)) / max(1, sum(map(len, pages))), runs


def test_what_is_left_out_shows() -> None:
    page = letters("ร้อยละของประชาชนที่ได้รับวัคซีนครบถ้วนตามเกณฑ์ 2568 " * 3)
    assert vanished([page], page) == (0.0, [])
    share, runs = vanished([page + letters("โครงการก่อสร้างสะพานข้ามคลองแสนแสบและทางเดินเลียบคลอง")], page)
    assert share > LOST and len(runs) == 1


@pytest.mark.skipif(not NAMES, reason=f"no real documents in {REAL}: give them with PHAEN_REAL")
@pytest.mark.parametrize("name", NAMES if DEEP else NAMES[:1])
def test_the_letters_of_the_pages_stand_in_rows(name: str) -> None:
    data = (REAL / name).read_bytes()
    tables = extract_document(data, name, ExtractOptions(ocr="never", cells=False, statements=False)).tables
    (document,) = tables["documents"]
    unread = document["status"] != "ok" and "page_unreadable" in document["flags"]
    with pdfplumber.open(REAL / name) as pdf:
        pages = [letters("".join(char["text"] for char in page.chars)) for page in pdf.pages]
    written = letters("\n".join(texts_of(row for dataset in WRITTEN for row in tables.get(dataset, ()))))
    share, runs = vanished(pages, written)
    if unread:  # a text layer that is not to be believed: nothing is taken from it, and the document says so
        assert document["coverage"] < 1 - LOST
        return
    assert sum(map(len, pages)) > 500 and share <= LOST, (share, runs[:5])
