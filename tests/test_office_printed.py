"""A Word document that LibreOffice prints to PDF gives the rows of the Word document itself."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import docx
import pytest
from docx.shared import Cm
from phaen.extractors.office.rendering import as_pdf, program
from phaen.pipeline.extract import ExtractOptions, extract_document
from states import DEEP

from samples.blocks import Sheet
from samples.documents import hand_written
from samples.elsewhere import other_samples
from samples.judging import judge
from samples.office_writers import write_docx

SAMPLES: dict[str, tuple[Sheet, dict[str, object]]] = {
    **{one.meta.stem: (one.sheet, one.gold) for one in hand_written()},
    **{one.stem: (one.sheet, one.gold) for one in other_samples()},
}
CHOSEN = sorted(SAMPLES) if DEEP else random.Random(20).sample(sorted(SAMPLES), 2)
"""All of them in the long tests, else a tenth."""


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("stem", CHOSEN)
def test_printed_word_gives_the_rows_of_word(stem: str) -> None:
    sheet, gold = SAMPLES[stem]
    pdf = as_pdf(write_docx(sheet))
    tables = extract_document(pdf, f"{stem}.pdf", ExtractOptions(ocr="never", statements=False)).tables
    judged = list(judge(gold, tables))  # type: ignore[arg-type]
    assert not [(one.dataset, one.wrong, one.missing) for one in judged if one.wrong or one.missing]


def narrow(widths: Sequence[float], header: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> bytes:
    """A plan in Word whose table has columns of these ``widths`` in cm, too narrow for their figures.

    An empty cell of the header belongs to the one on its left, or in the lower row to the one above.
    """
    document = docx.Document()
    for line in ("แผนปฏิบัติราชการประจำปี พ.ศ. 2568", "กรมทางน้ำชายฝั่ง", "กระทรวงคมนาคม", "โครงการและงบประมาณ"):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for row in (*header, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for x, text in enumerate(header[1]):
        if not text:
            table.cell(0, x).merge(table.cell(1, x)).text = header[0][x]
    spans = [x for x, text in enumerate(header[1]) if text]
    table.cell(0, spans[0]).merge(table.cell(0, spans[-1])).text = header[0][spans[0]]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


YEARS = ["2566 (บาท)", "2567 (บาท)", "2568 (บาท)"]
QUARTERS = ["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3"]
NARROW = {
    "millions with four places": narrow(
        (1.2, 6, 1.1, 1.1, 1.1, 3),
        (["ลำดับ", "โครงการ", "งบประมาณ (ล้านบาท)", "", "", "หน่วยงานรับผิดชอบ"], ["", "", *QUARTERS, ""]),
        [
            ["1", "โครงการขุดลอกร่องน้ำปากแม่น้ำ", "120.2500", "45.1250", "-", "สำนักวิศวกรรม"],
            ["2", "โครงการท่าเทียบเรือชุมชน", "0.7500", "1,120.5000", "2.0500", "กองท่าเรือ"],
        ],
    ),
    "baht of three years": narrow(
        (1.2, 6, 1.2, 1.2, 1.2, 3),
        (["ที่", "โครงการ", "งบประมาณ", "", "", "หน่วยงานรับผิดชอบ"], ["", "", *YEARS, ""]),
        [
            ["1", "โครงการก่อสร้างถนนคอนกรีต", "1,250,000", "1,250,000", "12,500,000", "กองช่าง"],
            ["2", "โครงการปรับปรุงระบบประปา", "480,000", "-", "95,000", "กองช่าง"],
        ],
    ),
    "counts and shares": narrow(
        (5, 1.6, 1.0, 1.0, 1.0, 3),
        (["ตัวชี้วัด", "หน่วยนับ", "ค่าเป้าหมาย", "", "", "ผู้รับผิดชอบ"], ["", "", "2568", "2569", "2570", ""]),
        [
            ["จำนวนห้องสมุดที่ผ่านมาตรฐาน", "แห่ง", "1,200", "1,350", "1,500", "กองห้องสมุด"],
            ["จำนวนผู้ใช้บริการ", "คน", "1,250,000", "1,300,000", "12,450,000", "กองห้องสมุด"],
            ["ร้อยละของผู้อ่านที่พึงพอใจ", "ร้อยละ", "80.50", "82.25", "86.75", "สำนักบริหาร"],
        ],
    ),
}
VALUES = {
    "plans": ("project", "budget_baht", "amounts", "units"),
    "kpis": ("name", "target_value", "target_unit", "targets_by_year", "units"),
}


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", NARROW if DEEP else [*NARROW][:1])
def test_figures_that_narrow_cells_break_are_those_of_word(name: str) -> None:
    word = NARROW[name]
    never = ExtractOptions(ocr="never", statements=False)
    written, printed = (
        extract_document(word, "x.docx", never).tables,
        extract_document(as_pdf(word), "x.pdf", never).tables,
    )
    for dataset, columns in VALUES.items():
        values = [[[row[column] for column in columns] for row in tables[dataset]] for tables in (written, printed)]
        assert values[0] == values[1]
    assert written["plans"] or written["kpis"]
