"""What a document of a kind holds when it was read whole, and that one which does not is partial with the reason."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.pipeline.assemble.expectations import expectations, judge, parse, unmet
from phaen.pipeline.schema.datasets import DATASETS

HEAD = "doc_type,sector,dataset,kind,column,limit\n"


def document(doc_type: str = "kpi_agreement", sector: str = "bma", **rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"documents": [{"doc_type": doc_type, "sector": sector, "status": "ok", "error": None}], **rows}


@pytest.mark.parametrize(
    ("line", "rows", "said"),
    [
        ("kpi_agreement,,kpis,rows,,2", {"kpis": [{"name": "ก"}]}, "1 rows of kpis were read"),
        ("kpi_agreement,,kpis,rows,,1", {"kpis": [{"name": "ก"}]}, None),
        ("kpi_agreement,local,kpis,rows,,9", {"kpis": []}, None),
        ("annual_plan,,kpis,rows,,9", {"kpis": []}, None),
        ("kpi_agreement,,kpis,null_share,name,0.5", {"kpis": [{"name": None}, {"name": ""}, {"name": "ก"}]}, "2 of 3"),
        ("kpi_agreement,,kpis,null_share,name,0.5", {"kpis": [{"name": None}, {"name": "ก"}]}, None),
        ("kpi_agreement,,kpis,null_share,name,0.5", {"kpis": []}, None),
        ("kpi_agreement,,plans,totals,,2", {"plans": [{"budget_baht": 5, "row_kind": "item"}] * 2}, "no total"),
        (
            "kpi_agreement,,plans,totals,,1",
            {"plans": [{"budget_baht": 5, "row_kind": "item"}, {"budget_baht": 5, "row_kind": "total"}]},
            None,
        ),
    ],
)
def test_an_expectation_says_what_is_lacking(line: str, rows: dict[str, Any], said: str | None) -> None:
    reasons = list(unmet(document(**rows), parse(HEAD + line)))
    assert [said in reason for reason in reasons] == ([True] if said else [])


def test_an_unmet_expectation_makes_the_document_partial_with_the_reason() -> None:
    rows = document(kpis=[])
    judge(rows)
    assert rows["documents"][0]["status"] == "partial"
    assert "0 rows of kpis" in rows["documents"][0]["error"]


def test_a_document_that_is_partial_already_keeps_its_reason() -> None:
    rows = document(kpis=[])
    rows["documents"][0].update(status="partial", error="A table stands as a picture.")
    judge(rows)
    assert rows["documents"][0]["error"] == "A table stands as a picture."


@pytest.mark.parametrize(
    "line", ["a,,kpis,odd,,1", "a,,kpis,null_share,,0.5", "a,,kpis,rows,name,1", "a,,kpis,rows,,-1"]
)
def test_a_line_that_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        parse(HEAD + line)


def test_the_file_speaks_of_columns_that_there_are() -> None:
    kinds = set(DATASETS["documents"].by_name["doc_type"].choices)
    for one in expectations():
        assert one.doc_type in kinds
        for name in one.dataset.split("+"):
            assert not one.column or one.column in DATASETS[name].by_name
