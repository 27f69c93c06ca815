"""Patches: a way of printing mended by one line, read anew, shown in repairs, undone by taking the line out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from phaen.pipeline.review.decisions import DecisionError
from phaen.pipeline.review.files import PATCHES
from phaen.pipeline.review.patches import Patch, apply, load, why_unusable
from phaen.pipeline.run.store import read_rows

from tests.test_corrections import bytes_of, document, extract

HEAD = "dataset,column,pattern,value,note\n"


@pytest.mark.parametrize(
    ("dataset", "row", "patch", "expected"),
    [
        (
            "plans",
            {"budget_raw": "1,25O,OOO", "budget_baht": None, "budget_status": "amount", "flags": ["malformed_amount"]},
            ("budget_raw", r"1,25O,OOO", "1,250,000"),
            {"budget_raw": "1,250,000", "budget_baht": Decimal("1250000"), "budget_status": "amount", "flags": []},
        ),
        (
            "kpis",
            {"target_raw": "ร้อยละ ๘๐ ฃ", "target_value": None, "target_unit": None, "flags": []},
            ("target_raw", r"(.*) ฃ", r"\1"),
            {"target_raw": "ร้อยละ ๘๐", "target_value": 80.0, "target_unit": "ร้อยละ"},
        ),
        (
            "results",
            {"achieved_raw": "รอยละ 91", "achieved_value": None, "achieved_unit": None, "flags": []},
            ("achieved_raw", r"รอยละ (\d+)", r"ร้อยละ \1"),
            {"achieved_value": 91.0, "achieved_unit": "ร้อยละ"},
        ),
        ("kpis", {"name": "จานวนสวน", "flags": []}, ("name", "จานวน(.*)", r"จำนวน\1"), {"name": "จำนวนสวน"}),
    ],
)
def test_a_patch_mends_the_text_and_what_is_read_from_it(
    dataset: str, row: dict[str, object], patch: tuple[str, str, str], expected: dict[str, object]
) -> None:
    changes = apply(row, dataset, [Patch(dataset, *patch)])
    assert len(changes) == 1
    assert {name: row[name] for name in expected} == expected
    assert patch[0] in row["corrected"]  # type: ignore[operator]


def test_a_patch_needs_the_whole_text_and_its_own_dataset() -> None:
    row = {"name": "จานวนสวนของเขต", "flags": []}
    assert apply(row, "kpis", [Patch("kpis", "name", "จานวนสวน", "จำนวนสวน")]) == []
    assert apply(row, "kpis", [Patch("plans", "project", ".*", "อื่น")]) == []
    assert row == {"name": "จานวนสวนของเขต", "flags": []}


@pytest.mark.parametrize(
    "patch",
    [
        Patch("documents", "title", "ก", "ข"),
        Patch("plans", "budget_baht", "1", "2"),
        Patch("plans", "doc_id", "a", "b"),
        Patch("plans", "budget_status", "none", "amount"),
        Patch("plans", "budget_raw", "(", "2"),
        Patch("plans", "budget_raw", "1", r"\2"),
        Patch("plans", "budget_raw", ".*", "2"),
    ],
)
def test_a_patch_that_cannot_be_applied_is_refused_with_the_line(tmp_path: Path, patch: Patch) -> None:
    assert why_unusable(patch)
    path = tmp_path / PATCHES
    path.write_text(HEAD + f"{patch.dataset},{patch.column},{patch.pattern},{patch.value},\n", "utf-8")
    with pytest.raises(DecisionError, match="line 2"):
        load(path)


def cached_results(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*.arrow") if len(path.parent.name) == 2}


def test_a_run_applies_the_patches_shows_them_and_takes_them_back(tmp_path: Path) -> None:
    raw, output, review = tmp_path / "raw", tmp_path / "out", tmp_path / "review"
    document(raw, "ร้อยละ 8O")
    (raw / "untouched.txt").write_text((raw / "plan.txt").read_text("utf-8").replace("8O", "75"), "utf-8")
    extract(raw, output, review)
    before = bytes_of(output)
    results = cached_results(tmp_path)
    assert read_rows(output, "kpis")[0]["target_value"] is None
    review.mkdir(exist_ok=True)
    (review / PATCHES).write_text(HEAD + "kpis,target_raw,ร้อยละ 8O,ร้อยละ 80,letter O\n", "utf-8")
    extract(raw, output, review)
    assert len(cached_results(tmp_path)) == len(results) + 1, "the document that no patch changes has one result"
    row = read_rows(output, "kpis")[0]
    assert (row["target_value"], row["target_unit"], "target_value" in row["corrected"]) == (80.0, "ร้อยละ", True)
    (repair,) = [one for one in read_rows(output, "repairs") if one["rule"] == "patch"]
    assert (repair["before"], repair["after"], repair["line"]) == ("ร้อยละ 8O", "ร้อยละ 80", row["line"])
    (review / PATCHES).unlink()
    extract(raw, output, review)
    assert bytes_of(output) == before
