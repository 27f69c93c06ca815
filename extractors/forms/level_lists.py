"""A cell that tells all levels of an indicator: ``ระดับ 1 = ร้อยละ 60 … ระดับ 5 = ร้อยละ 80``, ``ร้อยละ 60 = 1 คะแนน …``."""

from __future__ import annotations

import re

from phaen.extractors.wordings.scales import is_scale
from phaen.normalizers.text import arabic_digits

_WORD = r"(?:ระดับ(?:คะแนน|ความสำเร็จ)?|(?:ได้\s*|ค่า)?คะแนน)\s*(?:ที่\s*)?"
_BULLET_IN_FRONT = re.compile(r"^(?:[\s,;•▪●*]|[-–]\s)+")
_BULLET_BEHIND = re.compile(r"[\s,;•▪●*–-]+$")
_END = r"(?![0-9]|[.,][0-9])"
_SIGN = r"[=:：]"
_MARK = re.compile(
    rf"(?<![^\s,;(•*])(?:{_WORD}(?P<worded>[1-5]){_END}(?:\s*คะแนน)?|(?P<points>[1-5])\s*คะแนน|(?P<bare>[1-5])(?=\s*{_SIGN}))"
    rf"\s*\)?\s*(?P<sign>{_SIGN}|หมายถึง|คือ|[–-](?=\s))?\s*"
)
"""A level that says behind it what it stands for."""
_BEHIND = re.compile(
    rf"\s*(?:{_SIGN}|(?:จะ)?ได้(?:รับ)?|เท่ากับ|คิดเป็น|→|[–-](?=\s))\s*(?:{_WORD}(?P<worded>[1-5]){_END}(?:\s*คะแนน)?|(?P<points>[1-5])\s*คะแนน"
    r"|(?P<bare>[1-5])(?=\s*(?:[,;]|$)))[\s,;]*"
)
"""A level that what it stands for says in front of it."""


def levels_told(text: str) -> list[tuple[str, str]]:
    """(level, what it stands for) in printed order, where ``text`` tells nothing but the levels of a scale; else empty.

    Three levels at least, each once, rising or falling, each with its text.
    """
    told = _BULLET_IN_FRONT.sub("", " ".join(text.split()))
    for marks in (_in_front(arabic_digits(told)), _at_the_end(arabic_digits(told))):
        found = [
            (level, _BULLET_IN_FRONT.sub("", _BULLET_BEHIND.sub("", told[start:end]))) for level, start, end in marks
        ]
        if all(text for _, text in found) and is_scale([int(level) for level, _ in found]):
            return found
    return []


def _level(mark: re.Match[str]) -> str:
    return next(level for level in (mark[name] for name in mark.re.groupindex if name != "sign") if level)


def _in_front(told: str) -> list[tuple[str, int, int]]:
    marks = list(_MARK.finditer(told))
    if not marks or marks[0].start() > 0 or len({bool(mark["sign"]) for mark in marks}) > 1:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(told)]
    return [(_level(mark), mark.end(), end) for mark, end in zip(marks, ends, strict=True)]


def _at_the_end(told: str) -> list[tuple[str, int, int]]:
    marks = list(_BEHIND.finditer(told))
    if not marks or marks[-1].end() < len(told):
        return []
    starts = [0] + [mark.end() for mark in marks[:-1]]
    return [(_level(mark), start, mark.start()) for mark, start in zip(marks, starts, strict=True)]
