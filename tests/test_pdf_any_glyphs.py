"""Whatever characters and shapes a page has, it becomes blocks: no content of a file may end in an error."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from phaen.extractors.model import Paragraph
from phaen.extractors.pdf.glyphs.codes import CodeRepair
from phaen.extractors.pdf.glyphs.turning import upright
from phaen.extractors.pdf.reader import blocks_of_page
from phaen.extractors.pdf.ruled.frames import Frames
from phaen.extractors.pdf.source.backend import Font, Glyphs, RawPage, sound_codes
from phaen.extractors.pdf.unruled.memory import OpenTables

CODES = st.one_of(
    st.integers(0x0E01, 0x0E5B),
    st.integers(0x20, 0x7E),
    st.sampled_from([0x0E33, 0x0E4D, 0x0E48, 0xC9, 0xCA, 0x158, 0xF701, 0xF0B3, 0xFFFD, 0x20, 0xA0, 0x2610, 0]),
    st.integers(-(2**31), 2**31 - 1),
)
PLACES = st.one_of(
    st.floats(0, 600, width=32),
    st.sampled_from([0.0, -1e6, 1e6, 3e38, float("inf"), float("nan"), 72.0, 84.0, 96.0]),
)
SIZES = st.one_of(st.floats(0, 40, width=32), st.sampled_from([0.0, 12.0, 12.0, 1e6]))
CHARACTERS = st.tuples(
    CODES, PLACES, st.floats(-2, 40, width=32), PLACES, SIZES, st.integers(0, 2), st.integers(0, 4), st.booleans()
)
SHAPES = st.tuples(PLACES, PLACES, PLACES, PLACES, st.integers(0, 3), st.booleans())


def page_of(characters: list[tuple], shapes: list[tuple]) -> RawPage:
    table = np.array(characters, np.float64).reshape(-1, 8)
    count = len(table)
    lost = table[:, 7] > 0
    glyphs = Glyphs(
        code=sound_codes(table[:, 0].astype(np.int64), lost),
        x0=table[:, 1].copy(),
        x1=table[:, 1] + table[:, 2],
        anchor=table[:, 1] + table[:, 2] / 2,
        y=table[:, 3].copy(),
        size=table[:, 4].copy(),
        font=table[:, 5].astype(np.int32),
        run=np.arange(count, dtype=np.int32) // 3,
        turn=table[:, 6].astype(np.int32),
        lost=lost,
        hint=table[:, 7] > 0,
    )
    drawn = np.array(shapes, np.float64).reshape(-1, 6)
    drawn[:, :4] = np.stack(
        [np.minimum(drawn[:, 0], drawn[:, 2]), np.minimum(drawn[:, 1], drawn[:, 3]),
         np.maximum(drawn[:, 0], drawn[:, 2]), np.maximum(drawn[:, 1], drawn[:, 3])], axis=1,
    )  # fmt: skip
    fonts = [Font("a#0", "a"), Font("b#1", "b", True), Font("Symbol#2", "Symbol")]
    return upright(1, (0.0, 0.0, 595.0, 842.0), 0, glyphs, fonts, drawn, 0.0, [])


@settings(max_examples=150, deadline=None)
@given(st.lists(CHARACTERS, max_size=60), st.lists(SHAPES, max_size=30))
def test_any_characters_and_shapes_become_blocks(characters: list[tuple], shapes: list[tuple]) -> None:
    page = page_of(characters, shapes)
    damages: Counter[str] = Counter()
    codes = CodeRepair()
    raw = codes.repair(page.glyphs, page.fonts, damages)
    blocks, unseen = blocks_of_page(page, raw, codes, damages, OpenTables(), Frames())
    for block in [*blocks, *unseen]:
        texts = [block.text] if isinstance(block, Paragraph) else [text for row in block for text in row.texts()]
        for text in texts:
            text.encode("utf8")


def test_numbers_that_are_no_code_points_are_lost() -> None:
    lost = np.zeros(5, bool)
    codes = sound_codes(np.array([0x0E01, -257382528, 0x110000, 0xD800, 0x10FFFF], np.int64), lost)
    assert codes.tolist() == [0x0E01, 0, 0, 0, 0x10FFFF]
    assert lost.tolist() == [False, True, True, True, False]
