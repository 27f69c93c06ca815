"""Tables of offices in other prints than the samples': columns in another order, numbers and years in columns of their
own, groups as rows across the table."""

from __future__ import annotations

import pytest

from tests.test_interrupted import read

BANGKOK = "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\n\nสำนักพัฒนาสังคม กรุงเทพมหานคร\n\n"


def test_programmes_and_outputs_as_rows_across_a_table_of_part_three() -> None:
    text = (
        f"{BANGKOK}ส่วนที่ 3 ภารกิจประจำพื้นฐาน\n\nลำดับ\tโครงการ/รายการ\tส่วนราชการ\tงบประมาณ\n"
        "แผนงานสวัสดิการ\t\t\t\nผลผลิตเด็กและเยาวชน\t\t\t\n1\tโครงการนิทานก่อนนอน\tกลุ่มงานเด็ก\t31,500\n"
        "2\tกิจกรรมห้องของเล่น\tกลุ่มงานเด็ก\t-\n"
        "แผนงานอาชีพ\t\t\t\nผลผลิตฝึกอาชีพ\t\t\t\n3\tโครงการช่างซ่อมจักรยาน\tกองอาชีพ\t70,000\nรวม\t\t\t101,500\n"
    )
    plans = read(text)["plans"]
    assert [(row["section"], row["programme"], row["output"], row["seq"], row["budget_baht"]) for row in plans] == [
        ("part3", "แผนงานสวัสดิการ", "ผลผลิตเด็กและเยาวชน", "1", 31500),
        ("part3", "แผนงานสวัสดิการ", "ผลผลิตเด็กและเยาวชน", "2", None),
        ("part3", "แผนงานอาชีพ", "ผลผลิตฝึกอาชีพ", "3", 70000),
        ("part3", None, None, None, 101500),
    ]
    assert not [flag for row in plans for flag in row["flags"]]


def test_results_of_earlier_years_in_columns_of_a_bangkok_indicator_table() -> None:
    text = (
        f"{BANGKOK}ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ\n\n"
        "ลำดับ\tส่วนราชการ\tตัวชี้วัด\tผลการดำเนินงานที่ผ่านมา\t\tค่าเป้าหมาย\t\n\t\t\tปี 2567\tปี 2568\tปี 2569\tปี 2570\n"
        "องค์ประกอบที่ 1.2 Function Base\t\t\t\t\t\t\n"
        "1\tกองอาชีพ\tจำนวนผู้จบหลักสูตรช่าง\t310\tN/A\tไม่ต่ำกว่า 400 คน\tไม่ต่ำกว่า 450 คน\n"
    )
    (row,) = read(text)["kpis"]
    assert [(one["fiscal_year"], one["raw"], one["value"]) for one in row["baseline"]] == [
        (2567, "310", 310),
        (2568, "N/A", None),
    ]
    assert (row["target_value"], row["target_op"], row["units"], row["flags"]) == (400, ">=", ["กองอาชีพ"], [])


def test_steps_numbered_in_a_column_of_their_own_and_ticked() -> None:
    text = (
        f"{BANGKOK}ตาราง จ ขั้นตอนการดำเนินงาน\n\nตัวชี้วัดที่ 2 จำนวนลานกีฬาที่ซ่อมแล้ว\n\nชื่อโครงการ โครงการซ่อมลานกีฬา\n\n"
        "ลำดับ\tขั้นตอนการดำเนินงาน\tน้ำหนัก (ร้อยละ)\tร้อยละสะสม\tพ.ศ. 2568\t\tพ.ศ. 2569\n\t\t\t\tพ.ย.\tธ.ค.\tม.ค.\n"
        "1\tสำรวจลาน\t40\t40\t✓\t✓\t\n2\tซ่อมพื้น\t60\t100\t\t/\t/\n\tรวม\t100\t\t\t\t\n"
    )
    steps = read(text)["milestones"]
    assert [(row["step_no"], row["step"], row["start_month"], row["end_month"]) for row in steps] == [
        (1, "สำรวจลาน", "2568-11", "2568-12"),
        (2, "ซ่อมพื้น", "2568-12", "2569-01"),
        (None, "รวม", None, None),
    ]
    assert not [flag for row in steps for flag in row["flags"]]


PROVINCE = "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\n\nจังหวัดเมืองใหม่\n\n"


def test_five_levels_beside_results_in_columns_of_bare_years() -> None:
    text = (
        f"{PROVINCE}ตัวชี้วัดผลการปฏิบัติราชการ\tหน่วยวัด\tน้ำหนัก (ร้อยละ)\tผลการดำเนินงานในอดีต\t\tเกณฑ์การให้คะแนน\t\t\t\t\n"
        "\t\t\t2566\t2567\t1\t2\t3\t4\t5\n"
        "มิติที่ 1 ประสิทธิผล (น้ำหนัก : ร้อยละ 60)\t\t\t\t\t\t\t\t\t\n"
        "1.1 จำนวนตลาดชุมชนที่เปิดใหม่\tแห่ง\t25\t4\t-\t2\t4\t6\t8\t10\n"
        "1.2 ระยะเวลาออกใบอนุญาต\tวัน\t35\t21\t19\t20\t18\t16\t14\t12\n"
        "รวม\t\t60\t\t\t\t\t\t\t\n"
    )
    tables = read(text)
    assert [(row["item_no"], row["name"], row["weight"], row["flags"]) for row in tables["kpis"]] == [
        ("1.1", "จำนวนตลาดชุมชนที่เปิดใหม่", 25, []),
        ("1.2", "ระยะเวลาออกใบอนุญาต", 35, []),
    ]
    assert [one["value"] for one in tables["kpis"][1]["baseline"]] == [21, 19]
    columns = ("kpi_name", "level", "threshold_value", "threshold_unit")
    levels = [tuple(row[column] for column in columns) for row in tables["rubrics"]]
    assert levels[5:] == [("ระยะเวลาออกใบอนุญาต", level, 22.0 - 2 * level, "วัน") for level in range(1, 6)]
    assert tables["documents"][0]["status"] == "ok"  # the levels are the targets


def test_the_outcome_of_a_numerator_and_a_denominator_is_the_result() -> None:
    text = (
        "รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567\n\nมหาวิทยาลัยริมเขา\n\n"
        "ตัวบ่งชี้\tเป้าหมาย\tผลการดำเนินงาน\t\t\tคะแนนประเมินตนเอง\tบรรลุเป้าหมาย\n"
        "\t\tตัวตั้ง\tตัวหาร\tผลลัพธ์\t\t\nองค์ประกอบที่ 2 งานวิจัย\t\t\t\t\t\t\n"
        "ตัวบ่งชี้ที่ 2.1 อาจารย์ที่มีผลงานตีพิมพ์\tร้อยละ 40\t33\t75\tร้อยละ 44\t5.00\tบรรลุ\n"
        "ตัวบ่งชี้ที่ 2.4 ทุนวิจัยต่อคน\t50,000 บาท\t3,000,000\t75\t40,000 บาท\t4.00\tไม่บรรลุ\n"
        "คะแนนเฉลี่ยรวมทุกตัวบ่งชี้\t\t\t\t\t4.50\t\n"
    )
    tables = read(text)
    assert [(row["item_no"], row["name"]) for row in tables["kpis"]] == [
        ("2.1", "อาจารย์ที่มีผลงานตีพิมพ์"),
        ("2.4", "ทุนวิจัยต่อคน"),
    ]
    assert [(row["achieved_value"], row["achieved_unit"], row["score"]) for row in tables["results"]] == [
        (44, "ร้อยละ", 5),
        (40000, "บาท", 4),
    ]


def test_a_unit_and_a_target_without_an_indicator_measure_the_project() -> None:
    text = (
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568\n\nกรมทางน้ำ\n\n"
        "ที่\tโครงการ/กิจกรรม\tหน่วยนับ\tเป้าหมายทั้งปี\tเป้าหมายรายไตรมาส\t\t\t\tงบประมาณ (ล้านบาท)\n"
        "\t\t\t\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4\t\n"
        "1\tโครงการขุดร่องน้ำ\tแห่ง\t14\t2\t4\t4\t4\t9.5\n2\tโครงการทาสีเรือ\t\t\t\t\t\t\t1.2\n"
    )
    tables = read(text)
    (row,) = tables["kpis"]
    assert (row["base"], row["name"], row["target_value"], row["target_unit"]) == (
        "project",
        "โครงการขุดร่องน้ำ",
        14,
        "แห่ง",
    )
    assert row["flags"] == ["named_by_project"]
    assert [(plan["budget_baht"], plan["flags"]) for plan in tables["plans"]] == [(9_500_000, []), (1_200_000, [])]


def test_quarters_of_money_stay_amounts() -> None:
    text = (
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568\n\nกรมทางน้ำ\n\n"
        "ที่\tโครงการ\tตัวชี้วัด\tหน่วยนับ\tเป้าหมาย\tแผนการใช้จ่ายงบประมาณ (บาท)\t\t\t\n"
        "\t\t\t\t\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4\n"
        "1\tโครงการขุดร่องน้ำ\tร่องน้ำที่ขุด\tแห่ง\t14\t100,000\t200,000\t300,000\t400,000\n"
    )
    (plan,) = read(text)["plans"]
    assert (plan["budget_baht"], len(plan["amounts"])) == (1_000_000, 4)


def test_objectives_beside_indicators_hold_on_until_the_next_and_no_longer_than_their_table() -> None:
    text = (
        "แผนยุทธศาสตร์การยางแห่งประเทศไทย พ.ศ. 2568 - 2569\n\n"
        "มุมมอง\tวัตถุประสงค์เชิงยุทธศาสตร์\tรหัส\tตัวชี้วัด\tหน่วยวัด\tน้ำหนัก (%)\tค่าเป้าหมาย\t\n\t\t\t\t\t\tปี 2568\tปี 2569\n"
        "ด้านการเงิน\tเพิ่มรายได้\tF1\tรายได้จากสวน\tล้านบาท\t20\t40\t45\n\t\tF2\tต้นทุนต่อไร่\tบาท\t10\tไม่เกิน 900\tไม่เกิน 850\n"
        "ด้านลูกค้า\tเข้าถึงง่าย\tC1\tจุดรับซื้อ\tแห่ง\t10\t60\t70\n\n"
        "ตัวชี้วัดเพิ่มเติม\n\nตัวชี้วัด\tหน่วยวัด\tน้ำหนัก (%)\tค่าเป้าหมาย\t\n\t\t\tปี 2568\tปี 2569\nชั่วโมงอบรม\tชั่วโมง\t5\t30\t32\n"
    )
    tables = read(text)
    assert [(row["name"], row["objective"], row["target_value"], row["target_unit"]) for row in tables["kpis"]] == [
        ("รายได้จากสวน", "เพิ่มรายได้", 40_000_000, "บาท"),
        ("ต้นทุนต่อไร่", "เพิ่มรายได้", 900, "บาท"),
        ("จุดรับซื้อ", "เข้าถึงง่าย", 60, "แห่ง"),
        ("ชั่วโมงอบรม", None, 30, "ชั่วโมง"),
    ]
    assert tables["documents"][0]["agency_name"] == "การยางแห่งประเทศไทย"


def test_the_yearly_plan_of_an_audit_office() -> None:
    text = (
        "แผนการตรวจสอบประจำปีงบประมาณ พ.ศ. 2568\n\nเทศบาลตำบลบ้านธาร\n\n"
        "ลำดับที่\tกิจกรรมการตรวจสอบ\tระยะเวลาดำเนินการ\tงบประมาณ (บาท)\tผู้รับผิดชอบ\n"
        "1\tตรวจนับพัสดุคงคลัง\tต.ค. 2567 - ธ.ค. 2567\t8,400\tหน่วยตรวจสอบภายใน\nรวม\t\t\t8,400\t\n"
    )
    tables = read(text)
    assert tables["documents"][0]["doc_type"] == "annual_plan"
    row = tables["plans"][0]
    assert (row["project"], row["section"], row["budget_baht"], row["start_month"], row["end_month"]) == (
        "ตรวจนับพัสดุคงคลัง",
        "action",
        8400,
        "2567-10",
        "2567-12",
    )


def test_results_by_quarter_are_no_account_of_the_work() -> None:
    text = (
        "รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\n\nสำนักพัฒนาสังคม กรุงเทพมหานคร\n\n"
        "ที่\tตัวชี้วัด\tน้ำหนัก\tค่าเป้าหมาย\tผลการดำเนินงานรายไตรมาส\t\tผลการดำเนินงานรวมทั้งปี\tคะแนนที่ได้รับ\n"
        "\t\t\t\tไตรมาส 1\tไตรมาส 2\t\t\n"
        "องค์ประกอบที่ 1.2 (Function Base)\t\t\t\t\t\t\t\n1\tจำนวนผู้ฝึกอาชีพ\t15\t40 คน\t12\t31\t43 คน\t15\n"
        "\tคะแนนรวม\t15\t\t\t\t\t15\n"
    )
    tables = read(text)
    (row,) = tables["results"]
    assert (row["achieved_value"], row["narrative"], row["flags"]) == (43, None, [])
    assert tables["documents"][0]["flags"] == []


def test_a_body_is_known_by_the_legal_form_behind_its_name() -> None:
    text = (
        "รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\n\nสถาบันหุ่นไทย (องค์การมหาชน)\n\n"
        "ลำดับ\tตัวชี้วัด\tหน่วยวัด\tน้ำหนัก\tเป้าหมาย\tผลสะสม\tคะแนน\n1\tผู้ชมการแสดง\tคน\t20\t900\t950\t5\n"
        "\tคะแนนรวมถ่วงน้ำหนัก\t\t20\t\t\t5\n"
    )
    document = read(text)["documents"][0]
    assert (document["agency_name"], document["sector"]) == ("สถาบันหุ่นไทย (องค์การมหาชน)", "other")
    assert "rows_unread" not in document["flags"]


def test_the_performance_agreement_of_a_state_enterprise() -> None:
    text = (
        "บันทึกข้อตกลงประเมินผลการดำเนินงานรัฐวิสาหกิจ ประจำปีบัญชี 2568\n\nบริษัท ขนส่ง จำกัด\n\n"
        "ตัวชี้วัด\tหน่วย\tน้ำหนัก\tค่าเกณฑ์วัด\t\t\t\t\n\t\t\tระดับ 1\tระดับ 2\tระดับ 3\tระดับ 4\tระดับ 5\n"
        "เที่ยวรถตรงเวลา\tร้อยละ\t15\t80\t82\t84\t86\t88\n"
    )
    tables = read(text)
    document = tables["documents"][0]
    assert (document["doc_type"], document["fiscal_year"], document["status"]) == ("kpi_agreement", 2568, "ok")
    assert [row["threshold_value"] for row in tables["rubrics"]] == [80, 82, 84, 86, 88]
    assert not [flag for row in [*tables["kpis"], *tables["rubrics"]] for flag in row["flags"]]


def test_targets_and_results_by_quarter_and_of_the_year() -> None:
    text = (
        "รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\n\nสำนักพัฒนาสังคม กรุงเทพมหานคร\n\n"
        "องค์ประกอบที่ 1.2 (Function Base)\n\n"
        "ตัวชี้วัด\tหน่วยนับ\tไตรมาส 1\t\tไตรมาส 2\t\tทั้งปี\t\tน้ำหนัก\n\t\tเป้า\tผล\tเป้า\tผล\tเป้า\tผล\t\n"
        "จำนวนผู้ฝึกอาชีพ\tคน\t20\t18\t40\t39\t80\t83\t15\n"
    )
    tables = read(text)
    (row,) = tables["results"]
    assert (row["target_value"], row["achieved_value"], row["achieved_unit"]) == (80, 83, "คน")
    assert (row["weight"], row["flags"]) == (15, [])


def test_strategy_and_programme_behind_a_number_and_apart_from_their_label() -> None:
    text = (
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)\n\nองค์การบริหารส่วนตำบลบ้านธาร\n\nแบบ ผ.02\n\n"
        "1. ยุทธศาสตร์ ด้านคุณภาพชีวิต\n\n1.1 แผนงาน สาธารณสุข\n\n"
        "ที่\tโครงการ\tวัตถุประสงค์\tเป้าหมาย\tงบประมาณ\t\n\t\t\t\t2566\t2567\n"
        "1\tโครงการตรวจน้ำดื่ม\tเพื่อให้น้ำสะอาด\tบ่อ 12 แห่ง\t9,000\t-\n"
    )
    (row,) = read(text)["plans"]
    assert (row["strategy"], row["programme"]) == ("ด้านคุณภาพชีวิต", "แผนงาน สาธารณสุข")


def test_an_office_left_empty_below_another_is_told_in_text() -> None:
    head = f"{BANGKOK}ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ\n\nลำดับ\tตัวชี้วัด\tค่าเป้าหมาย\tส่วนราชการ\n1.2 Function Base\t\t\t\n"
    lines = "1\tจำนวนผู้ฝึกอาชีพ\t40 คน\tกองอาชีพ\n2\tจำนวนหลักสูตรใหม่\t3 หลักสูตร\t{}\n3\tจำนวนเด็กในศูนย์\t90 คน\tกองเด็ก\n"
    flags = [row["flags"] for row in read(head + lines.format(""))["kpis"]]
    assert flags == [[], ["merged_unknown"], []]
    assert not any(row["flags"] for row in read(head + lines.format("กองอาชีพ"))["kpis"])


@pytest.mark.parametrize("heads", ["Q1\tQ2\tQ3\tQ4", "ไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4"])
@pytest.mark.parametrize("year", ["เป้าหมายทั้งปี", "ค่าเป้าหมาย"])
def test_quarters_beside_an_indicators_target_make_it_no_projects(heads: str, year: str) -> None:
    """The columns of a budget book fitted them better: base ``project``, no number, a flag."""
    tables = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2569 ของจังหวัดลำพูน\nประเด็นการพัฒนาที่ 2 ผ้าทอ\n\n"
        f"ที่\tตัวชี้วัด\tหน่วยวัด\t{year}\tเป้าหมายสะสมรายไตรมาส\t\t\t\tผู้กำกับดูแล\n\t\t\t\t{heads}\t\n"
        "1\tจำนวนผู้ประกอบการที่ผ่านการอบรม\tราย\t320\t50\t120\t250\t320\tรองผู้ว่าราชการ\n"
        "2\tมูลค่าการจำหน่ายผ้าทอเพิ่มขึ้น\tร้อยละ\tไม่น้อยกว่า 5\t-\t-\t2\t5\tรองผู้ว่าราชการ\n"
    )
    kpis = [(row["item_no"], row["base"], row["target_value"], row["units"], row["flags"]) for row in tables["kpis"]]
    assert kpis == [("1", "goal", 320, [], []), ("2", "goal", 5, [], [])]
    kept = {(row["heading_path"][-1].split()[-1], row["text"]) for row in tables["sections"]}
    assert {(heads.split("\t")[1].split()[-1], "120"), (heads.split("\t")[3].split()[-1], "320")} <= kept
