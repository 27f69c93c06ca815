"""The registers as files: KR codes, agencies, policies, aspects and issues, the package's and a user's folder.

Facts about the columns are in ``registers/README.md``. A user's folder holds files of the same names and columns;
a row there adds to the package's register, or to the row of the same code: what it fills in counts.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from phaen.normalizers.matching.match import Entry, Matcher
from phaen.normalizers.registers.agency_register import RegisterError, filled_over

KR_FILE = "kr_codes.csv"
KEYS = {
    KR_FILE: "code",
    "agencies.csv": "code",
    "policies.csv": "code",
    "aspects.csv": "aspect_no",
    "issues.csv": "issue_no",
}
"""Every register file and the column that holds its key."""
KR_COLUMNS = (
    *("code", "name", "aliases", "measure", "unit", "valid_from", "valid_to", "lead_agency"),
    *("checked", "source"),
)

__all__ = ["KEYS", "KR_COLUMNS", "KR_FILE", "KrCode", "RegisterError", "Row", "kr_codes", "kr_matcher", "read"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a register file: its values, and the file and line (1-based) that hold it."""

    values: dict[str, str]
    file: str
    line: int
    origin: Literal["package", "user"] = "package"

    def get(self, column: str) -> str:
        """The value of ``column``, stripped; ``""`` where the file has no such column."""
        return (self.values.get(column) or "").strip()

    def several(self, column: str) -> tuple[str, ...]:
        """The ``|``-separated values of ``column``."""
        return tuple(part.strip() for part in self.get(column).split("|") if part.strip())


@dataclass(frozen=True, slots=True)
class KrCode:
    """A KR code (รหัส KR/OKR) and what the register knows of it; years are fiscal years (Buddhist Era)."""

    code: str
    name: str
    aliases: tuple[str, ...]
    measure: str
    unit: str | None
    valid_from: int | None
    valid_to: int | None
    leads: tuple[str, ...]
    row: Row

    def entry(self) -> Entry:
        """The code as the matcher takes it."""
        names = (self.name, *self.aliases)
        return Entry(self.code, names, self.measure, self.unit, self.valid_from, self.valid_to, self.leads, "register")


def _parse(text: str, file: str, origin: Literal["package", "user"]) -> Iterator[Row]:
    lines = ["" if line.startswith("#") else line for line in text.splitlines()]
    reader = csv.reader(io.StringIO("\n".join(lines)))
    header: list[str] | None = None
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            continue
        if len(cells) > len(header):
            raise RegisterError(
                "{path}, line {line}: more cells than the header has columns", path=file, line=reader.line_num
            )
        yield Row(dict(zip(header, cells, strict=False)), file, reader.line_num, origin)


def read(name: str, extra: Path | None = None, *, merged: bool = True) -> list[Row]:
    """The rows of register file ``name``, the package's and those of the folder ``extra``.

    ``merged``: what a user's row fills takes the place of what the package's row of the same key says, field by field;
    else all rows are given.
    Raises :class:`RegisterError` for a user's file that lacks the key column or cannot be decoded.
    """
    text = files("phaen.normalizers").joinpath("registers", name).read_text("utf8")
    rows = list(_parse(text, name, "package"))
    path = extra / name if extra else None
    own: list[Row] = []
    if path and path.exists():
        try:
            own = list(_parse(path.read_text("utf-8-sig"), str(path), "user"))
        except UnicodeDecodeError:
            raise RegisterError("{path}: is not UTF-8; save it as CSV UTF-8", path=path) from None
    key = KEYS[name]
    for row in own:
        if key not in row.values:
            raise RegisterError(
                "{path}, line {line}: the column {column} is missing", path=row.file, line=row.line, column=key
            )
    if not merged:
        return rows + own
    below = {row.get(key): row for row in rows}
    merged_rows = [
        Row(filled_over(below[row.get(key)].values, row.values), row.file, row.line, row.origin)
        if row.get(key) in below
        else row
        for row in own
    ]
    replaced = {row.get(key) for row in own}
    return [row for row in rows if row.get(key) not in replaced] + merged_rows


def _year(row: Row, column: str) -> int | None:
    text = row.get(column)
    if text and not re.fullmatch(r"2[45]\d\d", text):
        raise RegisterError(
            "{path}, line {line}: {column} is {value}, not a Buddhist Era year",
            path=row.file,
            line=row.line,
            column=column,
            value=text,
        )
    return int(text) if text else None


def kr_codes(extra: Path | None = None) -> list[KrCode]:
    """The KR codes of the package and of the folder ``extra``, by code. Raises :class:`RegisterError`."""
    found = []
    for row in read(KR_FILE, extra):
        code, name = row.get("code"), row.get("name")
        if not re.fullmatch(r"\d{4}", code) or not name:
            raise RegisterError(
                "{path}, line {line}: a KR code needs four digits and a name", path=row.file, line=row.line
            )
        found.append(
            KrCode(
                code=code,
                name=name,
                aliases=row.several("aliases"),
                measure=row.get("measure") or code,
                unit=row.get("unit") or None,
                valid_from=_year(row, "valid_from"),
                valid_to=_year(row, "valid_to"),
                leads=row.several("lead_agency"),
                row=row,
            )
        )
    return sorted(found, key=lambda item: item.code)


@cache
def kr_matcher(extra: Path | None = None, learned: tuple[Entry, ...] = ()) -> Matcher:
    """A matcher over the register's codes and ``learned`` entries (codes printed in the documents at hand)."""
    return Matcher([*(item.entry() for item in kr_codes(extra)), *learned])
