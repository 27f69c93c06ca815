"""What Thai spelling makes impossible: marks without a base, vowels in places where no syllable has them.

The rules follow the Royal Institute's syllable structure: (leading vowel) consonants (vowel above/below) (tone)
(following vowel or final). They say what cannot be Thai in any word, known or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MARK = "ัิ-ฺ็-๎"
"""Combining marks, for use inside a character class."""
DEPENDENT = f"{MARK}ะาำๅ"
"""Characters that need a consonant before them."""
LETTER = f"ก-ฮ{DEPENDENT}เ-ไ"
"""Characters that Thai words are made of (without ๆ, ฯ and digits)."""

_MISPLACED_MARKS = (
    f"(?<![ก-ฮ{MARK}])[{MARK}]",  # no consonant to stand on
    "(?<=[ัิ-ฺ็-๎])[ัิ-ฺ็]",  # a second vowel, or a vowel after a tone or silencer
    "(?<=[็-๎])[่-๋]",  # a second tone, a tone after ็ or a silencer
    "(?<=[ัีึืู็-๎])์",  # a silencer where no letter can be silent
    "(?<=[แโใไ][ก-ฮ])[ัิ-ฺ]",  # a second vowel round one consonant
    "(?<=เ[ก-ฮ])[ัึฺุู]",
)
_MISPLACED = re.compile("|".join(_MISPLACED_MARKS))

_IMPOSSIBLE = re.compile(
    "|".join(
        (
            *_MISPLACED_MARKS,
            "[ัื](?![ก-ฮ่-๋])|[ัื][่-๋](?![ก-ฮ])",  # vowels that need a letter behind them
            "(?<!ก)็(?![ก-ฮ])",
            "[เ-ไ](?![ก-ฮ])",  # a leading vowel without its consonant
            "(?<![ก-ฮ่-๋])[าำ]|(?<![ก-ฮ่-๋า])ะ|(?<![ฤฦ])ๅ",
            "ำ[่-๋]",
        )
    )
)
_THAI = re.compile("[\u0e00-\u0e7f]")
_MARKS = re.compile(f"[{MARK}]")


def impossible(text: str) -> int:
    """How many places of ``text`` no Thai spelling allows; a word cut at either end may count as one."""
    return len(_IMPOSSIBLE.findall(text)) if _IMPOSSIBLE.search(text) else 0


def possible(words: Iterable[str]) -> frozenset[str]:
    """Those of ``words`` (no line break in them) that Thai spelling allows."""
    lines = "\n".join(words)
    wrong = {lines.rfind("\n", 0, match.start()) + 1 for match in _IMPOSSIBLE.finditer(lines)}
    bad = {lines[start : end if (end := lines.find("\n", start)) >= 0 else None] for start in wrong}
    return frozenset(lines.split("\n")) - bad - {""}


def illegal_marks(text: str) -> int:
    """How many combining marks of ``text`` stand where none can: without a base, doubled, tone before vowel."""
    return len(_MISPLACED.findall(text))


def thai_marks_share(text: str) -> float:
    """Combining marks among the Thai characters of ``text``, 0–1; about 0.12–0.23 in sound text, 0 without Thai."""
    thai = len(_THAI.findall(text))
    return len(_MARKS.findall(text)) / thai if thai else 0.0


def ordered(marks: str) -> str:
    """A run of marks in Thai order (vowel, tone, silencer) with each mark once."""
    return "".join(sorted(dict.fromkeys(marks), key=_rank))


def _rank(mark: str) -> int:
    if mark in "่้๊๋":
        return 2
    return 3 if mark in "์๎" else 1
