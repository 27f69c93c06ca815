"""A line with several columns of money: every amount, and the one that is its budget.

Columns are years, sources of money, quarters, asked and granted, or baht and satang. The budget is the printed total;
else the amount of the document's own year; else what was granted; else the sum over sources or quarters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from phaen.normalizers.budgets import Budget, parse_budget
from phaen.normalizers.money import money_unit
from phaen.normalizers.text import clean, squash
from phaen.normalizers.years import column_year, is_open_period

MILLION = 1e6
_TOTAL = re.compile(r"^(?:งบประมาณ|วงเงิน|จำนวนเงิน|งบ)?(?:รวม|ทั้งสิ้น|ทั้งหมด|ยอดรวม|total)", re.IGNORECASE)
_QUARTER = re.compile(r"(?:ไตรมาส\s*(?:ที่)?\s*|Q)[1-4]", re.IGNORECASE)
_PARTS = 2
"""Columns of sources or quarters from which งบประมาณ beside them is their total; beside one it may be a source."""
_SATANG = ("สต", "สตางค์")
_GRANTED = re.compile(r"ได้รับ|อนุมัติ|จัดสรร")
_YEAR_WORDS = re.compile(
    r"ปีงบประมาณ|ประจำปี|งบประมาณ|จำนวน|วงเงิน|เริ่มต้น|แผน|ผล|จบ|ปี|พ\.?\s?ศ\.?|FY|[\d\s()*]|[-–]|(?:ล้าน|พัน)?บาท"
)
"""What a heading prints beside a year without naming a source of money."""
_BARE_YEAR = re.compile(r"(?:ปี|พ\.?\s?ศ\.?|[\d\s])+")
"""The heading of one of several columns, each of a year: it says nothing else."""
_ASKED = re.compile(r"ขอ(?![งนบ])|เสนอ")
"""ขอ (to ask), not in ของ (of), ขอนแก่น (a province), ขอบ (edge)."""
_PLANNED = re.compile(r"\s*แผน\s*(?:\(ผล\))?\s*\**\s*$")
"""แผน (ผล), the plan and in brackets what was reached: how the cells of a column are printed, behind its years."""
_SPENT = re.compile(r"เบิกจ่าย|ใช้จ่ายจริง|ใช้ไป|ผลการใช้|คงเหลือ|ผูกพัน")


@dataclass(frozen=True, slots=True)
class LineBudget:
    """The budget of a line: columns of ``plans`` that speak of money, and flags."""

    raw: str
    budget: Budget
    amounts: tuple[dict[str, Any], ...] = ()
    flags: tuple[str, ...] = ()
    by_year: bool = False
    units: tuple[float, ...] = ()
    """The units of the amounts, each once."""

    @property
    def unit_baht(self) -> float | None:
        """What one stands for in the amounts; ``None`` where none was read, or they differ."""
        return self.units[0] if len(self.units) == 1 else None


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the heading of a column of money says: ``unit_baht`` as :func:`unit_of_money` gives it."""

    unit_baht: float | None
    year: int | None
    source: str
    lowest: str
    """The lowest of its parts, without a unit in brackets."""
    kind: str
    """``amount``, ``total``, ``granted``, ``asked``, ``spent`` or ``satang``."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A cell of money under its heading, which says the ``year``, ``source`` and ``kind``."""

    budget: Budget
    raw: str
    year: int | None
    source: str
    heading: str
    kind: str


def unit_of_money(heading: str, line: str) -> float | None:
    """What one stands for in a column: its heading says so, else the ``line`` above the table; 1 (baht) where neither
    does, ``None`` where a unit is named that is not understood."""
    found = money_unit(heading) or money_unit(line, line=True)
    return found.baht if found else 1.0


def line_budget(
    raw: str,
    columns: list[tuple[tuple[str, ...], str]],
    heading: str,
    money_line: str,
    year: int | None,
    several_years: bool = False,
    source: str = "",
) -> LineBudget:
    """The budget of a line from its only column (``raw`` under ``heading``), or from all of its ``columns``.

    ``year`` is the document's own; ``several_years``: the document is of several, so that no year's is its budget;
    ``source``: the source of money that the line itself names, for all of its amounts.
    """
    if len(columns) < 2:
        if not year or not _BARE_YEAR.fullmatch(named := clean(heading)) or column_year(named) in (None, year):
            return _single(raw, heading, money_line)
        columns = [((heading,), raw)]  # another year's: the heading of the document's own was not read
    money_line = money_line or _unit_beside(columns)
    headings = [_heading(parts, money_line) for parts, _ in columns]
    read = [_column(one, text) for one, (_, text) in zip(headings, columns, strict=True)]
    flags = ["budget_unit_unread"] if any(one.unit_baht is None for one in headings) else []
    satang = [column for column in read if column.kind == "satang"]
    if satang:
        if len(read) == 2 and read[1] is satang[0]:
            return _with_satang(read[0], read[1], money_line, flags)
        flags.append("budget_unread")
    read = _with_total([column for column in read if column.kind != "satang"])
    structs = tuple(
        {"fiscal_year": one.year, "source": _named_source(source, one), "raw": one.raw, "baht": one.budget.baht}
        for one in read
        if one.kind != "total" and one.budget.status == "amount"
    )
    flags += [flag for one in read for flag in one.budget.flags]
    chosen, by_year, own = _chosen(read, year, several_years)
    if by_year and all(one.budget.status != "amount" for one in read):
        chosen = read  # no year has an amount: what the years say instead holds for the line
    plain = [one for one in chosen if one.kind == "amount" and one.budget.status == "amount"]
    if len(plain) > 1 and len({(one.year, squash(one.source)) for one in plain}) < len(plain):
        # columns that nothing tells apart: years or sources whose headings were lost, so their sum means nothing
        chosen, own = [], [*own, "several_amounts"]
    shown = (
        " | ".join(one.raw for one in chosen if one.raw) if chosen else " | ".join(one.raw for one in read if one.raw)
    )
    budget = Budget(shown, None, "amount") if "several_amounts" in own else _summed(chosen)
    units = dict.fromkeys(unit for one in read if one.budget.baht is not None and (unit := one.budget.unit_baht))
    return LineBudget(shown, budget, structs, tuple(dict.fromkeys([*flags, *own])), by_year, tuple(units))


def _named_source(source: str, column: _Column) -> str | None:
    """The source of an amount: what the line names, what the heading names, or both."""
    return f"{source} ({column.source})" if source and column.source else source or column.source or None


def _unit_beside(columns: list[tuple[tuple[str, ...], str]]) -> str:
    """The heading of money that names the only unit among ``columns``: it holds for those beside it that name none."""
    named = {found.baht: " ".join(parts) for parts, _ in columns if (found := money_unit(" ".join(parts)))}
    return f"หน่วย : {'ล้าน' if next(iter(named)) == MILLION else 'พัน'}บาท" if set(named) in ({MILLION}, {1e3}) else ""


def _single(raw: str, heading: str, money_line: str) -> LineBudget:
    unit = unit_of_money(heading, money_line)
    budget = parse_budget(raw, unit)
    flags = list(budget.flags) if unit is not None else [*budget.flags, "budget_unit_unread"]
    structs = tuple(
        {"fiscal_year": None, "source": part.source, "raw": part.raw, "baht": part.baht} for part in budget.parts
    )
    return LineBudget(raw, budget, structs, tuple(dict.fromkeys(flags)))


def _column(heading: _Heading, text: str) -> _Column:
    raw = re.sub(r"\s+", " ", text).strip()
    budget = parse_budget(text, heading.unit_baht)
    return _Column(budget, raw, heading.year, heading.source, heading.lowest, heading.kind)


@lru_cache(maxsize=1 << 10)
def _heading(parts: tuple[str, ...], money_line: str) -> _Heading:
    """What every line of a table asks again."""
    unit = unit_of_money(" ".join(parts), money_line)
    below = [clean(part) for part in (parts[1:] or parts)]
    period = next((clean(part) for part in parts if is_open_period(clean(part))), None)
    year = next((found for part in reversed([clean(part) for part in parts]) if (found := column_year(part))), None)
    named = [part for part in below if squash(part) and not _only_year(part)]
    if period is not None:  # several years together: no amount of one of them
        year, named = None, [_PLANNED.sub("", period)]
    source = named[-1] if named else ""
    if not named and len(parts) > 1 and (_TOTAL.match(squash(parts[0])) or _QUARTER.match(clean(parts[0]))):
        source = clean(parts[0])  # รวม 3 ปี, ไตรมาส 1 over งบประมาณ
    key = squash(source)
    if key in _SATANG:
        kind = "satang"
    elif _TOTAL.match(key):
        kind = "total"
    elif _SPENT.search(source):
        kind = "spent"
    elif _GRANTED.search(source):
        kind = "granted"
    elif _ASKED.search(source):
        kind = "asked"
    else:
        kind = "amount"
    lowest = re.sub(r"\s*\([^)]*\)", "", below[-1]).strip() if below else ""
    return _Heading(unit, year, "" if kind == "total" else source, lowest, kind)


def _with_total(read: list[_Column]) -> list[_Column]:
    """``read`` with the one column that names neither source nor year as the total of two or more that do (งบประมาณ
    before ไตรมาส 1 … 4); beside a printed total it is one of the sources (แหล่งเงิน over งบประมาณ, เงินบำรุง; รวม)."""
    plain = [one for one in read if one.kind == "amount" and not one.source and one.year is None]
    named = [one for one in read if one.kind == "amount" and one.source and one.year is None]
    if len(plain) != 1 or not named:
        return read
    if any(one.kind == "total" for one in read):
        return [replace(one, source=one.heading) if one is plain[0] else one for one in read]
    if len(named) < _PARTS:
        return read
    return [replace(one, kind="total") if one is plain[0] else one for one in read]


def _only_year(part: str) -> bool:
    return not _YEAR_WORDS.sub("", part)


def _chosen(read: list[_Column], year: int | None, several_years: bool) -> tuple[list[_Column], bool, list[str]]:
    """The columns that make the budget, whether it goes by year, and flags."""
    years = {one.year for one in read if one.year is not None}
    if years:
        whole = [one for one in read if one.year is None and one.kind == "total"]
        if several_years and not whole:
            return [], True, []
        if whole and (several_years or year not in years):
            return whole[:1], False, []
        if year not in years:
            return [], True, ["budget_year_missing"]
        read = [one for one in read if one.year == year]
    for kind in ("total", "granted"):
        named = [one for one in read if one.kind == kind]
        if named:
            rest = [one for one in read if one.kind == "amount"]
            if named[0].budget.status == "unstated" and any(one.budget.status != "unstated" for one in rest):
                return rest, False, []  # no total is printed: what the parts say counts
            return named[:1], False, _gap(named[0], rest) if kind == "total" else []
    plain = [one for one in read if one.kind == "amount"]
    asked = [one for one in read if one.kind in ("asked", "spent")]
    return (plain, False, []) if plain else ([], False, ["several_amounts"] if asked else [])


def _gap(total: _Column, rest: list[_Column]) -> list[str]:
    """A printed total that its parts do not add up to."""
    known = [one.budget.baht for one in rest if one.budget.baht is not None]
    unread = any(one.budget.status == "amount" and one.budget.baht is None for one in rest)
    if total.budget.baht is None or not known or unread:
        return []
    return [] if sum(known, Decimal(0)) == total.budget.baht else ["amounts_disagree"]


def _summed(chosen: list[_Column]) -> Budget:
    if len(chosen) == 1:
        return chosen[0].budget
    amounts = [one.budget for one in chosen if one.budget.status == "amount"]
    raw = " | ".join(one.raw for one in chosen if one.raw)
    if not amounts:
        status = next((one.budget.status for one in chosen if one.budget.status != "unstated"), "unstated")
        return Budget(raw, None, status)
    if any(one.baht is None for one in amounts):
        return Budget(raw, None, "amount")
    units = {one.unit_baht for one in amounts}
    total = sum((one.baht for one in amounts if one.baht is not None), Decimal(0))
    return Budget(raw, total, "amount", unit_baht=units.pop() if len(units) == 1 else 1.0)


def _with_satang(baht: _Column, satang: _Column, money_line: str, flags: list[str]) -> LineBudget:
    """An amount whose satang stand in a column of their own."""
    whole, raw = baht.budget, " ".join(part for part in (baht.raw, satang.raw) if part)
    printed = parse_budget(satang.raw)
    flags = [*flags, *whole.flags]
    if printed.status == "amount":
        if whole.baht is None or printed.baht is None or printed.baht >= 100 or printed.baht % 1 or whole.baht % 1:
            return LineBudget(raw, Budget(raw, None, "amount"), flags=(*flags, "budget_unread"))
        whole = Budget(raw, whole.baht + printed.baht / 100, "amount", unit_baht=whole.unit_baht)
    return LineBudget(raw, whole, flags=tuple(dict.fromkeys(flags)))
