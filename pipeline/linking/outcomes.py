"""``outcomes``: target and result of every indicator, agency and fiscal year in one row, conflicts shown.

A plan, an agreement and a report state the same indicator, and a report states it several times. A column takes the
value of the most authoritative row that has one: the agreement's target and weight before the plan's and the report's,
the result that a report's summary is scored by before its details. Where rows disagree on a column, its name stands
in ``conflicts``; ``met`` is given only if every pair of a printed target and a printed result says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from phaen.normalizers.targets import parse_target
from phaen.normalizers.text import squash
from phaen.pipeline.linking.met import Figure, Verdict, judge
from phaen.pipeline.schema.datasets import Row

_DOCUMENTS = ("kpi_agreement", "annual_plan")
"""Kinds of document whose targets come first; the report's come last."""
_REPORT = "performance_report"
_BASES = frozenset({"agenda", "function", "joint", "innovation", "potential"})
"""Bases that an องค์ประกอบ (component) gives; the others only say in what kind of table an indicator stands."""
_RESULTS = ("result_summary", "result_detail", "score_table", "prior_year")
_UNDOUBTED = frozenset({"duplicate_document", "superseded_document"})
Key = tuple[str, str | None, int | None, str | None]
"""Indicator, code of the agency, year, and the office: its code, else the name that its document prints."""


def repeating(documents: Iterable[Row]) -> frozenset[str]:
    """Source files of documents that repeat another or have a revised edition: their rows are left out."""
    return frozenset(row["source_file"] for row in documents if row.get("duplicate_of") or row.get("superseded_by"))


def stand_ins(kpis: Iterable[Row], repeats: Collection[str]) -> dict[str, Row]:
    """Indicator → the row that speaks for it where no row states it for an office and year: the last of all."""
    return {row["indicator_id"]: row for row in kpis if row["indicator_id"] and row["source_file"] not in repeats}


def outcome_rows(
    documents: Sequence[Row],
    kpis: Sequence[Row],
    results: Iterable[Row],
    standing_in: Mapping[str, Row] | None = None,
) -> Iterator[Row]:
    """Rows of ``outcomes``, one by one, from the linked rows of ``kpis`` and the rows of ``results`` of all documents,
    or of those of some offices; then ``standing_in`` are the :func:`stand_ins` of all.

    Results of no indicator are left out.
    """
    repeats = repeating(documents)
    types = {row["source_file"]: row.get("doc_type") for row in documents}
    names_of_offices = {row["source_file"]: row.get("agency_name") for row in documents}

    def key_of(row: Row, year: int | None) -> Key:
        office = row["agency_code"] or names_of_offices.get(row["source_file"])
        return (row["indicator_id"], row["agency_code"], year, office)

    stated: dict[Key, list[Row]] = defaultdict(list)
    reported: dict[Key, list[Row]] = defaultdict(list)
    known: dict[tuple[str, str], Row] = {}
    for row in kpis:
        if row["source_file"] not in repeats and row["indicator_id"]:
            known[row["source_file"], row["kpi_id"]] = row
            for one in (row, *_of_other_years(row)):
                stated[key_of(row, one["fiscal_year"])].append(one)
    for row in results:
        kpi = known.get((row["source_file"], row["kpi_id"])) if row["kpi_id"] else None
        if kpi is not None:
            reported[key_of(kpi, row["fiscal_year"])].append(row)
            stated.setdefault(key_of(kpi, row["fiscal_year"]), [])
    names = stand_ins(kpis, repeats) if standing_in is None else standing_in

    def authority(row: Row) -> tuple[Any, ...]:
        kind = types.get(row["source_file"])
        place = _DOCUMENTS.index(kind) if kind in _DOCUMENTS else len(_DOCUMENTS) + (kind == _REPORT)
        return (row.get("other_year", False), place, row["base"] not in _BASES, *_place(row))

    for key in sorted(stated, key=lambda key: (key[0], key[1] or "", key[2] or 0, key[3] or "")):
        yield _outcome(key, sorted(stated[key], key=authority), sorted(reported[key], key=_as_reported), names[key[0]])


def _of_other_years(row: Row) -> Iterator[Row]:
    """The targets that a row prints for other years than its own: each as a row of that year."""
    for target in row["targets_by_year"]:
        if target["raw"] and target["fiscal_year"] not in (None, row["fiscal_year"]):
            read = parse_target(target["raw"])
            scale = 1.0 if read.unit else _scale(row["target_raw"], row["target_value"])
            yield row | {
                "fiscal_year": target["fiscal_year"],
                "target_raw": target["raw"],
                "target_op": read.op or row["target_op"],
                "target_value": _times(read.value, scale),
                "target_max": _times(read.max, scale),
                "target_date": read.date,
                "target_unit": read.unit or row["target_unit"],
                "weight": None,
                "other_year": True,
            }


def _scale(raw: str | None, value: float | None) -> float | None:
    """By how much the value of a row is more than its text says: a scale word (ล้านบาท, million baht) stands in a column
    of units. ``None`` where a nought or an unread value does not tell."""
    read = parse_target(raw or "").value
    return value / read if read and value is not None else None


def _times(figure: float | None, scale: float | None) -> float | None:
    """``figure`` in the scale of its row; of an unknown scale only a nought is certain."""
    if not figure:
        return figure
    return None if scale is None else figure * scale


def _place(row: Row) -> tuple[Any, ...]:
    return (row["source_file"], row["page"] or 0, row["line"] or 0)


def _as_reported(row: Row) -> tuple[Any, ...]:
    return (_RESULTS.index(row["source"]), *_place(row))


def _outcome(key: Key, stated: Sequence[Row], reported: Sequence[Row], other_year: Row) -> Row:
    head = stated[0] if stated else other_year
    targets = [*map(_target, stated), *map(_target_of_result, reported)]
    target = next((one for one in targets if one.raw), Figure())
    results = [_achieved(row) for row in reported if row["achieved_raw"]]
    achieved = _same_unit(results, target) or Figure()
    met = _verdict(head["name"], targets, results)
    conflicts = [
        *_disagree(targets, {"target_value": _value, "target_max": _upper, "target_unit": _unit, "target_op": _op}),
        *_disagree([one for one in results if _unit(one) == _unit(achieved)], {"achieved_value": _value}),
        *_disagree(stated, {"weight": lambda row: row["weight"], "base": _base}),
    ]
    return {
        "indicator_id": key[0],
        "kr_code": next((row["kr_code"] for row in [*stated, other_year] if row["kr_code"]), None),
        "name": head["name"],
        "agency_code": key[1],
        "fiscal_year": key[2],
        "base": next(filter(None, map(_base, stated)), head["base"]),
        "weight": next((row["weight"] for row in [*stated, *reported] if row["weight"] is not None), None),
        "target_raw": target.raw,
        "target_op": target.op,
        "target_value": target.value,
        "target_max": target.upper,
        "target_unit": target.unit,
        "achieved_raw": achieved.raw,
        "achieved_value": achieved.value,
        "achieved_unit": achieved.unit,
        "score": next((row["score"] for row in reported if row["score"] is not None), None),
        "met": met.met,
        "met_reason": met.reason,
        "sources": [_source("kpis", row) for row in stated] + [_source("results", row) for row in reported],
        "conflicts": sorted(conflicts),
        "flags": sorted({flag for row in [*stated, *reported] for flag in row["flags"]} - _UNDOUBTED),
    }


def _source(dataset: str, row: Row) -> Row:
    return {"doc_id": row["doc_id"], "dataset": dataset, "page": row["page"], "line": row["line"]}


def _target(row: Row) -> Figure:
    """The target of a row of ``kpis``."""
    names = ("target_raw", "target_op", "target_value", "target_max", "target_unit", "target_date")
    return Figure(*(row[name] for name in names))


def _target_of_result(row: Row) -> Figure:
    """The target that a report prints beside a result."""
    return _printed(row["target_raw"], row["target_value"], row["target_unit"])


def _achieved(row: Row) -> Figure:
    return _printed(row["achieved_raw"], row["achieved_value"], row["achieved_unit"])


def _printed(raw: str | None, value: float | None, unit: str | None) -> Figure:
    """A figure of ``results``, which keeps value and unit; what else the text says is read again."""
    read = parse_target(raw or "")
    return Figure(raw, read.op, value, _times(read.max, _scale(raw, value)), unit, read.date)


def _same_unit(results: Sequence[Figure], target: Figure) -> Figure | None:
    """The first result in the target's unit, else the first."""
    unit = squash(target.unit or "")
    return next((one for one in results if squash(one.unit or "") == unit), results[0] if results else None)


def _verdict(name: str, targets: Sequence[Figure], results: Sequence[Figure]) -> Verdict:
    """What all printed targets and results say; pairs that cannot be compared count only if none can."""
    wanted: list[Figure | None] = [one for one in targets if one.raw]
    found: list[Figure | None] = list(results)
    said = [judge(name, target, result) for target in wanted or [None] for result in found or [None]]
    judged = {one.met for one in said} - {None}
    if len(judged) > 1:
        return Verdict(None, "conflict")
    return next((one for one in said if one.met is not None), said[0])


def _disagree(rows: Sequence[Any], columns: Mapping[str, Callable[[Any], Any]]) -> list[str]:
    """Columns of which two rows hold different values; a row that holds none agrees with all."""
    found = []
    for column, value in columns.items():
        if len({told for told in map(value, rows) if told is not None}) > 1:
            found.append(column)
    return found


def _value(one: Figure) -> Any:
    return one.value


def _upper(one: Figure) -> Any:
    return one.upper


def _unit(one: Figure) -> Any:
    return squash(one.unit) if one.unit else None


def _op(one: Figure) -> Any:
    return one.op


def _base(row: Row) -> str | None:
    return row["base"] if row["base"] in _BASES else None
