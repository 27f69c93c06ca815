"""A PDF into the document model, page by page: nothing of a page but its blocks is kept."""

from __future__ import annotations

import hashlib
from collections import Counter

from extractors.model import Block, Document, PageHealth, Repair
from extractors.pdf.backend import RawPage, open_source
from extractors.pdf.cells import page_blocks, regions
from extractors.pdf.lines import Line, build_lines, mend_lines
from extractors.pdf.rules import close_open_ends, find_grids, page_edges
from extractors.pdf.signs import join_fractions, mark_underlined, take_tick_boxes


def read_pdf(data: bytes, source_file: str, *, backend: str = "pdfium", password: str | None = None) -> Document:
    """The PDF ``data`` as a document: blocks in reading order, repairs and health of every page.

    Raises :class:`extractors.model.UnreadableDocument` when the file is no PDF, is encrypted and ``password`` is
    missing or wrong, is damaged beyond reading, or has no pages.
    """
    source = open_source(data, backend, password)
    blocks: list[Block] = []
    health: list[PageHealth] = []
    repairs: list[Repair] = []
    flags: dict[str, None] = {}
    try:
        for page in source.pages():
            blocks += _read_page(page)
            flags.update(dict.fromkeys(page.flags))
    finally:
        source.close()
    return Document(
        doc_id=hashlib.sha256(data).hexdigest()[:16],
        source_file=source_file,
        kind="pdf",
        blocks=tuple(blocks),
        page_count=source.page_count,
        pages=tuple(health),
        repairs=tuple(repairs),
        flags=tuple(flags),
    )


def _read_page(page: RawPage) -> list[Block]:
    damages: Counter[str] = Counter()
    take_tick_boxes(page)
    edges = close_open_ends(page_edges(page))
    grids = find_grids(edges, page)
    region = regions(page.glyphs, grids)
    lines: list[Line] = build_lines(page.glyphs, page.glyphs.code, region, page.fonts, damages)
    mend_lines(lines, damages)
    borders = [cell[4] for grid in grids for cell in grid.cells]
    mark_underlined(lines, page.shapes)
    lines = join_fractions(lines, page.shapes, borders)
    return page_blocks(page, grids, lines)
