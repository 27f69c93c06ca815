"""A session in a real browser on the output of many documents: what people do, how long it takes, what leaves here."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from phaen.pipeline.audit import run_rules
from phaen.pipeline.run.store import write_dataset
from phaen.pipeline.schema.datasets import to_table

from tests.browsers import CHROMIUM, launched, patient
from tests.people import ROOT
from tests.states import DEEP
from tests.test_dashboard import TRAP, serving

sys.path.insert(0, str(ROOT / "bench"))
import audit_data

QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SHOTS = os.environ.get("PHAEN_SHOTS")
FIRST_VIEW_SECONDS, INTERACTION_SECONDS = 2.0, 0.5
"""What people wait for at most on a machine that does nothing else: held by ``make test-deep``."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = launched(playwright, *QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("thousand")
    rows = audit_data.generate(1000) if DEEP else audit_data.generate(250, offices=20)
    rows["kpis"][0] |= {"name": TRAP, "target_raw": TRAP, "indicator_id": "trap"}
    for name, made in rows.items():
        write_dataset(folder, name, to_table(name, made))
    write_dataset(folder, "findings", to_table("findings", run_rules(folder)))
    with serving(folder) as found:
        yield found


class Session:
    """One window: times what is done in it, remembers where requests went."""

    def __init__(self, browser: Any, port: int, width: int) -> None:
        self.base = f"http://localhost:{port}"
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, accept_downloads=True, locale="th-TH"
        )
        self.page = patient(self.context).new_page()
        self.hosts: set[str] = set()
        self.problems: list[str] = []
        self.seconds: list[float] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or request.url))
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("dialog", lambda dialog: (self.problems.append("dialog"), dialog.dismiss()))

    def open(self, path: str) -> float:
        start = time.perf_counter()
        self.page.goto(self.base + path)
        return time.perf_counter() - start

    def timed(self, act: Any) -> None:
        """Do something that shows another view, and wait until it is there."""
        start = time.perf_counter()
        with self.page.expect_navigation():
            act()
        self.seconds.append(time.perf_counter() - start)

    def shot(self, name: str) -> None:
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))

    def fits(self) -> bool:
        """Nothing hangs over the right edge."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(("width", "kind"), [(1280, "desktop"), (390, "phone")])
def test_a_session(browser: Any, port: int, width: int, kind: str, tmp_path: Path) -> None:
    session = Session(browser, port, width)
    page = session.page
    first_view = session.open("/")
    assert page.evaluate("document.fonts.check('16px Sarabun')")
    session.shot(f"overview-th-{kind}")

    session.timed(lambda: page.click("header nav li:nth-child(2) a"))
    page.fill("input[name=q]", "อบรม คูคลอง")
    session.timed(lambda: page.press("input[name=q]", "Enter"))
    assert page.locator("mark").count() > 0 and "คูคลอง" in page.locator("table.rows tbody tr").first.inner_text()
    session.shot(f"search-th-{kind}")
    session.timed(lambda: page.locator("table.rows tbody tr a").first.click())
    assert page.locator("svg.chart").count() >= 1 and page.locator("table.rows tbody tr").count() > 3
    session.shot(f"indicator-th-{kind}")
    shared = page.url

    session.timed(lambda: page.click('header nav a[href^="/findings"]'))
    session.timed(lambda: page.select_option("select[name=severity]", "error"))
    session.timed(lambda: page.select_option("select[name=year]", "2562"))
    assert "severity=error" in page.url and "q=" not in page.url
    assert set(page.locator("td.chip span").all_inner_texts()) == {"ต้องตรวจสอบ"}
    session.shot(f"findings-th-{kind}")
    with page.expect_download() as download:
        page.locator(".downloads a").first.click()
    download.value.save_as(tmp_path / "rows.csv")
    assert len((tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()) > 1
    session.timed(lambda: page.locator("table.rows tbody tr a").first.click())
    assert page.locator("figure.evidence").count() >= 1
    session.timed(lambda: page.click(".languages a[lang=en]"))
    assert page.locator("h2").first.inner_text() == "Evidence"
    session.shot(f"finding-en-{kind}")

    other = Session(browser, port, width)
    other.open(shared.removeprefix(other.base))
    assert other.page.locator("svg.chart").count() >= 1, "a shared link shows the same view"
    for path in ("/", "/indicators", "/budgets?by=agency", "/rubrics", "/findings", "/documents", "/projects"):
        other.open(path + ("&" if "?" in path else "?") + "lang=en")
        assert other.fits(), path
        other.shot(f"{path.strip('/').partition('?')[0] or 'overview'}-en-{kind}")

    if DEEP:
        assert first_view <= FIRST_VIEW_SECONDS
        assert statistics.median(session.seconds) <= INTERACTION_SECONDS, session.seconds
    assert session.hosts | other.hosts == {"localhost"}
    assert session.problems + other.problems == []


def test_markup_of_a_document_does_not_run(browser: Any, port: int) -> None:
    session = Session(browser, port, 1280)
    for path in ("/indicator/trap", "/indicators?q=script"):
        session.open(path)
        assert TRAP in session.page.inner_text("body")
        assert session.page.locator("img").count() == 0
    assert session.problems == []
