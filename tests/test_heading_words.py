"""What a column is called: words behind a slash, a year or a deadline in the heading, labels in front of names."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.extractors.wordings.matching import match_header
from phaen.normalizers.periods import period
from phaen.normalizers.projects import project_kind
from phaen.pipeline.extract import ExtractOptions, extract_document


def tables_of(text: str) -> dict[str, list[dict[str, Any]]]:
    return extract_document(text.encode(), "plan.txt", ExtractOptions(ocr="never")).tables


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("ประเด็น/ตัวชี้วัด", "name"),
        ("ด้าน/ตัวชี้วัด (KPI)", "name"),
        ("ค่าเป้าหมาย/ตัวชี้วัด", None),  # two things in one cell
    ],
)
def test_a_heading_is_known_by_its_last_word(heading: str, role: str | None) -> None:
    match = match_header([(heading,), ("หน่วยนับ",), ("ค่าเป้าหมาย", "2567"), ("ค่าเป้าหมาย", "2568"), ("กลยุทธ์",)])
    assert (match.roles[0] if match is not None else None) == role


@pytest.mark.parametrize(
    ("text", "heading", "told"),
    [
        ("มีนาคม 2568", "ระยะเวลา", ("2568-03", "2568-03")),
        ("มีนาคม 2568", "กำหนดแล้วเสร็จ", (None, "2568-03")),
        ("ม.ค. - มี.ค. 2568", "กำหนดแล้วเสร็จ", ("2568-01", "2568-03")),
    ],
)
def test_a_deadline_in_the_heading_tells_no_beginning(text: str, heading: str, told: tuple[str | None, str]) -> None:
    assert period(text, 2568, heading) == told


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("กิจกรรม : ตรวจน้ำ", "activity"),
        ("2. โครงการ: น้ำสะอาด", "project"),
        ("ตรวจน้ำ", "other"),
        ("กิจกรรมล้างถนน", "activity"),
    ],
)
def test_the_label_of_a_line_tells_its_kind(name: str, kind: str) -> None:
    assert project_kind(name) == kind


def test_a_base_value_has_the_year_of_its_heading() -> None:
    text = (
        "แผนยุทธศาสตร์มหาวิทยาลัยสายหมอก (พ.ศ. 2566 - 2567)\n\n"
        "เป้าประสงค์\tตัวชี้วัด\tหน่วยวัด\tค่าฐาน ปี 2565\tเป้าหมายรายปี\t\n\t\t\t\tพ.ศ. 2566\tพ.ศ. 2567\n"
        "บัณฑิตมีงานทำ\tบัณฑิตที่ได้งาน\tร้อยละ\t71.5\t75\t78\n"
    )
    (kpi,) = tables_of(text)["kpis"]
    assert [(one["fiscal_year"], one["value"]) for one in kpi["baseline"]] == [(2565, 71.5)]


def test_a_name_with_nothing_beside_it_is_flagged() -> None:
    text = (
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568\n\nกรมทางน้ำ\n\n"
        "แผนงาน/โครงการ\tตัวชี้วัด\tหน่วยนับ\tเป้าหมาย\tงบประมาณ (บาท)\n"
        "เสาหลักด้านการขนส่ง\t\t\t\t\nโครงการขุดร่องน้ำ\tร่องน้ำที่ลึกพอ\tแห่ง\t4\t900,000\n"
    )
    named = {row["project"]: row["flags"] for row in tables_of(text)["plans"]}
    assert named["โครงการขุดร่องน้ำ"] == []
    assert "cell_missing" in named.get("เสาหลักด้านการขนส่ง", ["cell_missing"])
