"""The code systems of the plans. They are different systems and are never mixed.

KR/OKR codes (รหัส KR) have 4 digits: ด้าน 1–9, ประเด็น, running number; used from 2568. Strategy codes
(รหัสยุทธศาสตร์) have 6 digits; the governor's policies are P and 3 digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.normalizers.text import arabic_digits, canonical

_POLICY = re.compile(r"(?<![A-Za-z\d])[PpРр]\s?[-.]?\s?(\d{3})(?!\d)")
_BARE = re.compile(r"(?<![A-Za-z\d.,])(\d{3})(?![\d,]|\.\d)")
# a cell of nothing but 3-digit numbers between separators (012,013): in a policy column they are codes, no amount
_ONLY_BARE = re.compile(r"\W*[Pp]?\s?\d{3}(?:\s*(?:[,;/、]|และ|\s)\s*[Pp]?\s?\d{3})*\W*")
_FOUR = re.compile(r"(?<![\d.,])([1-9]\d{3})(?![\d,]|\.\d)")
_SIX = re.compile(r"(?<![\d.,])(\d{6})(?![\d,]|\.\d)")
_LABEL = re.compile(r"^(?:รหัส)?\s*(?:OKRs?|KRs?|KPI|ยุทธศาสตร์)?\s*(?:ที่)?\s*:?\s*", re.IGNORECASE)


def policy_codes(text: str, bare: bool = False) -> list[str]:
    """The governor's policy codes of ``text`` (``P`` and 3 digits) in printed order, each once.

    ``bare``: the text is a cell of a policy column, where the P is often missing; 3 digits alone then
    count too.
    """
    plain = arabic_digits(canonical(text))
    found = [(match.start(), match[1]) for match in _POLICY.finditer(plain)]
    if bare and _ONLY_BARE.fullmatch(plain):
        return list(dict.fromkeys(f"P{digits}" for digits in re.findall(r"\d{3}", plain)))
    if bare:
        taken = {match.span(1) for match in _POLICY.finditer(plain)}
        found += [(m.start(), m[1]) for m in _BARE.finditer(plain) if m.span(1) not in taken]
    return list(dict.fromkeys(f"P{digits}" for _, digits in sorted(found)))


def code_left(text: str, found: Sequence[str | None]) -> str | None:
    """What a cell of codes holds that ``found`` does not account for; ``None`` where every digit of it is read.

    Footnote marks and remarks in brackets beside a code are no codes.
    """
    plain = re.sub(r"[*¹²³]", "", arabic_digits(canonical(text)))
    codes = [code for code in found if code]
    rest = re.sub(r"\([^()]*\)", " ", plain) if codes else plain
    rest = re.sub(r"(?<=\d)\s+(?=\d)", "", rest) if len(codes) == 1 else rest
    for code in codes:
        rest = rest.replace(code.removeprefix("P"), " ", 1)
    return plain.strip() if re.search(r"\d", rest) else None


def okr_code(text: str) -> str | None:
    """The 4-digit OKR code that a cell holds, with or without a label; ``None`` when it holds anything
    else.
    """
    return _alone(text, _FOUR)


def kr_code(text: str) -> str | None:
    """The 4-digit รหัส KR that a cell holds, with or without a label; ``None`` when it holds anything else."""
    return _alone(text, _FOUR)


def strategy_code(text: str) -> str | None:
    """The 6-digit รหัสยุทธศาสตร์ that a cell holds; ``None`` when it holds anything else."""
    return _alone(text, _SIX)


def _alone(text: str, pattern: re.Pattern[str]) -> str | None:
    plain = re.sub(r"[*¹²³]", "", arabic_digits(canonical(text))).strip(" \n\t.:-–")
    plain = re.sub(r"(?<=\d)\s+(?=\d)", "", _LABEL.sub("", plain))
    match = pattern.fullmatch(plain)
    return match[1] if match else None
