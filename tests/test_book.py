"""The workbook an auditor works in: summary, headings, comments, links, lists part by part; LibreOffice opens it."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.views.book import readable
from phaen.pipeline.views.export import export
from phaen.pipeline.views.query import query

from tests.people import SAMPLES, output_of

SOFFICE = shutil.which("soffice")
CALC = SOFFICE is not None and any(Path(SOFFICE).resolve().parent.glob("libsc*lo.so"))
NAMES = ["documents", "kpis", "plans", "projects", "outcomes", "findings"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any]]:
    path = tmp_path_factory.mktemp("book") / "phaen.xlsx"
    export(output_of(SAMPLES), "xlsx", path, NAMES, source=SAMPLES)
    yield path, openpyxl.load_workbook(path)


def column(sheet: Any, name: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.comment and cell.comment.text.startswith(f"{name}\n"))


def test_the_summary_shows_the_figures_of_the_views_and_leads_to_the_sheets(book: tuple[Path, Any]) -> None:
    rows = [[value for value in row if value is not None] for row in book[1]["summary"].iter_rows(values_only=True)]
    for agency, year, projects, baht in query(
        output_of(SAMPLES), "SELECT agency_code, fiscal_year, projects, baht FROM budget_by_agency WHERE baht > 0"
    ).rows:
        assert any(row[:3] == [agency, year, projects] and row[-1] == float(baht) for row in rows), (agency, year)
    links = {
        cell.value: cell.hyperlink.location or cell.hyperlink.target
        for cell in book[1]["summary"]["A"]
        if cell.hyperlink
    }
    assert set(book[1].sheetnames) - {"summary"} == set(links)


def test_headings_are_thai_and_english_and_the_dictionary_stands_beside_them(book: tuple[Path, Any]) -> None:
    for name in NAMES:
        sheet = book[1][name]
        for cell, one in zip(sheet[1], DATASETS[name].columns, strict=True):
            assert cell.value == f"{one.title[0]}\n{one.title[1]}" and one.en in cell.comment.text
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref


def test_figures_are_figures_and_truth_is_a_word(book: tuple[Path, Any]) -> None:
    sheet = book[1]["projects"]
    rows = read_rows(output_of(SAMPLES), "projects")
    baht = sheet.cell(2, column(sheet, "budget_baht"))
    assert baht.number_format == "#,##0.00" and baht.value in {None, *(float(row["budget_baht"] or 0) for row in rows)}
    assert sheet.cell(2, column(sheet, "budget_conflict")).value in ("ใช่ / yes", "ไม่ / no")
    boxes = [sheet.cell(at, column(sheet, "bbox")).value for at in range(2, sheet.max_row + 1)]
    assert any(box and " – " in box for box in boxes)


def test_places_link_to_the_page_of_the_source_file(book: tuple[Path, Any]) -> None:
    sheet = book[1]["kpis"]
    cells = [sheet.cell(at, column(sheet, "page")) for at in range(2, sheet.max_row + 1)]
    linked = [cell for cell in cells if cell.value]
    assert linked and all(str(cell.hyperlink.target).endswith(f"#page={cell.value}") for cell in linked)
    assert all(str(cell.hyperlink.target).startswith("file:///") for cell in linked)


def test_lists_with_parts_stand_part_by_part(book: tuple[Path, Any]) -> None:
    projects = [(row["kpi_id"], one) for row in read_rows(output_of(SAMPLES), "kpis") for one in row["projects"]]
    sheet = book[1]["kpis.projects"]
    assert sheet.max_row - 1 == len(projects) > 0
    amounts = [cell.value for cell in sheet[column_of_title(sheet, "budget_baht")][1:]]
    assert sorted(filter(None, amounts)) == sorted(
        float(one["budget_baht"]) for _, one in projects if one["budget_baht"]
    )


def column_of_title(sheet: Any, title: str) -> str:
    return str(next(cell.column_letter for cell in sheet[1] if cell.value == title))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (True, "ใช่ / yes"),
        (Decimal("1500.50"), 1500.5),
        ([], None),
        (["ก", "ข"], "ก; ข"),
        (
            [{"name": "โครงการ", "budget_baht": Decimal("1500.00"), "repeated": False}],
            "โครงการ · budget_baht 1,500 · repeated ไม่ / no",
        ),
    ],
)
def test_values_are_readable(value: Any, shown: Any) -> None:
    assert readable(value) == shown


@pytest.mark.skipif(not CALC, reason="LibreOffice Calc is not installed: apt-get install libreoffice-calc-nogui")
def test_libreoffice_opens_it(book: tuple[Path, Any], tmp_path: Path) -> None:
    words = [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    words += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3"]
    done = subprocess.run(
        [*words, "--outdir", str(tmp_path), str(book[0])], capture_output=True, text=True, timeout=180
    )
    told = [line for line in done.stderr.splitlines() if line and "javaldx" not in line]
    assert done.returncode == 0 and not told, done.stderr
    (made,) = tmp_path.glob("*.csv")
    rows = list(csv.reader(made.read_text("utf-8").splitlines(keepends=True)))
    assert len(rows) - 1 == len(read_rows(output_of(SAMPLES), "kpis"))
    assert "ตัวชี้วัด" in "".join(rows[0])
