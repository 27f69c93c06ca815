"""ส่วนที่ 1 says nothing of indicators whose city-plan codes the table of ส่วนที่ 4 prints."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, listed, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

PART, DIMENSION = "ส่วนที่ 1", "มิติที่"


def _part_one(sections: list[Row]) -> list[Row]:
    """The rows under ส่วนที่ 1 of the plan (not the ส่วนที่ 1 of the evaluation forms): those about its dimensions."""
    return [
        row
        for row in sections
        if any(str(head).strip() == PART for head in row.get("heading_path") or ())
        and any(str(head).startswith(DIMENSION) for head in row.get("heading_path") or ())
    ]


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per plan that has a ส่วนที่ 1 which was read whole."""
    for doc_id, kpis in tables.by_document("kpis").items():
        document = tables.document.get(doc_id, {})
        if document.get("doc_type") != "annual_plan" or (document.get("fiscal_year") or 0) < materiality.KR_CODES_SINCE:
            continue
        part = _part_one(tables.by_document("sections").get(doc_id, []))
        if not part or any(row.get("kind") == "table" for row in part):
            continue
        table = [row for row in kpis if row.get("kr_code_printed") and "kpi_table" in (row.get("listings") or ())]
        there = {row["kr_code_printed"] for row in kpis if "bma_plan" in (row.get("listings") or ())}
        missing = [row for row in table if row["kr_code_printed"] not in there]
        if len(missing) < materiality.CITY_PLAN_GAP:
            continue
        codes = listed(str(row["kr_code_printed"]) for row in missing)
        has = sorted(str(code) for code in there if code)
        th = f"มีรหัสตามแผนปฏิบัติราชการกรุงเทพมหานครเพียง {listed(has)}" if has else "ไม่มีตัวชี้วัดตามแผนปฏิบัติราชการกรุงเทพมหานคร"
        en = f"lists only {listed(has)}" if has else "lists no indicator of the city plan"
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, PART),
            message_th=f"{PART} {th} แต่ตารางตัวชี้วัดมีรหัสตามแผนดังกล่าวอีก {len(missing)} ตัวชี้วัด ({codes}) "
            f"โปรดระบุใน{PART} หรือชี้แจงเหตุผล",
            message_en=f"{PART} {en}, while the table of indicators has {len(missing)} more with city-plan "
            f"codes ({codes}): "
            "please list them there or say why not.",
            evidence=(
                *(evidence_of(row, str((row.get("heading_path") or [""])[-1])) for row in part[:2]),
                *(evidence_of(row, f"{row['kr_code_printed']} {row['name']}") for row in missing),
            ),
        )


RULE = rule("city_plan_gap", within=check)
