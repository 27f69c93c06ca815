"""One code, or one indicator within a document, printed with materially different names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.normalizers.names import measure_name
from phaen.normalizers.targets import split_trailing_target
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Evidence, Finding, Row, Severity, evidence_of, rule
from phaen.pipeline.audit.names import likeness, name_difference, without_years
from phaen.pipeline.audit.tables import Tables


def distinct_wordings(rows: list[Row], across_years: bool) -> list[Row]:
    """One row per materially different name, the first printed first; years do not count ``across_years``."""
    firsts: dict[str, Row] = {}
    for row in rows:
        firsts.setdefault(str(row.get("name") or ""), row)
    if len(firsts) < 2:
        return list(firsts.values())
    kept: list[tuple[str, Row]] = []
    for row in firsts.values():
        key = _compared(row, across_years)
        if not key:
            continue
        if all(name_difference(other, key) for other, _ in kept):
            kept.append((key, row))
    return [row for _, row in kept]


def _compared(row: Row, across_years: bool) -> str:
    """What of a name is compared: no labels, notes or units, nor the target that ends a strategy KR (… ร้อยละ 100)."""
    name, _ = split_trailing_target(measure_name(str(row.get("name") or "")))
    return without_years(name) if across_years else name


def _names_the_project(row: Row, kpi: Row) -> bool:
    """Is this the name of the indicator's project (rubrics and step tables are sometimes headed by it)?"""
    words = materiality.PROJECT_WORDS
    return str(row.get("name") or "").startswith(words) and not str(kpi.get("name") or "").startswith(words)


def _is_its_name(row: Row, kpi: Row) -> bool:
    """Can this listing be trusted to name the indicator at all?"""
    if not row.get("name") or _names_the_project(row, kpi):
        return False
    names = str(row["name"]), str(kpi.get("name") or "")
    return likeness(*names) >= materiality.NAME_SAME_INDICATOR


def _finding(
    tables: Tables, subject: str, rows: list[Row], doc_ids: set[str], where: str, across_years: bool
) -> Finding:
    names = [str(row["name"]) for row in rows]
    compared = [_compared(row, across_years) for row in rows]
    difference = name_difference(compared[0], compared[1])
    recognition = all(
        (other := name_difference(compared[0], name)) is not None and other.cause == "recognition"
        for name in compared[1:]
    )
    severity: Severity = "info" if recognition else "warning"
    left, right = (difference.left, difference.right) if difference else ("", "")
    quoted = " / ".join(f"“{name}”" for name in names)
    place_th = "หลายเอกสาร" if where == "documents" else "เอกสารเดียวกัน"
    place_en = "in several documents" if where == "documents" else "within one document"
    cause_th = " ลักษณะคล้ายความผิดพลาดจากการอ่านตัวอักษร" if recognition else ""
    cause_en = " The difference looks like damage from text recognition." if recognition else ""
    return Finding(
        rule=RULE.name,
        severity=severity,
        doc_ids=tuple(sorted(doc_ids)),
        subject=subject,
        message_th=f"ตัวชี้วัดเดียวกันพิมพ์ชื่อต่างกันใน{place_th}: {quoted} (ต่างที่ “{left or '–'}” กับ “{right or '–'}”){cause_th}",
        message_en=f"One indicator is named differently {place_en}: "
        f"{quoted} (“{left or '–'}” against “{right or '–'}”).{cause_en}",
        evidence=_evidence(tables, rows),
        discriminator=where,
    )


def _evidence(tables: Tables, rows: list[Row]) -> tuple[Evidence, ...]:
    return tuple(evidence_of(row, str(row.get("name_raw") or row["name"])) for row in rows)


def within_documents(tables: Tables) -> Iterator[Finding]:
    """Names of one indicator in the listings of one document."""
    for kpi_id, kpi in tables.kpi.items():
        mentions = [row for row in tables.mentions.get(kpi_id, []) if _is_its_name(row, kpi)]
        if not mentions:
            continue
        rows = distinct_wordings([*mentions, kpi], across_years=False)
        if len(rows) > 1:
            subject = str(kpi.get("kr_code_printed") or kpi["name"])
            yield _finding(tables, subject, rows, {kpi["doc_id"]}, "document", across_years=False)


def across_documents(tables: Tables) -> Iterator[Finding]:
    """Names printed beside one code in several documents."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in tables.distinct("kpis"):
        if row.get("kr_code_printed") and row.get("name"):
            by_code[row["kr_code_printed"]].append(row)
    for code, rows in sorted(by_code.items()):
        wordings = distinct_wordings(rows, across_years=True)
        doc_ids = {row["doc_id"] for row in wordings}
        if len(wordings) > 1 and len(doc_ids) > 1:
            yield _finding(tables, code, wordings, doc_ids, "documents", across_years=True)


RULE = rule("name_drift", within=within_documents, across=across_documents)
