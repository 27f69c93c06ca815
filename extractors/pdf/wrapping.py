"""Printed lines of one cell or paragraph to text: wrapped lines joined, real line ends kept."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractors.pdf.lines import Line

_ITEM = re.compile(
    r"\s*(?:[-–•●○▪■□☐☑✓❖➢*]|\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)](?!\d)|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})+\s|"
    r"\([0-9๐-๙]{1,2}\)|พ\.ศ\.|ปี\s*(?:พ\.ศ\.)?\s*[0-9๐-๙]{4}|[HR]\s*:)"
)
_THAI = re.compile("[ก-๎]")
WORD = 4.5
"""Em: free room at the end of a line that would have taken the next word."""


def starts_item(text: str) -> bool:
    """Does a line begin a new item: a bullet, a number, a year label, a role label?"""
    return bool(_ITEM.match(text))


def join_lines(lines: Sequence[Line], left: float, right: float) -> tuple[str, str]:
    """Text and raw text of ``lines`` that stand between ``left`` and ``right`` (the column's borders)."""
    if not lines:
        return "", ""
    limit = max(right - 4.0 - 0.3 * lines[0].size, max(line.x1 for line in lines))
    parts = [lines[0].text]
    raws = [lines[0].raw]
    for above, below in itertools.pairwise(lines):
        glue = line_glue(above, below, limit)
        parts.append(glue + below.text)
        raws.append("\n" + below.raw)
    return "".join(parts), "".join(raws)


def line_glue(above: Line, below: Line, limit: float) -> str:
    """What stands between two printed lines: a line end, a space, or nothing (Thai wraps inside a sentence)."""
    if (
        above.alone
        or below.alone
        or starts_item(below.text)
        or (below.bold_start and not above.bold_end)
        or ends_short(above, below, limit)
    ):
        return "\n"
    if above.trailing_space or not above.text or not below.text:
        return " "
    return "" if _THAI.match(above.text[-1]) and _THAI.match(below.text[0]) else " "


def ends_short(above: Line, below: Line, limit: float) -> bool:
    """Does ``above`` end although the start of ``below`` would have fitted on it?"""
    first = below.text.split(" ", 1)[0]
    per_letter = (below.x1 - below.x0) / max(len(below.text), 1)
    need = min(len(first) * per_letter, WORD * below.size)
    return limit - above.x1 > need + 0.9 * below.size
