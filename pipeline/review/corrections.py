"""Values that a person set: ``corrections.csv`` of the review folder, and how one becomes a value of a row.

A run reads the file and never writes it; ``phaen review correct`` and the dashboard add lines. A correction holds
while the row is there and reads what the person saw (``read``), or what the person said (``right``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyarrow as pa
from phaen.pipeline.review.decisions import DecisionError, note_person, read_csv, write_csv
from phaen.pipeline.schema.as_text import text_of
from phaen.pipeline.schema.datasets import DATASETS, TYPED_DATASETS
from phaen.pipeline.schema.model import TYPED

FIXED = frozenset(
    {*(column.name for column in TYPED), "kpi_id", "indicator_id", "kr_code_source", "kr_match_score", "reviewed"}
)
"""Columns that say which row it is and where it stands, or follow from others: nobody sets them."""
WHOLE = "*"
"""The column of a line that says: somebody looked at the whole row and it is right as it was read."""
_PATH = re.compile(r"([a-z0-9_]+)(?:\[(\d{1,4})\](?:\.([a-z_]+))?)?")
_TRUTH = {"true": True, "false": False}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """``column`` of a row reads ``read`` and should be ``right``; both as text, empty for no value.

    ``column`` may name a part: ``units[0]``, ``amounts[1].baht``. Where it is :data:`WHOLE`, ``read`` and ``right`` are
    the row's :func:`fingerprint`.
    """

    doc_id: str
    dataset: str
    row_key: str
    column: str
    read: str
    right: str
    by: str
    on: str
    why: str = ""

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What it is about; the last correction of a place counts."""
        return (self.doc_id, self.dataset, self.row_key, self.column)

    @property
    def whole_column(self) -> str:
        """The column without the part."""
        return self.column.partition("[")[0]


COLUMNS = tuple(field.name for field in fields(Correction))


def why_unusable(one: Correction) -> str | None:
    """What is wrong with a correction, in words that say what to write instead; ``None`` when nothing is."""
    if one.dataset not in TYPED_DATASETS:
        return f"{one.dataset!r} holds no values to correct; write one of {', '.join(TYPED_DATASETS)}"
    path = _PATH.fullmatch(one.column)
    if one.column == WHOLE:
        if one.read != one.right:
            return "a whole row can be found right, not set; correct its columns one by one"
    elif path is None or path[1] not in DATASETS[one.dataset].by_name or path[1] in FIXED:
        return f"{one.column!r} is no column of {one.dataset} that a person can set"
    if not one.doc_id or not one.row_key:
        return "doc_id or row_key is missing; copy both from the row"
    if not one.by.strip():
        return "by is empty; write who corrected it"
    try:
        if one.column != WHOLE:
            _value(one)
    except ValueError as error:
        return str(error)
    return None


def load(path: Path | None) -> tuple[Correction, ...]:
    """The corrections of ``path``, sorted; none without a file. Of several about one place the last line counts.

    Raises :class:`~phaen.pipeline.review.decisions.DecisionError` for a malformed file, naming the line.
    """
    if path is None or not path.exists():
        return ()
    found: dict[tuple[str, ...], Correction] = {}
    for line, entry in read_csv(path, COLUMNS):
        one = Correction(**{column: entry[column] for column in COLUMNS})
        if problem := why_unusable(one):
            raise DecisionError("{path}, line {line}: {problem}", path=path, line=line, problem=problem)
        found[one.place] = one
    return tuple(sorted(found.values(), key=astuple))


def add(path: Path, one: Correction) -> None:
    """Write a correction into the file; it takes the place of what was said of the same value before."""
    if problem := why_unusable(one):
        raise DecisionError(problem)
    before = load(path)
    for other in before:
        if other.place == one.place and other.column != WHOLE and one.read == text_of(_value(other)):
            one = replace(one, read=other.read)  # the person saw what was set before; the document reads as it did
    kept: Sequence[Correction] = [*(other for other in before if other.place != one.place), one]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, COLUMNS, [list(astuple(other)) for other in sorted(kept, key=astuple)])


def current(row: Row, column: str) -> Any:
    """What a row says at a path such as ``name``, ``units[0]``, ``amounts[1].baht``; ``IndexError`` if not there."""
    name, index, part = _parts(column)
    value = row[name]
    if index is None:
        return value
    item = (value or [])[index]
    return item[part] if part else item


def fingerprint(dataset: str, row: Row) -> str:
    """What a row says as its document prints it; keys, places and what linking fills in do not count."""
    told = [f"{name}={text_of(row[name])}" for name in DATASETS[dataset].by_name if _printed(name)]
    return hashlib.sha256("\x1f".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _printed(column: str) -> bool:
    return column not in FIXED and column != "kr_code"


def fits(row: Row, one: Correction) -> bool:
    """Does the row read what the person saw, or what the person said?"""
    if one.column == WHOLE:
        return fingerprint(one.dataset, row) == one.read
    try:
        seen = text_of(current(row, one.column))
    except (IndexError, TypeError):
        return False
    return seen in (one.read, text_of(_value(one))) or _same_number(seen, one.read)


def apply(row: Row, one: Correction) -> bool:
    """Set the value in ``row``, in place; ``False``, and nothing is done, where it does not fit."""
    if not fits(row, one):
        return False
    note_person(row, one.by, one.on)
    if one.column == WHOLE:
        return True
    value = _value(one)
    name, index, part = _parts(one.column)
    if index is None:
        row[name] = value
    else:
        items = list(row[name])
        items[index] = {**items[index], part: value} if part else value
        row[name] = items
    if name == "budget_baht" and value is not None and "budget_status" in row:
        row["budget_status"] = "amount"  # the status says that there is an amount
    row["corrected"] = sorted({*row["corrected"], name})
    return True


def _same_number(text: str, other: str) -> bool:
    """Are two texts one figure, however they write it (80, 80.0, 1,000.00)?"""
    try:
        return Decimal(text.replace(",", "")) == Decimal(other.replace(",", ""))
    except InvalidOperation:
        return False


def _parts(column: str) -> tuple[str, int | None, str | None]:
    path = _PATH.fullmatch(column)
    if path is None:
        raise IndexError(column)
    return path[1], None if path[2] is None else int(path[2]), path[3]


def _value(one: Correction) -> Any:
    """The right value in the column's type; ``ValueError`` says what to write instead."""
    name, index, part = _parts(one.column)
    column = DATASETS[one.dataset].by_name[name]
    kind: pa.DataType = column.type
    if index is not None:
        if not pa.types.is_list(kind):
            raise ValueError(f"{name} is no list; write the column without [{index}]")
        kind = kind.value_type
    if part is not None:
        if not pa.types.is_struct(kind) or kind.get_field_index(part) < 0:
            raise ValueError(f"{name} has no part {part}")
        kind = kind.field(part).type
    value = _typed(one.right.strip(), kind, one.column)
    if value is None and not column.nullable and not column.is_list:
        raise ValueError(f"{name} must have a value")
    if index is None and column.choices and value is not None and value not in column.choices:
        raise ValueError(f"{value!r} is none of {', '.join(column.choices)}")
    return value


def _typed(text: str, kind: pa.DataType, name: str) -> Any:
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        return [item.strip() for item in text.split(";") if item.strip()]
    if pa.types.is_nested(kind):
        raise ValueError(f"{name} has parts; correct one of them, as {name}[0].name")
    if not text:
        return None
    if pa.types.is_string(kind):
        return text
    if pa.types.is_boolean(kind):
        if text.lower() not in _TRUTH:
            raise ValueError(f"{text!r} is neither true nor false")
        return _TRUTH[text.lower()]
    try:
        number = Decimal(text.replace(",", ""))
        if not number.is_finite():
            raise InvalidOperation
    except InvalidOperation:
        raise ValueError(f"{text!r} is no number; write it with the digits 0-9") from None
    if pa.types.is_integer(kind):
        if number != number.to_integral_value():
            raise ValueError(f"{text!r} is no whole number")
        return int(number)
    if pa.types.is_decimal(kind):
        rounded = number.quantize(Decimal(1).scaleb(-kind.scale))
        if rounded != number:
            raise ValueError(f"{text!r} has more than {kind.scale} decimals")
        return rounded
    return float(number)
