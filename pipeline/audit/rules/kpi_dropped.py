"""An indicator of a work over several years that the office's documents of the next of these years no longer have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.baht import total_baht
from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, quoted
from phaen.pipeline.audit.years import COMPONENTS, YEARLY, is_among, read_whole

_SPAN = re.compile(r"(25\d\d)\s*(?:[-–—]|ถึง)\s*(?:พ\s*\.\s*ศ\s*\.\s*)?(25\d\d)")


def last_year(row: Row) -> tuple[int, str] | None:
    """The last year of the work that an indicator's name, target or baseline names, and the text that does."""
    year = int(row["fiscal_year"])
    texts = [row.get("name"), row.get("target_raw"), *(item.get("raw") for item in row.get("baseline") or ())]
    for text in texts:
        for first, last in _SPAN.findall(arabic_digits(str(text or ""))):
            if int(first) <= year < int(last):
                return int(last), str(text)
    later = [item for item in row.get("targets_by_year") or () if (item.get("fiscal_year") or 0) > year]
    stated = [item for item in later if str(item.get("raw") or "").strip(" -")]
    if stated:
        item = max(stated, key=lambda one: int(one["fiscal_year"]))
        return int(item["fiscal_year"]), f"พ.ศ. {item['fiscal_year']} : {item['raw']}"
    return None


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator and office."""
    offices: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in tables.distinct("kpis"):
        kind = tables.document.get(row["doc_id"], {}).get("doc_type")
        if row.get("agency_code") and row.get("fiscal_year") and row.get("name") and kind in YEARLY:
            offices[(row["agency_code"], int(row["fiscal_year"]))].append(row)
    for (agency, year), rows in sorted(offices.items()):
        after = offices.get((agency, year + 1), [])
        if not after or not all(read_whole(tables, doc_id) for doc_id in {row["doc_id"] for row in after}):
            continue
        for row in rows:
            span = last_year(row) if row.get("base") in COMPONENTS else None
            if span is None or is_among(row, after, materiality.DROPPED_LIKENESS):
                continue
            last, text = span
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=tuple(sorted({row["doc_id"], *(one["doc_id"] for one in after)})),
                subject=indicator(tables, row),
                message_th=f"ตัวชี้วัดของงานที่ดำเนินการถึง พ.ศ. {last} ไม่อยู่ในเอกสารของ {agency} พ.ศ. {year + 1}: "
                f"{quoted([text])} โปรดระบุเหตุผลที่ไม่วัดผลต่อ",
                message_en=f"The work runs to {last}, but no document of {agency} for {year + 1} has the indicator: "
                f"{quoted([text])}. Please say why it is no longer measured.",
                evidence=(evidence_of(row, f"{row['name']} {row.get('target_raw') or ''}".strip()),),
                amount_at_stake=total_baht(row.get("projects") or ()) or None,
                points_at_stake=float(row["weight"]) if row.get("weight") is not None else None,
                discriminator=f"{row.get('kpi_id')} {year}",
            )


RULE = rule("kpi_dropped", over_years=check)
