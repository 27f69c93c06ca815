"""The first sheet of the workbook: the figures of the views that report and dashboard show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from phaen.pipeline.views.query import connect, run_query

BLOCKS = (
    (
        "เอกสารตามผลการอ่าน / Documents by status",
        ("สถานะ / Status", "เอกสาร / Documents"),
        "SELECT status, documents FROM status_counts",
    ),
    (
        "งบประมาณตามหน่วยงาน / Budget by agency",
        (
            "หน่วยงาน / Agency",
            "ปี / Year",
            "โครงการ / Projects",
            "ระบุวงเงิน / With amount",
            "วงเงินไม่ตรงกัน / Conflicts",
            "วงเงินที่อ่านไม่ได้ / Unread amounts",
            "บาท / Baht",
        ),
        "SELECT agency, fiscal_year, projects, with_budget, conflicts, unread, baht FROM budget_by_agency",
    ),
    (
        "ผลเทียบค่าเป้าหมาย / Targets met",
        (
            "หน่วยงาน / Agency",
            "ปี / Year",
            "บรรลุค่าเป้าหมาย / Met",
            "ไม่บรรลุค่าเป้าหมาย / Missed",
            "เปรียบเทียบไม่ได้ / Unknown",
            "รวม / Total",
        ),
        "SELECT agency_code, fiscal_year, met, missed, unknown, total FROM outcome_counts",
    ),
    (
        "ข้อสังเกต / Findings",
        ("กฎ / Rule", "ระดับความสำคัญ / Severity", "ข้อสังเกต / Findings"),
        "SELECT rule, severity, findings FROM finding_counts",
    ),
    (
        "การพิจารณาของเจ้าหน้าที่ / Decisions",
        ("ผู้พิจารณา / By", "เรื่อง / About", "วันที่ / On", "ชุดข้อมูล / Dataset", "คอลัมน์ / Columns", "สถานะ / Status"),
        "SELECT decided_by, label, decided_on, dataset, columns, status FROM decided LIMIT 200",
    ),
)
"""Title, headings and statement of each block."""


def summary(output: Path) -> list[tuple[str, Sequence[str], Sequence[Sequence[Any]]]]:
    """Title, headings and rows of each block of the first sheet."""
    with connect(output) as connection:
        return [(title, headings, run_query(connection, sql).rows) for title, headings, sql in BLOCKS]
