"""One page from picture to blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractors.model import Block, PageHealth
from extractors.ocr.glyphs import FONTS, to_glyphs
from extractors.ocr.judging import doubtful_figures, judge
from extractors.ocr.page import bare_page, see_page
from extractors.ocr.picture import clean, render
from extractors.ocr.store import PageStore, page_key
from extractors.pdf.backend import RawPage
from extractors.pdf.mending import block_texts, sample_share
from extractors.pdf.thai import is_thai


def recognise(
    document: Any, number: int, make_blocks: Callable[[RawPage], list[Block]], cache: Path | None
) -> tuple[list[Block], PageHealth] | None:
    """Blocks and health of page ``number`` of an open PDFium document; ``None`` for a page without text."""
    grey, scale, width, height = render(document, number - 1)
    picture = clean(grey, scale, width, height)
    store = PageStore(cache) if cache else None
    key = page_key(picture.grey, scale) if store else ""
    known = store.load(key) if store else None
    if known is None:
        known = see_page(picture, number)
        if store:
            store.store(key, *known)
    shapes, lines = known
    if not lines:
        return None
    page = bare_page(number, picture, shapes)
    page.glyphs, page.fonts, page.images = to_glyphs(lines), list(FONTS), 1.0
    thai = int(is_thai(page.glyphs.code).sum())
    blocks = make_blocks(page)
    share = round(sample_share(block_texts(blocks)), 4)
    health = PageHealth(number, thai, share, share, ocr=True, doubtful=doubtful_figures(lines))
    return judge(blocks, lines, picture), health
