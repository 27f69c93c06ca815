"""Signs inside a text that are printed in another way: raised, unseen, struck or marked figures.

Each is one Private Use character; the writers of prints draw it, and what it stands for is none of the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from samples.blocks import Block, Grid, GridRow, Sheet

PLAIN, RAISED, UNSEEN, STRUCK, MOVED = "", "raised", "unseen", "struck", "moved"
_FIRST = {RAISED: 0xE0C0, UNSEEN: 0xE0D0, STRUCK: 0xE0E0, MOVED: 0xE0F0}
_DRAWN = "0123456789,.-"
_OF = {chr(first + n): (kind, char) for kind, first in _FIRST.items() for n, char in enumerate(_DRAWN)}
_AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.-)?")
_TARGET = re.compile(r"(?:ร้อยละ|ระดับ) [0-9]{1,3}")


def marked(text: str, kind: str) -> str:
    """Figures and commas of ``text`` as signs of ``kind``."""
    return "".join(chr(_FIRST[kind] + _DRAWN.index(char)) for char in text)


def parts(text: str) -> Iterator[tuple[str, str]]:
    """(kind, what is drawn) of the pieces of ``text``."""
    for kind, chars in groupby(text, key=lambda char: _OF.get(char, (PLAIN, char))[0]):
        yield kind, "".join(_OF.get(char, (PLAIN, char))[1] for char in chars)


def noted(sheet: Sheet) -> Sheet:
    """A raised footnote figure behind every target."""
    return _cells(sheet, lambda text: text + marked("2", RAISED) if _TARGET.fullmatch(text) else text)


def decoyed(sheet: Sheet) -> Sheet:
    """A figure that nobody sees before every amount."""
    return _cells(sheet, lambda text: marked("9", UNSEEN) + text if _AMOUNT.fullmatch(text) else text)


def revised(sheet: Sheet) -> Sheet:
    """Every amount behind an older one that is struck through."""
    return _cells(sheet, lambda text: f"{marked('910,000', STRUCK)} {text}" if _AMOUNT.fullmatch(text) else text)


def moved(sheet: Sheet) -> Sheet:
    """Every amount in the colour of what is put elsewhere after printing."""
    return _cells(sheet, lambda text: marked(text, MOVED) if _AMOUNT.fullmatch(text) else text)


def ticked(sheet: Sheet) -> Sheet:
    """The role of the office as two boxes, one of them ticked."""
    boxes = {"H": "☑ H ☐ R", "R": "☐ H ☑ R"}
    return _cells(sheet, lambda text: boxes.get(text, text))


def _cells(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    def of(block: Block) -> Block:
        if not isinstance(block, Grid):
            return block
        rows: list[GridRow] = [
            row if row.section else replace(row, cells=tuple(change(cell) for cell in row.cells)) for row in block.rows
        ]
        return replace(block, rows=tuple(rows))

    return replace(sheet, blocks=tuple(of(block) for block in sheet.blocks))
