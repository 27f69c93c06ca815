"""The sample documents printed as careless programs print them, scored cell by cell; made here, not kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="the sample writers need the 'samples' extra")

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scoring import score

GOLD = Path(__file__).resolve().parent / "fixtures" / "samples" / "gold"
LAYOUTS: dict[str, tuple[Style, float, int]] = {
    "every table in a box": (Style(boxed="grid"), 0.995, 1),
    "every form in a box": (Style(boxed="form"), 0.995, 1),
    "every form in a box, large type": (Style(boxed="form", size=15, table_size=14), 0.995, 1),
    "a border round every page": (Style(boxed="page"), 0.995, 1),
    "vertical rules only": (Style(rules="vertical"), 0.99, 2),
}
"""The style, the lowest cell F1, and the most cells that may be wrong without a flag."""


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_reaches_its_floor(name: str, tmp_path: Path) -> None:
    style, floor, most = LAYOUTS[name]
    (tmp_path / "in").mkdir()
    for sample in hand_written():
        (tmp_path / "in" / f"{sample.meta.stem}.pdf").write_bytes(write_pdf(sample.sheet, style, sample.meta.title))
    command = [sys.executable, "-c", "from phaen.pipeline.cli.main import main; main()", "extract"]
    done = subprocess.run(
        [*command, str(tmp_path / "in"), "--output", str(tmp_path / "out"), "--engine", "serial"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (tmp_path / "out" / "documents").exists(), done.stderr[-2000:]
    cells = [tally for dataset, tally in score(tmp_path / "out", GOLD).items() if dataset != "findings"]
    right, missing, extra = (sum(getattr(t, part) for t in cells) for part in ("right", "missing", "extra"))
    errors = [error for tally in cells for error in tally.errors][:10]
    assert 2 * right / (2 * right + missing + extra) >= floor, errors
    assert sum(tally.silent for tally in cells) <= most, errors
