"""A unit that stands in brackets behind an indicator's name holds for every bare figure of its row."""

from __future__ import annotations

import pytest
from phaen.pipeline.linking.outcomes import outcome_rows

from tests.test_interrupted import read

PLAN = """แผนพัฒนาจังหวัดน่าน พ.ศ. 2566 - 2570
จังหวัดน่าน
ประเด็นการพัฒนาที่ 1 การค้าชายแดน

ตัวชี้วัด\tข้อมูลพื้นฐาน (ปี 2565)\tค่าเป้าหมายรายปี\t\t
\t\tปี 2566\tปี 2567\tปี 2568
"""


@pytest.mark.parametrize(
    ("brackets", "factor", "unit"),
    [("ล้านบาท", 1e6, "บาท"), ("พันตัน", 1e3, "ตัน"), ("ล้านบาท/ปี", 1e6, "บาท"), ("คน", 1, "คน"), ("ร้อยละ", 1, "ร้อยละ")],
)
def test_targets_baseline_and_the_years_after(brackets: str, factor: float, unit: str) -> None:
    found = read(PLAN + f"มูลค่าที่เกิดขึ้นในพื้นที่ ({brackets})\t31.5\t40\t45.25\t50 - 60\n")
    (row,) = found["kpis"]
    assert (row["target_value"], row["target_unit"], row["flags"]) == (40 * factor, unit, [])
    assert row["baseline"][0]["value"] == 31.5 * factor
    rows = outcome_rows(found["documents"], [row | {"indicator_id": "i"}], [])
    assert [(one["target_value"], one["target_max"], one["target_unit"]) for one in rows] == [
        (40 * factor, None, unit), (45.25 * factor, None, unit), (50 * factor, 60 * factor, unit),
    ]  # fmt: skip


def test_a_figure_with_a_unit_of_its_own_keeps_it() -> None:
    (row,) = read(PLAN + "มูลค่าที่เกิดขึ้นในพื้นที่ (ล้านบาท)\t31.5\tเพิ่มขึ้นร้อยละ 5\tเพิ่มขึ้นร้อยละ 6\t-\n")["kpis"]
    assert (row["target_op"], row["target_value"], row["target_unit"]) == ("increase", 5, "ร้อยละ")


def test_the_scale_of_a_nought_is_not_known() -> None:
    found = read(PLAN + "มูลค่าความเสียหาย (ล้านบาท)\t2\t0\t0\t1.5\n")
    (row,) = found["kpis"]
    rows = outcome_rows(found["documents"], [row | {"indicator_id": "i"}], [])
    assert [one["target_value"] for one in rows] == [0, 0, None]


def test_levels_of_a_rubric_and_results_of_a_report() -> None:
    levels = read("""คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568
สำนักงานพาณิชย์จังหวัดน่าน

ตัวชี้วัด\tน้ำหนัก\tเกณฑ์การให้คะแนน\t\t\t\t
\t\t1\t2\t3\t4\t5
1. มูลค่าการจับคู่เจรจาการค้า (ล้านบาท)\t20\t10\t12\t14\t16\t18.5
""")["rubrics"]
    assert [row["threshold_value"] for row in levels] == [10e6, 12e6, 14e6, 16e6, 18.5e6]
    report = read("""รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568
สำนักงานพาณิชย์จังหวัดน่าน

ตัวชี้วัด\tเป้าหมาย\tผลการดำเนินงาน\tน้ำหนัก\tคะแนนที่ได้
1. มูลค่าการจับคู่เจรจาการค้า (ล้านบาท)\t18\t18.5\t20\t5
""")["results"]
    assert [(row["target_value"], row["achieved_value"]) for row in report] == [(18e6, 18.5e6)]
