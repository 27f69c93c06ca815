"""What the lines of a ruled row tell about its entries: numbers, figures, totals, baselines and free height."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.glyphs.wrapping import opens_with_label
from phaen.extractors.pdf.settings import ROWS
from phaen.normalizers.repair.lexicon import dictionary
from phaen.normalizers.text import arabic_digits
from phaen.normalizers.totals import says_total

_ITEM = re.compile(r"\s*\(?([0-9]{1,2})[.)](?![0-9])")
_SUB_ITEM = re.compile(r"\s*([0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[.)]?\s*(?:\(([0-9]{1,2})\))?\s*[^0-9\s.,]")
"""An item with a number of several parts: ``1.1.2 (3) โครงการ…``, ``2.1 กิจกรรม…``."""
_CUT_GROUP = re.compile(r"[0-9],[0-9]{0,2}$")
_FIGURE = re.compile(r"[-–—]|[<>≤≥]?\s*[0-9][0-9,. ]*(?:%|บาท|คะแนน|\.-|\s*\.-\s*บาท)?|ไม่ใช้งบประมาณ|-?\s*ไม่มี\s*-?")
_THAI = re.compile("[ก-๎]+")
_DIGIT = re.compile(r"[0-9]")
_REACHED = re.compile(r"\W*คะแนนที่ได้")
_BROKEN_TOTAL = re.compile(r"\W*รว\s*$")
"""The beginning of รวม (total) where a narrow column breaks it."""

_MOST_BROKEN = 6
"""Lines of a cell whose words may be broken: a unit for each of three entries."""

Lines = list[list[Line]]
"""The lines of every cell of a grid, in the grid's order."""


def number_of(text: str) -> tuple[int, ...]:
    """The number that opens an item, part by part: ``2.`` (2,), ``2.1 …`` (2, 1); none: ()."""
    text = arabic_digits(text)
    if found := _SUB_ITEM.match(text):
        return (*(int(part) for part in found[1].split(".")), *([int(found[2])] if found[2] else []))
    found = _ITEM.match(text)
    return (int(found[1]),) if found else ()


def item_starts(lines: Sequence[Line]) -> tuple[float, ...]:
    """Baselines of the lines that open with the next number, if the first line does.

    Of numbers of several parts each is greater than the one before.
    """
    first = number_of(lines[0].text) if lines else ()
    starts: list[float] = []
    last: tuple[int, ...] = ()
    for line in lines if first else ():
        number = number_of(line.text)
        if number and (number > last if len(first) > 1 else not last or number == (last[0] + 1,)):
            starts.append(line.base)
            last = number
    return tuple(starts)


def opens_total(text: str) -> bool:
    """Does the line open like a total (รวม) or points reached?"""
    return says_total(text) or bool(_BROKEN_TOTAL.match(text) or _REACHED.match(text))


def totals(cells: Sequence[int], inside: Lines) -> list[Line]:
    """Lines that open like a total, in the first two columns (รวม) or in any (points reached), with a figure beside.

    One below all other text of the row needs no figure: free height parts it from the entry above.
    """
    labels = [line for number in cells[:2] for line in inside[number] if opens_total(line.text)]
    reached = [line for number in cells[2:] for line in inside[number] if _REACHED.match(line.text)]
    if not labels and not reached:
        return []
    figures = [line for number in cells for line in inside[number] if is_figure(line.text)]
    found = [line for line in [*labels, *reached] if on(line.base, line.size, figures)]
    if found or not labels:
        return found
    last = labels[0]
    home = next(number for number in cells if any(line is last for line in inside[number]))
    above = all(line.base < last.base for number in cells if number != home for line in inside[number])
    gaps = below_gaps(cells, inside, ROWS.item_gap) if above else []
    return [last] if any(line is last for line in gaps) else []


def section_lines(first: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """Lines of the ``first`` column that run on under the next ones, where nothing else stands: headings of entries.

    Below another text such a line must be bold beside it or open with a label, or it is the rest of that text. A line
    that opens with a label next to such a heading is one too, even where it is shorter.
    """
    edge = min((line.x0 for line in others), default=float("inf"))
    found: list[int] = []
    alone = [not on(line.base, line.size, others) for line in first]
    for k, line in enumerate(first):
        if not alone[k] or line.x1 <= edge + line.size:
            continue
        if not k or k - 1 in found or line.bold != first[k - 1].bold or opens_with_label(line.text):
            found.append(k)
    near = {k + step for k in found for step in (-1, 1)}.difference(found)
    found += [k for k, line in enumerate(first) if k in near and alone[k] and opens_with_label(line.text)]
    return [first[k] for k in sorted(found)]


def below_gaps(cells: Sequence[int], inside: Lines, gap: float = ROWS.gap) -> list[Line]:
    """The first lines below free height that runs across all columns and is wider than between lines of a cell."""
    steps = [
        (below.base - above.base) / below.size
        for number in cells
        for above, below in pairwise(inside[number])
        if below.base > above.base
    ]
    if not steps:
        return []
    seen = any(line.seen for number in cells for line in inside[number])
    limit = min(steps) + gap + ROWS.seen_step * seen
    lines = sorted((line for number in cells for line in inside[number]), key=lambda line: line.base)
    return [below for above, below in pairwise(lines) if (below.base - above.base) / below.size > limit]


def above_all(starts: Sequence[float], gaps: Sequence[Line]) -> bool:
    """Do the lines below free height begin every entry of ``starts``?"""
    return all(any(abs(start - line.base) <= ROWS.same_line * line.size for line in gaps) for start in starts)


def on(base: float, size: float, lines: Sequence[Line]) -> bool:
    """Does one of ``lines`` stand on the baseline ``base`` of a line of ``size``?"""
    return any(abs(line.base - base) <= ROWS.same_line * size for line in lines)


def is_figure(text: str) -> bool:
    """A figure, with its unit or without, or the word for none."""
    return bool(_FIGURE.fullmatch(arabic_digits(text).strip()))


def has_digit(text: str) -> bool:
    """Is there a digit in it?"""
    return bool(_DIGIT.search(arabic_digits(text)))


def all_figures(lines: Sequence[Line]) -> bool:
    """Figures, one a line: not one that a narrow column wraps inside a group of thousands (``200,00`` over ``0``)."""
    return all(is_figure(line.text) for line in lines) and not any(
        _CUT_GROUP.search(arabic_digits(line.text).strip()) for line in lines
    )


def one_figure_each(lines: Sequence[Line], starts: Sequence[float]) -> bool:
    """Does every entry have one figure on its first line, whose unit may wrap (``48,750,000`` over ``บาท``)?"""
    for start, part in zip(starts, dealt(lines, starts), strict=True):
        if not part or not on(start, part[0].size, part[:1]) or any(has_digit(line.text) for line in part[1:]):
            return False
        if not any(is_figure(glue.join(line.text for line in part)) for glue in ("", " ")):
            return False
    return True


def one_each(lines: Sequence[Line], starts: Sequence[float]) -> bool:
    """Does every entry have text, on one line of this column or on lines that follow closely?"""
    return all(
        part and all(b.base - a.base < ROWS.widest_step * b.size for a, b in pairwise(part))
        for part in dealt(lines, starts)
    )


def is_rest(above: str, below: str) -> bool:
    """Noughts below a figure with a point are its last places: ``12.50`` and ``00`` in a narrow column."""
    return "." in above and not arabic_digits(below).strip().strip("0")


def is_centred(cells: Sequence[int], inside: Lines) -> bool:
    """Do the cells of a row stand at half its height, so that the baselines of the shorter ones tell no entry?"""
    tall = max(cells, key=lambda number: inside[number][-1].bottom - inside[number][0].top)
    shorter = [inside[number] for number in cells if len(inside[number]) < len(inside[tall])]
    first, middle = inside[tall][0], _middle(inside[tall])
    at_top = any(on(lines[0].base, lines[0].size, [first]) for lines in shorter)
    return bool(shorter) and not at_top and all(abs(_middle(lines) - middle) < 0.5 * first.size for lines in shorter)


def _middle(lines: Sequence[Line]) -> float:
    return (lines[0].top + lines[-1].bottom) / 2


def _dealt_by_words(lines: Sequence[Line], count: int) -> Lines:
    """``lines`` in ``count`` parts each of which is one word (คน · ร้อย|ละ); none where that is not the only way."""
    texts = [line.text.strip() for line in lines]
    if len(lines) > _MOST_BROKEN or not all(_THAI.fullmatch(text) for text in texts):
        return []
    known = dictionary()
    found: list[Lines] = []
    for inner in combinations(range(1, len(lines)), count - 1):
        parts = list(pairwise((0, *inner, len(lines))))
        if all("".join(texts[start:end]) in known for start, end in parts):
            found.append([list(lines[start:end]) for start, end in parts])
    return found[0] if len(found) == 1 else []


def dealt(lines: Sequence[Line], starts: Sequence[float]) -> Lines:
    """``lines`` by the entry that they stand in.

    Words that a narrow column breaks, beside no baseline of some entry, are dealt whole.
    """
    if len(lines) > len(starts) > 1 and not all(on(start, lines[0].size, lines) for start in starts):
        words = _dealt_by_words(lines, len(starts))
        if words:
            return words
    parts: Lines = [[] for _ in starts]
    for line in lines:
        after = [k for k, start in enumerate(starts) if line.base >= start - ROWS.same_line * line.size]
        parts[after[-1] if after else 0].append(line)
    return parts
