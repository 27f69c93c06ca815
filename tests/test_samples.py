"""The sample documents: same bytes every time, the page says what the content says, damage does what it claims."""

from __future__ import annotations

import io
import itertools
import json
import re
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="the sample writers need the 'samples' extra")
pytest.importorskip("pikepdf", reason="the sample writers need the 'samples' extra")

import pdfplumber
import pyarrow as pa
import pyarrow.parquet as pq

from samples import build, variants
from samples.blocks import Grid, Para, Sheet
from samples.content import KPI_EMPTY, PLAN_EMPTY
from samples.damage import CLASSES, decompose_am
from samples.documents import Sample, hand_written
from samples.pdf_writer import Style, write_pdf
from samples.random_content import FORMS, random_document
from samples.random_files import random_file
from samples.scans import SCANS, scan
from samples.scoring import score, squash
from samples.text_writers import write_markdown, write_plain, write_raw
from samples.thai import wrap

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = hand_written()
BY_STEM = {sample.meta.stem: sample for sample in SAMPLES}
SMALL = BY_STEM[build.DAMAGED]


@cache
def pages(data: bytes) -> list[tuple[str, int]]:
    """Of each page the characters in content-stream order, and how many lines are drawn on it."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [("".join(char["text"] for char in page.chars), len(page.lines)) for page in pdf.pages]


def page_texts(data: bytes) -> list[str]:
    return [text for text, _ in pages(data)]


PLAIN = Style(page_numbers=False)
KEPT = {path.name for path in (ROOT / "tests" / "fixtures" / "samples").iterdir()}


@cache
def sound() -> bytes:
    return write_pdf(SMALL.sheet, PLAIN)


@cache
def damaged(name: str) -> bytes:
    return CLASSES[name].make(SMALL.sheet, PLAIN)


def printed(sheet: Sheet) -> list[str]:
    """Every text of a document, squashed."""
    texts: list[str] = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            texts.append(squash(f"{block.lead} {block.text}"))
        elif isinstance(block, Grid):
            texts += [squash(head.text) for row in block.header for head in row]
            texts += [squash(cell) for row in block.rows for cell in row.cells if not set(cell) & set("⟦↔←→–")]
    return [text for text in texts if text]


def test_the_kept_files_are_what_the_generator_writes(tmp_path: Path) -> None:
    build.build(tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    kept = [p for folder in ("data/raw", "tests/fixtures/samples") for p in (ROOT / folder).rglob("*") if p.is_file()]
    kept.append(ROOT / "pipeline" / "run" / "bundled_samples.csv")
    assert {p.relative_to(ROOT) for p in kept} == set(made)
    assert [p for p in kept if p.read_bytes() != made[p.relative_to(ROOT)]] == []


@pytest.mark.parametrize("stem", BY_STEM)
def test_text_versions_hold_every_text(stem: str) -> None:
    sheet = BY_STEM[stem].sheet
    for writer in (write_plain, write_markdown):
        text = squash(re.sub(r"<[^>]*>|[*#]", "", writer(sheet)))
        missing = [t for t in printed(sheet) if re.sub(r"[*#]", "", t) not in text]
        assert missing == []


def test_the_raw_layer_breaks_cells_but_loses_nothing() -> None:
    sheet = BY_STEM["bangrak_report_2566"].sheet
    raw = write_raw(sheet)
    assert "\t" not in raw
    assert max(map(len, raw.splitlines())) < 200
    text = squash(raw)
    names = [row["name"] for row in BY_STEM["bangrak_report_2566"].gold["kpis"]]
    assert all(squash(name) in text for name in names)


@pytest.mark.parametrize("stem", BY_STEM)
def test_pdf_pages_hold_every_text_in_stream_order(stem: str) -> None:
    sheet = BY_STEM[stem].sheet
    text = squash("".join(page_texts(write_pdf(sheet, PLAIN))))
    paragraphs = [squash(f"{b.lead} {b.text}") for b in sheet.blocks if isinstance(b, Para)]
    assert [p for p in paragraphs if p not in text] == []
    # a cell of one line stands in one piece
    short = {squash(c) for b in sheet.blocks if isinstance(b, Grid) for r in b.rows for c in r.cells if 0 < len(c) < 8}
    assert [c for c in short - {""} if c not in text and not set(c) & set("↔←→")] == []


def test_large_type_carries_a_table_over_three_pages_and_breaks_a_row() -> None:
    pages = page_texts(write_pdf(BY_STEM["snp_plan_2568"].sheet, build.LAYOUTS["pdf-large"]))
    with_header = [n for n, text in enumerate(pages) if "รหัสKRs" in squash(text).replace("krs", "KRs")]
    assert len(with_header) >= 4
    flat = [squash(text) for text in pages]
    cells = [
        squash(c) for b in BY_STEM["snp_plan_2568"].sheet.blocks if isinstance(b, Grid) for r in b.rows for c in r.cells
    ]
    broken = [
        cell
        for cell in cells
        for one, two in itertools.pairwise(flat)
        if len(cell) > 30 and cell[:8] in one and cell[-8:] in two and cell[-8:] not in one and cell[:8] not in two
    ]
    assert broken


@pytest.mark.parametrize("name", CLASSES)
def test_damage_changes_the_layer_and_not_the_page(name: str) -> None:
    if f"damage-{name}" not in KEPT:  # of those that are kept, the kept files tell
        assert damaged(name) == CLASSES[name].make(SMALL.sheet, PLAIN)
    before, after = "".join(page_texts(sound())), "".join(page_texts(damaged(name)))
    if name == "type0":
        assert after == before
    else:
        assert after != before
    assert [lines for _, lines in pages(sound())] == [lines for _, lines in pages(damaged(name))]


def test_each_class_shows_its_own_mark() -> None:
    text = {name: "".join(page_texts(damaged(name))) for name in CLASSES}
    assert re.search("[\uf700-\uf71a]", text["private-use"])
    assert "(cid:" in text["cid"] and "่" not in text["cid"]
    assert "É" in text["stand-in"] and "Ř" in text["stand-in"]
    assert "ส านัก" in text["space-am"]
    assert "สํานัก" in text["am-split"]
    assert "กำรด ำเนินงำน" in text["aa-am"] or "รำชกำร" in text["aa-am"]
    assert re.search(r"\d ,\d{3},\d{3}", text["filler-space"])
    assert sum(ch in "ัิีึืุู่้๊๋็์" for ch in text["wrong-map"]) == 0
    assert "สำนกั" in text["displaced"] or "อนามยั" in text["displaced"]
    assert "ท่ัว" in text["tone-first"]
    assert "ััว" in text["doubled"]
    assert re.search(" [่้๊๋์]", text["after-space"])
    assert "\ufffd" in text["replacement"]
    assert "่" not in text["actual-text"]


def test_actual_text_stands_in_the_stream() -> None:
    import pikepdf

    data = damaged("actual-text")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spans = [
            bytes(i.operands[1].ActualText).decode("utf-16")
            for i in pikepdf.parse_content_stream(pdf.pages[1])
            if str(i.operator) == "BDC"
        ]
    assert set(spans) <= set("่้๊๋์")
    assert len(spans) == sum(ch in "่้๊๋์" for ch in page_texts(sound())[1])


def test_scans_are_pictures_and_mixed_documents_keep_native_pages() -> None:
    data = write_pdf(SMALL.sheet, Style())
    whole = page_texts(data)
    mixed = page_texts(scan(data, SCANS["scan-150-fold"], pages=[1]))
    assert mixed[1] == "" and mixed[2] == whole[2]
    assert scan(data, SCANS["scan-150-fold"], pages=[1]) == scan(data, SCANS["scan-150-fold"], pages=[1])
    rubbish = page_texts(scan(data, SCANS["scan-rubbish"], pages=[2]))[2]
    assert len(rubbish) > 500 and not re.search("[\u0e01-\u0e5b]", rubbish)


def test_variants_change_what_they_say() -> None:
    sheet = BY_STEM["snp_plan_2568"].sheet
    assert not re.search(r"(?<![A-Za-z0-9])[0-9]", write_plain(variants.with_thai_digits(sheet)))
    kpi = next(b for b in variants.permuted(sheet).blocks if isinstance(b, Grid) and b.kind == "kpi")
    was = next(b for b in sheet.blocks if isinstance(b, Grid) and b.kind == "kpi")
    assert kpi.roles != was.roles and sorted(kpi.roles) == sorted(was.roles)
    assert dict(zip(kpi.roles, kpi.rows[0].cells, strict=True)) == dict(zip(was.roles, was.rows[0].cells, strict=True))
    assert "บทบาท (H/R)" in write_plain(variants.renamed(sheet))
    assert "ตัวชี้วดั" in write_plain(variants.damaged_headers(sheet))
    wide = next(b for b in variants.extra_column(sheet).blocks if isinstance(b, Grid) and b.kind == "kpi")
    assert len(wide.rows[0].cells) == len(was.rows[0].cells) + 1


def test_page_breaks_repeat_headers_and_cut_words() -> None:
    sheet = BY_STEM["snp_plan_2568"].sheet
    text = write_plain(variants.page_breaks(sheet))
    assert text.count("รหัส KRs\t") > write_plain(sheet).count("รหัส KRs\t")
    assert re.search("[\u0e01-\u0e4e]-\t", text)
    assert re.search(r"\n\t\t[^\t\n]+\t\t\t\t\n", text)  # the rest of a cut cell, leading cells empty


def test_tis620_reads_back() -> None:
    text = write_plain(SMALL.sheet)
    assert squash(build.tis620(text).decode("tis-620")) == squash(text)


@pytest.mark.parametrize("form", FORMS)
def test_random_documents_are_seeded_and_complete(form: str) -> None:
    for seed in (3, 1004):
        one, two = random_document(seed, form), random_document(seed, form)
        assert write_plain(one.sheet) == write_plain(two.sheet) and one.gold == two.gold
        names = [row["name"] for row in one.gold["kpis"]]
        assert len(set(names)) == len(names) >= 3
        text = squash(write_plain(one.sheet))
        assert all(squash(name) in text for name in names)
    assert random_document(3, form).gold != random_document(1004, form).gold


def test_random_files_come_in_every_shape() -> None:
    files = [random_file(seed) for seed in range(40)]
    assert {Path(file.name).suffix for file in files} == {".pdf", ".md", ".txt"}
    assert all(file.name.startswith(file.sample.meta.stem) for file in files)
    assert random_file(5, damaged=True).data == random_file(5, damaged=True).data != random_file(5).data


def test_random_documents_differ_by_seed() -> None:
    assert len({write_plain(random_document(seed).sheet) for seed in range(12)}) == 12


@pytest.mark.parametrize("stem", BY_STEM)
def test_answers_have_the_columns_of_the_contract(stem: str) -> None:
    sample = BY_STEM[stem]
    answer = sample.gold
    assert all(row.keys() == KPI_EMPTY.keys() for row in answer["kpis"])
    assert all(row.keys() == PLAN_EMPTY.keys() for row in answer["plans"])
    kept = ROOT / "tests" / "fixtures" / "samples" / "gold" / f"{stem}.json"
    assert json.loads(kept.read_text("utf-8")) == json.loads(json.dumps(answer, ensure_ascii=False))


def test_together_the_documents_fill_every_dataset_and_plant_most_rules() -> None:
    for dataset in ("kpis", "rubrics", "plans", "results", "milestones"):
        assert any(sample.gold[dataset] for sample in SAMPLES), dataset
    assert len({finding["rule"] for sample in SAMPLES for finding in sample.gold["findings"]}) >= 10


def test_totals_differ_from_their_lines_only_where_planted() -> None:
    planted = {
        (s.meta.stem, f["note"].split(":")[0])
        for s in SAMPLES
        for f in s.gold["findings"]
        if f["rule"] == "budget_total"
    }
    off = set()
    for sample in SAMPLES:
        for section in ("part1_summary", "part2_summary", "part3"):
            rows = [row for row in sample.gold["plans"] if row["section"] == section]
            total = [row["budget_baht"] for row in rows if row["row_kind"] == "total" and row["budget_baht"]]
            lines = sum(row["budget_baht"] or 0 for row in rows if row["row_kind"] == "item")
            if total and total[0] != lines:
                off.add((sample.meta.stem, section))
    assert off == planted


def test_wrapping_keeps_the_text_and_the_clusters() -> None:
    text = "หน่วยงานที่มีการตรวจสอบสภาพยานพาหนะและรายงานสถานะรายเดือน ผ่านระบบ (GIS) 1,234 ครั้ง"
    for limit in (6, 11, 25):
        lines = wrap(text, limit)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not any(line[0] in "ัิีึืุู่้๊๋็์าะำ" for line in lines)
        assert not any(line[-1] in "เแโใไ" for line in lines)


def test_decomposed_am_has_no_am() -> None:
    assert decompose_am("น้ำ ดำเนินงาน") == "นํ้า ดําเนินงาน"


# -- the scorer
def write_output(folder: Path, sample: Sample, change: dict[str, object] | None = None) -> None:
    """The sample's own answers as an output folder, with some columns of its first indicator changed."""
    fixed = {"doc_id": "0" * 16, "source_file": f"{sample.meta.stem}.txt", "flags": []}
    tables = {"documents": [sample.gold["document"] | fixed]}
    for name in ("kpis", "rubrics", "plans", "results", "milestones"):
        tables[name] = [dict(row) | fixed for row in sample.gold[name]]
    tables["kpis"][0].update(change or {})
    findings = [
        {"rule": f["rule"], "subject": f["subject"], "doc_ids": ["0" * 16], "message_th": "", "message_en": ""}
        for f in sample.gold["findings"]
    ]
    for name, rows in {**tables, "findings": findings}.items():
        if rows:
            (folder / name).mkdir(parents=True)
            pq.write_table(pa.Table.from_pylist(rows), folder / name / "part.parquet")


def write_answer(folder: Path, sample: Sample) -> Path:
    build.write_gold(folder, sample)
    return folder


@pytest.mark.parametrize("stem", BY_STEM)
def test_the_answers_themselves_score_one(tmp_path: Path, stem: str) -> None:
    write_output(tmp_path / "out", BY_STEM[stem])
    result = score(tmp_path / "out", write_answer(tmp_path / "gold", BY_STEM[stem]))
    for name, tally in result.items():
        assert tally.f1 == 1.0, (name, tally.errors[:3])
    assert result["kpis"].gold_rows == result["kpis"].rows > 0


def test_a_wrong_cell_is_silent_unless_its_row_is_flagged(tmp_path: Path) -> None:
    answer = write_answer(tmp_path / "gold", SMALL)
    write_output(tmp_path / "wrong", SMALL, {"target_value": 12345.0})
    write_output(tmp_path / "flagged", SMALL, {"target_value": 12345.0, "flags": ["unsure"]})
    write_output(tmp_path / "null", SMALL, {"target_value": None})
    wrong, flagged, null = (score(tmp_path / kind, answer)["kpis"] for kind in ("wrong", "flagged", "null"))
    assert (wrong.missing, wrong.extra, wrong.silent) == (1, 1, 1)
    assert (flagged.missing, flagged.extra, flagged.silent) == (1, 1, 0)
    assert (null.missing, null.extra, null.silent) == (1, 0, 0)
    assert "target_value" in wrong.errors[0]


def test_an_empty_output_scores_nothing(tmp_path: Path) -> None:
    result = score(tmp_path / "none", write_answer(tmp_path / "gold", SMALL))
    assert result["kpis"].right == 0 and result["kpis"].f1 == 0.0 and result["documents"].missing > 0
