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
