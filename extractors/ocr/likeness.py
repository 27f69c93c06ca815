"""How alike two readings of a line are, in what tells lines apart: slips are undone, forms' words levelled."""

from __future__ import annotations

import re

from phaen.extractors.ocr.lookalikes import mended_text
from phaen.extractors.ocr.spelling import spell
from rapidfuzz.distance import Levenshtein

_ITEM_POINT = re.compile(r"^([0-9]{1,2})[.,] ?(?=[ก-ฮเ-ไ])")
"""The number that begins an item: whether a point stands behind it the ink tells."""
_TWICE = re.compile(r"([ก-ฮ])\1")


def likeness(text: str, other: str) -> float:
    """How alike two readings are (0–1), by their letters without spaces.

    A letter that only one of them has twice counts for nothing where the other one is of known words and it is not:
    Tesseract tends to read the first letter of a word twice.
    """
    mine, theirs = _levelled(text), _levelled(other)
    if mine != theirs and _reads_twice(mine, theirs):
        return 1.0
    return round(float(Levenshtein.normalized_similarity(mine, theirs)), 4)


def _levelled(text: str) -> str:
    spelt = _ITEM_POINT.sub(r"\1 ", spell(mended_text(text)).text)
    return mended_text(spelt).replace(" ", "")


def _reads_twice(text: str, other: str) -> bool:
    """Do the texts differ in one letter read twice, which makes no words?"""
    short, long = sorted((text, other), key=len)
    if len(long) != len(short) + 1 or spell(short).unknown or not spell(long).unknown:
        return False
    return any(long[: match.start()] + long[match.start() + 1 :] == short for match in _TWICE.finditer(long))
