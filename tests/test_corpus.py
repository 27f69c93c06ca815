"""Scores on a corpus of real documents, where one is given (PHAEN_CORPUS); floors that only ever rise."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest
from phaen.extractors.reader import read_document
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.checked import is_checked
from phaen.pipeline.assemble.document import identified

from samples.scoring import score
from tests.states import extract

CORPUS = Path(os.environ.get("PHAEN_CORPUS", Path(__file__).parents[1] / ".." / "shared" / "corpus")).resolve()
pytestmark = pytest.mark.skipif(not (CORPUS / "gold").is_dir(), reason=f"no corpus at {CORPUS}; set PHAEN_CORPUS")
DATASETS = ("kpis", "rubrics", "plans", "results", "milestones")
FLOOR = {"text": 0.999, "pdf": 0.998}
SILENT = {"text": 0.0005, "pdf": 0.002}


@pytest.fixture(scope="module", params=["text", "pdf"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """One shape of the corpus, extracted by the command."""
    output = tmp_path_factory.mktemp("corpus") / request.param
    said = extract(CORPUS / request.param, output)
    assert said.code == 0, said.err
    return request.param, output


def rows(output: Path, name: str) -> list[dict[str, Any]]:
    table = ds.dataset(output / name, format="parquet", partitioning="hive").to_table()
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def test_cells_agree_with_careful_reading(run: tuple[str, Path]) -> None:
    shape, output = run
    scores = score(output, CORPUS / "gold")
    for name in DATASETS:
        assert scores[name].f1 >= FLOOR[shape], scores[name].errors[:10]
        assert scores[name].silent_share <= SILENT[shape], scores[name].errors[:10]


def test_header_facts_are_right(run: tuple[str, Path]) -> None:
    found = score(run[1], CORPUS / "gold")["documents"]
    assert (found.missing, found.extra) == (0, 0), found.errors


def test_nothing_is_lost(run: tuple[str, Path]) -> None:
    for row in rows(run[1], "documents"):
        assert row["coverage"] >= 0.995, row["source_file"]


def test_every_row_has_its_place(run: tuple[str, Path]) -> None:
    shape, output = run
    for name in (*DATASETS, "sections"):
        for row in rows(output, name):
            if shape == "text":
                assert row["line"] is not None, (name, row["source_file"])
            else:
                assert row["page"] is not None, (name, row["source_file"])
                assert row["bbox"], (name, row["source_file"], row["page"])


@pytest.mark.parametrize("shape", ["text", "pdf"])
def test_every_heading_of_a_checked_document_is_known_as_checked(shape: str) -> None:
    """``python -m bench.checked`` writes the file anew where a form or its wordings changed."""
    register = AgencyRegister.load(None)
    for file in sorted((CORPUS / shape).iterdir()):
        items = identified(read_document(file.read_bytes(), file.name), register)[1]
        assert [item.headings for item in items if isinstance(item, JoinedTable) and not is_checked(item)] == []
