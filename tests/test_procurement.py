"""Plans of purchases and hires: what is bought, for how much, when; the method and the reference price are no money."""

from __future__ import annotations

import pytest

from tests.test_interrupted import read

TITLE = "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2568\nโรงพยาบาลลำพูน\n\n"


@pytest.mark.parametrize("name", ["รายการ", "ชื่อโครงการ", "งานที่จัดซื้อจัดจ้าง", "รายการจัดซื้อ/จัดจ้าง"])
@pytest.mark.parametrize("method", ["วิธีการจัดหา", "วิธีจัดซื้อจัดจ้าง", "วิธีซื้อหรือจ้าง"])
def test_a_line_for_every_purchase_and_its_total(name: str, method: str) -> None:
    found = read(
        f"{TITLE}ลำดับ\t{name}\tแหล่งเงิน\tวงเงินงบประมาณ (บาท)\t{method}\tกำหนดเวลาที่ต้องการใช้\n"
        "1\tจ้างทาสีอาคารผู้ป่วยนอก\tงบค่าเสื่อม\t350,000.00\tเฉพาะเจาะจง\tพ.ย. 67\n"
        "2\tซื้อตู้เย็นเก็บวัคซีน\tเงินบำรุง\t487,500.75\te-bidding\tก.พ. 68\n"
        "\tรวม\t\t837,500.75\t\t\n"
    )
    assert (found["documents"][0]["doc_type"], found["documents"][0]["status"]) == ("annual_plan", "ok")
    assert [(row["row_kind"], row["project"], row["budget_baht"], row["start_month"]) for row in found["plans"]] == [
        ("item", "จ้างทาสีอาคารผู้ป่วยนอก", 350_000, "2567-11"),
        ("item", "ซื้อตู้เย็นเก็บวัคซีน", 487_500.75, "2568-02"),
        ("total", None, 837_500.75, None),
    ]
    assert {row["section"] for row in found["plans"]} == {"action"}
    assert not [flag for row in found["plans"] for flag in row["flags"]]


def test_a_plan_with_codes_reference_prices_and_months_in_figures() -> None:
    rows = read(
        f"{TITLE}ที่\tรหัสแผนจัดซื้อจัดจ้าง\tชื่อโครงการ\tงบประมาณโครงการ (บาท)\tราคากลาง\tวิธีการจัดซื้อจัดจ้าง\t"
        "คาดว่าจะประกาศจัดซื้อจัดจ้าง (เดือน/ปี)\n"
        "1\tP67110012345\tซื้อเครื่องเอกซเรย์ดิจิทัล\t4,800,000\t4,750,000\tประกวดราคา\t12/2567\n"
        "2\tM67110054321\tซื้อวัสดุวิทยาศาสตร์\t95,000\t-\tเฉพาะเจาะจง\tมกราคม 2568\n"
    )["plans"]
    assert [(row["budget_baht"], row["amounts"], row["start_month"], row["flags"]) for row in rows] == [
        (4_800_000, [], "2567-12", []), (95_000, [], "2568-01", []),
    ]  # fmt: skip
