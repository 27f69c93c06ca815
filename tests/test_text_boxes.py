"""Tables drawn with box-drawing characters in texts."""

from __future__ import annotations

import pytest
from phaen.extractors.model import Table
from phaen.extractors.text.reader import read_text

RULED = """\
แผนปฏิบัติราชการประจำปี พ.ศ. 2568
┌────┬─────────────┬───────────┐
│ ที่ │ โครงการ      │ งบประมาณ  │
├────┼─────────────┼───────────┤
│ 1  │ โครงการซ่อม  │ 1,250,000 │
│    │ ทางเท้า      │ บาท       │
├────┼─────────────┼───────────┤
│ 2  │ โครงการ A|B │ 20,000    │
└────┴─────────────┴───────────┘
หมายเหตุ : ─ ไม่มี
"""


def tables(text: str) -> list[list[list[str]]]:
    return [
        [row.texts() for row in block] for block in read_text(text.encode(), "a.txt").blocks if isinstance(block, Table)
    ]


def test_lines_between_two_rules_are_one_row() -> None:
    (table,) = tables(RULED)
    assert table == [
        ["ที่", "โครงการ", "งบประมาณ"],
        ["1", "โครงการซ่อม\nทางเท้า", "1,250,000\nบาท"],
        ["2", "โครงการ A|B", "20,000"],
    ]


@pytest.mark.parametrize("bar", "│┃║┆")
def test_without_rules_every_line_is_a_row(bar: str) -> None:
    lines = [("ที่", "โครงการ"), ("1", "โครงการซ่อม"), ("2", "กิจกรรม")]
    text = "\n".join(f"{bar} {a} {bar} {b} {bar}" for a, b in lines)
    assert tables(text) == [[list(line) for line in lines]]


def test_a_single_bar_in_prose_is_no_table() -> None:
    assert tables("ผลงาน │ ปีที่แล้ว\nข้อความ\n") == []
