"""Joining table parts: repeated headers, rows cut by the page end, two-row headers, section rows."""

from __future__ import annotations

from phaen.extractors.model import Cell, Document, Paragraph, Place, Row, Table
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedCell, JoinedTable
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.document import assemble

HEADER = ["ที่", "รหัส KRs", "ชื่อตัวชี้วัด", "ค่าเป้าหมาย", "ความรับผิดชอบ (H/R)", "ส่วนราชการที่รับผิดชอบ"]


def table(*rows: list[str], page: int = 1) -> Table:
    width = max(len(row) for row in rows)
    made = []
    for number, row in enumerate(rows):
        place = Place(page=page, bbox=(0.0, 20.0 * number, 100.0, 20.0 * number + 20))
        made.append(Row(tuple(Cell(text, text, place) for text in row + [""] * (width - len(row))), place))
    return Table(tuple(made), Place(page=page), width)


def line(text: str, *flags: str) -> Paragraph:
    return Paragraph(text, text, Place(page=1), flags=flags)


def joined(*blocks: Table | Paragraph) -> list[JoinedTable]:
    document = Document("0" * 16, "x.pdf", "pdf", tuple(blocks))
    return [item for item in join_tables(document) if isinstance(item, JoinedTable)]


def test_row_cut_in_the_middle_of_a_word_is_put_together_and_keeps_its_pages() -> None:
    first = table(HEADER, ["1", "3101", "ร้อยละของเรื่องที่ได้รับการ", "ร้อยละ 80", "R", "ฝ่ายบริหาร"])
    rest = table(HEADER, ["", "", "แก้ไข", "", "", "งานทั่วไป"], ["2", "", "จำนวนครั้ง", "6 ครั้ง", "H", "กอง ก"], page=2)
    (whole,) = joined(first, line("- 2 -"), rest)
    assert whole.kind == "kr_table"
    assert [whole.cell(row, "item_no").text for row in whole.rows] == ["1", "2"]
    cut = whole.rows[0]
    assert whole.cell(cut, "name").text == "ร้อยละของเรื่องที่ได้รับการ\nแก้ไข"
    assert whole.cell(cut, "units").text == "ฝ่ายบริหาร\nงานทั่วไป"
    assert [place.page for place in cut.places] == [1, 2]
    assert whole.rows[1].place.page == 2


def test_next_page_without_a_header_goes_on() -> None:
    first = table(HEADER, ["1", "3101", "ชื่อ ก", "ร้อยละ 80", "R", "ฝ่าย"])
    (whole,) = joined(first, table(["2", "3102", "ชื่อ ข", "ร้อยละ 90", "R", "ฝ่าย"], page=2))
    assert [whole.cell(row, "code").text for row in whole.rows] == ["3101", "3102"]


def test_a_heading_parts_two_tables_of_the_same_form() -> None:
    one = table(HEADER, ["1", "3101", "ชื่อ ก", "ร้อยละ 80", "R", "ฝ่าย"])
    two = table(HEADER, ["1", "3201", "ชื่อ ข", "ร้อยละ 90", "R", "ฝ่าย"])
    assert len(joined(one, line("1.2 ประสิทธิภาพ (Function Base)"), two)) == 2


def test_columns_in_another_order_join_by_role() -> None:
    order = [2, 0, 1, 5, 4, 3]
    first = table(HEADER, ["1", "3101", "ชื่อ ก", "ร้อยละ 80", "R", "ฝ่าย"])
    rest = table([HEADER[i] for i in order], [["2", "3102", "ชื่อ ข", "ร้อยละ 90", "H", "กอง"][i] for i in order], page=2)
    (whole,) = joined(first, rest)
    assert whole.cell(whole.rows[1], "name").text == "ชื่อ ข"
    assert whole.cell(whole.rows[1], "target").text == "ร้อยละ 90"


def test_two_row_header_gives_every_year_column_its_year() -> None:
    targets = table(["ตัวชี้วัด (KPI)", "ค่าเป้าหมาย", ""], ["", "2567", "2568"], ["จำนวนผู้รับบริการ", "100 คน", "120 คน"])
    (whole,) = joined(targets)
    assert whole.kind == "bma_targets"
    assert [whole.headings[index][-1] for index in whole.columns("target")] == ["2567", "2568"]
    assert len(whole.rows) == 1


def test_component_row_across_the_table_is_a_section_not_an_entry() -> None:
    head = ["ที่", "ชื่อตัวชี้วัด", "ผลการดำเนินงาน ย้อนหลัง ๓ ปี", "เป้าหมาย", "น้ำหนักคะแนน"]
    (whole,) = joined(table(head, ["๑.๑ ประสิทธิภาพในการดำเนินงาน (Function Base)"], ["๑.", "ชื่อ", "-", "ระดับ ๕", "๑๐"]))
    assert [row.spanning for row in whole.rows] == [True, False]


def test_total_row_is_not_the_rest_of_the_row_above() -> None:
    """A total without a running number was once glued to the last entry and took its score."""
    head = ["ตัวชี้วัด", "น้ำหนัก (ร้อยละ)", "ผลการดำเนินการ", "ค่าคะแนนที่ได้", "ค่าคะแนนถ่วงน้ำหนัก"]
    (whole,) = joined(table(head, ["1.", "15", "ระดับ 5", "15 คะแนน", ""], ["", "15", "คะแนนที่ได้", "", ""]))
    assert whole.cell(whole.rows[0], "weight").text == "15"
    assert len(whole.rows) == 2


def test_unknown_table_keeps_its_rows() -> None:
    (whole,) = joined(table(["ปีงบประมาณ", "ข้าราชการ (คน)", "ลูกจ้าง (คน)"], ["2566", "102", "89"]))
    assert whole.kind is None
    assert [cell.text for cell in whole.rows[1].cells] == ["2566", "102", "89"]


def test_a_cell_knows_where_its_printed_lines_end() -> None:
    def cell(text: str, raw: str) -> JoinedCell:
        return JoinedCell(text, (Cell(text, raw, Place(page=1)),))

    assert cell("กองวิชาการโรงพยาบาลกลาง", "กองวิชาการ\nโรงพยาบาลกลาง").lines == "กองวิชาการ\nโรงพยาบาลกลาง"
    assert cell("ฝ่าย ทะเบียน", "ฝ่าย\nทะเบียน").lines == "ฝ่าย\nทะเบียน"
    assert cell("นำส่งกอง", "นาํ\nส่งกอง").lines == "นำส่งกอง"
    assert cell("กอง", "กอง").lines == "กอง"
    assert JoinedCell("กอง\nฝ่าย").lines == "กอง\nฝ่าย"


def test_a_group_cut_by_the_page_end_is_whole_for_the_projects_on_both_pages() -> None:
    header = ["ลำดับที่", "แผนงาน/ผลผลิต", "โครงการ", "งบประมาณ", "รหัสนโยบาย (3 หลัก) (ถ้ามี)"]
    first = table(
        header,
        ["1", "แผนงานระบายน้ำ", "", "", ""],
        ["", "ผลผลิตแก้ปัญหาน้ำท่วม", "โครงการขุดลอกคลอง", "100,000", ""],
    )
    second = table(header, ["", "ขังในถนนสายหลัก", "โครงการซ่อมสถานีสูบน้ำ", "250,000", ""], page=2)
    document = Document("0" * 16, "x.pdf", "pdf", (line("ส่วนที่ 3"), first, second))
    rows = assemble(document, AgencyRegister.load())["plans"]
    assert [row["project"] for row in rows] == ["โครงการขุดลอกคลอง", "โครงการซ่อมสถานีสูบน้ำ"]
    assert {row["output"] for row in rows} == {"ผลผลิตแก้ปัญหาน้ำท่วมขังในถนนสายหลัก"}


def test_a_group_that_ends_with_a_hyphen_goes_on_in_the_next_row() -> None:
    header = ["ลำดับที่", "แผนงาน/ผลผลิต", "โครงการ", "งบประมาณ", "รหัสนโยบาย (3 หลัก) (ถ้ามี)"]
    whole = table(
        header,
        ["1", "แผนงานดูแลสวน-", "", "", ""],
        ["", "สาธารณะ", "", "", ""],
        ["", "ผลผลิตสวนที่ปลอดภัย", "โครงการซ่อมทางเดิน", "100,000", ""],
    )
    rows = assemble(Document("0" * 16, "x.txt", "text", (line("ส่วนที่ 3"), whole)), AgencyRegister.load())["plans"]
    assert [(row["programme"], row["output"]) for row in rows] == [("แผนงานดูแลสวนสาธารณะ", "ผลผลิตสวนที่ปลอดภัย")]


def test_a_row_whose_first_column_lacks_its_number_goes_on() -> None:
    header = ["เป้าประสงค์ที่", "ตัวชี้วัด", "ค่าเป้าหมาย"]
    first = table(header, ["6.1.3 สนับสนุนผู้", "ผู้ประกอบการมีรายได้หลังหัก", "รายได้ของผู้รับ"])
    rest = ["ประกอบการ", "เพิ่มขึ้น ร้อยละ 20", "จ้างเพิ่มขึ้น ร้อยละ 10"]
    second = table(header, rest, ["6.1.4 ยกระดับสินค้า", "สินค้าที่ได้รับตรา", "10 รายการ"], page=2)
    rows = joined(first, second)[0].rows
    assert [row.cells[1].text for row in rows] == ["ผู้ประกอบการมีรายได้หลังหัก\nเพิ่มขึ้น ร้อยละ 20", "สินค้าที่ได้รับตรา"]


def test_a_page_that_begins_as_no_name_does_goes_on_with_a_flag() -> None:
    header = ["ตัวชี้วัด", "ค่าเป้าหมาย", "ค่าเป้าหมาย"]
    above = ["จำนวนผู้ประกอบการที่เข้าร่วมโครงการส่ง", "10 ราย และ", "20 ราย"]

    def names(first_of_page: str) -> list[tuple[str, tuple[str, ...]]]:
        parts = table(header, above), table(header, [first_of_page, "ผลิตภัณฑ์ 20 รายการ", ""], page=2)
        return [(row.cells[0].text, row.cells[0].flags) for row in joined(*parts)[0].rows]

    assert names("เสริมการตลาดในต่างประเทศ") == [(f"{above[0]}\nเสริมการตลาดในต่างประเทศ", ("row_cut_guess",))]
    assert names("ร้อยละของสินค้าที่ขายได้") == [(above[0], ()), ("ร้อยละของสินค้าที่ขายได้", ())]
    assert names("2. เสริมการตลาด")[1:] == [("2. เสริมการตลาด", ())]
