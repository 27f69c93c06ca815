"""How far the text layer of a page can be believed."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from phaen.extractors.model import PageHealth
from phaen.extractors.pdf.glyphs.thai import is_thai, rank
from phaen.extractors.pdf.source.backend import Glyphs, Ints, RawPage
from phaen.normalizers.repair.repair import word_share

MARK_SHARE = (0.07, 0.35)
"""Marks are 12–23 % of Thai characters; outside these bounds the font's Unicode map is wrong throughout."""
WORD_SHARE = 0.6
"""Share of Thai characters inside dictionary words below which a page is no Thai text."""
SOUND_WORDS = 0.68
"""The same from which a page of lists and abbreviations, with few marks or many, is sound all the same."""
LOST_SHARE = 0.3
PICTURE_SHARE = 0.5
_ENOUGH = 60

_LATIN_WORD = re.compile("[A-Za-z]{4,}")
_VOWELLESS = re.compile("[bcdfghjklmnpqrstvwxz]{5,}|[aeiou]{4,}", re.IGNORECASE)


def unreadable(page: RawPage, raw_code: Ints) -> str | None:
    """The damage that makes a page's text unusable, or ``None``: judged on the characters alone."""
    glyphs = page.glyphs
    printed = raw_code > 0x20
    count = int(printed.sum())
    if count == 0:
        return "no_text" if page.images > 0.02 or page.shapes.shape[0] > 200 else None
    lost = glyphs.lost & ((glyphs.code == raw_code) | (glyphs.code == 0xFFFD))
    unmapped = lost | (raw_code == 0) | (raw_code == 0xFFFD) | ((raw_code < 0x20) & (raw_code > 0))
    if count >= 20 and float((unmapped & printed | (raw_code == 0)).sum()) > LOST_SHARE * count:
        return "wrong_tounicode"
    thai = int(is_thai(glyphs.code).sum())
    if thai >= _ENOUGH:
        marks = int((rank(glyphs.code) > 0).sum()) + int((glyphs.code == 0x0E33).sum())
        if not MARK_SHARE[0] <= marks / thai <= MARK_SHARE[1] and _words(glyphs) < SOUND_WORDS:
            return "wrong_tounicode"
    elif page.images > PICTURE_SHARE and _is_latin_rubbish(glyphs):
        return "latin_rubbish"
    return None


def _words(glyphs: Glyphs) -> float:
    """Share of the Thai characters inside dictionary words, in the order in which the page draws them."""
    codes = np.where(glyphs.code > 0, glyphs.code, 0xFFFD).astype("<u4")
    text = codes.tobytes().decode("utf-32-le", "replace").replace("\u0e4d\u0e32", "\u0e33")
    return word_share(text)


def _is_latin_rubbish(glyphs: Glyphs) -> bool:
    """An OCR layer made for another script: words behind a picture that no language spells so."""
    codes = np.where(glyphs.code == 0, 0x20, glyphs.code).astype("<u4")
    words = _LATIN_WORD.findall(codes.tobytes().decode("utf-32-le", "replace"))
    if len(words) < 5:
        return False
    letters = "".join(words).lower()
    vowels = sum(letters.count(v) for v in "aeiou") / len(letters)
    odd = sum(bool(_VOWELLESS.search(word)) for word in words) / len(words)
    mixed = sum(not (w.islower() or w.isupper() or w.istitle()) for w in words) / len(words)
    return odd > 0.15 or mixed > 0.3 or not 0.25 < vowels < 0.55


def page_health(page: RawPage, before: float, after: float, damages: Counter[str], unusable: str | None) -> PageHealth:
    """Health of one page: ``before``/``after`` are its shares of characters inside words, ``unusable`` a damage
    that :func:`unreadable` found.
    """
    thai = int(is_thai(page.glyphs.code).sum())
    found = {name: count for name, count in damages.items() if count}
    if unusable is None and thai >= _ENOUGH and after < WORD_SHARE:
        unusable = "wrong_tounicode"
    if unusable:
        found[unusable] = max(len(page.glyphs), 1)
        return PageHealth(page.number, thai, round(before, 4), round(after, 4), found, readable=False)
    return PageHealth(page.number, thai, round(before, 4), round(after, 4), found)
