"""Step weights that do not add up to 100, or a cumulative column that does not follow from them."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import difference, of_document, short

FULL = 100.0


def step_runs(rows: list[Row]) -> Iterator[list[Row]]:
    """The steps of one project each: a run ends at its total, and where another indicator or step 1 begins.

    Project names are not compared: a table that goes on over pages may print them cut short.
    """
    run: list[Row] = []
    for row in rows:
        before = run[-1] if run else None
        if before is not None:
            other = (row.get("kpi_id"), row.get("item_no")) != (before.get("kpi_id"), before.get("item_no"))
            restarts = row.get("row_kind") != "total" and (row.get("step_no") or 0) <= (before.get("step_no") or 0)
            numbered = row.get("step_no") is not None and before.get("step_no") is not None
            if other or before.get("row_kind") == "total" or (restarts and numbered):
                yield run
                run = []
        run.append(row)
    if run:
        yield run


def complete(run: list[Row]) -> bool:
    """Was the whole table read: steps numbered 1, 2, 3 … (or not at all), each with its weight?"""
    items = [row for row in run if row.get("row_kind") != "total"]
    numbers = [row.get("step_no") for row in items]
    numbered = numbers == list(range(1, len(items) + 1)) or not any(number is not None for number in numbers)
    return bool(items) and numbered and all(row.get("weight_pct") is not None for row in items)


def _problems(run: list[Row]) -> Iterator[tuple[str, str]]:
    items = [row for row in run if row.get("row_kind") != "total"]
    totals = [row for row in run if row.get("row_kind") == "total"]
    if not complete(run):
        return
    weights = [float(row["weight_pct"]) for row in items]
    total = sum(weights)
    shown = " + ".join(map(number, weights))
    if abs(total - FULL) > materiality.PERCENT_TOLERANCE * len(weights):
        yield (
            f"เนื้องานรายขั้นตอนรวม {shown} = {number(total)} {difference(total, FULL)[0]}ร้อยละ 100 อยู่ "
            f"{number(abs(total - FULL))}",
            f"step weights add up to {shown} = {number(total)}, not 100",
        )
    for row in totals:
        printed = row.get("weight_pct")
        if printed is not None and abs(float(printed) - total) > materiality.PERCENT_TOLERANCE * len(weights):
            yield (
                f"บรรทัดรวมระบุ {number(float(printed))} แต่ขั้นตอนรวมได้ {number(total)}",
                f"the total line prints {number(float(printed))}, the steps add up to {number(total)}",
            )
    reached = 0.0
    for row in items:
        reached += float(row["weight_pct"])
        printed = row.get("cumulative_pct")
        if printed is not None and abs(float(printed) - reached) > materiality.PERCENT_TOLERANCE * len(weights):
            step, given, follows = row.get("step_no"), number(float(printed)), number(reached)
            yield (
                f"ความก้าวหน้าสะสมขั้นที่ {step} ระบุ {given} แต่คำนวณได้ {follows}",
                f"the cumulative figure of step {step} is {given}, the weights give {follows}",
            )
            return


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per project whose steps do not add up."""
    for doc_id, rows in tables.by_document("milestones").items():
        for run in step_runs(rows):
            problems = list(_problems(run))
            if problems:
                first = run[0]
                place = (first.get("kpi_name"), first.get("item_no"), first.get("page"), first.get("line"))
                yield Finding(
                    rule=RULE.name,
                    severity="error",
                    doc_ids=(doc_id,),
                    subject=of_document(
                        tables, doc_id, str(first.get("project") or first.get("kpi_name") or first.get("item_no"))
                    ),
                    message_th=" / ".join(text for text, _ in problems) + f" ({_indicator(first)}) "
                    "โปรดยืนยันเนื้องานรายขั้นตอน",
                    message_en="; ".join(text for _, text in problems) + f" ({_indicator(first)}): please "
                    "confirm the weights.",
                    evidence=tuple(evidence_of(row, _shown(row)) for row in run),
                    discriminator=" ".join(map(str, place)),
                )


def _indicator(row: Row) -> str:
    return f"ตัวชี้วัดที่ {row.get('item_no') or '–'} {short(str(row.get('kpi_name') or ''))}".strip()


def _shown(row: Row) -> str:
    figures = f"{_figure(row, 'weight_pct')} {_figure(row, 'cumulative_pct')}"
    return f"{row.get('step') or ''} {figures}".strip()


def _figure(row: Row, column: str) -> str:
    return number(float(row[column])) if row.get(column) is not None else "–"


RULE = rule("milestone_total", within=check)
