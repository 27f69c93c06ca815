"""Whose document is it: an office of Bangkok with its code, or another organisation by the name that it prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from phaen.normalizers.agencies import Agency, AgencyRegister
from phaen.normalizers.organisations import (
    BODY,
    PLACE,
    SUBORDINATE,
    UNIT,
    Organisation,
    by_abbreviation,
    is_province,
    organisations_in,
)
from phaen.normalizers.text import clean, squash
from phaen.normalizers.units import unit_rank

CITY = "กรุงเทพมหานคร"
HEADING = 120
"""Letters of a line that may be a heading: a longer one is a sentence, which may speak of other organisations."""
SPOKEN_OF = 2
"""So often a text that also names an office of the register speaks of another organisation, for it to be the other's: a
single mention, in a note on where money comes from, may be anybody's."""
FIRST_LINES = 12
"""So many lines from the start count as the cover where no title is known."""
_LABEL = re.compile(r"^\W*(?:ชื่อ)?หน่วยงาน\s*:\s*")
_OF = re.compile(r"ของ(?=สำนัก|สถาบัน|กอง|ศูนย์)")
"""*Of*, glued to the name of an office: a title's belongs to it, in a sentence it may be anybody's."""
_CITY_WORD = re.compile(r"กรุงเทพมหานคร|กทม(?:\.|\b)")
_UNIT = re.compile(r"(?:สำนัก(?!งานเขตพื้นที่)|กอง|สถาบัน|ศูนย์|ภาควิชา|สาขาวิชา)[ก-๙]{2,}(?:\s(?:และ)[ก-๙]+)*")
_PART = re.compile(r"(?:ศูนย์(?:บริการสาธารณสุข|ฝึกอาชีพ|กีฬา|เยาวชน|การเรียนรู้)|โรงพยาบาล|โรงเรียน)[ก-๙0-9 ]+")
"""Parts of an office that make plans of their own."""
_BEFORE_NAME = re.compile(r"(?:(?:จัดทำ|เสนอ|รวบรวม)?โดย\s*:?\s*|ของ\s*)(?=สำนัก|สถาบัน|กอง|ศูนย์)")
"""*Of* and *prepared by* on the line below a title, before the name of the office."""
_PREPARED = re.compile(r"(?:จัดทำ|เสนอ|รวบรวม)?โดย\s*:?|จัดทำ|งาน")
_FILLING = re.compile(
    r"(?:อำเภอ|จังหวัด|ตำบล|แขวง|เขต|[อจต]\.)\s?[ก-๙]+|ประจำปี\S*|ปีงบประมาณ|พ\.ศ\.|[0-9()\s–-]+|ของ|สังกัด"
)
_BEHIND_NAME = r"อำเภอ|จังหวัด|ตำบล|แขวง|เขต|[อจต]\.|สังกัด|ประจำ|ปี|พ\.ศ|ภาคเรียน"
_NO_TAIL = (
    rf"{_BEHIND_NAME}|กระทรวง|กรม|กรุงเทพ|แผน|ฉบับ|ร่าง|เล่ม|รอบ|ระยะ|ของ|คณะ|ฝ่าย|งาน|กลุ่ม|สาขา|ภาควิชา|โดย|จัดทำ|และ|เพื่อ"
    r"|ส่วนที่|บทที่|ตาราง|แบบ|รายงาน|ตัวชี้วัด|โครงการ|ผล|ข้อมูล|คำ|สรุป|25[0-9]{2}"
)
"""What behind an organisation begins something else than a further part of its name."""
_TAIL = re.compile(
    rf"(?:\s?(?P<number>(?!25)[0-9]{{1,3}}(?![0-9]|\s?(?:เดือน|วัน|ปี|คน|หน้า)))|\s(?!{_NO_TAIL})[ก-๙]{{2,}})(?:\s(?!{_NO_TAIL})[ก-๙0-9]+){{0,2}}"
    rf"(?=\s*$|\s+(?:{_BEHIND_NAME}))"
)
_RUNS_ON = re.compile(r"(?<=[ก-๙]{2})(?:ให้|ได้|เป็น|จะ|ดำเนิน|จัดทำ|โดย|เพื่อ|และ|ที่|ใน|ซึ่ง|ต้อง|มี)")
WHOLE_BODY_PLANS = {"development_plan", "operations_plan"}
"""Plans that are the whole local government's by law, whichever of its divisions printed them."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose document it is. ``agency`` is a row of the register, else ``None``; ``name`` as printed.

    ``guessed``: no title or heading names it, only the text of the document.
    """

    agency: Agency | None = None
    name: str | None = None
    parent: str | None = None
    sector: str | None = None
    guessed: bool = False

    @property
    def is_bangkok(self) -> bool:
        """Is it an office of Bangkok's administration?"""
        return self.sector == "bma"

    @property
    def is_other(self) -> bool:
        """Is it surely of another organisation than Bangkok's administration?"""
        return self.name is not None and not self.is_bangkok


def agency_in(text: str, register: AgencyRegister) -> Agency | None:
    """The agency of the register that a line names: the office itself, not the larger one it belongs to."""
    plain = _LABEL.sub("", clean(text).strip("() "))
    if _OF.match(plain):
        plain = _OF.sub("", plain, count=1)
    match = register.by_name(plain)
    if match is not None:
        return match.agency
    words = plain.split(" ")
    for size in range(len(words), 0, -1):
        for start in range(0, len(words) - size + 1):
            part = " ".join(words[start : start + size])
            if not part.startswith(("สำนัก", "สถาบัน", "กอง", "ศูนย์")):
                continue
            found = register.by_name(part)
            if found is not None:
                return found.agency
    return None


def find_owner(
    title: Sequence[str],
    around: Sequence[str],
    heads: Sequence[str],
    opening: Sequence[str],
    everything: Iterable[str],
    register: AgencyRegister,
    doc_type: str | None,
) -> Owner:
    """Whose document it is, from the surest place that says so.

    ``title`` the title's lines, ``around`` the lines beside it, ``heads`` running heads, ``opening`` the first lines of
    the document, ``everything`` its whole text, read only when nothing else names an organisation.
    """
    stated = [text for text in opening if _LABEL.match(clean(text))]
    cover = [*(_parted(text, register) for text in title), *(text for text in around if _is_name_line(text, register))]
    first = [text for text in opening[:FIRST_LINES] if _is_name_line(text, register) and not _only_short(text)]
    for area in (stated, cover, heads, first):
        owner = _owner_in(area, register, doc_type)
        if owner is not None:
            return owner
    short = [text for text in opening if len(clean(text)) <= HEADING]
    agency = _most_named(opening, register)
    others = _organisations(short)
    if agency is not None and not any(place.level != PLACE for _, place in others):
        return _of_register(agency, register)
    least = 1 if agency is None else SPOKEN_OF
    other = _spoken_of(short, central=True, least=least) or _spoken_of(everything, least=least)
    return other or (Owner() if agency is None else replace(_of_register(agency, register), guessed=True))


def names_office(text: str, register: AgencyRegister, *, title: bool = False) -> bool:
    """Does a line name an office or body, and little else? The city as a whole and a province do not count.

    ``title``: it is the title of a document, which may name it among its words.
    """
    plain = clean(text)
    if not plain or len(plain) > HEADING or not (title or _LABEL.match(plain) or _is_name_line(plain, register)):
        return False
    agency = agency_in(_parted(plain, register) if title else plain, register)
    if agency is not None and agency.name != CITY:
        return True
    named = any(place.level in (BODY, SUBORDINATE, UNIT) and not place.short for place in organisations_in(plain))
    return named or bool(_UNIT.match(plain))


def _parted(title: str, register: AgencyRegister) -> str:
    """``title`` with the name of an office of the register parted from the *of* before it."""
    parted = _OF.sub(" ", clean(title))
    return parted if agency_in(parted, register) is not None else title


def _is_name_line(text: str, register: AgencyRegister) -> bool:
    """Does a line hold a name and little else: an organisation, a unit, a place, an office of the city?"""
    plain = clean(text).strip("() ")
    if not plain or len(plain) > HEADING:
        return False
    rest, places = plain, organisations_in(plain)
    for place in places:
        rest = rest.replace(place.name, " ")
    named = rest != plain
    if places and (tail := _tail(plain, places[0])):
        rest = rest.replace(tail, " ")
    rest = _FILLING.sub(" ", _UNIT.sub(" ", _CITY_WORD.sub(" ", rest)))
    if len(squash(rest)) <= max(6, len(squash(plain)) // 4):
        return named or bool(_UNIT.match(_BEFORE_NAME.sub("", plain))) or bool(_CITY_WORD.search(plain))
    return not named and agency_in(text, register) is not None


def _only_short(text: str) -> bool:
    """Does a line name organisations by abbreviations alone, as signatures do (ทีม PCT รพร. …)?"""
    named = organisations_in(text)
    return bool(named) and all(place.short for place in named)


def _organisations(lines: Sequence[str]) -> list[tuple[str, Organisation]]:
    return [(clean(text), place) for text in lines for place in organisations_in(text)]


def _of_register(agency: Agency, register: AgencyRegister) -> Owner:
    parent = register.by_code(agency.parent_code) if agency.parent_code else None
    return Owner(agency, agency.name, parent.name if parent else None, agency.sector)


def _owner_in(lines: Sequence[str], register: AgencyRegister, doc_type: str | None) -> Owner | None:
    """The owner that a group of lines names, or ``None``."""
    named = _organisations(lines)
    bodies = [(line, place) for line, place in named if place.level in (BODY, SUBORDINATE)]
    units = [(line, place) for line, place in named if place.level == UNIT]
    city = any(_CITY_WORD.search(clean(text)) for text in lines)
    agency = next(
        (found for text in lines if (found := agency_in(text, register)) is not None and found.name != CITY), None
    )
    if agency is not None and agency.sector != "bma":
        return _of_register(agency, register)
    if agency is not None and city:
        bodies = [(line, place) for line, place in bodies if not _is_of_city(place.name, register)]
    if bodies:
        # a hospital or a school of the city names the office above it and the city
        if agency is not None and city and all(place.level == SUBORDINATE for _, place in bodies):
            return _of_register(agency, register)
        return _named(bodies, units, lines, register, doc_type)
    if agency is not None:
        return _part_of(agency, lines, register) or _of_register(agency, register)
    if units:
        return Owner(None, units[0][1].name, None, units[0][1].sector)
    for text in lines:
        short = by_abbreviation(_LABEL.sub("", clean(text)))
        if short is not None:
            return Owner(None, short.name, short.parent, short.sector)
    places = [place for line, place in named if place.level == PLACE and _plans_for_itself(line, place)]
    if places and not city:
        return Owner(None, places[0].name, None, places[0].sector)
    return None


def _is_of_city(name: str, register: AgencyRegister) -> bool:
    """Is ``name``, perhaps cut off by the line's end before กรุงเทพมหานคร (Bangkok), that of an office of Bangkok?"""
    match = register.by_name(name)
    return match is not None and match.how in ("exact", "alias") and match.agency.sector == "bma"


def _part_of(agency: Agency, lines: Sequence[str], register: AgencyRegister) -> Owner | None:
    """A centre or hospital printed before the office that it belongs to: its plan, under that office's code."""
    for text in lines:
        plain = clean(text).strip("() ")
        at = plain.find(agency.name)
        part = _PART.match(plain[:at]) if at > 0 else None
        if part is not None:
            return Owner(agency, part[0].strip(), agency.name, agency.sector)
    return None


def _plans_for_itself(line: str, place: Organisation) -> bool:
    """A province is an organisation where the plan is its own (แผนพัฒนาจังหวัด…), else where something lies."""
    return bool(re.search(r"(?:แผน\S*|ของ)\s?$", line[: place.start])) or line.strip() == place.name


def _named(
    bodies: list[tuple[str, Organisation]],
    units: list[tuple[str, Organisation]],
    lines: Sequence[str],
    register: AgencyRegister,
    doc_type: str | None,
) -> Owner:
    parents = {place.parent for _, place in bodies if place.parent}
    low = [(line, place) for line, place in bodies if place.name not in parents]
    subordinate = [(line, place) for line, place in low if place.level == SUBORDINATE]
    line, body = (subordinate or low or bodies)[0]
    above = next((place.name for _, place in bodies if place.name != body.name and place.level == BODY), None)
    parent = body.parent or above
    name, sector = _with_university(line, body, bodies), body.sector
    own = register.by_name(name)
    if own is not None and own.how in ("exact", "alias") and own.agency.sector != "bma":
        return _of_register(own.agency, register)
    if doc_type not in WHOLE_BODY_PLANS and (unit := _unit_of(line, body, units, lines)):
        name, parent = f"{unit} {name}", name
    return Owner(None, name, parent, sector)


def _with_university(line: str, body: Organisation, bodies: list[tuple[str, Organisation]]) -> str:
    """The name of a college as printed: with the university that stands behind it on its line, as faculties have it."""
    if body.level == SUBORDINATE and body.sector == "education":
        for other_line, other in bodies:
            between = line[body.end : other.start]
            if other_line == line and other.level == BODY and other.start >= body.end and not between.strip():
                return f"{body.name} {other.name}"
    tail = _tail(line.strip("() "), body)
    return f"{body.name}{tail}"


def _tail(line: str, body: Organisation) -> str:
    """What of a school's, college's or hospital's name stands behind white space: which of those that share the name
    it is (``โรงพยาบาลสมเด็จพระยุพราช สระแก้ว``, ``… แห่งที่ 2``). ``""`` where it may be anything else."""
    if body.sector not in ("education", "health") or body.level != SUBORDINATE or body.short:
        return ""
    tail = _TAIL.match(line, body.end)
    if tail is None or unit_rank(tail[0].strip()) is not None:
        return ""
    if body.start and not tail["number"] and not is_province(tail[0].strip()):
        return ""
    return "" if organisations_in(tail[0]) else tail[0]


def _unit_of(line: str, body: Organisation, units: list[tuple[str, Organisation]], lines: Sequence[str]) -> str | None:
    """The unit within ``body`` whose document it is: named before it, or on a line of its own."""
    if body.level == BODY and units:
        return units[0][1].name
    before = line[: body.start].rstrip()
    found = [match for match in _UNIT.finditer(before) if match.end() == len(before)]
    if found and not _PREPARED.search(before[: found[-1].start()]):
        return found[-1][0]
    for text in lines:
        plain = clean(text).strip("() ")
        if _UNIT.fullmatch(plain) and not organisations_in(plain):
            return plain
    return None


def _most_named(opening: Sequence[str], register: AgencyRegister) -> Agency | None:
    """The office of the register that the first lines name most often."""
    found: dict[str, Agency] = {}
    counts: Counter[str] = Counter()
    for text in opening:
        agency = agency_in(text[:200], register)
        if agency is not None:
            found[agency.code] = agency
            counts[agency.code] += 1
    return found[counts.most_common(1)[0][0]] if counts else None


def _spoken_of(texts: Iterable[str], *, central: bool = False, least: int = 1) -> Owner | None:
    """The body that the text speaks of most, as a guess: in running text the end of a name is not marked.

    ``central``: ministries and departments count too; running text names them for what they rule. ``least``: how often.
    """
    names: Counter[str] = Counter()
    places: dict[str, Organisation] = {}
    for text in texts:
        for place in organisations_in(text):
            if place.level not in (BODY, SUBORDINATE) or place.short:
                continue
            cut = _RUNS_ON.search(place.name)
            name = place.name[: cut.start()] if cut else place.name
            names[name] += 1
            places.setdefault(name, place)
    if not names:
        return None
    total = sum(names.values())
    shared = {name: sum(count for other, count in names.items() if other.startswith(name)) for name in names}
    best = max(shared, key=lambda name: (shared[name], -len(name)))
    if shared[best] < least or shared[best] * 2 < total or (places[best].sector == "central" and not central):
        return None
    return Owner(None, best, places[best].parent, places[best].sector, guessed=True)
