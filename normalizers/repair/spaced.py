"""A space between the mark and the last letters of a syllable: ``ครั้ ง``, ``หนั งสือ``."""

from __future__ import annotations

import re

from phaen.normalizers.repair.cover import cover
from phaen.normalizers.repair.lexicon import trusted

SPACED = re.compile("(?P<left>[ก-ฮเ-ไ][ก-ฮเ-ไะ-ฺ็-๎]*[ัิ-ฺ็-๋])[ \u00a0](?P<right>[ก-ฮ][ก-ฮเ-ไะ-ฺ็-๎]*)")
_LONE_BEHIND = re.compile("[ \u00a0][ก-๎]{1,2}(?:[ \u00a0]|$)")
_LONE_BEFORE = re.compile("(?:^|[ \u00a0])[ก-๎]{1,2}[ \u00a0]$")
"""A letter alone between spaces, behind and before."""
_LONGEST = 8
"""Letters of the word on either side of the space."""


def joined(match: re.Match[str]) -> str:
    """``match`` of ``SPACED`` without its space, where what stands before it is no word and both sides together are."""
    left, right = match["left"], match["right"]
    if _LONE_BEHIND.match(match.string, match.end()) or _LONE_BEFORE.search(match.string[: match.start()][-_LONGEST:]):
        return match[0]  # letters that are all set apart
    start, end, known = cover(left)[-1]
    if known:
        return match[0]
    for begin in range(max(start, end - _LONGEST), end):
        for length in range(min(_LONGEST, len(right)), 0, -1):
            word, rest = left[begin:] + right[:length], right[length:]
            if word in trusted() and (not rest or cover(rest)[0][2]) and _all_known(left[:begin]):
                return f"{left}{right}"
    return match[0]


def _all_known(text: str) -> bool:
    return all(known for _, _, known in cover(text))
