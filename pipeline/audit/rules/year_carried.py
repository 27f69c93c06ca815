"""An indicator speaks of the year before its document's: the name was carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

_YEAR = re.compile(r"ประจำปี\s*(?:งบประมาณ)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*(25\d\d)")
_ANY_YEAR = re.compile(r"25\d\d")
COMPARED = ("เทียบ", "เพิ่มขึ้น", "ลดลง", "จากปี", "ย้อนหลัง", "ก่อน", "กันเงิน", "เหลื่อมปี", "ผลการประเมิน", "ครั้งที่")
"""Words with which a name rightly speaks of an earlier year."""


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator of a plan or agreement that names the year before its own, and no other."""
    for row in tables.rows("kpis"):
        year, name = row.get("fiscal_year"), arabic_digits(str(row.get("name") or ""))
        document = tables.document.get(row["doc_id"], {})
        if not year or document.get("doc_type") not in ("annual_plan", "kpi_agreement"):
            continue
        named = {int(found) for found in _ANY_YEAR.findall(name)}
        if named != {year - 1} or not _YEAR.search(name) or any(word in name for word in COMPARED):
            continue
        places = [
            row,
            *(one for one in tables.mentions.get(str(row.get("kpi_id")), []) if one.get("line") != row.get("line")),
        ]
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(row["doc_id"],),
            subject=indicator(tables, row),
            message_th=f"แผนปีงบประมาณ พ.ศ. {year} แต่ชื่อตัวชี้วัดระบุประจำปี พ.ศ. {year - 1} โปรดยืนยันปีของตัวชี้วัด",
            message_en=f"The document is for {year}, the indicator speaks of {year - 1}: please confirm the year.",
            evidence=tuple(
                evidence_of(one, str(one.get("name_raw") or one["name"])) for one in places if one.get("name")
            ),
            discriminator=str(row.get("kpi_id")),
        )


RULE = rule("year_carried", within=check)
