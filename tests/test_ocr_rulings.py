"""Upright rules: stems of letters that stand under each other, or at a rule's end, and strokes of pens are none."""

from __future__ import annotations

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from phaen.extractors.ocr.foreign import Foreign  # noqa: E402
from phaen.extractors.ocr.picture import clean  # noqa: E402
from phaen.extractors.ocr.rulings import find_rulings  # noqa: E402

SCALE = 300 / 72


def table(*uprights: tuple[float, float, float], levels: tuple[float, ...] = (20, 60, 76, 116)) -> np.ndarray:
    """The ink of a table 200 points wide with level rules at ``levels``, borders at both its sides, and upright strokes
    (x, top, bottom in points)."""
    ink = np.zeros((round(140 * SCALE), round(220 * SCALE)), np.uint8)
    for level in levels:
        ink[round(level * SCALE) : round(level * SCALE) + 4, round(10 * SCALE) : round(210 * SCALE)] = 1
    for x, top, bottom in ((10, levels[0], levels[-1]), (210, levels[0], levels[-1]), *uprights):
        ink[round(top * SCALE) : round(bottom * SCALE), round(x * SCALE) - 2 : round(x * SCALE) + 3] = 1
    return ink


def uprights(ink: np.ndarray, foreign: Foreign | None = None) -> list[tuple[int, int, int]]:
    """Upright rules between the borders: x, top and bottom in points."""
    shapes = find_rulings(ink, SCALE, foreign=foreign).shapes
    found = [(round((x0 + x1) / 2), round(top), round(bottom)) for x0, top, x1, bottom, *_ in shapes if x1 - x0 < 1]
    return sorted(one for one in found if 15 < one[0] < 205)


def alike(found: list[tuple[int, int, int]], *wanted: tuple[int, int, int]) -> bool:
    """The same rules, but for the thickness of those that close them?"""
    return len(found) == len(wanted) and bool((np.abs(np.subtract(found, wanted)) <= 1).all())


def test_rules_of_a_row_and_of_several() -> None:
    levels = (20, 60, 80, 116)
    assert alike(uprights(table((80, 60, 80), (140, 20, 116), levels=levels)), (80, 60, 80), (140, 20, 116))


def test_stems_that_fill_half_a_row_are_none() -> None:
    assert uprights(table((80, 20, 38))) == []
    assert uprights(table((80, 98, 116))) == []


def test_a_stem_at_the_end_of_a_rule_is_no_part_of_it() -> None:
    assert alike(uprights(table((80, 20, 73))), (80, 20, 60))
    assert alike(uprights(table((80, 64, 116))), (80, 76, 116))


def test_rules_of_a_last_row_without_a_border_stay() -> None:
    ink = table((60, 20, 128), (100, 20, 128), (150, 20, 128))
    assert alike(uprights(ink), (60, 20, 128), (100, 20, 128), (150, 20, 128))


def test_letters_that_fill_a_row_part_the_rules_over_and_under_it() -> None:
    ink = table((80, 20, 116))
    for gap in (63, 67, 71):  # a tone over a letter over a vowel
        ink[round(gap * SCALE) : round(gap * SCALE) + 4, round(75 * SCALE) : round(85 * SCALE)] = 0
    assert alike(uprights(ink), (80, 20, 60), (80, 76, 116))


def test_a_letter_that_fills_a_low_row_is_none() -> None:
    low = (20, 60, 75, 116)
    assert uprights(table((80, 60, 75), levels=low)) == []
    assert alike(uprights(table((80, 60, 75), (120, 60, 75), levels=low)), (80, 60, 75), (120, 60, 75))
    assert alike(uprights(table((80, 60, 116), levels=low)), (80, 60, 116))


def test_what_is_left_of_a_stroke_is_no_rule() -> None:
    levels = (20, 60, 80, 116)
    ink = table((80, 60, 80), (140, 20, 116), levels=levels)
    mask = np.ones((8, 8), np.uint8)
    over = Foreign(round(53 * SCALE), round(79 * SCALE), mask, 90)
    assert alike(uprights(ink, over), (80, 60, 80), (140, 20, 116))
    touching = Foreign(round(58 * SCALE), round(79 * SCALE), mask, 90)
    assert alike(uprights(ink, touching), (140, 20, 116))
    on = table((80, 60, 80), (80, 80, 116), levels=levels)
    assert alike(uprights(on, touching), (80, 60, 116))


def test_grey_edges_of_the_paper_are_no_ink() -> None:
    grey = np.full((1200, 900), 250, np.uint8)
    grey[:, 896:] = 140
    grey[600:640, 440:446] = 30
    level = clean(grey, SCALE, 900 / SCALE, 1200 / SCALE).grey
    assert level[:, 880:].min() >= 190
    assert level[600:640, 440:446].max() < 110
