"""What programs import: one document, a folder, an output; nothing is loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.datasets import DATASETS, arrow_schema, validate

import phaen
from tests.people import SAMPLES, copy_of, output_of

PLAN = SAMPLES / "sno_plan_2568.txt"


@pytest.fixture(scope="module")
def plan() -> phaen.Extraction:
    return phaen.extract(PLAN)


def python(code: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_loaded_before_it_is_asked_for(tmp_path: Path) -> None:
    code = (
        "import sys, phaen\n"
        "assert not {'pandas', 'pyarrow', 'duckdb', 'phaen.api'} & set(sys.modules), 'at the import'\n"
        f"found = phaen.extract({str(PLAN)!r})\n"
        "assert found.tables['kpis'] and found.arrow('plans').num_rows\n"
        "assert 'pandas' not in sys.modules, 'by the extraction'\n"
        "print(len(found.kpis), 'pandas' in sys.modules)\n"
    )
    assert python(code, tmp_path).split() == ["8", "True"]


def test_a_url_is_refused_where_paths_are_meant(tmp_path: Path) -> None:
    for call in (
        lambda: phaen.extract("s3://bucket/plan.pdf"),
        lambda: phaen.run("s3://bucket/raw", tmp_path / "out"),
        lambda: phaen.run(SAMPLES, "s3://bucket/out"),
        lambda: phaen.open("s3://bucket/out"),
    ):
        with pytest.raises(ValueError, match="is a URL and no path"):
            call()
    assert list(tmp_path.iterdir()) == []


def test_one_document_in_three_forms(plan: phaen.Extraction) -> None:
    assert plan.document["agency_code"] == "สนอ." and plan.document["status"] == "ok"
    assert plan.tables["documents"][0] is plan.document
    for name in plan.names:
        assert plan.tables[name] == validate(name, plan.tables[name]), name
        assert plan.arrow(name).schema.equals(arrow_schema(name), check_metadata=True), name
        frame = plan.frame(name)
        assert list(frame.columns) == list(DATASETS[name].by_name) and len(frame) == len(plan.tables[name]), name
    assert isinstance(plan.kpis, pd.DataFrame) and {"kpis", "plans", "arrow"} <= set(dir(plan))
    assert plan.projects["budget_baht"].sum() == Decimal("156450000.00")
    assert plan.kpis["fiscal_year"].dtype == "Int32" and plan.kpis["reviewed"].dtype == "boolean"
    assert "sno_plan_2568.txt, ok" in repr(plan)
    with pytest.raises(AttributeError, match="its datasets: documents"):
        _ = plan.kpi
    with pytest.raises(KeyError):
        plan.arrow("kpi")


def test_one_document_gives_what_a_run_over_it_gives(plan: phaen.Extraction, tmp_path: Path) -> None:
    output = phaen.run(PLAN, tmp_path / "out", jobs=1)
    assert output.report is not None and output.report.exit_code == 0
    for name in plan.names:
        stored = plan.arrow(name).to_pylist()  # confidence is stored in 32 bits
        assert stored == read_rows(output.path, name), name


def test_bytes_are_a_document_too(plan: phaen.Extraction) -> None:
    same = phaen.extract(PLAN.read_bytes(), name=PLAN.name)
    assert same.tables == plan.tables
    assert phaen.extract(PLAN.read_bytes()).document["source_file"] == "document"


def test_a_broken_file_is_told_not_raised(tmp_path: Path) -> None:
    failed = phaen.extract(b"%PDF-1.4 broken", name="broken.pdf")
    assert failed.document["status"] == "failed" and failed.document["error"] and failed.kpis.empty
    with pytest.raises(OSError, match="No such file"):
        phaen.extract(tmp_path / "nothing.pdf")


def test_cells_and_statements_can_be_left_out() -> None:
    less = phaen.extract(PLAN, cells=False, statements=False)
    assert not less.tables["cells"] and not less.tables["statements"]


def test_a_folder_without_a_guard_in_the_script(tmp_path: Path) -> None:
    """Workers do not import the script that calls: it needs no ``if __name__ == "__main__"``."""
    script = tmp_path / "script.py"
    script.write_text(f"import phaen\nprint(phaen.run({str(SAMPLES)!r}, 'out', jobs=2).report.exit_code)\n", "utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0\n", "")


def test_an_output_is_read_when_asked_for() -> None:
    output = phaen.open(output_of(SAMPLES))
    assert output.names == tuple(DATASETS)
    assert output.arrow("kpis").to_pylist() == read_rows(output.path, "kpis")
    assert len(output.kpis) == output.relation("kpis").count("*").fetchall()[0][0]
    sums = output.sql("SELECT agency_code, sum(budget_baht) FROM projects GROUP BY ALL HAVING sum(budget_baht) > 0")
    assert dict(sums.fetchall()) == {
        "สนอ.": Decimal("156450000.00"),
        "สนพ.": Decimal("288335900.00"),
        "สสล.": Decimal("12450000.00"),
    }
    for ask in (output.arrow, output.relation):
        with pytest.raises(KeyError):
            ask("kpi")
    with pytest.raises(duckdb.Error):
        output.sql(f"SELECT * FROM read_text('{PLAN}')").fetchall()


def test_an_output_in_which_a_file_has_changed_is_not_opened(tmp_path: Path) -> None:
    copy = copy_of(SAMPLES, tmp_path / "out")
    assert len(phaen.open(copy).kpis)
    victim = next((copy / "plans").rglob("*.parquet"))
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)
    with pytest.raises(StoreError, match="has changed since it was written"):
        phaen.open(copy)


def test_what_is_no_output_or_no_input_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="has no documents dataset"):
        phaen.open(tmp_path)
    with pytest.raises(FileNotFoundError):
        phaen.run(tmp_path / "nothing", tmp_path / "out")
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        phaen.extrakt  # noqa: B018
