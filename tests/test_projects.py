"""Project cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from phaen.normalizers.projects import project_kind, project_name, split_projects

Row = tuple[str, int | None, bool, str]


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        (
            "- โครงการ ก (3,584,000 บาท) (โครงการซ้ำ) - โครงการ ข (ไม่ใช้งบประมาณ)",
            [("โครงการ ก", 3584000, True, "amount"), ("โครงการ ข", None, False, "none")],
        ),
        (
            "<ul><li>- โครงการ ก (3,000 บาท)</li><li>- กิจกรรม ข</li></ul>",
            [("โครงการ ก", 3000, False, "amount"), ("กิจกรรม ข", None, False, "unstated")],
        ),
        (
            "โครงการ ก (3,000 บาท) โครงการ ข (4,000.-)",
            [("โครงการ ก", 3000, False, "amount"), ("โครงการ ข", 4000, False, "amount")],
        ),
        (
            "1. โครงการ ก (3,000 บาท/โครงการซ้ำ)\n2. โครงการ ข",
            [("โครงการ ก", 3000, True, "amount"), ("โครงการ ข", None, False, "unstated")],
        ),
        ("โครงการพัฒนา - ปรับปรุงระบบ", [("โครงการพัฒนา - ปรับปรุงระบบ", None, False, "unstated")]),
        ("โครงการงานแสดง (Fair) ณ กรุงเทพฯ", [("โครงการงานแสดง (Fair) ณ กรุงเทพฯ", None, False, "unstated")]),
        ("โครงการ ก (ใช้งบประมาณภายใต้โครงการที่เกี่ยวข้อง)", [("โครงการ ก", None, False, "shared")]),
        ("โครงการ ก งบประมาณ 3,000 บาท", [("โครงการ ก", 3000, False, "amount")]),
        ("โครงการ ก (3,000 บาท 4,000 บาท)", [("โครงการ ก", None, False, "amount")]),
        ("โครงการ ก (91,000*)", [("โครงการ ก", 91_000, False, "amount")]),
        ("โครงการ ก (๒.๕ ลบ.)", [("โครงการ ก", 2_500_000, False, "amount")]),
        ("โครงการ ก (งบ 3 ล้าน)", [("โครงการ ก", 3_000_000, False, "amount")]),
        ("โครงการ ก (700 พันบาท)", [("โครงการ ก", 700_000, False, "amount")]),
        ("โครงการสร้างถังน้ำ (500 ลบ.ม.)", [("โครงการสร้างถังน้ำ (500 ลบ.ม.)", None, False, "unstated")]),
        ("โครงการปลูกต้นไม้ (1 ล้าน)", [("โครงการปลูกต้นไม้ (1 ล้าน)", None, False, "unstated")]),
        ("-", []),
        ("ไม่มี", []),
    ],
)
def test_split_projects(text: str, projects: list[Row]) -> None:
    found = [(p.name, p.baht, p.repeated, p.status) for p in split_projects(text)]
    assert found == [(name, None if baht is None else Decimal(baht), *rest) for name, baht, *rest in projects]


def test_a_unit_in_brackets() -> None:
    assert split_projects("กิจกรรม ก (ฝ่ายการคลัง)")[0].units == ("ฝ่ายการคลัง",)
    assert split_projects("โครงการ ก (ศูนย์เอราวัณ)")[0].name == "โครงการ ก (ศูนย์เอราวัณ)"
    assert split_projects("โครงการ ก (ศูนย์เอราวัณ)", unit_in_brackets=True)[0].units == ("ศูนย์เอราวัณ",)


def test_unclear_budgets_are_flagged() -> None:
    assert split_projects("โครงการ ก (3,000 บาท 4,000 บาท)")[0].flags == ("several_amounts",)


@pytest.mark.parametrize(
    ("text", "seq", "name", "kind"),
    [
        ("1. โครงการ ก", "1", "โครงการ ก", "project"),
        ("๒) กิจกรรม ข", "2", "กิจกรรม ข", "activity"),
        ("1.1 งานประจำ", "1.1", "งานประจำ", "other"),
        ("- โครงการ ก *", None, "โครงการ ก", "project"),
        ("50 เขตสะอาด", None, "50 เขตสะอาด", "other"),
        ("ชื่อโครงการ/กิจกรรม : โครงการ ก", None, "โครงการ ก", "project"),
    ],
)
def test_project_name(text: str, seq: str | None, name: str, kind: str) -> None:
    assert project_name(text) == (seq, name)
    assert project_kind(text) == kind


def test_bracketed_numbers_are_no_projects() -> None:
    found = split_projects("1) โครงการคูคลองใส (250,000 บาท)\n2) โครงการลานกีฬา (ไม่ใช้งบประมาณ)")
    assert [(one.seq, one.name, one.baht) for one in found] == [
        ("1", "โครงการคูคลองใส", 250_000),
        ("2", "โครงการลานกีฬา", None),
    ]


@pytest.mark.parametrize(
    ("text", "name", "baht"),
    [
        ("โครงการคูคลองใส 1.5 ล้านบาท", "โครงการคูคลองใส", 1_500_000),
        ("โครงการคูคลองใส ๒๕๐,๐๐๐ บาท", "โครงการคูคลองใส", 250_000),
        ("โครงการกู้ยืมรายละ 50,000 บาท", "โครงการกู้ยืมรายละ 50,000 บาท", None),
        ("โครงการจัดซื้อวงเงินไม่เกิน 500,000 บาท", "โครงการจัดซื้อวงเงินไม่เกิน 500,000 บาท", None),
    ],
)
def test_an_amount_behind_a_name_is_its_budget_with_a_flag(text: str, name: str, baht: int | None) -> None:
    (found,) = split_projects(text)
    assert (found.name, found.baht, found.flags) == (name, baht, ("amount_behind_name",) if baht else ())
