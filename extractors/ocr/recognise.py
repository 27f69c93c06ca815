"""One page from picture to blocks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from phaen.extractors.model import Block, PageHealth
from phaen.extractors.ocr.glyphs import FONTS, to_glyphs
from phaen.extractors.ocr.judging import doubtful_figures, judge
from phaen.extractors.ocr.memory import as_memory_error
from phaen.extractors.ocr.mended_lines import mended, years_beside, years_headed
from phaen.extractors.ocr.orientation import stands_upright, upright
from phaen.extractors.ocr.page import bare_page, lay_out, see_lines
from phaen.extractors.ocr.phrases import restored
from phaen.extractors.ocr.picture import Grey, clean, render
from phaen.extractors.ocr.store import NOTHING, PageStore, SeenPage, page_key
from phaen.extractors.ocr.strangers import doubting_strangers
from phaen.extractors.pdf.glyphs.mending import block_texts, sample_share
from phaen.extractors.pdf.glyphs.thai import is_thai
from phaen.extractors.pdf.source.backend import RawPage


def _see(shown: tuple[Grey, float, float, float], number: int, seconds: float) -> SeenPage:
    """The page as it stands or, where that reads like nothing, turned. If it reads like nothing any way it is turned,
    no line of it is sure."""
    deadline = time.process_time() + seconds
    picture = clean(*shown)
    layout = lay_out(picture, number)
    readable = stands_upright(layout)
    if not readable:
        turned = upright(shown, number)
        readable = turned is not None
        picture, layout = turned or (picture, layout)
    lines = see_lines(layout, deadline)
    if not readable:
        lines = [replace(line, reading=replace(line.reading, agreement=0.0)) for line in lines]
    return SeenPage(replace(picture, grey=NOTHING), layout.shapes, lines)


@as_memory_error()
def recognise(
    document: Any, number: int, make_blocks: Callable[[RawPage], list[Block]], cache: Path | None, seconds: float
) -> tuple[list[Block], PageHealth] | None:
    """Blocks and health of page ``number`` of an open PDFium document; ``None`` for a page without text.

    Raises :class:`~phaen.extractors.ocr.clock.PageTooSlow` after so many ``seconds`` of computing, ``MemoryError``
    where the page needs more memory than there is.
    """
    shown = render(document, number - 1)
    store = PageStore(cache) if cache else None
    key = page_key(shown[0], shown[1]) if store else ""
    seen = store.load(key) if store else None
    if seen is None:
        seen = _see(shown, number, seconds)
        if store:
            store.store(key, seen)
    # after the cache: the phrases are those of the forms in use
    picture, shapes = seen.picture, seen.shapes
    lines = years_beside(years_headed([restored(mended(line)) for line in doubting_strangers(seen.lines)]))
    if not lines:
        return None
    page = bare_page(number, picture, shapes)
    page.glyphs, page.fonts, page.images = to_glyphs(lines), list(FONTS), 1.0
    thai = int(is_thai(page.glyphs.code).sum())
    blocks = make_blocks(page)
    share = round(sample_share(block_texts(blocks)), 4)
    health = PageHealth(number, thai, share, share, ocr=True, doubtful=doubtful_figures(lines))
    return judge(blocks, lines, picture), health
