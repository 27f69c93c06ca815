"""phaen query: reads every dataset, and nothing else by any way that DuckDB offers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from phaen.pipeline.cli.query import command
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.views.query import QueryError, query

from tests.people import SAMPLES, copy_of, output_of


@pytest.fixture(scope="module")
def data() -> Path:
    return output_of(SAMPLES)


def ask(data: Path, *words: str, stdin: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(command, [str(data), *words], input=stdin)
    return result.exit_code, result.output


@pytest.mark.parametrize("name", DATASETS)
def test_every_dataset_is_a_table_with_the_columns_of_the_schema(data: Path, name: str) -> None:
    result = query(data, f"SELECT * FROM {name}")
    assert list(result.columns) == list(DATASETS[name].by_name)
    key = next(iter(DATASETS[name].by_name))
    assert sorted(str(row[0]) for row in result.rows) == sorted(str(row[key]) for row in read_rows(data, name))


def test_unknown_years_are_null(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "note.txt").write_text("บันทึกภายใน\n\nไม่มีปี\n", "utf-8")
    assert query(output_of(tmp_path / "raw"), "SELECT DISTINCT fiscal_year FROM sections").rows == [(None,)]


def test_lists_amounts_and_parameters(data: Path) -> None:
    rows = query(data, "SELECT sum(budget_baht) FROM plans WHERE fiscal_year = ?", [2568]).rows
    want = sum(
        row["budget_baht"] for row in read_rows(data, "plans") if row["fiscal_year"] == 2568 and row["budget_baht"]
    )
    assert rows == [(want,)]
    assert query(data, "SELECT count(*) FROM kpis WHERE list_contains(listings, 'kpi_table')").rows[0][0] > 0
    assert query(data, "PIVOT kpis ON fiscal_year USING count(*) GROUP BY base").rows


OUTSIDE = (
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM '{file}'",
    "SELECT * FROM read_parquet('{inside}')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_blob('{folder}/../*')",
    "SELECT * FROM parquet_metadata('{inside}')",
    "SELECT * FROM sniff_csv('{file}')",
    "SELECT * FROM sqlite_scan('{file}', 't')",
    "SELECT * FROM query('SELECT * FROM read_text(''{file}'')')",
    "SELECT * FROM query_table('{file}')",
    "COPY kpis TO '{new}'",
    "COPY (SELECT 1) TO '{inside}' (FORMAT parquet)",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{new}'",
    "EXPLAIN ANALYZE ATTACH '{new}'",
    "COPY kpis FROM '{file}'",
    "EXPORT DATABASE '{new}'",
    "IMPORT DATABASE '{folder}'",
    "ATTACH '{new}' AS other",
    "CREATE TABLE t AS SELECT * FROM read_text('{file}')",
    "CREATE VIEW kpis AS SELECT 1",
    "INSTALL httpfs",
    "LOAD '{file}'",
    "SET enable_external_access = true",
    "SET GLOBAL lock_configuration = false",
    "RESET lock_configuration",
    "PRAGMA enable_external_access",
    "SET temp_directory = '{folder}'",
    "CALL pragma_version()",
    "DROP VIEW kpis",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY kpis TO '{new}'",
    "SELECT * FROM read_text('http://127.0.0.1:9/x')",
    "",
)


@pytest.mark.parametrize("statement", OUTSIDE)
def test_statements_that_reach_outside_are_refused(data: Path, tmp_path: Path, statement: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nsesame\n", "utf-8")
    inside = sorted((data / "kpis").rglob("*.parquet"))[0]
    before = inside.read_bytes()
    sql = statement.format(file=secret, folder=tmp_path, new=tmp_path / "new", inside=inside)
    with pytest.raises(QueryError) as refused:
        query(data, sql)
    assert "sesame" not in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert inside.read_bytes() == before


def test_names_of_python_are_no_tables(data: Path) -> None:
    columns = [1, 2]
    with pytest.raises(QueryError, match="columns"):
        query(data, "SELECT * FROM columns")
    assert columns == [1, 2]


def test_a_folder_without_output_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="phaen extract"):
        query(tmp_path, "SELECT 1")


def test_table_csv_and_json(data: Path, tmp_path: Path) -> None:
    sql = "SELECT agency_code, fiscal_year, flags FROM documents ORDER BY ALL LIMIT 2"
    code, table = ask(data, sql)
    assert code == 0 and "agency_code" in table and "2 rows" in table
    code, text = ask(data, sql, "--format", "csv")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["agency_code", "fiscal_year", "flags"] and len(rows) == 3
    code, text = ask(data, "-", "--format", "json", stdin=sql)
    assert [row["agency_code"] for row in json.loads(text)] == [row[0] for row in rows[1:]]
    code, text = ask(data, sql, "--output", str(tmp_path / "x.csv"))
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfagency_code,")
    assert ask(data, sql, "--output", str(tmp_path / "x.dat"))[0] == 2
    code, text = ask(data, "SELECT nothing FROM kpis")
    assert code == 1 and "nothing" in text and "Traceback" not in text
    assert ask(data, "COPY kpis TO 'x'")[0] == 1


def test_formulas_and_control_characters_stay_text(data: Path) -> None:
    code, text = ask(data, "SELECT '=1+1' AS a, '-5' AS b, -5 AS c, ' @x' AS \"@d\"", "--format", "csv")
    assert list(csv.reader(io.StringIO(text))) == [["a", "b", "c", "'@d"], ["'=1+1", "-5", "-5", "' @x"]]
    code, text = ask(data, "SELECT E'\\x1b[31m[bold]x' AS a")
    assert code == 0 and "\x1b[31m" not in text and "[bold]x" in text


def test_the_output_folder_can_be_replaced_while_it_is_read(tmp_path: Path) -> None:
    data = copy_of(SAMPLES, tmp_path / "out")
    before = query(data, "SELECT count(*) FROM kpis").rows
    (data / "kpis").rename(tmp_path / "away")
    assert query(data, "SELECT count(*) FROM kpis").rows == [(0,)]
    (tmp_path / "away").rename(data / "kpis")
    assert query(data, "SELECT count(*) FROM kpis").rows == before
