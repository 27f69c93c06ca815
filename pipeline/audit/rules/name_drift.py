"""One code, or one indicator within a document, printed with materially different names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from phaen.normalizers.name_notes import compared_names, measure_name
from phaen.normalizers.targets import split_trailing_target
from phaen.normalizers.text import squash
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Evidence, Finding, Row, Severity, evidence_of, has_printed_code, rule
from phaen.pipeline.audit.names import NameDifference, likeness, name_difference, without_years
from phaen.pipeline.audit.rules.activity_contradicts import INTERVALS
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, joined, place_name, sentence, short, spaced

AUTHORITY = ("kpi_table", "agreement_detail", "agreement_summary", "strategy", "bma_plan", "kr_list")
"""Listings in the order in which an indicator's name is taken from them."""
_TARGET = re.compile(r"(?:จำนวน|อย่างน้อย|ไม่น้อยกว่า|ไม่ต่ำกว่า|ไม่เกิน|ค่าเป้าหมาย|เป้าหมาย|:)*[\d,.]+[ก-๙/]{1,14}")
"""A counted target that a key result ends in (… 12 สนาม), where the other listing ends before it."""
MOST_LABELS = 3
"""Offices that a subject names; more are a number."""


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
        if all(_difference(other, key) for other, _ in kept):
            kept.append((key, row))
    return [row for _, row in kept]


def _compared(row: Row, across_years: bool) -> str:
    """What of a name is compared: no labels and notes, nor the target that ends a strategy KR (… ร้อยละ 100)."""
    name, _ = split_trailing_target(measure_name(str(row.get("name") or "")))
    return without_years(name) if across_years else name


def _difference(left: str, right: str) -> NameDifference | None:
    left, right = compared_names(left, right)
    short, long = sorted((squash(left), squash(right)), key=len)
    if long.startswith(short) and _TARGET.fullmatch(long[len(short) :]):
        return None
    return name_difference(left, right)


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
    compared = [_compared(row, across_years) for row in rows]
    differences = [_difference(compared[0], name) for name in compared[1:]]
    recognition = all(one is not None and one.cause == "recognition" for one in differences)
    severity: Severity = "info" if recognition else "warning"
    said_th, said_en = [], []
    for row, one in zip(rows[1:], differences, strict=True):
        left, right = (one.left, one.right) if one is not None else ("", "")
        (here_th, here_en), (there_th, there_en) = _place(tables, rows[0], where), _place(tables, row, where)
        if left and right:
            said_th.append(f"{here_th} ใช้ “{short(left)}” ส่วน{spaced(there_th)} ใช้ “{short(right)}”")
            said_en.append(f"{here_en}: “{short(left)}”, {there_en}: “{short(right)}”")
        else:
            has, lacks = (0, 1) if left else (1, 0)
            (with_th, with_en), (less_th, less_en) = (
                ((here_th, here_en), (there_th, there_en))[at] for at in (has, lacks)
            )
            said_th.append(f"{with_th} มีคำว่า “{short(left or right)}” แต่{spaced(less_th)} ไม่มี")
            said_en.append(f"{with_en} has “{short(left or right)}”, {less_en} does not")
    words = {word for one in differences if one is not None for word in (one.left, one.right)}
    asked_th, asked_en = (
        ("รอบการรายงาน", "the interval") if words <= set(INTERVALS) else ("ชื่อตัวชี้วัด", "the indicator's name")
    )
    cause_th = " ลักษณะคล้ายความคลาดเคลื่อนจากการอ่านตัวอักษร" if recognition else ""
    cause_en = " The difference looks like damage from text recognition." if recognition else ""
    return Finding(
        rule=RULE.name,
        severity=severity,
        doc_ids=tuple(sorted(doc_ids)),
        subject=subject,
        message_th=f"{' / '.join(said_th)}{cause_th} โปรดยืนยัน{asked_th}",
        message_en=f"{sentence('; '.join(said_en))}.{cause_en} Please confirm {asked_en}.",
        evidence=_evidence(tables, rows),
        discriminator=where,
    )


def _place(tables: Tables, row: Row, where: str) -> tuple[str, str]:
    """Where a wording stands: the listing within a document, the office between documents."""
    if where == "documents":
        label = tables.label(row["doc_id"])
        return label, label
    kpi_listings = row.get("listings") or ()
    key = row.get("listing") or next((name for name in AUTHORITY if name in kpi_listings), "kpi_table")
    return place_name(key)


def _evidence(tables: Tables, rows: list[Row]) -> tuple[Evidence, ...]:
    return tuple(evidence_of(row, str(row.get("name_raw") or row["name"])) for row in rows)


def within_documents(tables: Tables) -> Iterator[Finding]:
    """Names of one indicator in the listings of one document."""
    for kpi_id, kpi in tables.kpi.items():
        listed = tables.mentions.get(kpi_id, [])
        if all(row.get("name") in (None, kpi.get("name")) for row in listed):
            continue  # most indicators
        mentions = [row for row in listed if _is_its_name(row, kpi)]
        if not mentions:
            continue
        rows = distinct_wordings([*mentions, kpi], across_years=False)
        if len(rows) > 1:
            yield _finding(tables, indicator(tables, kpi), rows, {kpi["doc_id"]}, "document", across_years=False)


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
            subject = joined((f"{code} {short(str(wordings[0]['name']))}", *_labels(tables, wordings)))
            yield _finding(tables, subject, wordings, doc_ids, "documents", across_years=True)


def _labels(tables: Tables, rows: list[Row]) -> list[str]:
    labels = list(dict.fromkeys(tables.label(row["doc_id"]) for row in rows))
    return [", ".join(labels)] if len(labels) <= MOST_LABELS else [f"{len(labels)} หน่วยงาน"]


RULE = rule("name_drift", within=within_documents, across=across_documents, concerns=has_printed_code)
