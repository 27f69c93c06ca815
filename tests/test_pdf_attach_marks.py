"""Marks that stand over another letter are set to it all at once: to the letters that each would find by itself."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from phaen.extractors.pdf.glyphs.lines import FIRST_DIGIT, _attach_by_place
from phaen.extractors.pdf.source.backend import Glyphs

PLACE = st.integers(0, 40).map(lambda half: half / 2)
LETTER = st.tuples(st.sampled_from([0x0E01, 0x0E04, 0x2E, 0x0E48, 0x0E34]), PLACE, PLACE, st.sampled_from([4.0, 8.0]))


def glyphs_of(letters: list[tuple[int, float, float, float]]) -> Glyphs:
    code, x0, y, size = (np.array(column) for column in zip(*letters, strict=True))
    whole, none = np.zeros(len(code), np.int32), np.zeros(len(code), bool)
    x0, y, size = x0.astype(float), y.astype(float), size.astype(float)
    return Glyphs(code.astype(np.int64), x0, x0 + size / 2, x0 + size / 4, y, size, whole, whole, whole, none, none)


def one_by_one(glyphs: Glyphs, wrong: np.ndarray, letter: np.ndarray, owner: np.ndarray) -> int:
    letters = [k for k in np.flatnonzero(letter) if glyphs.code[k] >= FIRST_DIGIT]
    moved = 0
    for i in wrong:
        size = glyphs.size[i]
        near = [k for k in letters if abs(glyphs.y[k] - glyphs.y[i]) <= 0.5 * size]
        outside = [max(glyphs.x0[k] - glyphs.anchor[i], glyphs.anchor[i] - glyphs.x1[k], 0.0) for k in near]
        if not letters:
            owner[i] = i
        elif near and min(outside) <= 0.35 * size:
            chosen = near[outside.index(min(outside))]
            moved += chosen != owner[i]
            owner[i] = chosen
        elif owner[i] < 0 or abs(glyphs.y[owner[i]] - glyphs.y[i]) > 0.5 * size:
            owner[i] = i
    return moved


@given(st.lists(LETTER, min_size=1, max_size=30))
def test_each_mark_finds_its_nearest_letter(letters: list[tuple[int, float, float, float]]) -> None:
    glyphs = glyphs_of(letters)
    mark = np.isin(glyphs.code, [0x0E48, 0x0E34])
    owner = np.maximum.accumulate(np.where(~mark, np.arange(len(mark)), -1))
    plain, found, damages = owner.copy(), owner.copy(), Counter[str]()
    moved = one_by_one(glyphs, np.flatnonzero(mark), ~mark, plain)
    _attach_by_place(glyphs, np.flatnonzero(mark), ~mark, found, damages)
    assert found.tolist() == plain.tolist()
    assert damages == (Counter(displaced_mark=moved) if moved else Counter())
