"""Which Thai letters and marks text recognition takes for which: python -m bench.confusions [--write].

Pages of the hand-written samples are printed in the samples' font and the Thai fonts of this machine (Debian:
fonts-thai-tlwg), scanned as ``samples.scans`` does it, and read line by line. What a cell or paragraph holds in its
text layer and what was read of it before any correction are laid beside each other, and counted: letters read for
others, marks lost, marks put in, marks that moved. ``--write`` puts the counts into
``normalizers/data/scanned_confusions.csv``, from which names are compared (:mod:`phaen.normalizers.matching.words`).
Pages once read are kept in ``build/confusions``; all of them take some minutes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from phaen.extractors.model import Cell, Paragraph
from phaen.extractors.ocr.installed import MISSING, available
from phaen.extractors.ocr.page import SeenLine, lay_out, see_lines
from phaen.extractors.ocr.picture import clean, render
from phaen.extractors.pdf.reader import read_pdf
from phaen.normalizers.text import MARKS
from rapidfuzz.distance import Levenshtein

from bench.ocr import things
from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, Scanner, scan
from samples.scoring import squash

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "confusions"
TABLE = ROOT / "normalizers" / "data" / "scanned_confusions.csv"
SARABUN = ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf")
INSTALLED = Path("/usr/share/fonts/truetype/tlwg")
FAMILIES = ("Norasi", "Garuda", "Laksaman", "Waree")
SCANNERS = {
    "scan-150-fold": SCANS["scan-150-fold"],
    "copy-120": Scanner(dpi=120, turn=0.5, noise=9, quality=28, blur=0.7),
    "copy-100": Scanner(dpi=100, turn=0.4, noise=9, quality=28, blur=0.5),
}
"""Good scans hold too few slips to count: these are a scan with a fold and copies of copies."""
STYLE = Style(size=12, table_size=9.5)
PAGES = 2
"""Pages of a document to read: the fullest."""
ALIKE = 0.75
"""Likeness from which what was read is what stands there: less is a line of another cell."""
LONGEST_SLIP = 2
"""Letters of one slip: longer stretches are lines lost or words made up."""
LEAST = 2
"""Times that a slip must be seen to be no accident."""
_THAI, _LATIN = re.compile("[ก-๎]"), re.compile("[a-z]")
_MARK = re.compile(f"[{MARKS}]")


@dataclass(frozen=True, slots=True)
class Slip:
    """``true`` read as ``read``; kind is ``letter``, ``mark``, ``lost``, ``added``, or ``moved`` to another letter."""

    kind: str
    true: str
    read: str


def fonts() -> dict[str, tuple[str, str]]:
    """The samples' font and those of the machine that are there."""
    found = {"Sarabun": SARABUN}
    for family in FAMILIES:
        files = (INSTALLED / f"{family}.ttf", INSTALLED / f"{family}-Bold.ttf")
        if all(file.exists() for file in files):
            found[family] = (str(files[0]), str(files[1]))
    return found


def pages() -> Iterator[tuple[bytes, Scanner, str, int]]:
    """Documents as native PDF, with the scanner that they go through, its name, and the page to read."""
    samples = hand_written()
    for number, (family, files) in enumerate(sorted(fonts().items())):
        for step, (name, scanner) in enumerate(SCANNERS.items()):
            sample = samples[(number + step) % len(samples)]
            native = write_pdf(sample.sheet, STYLE.with_(fonts=files))
            for page in fullest(native):
                yield native, scanner, f"{family} {name} {sample.meta.stem}", page


def fullest(native: bytes) -> list[int]:
    """The pages (0-based) with most letters."""
    document = pypdfium2.PdfDocument(native)
    letters = {page: document[page].get_textpage().count_chars() for page in range(len(document))}
    document.close()
    return sorted(sorted(letters, key=lambda page: (-letters[page], page))[:PAGES])


def read_pairs(native: bytes, scanner: Scanner, page: int) -> list[tuple[str, str]]:
    """What stands in every cell and paragraph of a page, and what was read of it before any correction."""
    key = hashlib.sha256(native + repr((scanner, page)).encode()).hexdigest()[:24]
    kept = KEPT / f"{key}.json"
    if kept.exists():
        return [(truth, raw) for truth, raw in json.loads(kept.read_text("utf8"))]
    document = pypdfium2.PdfDocument(scan(native, scanner, pages=[page]))
    lines = see_lines(lay_out(clean(*render(document, page)), page + 1))
    document.close()
    truth = read_pdf(native, "native.pdf")
    there = replace(truth, blocks=tuple(block for block in truth.blocks if block.place.page == page + 1))
    pairs = [(thing.text, raw) for thing in things(there) if (raw := read_inside(thing, lines))]
    KEPT.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(pairs, ensure_ascii=False), "utf8")
    return pairs


def read_inside(thing: Cell | Paragraph, lines: list[SeenLine]) -> str:
    """What was read of the lines whose middle stands in the place of ``thing``."""
    if thing.place.page is None or thing.place.bbox is None:
        return ""
    x0, top, x1, bottom = thing.place.bbox
    inside = [
        line
        for line in lines
        if x0 <= (line.box[0] + line.box[2]) / 2 <= x1 and top <= (line.box[1] + line.box[3]) / 2 <= bottom
    ]
    ordered = sorted(inside, key=lambda line: (round(line.base / line.body), line.box[0]))
    return " ".join(line.reading.raw for line in ordered)


def slips_of(truth: str, read: str) -> Iterator[Slip]:
    """The slips between a text and what was read of it."""
    if not truth or Levenshtein.normalized_similarity(truth, read) < ALIKE:
        return
    lost: list[tuple[int, str]] = []
    added: list[tuple[int, str]] = []
    for op in Levenshtein.opcodes(truth, read):
        here, there = truth[op.src_start : op.src_end], read[op.dest_start : op.dest_end]
        if op.tag == "equal" or max(len(here), len(there)) > LONGEST_SLIP:
            continue
        if op.tag == "replace":
            for one, other in zip(here, there, strict=True):
                thai, marks = _THAI.match(one) and _THAI.match(other), [_MARK.match(part) for part in (one, other)]
                if (thai or (_LATIN.match(one) and _LATIN.match(other))) and bool(marks[0]) == bool(marks[1]):
                    yield Slip("mark" if marks[0] else "letter", one, other)
        else:
            (lost if here else added).extend((op.src_start, letter) for letter in here or there)
    for place, letter in lost:
        moved = next((one for one in added if one[1] == letter and abs(one[0] - place) <= LONGEST_SLIP), None)
        if moved is not None:  # a letter set before its mark has moved as much as a mark set behind its letter
            added.remove(moved)
            mark = _MARK.search(letter) or _MARK.search(truth[min(place, moved[0]) : max(place, moved[0]) + 1])
            yield from [Slip("moved", mark[0], mark[0])] if mark else []
        elif _MARK.match(letter):
            yield Slip("lost", letter, "")
    for _, letter in added:
        if _MARK.match(letter):
            yield Slip("added", "", letter)


def count() -> tuple[Counter[Slip], Counter[str], int]:
    """How often each slip was seen, how often each letter stands there (``""``: any), and the number of pages."""
    seen, stands, number = Counter[Slip](), Counter[str](), 0
    for native, scanner, name, page in pages():
        number += 1
        wrong = 0
        for truth, raw in read_pairs(native, scanner, page):
            one, other = squash(truth).lower(), squash(raw).lower()
            if Levenshtein.normalized_similarity(one, other) < ALIKE:
                continue
            stands.update(one)
            stands[""] += len(one)
            found = list(slips_of(one, other))
            seen.update(found)
            wrong += len(found)
        print(f"  {name}, page {page + 1}: {wrong} slips", flush=True)
    return seen, stands, number


def cost(seen: int, of: int) -> float:
    """What a slip costs: minus the decimal logarithm of its share, a slip never seen being half of one."""
    return round(-math.log10((seen + 0.5) / (of + 1)), 2)


def table(seen: Counter[Slip], stands: Counter[str]) -> list[dict[str, object]]:
    """The rows of the table: slips seen at least twice, the commonest of each kind first."""
    return [
        {"kind": slip.kind, "true": slip.true, "read": slip.read, "count": times, "of": stands[slip.true]}
        | {"cost": cost(times, stands[slip.true])}
        for slip, times in sorted(seen.items(), key=lambda item: (item[0].kind, -item[1], item[0].true, item[0].read))
        if times >= LEAST
    ]


def main() -> None:
    """Count, print the commonest, and write the table where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.relative_to(ROOT)}")
    options = parser.parse_args()
    if not available():
        sys.exit(f"The samples' {MISSING}.")
    seen, stands, number = count()
    rows = table(seen, stands)
    print(f"{number} pages, {stands['']:,} letters, {sum(seen.values()):,} slips, {len(rows)} kinds seen {LEAST} times")
    for row in sorted(rows, key=lambda row: -int(str(row["count"])))[:30]:
        print(f"  {row['kind']:<7} {row['true'] or '-'} read {row['read'] or '-'}: {row['count']} of {row['of']}")
    if options.write:
        with TABLE.open("w", encoding="utf8", newline="") as file:
            writer = csv.DictWriter(file, ["kind", "true", "read", "count", "of", "cost"], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
