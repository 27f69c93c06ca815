"""Fiscal years, months, baselines."""

from __future__ import annotations

import pytest
from phaen.normalizers.years import column_year, fiscal_year_in, month_number, parse_baseline, years_in


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", 2567),
        ("แผนปฏิบัติการประจำปี พ.ศ. 2568", 2568),
        ("แผนปฏิบัติราชการ ปี 2564", 2564),
        ("แผน พ . ศ . ๒๕๖๗", 2567),
        ("ประจำปีงบประมาณ 2024", 2567),
        ("ค.ศ. 2024", 2567),
        ("แผนพัฒนา ระยะที่ 3 (พ.ศ. 2566 - 2570) แผนประจำปี พ.ศ. 2568", 2568),
        ("แผนพัฒนา 20 ปี (พ.ศ. 2556 – 2575)", None),
        ("พระราชบัญญัติข้อมูลข่าวสาร พ.ศ. 2540", None),
        ("10 ตุลาคม 2566", None),
        ("แผน สกจ. 68", None),
    ],
)
def test_fiscal_year_in(text: str, year: int | None) -> None:
    assert fiscal_year_in(text) == year


def test_years_in_printed_order() -> None:
    assert years_in("ปี ๒๕๖๗ – 2569 จำนวน 2,567 คน") == [2567, 2569]


@pytest.mark.parametrize(
    ("text", "month"),
    [("ต.ค.", 10), ("ต. ค. 66", 10), ("มี. ค.", 3), ("มิ.ย", 6), ("กันยายน 2567", 9), ("พฤศจกิายน", 11), ("Oct", 10)],
)
def test_month_number(text: str, month: int) -> None:
    assert month_number(text) == month


@pytest.mark.parametrize("text", ["", "รวม", "ก.ก.", "ไตรมาส 1"])
def test_no_month(text: str) -> None:
    assert month_number(text) is None


Entry = tuple[int, str, float | None]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("พ.ศ. ๒๕๖๓ : - พ.ศ. ๒๕๖๔ : ๘๐", [(2563, "-", None), (2564, "๘๐", 80)]),
        ("พ.ศ. 2563 :\nพ.ศ. 2564 :  พ.ศ. 2565 : มี 3 แห่ง", [(2563, "", None), (2564, "", None), (2565, "มี 3 แห่ง", 3)]),
        (
            "พ.ศ. 2565 : - พ.ศ. 2566 : ใช้เวลา ๔ ปี (พ.ศ. ๒๕๖๗ – ๒๕๗๐)",
            [(2565, "-", None), (2566, "ใช้เวลา ๔ ปี (พ.ศ. ๒๕๖๗ – ๒๕๗๐)", None)],
        ),
        ("พ.ศ. 2565 : 8 แห่ง (ปี 2566 : 9)", [(2565, "8 แห่ง (ปี 2566 : 9)", None)]),
        ("ปี 2563 = 80 ปี 2564 = 85", [(2563, "80", 80), (2564, "85", 85)]),
        ("2563: 75.2\n2564: 80", [(2563, "75.2", 75.2), (2564, "80", 80)]),
        ("ปี 2563 ร้อยละ 80 ปี 2564 ร้อยละ 85", [(2563, "ร้อยละ 80", 80), (2564, "ร้อยละ 85", 85)]),
        ("- พ.ศ. 2563 : -\n- พ.ศ. 2564 : -", [(2563, "-", None), (2564, "-", None)]),
        ("พ.ศ. 2563 : ไม่มี พ.ศ. 2564 : ไม่มี", [(2563, "ไม่มี", None), (2564, "ไม่มี", None)]),
        ("<p><b>พ.ศ. 2563 :</b> 72 ศูนย์</p>", [(2563, "72 ศูนย์", 72)]),
        ("-", []),
        ("ไม่มี", []),
        ("", []),
        ("ดำเนินการในปี 2566 แล้วเสร็จ", []),
    ],
)
def test_parse_baseline(text: str, entries: list[Entry]) -> None:
    assert [(one.fiscal_year, one.raw, one.value) for one in parse_baseline(text)] == entries


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("ปี ๖๖", 2566),
        ("FY2025", 2568),
        ("2568", 2568),
        ("68", 2568),
        ("ปีงบประมาณ พ.ศ. 2568", 2568),
        ("ปี 2568 (บาท)", 2568),
        ("เป้าหมายปี 68", 2568),
        ("2566 - 2570", None),
        ("งบประมาณ", None),
        ("25", None),
    ],
)
def test_the_year_of_a_column(heading: str, year: int | None) -> None:
    assert column_year(heading) == year


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ปี 65 : 80 ปี 66 : 85", [(2565, 80), (2566, 85)]),
        ("2565 78.50\n2566 80.00", [(2565, 78.5), (2566, 80)]),
        ("ปีงบประมาณ 2567 ร้อยละ 82", [(2567, 82)]),
        ("พ.ศ. 2566 : 3.4 ล้านครัวเรือน", [(2566, 3_400_000)]),
        ("ปี 2566 : (2.5)", [(2566, None)]),
        ("ปี 2566 : 3 จาก 5 แห่ง", [(2566, None)]),
    ],
)
def test_values_of_earlier_years(text: str, values: list[tuple[int, float | None]]) -> None:
    assert [(one.fiscal_year, one.value) for one in parse_baseline(text)] == values


def test_a_broken_figure_of_an_earlier_year_is_flagged() -> None:
    first, second = parse_baseline("2565 : 1OO\n2566 : 90")
    assert (first.value, first.flags) == (None, ("baseline_unread",))
    assert (second.value, second.flags) == (90, ())
