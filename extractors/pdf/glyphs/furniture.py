"""Page numbers and running heads: printed on every page, part of no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.model import Block, Paragraph
from phaen.extractors.pdf.glyphs.wrapping import opens_with_label

_NUMBER = re.compile(
    r"[\s\-–—(\[]*(?:(?:หน้า|page)\s*(?:ที่)?\s*)?(?:[0-9๐-๙]{1,4}|[ivxlc]{1,6}|[ก-ฮ])(?:\s*(?:/|จาก|of)\s*[0-9๐-๙]{1,4})?[\s\-–—)\]]*",
    re.IGNORECASE,
)
_CHANGING = re.compile(r"[0-9๐-๙\s]+")
_DIGITS = re.compile(r"\d{1,4}")
_YEAR_WORD = re.compile(r"(?:ปี|พ\.\s*ศ\.?|ปีงบประมาณ|ปีการศึกษา)\s*$")
_YEAR = re.compile(r"\s*[2๒][5๕][0-9๐-๙]{2}\s*")
EDGE = 0.11
"""Share of the page's height, at the top and at the bottom, where furniture stands."""
MIN_PAGES = 3
MIN_SHARE = 0.4


def mark_furniture(blocks: Sequence[Block], heights: dict[int, float]) -> list[Block]:
    """``blocks`` with ``page_number`` and ``running_head`` among the flags of paragraphs that are furniture.

    ``heights`` gives the height of every page as shown.
    """
    heads = _repeated(blocks, heights)
    marked: list[Block] = []
    for above, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(block, Paragraph) and _at_edge(block, heights):
            if _NUMBER.fullmatch(block.text) and not _is_year_of(above, block):
                block = replace(block, flags=(*block.flags, "page_number"))
            elif _key(block) in heads:
                block = replace(block, flags=(*block.flags, "running_head"))
        marked.append(block)
    return marked


def _is_year_of(above: Block | None, block: Paragraph) -> bool:
    """Is ``block`` the year that the line above ends without (``… ประจำปีงบประมาณ พ.ศ.``), wrapped onto its own?"""
    if not isinstance(above, Paragraph) or above.place.page != block.place.page:
        return False
    return bool(_YEAR_WORD.search(above.text) and _YEAR.fullmatch(block.text))


def _repeated(blocks: Sequence[Block], heights: dict[int, float]) -> set[str]:
    """The texts, without their numbers, that stand on many pages, or on some with the page's own number in them."""
    pages: dict[str, dict[int, Paragraph]] = {}
    for block in blocks:
        if isinstance(block, Paragraph) and block.place.page and _at_edge(block, heights) and _key(block):
            pages.setdefault(_key(block), {}).setdefault(block.place.page, block)
    needed = max(MIN_PAGES, MIN_SHARE * len(heights))
    return {
        key for key, found in pages.items() if (len(found) >= needed and not _are_parts(found)) or _counts_pages(found)
    }


def _are_parts(found: dict[int, Paragraph]) -> bool:
    """Are they headings that each begin a part of the document on a page of its own (ส่วนที่ 1, part 1; ส่วนที่ 2)?"""
    texts = [block.text for block in found.values()]
    return len(set(texts)) == len(texts) and all(opens_with_label(text) for text in texts)


def _counts_pages(found: dict[int, Paragraph]) -> bool:
    """Is one of the numbers in a text of several pages the page's, the count starting wherever it may?

    Headings that count what the forms count (one indicator on each page) are none.
    """
    if any(opens_with_label(block.text) for block in found.values()):
        return False
    numbers = [[int(number) - page for number in _DIGITS.findall(block.text)] for page, block in found.items()]
    if len(numbers) < MIN_PAGES:
        return False
    return any(len(set(column)) == 1 for column in zip(*numbers, strict=False))


def _key(block: Paragraph) -> str:
    return _CHANGING.sub("", block.text)


def _at_edge(block: Paragraph, heights: dict[int, float]) -> bool:
    page, box = block.place.page, block.place.bbox
    if page is None or box is None or page not in heights:
        return False
    height = heights[page]
    return box[3] < EDGE * height or box[1] > (1 - EDGE) * height
