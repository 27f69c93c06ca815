"""Plans outside Bangkok: every sample form gives its rows, in text and as pages."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

from samples.blocks import Sheet
from samples.elsewhere import other_samples
from samples.elsewhere.model import OtherSample
from samples.pdf_writer import Style, write_pdf
from samples.scoring import Score, score
from samples.text_writers import write_plain
from samples.variants import with_thai_digits
from tests.states import DEEP, extract

PAGES = Style(arrows="shapes", all_landscape=True)
WRITERS: dict[str, tuple[str, Callable[[OtherSample], bytes], float]] = {
    "text": ("txt", lambda sample: write_plain(sample.sheet).encode(), 0.99),
    "pdf": ("pdf", lambda sample: write_pdf(sample.sheet, PAGES, sample.title), 0.98),
    "merged": ("pdf", lambda sample: write_pdf(sample.sheet, PAGES.with_(merge_down=True), sample.title), 0.98),
    "filled": (
        "pdf",
        lambda sample: write_pdf(sample.sheet, PAGES.with_(rules="filled", running_head=True), sample.title),
        0.98,
    ),
    "large": ("pdf", lambda sample: write_pdf(sample.sheet, PAGES.with_(size=15, table_size=13), sample.title), 0.98),
}
"""Shape → suffix, writer, lowest cell F1; none may hold a wrong value without a flag."""


TRIED = list(WRITERS) if DEEP else ["text", "pdf", random.Random(21).choice(["merged", "filled", "large"])]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sample as text, and ``out`` with what comes out."""
    folder = tmp_path_factory.mktemp("texts")
    scores_of(folder, "text")
    return folder


def scores_of(folder: Path, shape: str) -> dict[str, Score]:
    suffix, write, _ = WRITERS[shape]
    for name in ("in", "gold"):
        (folder / name).mkdir()
    for sample in other_samples():
        (folder / "in" / f"{sample.stem}.{suffix}").write_bytes(write(sample))
        (folder / "gold" / f"{sample.stem}.json").write_text(json.dumps(sample.gold, ensure_ascii=False), "utf-8")
    read(folder)
    return score(folder / "out", folder / "gold")


def read(folder: Path) -> None:
    """``folder/in`` read into ``folder/out``."""
    said = extract(folder / "in", folder / "out")
    assert (folder / "out" / "documents").exists(), said.err


def rows_of(folder: Path, dataset: str, stem: str) -> list[dict[str, object]]:
    table = ds.dataset(folder / "out" / dataset, format="parquet", partitioning="hive").to_table()
    return [row for row in table.to_pylist() if stem in str(row.get("source_file") or "")]


@pytest.mark.parametrize("shape", TRIED)
def test_every_form_gives_its_rows(shape: str, tmp_path: Path, texts: Path) -> None:
    scores = score(texts / "out", texts / "gold") if shape == "text" else scores_of(tmp_path, shape)
    tallies = [tally for name, tally in scores.items() if name != "findings"]
    right, missing, extra = (sum(getattr(t, name) for t in tallies) for name in ("right", "missing", "extra"))
    errors = "\n".join(error for tally in tallies for error in tally.errors)
    assert 2 * right / (2 * right + missing + extra) >= WRITERS[shape][2], errors
    assert sum(tally.silent for tally in tallies) == 0, errors


def test_thai_digits_change_no_kind_of_row() -> None:
    """โครงการที่ ๑ is a project as โครงการที่ 1 is."""

    def kinds(sheet: Sheet) -> list[tuple[object, ...]]:
        plans = extract_document(write_plain(sheet).encode(), "a.txt", ExtractOptions()).tables["plans"]
        return [(row["row_kind"], row["project"], row["budget_baht"], tuple(row["units"] or ())) for row in plans]

    for sample in other_samples():
        assert kinds(with_thai_digits(sample.sheet)) == kinds(sample.sheet), sample.stem


def test_a_sheet_with_a_row_for_every_printed_line_gives_its_projects(tmp_path: Path) -> None:
    lines = (
        "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567\n\nเทศบาลตำบลน้ำใส\n\n"
        "1. ยุทธศาสตร์การพัฒนาโครงสร้างพื้นฐาน\n\n1.1 แผนงานเคหะและชุมชน\n\n"
        "ที่\tโครงการ\tรายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ\tงบประมาณ (บาท)\tสถานที่ดำเนินการ\tหน่วยงานรับผิดชอบหลัก\n"
        "1\tก่อสร้างถนนคอนกรีต\tกว้าง 4 เมตร\t341,000\tหมู่ที่ 2\tกองช่าง\n"
        "\tเสริมเหล็กสายทุ่งหน้า\tยาว 150 เมตร\t\tตำบลน้ำใส\t\n"
        "\t\tหนา 0.15 เมตร\t\t\t\n"
        "2\tติดตั้งโคมไฟ\tโคมไฟ 10 ชุด\t45,000\tหมู่ที่ 3\tกองช่าง\n"
    )
    options = ExtractOptions(ocr="never")
    plans = extract_document(lines.encode(), "plan.txt", options).tables["plans"]
    assert [(row["seq"], row["budget_baht"]) for row in plans] == [("1", 341000), ("2", 45000)]
    assert "".join(plans[0]["project"].split()) == "ก่อสร้างถนนคอนกรีตเสริมเหล็กสายทุ่งหน้า"
    assert "".join(plans[0]["details"].split()) == "กว้าง4เมตรยาว150เมตรหนา0.15เมตร"
    assert {row["programme"] for row in plans} == {"แผนงานเคหะและชุมชน"}


def test_a_cell_of_several_projects_is_flagged(tmp_path: Path) -> None:
    page = (
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567\n\nวิทยาลัยชุมชนลุ่มน้ำอิง\n\n<table>"
        "<tr><th>ลำดับ</th><th>โครงการ/กิจกรรม</th><th>งบประมาณ (บาท)</th><th>ผู้รับผิดชอบ</th></tr>"
        "<tr><td>1</td><td>1. โครงการค่ายอาสา<br>2. โครงการห้องสมุดเดินเท้า</td><td>30,000</td><td>งานแผน</td></tr></table>"
    )
    plans = extract_document(page.encode(), "plan.md", ExtractOptions(ocr="never")).tables["plans"]
    assert plans and all("items_unmatched" in row["flags"] for row in plans)


def test_measures_of_two_projects_stay_two(texts: Path) -> None:
    kpis = [row for row in rows_of(texts, "kpis", "faculty_plan") if row["name"] == "ผู้เข้าร่วมโครงการ"]
    assert len(kpis) == 2
    assert len({row["indicator_id"] for row in kpis}) == 2
    assert sorted(row["target_value"] for row in kpis) == [120, 300]  # type: ignore[type-var]


def test_no_other_organisation_has_a_code_or_a_base_of_the_city(texts: Path) -> None:
    for row in rows_of(texts, "documents", ""):
        assert (row["agency_code"] is not None) == (row["sector"] == "bma"), row["source_file"]
    city = {row["doc_id"] for row in rows_of(texts, "documents", "") if row["sector"] == "bma"}
    others = [row for row in rows_of(texts, "kpis", "") if row["doc_id"] not in city]
    assert others and not {"bma_plan", "strategy"} & {row["base"] for row in others}


def test_every_sample_has_its_own_form() -> None:
    samples = other_samples()
    assert len({sample.stem for sample in samples}) == len(samples) == 12
    assert all(sample.gold["kpis"] or sample.gold["plans"] or sample.gold["rubrics"] for sample in samples)


@pytest.mark.parametrize(("office", "guessed"), [("สำนักงานจังหวัดน่าน", False), ("หน่วยที่ไม่มีใครรู้จัก", True)])
def test_a_table_that_several_offices_forms_fit_is_a_guess_where_nobody_knows_whose_it_is(
    office: str, guessed: bool
) -> None:
    lines = (
        f"แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\n{office}\n\n"
        "ลำดับ\tโครงการ/กิจกรรม\tตัวชี้วัด\tค่าเป้าหมาย\tงบประมาณ\tหน่วยงานที่รับผิดชอบ\n"
        "1\tโครงการอบรมอาสาสมัคร\tจำนวนผู้เข้าอบรม\t120 คน\t45,000\tกลุ่มงานยุทธศาสตร์\n"
    )
    tables = extract_document(lines.encode(), "plan.txt", ExtractOptions(ocr="never")).tables
    for dataset in ("plans", "kpis"):
        assert [("form_guess" in row["flags"]) for row in tables[dataset]] == [guessed]
