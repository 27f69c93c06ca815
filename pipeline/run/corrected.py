"""People's corrections, put into the results of documents before anything is made of them.

What the cache keeps of a document is what was read. Where people corrected a value of it, a second result is made of
that one, under a key of its own over the first and the corrections: linking, audit and files go by its key like by
any other, so a run after a correction gives what a fresh one gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace

import pyarrow.compute as pc
from phaen.pipeline.assemble.projects import project_rows
from phaen.pipeline.result import DocumentTables
from phaen.pipeline.review import patches
from phaen.pipeline.review.corrections import WHOLE, Correction, apply
from phaen.pipeline.review.patches import Patch
from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.digests import digest, program_version
from phaen.pipeline.run.worker import Outcome, summarise
from phaen.pipeline.schema.as_text import text_of
from phaen.pipeline.schema.datasets import Row, validate
from phaen.pipeline.schema.names import PER_DOCUMENT

HOW = "person"
"""What ``statements.how`` says of a value that a person set."""
_COUNTED_MONEY = frozenset({"plans", "kpis"})
"""Datasets that ``projects`` is made of."""


def corrected(
    outcomes: Sequence[Outcome], corrections: Sequence[Correction], patched: Sequence[Patch], cache: Cache
) -> list[Outcome]:
    """The outcomes, those of corrected documents with the key of the corrected result, which is made if need be.

    ``patched``: the patches, which may concern any document; they come before the corrections. A document that no
    patch changes keeps its one result.

    Raises :class:`~phaen.pipeline.run.cache.DamagedResult`.
    """
    by_document: dict[str, list[Correction]] = {}
    for one in corrections:
        by_document.setdefault(one.doc_id, []).append(one)
    made = []
    for outcome in outcomes:
        own = [one for document in outcome.documents for one in by_document.get(document.doc_id, ())]
        concerned = patched if _concerns(patched, outcome.key, cache) else ()
        made.append(_corrected(outcome, own, concerned, cache) if own or concerned else outcome)
    return made


def _concerns(patched: Sequence[Patch], key: str, cache: Cache) -> bool:
    """Whether a patch changes anything that was read; a later one may then match what an earlier one wrote."""
    tables = cache.load(key, {one.dataset for one in patched}) if patched else {}
    return any(
        patches.patched(one, text) not in (None, text)
        for one in patched
        for text in pc.unique(tables[one.dataset].column(one.column)).to_pylist()
    )


def _corrected(outcome: Outcome, own: Sequence[Correction], patched: Sequence[Patch], cache: Cache) -> Outcome:
    told = [outcome.key, program_version(), *(text for one in own for text in astuple(one))]
    told += [patches.RULE, *patches.texts(patched)] if patched else []
    key = digest(part.encode("utf-8", "surrogatepass") for part in told)
    facts = cache.facts(key)
    if facts is None:
        tables = {name: table.to_pylist() for name, table in cache.load(outcome.key).items()}
        result = DocumentTables(_with(tables, own, patched), outcome.recognised)
        facts = summarise(result, outcome.sha256, key, outcome.seconds, retry=outcome.retry).to_facts()
        cache.store(key, result, facts)
    return replace(Outcome.from_facts(facts), cached=outcome.cached)


def _with(
    tables: Mapping[str, list[Row]], corrections: Sequence[Correction], patched: Sequence[Patch]
) -> dict[str, list[Row]]:
    rows = {
        (row["doc_id"], name, row["row_key"]): row
        for name in tables
        if name in {one.dataset for one in corrections} | {one.dataset for one in patched}
        for row in tables[name]
    }
    done: dict[tuple[str, str, str], set[str]] = {}
    repairs: list[Row] = []
    for place, found in rows.items():
        for _, before, after, columns in patches.apply(found, place[1], patched):
            repairs.append(_repair(found, before, after))
            done.setdefault(place, set()).update(columns)
    for one in corrections:
        place = (one.doc_id, one.dataset, one.row_key)
        row = rows.get(place)
        if row is not None and apply(row, one):
            if "reviewed" in row:
                row["reviewed"] = True
            if one.column != WHOLE:
                done.setdefault(place, set()).add(one.whole_column)
    changed = {name: list(given) for name, given in tables.items()}
    changed["repairs"] += repairs
    if tables["statements"]:
        changed["statements"] = _statements(tables["statements"], rows, done)
    if any(dataset in _COUNTED_MONEY for _, dataset, _ in done):
        changed["projects"] = _projects(changed)
    return {name: validate(name, changed[name]) for name in PER_DOCUMENT}


def _repair(row: Row, before: str, after: str) -> Row:
    """A patch as a row of ``repairs``: putting ``before`` back undoes it."""
    columns = ("doc_id", "source_file", "fiscal_year", "agency_code", "page", "line", "bbox", "place")
    return {name: row[name] for name in columns} | {"rule": patches.RULE, "before": before, "after": after}


def _projects(tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """``projects`` of the file's documents, made anew of their corrected rows."""
    found: list[Row] = []
    for document in tables["documents"]:
        source = document["source_file"]
        plans, kpis = ([row for row in tables[name] if row["source_file"] == source] for name in ("plans", "kpis"))
        found += project_rows(plans, kpis)
    return found


def _statements(
    statements: Sequence[Row], rows: Mapping[tuple[str, str, str], Row], done: Mapping[tuple[str, str, str], set[str]]
) -> list[Row]:
    """``statements`` with the corrected values where the read ones stood, or at the row's place where none stood."""
    found: list[Row] = []
    waiting = {(place, column) for place, columns in done.items() for column in columns}
    for index, one in enumerate(statements):
        place = (one["doc_id"], one["dataset"], one["row_key"])
        column = one["column_name"].partition("[")[0]
        if column not in done.get(place, ()):
            found.append(one)
        elif (place, column) in waiting:
            waiting.discard((place, column))
            found += _said(one, column, rows[place])
        last = index + 1 == len(statements)
        after = None if last else (statements[index + 1]["doc_id"], *_row_of(statements[index + 1]))
        if after != place:
            for other in sorted(column for row, column in waiting if row == place):
                waiting.discard((place, other))
                found += _said({**one, "raw": None, **_place_of(rows[place])}, other, rows[place])
    return found


def _row_of(statement: Row) -> tuple[str, str]:
    return statement["dataset"], statement["row_key"]


def _place_of(row: Row) -> Row:
    nowhere = {"table_no": None, "row_no": None, "column_no": None}
    return {name: row[name] for name in ("page", "line", "bbox", "place")} | nowhere


def _said(like: Row, column: str, row: Row) -> list[Row]:
    value = row[column]
    said = {"how": HOW, "confidence": 1.0, "flags": []}
    if isinstance(value, list):
        return [
            like | said | {"column_name": f"{column}[{index}]", "value": text_of(item)}
            for index, item in enumerate(value)
        ]
    return [] if value is None else [like | said | {"column_name": column, "value": text_of(value)}]
