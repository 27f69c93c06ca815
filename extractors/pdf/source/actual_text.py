"""Text that stands beside the glyphs: /ActualText of marked content (ISO 32000-2, 14.9.4).

Browsers and word processors shape Thai: one letter with its marks becomes a cluster of glyphs, some of which no Unicode
belongs to, and the cluster's text is written into its marked content. Here that text takes the place of what the
glyphs say, once, letter by letter over the glyphs' boxes. What is *printed* has the last word: where the glyphs have
Unicode throughout and the two differ, Thai spelling chooses and the page is flagged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.pdf.glyphs.thai import RANK, is_space, private_use
from phaen.extractors.pdf.sorted_values import is_in
from phaen.extractors.pdf.source.backend import Floats, Glyphs, Ints
from phaen.normalizers.repair.orthography import illegal_marks

CONTRADICTS = "actual_text_contradicts"
"""Page flag: some glyphs' Unicode and the text beside them differ, and both are complete."""

INVISIBLE = (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD)
"""Break opportunities, joiners and soft hyphens: they tell a line breaker something and print nothing."""
_SOFT_HYPHEN = 0xAD
_UNPRINTED = re.compile("[" + "".join(map(chr, INVISIBLE)) + "\u200e\u200f\ufff9-\ufffb]")
_MARK_RUN = re.compile("[ัิ-ฺ็-๎]{2,}")
_RING_AND_STROKE = re.compile("ำ([่-๋]?)า")
"""ำ drawn as two glyphs, the first of which has the whole letter as its Unicode."""
_THAI = re.compile(r"[\u0e00-\u0e7f\s]+")
_UNLIKE = 0.5
_LONG = 8


@dataclass(slots=True)
class Spans:
    """The /ActualText spans of one page.

    ``member`` gives every glyph's span, -1 outside; ``order`` its place in the content stream inside the span;
    ``texts`` the text of every span.
    """

    member: Ints
    order: Ints
    texts: list[str]

    def take(self, index: NDArray[np.bool_]) -> Spans:
        """The spans of the glyphs chosen by a mask."""
        return Spans(self.member[index], self.order[index], self.texts)


@dataclass(frozen=True, slots=True)
class _Letter:
    """One character of a span's text: over the glyphs ``start``–``end`` (in glyphs, fractions are parts of a box).

    ``mark``: it takes no room; ``own``: the glyph is its own ink, not the letter that it stands on.
    """

    code: int
    start: float
    end: float
    mark: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a cluster of glyphs reads: ``letters``, or ``None`` to leave the glyphs as they are."""

    letters: tuple[_Letter, ...] | None
    changed: bool = False
    contradicts: bool = False


def decoded(value: bytes) -> str:
    """A PDF text string: UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding; what prints nothing left out."""
    if value.startswith(b"\xfe\xff"):
        text = value[2:].decode("utf-16-be", "ignore")
    elif value.startswith(b"\xff\xfe"):
        text = value[2:].decode("utf-16-le", "ignore")
    elif value.startswith(b"\xef\xbb\xbf"):
        text = value[3:].decode("utf8", "ignore")
    else:
        from pdfminer.utils import decode_text  # few files need it, and it takes long to load

        text = decode_text(value)
    text = _UNPRINTED.sub("", unicodedata.normalize("NFC", text))
    return "".join(" " if letter.isspace() else letter for letter in text if letter.isspace() or letter >= " ")


def visible(codes: NDArray[np.int32] | NDArray[np.int64], width: Floats) -> NDArray[np.bool_]:
    """Where a glyph prints something; in ``codes`` a soft hyphen that has a width becomes the hyphen it is."""
    hidden = is_in(codes, INVISIBLE)
    if not hidden.any():
        return ~hidden
    drawn = hidden & (codes == _SOFT_HYPHEN) & (width > 0.5)
    codes[drawn] = 0x2D
    shown: NDArray[np.bool_] = ~hidden | drawn
    return shown


def apply_spans(glyphs: Glyphs, spans: Spans, flags: list[str]) -> tuple[Glyphs, int]:
    """``glyphs`` with every span reading what its /ActualText says, and how many spans read otherwise before.

    Glyphs of a span stand together afterwards, where its first one stood. Adds :data:`CONTRADICTS` to ``flags``.
    """
    flat = is_space(glyphs.code) & (glyphs.x1 <= glyphs.x0)  # a hint between words, no glyph of the cluster
    inside = np.flatnonzero((spans.member >= 0) & ~flat)
    if not len(inside):
        return glyphs, 0
    by_span = inside[np.lexsort((inside, spans.order[inside], spans.member[inside]))]
    starts = np.flatnonzero(np.diff(spans.member[by_span], prepend=-1))
    ends = np.append(starts[1:], len(by_span))
    kept = np.ones(len(glyphs), bool)
    codes = glyphs.code.tolist()
    lost = glyphs.lost | (glyphs.code <= 0x1F) | (glyphs.code == 0xFFFD)
    wide = glyphs.x1 - glyphs.x0 > 0.05 * glyphs.size
    letters: list[_Letter] = []
    bases: list[int] = []  # where each letter's span begins in by_span
    keys: list[int] = []  # where it goes
    changed = 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        members = by_span[start:end]
        listed = members.tolist()
        plan = _plan(
            tuple(codes[i] for i in listed),
            tuple(lost[members].tolist()),
            tuple(wide[members].tolist()),
            spans.texts[int(spans.member[listed[0]])],
        )
        changed += plan.changed
        if plan.contradicts and CONTRADICTS not in flags:
            flags.append(CONTRADICTS)
        if plan.letters is None:
            continue
        kept[members] = False
        letters += plan.letters
        bases += [start] * len(plan.letters)
        keys += [min(listed)] * len(plan.letters)
    if kept.all():
        return glyphs, changed
    made = _made(glyphs, by_span, letters, np.array(bases, np.int64))
    rest = np.flatnonzero(kept)
    order = np.argsort(np.append(rest, np.array(keys, np.int64)), kind="stable")
    joined = (np.append(getattr(glyphs, n)[rest], getattr(made, n)) for n in Glyphs.__slots__)
    return Glyphs(*joined).take(order), changed


def _made(glyphs: Glyphs, by_span: NDArray[np.intp], letters: Sequence[_Letter], base: NDArray[np.int64]) -> Glyphs:
    """The glyphs of ``letters``; ``base`` is where in ``by_span`` each one's span begins."""
    from_ = np.array([one.start for one in letters], np.float64)
    to = np.array([one.end for one in letters], np.float64)
    mark = np.array([one.mark for one in letters], bool)
    own = np.array([one.own for one in letters], bool)
    first = np.floor(from_).astype(np.int64)
    last = np.maximum(np.ceil(to).astype(np.int64) - 1, first)
    at, behind = by_span[base + first], by_span[base + last]
    made = glyphs.take(at)
    apart = np.abs(glyphs.y[behind] - made.y) > 0.5 * made.size
    behind = np.where(apart, at, behind)
    width = made.x1 - made.x0
    left = made.x0 + (from_ - first) * width
    right = glyphs.x0[behind] + np.where(apart, 1.0, to - last) * (glyphs.x1[behind] - glyphs.x0[behind])
    right = np.maximum(right, left)
    middle = (left + right) / 2
    made.code = np.array([one.code for one in letters], np.int32)
    made.x0 = np.where(own, made.x0, np.where(mark, middle, left))
    made.x1 = np.where(own, made.x1, np.where(mark, middle, right))
    made.anchor = np.where(own, made.anchor, middle)
    made.lost = np.zeros(len(letters), bool)
    return made


@lru_cache(maxsize=20_000)
def _plan(codes: tuple[int, ...], lost: tuple[bool, ...], wide: tuple[bool, ...], text: str) -> _Plan:
    """How a cluster of glyphs reads whose own Unicode is ``codes`` and whose /ActualText is ``text``."""
    thai = private_use()
    own = "".join(chr(thai.get(code, code)) for code in codes)
    if not text:
        # nothing but a soft hyphen or a decoration: letters and figures are never dropped
        shown = any(letter.isalnum() for letter, gone in zip(own, lost, strict=True) if not gone)
        return _Plan(None if shown else ())
    inked = [letter for letter in own if not letter.isspace()]
    marks_alone = all(RANK[min(ord(letter), 0xFFFF)] for letter in inked) and not any(lost)
    if inked and marks_alone and any(not RANK[min(ord(letter), 0xFFFF)] for letter in text):
        return _Plan(())  # the page ends inside the cluster: tips of a line of the next page, which has it whole
    # in Thai words a letter of no Thai or ASCII code is what the font's encoding has in a glyph's stead
    strange = bool(_THAI.fullmatch(text)) and any(ord(letter) >= 0x80 and not _THAI.match(letter) for letter in own)
    complete = not any(lost) and not strange and not any(0xE000 <= ord(letter) < 0xF900 for letter in own)
    changed = contradicts = False
    if _key(own) != _key(text):
        # LibreOffice writes the two marks of a letter each beside the other's glyph: only together are they right
        swapped = all(RANK[min(ord(letter), 0xFFFF)] for letter in own + text)
        if complete and not swapped and not _leaves_out(_key(own), _key(text)):
            contradicts = True
            if _worse(text, own):
                return _Plan(None, False, True)
        changed = True
    return _Plan(tuple(_laid(own, lost, wide, text)), changed, contradicts)


def _key(text: str) -> str:
    """``text`` for comparing: sara am in its parts, marks sorted, no spaces."""
    apart = _RING_AND_STROKE.sub(r"\1ำ", text).replace("ำ", "ํา")
    return _MARK_RUN.sub(lambda run: "".join(sorted(run[0])), "".join(apart.split()))


def _leaves_out(own: str, text: str) -> bool:
    """Is ``own`` the text without some of its marks? That is what glyphs without a Unicode of their own look like."""
    rest = iter(own)
    wanted = next(rest, None)
    for letter in text:
        if letter == wanted:
            wanted = next(rest, None)
        elif not RANK[min(ord(letter), 0xFFFF)]:
            return False
    return wanted is None


def _worse(text: str, own: str) -> bool:
    """Is ``text`` further from Thai spelling than ``own``, or about something else?"""
    illegal = [illegal_marks(f"ก{one}" if RANK[min(ord(one[0]), 0xFFFF)] else one) for one in (text, own)]
    if illegal[0] != illegal[1]:
        return illegal[0] > illegal[1]
    if max(len(text), len(own)) <= _LONG:
        return False
    return SequenceMatcher(None, own, text, autojunk=False).ratio() < _UNLIKE


def _laid(own: str, lost: tuple[bool, ...], wide: tuple[bool, ...], text: str) -> list[_Letter]:
    """The characters of ``text`` over the glyphs of a cluster that reads ``own``."""
    marks = [bool(RANK[min(ord(letter), 0xFFFF)]) for letter in own]
    room = [k for k, mark in enumerate(marks) if not mark and wide[k]]
    signs = [k for k in range(len(own)) if k not in set(room)]
    letters = [k for k, letter in enumerate(text) if not RANK[min(ord(letter), 0xFFFF)]]
    if not letters:
        ink = signs or room
        return [
            _Letter(ord(one), k, k + 1, True, True) for one, k in zip(text, _stretched(ink, len(text)), strict=True)
        ]
    places = dict(zip(letters, _places(own, room or signs, [text[k] for k in letters]), strict=True))
    found: list[_Letter] = []
    here: tuple[float, float] | None = None
    for k, letter in enumerate(text):
        if k in places:
            here = places[k]
            found.append(_Letter(ord(letter), *here))
        elif here is None:
            ink_at = signs[0] if signs else 0
            found.append(_Letter(ord(letter), ink_at, ink_at + 1, True, True))
        else:
            found.append(_Letter(ord(letter), *here, mark=True))
    return found


def _stretched(ink: list[int], count: int) -> list[int]:
    """``count`` entries of ``ink``, the last one again where it has too few."""
    return [ink[min(k, len(ink) - 1)] for k in range(count)]


def _places(own: str, room: list[int], letters: list[str]) -> list[tuple[float, float]]:
    """From where to where (in glyphs) each of ``letters`` stands on the glyphs ``room``."""
    if len(room) == len(letters):
        return [(float(k), float(k + 1)) for k in room]
    found: list[tuple[float, float]] = []
    matcher = SequenceMatcher(None, [own[k] for k in room], letters, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "delete" and found:  # two glyphs draw one letter, as the ring and the stroke of ำ do
            found[-1] = (found[-1][0], max(found[-1][1], room[i2 - 1] + 1.0))
        for n in range(j2 - j1):
            if i1 == i2:  # nothing drawn for it: no room, at the end of what stands before
                edge = room[i1 - 1] + 1.0 - 1e-9 if i1 else float(room[0])
                found.append((edge, edge))
            else:
                start, end = ((i2 - i1) * m / (j2 - j1) for m in (n, n + 1))
                found.append((_spot(room, i1 + start), _spot(room, i1 + end - 1e-9) + 1e-9))
    return found


def _spot(room: list[int], unit: float) -> float:
    """A place counted in wide glyphs as a place counted in all glyphs."""
    whole = min(int(unit), len(room) - 1)
    return room[whole] + (unit - whole)
