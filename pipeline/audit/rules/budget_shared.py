"""A project is paid under another one, and the document does not say which."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.names import name_key
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, short

_UNNAMED = "ที่เกี่ยวข้อง"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per project of a document."""
    for doc_id, plans in tables.by_document("plans").items():
        found: dict[str, list[Row]] = {}
        for row in plans:
            if row.get("budget_status") == "shared" and _UNNAMED in "".join(str(row.get("budget_raw") or "").split()):
                found.setdefault(name_key(str(row.get("project") or "")), []).append(row)
        for rows in found.values():
            raw = short(str(rows[0]["budget_raw"]))
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=of_document(tables, doc_id, str(rows[0]["project"])),
                message_th=f"ระบุ “{raw}” แต่ไม่ระบุว่าเป็นโครงการใด โปรดระบุชื่อโครงการ",
                message_en=f"“{raw}”: which project is meant is not said. Please name it.",
                evidence=tuple(evidence_of(row, f"{row['project']} {row['budget_raw']}") for row in rows),
            )


RULE = rule("budget_shared", within=check)
