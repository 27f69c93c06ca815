"""The views of review: what to look at, the rows of one doubt, a row with its values, a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from phaen.pipeline.assemble.flags import meaning
from phaen.pipeline.audit.model import SEVERITIES
from phaen.pipeline.dashboard.data import Data, Row, Select
from phaen.pipeline.dashboard.page import Column, NotFound, Query, Table, View, choice, segment
from phaen.pipeline.dashboard.views import places, where
from phaen.pipeline.dashboard.views_detail import finding as shown_finding
from phaen.pipeline.dashboard.words import title, word
from phaen.pipeline.review import queue, verdicts
from phaen.pipeline.review.corrections import FIXED, WHOLE, current
from phaen.pipeline.review.decisions import DecisionError
from phaen.pipeline.review.desk import Desk
from phaen.pipeline.review.files import VERDICTS
from phaen.pipeline.review.standing import kept_in, row_now, rows_where
from phaen.pipeline.schema.as_text import text_of
from phaen.pipeline.schema.datasets import DATASETS, TYPED_DATASETS

LISTED = 30
"""Documents and questions that stand above the list of doubts; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a row: its path, what it reads, and the places it was read from, the first with its raw text."""

    path: str
    title: str
    value: str
    places: tuple[Row, ...]

    @property
    def raw(self) -> str:
        """The printed text, as far as a place is known."""
        return " · ".join(dict.fromkeys(str(one["raw"]) for one in self.places if one["raw"]))


def work(data: Data, query: Query, desk: Desk) -> View:
    """Everything that waits for a person: unread documents, questions, doubts, decisions that no longer fit."""
    language = query.language
    agency, year, parameters = places(query)
    table = Table(
        (
            Column("flag", word("flag", language), "flag", lambda row: _first_row(query, row)),
            Column("dataset", word("dataset", language), "word"),
            Column("rows", word("rows", language), "figure", lambda row: _rows(query, row)),
            Column("confidence", word("least_sure", language), "percent"),
            Column("source_file", word("source_place", language), "place"),
        ),
        Select(
            f"""SELECT flag, dataset, rows, confidence, source_file, page, line FROM doubt {where(agency, year)}
            ORDER BY confidence, rows DESC, source_file, dataset, flag""",
            parameters,
        ),
    )
    asked = [entry for _, entry in queue.asked(desk.folder) if not entry["decision"]]
    lost = [one for one in kept_in(desk.folder, desk.data) if not one.fits]
    unread = data.rows(f"SELECT * FROM unread_document {where(agency, year)}", parameters)
    values = {
        "questions": asked[:LISTED],
        "more_questions": len(asked) - LISTED,
        "unread": unread[:LISTED],
        "more_unread": len(unread) - LISTED,
        "lost": lost[:LISTED],
        "links": {one["fingerprint"]: query.link(f"/question/{segment(one['fingerprint'])}") for one in asked},
    }
    filters = [
        choice(query, "agency", "agency", data.values("SELECT DISTINCT agency_code FROM doubt WHERE 1 ORDER BY 1")),
        choice(query, "year", "year", data.values("SELECT DISTINCT fiscal_year FROM doubt ORDER BY 1 DESC")),
    ]
    return View("review.html", word("review", language), "/review", filters, table, values)


def decisions(data: Data, query: Query) -> View:
    """What people decided and the run applied: who, when, about which row."""
    agency, year, parameters = places(query)
    language = query.language
    table = Table(
        (
            Column("decided_on", title("kpis", "decided_on", language), "code"),
            Column("decided_by", title("kpis", "decided_by", language)),
            Column("dataset", word("dataset", language), "word"),
            Column("label", word("subject", language), "wide", lambda row: _decided_link(query, row)),
            Column("columns", title("kpis", "corrected", language), "list"),
            Column("status", word("status", language), "verdict"),
            Column("note", title("findings", "note", language)),
            Column("source_file", word("source_place", language), "place"),
        ),
        Select(
            f"""SELECT decided_on, decided_by, dataset, label, columns, status, note, source_file, page, line,
                agency_code, fiscal_year, doc_id, row_key
            FROM decided {where(agency, year)} ORDER BY decided_on DESC, dataset, source_file, row_key""",
            parameters,
        ),
        ("page", "line", "agency_code", "fiscal_year", "doc_id", "row_key"),
    )
    return View("list.html", word("decisions", language), "/review", [], table, {"note": "decisions_note"})


def _decided_link(query: Query, row: Row) -> str:
    if row["dataset"] == "findings":
        return query.link(f"/finding/{segment(row['row_key'])}")
    if row["dataset"] == "documents":
        return query.link(f"/document/{segment(row['source_file'])}")
    return query.link(f"/value/{row['dataset']}/{row['doc_id']}/{segment(row['row_key'])}")


def _group(row: Row) -> dict[str, str]:
    return {"file": row["source_file"], "dataset": row["dataset"], "flag": row["flag"]}


def _rows(query: Query, row: Row) -> str:
    return query.link("/doubted", **_group(row))


def _first_row(query: Query, row: Row) -> str:
    return query.link("/look", **_group(row))


_IN_GROUP = "source_file = $file AND dataset = $dataset AND list_contains(flags, $flag) AND decided_by IS NULL"


def _members(data: Data, query: Query) -> list[Row]:
    """The undecided rows of the doubt that the address names, the least sure first."""
    group = {name: query.get(name) for name in ("file", "dataset", "flag")}
    if not all(group.values()):
        return []
    return data.rows(f"SELECT * FROM doubted WHERE {_IN_GROUP} ORDER BY confidence, row_key", group)


def doubted(data: Data, query: Query, desk: Desk) -> View:
    """The rows of one doubt."""
    rows = _members(data, query)
    language = query.language
    names = {"label": word("value", language), "confidence": title("kpis", "confidence", language)}
    table = Table(
        (
            Column("label", names["label"], "wide", lambda row: _value_link(query, row)),
            Column("confidence", names["confidence"], "percent"),
            Column("page", word("page", language), "figure"),
            Column("line", word("line", language), "figure"),
        ),
        rows,
        ("doc_id", "dataset", "row_key", "flags"),
    )
    flag = query.get("flag")
    heading = meaning(flag, language) or flag or word("review", language)
    return View("doubted.html", heading, "/review", [], table, {"crumb": query.get("file"), "flag": flag})


def _value_link(query: Query, row: Row) -> str:
    group = {name: query.get(name) for name in ("file", "dataset", "flag")}
    return query.link(f"/value/{row['dataset']}/{row['doc_id']}/{segment(row['row_key'])}", **group)


def first_of(data: Data, query: Query) -> str:
    """The address of the least sure row of a doubt; of the list of work when none is left."""
    rows = _members(data, query)
    return _value_link(query, rows[0]) if rows else query.link("/review")


def paths(dataset: str, row: Row) -> list[tuple[str, str]]:
    """(path, title column) of every value of a row that a person may set, parts of lists one by one."""
    found = []
    for column in DATASETS[dataset].columns:
        if column.name in FIXED:
            continue
        parts = pa.types.is_list(column.type) and pa.types.is_struct(column.type.value_type)
        if not parts:
            found.append((column.name, column.name))
            continue
        for index in range(len(row[column.name] or ())):
            found += [(f"{column.name}[{index}].{part.name}", column.name) for part in column.type.value_type]
    return found


def statements_of(desk: Desk, dataset: str, doc_id: str, row_key: str) -> list[Row]:
    """The places of a row's values."""
    folder = desk.data / "statements"
    if not folder.is_dir():
        return []
    wanted = (pc.field("doc_id") == doc_id) & (pc.field("dataset") == dataset) & (pc.field("row_key") == row_key)
    names = ["column_name", "value", "raw", "page", "line", "bbox", "how", "confidence", "flags"]
    return rows_where(folder, wanted, names)


def _values(dataset: str, row: Row, statements: Sequence[Row], language: str) -> list[Value]:
    made = []
    for path, column in paths(dataset, row):
        stem = path.partition(".")[0]
        own = [one for one in statements if one["column_name"] in (path, stem) or _part_of(one["column_name"], path)]
        part = path.removeprefix(column)
        made.append(Value(path, title(dataset, column, language) + part, text_of(current(row, path)), tuple(own)))
    return made


def _part_of(column_name: str, path: str) -> bool:
    return column_name.partition("[")[0] == path


def value(data: Data, query: Query, key: str, desk: Desk) -> View:
    """One typed row: every value with its printed text, one of them beside its picture, ready to be set."""
    dataset, doc_id, row_key = _place(key)
    try:
        row = row_now(desk.data, doc_id, dataset, row_key)
    except DecisionError:
        raise NotFound(key) from None
    statements = statements_of(desk, dataset, doc_id, row_key)
    values = _values(dataset, row, statements, query.language)
    chosen = next((one for one in values if one.path == query.get("column")), None) or _doubtful(values)
    place = {name: row[name] for name in ("doc_id", "page", "line", "bbox", "source_file")}
    printed = next(iter(chosen.places), None)
    if printed is not None:
        place |= {name: printed[name] for name in ("page", "line", "bbox")}
    place |= {"raw": chosen.raw, "label": f"{row['agency_code'] or ''} {row['fiscal_year'] or ''}".strip()}
    members = _members(data, query)
    here = next((index for index, one in enumerate(members) if one["row_key"] == row_key), None)
    following = members[(here or 0) + 1 :] if here is not None else members
    path = f"/value/{dataset}/{doc_id}/{segment(row_key)}"
    group = {name: query.get(name) for name in ("file", "dataset", "flag")}
    table = Table(
        (
            Column("title", title("data_dictionary", "column", query.language)),
            Column("value", word("value", query.language), "wide"),
            Column("raw", word("printed", query.language), "wide"),
        ),
        [{"title": one.title, "value": one.value, "raw": one.raw, "path": one.path} for one in values],
        ("path",),
    )
    shown = {
        "row": row,
        "dataset": dataset,
        "values": [one for one in values if one.value or one.path == chosen.path],
        "unstated": [one for one in values if not one.value and one.path != chosen.path],
        "chosen": chosen,
        "place": place,
        "flags": [(flag, meaning(flag, query.language)) for flag in row["flags"]],
        "pending": desk.correction(doc_id, dataset, row_key, chosen.path),
        "found_right": desk.correction(doc_id, dataset, row_key, WHOLE),
        "seen": desk.value_seen(doc_id, dataset, row_key, chosen.path),
        "seen_row": desk.value_seen(doc_id, dataset, row_key, WHOLE),
        "address": query.link(path, **group),
        "value_link": lambda column: query.link(path, **group, column=column),
        "next": _value_link(query, following[0]) if following else query.link("/review"),
        "left": len(following),
    }
    heading = text_of(row.get("name") or row.get("project") or row.get("kpi_name") or row.get("step")) or row_key
    return View("value.html", heading, "/review", [], table, shown)


def _doubtful(values: Sequence[Value]) -> Value:
    """The value to begin with: a flagged one, else the least sure, else the first."""

    def rank(one: Value) -> tuple[Any, ...]:
        flagged = any(place["flags"] for place in one.places)
        return (not flagged, min((place["confidence"] for place in one.places), default=2.0))

    return min(values, key=rank)


def _place(key: str) -> tuple[str, str, str]:
    parts = key.split("/", 2)
    if len(parts) != 3 or parts[0] not in TYPED_DATASETS:
        raise NotFound(key)
    return parts[0], parts[1], parts[2]


def question(data: Data, query: Query, key: str, desk: Desk) -> View:
    """One question of the queue, with its candidates and the place that it is about."""
    entry = desk.question(key)
    if entry is None:
        raise NotFound(key)
    candidates = [entry[f"candidate_{number}"] for number in range(1, queue.CANDIDATES + 1)]
    place = _asked_place(data, entry)
    asked = [one for _, one in queue.asked(desk.folder) if not one["decision"]]
    order = [one["fingerprint"] for one in asked]
    at = order.index(key) if key in order else -1
    following = order[at + 1 :] or order[:at]
    values = {
        "entry": entry,
        "candidates": [(one.partition("·")[0].strip(), one) for one in candidates if one],
        "place": place,
        "seen": desk.question_seen(entry),
        "next": query.link(f"/question/{segment(following[0])}") if following else query.link("/review"),
        "left": len(following),
    }
    return View("question.html", entry["text"] or word("question", query.language), "/review", [], None, values)


def _asked_place(data: Data, entry: Mapping[str, str]) -> Row:
    """The place of a question: the box of the indicator that it names, where there is one."""
    number = {name: int(entry[name]) if entry[name].isdigit() else None for name in ("page", "line")}
    row = data.one(
        "SELECT doc_id, page, line, bbox FROM printed WHERE source_file = $file AND name = $name",
        {"file": entry["source_file"], "name": entry["text"]},
    ) or data.one("SELECT doc_id FROM document WHERE source_file = $file", {"file": entry["source_file"]})
    label = f"{entry['agency_code']} {entry['fiscal_year']}".strip()
    known = {"doc_id": "", "bbox": None, **number, **(row or {})}
    return known | {"source_file": entry["source_file"], "raw": entry["text"], "label": label}


_ORDER = f"(list_position({list(SEVERITIES)!r}, severity), rule, coalesce(subject, ''), finding_id)"
"""The place of a finding in their list."""


def finding(data: Data, query: Query, key: str, desk: Desk) -> View:
    """One finding with its evidence, what was decided about it, and the way to the next open one."""
    view = shown_finding(data, query, key)
    row = view.values["finding"]
    known = verdicts.load(desk.folder / VERDICTS).get(key)
    waits = known is not None and known.fits(row) and (known.status, known.by) != (row["status"], row["decided_by"])
    following = data.one(
        f"""WITH ordered AS (SELECT finding_id, status, {_ORDER} AS place FROM finding)
        SELECT finding_id FROM ordered
        WHERE status = 'open' AND place > (SELECT place FROM ordered WHERE finding_id = $key)
        ORDER BY place LIMIT 1""",
        {"key": key},
    )
    view.values |= {
        "pending": known if waits and known and known.status != row["status"] else None,
        "seen": desk.verdict_seen(row),
        "next": query.link(f"/finding/{segment(following['finding_id'])}") if following else query.link("/findings"),
    }
    return view
