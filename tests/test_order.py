"""Documents added one by one in any order, or all at once, give the same bytes."""

from __future__ import annotations

import csv
import os
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from phaen.pipeline.cli.main import cli
from phaen.pipeline.extract import ExtractOptions
from phaen.pipeline.review.decisions import DecisionError
from phaen.pipeline.review.files import IDENTITIES
from phaen.pipeline.review.identities import COLUMNS, Pin, add, load
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import serial
from phaen.pipeline.run.job import RunOptions
from phaen.pipeline.run.progress import PlainReporter
from phaen.pipeline.run.store import read_rows

from tests.kpi_table import HEADER
from tests.states import DEEP

OFFICES = (
    "สำนักงานการเจ้าหน้าที่ สำนักปลัดกรุงเทพมหานคร",
    "สำนักงานการต่างประเทศ สำนักปลัดกรุงเทพมหานคร",
    "สำนักสิ่งแวดล้อม",
    "สำนักอนามัย",
)
NAMES = (
    "ร้อยละของชุมชนที่มีการคัดแยกขยะอินทรีย์อย่างต่อเนื่องตลอดปี",
    "จำนวนอาสาสมัครที่ผ่านการอบรมการกู้ชีพขั้นพื้นฐานในพื้นที่เขต",
    "ร้อยละของสวนสาธารณะที่เปิดให้บริการครบตามเวลาที่กำหนดไว้",
    "ระดับความสำเร็จของการจัดทำฐานข้อมูลบุคลากรของหน่วยงานในสังกัด",
)
SLIPS = (("ค", "ด"), ("ด", "ต"), ("บ", "ป"), ("ช", "ซ"), ("่", ""), ("้", ""), ("น", "ม"), ("ของ", ""), ("ที่", "ที"))
ORDERS, ONE_BY_ONE = (20, 4) if DEEP else (6, 2)
"""Orders tried, and how many of them document by document; the others come in batches of several."""


def text(chance: random.Random, number: int) -> str:
    """A small plan: damaged wordings of the same measures over offices and years."""
    lines = [
        f"แผนปฏิบัติการประจำปี พ.ศ. {2565 + number % 4}",
        OFFICES[number // 4 + number % 2],
        "1.1 ประสิทธิภาพของการดำเนินงาน (Agenda Base)",
        "",
        HEADER,
    ]
    for item, name in enumerate(NAMES, 1):
        for _ in range(chance.randrange(3)):
            old, new = chance.choice(SLIPS)
            name = name.replace(old, new, 1)
        code = "8123" if item == 2 and chance.random() < 0.5 else ""
        lines.append(f"{item}\t{code}\t{name}\tร้อยละ {chance.choice((80, 90))}\tR\tฝ่ายบริหารงานทั่วไป")
    return "\n".join(lines)


def extract(raw: Path, output: Path, cache: Path, decisions: Path | None = None) -> None:
    with Path(os.devnull).open("w") as quiet:
        options = RunOptions(raw, output, ExtractOptions(), serial(), cache=cache, decisions=decisions)
        run(options, PlainReporter(quiet))


def bytes_of(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*.parquet"))}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    chance = random.Random(12)
    for number in range(12):
        (folder / f"plan{number:02}.txt").write_text(text(chance, number), "utf-8")
    return folder


def test_twelve_documents_in_any_order_give_the_same_bytes(documents: Path, tmp_path: Path) -> None:
    extract(documents, tmp_path / "once", tmp_path / "cache")
    want = bytes_of(tmp_path / "once")
    indicators = read_rows(tmp_path / "once", "indicators")
    assert len(NAMES) <= len(indicators) < 12 * len(NAMES) / 2
    assert any(row["other_ids"] for row in indicators)
    for seed in range(ORDERS):
        chance = random.Random(seed)
        names = [path.name for path in documents.iterdir()]
        chance.shuffle(names)
        raw, output = tmp_path / f"raw{seed}", tmp_path / f"out{seed}"
        raw.mkdir()
        while names:
            for name in [names.pop() for _ in range(1 if seed < ONE_BY_ONE else min(len(names), chance.randint(1, 7)))]:
                shutil.copy(documents / name, raw)
            extract(raw, output, tmp_path / "cache")
        assert bytes_of(output) == want, f"order {seed}"


def test_ids_of_single_documents_are_found_in_the_whole(documents: Path, tmp_path: Path) -> None:
    extract(documents, tmp_path / "all", tmp_path / "cache")
    whole = read_rows(tmp_path / "all", "indicators")
    known = {key for row in whole for key in (row["indicator_id"], *row["other_ids"])}
    for path in sorted(documents.iterdir())[:4]:
        (tmp_path / path.stem).mkdir()
        shutil.copy(path, tmp_path / path.stem)
        extract(tmp_path / path.stem, tmp_path / f"{path.stem}-out", tmp_path / "cache")
        alone = {row["indicator_id"] for row in read_rows(tmp_path / f"{path.stem}-out", "indicators")}
        assert alone <= known


def test_indicators_are_pinned_together_and_apart_by_a_command(documents: Path, tmp_path: Path) -> None:
    output, review = tmp_path / "parquet", tmp_path / "review"
    extract(documents, output, tmp_path / "cache")
    before = read_rows(output, "indicators")
    first, second = (next(row for row in before if row["name"].startswith(start)) for start in ("ร้อยละของชุม", "ระดับ"))
    pin = ["review", "pin", str(output), first["indicator_id"], second["indicator_id"], "--by", "Somchai"]
    result = CliRunner().invoke(cli, pin)
    assert result.exit_code == 0, result.output
    extract(documents, output, tmp_path / "cache", review / "decisions.csv")
    after = {row["indicator_id"]: row for row in read_rows(output, "indicators")}
    assert second["indicator_id"] not in after
    assert second["indicator_id"] in after[first["indicator_id"]]["other_ids"]
    assert {first["name"], second["name"]} <= {
        after[first["indicator_id"]]["name"],
        *after[first["indicator_id"]]["aliases"],
    }

    apart = next(row for row in before if row["other_ids"])
    one, other = apart["indicator_id"], apart["other_ids"][0]
    assert CliRunner().invoke(cli, [*pin[:3], one, other, "--apart", *pin[5:]]).exit_code == 0
    extract(documents, output, tmp_path / "cache", review / "decisions.csv")
    ids = {row["indicator_id"] for row in read_rows(output, "indicators")}
    assert {one, other} <= ids
    with (review / IDENTITIES).open(encoding="utf-8-sig", newline="") as file:
        assert {row["relation"] for row in csv.DictReader(file)} == {"together", "apart"}

    unknown = CliRunner().invoke(cli, [*pin[:3], "i-000000000000", other, *pin[5:]])
    assert unknown.exit_code == 1 and "knows no indicator i-000000000000" in unknown.output


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"relation": "same"}, "write together or apart"),
        ({"other_id": "2201"}, "is no indicator_id"),
        ({"other_id": "kr-2201"}, "both ids are the same"),
        ({"by": " "}, "write who decided"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused(tmp_path: Path, change: dict[str, str], problem: str) -> None:
    fields = dict(zip(COLUMNS, ("apart", "kr-2201", "kr-2202", "Somchai", "2568-01-05", "", "", ""), strict=True))
    path = tmp_path / IDENTITIES
    add(path, Pin(**fields))  # type: ignore[arg-type]
    assert len(load(path)) == 1
    with path.open("a", encoding="utf-8") as file:
        csv.writer(file).writerow((fields | change).values())
    with pytest.raises(DecisionError, match=problem):
        load(path)
