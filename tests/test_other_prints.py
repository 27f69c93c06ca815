"""Tables as other offices print them: headings as rows inside a table, H and R in columns, a box by its number."""

from __future__ import annotations

from tests.test_interrupted import read


def test_issue_objective_and_key_result_as_rows_of_a_table_of_indicators() -> None:
    """Rows across that follow each other are headings each, not one that goes on."""
    text = """แผนปฏิบัติการประจำปี พ.ศ. 2567
สำนักงานเขตจตุจักร

โครงการ/กิจกรรม\tตัวชี้วัด\tเป้าหมาย\tงบประมาณที่ได้รับ\tหน่วยงานที่รับผิดชอบ
ประเด็นการพัฒนาที่ 1 เมืองปลอดภัย\t\t\t\t
วัตถุประสงค์หลัก : ลดจุดเสี่ยง\t\t\t\t
KR 1 : จำนวนจุดเสี่ยงที่แก้ไข\t\t\t\t
โครงการแก้ไขจุดเสี่ยงอาชญากรรม\tจำนวนจุดเสี่ยง\t25 จุด\t650,000\tฝ่ายปกครอง
วัตถุประสงค์หลัก : เพิ่มแสงสว่าง\t\t\t\t
โครงการติดตั้งไฟส่องสว่าง\tจำนวนดวงไฟ\t300 ดวง\t1,890,000\tฝ่ายโยธา
"""
    tables = read(text)
    first, second = tables["kpis"]
    assert (first["base"], first["objective"], first["key_result"]) == ("strategy", "ลดจุดเสี่ยง", "จำนวนจุดเสี่ยงที่แก้ไข")
    assert (second["base"], second["objective"], second["key_result"]) == ("strategy", "เพิ่มแสงสว่าง", None)
    assert not first["flags"] and not tables["documents"][0]["flags"]


def test_a_table_of_indicators_in_the_part_of_the_city_plan() -> None:
    text = """แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2570
สำนักวัฒนธรรม กีฬา และการท่องเที่ยว
ส่วนที่ 1 การนำแผนพัฒนากรุงเทพมหานครไปสู่การปฏิบัติ

รหัส OKR\tตัวชี้วัด (KPI)\tค่าเป้าหมายปี 2570\tหน่วยนับ\tH/R\tโครงการ/กิจกรรม\tงบประมาณ (ล้านบาท)\tส่วนราชการ
1203\tจำนวนลานกีฬาที่เปิดนอกเวลา\t120\tแห่ง\tH\tโครงการลานกีฬาใกล้บ้าน\t12.5\tกองการกีฬา
"""
    (row,) = read(text)["kpis"]
    assert (row["base"], row["listings"], row["target_value"], row["target_unit"]) == (
        "bma_plan",
        ["bma_plan"],
        120,
        "แห่ง",
    )
    assert row["projects"][0]["budget_baht"] == 12_500_000


def test_host_and_supporters_in_columns_of_their_own() -> None:
    text = """แผนปฏิบัติราชการประจำปี พ.ศ. 2568
สำนักสิ่งแวดล้อม
ส่วนที่ 4 การประเมินผล
องค์ประกอบที่ 1.1 (Agenda Base)

ลำดับ\tรหัส\tตัวชี้วัด\tเป้าหมาย\tหลัก (H)\tสนับสนุน (R)\tงบประมาณ
1\t2205\tปริมาณขยะที่ลดลง\tลดลงไม่น้อยกว่าร้อยละ 10\tสสล.\tทุกหน่วยงาน\t2,000,000
2\t2206\tพื้นที่สีเขียวต่อประชากร\t7 ตารางเมตรต่อคน\tสนย.\tสสล. สวพ.\t-
"""
    tables = read(text)
    got = [
        (r["kr_code_printed"], r["role"], r["lead_agencies"], r["support_agencies"], r["flags"]) for r in tables["kpis"]
    ]
    assert got == [
        ("2205", "H", ["สสล."], ["ทุกหน่วยงาน"], []),
        ("2206", "R", ["สนย."], ["สสล.", "สวพ."], []),
    ]


def test_a_result_box_that_only_numbers_the_one_indicator_above() -> None:
    text = """รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568
หน่วยงาน : สำนักการจราจรและขนส่ง
องค์ประกอบที่ 1.2 (Agenda Base)
ตัวชี้วัด : ร้อยละความสำเร็จในการแก้ไขจุดฝืด

ผลการดำเนินงาน :
ลำดับที่\tน้ำหนัก\tผลการดำเนินงาน\tคะแนนที่ได้รับ\tคะแนนถ่วงน้ำหนัก
1\t20\tระดับ 4\t90\t18
"""
    tables = read(text)
    assert [row["name"] for row in tables["kpis"]] == ["ร้อยละความสำเร็จในการแก้ไขจุดฝืด"]
    assert (tables["results"][0]["achieved_value"], tables["results"][0]["weight"]) == (4, 20)


PLAN = """แผนปฏิบัติราชการประจำปี พ.ศ. 2569
สำนักงานเขตคลองเตย
ส่วนที่ 2 แผนปฏิบัติราชการตามยุทธศาสตร์
โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน

ลำดับ\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\tผู้รับผิดชอบ
"""


def test_a_row_that_completes_the_one_above_is_its_rest() -> None:
    """A numbered entry of a name alone, and below it the rest of the name with other cells: one project, flagged."""
    rows = (
        "1\tโครงการตรวจสุขภาพชุมชน\n\tในพื้นที่ริมคลอง\t250,000\tฝ่ายสิ่งแวดล้อม\n"
        "2\tโครงการกองทุนชุมชน\t120,000\tฝ่ายพัฒนาชุมชน\n\tโครงการนอกลำดับ\t90,000\tฝ่ายพัฒนาชุมชน\n"
    )
    got = [(row["seq"], row["project"], row["budget_baht"], row["flags"]) for row in read(PLAN + rows)["plans"]]
    assert [row[2] for row in got] == [250_000, 120_000, 90_000]
    assert got[0][1].startswith("โครงการตรวจสุขภาพชุมชน") and got[0][1].endswith("ริมคลอง")
    assert got[0][3] == ["row_cut_guess"] and got[1][3] == []


def test_two_indicators_of_one_code_by_ditto_are_two() -> None:
    text = """แผนปฏิบัติราชการประจำปี พ.ศ. 2570
สำนักดิจิทัลกรุงเทพมหานคร
ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ
องค์ประกอบที่ 1.1 ประสิทธิภาพ (Agenda Base)

รหัส KR\tชื่อตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย\tH/R\tโครงการ/กิจกรรม\tหน่วยงาน
9188\tจำนวนบริการที่เป็นดิจิทัลเต็มรูปแบบ\tบริการ\tไม่น้อยกว่า 150\tH\tโครงการบริการเดียว\tกองพัฒนาดิจิทัล
"\tร้อยละความพึงพอใจของผู้ใช้\tร้อยละ\t85.5\tH\tโครงการสำรวจ\tกองพัฒนาดิจิทัล
"""
    rows = read(text)["kpis"]
    assert [(row["kr_code_printed"], row["target_value"]) for row in rows] == [("9188", 150), ("9188", 85.5)]
