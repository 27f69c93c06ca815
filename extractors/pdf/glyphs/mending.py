"""Damage that geometry cannot settle: the dictionary has the last word, cell by cell, and every change is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from phaen.extractors.model import Block, Cell, Paragraph, Place, Repair, Row, Table
from phaen.extractors.restored import with_flag
from phaen.normalizers.repair.dropped_marks import RULE, Dropped, marks_dropped
from phaen.normalizers.repair.repair import (
    Repaired,
    am_exchanged,
    illegal_marks,
    marks_displaced,
    repair,
    restore_marks,
    word_share,
)
from phaen.normalizers.repair.tall_letters import holds_vowel_for_tone

SOUND = 0.95
"""Share of Thai characters inside dictionary words from which a page without illegal marks is left alone."""
_SAMPLE = 900
_Printed = TypeVar("_Printed", Paragraph, Cell)


def block_texts(blocks: Sequence[Block], raw: bool = False) -> list[str]:
    """The texts (or raw texts) of all paragraphs and cells."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.raw if raw else block.text)
        else:
            found += [cell.raw if raw else cell.text for row in block for cell in row.cells if cell]
    return found


def sample_share(texts: Sequence[str]) -> float:
    """Share of Thai characters inside dictionary words, on a part of a page; the whole when that looks bad."""
    whole = "\n".join(texts)
    share = word_share(whole[:_SAMPLE])
    return share if share >= SOUND or len(whole) <= _SAMPLE else word_share(whole)


def mend_blocks(blocks: list[Block], share: float, damages: Counter[str]) -> list[Block]:
    """``blocks`` with texts repaired by spelling and dictionary, if the page's text shows damage."""
    whole = "\n".join(block_texts(blocks))
    # a mark that geometry has moved may have been where it belongs
    sound = share >= SOUND and not damages["displaced_mark"] and not illegal_marks(whole)
    damaged = not sound and marks_displaced(whole)
    dropped = Dropped.NONE if damaged else marks_dropped(whole)
    if sound and dropped is Dropped.NONE and not holds_vowel_for_tone(whole):
        return blocks
    exchanged = not sound and am_exchanged(whole)

    def mend(text: str) -> Repaired:
        # sound, but for a stretch that came from elsewhere
        result = restore_marks(text, dropped) if sound else _repaired(text, exchanged, damaged, dropped)
        damages.update(step.rule for step in result.steps)
        return result

    mended = [_mended(block, mend) for block in blocks]
    return blocks if all(new is old for new, old in zip(mended, blocks, strict=True)) else mended


@lru_cache(maxsize=1 << 13)
def _repaired(text: str, exchanged: bool, damaged: bool, dropped: Dropped) -> Repaired:
    """:func:`repair`, once for what many cells say."""
    return repair(text, exchanged=exchanged, damaged=damaged, dropped=dropped)


def _mended(block: Block, mend: Callable[[str], Repaired]) -> Block:
    if isinstance(block, Paragraph):
        return _with_text(block, mend(block.text))
    rows = tuple(
        Row(tuple(_with_text(c, mend(c.text)) if c and c.text else c for c in row.cells), row.place) for row in block
    )
    return block if rows == block.rows else replace(block, rows=rows)


def _with_text(part: _Printed, mended: Repaired) -> _Printed:
    if mended.text != part.text:
        part = replace(part, text=mended.text)
    return with_flag(part) if any(step.rule == RULE for step in mended.steps) else part


def list_repairs(blocks: Sequence[Block], damages: Counter[str]) -> list[Repair]:
    """One :class:`Repair` for each paragraph or cell whose letters changed, under the damages of its page."""
    if not damages:
        return []
    rule = ",".join(sorted(name for name, count in damages.items() if count))
    found: list[Repair] = []

    def compare(raw: str, text: str, place: Place) -> None:
        if raw != text and "".join(raw.split()) != "".join(text.split()):
            found.append(Repair(rule, raw, text, place))

    for block in blocks:
        if isinstance(block, Paragraph):
            compare(block.raw, block.text, block.place)
        else:
            for cell in _cells(block):
                compare(cell.raw, cell.text, cell.place)
    return found


def _cells(table: Table) -> list[Cell]:
    return [cell for row in table for cell in row.cells if cell]
