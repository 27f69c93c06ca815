"""An indicator that has a canonical KR code is printed without it."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator row; only in documents of years or kinds that print codes.

    A code that stands in any listing of the document, of whatever row, is not left out.
    """
    mentions = tables.by_document("kpi_mentions")
    for doc_id, rows in tables.by_document("kpis").items():
        printed = {row["kr_code_printed"] for row in (*rows, *mentions.get(doc_id, ())) if row.get("kr_code_printed")}
        prints_codes = bool(printed)
        for row in rows:
            if not row.get("kr_code") or row["kr_code"] in printed or "code_unread" in (row.get("flags") or ()):
                continue
            if not prints_codes and (row.get("fiscal_year") or 0) < materiality.KR_CODES_SINCE:
                continue
            code, name = row["kr_code"], str(row.get("name") or "")
            agency, year = row.get("agency_code") or tables.label(row["doc_id"]), row.get("fiscal_year")
            yield Finding(
                rule=RULE.name,
                severity="warning",
                doc_ids=(row["doc_id"],),
                subject=indicator(tables, row),
                message_th=f"ตัวชี้วัดมีรหัส {code} แต่เอกสารของ {agency} ปีงบประมาณ พ.ศ. {year} ไม่ได้ระบุรหัส โปรดระบุรหัส",
                message_en=f"The indicator has the code {code}, the document of {agency} for {year} prints "
                "none: please add it.",
                evidence=(evidence_of(row, name),),
                discriminator=str(row.get("kpi_id") or ""),
            )


RULE = rule("missing_code", within=check)
