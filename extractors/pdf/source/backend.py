"""What a PDF library must give: characters and drawn rules of one page at a time, as plain arrays.

Two libraries stand behind :class:`Source`: PDFium (``pdfium.py``, fast) and pdfplumber (``plumber.py``, the
reference). Everything after this point (repair, lines, tables) is the same code for both. Coordinates are PDF
points of the page *as read*: origin at the top left, text running to the right. When a page is shown sideways,
:attr:`RawPage.turns` says how to get from there to the page as shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.model import BBox

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

MAX_PAGES = 5000
MAX_CHARS = 60_000
"""Characters read from one page; a densely printed A3 page holds fewer than 20 000."""
MAX_SHAPES = 20_000
"""Drawn shapes read from one page; more than that is a drawing, not a table."""

LINE, BOX, FILL, SHAPE = 0, 1, 2, 3
"""Kinds of drawn shapes: a thin line, a stroked rectangle, a filled area, any other outline (arrow heads …)."""
TINTED, DARK = 0.5, 1.0
"""Shades of a fill: a colour that is neither white nor pale; nearer to black than to white."""

SEEN, HIDDEN, COVERED, CLIPPED, STRUCK, OUTSIDE = range(6)
UNSEEN_FLAGS = ("", "hidden_text", "covered_text", "cut_off_text", "struck_text", "outside_page")
"""Why a letter is not seen on the page, and the flags that say so: no ink of its own (white, invisible, a layer that is
switched off, too small), something opaque over it, cut off, struck through, outside the page's visible box."""


@dataclass(frozen=True, slots=True)
class Font:
    """One font of the file: ``key`` tells it from others of the same name, ``name`` is without subset prefix; ``seen``:
    its letters were recognised in a picture, which shows only about where they stand."""

    key: str
    name: str
    bold: bool = False
    seen: bool = False


@dataclass(slots=True)
class Glyphs:
    """Characters in content-stream order, one entry each.

    ``code`` Unicode (0 = none) · ``x0``/``x1`` advance box · ``anchor`` where a mark's ink stands · ``y`` baseline,
    from the top · ``size`` · ``font`` index into :attr:`RawPage.fonts` · ``run`` number of the text object ·
    ``turn`` clockwise quarter turns that bring it upright · ``lost`` the font gives no Unicode ·
    ``hint`` a space may follow if there is room for one.
    """

    code: Ints
    x0: Floats
    x1: Floats
    anchor: Floats
    y: Floats
    size: Floats
    font: Ints
    run: Ints
    turn: Ints
    lost: NDArray[np.bool_]
    hint: NDArray[np.bool_]

    def __len__(self) -> int:
        return int(self.code.shape[0])

    def take(self, index: NDArray[np.bool_] | NDArray[np.intp]) -> Glyphs:
        """The characters chosen by a mask or an index array."""
        return Glyphs(*(getattr(self, name)[index] for name in self.__slots__))


def together(one: Glyphs, other: Glyphs) -> Glyphs:
    """The characters of both."""
    return Glyphs(*(np.append(getattr(one, name), getattr(other, name)) for name in Glyphs.__slots__))


@dataclass(slots=True)
class RawPage:
    """One page: its characters and shapes. ``shapes`` rows are x0, top, x1, bottom, kind (``LINE`` …), shade
    (``DARK`` …).

    ``turns`` clockwise quarter turns lead from the page as read to the page as shown; ``images`` is the share of
    the page that pictures cover; ``sideways`` holds text in other directions, each with the clockwise quarter turns
    that lead from its own upright frame to the page as read. ``actual_text`` counts clusters of glyphs whose text stood
    only in /ActualText. ``clipped`` are the text objects (:attr:`Glyphs.run`) of which clipping shows a part only.
    ``written`` are texts of annotations that no program has drawn, ``table_pictures`` pictures that show a table.
    ``unseen`` are characters that nobody sees on the page, which are not among ``glyphs``, and
    ``why`` says of each why not (``HIDDEN`` …), ``told`` (x, y) where the page is to be flagged for it.
    """

    number: int
    width: float
    height: float
    glyphs: Glyphs
    fonts: list[Font]
    shapes: Floats
    images: float = 0.0
    turns: int = 0
    sideways: list[tuple[int, Glyphs]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    actual_text: int = 0
    clipped: frozenset[int] = frozenset()
    written: list[tuple[str, BBox]] = field(default_factory=list)
    table_pictures: list[BBox] = field(default_factory=list)
    unseen: Glyphs | None = None
    why: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    told: Floats = field(default_factory=lambda: np.zeros((0, 2)))

    def as_read(self, box: BBox) -> BBox:
        """A ``box`` of the page as a viewer shows it in the coordinates of the page as read."""
        width, height = (self.height, self.width) if self.turns % 2 else (self.width, self.height)
        x0, top, x1, bottom = turn_boxes(np.array([box], np.float64), (4 - self.turns) % 4, width, height)[0].tolist()
        return (x0, top, x1, bottom)

    def shown(self, box: BBox) -> BBox:
        """``box`` in the coordinates of the page as a viewer shows it."""
        if self.turns:
            box = turn_boxes(np.array([box], np.float64), self.turns, self.width, self.height)[0].tolist()
        x0, top, x1, bottom = box
        return (round(float(x0), 2), round(float(top), 2), round(float(x1), 2), round(float(bottom), 2))


class Source(Protocol):
    """An open PDF."""

    page_count: int
    only: frozenset[int] | None
    """The numbers of the pages that are wanted; ``None`` for all."""

    def pages(self) -> Iterator[RawPage]:
        """Every page that is wanted, in order; a page's memory is free again when the next is asked for."""

    def close(self) -> None:
        """Give the file's memory back."""


def sound_codes(codes: NDArray[np.int64], lost: NDArray[np.bool_]) -> Ints:
    """``codes`` as Unicode: what no code point is (negative, above U+10FFFF, a surrogate) becomes 0, and ``lost``.

    Font programs of damaged or foreign files map glyphs to any number.
    """
    wrong = (codes < 0) | (codes > 0x10FFFF) | ((codes >= 0xD800) & (codes < 0xE000))
    if wrong.any():
        codes = np.where(wrong, 0, codes)
        lost |= wrong
    return codes.astype(np.int32)


def turn_boxes(boxes: Floats, turns: int, width: float, height: float) -> Floats:
    """Boxes (n × 4) of a ``width`` × ``height`` page after ``turns`` clockwise quarter turns of the page."""
    x0, top, x1, bottom = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
    if turns == 1:
        return np.stack([height - bottom, x0, height - top, x1], axis=1)
    if turns == 2:
        return np.stack([width - x1, height - bottom, width - x0, height - top], axis=1)
    if turns == 3:
        return np.stack([top, width - x1, bottom, width - x0], axis=1)
    return boxes
