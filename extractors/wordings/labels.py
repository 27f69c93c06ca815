"""Headings of running text: which phrase of ``labels.csv`` a paragraph begins with, and what it says behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from phaen.extractors.wordings.catalogue import Catalogue, Label, active
from phaen.extractors.wordings.likeness import SHORT_WORDING
from phaen.normalizers.text import clean, squash
from rapidfuzz import fuzz

LABEL_CUTOFF = 0.84
"""Likeness from which a paragraph is taken to open with a phrase."""

_REACH = 2
"""So many letters more or fewer than a wording has may stand for it in a paragraph."""
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_DOTS = re.compile(r"\.{3,}|…")
_TERM = re.compile(r"^\(\s*Objectives?\s*[:.]?\s*O?\s*\d*\s*\)\s*:?\s*", re.IGNORECASE)
"""The English term behind a Thai label, numbered otherwise than any wording has it: ``(Objective : O1)``."""


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A paragraph that opens with a heading phrase.

    ``number`` is the printed number in Arabic digits (``None`` where none is printed), ``value`` the rest of the
    paragraph, ``score`` the likeness (0–1).
    """

    label: Label
    number: str | None
    value: str
    score: float


def _after(text: str, length: int) -> str:
    """The rest of ``text`` after its first ``length`` characters that squashing keeps."""
    seen = 0
    for index, char in enumerate(text):
        if seen >= length:
            return text[index:]
        if squash(char) or char == ".":
            seen += 1
    return ""


def _prefix_match(text: str, squashed: str, target: str) -> tuple[float, str] | None:
    best: tuple[float, int] | None = None
    for length in range(max(1, len(target) - _REACH), len(target) + _REACH + 1):
        if length > len(squashed):
            break
        head = squashed[:length]
        likeness = 1.0 if head == target else fuzz.ratio(head, target) / 100
        if (len(target) <= SHORT_WORDING + _REACH and likeness < 1.0) or target.endswith(":") != head.endswith(":"):
            continue
        if ":" in head and ":" not in target:
            continue  # the label ends before its colon: what stands behind it is the value's
        if best is None or likeness > best[0]:
            best = (likeness, length)
    if best is None or best[0] < LABEL_CUTOFF:
        return None
    return best[0], _after(text, best[1])


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph prepared for comparison with every wording."""

    plain: str
    squashed: str
    head: str
    number: str | None
    rest: str
    item: str | None
    """The number that stands first, and what follows it."""
    behind: str


def _prepare(text: str) -> _Paragraph | None:
    plain = clean(text).strip().lstrip('•*-–"“ ').strip()
    if not plain:
        return None
    found = _NUMBER.search(plain)
    dots = _DOTS.search(plain)
    head, number, rest = "", None, ""
    if dots and (not found or dots.start() < found.start()):
        head = plain[: dots.start()]
    elif found:
        head, number, rest = plain[: found.start()], found.group(), plain[found.end() :]
    opens = _BEHIND_NUMBER.match(plain)
    item = opens[1].rstrip(".") if opens and opens[1] else None
    return _Paragraph(plain, squash(plain), squash(head), number, rest, item, plain[opens.end() :] if opens else plain)


def _numbered(paragraph: _Paragraph, target: str) -> float | None:
    """Likeness of a wording followed by a number (``ประเด็นการพัฒนาที่ 2 …``) or by the dots of an empty template."""
    given = paragraph.head
    if not given or len(given) > len(target) + _LONGER_HEAD:
        return None
    likeness = 1.0 if target == given else fuzz.ratio(target, given) / 100
    # OCR slips in the phrase itself (ประเด็นการพัฒนาคำที่ 1, ข้อตัวชีวิตที่ 3) keep its length and most letters
    return None if likeness < (1.0 if len(target) <= 6 else 0.80) else likeness


_OTHER_MODES = ("letter", "numbered", "behind_number", "whole")
_LONGER_HEAD = 6
"""So many letters more than a wording may stand before a number."""
_LONGER_WHOLE = 6
"""So many letters may be between the lengths of a wording and a heading that is nothing else."""
_NAMED_APART = re.compile(
    r" (?!โครงการ|กิจกรรม|งบ|ผลผลิต|และ|หรือ|คือ|เป็น|หมายถึง|ที่|ของ|ใน|ตาม|ต้อง|มี)([ก-๙][^\n]{1,100})$", re.DOTALL
)
"""The name of a strategy or programme behind its label and a space; a sentence goes on with other words."""
_NUMBER_OF_ITS_OWN = re.compile(r"(?:ที่)?\s*([0-9]{1,2}(?:\.[0-9]{1,2})*)[.)]?\s*:?\s+(\S.*)$", re.DOTALL)
"""The number of a programme or an output behind its label, and its name."""
_AMOUNT_BEHIND = re.compile(r"\s+[0-9][0-9,. ]*\s*บาท\s*$")
_BEHIND_NUMBER = re.compile(r"^(?:แบบ\S*\s*)?([0-9]+(?:\.[0-9]+)*\.?)?\)?\s*")
_Target = tuple[Label, str, str]
"""A heading phrase with one of its wordings, as written and squashed."""


@lru_cache(maxsize=32)
def _targets(catalogue: Catalogue, elsewhere: bool, under_issue: bool) -> tuple[_Target, ...]:
    """The phrases that count, as :func:`find_label` says."""
    return tuple(
        (label, wording, squash(wording))
        for label in catalogue.labels
        if (elsewhere or not label.elsewhere) and (under_issue or not label.common)
        for wording in label.wordings
    )


_LIKELY = 100 * LABEL_CUTOFF - 12
"""Rough likeness (0–100) from which a wording gets a close look."""


class _Opening(NamedTuple):
    """A wording that opens a paragraph which goes on: its place among the targets, its letters as bits, how many of
    them may be missing, and the likeness (0–100) that it has with as much of any paragraph that it opens."""

    place: int
    text: str
    letters: int
    missing: float
    least: float


class _Openings(NamedTuple):
    """Those that are taken as they stand, by their text, and the others by length."""

    exact: dict[str, list[int]]
    exact_lengths: list[int]
    by_length: list[tuple[int, list[_Opening]]]


@dataclass(frozen=True, slots=True)
class _Others:
    """The places of targets that do not open a paragraph which goes on, by what a paragraph must have for them."""

    numbered: list[tuple[int, int]]
    """With the longest text before the number."""
    whole: list[tuple[int, str, int]]
    """With their squashed wording and its length."""
    lettered: list[int]
    behind_number: list[int]
    before_colon: list[int]
    opens_behind: tuple[str, ...]
    """What must stand behind the number for ``behind_number``."""
    opens: tuple[str, ...]
    """What must stand first for ``before_colon``."""


def _openings(targets: Iterable[tuple[int, str]]) -> _Openings:
    """``targets`` with their places, sorted for :func:`_possible_targets`.

    A wording that :func:`_prefix_match` finds has, with ``length`` ± 2 letters of the paragraph, the likeness
    ``LABEL_CUTOFF``: as many letters in common as ``needed`` says, with ``length`` of them at most 2 fewer.
    """
    exact: dict[str, list[int]] = {}
    by_length: dict[int, list[_Opening]] = {}
    for place, text in targets:
        length = len(text)
        if length <= SHORT_WORDING + _REACH:
            exact.setdefault(text, []).append(place)
            continue
        needed = max(LABEL_CUTOFF * (length + _REACH / 2) - _REACH, length * _LIKELY / 100) - 1e-6
        one = _Opening(place, text, ~_lacking(text)[-1], length - needed, 100 * needed / length)
        by_length.setdefault(length, []).append(one)
    return _Openings(exact, sorted({len(text) for text in exact}), sorted(by_length.items()))


@lru_cache(maxsize=32)
def _opening(catalogue: Catalogue, elsewhere: bool, under_issue: bool) -> tuple[_Openings, _Others]:
    """The targets that open a paragraph which goes on, and the others."""
    targets = list(enumerate(_targets(catalogue, elsewhere, under_issue)))
    opening = _openings((place, text) for place, (label, _, text) in targets if label.mode == "prefix")
    of = {mode: [(place, target) for place, target in targets if target[0].mode == mode] for mode in _OTHER_MODES}
    colon = [(place, target) for place, target in of["numbered"] if target[0].elsewhere]
    return opening, _Others(
        numbered=[(place, len(text) + _LONGER_HEAD) for place, (_, _, text) in of["numbered"]],
        whole=[(place, text, len(text)) for place, (_, _, text) in of["whole"]],
        lettered=[place for place, _ in of["letter"]],
        behind_number=[place for place, _ in of["behind_number"]],
        before_colon=[place for place, _ in colon],
        opens_behind=tuple(wording.rstrip(" :") for _, (_, wording, _) in of["behind_number"]),
        opens=tuple(wording for _, (_, wording, _) in colon),
    )


def _possible_others(others: _Others, paragraph: _Paragraph) -> set[int]:
    """The places of those of ``others`` that a paragraph may be."""
    squashed, size, head = paragraph.squashed, len(paragraph.squashed), len(paragraph.head)
    found = {
        place
        for place, text, length in others.whole
        if -_LONGER_WHOLE <= size - length <= _LONGER_WHOLE or squashed.startswith(text)
    }
    found.update(others.lettered)
    if head:
        found.update(place for place, most in others.numbered if head <= most)
    if paragraph.plain.startswith(others.opens):
        found.update(others.before_colon)
    if paragraph.behind.startswith(others.opens_behind):
        found.update(others.behind_number)
    return found


_WITHOUT = [~(1 << bit) for bit in range(128)]


def _lacking(text: str) -> list[int]:
    """For each beginning of ``text``, the empty one first, the letters that it lacks as bits; letters of different
    scripts may share one."""
    found = [-1]
    lacking = -1
    for letter in text:
        lacking &= _WITHOUT[ord(letter) & 127]
        found.append(lacking)
    return found


def _possible_targets(catalogue: Catalogue, paragraph: _Paragraph, elsewhere: bool, under_issue: bool) -> list[_Target]:
    """The wordings that need a close look: most paragraphs are no heading, which a rough comparison settles.

    It compares a wording with as many letters of the paragraph, and not at all where these lack too many of the
    wording's letters: the same comes out in the time of rapidfuzz's one call for all, which would load NumPy.
    """
    opening, others = _opening(catalogue, elsewhere, under_issue)
    head = paragraph.squashed
    size = len(head)
    hits = _possible_others(others, paragraph)
    for length in opening.exact_lengths:
        hits.update(opening.exact.get(head[:length], ()))
    lacking = _lacking(head[: opening.by_length[-1][0] if opening.by_length else 0])
    for length, wordings in opening.by_length:
        if length > size + _REACH:
            break
        missing, start = lacking[min(length, size)], head[:length]
        for place, text, letters, most, least in wordings:
            if (letters & missing).bit_count() <= most and fuzz.ratio(start, text, score_cutoff=least):
                hits.add(place)
    targets = _targets(catalogue, elsewhere, under_issue)
    return [targets[place] for place in sorted(hits)]


def find_label(text: str, *, elsewhere: bool = False, under_issue: bool = False) -> LabelMatch | None:
    """The heading phrase that a paragraph opens with, or ``None``.

    ``elsewhere``: phrases of organisations outside Bangkok count too; ``under_issue``: the common
    words that are a heading below that of an issue only (``ตัวชี้วัด :``).
    """
    return _find_label(active(), text, elsewhere, under_issue)


@lru_cache(maxsize=4096)
def _find_label(catalogue: Catalogue, text: str, elsewhere: bool, under_issue: bool) -> LabelMatch | None:
    paragraph = _prepare(text)
    if paragraph is None:
        return None
    best: tuple[tuple[float, int, bool], LabelMatch] | None = None
    for label, wording, target in _possible_targets(catalogue, paragraph, elsewhere, under_issue):
        match = _match_label(label, wording, target, paragraph)
        if match is None:
            continue
        rank = (round(match.score, 2), len(wording), label.elsewhere or label.common)
        if best is None or rank > best[0]:
            best = (rank, match)
    return replace(best[1], value=_TERM.sub("", best[1].value)) if best else None


def _behind_colon(text: str, wording: str) -> str:
    """What ``text`` says behind ``wording`` and a colon; ``""`` where it does not begin so."""
    rest = text[len(wording) :].lstrip() if text.startswith(wording) else ""
    return rest[1:].lstrip() if rest.startswith(":") else ""


def _match_label(label: Label, wording: str, target: str, paragraph: _Paragraph) -> LabelMatch | None:
    plain, squashed = paragraph.plain, paragraph.squashed
    if label.mode == "letter":
        found = re.match(rf"{wording}\s*([ก-ฉ])(?=\s|$)", plain)
        return LabelMatch(label, found.group(1), plain[found.end() :].strip(), 1.0) if found else None
    if label.mode == "numbered":
        named = _behind_colon(plain, wording) if label.elsewhere else ""
        if named:  # กลยุทธ์ : X, without a number
            return LabelMatch(label, None, named, 1.0)
        score = _numbered(paragraph, target)
        if score is None:
            return None
        return LabelMatch(label, paragraph.number, paragraph.rest.strip(" :-"), score)
    if label.mode == "behind_number":
        rest, number = paragraph.behind, paragraph.item
        if named := _behind_colon(rest, wording.rstrip(" :")):  # ผลผลิต : X, แผนงาน : X
            return LabelMatch(label, number, named, 1.0)
        if number and label.sets and (told := _NAMED_APART.match(rest, len(wording))) and rest.startswith(wording):
            # 1. ยุทธศาสตร์ ด้าน…, 1.1 แผนงาน สาธารณสุข, as ผ.02 prints them: the number says that a name follows
            return LabelMatch(label, number, told[1] if label.sets == "strategy" else rest, 1.0)
        if label.sets and (told := _NUMBER_OF_ITS_OWN.match(rest, len(wording))) and rest.startswith(wording):
            return LabelMatch(label, told[1], _AMOUNT_BEHIND.sub("", told[2]).strip(), 1.0)  # แผนงานที่ 3.1 X
        ends = ("",) if wording.endswith("ที่") else ("", " ")
        if not rest.startswith(wording) or (label.sets and rest[len(wording) :][:1] in ends):
            return None  # what names nothing above the rows is a heading in itself (แผนงานโครงการ)
        return LabelMatch(label, number, _AMOUNT_BEHIND.sub("", rest).strip(), 1.0)
    if label.mode == "whole":
        if squashed.startswith(target + ":"):
            return LabelMatch(label, None, _after(plain, len(target)).strip(" :"), 0.95)
        if abs(len(squashed) - len(target)) > _LONGER_WHOLE or (len(target) <= SHORT_WORDING and squashed != target):
            return None
        score = fuzz.ratio(squashed, target) / 100
        return LabelMatch(label, None, "", score) if score >= LABEL_CUTOFF + 0.03 else None
    prefix = _prefix_match(plain, squashed, target)
    return LabelMatch(label, None, prefix[1].strip(" :"), prefix[0]) if prefix else None
