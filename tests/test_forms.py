"""Forms as data: each spec loads, gives what it says, and says where it is wrong."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from phaen.extractors.forms.engine import forms
from phaen.extractors.forms.hooks import NAMES
from phaen.extractors.forms.spec import FormError, columns, load_forms
from phaen.extractors.wordings.catalogue import WordingsError, load
from phaen.pipeline.assemble.merge import AUTHORITY
from phaen.pipeline.extract import ExtractOptions, check_forms, extract_document
from phaen.pipeline.schema.datasets import DATASETS

PLAN = "แผนปฏิบัติราชการประจำปี พ.ศ. 2568\nสำนักอนามัย\n\n"


def rows(text: str, dataset: str, folder: Path | None = None) -> list[dict[str, object]]:
    """The rows that a text document (tabs between columns) gives in one dataset."""
    options = ExtractOptions(ocr="never", forms=str(folder) if folder else None)
    return list(extract_document(text.encode(), "plan.txt", options).tables[dataset])


def folder_of(tmp_path: Path, spec: str, kinds: str, roles: str = "role,wordings\n", name: str = "quarter") -> Path:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / f"{name}.toml").write_text(textwrap.dedent(spec), "utf-8")
    (tmp_path / "kinds.csv").write_text(kinds, "utf-8")
    (tmp_path / "roles.csv").write_text(roles, "utf-8")
    return tmp_path


QUARTER_KINDS = """kind,role,need,printed_as
quarter,seq,,item_no
quarter,project,required,project_name|project
quarter,budget,required,
quarter,quarter,required+,
quarter,progress,required,result
"""
QUARTER_ROLES = "role,wordings\nquarter,ไตรมาส 1|ไตรมาส 2|ไตรมาส 3|ไตรมาส 4\n"
QUARTER_SPEC = """
title = "Quarterly progress"
[rows]
name = "project"
total = "read"
[[give]]
dataset = "plans"
section = "part2_summary"
[give.columns]
seq = "seq"
project = "project"
budget = "budget_raw"
progress = "details"
"""


def test_every_kind_has_a_form_and_every_form_a_kind() -> None:
    assert set(forms()) == set(load().kinds)


def test_columns_of_forms_are_columns_of_datasets() -> None:
    for dataset, column in columns():
        assert column in DATASETS[dataset].by_name, (dataset, column)


def test_built_in_forms_fit_the_schema() -> None:
    check_forms(None)


def test_a_folder_of_ones_own_adds_a_form(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, QUARTER_SPEC, QUARTER_KINDS, QUARTER_ROLES)
    text = PLAN + (
        "ที่\tโครงการ\tงบประมาณ (บาท)\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4\tผลการดำเนินงาน\n"
        "1\tโครงการตรวจสุขภาพชุมชน\t120,000\t/\t/\t\t\tตรวจแล้ว 2 ชุมชน\n"
        "\tรวม\t120,000\t\t\t\t\t\n"
    )
    one, total = rows(text, "plans", folder)
    assert (one["project"], one["budget_baht"], one["details"]) == (
        "โครงการตรวจสุขภาพชุมชน",
        120000,
        "ตรวจแล้ว 2 ชุมชน",
    )
    assert (total["row_kind"], total["budget_baht"], total["project"]) == ("total", 120000, None)
    assert not any(row["kind"] == "table" and "ตรวจแล้ว" in str(row["text"]) for row in rows(text, "sections", folder))
    assert "unclaimed_cells" in rows(text, "plans")[0]["flags"]  # no form of the package says more


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("progress =", "progres ="), "columns.progres: 'progres' is no role of this kind"),
        (('"details"', '"detail"'), "columns.progress: 'detail' is no column of plans"),
        (('seq = "seq"', 'seq = { into = "seq", parser = "sequence" }'), "'sequence' is no parser of plans.seq"),
        (('name = "project"', 'name = "projects"'), "rows.name: 'projects' is no role of this kind"),
        (('total = "read"', 'totals = "read"'), "rows.totals: 'totals' is no key"),
        (('total = "read"', 'across = ["stratgy"]'), "rows.across: 'stratgy' is no label"),
        (('dataset = "plans"', 'dataset = "plan"'), "dataset: 'plan' is no dataset of forms"),
        (('dataset = "plans"', 'dataset = "plans"\nabove = { issue = "isue" }'), "above.issue: 'isue' is no heading"),
        (("[rows]", 'hook = "routin"\n[rows]'), "hook: 'routin' is no hook"),
        (("[rows]", 'holds_for = ["bmaa"]\n[rows]'), "holds_for: 'bmaa' is no sector"),
    ],
)
def test_a_wrong_name_does_not_load(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    folder = folder_of(tmp_path, QUARTER_SPEC.replace(*change), QUARTER_KINDS, QUARTER_ROLES)
    with pytest.raises(FormError) as error:
        load_forms(folder, NAMES)
    assert told in str(error.value)
    assert "quarter.toml" in str(error.value)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('section = "part2_summary"', 'section = "part9"'), "section: 'part9' is none"),
        (('section = "part2_summary"', 'listing = "lists"'), "listing: 'lists' is none"),
        (('section = "part2_summary"', 'base = "projects"'), "base: 'projects' is none"),
    ],
)
def test_a_value_that_the_schema_does_not_know_stops_the_command(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    folder = folder_of(tmp_path, QUARTER_SPEC.replace(*change), QUARTER_KINDS, QUARTER_ROLES)
    with pytest.raises(FormError) as error:
        check_forms(folder)
    assert told in str(error.value)


def test_every_listing_has_its_authority() -> None:
    assert set(AUTHORITY) == set(DATASETS["kpi_mentions"].by_name["listing"].choices)


def test_a_kind_of_an_unknown_role_does_not_load(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, QUARTER_SPEC, QUARTER_KINDS)
    with pytest.raises(WordingsError, match=r"kinds\.csv:5: roles\.csv has no role quarter"):
        load(folder)
