"""Many words as one pattern that a search goes through letter by letter, not word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def longest_of(words: Iterable[str]) -> str:
    """A pattern of the longest of ``words`` that stands at a place, then of shorter ones, as ``a|b|c`` is of words by
    length; words that begin alike share their beginning, so that each letter is compared once and not once a word."""
    tree: dict[str, Any] = {}
    for word in words:
        at = tree
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}
    return _pattern(tree)


def _pattern(tree: dict[str, Any]) -> str:
    text = ""
    while len(tree) == 1 and "" not in tree:
        ((letter, tree),) = tree.items()
        text += re.escape(letter)
    ways = [re.escape(letter) + _pattern(below) for letter, below in tree.items() if letter]
    if not ways:
        return text
    return f"{text}(?:{'|'.join(ways)}){'?' if '' in tree else ''}"
