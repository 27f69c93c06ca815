"""What linking says of documents comes into their rows and into their tables alike."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from phaen.pipeline.run.linked import DocumentLinks, with_links
from phaen.pipeline.schema.datasets import DATASETS, OF_DOCUMENTS, Row, arrow_schema

SOURCES = ("a.txt", "a.txt/second", "b.txt")


def _rows(name: str) -> list[Row]:
    """A row of each document, with the columns that linking may change."""
    empty: dict[str, Any] = dict.fromkeys(arrow_schema(name).names)
    return [empty | {"source_file": source, "agency_code": "สนท.", "flags": ["ocr"]} for source in SOURCES]


def _said(row: Row) -> Row:
    """What linking says of a row of ``kpis``."""
    said = {"kr_code": "1.2.3", "kr_code_source": "printed", "indicator_id": "kr-1.2.3", "reviewed": False}
    return {column: said.get(column, row[column]) for column in DATASETS["kpis"].linked}


@pytest.mark.parametrize("name", OF_DOCUMENTS)
def test_links_come_into_rows_as_into_tables(name: str) -> None:
    linked = list(map(_said, _rows("kpis")))
    links = [
        DocumentLinks({"a.txt/second": "สกจ."}, {"a.txt": "duplicate_document"}, linked[:2], ""),
        DocumentLinks({}, {"b.txt": "superseded_document"}, linked[2:], ""),
    ]
    schema = arrow_schema(name)
    table = with_links(name, pa.Table.from_pylist(_rows(name), schema=schema), links)
    rows = _rows(name)
    links[0].tell(name, rows[:2])
    links[1].tell(name, rows[2:])
    assert pa.Table.from_pylist(rows, schema=schema).equals(table)
    if name == "kpis":
        assert [row["kr_code"] for row in rows] == ["1.2.3"] * 3
    else:
        assert [row["agency_code"] for row in rows] == ["สนท.", "สกจ.", "สนท."]
        assert [len(row["flags"]) for row in rows] == [2, 1, 2]
