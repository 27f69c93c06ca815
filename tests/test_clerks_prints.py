"""How clerks of other offices type the known forms: labels without a colon, other words in a heading, other columns."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

OPTIONS = ExtractOptions(ocr="never", statements=False)
PLAN = ("แผนปฏิบัติราชการประจำปี พ.ศ. 2570", "สำนักงานเขตหนองจอก")


def read(*lines: str) -> dict[str, list[dict[str, Any]]]:
    text = "\n".join(line.replace(" | ", "\t") for line in lines)
    return dict(extract_document(text.encode(), "print.txt", OPTIONS).tables)


# -- the key results of an issue under a label that heads the list of สาระสำคัญ, too

ISSUE = (*PLAN, "ส่วนที่ 2", "การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", "ประเด็นการพัฒนาที่ 1 ถนนสวยงาม")
PROJECTS = ("ลำดับที่ | โครงการ/กิจกรรมสำคัญ | งบประมาณ | ส่วนราชการ", "1 | โครงการปลูกไม้ดอกริมทาง | 90,000 | ฝ่ายโยธา")


@pytest.mark.parametrize("label", ["ตัววัดผลหลัก (KR)", "ตัวชี้วัดหลัก (KR)", "ตัวชี้วัดผลหลัก (KR)"])
@pytest.mark.parametrize("numbered", [True, False])
def test_key_results_of_an_issue_below_a_label_without_a_colon(label: str, numbered: bool) -> None:
    told = ("1. ความยาวทางที่ปลูกไม้ดอก", "2. จำนวนชุมชนที่ร่วมดูแลต้นไม้") if numbered else ("ความยาวทางที่ปลูกไม้ดอก",)
    lines = (label, *told) if numbered else (f"{label} {told[0]}",)
    found = read(*ISSUE, "", "วัตถุประสงค์หลัก (Objective) ถนนร่มรื่น", "", *lines, "", *PROJECTS)
    (plan,) = found["plans"]
    assert plan["key_result"].replace("\n", " ") == " ".join(told)
    assert [(row["base"], row["listings"], row["objective"]) for row in found["kpis"]] == [
        ("strategy", ["strategy"], "ถนนร่มรื่น")
    ] * len(told)


def test_the_list_of_key_results_before_the_parts_stays_a_list() -> None:
    found = read(*PLAN, "สาระสำคัญของแผนปฏิบัติราชการประจำปี", "ตัววัดผลหลัก (KR)", "1. ความยาวทางที่ปลูกไม้ดอก", "", *ISSUE[2:])
    assert [row["listings"] for row in found["kpis"]] == [["kr_list"]]


@pytest.mark.parametrize("label", ["ตัววัดผลหลัก (KR)", "ตัวชี้วัด :", "ตัววัดผลหลัก (KR/KPI)"])
def test_issue_objective_and_key_result_as_rows_across_a_table_of_projects(label: str) -> None:
    head, line = PROJECTS
    found = read(
        *ISSUE[:4],
        "",
        head,
        "ประเด็นการพัฒนาที่ 1 ถนนสวยงาม |  |  | ",
        "วัตถุประสงค์ : ถนนร่มรื่น |  |  | ",
        f"{label} ความยาวทางที่ปลูกไม้ดอก |  |  | ",
        line,
    )
    (plan,) = found["plans"]
    assert (plan["issue_no"], plan["objective"], plan["key_result"]) == ("1", "ถนนร่มรื่น", "ความยาวทางที่ปลูกไม้ดอก")
    assert [(row["name"], row["base"]) for row in found["kpis"]] == [("ความยาวทางที่ปลูกไม้ดอก", "strategy")]
