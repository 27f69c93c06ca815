"""An indicator without a baseline, or whose years have nothing behind them, where the form asks for one."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, listed, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

FORMS = ("agreement_detail", "agreement_summary")
"""Listings with a column for the baseline."""


def _asked(rows: list[Row]) -> list[Row]:
    return [row for row in rows if set(FORMS) & set(row.get("listings") or ())]


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator; only where others of the document have a baseline, so that the column was read."""
    for rows in tables.by_document("kpis").values():
        asked = _asked(rows)
        if not any(item.get("raw") for row in asked for item in row.get("baseline") or ()):
            continue
        for row in asked:
            baseline = row.get("baseline") or []
            empty = sorted(item["fiscal_year"] for item in baseline if not str(item.get("raw") or "").strip())
            if baseline and len(empty) < 2:
                continue
            years = listed(map(str, empty))
            th = f"ระบุ พ.ศ. {years} โดยไม่มีข้อมูล" if empty else "ไม่มีข้อมูลพื้นฐาน (เว้นว่าง หรือระบุ “-” หรือ “ไม่มี”)"
            en = (
                f"The years {years} stand in the baseline with nothing behind them"
                if empty
                else "No baseline is given (empty, “-” or “ไม่มี”)"
            )
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(row["doc_id"],),
                subject=indicator(tables, row),
                message_th=f"{th} โปรดระบุผลการดำเนินงานย้อนหลัง หรือเหตุที่ไม่มี",
                message_en=f"{en}: please give the past results, or why there are none.",
                evidence=(evidence_of(row, str(row["name"])),),
                discriminator=str(row.get("kpi_id")),
            )


RULE = rule("baseline_missing", within=check)
