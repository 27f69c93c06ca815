"""What the rules work with and what they give back."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from phaen.pipeline.audit.tables import Row as Row
from phaen.pipeline.audit.tables import Tables

Severity = Literal["error", "warning", "info"]
NO_DOUBT = frozenset({"duplicate_document", "superseded_document"})
"""Flags that say nothing about whether a row was read right."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


SATANG = Decimal("0.01")
NAMED = 6
"""Pages that a message names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that proves a finding: ``page`` (PDF) or ``line`` (text input), ``raw`` as printed."""

    doc_id: str
    page: int | None
    line: int | None
    raw: str
    bbox: tuple[float, ...] | None = None
    doubtful: bool = False
    """The row carries flags: what was read there may be wrong."""
    row_key: str | None = None
    """The row of a typed dataset that states it; ``statements`` know the place of each of its values."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an auditor should look at; messages say what differs, with the figures or words that do."""

    rule: str
    severity: Severity
    doc_ids: tuple[str, ...]
    subject: str
    message_th: str
    message_en: str
    evidence: tuple[Evidence, ...]
    amount_at_stake: Decimal | None = None
    """Baht that it is about."""
    points_at_stake: float | None = None
    """Score points that it is about."""
    read_whole: bool = True
    """False: what it counts or misses may stand in a part of a document that was not read."""
    discriminator: str = ""
    """Tells findings about one subject of the same documents apart; part of the id, not of the row."""

    @property
    def doubtful(self) -> bool:
        """May the reading be what is wrong?"""
        return not self.read_whole or any(item.doubtful for item in self.evidence)

    def finding_id(self) -> str:
        """A key that stays the same from run to run: rule, documents and subject, not order or wording."""
        parts = (self.rule, *sorted(self.doc_ids), self.subject, self.discriminator)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def _where(self, page: str, pages: str, line: str, lines: str, more: str) -> str:
        """The pages (of a text the lines) that the evidence stands on, in brackets; of several documents the evidence
        alone says which page is whose."""
        if len(set(self.doc_ids)) > 1:
            return ""
        for one, several, found in (
            (page, pages, {item.page for item in self.evidence}),
            (line, lines, {item.line for item in self.evidence}),
        ):
            numbers = sorted(number for number in found if number is not None)
            if numbers:
                named = listed(map(str, numbers[:NAMED]))
                rest = f" {more.format(len(numbers) - NAMED)}" if len(numbers) > NAMED else ""
                return f" ({one if len(numbers) == 1 else several} {named}{rest})"
        return ""

    def row(self) -> dict[str, Any]:
        """The finding as a row of the ``findings`` dataset; its messages say on which pages it stands."""
        return {
            "finding_id": self.finding_id(),
            "rule": self.rule,
            "severity": self.severity,
            "doc_ids": sorted(self.doc_ids),
            "subject": self.subject,
            "message_th": self.message_th + self._where("หน้า", "หน้า", "บรรทัด", "บรรทัด", "และอีก {} แห่ง"),
            "message_en": self.message_en + self._where("page", "pages", "line", "lines", "and {} more"),
            "evidence": [
                {
                    "doc_id": item.doc_id,
                    "page": item.page,
                    "line": item.line,
                    "raw": item.raw,
                    "bbox": list(item.bbox) if item.bbox is not None else None,
                }
                for item in self.evidence
            ],
            "certainty": "doubtful" if self.doubtful else "sure",
            "amount_at_stake": None if self.amount_at_stake is None else self.amount_at_stake.quantize(SATANG),
            "points_at_stake": self.points_at_stake,
            "status": "open",
            "decided_by": None,
            "decided_on": None,
            "note": None,
        }


Check = Callable[["Tables"], Iterable[Finding]]
Concerns = Callable[[Row], bool]
"""Does a row of ``kpis`` matter to a check?"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its name, usual severity, what it looks for in Thai and English, the functions that look.

    ``within`` sees all rows of the documents of one office and year. The others see documents, indicators and results:
    ``over_years`` those of one agency, ``over_offices`` those of one indicator, ``across`` those of all. Given more
    than that, each finds the same. Of all indicators, ``across`` needs only those that ``concerns`` it.
    """

    name: str
    severity: Severity
    title_th: str
    title_en: str
    explanation_th: str
    explanation_en: str
    within: Check | None = None
    over_years: Check | None = None
    over_offices: Check | None = None
    across: Check | None = None
    concerns: Concerns | None = None
    needs_whole: bool = False
    """It counts, sums up or misses something: of a document that was not read whole its findings are doubtful."""


def has_printed_code(row: Row) -> bool:
    """Is a code printed beside an indicator?"""
    return bool(row.get("kr_code_printed"))


def has_code(row: Row) -> bool:
    """Has an indicator a code, printed or found?"""
    return bool(row.get("kr_code"))


def documents_alone(row: Row) -> bool:
    """No indicator: of a rule that looks at documents alone."""
    return False


MAX_NAMED = 12
"""Items of a list that a message spells out; the rest are counted, the evidence holds all."""


def listed(items: Iterable[str]) -> str:
    """Items joined by commas, each once, the many after the first dozen as a number."""
    distinct = list(dict.fromkeys(items))
    more = f" … (+{len(distinct) - MAX_NAMED})" if len(distinct) > MAX_NAMED else ""
    return ", ".join(distinct[:MAX_NAMED]) + more


def merged(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of one document with the same discriminator are one problem stated twice: one finding, all evidence."""
    first: dict[tuple[tuple[str, ...], str], Finding] = {}
    for finding in findings:
        key = (finding.doc_ids, finding.discriminator)
        held = first.get(key)
        if held is not None:
            evidence = tuple(dict.fromkeys((*held.evidence, *finding.evidence)))
            finding = replace(held, evidence=evidence)
        first[key] = finding
    yield from first.values()


@cache
def _rule_texts() -> dict[str, dict[str, str]]:
    """``words/rules.csv`` by rule name."""
    text = files("phaen.pipeline.audit").joinpath("words/rules.csv").read_text("utf8")
    return {row["name"]: row for row in csv.DictReader(io.StringIO(text))}


def rule_names() -> list[str]:
    """Every rule's name, in the order in which reports list them."""
    return list(_rule_texts())


def rule(
    name: str,
    *,
    within: Check | None = None,
    over_years: Check | None = None,
    over_offices: Check | None = None,
    across: Check | None = None,
    concerns: Concerns | None = None,
) -> Rule:
    """The rule ``name`` with what ``words/rules.csv`` says of it; ``KeyError`` if it is not there."""
    texts = _rule_texts()[name]
    severity = next(level for level in SEVERITIES if level == texts["severity"])
    return Rule(
        name=name,
        severity=severity,
        title_th=texts["title_th"],
        title_en=texts["title_en"],
        explanation_th=texts["explanation_th"],
        explanation_en=texts["explanation_en"],
        within=within,
        over_years=over_years,
        over_offices=over_offices,
        across=across,
        concerns=concerns,
        needs_whole=texts["needs_whole"] == "yes",
    )


def evidence_of(row: Row, raw: str) -> Evidence:
    """The place of ``row`` with the text that matters there."""
    bbox = row.get("bbox")
    return Evidence(
        doc_id=str(row["doc_id"]),
        page=row.get("page"),
        line=row.get("line"),
        raw=raw,
        bbox=tuple(float(value) for value in bbox) if bbox else None,
        doubtful=bool(set(row.get("flags") or ()) - NO_DOUBT),
        row_key=row.get("row_key"),
    )


def number(value: float) -> str:
    """A figure as people write it: thousands separated, no needless decimals."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
