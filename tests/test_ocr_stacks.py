"""Marks go with the letters that carry them, and keep their ink where they touch a rule."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from phaen.extractors.ocr.page import lay_out  # noqa: E402
from phaen.extractors.ocr.picture import Picture  # noqa: E402
from phaen.extractors.ocr.segments import find_pieces  # noqa: E402
from phaen.extractors.ocr.stacks import carriers  # noqa: E402

BODY = 20.0


def box(x: int, top: int, width: int, height: int) -> tuple[int, int, int, int, int]:
    return x, top, width, height, width * height


UPPER, LOWER = box(100, 80, 14, 20), box(100, 127, 14, 20)
"""A letter on the baseline 100, and one on 147."""


@pytest.mark.parametrize(
    ("marks", "carrier"),
    [
        # a tone over a vowel, nearer to the letter above it than to its own
        ([box(104, 105, 4, 8), box(101, 115, 12, 8)], 1),
        # a tone alone, over its letter
        ([box(104, 116, 4, 8)], 1),
        # a vowel under its letter
        ([box(104, 102, 6, 9)], 0),
        # the neighbour above is a mark, the one below a letter
        ([box(104, 102, 6, 5), box(104, 116, 4, 8)], None),
    ],
)
def test_a_mark_belongs_to_the_stack_it_touches(
    marks: list[tuple[int, int, int, int, int]], carrier: int | None
) -> None:
    boxes = np.array([UPPER, LOWER, *marks], np.int32)
    found = carriers(boxes, BODY).tolist()
    assert found[:2] == [0, 1]
    assert found[2:] == ([carrier] * len(marks) if carrier is not None else [0, 1])


def test_a_figure_of_low_digits_is_no_row_of_marks_over_the_next_line() -> None:
    """Two rings and a point between them, a third of a letter over one that a mark has grown onto; two marks grown
    together as high stand closer to their letter."""
    letters = [box(100, 120, 14, 20), box(122, 120, 14, 20), box(144, 120, 14, 20)]
    digits = [box(100, 99, 14, 14), box(122, 99, 14, 14)]
    point = box(117, 110, 3, 3)
    found = carriers(np.array([*letters, *digits, point], np.int32), BODY).tolist()
    assert found == [0, 1, 2, 3, 4, 5]
    marks = [box(100, 103, 14, 15), box(122, 103, 14, 15)]
    assert carriers(np.array([*letters, *marks], np.int32), BODY).tolist() == [0, 1, 2, 0, 1]


def test_a_bracket_carries_no_mark() -> None:
    """The tail of ญ over it is nearer to its top than to the letter."""
    letter, bracket, tail = box(100, 80, 20, 20), box(106, 110, 6, 30), box(102, 103, 14, 6)
    assert carriers(np.array([letter, bracket, tail], np.int32), BODY).tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("rules", "carrier"),
    [
        ([0, 0, 0], 0),  # over the rule
        ([0, 0, 1], 1),  # on it: on both its sides
        ([10, 10, 10], 1),  # under a cut between two lines
    ],
)
def test_a_rule_and_a_cut_part_lines(rules: list[int], carrier: int) -> None:
    """A mark under one letter, a touch nearer to the one below."""
    boxes = np.array([UPPER, box(100, 113, 14, 20), box(104, 102, 6, 10)], np.int32)
    lower = [10, 10, 10] if rules[0] else [1, 1, 1]
    assert carriers(boxes, BODY, np.array([[0, 0, 0], lower, rules]))[2] == carrier


@pytest.mark.parametrize(("height", "under", "is_mark"), [(18, 3, True), (22, 3, True), (18, 12, False)])
def test_two_marks_as_high_as_a_letter_are_marks(height: int, under: int, is_mark: bool) -> None:
    """ิ้ in bold type; no letter stands so close over another."""
    boxes = np.array([LOWER, box(100, 127 - under - height, 14, height)], np.int32)
    assert carriers(boxes, BODY)[1] == (0 if is_mark else 1)


def test_signs_between_letters_are_carried_by_none() -> None:
    """A point at the foot of a line, a hyphen in its middle: letters of the next line stand close under them."""
    row = [box(x, 80, 14, 20) for x in (60, 80, 120)]
    signs = [box(100, 96, 4, 4), box(108, 89, 8, 3)]
    boxes = np.array([*row, *signs, *(box(x, 107, 14, 20) for x in (60, 80, 100, 120))], np.int32)
    assert carriers(boxes, BODY)[3:5].tolist() == [3, 4]


def test_lines_take_the_marks_of_their_letters() -> None:
    upper = [box(x, 80, 14, 20) for x in range(0, 320, 16)]
    lower = [box(x, 117, 14, 20) for x in range(0, 320, 16)]
    tones = [box(x + 6, 102, 4, 6) for x in range(0, 320, 64)]  # 2 under the line above
    vowels = [box(x + 1, 109, 12, 7) for x in range(0, 320, 64)]  # 1 over their letters, 1 under their tones
    boxes = np.array([*upper, *lower, *tones, *vowels], np.int32)
    ids = np.arange(len(boxes), dtype=np.int32)
    lines = find_pieces(boxes, ids, BODY, carriers(boxes, BODY))
    assert [len(line.ids) for line in lines] == [20, 30]


def ruled_page() -> Any:
    """A page of 300 dpi, in grey, with a ruled table of two rows and two columns."""
    grey = np.full((900, 1200), 255, np.uint8)
    for y in (300, 420, 540):
        grey[y : y + 4, 100:1101] = 0
    for x in (100, 600, 1100):
        grey[300:544, x : x + 4] = 0
    return grey


def pieces_of(grey: Any) -> list[Any]:
    """The pieces of lines that such a page is laid out into."""
    scale = 300 / 72
    layout = lay_out(Picture(grey, scale, 1200 / scale, 900 / scale, 0.0), 1)
    return [piece for _, found in layout.regions for piece in found]


@pytest.mark.parametrize("reach", [0, 2, 6])
def test_ink_of_marks_stays_where_a_rule_is_wiped(reach: int) -> None:
    """Marks that begin in the rule of their cell, or reach ``reach`` pixels over it, are whole but for the rule."""
    grey = ruled_page()
    for x in range(140, 540, 30):
        grey[445:475, x : x + 22] = 0  # letters
        grey[420 - reach : 436, x + 8 : x + 13] = 0  # tones
    pieces = pieces_of(grey)
    assert len(pieces) == 1 and len(pieces[0].ids) == 2 * len(range(140, 540, 30))
    assert pieces[0].top <= 422 - reach


def test_a_tone_that_stands_on_a_rule_is_no_frayed_edge_of_it() -> None:
    grey = ruled_page()
    for x in range(140, 540, 30):
        grey[442:472, x : x + 22] = 0  # letters
        grey[431:440, x + 2 : x + 18] = 0  # vowels
        grey[417:427, x + 8 : x + 13] = 0  # tones
    pieces = pieces_of(grey)
    assert [len(piece.ids) for piece in pieces] == [3 * len(range(140, 540, 30))]


def test_letters_of_a_table_in_smaller_type_are_letters() -> None:
    """Most of the page is set larger: by its size the letters of the table would be marks of one another."""
    scale = 300 / 72
    grey = np.full((1100, 1200), 255, np.uint8)
    for y in range(80, 480, 80):
        for x in range(100, 1100, 40):
            grey[y : y + 35, x : x + 26] = 0
    for y in (600, 720, 840):
        grey[y : y + 4, 100:1101] = 0
    for x in (100, 600, 1100):
        grey[600:844, x : x + 4] = 0
    columns = range(140, 540, 30)
    for foot in (665, 712):  # two lines in one cell
        for x in columns:
            grey[foot - 26 : foot, x : x + 20] = 0
            grey[foot - 38 : foot - 29, x + 8 : x + 13] = 0
    for x in columns[::3]:  # letters with a stem, as high as those of the page
        grey[665 - 36 : 665, x : x + 20] = 0
    layout = lay_out(Picture(grey, scale, 1200 / scale, 1100 / scale, 0.0), 1)
    upper, lower = (piece for _, found in layout.regions[1:] for piece in found)
    assert len(lower.ids) == 2 * len(columns) > len(upper.ids)
    letters = [number for number in lower.ids.tolist() if layout.boxes[number, 3] == 26]
    assert len(letters) == len(columns) and all(layout.carried[number] == number for number in letters)


@pytest.mark.parametrize(("under", "carrier"), [(122, None), (104, 1)])
def test_a_low_digit_is_a_mark_only_right_over_a_letter(under: int, carrier: int | None) -> None:
    """๑ alone in its cell, three quarters of a letter high, with a tone of the next row between it and that row."""
    digit, letter, tone = box(100, 85, 13, 15), box(100, under, 14, 20), box(104, 106, 4, 8)
    boxes = np.array([digit, letter, tone], np.int32)
    assert carriers(boxes, BODY)[0] == (0 if carrier is None else carrier)


def test_what_reaches_deeper_than_vowels_do_hangs_under_no_letter() -> None:
    """Two marks grown together, nearer to the letter over them than to their own: no vowel under it is as deep."""
    lower = box(100, 118, 14, 20)
    assert carriers(np.array([UPPER, lower, box(101, 101, 12, 13)], np.int32), BODY).tolist() == [0, 1, 1]
    assert carriers(np.array([UPPER, lower, box(101, 101, 12, 10)], np.int32), BODY).tolist() == [0, 1, 0]


def test_a_vowel_does_not_stand_on_the_high_letter_beside_whose_head_it_ends() -> None:
    tall = box(88, 110, 12, 32)  # โ of the next line; a rule runs between
    vowel = box(100, 101, 10, 10)
    rules = np.array([[0, 0, 0], [1, 1, 1], [0, 1, 1]], np.int32)
    assert carriers(np.array([UPPER, tall, vowel], np.int32), BODY, rules).tolist() == [0, 1, 0]
