"""What documents teach the registers: codes printed beside names. Proposals and conflicts; nothing is overwritten."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from phaen.normalizers.matching.compare import compare
from phaen.normalizers.matching.keys import name_key
from phaen.normalizers.matching.match import unit_kind
from phaen.normalizers.registers.agency_register import AgencyRegister
from phaen.normalizers.registers.files import KR_COLUMNS, KrCode, kr_codes

Row = dict[str, Any]
Kind = Literal["new_code", "new_name", "code_with_two_names", "name_with_two_codes", "unknown_agency"]

DAMAGE = frozenset({"repaired", "ocr", "name_unread", "code_name_conflict", "text_health", "cut_row", "header_guess"})
"""Flags of a row whose name is no evidence for how a measure is written."""
TRUSTED = 0.9
"""Confidence from which a row's name is believed."""


@dataclass(frozen=True, slots=True)
class Printing:
    """One code as printed beside one name, and where."""

    code: str
    name: str
    fiscal_year: int | None
    unit: str | None
    leads: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A proposal (``new_code``, ``new_name``, ``unknown_agency``) or a conflict (the others).

    ``values`` are the columns of ``kr_codes.csv`` for a new code; ``sources`` say where it was read.
    """

    kind: Kind
    subject: str
    text: str
    sources: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_conflict(self) -> bool:
        """Whether a person has to decide before anything can be registered."""
        return self.kind in ("code_with_two_names", "name_with_two_codes")


def _source(row: Row) -> str:
    place = f"page {row['page']}" if row.get("page") else f"line {row['line']}" if row.get("line") else ""
    return f"{row['source_file']} {place}".strip()


def _printings(kpis: Sequence[Row]) -> list[Printing]:
    found = []
    for row in kpis:
        if not row.get("kr_code_printed") or not row.get("name"):
            continue
        if row["confidence"] < TRUSTED or DAMAGE & set(row["flags"] or []):
            continue
        leads, unit = tuple(row["lead_agencies"] or ()), row["target_unit"]
        found.append(Printing(row["kr_code_printed"], row["name"], row["fiscal_year"], unit, leads, _source(row)))
    return sorted(found, key=lambda item: (item.code, item.source, item.name))


def _same(one: Printing, other: Printing) -> bool:
    return _alike(one.name, one.fiscal_year, other.name, other.fiscal_year)


def _alike(name: str, year: int | None, other: str, other_year: int | None) -> bool:
    return compare(name_key(name, year), name_key(other, other_year)).verdict == "same"


def learn(kpis: Sequence[Row], findings: Sequence[Row], registers: Path | None = None) -> list[Lesson]:
    """What the rows of an output folder add to the registers, conflicts first.

    ``kpis`` and ``findings`` are rows as written; ``registers`` is a user's folder.
    Only names that were read without damage are proposed.
    """
    known = {item.code: item for item in kr_codes(registers)}
    by_code: dict[str, list[Printing]] = defaultdict(list)
    for item in _printings(kpis):
        by_code[item.code].append(item)
    lessons = [*_codes(by_code, known), *_names(by_code, known), *_agencies(findings, AgencyRegister.load(registers))]
    return sorted(lessons, key=lambda lesson: (not lesson.is_conflict, lesson.kind, lesson.subject, lesson.text))


def _codes(by_code: dict[str, list[Printing]], known: dict[str, KrCode]) -> list[Lesson]:
    """New codes, other names of known codes, and codes printed beside two measures."""
    lessons: list[Lesson] = []
    for code, printings in by_code.items():
        groups = _groups(printings)
        if len(groups) > 1:
            text = " | ".join(group[0].name for group in groups)
            sources = tuple(group[0].source for group in groups)
            lessons.append(Lesson("code_with_two_names", code, text, sources))
        elif code not in known:
            lessons.append(_new_code(code, groups[0]))
        if code in known:
            lessons += _other_names(known[code], printings)
    return lessons


def _groups(printings: Sequence[Printing]) -> list[list[Printing]]:
    """Printings of one code by measure."""
    groups: list[list[Printing]] = []
    for item in printings:
        home = next((group for group in groups if any(_same(item, other) for other in group)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def _new_code(code: str, printings: Sequence[Printing]) -> Lesson:
    names = list(dict.fromkeys(item.name for item in printings))
    years = [item.fiscal_year for item in printings if item.fiscal_year]
    units = {unit_kind(item.unit): item.unit for item in printings if item.unit}
    leads = sorted({lead for item in printings for lead in item.leads})
    values = dict.fromkeys(KR_COLUMNS, "") | {
        "code": code,
        "name": names[0],
        "aliases": "|".join(names[1:]),
        "measure": code,
        "unit": next(iter(units.values())) or "" if len(units) == 1 else "",
        "valid_from": str(min(years)) if years else "",
        "lead_agency": "|".join(leads) if len(leads) == 1 else "",
        "checked": "uncertain",
        "source": printings[0].source,
    }
    return Lesson("new_code", code, names[0], tuple(item.source for item in printings), values)


def _other_names(entry: KrCode, printings: Sequence[Printing]) -> list[Lesson]:
    """Names printed for a registered code that the register does not have: the same measure, or a conflict."""
    lessons: dict[str, Lesson] = {}
    for item in printings:
        named = [name_key(name, item.fiscal_year).exact for name in (entry.name, *entry.aliases)]
        key = name_key(item.name, item.fiscal_year).exact
        if key in named:
            continue
        same = any(_alike(item.name, item.fiscal_year, name, entry.valid_from) for name in (entry.name, *entry.aliases))
        if same:
            lessons[key] = Lesson("new_name", entry.code, item.name, (item.source,))
        else:
            text = f"{entry.name} | {item.name}"
            lessons[key] = Lesson("code_with_two_names", entry.code, text, ("register", item.source))
    return list(lessons.values())


def _names(by_code: dict[str, list[Printing]], known: dict[str, KrCode]) -> list[Lesson]:
    """One measure printed with two codes that the register does not call one measure."""
    lessons: list[Lesson] = []
    first = [(code, printings[0]) for code, printings in sorted(by_code.items())]
    for position, (code, item) in enumerate(first):
        for other_code, other in first[position + 1 :]:
            both = {known[c].measure if c in known else c for c in (code, other_code)}
            if len(both) > 1 and _same(item, other):
                sources = (item.source, other.source)
                lessons.append(Lesson("name_with_two_codes", f"{code} {other_code}", item.name, sources))
    return lessons


def _agencies(findings: Sequence[Row], register: AgencyRegister) -> list[Lesson]:
    """Abbreviations that the audit could not resolve."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in findings:
        printed = row["subject"].split(" · ")[0]
        if row["rule"] == "unknown_agency" and register.resolve(printed) is None:
            found[printed] |= {_source(item) for item in row["evidence"] or [] if item.get("source_file")}
    return [Lesson("unknown_agency", name, name, tuple(sorted(sources))) for name, sources in sorted(found.items())]


def as_csv(lessons: Sequence[Lesson]) -> str:
    """The new codes without conflict as a file ``kr_codes.csv`` for a folder of one's own registers."""
    disputed = {code for lesson in lessons if lesson.is_conflict for code in lesson.subject.split()}
    out = io.StringIO()
    writer = csv.DictWriter(out, KR_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(item.values for item in lessons if item.kind == "new_code" and item.subject not in disputed)
    return out.getvalue()
