"""How like a column heading is to the wordings of ``roles.csv``."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from phaen.extractors.wordings.catalogue import Catalogue
from rapidfuzz import fuzz, process

COLUMN_CUTOFF = 0.74
"""Likeness from which a heading is taken for a role's wording; OCR slips in a long heading stay above it."""
SHORT_WORDING = 5
"""Wordings up to this many characters (ที่, ระดับ) must match exactly: one slip makes another word of them."""
STARTS_ALIKE = 0.85
"""Likeness of a heading that goes on behind a wording."""
_PLAIN = frozenset({"seq", "units"})
"""Roles whose headings mean nothing else in any table, however many letters they share with other roles' (ลำดับที่ and
ระดับที่, หน่วยงาน and หน่วยนับ)."""
START = 8
"""Letters of the shortest wording that counts where a heading goes on behind it."""

_BRACKETS = re.compile(r"\(.*?\)")
_NO_FIGURES = dict.fromkeys(map(ord, "0123456789,.-/"))

Pair = tuple[str, str]
"""A table kind and the name of one of its roles."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of all roles of all kinds, and whose each is: those long enough to be compared loosely, and the
    same without brackets."""

    exact: dict[str, list[Pair]]
    loose: dict[str, list[Pair]]
    bare: dict[str, list[Pair]]
    most_figures: int
    """Digits and their signs in the wording that has most of them."""
    starts: dict[str, list[str]]
    """Those of at least ``START`` letters, the shortest first, by these letters: a heading may begin with one."""


@lru_cache(maxsize=8)
def known_wordings(catalogue: Catalogue) -> Wordings:
    """The wordings of ``catalogue``."""
    wordings = {wording for roles in catalogue.kinds.values() for role in roles for wording in role.wordings}
    found = Wordings({}, {}, {}, max((_figures(wording) for wording in wordings), default=0), {})
    for kind, roles in catalogue.kinds.items():
        for role in roles:
            pair = (kind, role.name)
            for wording in role.wordings:
                found.exact.setdefault(wording, []).append(pair)
                if len(wording) > SHORT_WORDING:
                    found.loose.setdefault(wording, []).append(pair)
                    found.bare.setdefault(_BRACKETS.sub("", wording), []).append(pair)
    for wording in sorted(found.loose, key=len):
        if len(wording) >= START:
            found.starts.setdefault(wording[:START], []).append(wording)
    for wording, pairs in found.bare.items():
        # what without its bracket is another role's own (เป้าหมาย of เป้าหมาย (เดิม)) says nothing without it
        own = found.exact.get(wording, [])
        pairs[:] = [pair for pair in pairs if pair in own or all(kind != pair[0] for kind, _ in own)]
    return found


@lru_cache(maxsize=1024)
def near_wordings(catalogue: Catalogue, bare: bool, length: int) -> list[str]:
    """The wordings that a heading of ``length`` letters may resemble: others are too short or too long for it."""
    known = known_wordings(catalogue)
    share = COLUMN_CUTOFF / (2 - COLUMN_CUTOFF)  # of the longer text's letters that the shorter one has at least
    least, most = math.floor(length * share), math.ceil(length / share)
    return [wording for wording in (known.bare if bare else known.loose) if least <= len(wording) <= most]


def _figures(text: str) -> int:
    return len(text) - len(text.translate(_NO_FIGURES))


def _is_amounts(known: Wordings, text: str) -> bool:
    """Is so much of ``text`` figures that it shares too little with any wording to be like it?"""
    figures = _figures(text)
    shared = len(text) - figures + min(figures, known.most_figures)
    return 2 * shared < COLUMN_CUTOFF * (len(text) + shared)


@lru_cache(maxsize=4096)
def likenesses(catalogue: Catalogue, heading: str) -> dict[Pair, float]:
    """Likeness (0–1) of a squashed column heading and the best wording of each role that reaches the cutoff."""
    known = known_wordings(catalogue)
    found: dict[Pair, float] = {}

    def add(pairs: list[Pair], likeness: float) -> None:
        for pair in pairs:
            found[pair] = max(likeness, found.get(pair, 0.0))

    def compare(text: str, wordings: dict[str, list[Pair]], weight: float) -> None:
        near, cutoff = near_wordings(catalogue, wordings is known.bare, len(text)), 100 * COLUMN_CUTOFF
        if not near or _is_amounts(known, text):
            return
        for wording, score, _ in process.extract(text, near, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None):
            add(wordings[wording], weight * score / 100)

    own = known.exact.get(heading, [])
    if len(heading) > SHORT_WORDING:
        compare(heading, known.loose, 1.0)
        short = _BRACKETS.sub("", heading)
        if short != heading and len(short) > SHORT_WORDING:
            compare(short, known.bare, 0.97)
        for wording in known.starts.get(heading[:START], ()):
            if heading.startswith(wording):
                add(known.loose[wording], STARTS_ALIKE)
    _behind_slash(known, heading, found)
    # a heading that is one role's own is not another's of the same kind for being like it (หน่วยนับ, หน่วยงาน)
    named, least = {kind for kind, _ in own}, 0.0 if _PLAIN.isdisjoint(role for _, role in own) else STARTS_ALIKE
    kept = {pair: likeness for pair, likeness in found.items() if pair[0] not in named and likeness >= least}
    return kept | dict.fromkeys(own, 1.0)


_BEHIND_SLASH = 0.8
"""Likeness of a heading whose last word alone is known (``ประเด็น/ตัวชี้วัด``)."""


def _behind_slash(known: Wordings, heading: str, found: dict[Pair, float]) -> None:
    """A heading of several words (``แนวทาง/โครงการสำคัญ``) is of the role of its last one, unless an earlier word is of
    another role: then two things stand in one cell (``ค่าเป้าหมาย/หน่วยนับ``)."""
    *before, last = _BRACKETS.sub("", heading).split("/")
    if not before or len(last) <= SHORT_WORDING:
        return
    for kind, role in known.loose.get(last, []):
        others = {other for word in before for _, other in known.exact.get(word, [])}
        if others <= {role}:
            found[kind, role] = max(_BEHIND_SLASH, found.get((kind, role), 0.0))
