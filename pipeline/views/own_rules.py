"""Rules of one's own: a folder of SQL files over the views, each with a TOML head that says what its rows mean.

A file ``NAME.sql`` begins with a comment that holds the head, then one ``SELECT``::

    /*
    severity = "warning"
    title_th = "โครงการไม่มีหน่วยงานรับผิดชอบ"
    title_en = "Project without a unit"
    subject = "{project}"
    message_th = "โครงการ {project} ({budget_baht} บาท) ไม่ระบุหน่วยงานรับผิดชอบ โปรดระบุ"
    message_en = "{project} ({budget_baht} baht) names no unit: please add it."
    amount_at_stake = "budget_baht"
    */
    SELECT doc_id, page, line, bbox, project, budget_baht, budget_raw AS raw FROM plans WHERE len(units) = 0

Every row is a finding; rows of one ``key`` (a column of that name, where the query has one) are the places of one.
``doc_id`` says whose it is, ``page``, ``line``, ``bbox`` and ``raw`` are its evidence, and the words in braces are
columns. Its findings carry the rule's name with ``own.`` before it.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from phaen.normalizers.told import ToldError
from phaen.pipeline.audit.model import SEVERITIES, Evidence, Finding, Severity, number
from phaen.pipeline.views.query import QueryError, QueryLimits, connect, run_query

PREFIX = "own."
MUST = ("severity", "title_th", "title_en", "message_th", "message_en", "subject")
MAY = ("amount_at_stake", "points_at_stake")
NEEDED = ("doc_id", "raw")
"""Columns that every query gives."""
_HEAD = re.compile(r"\s*/\*(?P<head>.*?)\*/(?P<sql>.*)", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_]{2,40}")


class OwnRuleError(ToldError, ValueError):
    """A rule that cannot be used; the message names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """One SQL rule as its file has it."""

    name: str
    head: Mapping[str, str]
    sql: str

    @property
    def severity(self) -> Severity:
        """Of all its findings."""
        return next(level for level in SEVERITIES if level == self.head["severity"])


def load(folder: Path) -> list[OwnRule]:
    """The rules of ``folder``, by name. Raises :class:`OwnRuleError`, naming file and problem."""
    return [_rule(path) for path in sorted(folder.glob("*.sql"))]


def _rule(path: Path) -> OwnRule:
    match = _HEAD.fullmatch(path.read_text("utf-8-sig"))
    if not match:
        raise OwnRuleError("{path}: begins without its head; write /* severity = … */ before the SELECT", path=path)
    try:
        head = tomllib.loads(match["head"])
    except tomllib.TOMLDecodeError as error:
        raise OwnRuleError("{path}: the head is no TOML: {error}", path=path, error=error) from None
    if not _NAME.fullmatch(path.stem):
        raise OwnRuleError("{path}: call the file by small letters, digits and _, such as no_unit.sql", path=path)
    for key in MUST:
        if not isinstance(head.get(key), str) or not head[key].strip():
            raise OwnRuleError('{path}: the head has no {key}; write {key} = "…"', path=path, key=key)
    for key in head:
        if key not in (*MUST, *MAY):
            raise OwnRuleError(
                "{path}: {key} is unknown; the head may hold {names}",
                path=path,
                key=key,
                names=", ".join((*MUST, *MAY)),
            )
    if head["severity"] not in SEVERITIES:
        raise OwnRuleError(
            "{path}: severity is {what!r}; one of {names}",
            path=path,
            what=head["severity"],
            names=", ".join(SEVERITIES),
        )
    return OwnRule(path.stem, head, match["sql"].strip().rstrip(";"))


def problems(rule: OwnRule, columns: tuple[str, ...]) -> Iterator[str]:
    """What a rule asks of its query that the query's columns do not hold."""
    for column in NEEDED:
        if column not in columns:
            yield f"the query gives no column {column}"
    for key in ("subject", "message_th", "message_en"):
        for _, field, _, _ in string.Formatter().parse(rule.head[key]):
            if field is not None and field not in columns:
                yield f"{key} names {{{field}}}, which is no column of the query"
    for key in MAY:
        if key in rule.head and rule.head[key] not in columns:
            yield f"{key} names {rule.head[key]}, which is no column of the query"


def find(rules: list[OwnRule], data: Path, limits: QueryLimits | None = None) -> list[Finding]:
    """What the rules find in the datasets under ``data``. Raises :class:`OwnRuleError`."""
    found: list[Finding] = []
    connection = connect(data, limits=limits or QueryLimits())
    try:
        for rule in rules:
            try:
                result = run_query(connection, rule.sql, limits=limits or QueryLimits())
            except QueryError as error:
                raise OwnRuleError("{name}.sql: {error}", name=rule.name, error=error) from None
            wrong = list(problems(rule, result.columns))
            if wrong:
                raise OwnRuleError("{name}.sql: {names}", name=rule.name, names="; ".join(wrong))
            found += _findings(rule, list(result.dicts()))
    finally:
        connection.close()
    return found


def _shown(row: Mapping[str, Any]) -> dict[str, str]:
    """A row's values as messages show them."""

    def text(value: Any) -> str:
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return number(float(value)) if not isinstance(value, int) else str(value)
        if isinstance(value, (list, tuple)):
            return ", ".join(map(str, value))
        return "–" if value is None else str(value)

    return {column: text(value) for column, value in row.items()}


def _findings(rule: OwnRule, rows: list[dict[str, Any]]) -> Iterator[Finding]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(str(row["key"]) if "key" in row else f"row {place}", []).append(row)
    seen: dict[str, int] = {}
    for key, members in groups.items():
        first = members[0]
        shown = _shown(first)
        subject = rule.head["subject"].format_map(shown)
        mark = key if "key" in first else f"{first['doc_id']} {first.get('page')} {first.get('line')} {first['raw']}"
        seen[mark] = seen.get(mark, 0) + 1
        yield Finding(
            rule=PREFIX + rule.name,
            severity=rule.severity,
            doc_ids=tuple(sorted({str(row["doc_id"]) for row in members})),
            subject=subject,
            message_th=rule.head["message_th"].format_map(shown),
            message_en=rule.head["message_en"].format_map(shown),
            evidence=tuple(_evidence(row) for row in members),
            amount_at_stake=_decimal(first.get(rule.head.get("amount_at_stake", ""))),
            points_at_stake=_float(first.get(rule.head.get("points_at_stake", ""))),
            discriminator=mark if seen[mark] == 1 else f"{mark} {seen[mark]}",
        )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    bbox = row.get("bbox")
    return Evidence(
        doc_id=str(row["doc_id"]),
        page=row.get("page"),
        line=row.get("line"),
        raw=str(row["raw"] if row["raw"] is not None else ""),
        bbox=tuple(float(value) for value in bbox) if bbox else None,
        doubtful=bool(row.get("flags")),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
