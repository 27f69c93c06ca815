"""One document given twice."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Evidence, Finding, documents_alone, rule
from phaen.pipeline.audit.tables import Tables


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document that repeats another."""
    for row in tables.documents:
        original = row.get("duplicate_of")
        if not original:
            continue
        first = str(tables.document.get(original, {}).get("source_file") or original)
        second = str(row.get("source_file") or row["doc_id"])
        yield Finding(
            rule=RULE.name,
            severity="info",
            doc_ids=tuple(sorted({row["doc_id"], original})),
            subject=second,
            message_th=f"“{second}” เป็นเอกสารเดียวกับ “{first}” โปรดยืนยันว่าใช้ฉบับใด",
            message_en=f"“{second}” is the same document as “{first}”: please confirm which one counts.",
            evidence=(
                Evidence(original, None, None, first),
                Evidence(row["doc_id"], None, None, second),
            ),
        )


RULE = rule("duplicate_document", across=check, concerns=documents_alone)
