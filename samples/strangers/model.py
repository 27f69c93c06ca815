"""How these documents are written down: cells as printed, and beside each line the rows that it gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from samples.blocks import Block, GridRow, Sheet
from samples.elsewhere.model import OtherSample, Row, gold, plan

Lines = list[tuple[str, ...] | GridRow]
"""The rows of a table."""
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai(text: str) -> str:
    """``text`` with Thai digits, as many offices print them."""
    return text.translate(THAI)


def years(first: int, last: int | None = None) -> Row:
    """The years of a document's row."""
    return {"fiscal_year": first, "first_year": first, "last_year": last or first}


def about(doc_type: str, agency: str, sector: str, first: int, last: int | None = None, *, parent: str = "") -> Row:
    """The row of ``documents``: what it is, whose, and for which years; ``parent`` where a higher office is named."""
    above: Row = {"parent_agency": parent} if parent else {}
    return {"doc_type": doc_type, "agency_name": agency, **above, "sector": sector, **years(first, last)}


def by_year(amounts: Iterable[tuple[int, float | None]]) -> list[Row]:
    """The column ``amounts`` of columns by year."""
    return [{"fiscal_year": year, "source": None, "baht": baht} for year, baht in amounts if baht is not None]


def by_source(**amounts: float | None) -> list[Row]:
    """The column ``amounts`` of columns by source of money."""
    return [{"fiscal_year": None, "source": name, "baht": baht} for name, baht in amounts.items() if baht is not None]


def paid(project: str | None, baht: float | None, **values: Any) -> Row:
    """A line with one amount, or with none printed."""
    status = "amount" if baht is not None else "unstated"
    return plan(project, **{"budget_baht": baht, "budget_status": status, **values})


def served(project: str, strategy: str, measure: str, **values: Any) -> Row:
    """An action plan of a strategy map: a line of the plan, measured by the indicator beside it."""
    common = {"section": "strategy", "budget_status": "unstated", "strategy": strategy, "success_measure": measure}
    return plan(project, **common, **values)


def document(stem: str, blocks: Sequence[Block], header: Row, **datasets: list[Row]) -> OtherSample:
    """One document with its expected rows."""
    return OtherSample(stem, stem, Sheet(tuple(blocks)), gold(header, **datasets))
