"""Several documents bound in one file: where the second one begins, and each as a document of its own.

A document ends where a second title page begins: a title and nothing else, at the top of its page, with the year and
the office beside it, and type, year or office are others than those of the document so far. A heading that is printed
again, a chapter, an entry of a list of contents and everything behind ภาคผนวก (appendix) begin no document, unless the
appendix has contents of its own and then another office's document opens with its preface or list of contents. Where
only some of that holds, the file stays one document with the flag ``bundle_guess``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from phaen.extractors.forms.contents import contents_items
from phaen.extractors.forms.identity import Identity, identify, stray_letters
from phaen.extractors.forms.owner import HEADING, names_office
from phaen.extractors.model import Block, Document, Paragraph, Place, Table
from phaen.extractors.tables.joined import is_furniture
from phaen.extractors.text.decode import decode_text
from phaen.normalizers.agencies import AgencyRegister
from phaen.normalizers.plan_years import PlanYears, heading_year, holds_only_years, plan_span
from phaen.normalizers.text import clean, squash
from rapidfuzz import fuzz

FLAG = "bundle_guess"
TOP = 6
"""A title page has its title within so many lines of the top of its page."""
BESIDE = 4
"""The office stands within so many lines behind the title, ..."""
YEAR_BESIDE = 2
"""... the year within so many."""
PROSE = 30
"""Paragraphs that make a document even without a table: less is a cover or a letter."""
STRAY, TOPIC = 6, 30
"""So many letters of a title may be none of the words that titles are made of; up to so many may be its topic."""
SAME_OFFICE = 85
"""Likeness (0-100) of two printed names of one office."""
_APPENDIX = re.compile(r"^\W*(?:ภาคผนวก|เอกสารแนบ(?:ท้าย)?|ผนวก)(?=\W|$|ที่|[ก-ฮ]\b)")
_OPENING = re.compile(r"^\W*(?:คำนำ|สารบัญ|บทสรุปผู้บริหาร|(?:ส่วนที่|บทที่)\s*[1๑](?![0-9๐-๙]))")
"""What stands at the beginning of a document only."""
_PREFACE = re.compile(r"^\W*(?:คำนำ|สารบัญ|บทสรุปผู้บริหาร)")
_LETTER = re.compile(r"^\W*(?:ภาคผนวก|ผนวก)\s*(?:ที่\s*)?([ก-ฮ]|[0-9๐-๙]{1,2})(?![ก-๙0-9])")
APPENDED = 3
"""So many paragraphs, or a table, are the contents of an appendix."""
_ABOVE = re.compile(r"^(?:บัญชี|\(?ร่าง\)?$|เล่มที่)")
_CHAPTER = re.compile(r"^\W*(?:ส่วนที่|บทที่|ตอนที่)\s*([0-9๐-๙]{1,2})")


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that may begin another document: the first block of it, what it says, and whether it does.

    ``sure`` is ``True`` where it does, ``False`` where it stands inside the document, ``None`` where that is a guess.
    """

    start: int
    says: tuple[str | None, PlanYears | None, str | None]
    sure: bool | None


def split_bundle(document: Document, register: AgencyRegister, data: bytes) -> list[Document]:
    """The documents that a file of the bytes ``data`` holds, the first under the file's own name and key.

    The Nth has the name ``file.pdf#N``, the pages and lines of the file, and as key the first 16 hex digits of the
    SHA-256 of the bytes and ``#N``. Texts are read again one by one: each may have columns of another shape.
    """
    blocks = document.blocks
    listed = _listed(blocks)
    starts, doubtful = [0], set()
    inside: list[object] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or at in listed or len(block.text) > HEADING or is_furniture(block):
            continue
        title = _title(blocks, starts[-1], at, listed, register)
        if title is None or title.says in inside:
            continue
        if title.sure:
            starts.append(title.start)
            inside = []
            continue
        inside.append(title.says)  # printed again, it still stands inside
        if title.sure is None:
            doubtful.add(len(starts) - 1)
    if len(starts) == 1:
        return [replace(document, flags=(*document.flags, FLAG))] if doubtful else [document]
    ends = [*starts[1:], len(blocks)]
    parts = [
        _part(document, start, end, guess=number in doubtful)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    if document.kind == "text":
        lines = [blocks[start].place.line or 1 for start in starts[1:]]
        parts = [
            _read_alone(data, part, low, high)
            for part, low, high in zip(parts, [1, *lines], [*lines, None], strict=True)
        ]
    return [parts[0], *(_named(part, data, number) for number, part in enumerate(parts[1:], 2))]


def _named(part: Document, data: bytes, number: int) -> Document:
    key = hashlib.sha256(data + f"#{number}".encode()).hexdigest()[:16]
    return replace(part, doc_id=key, source_file=f"{part.source_file}#{number}")


def _read_alone(data: bytes, part: Document, low: int, high: int | None) -> Document:
    """A document read from its own lines, ``low`` to before ``high``, which keep their numbers."""
    from phaen.extractors.text.reader import read_text  # which the parts of a PDF do not need

    lines = decode_text(data).split("\n")[: high and high - 1]
    alone = read_text("\n".join([*[""] * (low - 1), *lines[low - 1 :]]).encode(), part.source_file)
    return replace(part, blocks=alone.blocks, repairs=alone.repairs)


def _title(
    blocks: Sequence[Block], begin: int, at: int, listed: frozenset[int], register: AgencyRegister
) -> _Title | None:
    """Does the paragraph ``at`` begin another document than the one that began at ``begin``?"""
    title = clean(_text(blocks[at]))
    behind = _lines(blocks, at, BESIDE)
    stray = stray_letters(title, " ".join([title, *behind[:2]]))
    if stray is None or stray > TOPIC:
        return None
    start = _start(blocks, at, begin, register)
    if start is None or start <= begin:
        return None
    cover = [*_lines(blocks[:at], start - 1, at - start), *behind]
    page = _sheet(blocks[at].place)
    beside = _lines([block for block in blocks[at : at + 20] if _sheet(block.place) == page], 0, YEAR_BESIDE)
    if not any(_states_year(line) for line in [title, *beside]):
        return None
    opens = any(_OPENING.match(line) for line in _lines(blocks, at, 2 * BESIDE))
    if not any(names_office(line, register) for line in cover):
        # a heading may speak of the plan of another body: alone it is no title page
        if not names_office(title, register, title=True) or not (opens or page is not None):
            return None
    else:
        opens = True
    # further down may stand the next title already
    own, other = identify(blocks[begin:start], register), identify(blocks[start : at + 2 * BESIDE], register)
    before = [block for position, block in enumerate(blocks[begin:start], begin) if position not in listed]
    if not _differ(own, other) or (own.doc_type is None and not _has_content(before)):
        return None  # the same document still, or its own title below other lines of its cover
    says = (other.doc_type, other.years, other.owner.name)
    if _is_chapter(before, blocks[start:at]):
        return _Title(start, says, False)
    named = any(squash(title) in squash(_text(blocks[n])) for n in listed if begin <= n < start)
    sure = (
        opens
        and stray <= STRAY
        and own.doc_type is not None
        and other.doc_type is not None
        and not other.guessed
        and not other.year_guessed
        and not named
        and not _is_appended(before, blocks, at, other)
        and _goes_on(before, blocks[at:]) is False
        and _has_content(before)
        and _has_content(blocks[at:])
    )
    return _Title(start, says, sure or None)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _lines(blocks: Sequence[Block], at: int, count: int) -> list[str]:
    """The ``count`` paragraphs behind the block ``at`` that are no furniture, up to a table."""
    found: list[str] = []
    for position in range(at + 1, len(blocks)):  # a slice would copy the rest of a long document for each title
        block = blocks[position]
        if isinstance(block, Table) or len(found) >= count:
            break
        if not is_furniture(block):
            found.append(clean(block.text))
    return found


def _sheet(place: Place) -> object:
    """What parts one page from the next: the page, the sheet of a workbook, nothing in running text."""
    if place.page is not None:
        return place.page
    return place.where.rpartition("!")[0] if place.where and "!" in place.where else None


def _start(blocks: Sequence[Block], at: int, begin: int, register: AgencyRegister) -> int | None:
    """The first block of the title page: the top of its page, or the name lines before the title in running text.

    ``None`` where the title stands further down on its page.
    """
    page = _sheet(blocks[at].place)
    start, lines = at, 0
    while start > begin:
        block = blocks[start - 1]
        if _sheet(block.place) != page or (page is None and not _is_name(block, register)):
            break
        if isinstance(block, Table) or lines > TOP:
            return None
        lines += not is_furniture(block)
        start -= 1
    return start


def _is_name(block: Block, register: AgencyRegister) -> bool:
    """In running text: is it a line of the cover above the title, the office or what the volume is called?"""
    if not isinstance(block, Paragraph):
        return False
    return names_office(clean(block.text), register) or bool(_ABOVE.match(clean(block.text)))


def _states_year(line: str) -> bool:
    if len(line) > HEADING:
        return False
    return heading_year(line, running=True) is not None or holds_only_years(line) or plan_span(line) is not None


def _differ(own: Identity, other: Identity) -> bool:
    """Are type, year or office others? What one of them does not state is no difference."""
    if own.doc_type != other.doc_type and other.title is not None:
        return True
    if own.years and other.years and not own.year_guessed and not other.year_guessed and own.years != other.years:
        return True
    if own.owner.guessed or other.owner.guessed or not own.owner.name or not other.owner.name:
        return False
    if own.agency and other.agency:
        return own.agency.code != other.agency.code
    return fuzz.ratio(squash(own.owner.name), squash(other.owner.name)) < SAME_OFFICE


def _is_appended(before: Sequence[Block], blocks: Sequence[Block], at: int, other: Identity) -> bool:
    """May the title ``at`` belong to an appendix that stands in ``before``, the document so far?

    Not where the appendix has contents of its own, its letters do not go on behind the title, which opens with a
    preface or list of contents, and the office of the title is named nowhere before: an office appends plans of its
    own and of offices that it works with.
    """
    headings = [n for n, block in enumerate(before) if isinstance(block, Paragraph) and _is_appendix(block)]
    if not headings:
        return False
    appended = [block for block in before[headings[-1] + 1 :] if isinstance(block, Table) or not is_furniture(block)]
    if sum(isinstance(block, Paragraph) for block in appended) < APPENDED and not _has_content(appended):
        return True
    if other.owner.guessed or not other.owner.name or not any(map(_PREFACE.match, _lines(blocks, at, 2 * BESIDE))):
        return True
    letters = {found[1] for n in headings if (found := _LETTER.match(clean(_text(before[n]))))}
    behind = (_LETTER.match(clean(_text(block))) for block in blocks[at:])
    following = next((found[1] for found in behind if found), None)
    if letters and following is not None and following not in letters:
        return True
    name = squash(other.owner.name)
    return any(name in squash(text) for block in before for text in _texts(block))


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from (cell.text for row in block.rows for cell in row.cells if cell is not None)


def _is_chapter(before: Sequence[Block], cover: Sequence[Block]) -> bool:
    """Does a heading of a chapter or of the appendix stand directly above the title?"""
    last = [block for block in before if isinstance(block, Table) or not is_furniture(block)][-1:]
    above = [*last, *cover]
    return any(
        isinstance(block, Paragraph)
        and len(block.text) <= HEADING
        and (_is_appendix(block) or _CHAPTER.match(block.text))
        for block in above
    )


def _is_appendix(block: Paragraph) -> bool:
    return len(block.text) <= HEADING and bool(_APPENDIX.match(clean(block.text)))


def _goes_on(before: Sequence[Block], behind: Sequence[Block]) -> bool:
    """Do the numbers of the chapters go on behind the title, so that it stands inside a document?"""
    last = max((_chapter(block) for block in before), default=0)
    following = next((number for block in behind if (number := _chapter(block))), 0)
    return last > 0 and following == last + 1


def _chapter(block: Block) -> int:
    match = _CHAPTER.match(clean(block.text)) if isinstance(block, Paragraph) and len(block.text) <= HEADING else None
    return int(match[1]) if match else 0


def _has_content(blocks: Sequence[Block]) -> bool:
    tables = any(isinstance(block, Table) and len(block.rows) > 1 and block.width > 1 for block in blocks)
    return tables or sum(isinstance(block, Paragraph) and not is_furniture(block) for block in blocks) >= PROSE


def _listed(blocks: Sequence[Block]) -> frozenset[int]:
    """Indexes of the paragraphs that are entries of a list of contents."""
    places = [at for at, block in enumerate(blocks) if isinstance(block, Paragraph)]
    found = contents_items([block for block in blocks if isinstance(block, Paragraph)])
    marked = {at for at in places if "contents" in blocks[at].flags}  # type: ignore[union-attr]
    return frozenset({places[index] for index in found} | marked)


def _part(document: Document, start: int, end: int, *, guess: bool) -> Document:
    """The blocks from ``start`` to ``end``, with what else the document holds of their pages or lines."""
    blocks = document.blocks
    low = _position(blocks[start].place) if start else (0, 0)
    high = _position(blocks[end].place) if end < len(blocks) else (1 << 60, 1 << 60)

    def inside(place: Place) -> bool:
        return low <= _position(place) < high

    last = high[0] if document.page_count is None else min(high[0], document.page_count + 1)
    first = max(low[0], 1)
    hidden = tuple(part for part in document.hidden if inside(part.place))
    elsewhere = {flag for part in document.hidden for flag in part.flags} - {f for part in hidden for f in part.flags}
    return replace(
        document,
        blocks=blocks[start:end],
        page_count=None if document.page_count is None else last - first,
        pages=tuple(page for page in document.pages if first <= page.page < last),
        repairs=tuple(repair for repair in document.repairs if inside(repair.place)),
        flags=(*(flag for flag in document.flags if flag not in elsewhere), *([FLAG] if guess else [])),
        hidden=hidden,
    )


def _position(place: Place) -> tuple[int, int]:
    """Page or line, for comparing: a document begins at the top of a page, or at a line of a file without pages."""
    return (place.page, 0) if place.page is not None else (0, place.line or 0)
