"""Runs the rules over the datasets and gives the rows of ``findings``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.audit.model import SEVERITIES, Finding, Rule
from pipeline.audit.rules import RULES
from pipeline.audit.tables import Tables


def find(tables: Tables, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Every finding of ``rules``, the gravest first, then by rule, document and subject; each once."""
    found: dict[str, Finding] = {}
    order: dict[str, int] = {}
    for rank, rule in enumerate(rules):
        order[rule.name] = rank
        for finding in rule.check(tables):
            found.setdefault(finding.finding_id(), finding)
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
