"""The components of a report are numbered with a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit.model import Finding, Row, evidence_of, listed, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

_COMPONENT = re.compile(r"^\W*องค์ประกอบที่\s*(\d)\b(?!\.)")


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per report that has the components before and after a missing one, with scores."""
    for doc_id, document in tables.document.items():
        if document.get("doc_type") != "performance_report":
            continue
        heads: dict[int, Row] = {}
        for row in tables.by_document("sections").get(doc_id, []):
            for head in row.get("heading_path") or ():
                if found := _COMPONENT.match(arabic_digits(str(head))):
                    heads.setdefault(int(found[1]), row)
        scored = {
            str(row.get("component_no") or "").split(".")[0] for row in tables.by_document("kpis").get(doc_id, [])
        }
        there = sorted(number for number in heads if str(number) in scored)
        if len(there) < 2:
            continue
        gap = [number for number in range(there[0], there[-1]) if number not in heads and str(number) not in scored]
        if not gap:
            continue
        beside = [heads[number] for number in there if number - 1 in gap or number + 1 in gap]
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, f"องค์ประกอบที่ {listed(map(str, gap))}"),
            message_th=f"พบองค์ประกอบที่ {listed(map(str, there))} แต่ไม่พบองค์ประกอบที่ {listed(map(str, gap))} "
            "โปรดยืนยันว่าไม่มีการประเมิน",
            message_en=f"Components {listed(map(str, there))} are reported, {listed(map(str, gap))} is not: "
            "please confirm that it is not assessed.",
            evidence=tuple(evidence_of(row, str((row.get("heading_path") or [""])[-1])) for row in beside),
        )


RULE = rule("component_missing", within=check)
