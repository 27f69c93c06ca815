"""Bodies of the Thai state outside Bangkok's administration, as titles name them.

What a name begins with (เทศบาลตำบล, โรงพยาบาล, คณะ …) is data (``organisation_words.csv``), and so are the names of
ministries and departments (``organisations.csv``) and of the provinces; the rest of a name is what is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from phaen.normalizers.alternatives import longest_of
from phaen.normalizers.data_files import rows
from phaen.normalizers.text import clean, squash

BODY, SUBORDINATE, UNIT, PLACE = 1, 2, 3, 9
"""Levels of ``organisation_words.csv``: a whole body, one that may stand under another, a unit of one, a place."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named in a text: ``start`` and ``end`` of the name, ``parent`` where the register knows one.

    ``sector`` as in the dataset ``documents``; ``level`` as in ``organisation_words.csv``.
    """

    name: str
    sector: str
    level: int
    start: int
    end: int
    parent: str | None = None
    short: bool = False
    """Printed with an abbreviation before the name (รพ.สต., อบต.)."""


@dataclass(frozen=True, slots=True)
class _Word:
    forms: tuple[str, ...]
    sector: str
    level: int
    after: str
    stops: tuple[str, ...]


_LEGAL = re.compile(
    r"(?:(?<=\s)|^)(?:สำนักงาน|สถาบัน|ศูนย์|องค์การ|โรงเรียน|หอ|บริษัท\s)[ก-๙A-Za-z0-9 ]{2,80}?"
    r"(?:\s?\(องค์การมหาชน\)|\sจำกัด\s?\(มหาชน\))"
)
"""A body whose legal form ends its name: a public organisation, a state's public company."""
_LEGAL_FORM = re.compile(r"\s?\(องค์การมหาชน\)")
_LETTERS = r"[ก-ฺเ-๎A-Za-z0-9’'.\-]"
_NAME = re.compile(rf"{_LETTERS}+(?:\s(?:และ(?!ยุทธ|แผน)|แห่ง|ใน|เฉลิมพระเกียรติ){_LETTERS}*|\s(?:เขต|ที่)\s?[0-9]+)*")
_NO_NAME = re.compile(r"(?:ใน|ของ|และ|ทุก|ที่|ต่าง|หรือ|ให้|ได้|จะ|เป็น|มี|โดย|ต้อง|ตาม|กับ|เพื่อ|จัด|ดัง|นี้|นั้น|ทราบ|ต่อ(?![ก-๙])|ๆ|ฯ)")
_NATIONAL = re.compile(r"[ก-๙]{3,}?แห่ง(?:ชาติ|ประเทศไทย)(?![ก-๙])")
_PLACE_BEHIND = re.compile(r"(?<=.)(?:อำเภอ|จังหวัด|ประจำปี|พ\.ศ\.|ปีงบประมาณ)")
_OPENS = re.compile(r"(?:^|[\s(“\"':/,\-–]|ของ|สังกัด|โดย|แผนพัฒนา)$")
_RUNS_ON = re.compile(r"(?!กระทรวง|กรม|สำนักนายก)[ก-๙]")
"""What makes another name of a known one when it follows at once (สำนักงบประมาณ + กรุงเทพมหานคร)."""
_ANYWHERE = 8
"""A word of so many letters is believed also where no space stands before it (กลุ่มการพยาบาลโรงพยาบาล…)."""


@cache
def _words() -> tuple[_Word, ...]:
    return tuple(
        _Word(
            (row["word"], *filter(None, row["abbreviations"].split("|"))),
            row["sector"],
            int(row["level"]),
            row["after"],
            tuple(filter(None, row["stops"].split("|"))),
        )
        for row in rows("organisation_words.csv")
    )


@cache
def _provinces() -> re.Pattern[str]:
    names = sorted((row["name"] for row in rows("provinces.csv")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def is_province(text: str) -> bool:
    """Is ``text`` the bare name of a province?"""
    return _provinces().fullmatch(text) is not None


@cache
def _known() -> tuple[tuple[str, ...], dict[str, dict[str, str]]]:
    """Every name in ``organisations.csv``, the longest first, and the rows by squashed name."""
    by_name = {
        squash(name): row
        for row in rows("organisations.csv")
        for name in (row["name"], *filter(None, row["aliases"].split("|")))
    }
    names = sorted(
        (name for row in rows("organisations.csv") for name in (row["name"], *filter(None, row["aliases"].split("|")))),
        key=len,
        reverse=True,
    )
    return tuple(names), by_name


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of names, spaces in them free."""
    return re.compile("|".join(r"\s?".join(re.escape(part) for part in name.split(" ")) for name in names))


_OPENING = 4
"""By so many first letters the known names are looked for first: few texts hold those of any."""


@cache
def _opened() -> dict[str, list[tuple[int, str, str]]]:
    """By their opening the known names: place among all, first word, name."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for place, name in enumerate(_known()[0]):
        first = name.partition(" ")[0]
        found.setdefault(first[:_OPENING], []).append((place, first, name))
    return found


def _known_in(text: str) -> re.Pattern[str] | None:
    """A pattern of the known names that ``text`` may hold: one of them all takes longer to make than most documents
    take to be searched."""
    near = sorted(
        (place, name)
        for opening, names in _opened().items()
        if opening in text
        for place, first, name in names
        if first in text
    )
    return _pattern(tuple(name for _, name in near)) if near else None


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(longest_of(form for word in _words() for form in word.forms))


@cache
def _word_of(form: str) -> _Word:
    return next(word for word in _words() if form in word.forms)


def by_abbreviation(text: str) -> Organisation | None:
    """The central body whose abbreviation ``text`` is, where only one has it (ปภ.); several bodies share some."""
    key = re.sub(r"\s", "", text)
    found = [row for row in rows("organisations.csv") if key in row["abbreviations"].split("|")]
    if len(found) != 1:
        return None
    return Organisation(found[0]["name"], found[0]["sector"], BODY, 0, len(text), found[0]["parent"] or None)


def organisations_in(text: str) -> list[Organisation]:
    """The organisations outside Bangkok's administration that a heading names, in printed order.

    ``text`` is cleaned first; positions are those in the cleaned text. Meant for titles and headings: in running text,
    where Thai sets no space behind a name, the end of a name is not sure.
    """
    return list(_named_by(clean(text)))


@lru_cache(maxsize=1 << 13)
def _named_by(text: str) -> tuple[Organisation, ...]:
    pattern = _known_in(text)
    found: list[Organisation] = []
    position = 0
    while (place := _next(text, position, pattern)) is not None:
        found.append(place)
        position = place.end
    for number, place in enumerate(found):
        form = _LEGAL_FORM.match(text, place.end)
        if form is not None and place.parent is None:
            found[number] = replace(place, name=text[place.start : form.end()], end=form.end())
    for legal in _LEGAL.finditer(text):
        if not any(place.start < legal.end() and legal.start() < place.end for place in found):
            found.append(Organisation(legal[0], "other", BODY, *legal.span()))
    return tuple(sorted(found, key=lambda place: place.start))


def _next(text: str, position: int, pattern: re.Pattern[str] | None) -> Organisation | None:
    known = pattern.search(text, position) if pattern else None
    while pattern and known and (_RUNS_ON.match(text, known.end()) or not _may_open(text, known)):
        known = pattern.search(text, known.end())
    head = _heads().search(text, position)
    while head is not None:
        if known and known.start() <= head.start():
            break
        if (place := _named(text, head)) is not None:
            return place
        head = _heads().search(text, head.start() + 1)
    if known is None:
        return None
    row = _known()[1][squash(known[0])]
    return Organisation(known[0], row["sector"], BODY, known.start(), known.end(), row["parent"] or None)


def _may_open(text: str, name: re.Match[str]) -> bool:
    return bool(_OPENS.search(text[: name.start()])) or len(name[0]) >= _ANYWHERE


def _named(text: str, head: re.Match[str]) -> Organisation | None:
    """The organisation that begins with the word ``head``, or ``None`` where no name follows it."""
    word = _word_of(head[0])
    opens = bool(_OPENS.search(text[: head.start()]))
    if not opens and (len(head[0]) < _ANYWHERE or head[0].endswith(".")):
        return None
    rest = text[head.end() :]
    if word.after == "none":
        return Organisation(head[0], word.sector, word.level, *head.span())
    gap = len(rest) - len(rest.lstrip(" ")) if rest.startswith(" ") else 0
    name = _NAME.match(rest, gap)
    if name is None or _NO_NAME.match(name[0]) or name[0].startswith(word.stops):
        return None
    if gap and not head[0].endswith(".") and word.level != BODY:
        return None
    printed = name[0]
    if word.after == "national":
        national = _NATIONAL.match(printed)
        if national is None:
            return None
        printed = national[0]
    if word.after == "province":
        province = _provinces().match(printed)
        if province is None:
            return None
        printed = province[0]
    behind = _PLACE_BEHIND.search(printed)
    printed = (printed[: behind.start()] if behind else printed).rstrip(".-'’")
    if len(printed) < 2 and not printed.isdecimal():
        return None
    end = head.end() + gap + len(printed)
    name_printed = text[head.start() : end]
    return Organisation(name_printed, word.sector, word.level, head.start(), end, short=head[0].endswith("."))
