"""The list of contents (สารบัญ): it names every heading before the headings come, so it must not move the context."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.contents import ALONE, PAGE, list_end
from phaen.extractors.tables.joined import Item, JoinedTable, is_furniture
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.text import clean, squash
from rapidfuzz import fuzz

_ENTRY = re.compile(rf"^(?P<title>.*\S)[\s.…·_]+(?P<page>{PAGE})\s*$", re.DOTALL)
_TRAIL = re.compile(r"[\s.…·_]*\(?(?:[0-9]{1,3}|[ก-ฮ])?\)?\s*$")
SAME_HEADING = 0.8
"""Likeness of a heading to an entry of the list that shows that the document itself has begun."""
TABLE_OF_ENTRIES = 0.6
"""Share of the rows of a table that end in page numbers, from which it is (part of) the list."""

Named = tuple[str, str | None, str]


def contents_items(items: Sequence[Item]) -> frozenset[int]:
    """Indexes of the items that belong to a list of contents, its heading included."""
    found: set[int] = set()
    texts = ["" if isinstance(item, JoinedTable) and not _lists(item) else _text(item) for item in items]
    at = 0
    while at < len(items):
        item = items[at]
        if not isinstance(item, JoinedTable) and _is_heading(item.text):
            end = list_end(texts, at, _page, _Ends(items))
            if end > at:
                found.update(index for index in range(at, end + 1) if not _is_furniture(items[index]))
                at = end
        at += 1
    return frozenset(found)


def _is_furniture(item: Item) -> bool:
    return not isinstance(item, JoinedTable) and is_furniture(item)


def _is_heading(text: str) -> bool:
    label = find_label(clean(text)) if len(text) < 60 else None
    return label is not None and label.label.name == "contents"


def _text(item: Item) -> str:
    """A paragraph's text; of a table that lists pages, its last row."""
    if isinstance(item, JoinedTable):
        return next((row.text for row in reversed(item.rows) if _page(row.text)), "")
    return "" if is_furniture(item) else clean(item.text)


def _lists(table: JoinedTable) -> bool:
    pages = sum(_page(row.text) is not None for row in table.rows)
    return table.kind is None and bool(table.rows) and pages >= TABLE_OF_ENTRIES * len(table.rows)


def _page(text: str) -> str | None:
    match = ALONE.match(text) or _ENTRY.match(text)
    return match.group("page") if match else None


class _Ends:
    """Does an item end the list: a table that lists no pages, or the first heading that the list has named?"""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._named: list[Named] = []

    def __call__(self, index: int) -> bool:
        item = self._items[index]
        if isinstance(item, JoinedTable):
            return True
        label = find_label(clean(item.text))
        if label is None:
            return False
        mine = (label.label.name, label.number, squash(_TRAIL.sub("", clean(item.text))))
        if any(_same(mine, entry) for entry in self._named):
            return True
        self._named.append(mine)
        return False


def _same(mine: Named, entry: Named) -> bool:
    if mine[:2] != entry[:2]:
        return False
    head = min(len(mine[2]), len(entry[2]))  # a heading may stand alone on its line, its title on the next
    return head >= 6 and fuzz.ratio(mine[2][:head], entry[2][:head]) / 100 >= SAME_HEADING
