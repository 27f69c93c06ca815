"""A yearly plan of one table of indicators, as text."""

from __future__ import annotations

from pathlib import Path

HEADER = "ที่\tรหัส KRs\tชื่อตัวชี้วัด\tค่าเป้าหมาย\tความรับผิดชอบ (H/R)\tส่วนราชการที่รับผิดชอบ"


def write_plan(folder: Path, *lines: str) -> None:
    """``plan.txt`` with the lines of the table, tabs between their cells."""
    folder.mkdir(exist_ok=True)
    above = (
        "แผนปฏิบัติการประจำปี พ.ศ. 2568",
        "สำนักงานการเจ้าหน้าที่ สำนักปลัดกรุงเทพมหานคร",
        "1.1 ประสิทธิภาพของการดำเนินงาน (Agenda Base)",
        "",
        HEADER,
    )
    (folder / "plan.txt").write_text("\n".join((*above, *lines)), "utf-8")
