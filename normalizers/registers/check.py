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
from phaen.normalizers.told import Sentence

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
    found: Sentence
    advice: Sentence

    @property
    def what(self) -> str:
        """What is wrong, in the language of whoever reads it."""
        return str(self.found)

    @property
    def remedy(self) -> str:
        """What to do, in the language of whoever reads it."""
        return str(self.advice)


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


def _problem(row: Row, what: str, remedy: str, severity: Severity = "error", **facts: str | int | None) -> Problem:
    """A problem of ``row``; ``facts`` fill both templates. The column ``code`` of the row is always among them."""
    facts = {"code": row.get("code"), **facts}
    return Problem(row.file, row.line, severity, Sentence.of(what, **facts), Sentence.of(remedy, **facts))


def _columns(rows: list[Row]) -> _Found:
    """The columns of a user's file must be among those of the package's file."""
    known = next((set(row.values) for row in rows if row.origin == "package"), set[str]())
    seen: set[str] = set()
    for row in rows:
        if row.origin == "user" and row.file not in seen:
            seen.add(row.file)
            for column in sorted(set(row.values) - known):
                names = ", ".join(sorted(known))
                yield _problem(row, "unknown column '{column}'", "use the columns {names}", column=column, names=names)


def _twice(rows: list[Row], key: str) -> _Found:
    """A key given twice in one file, or not at all."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        value = row.get(key)
        if not value:
            yield _problem(row, "no {key}", "fill the column {key}", key=key)
            continue
        known = first.setdefault((row.file, value), row)
        if known is not row:
            yield _problem(
                row,
                "{key} {value} stands in line {line} too",
                "keep one of the two rows",
                key=key,
                value=value,
                line=known.line,
            )


def _other_values(rows: list[Row], key: str) -> _Found:
    """What a user's row says otherwise than the package's row of the same key: the user's counts."""
    package = {row.get(key): row for row in rows if row.origin == "package"}
    for row in rows:
        known = package.get(row.get(key)) if row.origin == "user" else None
        if known is None:
            continue
        for column in row.values:
            one, other = row.get(column), known.get(column)
            if column not in SAY_NOTHING | LISTS and one and other and squash(one) != squash(other):
                yield _problem(
                    row,
                    "{column} of {key} is '{one}' here and '{other}' in {file}",
                    "yours counts; leave the cell empty to keep the other",
                    "warning",
                    column=column,
                    key=row.get(key),
                    one=one,
                    other=other,
                    file=known.file,
                )


def _names_twice(rows: list[Row], names: Callable[[Row], list[str]], key: Callable[[str], str]) -> _Found:
    """Names that two rows claim; the register could then mean either."""
    owners: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in rows:
        for name in names(row):
            owners[key(name)].append((row, name))
    for claims in owners.values():
        first = claims[0][0]
        for row, name in claims[1:]:
            if row is first:
                yield _problem(row, "'{name}' is given twice for {code}", "give it once", name=name)
            else:
                yield _problem(
                    row,
                    "'{name}' also belongs to {other} ({file}, line {line})",
                    "leave it with one of them",
                    name=name,
                    other=first.get("code"),
                    file=first.file,
                    line=first.line,
                )


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
    yield from _names_twice(rows, short, lambda text: re.sub(r"\s", "", text))
    yield from _names_twice(rows, full, squash)
    keys: dict[str, Row] = {}
    for row in rows:
        known = keys.setdefault(abbreviation_key(row.get("code")), row)
        if known is not row and known.get("code") != row.get("code"):
            yield _problem(row, "code {code} reads like {other}", "make the codes differ", other=known.get("code"))
        if not row.get("name"):
            yield _problem(row, "agency {code} has no name", "fill the column name")
        if row.get("kind") and row.get("kind") not in _AGENCY_KINDS:
            kinds = ", ".join(sorted(_AGENCY_KINDS))
            yield _problem(row, "kind '{kind}' is unknown", "one of {kinds}", kind=row.get("kind"), kinds=kinds)
        parent = row.get("parent_code")
        if parent and parent not in codes:
            yield _problem(row, "parent {parent} of {code} is no agency", "add it, or leave it empty", parent=parent)
    yield from _circles(rows)


def _circles(rows: list[Row]) -> _Found:
    parents = {row.get("code"): row.get("parent_code") for row in rows}
    for row in rows:
        seen, at = {row.get("code")}, parents.get(row.get("code"))
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at and at == row.get("code"):
            yield _problem(row, "{code} is above itself", "mend parent_code")


def _kr_codes(tables: dict[str, list[Row]]) -> _Found:
    rows = tables[KR_FILE]
    agencies = {row.get("code") for row in tables["agencies.csv"]}
    aspects = {row.get("aspect_no") for row in tables["aspects.csv"]}
    issues = {row.get("issue_no") for row in tables["issues.csv"]}
    measures = {row.get("measure") or row.get("code") for row in rows}
    codes = {row.get("code") for row in rows}

    def names(row: Row) -> list[str]:
        return [name for name in (row.get("name"), *row.several("aliases")) if name]

    yield from _names_twice(rows, names, squash)
    for row in rows:
        code = row.get("code")
        if not re.fullmatch(r"\d{4}", code):
            yield _problem(row, "'{code}' is no KR code", "four Arabic digits")
            continue
        if not row.get("name"):
            yield _problem(row, "{code} has no name", "fill the column name")
        if code[0] not in aspects:
            yield _problem(
                row,
                "{code} belongs to aspect (ด้าน) {aspect}, which is unknown",
                "add it to aspects.csv",
                aspect=code[0],
            )
        elif f"{code[0]}.{code[1]}" not in issues:
            issue = f"{code[0]}.{code[1]}"
            yield _problem(
                row,
                "{code} belongs to issue (ประเด็น) {issue}, which is not registered",
                "add it to issues.csv when a document names it",
                "warning",
                issue=issue,
            )
        for lead in row.several("lead_agency"):
            if lead not in agencies:
                yield _problem(row, "lead agency {lead} of {code} is unknown", "add it to agencies.csv", lead=lead)
        yield from _years(row)
    for measure in sorted(measures - codes):
        row = next(row for row in rows if row.get("measure") == measure)
        yield _problem(row, "measure {measure} is no code", "name one of the codes that stand for it", measure=measure)


def _years(row: Row) -> _Found:
    years = {column: row.get(column) for column in ("valid_from", "valid_to")}
    wrong = {column: year for column, year in years.items() if year and not _YEAR.fullmatch(year)}
    for column, year in wrong.items():
        yield _problem(
            row, "{column} '{year}' is no year", "a Buddhist Era year, such as 2568", column=column, year=year
        )
    if not wrong and years["valid_from"] and years["valid_to"] and years["valid_from"] > years["valid_to"]:
        yield _problem(row, "valid_from lies after valid_to", "exchange them")


def _issues(tables: dict[str, list[Row]]) -> _Found:
    aspects = {row.get("aspect_no") for row in tables["aspects.csv"]}
    for row in tables["aspects.csv"]:
        if not re.fullmatch(r"[1-9]", row.get("aspect_no")):
            aspect = row.get("aspect_no")
            yield _problem(row, "'{aspect}' is no aspect (ด้าน)", "one digit, 1 to 9", aspect=aspect)
    for row in tables["issues.csv"]:
        number, aspect = row.get("issue_no"), row.get("aspect_no")
        if not re.fullmatch(r"[1-9]\.\d", number):
            yield _problem(row, "'{number}' is no issue number", "aspect, dot, digit: 9.1", number=number)
        elif number[0] != aspect:
            yield _problem(
                row,
                "issue {number} stands under aspect '{aspect}'",
                "its aspect is {first}",
                number=number,
                aspect=aspect,
                first=number[0],
            )
        elif aspect not in aspects:
            yield _problem(
                row,
                "aspect {aspect} of issue {number} is unknown",
                "add it to aspects.csv",
                aspect=aspect,
                number=number,
            )


def _policies(tables: dict[str, list[Row]]) -> _Found:
    for row in tables["policies.csv"]:
        if not re.fullmatch(r"P\d{3}", row.get("code")):
            yield _problem(row, "'{code}' is no policy code", "P and three digits: P058")


_CHECKS: tuple[Callable[[dict[str, list[Row]]], _Found], ...] = (_agencies, _kr_codes, _issues, _policies)
