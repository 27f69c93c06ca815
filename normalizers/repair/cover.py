"""A run of Thai letters as words: which of its letters stand in trusted words, and which in none."""

from __future__ import annotations

from functools import lru_cache

from phaen.normalizers.repair.lexicon import trusted

_DEPENDENTS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎ะาำๅ")


@lru_cache(maxsize=1 << 13)
def cover(run: str) -> tuple[tuple[int, int, bool], ...]:
    """``run`` cut greedily into (start, end, known) by trusted words; letters of no word stand together.

    Asked of the same run by each stretch that it is a part of, and by every cell that repeats it.
    """
    words = trusted()
    known, lengths = words.known, words.lengths
    tokens: list[tuple[int, int, bool]] = []
    at, size = 0, len(run)
    lost = -1
    while at < size:
        found = 0
        for length in reversed(lengths[run[at : at + 2]]):
            end = at + length
            if end <= size and run[at:end] in known and (end == size or run[end] not in _DEPENDENTS):
                found = end
                break
        if not found and run[at] in "ๆฯ \n\u00a0":
            found = at + 1
        if found:
            if lost >= 0:
                tokens.append((lost, at, False))
                lost = -1
            tokens.append((at, found, True))
            at = found
        else:
            lost = at if lost < 0 else lost
            at += 1
    if lost >= 0:
        tokens.append((lost, size, False))
    return tuple(tokens)
