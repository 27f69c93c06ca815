"""A table headed as an amendment replaces figures that the document printed before."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.normalizers.text import squash
from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.tables import Tables, place_key
from phaen.pipeline.audit.wording import indicator, of_document, short

BEFORE = "amended_before"
"""Flag of the text of a line that an amended table further down replaces."""


def _replacement(row: Row, plans: list[Row]) -> Row | None:
    """The plan line that counts instead of a replaced one: the first below it with its project, or the next total."""
    said = squash(str(row.get("text") or ""))
    below = [line for line in plans if place_key(line) > place_key(row)]
    for line in below:
        if line.get("project") and squash(str(line["project"])) in said:
            return line
    return next((line for line in below if line.get("row_kind") == "total"), None) if "รวม" in said else None


def _lines(tables: Tables) -> Iterator[Finding]:
    for doc_id, sections in tables.by_document("sections").items():
        plans = tables.by_document("plans").get(doc_id, [])
        for row in sections:
            line = _replacement(row, plans) if BEFORE in (row.get("flags") or ()) else None
            if line is None:
                continue
            old = short(str(row["text"]).replace("\t", " "), 120)
            new = f"{line.get('project') or 'รวม'} {line.get('budget_raw') or ''}".strip()
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=of_document(tables, doc_id, str(line.get("project") or "รวมงบประมาณทั้งสิ้น")),
                message_th=f"ตารางแก้ไขเพิ่มเติมใช้ “{short(new, 120)}” แทน “{old}” โปรดยืนยันว่าเป็นค่าที่อนุมัติแล้ว",
                message_en=f"An amended table has “{short(new, 120)}” instead of “{old}”: please confirm the approval.",
                evidence=(
                    evidence_of({**row, "flags": set(row["flags"]) - {BEFORE}}, str(row["text"])),
                    evidence_of(line, new),
                ),
                amount_at_stake=line.get("budget_baht"),
                discriminator=f"plans {squash(new)}",
            )


def amended_target(tables: Tables, kpi: Row) -> tuple[Row, Row] | None:
    """The listing whose target was replaced and the one that replaced it.

    Of two listings of one kind the first counts, unless the later one is an amendment: then the indicator has the
    target of the later one.
    """
    wanted = squash(str(kpi.get("target_raw") or ""))
    firsts: dict[str, Row] = {}
    for row in tables.mentions.get(str(kpi.get("kpi_id")), []):
        if not row.get("target_raw"):
            continue
        said = squash(str(row.get("target_raw") or ""))
        if not said or not wanted:
            continue
        first = firsts.setdefault(str(row.get("listing")), row)
        if said == wanted and squash(str(first["target_raw"])) != wanted:
            return first, row
    return None


def _indicators(tables: Tables) -> Iterator[Finding]:
    for kpi_id, kpi in tables.kpi.items():
        pair = amended_target(tables, kpi)
        if pair is None:
            continue
        old, new = (str(row["target_raw"]) for row in pair)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(kpi["doc_id"],),
            subject=indicator(tables, kpi),
            message_th=f"ตารางแก้ไขเพิ่มเติมใช้ค่าเป้าหมาย “{new}” แทน “{old}” โปรดยืนยันว่าเป็นค่าที่อนุมัติแล้ว",
            message_en=f"An amended table has the target “{new}” instead of “{old}”: please confirm the approval.",
            evidence=tuple(evidence_of(row, str(row["target_raw"])) for row in pair),
            discriminator=f"kpis {kpi_id}",
        )


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per replaced line or target."""
    yield from _lines(tables)
    yield from _indicators(tables)


RULE = rule("amended", within=check)
