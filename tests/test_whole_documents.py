"""Kinds that whole documents of other offices showed: levels that look like a header, boxes by number, months by their
names, projects before indicators, rubrics in lines and across columns, results by quarter."""

from __future__ import annotations

from pathlib import Path

import pytest
from phaen.normalizers.targets import parse_threshold
from pyarrow.dataset import dataset

from phaen.api import run
from tests.test_interrupted import read

PLAN = "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\n{office}\n\n"
AGREEMENT = (
    "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nสำนักพัฒนาสังคม\n\n"
    "ที่\tชื่อตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\tผลการดำเนินงานย้อนหลัง\t\t\n\t\t\t\t2566\t2567\t2568\n"
    "องค์ประกอบที่ 1 การประเมินประสิทธิผล (Performance Base)\n1.1 ภารกิจหลัก (Function Base)\n"
)


@pytest.mark.parametrize(
    ("target", "results"),
    [
        ("ระดับ 5", ("-", "ระดับ 4", "ระดับ 5")),
        ("ระดับ 5", ("ระดับ 3", "ระดับ 4", "ระดับ 5")),
        ("ระดับ 3", ("ระดับ 2", "-", "ระดับ 1")),
    ],
)
def test_a_line_of_levels_is_no_header(target: str, results: tuple[str, str, str]) -> None:
    """The targets and results of a line may look like the levels of a scale; the lines below it stay lines."""
    tables = read(
        f"{AGREEMENT}1\tระดับความสำเร็จของการจัดทำทะเบียนผู้สูงอายุ\t15\t{target}\t" + "\t".join(results) + "\n"
        "2\tร้อยละของผู้รับเบี้ยยังชีพที่พึงพอใจ\t20\tมากกว่าร้อยละ 92.5\tร้อยละ 88\tร้อยละ 90\tร้อยละ 91\n"
    )
    assert not tables["rubrics"]
    assert [(row["item_no"], row["target_value"], row["weight"]) for row in tables["kpis"]] == [
        ("1", float(target[-1]), 15.0),
        ("2", 92.5, 20.0),
    ]
    assert [one["raw"] for one in tables["kpis"][0]["baseline"]] == list(results)


def test_the_most_specific_component_of_the_listings_counts() -> None:
    text = (
        "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nสำนักพัฒนาสังคม\n\n"
        "ที่\tชื่อตัวชี้วัด\tเป้าหมาย\tน้ำหนัก\nองค์ประกอบที่ 1 การประเมินประสิทธิผล (Performance Base)\n"
        "1.1 ภารกิจหลัก (Function Base)\n1\tจำนวนผู้สูงอายุที่ได้รับการเยี่ยม\t900 คน\t40\n\nรายละเอียดตัวชี้วัด\n\n"
        "ที่\tชื่อตัวชี้วัด\tข้อมูลพื้นฐาน (Baseline data)\tเป้าหมาย\tน้ำหนัก คะแนน\tนิยามและวิธีคำนวณ\n"
        "1\tจำนวนผู้สูงอายุที่ได้รับการเยี่ยม\t-\t900 คน\t40\tนิยาม การเยี่ยม หมายถึง การไปพบที่บ้าน\n"
    )
    (row,) = read(text)["kpis"]
    assert (row["component_no"], row["base"]) == ("1.1", "function")


REPORT = (
    "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567\nสำนักงานเขตดุสิต\n\n"
    "องค์ประกอบที่ 1 ประสิทธิภาพในการดำเนินงานภารกิจหลัก (Function Base)\n\n"
)


@pytest.mark.parametrize("mark", [".", "", ")"])
def test_a_box_that_tells_indicators_by_number_is_tied_to_the_summary(mark: str) -> None:
    tables = read(
        f"{REPORT}ผลการดำเนินงาน :\n\nตัวชี้วัด\tน้ำหนัก (ร้อยละ)\tผลการดำเนินการ\tค่าคะแนนที่ได้\tค่าคะแนนถ่วงน้ำหนัก\n"
        f"1{mark}\t30\tร้อยละ 88\t30 คะแนน\t\n2{mark}\t20\tอยู่ระหว่างดำเนินการ\t-\t\n\n"
        "สรุปผลการดำเนินงานตัวชี้วัดในองค์ประกอบที่ 1\n\n"
        "ลำดับที่\tตัวชี้วัด\tเป้าหมาย\tน้ำหนักคะแนน\tระดับความสำเร็จที่ดำเนินงานได้\tผลการดำเนินงาน\tคะแนนที่ได้\n"
        "1\tร้อยละของคำขอที่เสร็จตามกำหนด\tร้อยละ 85\t30\tร้อยละ 88\tรับคำขอ 250 เรื่อง\t30 คะแนน\n"
        "2\tจำนวนสวนหย่อมที่ปรับปรุง\t4 แห่ง\t20\tอยู่ระหว่างดำเนินการ\tรอผลจัดซื้อ\t-\n"
    )
    names = ["ร้อยละของคำขอที่เสร็จตามกำหนด", "จำนวนสวนหย่อมที่ปรับปรุง"]
    assert [row["name"] for row in tables["kpis"]] == names
    box = [row for row in tables["results"] if row["source"] == "score_table"]
    assert [(row["kpi_name"], row["achieved_value"]) for row in box] == [(names[0], 88.0), (names[1], None)]


def test_a_box_by_number_whose_indicators_are_named_nowhere_says_so() -> None:
    tables = read(
        f"{REPORT}ผลการดำเนินงาน :\n\nตัวชี้วัด\tน้ำหนัก (ร้อยละ)\tผลการดำเนินการ\tค่าคะแนนที่ได้\tค่าคะแนนถ่วงน้ำหนัก\n"
        "1.\t30\tร้อยละ 88\t30 คะแนน\t\n"
    )
    (row,) = tables["kpis"]
    assert "name_unread" in row["flags"]


@pytest.mark.parametrize("whole", ["ผลรวมทั้งปี", "ผลการดำเนินงานสะสม", None])
def test_a_quarter_is_not_the_result_of_the_year(whole: str | None) -> None:
    last, value = (f"\t{whole}", "\t31 แห่ง") if whole else ("", "")
    tables = read(
        f"{REPORT}ลำดับที่\tตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\tผลการดำเนินงาน\t\t\t{last}\tคะแนนที่ได้\n"
        f"\t\t\t\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4{chr(9) if whole else ''}\t\n"
        f"1\tจำนวนทางม้าลายที่ทาสีใหม่\t50\t30 แห่ง\t5 แห่ง\t9 แห่ง\t7 แห่ง\t10 แห่ง{value}\t50\n"
    )
    achieved = [row["achieved_value"] for row in tables["results"] if row["achieved_value"] is not None]
    assert achieved == ([31.0] if whole else [])
    assert whole or tables["documents"][0]["status"] == "partial"


MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]


def test_months_under_their_years_without_a_heading_of_their_own() -> None:
    tables = read(
        PLAN.format(office="สำนักการจราจรและขนส่ง")
        + "ตาราง จ ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม\n\nตัวชี้วัดที่ 1 ร้อยละของป้ายรถเมล์ที่ได้รับการซ่อม\n\n"
        "ชื่อโครงการ โครงการซ่อมป้ายรถเมล์ (กองการขนส่ง)\n\n"
        "ขั้นตอนการปฏิบัติงาน\tเนื้องานรายขั้นตอน (ร้อยละ)\tความก้าวหน้าสะสม (ร้อยละ)\tพ.ศ. 2568\t\t\tพ.ศ. 2569" + "\t" * 8 + "\n"
        "\t\t\t" + "\t".join(MONTHS) + "\n"
        "1. สำรวจป้าย\t40\t40\t←\t\t→\t\t\t\t\t\t\t\t\t\n2. ซ่อมป้าย\t60\t100\t\t\t\t\t←\t\t\t\t\t→\t\t\n"
    )
    assert [(row["step"], row["start_month"], row["end_month"]) for row in tables["milestones"]] == [
        ("สำรวจป้าย", "2568-10", "2568-12"),
        ("ซ่อมป้าย", "2569-02", "2569-07"),
    ]


def test_numbered_projects_with_their_indicators_and_money_by_quarter() -> None:
    tables = read(
        "แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nศูนย์บริการสาธารณสุข 7 บุญมี สำนักอนามัย\n\n(หน่วย : พันบาท)\n\n"
        "ลำดับ\tโครงการ/กิจกรรม\tตัวชี้วัด\tเป้าหมาย\tงบประมาณ\t\t\t\t\tผู้รับผิดชอบ\n"
        "\t\t\t\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4\tรวม\t\n"
        "1\tโครงการฟันดีวัยเรียน\tจำนวนเด็กที่ได้รับการตรวจฟัน\t800 คน\t10\t10\t5\t-\t25\tกลุ่มงานทันตกรรม\n"
        "2\tกิจกรรมวัดความดัน\tร้อยละของผู้ที่มาตรวจซ้ำ\tไม่น้อยกว่าร้อยละ 70\t-\t-\t-\t-\tไม่ใช้งบประมาณ\tกลุ่มงานพยาบาล\n"
        "รวม\t\t\t\t10\t10\t5\t-\t25\t\n"
    )
    assert [(row["section"], row["row_kind"], row["project"], row["budget_baht"]) for row in tables["plans"]] == [
        ("action", "item", "โครงการฟันดีวัยเรียน", 25_000),
        ("action", "item", "กิจกรรมวัดความดัน", None),
        ("action", "total", None, 25_000),
    ]
    assert [one["baht"] for one in tables["plans"][0]["amounts"]][:3] == [10_000, 10_000, 5_000]
    assert [(row["base"], row["target_value"]) for row in tables["kpis"]] == [("project", 800.0), ("project", 70.0)]
    (document,) = tables["documents"]
    assert (document["agency_name"], document["agency_code"]) == ("ศูนย์บริการสาธารณสุข 7 บุญมี", "สนอ.")
    assert document["parent_agency"] == "สำนักอนามัย"


RUBRIC = (
    "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nสำนักพัฒนาสังคม\n\n"
    "ที่\tชื่อตัวชี้วัด\tเป้าหมาย\tน้ำหนัก\n1\tร้อยละของชุมชนที่มีแผนชุมชน\tร้อยละ 85\t30\n\n"
    "เกณฑ์การให้คะแนน “ร้อยละของชุมชนที่มีแผนชุมชน”\n\n"
)


def test_a_rubric_in_lines() -> None:
    tables = read(
        RUBRIC + "ระดับ 1 ร้อยละ 65 ได้ 6 คะแนน\nระดับ 2 : ร้อยละ 70 (12 คะแนน)\nระดับที่ 3 ร้อยละ 75 ได้ 18 คะแนน\n"
        "ระดับ 4 มีคณะทำงานและ\nแผนที่ผู้บริหารเห็นชอบ\nระดับ 5 ≥ ร้อยละ 85 = 30 คะแนน\n\nผลผลิต : แผนชุมชน 20 ฉบับ\n"
    )
    names = {row["kpi_name"] for row in tables["rubrics"]}
    assert names == {"ร้อยละของชุมชนที่มีแผนชุมชน"} and len(tables["kpis"]) == 1
    assert [(row["level"], row["threshold_value"], row["criterion"], row["score"]) for row in tables["rubrics"]] == [
        (1, 65.0, None, 6.0),
        (2, 70.0, None, 12.0),
        (3, 75.0, None, 18.0),
        (4, None, "มีคณะทำงานและแผนที่ผู้บริหารเห็นชอบ", None),
        (5, 85.0, None, 30.0),
    ]


def test_lines_that_only_speak_of_levels_are_no_rubric() -> None:
    told = RUBRIC + "ระดับ 1 และระดับ 2 ใช้กับหน่วยงานที่ตั้งใหม่\nระดับ 2 ใช้กับทุกหน่วยงาน\n"
    assert not read(told)["rubrics"]


def test_levels_across_with_a_row_of_thresholds_and_one_of_scores() -> None:
    tables = read(
        RUBRIC + "ระดับคะแนน\t1\t2\t3\t4\t5\nเกณฑ์การให้คะแนน\tร้อยละ 65\tร้อยละ 70\tร้อยละ 75\tร้อยละ 80\tร้อยละ 85\n"
        "คะแนนที่ได้รับ\t6\t12\t18\t24\t30\n"
    )
    assert [(row["level"], row["threshold_value"], row["score"]) for row in tables["rubrics"]] == [
        (level, 60.0 + 5 * level, 6.0 * level) for level in range(1, 6)
    ]
    assert len(tables["kpis"]) == 1


def test_a_target_behind_the_name_of_a_strategy_indicator_does_not_part_it() -> None:
    tables = read(
        PLAN.format(office="สำนักงานเขตดุสิต")
        + "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน\n\nประเด็นการพัฒนาที่ 1 ตลาดสะอาด\n\n"
        "ตัววัดผลหลักตามภารกิจหลักของหน่วยงาน (KR / KPI) ร้อยละของตลาดที่ได้มาตรฐาน ร้อยละ 100\n\n"
        "ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ\n\n1.2 ภารกิจหลัก (Function Base)\n\n"
        "ที่\tรหัส KRs\tตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย\tความรับผิดชอบ (H/R)\n"
        "1\t5411\tร้อยละของตลาดที่ได้มาตรฐาน\tร้อยละ\t100\tH\n"
    )
    (row,) = tables["kpis"]
    assert (row["listings"], row["target_raw"], row["target_unit"]) == (["kpi_table", "strategy"], "100", "ร้อยละ")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("มากกว่า 9.5 แต่ไม่เกิน 10 นาที", (">", 9.5, 10.0, "นาที")),
        ("มากกว่าร้อยละ ๘๐ แต่น้อยกว่าร้อยละ ๙๐", (">", 80.0, 90.0, "ร้อยละ")),
        ("ไม่น้อยกว่า 2 ครั้ง และไม่เกิน 5 ครั้ง", (">=", 2.0, 5.0, "ครั้ง")),
        ("ตั้งแต่ 3 แห่ง แต่ไม่ถึง 5 แห่ง", (">=", 3.0, 5.0, "แห่ง")),
    ],
)
def test_a_range_told_by_both_its_ends(text: str, read: tuple[str, float, float, str]) -> None:
    target = parse_threshold(text)
    assert (target.op, target.value, target.max, target.unit, target.flags) == (*read, ())


def test_two_figures_of_different_things_are_no_range() -> None:
    target = parse_threshold("ผ่าน 2 ด้าน และไม่เกิน 3 ปี")
    assert target.value is None and target.flags


def test_a_component_by_its_word_alone_and_rubrics_under_numbered_names() -> None:
    tables = read(
        "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nสำนักพัฒนาสังคม\n\n"
        "ตัวชี้วัด\tค่าเป้าหมาย\tข้อมูลพื้นฐาน (Baseline Data)\tน้ำหนักคะแนน\n"
        "องค์ประกอบที่ 1 การประเมินประสิทธิผล (Performance Base)\n1.1 Agenda Base\n"
        "1. ระยะเวลาเฉลี่ยในการช่วยเหลือ\tไม่เกิน 8 วัน\tปี 2568 = 9 วัน\t40\n1.2 Function Base\n"
        "2. ร้อยละของศูนย์ที่ได้มาตรฐาน\tร้อยละ 98\tปี 2568 = 97%\t30\nรวม\t\t\t75\n\n1. ตัวชี้วัด : ระยะเวลาเฉลี่ยในการช่วยเหลือ\n\n"
        "ระดับคะแนน\tเกณฑ์การให้คะแนน\tคะแนนที่ได้รับ\n1\t> 10 วัน\t8\n2\tมากกว่า 9 แต่ไม่เกิน 10 วัน\t16\n"
        "3\tทำได้ 9 วันโดยประมาณการ 2 รอบ\t24\n4\tไม่เกิน 8.5 วัน\t32\n5\tไม่เกิน 8 วัน\t40\n"
    )
    assert [(row["component_no"], row["base"]) for row in tables["kpis"]] == [("1.1", "agenda"), ("1.2", "function")]
    levels = [(row["level"], row["threshold_value"], row["criterion"]) for row in tables["rubrics"]]
    assert levels == [(1, 10.0, None), (2, 9.0, None), (3, None, None), (4, 8.5, None), (5, 8.0, None)]
    assert [bool(row["flags"]) for row in tables["rubrics"]] == [False, False, True, False, False]


def test_levels_on_two_sides_of_one_figure_are_in_order(tmp_path: Path) -> None:
    """Held against the written files, for the audit loads no column that no rule reads."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text(
        RUBRIC + "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tวิธีวัดผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
        "1\tน้อยกว่าร้อยละ 70\t- มีแผน\t6\n2\tร้อยละ 70\t- สำรวจ\t12\n3\tร้อยละ 75\t- จัดทำ\t18\n"
        "4\tร้อยละ 80\t- เผยแพร่\t24\n5\tมากกว่าร้อยละ 80\t- สรุปผล\t30\n",
        "utf8",
    )
    run(tmp_path / "in", tmp_path / "out")
    findings = dataset(tmp_path / "out" / "findings").to_table().to_pylist()
    assert [one["rule"] for one in findings if one["rule"] == "rubric_shape"] == []


def test_groups_of_a_rubric_with_what_they_are() -> None:
    tables = read(
        RUBRIC
        + "ระดับความสำเร็จ\tกลุ่ม ก โรงพยาบาลขนาดใหญ่\tกลุ่ม ข โรงพยาบาลขนาดเล็ก\tคะแนนที่ได้รับ\n"
        + "".join(f"{level}\t{level} แห่ง\t{level + 1} แห่ง\t{6 * level}\n" for level in (5, 4, 3, 2, 1))
    )
    found = {(row["level"], row["group"], row["threshold_value"]) for row in tables["rubrics"]}
    assert found == {(level, "ก", float(level)) for level in range(1, 6)} | {(n, "ข", n + 1.0) for n in range(1, 6)}


def test_the_unit_of_money_above_a_table_is_no_rest_of_the_key_result() -> None:
    tables = read(
        PLAN.format(office="สำนักงานเขตดุสิต") + "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน\n\nประเด็นการพัฒนาที่ 1 ทางเท้า\n\n"
        "ตัววัดผลหลักตามภารกิจหลักของหน่วยงาน (KR / KPI) ร้อยละของทางเท้าที่เดินได้ ไม่น้อยกว่าร้อยละ ๙๐\n\nหน่วย : พันบาท\n\n"
        "ลำดับที่\tชื่อโครงการ/กิจกรรม\tงบประมาณ\n1\tโครงการซ่อมทางเท้า\t1,250\n2\tโครงการปลูกไม้พุ่ม\tใช้งบประมาณของสำนักสิ่งแวดล้อม\n"
    )
    (kpi,) = tables["kpis"]
    assert (kpi["name"], kpi["target_value"]) == ("ร้อยละของทางเท้าที่เดินได้", 90.0)
    assert [(row["budget_baht"], row["budget_status"]) for row in tables["plans"]] == [
        (1_250_000, "amount"),
        (None, "shared"),
    ]


def test_levels_across_that_say_what_must_be_done_are_criteria() -> None:
    tables = read(
        "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nสำนักพัฒนาสังคม\n\n"
        "ที่\tชื่อตัวชี้วัด\tค่าเป้าหมาย\tน้ำหนัก\tระดับ 1\tระดับ 2\tระดับ 3\tระดับ 4\tระดับ 5\n"
        "1\tร้อยละของชุมชนที่มีแผนชุมชน\tร้อยละ 90\t30\tร้อยละ 70\tร้อยละ 75\tร้อยละ 80\tร้อยละ 85\tร้อยละ 90\n"
        "2\tระดับความสำเร็จของคู่มืออาสาสมัคร\tระดับ 5\t20\tมีแผน\tร่างคู่มือ\tเสนอร่าง\tปรับแก้\tประกาศใช้\n"
    )
    found = [(row["threshold_value"], row["criterion"]) for row in tables["rubrics"]]
    assert found == [
        *((float(value), None) for value in (70, 75, 80, 85, 90)),
        *((None, text) for text in ("มีแผน", "ร่างคู่มือ", "เสนอร่าง", "ปรับแก้", "ประกาศใช้")),
    ]
