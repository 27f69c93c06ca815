"""Figures that a program broke because their cell is too narrow: 42,00 and 0 below it are 42,000."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from phaen.extractors.model import BBox
from phaen.extractors.pdf.glyphs.lines import Line
from phaen.normalizers.text import arabic_digits

_PART = re.compile(r"[0-9][0-9,.]*")
_REST = re.compile(r"[0-9,.]+")
_NO_BEGINNING = re.compile(r"[,.].*|0[0-9,].*")
"""What no figure begins with: the rest of one."""
_YEAR = re.compile(r"25[0-9]{2}")
"""A year of the Buddhist Era."""
_WHOLE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class _Broken:
    """Lines of one cell that may be one figure: their place, the figure, whether that is sure without other figures."""

    cell: int
    first: int
    last: int
    whole: str
    sure: bool


def join_broken_figures(boxes: Sequence[BBox], inside: list[list[Line]]) -> list[list[Line]]:
    """``inside``, the lines of the cells ``boxes``, with the figures whole that stand broken in cells without room.

    Lines are one figure where together they are one with its groups and each break is inside a figure: what stands
    before it is none by itself (``1,25``), what follows begins none (``,000``, ``0,000``, ``00``), or a break beside it
    on the same line is such (4 over 5,000 beside 15 over 0,000: word processors break Thai digits anywhere). Between
    two that could stand alone (``45.12`` over ``50``) the line has to be full, another break of the table inside a
    figure, and another figure of the table to have as many decimals. Years side by side that break alike in full cells
    (``256`` over ``4``, ``256`` over ``5``) are years. All else stays as it is printed.
    """
    if not any(len(lines) > 1 and _PART.fullmatch(_plain(lines[0])) for lines in inside):
        return inside
    padding = max(min((one.x0 - box[0] for box, lines in zip(boxes, inside, strict=True) for one in lines)), 0.0)
    rests = [rest for box, lines in zip(boxes, inside, strict=True) for rest in _rests(lines, box, padding)]
    years = [line for box, lines in zip(boxes, inside, strict=True) for line in _rests_of_years(lines, box, padding)]
    rests += [line for line in years if sum(abs(line.base - other.base) < 0.2 * line.size for other in years) > 1]
    found = [
        one
        for cell, (box, lines) in enumerate(zip(boxes, inside, strict=True))
        if len(lines) > 1
        for one in _broken(cell, lines, box, padding, rests)
    ]
    decimals = Counter(_decimals(_plain(lines[0])) for lines in inside if len(lines) == 1)
    decimals.update(_decimals(one.whole) for one in found)
    made = list(inside)
    for one in reversed(found):
        places = _decimals(one.whole)
        if one.sure or not places or decimals[places] > 1:
            lines = made[one.cell]
            parts = lines[one.first : one.last + 1]
            text = "".join(part.text.strip() for part in parts)
            joined = replace(parts[0], text=text, raw="\n".join(part.raw for part in parts), cuts=[])
            made[one.cell] = [*lines[: one.first], joined, *lines[one.last + 1 :]]
    return made


def _rests(lines: Sequence[Line], box: BBox, padding: float) -> list[Line]:
    """The lines of a cell that surely go on with the figure above them."""
    return [
        below
        for above, below in pairwise(lines)
        if _REST.fullmatch(_plain(above))
        and _REST.fullmatch(_plain(below))
        and _inside(_plain(above), _plain(below), full=_is_full(above, below, box, padding))
    ]


def _rests_of_years(lines: Sequence[Line], box: BBox, padding: float) -> list[Line]:
    """The second line of a full cell that holds nothing but the digits of a year."""
    whole = len(lines) == 2 and _YEAR.fullmatch(_plain(lines[0]) + _plain(lines[1])) is not None
    return [lines[1]] if whole and _is_full(lines[0], lines[1], box, padding) else []


def _broken(cell: int, lines: Sequence[Line], box: BBox, padding: float, rests: Sequence[Line]) -> list[_Broken]:
    """The figures of a cell that go over several lines."""
    found, first = [], 0
    while first < len(lines):
        whole, last, sure = _plain(lines[first]), first, True
        while _PART.fullmatch(whole) and last + 1 < len(lines) and _REST.fullmatch(_plain(lines[last + 1])):
            above, below = lines[last], lines[last + 1]
            full = _is_full(above, below, box, padding)
            if not _inside(whole, _plain(below), full=full):
                beside = any(abs(below.base - rest.base) < 0.2 * rest.size for rest in rests)
                if not (beside or (full and rests)):
                    break
                sure = sure and beside and "." not in whole
            whole, last = whole + _plain(below), last + 1
        if last > first and _WHOLE.fullmatch(whole) and (re.search("[,.]", whole) or _YEAR.fullmatch(whole)):
            found.append(_Broken(cell, first, last, whole, sure))
        first = last + 1
    return found


def _inside(above: str, below: str, *, full: bool) -> bool:
    """Is the break between what stands ``above`` and ``below`` surely inside a figure?

    A point at the end may be that of a list's number, and noughts that of a code: then the line has to be ``full``.
    """
    if not _WHOLE.fullmatch(above):
        return full or not above.endswith(".")
    return bool(_NO_BEGINNING.fullmatch(below)) and (full or "," in above + below)


def _is_full(above: Line, below: Line, box: BBox, padding: float) -> bool:
    return has_no_room(above, box, _padding(above, below, box, padding))


def has_no_room(line: Line, box: BBox, padding: float) -> bool:
    """Is the cell ``box`` too narrow for one digit more on ``line``? ``padding``: points beside its text at least."""
    text = line.text.strip()
    narrow = sum(char in ",." for char in text)  # half as wide as a digit
    digit = (line.x1 - line.x0) / max(len(text) - narrow / 2, 1)
    return (box[2] - box[0]) - (line.x1 - line.x0) - 2 * padding < digit


def _padding(above: Line, below: Line, box: BBox, padding: float) -> float:
    """Points beside the text of ``box``: what is left of both lines where they begin together; else ``padding``.

    The least padding of the table may be that of one letter whose ink hangs over.
    """
    aligned = abs(above.x0 - below.x0) < 0.1 * above.size and above.x0 - box[0] < 0.8 * above.size
    return max(padding, above.x0 - box[0]) if aligned else padding


def _decimals(text: str) -> int:
    return len(text.rpartition(".")[2]) if _WHOLE.fullmatch(text) and "." in text else 0


def _plain(line: Line) -> str:
    return arabic_digits(line.text).strip()
