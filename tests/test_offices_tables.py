"""Tables of offices in other prints than the samples': columns in another order, numbers and years in columns of their
own, groups as rows across the table."""

from __future__ import annotations

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
