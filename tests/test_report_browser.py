"""The report in a real browser, opened from disk: filter, finding, crop, language, and nothing that runs or loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from phaen.pipeline.report.build import build
from report_run import HOSTILE, build_run

from tests.browsers import CHROMIUM, launched, patient

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")


class Opened:
    """A page of the report with everything that went wrong in it."""

    def __init__(self, page: Any, root: Path) -> None:
        self.page = page
        self.root = root
        self.requests: list[str] = []
        self.problems: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.problems.append(message.text))

    def open(self, name: str) -> None:
        self.page.goto((self.root / name).as_uri())

    def visible_rows(self, table: str) -> list[str]:
        return [row.inner_text() for row in self.page.locator(f"#{table} tbody tr:visible").all()]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    data, inputs = build_run(folder)
    build(data, folder / "report", inputs)
    return folder / "report"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        made = launched(playwright)
        yield made
        made.close()


@pytest.fixture
def opened(browser: Any, report: Path) -> Iterator[Opened]:
    page = patient(browser.new_page(viewport={"width": 1200, "height": 900}))
    made = Opened(page, report)
    yield made
    assert made.problems == []
    assert [url for url in made.requests if not url.startswith(report.as_uri())] == []
    assert page.evaluate("window.hacked") is None
    page.close()


def test_filters_narrow_the_list_of_findings(opened: Opened) -> None:
    opened.open("findings.html")
    everything = opened.visible_rows("findings")
    assert len(everything) > 2
    opened.page.locator("form.filters select").first.select_option("info")
    infos = opened.visible_rows("findings")
    assert 0 < len(infos) < len(everything)
    assert all("เพื่อทราบ" in row for row in infos)
    opened.page.locator("form.filters select").first.select_option("")
    opened.page.get_by_role("searchbox").fill("2,600,000")
    (row,) = opened.visible_rows("findings")
    assert "ยอดรวมงบประมาณไม่ตรง" in row
    assert f"แสดง 1 จาก {len(everything)}" in opened.page.locator("form.filters output").inner_text()


def test_headings_stand_over_their_columns(opened: Opened) -> None:
    opened.open("findings.html")
    edges = opened.page.evaluate(
        "['thead th', 'tbody td'].map(cells => [...document.querySelectorAll(`table[data-sortable] ${cells}`)]"
        ".slice(0, 5).map(cell => Math.round(cell.getBoundingClientRect().x)))"
    )
    assert edges[0] == edges[1] and len(set(edges[0])) == 5


def test_no_line_ends_inside_a_term(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 420, "height": 900})
    opened.open("findings.html")
    held = opened.page.evaluate(
        "Array.from(document.querySelectorAll('.hold')).filter(one => one.offsetParent)"
        ".map(one => [one.textContent, one.getClientRects().length])"
    )
    assert len(held) > 20 and {text for text, _ in held} & {"ตัวชี้วัด", "งบประมาณ", "ค่าเป้าหมาย"}
    assert [text for text, lines in held if lines != 1] == []


def test_a_finding_shows_the_crop_of_its_page(opened: Opened) -> None:
    opened.open("findings.html")
    opened.page.get_by_role("searchbox").fill("สกต.")
    opened.page.locator("#findings tbody tr:visible a").first.click()
    crops = opened.page.locator("figure.evidence img")
    sync_api.expect(crops).to_have_count(2)
    opened.page.wait_for_load_state("load")
    for crop in crops.all():
        assert crop.evaluate("image => image.complete && image.naturalWidth > 50")
        assert "scan.pdf" in str(crop.get_attribute("alt"))


def test_the_language_switch_lasts_over_pages(opened: Opened) -> None:
    opened.open("index.html")
    heading = opened.page.get_by_role("heading", level=1)
    assert heading.inner_text() == "รายงานข้อสังเกตความสอดคล้องของเอกสารแผน"
    opened.page.get_by_role("button", name="English").click()
    assert heading.inner_text() == "Consistency findings of plan documents"
    assert opened.page.locator("html").get_attribute("lang") == "en"
    assert opened.page.title().startswith("Overview")
    opened.page.get_by_role("link", name="Findings", exact=True).click()
    sync_api.expect(heading).to_have_text("ข้อสังเกตFindings")
    opened.page.wait_for_load_state("load")
    assert heading.inner_text() == "Findings"
    assert opened.page.get_by_role("searchbox", name="Search the table").count() == 1
    opened.page.get_by_role("button", name="ไทย").click()
    assert heading.inner_text() == "ข้อสังเกต"


def test_tables_sort_by_their_headings_with_the_keyboard(opened: Opened) -> None:
    opened.open("documents.html")
    button = opened.page.locator("#documents th.n button").first
    button.focus()
    opened.page.keyboard.press("Enter")
    heading = opened.page.locator("#documents th[aria-sort]")
    assert heading.get_attribute("aria-sort") == "ascending"
    opened.page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"


def test_hostile_documents_are_text_on_every_page(opened: Opened, report: Path) -> None:
    shown = 0
    for path in sorted(report.rglob("*.html")):
        opened.open(str(path.relative_to(report)))
        shown += HOSTILE in opened.page.locator("main").inner_text()
    assert shown >= 3


def test_print_hides_controls_and_opens_figures(opened: Opened) -> None:
    opened.open("index.html")
    opened.page.emulate_media(media="print")
    assert not opened.page.locator("form.filters").first.is_visible()
    assert not opened.page.get_by_role("button", name="English").is_visible()
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.page.locator("details").first.evaluate("node => node.open")
