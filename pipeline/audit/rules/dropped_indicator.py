"""Indicators of one office that the next year's document of the same kind no longer has."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, Rule, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import joined, place_name, quoted
from phaen.pipeline.audit.years import is_among, offices_by_year


def changed(tables: Tables, *, gone: bool) -> Iterator[tuple[str, str, int, list[Row], list[Row]]]:
    """Agency, kind of document, the later year, the indicators that only one of two years has, and all of the other.

    ``gone``: those of the earlier year, else those of the later. Years without a common indicator cannot be compared.
    """
    for agency, kind, years in offices_by_year(tables):
        for year, after in years.items():
            before = years.get(year - 1)
            if before is None:
                continue
            left, right = (before, after) if gone else (after, before)
            only = [row for row in left if not is_among(row, right)]
            if only and len(only) < len(left):
                yield agency, kind, year, only, right


def finding(
    which: Rule, agency: str, kind: str, year: int, rows: list[Row], others: list[Row], said: tuple[str, str]
) -> Finding:
    """One finding about the indicators that only one of two years has."""
    weights = [float(row["weight"]) for row in rows if row.get("weight") is not None]
    return Finding(
        rule=which.name,
        severity=which.severity,
        doc_ids=tuple(sorted({row["doc_id"] for row in (*rows, *others)})),
        subject=joined((which.title_th, place_name(kind)[0], f"{agency} {year}")),
        message_th=said[0],
        message_en=said[1],
        evidence=tuple(evidence_of(row, str(row["name"])) for row in rows),
        points_at_stake=sum(weights) if weights else None,
        discriminator=f"{agency} {kind} {year}",
    )


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per office, kind of document and pair of years, with every such indicator."""
    for agency, kind, year, rows, others in changed(tables, gone=True):
        names = quoted(str(row["name"]) for row in rows)
        th = f"ตัวชี้วัดของ พ.ศ. {year - 1} จำนวน {len(rows)} ตัวไม่มีใน พ.ศ. {year}: {names} โปรดระบุเหตุผลที่ยกเลิก"
        en = f"{len(rows)} indicators of {year - 1} are not in the document of {year}: {names}. Please say why."
        yield finding(RULE, agency, kind, year, rows, others, (th, en))


RULE = rule("dropped_indicator", over_years=check)
