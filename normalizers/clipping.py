"""Texts cut to a length for people: never inside a Thai character cluster."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
NEAR = 12
"""Characters before the limit in which a space is looked for: a cut there leaves words whole."""
_LEADING = "เแโใไ"
"""Vowels that are written before their consonant: a text does not end in one."""
_FOLLOWING = "ะาำๅๆ\u200d"
"""Signs without a place of their own to break before, besides the combining marks."""


def is_boundary(text: str, at: int) -> bool:
    """May ``text`` be cut before its character ``at``: no Thai character cluster is taken apart?"""
    if not 0 < at < len(text):
        return True
    after = text[at]
    joined = unicodedata.category(after) in ("Mn", "Me", "Mc") or after in _FOLLOWING
    return not joined and text[at - 1] not in _LEADING and text[at - 1] != "\u200d"


def clip(text: object, most: int) -> str:
    """``text`` in at most ``most`` characters, its ellipsis counted; ``None`` gives an empty text.

    The cut is at a space where one is near the limit, else between two character clusters (consonant with its vowels
    and tone marks, https://unicode.org/reports/tr29/ with the Thai leading vowels joined to their consonant).
    """
    whole = "" if text is None else str(text)
    if len(whole) <= most:
        return whole
    end = most - len(ELLIPSIS)
    space = whole.rfind(" ", max(end - NEAR, 1), end + 1)
    if space > 0:
        end = space
    while end > 0 and not is_boundary(whole, end):
        end -= 1
    kept = whole[:end].rstrip()
    while kept.endswith(tuple(_LEADING)):
        kept = kept[:-1].rstrip()
    return kept + ELLIPSIS
