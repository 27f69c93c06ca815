"""An amount a thousand or a million times off: thousands of baht where baht stand around it, or stood last year."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.baht import baht_of
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.names import name_key
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, place_name


@dataclass(frozen=True, slots=True)
class OutOfLine:
    """An amount far from all others of its list, and the factor that would bring it among them, if one does."""

    row: Row
    baht: Decimal
    least: Decimal
    most: Decimal
    typical: Decimal
    factor: int | None


def amounts(rows: Sequence[Row]) -> list[tuple[Row, Decimal]]:
    """Project lines with an amount."""
    return [
        (row, amount)
        for row in rows
        if row.get("row_kind") == "item" and row.get("project") and (amount := baht_of(row))
    ]


def fitting(baht: Decimal, least: Decimal, most: Decimal) -> int | None:
    """The factor by which ``baht``, multiplied or divided, lies between two amounts."""
    return next(
        (
            factor
            for factor in materiality.UNIT_FACTORS
            if least <= baht * factor <= most or least <= baht / factor <= most
        ),
        None,
    )


def out_of_line(tables: Tables) -> Iterator[OutOfLine]:
    """Amounts of project lists that are far from the median and from the next amount of their section."""
    for rows in tables.by_document("plans").values():
        sections: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            sections[str(row.get("section"))].append(row)
        for lines in sections.values():
            found = amounts(lines)
            if len(found) < materiality.OUTLIER_LINES:
                continue
            ordered = sorted(baht for _, baht in found)
            for row, baht in found:
                # without its own amount
                least = ordered[1] if baht == ordered[0] else ordered[0]
                most = ordered[-2] if baht == ordered[-1] else ordered[-1]
                far, near = baht >= most * materiality.OUTLIER_GAP, baht * materiality.OUTLIER_GAP <= least
                if not (far or near):
                    continue  # as almost all: the median need not be asked for
                at = bisect_left(ordered, baht)
                typical = median([*ordered[:at], *ordered[at + 1 :]])
                far = far and baht >= typical * materiality.OUTLIER_FACTOR
                near = near and baht * materiality.OUTLIER_FACTOR <= typical
                if far or near:
                    yield OutOfLine(row, baht, least, most, Decimal(typical), fitting(baht, least, most))


def within_lists(tables: Tables) -> Iterator[Finding]:
    """One finding per amount that a factor of thousand or million brings among its neighbours."""
    for one in out_of_line(tables):
        if one.factor is None:
            continue
        row, (where_th, where_en) = one.row, place_name(one.row.get("section"))
        baht, least, most = (number(float(value)) for value in (one.baht, one.least, one.most))
        times = f"{one.factor:,}"
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(row["doc_id"],),
            subject=of_document(tables, row["doc_id"], str(row["project"])),
            message_th=f"{where_th} ระบุ {baht} บาท ขณะที่รายการอื่นอยู่ระหว่าง {least}–{most} บาท อาจต่างหน่วยเงิน {times} เท่า "
            "โปรดยืนยันหน่วยเงิน",
            message_en=f"{where_en} has {baht} baht, its other lines {least} to {most}: perhaps {times} times off. "
            "Please confirm the unit of money.",
            evidence=(evidence_of(row, f"{row['project']} {row.get('budget_raw') or baht}"),),
            amount_at_stake=one.baht,
            discriminator=f"{row.get('section')} {row.get('seq')} {name_key(str(row['project']))}",
        )


def factor_between(one: Decimal, other: Decimal) -> int | None:
    """The factor that two amounts are off by, beside what may change from year to year."""
    ratio = float(max(one, other) / min(one, other))
    change = materiality.UNIT_LAST_YEAR
    return next((each for each in materiality.UNIT_FACTORS if each / change <= ratio <= each * change), None)


def from_last_year(tables: Tables) -> Iterator[Finding]:
    """One finding per project of an office's indicators whose amount differs by such a factor from last year's."""
    projects: dict[tuple[str, str], dict[int, tuple[Row, Decimal, str]]] = defaultdict(dict)
    for row in tables.distinct("kpis"):
        for project in row.get("projects") or ():
            amount = baht_of(project)
            if amount and project.get("name") and row.get("agency_code") and row.get("fiscal_year"):
                told = row, amount, str(project["name"])
                years = projects[(row["agency_code"], name_key(str(project["name"])))]
                years.setdefault(int(row["fiscal_year"]), told)
    for (agency, key), years in sorted(projects.items()):
        for year, (row, baht, name) in sorted(years.items()):
            if year - 1 not in years:
                continue
            earlier, old, _ = years[year - 1]
            factor = factor_between(baht, old)
            if factor is None:
                continue
            now, then = number(float(baht)), number(float(old))
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=tuple(sorted({row["doc_id"], earlier["doc_id"]})),
                subject=of_document(tables, row["doc_id"], name),
                message_th=f"พ.ศ. {year} ระบุ {now} บาท พ.ศ. {year - 1} ระบุ {then} บาท อาจต่างหน่วยเงิน {factor:,} เท่า "
                "โปรดยืนยันหน่วยเงิน",
                message_en=f"{now} baht in {year}, {then} baht in {year - 1}: perhaps {factor:,} times off. Please "
                "confirm the unit of money.",
                evidence=(evidence_of(row, f"{name} ({now} บาท)"), evidence_of(earlier, f"{name} ({then} บาท)")),
                amount_at_stake=max(baht, old),
                discriminator=f"{agency} {key} {year}",
            )


RULE = rule("unit_scale", within=within_lists, over_years=from_last_year)
