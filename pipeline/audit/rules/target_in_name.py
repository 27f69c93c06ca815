"""The name itself says by how much, and the target says something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, evidence_of, number, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, short

_CHANGE = re.compile(r"(เพิ่มขึ้น|ลดลง)\s*(?:ไม่น้อยกว่า|อย่างน้อย)?\s*ร้อยละ\s*(\d+(?:\.\d+)?)")


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator whose name and target both state a change in per cent, and not the same one."""
    for row in tables.rows("kpis"):
        named = {(way, float(value)) for way, value in _CHANGE.findall(str(row.get("name") or ""))}
        aimed = {(way, float(value)) for way, value in _CHANGE.findall(str(row.get("target_raw") or ""))}
        if len(named) != 1 or not aimed or named & aimed:
            continue
        (way, value), (other_way, other) = min(named), min(aimed)
        if way != other_way:
            continue
        a, b = number(value), number(other)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(row["doc_id"],),
            subject=indicator(tables, row),
            message_th=f"ชื่อตัวชี้วัดระบุ{way}ร้อยละ {a} แต่ค่าเป้าหมายระบุ{way}ร้อยละ {b} โปรดยืนยันค่าที่ถูกต้อง",
            message_en=f"The name speaks of {a} %, the target of {b} % ({way}): please confirm which holds.",
            evidence=(evidence_of(row, f"{row['name']} | {short(str(row['target_raw']), 120)}"),),
            discriminator=str(row.get("kpi_id")),
        )


RULE = rule("target_in_name", within=check)
