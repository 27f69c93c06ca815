"""An indicator of one office moved to another dimension of the assessment from one year to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.statements import base_name
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

COMPONENTS = ("agenda", "function", "joint", "innovation", "potential")


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator, office and pair of years."""
    groups: dict[tuple[str, str], dict[int, Row]] = defaultdict(dict)
    for row in tables.distinct("kpis"):
        if (
            row.get("base") in COMPONENTS
            and row.get("indicator_id")
            and row.get("agency_code")
            and row.get("fiscal_year")
        ):
            groups[(row["indicator_id"], row["agency_code"])].setdefault(row["fiscal_year"], row)
    for (indicator_id, agency), years in sorted(groups.items()):
        for year in sorted(years):
            before, after = years.get(year - 1), years[year]
            if before is None or before["base"] == after["base"]:
                continue
            a, b = base_name(before["base"]), base_name(after["base"])
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=tuple(sorted({before["doc_id"], after["doc_id"]})),
                subject=indicator(tables, after),
                message_th=f"เปลี่ยนมิติการประเมินจาก {a} (พ.ศ. {year - 1}) เป็น {b} (พ.ศ. {year}) โปรดยืนยัน",
                message_en=f"Moved from {a} ({year - 1}) to {b} ({year}): please confirm.",
                evidence=tuple(evidence_of(row, f"{base_name(row['base'])} {row['name']}") for row in (before, after)),
                discriminator=f"{indicator_id} {agency} {year}",
            )


RULE = rule("component_change", across=check)
