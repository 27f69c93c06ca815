"""Tables under headings that offices outside the corpus print, read whole: small texts, one kind each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from phaen.extractors.model import Cell, Document, Paragraph, Place, Row, Table
from phaen.extractors.tables.header_rows import spread
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.budgets import parse_budget
from phaen.normalizers.units import split_units
from phaen.pipeline.extract import ExtractOptions, extract_document


def read(text: str) -> dict[str, list[dict]]:
    return extract_document(text.encode(), "plan.txt", ExtractOptions(ocr="never")).tables


def test_a_source_that_is_called_budget_is_no_total_beside_a_printed_one() -> None:
    plans = read(
        "แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2567\nวิทยาลัยเทคนิคดอนไทร\n\n(หน่วย : พันบาท)\n\n"
        "ลำดับที่\tชื่อโครงการ/กิจกรรม\tตัวชี้วัดความสำเร็จ\tหน่วยนับ\tเป้าหมาย\tแหล่งเงิน\t\t\tรวม\tผู้รับผิดชอบ\n"
        "\t\t\t\t\tงบประมาณ\tเงินบำรุงการศึกษา\tเงินอื่น ๆ\t\t\n"
        "1\tโครงการซ่อมเครื่องกลึง\tจำนวนเครื่อง\tเครื่อง\t4\t120.5\t-\t10.0\t130.5\tแผนกช่างกล\n"
        "2\tโครงการแนะแนว\tจำนวนโรงเรียน\tโรงเรียน\t9\t-\t30.0\t-\t30.0\tงานแนะแนว\n"
    )["plans"]
    assert [(row["budget_baht"], row["flags"]) for row in plans] == [(Decimal(130500), []), (Decimal(30000), [])]
    assert [[one["source"] for one in row["amounts"]] for row in plans] == [
        ["งบประมาณ", "เงินอื่น ๆ"],
        ["เงินบำรุงการศึกษา"],
    ]


def test_every_type_of_expense_is_an_amount() -> None:
    plans = read(
        "งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2566\nกรมประมง\n\n(หน่วย : บาท)\n\n"
        "กิจกรรม\tงบบุคลากร\tงบดำเนินงาน\tงบลงทุน\tงบรายจ่ายอื่น\tรวม\n"
        "1. กิจกรรมปล่อยพันธุ์ปลา\t10\t20\t30\t40\t100\n"
    )["plans"]
    sources = [(one["source"], one["baht"]) for one in plans[0]["amounts"]]
    assert plans[0]["budget_baht"] == 100
    assert sources == [("งบบุคลากร", 10), ("งบดำเนินงาน", 20), ("งบลงทุน", 30), ("งบรายจ่ายอื่น", 40)]


def test_the_unit_stands_behind_a_source_in_the_heading_of_the_quarters() -> None:
    plans = read(
        "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2566\nโรงพยาบาลหนองแขม\n\n"
        "ที่\tชื่อโครงการ/กิจกรรม\tงบประมาณ (เงินบำรุง) หน่วย : บาท\t\t\tผู้รับผิดชอบ\n"
        "\t\tไตรมาส 1\tไตรมาส 2\tรวม\t\n"
        "1\tโครงการลดคิว\t200\t300\t500\tงานผู้ป่วยนอก\n"
    )["plans"]
    assert (plans[0]["budget_baht"], plans[0]["budget_unit_baht"], plans[0]["flags"]) == (500, 1, [])


def test_three_targets_under_one_heading_are_levels() -> None:
    tables = read(
        "ตัวชี้วัดตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567\nกรมตรวจบัญชีสหกรณ์\n\n"
        "ที่\tตัวชี้วัด\tน้ำหนัก\tผลการดำเนินงาน\t\tเป้าหมาย\t\t\n"
        "\t\t\tปี 2565\tปี 2566\tขั้นต้น (50 คะแนน)\tมาตรฐาน (75 คะแนน)\tขั้นสูง (100 คะแนน)\n"
        "1\tร้อยละของสหกรณ์ที่ตรวจแล้ว\t60\t80\t82\tร้อยละ 83\tร้อยละ 85\tร้อยละ 87\n"
        "2\tจำนวนครูบัญชี\t40\t900\t950\t980 คน\t1,000 คน\t1,050 คน\n"
    )
    assert [row["target_raw"] for row in tables["kpis"]] == [None, None]
    assert [row["threshold_value"] for row in tables["rubrics"]] == [83, 85, 87, 980, 1000, 1050]
    assert [year["fiscal_year"] for year in tables["kpis"][0]["baseline"]] == [2565, 2566]


def test_the_goal_of_a_table_of_indicators_is_not_the_objective_of_the_next_table() -> None:
    plans = read(
        "แผนปฏิบัติราชการรายปี (พ.ศ. 2567)\nกรมทรัพยากรน้ำบาดาล\n\n"
        "เป้าหมายการให้บริการ\tตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย\n"
        "1. ประชาชนมีน้ำใช้\tจำนวนครัวเรือน\tครัวเรือน\t500\n\n"
        "งบประมาณจำแนกตามโครงการ หน่วย : บาท\n\n"
        "โครงการ\tตัวชี้วัด\tงบประมาณ\tหน่วยงานรับผิดชอบ\n"
        "โครงการเจาะบ่อ\tจำนวนบ่อ\t900,000\tสำนักสำรวจ\n"
    )["plans"]
    assert [(row["project"], row["objective"]) for row in plans] == [("โครงการเจาะบ่อ", None)]


def test_a_value_with_a_sign_of_comparison_is_one_of_several_in_a_line() -> None:
    kpis = read(
        "แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2566\nคณะวิทยาศาสตร์\nมหาวิทยาลัยชายน้ำ\n\n"
        "กลยุทธ์ : สร้างเครือข่าย\n\n"
        "ที่\tโครงการ/กิจกรรม\tตัวชี้วัด\tหน่วย\tค่าเป้าหมาย\tงบประมาณ (บาท)\tผู้รับผิดชอบ\n"
        "1\tโครงการค่าย\t1. ผู้เข้าร่วม 2. ความพึงพอใจ\tคน ร้อยละ\t60 ≥ 80\t5,000\tสาขาเคมี\n"
    )
    found = [(row["name"], row["target_unit"], row["target_op"], row["target_value"]) for row in kpis["kpis"]]
    assert found == [("ผู้เข้าร่วม", "คน", None, 60), ("ความพึงพอใจ", "ร้อยละ", ">=", 80)]
    assert kpis["plans"][0]["tactic"] == "สร้างเครือข่าย"


def test_key_results_told_in_rows_of_a_table_of_projects_are_indicators() -> None:
    tables = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568\nสำนักงานเขตหนองจอก\nกรุงเทพมหานคร\n\n"
        "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน\n\n"
        "ลำดับที่\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\tฝ่ายที่รับผิดชอบ\n"
        "ประเด็นการพัฒนาที่ 1 ปลอดภัยดี\t\t\t\n"
        "วัตถุประสงค์หลัก (Objective) : เดินทางปลอดภัย\t\t\t\n"
        "ตัววัดผลหลัก (KR 1) : จำนวนจุดเสี่ยงที่แก้ไข\t\t\t\n"
        "ตัววัดผลหลัก (Key Result : KR) ร้อยละของทางม้าลายที่ปรับปรุง\t\t\t\n"
        "1\tโครงการติดไฟส่องทาง\t1,240,000\tฝ่ายโยธา\n"
    )
    found = [(row["name"], row["base"], row["listings"], row["objective"]) for row in tables["kpis"]]
    assert found == [
        (name, "strategy", ["strategy"], "เดินทางปลอดภัย") for name in ("จำนวนจุดเสี่ยงที่แก้ไข", "ร้อยละของทางม้าลายที่ปรับปรุง")
    ]


def test_an_action_plan_of_a_map_is_a_line_measured_by_the_rows_beside_it() -> None:
    plans = read(
        "แผนยุทธศาสตร์โรงพยาบาลบ้านคก\nปีงบประมาณ 2566 - 2567\n\n"
        "ยุทธศาสตร์\tเป้าหมาย\tปัจจัยแห่งความสำเร็จ\tแผนปฏิบัติการ\tตัวชี้วัด\tเป้าหมายรายปี\t\n"
        "\t\t\t\t\tปี 66\tปี 67\n"
        "1. บริการดี\tปลอดภัย\tระบบความเสี่ยง\t1. ระบบยา\t1.1 อัตราคลาดเคลื่อน\t5\t4\n"
        "\t\t\t\t1.2 จำนวนเหตุการณ์\t3\t2\n"
    )["plans"]
    assert [(row["section"], row["seq"], row["project"], row["strategy"]) for row in plans] == [
        ("strategy", "1", "ระบบยา", "บริการดี")
    ]
    assert "อัตราคลาดเคลื่อน" in plans[0]["success_measure"] and "จำนวนเหตุการณ์" in plans[0]["success_measure"]


def levels(amount: str) -> list[dict]:
    return read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568\nกรมฝนหลวงและการบินเกษตร\n\nหน่วย: ล้านบาท\n\n"
        "แผนงาน - ผลผลิต/โครงการ - กิจกรรม\tรวม\tจำแนกตามงบรายจ่าย\t\n\t\tงบดำเนินงาน\tงบลงทุน\n"
        f"รวมทั้งสิ้น\t{amount}\t20.1250\t65.0000\n"
        f"แผนงานพื้นฐานด้านน้ำ\t{amount}\t20.1250\t65.0000\n"
        f"ผลผลิต : พัฒนาเทคโนโลยี\t{amount}\t20.1250\t65.0000\n"
        "กิจกรรมวิจัยสารทางเลือก\t12.8000\t12.8000\t-\n"
        "กิจกรรมพยากรณ์อากาศ\t72.3250\t7.3250\t65.0000\n"
    )["plans"]


def test_the_sum_of_a_programme_is_no_line_of_its_own() -> None:
    plans = levels("85.1250")
    assert [row["row_kind"] for row in plans] == ["total", "total", "total", "item", "item"]
    below = [(row["programme"], row["output"], row["budget_baht"]) for row in plans[3:]]
    assert below == [("แผนงานพื้นฐานด้านน้ำ", "พัฒนาเทคโนโลยี", baht) for baht in (Decimal(12800000), Decimal(72325000))]


def test_a_programme_that_the_lines_below_do_not_add_up_to_is_a_line() -> None:
    assert [row["row_kind"] for row in levels("85.2000")].count("total") == 1


def test_a_dash_and_an_amount_in_one_cell_are_two_rows() -> None:
    budget = parse_budget("- 312,000")
    assert (budget.baht, budget.flags) == (None, ("several_budgets",))
    assert parse_budget("-312,000").flags != ("several_budgets",)


def rows(*lines: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(Row(tuple(Cell(text, text, Place(page=1)) for text in line), Place(page=1)) for line in lines)


def test_a_heading_in_the_middle_of_years_is_over_all_of_them() -> None:
    top, below = rows(
        ("ตัวชี้วัด", "ข้อมูลฐาน", "", "", "ค่าเป้าหมาย", "", ""),
        ("", "ปี 2566", "ปี 2567", "ปี 2568", "ปี 2569", "ปี 2570", "ปี 2571"),
    )
    assert spread(top, below.texts()) == ["ตัวชี้วัด", "ข้อมูลฐาน", *["ค่าเป้าหมาย"] * 5]


def test_a_table_of_other_years_does_not_go_on_with_the_one_above() -> None:
    first = rows(("ตัวชี้วัด", "หน่วยนับ", "ปี 2567", "ปี 2568"), ("จำนวนบ่อ", "บ่อ", "10", "12"))
    second = rows(("ตัวชี้วัด", "หน่วยนับ", "ปี 2569", "ปี 2570"), ("จำนวนฝาย", "ฝาย", "3", "4"))
    head = Paragraph("แผนยุทธศาสตร์ พ.ศ. 2567 - 2570", "แผนยุทธศาสตร์ พ.ศ. 2567 - 2570", Place(page=1))
    tables = [Table(part, Place(page=page), len(part[0].cells)) for page, part in ((1, first), (2, second))]
    document = Document(doc_id="0" * 16, source_file="plan.pdf", kind="pdf", blocks=(head, *tables), page_count=2)
    joined = [item for item in join_tables(document) if isinstance(item, JoinedTable)]
    assert [len(table.rows) for table in joined] == [1, 1]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("กองช่าง สำนักปลัด", ["กองช่าง", "สำนักปลัด"]),
        ("สำนักปลัด อบจ.", ["สำนักปลัดอบจ."]),
        ("สำนักปลัด/กองการศึกษา", ["สำนักปลัด", "กองการศึกษา"]),
        ("กองกลาง สำนักปลัดกรุงเทพมหานคร", ["กองกลาง สำนักปลัดกรุงเทพมหานคร"]),
    ],
)
def test_the_office_of_the_permanent_secretary_stands_beside_divisions(text: str, units: list[str]) -> None:
    assert split_units(text) == units


def test_a_quality_indicator_with_a_target_is_an_indicator() -> None:
    tables = read(
        "แผนพัฒนาปรับปรุงคุณภาพ ปีการศึกษา 2567\nคณะพยาบาลศาสตร์ มหาวิทยาลัยชายน้ำ\n\n"
        "องค์ประกอบ/ตัวบ่งชี้\tผลการประเมินปีที่ผ่านมา\tเป้าหมายปีนี้\tข้อเสนอแนะ\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\tผู้กำกับดูแล\n"
        "1.1 การบริหารหลักสูตร\t3.28\t3.51\tควรกำกับ มคอ.\tกิจกรรมติดตาม มคอ.\t-\tฝ่ายวิชาการ\n"
    )
    found = [(row["item_no"], row["name"], row["target_value"], row["base"]) for row in tables["kpis"]]
    assert found == [("1.1", "การบริหารหลักสูตร", 3.51, "goal")]
    assert [row["project"] for row in tables["plans"]] == ["กิจกรรมติดตาม มคอ."]


def test_issue_objective_and_key_result_in_columns_before_projects() -> None:
    tables = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2566\nสำนักงานเขตวังทองหลาง\n\nส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน\n\n"
        "ประเด็นการพัฒนา\tวัตถุประสงค์หลัก (Objective)\tตัววัดผลหลัก (KR)\tค่าเป้าหมาย\t"
        "โครงการ/กิจกรรม\tงบประมาณ (บาท)\tฝ่ายที่รับผิดชอบ\n"
        "ประเด็นการพัฒนาที่ 2 เมืองสีเขียว\tพื้นที่สีเขียวเพิ่มขึ้น\tจำนวนสวนหย่อม\t2 แห่ง\t"
        "1. โครงการสวนใต้ทางด่วน\t126,000\tฝ่ายรักษาความสะอาด\n"
        "\t\t\t\t2. กิจกรรมตัดแต่งต้นไม้\tไม่ใช้งบประมาณ\tฝ่ายรักษาความสะอาด\n"
    )
    assert [(row["seq"], row["project"], row["section"], row["issue_no"], row["issue"]) for row in tables["plans"]] == [
        (number, name, "part2_issue", "2", "เมืองสีเขียว")
        for number, name in (("1", "โครงการสวนใต้ทางด่วน"), ("2", "กิจกรรมตัดแต่งต้นไม้"))
    ]
    assert [(row["name"], row["base"], row["target_value"], row["objective"]) for row in tables["kpis"]] == [
        ("จำนวนสวนหย่อม", "strategy", 2, "พื้นที่สีเขียวเพิ่มขึ้น")
    ]


def test_the_targets_of_one_indicator_in_a_table_of_their_own() -> None:
    tables = read(
        "รายละเอียดตัวชี้วัดการประเมินส่วนราชการ ประจำปีงบประมาณ พ.ศ. 2568\nกรมพัฒนาที่ดิน\n\n"
        "ตัวชี้วัดที่ 1 จำนวนพื้นที่ที่ปรับปรุงดิน\nน้ำหนัก : ร้อยละ 40\nหน่วยวัด : ไร่\nคำอธิบาย : พื้นที่ในเขตปฏิรูป\n\n"
        "ค่าเป้าหมาย\t\t\n"
        "ค่าเป้าหมายขั้นต้น (50 คะแนน)\tค่าเป้าหมายมาตรฐาน (75 คะแนน)\tค่าเป้าหมายขั้นสูง (100 คะแนน)\n"
        "135,000\t142,000\tส่งมอบข้อมูลครบ 20 จังหวัด\n"
    )
    found = [(row["kpi_name"], row["level"], row["threshold_value"], row["criterion"]) for row in tables["rubrics"]]
    assert found == [
        ("จำนวนพื้นที่ที่ปรับปรุงดิน", 1, 135000, None),
        ("จำนวนพื้นที่ที่ปรับปรุงดิน", 2, 142000, None),
        ("จำนวนพื้นที่ที่ปรับปรุงดิน", 3, None, "ส่งมอบข้อมูลครบ 20 จังหวัด"),
    ]
