"""The highest level is claimed, and the narrative says that the work is still going on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, short

_GOING_ON = re.compile(r"(?:ขณะนี้|ปัจจุบัน|ขณะรายงาน)\s*(?:ยัง)?\s*อยู่(?:ใน)?\s*ระหว่าง[^\n]{0,80}|ยังไม่แล้วเสร็จ[^\n]{0,40}")
TOP = 5.0


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator of a report."""
    seen: set[tuple[str, str]] = set()
    for row in tables.rows("results"):
        full = row.get("achieved_unit") == "ระดับ" and float(row.get("achieved_value") or 0) == TOP
        found = _GOING_ON.search(str(row.get("narrative") or ""))
        key = (row["doc_id"], str(row.get("kpi_id") or row.get("kpi_name")))
        if not full or not found or key in seen:
            continue
        seen.add(key)
        words = short(found[0], 90)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(row["doc_id"],),
            subject=indicator(tables, row),
            message_th=f"รายงานผลการดำเนินงาน “{row['achieved_raw']}” แต่คำชี้แจงระบุว่า “{words}” โปรดยืนยันผลและแนบหลักฐาน",
            message_en=f"The result is {row['achieved_raw']}, the narrative says “{words}”: please confirm the result.",
            evidence=(evidence_of(row, f"{row['achieved_raw']} … {found[0]}"),),
            points_at_stake=float(row["weight"]) if row.get("weight") is not None else None,
            discriminator=key[1],
        )


RULE = rule("result_unsupported", within=check)
