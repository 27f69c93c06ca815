"""What stands around a cell or a line says what it is: labels beside and above, numbers below, parts of a fraction."""

from __future__ import annotations

import pytest
from phaen.extractors.wordings.matching import match_header
from phaen.pipeline.extract import extract_document

from tests.drawn import Page
from tests.test_unseen_offices import OPTIONS, tables

HOSPITAL = ("แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2568", "โรงพยาบาลแม่ลาว")


# -- lines of labels


@pytest.mark.parametrize("unknown", ["กลุ่มผู้ร่วมงาน : อสม. 35 คน", "หลักการ : ผู้ป่วยรอนาน"])
def test_a_label_that_nobody_knows_does_not_end_a_project(unknown: str) -> None:
    read = tables(
        *HOSPITAL,
        "โครงการที่ 1 โครงการฟื้นฟูผู้ป่วยหลอดเลือดสมอง",
        "วัตถุประสงค์ : เพื่อให้ผู้ป่วยช่วยตัวเองได้",
        unknown,
        "ระยะเวลาดำเนินการ : ธ.ค. 2567 - ก.พ. 2568",
        "งบประมาณ : 27,300 บาท",
        "ผู้รับผิดชอบ : งานกายภาพบำบัด",
    )
    (one,) = read["plans"]
    assert (one["project"], one["budget_baht"], one["units"]) == (
        "โครงการฟื้นฟูผู้ป่วยหลอดเลือดสมอง",
        27300,
        ["งานกายภาพบำบัด"],
    )
    assert (one["start_month"], one["end_month"]) == ("2567-12", "2568-02")
    assert any(unknown in section["text"] for section in read["sections"])


@pytest.mark.parametrize("below", ["รวมงบประมาณทั้งสิ้น 27,300 บาท", "เอกสารนี้ผ่านการพิจารณาของคณะกรรมการแล้ว"])
def test_a_line_below_the_last_value_is_no_part_of_it(below: str) -> None:
    (one,) = tables(
        *HOSPITAL,
        "โครงการที่ 1 โครงการฟื้นฟูผู้ป่วยหลอดเลือดสมอง",
        "งบประมาณ : 27,300 บาท",
        "ผู้รับผิดชอบ : งานกายภาพบำบัด",
        "",
        below,
    )["plans"]
    assert one["units"] == ["งานกายภาพบำบัด"]


# -- sheets of one indicator


def test_targets_of_years_below_a_label_and_results_below_their_years() -> None:
    page = Page(size=11)
    page.text(60, 60, "รายละเอียดตัวชี้วัด ปีงบประมาณ พ.ศ. 2568")
    page.text(60, 80, "สำนักงานสาธารณสุขจังหวัดพะเยา")
    columns = (50, 200, 320, 440, 540)
    rows = (
        ("ชื่อตัวชี้วัด", "ร้อยละของหญิงตั้งครรภ์ที่ฝากครรภ์ครบ"),
        ("คำนิยาม", "ฝากครรภ์ครบ หมายถึง ฝากครรภ์แปดครั้ง"),
        ("เกณฑ์เป้าหมาย :",),
        ("ปีงบประมาณ 2567", "ปีงบประมาณ 2568", "ปีงบประมาณ 2569", "ปีงบประมาณ 2570"),
        ("ร้อยละ 70", "ร้อยละ 75", "ร้อยละ 80", "ร้อยละ 85"),
        ("สูตรคำนวณตัวชี้วัด", "(A/B) x 100"),
        ("รายละเอียดข้อมูลพื้นฐาน", "หน่วยวัด", "2566", "2567"),
        ("Baseline data", "ร้อยละ", "61.2", "66"),
    )
    for number, texts in enumerate(rows):
        top = 100 + 24 * number
        ends = (
            (columns[0], columns[-1]) if len(texts) == 1 else columns if len(texts) > 2 else (*columns[:2], columns[-1])
        )
        page.rules(ends, (top, top + 24))
        for left, text in zip(ends, texts, strict=False):
            page.text(left + 4, top + 16, text)
    (one,) = extract_document(page.data(), "sheet.pdf", OPTIONS).tables["kpis"]
    assert [(year["fiscal_year"], year["raw"]) for year in one["targets_by_year"]] == [
        (2567, "ร้อยละ 70"),
        (2568, "ร้อยละ 75"),
        (2569, "ร้อยละ 80"),
        (2570, "ร้อยละ 85"),
    ]
    assert one["target_value"] == 75
    assert [(year["fiscal_year"], year["value"]) for year in one["baseline"]] == [(2566, 61.2), (2567, 66.0)]


def test_two_labels_in_a_row() -> None:
    read = tables(
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ปีงบประมาณ พ.ศ. 2567",
        "กรมหม่อนไหม",
        "ตัวชี้วัดที่ 4 จำนวนเกษตรกรที่ได้รับการอบรม |  |  | ",
        "หน่วยวัด | ราย | น้ำหนัก (ร้อยละ) | 15",
        "ผู้กำกับดูแลตัวชี้วัด | นางสาวดวงใจ แสงทอง | ผู้จัดเก็บข้อมูล | นายบุญมี ไหมไทย",
        "เกณฑ์การให้คะแนน :",
        "ระดับ 1 | ระดับ 2 | ระดับ 3 | ระดับ 4 | ระดับ 5",
        "100 | 120 | 140 | 160 | 180",
    )
    named = {row["name"]: row for row in read["kpis"]}["จำนวนเกษตรกรที่ได้รับการอบรม"]
    assert (named["item_no"], named["weight"]) == ("4", 15)
    assert {row["threshold_unit"] for row in read["rubrics"]} == {"ราย"}


# -- groups of indicators


def _agreement(first: str, second: str) -> list[str]:
    read = tables(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568",
        "กรมหม่อนไหม",
        "ลำดับ | เกณฑ์วัดการดำเนินงาน | หน่วยวัด | น้ำหนัก (ร้อยละ) | ระดับ 1 | ระดับ 2 | ระดับ 3 | ระดับ 4 | ระดับ 5",
        f"1 | งานตามภารกิจ | {first}",
        "1.1 | จำนวนแปลงหม่อนที่รับรอง | แปลง | 25 | 10 | 20 | 30 | 40 | 50",
        "1.2 | ร้อยละของรังไหมที่ผ่านเกณฑ์ | ร้อยละ | 15 | 60 | 65 | 70 | 75 | 80",
        f"2 | งานบริหารองค์กร | {second}",
        "3 | ร้อยละการเบิกจ่าย | ร้อยละ | 20 | 80 | 85 | 90 | 95 | 100",
    )
    return [row["name"] for row in read["kpis"]]


def test_a_number_over_its_parts_names_a_group() -> None:
    told = _agreement(" | 40 |  |  |  |  | ", "ระดับ | 40 | 1 | 2 | 3 | 4 | 5")
    assert told == ["จำนวนแปลงหม่อนที่รับรอง", "ร้อยละของรังไหมที่ผ่านเกณฑ์", "งานบริหารองค์กร", "ร้อยละการเบิกจ่าย"]


def test_a_number_with_levels_of_its_own_is_an_indicator() -> None:
    assert "งานตามภารกิจ" in _agreement("ระดับ | 40 | 1 | 2 | 3 | 4 | 5", "ระดับ | 40 | 1 | 2 | 3 | 4 | 5")


# -- numbers below no heading


def test_rising_numbers_below_no_heading_number_the_lines() -> None:
    head = " | โครงการ/กิจกรรม | งบประมาณ (บาท) | ผู้รับผิดชอบ"
    rows = tables(
        *HOSPITAL, head, "1 | โครงการ ก้าวใหม่ | 9,000 | งานสุขศึกษา", "2 | โครงการครัวสะอาด | 4,500 | งานโภชนาการ"
    )
    assert [(row["seq"], row["flags"]) for row in rows["plans"]] == [("1", []), ("2", [])]


def test_other_figures_below_no_heading_are_left_and_told() -> None:
    head = " | โครงการ/กิจกรรม | งบประมาณ (บาท) | ผู้รับผิดชอบ"
    rows = tables(
        *HOSPITAL, head, "40 | โครงการ ก้าวใหม่ | 9,000 | งานสุขศึกษา", "15 | โครงการครัวสะอาด | 4,500 | งานโภชนาการ"
    )
    assert [row["seq"] for row in rows["plans"]] == [None, None]
    assert all(row["flags"] for row in rows["plans"])


# -- parts of a fraction


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [("ผลงาน (A)", "เป้าหมาย (B)", "ร้อยละ"), ("ตัวตั้ง (A)", "ตัวหาร (B)", "อัตรา"), ("A", "B", "ร้อยละ/อัตรา")],
)
def test_what_stands_behind_a_and_b_was_reached(first: str, second: str, result: str) -> None:
    rows = tables(
        "รายงานผลตัวชี้วัด ปีงบประมาณ พ.ศ. 2568",
        "จังหวัดน่าน",
        f"ลำดับ | ตัวชี้วัด | เกณฑ์ | {first} | {second} | {result}",
        "1 | ร้อยละของบ้านเรือนที่มีส้วมถูกสุขลักษณะ | ≥ 98 | 4,851 | 4,900 | 99.00",
    )["results"]
    assert [(row["achieved_value"], row["target_value"]) for row in rows] == [(99.0, 98.0)]


def test_without_a_result_behind_them_the_parts_are_no_result() -> None:
    match = match_header([["ตัวชี้วัด"], ["เกณฑ์"], ["ผลงาน (A)"], ["เป้าหมาย (B)"]])
    assert match is None or "achieved" not in match.roles


# -- an internal audit


def test_what_an_internal_audit_looks_at() -> None:
    rows = tables(
        "แผนการตรวจสอบประจำปีงบประมาณ พ.ศ. 2568",
        "เทศบาลเมืองพะเยา",
        "ที่ | เรื่องที่ตรวจสอบ | หน่วยรับตรวจ | ระดับความเสี่ยง | จำนวนคน/วัน | ระยะเวลาที่ตรวจ | ผู้รับผิดชอบ",
        "1 | การเบิกค่าเดินทางไปราชการ | กองคลัง | สูง | 20 | ม.ค. - ก.พ. 2568 | นายดำรง",
        "2 | การควบคุมวัสดุ | กองช่าง | ปานกลาง | 15 | มี.ค. 2568 | นายดำรง",
        "รวม |  |  |  | 35 |  | ",
    )["plans"]
    told = [(row["seq"], row["project"], row["units"], row["start_month"], row["end_month"]) for row in rows]
    assert told == [
        ("1", "การเบิกค่าเดินทางไปราชการ", ["นายดำรง"], "2568-01", "2568-02"),
        ("2", "การควบคุมวัสดุ", ["นายดำรง"], "2568-03", "2568-03"),
    ]


@pytest.mark.parametrize(
    "title", ["แบบประเมินตนเองตามคำรับรองการปฏิบัติราชการ", "รายงานการประเมินตนเองตามคำรับรองการปฏิบัติราชการ"]
)
def test_a_self_assessment_of_an_agreement_is_its_report(title: str) -> None:
    (document,) = tables(f"{title} ประจำปีงบประมาณ พ.ศ. 2567", "สำนักการโยธา", "1.1 ภารกิจหลัก")["documents"]
    assert document["doc_type"] == "performance_report"


# -- headings that look alike


@pytest.mark.parametrize("head", ["ลำดับที่ | ขั้นตอนการดำเนินงาน | ระยะเวลา | ผู้รับผิดชอบ", "ลำดับที่ | ขั้นตอนการดำเนินงาน | คะแนน"])
def test_numbers_of_steps_are_no_levels(head: str) -> None:
    match = match_header([[part] for part in head.split(" | ")])
    assert match is None or "level" not in match.roles


def test_an_office_is_no_unit_of_what_is_counted() -> None:
    heads = ["ลำดับที่", "ตัวชี้วัด", "เป้าหมาย", "น้ำหนัก", "ระดับความสำเร็จที่ดำเนินงานได้", "คะแนนที่ได้", "หน่วยงาน"]
    match = match_header([[head] for head in heads])
    assert match is not None
    assert match.roles[-1] != "count_unit"


# -- results of the document's own year

YEARS = (
    "ที่ | ตัวชี้วัด | หน่วยนับ | เป้าหมาย | ผลการดำเนินงาน |  | ",
    " |  |  |  | 2566 | 2567 | 2568",
    "1 | จำนวนฝายที่ซ่อมแซม | แห่ง | 30 | 21 | 26 | 33",
)


def test_a_report_tells_the_result_of_its_own_year() -> None:
    read = tables("รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568", "กรมทรัพยากรน้ำ", *YEARS)
    (one,), (result,) = read["kpis"], read["results"]
    assert [(year["fiscal_year"], year["value"]) for year in one["baseline"]] == [(2566, 21.0), (2567, 26.0)]
    assert (result["achieved_value"], result["achieved_unit"], result["target_value"]) == (33.0, "แห่ง", 30.0)
    assert not one["flags"] and not result["flags"]


def test_a_plan_does_not() -> None:
    read = tables("แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568", "กรมทรัพยากรน้ำ", *YEARS)
    assert not read["results"]


# -- what is said of an indicator behind its tables

FORM = ("แบบฟอร์มรายละเอียดตัวชี้วัดตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568", "สำนักงานเขตคลองสาน")


@pytest.mark.parametrize(("opened", "closed"), [("**", "** "), ("", " : ")])
def test_a_sheet_goes_on_behind_its_tables(opened: str, closed: str) -> None:
    def line(label: str, value: str) -> str:
        return f"{opened}{label}{closed}{value}".strip(" :") if not value else f"{opened}{label}{closed}{value}"

    read = tables(
        *FORM,
        "",
        line("ตัวชี้วัดที่ 2", "จำนวนชุมชนที่มีแผนเผชิญเหตุ"),
        "",
        line("น้ำหนัก", "10 คะแนน"),
        "",
        line("ค่าเป้าหมาย", "9 ชุมชน"),
        "",
        line("เกณฑ์การให้คะแนน", ""),
        "",
        "ระดับ 1 | ระดับ 2 | ระดับ 3 | ระดับ 4 | ระดับ 5",
        "5 ชุมชน | 6 ชุมชน | 7 ชุมชน | 8 ชุมชน | 9 ชุมชน",
        "",
        line("ผลการดำเนินงานย้อนหลัง", ""),
        "",
        "ปี 2566 | ปี 2567",
        "4 ชุมชน | 6 ชุมชน",
        "",
        line("แหล่งข้อมูล", "แผนที่ชุมชนส่งสำนักงานเขต"),
        "",
        line("ผู้รับผิดชอบ", "ฝ่ายปกครอง"),
    )
    (one,) = read["kpis"]
    assert (one["name"], one["weight"], one["target_value"]) == ("จำนวนชุมชนที่มีแผนเผชิญเหตุ", 10, 9)
    assert (one["units"], one["evidence"]) == (["ฝ่ายปกครอง"], "แผนที่ชุมชนส่งสำนักงานเขต")
    assert [(year["fiscal_year"], year["value"]) for year in one["baseline"]] == [(2566, 4.0), (2567, 6.0)]
    assert [(row["level"], row["threshold_value"], row["criterion"]) for row in read["rubrics"]] == [
        (level, 4.0 + level, None) for level in range(1, 6)
    ]


def test_a_rubric_may_state_levels_and_thresholds_alone() -> None:
    rows = tables(
        *FORM,
        "ตัวชี้วัดที่ 2 : จำนวนชุมชนที่มีแผนเผชิญเหตุ",
        "น้ำหนัก : 10 คะแนน",
        "ค่าเป้าหมาย : 9 ชุมชน",
        "เกณฑ์การให้คะแนน",
        "ระดับคะแนน | เกณฑ์",
        "1 | 5 ชุมชน",
        "2 | 6 ชุมชน",
        "3 | 7 ชุมชน",
    )["rubrics"]
    assert [(row["level"], row["threshold_value"], row["threshold_unit"]) for row in rows] == [
        (1, 5.0, "ชุมชน"),
        (2, 6.0, "ชุมชน"),
        (3, 7.0, "ชุมชน"),
    ]


def test_levels_beside_counts_are_no_rubric() -> None:
    match = match_header([["ระดับ"], ["ประเภทบุคลากร"], ["จำนวน"], ["ร้อยละ"]])
    assert match is None or match.kind != "rubric"


# -- one year over all months


@pytest.mark.parametrize("head", ["ปีงบประมาณ พ.ศ. 2568", "พ.ศ. 2568", "พ.ศ. 2567"])
def test_one_year_over_the_months_of_a_fiscal_year(head: str) -> None:
    months = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
    rows = tables(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568",
        "กรมทรัพยากรน้ำ",
        f"ที่ | โครงการ | งบประมาณ (บาท) | ผู้รับผิดชอบ | {head}" + " | " * 11,
        " |  |  |  | " + " | ".join(months),
        "1 | โครงการซ่อมฝาย | 90,000 | กองช่าง | ✓ | ✓ | ✓ | ✓" + " | " * 8,
    )["plans"]
    assert [(row["start_month"], row["end_month"]) for row in rows] == [("2567-10", "2568-01")]


def test_results_behind_the_three_targets_of_a_report() -> None:
    read = tables(
        "รายงานผลการปฏิบัติราชการ รอบ 12 เดือน ปีงบประมาณ พ.ศ. 2568",
        "กรมทรัพยากรน้ำ",
        "ลำดับ | ตัวชี้วัด | หน่วยวัด | น้ำหนัก (ร้อยละ) | ค่าเป้าหมาย |  |  | ผลการดำเนินงาน",
        " |  |  |  | ขั้นต้น (50) | มาตรฐาน (75) | ขั้นสูง (100) | ",
        "1 | จำนวนฝายที่ซ่อมแซม | แห่ง | 40 | 20 | 25 | 30 | 27",
    )
    (result,) = read["results"]
    assert (result["achieved_value"], result["achieved_unit"], result["weight"]) == (27.0, "แห่ง", 40.0)
    assert not read["kpis"][0]["baseline"]
    assert [(row["level"], row["threshold_value"], row["score"]) for row in read["rubrics"]] == [
        (1, 20.0, 50.0),
        (2, 25.0, 75.0),
        (3, 30.0, 100.0),
    ]


# -- the box of results of one indicator


@pytest.mark.parametrize("number", ["5.2", "5.2.", "5.2)"])
def test_the_number_of_the_only_indicator_is_no_name(number: str) -> None:
    read = tables(
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567",
        "หน่วยงาน : สำนักการโยธา",
        "องค์ประกอบที่ 5 : การพัฒนาองค์กร (Potential Base)",
        "ตัวชี้วัด : 5.2 ความสำเร็จของการจัดการความรู้",
        "เกณฑ์การให้คะแนน :",
        "ระดับ 1 (60 คะแนน) | ระดับ 2 (70 คะแนน) | ระดับ 3 (80 คะแนน) | ระดับ 4 (90 คะแนน) | ระดับ 5 (100 คะแนน)",
        "ตั้งคณะทำงาน | จัดทำแผน | จัดกิจกรรม | สรุปผล | เผยแพร่องค์ความรู้",
        "ผลการดำเนินงาน :",
        "ตัวชี้วัด | น้ำหนัก (ร้อยละ) | ผลการดำเนินการ | ค่าคะแนนที่ได้ | ค่าคะแนนถ่วงน้ำหนัก",
        f"{number} | 10 | ระดับ 4 | 90 | 9",
    )
    (one,), (result,) = read["kpis"], read["results"]
    assert (one["name"], one["item_no"], one["weight"]) == ("ความสำเร็จของการจัดการความรู้", "5.2", 10)
    assert (result["kpi_name"], result["item_no"], result["score"]) == ("ความสำเร็จของการจัดการความรู้", "5.2", 90)


def test_the_offices_of_a_reports_summary() -> None:
    read = tables(
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567",
        "หน่วยงาน : สำนักการโยธา",
        "องค์ประกอบที่ 1 : ภารกิจหลัก (Function Base)",
        "ลำดับที่ | ตัวชี้วัด | หน่วยงาน | เป้าหมาย | น้ำหนัก | ผลการดำเนินงาน | คะแนนที่ได้",
        "1.1 | ร้อยละของสะพานที่ตรวจแล้ว | กองวิเคราะห์และวิจัย | ร้อยละ 95 | 20 | ร้อยละ 97.5 | 20",
    )
    (one,) = read["kpis"]
    assert (one["units"], one["target_unit"], one["flags"]) == (["กองวิเคราะห์และวิจัย"], "ร้อยละ", [])
