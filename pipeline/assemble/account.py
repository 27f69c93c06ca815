"""The account of a document: how much of it was written, which of its tables were read, and what that makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any

from phaen.extractors.model import UNKNOWN_TABLE, Cell, Document, Paragraph, Place
from phaen.extractors.tables.joined import Item, JoinedRow, JoinedTable
from phaen.normalizers.budgets import parse_budget
from phaen.normalizers.text import arabic_digits
from phaen.normalizers.totals import names_total
from phaen.pipeline.assemble.coverage import TYPED, Written, ink, is_figure, measure, texts_of
from phaen.pipeline.assemble.signals import Evidence, key, place_key

ROWS_WITH_FIGURES = 2
"""So many rows with amounts, codes, targets or scores make a table one that should have been read."""
READ_SHARE = 0.5
"""A table of a known form whose letters stand to this share in typed rows was read, also where its rows only add to
others (a linkage of results to projects, the scale above a table of scores)."""
NAMED = 8
"""Places that a reason names before it says how many more there are."""

_OF_PLANS = re.compile(
    r"(?<!ปี)งบประมาณ|บาท|เป้าหมาย|ตัวชี้วัด|ตัวบ่งชี้|โครงการ|น้ำหนัก|คะแนน|รหัส|\bKPIs?\b|\bOKRs?\b|สะสม|เนื้องาน"
)
"""Words by which the headings of a table say that it is one of plans (budget, baht, target, indicator, project,
weight, score, code, a share of the work done so far): a table of staff or of weather may stay text."""
_BESIDE = re.compile(r"รับผิดชอบ|ส่วนราชการ|หน่วยงาน|วงเงิน|จำนวนเงิน|ค่าใช้จ่าย|กิจกรรม|ยุทธศาสตร์|เกณฑ์|ระดับ|ผลการดำเนิน|ขั้นตอน")
"""Words that stand beside those in the headings of plans (office, sum, activity, strategy, criteria, result, step)."""
_MONEY = re.compile(r"[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+|ร้อยละ\s*[0-9๐-๙]|[0-9๐-๙]\s*บาท")

Rows = Mapping[str, Sequence[MutableMapping[str, Any]]]


def account(
    document: Document, items: Sequence[Item], rows: Rows, labels: Iterable[str]
) -> tuple[Paragraph | Cell, ...]:
    """Fill the columns of the ``documents`` row that say what became of the document, in place.

    ``labels`` are the words by which forms know their fields: they are understood, though no row repeats them. Gives
    the printed parts that stand in no row: the caller keeps them in ``sections``, and they count as written.
    """
    row = rows["documents"][0]
    tables = [item for item in items if isinstance(item, JoinedTable) and item.rows]
    headings = [cell.text for table in tables if table.kind for cell in table.header_cells]
    measured = measure(document, rows, [*labels, *headings])
    kept = sum(len(ink(part.text)) for part in measured.lost if "page_unreadable" not in part.flags)
    written = min(measured.written + kept, measured.letters)
    row["coverage"] = round(written / measured.letters, 4) if measured.letters else 0.0
    row["coverage_typed"] = round(measured.coverage_typed, 4)
    row["unclaimed"] = measured.letters - written
    unread = list(_unread(tables, rows))
    row["tables"], row["tables_read"] = len(tables), len(tables) - len(unread)
    left = [table.place for table in unread if holds_figures(table)]
    left += [table.place for table in tables if table not in unread and _leaves_amounts(table)]
    left += [item.place for item in items if isinstance(item, Paragraph) and UNKNOWN_TABLE in item.flags]
    if left and row["status"] in ("ok", "partial"):
        row["status"] = "partial"
        row["error"] = " ".join(filter(None, [row["error"], _reason(left)]))
    if _rows_unread(rows):
        row["flags"] = sorted({*row["flags"], ROWS_UNREAD})
    return tuple(part for part in measured.lost if "page_unreadable" not in part.flags)


ROWS_UNREAD = "rows_unread"
NO_NAME = "name_doubtful"
NAMED_IN_UNREAD = "named_in_unread_cells"
LISTED_ONLY = "listed_only"
SPILLED = "agencies_unsure"
NAME_CUT = "name_cut"
_MONEY_IN_NAME = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3}){2,})\s*(?:$|/|บาท|\.-)|ใช้งบประมาณ|งบประมาณของโครงการ"
)
_END_OF_THRESHOLD = re.compile(r"\W*(?:ขึ้นไป|ถึง\s*[0-9]|[-–]\s*[0-9]+(?:\.[0-9]+)?\s)")
_AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_TWO_CODES = re.compile(r"[ก-ฮ]\.\s+[ก-๙]+\.")
RUN_TOGETHER = "items_unmatched"
_CUT_SHORT = re.compile(r"(?:เพื่อ|และ|หรือ|โดย|ระหว่าง|ซึ่ง|รวมทั้ง|ตลอดจน)\W*$")
"""In order to, and, or, by, between, which, as well as: no name ends so, unless its rest was lost."""
_TOLD_TWICE = re.compile(r"(?:^|\s)(\S*[ก-ฮ]\.\S*)\s+(?:\S+\s+)?\1(?=\s|$)")
"""One abbreviation twice in one office: the offices of several lines, which nothing parted."""
_PROJECT = re.compile(r"\s*(?:[0-9๐-๙.()]+\s*)?(?:โครงการ|กิจกรรม)[ก-๙]")
_WITHOUT_TABLE = frozenset({"kr_list", "strategy", "bma_plan"})
_UNREAD_FLAGS = frozenset({UNKNOWN_TABLE, "unclaimed_cells"})
SHORTEST_ROW = 6
"""Letters; less is a running number or a mark."""
SHORTEST_NAME = 15
"""Letters; shorter names stand in other texts by chance."""


def flag_named_in_unread(rows: Rows, evidence: Evidence) -> None:
    """Flag indicators and projects whose name stands in a table or cells that no form read, in place.

    What such a cell says beside the name (a target, a code, an amount) is missing from the row. A line that was read
    under a name which is none counts as unread: its cells stand in the wrong columns.
    """
    unread = [ink(row["text"]) for row in rows.get("sections", ()) if _UNREAD_FLAGS & set(row["flags"])]
    for dataset in ("kpis", "plans"):
        for row in rows.get(dataset, ()):
            printed = evidence.printed(row) if NO_NAME in row["flags"] else None
            if printed is not None:
                unread.append(ink(printed[1].text))
    together = "\n".join(text for text in unread if is_worth(text))
    for dataset, column in (("kpis", "name"), ("plans", "project")):
        for row in rows.get(dataset, ()):
            name = ink(row.get(column) or "")
            if len(name) >= SHORTEST_NAME and name in together and NAMED_IN_UNREAD not in row["flags"]:
                row["flags"] = sorted([*row["flags"], NAMED_IN_UNREAD])


def flag_listed_only(rows: Rows) -> None:
    """Flag indicators that the numbered KR list names and no table of the evaluation, in place: the table that states
    the rest was not read under their name."""
    for row in rows.get("kpis", ()):
        listings = set(row.get("listings") or ())
        if "kr_list" in listings and listings <= _WITHOUT_TABLE:
            row["flags"] = sorted({*row["flags"], LISTED_ONLY})
            if _PROJECT.match(row.get("name") or ""):  # a line of a table of projects that was taken for the list
                rows["documents"][0]["flags"] = sorted({*rows["documents"][0]["flags"], ROWS_UNREAD})


def flag_run_together(rows: Rows, evidence: Evidence) -> None:
    """Flag lines of a plan whose cells hold several projects with an amount each, in place: rows between which no rule
    was seen. The document is flagged too, for the projects that have no row of their own."""
    for row in rows.get("plans", ()):
        printed = evidence.printed(row)
        if printed is None or row.get("row_kind") == "total":
            continue
        table, line = printed
        names = [text for at in table.columns("project") for text in line.cells[at].text.split("\n")]
        amounts = [line.cells[at].text.split("\n") for at in table.columns("budget")]
        several = sum(bool(_PROJECT.match(text)) for text in names) > 1
        if several and any(sum(parse_budget(text).status != "unstated" for text in cell) > 1 for cell in amounts):
            row["flags"] = sorted({*row["flags"], RUN_TOGETHER})
            rows["documents"][0]["flags"] = sorted({*rows["documents"][0]["flags"], ROWS_UNREAD})


def flag_spilled(rows: Rows, evidence: Evidence) -> None:
    """Flag rows that hold a piece of the next column or row, or lack one, in place: an amount or a word about money in
    a project's name, a name that breaks off, the end of a threshold before a criterion, the offices of two columns or
    of several lines in one."""
    for row in rows.get("plans", ()):
        if _MONEY_IN_NAME.search(arabic_digits(row.get("project") or "")):
            row["flags"] = sorted({*row["flags"], NO_NAME})
    for row, name in _named(rows):
        if _CUT_SHORT.search(name):
            row["flags"] = sorted({*row["flags"], NAME_CUT})
        if any(_TOLD_TWICE.search(office) for office in row.get("units") or ()):
            row["flags"] = sorted({*row["flags"], SPILLED})
    for row in rows.get("rubrics", ()):
        if _END_OF_THRESHOLD.match(arabic_digits(row.get("criterion") or "")):
            row["flags"] = sorted({*row["flags"], "threshold_unread"})
    for row in rows.get("kpis", ()):
        printed = evidence.printed(row)
        lead, table = row.get("lead_agencies") or (), printed[0] if printed else None
        unparted = table is not None and not table.ruled and "support" in table.roles
        if (unparted and len(lead) > 1 and not row.get("support_agencies")) or any(
            _TWO_CODES.search(name) for name in lead
        ):
            row["flags"] = sorted({*row["flags"], SPILLED})


def _named(rows: Rows) -> Iterator[tuple[MutableMapping[str, Any], str]]:
    for dataset, column in (("kpis", "name"), ("plans", "project")):
        yield from ((row, row.get(column) or "") for row in rows.get(dataset, ()))


def is_worth(text: str) -> bool:
    """Does a text without spaces hold figures, which are what a row could lack?"""
    return any(char.isdigit() for char in text)


def _unread(tables: Sequence[JoinedTable], rows: Rows) -> Iterator[JoinedTable]:
    """The tables that gave no typed rows."""
    places = {key(row) for name in TYPED for row in rows.get(name, ())}
    silent = [
        table
        for table in tables
        if not any(place_key(place) in places for row in table.rows for place in (row.place, *row.places))
    ]
    asked = any(table.kind for table in silent)  # a table of no known form was not read, whatever it says
    typed = Written(texts_of(row for name in TYPED for row in rows.get(name, ())) if asked else ())
    for table in silent:
        texts = [cell.text for row in table.rows for cell in row.cells if cell]
        letters = sum(len(ink(text)) for text in texts)
        if not table.kind or sum(typed.held(text) for text in texts) < READ_SHARE * letters:
            yield table


def _leaves_amounts(table: JoinedTable) -> bool:
    """Was a table read without the one column of it that holds amounts (``1,250,000`` in most of its cells)?"""
    if "budget" in table.roles or "project" not in table.roles:
        return False
    for column, role in enumerate(table.roles):
        texts = [text for row in table.rows if (text := arabic_digits(row.cells[column].text).strip())]
        if role is None and texts and 2 * sum(map(bool, map(_AMOUNT.fullmatch, texts))) > len(texts):
            return True
    return False


def _rows_unread(rows: Rows) -> bool:
    """Did a row with figures of a table that was read give no typed row? Its cells stand in ``sections``, unclaimed."""
    places = {key(row) for name in TYPED for row in rows.get(name, ())}
    return any(
        "unclaimed_cells" in row["flags"]
        and key(row) not in places
        and is_worth(row["text"])
        and not (re.match(r"\W*รวม", row["text"]) or names_total(row["text"]))  # a total of what was read
        and len(ink(row["text"])) >= SHORTEST_ROW
        for row in rows.get("sections", ())
    )


def holds_figures(table: JoinedTable) -> bool:
    """Does a table hold amounts, codes, targets or scores, as its headings or its cells say?

    One row with a figure is enough below headings that speak of plans in two columns or more (``_OF_PLANS`` in one at
    least); else two rows must have figures, below such words or with amounts and percentages. A table of staff or of
    the weather does not count, nor does one of words alone.
    """
    with_figures = [row for row in table.rows if _has_figure(row)]
    head = [cell.text for cell in (table.rows[0].cells if not table.kind else ())] or [
        " ".join(path) for path in table.headings
    ]
    named = [text for text in head if _OF_PLANS.search(text)]
    beside = [text for text in head if text not in named and _BESIDE.search(text)]
    first = None if table.kind else table.rows[0]  # of a table that no form knows, its headings
    if named and len(named) + len(beside) > 1 and any(row is not first for row in with_figures):
        return True
    if len(with_figures) < ROWS_WITH_FIGURES:
        return False
    top = " ".join([*(text for path in table.headings for text in path), *(row.text for row in table.rows[:3])])
    if _OF_PLANS.search(top):
        return True
    return sum(bool(_MONEY.search(row.text)) for row in with_figures) >= ROWS_WITH_FIGURES


def _has_figure(row: JoinedRow) -> bool:
    filled = [cell.text for cell in row.cells if cell]
    return len(filled) > 1 and any(is_figure(text) for text in filled[1:])


def _reason(places: Sequence[Place]) -> str:
    """Where the unread tables stand, and what to do."""
    if places[0].page is not None:
        word, where = "page", sorted({str(place.page) for place in places}, key=int)
    elif places[0].where is not None:
        word, where = "place", [place.where or "" for place in places]
    else:
        word, where = "line", [str(place.line) for place in places]
    named = ", ".join(where[:NAMED]) + (f" and {len(where) - NAMED} more" if len(where) > NAMED else "")
    one = len(places) == 1
    return (
        f"{len(places)} table{'' if one else 's'} with figures {'was' if one else 'were'} not read "
        f"({word}{'' if len(where) == 1 else 's'} {named}); see the dataset cells, and CONTRIBUTING on adding a form."
    )
