"""Several items in one cell: each finds the unit and the target beside it, or the row says that some did not."""

from __future__ import annotations

import pytest
from phaen.extractors.forms.items import LineItems, line_items
from phaen.extractors.model import Cell, Place
from phaen.extractors.tables.joined import JoinedCell


def cell(*lines: tuple[float, str]) -> JoinedCell:
    """A cell of a page: (height, text) of its lines."""
    text = "\n".join(text for _, text in lines)
    return JoinedCell(text, (Cell(text, text, Place(page=1), baselines=tuple(y for y, _ in lines)),))


def plain(text: str) -> JoinedCell:
    return JoinedCell(text, (Cell(text, text, Place(line=1)),))


def found(items: LineItems) -> list[tuple[str | None, str, str, str]]:
    return [(item.number, item.text, item.values["unit"], item.values["target"]) for item in items.items]


def test_values_belong_to_the_line_at_their_height() -> None:
    name = cell(
        (10, "1. ผู้เข้าอบรม (เกษตรกรและ"), (20, "ผู้สนใจ)"), (30, "2. กลุ่มเป้าหมาย"), (40, "- ความพึงพอใจ"), (50, "- ความรู้")
    )
    unit = cell((10.4, "คน"), (40.2, "ร้อยละ"), (50.1, "ร้อยละ"))
    target = cell((10, "60"), (40, "85"), (50, "80"))
    assert found(line_items(name, {"unit": unit, "target": target})) == [
        ("1", "ผู้เข้าอบรม (เกษตรกรและผู้สนใจ)", "คน", "60"),
        ("2", "กลุ่มเป้าหมาย - ความพึงพอใจ", "ร้อยละ", "85"),
        ("2", "กลุ่มเป้าหมาย - ความรู้", "ร้อยละ", "80"),
    ]


def test_dashes_under_an_item_with_a_value_are_its_text() -> None:
    name = cell((10, "1. มีแผนของคณะ"), (20, "- แผนกลยุทธ์"), (30, "- แผนการเงิน"), (40, "2. ผู้เข้าร่วม"))
    items = line_items(name, {"unit": cell((10, "แผน"), (40, "คน")), "target": cell((10, "2"), (40, "15"))})
    assert found(items) == [("1", "มีแผนของคณะ - แผนกลยุทธ์ - แผนการเงิน", "แผน", "2"), ("2", "ผู้เข้าร่วม", "คน", "15")]


def test_a_dash_of_the_next_row_goes_on_under_the_heading() -> None:
    first = line_items(
        cell((10, "2. กลุ่มเป้าหมาย"), (20, "- ความพึงพอใจ")), {"unit": cell((20, "ร้อยละ")), "target": cell((20, "80"))}
    )
    after = line_items(cell((30, "- ความรู้")), {"unit": cell((30, "ร้อยละ")), "target": cell((30, "75"))}, first.heading)
    assert found(first) == [("2", "กลุ่มเป้าหมาย - ความพึงพอใจ", "ร้อยละ", "80")]
    assert found(after) == [("2", "กลุ่มเป้าหมาย - ความรู้", "ร้อยละ", "75")]


def test_without_heights_as_many_values_as_items_are_paired_in_order() -> None:
    items = line_items(plain("1. ผู้เข้าร่วม 2. ความพึงพอใจ"), {"unit": plain("คน ร้อยละ"), "target": plain("60 85")})
    assert items.matched
    assert found(items) == [("1", "ผู้เข้าร่วม", "คน", "60"), ("2", "ความพึงพอใจ", "ร้อยละ", "85")]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        (plain("1. ผู้เข้าร่วม 2. ความพึงพอใจ"), plain("60 85 90")),
        (cell((10, "ผู้เข้าร่วม"), (20, "ความพึงพอใจ")), cell((10, "60"), (20, "85"), (40, "90"))),
    ],
)
def test_values_that_fit_no_item_are_told(name: JoinedCell, target: JoinedCell) -> None:
    assert not line_items(name, {"unit": plain(""), "target": target}).matched


def test_one_item_keeps_its_wrapped_unit() -> None:
    items = line_items(plain("1. จำนวนกิจกรรม"), {"unit": plain("โครงการ/\nกิจกรรม"), "target": plain("2")})
    assert items.matched and [item.number for item in items.items] == ["1"]


@pytest.mark.parametrize(
    ("target", "matched", "values"),
    [
        ("1. ร้อยละ 95 2. ไม่เกิน 10 นาที", True, ["ร้อยละ 95", "ไม่เกิน 10 นาที"]),
        ("1) 95% 2) ≤ 10 นาที", True, ["95%", "≤ 10 นาที"]),
        ("๑. 12.5 ล้านบาท ๒. 4 ครั้ง", True, ["12.5 ล้านบาท", "4 ครั้ง"]),
        ("2. ร้อยละ 95 3. ไม่เกิน 10 นาที", False, []),  # whose they are nobody knows
        ("1. ร้อยละ 95", False, []),
    ],
)
def test_values_numbered_as_their_items_belong_to_them(target: str, matched: bool, values: list[str]) -> None:
    items = line_items(plain("1. อัตรารอด 2. เวลารอพบแพทย์"), {"unit": plain(""), "target": plain(target)})
    assert items.matched is matched
    assert not matched or [item.values["target"] for item in items.items] == values
