"""How much of a document stands in the rows that were written, measured on the rows and not on what forms claimed.

A form that claims a cell and then drops it, or a list of contents that swallows a page, shows here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from phaen.extractors.model import Block, Cell, Document, Paragraph
from phaen.extractors.tables.joined import is_furniture
from phaen.normalizers.text import arabic_digits

TYPED = ("kpis", "kpi_mentions", "rubrics", "plans", "results", "milestones")
"""Datasets whose rows are values and not kept text."""
KEPT = "sections"
"""The dataset of kept text."""
WRITTEN = (*TYPED, KEPT)
GRAM = 6
"""Letters that must stand together in a row to count as written: shorter runs are found in any long text by chance."""

LOST, LOST_LINE = (20, 0.3), (8, 0.4)
"""So many letters of what is printed, and such a share of it, must be missing from the rows for it to be lost: less is
a label, or a word that was put into another form. Of a line fewer letters do: the words of a short one, such as
``2. จัดหาผู้รับจ้าง 20 30``, stand here and there in other rows."""

_NOT_INK = re.compile(r"[^0-9A-Za-z\u0e00-\u0e7f]+")
_NUMBER = re.compile(r"[0-9A-Za-z]+")

Row = Mapping[str, Any]


@lru_cache(maxsize=1 << 13)
def ink(text: str) -> str:
    """The letters and digits of a text as they are compared: digits Arabic, without spaces, signs and rules."""
    plain = arabic_digits(_NOT_INK.sub("", text))
    return plain.replace("\u0e4d\u0e32", "\u0e33") if "\u0e4d" in plain else plain


@dataclass(frozen=True, slots=True)
class Measure:
    """Letters of the document, those that stand in rows of any dataset, and in rows of typed datasets.

    ``lost`` are the printed parts of which a good deal stands in no row.
    """

    letters: int
    written: int
    typed: int
    lost: tuple[Paragraph | Cell, ...] = ()

    @property
    def coverage(self) -> float:
        """The share (0–1) that stands in a row; 0 for a document without letters."""
        return self.written / self.letters if self.letters else 0.0

    @property
    def coverage_typed(self) -> float:
        """The share (0–1) that stands in a typed row."""
        return self.typed / self.letters if self.letters else 0.0


class Written:
    """The texts of rows, asked whether they hold a text of the document; those of ``other`` are among them."""

    def __init__(self, texts: Iterable[str], other: Written | None = None) -> None:
        self._other = other
        own = {ink(text) for text in set(texts)}
        self._own: set[str] = own - other._whole if other else own
        self._whole: set[str] = own | other._whole if other else own
        self._joined: str = "\n".join((*self._own, other._joined) if other else self._own)

    @cached_property
    def _grams(self) -> Set[str]:
        """All runs of ``GRAM`` letters in the texts."""
        found = set(self._other._grams) if self._other else set()
        for text in self._own:
            found.update([text[at : at + GRAM] for at in range(len(text) - GRAM + 1)])
        return found

    def held(self, text: str) -> int:
        """How many letters of ``text`` stand in the rows."""
        key = ink(text)
        if not key:
            return 0
        if key in self._whole or (len(key) >= GRAM and self._stands(key)):
            return len(key)
        return sum(self._part(part) for part in text.split())

    def _stands(self, key: str) -> bool:
        """Does ``key``, of ``GRAM`` letters or more, stand in a text? What does not mostly begins or ends otherwise."""
        return key[:GRAM] in self._grams and key[-GRAM:] in self._grams and key in self._joined

    def _part(self, part: str) -> int:
        key = ink(part)
        if len(key) < GRAM:
            return len(key) if key and key in self._joined else 0
        if self._stands(key):
            return len(key)
        covered = reached = 0
        for at in range(len(key) - GRAM + 1):
            if key[at : at + GRAM] in self._grams:
                covered += at + GRAM - max(at, reached)
                reached = at + GRAM
        return covered


def texts_of(rows: Iterable[Row]) -> Iterator[str]:
    """Every text in the columns of rows, also inside lists and structs."""
    for row in rows:
        for column, value in row.items():
            if column not in ("doc_id", "source_file", "flags", "kpi_id", "row_key"):
                yield from _texts(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is None or isinstance(value, bool):
        return
    elif isinstance(value, (int, float)):
        yield f"{value:g}"
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)


def printed_texts(block: Block) -> Iterator[Paragraph | Cell]:
    """The parts of a block that print text: the paragraph, or the cells of the table."""
    if isinstance(block, Paragraph):
        yield block
    else:
        for row in block.rows:
            yield from (cell for cell in row.cells if cell is not None)


def measure(document: Document, rows: Mapping[str, Sequence[Row]], known: Iterable[str]) -> Measure:
    """Compare the letters of ``document`` with the letters of its ``rows`` by dataset.

    ``known`` are texts that columns and labels of the data stand for (the headings of tables that were read, the labels
    of forms): what they print is in no row and yet not lost, nor is it typed. Page numbers and running heads do not
    count.
    """
    typed = Written(texts_of(row for name in TYPED for row in rows.get(name, ())))
    every = Written(texts_of(rows.get(KEPT, ())), Written(known, typed))
    letters = written = in_typed = 0
    lost: list[Paragraph | Cell] = []
    seen: dict[str, tuple[int, int]] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph) and "page_unreadable" in block.flags:
            letters += len("".join(block.raw.split()))  # what the page holds is no text, and all of it is unread
            continue
        if isinstance(block, Paragraph) and is_furniture(block):
            continue
        for part in printed_texts(block):
            key = ink(part.text)
            letters += len(key)
            if not key:
                continue
            if key not in seen:
                held = typed.held(part.text)
                seen[key] = (held if held == len(key) else every.held(part.text), held)
            written += seen[key][0]
            gone = len(key) - seen[key][0]
            bounds = (LOST, LOST_LINE) if isinstance(part, Paragraph) else (LOST,)
            if any(gone >= least and gone >= share * len(key) for least, share in bounds):
                lost.append(part)
            in_typed += seen[key][1]
    return Measure(letters, written, in_typed, tuple(lost))


_FIGURE = re.compile(
    r"^\W*(?:ร้อยละ|ระดับ|จำนวน)?\s*(?:[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+|[0-9๐-๙]+(?:\.[0-9๐-๙]+)?)\s*"
    r"(?:บาท|ล้านบาท|%|คะแนน|[^\W\d_]{0,20})?\W*$"
)

_BROKEN = re.compile(r"(?<=[0-9๐-๙,.])\s+(?=[0-9๐-๙])")


def is_figure(text: str) -> bool:
    """Is a cell an amount, a code, a target or a score: a figure, with its unit at most?"""
    text = _BROKEN.sub("", text)  # a narrow column breaks a figure over two lines
    return bool(_FIGURE.match(text)) and len(_NUMBER.sub("", ink(text))) <= 24
