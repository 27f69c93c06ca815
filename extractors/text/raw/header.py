"""Column headings of a raw text layer: run together on one line, or broken over short lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from phaen.extractors.text.raw.settings import HEADINGS, kinds
from phaen.extractors.wordings.catalogue import Catalogue, WordingsError, active
from phaen.normalizers.data_files import rows

_DATA = Path(__file__).with_name("columns.csv")
"""Wordings that mean another kind where no rules part the columns, or that no form's table prints."""
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\\s\u200b]")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LEVEL = re.compile(r"ระดบ([1-5])(?:\((\d{1,3})(?:คะแนน)?\)|\d{2,3}คะแนน)?")
_LEVEL_NUMBER = re.compile(r"[1-5]")
# A bracketed note belongs to the heading above it, unless it holds an amount, a remark of a row or the word of a
# component (Innovation Base).
_NOTE = re.compile(r"\((?!เอกสาร|[^()]*(?:บาท|ซา|\d,\d|base|jointkpi))[^()]{0,60}\)|[0-9*]{1,2}(?=\(|$)")
_YEAR = re.compile(r"25\d\d")
_MONTH_NAMES = [
    _MARKS.sub("", row[form]).replace(".", r"\.?") for row in rows("months.csv") for form in ("full", "short")
]
_MONTHS = re.compile(rf"(?:(?:พ\.?ศ\.?|ปี)?25\d\d|{'|'.join(_MONTH_NAMES)})+")
"""Years and months below the heading of the months' columns, one after another."""
ALSO_WORDS = frozenset({"คะแนน", "โครงการ", "กจกรรม", "ผลผลต", "แผนงาน", "หนวยงาน"})
"""Headings that a line of running text may consist of."""
SETTLED = frozenset({"result"})
"""Kinds that the other headings of a table settle."""
_FREE = frozenset({"level", "year", "month"})
_ANCHORS = frozenset({"name", "project", "level", "level_no", "weight", "step"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a raw table: heading as printed, its kind, the 0-based line where it begins.

    ``spans`` are line, start and end of each of its pieces.
    """

    heading: str
    kind: str
    line: int
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Header:
    """A heading found at lines ``start`` … ``end`` (exclusive, 0-based)."""

    columns: tuple[Column, ...]
    start: int
    end: int

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind of every column, in order."""
        return tuple(column.kind for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Known:
    """Every known heading by its first letter: its skeleton with its kind, longest first; where its words end in it."""

    wordings: dict[str, tuple[tuple[str, str], ...]]
    words: dict[str, frozenset[int]]
    others: dict[str, str]
    """The other kind of a wording that columns of two kinds have (เกณฑ์การประเมิน: threshold, criterion)."""


@lru_cache(maxsize=8)
def _known_of(catalogue: Catalogue) -> _Known:
    printed = headings(catalogue)
    pairs = {skeleton(wording): kind for wording, kind in printed.items()}
    words: dict[str, set[int]] = {}
    for wording in printed:
        parts = wording.split()
        ends = {len(skeleton("".join(parts[:count]))) for count in range(1, len(parts))}
        words.setdefault(skeleton(wording), set()).update(ends)
    begun: dict[str, list[tuple[str, str]]] = {}
    for bones, kind in sorted(pairs.items(), key=lambda pair: -len(pair[0])):
        begun.setdefault(bones[0], []).append((bones, kind))
    return _Known(
        {letter: tuple(wordings) for letter, wordings in begun.items()},
        {bones: frozenset(ends) for bones, ends in words.items()},
        {
            skeleton(wording): kind
            for role, kind in catalogue.raw.items()
            for wording in catalogue.roles[role]
            if printed[wording] != kind
        },
    )


def headings(catalogue: Catalogue) -> dict[str, str]:
    """Every known heading as printed, with its kind: the wordings of the forms' roles, and those of raw layers."""
    pairs: dict[str, str] = {}
    for role, kind in catalogue.raw.items():
        if kind not in kinds() and kind not in SETTLED:
            raise WordingsError(
                "roles.csv, {role}: {kind!r} is no kind of raw column; known: {known}",
                role=role,
                kind=kind,
                known=", ".join(kinds()),
            )
        pairs.update(dict.fromkeys(catalogue.roles[role], kind))
    with _DATA.open(encoding="utf-8", newline="") as handle:
        pairs.update({row["wording"]: row["kind"] for row in csv.DictReader(handle)})
    return pairs


def known_wordings(letter: str) -> tuple[tuple[str, str], ...]:
    """The skeletons of all known headings that begin with ``letter``, with their kinds, longest first."""
    return _known_of(active()).wordings.get(letter, ())


def skeleton(text: str) -> str:
    """``text`` without white space and marks above or below, which a text layer may displace."""
    return _MARKS.sub("", text.translate(_DIGITS).replace("ำ", "า").lower())


@lru_cache(maxsize=4096)
def _bone(char: str) -> str:
    return skeleton(char)


def heading_kind(text: str) -> str | None:
    """The kind of column that ``text``, a whole line or part, is the heading of; short wordings do not count."""
    bones = skeleton(text)
    if not HEADINGS.alone <= len(bones) <= HEADINGS.alone_most or bones in ALSO_WORDS:
        return None
    found = _match(bones, 0)
    return found[0] if found is not None and found[1] == len(bones) and found[0] not in _FREE else None


def find_header(lines: Sequence[str], start: int) -> Header | None:
    """The heading that begins on line ``start``: three columns or more that fill whole lines, or ``None``."""
    if len(lines[start]) > HEADINGS.first_line or not _may_begin(lines[start]):
        return None
    chars, spots = _joined(lines, start)
    at = 0
    columns: list[Column] = []
    best: Header | None = None
    last_level = 0
    while at < len(chars):
        if not _starts_word(lines, spots, at):
            break
        below = _MONTHS.match(chars, at) if columns and columns[-1].kind == "months" else None
        found = ("month", below.end()) if below else _match(chars, at)
        if found is None:
            rest = _unknown(lines, spots, at, columns)
            if rest is None:
                break
            columns.append(rest)
            best = Header(tuple(columns), start, rest.line + 1)
            break
        if found[0] == "level":
            level = int(_LEVEL_NUMBER.findall(chars[at : found[1]])[0])
            if abs(level - last_level) != 1 and (last_level or level not in (1, 5)):
                break  # ระดับ 5 below ระดับ 5: values, no headings
            last_level = level
        found = _first_of_two(lines, spots, chars, at, found)
        kind, end = found
        if kind not in _FREE and any(column.kind == kind for column in columns) and not _gives_way(columns, kind):
            break
        if not _ends_word(lines, spots, end):
            break
        columns.append(_column(lines, spots, at, end, kind))
        at = end
        lone_year = kind == "year" and sum(column.kind == "year" for column in columns) == 1
        if (at == len(chars) or spots[at][0] > spots[at - 1][0]) and not lone_year:
            best = Header(tuple(columns), start, spots[at - 1][0] + 1)
    return best if best is not None and _is_table(best) else None


def _gives_way(columns: list[Column], kind: str) -> bool:
    """Makes the column of ``kind`` the other kind that its heading may have, unless a column has that already."""
    at = next(index for index, column in enumerate(columns) if column.kind == kind)
    other = _known_of(active()).others.get(skeleton(columns[at].heading))
    if other is None or any(column.kind == other for column in columns):
        return False
    columns[at] = replace(columns[at], kind=other)
    return True


def _may_begin(line: str) -> bool:
    """Whether a known heading, or the first part of one, stands at the beginning of ``line``."""
    bones = skeleton(line)
    return bool(bones) and (
        _LEVEL.match(bones) is not None
        or any(bones.startswith(wording) or wording.startswith(bones) for wording, _ in known_wordings(bones[0]))
    )


def _is_table(header: Header) -> bool:
    kinds = set(header.kinds)
    if "level" in kinds:
        return header.kinds.count("level") >= HEADINGS.columns
    return min(len(header.columns), len(kinds)) >= HEADINGS.columns and bool(kinds & _ANCHORS)


def _joined(lines: Sequence[str], start: int) -> tuple[str, list[tuple[int, int]]]:
    """Skeleton of the lines from ``start`` on, and line and offset of each of its characters."""
    chars: list[str] = []
    spots: list[tuple[int, int]] = []
    filled = 0
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        filled += 1
        if filled > HEADINGS.lines or (filled > 1 and len(line) > HEADINGS.line):
            break
        for offset, char in enumerate(line):
            for part in _bone(char):
                chars.append(part)
                spots.append((number, offset))
    return "".join(chars), spots


def _match(chars: str, at: int) -> tuple[str, int] | None:
    level = _LEVEL.match(chars, at)
    if level:
        return "level", level.end()
    year = _YEAR.match(chars, at)
    if year:
        return "year", year.end()
    for wording, kind in known_wordings(chars[at : at + 1]):
        if chars.startswith(wording, at):
            end = at + len(wording)
            while note := _NOTE.match(chars, end):
                end = note.end()
            return kind, end
    return None


def _first_of_two(
    lines: Sequence[str], spots: list[tuple[int, int]], chars: str, at: int, found: tuple[str, int]
) -> tuple[str, int]:
    """The first of two headings that together read as one: ``ลำดับ`` | ``ตัวชี้วัด``, not ``ลำดับตัวชี้วัด``."""
    end = found[1]
    begun = known_wordings(chars[at])
    longest = next((bones for bones, _ in begun if chars.startswith(bones, at)), "")
    for wording, first in begun:
        middle = at + len(wording)
        if not at < middle < at + len(longest) or not chars.startswith(wording, at):
            continue
        other = _match(chars, middle)
        spaced = middle - at in _known_of(active()).words.get(longest, frozenset())
        apart = not spaced and spots[middle][1] > 0 and _starts_word(lines, spots, middle)
        if apart and other is not None and other[0] != first and other[1] == end:
            return first, middle
    return found


def _unknown(lines: Sequence[str], spots: list[tuple[int, int]], at: int, columns: Sequence[Column]) -> Column | None:
    """A last heading that is not known, on the line of four known ones or more."""
    line, low = spots[at]
    text = lines[line][low:].strip()
    same = sum(column.spans[-1][0] == line for column in columns)
    if same < HEADINGS.unknown_beside or len(text) > HEADINGS.unknown or any(char.isdigit() for char in text):
        return None
    return Column(text, "other", line, ((line, low, len(lines[line])),))


def _starts_word(lines: Sequence[str], spots: list[tuple[int, int]], at: int) -> bool:
    line, offset = spots[at]
    return offset == 0 or not lines[line][offset - 1].strip()


def _ends_word(lines: Sequence[str], spots: list[tuple[int, int]], end: int) -> bool:
    if end >= len(spots):
        return True
    line, offset = spots[end]
    before = lines[line][:offset]
    return not before.strip() or bool(re.search(r"\s[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*$", before))


def _column(lines: Sequence[str], spots: list[tuple[int, int]], at: int, end: int, kind: str) -> Column:
    """The column whose heading stands at ``spots[at:end]``, marks behind its last letter included."""
    first_line, first = spots[at]
    last_line, last = spots[end - 1]
    spans: list[tuple[int, int, int]] = []
    for number in range(first_line, last_line + 1):
        line = lines[number]
        low = first if number == first_line else 0
        high = len(line)
        if number == last_line:
            high = last + 1
            while high < len(line) and _MARKS.match(line[high]):
                high += 1
        if line[low:high].strip():
            spans.append((number, low, high))
    heading = "\n".join(lines[number][low:high].strip() for number, low, high in spans)
    return Column(heading, kind, first_line, tuple(spans))
