"""Word and Excel files as people make them: what they wrote comes out, or is flagged."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.styles import Alignment, Border, Side
from phaen.pipeline.extract import ExtractOptions, extract_document

TITLE = ("แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2567", "โรงพยาบาลบ้านริมน้ำ")
HEAD = ("ที่", "โครงการ", "งบประมาณ (บาท)", "ผู้รับผิดชอบ")
ROWS = (
    ("1", "โครงการคัดกรองผู้สูงอายุ", "350,000", "งานเวชกรรม"),
    ("2", "โครงการคลินิกเคลื่อนที่", "1,200,000", "งานพยาบาล"),
    ("3", "โครงการปรับปรุงห้องยา", "85,500", "งานเภสัชกรรม"),
)
WANTED = [
    ("โครงการคัดกรองผู้สูงอายุ", Decimal(350_000), ["งานเวชกรรม"]),
    ("โครงการคลินิกเคลื่อนที่", Decimal(1_200_000), ["งานพยาบาล"]),
    ("โครงการปรับปรุงห้องยา", Decimal(85_500), ["งานเภสัชกรรม"]),
]
Row = tuple[str | None, Decimal | None, list[str]]


def plans(data: bytes, name: str) -> list[dict[str, Any]]:
    tables = extract_document(data, name, ExtractOptions(ocr="never", statements=False)).tables
    document = tables["documents"][0]
    assert (document["doc_type"], document["fiscal_year"], document["agency_name"]) == ("annual_plan", 2567, TITLE[1])
    return list(tables["plans"])


def told(rows: Sequence[dict[str, Any]]) -> list[Row]:
    return [(row["project"], row["budget_baht"], row["units"]) for row in rows if row["row_kind"] == "item"]


# Word


class Word:
    """A document with its title, to be filled."""

    def __init__(self) -> None:
        self.document = docx.Document()
        for line in TITLE:
            self.document.add_paragraph(line)

    def table(self, rows: Sequence[Sequence[str]] = (HEAD, *ROWS), parent: Any = None) -> Any:
        table = (parent or self.document).add_table(len(rows), len(rows[0]))
        if parent is None:
            table.style = "Table Grid"
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
        return table

    def data(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def numbered(word: Word) -> None:
    """The running numbers are a list that Word numbers."""
    table = word.table([HEAD, *(("", *row[1:]) for row in ROWS)])
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = "List Number"


def tracked(word: Word) -> None:
    """Two amounts were changed with changes tracked."""
    table = word.table()
    for row, old, new in ((1, "300,000", "350,000"), (3, "90,000", "85,500")):
        paragraph = table.rows[row].cells[2].paragraphs[0]
        for run in list(paragraph.runs):
            run._element.getparent().remove(run._element)
        for tag, text, inner in (("w:del", old, "w:delText"), ("w:ins", new, "w:t")):
            xml = f'<{tag} {nsdecls("w")} w:id="9" w:author="a"><w:r><{inner}>{text}</{inner}></w:r></{tag}>'
            paragraph._element.append(parse_xml(xml))


def boxed_title(word: Word) -> None:
    """A note stands in a text box above the table."""
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p>'
        "<w:r><w:t>ร่างเสนอคณะกรรมการ</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    word.document.add_paragraph("รายละเอียด")._element.append(parse_xml(box))
    word.table()


def nested_frame(word: Word) -> None:
    """The table stands in a frame that is a table of one cell."""
    frame = word.document.add_table(1, 1)
    frame.style = "Table Grid"
    cell = frame.cell(0, 0)
    inner = cell.add_table(len(ROWS) + 1, len(HEAD))
    for line, row in zip(inner.rows, (HEAD, *ROWS), strict=True):
        for one, text in zip(line.cells, row, strict=True):
            one.text = text


def merged_both_ways(word: Word) -> None:
    """A two-row heading and an owner merged down over two rows."""
    top = ("ที่", "โครงการ", "งบประมาณ", "", "ผู้รับผิดชอบ")
    below = ("", "", "จัดสรร (บาท)", "หมายเหตุ", "")
    body = [(no, name, money, "", unit) for no, name, money, unit in ROWS]
    table = word.table([top, below, *body])
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 3))


def tab_aligned(word: Word) -> None:
    """No table at all: columns aligned by tabs."""
    for row in (HEAD, *ROWS):
        word.document.add_paragraph("\t".join(row))


def fielded(word: Word) -> None:
    """The total is a field, and so is a page number in the footer."""
    table = word.table([HEAD, *ROWS, ("", "รวม", "", "")])
    paragraph = table.rows[-1].cells[2].paragraphs[0]
    for kind, text in (("begin", ""), ("", "=SUM(ABOVE)"), ("separate", ""), ("shown", "1,635,500"), ("end", "")):
        run = OxmlElement("w:r")
        part = OxmlElement({"": "w:instrText", "shown": "w:t"}.get(kind, "w:fldChar"))
        if kind in ("begin", "separate", "end"):
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run.append(part)
        paragraph._element.append(run)


def with_furniture(word: Word) -> None:
    """Headers and footers on every page, and a note under the table."""
    word.document.sections[0].header.paragraphs[0].text = "โรงพยาบาลบ้านริมน้ำ 9,999,999"
    word.document.sections[0].footer.paragraphs[0].text = "หน้า 1"
    word.table()
    word.document.add_paragraph("หมายเหตุ : งบประมาณอาจเปลี่ยนแปลง")


def broken_lines(word: Word) -> None:
    """Lines broken by hand in cells, spaces for looks, a non-breaking space in an amount."""
    rows = [
        HEAD,
        (" 1 ", "โครงการ\nคัดกรองผู้สูงอายุ", "  350,000 ", "งานเวชกรรม "),
        ("2.", "โครงการคลินิก\nเคลื่อนที่", "1,200,000.-", "งานพยาบาล"),
        ("๓", "โครงการปรับปรุงห้องยา", "๘๕,๕๐๐ บาท", "งานเภสัชกรรม"),
    ]
    word.table(rows)


def two_tables(word: Word) -> None:
    """The table goes on in a second one with the heading again."""
    word.table([HEAD, *ROWS[:2]])
    word.document.add_paragraph("")
    word.table([HEAD, *ROWS[2:]])


def struck_row(word: Word) -> None:
    """A project that was given up is struck through."""
    table = word.table([HEAD, *ROWS, ("4", "โครงการที่ยกเลิก", "900,000", "งานพัสดุ")])
    for cell in table.rows[-1].cells:
        for run in cell.paragraphs[0].runs:
            run.font.strike = True


WORD = (numbered, tracked, boxed_title, nested_frame, merged_both_ways, tab_aligned, fielded, with_furniture,
        broken_lines, two_tables, struck_row)  # fmt: skip


@pytest.mark.parametrize("fill", WORD, ids=lambda fill: fill.__name__)
def test_word_as_people_make_it(fill: Callable[[Word], None]) -> None:
    word = Word()
    fill(word)
    assert told(plans(word.data(), "x.docx")) == WANTED


# Excel


class Excel:
    """A sheet with its title rows, to be filled from row 4."""

    def __init__(self) -> None:
        self.workbook = openpyxl.Workbook()
        self.page = self.workbook.active
        self.page.title = "แผน"
        for row, line in enumerate(TITLE, 1):
            self.page.cell(row, 1, line)

    def put(self, rows: Sequence[Sequence[Any]], row: int = 4, column: int = 1, page: Any = None) -> None:
        for y, line in enumerate(rows, row):
            for x, value in enumerate(line, column):
                (page or self.page).cell(y, x).value = value

    def data(self) -> bytes:
        out = io.BytesIO()
        self.workbook.save(out)
        return out.getvalue()


NUMBERS = [(int(no), name, int(money.replace(",", "")), unit) for no, name, money, unit in ROWS]


def plain_numbers(excel: Excel) -> None:
    """Numbers without any format."""
    excel.put([HEAD, *NUMBERS])


def merged_titles(excel: Excel) -> None:
    """Title rows merged over the table, right above it."""
    excel.page.merge_cells("A1:D1")
    excel.page.merge_cells("A2:D2")
    excel.put([HEAD, *NUMBERS], 3)


def millions(excel: Excel) -> None:
    """Baht shown as millions under a heading that says so."""
    excel.put([(HEAD[0], HEAD[1], "งบประมาณ (ล้านบาท)", HEAD[3]), *NUMBERS])
    for row in range(5, 8):
        excel.page.cell(row, 3).number_format = "#,##0.0000,,"


def texts(excel: Excel) -> None:
    """Numbers stored as text, one with an apostrophe, one with a unit."""
    excel.put([HEAD, *ROWS[:2], ("3", ROWS[2][1], "85,500 บาท", ROWS[2][3])])
    excel.page["C5"].quotePrefix = True


def accounting(excel: Excel) -> None:
    """The accounting format with its paddings and dashes."""
    excel.put([HEAD, *NUMBERS])
    for row in range(5, 8):
        excel.page.cell(row, 3).number_format = '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-'


def hidden(excel: Excel) -> None:
    """A hidden row, a hidden column with last year's amounts, a hidden sheet with a draft."""
    rows = [(no, name, money - 1, money, unit) for no, name, money, unit in NUMBERS]
    rows.insert(1, (9, "โครงการที่ซ่อน", 5, 5, "งานพัสดุ"))
    excel.put([(HEAD[0], HEAD[1], "งบประมาณปีก่อน", HEAD[2], HEAD[3]), *rows])
    excel.page.row_dimensions[6].hidden = True
    excel.page.column_dimensions["C"].hidden = True
    draft = excel.workbook.create_sheet("ร่าง")
    excel.put([HEAD, (1, "โครงการร่าง", 77, "งานพัสดุ")], page=draft)
    draft.sheet_state = "hidden"


def several_sheets(excel: Excel) -> None:
    """The table goes on on a second sheet."""
    excel.put([HEAD, *NUMBERS[:2]])
    excel.put([HEAD, *NUMBERS[2:]], 1, page=excel.workbook.create_sheet("ต่อ"))


def several_tables(excel: Excel) -> None:
    """Two tables on one sheet, with a heading between."""
    excel.put([HEAD, *NUMBERS[:1]])
    excel.page.cell(7, 1, "งานสนับสนุน")
    excel.put([HEAD, *NUMBERS[1:]], 9)


def notes(excel: Excel) -> None:
    """A total and notes under the table."""
    excel.put([HEAD, *NUMBERS, (None, "รวม", 1_635_500, None)])
    excel.page.cell(10, 1, "หมายเหตุ : ข้อมูล ณ วันที่ 1 ตุลาคม 2566")


def shifted(excel: Excel) -> None:
    """The table begins at C6, with rules, the rest of the sheet empty."""
    excel.put([HEAD, *NUMBERS], 6, 3)
    side = Side(style="thin")
    for line in excel.page["C6:F9"]:
        for cell in line:
            cell.border = Border(left=side, right=side, top=side, bottom=side)


def merged_owner(excel: Excel) -> None:
    """Two-row headings with merged cells."""
    excel.put([("ที่", "โครงการ", "งบประมาณ", None, "ผู้รับผิดชอบ"), (None, None, "จัดสรร (บาท)", "หมายเหตุ", None)])
    excel.put([(no, name, money, None, unit) for no, name, money, unit in NUMBERS], 6)
    for area in ("A4:A5", "B4:B5", "E4:E5", "C4:D4"):
        excel.page.merge_cells(area)


def wrapped(excel: Excel) -> None:
    """Lines broken in cells with Alt+Enter."""
    rows = [(no, name.replace("โครงการ", "โครงการ\n"), money, unit) for no, name, money, unit in NUMBERS]
    excel.put([(HEAD[0], HEAD[1], "งบประมาณ\n(บาท)", HEAD[3]), *rows])
    excel.page["B5"].alignment = Alignment(wrap_text=True)


EXCEL = (plain_numbers, merged_titles, millions, texts, accounting, hidden, several_sheets, several_tables, notes,
         shifted, merged_owner, wrapped)  # fmt: skip


@pytest.mark.parametrize("fill", EXCEL, ids=lambda fill: fill.__name__)
def test_excel_as_people_make_it(fill: Callable[[Excel], None]) -> None:
    excel = Excel()
    fill(excel)
    assert told(plans(excel.data(), "x.xlsx")) == WANTED


def test_a_formula_without_its_value_warns_its_row() -> None:
    excel = Excel()
    excel.put([HEAD, *NUMBERS[:2], (3, ROWS[2][1], "=C5+1", ROWS[2][3])])
    rows = plans(excel.data(), "x.xlsx")
    assert told(rows)[2] == (ROWS[2][1], None, [ROWS[2][3]]) and "formula_without_value" in rows[2]["flags"]


def test_targets_in_percent_and_thai_dates() -> None:
    excel = Excel()
    heads = ("ที่", "ตัวชี้วัด", "ค่าเป้าหมาย", "ผู้รับผิดชอบ")
    excel.put([heads, (1, "ร้อยละของผู้ป่วยที่ได้รับการคัดกรอง", 0.85, "งานเวชกรรม")])
    excel.put([(2, "จัดทำรายงานประจำปีแล้วเสร็จ", datetime.date(2024, 9, 30), "งานแผน")], 6)
    excel.page["C5"].number_format = "0%"
    excel.page["C6"].number_format = "[$-D07041E]d mmmm yyyy;@"
    tables = extract_document(excel.data(), "x.xlsx", ExtractOptions(ocr="never", statements=False)).tables
    found = [(row["name"], row["target_raw"], row["target_value"], row["target_date"]) for row in tables["kpis"]]
    assert found[0][1:3] == ("85%", 85.0)
    assert found[1][3] == "2567-09-30" or tables["kpis"][1]["flags"]
