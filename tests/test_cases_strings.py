"""Single cells as offices write them, from a folder of cases outside the repository: no silent wrong value.

``PHAEN_CASES`` names the folder (default ``../shared/cases`` beside the repository); without its ``strings.tsv`` the
tests are skipped. Its columns: kind of parser, input, expected fields, note (``or flagged``, ``must be flagged``,
``also right: …``).
"""

from __future__ import annotations

import csv
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from phaen.normalizers.agencies import parse_responsibility, split_agencies
from phaen.normalizers.budgets import parse_budget
from phaen.normalizers.codes import policy_codes
from phaen.normalizers.projects import split_projects
from phaen.normalizers.targets import parse_target, parse_threshold, split_trailing_target
from phaen.normalizers.units import split_units
from phaen.normalizers.years import fiscal_year_in, month_number, parse_baseline
from phaen.pipeline.assemble.rows import unread_dittos

from tests.people import ROOT

FOLDER = Path(os.environ.get("PHAEN_CASES", ROOT.parent / "shared" / "cases"))
STRINGS = FOLDER / "strings.tsv"
NULL_SHARE = 0.05
"""At most this share of the cells may be null with a flag where a value is wanted."""

pytestmark = pytest.mark.skipif(not STRINGS.exists(), reason=f"no cases in {FOLDER} (set PHAEN_CASES)")

Fields = dict[str, Any]


def _read(kind: str, text: str, own: str | None) -> tuple[Fields, tuple[str, ...]]:
    """The fields that a parser gives, and its flags (or those of the row that it is used for)."""
    if kind in ("target", "threshold"):
        target = parse_target(text) if kind == "target" else parse_threshold(text)
        return {name: getattr(target, name) for name in ("op", "value", "max", "unit", "date")}, target.flags
    if kind == "trailing_target":
        name, trailing = split_trailing_target(text)
        return {"name": name, "target": trailing}, ()
    if kind == "budget":
        budget = parse_budget(text)
        return {"baht": budget.baht, "status": budget.status}, budget.flags
    if kind == "fiscal_year":
        return {"year": fiscal_year_in(text)}, ()
    if kind == "month":
        return {"month": month_number(text)}, ()
    if kind == "baseline":
        entries = parse_baseline(text)
        flags = tuple(flag for entry in entries for flag in entry.flags)
        return {"baseline": [[entry.fiscal_year, entry.value] for entry in entries]}, flags
    if kind == "units":
        return {"units": split_units(text)}, tuple(unread_dittos(text))
    if kind == "agencies":
        return {"agencies": split_agencies(text)}, ()
    if kind == "responsibility":
        found = parse_responsibility(text, own_code=own)
        return {"role": found.role, "lead": list(found.lead), "support": list(found.support)}, found.flags
    if kind == "projects":
        projects = split_projects(text)
        flags = tuple(flag for project in projects for flag in project.flags)
        return {"projects": [[project.name, project.baht] for project in projects]}, flags
    assert kind == "policy_codes", kind
    return {"codes": policy_codes(text, bare=True)}, ()


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return float(value) if isinstance(value, int | float) else value


def _verdict(row: dict[str, str]) -> str:
    text = row["input"].replace("\\n", "\n").replace("\\u00a0", "\u00a0")
    wanted, note = json.loads(row["expected"]), row["note"] or ""
    own = wanted.pop("own", None)
    read, flags = _read(row["kind"], text, own)
    others = note.split("also right:")[1].split(" | ") if "also right:" in note else []
    for fields in (wanted, *map(json.loads, others)):
        if all(_plain(read[name]) == _plain(value) for name, value in fields.items()):
            null = all(value in (None, [], "unstated", "amount") for value in read.values())
            return "silent null" if "must be flagged" in note and null and not flags else "right"
    empty = all(value in (None, [], "unstated", "amount") for value in read.values())
    if empty and flags:
        return "null" if "or flagged" in note or "must be flagged" in note else "null, unwanted"
    return f"wrong: {read} {flags}"


def test_no_cell_is_read_wrongly() -> None:
    with STRINGS.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows
    verdicts = [(row["kind"], row["input"], _verdict(row)) for row in rows]
    assert [found for found in verdicts if found[2] not in ("right", "null")] == []
    nulls = [found for found in verdicts if found[2] == "null"]
    assert len(nulls) <= NULL_SHARE * len(rows), nulls
