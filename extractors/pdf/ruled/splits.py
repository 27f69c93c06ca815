"""Where the entries of one ruled row begin; the surest sign of it: lines that open with the label of an indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.ruled.entry_signs import Lines, is_figure, on
from phaen.extractors.pdf.settings import ROWS

_LABEL = re.compile(r"\s*(?:[-–•]\s*)?(?:ตัวชี้วัด|ตัวบ่งชี้)\s*(?:เชิง[ก-๙]+|กิจกรรม|โครงการ|(?:ที่\s*)?[0-9๐-๙.]+)?\s*:")
_NONE = re.compile(r"[-–—]|[(]\s*[-–—]\s*[)]")


@dataclass(frozen=True, slots=True)
class Split:
    """Where the entries of one grid row begin (baselines), which of its cells are parted, and how sure that is.

    No ``cells``: all of them.
    """

    starts: tuple[float, ...]
    cells: frozenset[int] = frozenset()
    guessed: bool = False

    def parts(self, number: int) -> bool:
        """Is the cell ``number`` of the row parted?"""
        return not self.cells or number in self.cells


def by_label(cells: Sequence[int], inside: Lines) -> Split | None:
    """Lines of one cell that each open with the label of an indicator (``- ตัวชี้วัด : …``) and have a figure on their
    baseline. What stands above the first names the group."""
    for number in cells:
        opening = [line for line in inside[number] if _LABEL.match(line.text)]
        beside = [inside[other] for other in cells if other != number]
        if len(opening) < 2 or not any(_of_each(lines, opening) for lines in beside):
            continue
        if any(not on(line.base, line.size, opening) for lines in beside for line in lines):
            continue
        top, starts = inside[number][0], tuple(sorted(line.base for line in opening))
        return Split((top.base, *starts) if starts[0] - top.base > ROWS.same_line * top.size else starts)
    return None


def _of_each(lines: Sequence[Line], opening: Sequence[Line]) -> bool:
    """One value for each line that opens an entry, figures among them?"""
    told = [bool(_NONE.fullmatch(line.text.strip())) for line in lines]
    sound = all(none or is_figure(line.text) for line, none in zip(lines, told, strict=True))
    return len(lines) == len(opening) and sound and not all(told)
