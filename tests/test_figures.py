"""Report, dashboard and queries show the same figures: they come from the views of ``figures.sql``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from phaen.pipeline.assemble.flags import OF_DOCUMENTS
from phaen.pipeline.dashboard.data import Data, Select
from phaen.pipeline.dashboard.page import Query, View
from phaen.pipeline.dashboard.views import overview
from phaen.pipeline.dashboard.views_detail import budgets
from phaen.pipeline.report.build import build
from phaen.pipeline.report.model import ReportData
from phaen.pipeline.report.pages_entities import _budget_rows
from phaen.pipeline.report.pages_overview import _met_rows, _rule_counts
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.names import COUNTED
from phaen.pipeline.views.query import query

from tests.people import CORPUS, SAMPLES, output_of

GIVEN = [SAMPLES, *([CORPUS] if CORPUS.is_dir() else [])]


@pytest.fixture(scope="module", params=GIVEN, ids=lambda path: str(path.parent.name))
def output(request: pytest.FixtureRequest) -> Path:
    return output_of(request.param)


@pytest.fixture(scope="module")
def data(output: Path) -> Data:
    return Data(output)


@pytest.fixture(scope="module")
def report(output: Path) -> ReportData:
    return ReportData.read(output)


def rows_of(data: Data, view: View) -> list[dict[str, Any]]:
    """Every row of a view's table."""
    assert view.table is not None and isinstance(view.table.rows, Select)
    return data.all(view.table.rows)


def asked(output: Path, sql: str) -> list[dict[str, Any]]:
    return list(query(output, sql).dicts())


def test_a_sum_tells_how_many_amounts_it_lacks(tmp_path: Path) -> None:
    text = (SAMPLES / "sno_plan_2568.txt").read_text("utf8")
    assert text.count("31,200,000.-") == 1
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "plan.txt").write_text(text.replace("31,200,000.-", "31,2000,00.-"), "utf8")
    whole, short = output_of(SAMPLES), output_of(tmp_path / "raw")
    sql = "SELECT baht, unread FROM budget_by_agency WHERE agency_code = 'สนอ.'"
    (before,), (after,) = asked(whole, sql), asked(short, sql)
    assert (before["unread"], after["unread"]) == (0, 1) and before["baht"] - after["baht"] == 31_200_000
    assert budgets(Data(short), Query("/budgets", {"agency": "สนอ."}, "en")).values["unread"] == 1
    assert not budgets(Data(whole), Query("/budgets", {}, "en")).values["unread"]


def test_files_that_are_not_read_count_as_no_document_and_codes_are_told_in_words(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "notes.csv").write_text("a,b", "utf8")
    (raw / "talk.txt").write_text("แผนปฏิบัติการประจำปี พ.ศ. 2568\n\nร้อยละของชุมชนที่คัดแยกขยะ", "utf8")
    output = output_of(raw)
    assert {row["status"] for row in read_rows(output, "documents")} == {"skipped", "partial"}
    cards = {name: value for name, value, _ in overview(Data(output), Query("/", {}, "en")).values["cards"]}
    assert cards["documents"] == 1
    build(output, tmp_path / "report")
    pages = {path.name: path.read_text("utf8") for path in (tmp_path / "report").rglob("*.html")}
    assert re.findall(r'class="figure">(\d+)<', pages["index.html"])[0] == "1"
    assert not any(">?<" in page for page in pages.values())
    assert "<td>text</td>" not in pages["index.html"] and "<td>skipped</td>" not in pages["index.html"]
    assert "notes.csv" in pages["documents.html"]


def test_offices_without_a_code_count_as_agencies(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for name in ("บ้านใหม่", "บ้านเก่า"):
        text = f"แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบล{name}\n"
        (tmp_path / "raw" / f"{name}.txt").write_text(text, "utf8")
    cards = {
        name: value
        for name, value, _ in overview(Data(output_of(tmp_path / "raw")), Query("/", {}, "en")).values["cards"]
    }
    assert (cards["documents"], cards["agencies"]) == (2, 2)


def test_budgets_are_the_sum_over_projects(output: Path, data: Data, report: ReportData) -> None:
    live = {row["source_file"] for row in read_rows(output, "documents") if not row["duplicate_of"]}
    wanted = sum(row["budget_baht"] or 0 for row in read_rows(output, "projects") if row["source_file"] in live)
    assert wanted > 0
    assert sum(row["baht"] or 0 for row in asked(output, "SELECT baht FROM budget_by_agency")) == wanted
    for group in ("programme", "agency", "section", "output"):
        view = budgets(data, Query("/budgets", {"by": group}, "en"))
        assert view.values["total"] == wanted, group
        assert sum(row["amount"] or 0 for row in rows_of(data, view)) == wanted, group
    assert sum(bar.values[0] for bars in _budget_rows(report).values() for bar in bars) == float(wanted)
    shown = overview(data, Query("/", {}, "en"))
    assert sum(row["budget_baht"] or 0 for row in rows_of(data, shown)) == wanted


def test_findings_by_rule(output: Path, data: Data, report: ReportData) -> None:
    counts = {row["rule"]: 0 for row in read_rows(output, "findings")}
    for row in read_rows(output, "findings"):
        counts[row["rule"]] += 1
    assert {row["rule"]: row["total"] for row in overview(data, Query("/", {}, "en")).values["rules"]} == counts
    assert sum(sum(rule.counts) for rule in _rule_counts(report)) == sum(counts.values())
    told = asked(output, "SELECT rule, sum(findings) AS findings FROM finding_counts GROUP BY rule")
    assert {row["rule"]: row["findings"] for row in told} == counts


def test_targets_met_by_year(output: Path, data: Data, report: ReportData) -> None:
    shown = {
        str(row["fiscal_year"]): (row["met"], row["missed"], row["unknown"])
        for row in overview(data, Query("/", {}, "en")).values["met"]
    }
    assert {bar.label: tuple(map(int, bar.values)) for bar in _met_rows(report)} == shown
    reported = [row for row in read_rows(output, "outcomes") if row["achieved_raw"]]
    assert sum(sum(row) for row in shown.values()) == len(reported) > 0


def test_flagged_rows_are_counted_once(output: Path, data: Data) -> None:
    flagged = {name: sum(bool({*row["flags"]} - OF_DOCUMENTS) for row in read_rows(output, name)) for name in COUNTED}
    assert data.one("SELECT count(*) AS n FROM flagged") == {"n": sum(flagged.values())}
    told = asked(output, "SELECT sum(rows) AS rows, sum(flagged) AS flagged FROM document_counts")
    assert told == [{"rows": sum(len(read_rows(output, name)) for name in COUNTED), "flagged": sum(flagged.values())}]


def test_a_policy_that_two_projects_share(output: Path) -> None:
    for row in asked(output, "SELECT policy_code, sum(baht) AS baht FROM budget_by_policy GROUP BY ALL"):
        wanted = [one for one in read_rows(output, "projects") if row["policy_code"] in one["policy_codes"]]
        assert row["baht"] is None or row["baht"] <= sum(one["budget_baht"] or 0 for one in wanted)
