"""Tables drawn with box-drawing characters, as terminals and old word processors print them: │ between columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UPRIGHT = "│┃║╎╏┆┇┊┋▏▕"
_BAR = re.compile(f"[{_UPRIGHT}]")
_RULE = re.compile("[\\s\u2500-\u257f+|-]+")
_FLAT = re.compile("[─━═╌╍┄┅┈┉╴╶╸╺╼╾-]{2,}")
_CROSSING = re.compile("[^─━═╌╍┄┅┈┉╴╶╸╺╼╾\\s-]")
MIN_BARS = 2
"""Bars of a line that make it a row: one column at least, bounded on both sides."""


def with_pipes(lines: Sequence[str]) -> tuple[list[str], frozenset[int]]:
    """``lines`` with drawn bars as pipes and drawn rules as those of pipe tables, and which lines were drawn.

    The number of lines stays. Pipes that stand in the text of such a row are escaped.
    """
    made, boxed = list(lines), set()
    for at, line in enumerate(lines):
        if not any("\u2500" <= sign <= "\u257f" or sign in "▏▕" for sign in line):
            continue
        if _RULE.fullmatch(line) and _FLAT.search(line):
            made[at] = "|" + "|".join("---" for part in _CROSSING.split(line.strip()) if part.strip()) + "|"
            boxed.add(at)
        elif len(_BAR.findall(line)) >= MIN_BARS:
            made[at] = _BAR.sub("|", line.replace("|", "\\|"))
            boxed.add(at)
    return made, frozenset(boxed)


def wraps(lines: Sequence[str]) -> bool:
    """Do rules part the rows of a drawn table, so that lines between two rules are one row? Two inner rules tell."""
    rules = [at for at, line in enumerate(lines) if set(line.strip()) <= {"|", "-"}]
    inner = [at for at in rules if 0 < at < len(lines) - 1]
    return len(inner) >= 2
