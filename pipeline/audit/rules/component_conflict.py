"""Codes that one office of a year assesses under another component than another office does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, has_printed_code, listed, rule
from phaen.pipeline.audit.statements import base_name
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import joined

BASES = ("agenda", "function", "joint")


def check(tables: Tables) -> Iterator[Finding]:
    """One finding for all codes of a year that the same offices place differently."""
    codes: dict[tuple[int, str], dict[str, Row]] = defaultdict(dict)
    for row in tables.distinct("kpis"):
        if row.get("kr_code_printed") and row.get("base") in BASES and row.get("fiscal_year"):
            codes[(row["fiscal_year"], row["kr_code_printed"])].setdefault(row["doc_id"], row)
    alike: dict[tuple[int, tuple[tuple[str, str], ...]], list[tuple[str, list[Row]]]] = defaultdict(list)
    for (year, code), rows in sorted(codes.items()):
        if len({row["base"] for row in rows.values()}) > 1:
            placed = tuple(sorted((doc_id, str(row["base"])) for doc_id, row in rows.items()))
            alike[(year, placed)].append((code, list(rows.values())))
    for (year, placed), found in sorted(alike.items()):
        offices: dict[str, list[str]] = defaultdict(list)
        for doc_id, base in placed:
            offices[base].append(tables.label(doc_id))
        shown = [f"{base_name(base)}: {listed(names)}" for base, names in sorted(offices.items())]
        names = listed(code for code, _ in found)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=tuple(doc_id for doc_id, _ in placed),
            subject=joined((names, f"ปีงบประมาณ พ.ศ. {year}")),
            message_th=f"รหัส {names} อยู่คนละองค์ประกอบ: {' / '.join(shown)} โปรดยืนยันองค์ประกอบของตัวชี้วัด",
            message_en=f"{names} stand under different components: {'; '.join(shown)}. Please confirm the component.",
            evidence=tuple(
                evidence_of(row, f"{code} {base_name(row['base'])}") for code, rows in found for row in rows
            ),
            discriminator=f"{year} {' '.join(f'{doc} {base}' for doc, base in placed)}",
        )


RULE = rule("component_conflict", across=check, concerns=has_printed_code)
