"""Raw text layers of annual plans and agreements: programmes, steps, labels, broken roles and brackets."""

from __future__ import annotations

import pytest
from phaen.extractors.model import Paragraph
from phaen.extractors.text.raw.cuts import cuts, goes_on
from phaen.extractors.text.raw.header import find_header
from phaen.extractors.text.raw.prices import brackets_open, closes_bracket
from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.test_raw_layout import flagged, grid, read, tables

ROUTINE = "ลำดับที่ แผนงาน/ผลผลิต โครงการ งบประมาณ รหัสนโยบาย (3 หลัก) (ถ้ามี)\n"
PROJECTS = "ลำดับที่ โครงการ/กิจกรรมสำคัญ งบประมาณ ส่วนราชการ รหัสนโยบาย (3 หลัก)\n"
CITY = "วัตถุประสงค์หลัก (Objective) ตัววัดผลหลัก (Key Result : KR) ค่าเป้าหมาย (Target) หน่วยงานรับผิดชอบหลัก หน่วยงานสนับสนุน\n"
KRS = "ที่ รหัส KRs ชื่อตัวชี้วัด ค่าเป้าหมาย ความรับผิดชอบ (H/R) โครงการ/กิจกรรม (งบประมาณ) ส่วนราชการที่รับผิดชอบ\n"
STEPS = (
    "ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม เนื้องานรายขั้นตอน (ร้อยละ) คิดความก้าวหน้าโครงการ (ร้อยละ) "
    "ระยะเวลาดำเนินการ พ.ศ. 2565 พ.ศ. 2566 ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.\n"
)


@pytest.mark.parametrize("gap", ["", "\n"])
def test_programmes_outputs_and_projects_are_rows(gap: str) -> None:
    text = ROUTINE + f"1 แผนงานดูแลสวน\n{gap}ผลผลิตการตัดแต่งต้นไม้ 1. โครงการซื้อปุ๋ย\nและดินปลูก\n{gap}52,000 บาท\n"
    text += f"{gap}2. โครงการซ่อมเครื่องตัดหญ้า ไม่ใช้งบประมาณ\n{gap}2 แผนงานบริหาร\n{gap}ผลผลิตงานกลาง\n{gap}"
    text += "1. กิจกรรมอบรม 9,000 บาท\nรวม 61,000 บาท\n"
    (table,) = tables(read(text))
    assert not any(flagged(table, row) for row in range(1, len(table.rows)))
    assert [row[:4] for row in grid(table)[1:]] == [
        ["1", "แผนงานดูแลสวน", "", ""],
        ["", "ผลผลิตการตัดแต่งต้นไม้", "1. โครงการซื้อปุ๋ย และดินปลูก", "52,000 บาท"],
        ["", "", "2. โครงการซ่อมเครื่องตัดหญ้า", "ไม่ใช้งบประมาณ"],
        ["2", "แผนงานบริหาร", "", ""],
        ["", "ผลผลิตงานกลาง", "1. กิจกรรมอบรม", "9,000 บาท"],
        ["รวม", "", "", "61,000 บาท"],
    ]


def test_a_bracket_holds_a_cell_together() -> None:
    text = PROJECTS + "1 กิจกรรมเฝ้าระวังน้ำ (ใช้งบประมาณภายใต้\nโครงการที่เกี่ยวข้อง)\nกองระบบคลอง -\n"
    (table,) = tables(read(text))
    assert grid(table)[1] == ["1", "กิจกรรมเฝ้าระวังน้ำ", "(ใช้งบประมาณภายใต้ โครงการที่เกี่ยวข้อง)", "กองระบบคลอง", "-"]


def test_a_remark_stands_in_the_budget_column_and_nothing_in_the_last() -> None:
    text = PROJECTS + "1 โครงการวัดระดับน้ำ หมายเหตุ : ไม่ได้รับ\nงบประมาณ\nกองสารสนเทศ\nระบายน้ำ\n-ไม่มี-\n"
    (table,) = tables(read(text))
    assert grid(table)[1][1:] == ["โครงการวัดระดับน้ำ", "หมายเหตุ : ไม่ได้รับ งบประมาณ", "กองสารสนเทศ ระบายน้ำ", "-ไม่มี-"]


def test_brackets_are_counted_without_list_marks() -> None:
    assert brackets_open("1) ซ่อม (ระยะที่ 2", 0) == 1 and brackets_open("และ 3)", 1) == 0
    assert closes_bracket("ระยะสอง) ต่อ") and not closes_bracket("ก) ซ่อม (แล้ว)")


def test_the_label_of_a_key_result_begins_its_cell() -> None:
    text = CITY + "คลองใสตลอดปี\nทุกเขต\nKR 1 : ลดน้ำเสียที่\nลงคลอง\nอย่างน้อย 1\nระบบ\nสนน. ทุกหน่วยงาน\n"
    text += "กลยุทธ์ 3.1.2 ขยายท่อรวบรวม\n"
    document = read(text)
    (table,) = tables(document)
    assert grid(table)[1] == ["คลองใสตลอดปี ทุกเขต", "KR 1 : ลดน้ำเสียที่ ลงคลอง", "อย่างน้อย 1 ระบบ", "สนน.", "ทุกหน่วยงาน"]
    assert document.blocks[-1].text == "กลยุทธ์ 3.1.2 ขยายท่อรวบรวม"  # type: ignore[union-attr]


def test_agency_codes_broken_over_lines() -> None:
    text = KRS + "1 5127 จำนวนผู้รับวัคซีน\n900 คน\nH : สนพ. สน\nอ. R : ทุก\nหน่วยงาน\nโครงการวัคซีน กองวิชาการ\n"
    (table,) = tables(read(text))
    assert grid(table)[1][3:] == ["900 คน", "H : สนพ. สน อ. R : ทุก หน่วยงาน", "โครงการวัคซีน", "กองวิชาการ"]


def test_two_increases_are_two_targets() -> None:
    text = "เป้าประสงค์ที่ ตัวชี้วัด ค่าเป้าหมาย 2567 2568\n"
    text += "2.1 ลดน้ำท่วม จำนวนเครื่องสูบ\nเพิ่มขึ้น 4 เครื่อง เพิ่มขึ้น 6 เครื่อง/ปี\n"
    (table,) = tables(read(text))
    assert grid(table)[2][2:] == ["เพิ่มขึ้น 4 เครื่อง", "เพิ่มขึ้น 6 เครื่อง/ปี"]


def test_steps_of_a_project_with_their_total() -> None:
    text = STEPS + "1. สำรวจคลอง 25 25 ↔\n2. ขุดลอกคลอง\nสายรอง\n75 100 ← – – →\nรวม 2 ขั้นตอน คิดเป็นร้อยละ 100\n"
    (table,) = tables(read(text))
    assert grid(table)[1][3].startswith("พ.ศ. 2565 พ.ศ. 2566 ต.ค.")
    assert grid(table)[2:] == [
        ["1. สำรวจคลอง", "25", "25", "↔"],
        ["2. ขุดลอกคลอง สายรอง", "75", "100", "← – – →"],
        ["รวม 2 ขั้นตอน คิดเป็นร้อยละ", "100", "", ""],
    ]


def test_a_component_word_is_no_note_of_a_heading() -> None:
    lines = ["หน่วยงาน (Innovation Base)", "", "ตัวชี้วัด นิยาม/คำอธิบายตัวชี้วัด โครงการ/กิจกรรมและส่วนราชการที่รับผิดชอบ"]
    assert find_header(lines, 0) is None
    header = find_header(lines, 2)
    assert header is not None and header.kinds[:2] == ("name", "definition")


def test_an_okr_column_at_the_end() -> None:
    header = find_header(["ลำดับที่ ชื่อโครงการ/กิจกรรมสำคัญ งบประมาณ ส่วนราชการ ลำดับที่ (OKR)"], 0)
    assert header is not None and header.kinds == ("serial", "project", "budget", "unit", "code")


def test_a_lone_figure_that_a_phrase_lacks_is_no_page_number() -> None:
    text = "ตัวชี้วัด (KPI) ค่าเป้าหมาย 2566 2567\nKPI 5.1.2.1 : ร้อยละของท่อที่ล้าง - ไม่น้อยกว่าร้อยละ\n60\n\n" + PROJECTS
    first, _ = tables(read(text))
    assert grid(first)[2] == ["KPI 5.1.2.1 : ร้อยละของท่อที่ล้าง", "-", "ไม่น้อยกว่าร้อยละ 60"]


def test_figures_that_a_line_end_parts_from_their_word() -> None:
    assert goes_on("น้ำเสียที่บำบัด ×", "100") and goes_on("ไม่น้อยกว่า", "70 แห่ง") and goes_on("KR", "1 : ลดน้ำเสีย")
    assert cuts("KR 1 : ลดน้ำเสีย ร้อยละ 80") == [len("KR 1 : ลดน้ำเสีย ")]


# --- rows over page ends ---


def test_a_row_goes_on_below_a_page_number() -> None:
    text = PROJECTS + "1 โครงการล้างท่อ 5,000 กองคลอง -\n\n2 โครงการซ่อมเขื่อน\nริมคลอง\n\n\f7\n\n9,000 กองคลอง P065\n"
    document = read(text)
    (table,) = tables(document)
    assert grid(table)[2] == ["2", "โครงการซ่อมเขื่อน ริมคลอง", "9,000", "กองคลอง", "P065"]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["7"]


def test_the_last_weight_above_a_repeated_heading_is_no_page_number() -> None:
    heading = "ที่ ชื่อตัวชี้วัด ผลการดำเนินงาน ย้อนหลัง 3 ปี เป้าหมาย น้ำหนักคะแนน\n"
    text = heading + "1. ร้อยละของคลองใส\nพ.ศ. 2565 : ร้อยละ 60\nพ.ศ. 2566 : -\n\nไม่น้อยกว่า\nร้อยละ 80\n\n15\n\n"
    text += heading + "2. จำนวนท่อที่ล้าง พ.ศ. 2565 : 40 สาย\nพ.ศ. 2566 : 50 สาย\n\n60 สาย 10\n"
    first, second = tables(read(text))
    assert grid(first)[1][3:] == ["ไม่น้อยกว่า ร้อยละ 80", "15"] and not flagged(first, 1)
    assert grid(second)[1][3:] == ["60 สาย", "10"]


def test_a_programme_goes_on_below_a_repeated_heading() -> None:
    text = ROUTINE + "1 แผนงานดูแลสวนสาธารณะ-\n\n" + ROUTINE + "ขนาดเล็ก\n\nผลผลิตต้นไม้ใหม่ 1. โครงการซื้อปุ๋ย 700 บาท\n"
    _, second = tables(read(text))
    assert grid(second)[1][:3] == ["", "ขนาดเล็ก", ""] and flagged(second, 1)
    assert grid(second)[2][1:4] == ["ผลผลิตต้นไม้ใหม่", "1. โครงการซื้อปุ๋ย", "700 บาท"]


def test_rows_count_on_or_again_below_a_section() -> None:
    text = "ที่ ชื่อตัวชี้วัด ผลการดำเนินงาน ย้อนหลัง 3 ปี เป้าหมาย น้ำหนักคะแนน\n1.1 งานหลัก (Function Base)\n"
    row = "{}. จำนวนท่อที่ล้าง\nในปี\nพ.ศ. 2565 : 40 สาย\n60 สาย 10\n"
    for second in (2, 1):
        (table,) = tables(read(text + row.format(1) + "1.2 งานร่วม (Joint KPIs)\n" + row.format(second)))
        assert [cells[0] for cells in grid(table)[1:]][1::2] == ["1.", f"{second}."]


def test_an_unfinished_target_is_flagged() -> None:
    text = "ตัวชี้วัด (KPI) ค่าเป้าหมาย 2566 2567\nKPI 5.1.2.1 : ร้อยละของท่อที่ล้าง - ไม่น้อยกว่าร้อยละ\n"
    assert flagged(tables(read(text))[0], 2)


def test_a_number_alone_on_its_line_begins_a_row_below_a_section() -> None:
    text = "ที่\nชื่อตัวชี้วัด\nเป้าหมาย\nน้ำหนักคะแนน\nองค์ประกอบที่ 1 ประสิทธิภาพ (Function Base)\n1.\nจำนวนท่อที่ล้าง\n60 สาย\n10\n"
    (table,) = tables(read(text))
    assert grid(table)[2] == ["1.", "จำนวนท่อที่ล้าง", "60 สาย", "10"]


def test_the_last_word_of_a_cell_is_no_heading() -> None:
    text = (
        PROJECTS + "1 โครงการล้างท่อ 5,000 กองนโยบายและ\nแผนงาน\n\n" + PROJECTS + "2 โครงการซ่อมเขื่อน 9,000 กองคลอง P065\n"
    )
    first, second = tables(read(text))
    assert grid(first)[1][3] == "กองนโยบายและ แผนงาน" and len(second.rows[0].cells) == 5
    alone = "กองนโยบายและ\nแผนงาน\n\n" + PROJECTS + "1 โครงการล้างท่อ 5,000 กองคลอง -\n"
    assert grid(tables(read(alone))[0])[0][0] == "ลำดับที่"


def test_the_hyphened_cell_goes_on_below_a_repeated_heading() -> None:
    text = (
        KRS
        + "1 ร้อยละของคลองใส\nร้อยละ 80 H โครงการปลูกไม้ริมน้ำตาม-\nกองคลอง\n\n"
        + KRS
        + "แนวเขื่อน (ใช้\nงบประมาณภายใต้\nโครงการอื่น)\n\n"
    )
    text += "2 จำนวนท่อที่ล้าง\n60 สาย H โครงการล้างท่อ กองระบบ\n"
    _, second = tables(read(text))
    assert grid(second)[1] == ["", "", "", "", "", "แนวเขื่อน (ใช้ งบประมาณภายใต้ โครงการอื่น)", ""] and flagged(second, 1)


@pytest.mark.parametrize("cut", ["การดำเนินการบรรลุค่าเป้าหมาย ร้อยละ\n91", "การ\nดำเนินการบรรลุค่าเป้าหมาย ร้อยละ 91"])
def test_results_of_the_year_before_over_several_lines(cut: str) -> None:
    text = "แผนปฏิบัติราชการ ประจำปี พ.ศ. 2567\nสำนักการระบายน้ำ\nสรุปผลการดำเนินงานในปีที่ผ่านมา (ปีงบประมาณ พ.ศ. 2566)\n"
    text += "องค์ประกอบที่ 1 ประสิทธิภาพ (Function Base)\n"
    text += f"1. ร้อยละของคลองที่ใส ค่าเป้าหมาย คือ ร้อยละ 90 {cut} ตรวจครบ\nทุกคลอง\nวิสัยทัศน์\nน้ำไม่ท่วม\n"
    (row,) = extract_document(text.encode(), "a.txt", ExtractOptions()).tables["results"]
    assert (row["kpi_name"], row["item_no"], row["target_raw"]) == ("ร้อยละของคลองที่ใส", "1", "ร้อยละ 90")
    assert (row["achieved_value"], row["narrative"]) == (91.0, "ตรวจครบทุกคลอง")
