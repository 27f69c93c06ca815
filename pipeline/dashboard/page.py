"""What a view gives: a page with at most one table whose rows can be downloaded, and links that keep the filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from phaen.pipeline.dashboard.data import Data, Row, Select
from phaen.pipeline.dashboard.words import word

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Query:
    """The address of a view: path, filters (only those the view knows), language, page."""

    path: str
    values: Mapping[str, str]
    language: str = "th"
    page: int = 1

    def get(self, name: str) -> str:
        """A filter's value, empty if not set."""
        return self.values.get(name, "")

    def number(self, name: str) -> int | None:
        """A filter's value as a whole number; ``None`` if it is none."""
        value = self.get(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None

    def link(self, path: str | None = None, **changes: Any) -> str:
        """A link: to this view with other filters, or to another path with these filters only. Language stays."""
        kept = dict(self.values) if path is None else {}
        kept |= {name: str(value) for name, value in changes.items() if value is not None}
        if self.language == "en":
            kept.setdefault("lang", "en")
        wanted = {name: value for name, value in kept.items() if value != "" and (name, value) != ("lang", "th")}
        address = path or self.path
        return address + (f"?{urlencode(wanted)}" if wanted else "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``kind`` says how it looks, see ``cell`` in ``macros.html``."""

    key: str
    title: str
    kind: str = "text"
    link: Callable[[Row], str | None] | None = None

    @property
    def sortable(self) -> bool:
        """Has the column an order that means something?"""
        return self.kind not in ("list", "years", "bar")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns over rows, which are a selection or are there already."""

    columns: Sequence[Column]
    rows: Select | list[Row]
    hidden: Sequence[str] = ()
    """Further columns of the download."""

    def count(self, data: Data) -> int:
        """All rows."""
        return data.count(self.rows) if isinstance(self.rows, Select) else len(self.rows)

    def sorted_by(self, sort: str) -> Select | list[Row]:
        """The rows in the order of a column: its key, with ``-`` before it the other way round; nulls last."""
        key, down = sort.removeprefix("-"), sort.startswith("-")
        if key not in {column.key for column in self.columns if column.sortable}:
            return self.rows
        if isinstance(self.rows, Select):
            order = f'"{key}" {"DESC" if down else "ASC"} NULLS LAST'
            return Select(f"SELECT * FROM ({self.rows.sql}) ORDER BY {order}", self.rows.parameters)
        known = [row for row in self.rows if row[key] is not None]
        try:
            known.sort(key=lambda row: row[key], reverse=down)
        except TypeError:  # values of several kinds
            known.sort(key=lambda row: str(row[key]), reverse=down)
        return known + [row for row in self.rows if row[key] is None]

    def part(self, data: Data, page: int, sort: str = "") -> list[Row]:
        """The rows of one page."""
        start = (page - 1) * PAGE_ROWS
        rows = self.sorted_by(sort)
        if isinstance(rows, Select):
            return data.some(rows, start, PAGE_ROWS)
        return rows[start : start + PAGE_ROWS]

    def download(self, data: Data, sort: str = "") -> tuple[list[str], list[list[Any]]]:
        """Column names and all rows."""
        names = [*(column.key for column in self.columns), *self.hidden]
        ordered = self.sorted_by(sort)
        rows = data.all(ordered) if isinstance(ordered, Select) else ordered
        return names, [[row.get(name) for name in names] for row in rows]


@dataclass(frozen=True, slots=True)
class Filter:
    """One control above a view: a choice of (value, label), or words when ``choices`` is ``None``."""

    name: str
    label: str
    value: str
    choices: Sequence[tuple[str, str]] | None = None


@dataclass(slots=True)
class View:
    """A page: template, title, the tab that it belongs to, filters, table, and what else its template reads."""

    template: str
    title: str
    tab: str
    filters: list[Filter] = field(default_factory=list)
    table: Table | None = None
    values: dict[str, Any] = field(default_factory=dict)


class NotFound(Exception):
    """The address names something that the data do not hold."""


def choice(
    query: Query,
    name: str,
    label: str,
    values: Sequence[Any],
    *,
    translated: bool = False,
    counts: Mapping[Any, int] | None = None,
) -> Filter:
    """A choice of values; ``translated`` shows each by its word, ``counts`` how many rows it leaves."""
    options = [(str(value), word(str(value), query.language) if translated else str(value)) for value in values]
    if counts is not None:
        known = {str(value): count for value, count in counts.items()}
        options = [(value, f"{text} ({known[value]:,})") for value, text in options if value in known]
    return Filter(name, word(label, query.language), query.get(name), options)


def words_filter(query: Query, label: str) -> Filter:
    """A field for words."""
    return Filter("q", word(label, query.language), query.get("q"))


def segment(text: str) -> str:
    """A key as one part of a path."""
    return quote(text, safe="")
