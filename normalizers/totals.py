"""The label of a row that sums up the rows above it (``รวม``, together; ``ยอดรวม``; ``จำนวนเงินทั้งสิ้น``; total)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from phaen.normalizers.data_files import rows
from phaen.normalizers.text import squash

LONGEST_TOTAL = 100
"""Letters of the label of a total; a longer text that begins with รวม (together) tells something else."""
_OPENS = re.compile(r"\W*รวม")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words that sum; a text of nothing but words of totals; a text that opens with the name of a work."""
    words: dict[str, list[str]] = {"sums": [], "beside": [], "counted": [], "work": []}
    for row in rows("total_words.csv"):
        words[row["means"]].append(re.escape(squash(row["word"])))
    sums, beside, counted, work = ("|".join(sorted(found, key=len, reverse=True)) for found in words.values())
    only = rf"(?:{sums}|{beside}|[0-9](?:{counted})|[\d\W])+"
    return re.compile(sums), re.compile(only), re.compile(rf"\W*(?:{work})")


@lru_cache(maxsize=4096)
def names_total(text: str) -> bool:
    """Is the text a total's label and nothing else? White space counts nowhere: narrow columns break the words."""
    sums, only, _ = _patterns()
    label = squash(text)
    return bool(sums.search(label)) and bool(only.fullmatch(label))


@lru_cache(maxsize=4096)
def says_total(text: str) -> bool:
    """Does the text open like the label of a total, of what is summed up or of nothing named?"""
    if len(text) > LONGEST_TOTAL:
        return False
    if names_total(text):
        return True
    label = squash(text)
    return _OPENS.match(label) is not None and _patterns()[2].match(label) is None
