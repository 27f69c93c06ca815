"""The time of a project told in words: read, empty, or flagged."""

from __future__ import annotations

import pytest

import phaen

PLAN = """แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567
วิทยาลัยชุมชนลุ่มน้ำอิง

ลำดับ\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\tระยะเวลาดำเนินการ\tผู้รับผิดชอบ
1\tโครงการค่ายอาสา\t30,000\t{when}\tงานแผน
2\tโครงการห้องสมุดเดินเท้า\t20,000\tพ.ย. 66 - ก.พ. 67\tงานแผน
"""


@pytest.mark.parametrize(
    ("when", "months", "unread"),
    [
        ("ต.ค. 66 - ก.ย. 67", ("2566-10", "2567-09"), False),
        ("๑๒/๒๕๖๖", ("2566-12", "2566-12"), False),
        ("1/12/2566 - 31/3/2567", ("2566-12", "2567-03"), False),
        ("2/2566", (None, None), True),
        ("13/2566", (None, None), True),
        ("", (None, None), False),
        ("-", (None, None), False),
        ("เมื่อได้รับอนุมัติ", (None, None), True),
    ],
)
def test_the_time_of_a_project(when: str, months: tuple[str | None, str | None], unread: bool) -> None:
    first, second = phaen.extract(PLAN.format(when=when).encode(), name="plan.txt").tables["plans"]
    assert (first["start_month"], first["end_month"]) == months
    assert ("months_unread" in first["flags"]) is unread
    assert (second["start_month"], second["end_month"]) == ("2566-11", "2567-02")
    assert "months_unread" not in second["flags"]
