"""Reports that print the figure reached and, beside it, the level that it earns: the figure is the result."""

from __future__ import annotations

import pytest

from tests.test_interrupted import read

REPORT = "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\n\nสำนักอนามัย กรุงเทพมหานคร\n\n"
LINES = (
    "1. ร้อยละของบ่อขยะที่ปิดคลุมแล้ว\t20\tร้อยละ 60\tร้อยละ 63.5\t5\t20\n"
    "2. จำนวนจุดรับของเก่า\t10\t45 จุด\t41 จุด (เลื่อน 4 จุด)\t4\t8\n"
)


@pytest.mark.parametrize(
    "heads",
    [
        "ตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\tผลการดำเนินงาน\t\tคะแนนที่ได้\n\t\t\tผลงาน\tระดับ\t\n",
        "ตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\tผลงาน\tระดับคะแนน\tคะแนนที่ได้\n",
        "ตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\tผลการดำเนินงาน\tระดับที่ได้\tคะแนนที่ได้\n",
    ],
)
def test_the_figure_is_the_result_not_the_level_beside_it(heads: str) -> None:
    results = read(f"{REPORT}{heads}{LINES}")["results"]
    assert [(row["achieved_value"], row["achieved_unit"], row["score"]) for row in results] == [
        (63.5, "ร้อยละ", 20.0),
        (41.0, "จุด", 8.0),
    ]


def test_an_account_of_the_work_stays_one_beside_a_level() -> None:
    text = (
        f"{REPORT}ตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\tผลการดำเนินงาน\tระดับที่ได้\tคะแนนที่ได้\n"
        "1. ระดับความสำเร็จของการจัดระเบียบตลาด\t20\tระดับ 5\tจัดระเบียบแล้ว 5 ตลาด\tระดับ 4\t16\n"
        "2. จำนวนจุดรับของเก่า\t10\t45 จุด\tตั้งจุดในชุมชนที่สมัครเข้าร่วมทุกแห่งตามแผน รวม 41 จุด เหลืออีก 4 จุดที่รออนุญาต\tระดับ 4\t8\n"
    )
    results = read(text)["results"]
    assert [(row["achieved_raw"], row["narrative"] is not None) for row in results] == [
        ("ระดับ 4", True),
        ("ระดับ 4", True),
    ]
