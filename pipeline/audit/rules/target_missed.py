"""A result below its target, and no word about why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from phaen.normalizers.targets import parse_target
from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.names import name_key, word_list
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import joined, short

_INTERIM = re.compile(r"[\s(]*(?:ณ\s)?(?:ไตรมาส(?:ที่)?\s*[1-3](?!\d)|รอบ\s*(?:3|6|9)\s*เดือน|ครึ่งปีแรก|รอบครึ่งปี)")
"""A report of the first quarters: its results are on their way to the target of the year."""
NOTHING = {"", "-", "ไม่มี", "-ไม่มี-"}


def missed(row: Row) -> bool:
    """Is the result, in the target's unit, below the target?"""
    target, achieved = row.get("target_value"), row.get("achieved_value")
    if target is None or achieved is None or row.get("target_unit") != row.get("achieved_unit"):
        return False
    if parse_target(str(row.get("target_raw") or "")).op in ("<=", "<", "decrease"):
        return False
    return float(achieved) < float(target)


def _explained(tables: Tables, rows: list[Row]) -> bool:
    """Does a narrative, an obstacle or an explanation of the indicator give a reason?"""
    text = " ".join(str(row.get("narrative") or "") for row in rows)
    if any(word in text for word in word_list("reasons")):
        return True
    kpi_ids = {row.get("kpi_id") for row in rows} - {None}
    for section in tables.by_document("sections").get(rows[0]["doc_id"], []):
        about = section.get("kpi_id") in kpi_ids and section.get("kind") in ("obstacles", "explanation")
        if about and "".join(str(section.get("text") or "").split()) not in NOTHING:
            return True
    return False


def _is_interim(tables: Tables, doc_id: str) -> bool:
    """Does the title, or the line below it, say that the report is of a part of the year only?"""
    opening = next((row for row in tables.by_document("sections").get(doc_id, []) if not row.get("heading_path")), {})
    title = arabic_digits(str(tables.document.get(doc_id, {}).get("title") or ""))
    below = arabic_digits(str(opening.get("text") or ""))
    return bool(_INTERIM.search(title) or _INTERIM.match(below))


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator all of whose results are below the target."""
    for doc_id, results in tables.by_document("results").items():
        if _is_interim(tables, doc_id):
            continue
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in results:
            groups[f"{row.get('fiscal_year')} {name_key(str(row.get('kpi_name') or ''))}"].append(row)
        for key, rows in groups.items():
            judged = [
                row for row in rows if row.get("target_value") is not None and row.get("achieved_value") is not None
            ]
            if not judged or not all(map(missed, judged)) or _explained(tables, rows):
                continue
            first = judged[0]
            target, achieved = first.get("target_raw"), first.get("achieved_raw")
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=joined(
                    (short(str(first["kpi_name"])), tables.label(doc_id), f"ผลปี {first.get('fiscal_year')}")
                ),
                message_th=f"ไม่บรรลุค่าเป้าหมาย: ค่าเป้าหมาย {target} ผลการดำเนินงาน {achieved} และไม่พบคำชี้แจง "
                "โปรดระบุเหตุผลและแนวทางแก้ไข",
                message_en=f"Target {target}, result {achieved}, and no explanation was found: please give the reason.",
                evidence=tuple(
                    evidence_of(row, f"{row.get('target_raw')} / {row.get('achieved_raw')}") for row in judged
                ),
                points_at_stake=float(first["weight"]) if first.get("weight") is not None else None,
                discriminator=key,
            )


RULE = rule("target_missed", within=check)
