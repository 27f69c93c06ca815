"""Figures broken by narrow cells are one figure; two figures below each other stay two."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="the drawn tables need the 'samples' extra")

from drawn import Page, tables, texts

BOTH = pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])


def page(first: list[str], second: list[str]) -> Page:
    """A name, and two narrow columns with two lines each, as wide as 42,00 of 10 points."""
    made = Page(10.0)
    room = made.width("42,00") + 5
    made.rules((50, 180, 180 + room, 180 + 2 * room, 180 + 3 * room), (100, 120, 150, 170))
    made.text(53, 114, "โครงการ").text(183, 114, "2567").text(183 + room, 114, "2568").text(183 + 2 * room, 114, "2569")
    for n, text in enumerate(("โครงการปรับปรุงดิน", "ในลุ่มน้ำ")):
        made.text(53, 132 + 13 * n, text)
    for column, lines in enumerate((first, second, first)):
        for n, text in enumerate(lines):
            made.text(182.5 + column * room, 132 + 13 * n, text)
    for column, text in enumerate(("โครงการอื่น", "1.25", "310", "350")):
        made.text((53, 183, 183 + room, 183 + 2 * room)[column], 164, text)
    return made


@BOTH
@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["42,00", "0"], "42,000"),
        (["1,250", ",000"], "1,250,000"),
        (["๔๒,๐๐", "๐"], "๔๒,๐๐๐"),
        (["1,234", ".50"], "1,234.50"),
    ],
)
def test_a_figure_that_its_cell_breaks_is_one(lines: list[str], whole: str, backend: str) -> None:
    (table,) = tables(page(lines, lines).data(), backend)
    rows = texts(table)
    assert len(rows) == 3
    assert rows[1][1:] == [whole] * 3


@BOTH
def test_two_figures_stay_two(backend: str) -> None:
    (table,) = tables(page(["42.50", "1,200"], ["42.50", "1,200"]).data(), backend)
    assert not any("42.501" in cell for row in texts(table) for cell in row)


@BOTH
def test_a_rest_that_is_no_figure_makes_all_beside_it_whole(backend: str) -> None:
    (table,) = tables(page(["๑๕", "๐,๐๐๐"], ["๔", "๕,๐๐๐"]).data(), backend)
    assert texts(table)[1][1:] == ["๑๕๐,๐๐๐", "๔๕,๐๐๐", "๑๕๐,๐๐๐"]


@BOTH
def test_two_figures_below_each_other_stay_two_without_it(backend: str) -> None:
    (table,) = tables(page(["๑๕", "๑,๐๐๐"], ["๔", "๕,๐๐๐"]).data(), backend)
    assert "๔๕,๐๐๐" not in "".join(cell for row in texts(table) for cell in row)


@BOTH
def test_one_letter_that_hangs_over_does_not_hide_that_a_cell_is_full(backend: str) -> None:
    made = Page(10.0)
    room = made.width("42,00") + 11 + 0.8 * made.width("0")
    made.rules((50, 180, 180 + room), (100, 120, 150))
    made.text(54.7, 114, "โครงการ").text(185.5, 114, "2567")  # 4.7 points from its rule, all others 5.5
    made.text(55.5, 132, "โครงการปรับปรุงดิน").text(185.5, 132, "42,00").text(185.5, 145, "0")
    (table,) = tables(made.data(), backend)
    assert texts(table)[1][1] == "42,000"


def narrow(*columns: list[str], digits: float = 2.6) -> Page:
    """A table whose columns hold ``digits`` digits of 10 points, with one row of these lines, ten points apart."""
    made = Page(10.0)
    room = made.width("0") * digits + 11
    xs = [50, 180, *(180 + room * (n + 1) for n in range(len(columns)))]
    made.rules(xs, (100, 120, 190))
    made.text(55.5, 114, "โครงการ").text(55.5, 132, "โครงการปรับปรุงดิน").text(55.5, 145, "ในลุ่มน้ำ")
    for column, lines in enumerate(columns):
        made.text(xs[column + 1] + 5.5, 114, "งบ")
        for n, text in enumerate(lines):
            made.text(xs[column + 1] + 5.5, 132 + 13 * n, text)
    return made


@BOTH
@pytest.mark.parametrize(
    ("columns", "whole"),
    [
        ([["1,2", "50,", "00", "0"], ["48", "0,0", "00"]], ["1,250,000", "480,000"]),
        ([["45.", "12", "50"], ["3.0", "00", "0"], ["12", "0.2", "50", "0"]], ["45.1250", "3.0000", "120.2500"]),
        ([["15.", "00", "00"]], ["15.0000"]),
        ([["80", ".5", "0"], ["86", ".7", "5"]], ["80.50", "86.75"]),
        ([["๑", ",๒๓๔,", "๕๐๐"]], ["๑,๒๓๔,๕๐๐"]),
    ],
)
def test_a_figure_over_many_lines(columns: list[list[str]], whole: list[str], backend: str) -> None:
    rows = texts(tables(narrow(*columns).data(), backend)[0])
    assert [cell.replace("\n", " ") for cell in rows[1][1:]] == whole


@BOTH
def test_nothing_says_that_two_whole_numbers_are_one(backend: str) -> None:
    text = "".join(map("".join, texts(tables(narrow(["25", "66"], ["10", "0"]).data(), backend)[0])))
    assert "2566" not in text
    assert "100" not in text


@BOTH
def test_one_alone_has_no_other_figure_to_say_where_its_places_end(backend: str) -> None:
    rows = texts(tables(narrow(["80", ".5", "0"]).data(), backend)[0])
    assert "80.50" not in "".join(map("".join, rows))


@BOTH
@pytest.mark.parametrize("lines", [["5", "1,25", "0"], ["1.", "25"], ["2.5", "007"]])
def test_where_the_cell_has_room_only_a_certain_break_is_mended(lines: list[str], backend: str) -> None:
    rows = texts(tables(narrow(lines, digits=8).data(), backend)[0])
    assert "51,250" not in "".join(rows[1])
    assert "1.25" not in "".join(rows[1])
    assert "2.5007" not in "".join(rows[1])
