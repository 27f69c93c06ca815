"""Breaking Thai text into lines, between words and never inside a cluster."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pythainlp.tokenize import word_tokenize

ARABIC_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
NO_BREAK_AFTER = re.compile(r"[(“\[/]$")
NO_BREAK_BEFORE = re.compile(r"^[)”\],.:%ๆฯ/]|^\s")


@lru_cache(maxsize=20000)
def words(text: str) -> tuple[str, ...]:
    """The text cut where a line may break; the parts joined give the text again."""
    parts: list[str] = []
    for chunk in re.findall(r"\s+|[^\s]+", text):
        pieces = word_tokenize(chunk, engine="newmm", keep_whitespace=True) if _thai(chunk) else [chunk]
        for piece in pieces:
            glue = parts and (NO_BREAK_BEFORE.search(piece) or NO_BREAK_AFTER.search(parts[-1]) or _mark(piece[0]))
            if glue:
                parts[-1] += piece
            else:
                parts.append(piece)
    assert "".join(parts) == text
    return tuple(parts)


def _thai(text: str) -> bool:
    return any("\u0e01" <= ch <= "\u0e5b" for ch in text)


def _mark(ch: str) -> bool:
    return unicodedata.category(ch) == "Mn" or ch in "ะาำๅๆฯ"


def wrap(text: str, limit: float, measure: Callable[[str], float] | None = None) -> list[str]:
    """Lines no wider than ``limit``, in ``measure``'s unit (default: printed columns, marks have no width)."""
    size = measure or _columns
    lines: list[str] = []
    line = ""
    for word in words(text):
        if line.strip() and size((line + word).rstrip()) > limit:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
        while size(line.rstrip()) > limit and len(line) > 1:
            cut = _cut(line, limit, size)
            if cut >= len(line):
                break
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _cut(line: str, limit: float, size: Callable[[str], float]) -> int:
    cut = len(line)
    while cut > 1 and size(line[:cut]) > limit:
        cut -= 1
        while cut > 1 and (_mark(line[cut]) or line[cut - 1] in "เแโใไ"):
            cut -= 1
    return max(cut, 1)


def _columns(text: str) -> float:
    return sum(1 for ch in text if unicodedata.category(ch) != "Mn")


def thai_digits(text: str) -> str:
    """Arabic digits as Thai digits."""
    return text.translate(ARABIC_TO_THAI)
