"""Tables with horizontal rules only, drawn cell by cell: rest of rows at page tops and between tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

from phaen.extractors.model import Document, Table
from phaen.extractors.pdf.reader import read_pdf
from phaen.pipeline.extract import ExtractOptions, extract_document
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.build import LAYOUTS
from samples.pdf_writer import FONTS, write_pdf
from samples.random_content import random_document

FONT = "horizontal"
BORDERS = [56.0, 90.0, 250.0, 400.0, 540.0]
HEAD = ["ที่", "ชื่อตัวชี้วัด", "เป้าหมาย", "น้ำหนักคะแนน"]
ROW = ["1", "ร้อยละความสำเร็จของ|การจัดเก็บภาษี", "ร้อยละ 95", "20"]
PITCH = 17.0


class Printer:
    """Draws rows between rules down the pages."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(TTFont(FONT, str(FONTS / "Sarabun-Regular.ttf")))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)
        self.y = 790.0

    def rule(self) -> Printer:
        for left, right in pairwise(BORDERS):
            self.canvas.line(left, self.y, right, self.y)
        return self

    def row(self, cells: Sequence[str]) -> Printer:
        """Cells without a rule."""
        parts = [cell.split("|") for cell in cells]
        self._put([(left + 6, part) for left, part in zip(BORDERS, parts, strict=False)])
        return self

    def rows(self, *rows: Sequence[str]) -> Printer:
        self.rule()
        for row in rows:
            self.row(row).rule()
        return self

    def text(self, *lines: str) -> Printer:
        self._put([(BORDERS[0], list(lines))])
        return self

    def page(self) -> Printer:
        self.canvas.showPage()
        self.y = 790.0
        return self

    def read(self) -> Document:
        self.canvas.save()
        return read_pdf(self.out.getvalue(), "x")

    def _put(self, cells: Sequence[tuple[float, list[str]]]) -> None:
        self.canvas.setFont(FONT, 11)
        for x, lines in cells:
            for number, line in enumerate(lines, 1):
                self.canvas.drawString(x, self.y - number * PITCH, line)
        self.y -= max(len(lines) for _, lines in cells) * PITCH + 6


def texts(document: Document) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [[["".join(text.split()) for text in row.texts()] for row in table] for table in found]


def plain(*rows: Sequence[str]) -> list[list[str]]:
    return [["".join(cell.replace("|", "").split()) for cell in row] for row in rows]


def test_the_rest_of_a_row_between_two_headers_stays_in_its_table() -> None:
    for rest in (["", "", "", "ของประมาณการ"], ["", "ภาษีที่ดิน", "", ""], ["และ", "", "", ""]):
        assert texts(Printer().rows(HEAD, rest, HEAD, ROW).read()) == [plain(HEAD, rest), plain(HEAD, ROW)]


def test_text_between_two_tables_is_no_row() -> None:
    printer = Printer().rows(HEAD, ROW).text("เกณฑ์การให้คะแนนของตัวชี้วัดที่ 1 ร้อยละความสำเร็จ").rows(HEAD, ROW)
    assert texts(printer.read()) == [plain(HEAD, ROW), plain(HEAD, ROW)]


def test_a_row_goes_on_at_the_top_of_the_next_page() -> None:
    rest = ["", "และสิ่งปลูกสร้าง", "", ""]
    printer = Printer().text("ตาราง ก").rows(HEAD, ROW).row(ROW).page().row(rest).rows(ROW, ROW)
    found = texts(printer.read())
    assert found[0] == plain(HEAD, ROW, ROW)
    assert [row for table in found[1:] for row in table] == plain(rest, ROW, ROW)


def test_months_of_two_tables_on_a_page_part_no_text_between_them() -> None:
    """The short rules below the years stand in the headers of both tables, at the same x."""
    sample = random_document(5)
    data = write_pdf(sample.sheet, LAYOUTS["pdf-horizontal"], sample.meta.title)
    rows = extract_document(data, "a.pdf", ExtractOptions()).tables["milestones"]
    want = {step["project"] for step in sample.gold["milestones"]}
    assert len(want) > 1
    assert {"".join(str(row["project"]).split()) for row in rows} == {"".join(name.split()) for name in want}
