"""What speaks for and against a row: named signals from 0 (nothing to say) to 1, for the confidence model.

Every signal looks at the row and at the printed table that it came from, never at a gold answer, a file name or a form:
a document that no rule was written for must show its doubt by the same signs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from statistics import median
from typing import Any

from phaen.extractors.model import Place
from phaen.extractors.tables.joined import Item, JoinedRow, JoinedTable
from phaen.normalizers.budgets import parse_budget
from phaen.normalizers.repair.cover import cover
from phaen.normalizers.targets import parse_target
from phaen.normalizers.text import arabic_digits
from phaen.pipeline.assemble.checked import is_checked

Row = Mapping[str, Any]
Key = tuple[int | None, int | None, tuple[float, ...] | None]
Signals = dict[str, float]

NAMES = {
    "kpis": "name",
    "kpi_mentions": "name",
    "rubrics": "criterion",
    "plans": "project",
    "results": "kpi_name",
    "milestones": "step",
}
"""The column of each typed dataset that says in words what a row is about."""
RAW_VALUES = (
    ("budget_raw", "budget_baht"),
    ("target_raw", "target_value"),
    ("threshold_raw", "threshold_value"),
    ("score_raw", "score"),
    ("achieved_raw", "achieved_value"),
)
"""A printed text and the figure that is made of it."""
SAID = {"budget_raw": "budget_status"}
"""Columns whose text may rightly hold no figure, with the column that then says what it holds."""

_THAI = re.compile("[\u0e01-\u0e5b]")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBERED = re.compile(r"(?:^|\s)\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]\s*(?=[\u0e01-\u0e2e\u0e40-\u0e44])")
_ODD_START = re.compile("^[\\s]*(?:[)\\]}.,;:%/”’]|[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]|และ|หรือ|ของ|โดย|ซึ่ง)")
_OPEN_END = re.compile(r"(?:และ|หรือ|ของ|โดย|ที่|ใน|เพื่อ|การ|ความ|[(\[/,:-])\s*$")
_NUMBER = re.compile(r"^\W*(?:ที่|ข้อ)?\W*[0-9๐-๙]+(?:[./][0-9๐-๙]+)*\W*$")
_CODE = re.compile(r"^[\W]*(?:(?:OKR|KR|P)?\s*[0-9๐-๙]{3,6}[\s,/]*)+$", re.IGNORECASE)
_BLANK = re.compile(r"^[\s.…\-–—_*()/]*$|^\s*n\.?/?a\.?\s*$", re.IGNORECASE)
_BARE = re.compile(r"^\W*(?:[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+|[0-9๐-๙]*)(?:\.[0-9๐-๙]+)?\W*$")
"""A number with its decimals, or signs alone: an amount in the unit of its heading (``1,445.2201``)."""
_MIXED = frozenset({"amount", "target"})
"""Kinds of values that are rightly words in one line and figures in the next (``ไม่ใช้งบประมาณ``, ``ระดับ 5``)."""
_MANY = 3
"""So many odd cells make a row as doubtful as it can be."""
_PEERS = 3
"""A column shows what its cells look like from so many filled ones on."""


def key(row: Row) -> Key:
    """The place of a row, as a key."""
    return row.get("page"), row.get("line"), tuple(row["bbox"]) if row.get("bbox") else None


def place_key(place: Place) -> Key:
    """The same of a place; bounding boxes are rounded as rows hold them."""
    return place.page, place.line, tuple(round(float(v), 2) for v in place.bbox) if place.bbox else None


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    """What the cells of a role look like, from ``role_types.csv``."""
    text = files("phaen.pipeline.assemble").joinpath("role_types.csv").read_text("utf8")
    return dict(line.split(",", 1) for line in text.splitlines()[1:] if line)


@lru_cache(maxsize=1)
def _doubts() -> dict[str, str]:
    """The group of doubt of a flag, from ``doubts.csv``."""
    text = files("phaen.pipeline.assemble").joinpath("doubts.csv").read_text("utf8")
    return dict(line.split(",", 1) for line in text.splitlines()[1:] if line)


def fits(kind: str, text: str) -> bool:
    """Does a cell's text look like a value of this kind? Empty cells and dashes fit every kind."""
    if _BLANK.match(text):
        return True
    if kind == "number":
        return bool(_NUMBER.match(text))
    if kind == "code":
        return bool(_CODE.match(text))
    if kind == "amount" and all(_BARE.match(line) for line in text.split("\n")):
        return True  # a figure in the unit of the heading, or none
    if kind == "amount":
        budget = parse_budget(text)
        return budget.baht is not None or budget.status in ("none", "not_funded", "shared")
    if kind == "target":
        return parse_target(text).value is not None
    return bool(_LETTER.search(text))


def _shape(text: str) -> tuple[float, float]:
    """Share of digits, and the logarithm-like size, of a cell."""
    ink = "".join(text.split())
    digits = sum(map(str.isdigit, ink))
    return (digits / len(ink) if ink else 0.0, float(len(ink)))


@dataclass(slots=True)
class _View:
    """One joined table with what its columns look like."""

    table: JoinedTable
    filled: float
    shapes: dict[int, tuple[float, float]] = field(default_factory=dict)
    numbers: list[int | None] = field(default_factory=list)
    checked: bool = False

    @classmethod
    def of(cls, table: JoinedTable) -> _View:
        body = [row for row in table.rows if not row.spanning and not row.is_total]
        counts = [sum(1 for cell in row.cells if cell) for row in body]
        view = cls(table, median(counts) if counts else 0.0, checked=is_checked(table))
        for at in range(len(table.roles)):
            if _types().get(table.roles[at] or "") in _MIXED:
                continue
            texts = [row.cells[at].text for row in body if at < len(row.cells)]
            shapes = [_shape(text) for text in texts if not _BLANK.match(text)]
            if len(shapes) >= _PEERS:
                view.shapes[at] = (median(share for share, _ in shapes), median(size for _, size in shapes))
        column = next((table.column(role) for role in ("item_no", "seq") if table.column(role) is not None), None)
        for row in table.rows:
            text = arabic_digits(row.cells[column].text).strip() if column is not None and not row.spanning else ""
            found = re.fullmatch(r"\W*([0-9]{1,3})\W*", text)
            view.numbers.append(int(found.group(1)) if found else None)
        return view

    def odd_cells(self, row: JoinedRow) -> int:
        """Cells that are digits where their column is words, or words where it is digits."""
        odd = 0
        for at, (share, _) in self.shapes.items():
            cell = row.cells[at] if at < len(row.cells) else None
            if cell and not _BLANK.match(cell.text):
                mine = _shape(cell.text)[0]
                odd += abs(mine - share) > 0.6
        return odd

    def misfits(self, row: JoinedRow) -> int:
        """Cells that do not fit the kind of value that their role holds."""
        kinds = _types()
        return sum(
            not fits(kinds[role], row.cells[at].text)
            for at, role in enumerate(self.table.roles)
            if role in kinds and at < len(row.cells)
        )

    def gap(self, index: int) -> bool:
        """Does the row's running number not follow the one before it?"""
        mine = self.numbers[index]
        before = next((number for number in reversed(self.numbers[:index]) if number is not None), None)
        return mine is not None and before is not None and mine not in (before, before + 1, 1)


class Evidence:
    """The printed tables of a document, asked for the signals of its rows."""

    def __init__(self, items: Iterable[Item], rows: Mapping[str, Sequence[Row]]) -> None:
        tables = [item for item in items if isinstance(item, JoinedTable)]
        self._views = [_View.of(table) for table in tables]
        self._at: dict[Key, tuple[_View, int]] = {}
        for view in self._views:
            for index, row in enumerate(view.table.rows):
                for place in (row.place, *row.places):
                    self._at.setdefault(place_key(place), (view, index))
        known = [table for table in tables if len(table.rows) > 1 or table.kind]
        self._unread = sum(table.kind is None for table in known) / len(known) if known else 0.0
        self._unsure = float(not rows["documents"][0].get("doc_type"))
        self._listings = _listings(rows.get("kpi_mentions", ()))
        self._sums = _sums(rows.get("plans", ()), self._at)
        self._repeats = _repeats(rows.get("plans", ()))
        self._rubrics = _rubric_gaps(rows.get("rubrics", ()))
        self._steps = _step_gaps(rows.get("milestones", ()))

    def printed(self, row: Row) -> tuple[JoinedTable, JoinedRow] | None:
        """The table and the row of it that a typed row came from; ``None`` for prose."""
        found = self._at.get(key(row))
        return (found[0].table, found[0].table.rows[found[1]]) if found else None

    def is_checked(self, row: Row) -> bool:
        """Does the row stand in prose, or in a table that looks like those that people have checked?"""
        at = self._at.get(key(row))
        return at is None or at[0].checked

    def signals(self, dataset: str, row: Row) -> Signals:
        """All signals of a row that are not 0."""
        found = self._of_table(row) | self._of_values(dataset, row) | self._of_flags(row)
        found["tables_unread"] = self._unread
        found["type_unknown"] = self._unsure
        if dataset == "kpis":
            agreeing, differing = self._listings.get(row.get("kpi_id"), (0, 0))
            found["listings_agree"] = float(agreeing > 0)
            found["listings_differ"] = float(differing > 0)
        elif dataset == "plans":
            found |= self._sums.get(id(row), {})
            found["repeated"] = float(id(row) in self._repeats)
        elif dataset == "rubrics":
            found["levels_gap"] = float(row.get("kpi_id") in self._rubrics)
        elif dataset == "milestones":
            found["levels_gap"] = float(row.get("kpi_id") in self._steps)
        return {name: value for name, value in found.items() if value}

    def _of_table(self, row: Row) -> Signals:
        at = self._at.get(key(row))
        if at is None:
            return {"prose": 1.0}
        view, index = at
        table, printed = view.table, view.table.rows[index]
        unruled = float(not table.ruled)
        if printed.is_total:
            return {"header": 1 - table.score, "unruled": unruled}
        filled = [(column, cell) for column, cell in enumerate(printed.cells) if cell]
        unknown = sum(table.roles[column] is None for column, _ in filled if column < len(table.roles))
        return {
            "header": 1 - table.score,
            "unruled": unruled,
            "unknown_cells": min(unknown / 2, 1.0),
            "fewer_cells": _share(view.filled - len(filled), len(table.roles)),
            "odd_cells": _share(view.odd_cells(printed), _MANY),
            "misfits": _share(view.misfits(printed), _MANY),
            "number_gap": float(view.gap(index)),
            "recognition": 1 - min((part.confidence for cell in printed.cells for part in cell.parts), default=1.0),
        }

    @staticmethod
    def _of_values(dataset: str, row: Row) -> Signals:
        name = row.get(NAMES.get(dataset, "")) or ""
        total = row.get("row_kind") == "total"
        unread = sum(
            bool(row.get(raw))
            and not _BLANK.match(str(row[raw]))
            and row.get(value) is None
            and row.get(SAID.get(raw, ""), "amount") in ("amount", "unstated", None)
            for raw, value in RAW_VALUES
            if raw in row and value in row
        )
        signals = {"figure_unread": _share(unread, 2)}
        if not total:
            signals |= _of_name(str(name))
        return signals

    @staticmethod
    def _of_flags(row: Row) -> Signals:
        groups = _doubts()
        found = (groups.get(flag, "value") for flag in row.get("flags") or ())
        return {f"flag_{group}": 1.0 for group in found if group != "none"}


def _share(count: float, most: float) -> float:
    return min(max(count / most, 0.0), 1.0) if most else 0.0


def _of_name(name: str) -> Signals:
    if not name.strip():
        return {"nameless": 1.0}
    thai = len(_THAI.findall(name))
    odd = [
        thai < 4,
        bool(_ODD_START.match(name)),
        bool(_OPEN_END.search(name)),
        name.count("(") != name.count(")"),
    ]
    runs = re.findall("[\u0e01-\u0e4e]+", name)
    lost = sum(end - start for run in runs for start, end, known in cover(run) if not known)
    return {
        "odd_name": _share(sum(odd), 2),
        "several_names": float(len(_NUMBERED.findall(name)) > 1),
        "unknown_words": _share(lost, max(thai, 1)),
        "heading_as_name": float(bool(re.match(r"^\W*(?:ที่|ลำดับ|ตัวชี้วัด|โครงการ|งบประมาณ|ค่าเป้าหมาย)\W*$", name))),
    }


def _listings(mentions: Iterable[Row]) -> dict[Any, tuple[int, int]]:
    """By indicator: other listings whose printed target is the same, and those whose is not."""
    by_kpi: dict[Any, list[str]] = defaultdict(list)
    for row in mentions:
        if row.get("target_raw"):
            by_kpi[row.get("kpi_id")].append(re.sub(r"\W", "", arabic_digits(str(row["target_raw"]))))
    out = {}
    for kpi, targets in by_kpi.items():
        if len(targets) > 1:
            same = Counter(targets).most_common(1)[0][1]
            out[kpi] = (same - 1, len(targets) - same)
    return out


def _sums(plans: Sequence[Row], at: Mapping[Key, tuple[_View, int]]) -> dict[int, Signals]:
    """For the rows of tables with a printed total: does the total follow from the amounts above it?"""
    tables: dict[int, list[Row]] = defaultdict(list)
    for row in plans:
        found = at.get(key(row))
        if found:
            tables[id(found[0])].append(row)
    out: dict[int, Signals] = {}
    for rows in tables.values():
        items: list[Row] = []
        for row in rows:
            if row.get("row_kind") != "total":
                items.append(row)
                continue
            amounts = [float(one["budget_baht"]) for one in items if one.get("budget_baht") is not None]
            if row.get("budget_baht") is not None and len(amounts) > 1:
                name = "sum_agrees" if abs(sum(amounts) - float(row["budget_baht"])) < 1 else "sum_differs"
                out |= {id(one): {name: 1.0} for one in (*items, row)}
    return out


def _repeats(plans: Iterable[Row]) -> set[int]:
    """Lines that say the same as another of their section."""
    seen: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in plans:
        if row.get("row_kind") == "item":
            what = (row.get("section"), row.get("issue_no"), row.get("project"), str(row.get("budget_baht")))
            seen[what].append(id(row))
    return {one for ids in seen.values() if len(ids) > 1 for one in ids}


def _rubric_gaps(rubrics: Iterable[Row]) -> set[Any]:
    """Indicators whose levels are not 1 to 5, each once in its group, with thresholds that go one way."""
    groups: dict[tuple[Any, Any], list[Row]] = defaultdict(list)
    for row in rubrics:
        groups[row.get("kpi_id"), row.get("group")].append(row)
    odd = set()
    for (kpi, _), rows in groups.items():
        levels = sorted(row.get("level") or 0 for row in rows)
        ordered = sorted(rows, key=lambda row: row.get("level") or 0)
        for column in ("threshold_value", "score"):
            values = [row[column] for row in ordered if row.get(column) is not None]
            if values not in (sorted(values), sorted(values, reverse=True)):
                odd.add(kpi)
        if levels != [1, 2, 3, 4, 5]:
            odd.add(kpi)
    return odd


def _step_gaps(milestones: Iterable[Row]) -> set[Any]:
    """Indicators whose steps do not add up to the cumulative column."""
    by_kpi: dict[Any, list[Row]] = defaultdict(list)
    for row in milestones:
        by_kpi[row.get("kpi_id")].append(row)
    odd = set()
    for kpi, rows in by_kpi.items():
        steps = [row for row in rows if row.get("row_kind") == "item" and row.get("weight_pct") is not None]
        if steps and abs(sum(float(row["weight_pct"]) for row in steps) - 100) > 0.5:
            odd.add(kpi)
    return odd
