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

from tests.test_interrupted import read


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


REPORT = "รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567\nมหาวิทยาลัยทะเลใต้\n\n"


@pytest.mark.parametrize(
    "reached", ["ผลการดำเนินงาน", "ผลงาน", "ผลการดำเนินงานสะสม", "ผลการดำเนินงานจริง", "ผลการดำเนินงาน ปี 2567"]
)
def test_what_stands_behind_the_target_of_its_year_is_a_result(reached: str) -> None:
    tables = read(
        f"{REPORT}ที่\tตัวชี้วัด\tหน่วยนับ\tเป้าหมาย ปี 2567\t{reached}\tร้อยละเทียบกับเป้าหมาย\tคำชี้แจง\tผู้รายงาน\n"
        "ยุทธศาสตร์ที่ 2 บริการวิชาการ\t\t\t\t\t\t\t\n"
        "1\tจำนวนหลักสูตรระยะสั้น\tหลักสูตร\t12\t15\t125.00\tเปิดเพิ่มสามหลักสูตร\tกองบริการ\n"
        "2\tจำนวนผู้เข้าอบรม\tคน\t400\t380\t95.00\t-\tกองบริการ\n"
    )
    assert [(row["achieved_raw"], row["target_value"], row["narrative"]) for row in tables["results"]] == [
        ("15", 12, "เปิดเพิ่มสามหลักสูตร"),
        ("380", 400, None),
    ]
    assert [(row["baseline"], row["strategy_no"], row["listings"]) for row in tables["kpis"]] == [
        ([], "2", ["result_summary"])
    ] * 2


def test_earlier_years_and_the_result_of_this_one_under_their_headings() -> None:
    tables = read(
        f"{REPORT}ตัวชี้วัด\tหน่วยวัด\tน้ำหนัก\tผลปีที่ผ่านมา\t\tปีงบประมาณ 2567\t\tคะแนนที่ได้\tสถานะ\n"
        "\t\t\t2565\t2566\tเป้าหมาย\tผลงาน\t\t\n"
        "1. จำนวนบทความ\tเรื่อง\t60\t31\t36\t40\t44\t5.00\tบรรลุ\n"
        "2. จำนวนสิทธิบัตร\tฉบับ\t40\t-\t2\t3\t1\t1.00\tไม่บรรลุ\n"
    )
    assert [(row["target_value"], row["achieved_value"], row["score"]) for row in tables["results"]] == [
        (40, 44, 5),
        (3, 1, 1),
    ]
    assert [[one["value"] for one in row["baseline"]] for row in tables["kpis"]] == [[31, 36], [None, 2]]


def test_results_of_an_earlier_year_or_before_the_target_are_where_the_work_begins() -> None:
    for heads, cells in (
        ("ผลการดำเนินงาน ปี 2566\tเป้าหมาย ปี 2567", "50\t55"),
        ("เป้าหมาย ปี 2567\tผลการดำเนินงาน ปี 2566", "55\t50"),
        ("ผลการดำเนินงาน\tเป้าหมาย", "50\t55"),
    ):
        tables = read(
            "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nมหาวิทยาลัยทะเลใต้\n\n"
            f"ตัวชี้วัด\tหน่วยนับ\t{heads}\tผู้รับผิดชอบ\n1. จำนวนบทความ\tเรื่อง\t{cells}\tกองวิจัย\n"
        )
        assert tables["results"] == []
        assert [row["target_value"] for row in tables["kpis"]] == [55]
        row = tables["kpis"][0]
        assert [one["raw"] for one in row["baseline"]] == ["50"] or "baseline_unread" in row["flags"]


def test_an_indicator_of_a_line_has_the_unit_strategy_and_money_of_its_line() -> None:
    kpis = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nจังหวัดพะเยา\n\nหน่วย : ล้านบาท\n\n"
        "ลำดับ\tโครงการ\tตัวชี้วัดความสำเร็จ\tค่าเป้าหมาย\tหน่วยนับ\tงบประมาณ\tหน่วยดำเนินการ\n"
        "ยุทธศาสตร์ที่ 3 ท่องเที่ยววิถีกว๊าน\t\t\t\t\t\t\n"
        "1\tโครงการพัฒนาท่าเรือ\t1. จำนวนท่าเรือ\t2\tท่า\t1.25\tสำนักงานเจ้าท่า\n"
        "\t\t2. ผู้ใช้บริการ\t900\tคน\t\t\n"
    )["kpis"]
    assert {(row["strategy_no"], *row["units"]) for row in kpis} == {("3", "สำนักงานเจ้าท่า")}
    money = {row["name"]: [(one["budget_baht"], one["repeated"]) for one in row["projects"]] for row in kpis}
    assert money == {"จำนวนท่าเรือ": [(Decimal(1250000), False)], "ผู้ใช้บริการ": [(None, True)]}


def test_the_strategy_of_a_column_numbers_the_indicators_and_a_goal_is_no_objective() -> None:
    kpis = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nกรมหม่อนไหม\n\n"
        "ยุทธศาสตร์\tเป้าประสงค์\tตัวชี้วัด\tค่าเป้าหมายปี 2567\tหน่วยงานรับผิดชอบ\n"
        "ยุทธศาสตร์ที่ 1 เพิ่มผลผลิต\tเกษตรกรมีรายได้\t1. จำนวนไร่หม่อน\t400 ไร่\tกองวิจัย\n"
        "\t\t2. จำนวนรังไหม\t90 ตัน\tกองวิจัย\n"
        "ประเด็นยุทธศาสตร์ที่ 2 ตลาดผ้าไหม\tผ้าไหมมีชื่อ\t3. จำนวนงานแสดง\t3 ครั้ง\tกองตลาด\n"
    )["kpis"]
    assert [(row["item_no"], row["strategy_no"], row["objective"]) for row in kpis] == [
        ("1", "1", None),
        ("2", "1", None),
        ("3", "2", None),
    ]


def test_a_quality_plan_needs_no_column_of_its_indicators() -> None:
    tables = read(
        "แผนพัฒนาคุณภาพ ประจำปีงบประมาณ พ.ศ. 2567\nคณะประมง มหาวิทยาลัยทะเลใต้\n\n"
        "ข้อเสนอแนะ\tแนวทางการพัฒนา (โครงการ/กิจกรรม)\tตัวชี้วัด\tค่าเป้าหมาย\tกำหนดเวลาดำเนินการ\tงบประมาณ (บาท)\tผู้รับผิดชอบ\n"
        "ควรเพิ่มบ่อทดลอง\tโครงการสร้างบ่ออนุบาล\tบ่อที่สร้างเสร็จ\t3 บ่อ\tพ.ย. 66 - ก.พ. 67\t90,000\tสาขาเพาะเลี้ยง\n"
    )
    assert [(row["project"], row["budget_baht"], row["end_month"]) for row in tables["plans"]] == [
        ("โครงการสร้างบ่ออนุบาล", 90000, "2567-02")
    ]
    assert [(row["base"], row["target_value"], row["target_unit"]) for row in tables["kpis"]] == [("project", 3, "บ่อ")]


ACTION = "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nโรงพยาบาลทุ่งฝน\n\n"


@pytest.mark.parametrize("head", ["4. แผนงานโครงการ", "แผนงาน/โครงการและงบประมาณ", "3. แผนงานและโครงการประจำปี"])
def test_what_several_rows_set_ends_with_their_table_and_a_list_of_work_is_no_programme(head: str) -> None:
    tables = read(
        f"{ACTION}ตัวชี้วัด\tผลงานย้อนหลัง (ปีงบประมาณ)\t\tเป้าหมาย ปี 2567\tผู้รับผิดชอบ\n\t2565\t2566\t\t\n"
        "ยุทธศาสตร์ที่ 1 : ป้องกันโรค\t\t\t\t\n1.1 ร้อยละของเด็กที่ได้วัคซีน\t88.0\t90.5\t≥ ร้อยละ 95\tงานเด็ก\n"
        "ยุทธศาสตร์ที่ 2 : บริการ\t\t\t\t\n2.1 ระยะเวลารอคอย\t80 นาที\t75 นาที\tไม่เกิน 60 นาที\tงานผู้ป่วยนอก\n\n"
        f"{head}\n\nลำดับ\tชื่อโครงการ\tงบประมาณ (บาท)\tหน่วยงาน\n1\tโครงการวัคซีนถึงบ้าน\t45,000\tงานเด็ก\n"
    )
    assert [(row["strategy"], row["programme"], row["budget_baht"]) for row in tables["plans"]] == [(None, None, 45000)]
    assert [(row["strategy_no"], row["target_op"], row["target_value"]) for row in tables["kpis"]] == [
        ("1", ">=", 95),
        ("2", "<=", 60),
    ]
    assert [[one["fiscal_year"] for one in row["baseline"]] for row in tables["kpis"]] == [[2565, 2566]] * 2


def test_where_the_figures_come_from_stands_behind_the_levels() -> None:
    kpis = read(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567\nสำนักงานสหกรณ์จังหวัดน่าน\n\n"
        "ลำดับที่\tตัวชี้วัด\tน้ำหนัก (ร้อยละ)\tเป้าหมาย\tผู้กำกับดูแล/ผู้รับผิดชอบ\n"
        "1\tร้อยละของกลุ่มที่ผ่านเกณฑ์\t100\tร้อยละ 80\tกลุ่มจัดตั้งสหกรณ์\n\n"
        "ตัวชี้วัดที่ 1 ร้อยละของกลุ่มที่ผ่านเกณฑ์\nน้ำหนัก : ร้อยละ 100\nคำอธิบาย :\nกลุ่มที่ผ่านเกณฑ์ครบสี่ด้าน\n"
        "สูตรการคำนวณ :\nกลุ่มที่ผ่าน คูณ 100 หารด้วยกลุ่มทั้งหมด\nเกณฑ์การให้คะแนน :\n\n"
        "ระดับ 1\tระดับ 2\tระดับ 3\tระดับ 4\tระดับ 5\nร้อยละ 60\tร้อยละ 65\tร้อยละ 70\tร้อยละ 75\tร้อยละ 80\n\n"
        "แหล่งข้อมูล/วิธีการจัดเก็บข้อมูล :\nทะเบียนกลุ่มเกษตรกร\n\nลงชื่อ ........................ ผู้รายงาน\n"
    )["kpis"]
    assert [(row["evidence"], row["units"]) for row in kpis] == [("ทะเบียนกลุ่มเกษตรกร", ["กลุ่มจัดตั้งสหกรณ์"])]


def test_what_an_amendment_replaces_stands_beside_what_holds() -> None:
    tables = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nกรมหม่อนไหม\n\n"
        "ที่\tตัวชี้วัด\tหน่วยนับ\tเป้าหมายเดิม\tเป้าหมายใหม่\tเหตุผลความจำเป็น\n1\tจำนวนไร่หม่อน\tไร่\t400\t250\tน้ำน้อย\n\n"
        "ที่\tโครงการ\tงบประมาณเดิม (บาท)\tงบประมาณที่ปรับปรุง (บาท)\tผู้รับผิดชอบ\n1\tโครงการปลูกหม่อน\t90,000\t60,000\tกองวิจัย\n"
    )
    assert [(row["target_raw"], row["flags"]) for row in tables["kpis"]] == [("250", [])]
    assert [(row["budget_baht"], row["amounts"]) for row in tables["plans"]] == [(60000, [])]


def test_programmes_by_type_of_expense_are_sums() -> None:
    plans = read(
        "เอกสารงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2567\nกรมประมง\n\n(หน่วย : ล้านบาท)\n\n"
        "แผนงาน\tงบรายจ่าย\t\tรวม\n\tงบบุคลากร\tงบลงทุน\t\nแผนงานบุคลากรภาครัฐ\t1.5\t-\t1.5\n"
        "แผนงานบูรณาการน้ำ\t-\t2.25\t2.25\nรวมทั้งสิ้น\t1.5\t2.25\t3.75\n"
    )["plans"]
    assert [(row["row_kind"], row["programme"], row["budget_baht"]) for row in plans] == [
        ("total", "แผนงานบุคลากรภาครัฐ", 1500000),
        ("total", "แผนงานบูรณาการน้ำ", 2250000),
        ("total", None, 3750000),
    ]


def test_a_figure_of_a_result_is_counted_in_the_unit_of_its_row_and_one_year_is_no_list() -> None:
    tables = read(
        f"{REPORT}ตัวชี้วัด\tหน่วยวัด\tปีงบประมาณ 2567\t\tคะแนนที่ได้\n\t\tเป้าหมาย\tผลงาน\t\n1. จำนวนบทความ\tเรื่อง\t40\t44\t5.00\n"
    )
    assert [(row["achieved_unit"], row["target_unit"]) for row in tables["results"]] == [("เรื่อง", "เรื่อง")]
    assert [row["targets_by_year"] for row in tables["kpis"]] == [[]]


def test_quarters_before_the_result_of_the_year_and_an_earlier_year_beside_it() -> None:
    tables = read(
        f"{REPORT}ที่\tตัวชี้วัด\tหน่วยนับ\tเป้าหมาย\tผลการดำเนินงาน\t\t\t\t\tร้อยละ\n"
        "\t\t\t\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4\tรวม\t\n1\tจำนวนบทความ\tเรื่อง\t40\t10\t9\t8\t7\t34\t85\n"
    )
    assert [(row["achieved_value"], row["flags"]) for row in tables["results"]] == [(34, [])]
    tables = read(
        f"{REPORT}ตัวชี้วัด\tเป้าหมาย ปี 2567\tผลการดำเนินงาน ปี 2566\tผลการดำเนินงาน ปี 2567\tหน่วยงาน\n"
        "1. จำนวนบทความ\t40 เรื่อง\t30 เรื่อง\t34 เรื่อง\tกองวิจัย\n"
    )
    assert [(row["achieved_value"], row["flags"]) for row in tables["results"]] == [(34, [])]
    assert [[(one["fiscal_year"], one["value"]) for one in row["baseline"]] for row in tables["kpis"]] == [[(2566, 30)]]


def test_the_former_amount_below_the_heading_of_money_does_not_add_up() -> None:
    plans = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nกรมหม่อนไหม\n\n"
        "ที่\tโครงการ\tงบประมาณ (บาท)\t\tผู้รับผิดชอบ\n\t\tเดิม\tใหม่\t\n1\tโครงการปลูกหม่อน\t90,000\t60,000\tกองวิจัย\n"
    )["plans"]
    assert [(row["budget_baht"], row["amounts"]) for row in plans] == [(60000, [])]


def test_a_list_of_work_ends_the_programme_and_a_blank_total_leaves_what_a_source_says() -> None:
    plans = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nกรมหม่อนไหม\n\nแผนงาน : บูรณาการน้ำ\n\n"
        "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n1\tโครงการ ก\t100\tกองวิจัย\n\nแผนงานโครงการสนับสนุน\n\n"
        "ที่\tโครงการ\tงบประมาณ (บาท)\t\t\tผู้รับผิดชอบ\n\t\tงบแผ่นดิน\tเงินรายได้\tรวม\t\n"
        "1\tโครงการ ข\tไม่ใช้งบประมาณ\t\t\tกองวิจัย\n2\tโครงการ ค\t40\t20\t\tกองวิจัย\n"
    )["plans"]
    assert [(row["programme"], row["budget_status"], row["budget_baht"]) for row in plans] == [
        ("บูรณาการน้ำ", "amount", 100),
        (None, "none", None),
        (None, "amount", 60),
    ]


def test_the_indicator_of_a_line_with_money_by_year_in_a_plan_of_several_years_has_no_one_amount() -> None:
    kpis = read(
        "แผนยุทธศาสตร์ พ.ศ. 2566 - 2570\nมหาวิทยาลัยทะเลใต้\n\nที่\tโครงการ\tตัวชี้วัด\tค่าเป้าหมาย\tงบประมาณ (บาท)\t\n"
        "\t\t\t\t2566\t2567\n1\tโครงการบ่อ\tจำนวนบ่อ\t4 บ่อ\t100\t50\n"
    )["kpis"]
    assert [one["budget_baht"] for one in kpis[0]["projects"]] == [None]


@pytest.mark.parametrize(("printed", "number"), [("1.1 จำนวนบ่อ", "1.1"), ("๒.๑๐ จำนวนบ่อ", "2.10"), ("3) จำนวนบ่อ", "3")])
def test_the_number_of_an_indicator_of_a_line_is_whole(printed: str, number: str) -> None:
    kpis = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nกรมหม่อนไหม\n\n"
        f"ที่\tโครงการ\tตัวชี้วัด\tเป้าหมาย\tงบประมาณ\tผู้รับผิดชอบ\n1\tโครงการบ่อ\t{printed}\t4 บ่อ\t900\tกองวิจัย\n"
    )["kpis"]
    assert [(row["item_no"], row["name"]) for row in kpis] == [(number, "จำนวนบ่อ")]


def test_money_is_no_target_and_what_is_planned_for_the_year_is() -> None:
    tables = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nโรงพยาบาลทุ่งฝน\n\n"
        "ตัวชี้วัด\tเกณฑ์\tผลงาน\t\tแผนงาน/โครงการ\tงบประมาณ\tผู้รับผิดชอบ\n\t\t2565\t2566\t\t\t\n"
        "1. อัตราตาย\t< 5%\t4.2\t3.9\tโครงการทางด่วน\t50,000\tห้องฉุกเฉิน\n\n"
        "ตัวชี้วัด\tหน่วยนับ\tผลปี 2565\tผลปี 2566\tแผนปี 2567\tผู้รับผิดชอบ\n2. จำนวนเตียง\tเตียง\t12\t15\t18\tฝ่ายพยาบาล\n"
    )
    kpis = sorted(tables["kpis"], key=lambda row: row["target_value"])
    assert [(row["target_value"], row["target_op"]) for row in kpis] == [(5, "<"), (18, None)]
    assert [one["fiscal_year"] for one in kpis[1]["baseline"]] == [2565, 2566]


def test_results_before_the_plan_are_counted_in_the_scale_of_the_unit_column() -> None:
    kpis = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\nกรมหม่อนไหม\n\n"
        "ตัวชี้วัด\tหน่วยนับ\tผลปี 2565\tผลปี 2566\tแผนปี 2567\n1. มูลค่าส่งออก\tล้านบาท\t๑.๒\t1.5\t2\n2. จำนวนไร่\tไร่\t12\t15\t18\n"
    )["kpis"]
    assert [(row["target_value"], [one["value"] for one in row["baseline"]]) for row in kpis] == [
        (2000000, [1200000, 1500000]),
        (18, [12, 15]),
    ]


def test_the_number_of_a_strategy_behind_the_word_for_development() -> None:
    plans = read(
        "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลน้ำใส\n\nยุทธศาสตร์การพัฒนาที่ 2 สังคมอยู่ดี\nแผนงานสาธารณสุข\n\n"
        "ที่\tโครงการ\tรายละเอียดของโครงการ\tงบประมาณ\tสถานที่ดำเนินการ\tหน่วยงาน\n1\tโครงการพ่นหมอก\tพ่นทุกหมู่\t30,000\tทุกหมู่\tกองสาธารณสุข\n"
    )["plans"]
    assert [(row["strategy"], row["programme"]) for row in plans] == [("สังคมอยู่ดี", "แผนงานสาธารณสุข")]
