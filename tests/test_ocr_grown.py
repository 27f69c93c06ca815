"""Ink of two lines that has grown together is cut between them."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from phaen.extractors.ocr.grown import parted, standing  # noqa: E402
from phaen.extractors.ocr.segments import find_pieces  # noqa: E402

BODY = 20
FOOT = 60
"""Where the upper line stands."""


def cut(head: int, *strokes: tuple[int, int, int, int]) -> tuple[list[int], int]:
    """The rows that are cut of ``strokes`` (left, top, right, bottom) between a line of letters that stands on
    ``FOOT`` and one whose letters begin at ``head``, and how many pieces of ink there are afterwards."""
    ink = np.zeros((head + BODY + 20, 420), np.uint8)
    for x in range(10, 400, 24):
        ink[FOOT - BODY : FOOT, x : x + 14] = 1
        ink[head : head + BODY, x : x + 14] = 1
    for left, top, right, bottom in strokes:
        ink[top:bottom, left:right] = 1
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    lines = find_pieces(boxes, np.arange(1, len(boxes), dtype=np.int32), float(BODY))
    rows = [row for row, _, _ in parted(ink, labels, boxes, lines)]
    count, *_ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return rows, count - 1


LETTERS = 2 * len(range(10, 400, 24))


def test_a_vowel_under_a_line_and_a_tone_over_the_next() -> None:
    rows, count = cut(FOOT + 24, (107, 62, 118, 72), (112, 72, 116, 82))
    assert count == LETTERS + 2 and len(rows) == 1 and 70 <= rows[0] <= 74


def test_a_tone_that_touches_the_letter_over_it() -> None:
    rows, count = cut(FOOT + 18, (110, FOOT, 114, FOOT + 8), (107, FOOT + 8, 119, FOOT + 16))
    assert rows in ([FOOT], [FOOT + 1]) and count == LETTERS + 1


def test_letters_with_their_own_marks_stay_whole() -> None:
    vowel = (107, FOOT - 2, 112, FOOT + 10)  # a vowel grown onto its letter
    marks = (107, FOOT + 14, 119, FOOT + 30)  # a vowel with its tone over the next line
    assert cut(FOOT + 32, vowel, marks) == ([], LETTERS + 1)


@pytest.mark.parametrize(("hangs", "mark", "cuts"), [(4, True, 1), (4, False, 0), (9, True, 0)])
def test_a_tone_that_has_sunk_into_the_letter_over_it(hangs: int, mark: bool, cuts: int) -> None:
    """Its end hangs out over the vowel of its own letter; without a mark there, or farther out, it is the letter's."""
    head = FOOT + 18
    stub = (112, FOOT, 116, FOOT + hangs)
    vowel = (107, FOOT + hangs + 2, 119, head - 2)
    rows, _ = cut(head, stub, *[vowel] * mark)
    assert len(rows) == cuts and all(FOOT - 1 <= row <= FOOT + 1 for row in rows)


def test_what_has_grown_onto_letters_is_not_theirs() -> None:
    boxes = np.array([(0, 0, 500, 200, 0), *((x, 40, 14, 20, 200) for x in range(10, 200, 24))], np.int32)
    boxes[3, 3] += 5  # a tone
    boxes[4, 3] += 9  # ญ, under which nothing hangs
    boxes[5, 2:4] = 8, 29  # a bracket
    lines = find_pieces(boxes, np.arange(1, len(boxes), dtype=np.int32), float(BODY))
    assert standing(boxes, lines)[1:, 3].tolist() == [20, 20, 20, 20, 29, 20, 20, 20]


@pytest.mark.parametrize(("known", "cuts"), [(True, 1), (False, 0)])
def test_a_vowel_grown_onto_a_low_mark_of_the_next_line_is_known_by_the_others(known: bool, cuts: int) -> None:
    """Both together are lower than a letter, and as high as a vowel with its tone, which stay together."""
    head = FOOT + 19
    vowel = [(0, 0, 3, 8), (0, 6, 11, 9), (8, 0, 11, 9)]  # a cup
    hanging = [(x + a, FOOT + 2 + b, x + c, FOOT + 2 + d) for x in (35, 83, 203) for a, b, c, d in vowel]
    grown = [(107 + a, FOOT + 2 + b, 107 + c, FOOT + 2 + d) for a, b, c, d in vowel] + [(109, 70, 123, 77)]
    stack = [(155, FOOT + 3, 158, FOOT + 10), (152, FOOT + 10, 166, FOOT + 17)]
    rows, count = cut(head, *(hanging if known else []), *grown, *stack)
    assert len(rows) == cuts and count == LETTERS + 2 + cuts + 3 * known


@pytest.mark.parametrize("known", [True, False])
def test_a_tail_that_a_tone_of_the_next_line_has_grown_onto_is_known_by_other_letters(known: bool) -> None:
    tail = [(2, 0, 5, 2), (0, 2, 14, 4), (0, 4, 3, 10), (11, 4, 14, 10)]
    letters = (106, 202, 298) if known else (106,)
    tails = [(x + a, FOOT + b, x + c, FOOT + d) for x in letters for a, b, c, d in tail]
    rows, _ = cut(FOOT + 20, *tails, (118, FOOT + 10, 120, FOOT + 17))
    assert len(rows) == 1 and (rows[0] >= FOOT + 9) == known


@pytest.mark.parametrize(("hangs", "cuts"), [(4, 1), (0, 0)])
def test_a_tone_that_has_sunk_into_the_lower_half_of_a_vowel(hangs: int, cuts: int) -> None:
    """The lower half of ะ is lower than a letter."""
    half, stub, ring = (121, 51, 129, FOOT), (124, FOOT, 127, FOOT + hangs), (120, FOOT + hangs + 2, 131, FOOT + 14)
    rows, _ = cut(FOOT + 18, half, stub, ring)
    assert len(rows) == cuts
