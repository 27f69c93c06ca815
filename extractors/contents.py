"""Where a list of contents (สารบัญ) ends: the rule is one for lines of text and for paragraphs of pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

PAGE = r"(?:[0-9๐-๙]{1,3}|\(?[ก-ฮ]\)?)"
"""A page number as lists of contents print it: digits, or a letter for pages before the first."""
ALONE = re.compile(rf"^\s*(?:\*\*)?(?P<page>{PAGE})(?:\*\*)?\s*$")
MOST_MISSES = 12
"""So many lines without a page number may stand between two entries: headings under a chapter often have none."""
LONGEST_ENTRY = 260
"""Characters; what is longer is prose, so the list has ended."""
FEWEST_ENTRIES = 3
"""Entries with a page number that make a list; fewer are a heading that happens to be called so."""


def list_end(
    texts: Sequence[str], heading: int, page_of: Callable[[str], str | None], ends: Callable[[int], bool]
) -> int:
    """Index of the last of ``texts`` that belongs to the list under ``heading``; ``heading`` itself when there is none.

    ``page_of`` gives the page number that an entry ends in; ``ends(index)`` says that a text cannot be an entry (a
    table of another sort, a heading that the list has named before). Page numbers never fall.
    """
    last, misses, hits, page = heading, 0, 0, 0
    for at in range(heading + 1, len(texts)):
        text = texts[at]
        if not text.strip():
            if ends(at):
                break
            continue
        if len(text) > LONGEST_ENTRY or misses > MOST_MISSES:
            break
        number = page_of(text)
        if number is None:
            if ends(at):
                break
            misses += 1
            continue
        if number.isdecimal():
            if int(number) < page:
                break
            page = int(number)
        hits, misses, last = hits + 1, 0, at
    return last if hits >= FEWEST_ENTRIES else heading
