"""Output folders that the tests of package, query, export, dashboard and documents read: made once, never changed."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

from phaen.pipeline.extract import ExtractOptions
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import serial
from phaen.pipeline.run.job import RunOptions
from phaen.pipeline.run.progress import PlainReporter

from tests.shared import made_once

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "raw"
CORPUS = Path(os.environ.get("PHAEN_CORPUS") or ROOT.parent / "shared" / "corpus") / "text"
NO_CORPUS = f"{CORPUS} is not there: give a corpus with PHAEN_CORPUS"


@cache
def output_of(given: Path) -> Path:
    """The output folder of a run over ``given``. Tests that write take a copy (:func:`copy_of`)."""

    def make(folder: Path) -> None:
        with Path(os.devnull).open("w") as quiet:
            run(RunOptions(given, folder / "parquet", ExtractOptions(), serial()), PlainReporter(quiet))

    name = hashlib.sha256(str(given).encode()).hexdigest()[:16]
    return made_once(f"output-{name}", make) / "parquet"


def copy_of(given: Path, target: Path) -> Path:
    """A copy of :func:`output_of` to write on."""
    shutil.copytree(output_of(given), target)
    return target
