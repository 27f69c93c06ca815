"""Pages with too little text to judge, in a file whose other pages have a wrong Unicode map: the map is the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from phaen.extractors.model import Block, PageHealth, Paragraph

MIN_THAI = 60
"""Thai characters from which a page is judged by itself."""
MIN_SHARE = 0.5
_DAMAGE = "wrong_tounicode"


def distrust_small_pages(
    blocks: Sequence[Block], health: Sequence[PageHealth], empty: Callable[[int], Paragraph]
) -> tuple[list[Block], list[PageHealth]]:
    """``blocks`` and ``health`` with small pages made unreadable, if most of the pages that tell are.

    ``empty`` gives the paragraph that stands for an unreadable page.
    """
    telling = [page for page in health if page.thai_chars >= MIN_THAI and not page.ocr]
    wrong = [page for page in telling if not page.readable and _DAMAGE in page.damages]
    if not wrong or len(wrong) < MIN_SHARE * len(telling):
        return list(blocks), list(health)
    small = {p.page for p in health if p.readable and not p.ocr and 0 < p.thai_chars < MIN_THAI}
    kept: list[Block] = []
    done: set[int] = set()
    for block in blocks:
        number = block.place.page
        if number not in small:
            kept.append(block)
        elif number not in done:
            done.add(number)
            kept.append(empty(number))
    judged = []
    for page in health:
        if page.page in small:
            page = replace(page, readable=False, damages={**page.damages, _DAMAGE: page.thai_chars})
        judged.append(page)
    return kept, judged
