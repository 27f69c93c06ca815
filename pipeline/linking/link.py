"""What needs all documents: KR codes, indicator identities, duplicates, the agencies and the review queue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from phaen.normalizers.agencies import AgencyRegister
from phaen.normalizers.matching.match import Entry, Match, Matcher, Query
from phaen.normalizers.registers.files import KrCode, kr_codes
from phaen.pipeline.linking.identity import Identities
from phaen.pipeline.linking.indicators import CODE_CONTRADICTED, indicators_of
from phaen.pipeline.linking.memory import Memory
from phaen.pipeline.linking.repeats import mark_repeats
from phaen.pipeline.linking.revisions import fingerprint as editions_fingerprint
from phaen.pipeline.linking.revisions import mark_revisions
from phaen.pipeline.review.decisions import (
    WRONG,
    Decision,
    Decisions,
    agency_fingerprint,
    code_fingerprint,
    indicator_fingerprint,
    note_person,
    row_fingerprint,
)
from phaen.pipeline.review.files import IDENTITIES
from phaen.pipeline.review.identities import load as load_pins
from phaen.pipeline.schema.datasets import Row

_ABBREVIATION = re.compile(r"(?:[ก-ฮ]{1,5}\.){1,3}")

DOUBTFUL = 0.6
"""Confidence below which a whole indicator row is put before a person."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking gives besides the rows that it changes.

    ``review``: questions for a person. ``owners``: source file → agency that a person gave its document. ``repeats``:
    source files of documents that were given before, or have a revised edition, with the flag that says so.
    """

    indicators: list[Row]
    agencies: list[Row]
    review: list[Row]
    owners: Mapping[str, str]
    repeats: Mapping[str, str]


def link(
    documents: Sequence[Row],
    kpis: Sequence[Row],
    *,
    registers: Path | None,
    decisions: Path | None,
    memory: Memory | None = None,
) -> Linked:
    """Link all documents of a run: their rows of ``documents`` and ``kpis`` are completed in place.

    ``registers`` is a folder that adds to the built-in registers, ``decisions`` the file of people's decisions; the
    indicators that people pinned together or apart stand beside it. ``memory`` knows answers of the run before. The
    order of the rows does not matter.
    """
    memory = memory or Memory()
    codes = {item.code: item for item in kr_codes(registers)}
    decided = Decisions.load(decisions)
    register = AgencyRegister.load(registers)
    known = [item.entry() for item in codes.values()]
    owners, review = _owners(documents, kpis, decided, register)
    matcher = Matcher([*known, *_printed(kpis, codes, Matcher(known, compare=memory.compare))], compare=memory.compare)
    memory.remind(matcher)
    abbreviations: dict[str, str | None] = {}
    for row in kpis:
        if asked := _code(row, matcher, codes, decided):
            review += asked
        if row["confidence"] < DOUBTFUL:
            review += _doubt(row, decided)
        _agency_flags(row, register, abbreviations)
    identities = Identities(codes, memory, load_pins(decisions and decisions.with_name(IDENTITIES)))
    for row in kpis:
        identities.add(row)
    for row in kpis if decided.known else ():
        measure = _decision(decided, "indicator", indicator_fingerprint, row) if row["name"] else None
        if measure is not None:
            identities.decide(row, measure.choice)
            _note_decision(row, measure)
    identities.assign(kpis)
    review += _doubted_measures(kpis, identities)
    indicators = indicators_of(kpis)
    superseded, editions = mark_revisions(documents, kpis, indicators, decided)
    review += [_which_edition(*pair) for pair in editions]
    review.sort(key=lambda row: (row["source_file"], row["page"] or 0, row["line"] or 0, row["fingerprint"]))
    repeats = superseded | mark_repeats(documents, kpis, indicators)
    return Linked(identities.rows(kpis), _agencies(register), review, owners, repeats)


def _printed(kpis: Sequence[Row], codes: Mapping[str, KrCode], known: Matcher) -> list[Entry]:
    """Codes printed beside names in this run, as the matcher takes them: one entry per code and fiscal year.

    A printed name whose wording the register (``known``) contradicts is no evidence for that code (it may be damaged).
    A code that the register does not know is taken as valid from the first year that prints it.
    """
    names: dict[tuple[str, int], set[str]] = {}
    units: dict[str, set[str]] = {}
    for row in kpis:
        code, name, year = row["kr_code_printed"], row["name"], row["fiscal_year"]
        if not code or not name or year is None or known.contradicts(code, name, year):
            continue
        names.setdefault((code, year), set()).add(name)
        if row["target_unit"]:
            units.setdefault(code, set()).add(row["target_unit"])
    found = []
    for code, year in sorted(names):
        item, stated = codes.get(code), units.get(code, set())
        unit = item.unit if item else min(stated) if len(stated) == 1 else None
        last = item.valid_to if item else None
        wordings = tuple(sorted(names[code, year]))
        found.append(Entry(code, wordings, item.measure if item else code, unit, year, last, origin="run"))
    return found


def _decision(decided: Decisions, question: str, fingerprint: Callable[[Row], str], row: Row) -> Decision | None:
    """What a person decided about a row; most runs have no decisions, and then no row needs its fingerprint."""
    return decided.find(question, fingerprint(row)) if decided.known else None


def _note_decision(row: Row, decision: Decision) -> None:
    """A row shows that somebody decided about it, who, and when."""
    row["reviewed"] = True
    note_person(row, decision.decided_by, decision.decided_on)


def _flag(row: Row, *flags: str) -> None:
    row["flags"] = sorted({*(row["flags"] or []), *flags})


def _code(row: Row, matcher: Matcher, codes: Mapping[str, KrCode], decided: Decisions) -> list[Row]:
    """Fill the code columns of one indicator; gives its rows for the review queue."""
    printed, name, year = row["kr_code_printed"], row["name"], row["fiscal_year"]
    if "kr_code" in (row.get("corrected") or ()):
        row["kr_code_source"], row["kr_match_score"] = "person" if row["kr_code"] else "none", None
        return []
    row["kr_code"], row["kr_code_source"], row["kr_match_score"] = printed, "printed" if printed else "none", None
    if printed:
        against = matcher.contradicts(printed, name, year)
        if against:
            _flag(row, CODE_CONTRADICTED)
        return []
    if not name:
        return []
    decision = _decision(decided, "kr_code", code_fingerprint, row)
    if decision is not None and _still_holds(decision.choice, decision.register_entry, codes):
        _note_decision(row, decision)
        if decision.choice:
            row["kr_code"], row["kr_code_source"], row["kr_match_score"] = decision.choice, "person", None
        return []
    match = matcher.match(Query(name, year, row["target_unit"], tuple(row["lead_agencies"] or ())))
    if match.status == "matched":
        row["kr_code"], row["kr_code_source"], row["kr_match_score"] = match.code, "matched", match.score
        return []
    if match.status == "unsure":
        _flag(row, "kr_code_unsure")
        return [_question(row, match, codes)]
    return []


def _which_edition(one: Row, other: Row) -> Row:
    """One row of the review queue: two editions of a document, of which one may take the place of the other."""
    text = one["title"] or one["source_file"]
    asked = _ask(one, "revision", editions_fingerprint(one, other), text, f"beside {other['source_file']}")
    asked["candidates"] = [
        {"code": row["doc_id"], "name": row["source_file"], "score": 1.0, "reasons": row["title"] or ""}
        for row in (one, other)
    ]
    return asked


def _still_holds(code: str | None, entry: str, codes: Mapping[str, KrCode]) -> bool:
    """Is the register's entry of a decided code the one that the person saw?"""
    return code is None or code not in codes or not entry or codes[code].name == entry


def _ask(row: Row, question: str, fingerprint: str, text: str, reason: str) -> Row:
    place = {"page": row.get("page"), "line": row.get("line")}
    facts = {name: row[name] for name in ("source_file", "agency_code", "fiscal_year")}
    asked = {"question": question, "fingerprint": fingerprint, "text": text, "reason": reason, "candidates": []}
    return asked | facts | place


def _doubt(row: Row, decided: Decisions) -> list[Row]:
    """A row of low confidence is put before a person, and marked when one has looked at it."""
    decision = _decision(decided, "row", row_fingerprint, row)
    if decision is None:
        reason = f"confidence {row['confidence']:.2f}; {' '.join(row['flags'])}".rstrip("; ")
        return [_ask(row, "row", row_fingerprint(row), row["name"], reason)]
    _note_decision(row, decision)
    if decision.decision == WRONG:
        _flag(row, "judged_wrong")
    return []


def _owners(
    documents: Sequence[Row], kpis: Sequence[Row], decided: Decisions, register: AgencyRegister
) -> tuple[dict[str, str], list[Row]]:
    """Documents of no known agency: given the agency that a person decided (by source file), or asked."""
    asked: list[Row] = []
    given: dict[str, str] = {}
    for row in documents:
        if row["agency_code"] is not None or row["status"] == "failed" or row["doc_type"] is None:
            continue
        if row.get("sector") not in (None, "bma"):
            continue  # an organisation that the register of the city does not hold
        decision = _decision(decided, "agency", agency_fingerprint, row)
        agency = register.by_code(decision.decision) if decision is not None and decision.choice else None
        if decision is not None and agency is not None:
            given[row["source_file"]] = agency.code
            parent = register.by_code(agency.parent_code) if agency.parent_code else None
            row["agency_code"], row["agency_name"] = agency.code, agency.name
            row["parent_agency"] = parent.name if parent else None
            row["flags"] = [flag for flag in row["flags"] if flag != "agency_unnamed"]
            note_person(row, decision.decided_by, decision.decided_on)
        elif decision is None:
            asked.append(_ask(row, "agency", agency_fingerprint(row), row["title"] or "", "no known agency is named"))
    for row in kpis if given else ():
        row["agency_code"] = given.get(row["source_file"], row["agency_code"])
    return given, asked


def _question(row: Row, match: Match, codes: Mapping[str, KrCode]) -> Row:
    """One row of the review queue: which of these codes is meant?"""
    asked = _ask(row, "kr_code", code_fingerprint(row), row["name"], match.reason)
    asked["candidates"] = [
        {
            "code": candidate.code,
            "name": codes[candidate.code].name if candidate.code in codes else candidate.name,
            "score": candidate.score,
            "reasons": "; ".join(candidate.reasons),
        }
        for candidate in match.candidates
    ]
    return asked


def _agency_flags(row: Row, register: AgencyRegister, known: dict[str, str | None]) -> None:
    """Flag agencies beside an indicator that are printed with a wrong abbreviation, or with one nobody knows.

    ``known``: the flags of abbreviations met before.
    """
    leads, supports = row.get("lead_agencies"), row.get("support_agencies")
    if not leads and not supports:  # as most
        return
    for printed in (*(leads or ()), *(supports or ())):
        if printed not in known:
            match = register.resolve(printed)
            wrong = match is None and _ABBREVIATION.fullmatch(printed)
            variant = match is not None and match.how == "variant"
            known[printed] = "agency_variant" if variant else "unknown_agency" if wrong else None
        if flag := known[printed]:
            _flag(row, flag)


def _doubted_measures(kpis: Sequence[Row], identities: Identities) -> list[Row]:
    """Rows of the review queue: is this the measure of another document? Each name is asked once."""
    asked: dict[str, Row] = {}
    for row, exact in sorted(identities.doubted(kpis), key=lambda one: _place(one[0])):
        if exact in asked or "kr_code_unsure" in row["flags"]:
            continue
        asked[exact] = _ask(
            row, "indicator", indicator_fingerprint(row), row["name"], "may be one measure with another"
        )
        asked[exact]["candidates"] = [
            {"code": identity, "name": name, "score": score, "reasons": reasons}
            for score, identity, name, reasons in identities.doubts[exact]
        ]
    return list(asked.values())


def _place(row: Row) -> tuple[str, int, int, str]:
    return row["source_file"], row["page"] or 0, row["line"] or 0, row["kpi_id"]


def _agencies(register: AgencyRegister) -> list[Row]:
    return [
        {
            "agency_code": agency.code,
            "agency_name": agency.name,
            "aliases": list(agency.aliases),
            "parent_code": agency.parent_code or None,
        }
        for agency in sorted(register.agencies, key=lambda item: item.code)
    ]
