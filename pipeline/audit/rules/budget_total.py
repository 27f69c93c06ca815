"""A printed total differs from the sum of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from typing import Any

from phaen.pipeline.assemble.project_parts import is_unread, parts_of_others
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.baht import baht_of, total_baht
from phaen.pipeline.audit.model import Finding, Row, evidence_of, merged, number, rule
from phaen.pipeline.audit.sheets import sheet_rows
from phaen.pipeline.audit.statements import plan_statements, section_name
from phaen.pipeline.audit.sum_tables import WHOLE, baht_by_column, sum_tables, wholes
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import difference, of_document, swapped

_COUNTABLE = {"amount", "none", "shared", "unstated", "not_funded"}

UNPLACED = {"section_unknown", "unknown_doc_type", "year_guess", "agency_unnamed"}
"""Flags that say where a line stands is not known, and nothing about its figures."""


def _wholes(rows: Sequence[Row]) -> list[Row]:
    """The lines without the activities whose money is part of the project above them: a total counts it once."""
    parts = parts_of_others(rows)
    return [row for row in rows if id(row) not in parts]


def _name(row: Row) -> str:
    return next((str(row[column]) for column in ("project", "programme", "strategy") if row.get(column)), "")


def _differs(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) >= materiality.BAHT_TOLERANCE


@dataclass
class _Block:
    """Lines since the last total of one section."""

    section: str
    items: list[Row] = field(default_factory=list)
    all_items: list[Row] = field(default_factory=list)
    subtotals: list[Row] = field(default_factory=list)

    def sums(self) -> list[Decimal]:
        """What a total here may add up: its lines, all lines of the section, or the totals above it."""
        found = [total_baht(self.items)]
        if self.subtotals:
            found.append(total_baht(self.all_items))
            found.append(total_baht(self.subtotals))
            if self.items:
                found.append(found[0] + found[-1])
        return [*found, *(total_baht(_wholes(rows)) for rows in (self.items, self.all_items) if rows)]


def _subject(total: Row, lines: list[Row], raw: str) -> str:
    """The table as people call it, its strategy, tactic or programme where there is one, and the figure."""
    groups = []
    for column in ("strategy", "tactic", "programme"):
        named = list(dict.fromkeys(str(row[column]) for row in lines if row.get(column)))
        groups.append(named[0] if len(named) == 1 else "")
    return " ".join(filter(None, ("รวมงบประมาณทั้งสิ้น", section_name(str(total.get("section") or "")), *groups, raw)))


def _finding(tables: Tables, doc_id: str, total: Row, printed: Decimal, lines: list[Row], computed: Decimal) -> Finding:
    raw = str(total.get("budget_raw") or number(float(printed)))
    shown = " + ".join(number(float(value)) for value in map(baht_of, lines) if value) or "0"
    gap, summed = abs(printed - computed), number(float(computed))
    way_th, way_en = difference(float(printed), float(computed))
    slip = swapped(number(float(printed)), summed)
    slip_th, slip_en = (" (อาจสลับหลัก)", " (digits may have changed places)") if slip else ("", "")
    return Finding(
        rule=RULE.name,
        severity="error",
        doc_ids=(doc_id,),
        subject=of_document(tables, doc_id, _subject(total, lines, raw)),
        message_th=f"ยอดรวม {number(float(printed))} บาท {way_th}ผลรวมรายการ {number(float(gap))} บาท{slip_th}: "
        f"{shown} = {summed} โปรดยืนยันยอดรวม",
        message_en=f"The printed total {number(float(printed))} is {number(float(gap))} baht {way_en} the "
        "sum of its lines"
        f"{slip_en}: {shown} = {summed}. Please confirm the total.",
        evidence=(
            evidence_of(total, raw),
            *(evidence_of(row, f"{_name(row)} {row.get('budget_raw') or ''}".strip()) for row in lines),
        ),
        amount_at_stake=gap,
        discriminator=f"{total.get('section')} {printed:.2f} {computed:.2f}",
    )


def _check_total(tables: Tables, doc_id: str, block: _Block, total: Row) -> Iterator[Finding]:
    lines = block.items or block.all_items
    if total.get("budget_status") == "by_year":
        yield from _check_years(tables, doc_id, block, total)
        return
    if not lines or any(row.get("budget_status") not in _COUNTABLE or is_unread(row) for row in lines):
        return
    status = total.get("budget_status")
    printed = baht_of(total)
    if status == "none" and any(map(baht_of, lines)):
        printed = Decimal(0)
    elif status != "amount" or printed is None:
        return
    sums = block.sums()
    if all(_differs(printed, value) for value in sums):
        wholes = _wholes(lines)
        yield _finding(tables, doc_id, total, printed, wholes, total_baht(wholes))


def _check_years(tables: Tables, doc_id: str, block: _Block, total: Row) -> Iterator[Finding]:
    """A total over several years against its lines, column by column; one finding, for the first that differs."""
    lines = _wholes(block.items or block.all_items)
    if any(row.get("budget_status") not in {*_COUNTABLE - {"amount"}, "by_year"} for row in lines):
        return  # an amount of no year is in none of the columns
    ways = [lines]
    if block.subtotals:
        ways += [_wholes(block.all_items), block.subtotals, [*block.subtotals, *lines]]
    if (differs := _differing_column(total, ways)) is not None:
        column, printed, shown, computed = differs
        raw = next((one["raw"] for one in total["amounts"] if (one["fiscal_year"], one["source"]) == column), None)
        year = f"พ.ศ. {column[0]} {raw}" if column[0] else raw
        yield _finding(tables, doc_id, {**total, "budget_raw": year}, printed, shown, computed)


def _differing_column(
    total: Row, ways: Sequence[Sequence[Row]]
) -> tuple[tuple[Any, Any], Decimal, list[Row], Decimal] | None:
    """The first column of a total, that of the whole before others, that none of the ``ways`` to add up gives: its year
    and source, what it prints, and the rows of the first way with their amounts and sum there. Columns with an amount
    that could not be read are left out."""
    read = {id(row): baht_by_column(row) for way in ways for row in way}
    for column, printed in sorted(baht_by_column(total).items(), key=lambda one: (one[0] != WHOLE, str(one[0]))):
        columns = [[read[id(row)].get(column, Decimal(0)) for row in way] for way in ways if way]
        if printed is None or not columns or any(value is None for way in columns for value in way):
            continue
        sums = [sum((value for value in way if value is not None), Decimal(0)) for way in columns]
        if all(_differs(printed, value) for value in sums):
            return column, printed, [{**row, "budget_baht": read[id(row)].get(column)} for row in ways[0]], sums[0]
    return None


def _heads(total: Row, below: Iterable[Row]) -> bool:
    """Does a total stand above its lines, those down to the next total?"""
    lines = list(takewhile(lambda row: row.get("row_kind") != "total", below))
    printed = baht_of(total) if total.get("budget_status") == "amount" else None
    return printed is not None and printed > 0 and bool(lines) and not _differs(printed, total_baht(lines))


def _check_loose(tables: Tables, doc_id: str, block: _Block, total: Row) -> Iterator[Finding]:
    """A total of a table whose section is not known: it closes several lines right above it that were read without
    doubt, and nothing else."""
    lines = block.items
    same_page = len({row.get("page") for row in (*lines, total)}) == 1
    sound = not any(set(row.get("flags") or ()) - UNPLACED for row in (*lines, total))
    if len(lines) > 1 and same_page and sound:
        yield from _check_total(tables, doc_id, _Block(block.section, lines, lines), total)
    block.items, block.all_items = [], []


def _check_sums(tables: Tables, doc_id: str, table: Sequence[Row]) -> Iterator[Finding]:
    """The sums of a table of sums against its groups, column by column; one finding a row, that of the whole first."""
    for whole in wholes(table):
        if (differs := _differing_column(whole.total, whole.ways)) is not None:
            column, printed, lines, computed = differs
            raw = whole.total.get("budget_raw") if column == WHOLE else number(float(printed))
            yield _finding(tables, doc_id, {**whole.total, "budget_raw": raw}, printed, lines, computed)


def check(tables: Tables) -> Iterator[Finding]:
    """Totals and closing sentences against their lines; a sentence that repeats a wrong total is no second finding."""
    yield from merged(_all(tables))


def _all(tables: Tables) -> Iterator[Finding]:
    for doc_id, rows in tables.by_document("plans").items():
        blocks: dict[str, _Block] = {}
        apart = set(sheet_rows(rows))
        for table in sum_tables(rows):
            yield from _check_sums(tables, doc_id, table)
            apart |= set(map(id, table))
        rows = [row for row in rows if id(row) not in apart]
        for at, row in enumerate(rows):
            section = str(row.get("section"))
            block = blocks.setdefault(section, _Block(section))
            if row.get("row_kind") == "total" and _heads(row, rows[at + 1 :]):
                block.subtotals, block.items = [*block.subtotals, row], []  # the lines above are another's
            elif row.get("row_kind") == "total" and row.get("section") is None:
                yield from _check_loose(tables, doc_id, block, row)
            elif row.get("row_kind") == "total":
                yield from _check_total(tables, doc_id, block, row)
                if block.items:
                    block.subtotals.append(row)
                else:
                    block.subtotals = [row]
                block.items = []
            else:
                block.items.append(row)
                block.all_items.append(row)
        for statement in plan_statements(tables, doc_id):
            items = [row for row in statement.items if row.get("row_kind") != "total"]
            amounts = [row for row in items if row.get("budget_status") == "amount"]
            if statement.baht is None or not amounts or any(map(is_unread, amounts)):
                continue
            computed = total_baht(items)
            sums = [total_baht(lines) for part in statement.parts() for lines in (part, _wholes(part))]
            if all(_differs(statement.baht, value) for value in sums):
                row = {**statement.row, "budget_raw": statement.raw, "section": statement.section}
                yield _finding(tables, doc_id, row, statement.baht, items, computed)


RULE = rule("budget_total", within=check)
