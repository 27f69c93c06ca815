"""The lower parts of a header: rows of nothing but years, months, levels, points, roles or sources of money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.wordings.columns import GROUP_COLUMN, LEVEL_POINTS, MONEY_HEAD
from phaen.extractors.wordings.scales import (
    BARE_LEVELS,
    LEVEL_HEAD,
)
from phaen.normalizers.text import arabic_digits, squash

_ROLE_HEADS = frozenset({"h", "r", "หลัก", "รอง", "สนับสนุน", "ร่วม", "(h)", "(r)", "หลัก(h)", "สนับสนุน(r)"})
"""What stands below a heading of responsibility: the office leads or supports."""
_SUBHEADER = re.compile(
    rf"^(?:\(?[0-9]+คะแนน\)?|{LEVEL_HEAD}[1-5]{LEVEL_POINTS}"
    r"|(?:(?:พ\.?ศ\.?|ปี(?:งบประมาณ)?|fy)*(?:25|20)[0-9]{2}|(?:ปี(?:งบประมาณ)?|fy)[5-9][0-9]"
    r"|ต\.?ค\.?|พ\.?ย\.?|ธ\.?ค\.?|ม\.?ค\.?|ก\.?พ\.?|มี\.?ค\.?|เม\.?ย\.?|พ\.?ค\.?|มิ\.?ย\.?|ก\.?ค\.?|ส\.?ค\.?|ก\.?ย\.?)+)$"
)


def is_subheader(texts: Sequence[str]) -> bool:
    """Is this row the lower part of a header: only years, months, levels, point values, roles or sources of money?"""
    filled = [squash(arabic_digits(text)) for text in texts if text.strip()]
    if filled and all(_SUBHEADER.match(text) for text in filled):
        return True
    if len(filled) > 1 and all(GROUP_COLUMN.match(text) for text in filled):
        return True
    if len(filled) > 1 and set(filled) <= _ROLE_HEADS:
        return True  # the roles that a line is ticked for
    if tuple(filled) in (BARE_LEVELS, BARE_LEVELS[::-1]):
        return True
    return len(filled) > 1 and all(_SUBHEADER.match(text) or MONEY_HEAD.match(text) for text in filled)
