"""The name counts things and the target is a percentage, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.normalizers.matching.match import unit_kind
from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, short

COUNT, SHARE = "จำนวน", "ร้อยละ"
PERCENT = ("ร้อยละ", "%", "เปอร์เซ็นต์")


def _clash(row: Row) -> tuple[str, str] | None:
    """The kind that the name says and the one that the target has, where they differ."""
    name, raw, kind = (
        str(row.get("name") or ""),
        str(row.get("target_raw") or "").strip(),
        unit_kind(row.get("target_unit")),
    )
    if row.get("target_value") is None or row.get("target_op") in ("increase", "decrease"):
        return None
    if (
        name.startswith(COUNT)
        and not any(word in name for word in PERCENT)
        and kind == SHARE
        and raw.startswith(PERCENT)
    ):
        return COUNT, SHARE
    if name.startswith(SHARE) and kind == "count" and not any(word in raw for word in PERCENT):
        return SHARE, COUNT
    return None


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator row."""
    for row in tables.rows("kpis"):
        clash = _clash(row)
        if clash is None:
            continue
        raw = short(str(row["target_raw"]))
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(row["doc_id"],),
            subject=indicator(tables, row),
            message_th=f"ชื่อตัวชี้วัดเป็น “{clash[0]}” แต่ค่าเป้าหมายระบุ “{raw}” โปรดยืนยันหน่วยวัดของค่าเป้าหมาย",
            message_en=f"The name says “{clash[0]}”, the target “{raw}” is of another kind: please confirm the unit.",
            evidence=(evidence_of(row, f"{row['name']} {row['target_raw']}"),),
            discriminator=str(row.get("kpi_id")),
        )


RULE = rule("target_kind", within=check)
