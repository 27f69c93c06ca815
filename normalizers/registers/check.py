"""What is wrong in the registers: columns, codes, names, parents, years. Every problem with its file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from phaen.normalizers.registers.agency_register import LISTS, abbreviation_key
from phaen.normalizers.registers.files import KEYS, KR_FILE, Row, read
from phaen.normalizers.text import squash

Severity = Literal["error", "warning"]
_YEAR = re.compile(r"2[45]\d\d")
SAY_NOTHING = frozenset({"checked", "source"})
"""Columns about the row, not about what it registers."""
_AGENCY_KINDS = {"office", "district", "enterprise"}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem: where it is, what it is, and what to do about it. A warning may be left as it is."""

    file: str
    line: int
    severity: Severity
    what: str
    remedy: str


_Found = Iterator[Problem]


def check(extra: Path | None = None) -> list[Problem]:
    """All problems of the package's registers and of the folder ``extra``, by file and line.

    A user's row that replaces a row of the package (same code) is no duplicate. Raises
    :class:`~phaen.normalizers.registers.agency_register.RegisterError` for a file that cannot be read as CSV at all.
    """
    found: list[Problem] = []
    tables = {name: read(name, extra) for name in KEYS}
    for name, key in KEYS.items():
        every = read(name, extra, merged=False)
        found += _columns(every)
        found += _twice(every, key)
        found += _other_values(every, key)
    for check_one in _CHECKS:
        found += check_one(tables)
    return sorted(set(found))


def _problem(row: Row, what: str, remedy: str, severity: Severity = "error") -> Problem:
    return Problem(row.file, row.line, severity, what, remedy)


def _columns(rows: list[Row]) -> _Found:
    """The columns of a user's file must be among those of the package's file."""
    known = next((set(row.values) for row in rows if row.origin == "package"), set[str]())
    seen: set[str] = set()
    for row in rows:
        if row.origin == "user" and row.file not in seen:
            seen.add(row.file)
            for column in sorted(set(row.values) - known):
                yield _problem(row, f"unknown column {column!r}", f"use the columns {', '.join(sorted(known))}")


def _twice(rows: list[Row], key: str) -> _Found:
    """A key given twice in one file, or not at all."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        value = row.get(key)
        if not value:
            yield _problem(row, f"no {key}", f"fill the column {key}")
            continue
        known = first.setdefault((row.file, value), row)
        if known is not row:
            yield _problem(row, f"{key} {value} stands in line {known.line} too", "keep one of the two rows")


def _other_values(rows: list[Row], key: str) -> _Found:
    """What a user's row says otherwise than the package's row of the same key: the user's counts."""
    package = {row.get(key): row for row in rows if row.origin == "package"}
    for row in rows:
        known = package.get(row.get(key)) if row.origin == "user" else None
        for column in row.values if known is not None else ():
            one, other = row.get(column), known.get(column) if known is not None else ""
            if column not in SAY_NOTHING | LISTS and one and other and squash(one) != squash(other):
                what = f"{column} of {row.get(key)} is {one!r} here and {other!r} in {known.file if known else ''}"
                yield _problem(row, what, "yours counts; leave the cell empty to keep the other", "warning")


def _names_twice(rows: list[Row], names: Callable[[Row], list[str]], key: Callable[[str], str], what: str) -> _Found:
    """Names that two rows claim; the register could then mean either."""
    owners: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in rows:
        for name in names(row):
            owners[key(name)].append((row, name))
    for claims in owners.values():
        first = claims[0][0]
        for row, name in claims[1:]:
            if row is first:
                yield _problem(row, f"{what} {name!r} is given twice for {row.get('code')}", "give it once")
            else:
                other = f"{first.get('code')} ({first.file}, line {first.line})"
                yield _problem(row, f"{what} {name!r} also belongs to {other}", "leave it with one of them")


def _agencies(tables: dict[str, list[Row]]) -> _Found:
    rows = tables["agencies.csv"]
    codes = {row.get("code") for row in rows}

    def short(row: Row) -> list[str]:
        other = [*row.several("aliases"), *row.several("variants")]
        return [row.get("code"), *(name for name in other if name.endswith(".") and name != row.get("code"))]

    def full(row: Row) -> list[str]:
        names = [row.get("name"), *row.several("aliases"), *row.several("variants")]
        return [name for name in names if not name.endswith(".")]

    # a variant may differ from another agency's code by a dot alone (ส.กก. and สกก.), so dots count here
    yield from _names_twice(rows, short, lambda text: re.sub(r"\s", "", text), "abbreviation")
    yield from _names_twice(rows, full, squash, "name")
    keys: dict[str, Row] = {}
    for row in rows:
        known = keys.setdefault(abbreviation_key(row.get("code")), row)
        if known is not row and known.get("code") != row.get("code"):
            yield _problem(row, f"code {row.get('code')} reads like {known.get('code')}", "make the codes differ")
        if not row.get("name"):
            yield _problem(row, f"agency {row.get('code')} has no name", "fill the column name")
        if row.get("kind") and row.get("kind") not in _AGENCY_KINDS:
            yield _problem(row, f"kind {row.get('kind')!r} is unknown", f"one of {', '.join(sorted(_AGENCY_KINDS))}")
        parent = row.get("parent_code")
        if parent and parent not in codes:
            yield _problem(row, f"parent {parent} of {row.get('code')} is no agency", "add it, or leave it empty")
    yield from _circles(rows)


def _circles(rows: list[Row]) -> _Found:
    parents = {row.get("code"): row.get("parent_code") for row in rows}
    for row in rows:
        seen, at = {row.get("code")}, parents.get(row.get("code"))
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at and at == row.get("code"):
            yield _problem(row, f"{at} is above itself", "mend parent_code")


def _kr_codes(tables: dict[str, list[Row]]) -> _Found:
    rows = tables[KR_FILE]
    agencies = {row.get("code") for row in tables["agencies.csv"]}
    aspects = {row.get("aspect_no") for row in tables["aspects.csv"]}
    issues = {row.get("issue_no") for row in tables["issues.csv"]}
    measures = {row.get("measure") or row.get("code") for row in rows}
    codes = {row.get("code") for row in rows}

    def names(row: Row) -> list[str]:
        return [name for name in (row.get("name"), *row.several("aliases")) if name]

    yield from _names_twice(rows, names, squash, "name")
    for row in rows:
        code = row.get("code")
        if not re.fullmatch(r"\d{4}", code):
            yield _problem(row, f"{code!r} is no KR code", "four Arabic digits")
            continue
        if not row.get("name"):
            yield _problem(row, f"{code} has no name", "fill the column name")
        if code[0] not in aspects:
            yield _problem(row, f"{code} belongs to aspect (ด้าน) {code[0]}, which is unknown", "add it to aspects.csv")
        elif f"{code[0]}.{code[1]}" not in issues:
            what = f"{code} belongs to issue (ประเด็น) {code[0]}.{code[1]}, which is not registered"
            yield _problem(row, what, "add it to issues.csv when a document names it", "warning")
        for lead in row.several("lead_agency"):
            if lead not in agencies:
                yield _problem(row, f"lead agency {lead} of {code} is unknown", "add it to agencies.csv")
        yield from _years(row)
    for measure in sorted(measures - codes):
        row = next(row for row in rows if row.get("measure") == measure)
        yield _problem(row, f"measure {measure} is no code", "name one of the codes that stand for it")


def _years(row: Row) -> _Found:
    years = {column: row.get(column) for column in ("valid_from", "valid_to")}
    wrong = {column: year for column, year in years.items() if year and not _YEAR.fullmatch(year)}
    for column, year in wrong.items():
        yield _problem(row, f"{column} {year!r} is no year", "a Buddhist Era year, such as 2568")
    if not wrong and years["valid_from"] and years["valid_to"] and years["valid_from"] > years["valid_to"]:
        yield _problem(row, "valid_from lies after valid_to", "exchange them")


def _issues(tables: dict[str, list[Row]]) -> _Found:
    aspects = {row.get("aspect_no") for row in tables["aspects.csv"]}
    for row in tables["aspects.csv"]:
        if not re.fullmatch(r"[1-9]", row.get("aspect_no")):
            yield _problem(row, f"{row.get('aspect_no')!r} is no aspect (ด้าน)", "one digit, 1 to 9")
    for row in tables["issues.csv"]:
        number, aspect = row.get("issue_no"), row.get("aspect_no")
        if not re.fullmatch(r"[1-9]\.\d", number):
            yield _problem(row, f"{number!r} is no issue number", "aspect, dot, digit: 9.1")
        elif number[0] != aspect:
            yield _problem(row, f"issue {number} stands under aspect {aspect!r}", f"its aspect is {number[0]}")
        elif aspect not in aspects:
            yield _problem(row, f"aspect {aspect} of issue {number} is unknown", "add it to aspects.csv")


def _policies(tables: dict[str, list[Row]]) -> _Found:
    for row in tables["policies.csv"]:
        if not re.fullmatch(r"P\d{3}", row.get("code")):
            yield _problem(row, f"{row.get('code')!r} is no policy code", "P and three digits: P058")


_CHECKS: tuple[Callable[[dict[str, list[Row]]], _Found], ...] = (_agencies, _kr_codes, _issues, _policies)
