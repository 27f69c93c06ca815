"""Page numbers and running heads: printed on every page, part of no text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.model import Block, Paragraph

_NUMBER = re.compile(
    r"[\s\-–—(\[]*(?:(?:หน้า|page)\s*(?:ที่)?\s*)?(?:[0-9๐-๙]{1,4}|[ivxlc]{1,6}|[ก-ฮ])(?:\s*(?:/|จาก|of)\s*[0-9๐-๙]{1,4})?[\s\-–—)\]]*",
    re.IGNORECASE,
)
_CHANGING = re.compile(r"[0-9๐-๙\s]+")
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
    for block in blocks:
        if isinstance(block, Paragraph) and _at_edge(block, heights):
            if _NUMBER.fullmatch(block.text):
                block = replace(block, flags=(*block.flags, "page_number"))
            elif _key(block) in heads:
                block = replace(block, flags=(*block.flags, "running_head"))
        marked.append(block)
    return marked


def _repeated(blocks: Sequence[Block], heights: dict[int, float]) -> set[str]:
    pages: Counter[str] = Counter()
    seen: set[tuple[int | None, str]] = set()
    for block in blocks:
        if isinstance(block, Paragraph) and _at_edge(block, heights):
            key = _key(block)
            if key and (block.place.page, key) not in seen:
                seen.add((block.place.page, key))
                pages[key] += 1
    needed = max(MIN_PAGES, MIN_SHARE * len(heights))
    return {key for key, count in pages.items() if count >= needed}


def _key(block: Paragraph) -> str:
    return _CHANGING.sub("", block.text)


def _at_edge(block: Paragraph, heights: dict[int, float]) -> bool:
    page, box = block.place.page, block.place.bbox
    if page is None or box is None or page not in heights:
        return False
    height = heights[page]
    return box[3] < EDGE * height or box[1] > (1 - EDGE) * height
