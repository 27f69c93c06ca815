"""Every sample as Word, Excel and web page gives the rows of its gold: the file itself holds the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

from samples.blocks import Sheet
from samples.documents import hand_written
from samples.elsewhere import other_samples
from samples.judging import judge
from samples.office_writers import write_docx, write_html, write_xlsx
from samples.scoring import score
from tests.states import extract

GOLD = Path(__file__).resolve().parent / "fixtures" / "samples" / "gold"
WRITERS: dict[str, Callable[[Sheet, str], bytes]] = {"docx": write_docx, "xlsx": write_xlsx, "html": write_html}


@pytest.mark.parametrize("kind", WRITERS)
def test_every_cell_is_right(kind: str, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    samples = hand_written()
    for sample in samples:
        (raw / f"{sample.meta.stem}.{kind}").write_bytes(WRITERS[kind](sample.sheet, sample.meta.title))
    said = extract(raw, tmp_path / "out")
    assert said.code == 0, said.err
    scores = score(tmp_path / "out", GOLD, only={sample.meta.stem for sample in samples})
    wrong = {name: (one.missing, one.extra) for name, one in scores.items() if name != "findings"}
    assert not any(missing or extra for missing, extra in wrong.values()), wrong


@pytest.mark.parametrize("kind", WRITERS)
def test_every_value_of_other_offices_is_right(kind: str) -> None:
    for sample in other_samples():
        data = WRITERS[kind](sample.sheet, sample.title)
        tables = extract_document(data, f"{sample.stem}.{kind}", ExtractOptions(ocr="never", statements=False)).tables
        wrong = [row for row in judge(sample.gold, tables) if row.wrong or row.missing]
        assert not wrong, (sample.stem, [(row.dataset, row.wrong, row.missing) for row in wrong])


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_bytes_every_time(kind: str) -> None:
    sample = hand_written()[0]
    assert WRITERS[kind](sample.sheet, "x") == WRITERS[kind](sample.sheet, "x")
