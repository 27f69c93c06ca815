"""Small datasets for the audit's tests: one call makes one row with sensible defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from phaen.pipeline.assemble.projects import project_rows
from phaen.pipeline.audit import RULES, run_rules
from phaen.pipeline.audit.engine import across, concerns_all, find, over_offices, over_years, within_office
from phaen.pipeline.audit.model import Finding, Rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.linking.outcomes import outcome_rows
from phaen.pipeline.run.store import write_dataset
from phaen.pipeline.schema.datasets import DATASETS, to_table, validate

Row = dict[str, Any]
UNJUDGED = {"certainty": "sure", "status": "open"}
"""What every row of ``findings`` holds before a person has looked at it."""


class Run:
    """A run under construction: documents and their rows."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {
            name: []
            for name in (
                "documents",
                "kpis",
                "kpi_mentions",
                "rubrics",
                "plans",
                "results",
                "milestones",
                "sections",
            )
        }
        self._line = 0

    def document(self, doc_id: str = "d1", year: int = 2568, agency: str | None = "สกจ.", **more: Any) -> str:
        row = {
            "doc_id": doc_id,
            "source_file": f"{doc_id}.txt",
            "doc_type": "annual_plan",
            "duplicate_of": None,
        }
        self.rows["documents"].append({**row, "fiscal_year": year, "agency_code": agency, **more})
        return doc_id

    def add(self, dataset: str, doc_id: str = "d1", **columns: Any) -> Row:
        if not any(row["doc_id"] == doc_id for row in self.rows["documents"]):
            self.document(doc_id)
        document = next(row for row in self.rows["documents"] if row["doc_id"] == doc_id)
        self._line += 1
        row = {
            "doc_id": doc_id,
            "fiscal_year": document["fiscal_year"],
            "agency_code": document["agency_code"],
            "page": None,
            "line": self._line,
            "flags": [],
            **columns,
        }
        self.rows[dataset].append(row)
        return row

    def kpi(self, name: str, doc_id: str = "d1", **columns: Any) -> Row:
        kpi_id = columns.pop("kpi_id", f"{doc_id}-{len(self.rows['kpis'])}")
        return self.add("kpis", doc_id, **{"kpi_id": kpi_id, "name": name, "listings": ["kpi_table"], **columns})

    def plan(self, project: str | None, baht: float | None, doc_id: str = "d1", **columns: Any) -> Row:
        status = columns.pop("budget_status", "amount" if baht is not None else "unstated")
        raw = columns.pop("budget_raw", f"{baht:,.0f}" if baht is not None else "-")
        kind = "item" if project else "total"
        base = {"section": "part3", "row_kind": kind, "project": project, "budget_raw": raw}
        amount = None if baht is None else Decimal(str(baht))
        return self.add("plans", doc_id, **{**base, "budget_baht": amount, "budget_status": status, **columns})

    def findings(self, rule: str) -> list[Finding]:
        """What one rule finds."""
        chosen = [entry for entry in RULES if entry.name == rule]
        assert chosen, rule
        found = find(Tables(self.rows), chosen)
        assert {one.finding_id() for one in found} == in_groups(self.rows, chosen), "a run looks group by group"
        return found


def in_groups(rows: Mapping[str, list[Row]], rules: Sequence[Rule]) -> set[str]:
    """What rules find where each sees no more than its group: one office and year, agency, or indicator, or what
    concerns it."""

    def some(wanted: Callable[[Row], bool]) -> Tables:
        return Tables({**rows, "kpis": [row for row in rows["kpis"] if wanted(row)]})

    found = [one for office in Tables(rows).offices() for one in within_office(office, rules)]
    for column, check in (("agency_code", over_years), ("indicator_id", over_offices)):
        for value in {row.get(column) for row in rows["kpis"]} - {None}:
            found += check(some(lambda row, column=column, value=value: row.get(column) == value), rules)
    found += across(some(lambda row: concerns_all(row, rules)), rules)
    return {one.finding_id() for one in found}


Build = Callable[[Run, bool], None]
"""Builds a document; the problem is in it where the second argument says so."""


class Cases(dict[str, list[Build]]):
    """Documents by the rule that they are built for."""

    def of(self, rule: str) -> Callable[[Build], Build]:
        """Decorates a document of ``rule``."""

        def take(build: Build) -> Build:
            self.setdefault(rule, []).append(build)
            return build

        return take

    @property
    def each(self) -> list[tuple[str, Build]]:
        """Every rule with every document of it."""
        return [(rule, build) for rule, builds in self.items() for build in builds]


def found_where_planted(rule: str, build: Build) -> Finding:
    """The one thing that the rule finds where it is planted; it must find nothing where it is not."""
    planted, clean = Run(), Run()
    build(planted, True)
    build(clean, False)
    found = planted.findings(rule)
    assert len(found) == 1
    assert clean.findings(rule) == []
    return found[0]


def subjects(findings: Iterable[Finding]) -> list[str]:
    """What the findings are about: their subjects without office, year and number."""
    return [finding.subject.split(" · ")[0] for finding in findings]


DEFAULTS: dict[str, Any] = {
    "confidence": 1.0,
    "status": "ok",
    "kr_code_source": "none",
    "reviewed": False,
    "row_key": "unkeyed",
    "kpi_id": "unlinked",
    "kpi_name": "",
    "kind": "other",
    "text": "",
    "name": "",
}
"""What a row of the schema must hold where a test does not care."""


def write(run: Run, folder: Path) -> Path:
    """The run as Parquet datasets of the schema under ``folder``, findings included."""
    names = {row["doc_id"]: row["source_file"] for row in run.rows["documents"]}
    tables: dict[str, list[Row]] = {}
    for dataset, rows in run.rows.items():
        known = DATASETS[dataset].by_name
        must = [column.name for column in DATASETS[dataset].columns if not column.nullable and not column.is_list]
        full: list[Row] = []
        for row in rows:
            made = {name: DEFAULTS[name] for name in must if name in DEFAULTS} | {"source_file": names[row["doc_id"]]}
            full.append(made | {name: value for name, value in row.items() if name in known and value is not None})
        tables[dataset] = validate(dataset, full)
    for doc_id in names:
        own = [[row for row in tables[name] if row["doc_id"] == doc_id] for name in ("plans", "kpis")]
        tables.setdefault("projects", []).extend(project_rows(*own))
    tables["outcomes"] = list(outcome_rows(tables["documents"], tables["kpis"], tables["results"]))
    for dataset, rows in tables.items():
        write_dataset(folder, dataset, to_table(dataset, rows))
    write_dataset(folder, "findings", to_table("findings", run_rules(folder)))
    return folder
