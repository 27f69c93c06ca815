"""From what the readings of a line show to the probability that it is right to the letter.

The figures are shares of right lines among lines of scanned sample documents that show the same; ``make bench-ocr``
prints how far they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import prod

from phaen.extractors.ocr.reading import Reading
from phaen.normalizers.target_words import classifiers

_DOUBTFUL = 0.4
_DIFFERENT, _NEARLY = 0.8, 0.75
_UNKNOWN, _MENDED = 0.85, 0.93
_FAINT, _CLEAR = 0.96, 0.998
_FAINT_BELOW = 0.6
_ALIKE = 0.9
_NUMBERED = re.compile(r"[0-9๐-๙]{1,2}(,?) ([ก-ฮเ-ไ].*)")
"""Item numbers without their dot, or with a comma for it."""
_OFTEN_LESS = re.compile(r"[<>]|[!?]|\s[.,'`’](?:\s|$)|[ก-๎] [%xX*](?:\s|$)|^[a-z]{1,3}$")
"""Signs whose lower half is lost (``≤``), signs of no plan, what a mark of the next line looks like (a comma by
itself), what ``×`` is read as, and what arrows are."""


def line_confidence(reading: Reading) -> float:
    """The probability that the line is right to the letter."""
    if reading.doubtful:
        return _DOUBTFUL
    if reading.agreement < 1:
        # far apart: one reading failed and was not chosen; nearly alike: a letter that nobody is sure of
        return _DIFFERENT if reading.agreement <= _ALIKE else _NEARLY
    if reading.unknown or reading.lost or _is_often_less(reading.text):
        return _UNKNOWN
    if reading.slips:
        return _MENDED
    return _FAINT if reading.confidence < _FAINT_BELOW else _CLEAR


def _is_often_less(text: str) -> bool:
    """Is ``text`` like those that are less often right? What is counted (``10 คะแนน``, 10 points) is no item."""
    numbered = _NUMBERED.match(text)
    return bool(_OFTEN_LESS.search(text)) or bool(numbered and (numbered[1] or numbered[2] not in classifiers()))


def confidence(readings: Iterable[Reading]) -> float:
    """The probability that several lines are all right."""
    return round(prod(line_confidence(reading) for reading in readings), 3)
