"""The list of contents (สารบัญ): it names every heading before the headings come, and is furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from phaen.extractors.wordings.matching import find_label
from phaen.normalizers.text import clean, squash
from rapidfuzz import fuzz

_PAGE_NUMBER = re.compile(r"[\s.…·_]*\(?(?:[0-9]{1,3}|[ก-ฮ])?\)?\s*$")
_ENDS_IN_NUMBER = re.compile(r"[\s.…·_]\(?(?:[0-9]{1,3}|[ก-ฮ])\)?\s*$")
LONGEST_ENTRY = 220
"""Characters; a longer paragraph is prose, so the list has ended."""
MOST_ENTRIES = 150
SAME_HEADING = 0.8


@dataclass(slots=True)
class Contents:
    """The entries seen since the heading สารบัญ; knows where the list ends."""

    entries: list[tuple[str, str | None, str]] = field(default_factory=list)
    count: int = 0
    numbered: int = 0
    page: int | None = None
    """The page of the last entry that ends in a page number."""

    def takes(self, text: str, page: int | None = None) -> bool:
        """Is ``text`` one more line of the list? The first heading that the list has named already ends it; so does,
        where most entries end in page numbers, a line without one on a later ``page``."""
        plain = clean(text)
        self.count += 1
        if _ENDS_IN_NUMBER.search(plain):
            self.numbered, self.page = self.numbered + 1, page
        elif page is not None and self.page is not None and page > self.page and 2 * self.numbered >= self.count - 1:
            return False
        if len(plain) > LONGEST_ENTRY or self.count > MOST_ENTRIES:
            return False
        key = squash(_PAGE_NUMBER.sub("", plain))
        label = find_label(plain)
        name, number = (label.label.name, label.number) if label else ("", None)
        if name and any(self._same(name, number, key, entry) for entry in self.entries):
            return False
        if name:
            self.entries.append((name, number, key))
        return True

    @staticmethod
    def _same(name: str, number: str | None, key: str, entry: tuple[str, str | None, str]) -> bool:
        if (name, number) != entry[:2]:
            return False
        head = min(len(key), len(entry[2]))  # a heading may stand alone on its line, its title on the next
        return head >= 6 and fuzz.ratio(key[:head], entry[2][:head]) / 100 >= SAME_HEADING
