"""Values as cells of files that hold no lists: CSV, SQLite, Excel. One form for all of them.

A list of texts is joined by ``; ``, everything else that has parts is JSON. Amounts keep their two decimals.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

_FORMULA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@＝＋－＠\t\r\n]")
_HARMLESS = re.compile(r"[-+]?[\d,]*\.?\d*%?|-+")


def plain(value: Any) -> Any:
    """A value as one cell: lists joined by ``; ``, decimals as numbers, ``None`` left."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int | float | date):
        return value
    if isinstance(value, list | tuple):
        return "; ".join(str(plain(item)) for item in value)
    return str(value)


def defused(value: Any) -> Any:
    """A cell for CSV: text that a spreadsheet could run gets an apostrophe in front."""
    value = plain(value)
    if isinstance(value, str) and _FORMULA.match(value) and not _HARMLESS.fullmatch(value.strip()):
        return "'" + value
    return value


def json_value(value: Any) -> Any:
    """A value that JSON can hold; a whole amount becomes a whole number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {str(key): json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def json_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row that JSON can hold."""
    return {key: json_value(value) for key, value in row.items()}


def flat(value: Any) -> Any:
    """A value without parts: lists of texts joined, other lists and structs as JSON; numbers stay numbers."""
    if isinstance(value, list | tuple):
        if all(isinstance(item, str) for item in value):
            return "; ".join(value)
        return json.dumps(json_value(value), ensure_ascii=False)
    if isinstance(value, Mapping):
        return json.dumps(json_value(value), ensure_ascii=False)
    return value


def text_of(value: Any) -> str:
    """A value as one text; ``None`` is empty, truth in lower case."""
    value = flat(value)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def csv_cell(value: Any) -> str:
    """A cell of a CSV file: text that a spreadsheet could run as a formula gets an apostrophe in front."""
    flattened = flat(value)
    return str(defused(flattened)) if isinstance(flattened, str) else text_of(flattened)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, newline: str = "\r\n") -> str:
    """A whole CSV file (comma, CRLF unless ``newline`` says other), without byte order mark."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=newline)
    writer.writerow([csv_cell(name) for name in columns])
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return buffer.getvalue()
