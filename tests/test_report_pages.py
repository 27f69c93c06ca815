"""The report as files: escaped, linked, offline, small; evidence from the right source only."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from audit_builders import Run, write
from click.testing import CliRunner
from phaen.pipeline.assemble.flags import meaning
from phaen.pipeline.cli import audit as cli_audit
from phaen.pipeline.cli import report as cli_report
from phaen.pipeline.cli.main import cli
from phaen.pipeline.report.build import build
from phaen.pipeline.report.site import attributes, clear, texts, translated
from report_run import HOSTILE, LINES, build_run


class Page(HTMLParser):
    """Tags, links, scripts and visible text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src"):
                self.links.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(f"{tag} {name}")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    data, inputs = build_run(folder)
    build(data, folder / "report", inputs)
    return folder / "report"


def _pages(report: Path) -> list[tuple[Path, Page]]:
    return [(path, Page(path.read_text("utf8"))) for path in sorted(report.rglob("*.html"))]


def test_every_link_leads_to_a_file_of_the_report(report: Path) -> None:
    pages = _pages(report)
    assert len(pages) > 12
    for path, page in pages:
        for link in page.links:
            assert not re.match(r"[a-z]+:|//", link), (path, link)
            target = link.split("#")[0]
            assert not target or (path.parent / target).resolve().is_file(), (path, link)


def test_text_of_documents_never_becomes_markup(report: Path) -> None:
    for path, page in _pages(report):
        assert page.tags.count("script") == 2, path
        assert not page.handlers, (path, page.handlers)
        assert page.tags.count("img") == 0 or "finding" in path.parts
    shown = [path for path, page in _pages(report) if HOSTILE in page.text]
    assert len(shown) >= 4


def test_no_page_may_load_anything_from_elsewhere(report: Path) -> None:
    for path, _ in _pages(report):
        html = path.read_text("utf8")
        assert "default-src 'none'" in html
        assert path.stat().st_size < 2_000_000
    script = "".join((report / "assets" / name).read_text("utf8") for name in ("report.js", "hold.js"))
    assert not re.search(r"fetch|XMLHttpRequest|innerHTML|eval\(|document\.write|insertAdjacentHTML", script)


def test_text_evidence_shows_the_line_of_the_source(report: Path) -> None:
    finding = next(path for path in (report / "finding").iterdir() if "2,600,000" in path.read_text("utf8"))
    page = Page(finding.read_text("utf8"))
    assert "sub/plan.txt" in page.text
    assert any(line in page.text for line in LINES)


def test_evidence_of_another_version_of_a_file_is_not_shown(tmp_path: Path) -> None:
    data, inputs = build_run(tmp_path)
    (inputs / "sub" / "plan.txt").write_text("\n".join(f"เปลี่ยนแล้ว {number}" for number in range(60)), "utf8")
    build(data, tmp_path / "report", inputs)
    assert not any("เปลี่ยนแล้ว" in path.read_text("utf8") for path in (tmp_path / "report").rglob("*.html"))


def test_source_files_outside_the_input_folder_are_not_read(tmp_path: Path) -> None:
    data, inputs = build_run(tmp_path)
    other = tmp_path / "elsewhere"
    (inputs / "sub").rename(other)
    (inputs / "sub").symlink_to(other)
    build(data, tmp_path / "report", inputs)
    assert not any(LINES[0] in path.read_text("utf8") for path in (tmp_path / "report" / "finding").iterdir())


def test_pages_speak_both_languages(report: Path) -> None:
    html = (report / "index.html").read_text("utf8")
    assert "ข้อสังเกตตามกฎ" in html
    assert "Findings by rule" in html
    for key, (thai, english) in texts().items():
        assert thai and english, key
    assert str(translated("rule")) == ('<span class="th" lang="th">กฎ</span><span class="en" lang="en">Rule</span>')
    assert 'data-label-en="Language"' in attributes("language")


def test_an_unknown_value_of_a_document_is_shown_as_it_is() -> None:
    assert "<b>" not in translated("<b>x</b>")
    assert "&lt;b&gt;x&lt;/b&gt;" in translated("<b>x</b>")


def test_the_agency_page_sets_plan_and_report_side_by_side(report: Path) -> None:
    page = next(
        Page(path.read_text("utf8"))
        for path in (report / "agency").iterdir()
        if "สกจ. · 2568" in path.read_text("utf8")
    )
    assert "แผน → ตัวชี้วัดเจรจาตกลง → รายงาน" in page.text
    assert "ร้อยละ 85" in page.text
    assert "2.5 ล้าน" in page.text.replace("\u00a0", " ")


def test_the_indicator_page_has_a_panel_of_years_and_agencies(report: Path) -> None:
    pages = [path.read_text("utf8") for path in (report / "indicator").iterdir()]
    html = next(page for page in pages if "<h1>3101" in page)
    matrix = html[html.index('<table class="matrix">') : html.index("</table>")]
    assert '<th scope="col">2567</th><th scope="col">2568</th>' in matrix
    assert "ร้อยละ 80 → ร้อยละ 85" in matrix
    assert "ร้อยละ 70" in matrix


def test_an_earlier_report_is_replaced_and_other_folders_are_left_alone(tmp_path: Path) -> None:
    data, _ = build_run(tmp_path)
    output = tmp_path / "report"
    build(data, output)
    (output / "finding" / "old.html").write_text("old", "utf8")
    build(data, output)
    assert not (output / "finding" / "old.html").exists()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.docx").write_text("x", "utf8")
    with pytest.raises(FileExistsError, match=r"letter\.docx"):
        clear(mine)
    result = CliRunner().invoke(cli_report.command, [str(data), "--output", str(mine)])
    assert result.exit_code == 1
    assert (mine / "letter.docx").exists()


def test_the_commands(tmp_path: Path) -> None:
    data, inputs = build_run(tmp_path)
    runner = CliRunner()
    audited = runner.invoke(cli_audit.command, [str(data), "--list"])
    assert audited.exit_code == 0, audited.output
    assert "budget_total" in audited.output
    assert "error\tbudget_total\t" in audited.output
    strict = runner.invoke(cli, ["audit", str(data), "--strict", "--language", "th"])
    assert strict.exit_code == 1
    assert "ข้อสังเกตตามกฎ" in strict.output
    made = runner.invoke(cli_report.command, [str(data), "--input", str(inputs), "--output", str(tmp_path / "r")])
    assert made.exit_code == 0, made.output
    assert "index.html" in made.output
    (tmp_path / "empty").mkdir()
    assert runner.invoke(cli_report.command, [str(tmp_path / "empty")]).exit_code != 0
    assert runner.invoke(cli_audit.command, [str(tmp_path / "empty")]).exit_code != 0


def test_doubts_of_rows_and_documents_not_fully_read_are_told(tmp_path: Path) -> None:
    run = Run()
    run.document(
        "d1", 2568, status="partial", flags=["rows_unread"], error="1 table with figures was not read (page 8)."
    )
    run.kpi("ร้อยละของเรื่องที่แก้ไข", target_raw="80 12 80", flags=["rows_unread", "target_unread"])
    run.kpi("จำนวนครั้งของการอบรม", target_raw="12 ครั้ง", flags=["rows_unread"])
    build(write(run, tmp_path / "data"), tmp_path / "report", None)
    (page,) = (tmp_path / "report" / "agency").glob("*.html")
    text = page.read_text("utf8")
    assert text.count("A figure of the target is left over") == 1
    assert text.count(meaning("rows_unread", "en")) == 1, "what doubts the document stands beside that"
    assert "Documents not fully read" in (tmp_path / "report" / "index.html").read_text("utf8")
