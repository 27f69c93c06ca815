"""Which lines belong to the contents list (สารบัญ): they repeat headings and must not open sections."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^\W*สารบั[ญ](?:เรื่อง|ตาราง|ภาพ|แผนภูมิ)?\s*(?:\(ต่อ\))?\W*$")
_PAGE = r"(?:[0-9๐-๙]{1,3}|\(?[ก-ฮ]\)?)"
_ENTRY = re.compile(rf"^(?P<title>[^\t]*?\S)\s*(?:\t|[.…·_]{{3,}}|[ \u00a0]{{4,}})[\s.…·]*(?P<page>{_PAGE})\s*$")
_ALONE = re.compile(rf"^\s*(?:\*\*)?(?P<page>{_PAGE})(?:\*\*)?\s*$")
_MAX_MISSES = 12
_MAX_ENTRY = 260


def contents_lines(lines: list[str]) -> frozenset[int]:
    """0-based indexes of the lines of every contents list, its heading included."""
    found: set[int] = set()
    at = 0
    while at < len(lines):
        if len(lines[at]) < 60 and _HEADING.match(lines[at]):
            end = _end(lines, at)
            if end > at:
                found.update(range(at, end + 1))
                at = end
        at += 1
    return frozenset(found)


def _end(lines: list[str], heading: int) -> int:
    """Index of the list's last line with a page number; ``heading`` when there is no list."""
    last, misses, hits, page = heading, 0, 0, 0
    for at in range(heading + 1, len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        if len(line) > _MAX_ENTRY or misses > _MAX_MISSES:
            break
        match = _ENTRY.match(line) or _ALONE.match(line)
        if match is None:
            if line.count("\t") > 1:
                break
            misses += 1
            continue
        number = match.group("page")
        if number.isdecimal():
            if int(number) < page:
                break
            page = int(number)
        hits += 1
        misses = 0
        last = at
    return last if hits >= 3 else heading
