"""Runs the rules over the datasets and gives the rows of ``findings``.

Rules within documents look at one office and year at a time, so that a run needs to look again only at those that have
changed, and never holds all rows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from phaen.pipeline.audit.model import SEVERITIES, Check, Concerns, Finding, Row, Rule
from phaen.pipeline.audit.places import Stated, placed
from phaen.pipeline.audit.rules import RULES
from phaen.pipeline.audit.tables import Tables, read_statements, uncollected
from phaen.pipeline.audit.years import read_whole

_ORDER = {rule.name: place for place, rule in enumerate(RULES)}


_DOUBTS = (
    (
        "ข้อมูลบางรายการอ่านได้ไม่ชัดเจน โปรดตรวจสอบกับเอกสารต้นฉบับ",
        "Some of these rows were read with doubt: look at the original first.",
    ),
    (
        "อ่านเอกสารได้ไม่ครบทุกส่วน โปรดตรวจสอบกับเอกสารต้นฉบับ",
        "The document was not read whole: look at the original first.",
    ),
)
"""Why the reading may be what is wrong: rows with flags, parts without rows."""


def with_doubt(finding: Finding) -> Finding:
    """A finding that the reading may have made says so."""
    if not finding.doubtful:
        return finding
    thai, english = _DOUBTS[not finding.read_whole]
    return replace(finding, message_th=f"{finding.message_th} ({thai})", message_en=f"{finding.message_en} ({english})")


def _found(tables: Tables, rules: Sequence[Rule], level: str) -> list[Finding]:
    """What the rules find at a level (``within``, ``over_years`` …), each once."""
    found: dict[str, Finding] = {}
    for rule in rules:
        check: Check | None = getattr(rule, level)
        for finding in check(tables) if check else ():
            if rule.needs_whole and not all(read_whole(tables, doc_id) for doc_id in finding.doc_ids):
                finding = replace(finding, read_whole=False)
            found.setdefault(finding.finding_id(), with_doubt(finding))
    return list(found.values())


def within_office(tables: Tables, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """What the rules find inside the documents of one office and year; ``tables`` holds their rows."""
    return _found(tables, rules, "within")


def over_years(tables: Tables, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """What the rules find between documents of one agency, whose ``documents``, ``kpis`` and ``results`` are in
    ``tables``."""
    return _found(tables, rules, "over_years")


def over_offices(tables: Tables, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """What the rules find between documents about one indicator, whose rows of ``kpis`` are in ``tables``."""
    return _found(tables, rules, "over_offices")


def across(tables: Tables, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """What the rules find between documents of all; of ``kpis``, ``tables`` needs those that :func:`concerns_all`."""
    return _found(tables, rules, "across")


def concerns_all(row: Row, rules: Sequence[Rule] = RULES) -> bool:
    """Does an indicator matter to a rule that looks at those of all documents?"""
    return any(concerns(row) for concerns in (_CONCERNS if rules is RULES else _concerns(rules)))


def _concerns(rules: Sequence[Rule]) -> tuple[Concerns, ...]:
    """What says which indicators matter to the rules over all documents, each once."""
    return tuple({rule.concerns or (lambda row: True): None for rule in rules if rule.across})


_CONCERNS = _concerns(RULES)


def over_documents(tables: Tables, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """What the rules find between documents; of all, ``documents``, ``kpis`` and ``results`` are in ``tables``."""
    return [*over_years(tables, rules), *over_offices(tables, rules), *across(tables, rules)]


def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of ``findings``: the gravest first, those about most money or points before others, the sure before the
    doubtful; then by rule, document and subject."""
    return sorted(rows, key=rank)


RANKED = (
    *("severity", "amount_at_stake", "points_at_stake", "certainty"),
    *("rule", "doc_ids", "subject", "finding_id"),
)
"""The columns that :func:`rank` looks at."""


def rank(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where a row of ``findings`` stands among others; rules that are not the package's come after those that are."""
    return (
        SEVERITIES.index(row["severity"]),
        -(row["amount_at_stake"] or 0),
        -(row["points_at_stake"] or 0),
        row["certainty"] != "sure",
        _ORDER.get(row["rule"], len(_ORDER)),
        row["rule"],
        row["doc_ids"],
        row["subject"],
        row["finding_id"],
    )


def find(tables: Tables, rules: Sequence[Rule] = RULES, stated: Stated | None = None) -> list[Finding]:
    """Every finding of ``rules``, office by office, then those between documents; ``stated`` knows where values stand.

    Findings between documents keep the places of their rows: a run compares them without the statements of all.
    """
    with uncollected():
        inside = [finding for office in tables.offices() for finding in within_office(office, rules)]
        return [*(placed(inside, stated) if stated else inside), *over_documents(tables, rules)]


def run_rules(data: Path | Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Rows of the ``findings`` dataset.

    ``data`` is the folder of the Parquet datasets, or the datasets' rows by name; datasets and columns that
    are missing count as empty, so a rule that needs them stays silent.
    """
    if isinstance(data, Path):
        tables, stated = Tables.read(data), partial(read_statements, data)
        return in_order(finding.row() for finding in find(tables, stated=stated))
    return in_order(finding.row() for finding in find(Tables(data), stated=lambda keys: data.get("statements", ())))
