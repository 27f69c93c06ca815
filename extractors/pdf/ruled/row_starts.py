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
from dataclasses import replace
from itertools import pairwise, takewhile

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.glyphs.wrapping import opens_with_label
from phaen.extractors.pdf.ruled.entry_signs import (
    Lines,
    above_all,
    all_figures,
    below_gaps,
    dealt,
    has_digit,
    is_centred,
    is_figure,
    is_rest,
    item_starts,
    number_of,
    on,
    one_each,
    one_figure_each,
    opens_total,
    section_lines,
    totals,
)
from phaen.extractors.pdf.ruled.splits import Split, by_label
from phaen.extractors.pdf.settings import ROWS
from phaen.normalizers.text import arabic_digits

_NUMBER = re.compile(r"\s*\(?([0-9]{1,3})[.)]{0,2}\s*")
CODE_DIGITS = 4
_ENTRY = re.compile(r"[-–—]|(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})*)(?:\.[0-9]+)?")
"""A figure of its own: none that goes on in the next line, nor the rest of one (0,000)."""
_PLACES = re.compile(r"\s*[.,][0-9]")
"""The last places of a figure that a narrow column breaks: its other columns may break theirs anywhere."""
_BULLET = re.compile(r"\s*[-–•]")
_OPENER = re.compile(r"\W*(?:โครงการ|กิจกรรม)")


def split_of(cells: Sequence[int], inside: Lines) -> Split | None:
    """Where the entries of a row begin whose cells with text are ``cells``; ``None``: it is one entry."""
    if _is_broken_code([line.text for line in inside[cells[0]]]):
        return None
    sections = section_lines(inside[cells[0]], [line for number in cells[1:] for line in inside[number]])
    if not sections:
        return _split(cells, inside)
    rest = list(inside)
    rest[cells[0]] = [line for line in inside[cells[0]] if all(line is not section for section in sections)]
    below = [number for number in cells if rest[number]]
    split = _split(below, rest) if len(below) > 1 else None
    begun = split.starts if split is not None and not split.cells else ()
    lines = sorted((line for number in below for line in rest[number]), key=lambda line: line.base)
    firsts = [next((line for line in lines if line.base > section.base), section) for section in sections]
    starts = sorted({*(line.base for line in [*sections, *firsts]), *begun})
    near = ROWS.same_line * sections[0].size
    apart = [starts[0], *(below for above, below in pairwise(starts) if below - above > near)]
    return Split(tuple(apart), guessed=split is not None and split.guessed)


def _split(cells: Sequence[int], inside: Lines) -> Split | None:
    for rule in _RULES:
        split = rule(cells, inside)
        if split is not None:
            return _with_gaps(split, cells, inside) if not (split.guessed or split.cells) else split
    return None


def _with_gaps(split: Split, cells: Sequence[int], inside: Lines) -> Split:
    """``split`` and, where free height stands above each of its entries, those that begin below other such heights.

    Totals and sections have no number, but the program that parted the numbered entries parted them too.
    """
    gaps = _other_entries(cells, inside)
    if not above_all(split.starts[1:], gaps):
        return split
    first = min((line for number in cells for line in inside[number]), key=lambda line: line.base)
    near = ROWS.same_line * first.size
    more = [line.base for line in (first, *gaps) if all(abs(line.base - start) > near for start in split.starts)]
    return Split(tuple(sorted([*split.starts, *more]))) if more else split


def _other_entries(cells: Sequence[int], inside: Lines) -> list[Line]:
    """Lines below free height across all columns: clearly more than between wrapped lines, or a little more.

    A little, such as the space that word processors leave below each paragraph, tells of an entry where two columns
    begin again on one baseline, or a total does.
    """
    wide = below_gaps(cells, inside)
    little = below_gaps(cells, inside, ROWS.item_gap)
    begun = [line for line in little if opens_total(line.text) or _begun(line, cells, inside) > 1]
    return sorted({id(line): line for line in [*wide, *begun]}.values(), key=lambda line: line.base)


def _begun(line: Line, cells: Sequence[int], inside: Lines) -> int:
    """Columns that have a line on the baseline of ``line``."""
    return sum(on(line.base, line.size, inside[number]) for number in cells)


def _right_of(place: int, split: Split, cells: Sequence[int], inside: Lines) -> Split | None:
    """``split`` of the cells from ``place`` on, and of those on their left that hold more than a group's name.

    ``None`` where only one cell has text in several entries: that is a list.
    """
    begins = {number: [bool(part) for part in dealt(inside[number], split.starts)] for number in cells}
    if sum(sum(parts) > 1 for parts in begins.values()) < 2:
        return None
    left = [number for number in cells[:place] if any(begins[number][1:])]
    return replace(split, cells=frozenset([*left, *cells[place:]]))


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
    if len(numbers) < fewest or not (up or down):
        return None
    sums = totals(cells, inside)
    if len(numbers) + len(sums) < 2:
        return None
    known = [*_other_entries(cells, inside), *sums]
    last = min((line.base for line in first if opens_total(line.text)), default=float("inf"))  # and what wraps of it
    others = [line for line in first if line.base <= last and all(line is not number for number, _ in numbers)]
    if not all(on(line.base, line.size, known) for line in others):
        return None
    beside = [line for number in cells[1:] for line in inside[number]]
    if not all(on(line.base, line.size, beside) for line, _ in numbers):
        return None
    return Split(tuple(sorted(line.base for line in [*(line for line, _ in numbers), *sums])))


def _is_broken_code(numbers: Sequence[str]) -> bool:
    """Are two numbers the parts of one code of four digits that a narrow column breaks (``510`` above ``1``)?"""
    if len(numbers) != 2:
        return False
    above, below = (arabic_digits(text).strip() for text in numbers)
    return (above + below).isdigit() and len(above + below) == CODE_DIGITS and int(below) != int(above) + 1


def _by_levels(cells: Sequence[int], inside: Lines) -> Split | None:
    """Numbers of several levels in the first column (1., 1.1, 1.2, 2., 2.1), and figures beside the lowest ones.

    Each has a figure beside it or is the heading of the next one, and no figure stands elsewhere.
    """
    numbers: list[tuple[Line, tuple[int, ...]]] = []
    for line in inside[cells[0]]:
        number = number_of(line.text)
        if number and (not numbers or number > numbers[-1][1]):
            numbers.append((line, number))
    if len({len(number) for _, number in numbers}) < 2 or numbers[0][0] is not inside[cells[0]][0]:
        return None
    columns = [inside[cell] for cell in cells[1:] if all_figures(inside[cell])]
    if not columns:
        return None
    figures = [line for column in columns for line in column]
    for (line, number), (_, after) in pairwise([*numbers, (numbers[-1][0], ())]):
        if not on(line.base, line.size, figures) and after[: len(number)] != number:
            return None
    entries = [*(line for line, _ in numbers), *totals(cells, inside)]
    if not all(on(line.base, line.size, entries) for line in figures):
        return None
    return Split(tuple(sorted({line.base for line in entries})))


def inner_of(cells: Sequence[int], inside: Lines) -> Split | None:
    """Where the entries begin that stand inside one entry of a row: its numbered items or its projects."""
    return items_of(cells, inside) or _by_opener(cells, inside)


def items_of(cells: Sequence[int], inside: Lines) -> Split | None:
    """Numbered items in a column, and a figure for each in a column on their right.

    In the first column, or where free height stands above each, the items are entries of the table; else the cells
    beside them are parted: those that follow with one text for each, then those that hold nothing but figures.
    """
    for place, number in enumerate(cells):
        starts = item_starts(inside[number])
        if len(starts) < 2:
            continue
        valued = place == 0 and any(all_figures(inside[other]) for other in cells[1:])
        gaps = _other_entries(cells, inside) if valued else below_gaps(cells, inside)
        if above_all(starts[1:], gaps):
            return _right_of(place, _with_gaps(Split(starts), cells, inside), cells, inside)
        sums = [line.base for line in totals(cells, inside) if line.base > starts[0]]
        starts = tuple(sorted({*starts, *sums}))
        beside = cells[place + 1 :]
        figures = next((inside[other] for other in beside if all_figures(inside[other])), [])
        starts = _with_bullets(starts, inside[number], figures)
        each = _while_one_each(beside, inside, starts)
        rest = list(takewhile(lambda other: all_figures(inside[other]), beside[len(each) :]))
        if is_centred(cells, inside):  # one amount at half height is that of all entries
            rest = [other for other in rest if len(inside[other]) >= len(starts)]
        if not any(
            (len(inside[other]) == len(starts) and all_figures(inside[other])) or one_figure_each(inside[other], starts)
            for other in each
        ):
            return None
        if place == 0:
            return Split(starts)
        if sums:
            first = min(line.base for other in cells for line in inside[other])
            near = ROWS.same_line * inside[number][0].size
            whole = Split((first, *starts) if starts[0] - first > near else starts)
            return _right_of(place, whole, cells, inside)
        return _under_group(place, starts, cells, inside) or Split(starts, frozenset([number, *each, *rest]))
    return None


def _while_one_each(cells: Sequence[int], inside: Lines, starts: Sequence[float]) -> list[int]:
    """The first of ``cells``, as far as each has one text for every entry."""
    return list(takewhile(lambda number: one_each(inside[number], starts), cells))


def _with_bullets(starts: tuple[float, ...], lines: Sequence[Line], figures: Sequence[Line]) -> tuple[float, ...]:
    """``starts`` and those of bulleted lines under them that have a figure of their own beside them."""
    found = list(starts)
    for figure in figures:
        bullet = next((line for line in lines if _BULLET.match(line.text) and on(line.base, line.size, [figure])), None)
        if bullet is None:
            continue
        begun = max((start for start in found if start <= bullet.base), default=None)
        if begun is not None and any(begun - figure.size < other.base < figure.base - 1 for other in figures):
            found = sorted({*found, bullet.base})
    return tuple(found)


def _by_lone_total(cells: Sequence[int], inside: Lines) -> Split | None:
    """A total that opens its cell below everything else in the row: above it stands the rest of an entry.

    That entry's own line is on the page before.
    """
    for number in cells[:2]:
        label = inside[number][0]
        others = [line for other in cells if other != number for line in inside[other]]
        if opens_total(label.text) and all(line.base < label.base - label.size for line in others):
            return Split((min(line.base for line in others), label.base))
    return None


def _by_figures(cells: Sequence[int], inside: Lines) -> Split | None:
    """A line for every entry in every column, those of two columns and more being figures.

    Where the first column counts on (1.5.2, 1.5.3), one column with a figure in each of its lines is enough.
    """
    first = inside[cells[0]]
    alike = all(len(inside[number]) == len(first) for number in cells)
    if len(first) < 2 or not alike:
        return None
    if any(_PLACES.match(arabic_digits(line.text)) for number in cells for line in inside[number]):
        return None
    counted = len(cells) >= ROWS.gap_columns and len(item_starts(first)) == len(first)
    valued = any(all(has_digit(line.text) for line in inside[number]) for number in cells[1:])
    if sum(all_figures(inside[number]) for number in cells[1:]) < 2 and not (counted and valued):
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
    if any(_PLACES.match(arabic_digits(line.text)) for number in cells for line in inside[number]):
        return None
    figures = [inside[number] for number in cells if len(inside[number]) > 1 and all_figures(inside[number])]
    if not all(_ENTRY.fullmatch(arabic_digits(line.text).strip()) for column in figures for line in column):
        return None  # parts of broken figures
    if any(is_rest(above.text, below.text) for column in figures for above, below in pairwise(column)):
        return None
    longest = max(figures, key=len, default=[])
    agreeing = [lines for lines in figures if len(lines) == len(longest)]
    level = all(on(line.base, line.size, longest) for lines in figures for line in lines)
    lines = [line for number in cells for line in inside[number]]
    top = min(line.base for line in lines)
    if len(agreeing) < 2 or not level or longest[0].base - top > ROWS.same_line * longest[0].size:
        return None
    wraps = [line for line in lines if not on(line.base, line.size, longest)]
    texts = [inside[number] for number in cells if not all_figures(inside[number])]
    begun = texts if len(agreeing) > ROWS.figure_columns else [inside[cells[0]]]  # merged down: the first begins fewer
    if wraps and not any(all(on(line.base, line.size, column) for line in longest) for column in begun):
        return None
    guessed = bool(wraps) or len(agreeing) < ROWS.figure_columns
    return Split(tuple(line.base for line in longest), guessed=guessed)


def _by_opener(cells: Sequence[int], inside: Lines) -> Split | None:
    """Lines that open like projects, and a column of as many amounts on their baselines; totals are entries too."""
    for place, number in enumerate(cells[:-1]):
        opening = [line for line in inside[number] if _OPENER.match(line.text)]
        if len(opening) < 2 or opening[0] is not inside[number][0]:
            continue
        first = opening[0]
        entries = [*opening, *(line for line in totals(cells, inside) if line.base > first.base)]
        for other in cells[place + 1 :]:
            lines = inside[other]
            if len(lines) == len(entries) and all(
                is_figure(line.text) and on(line.base, line.size, entries) for line in lines
            ):
                starts = tuple(sorted({line.base for line in entries}))
                group = _under_group(place, starts, cells, inside)
                return group or _right_of(place, Split(starts, guessed=True), cells, inside)
    return None


def _under_group(place: int, starts: tuple[float, ...], cells: Sequence[int], inside: Lines) -> Split | None:
    """``starts`` of entries in the cell at ``place``, where a label beside the first parts what stands above it.

    An output stands beside its first project, its programme above both.
    """
    left = [line for number in cells[:place] for line in inside[number]]
    top = min((line.base for line in left), default=starts[0])
    beside = [line for line in left if line.base > top + ROWS.same_line * line.size and opens_with_label(line.text)]
    if not any(on(starts[0], line.size, [line]) for line in beside):
        return None
    return Split((top, *starts), guessed=True)


def _by_gap(cells: Sequence[int], inside: Lines) -> Split | None:
    """Free height across all columns, below which the first column and half of the others begin again together."""
    if len(cells) < ROWS.gap_columns or len(inside[cells[0]]) < 2:
        return None
    starts = [min(line.base for number in cells for line in inside[number])]
    for below in below_gaps(cells, inside):
        again = [number for number in cells if on(below.base, below.size, inside[number])]
        had = [number for number in again if inside[number][0].base < below.base - ROWS.same_line * below.size]
        if cells[0] in had and len(had) >= max(2, ROWS.gap_share * len(cells)):
            starts.append(below.base)
    return Split(tuple(starts), guessed=True) if len(starts) > 1 else None


def _by_numbering(cells: Sequence[int], inside: Lines) -> Split | None:
    """Numbers of several parts in the first column, on whose baselines every other column begins again.

    A little free height above each of them tells rows of a table from a list that goes on in the next column.
    """
    starts = item_starts(inside[cells[0]]) if len(cells) >= ROWS.gap_columns else ()
    if len(starts) < 2 or len(number_of(inside[cells[0]][0].text)) < 2:
        return None
    size = inside[cells[0]][0].size
    again = all(on(start, size, inside[number]) for number in cells for start in starts)
    if again and above_all(starts[1:], below_gaps(cells, inside, ROWS.item_gap)):
        return Split(starts, guessed=True)
    return None


_RULES = (
    by_label,
    _by_number,
    _by_levels,
    items_of,
    _by_total,
    _by_figures,
    _by_baselines,
    _by_opener,
    _by_gap,
    _by_numbering,
    _by_lone_total,
)
"""From the surest to the least sure."""
