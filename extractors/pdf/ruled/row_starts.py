"""Where the entries of one ruled row begin that no rule parts: told by their baselines, numbers and figures.

Offices draw vertical rules only, leave a rule out, print parallel lines into one row, or number the indicators of a
project inside its cell, each with its unit and target on its own baseline. What tells where an entry begins, from the
surest to the least sure: running numbers in the first column; numbered items with a figure beside each; one line in
every column, most of them figures; lines that open like projects with an amount beside each; free height across all
columns. The last two are guesses, and flagged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.settings import ROWS
from phaen.normalizers.text import arabic_digits

_NUMBER = re.compile(r"\s*\(?([0-9]{1,3})[.)]{0,2}\s*")
_ITEM = re.compile(r"\s*\(?([0-9]{1,2})[.)](?![0-9])")
_SUB_ITEM = re.compile(r"\s*([0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[.)]?\s*(?:\(([0-9]{1,2})\))?\s*[^0-9\s.,]")
"""An item with a number of several parts: ``1.1.2 (3) โครงการ…``, ``2.1 กิจกรรม…``."""
_CUT_GROUP = re.compile(r"[0-9],[0-9]{0,2}$")
_FIGURE = re.compile(r"[-–—]|[<>≤≥]?\s*[0-9][0-9,. ]*(?:%|บาท|คะแนน|\.-|\s*\.-\s*บาท)?|ไม่ใช้งบประมาณ|-?\s*ไม่มี\s*-?")
_ENTRY = re.compile(r"[-–—]|(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})*)(?:\.[0-9]+)?")
"""A figure of its own: none that goes on in the next line, nor the rest of one (0,000)."""
_BULLET = re.compile(r"\s*[-–•]")
_REACHED = re.compile(r"\W*คะแนนที่ได้")
_TOTAL = re.compile(rf"\W*รวม|{_REACHED.pattern}")
_OPENER = re.compile(r"\W*(?:โครงการ|กิจกรรม)")

Lines = list[list[Line]]
"""The lines of every cell of a grid, in the grid's order."""


@dataclass(frozen=True, slots=True)
class Split:
    """Where the entries of one grid row begin (baselines), which of its cells are parted, and how sure that is.

    No ``cells``: all of them.
    """

    starts: tuple[float, ...]
    cells: frozenset[int] = frozenset()
    guessed: bool = False

    def parts(self, number: int) -> bool:
        """Is the cell ``number`` of the row parted?"""
        return not self.cells or number in self.cells


def split_of(cells: Sequence[int], inside: Lines) -> Split | None:
    """Where the entries of a row begin whose cells with text are ``cells``; ``None``: it is one entry."""
    rules = (_by_number, items_of, _by_total, _by_figures, _by_baselines, _by_opener, _by_gap, _by_numbering)
    for rule in rules:
        split = rule(cells, inside)
        if split is not None:
            return _with_gaps(split, cells, inside) if not (split.guessed or split.cells) else split
    return None


def _with_gaps(split: Split, cells: Sequence[int], inside: Lines) -> Split:
    """``split`` and, where free height stands above each of its entries, those that begin below other such heights.

    Totals and sections have no number, but the program that parted the numbered entries parted them too.
    """
    gaps = _below_gaps(cells, inside)
    if not _above_all(split.starts[1:], gaps):
        return split
    first = min((line for number in cells for line in inside[number]), key=lambda line: line.base)
    near = ROWS.same_line * first.size
    more = [line.base for line in (first, *gaps) if all(abs(line.base - start) > near for start in split.starts)]
    return Split(tuple(sorted([*split.starts, *more]))) if more else split


def _right_of(place: int, split: Split, cells: Sequence[int], inside: Lines) -> Split | None:
    """``split`` of the cells from ``place`` on, and of those on their left that hold more than a group's name.

    ``None`` where only one cell has text in several entries: that is a list.
    """
    begins = {number: [bool(part) for part in dealt(inside[number], split.starts)] for number in cells}
    if sum(sum(parts) > 1 for parts in begins.values()) < 2:
        return None
    left = [number for number in cells[:place] if any(begins[number][1:])]
    return replace(split, cells=frozenset([*left, *cells[place:]]))


def _above_all(starts: Sequence[float], gaps: Sequence[Line]) -> bool:
    """Do the lines below free height begin every entry of ``starts``?"""
    return all(any(abs(start - line.base) <= ROWS.same_line * line.size for line in gaps) for start in starts)


def _by_total(cells: Sequence[int], inside: Lines) -> Split | None:
    """One number alone in the first column, and a total below it."""
    return _by_number(cells, inside, fewest=1)


def _by_number(cells: Sequence[int], inside: Lines, fewest: int = 2) -> Split | None:
    """Running numbers alone in the first column, each with text beside it."""
    first = inside[cells[0]]
    numbers = [(line, found) for line in first if (found := _NUMBER.fullmatch(arabic_digits(line.text)))]
    values = [int(found[1]) for _, found in numbers]
    up = all(below in (above + 1, 1) for above, below in pairwise(values))
    down = all(below == above - 1 for above, below in pairwise(values))  # levels of a rubric
    totals = _totals(cells, inside)
    if len(numbers) < fewest or len(numbers) + len(totals) < 2 or not (up or down):
        return None
    known = [*_below_gaps(cells, inside), *totals]
    last = min((line.base for line in first if _TOTAL.match(line.text)), default=float("inf"))  # and what wraps of it
    others = [line for line in first if line.base <= last and all(line is not number for number, _ in numbers)]
    if not all(_on(line.base, line.size, known) for line in others):
        return None
    beside = [line for number in cells[1:] for line in inside[number]]
    if not all(_on(line.base, line.size, beside) for line, _ in numbers):
        return None
    return Split(tuple(sorted(line.base for line in [*(line for line, _ in numbers), *totals])))


def _totals(cells: Sequence[int], inside: Lines) -> list[Line]:
    """Lines that open like a total, in the first two columns (รวม) or in any (points reached), with a figure beside."""
    figures = [line for number in cells for line in inside[number] if _is_figure(line.text)]
    labels = [line for number in cells[:2] for line in inside[number] if _TOTAL.match(line.text)]
    labels += [line for number in cells[2:] for line in inside[number] if _REACHED.match(line.text)]
    return [line for line in labels if _on(line.base, line.size, figures)]


def items_of(cells: Sequence[int], inside: Lines) -> Split | None:
    """Numbered items in a column, and a figure for each in a column on their right.

    In the first column, or where free height stands above each, the items are entries of the table; else the cells
    beside them are parted: those that follow with one text for each, then those that hold nothing but figures.
    """
    for place, number in enumerate(cells):
        starts = _items(inside[number])
        if len(starts) < 2:
            continue
        gaps = _below_gaps(cells, inside)
        if gaps and _above_all(starts[1:], gaps):
            return _right_of(place, _with_gaps(Split(starts), cells, inside), cells, inside)
        totals = [line.base for line in _totals(cells, inside) if line.base > starts[0]]
        starts = tuple(sorted({*starts, *totals}))
        beside = cells[place + 1 :]
        figures = next((inside[other] for other in beside if _all_figures(inside[other])), [])
        starts = _with_bullets(starts, inside[number], figures)
        each = _while_one_each(beside, inside, starts)
        rest = takewhile(lambda other: _all_figures(inside[other]), beside[len(each) :])
        if not any(len(inside[other]) == len(starts) and _all_figures(inside[other]) for other in each):
            return None
        if place == 0:
            return Split(starts)
        if totals:
            first = min(line.base for other in cells for line in inside[other])
            near = ROWS.same_line * inside[number][0].size
            whole = Split((first, *starts) if starts[0] - first > near else starts)
            return _right_of(place, whole, cells, inside)
        return Split(starts, frozenset([number, *each, *rest]))
    return None


def _items(lines: Sequence[Line]) -> tuple[float, ...]:
    """Baselines of the lines that open with the next number, if the first line does."""
    if lines and _SUB_ITEM.match(arabic_digits(lines[0].text)):
        return _sub_items(lines)
    starts: list[float] = []
    last = 0
    for line in lines:
        found = _ITEM.match(arabic_digits(line.text))
        if found and (not starts or int(found[1]) == last + 1):
            starts.append(line.base)
            last = int(found[1])
        elif not starts:
            return ()
    return tuple(starts)


def _sub_items(lines: Sequence[Line]) -> tuple[float, ...]:
    """Baselines of the lines that open with a number of several parts, each greater than the one before."""
    starts: list[float] = []
    last: tuple[int, ...] = ()
    for line in lines:
        found = _SUB_ITEM.match(arabic_digits(line.text))
        if found is None:
            continue
        number = (*(int(part) for part in found[1].split(".")), int(found[2] or 0))
        if number > last:
            starts.append(line.base)
            last = number
    return tuple(starts)


def _with_bullets(starts: tuple[float, ...], lines: Sequence[Line], figures: Sequence[Line]) -> tuple[float, ...]:
    """``starts`` and those of bulleted lines under them that have a figure of their own beside them."""
    found = list(starts)
    for figure in figures:
        bullet = next(
            (line for line in lines if _BULLET.match(line.text) and _on(line.base, line.size, [figure])), None
        )
        if bullet is None:
            continue
        begun = max((start for start in found if start <= bullet.base), default=None)
        if begun is not None and any(begun - figure.size < other.base < figure.base - 1 for other in figures):
            found = sorted({*found, bullet.base})
    return tuple(found)


def _by_figures(cells: Sequence[int], inside: Lines) -> Split | None:
    """A line for every entry in every column, those of two columns and more being figures."""
    first = inside[cells[0]]
    alike = all(len(inside[number]) == len(first) for number in cells)
    if len(first) < 2 or not alike or sum(_all_figures(inside[number]) for number in cells[1:]) < 2:
        return None
    level = all(
        abs(line.base - other.base) <= ROWS.same_line * line.size
        for number in cells[1:]
        for line, other in zip(first, inside[number], strict=True)
    )
    return Split(tuple(line.base for line in first)) if level else None


def _by_baselines(cells: Sequence[int], inside: Lines) -> Split | None:
    """Columns of figures that stand on the same baselines, one below the top line of the row: each is an entry.

    Sure where :attr:`~RowSettings.figure_columns` agree and no other text stands between their baselines; a guess where
    fewer do, or text wraps below them.
    """
    figures = [inside[number] for number in cells if len(inside[number]) > 1 and _all_figures(inside[number])]
    if not all(_ENTRY.fullmatch(arabic_digits(line.text).strip()) for column in figures for line in column):
        return None  # parts of broken figures
    if any(_is_rest(above.text, below.text) for column in figures for above, below in pairwise(column)):
        return None
    longest = max(figures, key=len, default=[])
    agreeing = [lines for lines in figures if len(lines) == len(longest)]
    level = all(_on(line.base, line.size, longest) for lines in figures for line in lines)
    lines = [line for number in cells for line in inside[number]]
    top = min(line.base for line in lines)
    if len(agreeing) < 2 or not level or longest[0].base - top > ROWS.same_line * longest[0].size:
        return None
    wraps = [line for line in lines if not _on(line.base, line.size, longest)]
    texts = [inside[number] for number in cells if not _all_figures(inside[number])]
    begun = texts if len(agreeing) > ROWS.figure_columns else [inside[cells[0]]]  # merged down: the first begins fewer
    if wraps and not any(all(_on(line.base, line.size, column) for line in longest) for column in begun):
        return None
    guessed = bool(wraps) or len(agreeing) < ROWS.figure_columns
    return Split(tuple(line.base for line in longest), guessed=guessed)


def _by_opener(cells: Sequence[int], inside: Lines) -> Split | None:
    """Lines that open like projects, and a column of as many amounts on their baselines; totals are entries too."""
    for place, number in enumerate(cells[:-1]):
        opening = [line for line in inside[number] if _OPENER.match(line.text)]
        if len(opening) < 2 or opening[0] is not inside[number][0]:
            continue
        entries = [*opening, *(line for line in _totals(cells, inside) if line.base > opening[0].base)]
        for other in cells[place + 1 :]:
            lines = inside[other]
            if len(lines) == len(entries) and all(
                _is_figure(line.text) and _on(line.base, line.size, entries) for line in lines
            ):
                starts = tuple(sorted({line.base for line in entries}))
                return _right_of(place, Split(starts, guessed=True), cells, inside)
    return None


def _by_gap(cells: Sequence[int], inside: Lines) -> Split | None:
    """Free height across all columns, below which the first column and half of the others begin again together."""
    if len(cells) < ROWS.gap_columns or len(inside[cells[0]]) < 2:
        return None
    starts = [min(line.base for number in cells for line in inside[number])]
    for below in _below_gaps(cells, inside):
        again = [number for number in cells if _on(below.base, below.size, inside[number])]
        had = [number for number in again if inside[number][0].base < below.base - ROWS.same_line * below.size]
        if cells[0] in had and len(had) >= max(2, ROWS.gap_share * len(cells)):
            starts.append(below.base)
    return Split(tuple(starts), guessed=True) if len(starts) > 1 else None


def _by_numbering(cells: Sequence[int], inside: Lines) -> Split | None:
    """Numbers of several parts in the first column, on whose baselines every other column begins again.

    A little free height above each of them tells rows of a table from a list that goes on in the next column.
    """
    starts = _items(inside[cells[0]]) if len(cells) >= ROWS.gap_columns else ()
    if len(starts) < 2 or not _SUB_ITEM.match(arabic_digits(inside[cells[0]][0].text)):
        return None
    size = inside[cells[0]][0].size
    again = all(_on(start, size, inside[number]) for number in cells for start in starts)
    if again and _above_all(starts[1:], _below_gaps(cells, inside, ROWS.item_gap)):
        return Split(starts, guessed=True)
    return None


def _below_gaps(cells: Sequence[int], inside: Lines, gap: float = ROWS.gap) -> list[Line]:
    """The first lines below free height that runs across all columns and is wider than between lines of a cell."""
    steps = [
        (below.base - above.base) / below.size
        for number in cells
        for above, below in pairwise(inside[number])
        if below.base > above.base
    ]
    if not steps:
        return []
    limit = min(steps) + gap
    lines = sorted((line for number in cells for line in inside[number]), key=lambda line: line.base)
    return [below for above, below in pairwise(lines) if (below.base - above.base) / below.size > limit]


def _while_one_each(cells: Sequence[int], inside: Lines, starts: Sequence[float]) -> list[int]:
    """The first of ``cells``, as far as each has one text for every entry."""
    return list(takewhile(lambda number: _one_each(inside[number], starts), cells))


def _on(base: float, size: float, lines: Sequence[Line]) -> bool:
    return any(abs(line.base - base) <= ROWS.same_line * size for line in lines)


def _all_figures(lines: Sequence[Line]) -> bool:
    """Figures, one a line: not one that a narrow column wraps inside a group of thousands (``200,00`` over ``0``)."""
    return all(_is_figure(line.text) for line in lines) and not any(
        _CUT_GROUP.search(arabic_digits(line.text).strip()) for line in lines
    )


def _one_each(lines: Sequence[Line], starts: Sequence[float]) -> bool:
    """Does every entry have text, on one line of this column or on lines that follow closely?"""
    return all(
        part and all(b.base - a.base < ROWS.widest_step * b.size for a, b in pairwise(part))
        for part in dealt(lines, starts)
    )


def _is_rest(above: str, below: str) -> bool:
    """Noughts below a figure with a point are its last places: ``12.50`` and ``00`` in a narrow column."""
    return "." in above and not arabic_digits(below).strip().strip("0")


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(arabic_digits(text).strip()))


def dealt(lines: Sequence[Line], starts: Sequence[float]) -> Lines:
    """``lines`` by the entry that they stand in."""
    parts: Lines = [[] for _ in starts]
    for line in lines:
        after = [k for k, start in enumerate(starts) if line.base >= start - ROWS.same_line * line.size]
        parts[after[-1] if after else 0].append(line)
    return parts
