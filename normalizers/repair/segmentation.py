"""Thai text cut into words by pythainlp's newmm (maximal matching within character clusters)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from phaen.normalizers.repair.lexicon import Words
from pythainlp.corpus import thai_words
from pythainlp.tokenize import Trie, word_tokenize


class WordSet(Trie):
    """A dictionary for newmm that is ready at once: a set of words in place of a tree of letters.

    pythainlp's own tree of the 62,000 words takes longer to build than most runs take to cut their names; the words
    that begin at a place are the same ones in the same order.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """``words`` without white space round them."""
        self._words = Words.of(words)

    def __contains__(self, word: object) -> bool:
        return word in self._words.known

    def __len__(self) -> int:
        return len(self._words.known)

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words that begin at ``start`` of ``text``, shortest first."""
        found = [text[start]] if text[start : start + 1] in self._words.known else []
        for length in self._words.lengths.get(text[start : start + 2], ()):
            if length > 1 and (word := text[start : start + length]) in self._words.known:
                found.append(word)
        return found


@cache
def dictionary() -> WordSet:
    """pythainlp's dictionary."""
    return WordSet(thai_words())


@lru_cache(maxsize=1 << 16)
def tokenise(text: str) -> tuple[str, ...]:
    """The words of ``text`` by :func:`dictionary`; joined they give ``text`` again."""
    return tuple(word_tokenize(text, custom_dict=dictionary(), engine="newmm", keep_whitespace=True))
