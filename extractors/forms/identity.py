"""Whose document is it: type, fiscal year, agency and title, read from its first lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import Item, is_furniture
from phaen.normalizers.agencies import Agency, AgencyRegister
from phaen.normalizers.text import clean, squash
from phaen.normalizers.years import fiscal_year_in

OPENING = 60
"""How many paragraphs from the start the title is looked for in."""
TITLE_REACH = 80
"""How many letters may stand before a title phrase in its paragraph: an agency's name, not half a sentence."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Header facts of a document; ``None`` where nothing printed says so."""

    doc_type: str | None
    fiscal_year: int | None
    agency: Agency | None
    title: str | None
    title_paragraphs: tuple[int, ...] = ()
    guessed: bool = False
    """The title phrase stands somewhere inside a sentence, which may only speak of such a document."""

    @property
    def doubt(self) -> str | None:
        """The flag of the document and of all its rows where its type is not sure: it says how its tables are read."""
        if self.doc_type is None:
            return "unknown_doc_type"
        return "doc_type_guess" if self.guessed else None


@lru_cache(maxsize=1)
def _titles() -> tuple[tuple[str, str], ...]:
    """(document type, squashed title phrase), from ``titles.csv``."""
    text = resources.files("phaen.extractors.wordings").joinpath("titles.csv").read_text("utf-8")
    return tuple(
        (row["doc_type"], squash(wording))
        for row in csv.DictReader(text.splitlines())
        for wording in row["wordings"].split("|")
    )


def _type_of(text: str, reach: int | None) -> str | None:
    """The type whose title phrase begins within the first ``reach`` letters of ``text``."""
    key = squash(text)
    for doc_type, wording in _titles():
        if wording in (key if reach is None else key[: reach + len(wording)]):
            return doc_type
    return None


def _agency_in(text: str, register: AgencyRegister) -> Agency | None:
    """The agency that a line names: the office itself, not the larger one it belongs to."""
    plain = clean(text).strip("() ")
    plain = re.sub(r"^(?:หน่วยงาน|ชื่อหน่วยงาน)\s*:\s*", "", plain)
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


def identify(items: Sequence[Item], register: AgencyRegister) -> Identity:
    """Read the document's type, year, agency and title from its opening paragraphs.

    The type comes from the first title phrase (``titles.csv``); the year from the title lines, else from the first
    lines that name one; the agency from the title lines, a ``หน่วยงาน :`` line, or the name that opens the document
    most often.
    """
    opening: list[tuple[int, Paragraph]] = []
    for index, item in enumerate(items):
        if isinstance(item, Paragraph) and not is_furniture(item):
            opening.append((index, item))
        if len(opening) >= OPENING:
            break
    titled = _title(opening, TITLE_REACH)
    doc_type, title, indexes = titled or _title(opening, None) or (None, None, ())
    year = fiscal_year_in(title) if title else None
    heads = [item for item in items[:OPENING] if isinstance(item, Paragraph) and "running_head" in item.flags]
    for paragraph in [*(paragraph for _, paragraph in opening), *heads] if year is None else []:
        year = fiscal_year_in(clean(paragraph.text))
        if year is not None:
            break
    return Identity(doc_type, year, _agency(opening, indexes, register), title, indexes, guessed=titled is None)


def _title(opening: Sequence[tuple[int, Paragraph]], reach: int | None) -> tuple[str, str, tuple[int, ...]] | None:
    """Type, title and the title's paragraphs, from the first title phrase; see :func:`_type_of` for ``reach``."""
    for position, (index, paragraph) in enumerate(opening):
        text = clean(paragraph.text)
        following = clean(opening[position + 1][1].text) if position + 1 < len(opening) else ""
        found = _type_of(text, reach)
        doc_type = found or _type_of(f"{text} {following}", reach)
        if doc_type is None:
            continue
        if found is None or (fiscal_year_in(text) is None and fiscal_year_in(f"{text} {following}") is not None):
            return doc_type, f"{text} {following}", (index, opening[position + 1][0])
        return doc_type, text, (index,)
    return None


def _agency(opening: Sequence[tuple[int, Paragraph]], title: Sequence[int], register: AgencyRegister) -> Agency | None:
    texts = {index: paragraph.text for index, paragraph in opening}
    stated = [text for text in texts.values() if re.match(r"\W*(?:ชื่อ)?หน่วยงาน\s*:", clean(text))]
    after = [text for index, text in texts.items() if title and title[0] <= index <= title[-1] + 4]
    for text in [*stated, *after]:
        agency = _agency_in(text, register)
        if agency is not None and agency.name != "กรุงเทพมหานคร":
            return agency
    counts: dict[str, int] = {}
    found: dict[str, Agency] = {}
    for text in texts.values():
        agency = _agency_in(text[:200], register)
        if agency is not None:
            counts[agency.code] = counts.get(agency.code, 0) + 1
            found[agency.code] = agency
    return found[max(counts, key=lambda code: counts[code])] if counts else None
