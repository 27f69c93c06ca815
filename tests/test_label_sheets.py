"""Sheets of one indicator: labels down the first column of a table, years and levels in columns beside them."""

from __future__ import annotations

import pytest

from tests.test_interrupted import read

PLAN = "แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\n\nโรงพยาบาลท่าเรือใหม่\n\n"
SHEET = (
    "หมวด\tบริการเป็นเลิศ\t\t\n"
    "ตัวชี้วัดที่ 4\tร้อยละของผู้ป่วยที่ได้รับการโทรติดตาม\t\t\n"
    "คำนิยาม\tการโทรติดตามภายใน 7 วันหลังจำหน่าย\t\t\n"
    "เกณฑ์เป้าหมาย\tปีงบประมาณ 68\tปีงบประมาณ 69\tปีงบประมาณ 70\n"
    "\t≥ ร้อยละ 60\t≥ ร้อยละ 70\t≥ ร้อยละ 80\n"
    "ประชากรกลุ่มเป้าหมาย\tผู้ป่วยในทุกราย\t\t\n"
    "รายการข้อมูล 1\tA = จำนวนผู้ป่วยที่โทรติดตาม\t\t\nรายการข้อมูล 2\tB = จำนวนผู้ป่วยที่จำหน่าย\t\t\n"
    "สูตรคำนวณตัวชี้วัด\t(A/B) x 100\t\t\n"
    "รายละเอียดข้อมูลพื้นฐาน\tปี 2566\tปี 2567\tปี 2568\n\t-\t48.5\t55\n"
    "ผู้รับผิดชอบ\tกลุ่มการพยาบาล\t\t\n"
)


def test_the_sheet_of_an_indicator() -> None:
    tables = read(PLAN + SHEET)
    (row,) = tables["kpis"]
    assert (row["item_no"], row["name"], row["flags"]) == ("4", "ร้อยละของผู้ป่วยที่ได้รับการโทรติดตาม", [])
    assert (row["target_raw"], row["target_op"], row["target_value"]) == ("≥ ร้อยละ 70", ">=", 70)
    assert [one["fiscal_year"] for one in row["targets_by_year"]] == [2568, 2569, 2570]
    assert [(one["fiscal_year"], one["value"]) for one in row["baseline"]] == [(2566, None), (2567, 48.5), (2568, 55)]
    assert (row["definition"], row["units"]) == ("การโทรติดตามภายใน 7 วันหลังจำหน่าย", ["กลุ่มการพยาบาล"])
    assert row["calculation"] == "A = จำนวนผู้ป่วยที่โทรติดตาม B = จำนวนผู้ป่วยที่จำหน่าย (A/B) x 100"
    kept = " ".join(section["text"] for section in tables["sections"])
    assert "ประชากรกลุ่มเป้าหมาย ผู้ป่วยในทุกราย" in kept and "หมวด บริการเป็นเลิศ" in kept
    assert tables["documents"][0]["status"] == "ok"


def test_levels_and_units_in_the_columns_of_a_sheet() -> None:
    text = (
        "ตัวชี้วัด\tจำนวนเตียงที่ปรับปรุง\t\t\t\t\nนิยาม\tเตียงที่เปลี่ยนราวกั้น\t\t\t\t\nเป้าหมาย\tไม่น้อยกว่า 40 เตียง\t\t\t\t\n"
        "เกณฑ์การประเมิน\tระดับ 1\tระดับ 2\tระดับ 3\tระดับ 4\tระดับ 5\n\t20 เตียง\t25 เตียง\t30 เตียง\t35 เตียง\t40 เตียง\n"
        "ข้อมูลพื้นฐาน\tหน่วยวัด\tปี 2567\tปี 2568\t\t\n\tเตียง\t12\t15\t\t\n"
    )
    tables = read(PLAN + text)
    (row,) = tables["kpis"]
    assert (row["target_value"], row["target_unit"], row["flags"]) == (40, "เตียง", [])
    assert [one["value"] for one in row["baseline"]] == [12, 15]
    assert [(one["level"], one["threshold_value"], one["threshold_unit"]) for one in tables["rubrics"]] == [
        (level, 15 + 5 * level, "เตียง") for level in range(1, 6)
    ]


def test_figures_whose_headings_nobody_understands_are_told() -> None:
    odd = SHEET.replace("\tปี 2566\tปี 2567\tปี 2568\n\t-\t48.5\t55\n", "\tเขตเมือง\tเขตชนบท\t\n\t48.5\t55\t\n")
    (row,) = read(PLAN + odd)["kpis"]
    assert "unclaimed_cells" in row["flags"]


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัด\tพื้นที่เหนือ\tพื้นที่ใต้\nจำนวนผู้ป่วย\t40\t52\nจำนวนเตียง\t12\t18\n",
        "เรื่อง\tผู้รับผิดชอบ\tหมายเหตุ\nนิยาม\tงานแผน\t\nเป้าหมาย\tงานแผน\t\n",
    ],
)
def test_a_table_that_only_looks_like_a_sheet_is_none(text: str) -> None:
    assert read(PLAN + text)["kpis"] == []


def test_the_unit_of_a_sheet_without_a_target_is_that_of_its_levels() -> None:
    text = (
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\n\nกรมทางน้ำ\n\n"
        "ตัวชี้วัดที่ 1\tร่องน้ำที่ลึกพอ\t\t\t\t\nหน่วยวัด\tแห่ง\t\t\t\t\nน้ำหนัก\tร้อยละ 20\t\t\t\t\n"
        "เกณฑ์การให้คะแนน\tระดับ 1\tระดับ 2\tระดับ 3\tระดับ 4\tระดับ 5\n\t2\t4\t6\t8\t10\nสูตรการคำนวณ\tนับจำนวน\t\t\t\t\n"
    )
    tables = read(text)
    (row,) = tables["kpis"]
    assert (row["weight"], row["target_unit"], row["flags"]) == (20, None, [])
    assert [(one["threshold_value"], one["threshold_unit"]) for one in tables["rubrics"]][-1] == (10, "แห่ง")
