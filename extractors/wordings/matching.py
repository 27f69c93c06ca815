"""Fuzzy matching of printed headings against the wordings in ``columns.csv`` and ``labels.csv``.

A heading may be renamed, reordered or damaged; what it is called is data, how far it may differ is decided here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from rapidfuzz import fuzz, process

from normalizers.text import arabic_digits, clean, squash

COLUMN_CUTOFF = 0.74
"""Likeness from which a heading is taken for a role's wording; OCR slips in a long heading stay above it."""
SHORT_WORDING = 5
"""Wordings up to this many characters (ที่, ระดับ) must match exactly: one slip makes another word of them."""
LABEL_CUTOFF = 0.84

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_LEVEL_COLUMN = re.compile(r"^ระดับ(?:ที่)?[1-5](?:\(?[0-9]+คะแนน\)?)?$")
_DOTS = re.compile(r"\.{3,}|…")
_SUBHEADER = re.compile(
    r"^(?:(?:พ\.?ศ\.?|ปี(?:งบประมาณ)?)*25[0-9]{2}|\(?[0-9]+คะแนน\)?|ระดับ(?:ที่)?[1-5](?:\(?[0-9]+คะแนน\)?)?"
    r"|ต\.?ค\.?|พ\.?ย\.?|ธ\.?ค\.?|ม\.?ค\.?|ก\.?พ\.?|มี\.?ค\.?|เม\.?ย\.?|พ\.?ค\.?|มิ\.?ย\.?|ก\.?ค\.?|ส\.?ค\.?|ก\.?ย\.?)$"
)


@dataclass(frozen=True, slots=True)
class Role:
    """One column of a table kind.

    ``need`` is ``""``, ``required``, ``repeat`` (one or more such columns) or ``any`` (one of those marked so).
    """

    name: str
    need: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A header row understood: the table ``kind`` and the role of every column (``None`` where no role fits)."""

    kind: str
    roles: tuple[str | None, ...]
    score: float
    weakest: float


@dataclass(frozen=True, slots=True)
class Label:
    """A heading phrase: ``rank`` is its depth in the outline, ``section`` the kind of text that stands under it."""

    name: str
    rank: int
    mode: str
    section: str
    wordings: tuple[str, ...]


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


def _read(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def table_kinds() -> dict[str, tuple[Role, ...]]:
    """Every table kind with its column roles, from ``columns.csv``."""
    kinds: dict[str, list[Role]] = {}
    for row in _read("columns.csv"):
        wordings = tuple(squash(wording) for wording in row["wordings"].split("|"))
        kinds.setdefault(row["kind"], []).append(Role(row["role"], row["need"], wordings))
    return {kind: tuple(roles) for kind, roles in kinds.items()}


@lru_cache(maxsize=1)
def labels() -> tuple[Label, ...]:
    """Every heading phrase, from ``labels.csv``."""
    return tuple(
        Label(row["label"], int(row["rank"]), row["mode"], row["section"], tuple(row["wordings"].split("|")))
        for row in _read("labels.csv")
    )


_BRACKETS = re.compile(r"\(.*?\)")


@lru_cache(maxsize=1)
def _wordings() -> dict[tuple[str, str], tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]]:
    """Per kind and role: all wordings, those long enough to be compared loosely, and the same without brackets."""
    found = {}
    for kind, roles in table_kinds().items():
        for role in roles:
            loose = tuple(wording for wording in role.wordings if len(wording) > SHORT_WORDING)
            bare = tuple(_BRACKETS.sub("", wording) for wording in loose)
            found[kind, role.name] = (frozenset(role.wordings), loose, bare)
    return found


@lru_cache(maxsize=65536)
def _likeness(kind: str, role: str, heading: str) -> float:
    """Likeness (0–1) of a squashed column heading and the best wording of a role; 0 below the cutoff."""
    exact, loose, bare = _wordings()[kind, role]
    if heading in exact:
        return 1.0
    if len(heading) <= SHORT_WORDING:
        return 0.0
    cutoff = 100 * COLUMN_CUTOFF
    found = process.extractOne(heading, loose, scorer=fuzz.ratio, score_cutoff=cutoff)
    best = found[1] / 100 if found else 0.0
    short = _BRACKETS.sub("", heading)
    if short != heading and len(short) > SHORT_WORDING:
        found = process.extractOne(short, bare, scorer=fuzz.ratio, score_cutoff=cutoff)
        best = max(best, 0.97 * found[1] / 100 if found else 0.0)
    if best < 0.85 and any(len(wording) >= 8 and heading.startswith(wording) for wording in loose):
        best = 0.85
    return best


def _role_likeness(kind: str, role: Role, parts: Sequence[str]) -> float:
    if role.name == "level_column":
        return 1.0 if any(_LEVEL_COLUMN.match(part) for part in ("".join(parts), *parts)) else 0.0
    candidates = {parts[0], "".join(parts), parts[-1]} - {""}
    return max((_likeness(kind, role.name, text) for text in candidates), default=0.0)


@lru_cache(maxsize=4096)
def _match_kind(kind: str, headings: tuple[tuple[str, ...], ...]) -> HeaderMatch | None:
    roles = table_kinds()[kind]
    ranked = sorted(
        (
            (likeness, -column, role)
            for column, parts in enumerate(headings)
            if any(parts)
            for role in roles
            if (likeness := _role_likeness(kind, role, parts)) >= COLUMN_CUTOFF
        ),
        key=lambda entry: (-entry[0], -entry[1], entry[2].name),
    )
    assigned: dict[int, tuple[Role, float]] = {}
    taken: set[str] = set()
    for likeness, negative, role in ranked:
        column = -negative
        if column in assigned or (role.name in taken and role.need != "repeat"):
            continue
        if role.need == "repeat" and role.name in taken and not _same_group(headings, assigned, role, column):
            continue
        assigned[column] = (role, likeness)
        taken.add(role.name)
    if any(role.need in ("required", "repeat") and role.name not in taken for role in roles) or len(assigned) < 2:
        return None
    either = [role for role in roles if role.need == "any"]
    if either and not any(role.name in taken for role in either):
        return None
    unknown = sum(1 for column, parts in enumerate(headings) if any(parts) and column not in assigned)
    first = {role.name: likeness for role, likeness in assigned.values()}
    score = sum(first.values()) - 0.6 * unknown
    names = tuple(assigned[column][0].name if column in assigned else None for column in range(len(headings)))
    return HeaderMatch(kind, names, score, min(first.values()))


def _same_group(
    headings: Sequence[Sequence[str]], assigned: dict[int, tuple[Role, float]], role: Role, column: int
) -> bool:
    """May a repeated role take one more column: it must stand under the same top heading, or be a level."""
    if role.name == "level_column":
        return True
    return any(other is role and headings[first][0] == headings[column][0] for first, (other, _) in assigned.items())


def match_header(headings: Sequence[Sequence[str]]) -> HeaderMatch | None:
    """The table kind whose column wordings fit a header best, or ``None`` when none fits.

    ``headings`` holds for every column its printed heading from the top row down (two-row headers give two parts).
    """
    key = tuple(tuple(squash(clean(part)) for part in parts) or ("",) for parts in headings)
    best: HeaderMatch | None = None
    for kind in table_kinds():
        match = _match_kind(kind, key)
        if match and (best is None or match.score > best.score):
            best = match
    return best


def is_subheader(texts: Sequence[str]) -> bool:
    """Is this row the lower part of a header: only years, months, levels or point values?"""
    filled = [squash(arabic_digits(text)) for text in texts if text.strip()]
    return bool(filled) and all(_SUBHEADER.match(text) for text in filled)


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
    # most paragraphs are no heading: one quick comparison settles that
    if fuzz.ratio(squashed[: len(target)], target, score_cutoff=100 * LABEL_CUTOFF - 12) == 0:
        return None
    best: tuple[float, int] | None = None
    for length in range(max(1, len(target) - 2), len(target) + 3):
        if length > len(squashed):
            break
        head = squashed[:length]
        likeness = 1.0 if head == target else fuzz.ratio(head, target) / 100
        if (len(target) <= SHORT_WORDING + 2 and likeness < 1.0) or target.endswith(":") != head.endswith(":"):
            continue
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
    return _Paragraph(plain, squash(plain), squash(head), number, rest)


def _numbered(paragraph: _Paragraph, target: str) -> float | None:
    """Likeness of a wording followed by a number (``ประเด็นการพัฒนาที่ 2 …``) or by the dots of an empty template."""
    given = paragraph.head
    if not given or len(given) > len(target) + 6:
        return None
    likeness = 1.0 if target == given else fuzz.ratio(target, given) / 100
    # OCR slips in the phrase itself (ประเด็นการพัฒนาคำที่ 1, ข้อตัวชีวิตที่ 3) keep its length and most letters
    return None if likeness < (1.0 if len(target) <= 6 else 0.80) else likeness


@lru_cache(maxsize=1)
def _targets() -> tuple[tuple[Label, str, str], ...]:
    """(label, wording, squashed wording) of every heading phrase."""
    return tuple((label, wording, squash(wording)) for label in labels() for wording in label.wordings)


@lru_cache(maxsize=4096)
def find_label(text: str) -> LabelMatch | None:
    """The heading phrase that a paragraph opens with, or ``None``."""
    paragraph = _prepare(text)
    if paragraph is None:
        return None
    best: tuple[float, int, LabelMatch] | None = None
    for label, wording, target in _targets():
        match = _match_label(label, wording, target, paragraph)
        if match and (best is None or (round(match.score, 2), len(wording)) > (round(best[0], 2), best[1])):
            best = (match.score, len(wording), match)
    return best[2] if best else None


def _match_label(label: Label, wording: str, target: str, paragraph: _Paragraph) -> LabelMatch | None:
    plain, squashed = paragraph.plain, paragraph.squashed
    if label.mode == "letter":
        found = re.match(rf"{wording}\s*([ก-ฉ])(?=\s|$)", plain)
        return LabelMatch(label, found.group(1), plain[found.end() :].strip(), 1.0) if found else None
    if label.mode == "numbered":
        score = _numbered(paragraph, target)
        if score is None:
            return None
        return LabelMatch(label, paragraph.number, paragraph.rest.strip(" :-"), score)
    if label.mode == "whole":
        if squashed.startswith(target + ":"):
            return LabelMatch(label, None, _after(plain, len(target)).strip(" :"), 0.95)
        if abs(len(squashed) - len(target)) > 6 or (len(target) <= SHORT_WORDING and squashed != target):
            return None
        score = fuzz.ratio(squashed, target) / 100
        return LabelMatch(label, None, "", score) if score >= LABEL_CUTOFF + 0.03 else None
    prefix = _prefix_match(plain, squashed, target)
    return LabelMatch(label, None, prefix[1].strip(" :"), prefix[0]) if prefix else None
