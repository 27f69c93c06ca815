"""From characters to printed lines: marks to their letters, letters to lines, gaps to spaces.

Thai marks have no width of their own, so characters are never sorted by x. Every mark belongs to the letter before it
in the content stream as long as the mark's ink stands over that letter; when it does not, the stream is wrong and the
letter under the ink gets it. Letters are then put in order by their middles. All of it runs on whole arrays: Python
sees a line, not a character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from phaen.extractors.model import BBox
from phaen.extractors.pdf.glyphs.blanks import space_owners
from phaen.extractors.pdf.glyphs.raised import raise_figures
from phaen.extractors.pdf.glyphs.spacing import letter_spacing, spread_marks, spread_word, stretch
from phaen.extractors.pdf.glyphs.thai import SARA_AM, is_space, rank
from phaen.extractors.pdf.sorted_values import distinct
from phaen.extractors.pdf.source.backend import Font, Glyphs, Ints

SAME_LINE = 0.4
"""Em: baselines closer than this are one line (superscripts are raised by a third)."""
GAP = 0.15
"""Em: a gap this wide is a space although the text layer has none."""
NARROW_GAP = 0.05
"""Em: a space character that takes up less than this between two letters is a filler under their ink."""
WIDE_GAP = 1.1
"""Em: a gap this wide parts two columns, not two words."""
SPREAD = 0.7
"""Em from a letter to the next one at most, between which its marks may stand: three times 0.2."""
CUT = 0.5
"""Em: a gap this wide may part two columns."""

FIRST_SIGN = 0x2000
"""Code points from here on are signs, which stand by themselves."""
FIRST_DIGIT = 0x30
"""Code points before it are signs that no mark stands over."""
ASCENT, DESCENT = 0.95, 0.3
LOST = 0xFFFD


@dataclass(slots=True)
class Line:
    """One printed line of one region.

    ``bold_start``/``bold_end``: its first/last letter is bold or underlined. ``alone``: not part of a wrapped
    sentence. ``overprinted``: letters of two text objects stand over each other. ``cuts``: (offset in ``text``,
    x before, x after) of gaps that may part columns. ``seen``: recognised in a picture.
    """

    region: int
    text: str
    raw: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    bold_start: bool
    bold_end: bool
    trailing_space: bool
    alone: bool = False
    overprinted: bool = False
    seen: bool = False
    cuts: list[tuple[int, float, float]] = field(default_factory=list)
    _segments: list[tuple[float, float, str]] = field(default_factory=list, init=False, repr=False, compare=False)
    """What :meth:`segments` found."""

    @property
    def parted(self) -> bool:
        """Does a gap as wide as between columns stand in the line?"""
        return any(after - before > WIDE_GAP * self.size for _, before, after in self.cuts)

    def rewrite(self, text: str, cuts: list[tuple[int, float, float]]) -> None:
        """Give the line another text with its cuts."""
        self.text, self.cuts = text, cuts
        self._segments.clear()

    def segments(self) -> Sequence[tuple[float, float, str]]:
        """x0, x1 and text of the parts between the line's cuts."""
        if not self._segments:
            start, left = 0, self.x0
            for at, before, after in self.cuts:
                self._segments.append((left, before, self.text[start:at].strip()))
                start, left = at, after
            self._segments.append((left, self.x1, self.text[start:].strip()))
        return self._segments

    @property
    def box(self) -> BBox:
        """x0, top, x1, bottom."""
        return (self.x0, self.top, self.x1, self.bottom)


def attach_marks(glyphs: Glyphs, damages: Counter[str]) -> Ints:
    """For every character the index of the letter it belongs to: its own for letters; spaces: the letter before.

    -1 for what has no letter at all. Marks found over another letter count as ``displaced_mark``.
    """
    count = len(glyphs)
    index = np.arange(count)
    mark = rank(glyphs.code) > 0
    letter = ~mark & ~is_space(glyphs.code)
    owner = np.maximum.accumulate(np.where(letter, index, -1))
    which = np.flatnonzero(mark)
    if len(which):
        own = owner[which]
        size = glyphs.size[which]
        anchor = glyphs.anchor[which]
        fits = (own >= 0) & (np.abs(glyphs.y[which] - glyphs.y[own]) <= 0.5 * size)
        fits &= (anchor >= glyphs.x0[own] - 0.02 * size) & (anchor <= glyphs.x1[own] + 0.2 * size)
        fits |= _before_next(glyphs, which, own, letter)
        wrong = which[~fits]
        if len(wrong):
            _attach_by_place(glyphs, wrong, letter, owner, damages)
            # a mark right behind a moved mark stands over the same letter
            for i in which[1:].tolist():
                near = abs(glyphs.anchor[i] - glyphs.anchor[i - 1]) < 0.35 * glyphs.size[i]
                if mark[i - 1] and near and glyphs.run[i] == glyphs.run[i - 1]:
                    owner[i] = owner[i - 1]
    return owner.astype(np.int32)


def _before_next(glyphs: Glyphs, which: np.ndarray, own: np.ndarray, letter: np.ndarray) -> np.ndarray:
    """Which marks stand between the letter before them and the next one of its line, over neither of them.

    Letters set apart carry their marks along: each mark of a letter stands further to its right than the one before.
    """
    letters = np.flatnonzero(letter)
    if not len(letters):
        return np.zeros(len(which), bool)
    after = letters[np.minimum(np.searchsorted(letters, which, side="right"), len(letters) - 1)]
    size, anchor = glyphs.size[which], glyphs.anchor[which]
    level = (np.abs(glyphs.y[which] - glyphs.y[own]) <= 0.5 * size) & (glyphs.y[after] == glyphs.y[own])
    between = (anchor > glyphs.x1[own]) & (anchor < glyphs.x0[after] - 0.05 * size) & (after > which)
    near: np.ndarray = (own >= 0) & level & between & (glyphs.x0[after] - glyphs.x1[own] < SPREAD * size)
    return near


def _attach_by_place(
    glyphs: Glyphs, wrong: np.ndarray, letter: np.ndarray, owner: np.ndarray, damages: Counter[str]
) -> None:
    """Give each mark of ``wrong`` the letter that its ink stands over: no sign such as the dot of a broken มี.ค."""
    letters = np.flatnonzero(letter & (glyphs.lost | (glyphs.code == 0) | (glyphs.code >= FIRST_DIGIT)))
    if not len(letters):
        owner[wrong] = wrong
        return
    by_height = letters[np.argsort(glyphs.y[letters], kind="stable")]
    heights, room = glyphs.y[by_height], 0.5 * glyphs.size[wrong] + 0.01  # a little more: which are near is asked below
    first = np.searchsorted(heights, glyphs.y[wrong] - room)
    count = np.searchsorted(heights, glyphs.y[wrong] + room) - first
    # all letters near each mark, one mark behind the other
    of = np.repeat(np.arange(len(wrong)), count)
    near = by_height[np.arange(len(of)) + np.repeat(first - np.cumsum(count) + count, count)]
    mark = wrong[of]
    level = np.abs(glyphs.y[near] - glyphs.y[mark]) <= 0.5 * glyphs.size[mark]
    of, near, mark = of[level], near[level], mark[level]
    anchor = glyphs.anchor[mark]
    outside = np.maximum(np.maximum(glyphs.x0[near] - anchor, anchor - glyphs.x1[near]), 0.0)
    chosen = np.full(len(wrong), -1)
    if len(of):
        starts = np.flatnonzero(np.diff(of, prepend=-1))
        least = np.minimum.reduceat(outside, starts)
        nearest = outside == np.repeat(least, np.diff(starts, append=len(of)))
        letter_of = np.minimum.reduceat(np.where(nearest, near, len(glyphs)), starts)  # of equally near ones the first
        reached = least <= 0.35 * glyphs.size[mark[starts]]
        chosen[of[starts[reached]]] = letter_of[reached]
    own = owner[wrong]
    moved = int(((chosen >= 0) & (chosen != own)).sum())
    if moved:
        damages["displaced_mark"] += moved
    lost = (own < 0) | (np.abs(glyphs.y[own] - glyphs.y[wrong]) > 0.5 * glyphs.size[wrong])
    owner[wrong] = np.where(chosen >= 0, chosen, np.where(lost, wrong, own))


def build_lines(glyphs: Glyphs, raw_code: Ints, region: Ints, fonts: list[Font], damages: Counter[str]) -> list[Line]:
    """The lines of all regions, by region, then from top to bottom.

    ``region`` gives every character's region (a cell, or the page outside tables); ``raw_code`` holds the codes
    before repair. What changes is counted in ``damages``.
    """
    if not len(glyphs):
        return []
    owner = attach_marks(glyphs, damages)
    index = np.arange(len(glyphs))
    ranks = rank(glyphs.code)
    spaces = is_space(glyphs.code)
    _count_orders(owner, ranks, damages)
    bases = np.flatnonzero((owner == index) & ~spaces)
    if not len(bases):
        return []
    spaced = np.zeros(len(glyphs), bool)
    behind = space_owners(glyphs, np.flatnonzero(spaces), owner, SAME_LINE)
    spaced[behind[behind >= 0]] = True

    # order of the letters: by region, line, middle
    level, dropped = raise_figures(glyphs, region)
    y, size, home = level[bases], glyphs.size[bases], region[bases]
    order = np.lexsort((y, home))
    y_sorted, size_sorted, home_sorted = y[order], size[order], home[order]
    starts = np.ones(len(order), bool)
    reach = SAME_LINE * np.maximum(size_sorted[1:], size_sorted[:-1])
    starts[1:] = (np.diff(home_sorted) != 0) | (np.diff(y_sorted) > reach)
    line_of = np.empty(len(order), np.int64)
    line_of[order] = np.cumsum(starts) - 1
    middle = (glyphs.x0[bases] + glyphs.x1[bases]) / 2
    placed = bases[np.lexsort((middle, line_of))]
    line_no = np.sort(line_of)
    overprinted = _overprinted(glyphs, placed, line_no)
    if len(overprinted):
        placed = _by_run(glyphs, placed, line_no, overprinted)
    position = np.full(len(glyphs), -1, np.int64)
    position[placed] = np.arange(len(placed))

    # every letter followed by its marks in canonical order, doubled marks left out
    members = np.flatnonzero(~spaces & (owner >= 0))
    key = position[owner[members]] * 8 + ranks[members]
    members = members[np.argsort(key, kind="stable")]
    code, raw = glyphs.code[members], raw_code[members]
    at = position[owner[members]]
    twice = np.zeros(len(members), bool)
    twice[1:] = (code[1:] == code[:-1]) & (at[1:] == at[:-1]) & (ranks[members][1:] > 0)
    if twice.any():
        damages["doubled_mark"] += int(twice.sum())
    first = np.flatnonzero(np.diff(at, prepend=-1) > 0)

    # spaces
    x0, x1, em = glyphs.x0[placed], glyphs.x1[placed], glyphs.size[placed]
    gap = np.zeros(len(placed))
    gap[:-1] = x0[1:] - x1[:-1]
    inside = np.zeros(len(placed), bool)
    inside[:-1] = line_no[1:] == line_no[:-1]
    wide = np.maximum(em, np.append(em[1:], em[-1]))
    had = spaced[placed]
    letters = glyphs.code[placed]
    drawn = stretch(letters, gap, inside, line_no, wide)
    kind = glyphs.font[placed] * 4096 + np.round(4 * em).astype(np.int32)
    after = np.append(letters[1:], FIRST_SIGN)
    free = inside & ~had & (letters < FIRST_SIGN) & (after < FIRST_SIGN) & (after != SARA_AM)  # its ring hangs over
    marks = np.bincount(at, weights=(ranks[members] > 0) & ~twice, minlength=len(placed)).astype(np.int32)
    drawn = np.maximum(drawn, letter_spacing(gap, free, line_no, kind, wide, x0, level[placed], marks))
    told = had | glyphs.hint[placed]
    asked = inside & ~told & (marks > 0) & (gap > GAP * wide + drawn)
    gap -= spread_marks(letters, gap, inside, line_no, marks, asked)
    put = inside & ((gap > GAP * wide + drawn) | (told & (gap > NARROW_GAP * wide + drawn)))
    fillers = inside & had & ~put
    if fillers.any():
        damages["filler_space"] += int(fillers.sum())
    kept = ~twice & ~dropped[members]
    ends = np.append(first[1:], len(members))
    text, text_end = _strings(code, kept, ends, put)
    if np.array_equal(code, raw) and not twice.any():
        raw_text, raw_end = text, text_end
    else:
        raw_text, raw_end = _strings(raw, np.ones(len(members), bool), ends, put)

    line_starts = np.flatnonzero(np.diff(line_no, prepend=-1) > 0)
    line_ends = np.append(line_starts[1:], len(placed)) - 1
    bold_font = np.array([font.bold for font in fonts] or [False])
    bold = bold_font[glyphs.font[placed]]
    bold_share = np.add.reduceat(bold.astype(np.int64), line_starts) / (line_ends - line_starts + 1)
    left = np.minimum.reduceat(x0, line_starts)
    right = np.maximum.reduceat(x1, line_starts)
    base = level[placed]
    top = np.minimum.reduceat(base - ASCENT * em, line_starts)
    bottom = np.maximum.reduceat(base + DESCENT * em, line_starts)
    big = np.maximum.reduceat(em, line_starts)
    cut_at = np.flatnonzero(inside & (gap > CUT * wide + drawn))
    cut_line = np.searchsorted(line_starts, cut_at, side="right") - 1
    clashing = set(overprinted.tolist())
    seen = any(font.seen for font in fonts)
    facts = (
        region[placed[line_starts]],
        text_end[line_ends],
        raw_end[line_ends],
        *(left, right, top, bottom),
        base[line_starts],
        big,
        bold_share > 0.6,
        *(bold[line_starts], bold[line_ends]),
        had[line_ends],
        line_no[line_starts],
    )
    lines: list[Line] = []
    begins: list[int] = []
    begin = raw_begin = 0
    for home_of, end, last, *places, number in zip(*(fact.tolist() for fact in facts), strict=True):
        line = Line(home_of, text[begin:end], raw_text[raw_begin:last], *places)
        line.overprinted, line.seen = number in clashing, seen
        begins.append(begin)
        begin, raw_begin = end, last
        lines.append(line)
    parts = (cut_line, text_end[cut_at], x1[cut_at], x0[cut_at + 1])
    for k, end, before, behind in zip(*(part.tolist() for part in parts), strict=True):
        lines[k].cuts.append((end - begins[k], before, behind))
    return lines


def _overprinted(glyphs: Glyphs, placed: np.ndarray, line_no: np.ndarray) -> np.ndarray:
    """Numbers of the lines in which letters of two text objects stand over each other."""
    x0, x1, run = glyphs.x0[placed], glyphs.x1[placed], glyphs.run[placed]
    width = np.minimum(x1[1:] - x0[1:], x1[:-1] - x0[:-1])
    clash = (line_no[1:] == line_no[:-1]) & (run[1:] != run[:-1]) & (width > 0)
    code = glyphs.code[placed]
    clash &= (code[1:] != LOST) & (code[:-1] != LOST)  # a lost mark stands over its letter
    clash &= code[1:] != SARA_AM  # drawn as two glyphs, whose ring stands over the letter before
    clash &= np.minimum(x1[1:], x1[:-1]) - np.maximum(x0[1:], x0[:-1]) > 0.5 * width
    return distinct(line_no[1:][clash])


def _by_run(glyphs: Glyphs, placed: np.ndarray, line_no: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """``placed`` with the letters of overprinted ``lines`` kept together by text object."""
    middle = (glyphs.x0[placed] + glyphs.x1[placed]) / 2
    first = middle.copy()
    run = glyphs.run[placed]
    for number in lines.tolist():
        mine = np.flatnonzero(line_no == number)
        for one in distinct(run[mine]).tolist():
            part = mine[run[mine] == one]
            first[part] = middle[part].min()
    chosen: np.ndarray = placed[np.lexsort((middle, run, first, line_no))]
    return chosen


def _count_orders(owner: Ints, ranks: np.ndarray, damages: Counter[str]) -> None:
    """Count tones that the stream gives before their vowel."""
    late = (ranks[1:] > 0) & (ranks[:-1] > ranks[1:]) & (owner[1:] == owner[:-1])
    if late.any():
        damages["tone_before_vowel"] += int(late.sum())


def _strings(code: Ints, kept: np.ndarray, ends: np.ndarray, put: np.ndarray) -> tuple[str, np.ndarray]:
    """All letters with their marks and spaces as one string, and where each letter's part ends in it."""
    width = np.cumsum(kept)
    chosen = code[kept]
    length = width[ends - 1] + np.cumsum(put)
    spaces_at = width[ends - 1][put]
    full = np.insert(chosen, spaces_at, 0x20)
    full = np.where(full == 0, 0xFFFD, full).astype("<u4")
    full[(full >= 0xD800) & (full < 0xE000)] = 0xFFFD
    return full.tobytes().decode("utf-32-le"), length


_SPLIT_AM = re.compile("ํ([่-๋]?)า|([่-๋])ํา")
_SPLIT_NUMBER = re.compile(r"(?<=[0-9๐-๙]) (?=,[0-9๐-๙]{3})|(?<=[0-9๐-๙],) (?=[0-9๐-๙]{3}(?![0-9๐-๙]))")


def mend_lines(lines: list[Line], damages: Counter[str]) -> None:
    """Compose sara am, close numbers that an accounting format split and words spread over a line, in place."""
    for line in lines:
        text = line.text
        if "ํ" in text:
            text, times = _SPLIT_AM.subn(lambda match: (match[1] or match[2] or "") + "ำ", text)
            damages["sara_am_split"] += times
        if " " in text and "," in text:
            text, times = _SPLIT_NUMBER.subn("", text)
            damages["filler_space"] += times
        if text != line.text:
            line.rewrite(text, [(min(at, len(text)), a, b) for at, a, b in line.cuts])
        if word := spread_word(line.text):
            damages["filler_space"] += line.text.count(" ")
            line.rewrite(word, [])
        if line.text.endswith(" "):
            line.trailing_space = True
