"""Arabic figures among Thai digits: Tesseract's likeness of a Thai digit that was not told (๑ in brackets is read 9).

An office prints a page with digits of one kind. Where Thai digits are many times as many, or stand in the same line, an
Arabic figure that is no part of a Latin word is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.ocr.figures import figures
from phaen.extractors.ocr.page import SeenLine

_THAI, _LATIN = re.compile("[๐-๙]"), re.compile("[A-Za-z]")
_ARABIC = re.compile("[0-9]+(?:[.,:/][0-9]+)*")
MANY = 8
"""Thai digits for one Arabic digit, on a page of Thai digits: tables of many pages are printed in Arabic ones under
Thai numbers."""


def _arabic(text: str) -> list[str]:
    """The figures in Arabic digits of words without Latin letters (``P103`` and ``COVID-19`` are names)."""
    return [found for word in text.split() if not _LATIN.search(word) for found in _ARABIC.findall(word)]


def doubting_strangers(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """``lines`` of a page with those Arabic figures doubtful that stand among Thai digits."""
    texts = [line.reading.text for line in lines]
    thai = sum(len(_THAI.findall(text)) for text in texts)
    arabic = sum(len(re.findall("[0-9]", figure)) for text in texts for figure in _arabic(text))
    whole = thai >= MANY * arabic > 0
    return [
        _doubting(line, strangers) if (whole or _THAI.search(text)) and (strangers := _arabic(text)) else line
        for line, text in zip(lines, texts, strict=True)
    ]


def _doubting(line: SeenLine, strangers: Sequence[str]) -> SeenLine:
    doubtful = [*line.reading.doubtful, *(figure for text in strangers for figure in figures(text))]
    return replace(line, reading=replace(line.reading, doubtful=tuple(dict.fromkeys(doubtful))))
