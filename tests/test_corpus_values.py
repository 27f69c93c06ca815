"""The value normalizers against read documents: every printed text of the corpus gives the value
people read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from phaen.normalizers.agencies import AgencyRegister, role_for
from phaen.normalizers.budgets import parse_budget
from phaen.normalizers.criteria import split_criteria
from phaen.normalizers.figures import parse_figure
from phaen.normalizers.projects import project_kind, project_name
from phaen.normalizers.targets import parse_target, parse_threshold
from phaen.normalizers.text import squash
from phaen.normalizers.units import split_units
from phaen.normalizers.years import baseline_of, parse_baseline

CORPUS = Path(os.environ.get("PHAEN_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
GOLD = sorted((CORPUS / "gold").glob("0*.json"))
pytestmark = pytest.mark.skipif(not GOLD, reason=f"no corpus: set PHAEN_CORPUS (looked in {CORPUS})")


def gold_rows(dataset: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in GOLD:
        for row in json.loads(path.read_text("utf8")).get(dataset, []):
            yield path.stem, row


def test_targets_of_indicators() -> None:
    for stem, row in gold_rows("kpis"):
        target = parse_target(row["target_raw"] or "")
        expected = (row["target_op"], row["target_value"], row["target_unit"])
        assert (target.op, target.value, target.unit) == expected, (stem, row["target_raw"])


def test_targets_and_achievements_of_results() -> None:
    for stem, row in gold_rows("results"):
        for what in ("target", "achieved"):
            target = parse_target(row[f"{what}_raw"] or "")
            expected = (row[f"{what}_value"], row[f"{what}_unit"])
            assert (target.value, target.unit) == expected, (stem, row[f"{what}_raw"])
        assert parse_figure(row["score_raw"] or "", "score_unread").value == row["score"], (stem, row["score_raw"])


def test_rubric_levels() -> None:
    for stem, row in gold_rows("rubrics"):
        threshold = parse_threshold(row["threshold_raw"] or "")
        assert (threshold.value, threshold.unit) == (row["threshold_value"], row["threshold_unit"]), (
            stem,
            row,
        )
        assert parse_figure(row["score_raw"] or "", "score_unread").value == row["score"], (stem, row)
        found = [squash(item) for item in split_criteria(row["criterion"] or "")]
        assert found == [squash(item) for item in row["criteria"]], (stem, row["kpi_name"], row["level"])


def test_budgets_and_projects_of_plans() -> None:
    for stem, row in gold_rows("plans"):
        budget = parse_budget(row["budget_raw"] or "")
        expected = None if row["budget_baht"] is None else Decimal(row["budget_baht"])
        assert (budget.baht, budget.status, budget.flags) == (expected, row["budget_status"], ()), (stem, row)
        if row["project"]:
            printed = f"{row['seq']}. {row['project']}" if row["seq"] else row["project"]
            assert project_name(printed)[0] == row["seq"], (stem, printed)
            assert squash(project_name(printed)[1]) == squash(row["project"]), (stem, printed)
            assert project_kind(printed) == row["kind"], (stem, printed)


def test_units_printed_together_come_apart() -> None:
    for dataset in ("kpis", "plans"):
        for stem, row in gold_rows(dataset):
            for glue in (" ", " และ ", " และ", ", ", "\n"):
                expected = [squash(unit) for unit in row["units"]]
                assert [squash(u) for u in split_units(glue.join(row["units"]))] == expected, (stem, glue)


def test_baselines() -> None:
    for stem, row in gold_rows("kpis"):
        entries = row["baseline"]
        for sign in ("พ.ศ. {} : {}", "ปี {}: {}", "พ.ศ.{} : {}"):
            printed = " ".join(sign.format(entry["fiscal_year"], entry["raw"]) for entry in entries)
            found = [(one.fiscal_year, squash(one.raw), one.value) for one in parse_baseline(printed)]
            assert found == [(e["fiscal_year"], squash(e["raw"]), e["value"]) for e in entries], (
                stem,
                row["name"],
            )
        for entry in entries:
            assert baseline_of(entry["fiscal_year"], entry["raw"]).value == entry["value"], (stem, entry)


def test_roles_follow_from_the_agencies_named() -> None:
    register = AgencyRegister.load()
    for path in GOLD:
        gold = json.loads(path.read_text("utf8"))
        own = gold["document"]["agency_code"]
        match = register.by_name(gold["document"]["agency_name"])
        assert match and match.agency.code == own
        assert gold["document"]["parent_agency"] == _parent_name(register, own)
        for row in gold["kpis"]:
            if row["lead_agencies"] or row["support_agencies"]:
                role = role_for(row["lead_agencies"], row["support_agencies"], own, register)
                assert role == row["role"], (path.stem, row["name"])


def _parent_name(register: AgencyRegister, code: str) -> str | None:
    agency = register.by_code(code)
    parent = register.by_code(agency.parent_code) if agency and agency.parent_code else None
    return parent.name if parent else None


def test_wrong_abbreviations_are_the_ones_people_noted() -> None:
    register = AgencyRegister.load()
    for path in GOLD:
        text = next((CORPUS / "text").glob(f"{path.stem}*")).read_text("utf8")
        noted = {f["subject"] for f in json.loads(path.read_text("utf8"))["findings"] if f["rule"] == "unknown_agency"}
        found = {a.text for a in register.abbreviations_in(text) if a.how in ("variant", "unknown")}
        assert found == noted, path.stem
