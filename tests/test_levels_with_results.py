"""Self-assessments outside Bangkok: levels 1 to 5 in columns, what was reached and the score behind them."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.test_interrupted import read

TITLE = "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2566\nจังหวัดน่าน\n\n"
LEVELS = ("ระดับ 1", "ระดับ 2", "ระดับ 3", "ระดับ 4", "ระดับ 5")
THRESHOLDS = ("70", "75", "80", "85", "90")


def tables(columns: tuple[str, ...], *rows: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    text = TITLE + "".join("\t".join(row) + "\n" for row in (columns, *rows))
    return extract_document(text.encode(), "sar.txt", ExtractOptions(ocr="never")).tables


@pytest.mark.parametrize("result", ["ผลการดำเนินงาน", "ผลงาน", "ผลการดำเนินการ"])
def test_what_stands_behind_the_levels_was_reached(result: str) -> None:
    found = tables(
        ("ตัวชี้วัด", "หน่วยวัด", "น้ำหนัก (ร้อยละ)", *LEVELS, result, "ค่าคะแนนที่ได้", "ค่าคะแนนถ่วงน้ำหนัก"),
        ("1. ร้อยละของครัวเรือนที่ได้รับน้ำสะอาด", "ร้อยละ", "10", *THRESHOLDS, "88.20", "4.6400", "0.4640"),
        ("รวม", "", "10", "", "", "", "", "", "", "", "0.4640"),
    )
    (kpi,), (result_row,) = found["kpis"], found["results"]
    assert (kpi["item_no"], kpi["weight"], kpi["baseline"], kpi["flags"]) == ("1", 10, [], [])
    assert (result_row["achieved_value"], result_row["achieved_unit"], result_row["score"]) == (88.2, "ร้อยละ", 4.64)
    assert [(row["level"], row["threshold_value"]) for row in found["rubrics"]] == [
        (level, float(threshold)) for level, threshold in enumerate(THRESHOLDS, 1)
    ]


def test_what_stands_before_the_levels_is_where_the_work_begins() -> None:
    found = tables(
        ("ตัวชี้วัด", "หน่วยวัด", "น้ำหนัก (ร้อยละ)", "ผลการดำเนินงาน 2564", "ผลการดำเนินงาน 2565", *LEVELS),
        ("1. ร้อยละของครัวเรือนที่ได้รับน้ำสะอาด", "ร้อยละ", "10", "71.5", "78.2", *THRESHOLDS),
    )
    assert not found["results"] and len(found["rubrics"]) == 5
    assert [(one["fiscal_year"], one["value"]) for one in found["kpis"][0]["baseline"]] == [(2564, 71.5), (2565, 78.2)]


@pytest.mark.parametrize(
    "quarters", [("ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"), ("ไตรมาสที่ 1", "ไตรมาสที่ 2", "ไตรมาสที่ 3", "ไตรมาสที่ 4")]
)
def test_quarters_that_part_a_target_leave_the_table_readable(quarters: tuple[str, ...]) -> None:
    found = tables(("ตัวชี้วัด", "ค่าเป้าหมาย", *quarters), ("จำนวนครั้งของการออกหน่วยเคลื่อนที่", "12 ครั้ง", "3", "3", "3", "3"))
    (kpi,) = found["kpis"]
    assert (kpi["target_value"], kpi["target_unit"], kpi["flags"]) == (12, "ครั้ง", ["unclaimed_cells"])


@pytest.mark.parametrize(
    "heads",
    [
        "ค่าเป้าหมาย ระดับ 1\tค่าเป้าหมาย ระดับ 3\tค่าเป้าหมาย ระดับ 5\n",
        "ค่าเป้าหมาย\t\t\n\t\tระดับ 1\tระดับ 3\tระดับ 5\n",
        "เป้าหมาย\t\t\n\t\tคะแนน 1\tคะแนน 3\tคะแนน 5\n",
    ],
)
def test_levels_below_a_heading_of_targets_are_no_targets(heads: str) -> None:
    """The first level had been the target where the scale has three."""
    found = read(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nกรมส่งเสริมผ้าทอ\n\n"
        f"ตัวชี้วัด\tน้ำหนัก\t{heads}1. จำนวนลายผ้าที่ขึ้นทะเบียน\t20\t10\t20\t30\n"
    )
    assert [(row["target_value"], row["weight"], row["flags"]) for row in found["kpis"]] == [(None, 20, [])]
    assert [(row["level"], row["threshold_value"]) for row in found["rubrics"]] == [(1, 10), (3, 20), (5, 30)]


def test_one_level_alone_is_the_target() -> None:
    (row,) = read(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nกรมส่งเสริมผ้าทอ\n\n"
        "ตัวชี้วัด\tน้ำหนัก\tเป้าหมายระดับ 5\n1. จำนวนลายผ้าที่ขึ้นทะเบียน\t20\t30 ลาย\n"
    )["kpis"]
    assert row["target_value"] == 30
