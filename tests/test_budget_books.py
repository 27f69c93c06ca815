"""Tables of a budget book: spans of years with an open end, sources named by the line, indicators counted in baht."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from phaen.extractors.forms.context import Context
from phaen.extractors.forms.headings import Heading
from phaen.extractors.forms.records import Records
from phaen.extractors.forms.sections import SectionBuilder
from phaen.extractors.model import Cell, Document, Paragraph, Place, Row, Table
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.registers.agency_register import default_register
from phaen.normalizers.targets import parse_target
from phaen.normalizers.units import split_units
from phaen.normalizers.years import is_open_period
from phaen.pipeline.assemble.amounts import line_budget
from phaen.pipeline.assemble.coverage import measure
from phaen.pipeline.extract import ExtractOptions, extract_document

YEARS = "ตัวชี้วัด/แหล่งเงิน | หน่วยนับ | ปี 2568 | ปี 2569 | ปี 2570"
SPANS = "ตัวชี้วัด/แหล่งเงิน | หน่วยนับ | เริ่มต้น - ปี 2568 | ปี 2569 | ปี 2570-จบ"
TWO_ROWS = (
    '<th rowspan="2">ตัวชี้วัด/แหล่งเงิน | <th rowspan="2">หน่วยนับ | <th colspan="2">งบประมาณ '
    '| <th colspan="3">ประมาณการรายจ่ายล่วงหน้า**',
    "<th>เริ่มต้น - ปี 2568<br>แผน<br>(ผล)* | <th>ปี 2569<br>แผน | <th>ปี 2570<br>แผน | <th>ปี 2571<br>แผน "
    "| <th>ปี 2572-จบ<br>แผน",
)
TITLE = ("เอกสารงบประมาณ ประจำปีงบประมาณ พ.ศ. 2569", "กรมสมมุติ")


def read(*lines: str, title: Iterable[str] = TITLE) -> dict[str, Any]:
    text = "\n".join(line.replace(" | ", "\t") for line in (*title, "", *lines))
    return dict(extract_document(text.encode(), "typed.txt", ExtractOptions(ocr="never", statements=False)).tables)


def read_merged(*lines: str) -> dict[str, Any]:
    """The same of a table with merged headings: each cell may open with its own tag."""
    rows = ("".join(cell if cell[0] == "<" else f"<td>{cell}" for cell in line.split(" | ")) for line in lines)
    page = "".join(f"<p>{line}</p>" for line in TITLE) + "<table>" + "".join(f"<tr>{row}" for row in rows) + "</table>"
    options = ExtractOptions(ocr="never", statements=False)
    return dict(extract_document(f"<html><body>{page}</body></html>".encode(), "typed.html", options).tables)


@pytest.mark.parametrize(
    ("heading", "is_open"),
    [
        ("เริ่มต้น - ปี 2564\nแผน\n(ผล)*", True),
        ("ปี ๒๕๖๘-จบ แผน", True),
        ("ก่อนปี 2565", True),
        ("ปี 2570 เป็นต้นไป", True),
        ("ปี 2565 แผน", False),
        ("ปี 2566 - 2570", False),
        ("ปีที่เริ่มต้นโครงการ 2566", False),
    ],
)
def test_spans_with_an_open_end_are_told(heading: str, is_open: bool) -> None:
    assert is_open_period(heading) is is_open


def test_what_stands_under_an_open_span_is_of_no_single_year() -> None:
    found = read_merged(
        *TWO_ROWS,
        "เชิงปริมาณ : จำนวนชุดตรวจที่ผลิต | ชุด | 930,000 | 150,000 | 160,000 | 170,000 | 480,000",
        "รวมทั้งสิ้น | ล้านบาท | 134.5000 | 20.2500 | 21.0000 | 22.5000 | 61.7500",
        "เงินงบประมาณ | ล้านบาท | 134.5000 | 20.2500 | 21.0000 | 22.5000 | 61.7500",
    )
    (kpi,) = found["kpis"]
    assert [(one["fiscal_year"], one["raw"]) for one in kpi["targets_by_year"]] == [
        (2569, "150,000"),
        (2570, "160,000"),
        (2571, "170,000"),
        (None, "930,000"),
        (None, "480,000"),
    ]
    assert kpi["target_value"] == 150_000
    whole, source = found["plans"]
    assert [(one["fiscal_year"], one["source"]) for one in whole["amounts"]] == [
        (None, "เริ่มต้น - ปี 2568"),
        *((year, None) for year in (2569, 2570, 2571)),
        (None, "ปี 2572-จบ"),
    ]
    assert source["amounts"][0]["source"] == "เงินงบประมาณ (เริ่มต้น - ปี 2568)"
    assert whole["budget_baht"] == source["budget_baht"] == Decimal(20_250_000)


def test_a_table_under_open_spans_is_no_part_of_one_under_years() -> None:
    place = Place(page=1, bbox=(50.0, 100.0, 550.0, 700.0))

    def table(head: str, row: str) -> Table:
        rows = [tuple(Cell(text, text, place) for text in line.split(" | ")) for line in (head, row)]
        return Table(tuple(Row(cells, place) for cells in rows), place, len(rows[0]))

    tables = (table(YEARS, "จำนวนวัคซีน | ขวด | 5 | 6 | 7"), table(SPANS, "จำนวนวัคซีน | ขวด | 15 | 6 | 21"))
    items = join_tables(Document("0" * 16, "x.pdf", "pdf", tables))
    assert [len(item.rows) for item in items if isinstance(item, JoinedTable)] == [1, 1]


def test_an_indicator_counted_in_baht_is_no_sum_of_money() -> None:
    found = read(
        YEARS,
        "เชิงปริมาณ : จำนวนตลาดชุมชน | แห่ง | 3 | 4 | 5",
        "- ตัวชี้วัดเชิงคุณภาพ : มูลค่าการค้าของตลาดชุมชน | ล้านบาท | 10 | 12 | 15",
        "เงินงบประมาณ | ล้านบาท | 2.5000 | 3.0000 | 3.5000",
    )
    assert [(row["name"], row["target_value"], row["target_unit"]) for row in found["kpis"]] == [
        ("จำนวนตลาดชุมชน", 4.0, "แห่ง"),
        ("มูลค่าการค้าของตลาดชุมชน", 12_000_000.0, "บาท"),
    ]
    assert [row["budget_baht"] for row in found["plans"]] == [Decimal(3_000_000)]


@pytest.mark.parametrize("name", ["งบประมาณรายจ่ายของหน่วยรับงบประมาณ", "คงเหลือหลังหักเงินสมทบ", "เงินที่ได้รับบริจาค"])
def test_the_name_of_a_line_says_nothing_of_its_columns(name: str) -> None:
    found = read(YEARS, "เชิงปริมาณ : จำนวนคลินิก | แห่ง | 3 | 4 | 5", f"{name} | ล้านบาท | 2.5 | 3.0 | 3.5")
    (line,) = found["plans"]
    assert (line["budget_baht"], line["amounts"][1]["source"]) == (Decimal(3_000_000), name)
    assert not {"several_amounts", "figure_unread"} & set(line["flags"])


def test_of_is_no_asking() -> None:
    columns = [(("งบประมาณ", "เงินของแผ่นดิน"), "1,000"), (("งบประมาณ", "เงินรายได้"), "500")]
    assert line_budget("", columns, "", "", 2569).budget.baht == Decimal(1500)
    columns = [(("งบประมาณ", "คำขอ"), "1,000"), (("งบประมาณ", "ที่ได้รับ"), "500")]
    assert line_budget("", columns, "", "", 2569).budget.baht == Decimal(500)


def test_the_rest_of_a_heading_stands_below_its_amount() -> None:
    activities = "กิจกรรม | งบดำเนินงาน | งบลงทุน | รวม"
    for rest, programme in (("และสิ่งแวดล้อม", "แผนงานพัฒนาทรัพยากรธรรมชาติและสิ่งแวดล้อม"), ("วัตถุประสงค์", None)):
        found = read(
            "7.1 แผนงานพัฒนาทรัพยากรธรรมชาติ 7,900,000 บาท", rest, activities, "1. สำรวจป่าชุมชน | 1,000 | 500 | 1,500"
        )
        (line,) = [row for row in found["plans"] if row["row_kind"] == "item"]
        assert line["programme"] == (programme or "แผนงานพัฒนาทรัพยากรธรรมชาติ")


def test_the_year_that_a_budget_is_set_up_in_is_the_better_guess() -> None:
    found = read(
        YEARS,
        "เชิงปริมาณ : จำนวนคลินิก | แห่ง | 3 | 4 | 5",
        "",
        "* ผลการดำเนินงานของปีงบประมาณ 2568 (6 เดือน)",
        "** ประมาณการตามเป้าหมายที่ได้ตั้งงบประมาณในปี 2569",
        title=("กรมสมมุติ",),
    )
    (document,), (kpi,) = found["documents"], found["kpis"]
    assert (document["fiscal_year"], kpi["target_value"]) == (2569, 4.0)
    assert "year_guess" in kpi["flags"] and kpi["confidence"] < 0.7


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("ส่วน\nราชการ\nทุกส่วน", ["ส่วนราชการทุกส่วน"]),
        ("หน่วยงาน ทุกฝ่าย", ["หน่วยงานทุกฝ่าย"]),
        ("กองคลัง ทุกกอง", ["กองคลัง", "ทุกกอง"]),
        ("ส่วนราชการ, ทุกกอง", ["ส่วนราชการ", "ทุกกอง"]),
    ],
)
def test_a_kind_and_every_one_of_it_are_one_phrase(text: str, units: list[str]) -> None:
    assert split_units(text) == units


@pytest.mark.parametrize(("unit", "read_as"), [("คน/ต่อปี", "คน"), ("ครั้ง/ปี", "ครั้ง"), ("ปี", "ปี"), ("ล้านคน/ปี", "คน")])
def test_a_unit_column_counts_no_years(unit: str, read_as: str) -> None:
    assert parse_target("5,000", unit).unit == read_as


def test_a_document_without_typed_rows_has_nothing_typed() -> None:
    text = "ตัวชี้วัดและเป้าหมายของโครงการ งบประมาณ หน่วยงานรับผิดชอบ"
    paragraph = Paragraph(text, text, Place(page=1))
    document = Document("0" * 16, "x.pdf", "pdf", (paragraph,))
    measured = measure(document, {"sections": [{"text": text}]}, ["ตัวชี้วัด", "เป้าหมาย", "งบประมาณ", "หน่วยงานรับผิดชอบ"])
    assert (measured.coverage, measured.coverage_typed) == (1.0, 0.0)


@pytest.mark.parametrize("text", ["<1:วันคาสายสวน", "< 0.2:1,000 วันนอน", "1 : ผู้ป่วย"])
def test_a_rate_to_a_thing_is_no_bare_figure(text: str) -> None:
    found = parse_target(text)
    assert (found.value, found.flags) == (None, ("target_unread",))


@pytest.mark.parametrize(
    ("line", "bold", "closes"),
    [
        ("5. เป้าหมายการให้บริการหน่วยงาน", True, True),
        ("5. เป้าหมายการให้บริการหน่วยงาน", False, False),
        ("1. งบเงินอุดหนุน", True, False),
        ("7. รายละเอียดตามแผนงาน", True, False),
    ],
)
def test_a_chapter_with_another_number_stands_under_no_heading_of_the_one_before(
    line: str, bold: bool, closes: bool
) -> None:
    ctx = Context(2569, None, default_register(), None, Records(), None)
    sections = SectionBuilder(ctx)
    above = "7.3 แผนงานจัดการน้ำ"
    sections.heading(Heading("programme", "7.3", "", 5, "other", above), Paragraph(above, above, Place(page=1)))
    sections.text(Paragraph(line, line, Place(page=2), bold=bold))
    assert ctx.heading_path == ((line,) if closes else (above,))
    more = "6. สรุปงบประมาณ"
    sections.text(Paragraph(more, more, Place(page=3), bold=closes))
    assert ctx.heading_path == ((more,) if closes else (above,))
