"""Time plans whose months are shaded cells or bare lines, and plans that name the whole fiscal year."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from phaen.extractors.model import Table
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.ruled.arrows import BOTH, LEFT, RIGHT
from phaen.normalizers.periods import period
from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.drawn import HEIGHT, Page

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
XS = [30, 60, 200, *(200 + 28 * number for number in range(1, 13))]
YS = [100, 120, 165, 210]


def plan(shades: dict[tuple[int, int], float], lines: Sequence[tuple[float, float, float]] = ()) -> bytes:
    """A time plan whose cells (row, column) are filled with a grey (0 black, 1 white); ``lines``: x0, x1 and y."""
    page = Page()
    for x0, x1, y in lines:
        page.canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)
    for (row, column), grey in shades.items():
        page.canvas.setFillGray(grey)
        width, height = XS[column + 1] - XS[column], YS[row + 1] - YS[row]
        page.canvas.rect(XS[column], HEIGHT - YS[row + 1], width, height, stroke=0, fill=1)
    page.canvas.setFillGray(0)
    page.rules(XS, YS)
    page.text(35, 114, "ที่").text(65, 114, "โครงการ")
    for number, month in enumerate(MONTHS):
        page.text(XS[2 + number] + 3, 114, month)
    for row, name in enumerate(("โครงการขุดลอก", "โครงการอบรม"), 1):
        page.text(35, YS[row] + 14, str(row)).text(65, YS[row] + 14, name)
    return page.data()


def marked(data: bytes, backend: str) -> list[list[int]]:
    """For each row of the table the numbers of the months that hold a mark."""
    table = next(block for block in read_pdf(data, "plan.pdf", backend=backend).blocks if isinstance(block, Table))
    rows = [row.texts() for row in table.rows[1:]]
    signs = {chr(code) for code in (LEFT, RIGHT, BOTH)}
    return [[at - 2 for at, text in enumerate(row) if signs & set(text)] for row in rows]


@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
def test_a_month_filled_whole_is_marked(backend: str) -> None:
    shades = {(1, 4): 0.6, (1, 5): 0.6, (2, 13): 0.3}
    assert marked(plan(shades), backend) == [[2, 3], [11]]


def test_pale_cells_and_rows_shaded_from_the_first_cell_are_no_marks() -> None:
    assert marked(plan({(1, 4): 0.95, **{(2, column): 0.6 for column in range(14)}}), "pdfium") == [[], []]


@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
def test_a_line_through_empty_months_is_an_arrow(backend: str) -> None:
    lines = [(XS[4] + 2, XS[7] - 2, 140), (XS[9] + 4, XS[10] - 4, 190)]
    assert marked(plan({}, lines), backend) == [[2, 4], [7]]


def test_a_line_at_words_and_a_rule_are_no_arrows() -> None:
    under_a_name, rule = (XS[1] + 5, XS[2] - 20, YS[1] + 18), (XS[4], XS[7], YS[2])
    assert marked(plan({}, [under_a_name, rule]), "pdfium") == [[], []]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ตลอดปีงบประมาณ", ("2567-10", "2568-09")),
        ("ตลอดทั้งปีงบประมาณ", ("2567-10", "2568-09")),
        ("ตลอดปี", (None, None)),
    ],
)
def test_the_whole_fiscal_year(text: str, months: tuple[str | None, str | None]) -> None:
    assert period(text, 2568) == months
    assert period(text, None) == (None, None)


@pytest.mark.parametrize(
    ("marks", "flagged"), [("↔↔ ", [False, False, True]), ("↔  ", [False] * 3), ("   ", [False] * 3)]
)
def test_a_line_without_months_among_lines_with_some_is_doubtful(marks: str, flagged: list[bool]) -> None:
    rows = [
        f"{number}\t{name}\tขุดลอกและเก็บวัชพืช\t50,000\tหมู่ที่ {number}\tกองช่าง\t{mark}" + "\t" * 11
        for number, (name, mark) in enumerate(
            zip(("โครงการขุดลอก", "โครงการอบรม", "โครงการซ่อมฝาย"), marks, strict=True), 1
        )
    ]
    lines = [
        "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2569",
        "องค์การบริหารส่วนตำบลหนองโพรง",
        "ที่\tโครงการ\tรายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ\tงบประมาณ (บาท)\tสถานที่ดำเนินการ\tหน่วยงานรับผิดชอบหลัก\t"
        "พ.ศ. 2568\t\t\tพ.ศ. 2569" + "\t" * 8,
        "\t" * 6 + "\t".join(MONTHS),
        *rows,
    ]
    found = extract_document(
        "\n".join(lines).encode(), "plan.txt", ExtractOptions(ocr="never", statements=False)
    ).tables
    assert ["cell_missing" in row["flags"] for row in found["plans"]] == flagged
