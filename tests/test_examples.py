"""The examples run and count what the datasets hold."""

from __future__ import annotations

import re
import sys

from phaen.pipeline.views.query import query

from tests.bare import hidden
from tests.people import ROOT, SAMPLES, output_of

sys.path.insert(0, str(ROOT / "examples"))
from kr_targets import kr_targets
from targets_met import targets_met


def test_targets_met_counts_every_reported_indicator_once() -> None:
    data = output_of(SAMPLES)
    table = targets_met(data)
    sql = """SELECT count(DISTINCT (indicator_id, results.fiscal_year)) FROM results
        JOIN documents USING (source_file) JOIN kpis USING (source_file, kpi_id) WHERE duplicate_of IS NULL"""
    assert table.to_numpy().sum() == query(data, sql).rows[0][0] > 0
    assert list(table.columns) == ["met", "missed", "not comparable"]
    told = query(data, "SELECT sum(met), sum(missed), sum(unknown) FROM outcome_counts").rows[0]
    assert tuple(table.sum()) == told


def test_kr_targets_that_moved_have_more_than_one_value() -> None:
    data = output_of(SAMPLES)
    moved = kr_targets(data)
    assert len(moved) > 0
    assert moved.group_by("kr_code").n_unique()["target_value"].min() > 1
    code = moved["kr_code"][0]
    one = kr_targets(data, code)
    assert set(one["kr_code"]) == {code}
    assert set(one["target_raw"]) <= {row[0] for row in query(data, "SELECT target_raw FROM kpis").rows}


def test_budget_by_policy_counts_a_project_once() -> None:
    data = output_of(SAMPLES)
    rows = list(query(data, (ROOT / "examples" / "budget_by_policy.sql").read_text("utf-8")).dicts())
    assert rows and all(row["with_amount"] <= row["projects"] for row in rows)
    for row in rows:
        sql = """SELECT count(*), count(budget_baht), sum(budget_baht) FROM projects
            WHERE list_contains(policy_codes, ?) AND fiscal_year = ?"""
        counted = query(data, sql, [row["policy_code"], row["fiscal_year"]]).rows[0]
        assert (row["projects"], row["with_amount"], row["baht"]) == counted


def test_make_docs_installs_what_the_examples_import() -> None:
    """The site shows what they print, in an environment with nothing but the lock of the documentation."""
    missing = hidden("requirements-docs.lock")
    for path in sorted((ROOT / "examples").glob("*.py")):
        imported = set(re.findall(r"^(?:import|from) (\w+)", path.read_text("utf-8"), re.MULTILINE))
        assert imported & {"pandas", "polars"} and not imported & missing, (path.name, imported & missing)
