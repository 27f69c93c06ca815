"""Tables printed without any rules: rows by padding, centred cells, page breaks, text around them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from phaen.extractors.model import Document, Table
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.unruled.doubts import FLAG
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.pdf_writer import FONTS

FONT = "borderless"
MARGIN = 60.0
Cells = Sequence[str]
"""The cells of a row, their lines parted by ``|``."""


@dataclass(frozen=True)
class Look:
    """How a table is printed: all in points, ``pitch`` from baseline to baseline."""

    size: float = 11.0
    pitch: float = 18.5
    padding: float = 2.0
    middle: bool = False


class Printer:
    """Draws lines of text and rows of cells down the pages of a PDF."""

    def __init__(self, look: Look) -> None:
        pdfmetrics.registerFont(TTFont(FONT, str(FONTS / "Sarabun-Regular.ttf")))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)
        self.look = look
        self.y = 780.0

    def text(self, *lines: str) -> Printer:
        """Lines across the page."""
        for line in lines:
            self._put(MARGIN, self.y, line)
            self.y -= self.look.pitch
        self.y -= 3
        return self

    def rows(self, xs: Sequence[float], *rows: Cells) -> Printer:
        """Rows of cells whose text begins at ``xs``."""
        look = self.look
        for row in rows:
            cells = [cell.split("|") for cell in row]
            height = max(len(cell) for cell in cells) * look.pitch
            self.y -= look.padding
            for x, cell in zip(xs, cells, strict=True):
                free = (height - len(cell) * look.pitch) / 2 if look.middle else 0.0
                for number, line in enumerate(cell):
                    self._put(x, self.y - free - number * look.pitch, line)
            self.y -= height + look.padding
        return self

    def page(self) -> Printer:
        """Go on with the next page."""
        self.canvas.showPage()
        self.y = 780.0
        return self

    def read(self) -> Document:
        """The PDF as a document."""
        self.canvas.save()
        return read_pdf(self.out.getvalue(), "x")

    def _put(self, x: float, y: float, line: str) -> None:
        if line:
            self.canvas.setFont(FONT, self.look.size)
            self.canvas.drawString(x, y, line)


LOOK = Look()
LOOKS = [LOOK, replace(LOOK, padding=1.0), replace(LOOK, middle=True), Look(14, 20, 4), Look(8, 11, 1, middle=True)]
XS = [70.0, 100.0, 270.0, 390.0, 470.0]
HEAD = ["ที่", "ชื่อตัวชี้วัด", "ผลการ|ดำเนินงาน|ย้อนหลัง 3 ปี", "เป้าหมาย", "น้ำหนัก|คะแนน"]
LONG = ["1", "ร้อยละความสำเร็จของ|การจัดเก็บภาษีที่ดินและ|สิ่งปลูกสร้าง", "พ.ศ. 2566 :|ร้อยละ 88", "ร้อยละ 95", "20"]
SHORT = ["2", "จำนวนสวนที่เปิดใหม่", "-", "2 แห่ง", "10"]
THIRD = ["3", "ระดับความสำเร็จของการ|บูรณาการข้อมูล", "-", "ระดับ 5", "10"]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def plain(rows: Sequence[Cells]) -> list[list[str]]:
    return [["".join(cell.replace("|", "").split()) for cell in row] for row in rows]


def texts(table: Table) -> list[list[str]]:
    return [["".join(text.split()) for text in row.texts()] for row in table]


def is_flagged(table: Table) -> bool:
    return all(FLAG in cell.flags for row in table for cell in row.cells if cell)


@pytest.mark.parametrize("look", LOOKS)
def test_padding_parts_rows_and_wrapped_lines_stay_together(look: Look) -> None:
    (table,) = tables(Printer(look).rows(XS, HEAD, LONG, SHORT, THIRD).read())
    assert texts(table) == plain([HEAD, LONG, SHORT, THIRD])
    assert not is_flagged(table)


@pytest.mark.parametrize("look", LOOKS)
def test_text_before_and_behind_is_no_row(look: Look) -> None:
    printer = Printer(look).text("ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ", "ตาราง ก แสดงตัวชี้วัด")
    printer.rows(XS, HEAD, SHORT, LONG).text("หมายเหตุ ตัวเลขเป็นข้อมูลเบื้องต้น", "ผลผลิตและผลลัพธ์ของตัวชี้วัด")
    (table,) = tables(printer.read())
    assert texts(table) == plain([HEAD, SHORT, LONG])


def test_every_line_is_a_row_where_no_cell_wraps() -> None:
    head = ["ที่", "ชื่อตัวชี้วัด", "ผลการดำเนินงาน", "เป้าหมาย", "น้ำหนัก"]
    rows = [[str(number), "จำนวนสวนที่เปิดใหม่", "-", f"{number} แห่ง", "10"] for number in range(1, 6)]
    (table,) = tables(Printer(LOOK).rows(XS, head, *rows).read())
    assert texts(table) == plain([head, *rows])


def test_an_entry_that_reads_like_headings_is_no_header() -> None:
    entry = ["2", "ระดับความสำเร็จของ|การพัฒนา", "ผลการดำเนินงาน", "ระดับ 5", "15|คะแนน"]
    (table,) = tables(Printer(LOOK).rows(XS, HEAD, LONG, entry, THIRD).read())
    assert texts(table) == plain([HEAD, LONG, entry, THIRD])


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_title_whose_words_stand_apart_is_no_header(wrapped: bool) -> None:
    """As recognition places them: the gaps before a year are wider than a space."""
    title = ["ตัวชี้วัดการประเมินผลการปฏิบัติราชการ", "ประจำปีงบประมาณ", "พ.ศ.", "" if wrapped else "๒๕๖๗"]
    below = ["๒๕๖๗"] * wrapped
    printer = Printer(LOOK).rows([67.0, 297.0, 408.0, 443.0], title).text(*below, "สำนักการโยธา")
    assert not tables(printer.rows([55.0, 134.0], ["องค์ประกอบที่", "๑.๒"]).read())


def test_the_rest_of_a_row_below_a_repeated_header() -> None:
    rest = ["", "", "พ.ศ. 2567 :|ร้อยละ 90|จากเดิม", "", ""]
    printer = Printer(LOOK).rows(XS, HEAD, LONG).page().rows(XS, HEAD, rest).text("หมายเหตุ ข้อมูลเบื้องต้น")
    first, second = tables(printer.read())
    assert texts(first) == plain([HEAD, LONG])
    assert texts(second) == plain([HEAD, rest])


def test_a_table_goes_on_without_its_header() -> None:
    printer = Printer(LOOK).text("ตาราง ก").rows(XS, HEAD, LONG, SHORT).page()
    first, second = tables(printer.rows(XS, THIRD).text("หมายเหตุ ข้อมูลเบื้องต้นของปี").read())
    assert texts(first) == plain([HEAD, LONG, SHORT])
    assert texts(second) == plain([THIRD])


def test_months_below_their_years_have_their_columns() -> None:
    months = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
    xs = [70.0, 160.0, 200.0, *(240.0 + 26 * k for k in range(12))]
    none = [""] * 12
    time = "ระยะ|เวลา|ดำเนิน|การ"
    head = ["ขั้นตอน|การปฏิบัติงาน|ของโครงการ", "เนื้องาน|ราย|ขั้นตอน", "คิดความ|ก้าวหน้า|โครงการ", time, *none[1:]]
    years = ["", "", "", "2566", "", "", "2567", *none[4:]]
    low = ["", "", "", *months]
    step = ["1. ขออนุมัติ|โครงการ", "20", "20", "", "X", *none[2:]]
    last = ["2. ดำเนินการ", "80", "100", *none[1:], "X"]
    (table,) = tables(Printer(replace(LOOK, size=8, pitch=13.5)).rows(xs, head, years, low, step, last).read())
    assert texts(table) == plain([head, years, low, step, last])


def test_rows_that_only_numbers_part_are_flagged() -> None:
    (table,) = tables(Printer(replace(LOOK, padding=0.0)).rows(XS, HEAD, LONG, THIRD, LONG).read())
    assert texts(table) == plain([HEAD, LONG, THIRD, LONG])
    assert is_flagged(table)


def test_page_numbers_and_headings_are_no_rest_of_a_row() -> None:
    printer = Printer(LOOK).text("แผนปฏิบัติการ สำนักการโยธา").rows(XS, HEAD, LONG, SHORT).page()
    printer.text("แผนปฏิบัติการ สำนักการโยธา").rows([280.0], ["- 2 -"]).rows([275.0], ["ส่วนที่ 4"])
    (table,) = tables(printer.text("การประเมินผลการปฏิบัติราชการ").read())
    assert texts(table) == plain([HEAD, LONG, SHORT])


def test_a_repeated_header_has_the_columns_of_the_pages_before() -> None:
    xs = [70.0, 110.0, 190.0, 390.0, 470.0]
    heads = [70.0, 110.0, 250.0, 390.0, 470.0]
    head = ["ที่", "รหัส KRs", "ชื่อตัวชี้วัด", "เป้าหมาย", "น้ำหนัก"]
    row = ["1", "3101", "ร้อยละความสำเร็จของการแก้ไข|ปัญหาความเดือดร้อน", "ร้อยละ 80", "10"]
    rest = ["", "", "ของประชาชน", "", ""]
    printer = Printer(LOOK).text("ตาราง ก").rows(heads, head).rows(xs, row, row).page()
    first, second = tables(printer.rows(heads, head).rows(xs, rest).text("หมายเหตุ ข้อมูลเบื้องต้นของปี").read())
    assert texts(first) == plain([head, row, row])
    assert texts(second) == plain([head, rest])


def test_padding_that_rounding_may_hide_is_flagged() -> None:
    (table,) = tables(Printer(replace(LOOK, padding=0.6)).rows(XS, HEAD, LONG, THIRD, LONG).read())
    assert texts(table) == plain([HEAD, LONG, THIRD, LONG])
    assert is_flagged(table)


def joined(document: Document) -> list[list[list[str]]]:
    """The rows of every joined table."""
    found = [item for item in join_tables(document) if isinstance(item, JoinedTable)]
    return [[["".join(cell.text.split()) for cell in row.cells] for row in table.rows] for table in found]


def test_the_rest_of_a_row_stands_nearer_to_the_repeated_header() -> None:
    xs, head = [70.0, 250.0, 400.0], ["ตัวชี้วัด (KPI)", "ค่าเป้าหมาย|2567", "ค่าเป้าหมาย|2568"]
    row = ["จำนวนผู้ประกอบการที่|ได้รับการส่งเสริม", "20 ราย", "25 ราย"]
    cut = ["จำนวนผลิตภัณฑ์ที่ได้รับ|การส่งเสริม", "ผลิตภัณฑ์|เข้าร่วม", "ผลิตภัณฑ์|เข้าร่วม"]
    rest = ["การตลาด", "20 รายการ", "25 รายการ"]
    whole = plain([row])[0], ["".join(pair) for pair in zip(plain([cut])[0], plain([rest])[0], strict=True)]
    for padding, expected in ((-2.0, list(whole)), (0.0, plain([row, cut, rest]))):
        printer = Printer(LOOK).text("ตาราง ก").rows(xs, head, row, cut).page().rows(xs, head)
        printer.y -= padding
        document = printer.rows(xs, rest).text("หมายเหตุ ข้อมูลเบื้องต้นของปี").read()
        assert joined(document) == [expected]


def test_a_header_of_which_only_the_first_row_is_printed_again() -> None:
    xs = [70.0, 250.0, 400.0]
    head, years = ["ตัวชี้วัด (KPI)", "ค่าเป้าหมาย", ""], ["", "2567", "2568"]
    row = ["จำนวนผู้ประกอบการที่|ได้รับการส่งเสริม", "20 ราย", "25 ราย"]
    printer = Printer(LOOK).text("ตาราง ก").rows(xs, head, years, row).page().rows(xs, head, row)
    first, second = tables(printer.text("หมายเหตุ ข้อมูลเบื้องต้นของปี").read())
    assert texts(first) == plain([head, years, row])
    assert texts(second) == plain([head, row])
