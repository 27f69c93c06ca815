"""Thai digits, which Tesseract's Thai models cannot read: they hold no ๔ ๖ ๗ ๘ ๙ and give a likeness, twice the same.

Every Thai digit is one piece of ink, or in thin type several that faint ink joins. Two small networks, one on the
piece in black and white, one on it in grey, say which digit it is or that it is none. Before Tesseract reads the line,
the Arabic digit is put in the place of the Thai one; afterwards the Thai digits are put back into what it read.
``bench/thai_digits.py`` trains the networks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.picture import DARK, DPI, SMOOTH, Grey
from phaen.extractors.ocr.segments import Numbers, Piece

Floats = NDArray[np.float32]

SIDE = 20
"""Pixels: the side of the square that a piece is fitted into."""
NONE = 10
"""The class of pieces that are no Thai digit."""
SURE = 0.98
"""Probability, by both networks, from which a digit is believed."""
NEARLY, JOINTLY = 0.9, 0.99
"""Or that of both alone and that of both together (each class by the product of its probabilities)."""
TOLD_JOINTLY = (1, 2, 3, 4, 5, 6, 7)
"""The digits of which that is enough: in fonts that networks had not learned from none of 1,587 such digits was wrong,
but 46 of 327 ๙ were ๘ and 9 of 303 ๐ were ๑ or ๓. A ring that is empty and closed is ๐ all the same."""
HOLE, ROUND = 0.25, 0.9
"""Of a ring's box that its hole fills (thin type that a coarse scan blurs leaves 0.27); of its convex hull."""
MAYBE = 0.5
"""The lower of both probabilities from which a piece is taken for a digit; the higher from which an empty, closed ring
is ๐."""
ON_LINE = 0.45
"""Body heights that a digit's foot is off the baseline of its line, at most."""
FAINT = 215
"""Grey level, of evenly lit paper at 255, below which paper between two pieces may be a hair line that joins them."""
_DIRECTIONS = np.linspace(0, 2 * np.pi, 72, endpoint=False)
_UPRIGHT = np.abs(np.sin(_DIRECTIONS)) >= np.sin(np.radians(55))
BREAKS = 4
"""Of 72 directions, in how many a ring may be open that a fax broke: of 73 rings on faxed pages of thin type that the
networks were not sure of 62 were told without breaks, 70 with so many, and no more of 59 other pieces; with 6 what is
open as ก is would be one."""
RIM, PALEST = 3, 230
"""Pixels around its ink that the hair line which closes a ring reaches, and its palest grey level."""
LOWEST, HIGHEST, WIDEST = 0.55, 2.2, 2.4
"""Body heights: lower, higher and wider pieces are no digits."""
WIDE, WIDEST_GROWN = 1.3, 4.5
"""Body heights: digits that have grown together are as wide."""
CLOSE = 0.3
"""Body heights: within a word, letters stand closer than this."""
BRACKET = (1.25, 0.5)
"""Body heights: pieces as high and narrow on both sides are the brackets round a figure."""
_RING = 0
"""๐ has the shape of o, 0 and of bullets: it counts only beside another Thai digit."""
_BESIDE = 1.1
"""Body heights between the digits of one figure, a comma or point between them included."""
_HEIGHT = 1.3
"""Body heights: how high an Arabic digit is."""


@dataclass(frozen=True, slots=True)
class Digit:
    """A Thai digit in a line: its value, its place (x0, top, x1, bottom in pixels of the picture), the row numbers
    of its pieces, and whether both networks are sure."""

    value: int
    box: tuple[int, int, int, int]
    pieces: tuple[int, ...]
    sure: bool


class _Model:
    """Weights of the two networks, and pictures of Arabic digits."""

    def __init__(self) -> None:
        with (
            as_file(files("phaen.extractors.ocr").joinpath("data/thai_digits.npz")) as path,
            np.load(path, allow_pickle=False) as kept,
        ):
            self.layers = [[np.asarray(kept[f"{net}{part}"], np.float32) for part in "wbvc"] for net in "ab"]
            self.arabic = [np.asarray(picture, np.uint8) for picture in kept["arabic"]]

    def probabilities(self, seen: Floats, net: int) -> Floats:
        """Rows of class probabilities for rows of features."""
        w, b, v, c = self.layers[net]
        # OpenCV's product: numpy's starts threads, which cost more than so small a product
        hidden = np.maximum(cv2.gemm(seen, w, 1.0, np.tile(b, (len(seen), 1)), 1.0), 0)
        scores = cv2.gemm(hidden, v, 1.0, np.tile(c, (len(seen), 1)), 1.0)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)


@cache
def _model() -> _Model:
    return _Model()


def features(ink: Floats, body: float, rise: float) -> Floats:
    """What a network sees of a piece: ``ink`` (0–1) fitted into a square, height, width and ``rise`` of its foot over
    the baseline in body heights (``body`` and ``rise`` in pixels)."""
    height, width = ink.shape
    factor = SIDE / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    square = np.zeros((SIDE, SIDE), np.float32)
    x, y = (SIDE - size[0]) // 2, (SIDE - size[1]) // 2
    square[y : y + size[1], x : x + size[0]] = small
    place = np.array([height / body, width / body, rise / body], np.float32)
    return np.concatenate([square.ravel(), np.repeat(place, 4)])


def candidates(stats: Numbers, labels: Numbers, grey: Grey, line: Piece) -> list[tuple[int, ...]]:
    """What of ``line`` is of a digit's size: groups of pieces of ink that faint ink joins, then single pieces."""
    groups = [group for group in _joined(labels, grey, line) if len(group) > 1]
    every = [*groups, *((number,) for number in line.ids.tolist())]
    return [pieces for pieces in every if _may_be(_box(stats, pieces), line)]


def _may_be(box: tuple[int, int, int, int], line: Piece) -> bool:
    """Is what fills ``box`` of a digit's size, and on the baseline?"""
    w, h, body = box[2] - box[0], box[3] - box[1], line.body
    fits = LOWEST * body <= h <= HIGHEST * body and 0.25 * body <= w <= WIDEST * body
    return fits and abs(line.base - box[3]) <= ON_LINE * body


def _box(stats: Numbers, pieces: Sequence[int]) -> tuple[int, int, int, int]:
    x, y, w, h = stats[list(pieces), :4].T
    return int(x.min()), int(y.min()), int((x + w).max()), int((y + h).max())


def _joined(labels: Numbers, grey: Grey, line: Piece) -> list[tuple[int, ...]]:
    """The pieces of ink of ``line``, those together that faint ink joins."""
    part = np.s_[line.top : line.bottom, line.x0 : line.x1]
    numbers = labels[part]
    own = np.isin(numbers, line.ids)
    smooth = cv2.GaussianBlur(grey[part], (0, 0), SMOOTH * DPI / 72)
    _, whole = cv2.connectedComponents((own | (smooth < FAINT)).astype(np.uint8), connectivity=8)
    group_of = np.zeros(int(line.ids.max()) + 1, np.int32)
    group_of[numbers[own]] = whole[own]  # every pixel of a piece is in the same group
    groups: dict[int, list[int]] = {}
    for number in np.sort(line.ids).tolist():
        groups.setdefault(int(group_of[number]), []).append(number)
    return [tuple(group) for group in groups.values()]


def piece_features(
    pieces: Sequence[int],
    stats: Numbers,
    labels: Numbers,
    grey: Grey,
    line: Piece,
    columns: tuple[int, int] | None = None,
) -> tuple[Floats, Floats]:
    """The features of some pieces of ink of ``line`` together, or of some ``columns`` of them, in black and white and
    in grey."""
    x, y, right, bottom = _box(stats, pieces)
    h = bottom - y
    first, last = columns or (0, right - x)
    part = np.s_[y : y + h, x + first : x + last]
    own = _inked(labels[part], pieces).astype(np.float32)
    if len(pieces) > 1:
        own = np.maximum(own, _joining(own, grey[part]))
    if columns:
        rows = np.flatnonzero(own.any(axis=1))
        own, y, h = own[rows[0] : rows[-1] + 1], y + int(rows[0]), int(rows[-1] - rows[0]) + 1
        part = np.s_[y : y + h, x + first : x + last]
    near = cv2.dilate(own, np.ones((3, 3), np.uint8))
    shade = np.asarray((255 - grey[part].astype(np.float32)) / 255 * near, np.float32)
    rise = line.base - (y + h)
    return features(own, line.body, rise), features(shade, line.body, rise)


def _inked(labels: Numbers, pieces: Sequence[int]) -> NDArray[np.bool_]:
    """Where one of ``pieces`` is; nearly always there is one."""
    return labels == pieces[0] if len(pieces) == 1 else np.isin(labels, pieces)


def _joining(own: Floats, grey: Grey) -> Floats:
    """The faint ink around the pieces ``own``: with it the stroke that thin type broke is whole."""
    faint = cv2.GaussianBlur(grey, (0, 0), SMOOTH * DPI / 72) < FAINT
    return np.asarray(faint & (cv2.dilate(own, np.ones((5, 5), np.uint8)) > 0), np.float32)


def find_digits(stats: Numbers, labels: Numbers, grey: Grey, line: Piece) -> list[Digit]:
    """The Thai digits of ``line``, from left to right."""
    fitting = candidates(stats, labels, grey, line)
    if not fitting:
        return []
    found: list[Digit] = []
    taken: set[int] = set()
    seen = [piece_features(pieces, stats, labels, grey, line) for pieces in fitting]
    for pieces, (value, likely, sure, ring) in zip(fitting, _classes(seen), strict=True):
        if not sure and ring >= MAYBE and is_ring(stats, labels, grey, pieces):
            value, sure = _RING, True
        if (sure or likely >= MAYBE) and taken.isdisjoint(pieces):
            pieces = (*pieces, *_broken_off(stats, pieces, line))
            found.append(Digit(value, _box(stats, pieces), pieces, sure))
            taken.update(pieces)
    if any(digit.sure for digit in found):
        found += _grown_together(found, stats, labels, grey, line)
    letters = stats[line.ids]
    letters = letters[letters[:, 3] >= LOWEST * line.body]
    return _beside(sorted(found, key=lambda digit: digit.box[0]), letters, line.body)


def _broken_off(stats: Numbers, pieces: Sequence[int], line: Piece) -> list[int]:
    """Other pieces of ``line`` in the left half of the box of a digit's ``pieces``: loops that thin type broke off. No
    point or comma stands there; under a tail to the right one may."""
    x0, top, x1, bottom = _box(stats, pieces)
    x, y, w, h = stats[line.ids, :4].T
    inside = (x >= x0) & (x + w <= (x0 + x1) / 2) & (y >= top) & (y + h <= bottom)
    return [number for number in line.ids[inside].tolist() if number not in pieces]


def judged(shares: Sequence[Floats]) -> tuple[NDArray[np.intp], Floats, NDArray[np.bool_]]:
    """From the probabilities that both networks give pieces: the likeliest digit of each, the lower of the
    probabilities of it, and whether it is sure."""
    values = (shares[0] + shares[1])[:, :NONE].argmax(axis=1)
    at = np.arange(len(values))
    likely = np.minimum(shares[0][at, values], shares[1][at, values])
    both = shares[0] * shares[1]
    jointly = both[at, values] / np.maximum(both.sum(axis=1), 1e-30)
    together = (likely >= NEARLY) & (jointly >= JOINTLY) & np.isin(values, TOLD_JOINTLY)
    return values, likely, (likely >= SURE) | together


def _classes(seen: Sequence[tuple[Floats, Floats]]) -> list[tuple[int, float, bool, float]]:
    """The likeliest digit of each piece, the lower of its probabilities, whether it is sure, and the higher of the
    probabilities of ๐."""
    shares = [_model().probabilities(np.stack([one[net] for one in seen]), net) for net in (0, 1)]
    values, likely, sure = judged(shares)
    rings = np.maximum(shares[0][:, _RING], shares[1][:, _RING])
    return list(zip(values.tolist(), likely.tolist(), sure.tolist(), rings.tolist(), strict=True))


def is_ring(stats: Numbers, labels: Numbers, grey: Grey, pieces: Sequence[int]) -> bool:
    """Are the pieces a ring with nothing in it, closed by faint ink where it is thin? ๑ and ๓, which it may be taken
    for, are open and have a loop inside."""
    x0, top, x1, bottom = _box(stats, pieces)
    part = np.s_[max(0, top - RIM) : bottom + RIM, max(0, x0 - RIM) : x1 + RIM]
    own = np.isin(labels[part], pieces)
    around = cv2.dilate(own.astype(np.uint8), np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8)) > 0
    around &= (labels[part] == 0) | own
    smooth = np.asarray(cv2.GaussianBlur(grey[part], (0, 0), SMOOTH * DPI / 72), np.uint8)
    if _is_bare_ring(smooth, top - max(0, top - RIM), x0 - max(0, x0 - RIM), bottom - top, x1 - x0):
        return True
    for level in range(DARK, PALEST + 1, 5):  # the darkest that closes it: paler ones fill it
        ink = own | (smooth < level) & around
        contours, tree = cv2.findContours(ink.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        holes = [one for one, (*_, parent) in zip(contours, tree[0], strict=True) if parent >= 0]
        if holes:
            area, hull = cv2.contourArea(holes[0]), cv2.contourArea(cv2.convexHull(holes[0]))
            return len(holes) == 1 and area >= max(HOLE * (x1 - x0) * (bottom - top), ROUND * hull)
    return False


def _is_bare_ring(smooth: Grey, top: int, left: int, height: int, width: int) -> bool:
    """Does ink that may be faint stand in every direction from the middle of a box in a smoothed picture, and none
    near it? In 611 pieces as low and wide, of two fonts at 150 dpi, the palest rim of ๐ had 213 and the darkest pixel
    within 175, but in ๑ and ๓ the darkest within had 142 at most."""
    y, x = top + (height - 1) / 2, left + (width - 1) / 2

    def around(share: float) -> Grey:
        rows = np.rint(y + share * height / 2 * np.sin(_DIRECTIONS)).astype(int)
        columns = np.rint(x + share * width / 2 * np.cos(_DIRECTIONS)).astype(int)
        ring = smooth[np.clip(rows, 0, len(smooth) - 1), np.clip(columns, 0, smooth.shape[1] - 1)]
        return np.asarray(ring, np.uint8)

    rim = np.min([around(share) for share in (0.7, 0.8, 0.9, 1.0, 1.1)], axis=0)
    within = min(int(around(share).min()) for share in (0, 0.1, 0.2, 0.3, 0.4, 0.45))
    return _is_closed(rim) and within >= DARK


def _is_closed(rim: Grey) -> bool:
    """Is there ink all around a ``rim`` (its darkest levels by direction), or all but short breaks of hair lines at the
    head and the foot?"""
    open_to = rim >= PALEST
    return not (open_to & ~_UPRIGHT).any() and int(open_to.sum()) <= BREAKS


def _grown_together(
    found: Sequence[Digit], stats: Numbers, labels: Numbers, grey: Grey, line: Piece
) -> Iterator[Digit]:
    """Two or three digits in one wide piece beside a sure digit: each part of it must be a sure one too."""
    taken = {number for digit in found for number in digit.pieces}
    for number in line.ids.tolist():
        x, y, w, h = (int(v) for v in stats[number, :4])
        tall = LOWEST * line.body <= h <= HIGHEST * line.body
        if number in taken or not tall or not WIDE * line.body <= w <= WIDEST_GROWN * line.body:
            continue
        gaps = [max(digit.box[0] - x - w, x - digit.box[2]) for digit in found if digit.sure]
        if min(gaps) > _BESIDE * line.body:
            continue
        ink = (labels[y : y + h, x : x + w] == number).sum(axis=0)
        for count in (2, 3):
            cuts = _cuts(ink, count)
            seen = [piece_features((number,), stats, labels, grey, line, columns) for columns in pairwise(cuts)]
            classes = _classes(seen)
            if all(likely >= SURE for _, likely, *_ in classes):
                for (first, last), (value, *_) in zip(pairwise(cuts), classes, strict=True):
                    yield Digit(value, (x + first, y, x + last, y + h), (number,), True)
                break


def _cuts(ink: NDArray[np.intp], count: int) -> list[int]:
    """Where a piece with ``ink`` in its columns is cut into ``count`` parts: at its thinnest places."""
    width = len(ink)
    cuts = [0]
    for part in range(1, count):
        near = range(int((part - 0.3) * width / count), int((part + 0.3) * width / count) + 1)
        cuts.append(min(near, key=lambda at: (int(ink[at]), abs(at - part * width / count))))
    return [*cuts, width]


def _beside(found: Sequence[Digit], letters: Numbers, body: float) -> list[Digit]:
    """``found`` without rings that stand beside no other digit, and without digits close between two ``letters``."""
    groups: list[list[Digit]] = []
    for digit in found:
        if groups and digit.box[0] - groups[-1][-1].box[2] <= _BESIDE * body:
            groups[-1].append(digit)
        else:
            groups.append([digit])
    kept = [group for group in groups if any(digit.value != _RING and digit.sure for digit in group)]
    kept += [group for group in groups if group not in kept and all(digit.value != _RING for digit in group)]
    kept = [group for group in kept if len(group) > 1 or not _inside(group[0], letters, body)]
    return sorted((digit for group in kept for digit in group), key=lambda digit: digit.box[0])


def _inside(digit: Digit, letters: Numbers, body: float) -> bool:
    """Does a digit stand within a word, closer to letters on both its sides than figures do?"""
    x0, _, x1, _ = digit.box
    others = letters[(letters[:, 0] + letters[:, 2] <= x0 + 0.3 * body) | (letters[:, 0] >= x1 - 0.3 * body)]
    before, after = others[others[:, 0] < x0], others[others[:, 0] > x0]
    if not len(before) or not len(after):
        return False
    ends, starts = before[:, 0] + before[:, 2], after[:, 0]
    beside = np.stack([before[ends.argmax()], after[starts.argmin()]])
    if (beside[:, 3] >= BRACKET[0] * body).all() and (beside[:, 2] <= BRACKET[1] * body).all():
        return False
    return bool(max(x0 - ends.max(), starts.min() - x1) < CLOSE * body)


def with_arabic(
    strip: Grey, digits: Sequence[Digit], corner: tuple[int, int], line: Piece, labels: Numbers
) -> tuple[Grey, int]:
    """``strip`` (its ``corner``: left, top in the picture) with Arabic digits in the places of ``digits``, and the rows
    that it has more at the top to give them room."""
    left, top = corner
    height = round(_HEIGHT * line.body)
    room = max(0, height + 2 - (round(line.base) - top))
    part = labels[top : top + strip.shape[0], left : left + strip.shape[1]]
    own = np.isin(part, [number for digit in digits for number in digit.pieces]).astype(np.uint8)
    strip = strip.copy()
    # the rim of a digit goes with it, but not the comma or point beside it
    strip[(cv2.dilate(own, np.ones((5, 5), np.uint8)) > 0) & ((part == 0) | (own > 0))] = 255
    strip = np.ascontiguousarray(cv2.copyMakeBorder(strip, room, 0, 0, 0, cv2.BORDER_CONSTANT, value=255), np.uint8)
    foot = round(line.base) - top + room
    for digit in digits:
        sample = _model().arabic[digit.value]
        width = max(2, round(sample.shape[1] * height / sample.shape[0]))
        drawn = cv2.resize(sample, (width, height), interpolation=cv2.INTER_AREA)
        x = (digit.box[0] + digit.box[2]) // 2 - left - width // 2
        x0, x1 = max(0, x), min(strip.shape[1], x + width)
        y0, y1 = foot - height, min(strip.shape[0], foot)
        if x1 > x0 and y1 > y0:
            strip[y0:y1, x0:x1] = np.minimum(strip[y0:y1, x0:x1], drawn[: y1 - y0, x0 - x : x1 - x])
    return strip, room


def put_back(texts: Sequence[str], values: Sequence[int]) -> list[str] | None:
    """``texts`` with Thai digits for those that stand for ``values``; ``None`` when they do not hold them in order."""
    left = list(values)
    found = []
    for text in texts:
        signs = list(text)
        for at, sign in enumerate(signs):
            if left and sign == str(left[0]):
                signs[at] = chr(0x0E50 + left.pop(0))
        found.append("".join(signs))
    return None if left else found
