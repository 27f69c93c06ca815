"""Rules are taken off a page, and what stands on them stays."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from phaen.extractors.ocr.page import bare_page  # noqa: E402
from phaen.extractors.ocr.picture import Picture  # noqa: E402
from phaen.extractors.ocr.rulings import find_rulings  # noqa: E402
from phaen.extractors.ocr.unruled import without_rules  # noqa: E402
from phaen.extractors.pdf.ruled.rules import close_open_ends, find_grids, page_edges  # noqa: E402

SCALE = 300 / 72
TOP, THICK = 200, 4


def scanned(*strokes: tuple[int, int, int, int], slope: float = 0.0) -> tuple[object, object]:
    """A page with a level rule and ``strokes`` (left, top, right, bottom), blurred as scans are, and the page without
    the rule."""
    rows, columns = np.arange(400)[:, None], np.arange(1200)[None, :]
    top = TOP + slope * columns
    share = np.clip(np.minimum(rows + 1, top + THICK) - np.maximum(rows, top), 0, 1) * (abs(columns - 600) < 550)
    grey = (255 - 235 * share).astype(np.uint8)
    for left, top, right, bottom in strokes:
        grey[top:bottom, left:right] = 20
    grey = cv2.GaussianBlur(grey, (0, 0), 1.0)
    noise = np.random.default_rng(1).normal(0, 4, grey.shape)
    grey = np.clip(grey + noise, 0, 255).astype(np.uint8)
    picture = Picture(grey, SCALE, 1200 / SCALE, 400 / SCALE, 0.0)
    return grey, without_rules(grey, find_rulings(picture.ink(), SCALE))


@pytest.mark.parametrize("slope", [0.0, 0.002])
def test_a_rule_goes_wholly(slope: float) -> None:
    _, bare = scanned(slope=slope)
    assert bare.min() > 170  # nothing is dark enough for ink


def test_what_crosses_a_rule_stays() -> None:
    _, bare = scanned((500, TOP - 15, 506, TOP + 20))
    assert (bare[TOP - 12 : TOP + 17, 502:504] < 110).all()
    assert bare[TOP - 3 : TOP + 8, 515:].min() > 170


def test_a_mark_that_touches_a_rule_keeps_its_shape() -> None:
    """An arch of two stems under the rule: nothing of the rule closes it."""
    _, bare = scanned((500, TOP + THICK, 504, TOP + 20), (516, TOP + THICK, 520, TOP + 20))
    assert (bare[TOP + 8 : TOP + 18, 501:503] < 110).all()
    assert bare[TOP - 3 : TOP + 18, 508:512].min() > 170
    assert bare[: TOP - 1, 500:520].min() > 170


@pytest.mark.parametrize(("apart", "tables"), [(3.4, 2), (0, 1)])
def test_tables_little_apart_stay_two(apart: float, tables: int) -> None:
    """A scanner's blur makes upright rules stick out over the level ones that close them."""
    ink = np.zeros((900, 1200), np.uint8)
    bottom = 400
    below = bottom + round(apart * SCALE)
    for y in (100, bottom, below, 800):
        ink[y - 2 : y + 2, 97:1103] = 1
    for x in (100, 600, 1100):
        ink[97 : bottom + 4, x - 2 : x + 2] = ink[below - 4 : 803, x - 2 : x + 2] = 1
    shapes = find_rulings(ink, SCALE).shapes
    page = bare_page(1, Picture(ink, SCALE, 1200 / SCALE, 900 / SCALE, 0.0), shapes)
    assert len(find_grids(close_open_ends(page_edges(page)), page)) == tables


def faxed(*strokes: tuple[int, int, int, int]) -> tuple[object, object]:
    """A black and white page whose rule has frayed edges, with ``strokes`` on it, and the page without the rule."""
    grey = np.full((400, 1200), 255, np.uint8)
    grey[TOP : TOP + THICK, 50:1150] = 0
    random = np.random.default_rng(5)
    for row in (TOP - 2, TOP + THICK):
        for left in random.integers(50, 1140, 120):
            grey[row : row + 2, left : left + int(random.integers(2, 9))] = 0
    for left, top, right, bottom in strokes:
        grey[top:bottom, left:right] = 0
    picture = Picture(cv2.GaussianBlur(grey, (0, 0), 0.5), SCALE, 1200 / SCALE, 400 / SCALE, 0.0)
    return grey, without_rules(picture.grey, find_rulings(picture.ink(), SCALE))


def test_the_frayed_edges_of_a_fax_go_with_the_rule() -> None:
    _, bare = faxed()
    assert (bare[:, 70:1130] < 128).sum() == 0


def test_a_mark_on_a_frayed_rule_stays_alone() -> None:
    """The stem of a tone that stands in the rule, and nothing of the rule beside it."""
    _, bare = faxed((500, TOP - 16, 505, TOP + 3))
    assert (bare[TOP - 14 : TOP - 2, 501:504] < 110).all()
    assert (bare[TOP - 6 : TOP + THICK + 6, 530:1130] < 128).sum() == 0
