"""Thai digits on scans, which Tesseract's Thai models do not hold; skipped where recognition is not installed."""

# ruff: noqa: E402 - what needs Tesseract is imported after it was found
from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from phaen.extractors.model import Cell, Document, Table
from phaen.extractors.ocr import OcrOptions
from phaen.extractors.ocr.installed import MISSING, available
from phaen.extractors.pdf.reader import read_pdf

if not available():
    pytest.skip(f"scans: {MISSING}", allow_module_level=True)
for library in ("numpy", "pikepdf", "reportlab", "PIL"):
    pytest.importorskip(library)

import cv2
import numpy as np
import pikepdf
from phaen.extractors.ocr.page import has_thai_digits, lay_out
from phaen.extractors.ocr.picture import DPI, Picture
from phaen.extractors.ocr.reading import figures
from phaen.extractors.ocr.segments import Piece
from phaen.extractors.ocr.thai_digits import (
    SIDE,
    Digit,
    _beside,
    _broken_off,
    is_ring,
    judged,
    piece_features,
    put_back,
)
from PIL import Image, ImageDraw, ImageFont

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, scan
from samples.thai import thai_digits
from samples.variants import with_thai_digits

FONT = Path(__file__).resolve().parent.parent / "samples" / "fonts" / "Sarabun-Regular.ttf"
STEM = "sno_plan_2568"
PAGES = (6, 8)
"""Pages with tables of budgets and of indicators."""


@cache
def native() -> bytes:
    sample = next(one for one in hand_written() if one.meta.stem == STEM)
    data = write_pdf(with_thai_digits(sample.sheet), Style(size=14, table_size=12))
    with pikepdf.open(BytesIO(data)) as pdf:
        for index in reversed(range(len(pdf.pages))):
            if index + 1 not in PAGES:
                del pdf.pages[index]
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def cells(document: Document) -> list[Cell]:
    return [
        cell for block in document.blocks if isinstance(block, Table) for row in block for cell in row.cells if cell
    ]


def test_thai_digits_of_a_scan_are_read() -> None:
    """Every figure of nine in ten cells, and none wrong without a flag; the cells keep the digits as printed."""
    truth = cells(read_pdf(native(), "native.pdf"))
    found = cells(read_pdf(scan(native(), SCANS["scan-200"]), "scan.pdf", ocr=OcrOptions()))
    assert len(found) == len(truth)
    pairs = [(true, mine) for true, mine in zip(truth, found, strict=True) if figures(true.text)]
    right = [(true, mine) for true, mine in pairs if figures(true.text) == figures(mine.text)]
    assert len(pairs) > 15 and len(right) >= 0.9 * len(pairs)
    wrong = [mine for true, mine in pairs if figures(true.text) != figures(mine.text)]
    assert all("ocr_disagrees" in cell.flags or "ocr_unsure" in cell.flags for cell in wrong)
    budgets = [mine.text for true, mine in right if true.text == thai_digits("22,500,000")]
    assert budgets == [thai_digits("22,500,000")]


@pytest.mark.parametrize(
    ("opening", "hair_line", "loop", "ring"),
    [(0, False, False, True), (12, True, False, True), (35, False, False, False), (0, False, True, False)],
)
def test_an_empty_closed_ring_is_a_zero(opening: int, hair_line: bool, loop: bool, ring: bool) -> None:
    """Thin type leaves a hair line of it; ๑ is open or has a loop inside."""
    grey = np.full((40, 40), 255, np.uint8)
    cv2.ellipse(grey, (20, 20), (11, 10), 90, opening, 360 - opening, 0, 3)
    if loop:
        cv2.circle(grey, (17, 24), 4, 0, 2)
    ink = (grey < 128).astype(np.uint8)
    if hair_line:
        cv2.ellipse(grey, (20, 20), (11, 10), 90, -opening, opening, 185, 2)
        grey[ink > 0] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    assert is_ring(stats, labels, grey, (1,)) == ring


@pytest.mark.parametrize(
    ("first", "second", "digit", "sure"),
    [(0.99, 0.99, 9, True), (0.93, 0.96, 5, True), (0.93, 0.96, 9, False), (0.85, 0.99, 5, False)],
)
def test_both_networks_together_make_a_digit_sure(first: float, second: float, digit: int, sure: bool) -> None:
    """Not one that they mix up in fonts that they do not know."""
    shares = []
    for share, other in ((first, 8), (second, 10)):
        row = np.zeros((1, 11), np.float32)
        row[0, digit], row[0, other] = share, 1 - share
        shares.append(row)
    values, _, found = judged(shares)
    assert values.tolist() == [digit] and found.tolist() == [sure]


def test_a_stroke_that_thin_type_broke_is_shown_whole() -> None:
    """Two pieces with faint ink between them are one stroke to the network, as the printer drew it."""
    whole = np.full((40, 40), 255, np.uint8)
    cv2.line(whole, (10, 8), (30, 32), 0, 4)
    broken = whole.copy()
    broken[19:22] = np.maximum(broken[19:22], 195)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((broken < 128).astype(np.uint8), connectivity=8)
    line = Piece(np.array([1, 2], np.int32), 8, 6, 33, 35, 34.0, 24.0)
    seen, _ = piece_features((1, 2), stats, labels, broken, line)
    assert seen[: SIDE * SIDE].reshape(SIDE, SIDE).max(axis=1).min() > 0.9


def test_a_digit_in_brackets_stands_in_no_word() -> None:
    digit = Digit(2, (110, 100, 124, 120), (2,), True)
    letters = np.array([[90, 100, 15, 20, 200], [128, 100, 15, 20, 200]], np.int32)
    brackets = np.array([[101, 96, 6, 30, 60], [127, 96, 6, 30, 60]], np.int32)
    assert _beside([digit], letters, 20.0) == []
    assert _beside([digit], brackets, 20.0) == [digit]


def test_a_ring_whose_foot_is_a_hair_line_outside_its_ink_is_a_zero() -> None:
    """Coarse scans of thin type: the ink ends over the faint foot of the ring."""
    grey = np.full((50, 40), 255, np.uint8)
    cv2.ellipse(grey, (20, 22), (11, 10), 0, 0, 360, 60, 3)
    grey[31:] = np.where(grey[31:] < 255, 190, 255)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((grey < 170).astype(np.uint8), connectivity=8)
    assert is_ring(stats, labels, grey, (1,))
    grey[28:] = 255  # open, as ก is
    _, labels, stats, _ = cv2.connectedComponentsWithStats((grey < 170).astype(np.uint8), connectivity=8)
    assert not is_ring(stats, labels, grey, (1,))


@pytest.mark.parametrize(
    ("at", "breaks", "loop", "ring"),
    [
        (90, 12, False, True),
        (270, 15, False, True),
        (90, 40, False, False),
        (0, 30, False, False),
        (90, 12, True, False),
    ],
)
def test_a_ring_broken_at_its_head_or_foot_is_a_zero(at: int, breaks: int, loop: bool, ring: bool) -> None:
    """Black and white leaves nothing of thin type's hair lines, which close a ring above and below."""
    grey = np.full((40, 40), 255, np.uint8)
    cv2.ellipse(grey, (20, 20), (12, 11), 0, at + breaks, at + 360 - breaks, 0, 3)
    if loop:
        cv2.circle(grey, (17, 22), 4, 0, 2)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((grey < 128).astype(np.uint8), connectivity=8)
    largest = 1 + int(stats[1:, 4].argmax())
    assert is_ring(stats, labels, grey, (largest,)) == ring


def test_a_loop_that_broke_off_is_part_of_its_digit_but_a_point_under_its_tail_is_not() -> None:
    stats = np.array([[0, 0, 90, 60, 0], [10, 10, 26, 32, 200], [12, 29, 8, 12, 70], [28, 36, 6, 6, 30]], np.int32)
    line = Piece(np.array([1, 2, 3], np.int32), 10, 10, 36, 42, 42.0, 28.0)
    assert _broken_off(stats, (1,), line) == [2]


@pytest.mark.parametrize(("hair", "whole"), [(180, True), (215, False)])
def test_hair_lines_of_coarse_scans_are_ink(hair: int, whole: bool) -> None:
    """Where the page's stems are pale too; rules are told by the darker level."""
    grey = np.full((300, 300), 250, np.uint8)
    for x in range(20, 280, 20):
        grey[20:280, x : x + 6] = 115
        grey[140:160, x : x + 6] = hair
    picture = Picture(grey, DPI / 72, 72.0, 72.0, 0.0)
    count, *_ = cv2.connectedComponentsWithStats(picture.letters(), connectivity=8)
    broken, *_ = cv2.connectedComponentsWithStats(picture.ink(), connectivity=8)
    assert (count - 1, broken - 1) == (13 if whole else 26, 26)


@pytest.mark.parametrize(("text", "thai"), [("๑๕,๒๓๔ ๒๕๖๗", True), ("15,234 2567", False), ("กลุ่มงาน", False)])
def test_pages_with_thai_digits_are_told(text: str, thai: bool) -> None:
    font = ImageFont.truetype(str(FONT), 50)
    image = Image.new("L", (900, 700), 255)
    for row in range(5):
        ImageDraw.Draw(image).text((60, 60 + 110 * row), text, font=font, fill=0)
    layout = lay_out(Picture(np.asarray(image).copy(), DPI / 72, 216.0, 168.0, 0.0), 1)
    assert has_thai_digits(layout, [piece for _, pieces in layout.regions for piece in pieces]) == thai


def test_digits_are_put_back_in_order() -> None:
    assert put_back(["ปี", "2567"], [2, 5, 6, 7]) == ["ปี", "๒๕๖๗"]
    assert put_back(["KR2", "1:1"], [1, 1]) == ["KR2", "๑:๑"]
    assert put_back(["ร้อยละ", "85"], []) == ["ร้อยละ", "85"]


def test_a_digit_that_was_not_read_again_is_noticed() -> None:
    assert put_back(["256", "T"], [2, 5, 6, 7]) is None
    assert put_back(["7652"], [2, 5, 6, 7]) is None


@pytest.mark.parametrize(("curl", "opening", "ring"), [(False, 0, True), (True, 0, False), (False, 40, False)])
def test_a_ring_with_grain_in_it_and_a_faint_rim_is_a_zero(curl: bool, opening: int, ring: bool) -> None:
    """Coarse scans of thin type leave grey grain within it; the curl of ๑ is ink."""
    rng = np.random.default_rng(3)
    grey = np.full((40, 40), 255, np.uint8)
    cv2.ellipse(grey, (20, 20), (11, 10), 90, opening, 360 - opening, 60, 3)
    grey = np.where(np.indices(grey.shape).sum(axis=0) > 48, np.maximum(grey, 195), grey).astype(np.uint8)
    grain = rng.integers(185, 256, grey.shape).astype(np.uint8)
    grey[14:27, 14:27] = np.minimum(grey, grain)[14:27, 14:27]
    if curl:
        cv2.ellipse(grey, (18, 23), (4, 4), 0, 0, 270, 60, 2)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((grey < 170).astype(np.uint8), connectivity=8)
    largest = 1 + int(stats[1:, 4].argmax())
    assert is_ring(stats, labels, grey, (largest,)) == ring
