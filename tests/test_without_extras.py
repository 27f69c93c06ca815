"""What comes with every installation works without the libraries of the extras: nothing loads them at import."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.bare import hiding
from tests.people import ROOT, SAMPLES, output_of

EXTRAS = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"])
NAMED = re.compile(r"phaen\[([\w,-]+)\]")


def without(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A Python that has only what comes with every installation."""
    environment = {**os.environ, "PYTHONPATH": str(hiding(folder / "bare")), "LC_ALL": "C.UTF-8"}
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_documents_are_read_without_any_extra(tmp_path: Path) -> None:
    code = (
        "import pathlib\n"
        "import phaen.pipeline.run.warm\n"
        "from phaen.pipeline.extract import ExtractOptions, extract_document\n"
        "for name in ('sno_plan_2568.txt', 'snp_plan_2568.pdf'):\n"
        "    data = (pathlib.Path('data/raw') / name).read_bytes()\n"
        "    print(extract_document(data, name, ExtractOptions()).document['status'])\n"
    )
    done = without(tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["ok", "ok"]


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("dashboard", "-m phaen dashboard DATA"),
        ("cluster", "-m phaen extract data/raw -o TMP/out --engine dask --scheduler tcp://127.0.0.1:1"),
        ("s3", "-m phaen extract s3://bucket/folder -o TMP/out"),
        ("s3", "-m phaen extract data/raw -o s3://bucket/folder"),
        ("check", "-m phaen.pipeline.views.datapackage_check DATA"),
    ],
)
@pytest.mark.parametrize("language", ["en", "th"])
def test_what_needs_an_extra_names_it_in_one_line(extra: str, words: str, language: str, tmp_path: Path) -> None:
    given = [word.replace("TMP", str(tmp_path)).replace("DATA", str(output_of(SAMPLES))) for word in words.split()]
    if given[1] == "phaen":
        given += ["--language", language]
    done = without(tmp_path, *given)
    assert done.returncode in (1, 2) and f"pip install 'phaen[{extra}]'" in done.stderr, done.stderr
    assert len(done.stderr.splitlines()) == 1 and not list(tmp_path.glob("out/*"))


def test_a_picture_names_the_extra(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("L", (300, 400), 255).save(tmp_path / "page.png")
    done = without(tmp_path, "-m", "phaen", "extract", str(tmp_path / "page.png"), "-o", str(tmp_path / "out"))
    assert done.returncode == 1 and "phaen[ocr]" in done.stdout, done.stdout + done.stderr


def test_every_extra_that_is_named_exists() -> None:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    named: dict[str, set[str]] = {}
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".po", ".md", ".mk", ".toml", ".html", ".csv"} and path.is_file():
            for found in NAMED.findall(path.read_text("utf-8")):
                for extra in found.split(","):
                    named.setdefault(extra, set()).add(name)
    assert named.keys() <= EXTRAS, {extra: named[extra] for extra in named.keys() - EXTRAS}
    assert named.keys() >= {"check", "cluster", "dashboard", "ocr", "s3"}
