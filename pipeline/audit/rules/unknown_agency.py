"""An abbreviation, in a cell or in prose, that is not the register's code of any agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from phaen.normalizers.agencies import AgencyRegister
from phaen.normalizers.text import canonical
from phaen.pipeline.audit.model import Evidence, Finding, Row, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

PROSE: dict[str, tuple[str, ...]] = {
    "kpis": ("name", "definition", "calculation", "evidence", "target_raw", "objective", "key_result"),
    "kpi_mentions": ("definition", "calculation", "evidence"),
    "rubrics": ("criterion",),
    "results": ("narrative",),
    "plans": ("project", "objective", "key_result"),
    "milestones": ("step", "project"),
    "sections": ("text",),
}
"""Columns whose running text may name an agency."""

LISTS = ("lead_agencies", "support_agencies")
"""Columns of ``kpis`` that hold nothing but agencies."""


AGENCY_LISTINGS = ("kpi_table", "strategy_table", "bma_plan", "agreement_detail")
"""Listings that print agencies beside an indicator, the most authoritative first."""

_CELL = re.compile(r"(?:[ก-ฮ]{1,5}\.){1,3}")
"""A cell that holds one abbreviation, whatever letter it begins with."""

_NO_OFFICE = frozenset({"ก.ก.", "อ.ก.ก.", "ป.ป.ช.", "กทม."})
"""Bodies that plans name as everybody does; the last one is the city itself."""


@cache
def _register() -> AgencyRegister:
    return AgencyRegister.load()


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of an abbreviation that is no code: ``code`` is the register's code meant, if known."""

    printed: str
    code: str | None
    snippet: str


@lru_cache(maxsize=20_000)
def _in_text(text: str) -> tuple[_Use, ...]:
    """What running text uses; external bodies and the register's own codes are left out."""
    return tuple(
        _Use(_plain(found.text), found.code, _snippet(text, found.start, found.end))
        for found in _register().abbreviations_in(text)
        if found.how in ("variant", "unknown")
    )


@lru_cache(maxsize=20_000)
def _in_cell(entry: str) -> tuple[_Use, ...]:
    """What an entry of a list of agencies uses: here any abbreviation has to be an agency's."""
    printed = _plain(entry)
    if _CELL.fullmatch(printed) and printed not in _NO_OFFICE and not _register().abbreviations_in(entry):
        return () if _register().resolve(printed) else (_Use(printed, None, entry),)
    return _in_text(entry)


def _plain(printed: str) -> str:
    return re.sub(r"\s", "", canonical(printed))


def _snippet(text: str, start: int, end: int) -> str:
    return canonical(text)[max(0, start - 60) : end + 60].strip()


def _uses(tables: Tables) -> Iterator[tuple[Row, _Use]]:
    for row in tables.rows("kpis"):
        entries = [entry for column in LISTS for entry in row.get(column) or []]
        for use in (use for entry in entries for use in _in_cell(entry)):
            yield tables.place(row, use.printed, AGENCY_LISTINGS), use
        texts = [item.get("raw") for item in row.get("baseline") or []]
        texts += [item.get("name") for item in row.get("projects") or []]
        for use in (use for text in (*texts, *(row.get("units") or ())) for use in _in_text(str(text or ""))):
            yield row, use
    for dataset, columns in PROSE.items():
        for row in tables.rows(dataset):
            for column in columns:
                text = row.get(column)
                if text and "." in text and "ส" in text:
                    for use in _in_text(text):
                        yield (tables.place(row, use.printed) if dataset == "kpis" else row), use


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document and abbreviation, with every place."""
    found: dict[tuple[str, str], tuple[str | None, list[Evidence]]] = {}
    for row, use in _uses(tables):
        _, places = found.setdefault((row["doc_id"], use.printed), (use.code, []))
        places.append(evidence_of(row, use.snippet))
    for (doc_id, printed), (code, places) in found.items():
        meant = _register().by_code(code) if code else None
        if meant is not None:
            message_th = f"“{printed}” ไม่ใช่อักษรย่อหน่วยงานในทะเบียน คาดว่าหมายถึง {meant.code} ({meant.name}) โปรดยืนยันอักษรย่อ"
            message_en = (
                f"“{printed}” is not a code of the register; probably {meant.code} ({meant.name}) is meant: "
                "please confirm."
            )
        else:
            message_th = f"“{printed}” ไม่ใช่อักษรย่อของหน่วยงานใดในทะเบียน โปรดระบุชื่อหน่วยงาน"
            message_en = f"“{printed}” is not the register's code of any agency: please name the agency."
        yield Finding(
            rule=RULE.name,
            severity="info" if meant is not None else "warning",
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, printed),
            message_th=message_th,
            message_en=message_en,
            evidence=tuple(dict.fromkeys(places)),
        )


RULE = rule("unknown_agency", within=check)
