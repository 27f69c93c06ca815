"""Exports hold the tables as they are, and nothing in them runs."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from phaen.pipeline.schema.as_text import defused
from phaen.pipeline.views.workbook import MAX_CELL, Sheet, write_csv, write_workbook


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", '=HYPERLINK("x")'],
)
def test_texts_that_could_run_are_defused(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize("text", ["-", "--", "- ", "-12.5", "+3", "ร้อยละ 80", "a=b", "", "-3,000"])
def test_harmless_texts_stay(text: str) -> None:
    assert defused(text) == text


def test_csv_has_a_mark_and_reads_back(tmp_path: Path) -> None:
    rows = [['ตัวชี้วัด, "หนึ่ง"\nสองบรรทัด', None, Decimal("12.50"), ["ก", "ข"], True], ["=1+1", "-", 3, [], False]]
    path = write_csv(tmp_path, Sheet("table", ["a", "b", "c", "d", "e"], rows))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        read = list(csv.reader(handle))
    assert read[1] == ['ตัวชี้วัด, "หนึ่ง"\nสองบรรทัด', "", "12.5", "ก; ข", "true"]
    assert read[2] == ["'=1+1", "-", "3", "", "false"]


def test_workbook_keeps_formula_text_as_text(tmp_path: Path) -> None:
    rows = [["=1+1", '=HYPERLINK("http://x")', 5, None], ["ก\x00ข", "x" * (MAX_CELL + 5), Decimal("1.5"), "ค"]]
    path = write_workbook(tmp_path / "book.xlsx", [Sheet("one", ["a", "b", "c", "d"], rows), Sheet("two", ["a"], [])])
    book = load_workbook(path)
    assert book.sheetnames == ["one", "two"]
    sheet = book["one"]
    assert [sheet["A2"].value, sheet["A2"].data_type] == ["=1+1", "s"]
    assert sheet["B2"].data_type == "s"
    assert [sheet["C2"].value, sheet["C3"].value] == [5, 1.5]
    assert sheet["A3"].value == "ก\ufffdข"
    assert len(sheet["B3"].value) == MAX_CELL
    assert sheet.freeze_panes == "A2"
