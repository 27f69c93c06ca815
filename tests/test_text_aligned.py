"""Text laid out with spaces as on the page: tables by where the pieces of their lines begin, every cell a guess."""

from __future__ import annotations

import re
from decimal import Decimal

from phaen.extractors.text.aligned.tables import aligned_tables
from phaen.extractors.text.reader import read_text
from phaen.pipeline.extract import ExtractOptions, extract_document

PLAN = """\
             แผนปฏิบัติราชการประจำปี พ.ศ. 2569
                    กรมประมง
ลำดับ        โครงการ/กิจกรรม            หน่วยดำเนินการ       งบประมาณ
                                                             (ล้านบาท)
1       โครงการปล่อยพันธุ์ปลา         สำนักงานประมงจังหวัด 24.50
        ในแหล่งน้ำธรรมชาติ            สงขลา
1.1     กิจกรรมเพาะพันธุ์ปลา          ศูนย์วิจัยประมง      18.20
1.2     กิจกรรมอบรมชาวบ้าน            สำนักงานประมงอำเภอ   6.30
2       โครงการธนาคารปู               กองประมงชายฝั่ง      9.75
รวม 2 โครงการ                                              34.25

หมายเหตุ งบประมาณอาจเปลี่ยนแปลงได้ตามที่ได้รับจัดสรร
"""

MAP = """\
        แผนยุทธศาสตร์โรงพยาบาลเขาวง ระยะ 3 ปี (พ.ศ. 2566 - 2568)

   ยุทธศาสตร์            ตัวชีว          หน่วย       ข้อมูลพื้นฐาน ปี       ค่าเป้าหมาย            แผนงาน/โครงการ
                             ้ ัด                         2565         ปี 2566 ปี 2567 ปี 2568

1. บริการปลอดภัย     อัตราการติดเชื้อ    ครั้ง       2.0               1.8     1.6     1.4        โครงการล้างมือ
                     ในหอผู้ป่วย

2. องค์กรแห่งการ     จำนวนคนที่ผ่าน      คน          66                70      75      80         โครงการอบรม
เรียนรู้             การพัฒนา
"""


def tables(text: str) -> list[list[list[str]]]:
    found = aligned_tables(text.split("\n")).values()
    return [[[cell.raw if cell else "<" for cell in row] for row in table.rows] for table in found]


def rows(text: str) -> dict[str, list[dict]]:
    return extract_document(text.encode(), "plan.txt", ExtractOptions(ocr="never")).tables


def test_a_row_begins_at_its_number_and_a_long_cell_may_touch_the_next() -> None:
    (table,) = tables(PLAN)
    assert table[0] == ["ลำดับ", "โครงการ/กิจกรรม", "หน่วยดำเนินการ", "งบประมาณ\n(ล้านบาท)"]
    assert table[1] == ["1", "โครงการปล่อยพันธุ์ปลา\nในแหล่งน้ำธรรมชาติ", "สำนักงานประมงจังหวัด\nสงขลา", "24.50"]
    assert [row[0] for row in table[1:]] == ["1", "1.1", "1.2", "2", "รวม 2 โครงการ"]


def test_what_is_laid_out_is_read_and_says_that_it_was_guessed() -> None:
    found = rows(PLAN)
    plans = [(row["row_kind"], row["seq"], row["budget_baht"]) for row in found["plans"]]
    millions = [("1", "24.5"), ("1.1", "18.2"), ("1.2", "6.3"), ("2", "9.75")]
    assert plans[:-1] == [("item", seq, Decimal(figure) * 1_000_000) for seq, figure in millions]
    assert plans[-1] == ("total", None, Decimal(34_250_000))
    assert all("raw_layout_guess" in row["flags"] for row in found["plans"])
    assert "raw_layout_guess" in found["documents"][0]["flags"]
    assert any("อาจเปลี่ยนแปลงได้" in row["text"] for row in found["sections"])


def test_years_below_a_heading_and_marks_in_a_line_of_their_own() -> None:
    found = rows(MAP)
    kpis = [(row["name"], row["target_unit"], row["target_value"]) for row in found["kpis"]]
    assert kpis == [("อัตราการติดเชื้อในหอผู้ป่วย", "ครั้ง", 1.8), ("จำนวนคนที่ผ่านการพัฒนา", "คน", 70)]
    assert [[one["fiscal_year"] for one in row["targets_by_year"]] for row in found["kpis"]] == [[2566, 2567, 2568]] * 2
    assert [[one["fiscal_year"] for one in row["baseline"]] for row in found["kpis"]] == [[2565]] * 2
    assert [row["project"] for row in found["plans"]] == ["โครงการล้างมือ", "โครงการอบรม"]


def test_each_cell_knows_its_line() -> None:
    table = next(block for block in read_text(PLAN.encode(), "plan.txt").blocks if hasattr(block, "rows"))
    assert [row.place.line for row in table.rows] == [3, 5, 7, 8, 9, 10]
    assert all(
        cell.flags == ("raw_layout_guess",) for row in table.rows[1:] for cell in row.cells if cell and cell.text
    )


def test_prose_and_rows_in_a_line_are_no_headings() -> None:
    prose = "หน่วยงาน   สำนักการคลัง   โทร. 0 2221\nเรื่อง  ขอส่งแผน   วันที่ 3\n1   2   3\n" * 3
    assert tables(prose) == []
    assert tables("ลำดับ โครงการ งบประมาณ\n1 โครงการหนึ่ง 20\n" * 3) == []


def test_headings_that_one_space_parts_are_two() -> None:
    text = (
        " ที่        ตัวชี้วัด        น้ำหนัก ค่าเป้าหมาย     ผลงาน\n"
        "1      จำนวนครั้งที่ตรวจ     20      40 ครั้ง        22 ครั้ง\n"
        "2      จำนวนจุดที่แก้        15      9 จุด           8 จุด\n"
        "3      จำนวนป้ายที่เปลี่ยน   15      7 ป้าย          7 ป้าย\n"
    )
    (table,) = tables(text)
    assert table[0] == ["ที่", "ตัวชี้วัด", "น้ำหนัก", "ค่าเป้าหมาย", "ผลงาน"]
    assert table[1] == ["1", "จำนวนครั้งที่ตรวจ", "20", "40 ครั้ง", "22 ครั้ง"]


def test_a_second_amount_in_a_column_begins_a_row_and_headings_come_again() -> None:
    text = (
        "       มิติ                โครงการ/กิจกรรม/มาตรการ       ปี 2567        ปี 2568\n"
        "                                                     งบประมาณ (บาท) งบประมาณ (บาท)\n"
        "\n"
        "มิติที่ 1 สร้าง       โครงการอบรมคุณธรรม             30,000         30,000\n"
        "วัฒนธรรมสุจริต\n"
        "                      มาตรการแสดงเจตจำนงของ          20,000         -\n"
        "                      ผู้บริหาร\n"
        "\n"
        "มิติที่ 2 โปร่งใส     กิจกรรมติดประกาศ               15,000         15,000\n"
    )
    found = rows(f"แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2567 - 2568)\nองค์การบริหารส่วนตำบลโคกกลาง\n\n{text}")["plans"]
    names = ["โครงการอบรมคุณธรรม", "มาตรการแสดงเจตจำนงของผู้บริหาร", "กิจกรรมติดประกาศ"]
    assert [row["project"].replace(" ", "") for row in found] == names
    assert [[one["baht"] for one in row["amounts"]] for row in found] == [[30000, 30000], [20000], [15000, 15000]]


def test_lines_beside_laid_out_tables_are_guesses_too() -> None:
    """A key result in a line is one with that of a table further up, of which the layout may have cut the name."""
    text = (
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักพัฒนาสังคม กรุงเทพมหานคร\n"
        "ส่วนที่ 2 แผนปฏิบัติราชการตามภารกิจของหน่วยงาน\nประเด็นการพัฒนาที่ 1 ส่งเสริมอาชีพ\n"
        "ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลักของหน่วยงาน (KR / KPI)\nKR 1.1 ร้อยละของผู้ผ่านการอบรมที่มีงานทำ ร้อยละ 80\n"
        + PLAN.split("\n", 2)[2]
    )
    found = rows(text)
    assert found["kpis"] and all("raw_layout_guess" in row["flags"] for row in (*found["kpis"], *found["plans"]))


def test_a_note_that_goes_on_in_the_next_line_is_no_heading_and_figures_are_none() -> None:
    text = (
        "        ตัวบ่งชี้      คะแนน        ข้อเสนอแนะ           แนวทางการพัฒนา (โครงการ     ผู้รับผิดชอบ\n"
        "                       ประเมิน                               /กิจกรรม)\n"
        "ตัวบ่งชี้ที่ 1 หลักสูตร  3.82      ควรเพิ่มอาจารย์        โครงการรับอาจารย์          ฝ่ายวิชาการ\n"
        "นานาชาติ                                                  ชาวต่างประเทศ\n"
        "\n"
        "ตัวบ่งชี้ที่ 2 วิจัย     4.10      ควรหาทุน               โครงการคลินิกวิจัย         ฝ่ายวิจัย\n"
    )
    (table,) = tables(text)
    heads = ["ตัวบ่งชี้", "คะแนน\nประเมิน", "ข้อเสนอแนะ", "แนวทางการพัฒนา (โครงการ\n/กิจกรรม)", "ผู้รับผิดชอบ"]
    assert table[0] == heads
    assert [row[1] for row in table[1:]] == ["3.82", "4.10"]


def test_headings_of_the_document_are_no_cells_and_numbered_items_are_rows() -> None:
    text = (
        "   ขั้นตอนการดำเนินงาน       ร้อยละของงาน    ร้อยละสะสม\n"
        "1. สำรวจคลอง                 40              40\n"
        "2. ขุดลอกคลอง                60              100\n"
        "รวม                          100\n"
        "ส่วนที่ 4\n"
        "การประเมินผลการปฏิบัติราชการ\n"
        "1.1 ภารกิจสำคัญ (Agenda Base)\n"
    )
    (table,) = tables(text)
    assert [row[0] for row in table] == ["ขั้นตอนการดำเนินงาน", "1. สำรวจคลอง", "2. ขุดลอกคลอง", "รวม"]


def typed(*rows: tuple[str, ...]) -> str:
    """Rows padded by eye: marks above and below letters take no place."""
    widths = (6, 34, 30, 20, 14, 20)
    marks = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
    return "\n".join(
        "".join(
            cell + " " * (width - len(marks.sub("", cell))) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def test_columns_padded_by_eye_stand_where_they_are_seen_and_a_total_has_a_row_of_its_own() -> None:
    text = typed(
        ("ที่", "โครงการ/กิจกรรม", "ตัวชี้วัด", "ค่าเป้าหมาย", "งบประมาณ", "ผู้รับผิดชอบ"),
        ("1", "โครงการเพิ่มพื้นที่สีเขียวให้ผู้ป่วย", "ร้อยละของผู้ที่พึงพอใจ", "ไม่น้อยกว่าร้อยละ 85", "120.5", "งานอาคาร"),
        ("", "ที่พักฟื้น", "", "", "", "และสถานที่"),
        ("2", "โครงการจัดซื้อเตียงไฟฟ้า", "จำนวนเตียงที่จัดซื้อ", "12 เตียง", "640", "งานพัสดุ"),
        ("3", "กิจกรรมฟื้นฟูผู้สูงอายุที่บ้าน", "อัตราการหกล้มซ้ำ", "น้อยกว่าร้อยละ 4", "-", "งานกายภาพบำบัด"),
        ("", "รวม", "", "", "760.5", ""),
    )
    (table,) = tables(text)
    assert table[1][1:] == [
        "โครงการเพิ่มพื้นที่สีเขียวให้ผู้ป่วย\nที่พักฟื้น",
        "ร้อยละของผู้ที่พึงพอใจ",
        "ไม่น้อยกว่าร้อยละ 85",
        "120.5",
        "งานอาคาร\nและสถานที่",
    ]
    assert table[3][3:5] == ["น้อยกว่าร้อยละ 4", "-"]
    assert table[4] == ["", "รวม", "", "", "760.5", ""]
