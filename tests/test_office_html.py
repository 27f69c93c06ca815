"""Saved web pages: what a browser shows is read."""

from __future__ import annotations

import pytest
from phaen.extractors.model import Document, Paragraph, Table
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
    assert [block.text for block in document.blocks if "hidden_text" in getattr(block, "flags", ())] == ["9"]


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
