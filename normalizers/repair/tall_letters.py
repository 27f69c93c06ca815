"""Tones over ป ฝ ฟ that a text layer gives as ุ or ู: เปูาหมาย for เป้าหมาย, ฝุาย for ฝ่าย, ปูองกัน for ป้องกัน.

Word 2007 draws the tones over letters with a high stem with glyphs of their own, to which it writes the Unicode of a
vowel. Real words have these vowels too (ปู crab, ปุ๋ย fertiliser), so the dictionary decides place by place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from phaen.normalizers.repair.cover import cover
from phaen.normalizers.repair.orthography import LETTER

RULE = "tone_as_vowel"
_TONES = {"ุ": "่", "ู": "้"}
_TALL = re.compile("(?<=[ปฝฟ])[ุู]")
_RUN = re.compile(f"[{LETTER}]+")
_REACH = 12
"""Letters around the place in which words are looked for."""
_GAIN = 2
"""Letters more that must be inside words with the tone than with the vowel."""


def holds_vowel_for_tone(text: str) -> bool:
    """May ``text`` hold such a tone: ุ or ู stands over a letter with a high stem?"""
    return _TALL.search(text) is not None


def with_tones(text: str, substitute: Callable[[re.Pattern[str], Callable[[re.Match[str]], str]], str]) -> str:
    """``text`` with the tones that make words; ``substitute`` replaces matches of a pattern and notes each change."""

    def better(match: re.Match[str]) -> str:
        tone = _TONES[match[0]]
        before, after = _around(match.string, match.start())
        vowel, toned = f"{before}{match[0]}{after}", f"{before}{tone}{after}"
        return tone if _known(toned) >= _known(vowel) + _GAIN else match[0]

    return substitute(_TALL, better)


def _around(text: str, at: int) -> tuple[str, str]:
    """The Thai letters before and after a place, on one line."""
    before, after = text[max(0, at - _REACH) : at], text[at + 1 : at + 1 + _REACH]
    runs = _RUN.findall(before)
    left = runs[-1] if runs and before.endswith(runs[-1]) else ""
    right = _RUN.match(after)
    return left, right[0] if right else ""


def _known(text: str) -> int:
    """Letters of ``text`` inside words."""
    return sum(end - start for start, end, known in cover(text) if known)
