"""Lines among pieces of ink: letters and marks of tight rows."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")

from phaen.extractors.ocr.segments import Piece, among_digits, find_pieces, size_in_table  # noqa: E402

BODY = 20


def letters(count: int, base: int, height: int = BODY, x0: int = 0) -> list[tuple[int, int, int, int, int]]:
    """Boxes of pieces side by side that stand on ``base``."""
    return [(x0 + at * 16, base - height, 12, height, 12 * height // 2) for at in range(count)]


def lines(*boxes: list[tuple[int, int, int, int, int]]) -> list[int]:
    """How many pieces of ink each line found has."""
    stats = np.array([box for row in boxes for box in row], np.int32)
    return [len(piece.ids) for piece in find_pieces(stats, np.arange(len(stats), dtype=np.int32), float(BODY))]


@pytest.mark.parametrize("pitch", [1.65, 1.8, 1.9, 2.2, 3.0])
@pytest.mark.parametrize("short", [1, 2, 5])
def test_a_short_line_close_to_a_full_one_is_a_line(pitch: float, short: int) -> None:
    assert lines(letters(20, 100), letters(short, 100 + round(pitch * BODY))) == [20, short]
    assert lines(letters(short, 100), letters(20, 100 + round(pitch * BODY))) == [short, 20]


@pytest.mark.parametrize("over", [1.2, 1.35, 1.5])
def test_a_row_of_marks_is_none(over: float) -> None:
    marks = letters(6, 100 - round(over * BODY), height=13, x0=40)
    assert lines(letters(20, 100), marks) == [26]


def test_a_letter_alone_that_has_grown_together_with_its_marks_is_a_line() -> None:
    """ปี alone over its year in a narrow column."""
    assert lines(letters(1, 100, height=round(1.65 * BODY)), letters(2, 100 + 2 * BODY)) == [1, 2]


@pytest.mark.parametrize("count", [1, 3])
def test_low_digits_alone_in_a_line_are_a_line(count: int) -> None:
    """๑๐๐ between two full lines of a tight cell: no letter carries them, so they are no marks."""
    low = letters(count, 100 + round(1.9 * BODY), height=round(0.75 * BODY))
    rows = [letters(20, 100), low, letters(20, 100 + round(3.8 * BODY))]
    stats = np.array([box for row in rows for box in row], np.int32)
    ids = np.arange(len(stats), dtype=np.int32)
    assert [len(piece.ids) for piece in find_pieces(stats, ids, float(BODY), ids)] == [20, count, 20]


@pytest.mark.parametrize("count", [1, 2])
def test_a_lone_stack_of_two_marks_is_no_line(count: int) -> None:
    """ชื่อตัวชี้วัด alone in a heading: a vowel and a tone grown together are nearly as high as a letter."""
    stack = letters(count, 100 - round(1.56 * BODY), height=round(0.88 * BODY), x0=16)
    assert lines(letters(20, 100), stack) == [20 + count]


@pytest.mark.parametrize(("heights", "body"), [([15, 15, 23, 15, 15], 20.0), ([24] * 9, 24.0), ([15] * 20, 15.0)])
def test_figures_are_measured_by_their_table(heights: list[int], body: float) -> None:
    """The lowest Thai digits are lower than consonants: a few of them are no small type, a whole line of letters is."""
    stats = np.array([(at * 16, 100 - height, 12, height, 90) for at, height in enumerate(heights)], np.int32)
    pieces = find_pieces(stats, np.arange(len(stats), dtype=np.int32), float(BODY))
    assert [piece.body for piece in pieces] == [body]


@pytest.mark.parametrize(("beside", "body"), [(0, 20.0), (3, 20.0), (4, 24.0)])
def test_few_letters_beside_digits_are_of_the_usual_size(beside: int, body: float) -> None:
    """Most Thai digits are higher than a consonant: measured by them, ปี is read as a bracket."""
    line = Piece(np.arange(5, dtype=np.int32), 0, 0, 90, 30, 30.0, 24.0, 20.0)
    assert among_digits(line, beside).body == body


def test_large_figures_stay_large() -> None:
    line = Piece(np.arange(2, dtype=np.int32), 0, 0, 90, 60, 60.0, 40.0, 20.0)
    assert among_digits(line, 0).body == 40.0


@pytest.mark.parametrize(("body", "size"), [(20.0, 20.0), (26.0, 20.0), (30.0, 20.0), (40.0, 40.0), (12.0, 12.0)])
def test_lines_of_a_table_are_of_one_size(body: float, size: float) -> None:
    line = Piece(np.arange(3, dtype=np.int32), 0, 0, 100, 26, 20.0, body, usual=20.0)
    assert size_in_table(line) == size


def test_a_short_line_stands_on_the_feet_of_its_letters() -> None:
    """Tones of the next line have grown onto two of its three letters."""
    row = [(0, 80, 40, 28, 300), (44, 80, 12, 20, 120), (60, 80, 12, 28, 150)]
    found = find_pieces(np.array(row, np.int32), np.arange(3, dtype=np.int32), float(BODY))
    assert [piece.base for piece in found] == [100.0]
