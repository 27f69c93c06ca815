"""Forms of other offices as no spec foresaw them: other headings, order, units of money, years, digits, notes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samples.scoring import score
from samples.strangers import strangers
from tests.states import DEEP
from tests.test_elsewhere import WRITERS, extract

SHAPES = tuple(WRITERS) if DEEP else ("text", "pdf")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_form_with_other_headings_gives_its_rows(shape: str, tmp_path: Path) -> None:
    suffix, write, lowest = WRITERS[shape]
    for name in ("in", "gold"):
        (tmp_path / name).mkdir()
    for sample in strangers():
        (tmp_path / "in" / f"{sample.stem}.{suffix}").write_bytes(write(sample))
        (tmp_path / "gold" / f"{sample.stem}.json").write_text(json.dumps(sample.gold, ensure_ascii=False), "utf-8")
    extract(tmp_path)
    tallies = [tally for name, tally in score(tmp_path / "out", tmp_path / "gold").items() if name != "findings"]
    errors = "\n".join(error for tally in tallies for error in tally.errors)
    right, missing, extra = (sum(getattr(t, name) for t in tallies) for name in ("right", "missing", "extra"))
    assert right and 2 * right / (2 * right + missing + extra) >= lowest, errors
    assert sum(tally.silent for tally in tallies) == 0, errors
