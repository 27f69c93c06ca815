"""Figures that a program broke because their cell is too narrow: 42,00 and 0 below it are 42,000."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.model import BBox
from phaen.extractors.pdf.glyphs.lines import Line
from phaen.normalizers.text import arabic_digits

_PART = re.compile(r"[0-9][0-9,.]*")
_REST = re.compile(r"[0-9,.]+")
_NO_FIGURE = re.compile(r"0[0-9]*,[0-9]{3}(?:,[0-9]{3})*(?:\.[0-9]+)?|00[0-9]*")
"""What opens with a nought before more of its group: the rest of a figure."""
_WHOLE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


def join_broken_figures(boxes: Sequence[BBox], inside: list[list[Line]]) -> list[list[Line]]:
    """``inside``, the lines of the cells ``boxes``, with the figures whole that stand broken in cells without room.

    A figure is broken where its line has no room for one digit more and only both lines together are a figure, or have
    as many decimals as another figure of the table.
    """
    if not any(len(lines) > 1 and _PART.fullmatch(_plain(lines[0])) for lines in inside):
        return inside
    decimals = {_decimals(_plain(lines[0])) for lines in inside if len(lines) == 1}
    padding = min((line.x0 - box[0] for box, lines in zip(boxes, inside, strict=True) for line in lines), default=0.0)
    inside = _with_certain_rests(inside)
    return [
        _joined(lines, box, max(padding, 0.0), decimals) if len(lines) > 1 else lines
        for box, lines in zip(boxes, inside, strict=True)
    ]


def _with_certain_rests(inside: list[list[Line]]) -> list[list[Line]]:
    """``inside`` with figures whole whose rest is no figure by itself (15 over 0,000), and all broken beside them.

    Word processors break Thai digits anywhere; 4 over 5,000 is broken where a column beside it has 4 over 0,000.
    """
    pairs = [lines for lines in inside if len(lines) == 2]
    broken = [lines for lines in pairs if _WHOLE.fullmatch(_plain(lines[0]) + _plain(lines[1]))]
    rests = [lines[1] for lines in broken if _NO_FIGURE.fullmatch(_plain(lines[1]))]
    if not rests:
        return inside
    made = []
    for lines in inside:
        beside = len(lines) == 2 and any(abs(lines[1].base - rest.base) < 0.2 * rest.size for rest in rests)
        whole = _plain(lines[0]) + _plain(lines[1]) if beside else ""
        if "," in whole and _WHOLE.fullmatch(whole):
            raw = f"{lines[0].raw}\n{lines[1].raw}"
            made.append([replace(lines[0], text=f"{lines[0].text.strip()}{lines[1].text.strip()}", raw=raw, cuts=[])])
        else:
            made.append(lines)
    return made


def has_no_room(line: Line, box: BBox, padding: float) -> bool:
    """Is the cell ``box`` too narrow for one digit more on ``line``? ``padding``: points beside its text at least."""
    text = line.text.strip()
    narrow = sum(char in ",." for char in text)  # half as wide as a digit
    digit = (line.x1 - line.x0) / max(len(text) - narrow / 2, 1)
    return (box[2] - box[0]) - (line.x1 - line.x0) - 2 * padding < digit


def _joined(lines: list[Line], box: BBox, padding: float, decimals: set[int]) -> list[Line]:
    made = [lines[0]]
    for line in lines[1:]:
        above, below = _plain(made[-1]), _plain(line)
        if (
            _PART.fullmatch(above)
            and _REST.fullmatch(below)
            and len(below) <= len(above)
            and has_no_room(lines[0], box, _padding(made[-1], line, box, padding))
            and _is_one(above, below, decimals)
        ):
            raw = f"{made[-1].raw}\n{line.raw}"
            made[-1] = replace(made[-1], text=f"{made[-1].text.strip()}{line.text.strip()}", raw=raw, cuts=[])
        else:
            made.append(line)
    return made


def _padding(above: Line, below: Line, box: BBox, padding: float) -> float:
    """Points beside the text of ``box``: what is left of both lines where they begin together; else ``padding``.

    The least padding of the table may be that of one letter whose ink hangs over.
    """
    aligned = abs(above.x0 - below.x0) < 0.1 * above.size and above.x0 - box[0] < 0.8 * above.size
    return max(padding, above.x0 - box[0]) if aligned else padding


def _is_one(above: str, below: str, decimals: set[int]) -> bool:
    whole = above + below
    if not _WHOLE.fullmatch(whole):
        return False
    apart = _WHOLE.fullmatch(above) and _WHOLE.fullmatch(below)
    return not apart or ("." in above and "." not in below and _decimals(whole) in decimals)


def _decimals(text: str) -> int:
    return len(text.rpartition(".")[2]) if _WHOLE.fullmatch(text) and "." in text else 0


def _plain(line: Line) -> str:
    return arabic_digits(line.text).strip()
