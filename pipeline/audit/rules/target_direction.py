"""A share of what should not be (open cases, delays) aims high, without ไม่เกิน."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.normalizers.matching.match import unit_kind
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.names import likeness, word_list
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, short

SHARES = ("ร้อยละ", "สัดส่วน", "อัตรา")


def _adverse(name: str) -> bool:
    """Does the name measure a share of what should not be, and nothing done about it?"""
    found = any(word in name for word in word_list("adverse"))
    return name.startswith(SHARES) and found and not any(word in name for word in word_list("remedies"))


def _complement(row: Row, rows: list[Row]) -> Row | None:
    """The indicator that counts the rest of the same whole (finished cases against open ones)."""
    name = str(row["name"])
    for other in rows:
        text = str(other.get("name") or "")
        if other is row or _adverse(text) or not any(word in text for word in word_list("finished")):
            continue
        if unit_kind(other.get("target_unit")) == "ร้อยละ" and likeness(name, text) >= materiality.COMPLEMENT_LIKENESS:
            return other
    return None


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator row."""
    for rows in tables.by_document("kpis").values():
        for row in rows:
            value, op = row.get("target_value"), row.get("target_op")
            if value is None or op not in (None, ">=", ">", "increase") or unit_kind(row.get("target_unit")) != "ร้อยละ":
                continue
            if not _adverse(str(row.get("name") or "")) or float(value) < materiality.ADVERSE_SHARE:
                continue
            other = _complement(row, rows)
            th = en = ""
            if other is not None and other.get("target_value") is not None:
                both = number(float(value) + float(other["target_value"]))
                if float(value) + float(other["target_value"]) > 100:
                    name = short(str(other["name"]))
                    th = f" เมื่อรวมกับ “{name}” ({other['target_raw']}) ของจำนวนทั้งหมดเดียวกันได้ร้อยละ {both}"
                    en = f" With “{name}” ({other['target_raw']}) two shares of one whole make {both} %."
                else:
                    other = None
            raw = str(row["target_raw"])
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(row["doc_id"],),
                subject=indicator(tables, row),
                message_th=f"ค่าเป้าหมาย “{raw}” ไม่มีคำว่าไม่เกิน ทั้งที่ตัวชี้วัดนับสิ่งที่ควรลดลง{th} โปรดยืนยันทิศทางของค่าเป้าหมาย",
                message_en=f"The target “{raw}” has no “at most”, though the indicator counts what should be few.{en} "
                "Please confirm the direction.",
                evidence=(
                    evidence_of(row, f"{row['name']} {raw}"),
                    *(evidence_of(one, f"{one['name']} {one['target_raw']}") for one in (other,) if one is not None),
                ),
                discriminator=str(row.get("kpi_id")),
            )


RULE = rule("target_direction", within=check)
