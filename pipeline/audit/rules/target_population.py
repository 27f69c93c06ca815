"""Offices set the same figure for one coded indicator, of different groups of people or things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, has_code, rule
from phaen.pipeline.audit.names import likeness
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, short

_FIGURE = re.compile(r"^\D{0,20}[\d๐-๙][\d๐-๙,.]*\s*(?:ของ)?\s*")
LEAST = 8
"""Letters that name a group of people or things."""


def population(row: Row) -> str:
    """What stands behind the figure of a target: of whom or what."""
    rest = _FIGURE.sub("", str(row.get("target_raw") or ""), count=1)
    return " ".join(rest.split()) if len("".join(rest.split())) >= LEAST else ""


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per code and year."""
    groups: dict[tuple[int, str, float], list[Row]] = defaultdict(list)
    for row in tables.distinct("kpis"):
        if (
            row.get("kr_code")
            and row.get("target_unit") == "ร้อยละ"
            and row.get("target_value") is not None
            and population(row)
        ):
            groups[(row.get("fiscal_year") or 0, row["kr_code"], float(row["target_value"]))].append(row)
    for (year, code, value), rows in sorted(groups.items()):
        firsts: list[Row] = []
        for row in rows:
            if all(likeness(population(row), population(other)) < materiality.SAME_POPULATION for other in firsts):
                firsts.append(row)
        if len({row["doc_id"] for row in firsts}) < 2:
            continue
        shown = " / ".join(f"{tables.label(row['doc_id'])}: “{short(population(row))}”" for row in firsts)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=tuple(sorted({row["doc_id"] for row in firsts})),
            subject=indicator(tables, firsts[0]),
            message_th=f"ค่าเป้าหมายเท่ากันแต่กลุ่มเป้าหมายต่างกัน: {shown} โปรดยืนยันกลุ่มเป้าหมายของตัวชี้วัด {code}",
            message_en=f"One figure of different groups: {shown}. Please confirm whom {code} is about.",
            evidence=tuple(evidence_of(row, str(row["target_raw"])) for row in firsts),
            discriminator=f"{year} {code} {value}",
        )


RULE = rule("target_population", across=check, concerns=has_code)
