"""Which lines belong to the contents list (สารบัญ): they repeat headings and must not open sections."""

from __future__ import annotations

import re

from phaen.extractors.contents import ALONE, PAGE, list_end

_HEADING = re.compile(r"^\W*สารบั[ญ](?:เรื่อง|ตาราง|ภาพ|แผนภูมิ)?\s*(?:\(ต่อ\))?\W*$")
_ENTRY = re.compile(rf"^(?P<title>[^\t]*?\S)\s*(?:\t|[.…·_]{{3,}}|[ \u00a0]{{4,}})[\s.…·]*(?P<page>{PAGE})\s*$")


def contents_lines(lines: list[str]) -> frozenset[int]:
    """0-based indexes of the lines of every contents list, its heading included."""
    found: set[int] = set()
    at = 0
    while at < len(lines):
        if len(lines[at]) < 60 and _HEADING.match(lines[at]):
            end = list_end(lines, at, _page, lambda index: lines[index].count("\t") > 1)
            if end > at:
                found.update(range(at, end + 1))
                at = end
        at += 1
    return frozenset(found)


def _page(line: str) -> str | None:
    match = _ENTRY.match(line) or ALONE.match(line)
    return match.group("page") if match else None
