"""A โครงการ in one table is a กิจกรรม in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.names import name_key
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

KINDS = ("โครงการ", "กิจกรรม")


def _split(name: str) -> tuple[str, str] | None:
    """The kind that a name begins with, and the key of the rest."""
    for kind in KINDS:
        rest = name.removeprefix(kind)
        if rest != name and len(name_key(rest)) >= 8:
            return kind, name_key(rest.removeprefix("การ"))
    return None


def _named(plans: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """The names of plan lines, without those of activities that stand below the project of the same name: theirs."""
    project = None
    for row in plans:
        name = str(row.get("project") or "")
        if not name or row.get("row_kind") != "item":
            continue
        kind, key = _split(name) or ("", "")
        here = (row.get("section"), key)
        if kind == KINDS[1] and here == project:
            continue
        if not name.startswith(KINDS[1]):
            project = here if kind == KINDS[0] else None
        yield name, row


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per name of a document."""
    for doc_id, plans in tables.by_document("plans").items():
        seen: dict[str, dict[str, tuple[str, Row]]] = {}
        named = list(_named(plans))
        for row in tables.by_document("kpis").get(doc_id, []):
            named += [(str(one["name"]), row) for one in row.get("projects") or () if one.get("name")]
        for name, row in named:
            if split := _split(name):
                seen.setdefault(split[1], {}).setdefault(split[0], (name, row))
        for kinds in seen.values():
            if len(kinds) < 2:
                continue
            names = [name for name, _ in kinds.values()]
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=of_document(tables, doc_id, names[0]),
                message_th="แห่งหนึ่งระบุเป็นโครงการ อีกแห่งหนึ่งระบุเป็นกิจกรรม โปรดยืนยันประเภท",
                message_en="A โครงการ (project) here and a กิจกรรม (activity) there: please confirm which.",
                evidence=tuple(evidence_of(row, name) for name, row in kinds.values()),
            )


RULE = rule("kind_conflict", within=check)
