"""Saved web pages: what a browser shows is read."""

from __future__ import annotations

import pytest
from phaen.extractors.model import Document, Paragraph, Table
from phaen.extractors.office.rendering import text_at
from phaen.extractors.reader import read_document


def read(body: str, head: str = '<meta charset="utf-8">', encoding: str = "utf-8") -> Document:
    return read_document(
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding), "x.html"
    )


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and not block.flags]


def test_scripts_styles_and_menus_are_no_text() -> None:
    document = read("<nav>เมนู</nav><script>document.write('9')</script><style>p{}</style><p>ร้อยละ <b>80</b></p>")
    assert lines(document) == ["ร้อยละ 80"]


def test_spans_place_cells_in_their_columns() -> None:
    document = read(
        "<table><tr><th rowspan=2>ที่</th><th colspan=2>ค่าเป้าหมาย</th></tr><tr><th>2567</th><th>2568</th></tr>"
        "<tr><td>1</td><td>80</td><td>85</td></tr></table>"
    )
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [row.texts() for row in table] == [["ที่", "ค่าเป้าหมาย", ""], ["", "2567", "2568"], ["1", "80", "85"]]


@pytest.mark.parametrize(
    "hidden", ['<p style="display: none">9</p>', "<p hidden>9</p>", "<s>9</s>", '<span style="font-size:0">9</span>']
)
def test_what_a_browser_does_not_show_is_kept_apart(hidden: str) -> None:
    document = read(f"<p>เห็น</p>{hidden}")
    assert lines(document) == ["เห็น"]
    assert [part.text for part in document.hidden] == ["9"]


def test_a_hidden_part_of_a_cell_flags_the_cell() -> None:
    document = read('<table><tr><td>ก</td><td>500 <span style="display:none">900</span></td></tr></table>')
    cell = next(block for block in document.blocks if isinstance(block, Table)).rows[0].cells[1]
    assert cell is not None and cell.text == "500" and "hidden_text" in cell.flags


def test_a_layout_table_is_a_frame() -> None:
    document = read("<table><tr><td><h2>หัวข้อ</h2><table><tr><td>ก</td><td>1</td></tr></table></td></tr></table>")
    assert lines(document) == ["หัวข้อ"]
    assert [row.texts() for block in document.blocks if isinstance(block, Table) for row in block] == [["ก", "1"]]


def test_headings_give_levels_and_raised_numbers_are_marks() -> None:
    document = read("<h2>ส่วนที่ 1</h2><p>ร้อยละ 80<sup>1</sup></p>")
    first = document.blocks[0]
    assert isinstance(first, Paragraph) and first.level == 2
    assert lines(document)[1] == "ร้อยละ 80¹"


@pytest.mark.parametrize("name", ["tis-620", "windows-874"])
def test_old_thai_encodings(name: str) -> None:
    assert lines(read("<p>ตัวชี้วัด</p>", f'<meta charset="{name}">', "cp874")) == ["ตัวชี้วัด"]


def rows(document: Document) -> list[list[list[str]]]:
    return [[row.texts() for row in block] for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("row", "style"),
    [
        ('<tr style="display:none"><td>9</td></tr>', ""),
        ("<tr hidden><td>9</td></tr>", ""),
        ('<tbody style="visibility:collapse"><tr><td>9</td></tr></tbody>', ""),
        ('<tr class="draft old"><td>9</td></tr>', "p{margin:0} .old , tr.x { display : none }"),
        ('<tr id="a"><td>9</td></tr>', "/* .no{} */ tr#a{visibility:hidden}"),
        ('<tr><td class="off">9</td></tr>', ".off{display:none}"),
    ],
)
def test_hidden_rows_and_cells_are_no_rows(row: str, style: str) -> None:
    document = read(f"<table><tr><td>ก</td></tr>{row}<tr><td>ข</td></tr></table>", f"<style>{style}</style>")
    assert [line for line in rows(document)[0] if any(line)] == [["ก"], ["ข"]]
    assert [part.text for part in document.hidden] == ["9"]


@pytest.mark.parametrize(
    "style",
    [
        "@media print { .a { display:none } }",
        ".a:hover{display:none}",
        ".a{display:none} .a.b{display:block}",
        ".a .b{display:none}",
    ],
)
def test_rules_for_other_media_states_and_places_hide_nothing(style: str) -> None:
    assert lines(read('<p class="a b">เห็น</p>', f"<style>{style}</style>")) == ["เห็น"]


def test_struck_and_hidden_parts_of_a_cell_are_kept_apart() -> None:
    document = read("<table><tr><td>ก</td><td><s>300</s> 350 <span hidden>900</span></td></tr></table><p>ท้าย</p>")
    assert rows(document) == [[["ก", "350"]]]
    assert lines(document) == ["ท้าย"]
    assert " ".join(part.text for part in document.hidden).split() == ["300", "900"]


def test_a_table_that_holds_little_but_tables_is_a_frame() -> None:
    inner = "<table><tr><td>ที่</td><td>โครงการ</td></tr><tr><td>1</td><td>โครงการเมืองสะอาด</td></tr></table>"
    document = read(f"<table><tr><td>เมนู</td><td><p>แผนปฏิบัติการ</p>{inner}</td></tr></table>")
    assert rows(document) == [[["ที่", "โครงการ"], ["1", "โครงการเมืองสะอาด"]]]
    assert lines(document) == ["เมนู", "แผนปฏิบัติการ"]


def test_a_table_with_a_small_table_in_a_cell_stays_one() -> None:
    inner = "<table><tr><td>1</td><td>60</td></tr><tr><td>2</td><td>70</td></tr></table>"
    document = read(f"<table><tr><td>ตัวชี้วัด</td><td>ร้อยละของครัวเรือนที่คัดแยกขยะ</td><td>{inner}</td></tr></table>")
    assert len(rows(document)) == 1


def test_titles_inside_a_table_are_lines_above_it() -> None:
    document = read(
        "<table><tr><td colspan=2>แผนปฏิบัติราชการประจำปี พ.ศ. 2569</td></tr><tr><td colspan=2>กรม ก<br>กอง ข</td></tr>"
        "<tr><td>โครงการ</td><td>งบประมาณ</td></tr><tr><td>ก</td><td>500</td></tr></table>"
    )
    assert lines(document) == ["แผนปฏิบัติราชการประจำปี พ.ศ. 2569", "กรม ก", "กอง ข"]
    assert rows(document) == [[["โครงการ", "งบประมาณ"], ["ก", "500"]]]


def test_a_group_above_figures_stays_a_row_of_its_table() -> None:
    document = read(
        "<table><tr><td colspan=2>แผนงาน ก</td></tr><tr><td>ข</td><td>500</td></tr>"
        "<tr><td>ค</td><td>600</td></tr></table>"
    )
    assert [line[0] for line in rows(document)[0]] == ["แผนงาน ก", "ข", "ค"]


def test_places_are_paragraphs_and_cells() -> None:
    document = read("<p>ก</p><table><tr><td>1</td><td>2</td></tr></table><p>ข</p>")
    first, table, last = document.blocks
    assert isinstance(table, Table) and table.rows[0].cells[1] is not None
    assert [first.place.where, table.rows[0].cells[1].place.where, last.place.where] == [
        "paragraph 1",
        "table 1 r1 c2",
        "paragraph 2",
    ]


def test_the_place_of_a_row_holds_its_cells() -> None:
    document = read("<table><tr><td>ก</td><td>1</td></tr><tr><td>ข</td><td>2</td></tr></table>")
    assert text_at(document, "table 1 r2") == "ข\n2"
    assert text_at(document, "table 1 r2 c2") == "2"
    assert text_at(document, "table 1 r20") is None
