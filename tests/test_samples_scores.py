"""The pipeline on the sample documents, scored cell by cell: each variant has its floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from samples.scoring import Score, score
from tests.states import extract

FIXTURES = Path(__file__).resolve().parent / "fixtures" / "samples"
FLOORS: dict[str, tuple[float, float]] = {
    "text-plain": (0.995, 0.002),
    "text-markdown": (0.995, 0.002),
    "text-raw": (0.98, 0.005),
    "text-thai-digits": (0.995, 0.002),
    "text-permuted": (0.995, 0.002),
    "text-renamed": (0.995, 0.002),
    "text-extra-column": (0.995, 0.002),
    "text-damaged-headers": (0.995, 0.002),
    "text-page-breaks": (0.995, 0.002),
    "text-tis620": (0.995, 0.002),
    "text-crlf": (0.995, 0.002),
    "pdf": (0.98, 0.01),
    "pdf-merged": (0.98, 0.01),
    "pdf-header-once": (0.98, 0.01),
    "pdf-landscape": (0.97, 0.01),
    "pdf-large": (0.97, 0.015),
    "damage-actual-text": (0.98, 0.005),
    "damage-after-space": (0.98, 0.005),
    "damage-am-split": (0.98, 0.005),
    "damage-displaced": (0.98, 0.005),
    "damage-doubled": (0.98, 0.005),
    "damage-filler-space": (0.98, 0.005),
    "damage-private-use": (0.98, 0.005),
    "damage-tone-first": (0.98, 0.005),
    "damage-type0": (0.98, 0.005),
    "damage-replacement": (0.8, 0.0),
}
"""Lowest cell F1 and highest silent share that a variant may have."""


def extracted(variant: str, output: Path) -> dict[str, Score]:
    """The scores of one variant's folder after a run of the command."""
    folder = FIXTURES / variant
    said = extract(folder, output)
    assert (output / "documents").exists(), said.err
    return score(output, FIXTURES / "gold", only={path.name.split(".")[0] for path in folder.iterdir()})


@pytest.mark.parametrize("variant", FLOORS)
def test_every_variant_reaches_its_floor(variant: str, tmp_path: Path) -> None:
    scores = extracted(variant, tmp_path / "out")
    cells = [tally for name, tally in scores.items() if name != "findings"]
    right, missing, extra = (sum(getattr(t, name) for t in cells) for name in ("right", "missing", "extra"))
    silent = sum(t.silent for t in cells) / max(1, sum(t.unflagged for t in cells))
    errors = [error for tally in cells for error in tally.errors][:10]
    floor, ceiling = FLOORS[variant]
    assert 2 * right / (2 * right + missing + extra) >= floor, errors
    assert silent <= ceiling, errors


def test_planted_findings_come_out(tmp_path: Path) -> None:
    found = extracted("text-plain", tmp_path / "out")["findings"]
    assert found.right >= 15, found.errors
