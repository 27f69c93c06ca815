"""Which document is it, and whose: type, years, organisation and title, read from its first lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from phaen.extractors.forms.owner import HEADING, Owner, find_owner
from phaen.extractors.model import Block, Paragraph, Table
from phaen.extractors.tables.joined import is_furniture
from phaen.extractors.wordings.catalogue import Title, active
from phaen.normalizers.agencies import Agency, AgencyRegister
from phaen.normalizers.organisations import organisations_in
from phaen.normalizers.plan_years import (
    PlanYears,
    academic_year,
    heading_year,
    holds_only_years,
    plan_length,
    plan_span,
    title_years,
)
from phaen.normalizers.text import arabic_digits, clean, squash
from phaen.normalizers.years import fiscal_year_in

OPENING = 60
"""How many paragraphs from the start the title is looked for in."""
LATE = 600
"""How many paragraphs a title that stands alone on its line is looked for in, where the opening has none."""
TITLE_REACH = 80
"""How many letters may stand before a title phrase in its paragraph: an agency's name, not half a sentence."""
TITLE_LINES = 3
"""A title may run over so many lines; the year often stands on the second."""
COVER = 4
"""So many lines before and behind the title may name whose document it is."""
SEVERAL_YEARS = {"strategic_plan", "development_plan"}
"""Types of document that may speak of several years."""
_TITLE_WORDS = re.compile(
    r"การประเมินผล|การปฏิบัติราชการ|ตามคำรับรอง|การปฏิบัติงาน|ประจำปี|ปีงบประมาณ|ปีการศึกษา|งบประมาณ|พ\.?ศ\.?|ระยะ|รอบ|เดือน|ปี"
    r"|ฉบับ|ทบทวน|ปรับปรุง|เพิ่มเติม|แก้ไข|ครั้งที่|เปลี่ยนแปลง|\(?actionplan\)?|ของ|กรุงเทพมหานคร|[\W0-9๐-๙]",
    re.IGNORECASE,
)
_OFFICE_BEHIND = re.compile(
    r"(?:ของ)?(?:สำนัก|กรม|กอง|ฝ่าย|เทศบาล|องค์การ|โรงพยาบาล|คณะ|มหาวิทยาลัย|วิทยาลัย|โรงเรียน|กระทรวง|สถาบัน|ศูนย์).*$"
)
_YEAR_LINE = re.compile(r"ปี|พ\.\s?ศ|25\d\d|๒๕")
_SET_UP = re.compile(r"ตั้ง(?:งบประมาณ)?(?:ไว้)?ใน(?:ปี(?:งบประมาณ)?)\s*(?:พ\.?\s?ศ\.?\s*)?(2[45]\d\d)(?!\d)")
"""The year whose budget is set up (ที่ได้ตั้งงบประมาณในปี 2565), as the notes below tables of a budget book say."""
_OF_RESULTS = re.compile(r"ผล(?:การดำเนิน|การปฏิบัติ|งาน|สัมฤทธิ์|ลัพธ์)|^\W*\*")
_BY_THEN = re.compile(r"(?:ภายใน|จนถึง|สิ้น)\s*(?:สิ้น)?\s*(?:ปี|พ\.?\s?ศ)")
"""By the year (ภายในปี 2570): the end of what a vision promises."""
_PAGE_BEHIND = re.compile(r"\s+[0-9]{1,3}$")
_PART_BEFORE = re.compile(r"^\W*(?:ส่วนที่|บทที่|เล่มที่)\s*\d+[\s/:]+(?=แผน|รายงาน|แบบ|คำรับรอง)")
"""The number of the part or volume that a title heads, which is no word of it."""
_BEFORE_TITLE = re.compile(
    r"^\W*(?:ส่วนที่\s*\d+|บทที่\s*\d+|\(?ร่าง\)?|แบบ(?=รายงาน)|(?:บัญชี|รายละเอียด|สรุป|แบบ)\S*(?:\s\S+){0,4}?|ความเชื่อมโยงของ|เรื่อง"
    r"|เล่มที่\s*\d+|ภาคผนวก|ของ|\d+[.)]?)[\s/:]*"
)

_PLANS = {"annual_plan", "strategic_plan", "development_plan", "operations_plan"}
_REPORT_ON = re.compile(
    r"^\W*(?:\(?ร่าง\)?|แบบ)?(?:รายงาน(?:สรุป|การ)*(?:ผล|ความก้าวหน้า|ติดตาม|ดำเนินงาน)|สรุปผล|(?:การ)?(?:ติดตาม|ประเมินผล))"
)
"""Words before the name of a plan (squashed) that make the document a report on it, not the plan."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Header facts of a document; ``None`` where nothing printed says so. Years are fiscal years (Buddhist Era)."""

    doc_type: str | None
    years: PlanYears | None
    owner: Owner
    title: str | None
    title_paragraphs: tuple[Paragraph, ...] = ()
    guessed: bool = False
    """The title phrase stands somewhere inside a sentence, which may only speak of such a document."""
    year_guessed: bool = False
    """No title or heading states the year; it was taken from a text that names one."""

    @property
    def agency(self) -> Agency | None:
        """The row of the agency register, where the document is of that agency."""
        return self.owner.agency

    @property
    def fiscal_year(self) -> int | None:
        """The document's year; of a plan over several years the first."""
        return self.years.first if self.years else None

    @property
    def doubts(self) -> tuple[str, ...]:
        """The flags of the document and of all its rows where its type or its year is not sure."""
        found = []
        if self.doc_type is None:
            found.append("unknown_doc_type")
        elif self.guessed:
            found.append("doc_type_guess")
        if self.year_guessed:
            found.append("year_guess")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a title: its text, and the paragraph where it is one."""

    text: str
    paragraph: Paragraph | None
    running: bool = False


@dataclass(frozen=True, slots=True)
class _Title:
    doc_type: str | None
    lines: tuple[_Line, ...]
    position: int

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class _Opening:
    """The first lines of a document: paragraphs and boxes of one cell, and the running heads."""

    lines: list[_Line] = field(default_factory=list)
    heads: list[_Line] = field(default_factory=list)


def identify(blocks: Sequence[Block], register: AgencyRegister) -> Identity:
    """Read type, years, organisation and title of a document from its opening lines.

    It is read before tables are joined: whose document it is says which forms its tables may have.

    The type comes from the first title phrase (``titles.csv``); the years from the title, else from a heading that
    states one, else as a guess from the first text that names one; the organisation as :func:`find_owner` says.
    """
    opening = _read_opening(blocks)
    title = _find_title(opening.lines, TITLE_REACH) or _find_title(opening.heads, TITLE_REACH)
    owner = _owner(opening, blocks, title, register)
    guessed = False
    if title is None and (late := _late_title(blocks)) is not None:
        # a cover that lost its text, a long foreword: the title heads the plan further on
        opening, title, guessed = _Opening(late, opening.heads), _find_title(late, TITLE_REACH), True
        owner = _owner(opening, blocks, title, register)
    if title is None and not owner.is_other:
        # a sentence may speak of the document it stands in; what it says is flagged
        title = _find_title(opening.lines, None)
        guessed = title is not None
        if title is not None:
            owner = _owner(opening, blocks, title, register)
    doc_type = title.doc_type if title else None
    if doc_type == "operations_plan" and owner.sector not in ("local", None):
        doc_type = "annual_plan"  # แผนการดำเนินงาน is the yearly plan of an office that is no local government
    years, year_guessed = _years(opening, title, doc_type)
    paragraphs = tuple(line.paragraph for line in title.lines if line.paragraph is not None) if title else ()
    whole = _PART_BEFORE.sub("", title.text) if title else None
    return Identity(doc_type, years, owner, whole, paragraphs, guessed, year_guessed)


def _read_opening(blocks: Sequence[Block]) -> _Opening:
    found = _Opening()
    for block in blocks:
        if isinstance(block, Table):
            if (text := _boxed(block)) is not None:
                found.lines.append(_Line(text, None))
        elif "running_head" in block.flags and len(found.heads) < OPENING:
            found.heads.append(_Line(_PAGE_BEHIND.sub("", clean(block.text)), None, running=True))
        elif not is_furniture(block):
            found.lines.append(_Line(clean(block.text), block))
        if len(found.lines) >= OPENING:
            break
    return found


def _late_title(blocks: Sequence[Block]) -> list[_Line] | None:
    """The lines from a title on that stands behind the opening, alone on its line; ``None`` where none does."""
    lines = [
        _Line(clean(block.text), block) for block in blocks if isinstance(block, Paragraph) and not is_furniture(block)
    ]
    for at in range(OPENING, min(len(lines), LATE)):
        whole = " ".join(line.text for line in lines[at : at + TITLE_LINES] if len(line.text) <= HEADING)
        if stray_letters(lines[at].text, whole) == 0:
            return lines[at : at + OPENING]
    return None


def _boxed(table: Table) -> str | None:
    """The text of a heading in a ruled box, which is a table of one cell."""
    cells = [cell for row in table.rows for cell in row.cells if cell and cell.text.strip()]
    text = clean(cells[0].text) if len(cells) == 1 else ""
    return text if 0 < len(text) <= 2 * HEADING else None


def _find_title(lines: Sequence[_Line], reach: int | None) -> _Title | None:
    """The first line with a title phrase, with the lines of the title behind it; see :func:`_type_of` for ``reach``."""
    for position, line in enumerate(lines):
        behind = lines[position + 1 : position + TITLE_LINES]
        whole = " ".join([line.text, *(other.text for other in behind if len(other.text) <= HEADING)])
        found = _type_of(line.text, whole, reach)
        parts = [line]
        if found is None and behind:
            found = _type_of(f"{line.text} {behind[0].text}", whole, reach)
            parts = [line, behind[0]]
        if found is None:
            continue
        for other in behind[len(parts) - 1 :]:
            if _states_year(" ".join(part.text for part in parts)) or not _YEAR_LINE.search(other.text):
                break
            if len(other.text) > HEADING or _type_of(other.text, other.text, reach):
                break
            parts.append(other)
        return _Title(found.doc_type, tuple(parts), position)
    return None


def stray_letters(text: str, whole: str) -> int | None:
    """How many letters of ``text`` are neither the title of a document, nor its years, nor whose it is.

    ``None`` where it is no title, or where other words stand before the title phrase.

    ``whole``: the line with those behind it, which may state the years that the title needs.
    """
    found = _type_of(text, whole, TITLE_REACH) if len(text) <= HEADING else None
    if found is None:
        return None
    rest = clean(text)
    for place in organisations_in(rest):
        rest = rest.replace(place.name, " ", 1)
    before, _, behind = squash(rest).partition(found.squashed)
    if squash(before).strip("\"'()"):
        return None
    stray = len(_TITLE_WORDS.sub("", _OFFICE_BEHIND.sub("", behind)))
    # behind the name of an office more words make a sentence
    return None if stray and not squash(text).startswith(found.squashed) else stray


def _states_year(text: str) -> bool:
    return fiscal_year_in(text) is not None or plan_span(text) is not None


def _type_of(text: str, whole: str, reach: int | None) -> Title | None:
    """The title phrase that begins first within the first ``reach`` letters of ``text``, of two the longer one.

    ``whole``: the line with those behind it, which may state the years that tell a yearly plan from one of several.
    """
    key = squash(text)
    best: tuple[int, int, Title] | None = None
    for wording in active().titles:
        at = key.find(wording.squashed)
        if at < 0 or (reach is not None and at > reach):
            continue
        if wording.where == "start" and (reach is None or not _starts_with(text, wording.squashed)):
            continue
        if not _years_fit(wording.years, text, whole):
            continue
        rank = (at, -len(wording.squashed))
        if best is None or rank < best[:2]:
            best = (*rank, wording)
    return _report_on(best[2], key[: best[0]]) if best else None


def _report_on(title: Title, before: str) -> Title:
    """``title``, or what a report on that plan is: one on its indicators is known, any other is of no type of ours."""
    if title.doc_type not in _PLANS or not _REPORT_ON.match(before):
        return title
    return replace(title, doc_type="performance_report" if "ตัวชี้วัด" in before else None)


def _years_fit(need: str, text: str, whole: str) -> bool:
    if not need:
        return True
    span = plan_span(text) is not None or plan_length(text) is not None
    if not span and fiscal_year_in(text) is None and academic_year(text) is None:
        span = plan_span(whole) is not None or plan_length(whole) is not None
    return span if need == "several" else not span


def _starts_with(text: str, wording: str) -> bool:
    """Does ``text`` begin with the phrase, names of organisations and the usual words before a title left out?"""
    rest = clean(text)
    for place in organisations_in(rest):
        rest = (
            rest.replace(place.name, " ", 1) if squash(rest).find(wording) >= len(squash(rest[: place.start])) else rest
        )
    for _ in range(3):
        if squash(rest).startswith(wording):
            return True
        match = _BEFORE_TITLE.match(rest.strip())
        if not match or not match[0]:
            return False
        rest = rest.strip()[match.end() :]
    return squash(rest).startswith(wording)


def _owner(opening: _Opening, blocks: Sequence[Block], title: _Title | None, register: AgencyRegister) -> Owner:
    lines = opening.lines
    around: list[str] = []
    if title is not None and not title.lines[0].running:
        first, last = title.position, title.position + len(title.lines)
        around = [line.text for line in [*lines[last : last + COVER], *reversed(lines[max(0, first - COVER) : first])]]
    return find_owner(
        [line.text for line in title.lines] if title else [],
        around,
        [line.text for line in opening.heads],
        [line.text for line in lines],
        _texts(blocks),
        register,
        title.doc_type if title else None,
    )


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells if cell)


def _years(opening: _Opening, title: _Title | None, doc_type: str | None) -> tuple[PlanYears | None, bool]:
    """The years of the document, and whether they are a guess."""
    stated = title_years(title.text, several=doc_type in SEVERAL_YEARS) if title else None
    academic = academic_year(title.text) if title else None
    if stated is not None:
        return stated, academic == stated.first and heading_year(title.text if title else "") is None
    if title and not title.lines[0].running:
        for line in opening.lines[title.position : title.position + len(title.lines) + COVER]:
            if holds_only_years(line.text) and (found := title_years(line.text, several=doc_type in SEVERAL_YEARS)):
                return found, False
    for line in [*opening.lines, *opening.heads]:
        if len(line.text) <= HEADING and (year := heading_year(line.text, running=line.running)) is not None:
            return PlanYears(year, year), False
    if academic is not None:
        return PlanYears(academic, academic), True
    for line in opening.lines:
        compared = plan_span(line.text) if len(line.text) <= HEADING and "งบประมาณรายจ่ายประจำปี" in line.text else None
        if compared is not None:  # a budget compared with those of the years before
            return PlanYears(compared.last, compared.last), True
    for line in opening.lines:
        if (set_up := _SET_UP.search(arabic_digits(line.text))) is not None:
            return PlanYears(int(set_up[1]), int(set_up[1])), True
    reached = [span.last for line in opening.lines if _OF_RESULTS.search(line.text) and (span := plan_span(line.text))]
    if reached:  # a document that tells the results of several years is of no earlier one
        return PlanYears(max(reached), max(reached)), True
    for line in [*opening.lines, *opening.heads]:
        if _OF_RESULTS.search(line.text) or _BY_THEN.search(line.text):
            continue  # what was reached is of the years before, what shall be of those to come
        if plan_span(line.text) is None and _YEAR_LINE.search(line.text) and re.search(r"ปี|พ\.\s?ศ", line.text):
            year = fiscal_year_in(line.text)
            if year is not None:
                return PlanYears(year, year), True
    return None, False
