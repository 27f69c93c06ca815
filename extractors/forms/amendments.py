"""Tables that amend an earlier one (แก้ไขเพิ่มเติม): the later value counts, and the earlier one is kept as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from phaen.extractors.forms.records import PlanLine, SectionText
from phaen.normalizers.text import clean, squash

LONGEST_HEADING = 160
"""Characters; a longer text that speaks of amendments is prose."""
FLAG = "amended_before"
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


@cache
def _words() -> tuple[str, ...]:
    lines = files("phaen.extractors.wordings").joinpath("amendments.txt").read_text("utf-8").splitlines()
    return tuple(squash(line) for line in lines if line.strip() and not line.startswith("#"))


def is_amendment(heading: str) -> bool:
    """Does a heading call what stands below it an amendment?"""
    if len(heading) > LONGEST_HEADING:
        return False
    plain = squash(clean(heading))
    return any(word in plain for word in _words())


def without_remark(heading: str) -> str:
    """A heading without a bracketed remark at its end that calls it an amendment."""
    remark = _REMARK.search(heading)
    return heading[: remark.start()].rstrip() if remark is not None and is_amendment(remark[0]) else heading


def without_amended(lines: Sequence[PlanLine]) -> tuple[list[PlanLine], list[SectionText]]:
    """The lines that count, in printed order, and the earlier ones that amendments replace, as texts.

    An amendment replaces the lines of the same section, issue and name before it, and with them the total of their
    table; what it does not name stays.
    """
    gone: set[int] = set()
    for at, line in enumerate(lines):
        if not line.amended:
            continue
        for before in range(at):
            earlier = lines[before]
            if before not in gone and not earlier.amended and _same(earlier, line):
                gone.add(before)
    kept = [line for at, line in enumerate(lines) if at not in gone]
    return kept, [_as_text(lines[at]) for at in sorted(gone)]


def _same(earlier: PlanLine, line: PlanLine) -> bool:
    if earlier.section != line.section or earlier.is_total != line.is_total:
        return False
    if earlier.raw.get("issue_no") != line.raw.get("issue_no"):
        return False
    return line.is_total or squash(clean(earlier.raw.get("project", ""))) == squash(clean(line.raw.get("project", "")))


def _as_text(line: PlanLine) -> SectionText:
    told = [line.raw[role] for role in ("seq", "project", "budget", "units", "policy") if line.raw.get(role)]
    return SectionText((), "table", "\t".join(told), line.place, flags=[*line.flags, FLAG])
