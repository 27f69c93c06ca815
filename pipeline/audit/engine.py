"""Runs the rules over the datasets and gives the rows of ``findings``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.audit.model import SEVERITIES, Finding, Rule
from pipeline.audit.rules import RULES
from pipeline.audit.tables import Tables


def with_doubt(finding: Finding) -> Finding:
    """A finding that rests on flagged rows is no error yet, and says why: the reading may be what is wrong."""
    if not any(item.doubtful for item in finding.evidence):
        return finding
    return replace(
        finding,
        severity="warning" if finding.severity == "error" else finding.severity,
        message_th=f"{finding.message_th} (บางแถวอ่านได้ไม่แน่ชัด ให้ดูต้นฉบับก่อน)",
        message_en=f"{finding.message_en} (Some of these rows were read with doubt: look at the original first.)",
    )


def find(tables: Tables, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Every finding of ``rules``, the gravest first, then by rule, document and subject; each once."""
    found: dict[str, Finding] = {}
    order: dict[str, int] = {}
    for rank, rule in enumerate(rules):
        order[rule.name] = rank
        for finding in rule.check(tables):
            found.setdefault(finding.finding_id(), with_doubt(finding))
    return sorted(
        found.values(),
        key=lambda item: (
            SEVERITIES.index(item.severity),
            order[item.rule],
            item.doc_ids,
            item.subject,
            item.finding_id(),
        ),
    )


def run_rules(data: Path | Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Rows of the ``findings`` dataset.

    ``data`` is the folder of the Parquet datasets, or the datasets' rows by name; datasets and columns that
    are missing count as empty, so a rule that needs them stays silent.
    """
    tables = Tables.read(data) if isinstance(data, Path) else Tables(data)
    return [finding.row() for finding in find(tables)]
