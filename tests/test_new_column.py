"""A column that a form is taught comes out of every shape of input: tabs, drawn PDF, a raw text layer."""

from __future__ import annotations

from pathlib import Path

import pytest
from phaen.extractors.forms.spec import columns
from phaen.extractors.wordings.catalogue import WordingsError
from phaen.pipeline.assemble.rows import text_columns
from phaen.pipeline.extract import ExtractOptions, check_forms, extract_document
from phaen.pipeline.schema.datasets import DATASETS

from samples.blocks import Para, Sheet, grid
from samples.pdf_writer import Style, write_pdf
from samples.text_writers import write_markdown, write_plain, write_raw

SHEET = Sheet(
    (
        Para("แผนปฏิบัติราชการประจำปี พ.ศ. 2568", level=1),
        Para("สำนักการระบายน้ำ"),
        Para("ส่วนที่ 2 ประเด็นการพัฒนา", level=2),
        grid(
            "projects",
            (
                ("seq", "ลำดับที่", 8),
                ("project", "โครงการ/กิจกรรม", 40),
                ("budget", "งบประมาณ", 20),
                ("venue", "จุดดำเนินงาน", 30),
                ("units", "ส่วนราชการ", 25),
            ),
            (
                ("1", "โครงการขุดลอกคลองสายรองในพื้นที่ชั้นใน", "1,200,000 บาท", "ริมคลองบางใหญ่", "กองระบบคลอง"),
                ("2", "โครงการติดตั้งเครื่องวัดระดับน้ำ", "450,000 บาท", "สถานีสูบน้ำเหนือ", "กองสารสนเทศ"),
            ),
        ),
    )
)
SPEC = """
title = "Projects and where they are"
[rows]
name = "project"
[[give]]
dataset = "plans"
section = "part2_summary"
columns = { seq = "seq", project = "project", budget = "budget_raw", venue = "location", units = "units" }
"""
KINDS = "kind,role,need,printed_as\n" + "".join(
    f"venues,{role},{need},{printed}\n"
    for role, need, printed in (
        ("seq", "", "item_no"),
        ("project", "required", "project"),
        ("budget", "required", ""),
        ("venue", "required", ""),
        ("units", "", ""),
    )
)
WRITERS = {
    "tabs.txt": lambda sheet: write_plain(sheet).encode(),
    "markdown.md": lambda sheet: write_markdown(sheet).encode(),
    "raw.txt": lambda sheet: write_raw(sheet).encode(),
    "drawn.pdf": lambda sheet: write_pdf(sheet, Style()),
}


def folder_of(tmp_path: Path, raw: str) -> ExtractOptions:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "venues.toml").write_text(SPEC, "utf-8")
    (tmp_path / "kinds.csv").write_text(KINDS, "utf-8")
    (tmp_path / "roles.csv").write_text(f"role,wordings,raw\nvenue,จุดดำเนินงาน,{raw}\n", "utf-8")
    return ExtractOptions(ocr="never", forms=str(tmp_path))


@pytest.mark.parametrize("name", WRITERS)
def test_a_new_column_comes_out_of_every_input(name: str, tmp_path: Path) -> None:
    rows = extract_document(WRITERS[name](SHEET), name, folder_of(tmp_path, "words")).tables["plans"]
    assert [(row["seq"], row["location"], row["units"]) for row in rows] == [
        ("1", "ริมคลองบางใหญ่", ["กองระบบคลอง"]),
        ("2", "สถานีสูบน้ำเหนือ", ["กองสารสนเทศ"]),
    ]


def test_a_raw_kind_that_there_is_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(WordingsError, match=r"venue: 'wrds' is no kind of raw column"):
        check_forms(folder_of(tmp_path, "wrds").forms)


def test_columns_of_text_need_no_code() -> None:
    """Every text column of the schema that forms fill with a cell's text is filled, whatever its name."""
    filled = {column for column, _ in text_columns("plans")}
    said = {name for (dataset, name), one in columns().items() if dataset == "plans" and one.parsers == ("text",)}
    assert filled == said and filled < set(DATASETS["plans"].by_name)
