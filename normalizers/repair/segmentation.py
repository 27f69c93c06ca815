"""Thai text cut into words by pythainlp's newmm (maximal matching within character clusters).

pythainlp takes a tenth of a second to import, and many documents need no word cut: it is imported at first use.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phaen.normalizers.repair.word_set import WordSet


@cache
def dictionary() -> WordSet:
    """pythainlp's dictionary."""
    from phaen.normalizers.repair import lexicon
    from phaen.normalizers.repair.word_set import WordSet

    return WordSet(lexicon.dictionary())


@lru_cache(maxsize=1 << 16)
def tokenise(text: str) -> tuple[str, ...]:
    """The words of ``text`` by :func:`dictionary`; joined they give ``text`` again."""
    from pythainlp.tokenize import word_tokenize

    return tuple(word_tokenize(text, custom_dict=dictionary(), engine="newmm", keep_whitespace=True))
