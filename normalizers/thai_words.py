"""Numbers in Thai words: ``แปดแสนห้าหมื่นบาทถ้วน`` → 850,000."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    **{"ศูนย์": 0, "หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4},
    **{"ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9},
}
_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
_WORD = "|".join([*_DIGITS, *_PLACES, "ล้าน"])
NUMBER_WORDS = rf"(?:(?:{_WORD})\s?)+"
"""A regular expression for a number in words."""
_AMOUNT = re.compile(rf"(?P<baht>{NUMBER_WORDS})บาท\s?(?:ถ้วน|(?P<satang>{NUMBER_WORDS})สตางค์)?")


def number_in_words(text: str) -> int | None:
    """The number that Thai words say; ``None`` for anything else."""
    key = re.sub(r"\s", "", text)
    if not key or not re.fullmatch(f"(?:{_WORD})+", key):
        return None
    total = below = digit = 0
    for word in re.findall(_WORD, key):
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word == "ล้าน":
            total = (total + below + digit) * 1_000_000
            below = digit = 0
        else:
            below += (digit or 1) * _PLACES[word]
            digit = 0
    return total + below + digit


def amounts_in_words(text: str) -> list[tuple[int, int, Decimal]]:
    """(start, end, baht) of every amount that ``text`` writes out and ends in บาท (baht); satang counted."""
    found = []
    for match in _AMOUNT.finditer(text):
        baht = number_in_words(match["baht"])
        satang = number_in_words(match["satang"]) if match["satang"] else 0
        # ล้านบาท alone is a unit, no amount: a number in words begins with a digit's name
        begins = re.match("|".join([*_DIGITS, "สิบ"]), match["baht"].strip())
        if baht is not None and satang is not None and begins and not re.search(r"\d\s?$", text[: match.start()]):
            found.append((match.start(), match.end(), Decimal(baht) + Decimal(satang) / 100))
    return found
