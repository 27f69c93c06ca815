"""Plan, agreement and report of one agency and year give one indicator different weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.tables import Tables


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator, agency and year."""
    groups: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in tables.distinct("kpis"):
        if row.get("indicator_id") and row.get("weight") is not None and row.get("agency_code"):
            groups[(row["indicator_id"], row["agency_code"], row.get("fiscal_year") or 0)].append(row)
    for (indicator_id, agency, year), rows in sorted(groups.items()):
        weights = [float(row["weight"]) for row in rows]
        if len({row["doc_id"] for row in rows}) < 2:
            continue
        if max(weights) - min(weights) <= materiality.SCORE_TOLERANCE:
            continue
        kinds = [tables.document.get(row["doc_id"], {}).get("doc_type") or row["doc_id"] for row in rows]
        series = ", ".join(f"{kind}: {number(weight)}" for kind, weight in zip(kinds, weights, strict=True))
        yield Finding(
            rule=RULE.name,
            severity="warning",
            doc_ids=tuple(sorted({row["doc_id"] for row in rows})),
            subject=str(rows[0]["name"]),
            message_th=f"น้ำหนักของตัวชี้วัดเดียวกันของ {agency} ปี {year} ไม่ตรงกันระหว่างเอกสาร: {series}",
            message_en=f"Documents of {agency} for {year} give one indicator different weights: {series}",
            evidence=tuple(evidence_of(row, number(row["weight"])) for row in rows),
            discriminator=f"{indicator_id} {agency} {year}",
        )


RULE = rule("weight_change", across=check)
