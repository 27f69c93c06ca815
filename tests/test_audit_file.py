"""What goes into the audit file: changes since the last run, the feed of changes, the sign-off sheet."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from docx import Document
from phaen.pipeline.audit.model import Evidence, Finding
from phaen.pipeline.cli.main import cli
from phaen.pipeline.report.build import build
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.views.changes import finding_changes
from report_run import build_run

from tests.test_corrections import document, extract


def finding(key: str, **other: object) -> dict[str, object]:
    row = {"finding_id": key, "rule": "r", "subject": key, "severity": "error", "message_th": "ก", "evidence": []}
    return row | {"status": "open"} | other


@pytest.mark.parametrize(
    ("places", "thai", "english"),
    [
        ([(5, None)], " (หน้า 5)", " (page 5)"),
        ([(12, None), (5, None), (5, None)], " (หน้า 5, 12)", " (pages 5, 12)"),
        ([(None, 340)], " (บรรทัด 340)", " (line 340)"),
        (
            [(n, None) for n in range(1, 10)],
            " (หน้า 1, 2, 3, 4, 5, 6 และอีก 3 แห่ง)",
            " (pages 1, 2, 3, 4, 5, 6 and 3 more)",
        ),
        ([(None, None)], "", ""),
    ],
)
def test_a_message_says_on_which_pages_it_stands(
    places: list[tuple[int | None, int | None]], thai: str, english: str
) -> None:
    evidence = tuple(Evidence("d", page, line, "1") for page, line in places)
    one = Finding("r", "info", ("d",), "s", "ก", "a.", evidence)
    assert (one.row()["message_th"], one.row()["message_en"]) == (f"ก{thai}", f"a.{english}")
    assert one.finding_id() == replace(one, evidence=()).finding_id(), "the id does not depend on the page"
    assert replace(one, doc_ids=("d", "e")).row()["message_en"] == "a.", "of two documents the evidence says it"


def test_findings_are_new_gone_or_changed() -> None:
    old = [finding("a"), finding("b"), finding("c"), finding("d", subject="s", message_th="10")]
    new = [finding("a"), finding("b", status="accepted"), finding("e"), finding("f", subject="s", message_th="20")]
    told = [(one.kind, one.row["finding_id"]) for one in finding_changes(old, new)]
    assert told == [("new", "e"), ("changed", "b"), ("changed", "f"), ("gone", "c")]


def test_the_report_and_the_feed_tell_what_changed_since_the_last_run(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    document(raw, "ร้อยละ 80")
    extract(raw, output)
    build(output, tmp_path / "report", raw)
    assert "ไม่มีผลการอ่านครั้งก่อน" in (tmp_path / "report" / "since.html").read_text("utf-8")
    document(raw, "ร้อยละ 70")
    text = (raw / "plan.txt").read_text("utf-8").replace("12 ครั้ง\tR", "12 ครั้ง\tH : สปล. R : สกต.")
    (raw / "plan.txt").write_text(text, "utf-8")
    extract(raw, output)
    build(output, tmp_path / "report", raw)
    page = (tmp_path / "report" / "since.html").read_text("utf-8")
    assert 'data-v="new"' in page and "สปล." in page
    previous = tmp_path / ".out.phaen" / "previous"
    for kind in ("csv", "parquet"):
        target = tmp_path / f"feed.{kind}"
        result = CliRunner().invoke(cli, ["diff", str(previous), str(output), "--format", kind, "-o", str(target)])
        assert result.exit_code == 1 and "changes" in result.output
    with (tmp_path / "feed.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert pq.read_table(tmp_path / "feed.parquet").num_rows == len(rows)
    changed = [row for row in rows if (row["dataset"], row["column"]) == ("kpis", "target_value")]
    assert [(row["change"], row["old"], row["new"]) for row in changed] == [("changed", "80.0", "70.0")]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signoff")
    data, inputs = build_run(folder)
    build(data, folder / "report", inputs)
    return folder / "report"


def test_every_office_and_year_has_a_sheet_whose_evidence_leads_to_its_picture(report: Path) -> None:
    sheets = sorted((report / "signoff").glob("*.html"))
    offices = {path.stem for path in (report / "agency").glob("*.html")}
    assert {path.stem for path in sheets} == offices and len(sheets) >= 3
    pictures = 0
    for path in sheets:
        html = path.read_text("utf-8")
        for target in re.findall(r'href="(\.\./(?:crops|finding)/[^"]+)"', html):
            assert (path.parent / target).resolve().is_file(), target
            pictures += "crops" in target
        assert "ผู้ตรวจสอบ" in html and "Auditor" in html
    assert pictures


def test_the_word_file_has_the_same_findings_links_and_lines_to_sign_on(report: Path) -> None:
    for path in sorted((report / "signoff").glob("*.docx")):
        html = path.with_suffix(".html").read_text("utf-8")
        document = Document(str(path))
        (table,) = document.tables
        assert len(table.rows) - 1 == html.count('<td class="n">')
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert "ผู้ตรวจสอบ / Auditor" in text and "Sign-off sheet" in text
        relations = zipfile.ZipFile(path).read("word/_rels/document.xml.rels").decode()
        for target in re.findall(r'Target="(\.\./(?:crops|finding)/[^"]+)"', relations):
            assert (path.parent / target).resolve().is_file(), target


def test_a_verdict_stands_on_the_sheet(tmp_path: Path) -> None:
    data, inputs = build_run(tmp_path)
    key = read_rows(data, "findings")[0]["finding_id"]
    from phaen.pipeline.review.verdicts import Verdict, judged
    from phaen.pipeline.run.store import replace_dataset

    rows = judged(read_rows(data, "findings"), {key: Verdict(key, "dismissed", "สมชาย", "2568-02-03", "ตามระเบียบ")})
    replace_dataset(data, "findings", rows)
    build(data, tmp_path / "report", inputs)
    sheets = [path.read_text("utf-8") for path in (tmp_path / "report" / "signoff").glob("*.html")]
    assert any("สมชาย" in html and "2568-02-03" in html and "ตามระเบียบ" in html for html in sheets)
