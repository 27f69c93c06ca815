"""What stands above a block holds for its rows, and a row is said to stand where it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

FIXTURE = Path(__file__).parent / "fixtures" / "samples" / "text-plain" / "ssl_plan_2567.txt"


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, object]]]:
    return dict(extract_document(FIXTURE.read_bytes(), FIXTURE.name, ExtractOptions(ocr="never")).tables)


def test_steps_belong_to_the_project_named_above_their_table(tables: dict[str, list[dict[str, object]]]) -> None:
    steps = tables["milestones"]
    assert steps and all(row["project"] for row in steps)


def test_a_rubrics_listing_stands_at_its_first_line(tables: dict[str, list[dict[str, object]]]) -> None:
    lines = FIXTURE.read_text("utf-8").split("\n")
    rubrics = [row for row in tables["kpi_mentions"] if row["listing"] == "rubric"]
    levels = {row["line"] for row in tables["rubrics"]}
    assert rubrics
    for row in rubrics:
        at = row["line"]
        assert isinstance(at, int) and lines[at - 1].strip()
        assert not any(isinstance(line, int) and line < at for line in levels if line in range(at - 3, at)), at
