"""The documentation site builds without warnings, holds what comes from code, and works from disk without a network."""

from __future__ import annotations

import html
import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from phaen.pipeline.audit import RULES
from phaen.pipeline.cli.main import cli
from phaen.pipeline.schema.datasets import DATASETS

from tests.browsers import CHROMIUM, launched, patient
from tests.people import ROOT

ENGLISH = ROOT / "docs"
LOADED = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"?(https?:[^\" >]+)")

SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 0, done.stderr
    return folder


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        assert LOADED.findall(page.read_text("utf-8")) == [], page
    for style in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import )[\"']?https?:", style.read_text("utf-8")), style
    assert (site / "assets" / "fonts" / "Sarabun-Regular.ttf").stat().st_size > 50_000


def test_no_link_of_the_site_is_dead(site: Path) -> None:
    """Those of the 404 page, which a server gives for any address, begin at its root."""
    root = site.resolve()
    texts = {page: SCRIPT.sub("", page.read_text("utf-8")) for page in root.rglob("*.html")}
    ids = {page: set(re.findall(r'\b(?:id|name)="?([^"\s>]+)', text)) for page, text in texts.items()}
    found = 0
    for page, text in texts.items():
        for link in set(re.findall(r'\b(?:href|src)="?([^"\s>]+)', text)):
            name, _, anchor = html.unescape(link).partition("#")
            if re.match(r"[a-z]+:|//", link):
                continue
            assert name.startswith("/") is (page.name == "404.html" and bool(name)), (page, link)
            start = root if name.startswith("/") else page.parent
            target = (start / unquote(name).lstrip("/")).resolve() if name else page
            assert target.exists(), (page, link)
            assert not anchor or target not in ids or unquote(anchor) in ids[target], (page, link)
            found += 1
    assert found > 1000


def test_reference_comes_from_the_code(site: Path) -> None:
    commands = (site / "reference" / "commands.html").read_text("utf-8")
    assert all(f"phaen {name}" in commands for name in cli.list_commands(None))  # type: ignore[arg-type]
    rules = (site / "reference" / "rules.html").read_text("utf-8")
    assert all(rule.name in rules and rule.title_th in rules for rule in RULES)
    dictionary = (site / "data-dictionary.html").read_text("utf-8")
    assert all(f'id="{name}"' in dictionary for name in DATASETS)


def test_examples_show_what_they_print(site: Path) -> None:
    text = re.sub(r"<[^>]+>", "", (site / "examples.html").read_text("utf-8"))
    assert "not comparable" in text and "target_unit" in text and "policy_code" in text
    assert re.search(r"256\d +P\d{3} +\d", text)


def test_every_page_is_in_both_languages() -> None:
    """What is written by hand; the dictionary's Thai page is made from the schema when the site is built."""
    pages = [path.relative_to(ENGLISH) for path in sorted(ENGLISH.rglob("*.md")) if ENGLISH / "th" not in path.parents]
    pages.remove(Path("data-dictionary.md"))
    assert len(pages) >= 18
    for page in pages:
        english, thai = ((folder / page).read_text("utf-8") for folder in (ENGLISH, ENGLISH / "th"))
        assert len(re.findall("[\u0e01-\u0e5b]", thai)) > 300, page
        blocks = [len(re.findall(r"^```(?:sh|python)$", text, re.MULTILINE)) for text in (english, thai)]
        assert blocks[0] == blocks[1], page


def test_pages_say_their_language(site: Path) -> None:
    for page in site.rglob("*.html"):
        if page.name != "404.html":
            thai = "th" in page.relative_to(site).parts
            assert f'<html lang="{"th" if thai else "en"}"' in page.read_text("utf-8"), page


def test_the_search_knows_thai(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert index["config"]["lang"] == ["en", "th"]
    assert any("ตัวชี้วัด" in entry["text"] for entry in index["docs"])


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium")
@pytest.mark.parametrize(("word", "found"), [("rubric", "rubric"), ("หน่วยงาน", "หน่วยงาน")])
def test_the_site_can_be_searched_from_disk(site: Path, word: str, found: str) -> None:
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = launched(playwright, "--disable-gpu")
        page = patient(browser.new_page())
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / "index.html").as_uri())
        page.locator("input[name=query]").focus()
        page.wait_for_function("!/Initializing/.test(document.querySelector('.md-search-result__meta').textContent)")
        page.fill("input[name=query]", word)
        page.press("input[name=query]", "End")  # the theme looks when a key is released
        page.wait_for_selector(".md-search-result__item", state="attached")
        assert found in (page.text_content(".md-search-result__list") or "").lower()
        browser.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))] == []


def _resolves(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = name.split(".")
    found: Any = importlib.import_module(parts[0])
    for at, part in enumerate(parts[1:], 2):
        try:
            found = getattr(found, part) if hasattr(found, part) else importlib.import_module(".".join(parts[:at]))
        except ImportError:
            return False
    return True


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_modules_and_files_that_the_house_names_are_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for name in re.findall(r"`(phaen(?:\.\w+)+)", text):
        assert _resolves(name), name
    places = ("", "extractors", "extractors/forms", "pipeline", "pipeline/linking")
    for path in re.findall(r"`((?:[\w-]+/)+[\w.-]+\.(?:py|csv|toml|txt|sql|md))`", text):
        assert path.startswith("data/") or any((ROOT / place / path).is_file() for place in places), path
