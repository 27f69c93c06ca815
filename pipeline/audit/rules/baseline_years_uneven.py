"""Indicators of one table have baselines of different years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, listed, rule
from phaen.pipeline.audit.rules.baseline_missing import FORMS
from phaen.pipeline.audit.rules.baseline_years import stated_years
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document


def _years(row: Row) -> tuple[int, ...]:
    return tuple(sorted({int(item["fiscal_year"]) for item in row.get("baseline") or ()}))


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document, where no heading says which years are asked (else it is ``baseline_years``)."""
    for doc_id, rows in tables.by_document("kpis").items():
        asked = [row for row in rows if set(FORMS) & set(row.get("listings") or ()) and len(_years(row)) > 1]
        headings = {
            str(row.get("baseline_heading") or "") for row in tables.by_document("kpi_mentions").get(doc_id, [])
        }
        headed = any(count or named for count, named in map(stated_years, headings))
        sets = Counter(_years(row) for row in asked)
        if len(sets) < 2 or headed:
            continue
        shown = listed(f"พ.ศ. {years[0]}–{years[-1]} ({count} ตัวชี้วัด)" for years, count in sorted(sets.items()))
        shown_en = "; ".join(f"{years[0]}–{years[-1]} ({count})" for years, count in sorted(sets.items()))
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, "ปีของข้อมูลพื้นฐาน"),
            message_th=f"ตัวชี้วัดในตารางเดียวกันระบุข้อมูลพื้นฐานคนละช่วงปี: {shown} โปรดระบุช่วงปีเดียวกัน",
            message_en=f"Baselines of one table cover different years: {shown_en}. Please use the same years.",
            evidence=tuple(evidence_of(row, f"{row['name']}: {', '.join(map(str, _years(row)))}") for row in asked),
        )


RULE = rule("baseline_years_uneven", within=check)
