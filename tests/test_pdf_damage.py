"""Every class of text-layer damage is undone, known or refused; sound files stay as they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from phaen.extractors.model import Document, Table
from phaen.extractors.pdf.glyphs.mending import block_texts
from phaen.extractors.pdf.reader import read_pdf
from rapidfuzz.distance import Levenshtein

from samples.random_files import random_file
from tests.states import part

SAMPLES = Path(__file__).parent / "fixtures" / "samples"
STEM = "sno_plan_2568.pdf"
REPAIRED = [
    "aa-am",
    "after-space",
    "am-split",
    "cid",
    "displaced",
    "doubled",
    "filler-space",
    "private-use",
    "space-am",
    "stand-in",
    "tone-first",
    "type0",
]


def letters(document: Document) -> str:
    """All text of a document without white space."""
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            parts += [text for row in block for text in row.texts()]
        else:
            parts.append(block.text)
    return "".join("".join(parts).split())


@cache
def read(folder: str, backend: str = "pdfium") -> Document:
    return read_pdf((SAMPLES / folder / STEM).read_bytes(), STEM, backend=backend)


@pytest.mark.parametrize(
    ("damage", "backend"),
    [(damage, "pdfium") for damage in REPAIRED] + [(damage, "pdfplumber") for damage in part(REPAIRED, 6, of=3)],
)
def test_repaired_damage_gives_the_sound_text(damage: str, backend: str) -> None:
    sound = letters(read("pdf"))
    damaged = letters(read(f"damage-{damage}", backend))
    assert 1 - Levenshtein.distance(sound, damaged) / len(sound) >= 0.99


def test_actual_text_of_shaped_clusters_is_read() -> None:
    assert letters(read("damage-actual-text")) == letters(read("pdf"))


def test_sound_file_has_no_damage_and_no_repairs() -> None:
    document = read("pdf")
    assert document.repairs == ()
    assert all(page.readable and not page.damages for page in document.pages)


def test_repairs_tell_what_was_there() -> None:
    document = read("damage-private-use")
    assert document.repairs
    assert all("private_use" in repair.rule and repair.place.bbox for repair in document.repairs)
    assert any("\uf70a" in repair.before and "่" in repair.after for repair in document.repairs)


def test_wrong_map_is_recognised_on_every_page_and_gives_no_text() -> None:
    document = read("damage-wrong-map")
    assert "page_unreadable" in document.flags
    assert not any(page.readable for page in document.pages)
    assert letters(document) == ""
    assert all("page_unreadable" in getattr(block, "flags", ()) for block in document.blocks)


def test_replacement_characters_stay_and_are_flagged() -> None:
    document = read("damage-replacement")
    assert "\ufffd" in letters(document)
    for block in document.blocks:
        cells = [cell for row in block for cell in row.cells if cell] if isinstance(block, Table) else [block]
        for cell in cells:
            assert ("\ufffd" in cell.text) == ("replacement_character" in cell.flags)


def test_a_mark_whose_glyph_has_the_number_of_a_line_end_is_no_line_end() -> None:
    """PDFium gives 13 for it, and the same for the line ends that it makes itself."""
    made = random_file(904, damaged=True)
    assert made.shape.endswith("cid")
    document = read_pdf(made.data, "a.pdf")
    text = "\n".join(text for block in document.blocks for text in block_texts([block]))
    assert "เครือข่าย" in text and "เครือขาย" not in text
