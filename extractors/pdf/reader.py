"""A PDF into the document model, page by page: nothing of a page but its blocks is kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
from phaen.extractors.model import BBox, Block, Document, PageHealth, Paragraph, Place, Repair, Table
from phaen.extractors.ocr import NEVER, OcrOptions, PageReader
from phaen.extractors.pdf.garbage import few_looks_for_garbage
from phaen.extractors.pdf.glyphs.codes import CodeRepair
from phaen.extractors.pdf.glyphs.doubtful_pages import distrust_small_pages
from phaen.extractors.pdf.glyphs.fractions import join_fractions
from phaen.extractors.pdf.glyphs.furniture import mark_furniture
from phaen.extractors.pdf.glyphs.health import page_health, unreadable
from phaen.extractors.pdf.glyphs.lines import Line, build_lines, mend_lines
from phaen.extractors.pdf.glyphs.mending import block_texts, list_repairs, mend_blocks, sample_share
from phaen.extractors.pdf.glyphs.printed_twice import repeated
from phaen.extractors.pdf.glyphs.sideways import sideways_lines
from phaen.extractors.pdf.glyphs.signs import (
    mark_underlined,
    place_written,
    take_tick_boxes,
    take_underlined_signs,
)
from phaen.extractors.pdf.glyphs.struck import take_struck
from phaen.extractors.pdf.glyphs.unseen import flag_places, unseen_paragraphs
from phaen.extractors.pdf.ruled.arrows import Arrow, place_arrows, shaded, take_arrows
from phaen.extractors.pdf.ruled.cells import Mark, page_blocks, regions
from phaen.extractors.pdf.ruled.crossing import keep_runs_whole
from phaen.extractors.pdf.ruled.frames import Frames
from phaen.extractors.pdf.ruled.open_heads import with_head_rules
from phaen.extractors.pdf.ruled.rules import Edge, Grid, close_open_ends, find_grids, merged, page_edges
from phaen.extractors.pdf.ruled.side_by_side import OUTSIDE, Zone, find_zones, part_columns
from phaen.extractors.pdf.source.backend import Ints, RawPage, Source
from phaen.extractors.pdf.source.libraries import open_source
from phaen.extractors.pdf.unruled.doubts import flag_guessed_rows
from phaen.extractors.pdf.unruled.memory import OpenTables
from phaen.extractors.pdf.unruled.tables import open_edges, unruled

TABLE_PICTURE = "table_picture"
"""Flag of a place where a table stands as a picture that was not read."""
MAX_RAW = 20_000
"""Characters of an unreadable page that are kept as raw text."""


@dataclass(slots=True)
class _Reading:
    """What is kept of the pages read so far."""

    blocks: list[Block] = field(default_factory=list)
    health: list[PageHealth] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    flags: dict[str, None] = field(default_factory=dict)
    codes: CodeRepair = field(default_factory=CodeRepair)
    open_tables: OpenTables = field(default_factory=OpenTables)
    hidden: list[Paragraph] = field(default_factory=list)
    frames: Frames = field(default_factory=Frames)


def read_pdf(
    data: bytes,
    source_file: str,
    *,
    backend: str = "pdfium",
    password: str | None = None,
    ocr: OcrOptions = NEVER,
    pages: frozenset[int] | None = None,
) -> Document:
    """The PDF ``data``, or its ``pages`` alone, as a document: blocks in reading order, repairs and health of pages.

    A page whose text layer cannot be used gives one empty paragraph flagged ``page_unreadable``, whose ``raw`` is
    what the layer holds; the document then has the flag ``page_unreadable`` too. Raises
    :class:`~phaen.extractors.model.UnreadableDocument` when the file is no PDF, is encrypted and ``password`` is
    missing or wrong, is damaged beyond reading, or has no pages.
    """
    source = open_source(data, backend, password)
    source.only = pages
    recogniser = PageReader(data, password, ocr)
    try:
        with few_looks_for_garbage():
            reading = _read_pages(source, recogniser)
    finally:
        recogniser.close()
        source.close()
    blocks, health = distrust_small_pages(reading.blocks, reading.health, lambda page: _stand_in(page, reading))
    reading.flags.update(recogniser.flags)
    return Document(
        doc_id=hashlib.sha256(data).hexdigest()[:16],
        source_file=source_file,
        kind="pdf",
        blocks=tuple(flag_guessed_rows(mark_furniture(blocks, reading.heights))),
        page_count=source.page_count,
        pages=tuple(health),
        repairs=tuple(reading.repairs),
        flags=tuple(reading.flags),
        hidden=tuple(reading.hidden),
    )


def _read_pages(source: Source, recogniser: PageReader) -> _Reading:
    reading = _Reading()
    for page in source.pages():
        _read_page(page, reading, recogniser)
    if reading.codes.late:  # later pages have told what a font's characters are on earlier ones
        reading = _Reading(codes=reading.codes)
        for page in source.pages():
            _read_page(page, reading, recogniser)
    return reading


def _read_page(page: RawPage, reading: _Reading, recogniser: PageReader) -> None:
    damages: Counter[str] = Counter(actual_text=page.actual_text) if page.actual_text else Counter()
    place_written(page)
    take_struck(page)
    again = repeated(page.glyphs)
    if again.any():
        page.glyphs = page.glyphs.take(~again)
    take_underlined_signs(page)
    raw_code = reading.codes.repair(page.glyphs, page.fonts, damages)
    unusable = unreadable(page, raw_code)
    blocks: list[Block] = []
    unseen: list[Paragraph] = []
    before = after = 0.0
    if unusable is None:
        blocks, unseen = blocks_of_page(page, raw_code, reading.codes, damages, reading.open_tables, reading.frames)
        before = after = sample_share(block_texts(blocks))
        mended = mend_blocks(blocks, after, damages)
        repairs = list_repairs(mended, damages)
        if repairs:
            before = sample_share(block_texts(blocks, raw=True))
            after = sample_share(block_texts(mended))
        blocks = mended
        reading.repairs += repairs
    health = page_health(page, before, after, damages, unusable)
    seen = recogniser.read(page.number, _recognised_blocks) if recogniser.wanted(page, health) else None
    if seen is not None:
        blocks, health = seen
    elif page.table_pictures and health.readable:
        blocks, health = _with_pictures(page, blocks, health, recogniser)
    if not health.readable:
        blocks, unseen = [_unreadable_page(page, raw_code)], []
        reading.flags["page_unreadable"] = None
    reading.hidden += unseen
    reading.flags.update(dict.fromkeys(flag for paragraph in unseen for flag in paragraph.flags))
    reading.blocks += blocks
    reading.health.append(health)
    reading.heights[page.number] = page.width if page.turns % 2 else page.height
    reading.flags.update(dict.fromkeys(page.flags))


def _with_pictures(
    page: RawPage, blocks: list[Block], health: PageHealth, recogniser: PageReader
) -> tuple[list[Block], PageHealth]:
    """``blocks`` with what is recognised in pictures of tables, or with a flagged empty paragraph for each."""
    seen = recogniser.read(page.number, _recognised_blocks) if recogniser.allowed else None
    found: list[Block] = []
    for box in map(page.shown, page.table_pictures):
        read = [block for block in seen[0] if _inside(block, box)] if seen is not None else []
        if any(isinstance(block, Table) for block in read):
            found += read
        else:
            found.append(Paragraph("", "", Place(page=page.number, bbox=box), flags=(TABLE_PICTURE,)))
    if seen is not None and any(isinstance(block, Table) for block in found):
        health = replace(health, ocr=True, doubtful=seen[1].doubtful)
    return sorted([*blocks, *found], key=lambda block: block.place.bbox[1] if block.place.bbox else 0.0), health


def _inside(block: Block, box: BBox) -> bool:
    own = block.place.bbox
    if own is None:
        return False
    x, y = (own[0] + own[2]) / 2, (own[1] + own[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def blocks_of_page(
    page: RawPage, raw_code: Ints, codes: CodeRepair, damages: Counter[str], open_tables: OpenTables, frames: Frames
) -> tuple[list[Block], list[Paragraph]]:
    """Tables and paragraphs of one page, and what stands on it unseen.

    ``raw_code`` holds the characters' codes before ``codes`` repaired them.
    """
    take_tick_boxes(page)
    if len(page.glyphs) > len(raw_code):
        raw_code = np.append(raw_code, page.glyphs.code[len(raw_code) :])
    arrows = take_arrows(page)
    edges = close_open_ends(page_edges(page))
    grids, edges = with_head_rules(find_grids(edges, page), edges, page)
    grids = frames.without(grids)
    found: Counter[str] = Counter()
    lines, doubts, zones = _lines(page, raw_code, grids, arrows, found)
    added = open_edges([line for line in lines if line.region <= OUTSIDE], edges, page.shapes, open_tables)
    if added:
        grids = frames.without(find_grids(merged([*edges, *added]), page))
        found.clear()
        lines, doubts, zones = _lines(page, raw_code, grids, arrows, found)
    damages.update(found)
    mend_lines(lines, damages)
    if page.sideways:
        lines += sideways_lines(page, grids, lambda part: codes.repair(part, page.fonts, damages), damages)
    mark_underlined(lines, page.shapes)
    borders = [cell[4] for grid in grids for cell in grid.cells]
    marks = [_mark(grid, edges, open_tables) for grid in grids] if added else []
    blocks = page_blocks(page, grids, join_fractions(lines, page.shapes, borders), marks, doubts, zones)
    unseen = unseen_paragraphs(page, grids, codes)
    return flag_places(blocks, unseen), [paragraph for paragraph, _ in unseen]


def _mark(grid: Grid, edges: list[Edge], open_tables: OpenTables) -> Mark:
    _, top, _, bottom = grid.box
    return Mark(
        unruled(grid.ys[1:-1], grid.box[0], grid.box[2], edges),
        any(a < bottom and b > top for a, b in open_tables.guessed),
        open_tables.cut is not None and top < open_tables.cut < bottom,
    )


def _recognised_blocks(page: RawPage) -> list[Block]:
    return blocks_of_page(page, page.glyphs.code.copy(), CodeRepair(), Counter(), OpenTables(), Frames())[0]


def _lines(
    page: RawPage, raw_code: Ints, grids: list[Grid], arrows: list[Arrow], damages: Counter[str]
) -> tuple[list[Line], dict[int, str], list[Zone]]:
    """The lines of all cells and of the page round them, the flags of cells by number, and where columns stand."""
    glyphs, raw_code = place_arrows(page.glyphs, raw_code, grids, [*arrows, *shaded(page, grids)])
    found = regions(glyphs, grids)
    boxes = [cell[4] for grid in grids for cell in grid.cells]
    doubts = keep_runs_whole(glyphs, found, boxes, page.clipped)
    zones = find_zones(grids, glyphs, found) if len(grids) > 1 else []
    part_columns(glyphs, found, zones)
    return build_lines(glyphs, raw_code, found, page.fonts, damages), doubts, zones


def _stand_in(number: int, reading: _Reading) -> Paragraph:
    raw = "\n".join(block_texts([block for block in reading.blocks if block.place.page == number], raw=True))
    return Paragraph("", raw, Place(page=number), confidence=0.0, flags=("page_unreadable",))


def _unreadable_page(page: RawPage, raw_code: Ints) -> Paragraph:
    codes = np.where((raw_code <= 0) | ((raw_code >= 0xD800) & (raw_code < 0xE000)), 0xFFFD, raw_code)
    raw = codes[:MAX_RAW].astype("<u4").tobytes().decode("utf-32-le")
    box = page.shown((0.0, 0.0, page.width, page.height))
    return Paragraph("", raw, Place(page=page.number, bbox=box), confidence=0.0, flags=("page_unreadable",))
