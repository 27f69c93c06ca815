"""Many words as one pattern find what an alternation of them by length finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.alternatives import longest_of

_WORDS = st.lists(st.text("กขa.+ ", min_size=1, max_size=5), min_size=1, max_size=12, unique=True)


@given(_WORDS, st.text("กขa.+ ", max_size=30), st.booleans())
def test_finds_what_an_alternation_by_length_finds(words: list[str], text: str, whole: bool) -> None:
    by_length = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    behind = "(?!ก)" if whole else ""  # what follows may ask for a shorter word
    slow = re.finditer(f"(?:{by_length}){behind}", text)
    assert [one.span() for one in re.finditer(f"(?:{longest_of(words)}){behind}", text)] == [one.span() for one in slow]
