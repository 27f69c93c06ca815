"""Rows that the page end cuts in tables without vertical rules."""

from __future__ import annotations

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.ruled.cut_rows import Group, close_cut_rows, in_columns

JOINTS = [(100.0, 700.0), (300.0, 700.0), (100.0, 650.0)]


def line(text: str, x0: float, x1: float, base: float, cuts: list[tuple[int, float, float]] | None = None) -> Line:
    return Line(
        region=-1, text=text, raw=text, x0=x0, x1=x1, top=base - 9.5, bottom=base + 3, base=base, size=10,
        bold=False, bold_start=False, bold_end=False, trailing_space=False, cuts=cuts or [],
    )  # fmt: skip


ROW = [line("5 ร้อยละ", 60, 250, 715, [(1, 70, 110)]), line("ความสำเร็จ", 110, 200, 730)]


def close(lines: list[Line]) -> tuple[list[float], list[tuple[float, float]]]:
    groups: list[Group] = [(50.0, 500.0, [650.0, 700.0])]
    joints = close_cut_rows(groups, JOINTS, lines)
    return groups[0][2], joints


def test_a_row_without_its_rule_is_closed_below_its_text() -> None:
    heights, joints = close(ROW)
    assert heights == [650.0, 700.0, 734.0]
    assert joints == [(100.0, 734.0), (300.0, 734.0)]


def test_a_page_number_may_follow() -> None:
    assert close([*ROW, line("- 12 -", 250, 280, 800)])[1]


def test_other_text_below_a_table_is_no_row() -> None:
    assert close([line("หมายเหตุ ข้อมูล", 60, 95, 715)])[1] == []
    assert close([line("ย่อหน้าที่ยาวกว่าหนึ่งช่อง", 60, 480, 715)])[1] == []
    assert close([*ROW, line("ย่อหน้าถัดไปหลังตาราง", 60, 90, 800)])[1] == []
    assert close([line(one.text, one.x0, one.x1, one.base + 40, one.cuts) for one in ROW])[1] == []


def test_a_row_may_go_on_in_one_column_behind_the_first() -> None:
    assert close([line("ของการบูรณาการข้อมูล", 110, 280, 715), line("ร่วมกัน", 110, 160, 730)])[0][-1] == 734.0
    assert close([line("- 12 -", 150, 180, 715)])[1] == []


def test_a_row_between_two_tables_is_no_paragraph() -> None:
    borders = [50.0, 100.0, 300.0, 500.0]
    assert in_columns([line("ของการบูรณาการ", 110, 280, 715)], borders)
    assert not in_columns([line("ผลผลิต", 55, 90, 715)], borders)
    assert not in_columns([line("ย่อหน้าที่ยาวกว่าหนึ่งช่อง", 60, 480, 715)], borders)
