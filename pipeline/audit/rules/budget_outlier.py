"""An amount far from all others of its list, which no unit of money explains."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, evidence_of, number, rule
from phaen.pipeline.audit.names import name_key
from phaen.pipeline.audit.rules.unit_scale import out_of_line
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, place_name


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per amount; what :mod:`unit_scale <phaen.pipeline.audit.rules.unit_scale>` explains is left to it."""
    for one in out_of_line(tables):
        if one.factor is not None:
            continue
        row, (where_th, where_en) = one.row, place_name(one.row.get("section"))
        baht, typical = number(float(one.baht)), number(float(one.typical))
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(row["doc_id"],),
            subject=of_document(tables, row["doc_id"], str(row["project"])),
            message_th=f"{where_th} ระบุ {baht} บาท ขณะที่รายการอื่นมีค่ากลาง {typical} บาท โปรดยืนยันวงเงิน",
            message_en=f"{where_en} has {baht} baht, the median of its other lines is {typical}: please confirm the "
            "amount.",
            evidence=(evidence_of(row, f"{row['project']} {row.get('budget_raw') or baht}"),),
            amount_at_stake=one.baht,
            discriminator=f"{row.get('section')} {row.get('seq')} {name_key(str(row['project']))}",
        )


RULE = rule("budget_outlier", within=check)
