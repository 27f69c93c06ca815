"""Tables as offices head them in years and places of their own, read whole: small texts, one kind each."""

from __future__ import annotations

from decimal import Decimal

from tests.test_interrupted import read


def test_steps_under_other_headings_are_milestones() -> None:
    steps = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2566\nสำนักการจราจรและขนส่ง\n\nตาราง จ แผนการดำเนินงาน\n\n"
        "ตัวชี้วัดที่ 1 ร้อยละของป้ายรถเมล์ที่ปรับปรุง\nชื่อโครงการ/กิจกรรม : โครงการปรับปรุงป้ายรถเมล์\n\n"
        "ขั้นตอนการดำเนินการ\tสัดส่วนงาน (ร้อยละ)\tผลงานสะสม (ร้อยละ)\tพ.ศ. 2565\t\t\tพ.ศ. 2566\t\t\n"
        "\t\t\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.\n"
        "1. สำรวจ\t40\t40\t✓\t✓\t\t\t\t\n2. ติดตั้ง\t60\t100\t\t\t✓\t✓\t✓\t\n"
    )["milestones"]
    found = [
        (row["step"], row["weight_pct"], row["cumulative_pct"], row["start_month"], row["end_month"]) for row in steps
    ]
    assert found == [("สำรวจ", 40, 40, "2565-10", "2565-11"), ("ติดตั้ง", 60, 100, "2565-12", "2566-02")]


def report(achieved: str, told: str, score: str) -> list[dict]:
    return read(
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ\nประจำปีงบประมาณ พ.ศ. 2566 ไตรมาสที่ 2\n"
        "หน่วยงาน : สำนักเทศกิจ\n\nองค์ประกอบที่ 1 : ภารกิจหลัก (Function Base)\n\n"
        f"ที่\tตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\t{achieved}\t{told}\t{score}\n"
        "1\tจำนวนครั้งที่ออกตรวจ\t20\t40 ครั้ง\t22 ครั้ง\tออกตรวจ 22 ครั้ง ใน 6 เดือน\t4\n"
    )["results"]


def test_what_a_report_tells_beside_its_figure_is_the_narrative() -> None:
    for heads in (
        ("ผลการดำเนินงาน", "รายละเอียดผลการดำเนินงาน", "คะแนนที่ได้"),
        ("ผลงาน", "คำชี้แจง", "ระดับคะแนน"),
        ("ผลการดำเนินงาน", "คำอธิบาย", "ค่าคะแนน"),
    ):
        (row,) = report(*heads)
        assert (row["achieved_value"], row["achieved_unit"], row["score"]) == (22, "ครั้ง", 4), heads
        assert (row["narrative"], row["flags"]) == ("ออกตรวจ 22 ครั้ง ใน 6 เดือน", []), heads


def test_the_office_of_an_agreed_indicator_stands_beside_its_definition() -> None:
    (row,) = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2567\nสำนักการโยธา\n\nตาราง ค ตัวชี้วัดเจรจาตกลง\n\n"
        "ที่\tตัวชี้วัด\tข้อมูลพื้นฐาน\tค่าเป้าหมาย\tน้ำหนัก\tนิยาม/วิธีคำนวณ\tส่วนราชการที่รับผิดชอบ\n"
        "1\tร้อยละของสะพานที่ตรวจสอบ\t-\tร้อยละ 90\t10\tนิยาม : สะพานในบัญชี\tสำนักงานวิศวกรรมทาง\n"
    )["kpis"]
    assert (row["units"], row["flags"]) == (["สำนักงานวิศวกรรมทาง"], [])


def routine(cell: str) -> list[dict]:
    return read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568\nสำนักการคลัง\n\nส่วนที่ 3\nภารกิจประจำพื้นฐาน\n\n"
        "ลำดับที่\tแผนงาน/ผลผลิต\tโครงการ\tงบประมาณ (บาท)\n"
        f"1\t{cell}\t1. โครงการอบรมการพัสดุ\t250,000\n\t\t2. โครงการตรวจนับพัสดุ\t90,000\n"
    )["plans"]


def test_programme_and_output_may_stand_in_one_line() -> None:
    for cell in ("แผนงานการคลัง ผลผลิต : งานพัสดุ", "แผนงานการคลัง ผลผลิตงานพัสดุ", "แผนงานการคลังผลผลิต : งานพัสดุ"):
        found = {(row["programme"], row["output"].removeprefix("ผลผลิต")) for row in routine(cell)}
        assert found == {("แผนงานการคลัง", "งานพัสดุ")}, cell


def test_a_programme_that_speaks_of_output_has_none() -> None:
    assert {(row["programme"], row["output"]) for row in routine("แผนงานเพิ่มผลผลิตการเกษตร")} == {
        ("แผนงานเพิ่มผลผลิตการเกษตร", None)
    }


def test_a_project_is_a_line_though_its_activities_add_up_to_it() -> None:
    tables = read(
        "แผนปฏิบัติราชการประจำปีของจังหวัดเลย พ.ศ. 2569\n\n"
        "ลำดับ\tโครงการ/กิจกรรม\tหน่วยดำเนินการ\tงบประมาณ (ล้านบาท)\n"
        "1\tโครงการถนนสู่ภูเขา\tแขวงทางหลวงเลย\t12.50\n"
        "1.1\tกิจกรรมขยายไหล่ทาง\tแขวงทางหลวงเลย\t8.00\n1.2\tกิจกรรมติดไฟส่องสว่าง\tเทศบาลเมืองเลย\t4.50\n"
    )
    found = [(row["row_kind"], row["seq"], row["budget_baht"], row["output"]) for row in tables["plans"]]
    amounts = [Decimal(12_500_000), Decimal(8_000_000), Decimal(4_500_000)]
    assert found == [("item", seq, baht, None) for seq, baht in zip(("1", "1.1", "1.2"), amounts, strict=True)]


def test_no_budget_in_any_year_is_said_of_the_line() -> None:
    plans = read(
        "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2567 - 2568)\nองค์การบริหารส่วนตำบลโคกกลาง\n\n"
        "มิติ\tโครงการ/กิจกรรม/มาตรการ\tปี 2567\tปี 2568\tหมายเหตุ\n\t\tงบประมาณ (บาท)\tงบประมาณ (บาท)\t\n"
        "มิติที่ 1 สุจริต\tมาตรการแสดงเจตจำนง\tไม่ใช้งบประมาณ\tไม่ใช้งบประมาณ\t\n"
        "\tโครงการอบรมคุณธรรม\t20,000\t-\t\n\tกิจกรรมติดประกาศ\t-\t-\t\n"
    )["plans"]
    assert [row["budget_status"] for row in plans] == ["none", "by_year", "unstated"]


def test_a_target_that_measures_nothing_named_is_what_the_project_gives() -> None:
    head = "แผนปฏิบัติราชการรายปี (พ.ศ. 2567)\nกรมการข้าว\n\n"
    alone = read(
        f"{head}ลำดับ\tโครงการ\tเป้าหมาย\tงบประมาณ (บาท)\tหน่วยงาน\n1\tโครงการนาแปลงใหญ่\t120 แปลง\t90,000\tกองเมล็ด\n"
    )
    (row,) = alone["plans"]
    assert (row["output_target"], row["flags"], alone["kpis"]) == ("120 แปลง", [], [])
    beside = read(
        f"{head}ลำดับ\tโครงการ\tตัวชี้วัด\tเป้าหมาย\tงบประมาณ (บาท)\n1\tโครงการนาแปลงใหญ่\tจำนวนแปลง\t120 แปลง\t90,000\n"
    )
    assert [row["output_target"] for row in beside["plans"]] == [None]
    assert [(row["name"], row["target_value"]) for row in beside["kpis"]] == [("จำนวนแปลง", 120)]


def test_what_was_reached_before_stands_beside_the_indicator_of_a_project() -> None:
    head = "แผนยุทธศาสตร์โรงพยาบาลเขาวง ระยะ 2 ปี (พ.ศ. 2566 - 2567)\n\n"
    for heading, printed in (("ข้อมูลพื้นฐาน ปี 2565", "61"), ("ข้อมูลพื้นฐาน", "พ.ศ. 2565 : 61")):
        (row,) = read(
            f"{head}ยุทธศาสตร์\tตัวชี้วัด\tหน่วย\t{heading}\tค่าเป้าหมาย\t\tแผนงาน/โครงการ\n\t\t\t\tปี 2566\tปี 2567\t\n"
            f"1. บริการดี\tความพึงพอใจ\tร้อยละ\t{printed}\t70\t80\tโครงการลดเวลารอ\n"
        )["kpis"]
        assert [(one["fiscal_year"], one["value"]) for one in row["baseline"]] == [(2565, 61)], heading
        assert (row["target_value"], row["flags"]) == (70, []), heading


def test_money_beside_an_indicator_without_a_project_is_told_of() -> None:
    tables = read(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2569\nกรมการจัดหางาน\n\nเป้าประสงค์ : คนไทยมีงานทำ\n\n"
        "ที่\tตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย\tงบประมาณ (ล้านบาท)\tหน่วยงานรับผิดชอบ\n"
        "1\tจำนวนผู้ได้งานทำ\tคน\t5,000\t2.5\tกองพัฒนาระบบ\n"
        "2\tการเปิดศูนย์บริการ\t-\tภายในวันที่ 31 มีนาคม 2569\t1.0\tสำนักงานเลขานุการกรม\n"
    )
    found = [(row["base"], row["item_no"], row["target_value"], row["target_date"]) for row in tables["kpis"]]
    assert found == [("goal", "1", 5000, None), ("goal", "2", None, "2569-03-31")]
    assert all("unclaimed_cells" in row["flags"] for row in tables["kpis"]) and not tables["plans"]


def test_steps_that_no_form_reads_make_the_document_partial() -> None:
    (document,) = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2566\nสำนักการจราจรและขนส่ง\n\n"
        "ที่\tตัวชี้วัด\tค่าเป้าหมาย\tน้ำหนัก\tนิยาม\n1\tร้อยละของป้าย\tร้อยละ 80\t10\tป้ายในบัญชี\n\n"
        "ขั้นตอนของคณะทำงาน\tเนื้องานที่ทำ\tสะสมแล้ว\nสำรวจ\t40\t40\nติดตั้ง\t60\t100\n"
    )["documents"]
    assert document["status"] == "partial"


def test_an_indicator_named_above_the_table_of_its_activities_is_one_and_flagged() -> None:
    tables = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักการคลัง\n\nส่วนที่ 4 การประเมินผลการปฏิบัติราชการ\n\n"
        "องค์ประกอบที่ 2 การประเมินศักยภาพในการดำเนินงาน (Potential Base) กำหนดค่าน้ำหนักคะแนนร้อยละ 30\n\n"
        "2.1 ร้อยละของการเบิกจ่ายงบประมาณในภาพรวม กำหนดค่าน้ำหนักคะแนนร้อยละ 15 รับผิดชอบโดยสำนักการคลัง\n\n"
        "โครงการ/กิจกรรม\tงบประมาณ (บาท)\tส่วนราชการที่รับผิดชอบ\nกิจกรรมเร่งรัดการเบิกจ่าย\t-\tฝ่ายบริหารงานทั่วไป\n"
    )
    (row,) = tables["kpis"]
    assert (row["base"], row["component_no"], row["item_no"], row["weight"]) == ("potential", "2", "2.1", 15)
    assert row["name"] == "ร้อยละของการเบิกจ่ายงบประมาณในภาพรวม" and "name_end_guess" in row["flags"]


def test_a_component_with_its_weight_is_no_indicator() -> None:
    tables = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักการคลัง\n\nส่วนที่ 4 การประเมินผลการปฏิบัติราชการ\n\n"
        "องค์ประกอบที่ 1 การประเมินประสิทธิผล (Performance Base)\n\n"
        "1.1 ประสิทธิผลของการดำเนินงานภารกิจสำคัญ กำหนดค่าน้ำหนักคะแนนร้อยละ 35\n\n"
        "ที่\tรหัส KRs\tชื่อตัวชี้วัด\tค่าเป้าหมาย\n1\t3101\tร้อยละของถนนที่ปลอดภัย\tร้อยละ 80\n"
    )
    assert [row["name"] for row in tables["kpis"]] == ["ร้อยละของถนนที่ปลอดภัย"]
