"""A dictionary in the form that pythainlp's newmm asks for."""

from __future__ import annotations

from phaen.normalizers.repair.lexicon import Words
from pythainlp.tokenize import Trie


class WordSet(Trie):
    """A dictionary for newmm that is ready at once: a set of words in place of a tree of letters.

    pythainlp's own tree of the 62,000 words takes longer to build than most runs take to cut their names; the words
    that begin at a place are the same ones in the same order.
    """

    def __init__(self, words: Words) -> None:
        """``words`` without white space round them."""
        self._words = words

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._words

    def __bool__(self) -> bool:
        return True  # newmm asks whether it was given a dictionary, not how many words that has

    def __len__(self) -> int:
        return len(self._words.open_all())

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words that begin at ``start`` of ``text``, shortest first."""
        found = [text[start]] if text[start : start + 1] in self._words else []
        for length in self._words.lengths[text[start : start + 2]]:
            if length > 1 and (word := text[start : start + length]) in self._words.known:
                found.append(word)
        return found
