"""Lines of a page as forms print them: words told from their lookalikes, and years by the headings around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.lookalikes import mended_text
from phaen.extractors.ocr.page import SeenLine

_OVER_YEAR = re.compile("(?:ป[ิีึื็]?|[บขยชษซ][ิีึื็])$")
_HEADINGS = 2
_YEAR_UNDER = re.compile("[5-9๕-๙][0-9๐-๙]$")
"""``ปี`` in a line of its own, over the two last digits of a year; no figure is ever put for it."""
_HEADS_YEAR = re.compile(r"ปี\s?(?:พ\.ศ\.\s?)?([0-9๐-๙]{2}|[0-9๐-๙]{4})")
_LIKE_YEAR = re.compile(r"[0๐OoUu](\s?)([๐-๙]{2}|[๐-๙]{4})")
"""A heading of a year, and one whose ``ปี`` was read as a figure or a Latin letter: among others it is told by its
year."""
NEXT = 2.6
"""Body heights from one baseline to the next one under it."""


def mended(line: SeenLine) -> SeenLine:
    """``line`` with its lookalikes as forms print them; each word changed counts as a slip undone."""
    words = line.reading.words
    text = " ".join(word.text for word in words)
    after = mended_text(text).split(" ")
    if " ".join(after) == text or len(after) != len(words):
        return line
    slips = line.reading.slips + sum(word.text != new for word, new in zip(words, after, strict=True))
    spelt = tuple(replace(word, text=new) for word, new in zip(words, after, strict=True))
    return replace(line, reading=replace(line.reading, words=spelt, slips=slips))


def years_headed(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """``lines`` of a page, ``ปี`` told where it stands alone over two digits of a year and nothing else beside it."""
    found = list(lines)
    for at, line in enumerate(lines):
        text, reading = line.reading.text, line.reading
        if text == "ปี" or not _OVER_YEAR.match(text):
            continue
        if any(_is_over(line, other) and _YEAR_UNDER.match(other.reading.text) for other in lines):
            word = replace(reading.words[0], text="ปี")
            found[at] = replace(line, reading=replace(reading, words=(word,), slips=reading.slips + 1))
    return found


def _is_over(upper: SeenLine, lower: SeenLine) -> bool:
    """Does one line stand right over the middle of another?"""
    middle = (lower.box[0] + lower.box[2]) / 2
    aside = abs((upper.box[0] + upper.box[2]) / 2 - middle)
    return aside <= upper.body and 0 < lower.base - upper.base <= NEXT * max(upper.body, lower.body)


def years_beside(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """``lines`` of a page, ``ปี`` told in headings that stand in a row with others: at least two say ปี, and the year is
    the one that follows the one before it and precedes the one behind it. Such a year is not doubtful."""
    found = list(lines)
    for at, line in enumerate(lines):
        read = _LIKE_YEAR.fullmatch(line.reading.text)
        if read is None:
            continue
        row = [other for other in lines if abs(other.base - line.base) <= line.body / 2]
        told = [(o.box[0], m[1]) for o in row if (m := _HEADS_YEAR.fullmatch(o.reading.text))]
        if len(told) < _HEADINGS or any(len(year) != len(read[2]) for _, year in told):
            continue
        # places in the row, counted over the headings that were not told as well
        places = sorted(other.box[0] for other in row if _is_heading(other))
        steps = {int(year) - places.index(x) for x, year in told}
        if steps == {int(read[2]) - places.index(line.box[0])}:
            words = line.reading.words
            sure = min(word.confidence for word in words)
            word = Word(f"ปี{read[1]}{read[2]}", words[0].x0, words[-1].x1, sure)
            reading = replace(line.reading, words=(word,), slips=line.reading.slips + 1, doubtful=())
            found[at] = replace(line, reading=reading)
    return found


def _is_heading(line: SeenLine) -> bool:
    return any(pattern.fullmatch(line.reading.text) for pattern in (_HEADS_YEAR, _LIKE_YEAR))
