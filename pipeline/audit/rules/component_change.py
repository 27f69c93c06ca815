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
    """One finding per indicator, office and pair of years whose documents have no dimension in common."""
    groups: dict[tuple[str, str], dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in tables.distinct("kpis"):
        if (
            row.get("base") in COMPONENTS
            and row.get("indicator_id")
            and row.get("agency_code")
            and row.get("fiscal_year")
        ):
            groups[(row["indicator_id"], row["agency_code"])][row["fiscal_year"]].append(row)
    for (indicator_id, agency), years in sorted(groups.items()):
        for year in sorted(years):
            if year - 1 not in years or {row["base"] for row in years[year - 1]} & {row["base"] for row in years[year]}:
                continue
            before, after = years[year - 1][0], years[year][0]
            a, b = base_name(before["base"]), base_name(after["base"])
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=tuple(sorted({before["doc_id"], after["doc_id"]})),
                subject=indicator(tables, after),
                message_th=f"เปลี่ยนมิติการประเมินจาก {a} (พ.ศ. {year - 1}) เป็น {b} (พ.ศ. {year}) โปรดยืนยันมิติการประเมิน",
                message_en=f"Moved from {a} ({year - 1}) to {b} ({year}): please confirm.",
                evidence=tuple(evidence_of(row, f"{base_name(row['base'])} {row['name']}") for row in (before, after)),
                discriminator=f"{indicator_id} {agency} {year}",
            )


RULE = rule("component_change", over_years=check)
