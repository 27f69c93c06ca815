"""Report, dashboard and views tell the same figures; three questions of an analyst, answered as counted by hand."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from phaen.pipeline.report.build import build
from phaen.pipeline.report.model import AgencyYear
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.views.query import query

from tests.people import SAMPLES, output_of
from tests.test_corrections import extract
from tests.test_dashboard import Site, serving

# Counted by hand in the printed samples: the printed page (of a PDF), or the part (of a text), stands beside each.
POLICIES = {
    ("P065", "สสล.", 2567): None,  # ssl_plan pages -2- and -3-: 18,000,000 in one table, "not funded" in the next
    ("P067", "สสล.", 2567): 3_400_000,  # ssl_plan page -4-, issue 3
    ("P110", "สนอ.", 2568): 22_500_000,  # sno_plan part 2, issue 1 and summary: the same project
    ("P113", "สนพ.", 2568): 12_450_000,  # snp_plan page -4-, printed 113; and in the summary
    ("P114", "สนพ.", 2568): 8_200_000,  # snp_plan page -5-, issue 1 line 1: "P114, P120"
    ("P116", "สนพ.", 2568): 1_975_500,  # snp_plan page -5-, issue 1 line 2
    ("P118", "สนพ.", 2568): 640_000,  # snp_plan page -5-, issue 2 line 1
    ("P120", "สนพ.", 2568): 8_200_000,  # the project of P114 again
    ("P131", "สนอ.", 2568): 6_300_000,  # sno_plan part 2, issue 2 line 1, printed 131
}
AGENCIES = {
    "สนอ.": 22_500_000 + 6_300_000 + 31_200_000 + 96_450_000,  # sno_plan part 2; part 3
    "สนพ.": 12_450_000  # snp_plan page -4-
    + (8_200_000 + 1_975_500 + 640_000)  # page -5-; the total printed on page -6- is 100,000 higher
    + (215_300_000 + 48_750_000 + 1_020_400),  # page -7-
    "สสล.": 3_400_000 + (7_800_000 + 1_250_000),  # ssl_plan pages -4- and -5-; the 18,000,000 are contradicted
}
# the two tables of the samples that print targets of two years; no office has documents of two years
MOVED = {
    ("จำนวนสถานีตรวจวัดคุณภาพอากาศที่เชื่อมต่อข้อมูลอัตโนมัติ", "สสล."): (70.0, 82.0),  # ssl_plan page -2-, 2566 and 2567
    ("จำนวนหน่วยปฏิบัติการแพทย์ฉุกเฉินที่ผ่านมาตรฐาน", "สนพ."): (5.0, 8.0),  # snp_plan page -4-, 2567 and 2568
    ("ร้อยละของผู้ป่วยเบาหวานที่ควบคุมระดับน้ำตาลได้", "สนพ."): (40.0, 45.0),  # the row above it
}
# bangrak_report, component 1 and 5.1: every result whose weight is above 10, with what can be said of it
HEAVY = {
    "ระดับความสำเร็จของการปรับปรุงทางเท้าให้ทุกคนใช้ร่วมกันได้": "conflict",  # weight 15, target 5: summary 5, detail 4
    "ร้อยละของชุมชนที่มีการคัดแยกขยะอินทรีย์อย่างต่อเนื่อง": True,  # weight 20, target 80, result 85
    "ความสำเร็จของการเบิกจ่ายงบประมาณในภาพรวม": "no_target",  # weight 20, level 3, and no target is printed
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(output_of(SAMPLES)) as port:
        yield Site(port)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures") / "report"
    build(output_of(SAMPLES), folder)
    return folder


def test_budget_by_policy_and_agency_is_what_is_counted_by_hand(site: Site) -> None:
    shown = {
        (row["policy_code"], row["agency_code"], row["fiscal_year"]): row["baht"] for row in site.rows("/policies")
    }
    assert shown == POLICIES
    data = output_of(SAMPLES)
    projects, documents = (pd.read_parquet(data / name) for name in ("projects", "documents"))
    counted = documents[documents["duplicate_of"].isna() & documents["superseded_by"].isna()]
    projects = projects[projects["source_file"].isin(counted["source_file"])].explode("policy_codes")
    sums = projects.dropna(subset=["budget_baht"]).groupby(
        ["policy_codes", "agency_code", "fiscal_year"], observed=True
    )
    assert {key: int(baht) for key, baht in sums["budget_baht"].sum().items()} == {
        key: baht for key, baht in POLICIES.items() if baht
    }


def test_targets_that_moved_are_what_is_counted_by_hand(site: Site) -> None:
    rows = site.rows("/targets")
    assert {(row["name"], row["agency_code"]) for row in rows} == set(MOVED)
    told = query(output_of(SAMPLES), "SELECT name, agency_code FROM target_changes WHERE next").rows
    assert set(told) == set(MOVED)
    outcomes = pd.read_parquet(output_of(SAMPLES) / "outcomes")
    moved = outcomes.pivot_table(
        index=["name", "agency_code"], columns="fiscal_year", values="target_value", observed=True
    )
    moved = moved[moved.nunique(axis="columns") > 1]
    assert {key: tuple(row.dropna()) for key, row in moved.iterrows()} == MOVED
    assert {row["name"] for row in site.rows("/targets?from=2567&to=2568")} == {
        name for (name, agency) in MOVED if agency == "สนพ."
    }


def test_report_and_dashboard_list_the_same_moved_targets(site: Site, report: Path) -> None:
    page = html.unescape((report / "changes.html").read_text("utf-8"))
    rows = [row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if 'data-v="retargeted"' in row]
    shown = site.rows("/targets")
    assert len(rows) == len(shown) == len(MOVED)
    for one in shown:
        assert any(all(str(one[name]) in row for name in ("name", "before", "after", "from_year")) for row in rows), one


def test_heavy_indicators_that_missed_their_target(site: Site, tmp_path: Path) -> None:
    told = query(
        output_of(SAMPLES),
        "SELECT name, coalesce(met_reason, met::VARCHAR) AS said FROM outcomes WHERE weight > 10 "
        "AND achieved_raw IS NOT NULL",
    )
    assert dict(told.rows) == {name: "true" if said is True else said for name, said in HEAVY.items()}
    shown = {
        met: {row["name"] for row in site.rows(f"/results?weight=10&met={met}")} for met in ("yes", "no", "unknown")
    }
    assert shown["no"] == set(), "none is surely missed"
    assert shown["yes"] == {name for name, said in HEAVY.items() if said is True}
    assert shown["unknown"] == set(HEAVY) - shown["yes"], "what is contradicted, or has no target, is not left out"
    report = [
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568",
        "สำนักงานการเจ้าหน้าที่ สำนักปลัดกรุงเทพมหานคร",
        "องค์ประกอบที่ 1.2 (Function Base)",
        "สรุปผลการดำเนินงานตัวชี้วัด",
        "ลำดับที่\tตัวชี้วัด\tค่าเป้าหมาย\tค่าน้ำหนักคะแนน\tผลการดำเนินงาน\tคะแนนที่ได้รับ",
        "1\tร้อยละของทางเท้าที่ซ่อมแล้วเสร็จ\tร้อยละ 80\t20\tร้อยละ 60\t10",
        "2\tร้อยละของคูคลองที่ขุดลอกแล้วเสร็จ\tร้อยละ 80\t20\tร้อยละ 85\t20",
        "3\tร้อยละของสวนหย่อมที่ดูแลตามกำหนด\tร้อยละ 80\t5\tร้อยละ 40\t1",
    ]
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "report.txt").write_text("\n".join(report), "utf-8")
    extract(tmp_path / "raw", tmp_path / "out")
    with serving(tmp_path / "out") as port:
        rows = Site(port).rows("/results?weight=10&met=no")
    outcomes = pd.read_parquet(tmp_path / "out" / "outcomes")
    missed = outcomes[(outcomes["weight"] > 10) & (outcomes["met"] == False)]  # noqa: E712
    assert [row["name"] for row in rows] == list(missed["name"]) == ["ร้อยละของทางเท้าที่ซ่อมแล้วเสร็จ"]


def test_finding_counts_agree(site: Site, report: Path) -> None:
    data = output_of(SAMPLES)
    counts = {row[:2]: row[2] for row in query(data, "SELECT rule, severity, findings FROM finding_counts").rows}
    shown = site.rows("/findings")
    assert Counter((row["rule"], row["severity"]) for row in shown) == counts
    printed = (report / "findings.html").read_text("utf-8")
    rows = re.findall(r'<tr><td data-v="(\w+)">.*?<td class="tight" data-v="(\w+)">', printed)
    assert Counter((rule, severity) for severity, rule in rows) == counts
    first = (report / "index.html").read_text("utf-8")
    for severity in ("error", "warning", "info"):
        total = sum(count for (_, level), count in counts.items() if level == severity)
        assert f'<li class="{severity}"><span class="figure">{total}</span>' in first
    by_status = Counter(row["status"] for row in read_rows(data, "findings"))
    assert Counter(row["status"] for row in shown) == by_status


def test_budgets_and_agencies_agree(site: Site, report: Path) -> None:
    data = output_of(SAMPLES)
    budgets = {
        row[:2]: row[2] for row in query(data, "SELECT agency_code, fiscal_year, baht FROM budget_by_agency").rows
    }
    assert {agency: int(baht) for (agency, _), baht in budgets.items() if baht} == AGENCIES
    overview = {(row["agency_code"], row["fiscal_year"]): row for row in site.rows("/")}
    for key, baht in budgets.items():
        shown = overview[key]["budget_baht"]
        assert (None if shown is None else Decimal(str(shown))) == baht, key
    total = sum(filter(None, budgets.values()))
    page = site.page("/budgets")
    assert f"{total:,.0f}" in page
    assert "ไม่รวม 1 โครงการ" in page, "the 18,000,000 of ssl_plan, which its summary denies, are not left out silently"
    assert "ระบุงบประมาณไม่ตรงกัน" not in site.page("/budgets?agency=สนอ.")
    for (agency, year), row in overview.items():
        page = (report / "agency" / f"{AgencyYear(agency, year).slug}.html").read_text("utf-8")
        figures = re.findall(r'<span class="figure">([\d,]+)</span>', page)
        assert sum(int(figure.replace(",", "")) for figure in figures[2:5]) == row["findings"], (agency, year)
        assert int(figures[1].replace(",", "")) == row["kpis"], (agency, year)


def test_the_first_page_counts_the_same_documents_and_indicators(site: Site, report: Path) -> None:
    first = (report / "index.html").read_text("utf-8")
    documents, _, indicators = re.findall(r'<li><span class="figure">([\d,]+)</span>', first)[:3]
    rows = site.rows("/")
    assert int(documents) == sum(int(str(row["documents"])) for row in rows)
    assert int(indicators) == sum(int(str(row["kpis"])) for row in rows)


def test_statuses_of_documents_agree(site: Site, report: Path) -> None:
    statuses = dict(query(output_of(SAMPLES), "SELECT status, documents FROM status_counts").rows)
    assert Counter(row["status"] for row in site.rows("/documents")) == statuses
    page = html.unescape((report / "documents.html").read_text("utf-8"))
    cells = re.findall(r"<tr><td class=\"wide\">.*?</tr>", page, re.DOTALL)
    assert Counter(status for row in cells for status in statuses if f'<td data-v="{status}">' in row) == statuses
    for row in site.rows("/documents"):
        assert str(row["source_file"]) in page
