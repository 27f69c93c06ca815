"""The documents: a list, and one document with its tables, the ones that no form read among them."""

from __future__ import annotations

from typing import Any

import pyarrow.compute as pc
from phaen.pipeline.assemble.flags import meaning
from phaen.pipeline.dashboard.data import Data, Row, Select
from phaen.pipeline.dashboard.page import Column, NotFound, Query, Table, View, choice, segment, words_filter
from phaen.pipeline.dashboard.views import agencies, places, where, years
from phaen.pipeline.dashboard.words import title, word
from phaen.pipeline.review.standing import rows_where
from phaen.pipeline.run.unread import draft_command
from phaen.pipeline.schema.datasets import DATASETS

TABLES_SHOWN = 12


def documents(data: Data, query: Query) -> View:
    """Every document: whose it is, how much of it was read, what is in it; and which doubts its rows carry."""
    agency, year, parameters = places(query)
    doubts = data.rows(
        f"""SELECT flag, count(*) AS total FROM (SELECT unnest(flags) AS flag FROM flagged {where(agency, year)})
        GROUP BY flag ORDER BY total DESC, flag""",
        parameters,
    )
    conditions = [agency, year]
    for name, column in (("status", "status"), ("type", "doc_type")):
        if query.get(name):
            conditions.append(f"{column} = ${name}")
            parameters[name] = query.get(name)
    for index, part in enumerate(query.get("q").split()):
        conditions.append(f"contains(lower(concat_ws(' ', source_file, title, agency_name)), $q{index})")
        parameters[f"q{index}"] = part.lower()
    language = query.language
    table = Table(
        (
            Column("title", title("documents", "title", language), "wide", lambda row: _link(query, row)),
            Column("agency_code", word("agency", language), "agency"),
            Column("fiscal_year", word("year", language), "code"),
            Column("doc_type", word("type", language), "word"),
            Column("status", word("status", language), "word"),
            Column("text_source", word("text_source", language), "word"),
            Column("coverage", word("coverage", language), "percent"),
            Column("rows", word("rows", language), "figure"),
            Column("flagged", word("flagged_rows", language), "figure"),
            Column("findings", word("findings", language), "figure"),
            Column("source_file", title("documents", "source_file", language), "place"),
        ),
        Select(
            f"""SELECT coalesce(d.title, d.source_file) AS title, d.agency_code, d.fiscal_year, d.doc_type, d.status,
                d.text_source, d.coverage, c.rows, c.flagged, coalesce(f.n, 0) AS findings, d.source_file, d.doc_id,
                d.agency_name, d.duplicate_of, d.superseded_by, d.error, d.unclaimed, coalesce(r.repairs, 0) AS repairs,
                d.page_count, NULL AS page, NULL AS line
            FROM (SELECT * FROM document {where(*conditions)}) d
            LEFT JOIN document_counts c ON c.source_file = d.source_file
            LEFT JOIN (SELECT doc_id, count(*) AS n FROM (SELECT unnest(doc_ids) AS doc_id FROM findings_told)
                GROUP BY doc_id) f ON f.doc_id = d.doc_id
            LEFT JOIN repaired r ON r.source_file = d.source_file
            ORDER BY d.agency_code NULLS LAST, d.fiscal_year DESC NULLS LAST, d.source_file""",
            parameters,
        ),
        ("doc_id", "agency_name", "duplicate_of", "superseded_by", "error", "unclaimed", "repairs", "page_count"),
    )
    filters = [
        words_filter(query, "search_words"),
        choice(query, "agency", "agency", agencies(data)),
        choice(query, "year", "year", years(data)),
        choice(query, "type", "type", DATASETS["documents"].by_name["doc_type"].choices, translated=True),
        choice(query, "status", "status", DATASETS["documents"].by_name["status"].choices, translated=True),
    ]
    told = [{**row, "meaning": meaning(row["flag"], language)} for row in doubts]
    return View("documents.html", word("documents", language), "/documents", filters, table, {"flags": told})


def _link(query: Query, row: Row) -> str:
    return query.link(f"/document/{segment(row['source_file'])}")


def document(data: Data, query: Query, key: str) -> View:
    """One document: facts, findings, rows by dataset, and the tables that no form read."""
    row = data.one("SELECT * FROM document WHERE source_file = $key", {"key": key})
    if row is None:
        raise NotFound(key)
    counts = data.rows(
        "SELECT dataset, count(*) AS rows, count(*) FILTER (WHERE flagged) AS flagged FROM counted WHERE "
        "source_file = $key GROUP BY dataset ORDER BY dataset",
        {"key": key},
    )
    language = query.language
    table = Table(
        (
            Column("dataset", word("dataset", language), "word"),
            Column("rows", word("rows", language), "figure"),
            Column("flagged", word("flagged_rows", language), "figure"),
        ),
        counts,
    )
    related = data.rows(
        """SELECT finding_id, severity, rule, subject, message_th, message_en, status FROM finding
        WHERE list_contains(doc_ids, $doc) ORDER BY list_position(['error', 'warning', 'info'], severity), rule
        LIMIT 40""",
        {"doc": row["doc_id"]},
    )
    other = {
        name: data.one(
            "SELECT source_file FROM document WHERE doc_id = $doc AND source_file <> $key",
            {"doc": row[name], "key": key},
        )
        for name in ("duplicate_of", "superseded_by")
        if row[name]
    }
    values = {
        "document": row,
        "related": related,
        "other": {name: one["source_file"] for name, one in other.items() if one},
        "unread": unread_tables(data, row),
    }
    return View("document.html", row["title"] or key, "/documents", [], table, values)


def unread_tables(data: Data, document: Row) -> list[dict[str, Any]]:
    """The document's tables that no form read: number, place, and their cells as rows of text."""
    folder = data.folder / "cells"
    if not folder.is_dir():
        return []
    wanted = (pc.field("source_file") == document["source_file"]) & pc.field("kind").is_null()
    names = ["table_no", "row_no", "column_no", "text", "page", "line", "bbox"]
    cells = rows_where(folder, wanted, names)
    tables: dict[int, list[Row]] = {}
    for cell in cells:
        tables.setdefault(cell["table_no"], []).append(cell)
    found = []
    for number, own in sorted(tables.items())[:TABLES_SHOWN]:
        first = min(own, key=lambda cell: (cell["row_no"], cell["column_no"]))
        rows: dict[int, dict[int, str]] = {}
        for cell in own:
            rows.setdefault(cell["row_no"], {})[cell["column_no"]] = cell["text"]
        width = max(cell["column_no"] for cell in own) + 1
        lines = [[rows[at].get(column, "") for column in range(width)] for at in sorted(rows)]
        box = _around([cell["bbox"] for cell in own if cell["bbox"] and cell["page"] == first["page"]])
        place = {"doc_id": document["doc_id"], "page": first["page"], "line": first["line"], "bbox": box}
        draft = draft_command(document["source_file"], first["page"], number)
        found.append(
            {
                "number": number,
                "rows": lines,
                "place": place,
                "draft": draft,
                "more": max(0, len(tables) - TABLES_SHOWN),
            }
        )
    return found


def _around(boxes: list[list[float]]) -> list[float] | None:
    """The box around all boxes."""
    if not boxes:
        return None
    lows, highs = (
        [min(box[side] for box in boxes) for side in (0, 1)],
        [max(box[side] for box in boxes) for side in (2, 3)],
    )
    return [*lows, *highs]
