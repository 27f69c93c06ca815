"""The pictures of the gallery, from the sample documents: a page, what is understood of it, its rows, the dashboard.

``make gallery`` writes small PNGs to ``docs/assets/gallery``; those of the dashboard in Thai and in English.
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT, PAGE = "snp_plan_2568.pdf", 6
"""The sample and its page: a table of projects under a KR, and the summary with its total."""
WIDTH = 900
"""Pixels across a picture."""
MARGIN = 24
"""Pixels that are left of the empty rest of a page."""
COLOURS = 48
"""Colours of a picture: print and screens are flat, and a palette makes them a quarter as large."""
VIEWS = {"rows": "/projects", "dashboard": "/", "findings": "/findings"}
"""Pages of the dashboard by the name of their picture."""


def small(data: bytes, target: Path) -> None:
    """A PNG scaled to :data:`WIDTH`, with a palette, without the empty rest of the page."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    printed = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    if printed:
        picture = picture.crop((0, 0, picture.width, min(printed[3] + MARGIN, picture.height)))
    if picture.width > WIDTH:
        picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
    picture.quantize(COLOURS).save(target, optimize=True)


def phaen(*words: str) -> None:
    """One command of the program, in the repository."""
    done = subprocess.run(
        [sys.executable, "-m", "phaen", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"phaen {words[0]} fails: {done.stderr[-2000:]}")


@contextmanager
def served(data: Path, folder: Path) -> Iterator[str]:
    """The dashboard over a run, on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "phaen", "dashboard", str(data), "--input", "data/raw", "--read-only", "--no-open"]
    with (folder / "served.log").open("w") as log:
        server = subprocess.Popen([*words, "--port", str(port)], cwd=ROOT, stdout=log, stderr=log)
        try:
            address = f"http://localhost:{port}"
            for _ in range(240):
                try:
                    urllib.request.urlopen(address, timeout=20).close()
                    break
                except urllib.error.URLError:
                    time.sleep(0.25)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def dashboard(address: str, output: Path) -> None:
    """Pictures of :data:`VIEWS` in both languages, as a browser shows them."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for language in ("th", "en"):
            page = browser.new_page(viewport={"width": 1200, "height": 800})
            for name, path in VIEWS.items():
                page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}", wait_until="networkidle")
                small(page.screenshot(), output / f"{name}-{language}.png")
        browser.close()


def main() -> int:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "assets" / "gallery")
    output: Path = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="phaen-gallery-") as folder:
        work, source = Path(folder), f"data/raw/{DOCUMENT}"
        for name, more in (("page", ()), ("table", ("--overlay",))):
            phaen("show", source, "--page", str(PAGE), *more, "--output", str(work / f"{name}.png"))
            small((work / f"{name}.png").read_bytes(), output / f"{name}.png")
        data = work / "parquet"
        phaen("extract", "data/raw", "--output", str(data), "--review", str(work / "review"), "--jobs", "1", "--quiet")
        with served(data, work) as address:
            dashboard(address, output)
    for path in sorted(output.glob("*.png")):
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
