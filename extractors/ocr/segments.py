"""Printed lines in a region of a picture, from the connected pieces of ink in it.

Thai is written on four levels: a line's body of consonants, marks and vowels over and under it. A row of bodies makes
a line; every piece of ink belongs to the line whose body it stands nearest to. Lines are cut where a gap as wide as
between columns stands in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]

PITCH = 1.5
"""Body heights: lines are never closer than this."""
CLOSEST, ROOM = 1.55, 2.1
"""Body heights from the middle of a line to that of a fuller neighbour: nearer there is no line; farther, one of any
ink; between, one of letters alone."""
LETTER = 0.85
"""Body heights: a mark, or two that have grown together, is less high than a letter."""
LONE, LONE_LETTER = 0.15, 0.93
"""A row of so little ink beside its neighbour's is one piece or two: letters or figures only if nearly as high as a
body, for two marks grown together may reach ``LETTER``."""
DIGIT = (0.68, 0.45)
"""Body heights: a higher and wider piece may be a low Thai digit (๐ ๑ ๓) as well as two marks grown together."""
FEW, ALIKE = 4, (0.75, 1.6)
"""So few letters, this much as high as is usual, are of the usual size: ป has a stroke, and marks grow onto letters."""
SHORT_LINE, USUAL = 6, 0.1
"""A line of fewer letters is short; how much a consonant's height differs from the usual one, in body heights."""
LOW_TYPE, MANY = 0.86, 12
"""A stretch of fewer pieces than ``MANY`` whose usual height is less than this many body heights is of figures."""
WIDE = 2.2
"""Body heights: a gap as wide as between two columns."""
_OVER, _UNDER = 1.3, 0.8
"""Body heights that marks stand over the body and vowels under it; used as the measure of nearness."""
_FAR = 1.2


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a printed line: ``ids`` of its pieces of ink, its box and baseline in pixels, its ``body``
    height (of its consonants) and the one that is ``usual`` where it stands."""

    ids: Numbers
    x0: int
    top: int
    x1: int
    bottom: int
    base: float
    body: float
    usual: float = 0.0


def body_height(stats: Numbers, scale: float, usual: float | None = None) -> float:
    """The height of a consonant on a page or in a table, in pixels: the usual height of its pieces of ink (``stats``
    rows as OpenCV gives them: x, y, width, height, area). Too few of them: ``usual``, or that of 12 point type."""
    heights = stats[:, 3]
    letters = heights[(heights > 3.5 * scale) & (heights < 16 * scale)]
    if len(letters) < 5:
        return usual or 6.0 * scale
    return float(np.median(letters))


def speck(body: float) -> float:
    """Pixels: a smaller piece of ink is taken for a speck, ``body`` being the height of a consonant."""
    return max(4.0, (0.1 * body) ** 2)


def find_pieces(
    stats: Numbers,
    ids: Numbers,
    body: float,
    carried: Numbers | None = None,
    dots: NDArray[np.bool_] | None = None,
) -> list[Piece]:
    """The stretches of text among the pieces of ink ``ids`` (row numbers of ``stats``) of one region, from top to
    bottom and left to right. ``carried`` has for every row of ``stats`` the row of the letter that carries it, ``dots``
    whether it is one of an even row of dots, which are no specks."""
    mine = stats[ids]
    y, w, h, area = mine[:, 1], mine[:, 2], mine[:, 3], mine[:, 4]
    real = area >= speck(body)
    letters = real & (h >= 0.6 * body) & (h <= 2.8 * body) & (w <= 14 * body) & (w >= 0.08 * body)
    if carried is not None:
        letters &= carried[ids] == ids
    if not letters.any():
        return []
    middles = _levels(y[letters], w[letters], h[letters], body, LETTER if carried is None else DIGIT[0])
    if not middles:
        return []
    lines: list[list[int]] = [[] for _ in middles]
    centres = np.array(middles, np.float64)
    places = {number: place for place, number in enumerate(ids.tolist())}
    for place in np.flatnonzero(real).tolist():
        measured = places.get(int(carried[ids[place]]), place) if carried is not None else place
        top, bottom = float(y[measured]), float(y[measured] + h[measured])
        over = np.maximum(0.0, centres - body / 2 - bottom) / _OVER
        under = np.maximum(0.0, top - centres - body / 2) / _UNDER
        shared = np.minimum(bottom, centres + body / 2) - np.maximum(top, centres - body / 2)
        distance = np.where(shared > 0, -shared, over + under)
        nearest = int(distance.argmin())
        if distance[nearest] < _FAR * body:
            lines[nearest].append(place)
    found: list[Piece] = []
    for line in lines:
        found += _cut(mine, ids, np.array(line, np.int32), body, dots)
    return found


def _levels(y: Numbers, w: Numbers, h: Numbers, body: float, lowest: float) -> list[int]:
    """The heights at which rows of bodies have their middles; ``lowest`` as for :func:`_is_marks`."""
    profile = np.zeros(int((y + h).max()) + 2)
    for top, width, height in zip(y.tolist(), w.tolist(), h.tolist(), strict=True):
        profile[max(0, int(top + height - body)) : top + height] += width
    window = max(1, int(body))
    density = np.convolve(profile, np.ones(window) / window, "same")
    taken = np.zeros(len(density), bool)
    peaks: list[int] = []
    for at in np.argsort(-density, kind="stable").tolist():
        if density[at] <= 0:
            break
        if not taken[at]:
            peaks.append(at)
            taken[max(0, int(at - PITCH * body)) : int(at + PITCH * body)] = True
    peaks.sort()

    return [peak for peak in peaks if not _is_marks(peak, peaks, density, (y, w, h), body, lowest)]


def _is_marks(
    peak: int,
    peaks: list[int],
    density: NDArray[np.float64],
    letters: tuple[Numbers, Numbers, Numbers],
    body: float,
    lowest: float,
) -> bool:
    """Is a row of ink close to a row of much more ink made of marks: is little in it as high as a letter? A short last
    line of a cell in tight rows stands as close, but of letters. Too close for any line, it is marks whatever it is.
    ``lowest`` (body heights) is how high digits are where marks that letters carry are none of the ``letters``."""
    denser = [other for other in peaks if other != peak and density[peak] < 0.5 * density[other]]
    nearest = min((abs(other - peak) for other in denser), default=1e6)
    if nearest < CLOSEST * body or nearest >= ROOM * body:
        return nearest < CLOSEST * body
    y, w, h = letters
    own = np.abs(y + h - body / 2 - peak) < 0.6 * body
    beside = max(density[other] for other in denser if abs(other - peak) == nearest)
    high = own & (h >= (LONE_LETTER if density[peak] < LONE * beside else LETTER) * body)
    if lowest < LETTER:
        high |= own & (h >= lowest * body) & (w >= DIGIT[1] * body)
    return float(w[high].sum()) < 0.5 * float(w[own].sum())


def _cut(mine: Numbers, ids: Numbers, line: Numbers, body: float, dots: NDArray[np.bool_] | None = None) -> list[Piece]:
    """One line's pieces of ink, cut at wide gaps; ``dots`` as for :func:`find_pieces`."""
    if not len(line):
        return []
    order = line[np.argsort(mine[line, 0], kind="stable")]
    reach = np.maximum.accumulate(mine[order, 0] + mine[order, 2])
    starts = np.flatnonzero(mine[order[1:], 0] - reach[:-1] > WIDE * body) + 1
    found = []
    base = _baseline(mine[line], body)
    for part in np.split(order, starts):
        box = mine[part]
        tall = box[(box[:, 3] >= 0.6 * body) & (box[:, 3] <= 1.6 * body)]
        grown = (box[:, 3] > 1.6 * body) & (box[:, 3] <= 2.8 * body) & (box[:, 2] >= 0.25 * body)
        low = not len(tall) and not grown.any()
        if low and (box[:, 2].max() < 0.25 * body or len(part) < 2) and (dots is None or not dots[ids[part]].all()):
            continue  # specks
        found.append(
            Piece(
                ids=ids[part].astype(np.int32),
                x0=int(box[:, 0].min()),
                top=int(box[:, 1].min()),
                x1=int((box[:, 0] + box[:, 2]).max()),
                bottom=int((box[:, 1] + box[:, 3]).max()),
                base=base,
                body=_own_body(tall, body),
                usual=body,
            )
        )
    return found


def _own_body(tall: Numbers, body: float) -> float:
    """The height of a consonant in a stretch of ``tall`` pieces of ink. Low ones without many letters are figures: the
    lowest Thai digits are three quarters of a consonant high, and measured by themselves they would be large type."""
    if not len(tall):
        return body
    own = float(np.median(tall[:, 3]))
    if len(tall) < FEW and ALIKE[0] * body <= own <= ALIKE[1] * body:
        return body
    return body if own < LOW_TYPE * body and len(tall) < MANY else own


def among_digits(line: Piece, letters: int) -> Piece:
    """``line`` of digits and no more than ``letters`` letters: digits are higher than consonants, or lower, and the
    few letters beside them are of the usual size."""
    return replace(line, body=line.usual) if letters < FEW and _is_alike(line) else line


def size_in_table(line: Piece) -> float:
    """The height of a consonant in a line of a table: the letters of a table are of one size, but a line of digits or
    of letters with marks grown onto them is measured higher, and steps between lines are told in sizes."""
    return line.usual if _is_alike(line) else line.body


def _is_alike(line: Piece) -> bool:
    return ALIKE[0] * line.usual <= line.body <= ALIKE[1] * line.usual


def _baseline(boxes: Numbers, body: float) -> float:
    """Where most letters of a line stand. In a short one what has grown onto their feet may be as much as they are:
    then those as high as consonants tell."""
    tall = boxes[(boxes[:, 3] >= 0.6 * body) & (boxes[:, 3] <= 2.0 * body)]
    if 1 < len(tall) < SHORT_LINE:
        usual = tall[np.abs(tall[:, 3] - body) <= USUAL * body]
        tall = usual if len(usual) else tall
    chosen: Sequence[float] = (tall[:, 1] + tall[:, 3]).tolist() or (boxes[:, 1] + boxes[:, 3]).tolist()
    return float(np.median(chosen))
