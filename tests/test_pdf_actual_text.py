"""Text that stands in /ActualText: shaped clusters as Chromium and LibreOffice print them, through both backends."""

from __future__ import annotations

import io
import re
from functools import cache

import pikepdf
import pytest
from phaen.extractors.model import Document, Paragraph
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.source.actual_text import CONTRADICTS, decoded

from samples import build
from samples.blocks import Para, Sheet
from samples.damage import CLASSES
from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf

LETTERS = "กขคงจชดตถทนบปผพมยรลวศสหอาะเแไโำฎ 0123456789.-ัิีึืฺุู็่้์ํ"
MAPPED_OTHERWISE = {"๋": "\uf70a", "๎": "\u200b", "๏": "\u00ad", "๊": "", "ฬ": ""}
"""Glyphs that get another Unicode than their own: private use, nothing to print, a soft hyphen, none at all."""
STAND_FOR = {"\uf70a": "๋", "\u200b": "๎", "\u00ad": "๏", "?": "๊", "#": "ฬ"}


@cache
def font_file() -> tuple[bytes, dict[str, int]]:
    """A PDF with one embedded Thai font, and the code of every letter in it."""
    everything = LETTERS + "".join(MAPPED_OTHERWISE)
    data = write_pdf(Sheet((Para(everything),)), Style())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = next(f for f in pdf.pages[0].obj["/Resources"]["/Font"].values() if "/ToUnicode" in f)
        cmap = font["/ToUnicode"].read_bytes()
        listed = re.findall(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>", cmap[cmap.index(b"beginbfchar") :])
    return data, {bytes.fromhex(b.decode()).decode("utf-16-be"): int(a, 16) for a, b in listed}


def hexed(glyphs: str) -> str:
    """Codes of ``glyphs`` for a Tj operator; ``?`` is a mark without Unicode, ``#`` a letter without."""
    codes = font_file()[1]
    return "".join(f"{codes[STAND_FOR.get(glyph, glyph)]:02X}" for glyph in glyphs)


def shown(glyphs: str) -> str:
    return f"<{hexed(glyphs)}> Tj\n"


def span(text: str, glyphs: str) -> str:
    """Marked content whose glyphs are drawn one by one and whose text is ``text``."""
    value = "FEFF" + text.encode("utf-16-be").hex()
    return f"/Span<</ActualText <{value}>>> BDC\n" + "".join(map(shown, glyphs)) + "EMC\n"


def line(content: str, y: int = 700, clip: str = "") -> str:
    return f"q\n{clip}\nBT\n/F1 16 Tf\n1 0 0 1 72 {y} Tm\n{content}ET\nQ\n"


def document(*pages: str, properties: dict[str, str] | None = None) -> bytes:
    """A PDF of pages with the given content in a font with the Unicode map of :data:`MAPPED_OTHERWISE`."""
    data, codes = font_file()
    named = {code: MAPPED_OTHERWISE.get(letter, letter) for letter, code in codes.items()}
    rows = [f"<{code:02X}> <{text.encode('utf-16-be').hex()}>" for code, text in named.items() if text]
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def /CMapName /T def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(rows)} beginbfchar\n" + "\n".join(rows) + "\nendbfchar\nendcmap end end"
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = next(f for f in pdf.pages[0].obj["/Resources"]["/Font"].values() if "/ToUnicode" in f)
        font["/ToUnicode"] = pdf.make_stream(cmap.encode())
        texts = {f"/{name}": _property(text) for name, text in (properties or {}).items()}
        resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=font), Properties=pdf.make_indirect(pikepdf.Dictionary(texts))
        )
        for content in pages:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj["/Resources"] = resources
            page.obj["/Contents"] = pdf.make_stream(content.encode())
        del pdf.pages[0]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _property(text: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(ActualText=pikepdf.String(b"\xfe\xff" + text.encode("utf-16-be")))


def texts(found: Document) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


both = pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])


@both
def test_shaped_clusters_read_once_and_whole(backend: str) -> None:
    content = (
        shown("ข")
        + span("้อ", "?อ")
        + span("มู", "มู")
        + shown("ล")
        + span("ทั่", "ทั\uf70a")
        + shown("วไป ห")
        + span("น่", "น?")
        + shown("วยงาน ")
        + span("ชี้", "ชี?")
    )
    found = read_pdf(document(line(content)), "a.pdf", backend=backend)
    assert texts(found) == ["ข้อมูลทั่วไป หน่วยงาน ชี้"]
    assert found.flags == ()
    assert found.pages[0].damages["actual_text"] >= 3


@both
@pytest.mark.parametrize(
    ("text", "glyphs"),
    [("จำ", "จํา"), ("จำ", "จ?า"), ("จำ", "จำา"), ("น้ำ", "นํ้า"), ("น้ำ", "นำ้า"), ("น้ำ", "น??#")],
)
def test_sara_am_of_two_glyphs_leaves_no_gap(backend: str, text: str, glyphs: str) -> None:
    content = shown("ก") + span(text, glyphs) + shown("นวน")
    found = read_pdf(document(line(content)), "a.pdf", backend=backend)
    assert texts(found) == [f"ก{text}นวน"]
    assert found.flags == ()


@both
def test_marks_each_beside_the_other_one_s_glyph(backend: str) -> None:
    content = shown("ผ") + span("ู", "้") + span("้", "ู") + shown("ป")
    found = read_pdf(document(line(content)), "a.pdf", backend=backend)
    assert texts(found) == ["ผู้ป"]
    assert found.flags == ()


@both
def test_span_over_words_keeps_letters_in_their_places(backend: str) -> None:
    wide = span("งานตามแผน 12.50", "งานตาม##น 12.50") + span("หนด", "หนด")
    found = read_pdf(document(line(wide)), "a.pdf", backend=backend)
    assert texts(found) == ["งานตามแผน 12.50หนด"]
    apart = span("ปี 2568", "ปี 2568") + "90 0 Td\n" + shown("บาท")
    assert texts(read_pdf(document(line(apart)), "a.pdf", backend=backend)) == ["ปี 2568 บาท"]


@both
def test_the_outermost_of_nested_spans_counts(backend: str) -> None:
    inner = span("กิน", "กิน").replace("EMC\n", "")
    content = shown("ก") + span("จีน", "")[: -len("EMC\n")] + inner + "EMC\nEMC\n" + shown("บ")
    assert texts(read_pdf(document(line(content)), "a.pdf", backend=backend)) == ["กจีนบ"]


@both
def test_a_text_that_contradicts_complete_glyphs_is_flagged(backend: str) -> None:
    found = read_pdf(document(line(shown("ก") + span("ปี", "ปู") + shown("ก"))), "a.pdf", backend=backend)
    assert texts(found) == ["กปีก"]
    assert CONTRADICTS in found.flags


@both
@pytest.mark.parametrize("text", ["ป่ี", "ิ่ีปก"])
def test_spelling_chooses_between_glyphs_and_text(backend: str, text: str) -> None:
    found = read_pdf(document(line(shown("ก") + span(text, "ปีก") + shown("ก"))), "a.pdf", backend=backend)
    assert texts(found) == ["กปีกก"]


@both
def test_a_description_does_not_replace_what_is_printed(backend: str) -> None:
    content = span("figure of a growing share", "งบประมาณ 3500 บาท".replace("ณ", "น"))
    found = read_pdf(document(line(content)), "a.pdf", backend=backend)
    assert texts(found) == ["งบประมาน 3500 บาท"]
    assert CONTRADICTS in found.flags


@both
def test_what_prints_nothing_is_left_out(backend: str) -> None:
    content = shown("งาน\u200bตาม") + span("\u00ad", "-") + shown("แผน 2567\u00ad2568")
    found = read_pdf(document(line(content)), "a.pdf", backend=backend)
    assert "".join(texts(found)).replace(" ", "") == "งานตามแผน2567-2568"


@both
def test_empty_text_keeps_letters(backend: str) -> None:
    found = read_pdf(document(line(shown("ก") + span("", "500") + shown("บ"))), "a.pdf", backend=backend)
    assert texts(found) == ["ก500บ"]


@both
def test_tips_of_the_next_page_s_line_are_not_text(backend: str) -> None:
    clip = "50 100 500 700 re W n"
    cut = line(span("ที่", "่") + shown("ก") + span("ปี", "ปี"), y=92, clip=clip)
    first = line(shown("งาน"), clip=clip) + cut
    found = read_pdf(document(first, line(span("ที่", "ที"))), "a.pdf", backend=backend)
    assert [(block.place.page, block.text) for block in found.blocks if isinstance(block, Paragraph)] == [
        (1, "งาน"),
        (2, "ที่"),
    ]


@both
def test_one_property_list_serves_several_pages(backend: str) -> None:
    content = "/Span /P0 BDC\n" + shown("ท?") + "EMC\n" + shown("น")
    found = read_pdf(document(line(content), line(content), properties={"P0": "ที่"}), "a.pdf", backend=backend)
    assert texts(found) == ["ที่น", "ที่น"]


@both
def test_damaged_sample_reads_like_the_sound_one(backend: str) -> None:
    sheet = next(sample.sheet for sample in hand_written() if sample.meta.stem == build.DAMAGED)
    damaged = read_pdf(CLASSES["actual-text"].make(sheet, Style()), "a.pdf", backend=backend)
    sound = read_pdf(write_pdf(sheet, Style()), "b.pdf", backend=backend)
    assert texts(damaged) == texts(sound)
    assert sum(page.damages.get("actual_text", 0) for page in damaged.pages) > 20


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"\xfe\xff" + "ที่".encode("utf-16-be"), "ที่"),
        (b"\xff\xfe" + "ที่".encode("utf-16-le"), "ที่"),
        (b"\xef\xbb\xbf" + "ที่".encode(), "ที่"),
        (b"KR 12", "KR 12"),
        (b"\xfe\xff\x0e", ""),
        ("\ufeffก\u200bข\u00adค\n".encode("utf-16-be"), "กขค "),
    ],
)
def test_text_strings(value: bytes, text: str) -> None:
    assert decoded(value) == text
