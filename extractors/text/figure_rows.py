"""Lines that are rows of figures, printed where no reader found a table.

A table without separators whose headings nobody knows stays text. Figures that follow one another on line after line
(``โครงการเยาวชนรักสัตย์ 15,000 15,000 20,000 กองการศึกษา``) are no sentences; they are told of, so that a document whose
tables were not read does not look as if it were.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from phaen.extractors.model import UNKNOWN_TABLE, Block, Paragraph
from phaen.normalizers.text import arabic_digits

FIGURES = 3
"""So many figures in a row are no sentence."""
AMOUNTS = 2
"""So many amounts (with a thousands comma, or in millions with four decimals)."""
ALONE = 5
"""So many figures in a row are one without another line."""
LINES = 2
"""So many lines of figures, else, are a table."""
LISTED = 4
"""So many lines with an amount each, that no word says of what, are a list of amounts."""
APART = 12
"""Lines between two of them at most."""

_FIGURE = r"(?:\(?-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?\)?|[-–])"
_WORD = r"(?:(?:[<>≤≥]|ไม่เกิน|ไม่น้อยกว่า|มากกว่า|น้อยกว่า)\s*)?(?:(?:ร้อยละ|ระดับ)\s*)?"
_RUN = re.compile(rf"(?<!\S){_WORD}{_FIGURE}(?:\s+{_WORD}{_FIGURE})+(?!\S)")
_NONE = re.compile(r"[ก-ฮ].*(?<!\S)[-–](?:\s+[-–]){2,}(?!\S)")
"""A row that has no figure in any of its columns; beside one that has, it is a row of the same table."""
_BARE_AMOUNT = re.compile(
    r"(?<!\S)\d{1,3}(?:,\d{3})+(?:\.\d{2}|\.-)?(?!\S)(?!\s*(?:บาท|คน|ราย|แห่ง|ครั้ง|ล้าน|เรื่อง|ไร่|ครัวเรือน|\())"
)
"""An amount behind which no unit stands, as a column has it."""
_AMOUNT = re.compile(r"\d,\d{3}|\.\d{4}$")
_YEAR = re.compile(r"(?:24|25|26)\d\d")
_PHONE = re.compile(r"โทร|แฟกซ์|(?:^|\s)0\d*(?:\s|$)")
_BLANKS = re.compile(r"[-–()%]")
_IS_TOLD = frozenset({UNKNOWN_TABLE, "contents"})
"""What tells already that a line is no text to be read, or is a row of a list of contents."""


def flag_figure_rows(blocks: Iterable[Block]) -> list[Block]:
    """``blocks`` with the flag ``unknown_table`` on paragraphs that are rows of figures: several, or one of many."""
    out = list(blocks)
    printed = {at: block.text for at, block in enumerate(out) if isinstance(block, Paragraph)}
    texts = {at: _plain(text) for at, text in printed.items()}
    figures = {at: count for at, text in texts.items() if (count := _longest(text))}
    amounts = [at for at, text in texts.items() if _BARE_AMOUNT.search(text)]
    for at in amounts:
        if _near(amounts, at) >= LISTED:
            figures[at] = max(figures.get(at, 0), FIGURES)
    counted = sorted(figures)
    rows = sorted(figures.keys() | {at for at, text in printed.items() if _NONE.search(text)})
    for at in rows:
        block = out[at]
        if not isinstance(block, Paragraph) or _IS_TOLD & set(block.flags) or not _near(counted, at):
            continue
        if _near(rows, at) >= LINES or figures.get(at, 0) >= ALONE:
            out[at] = replace(block, flags=(*block.flags, UNKNOWN_TABLE))
    return out


def is_figure_row(text: str) -> bool:
    """Does ``text`` have figures one behind another, as a row of a table has and no sentence?"""
    return _longest(_plain(text)) > 0


def has_bare_amount(text: str) -> bool:
    """Does an amount stand in ``text`` with no unit behind it, as in a column of amounts?"""
    return _BARE_AMOUNT.search(_plain(text)) is not None


def _near(places: Sequence[int], at: int) -> int:
    """How many of ``places``, in order, are at most ``APART`` from ``at``."""
    return bisect_right(places, at + APART) - bisect_left(places, at - APART)


def _plain(text: str) -> str:
    """``text`` in Arabic digits; nothing of a line with a telephone number, which is no figure."""
    plain = arabic_digits(text)
    return "" if _PHONE.search(plain) else plain


def _longest(plain: str) -> int:
    """How many figures stand one behind another as in a row of a table; 0 in a sentence."""
    return max((_figures(run.group()) for run in _RUN.finditer(plain)), default=0)


def _figures(run: str) -> int:
    tokens = [token for token in run.split() if token[-1] in "-–)%" or token[-1].isdigit()]
    figures = [token for token in tokens if any(map(str.isdigit, token))]
    if sum(_AMOUNT.search(token.strip("()")) is not None for token in figures) >= AMOUNTS:
        return len(figures)
    if len(tokens) == FIGURES and not tokens[1].strip("-–"):
        return 0  # from one figure to the other
    bare = [_BLANKS.sub("", token) for token in figures]
    if len(tokens) < FIGURES or len(figures) < AMOUNTS or all(_YEAR.fullmatch(token) for token in bare):
        return 0
    counted = [int(token) for token in bare if token.isdigit()]
    counts = len(counted) == len(bare) and all(b - a in (1, -1) for a, b in pairwise(counted))
    return 0 if counts else len(figures)
