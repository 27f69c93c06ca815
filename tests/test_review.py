"""The review loop: queue, decision, apply, next run; nothing typed is ever lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner
from phaen.pipeline.cli.language import speak
from phaen.pipeline.cli.main import cli
from phaen.pipeline.review import files
from phaen.pipeline.review import queue as review
from phaen.pipeline.review.decisions import DecisionError, Decisions

from tests.kpi_table import write_plan

DOUBTFUL = "ร้อยละของเรื่องบางส่วนที่แจ้งผ่าน Traffy Fondue ได้รับการแก้ไข"


def document(folder: Path, name: str = DOUBTFUL) -> None:
    write_plan(
        folder,
        f"1\t\t{name}\tร้อยละ 80\tR\tฝ่ายบริหารงานทั่วไป",
    )


def extract(tmp_path: Path) -> dict[str, object]:
    output = tmp_path / "parquet"
    result = CliRunner().invoke(cli, ["extract", str(tmp_path / "raw"), "-o", str(output), "--engine", "serial"])
    assert result.exit_code == 0, result.output
    (row,) = ds.dataset(output / "kpis", format="parquet", partitioning="hive").to_table().to_pylist()
    return dict(row)


def queue(tmp_path: Path) -> list[dict[str, str]]:
    path = tmp_path / "review" / files.QUEUE
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines())) if path.exists() else []


def answer(tmp_path: Path, **values: str) -> None:
    rows = queue(tmp_path)
    rows[0] |= values
    with (tmp_path / "review" / files.QUEUE).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, review.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def test_round_trip(tmp_path: Path) -> None:
    document(tmp_path / "raw")
    first = extract(tmp_path)
    assert first["kr_code"] is None
    assert "kr_code_unsure" in first["flags"]  # type: ignore[operator]
    (asked,) = queue(tmp_path)
    assert asked["candidate_1"].startswith("3101")
    assert (asked["source_file"], asked["line"]) == ("plan.txt", "6")
    answer(tmp_path, decision="3101", decided_by="สมชาย", note="ดูต้นฉบับแล้ว")
    done = review.apply(tmp_path / "review")
    assert (done.new, done.open) == (1, 0)
    second = extract(tmp_path)
    assert (second["kr_code"], second["kr_code_source"], second["reviewed"]) == ("3101", "person", True)
    assert not queue(tmp_path)


def test_changed_text_is_asked_again(tmp_path: Path) -> None:
    document(tmp_path / "raw")
    extract(tmp_path)
    answer(tmp_path, decision="none", decided_by="สมชาย")
    review.apply(tmp_path / "review")
    assert extract(tmp_path)["reviewed"] is True
    document(tmp_path / "raw", DOUBTFUL.replace("บางส่วน", "ทั้งปวง"))
    assert extract(tmp_path)["reviewed"] is False
    assert len(queue(tmp_path)) == 1


def test_answers_typed_but_not_applied_survive_the_next_run(tmp_path: Path) -> None:
    document(tmp_path / "raw")
    extract(tmp_path)
    answer(tmp_path, decision="3101", decided_by="สมชาย")
    document(tmp_path / "raw", "จำนวนต้นไม้ที่ปลูกในสวนสาธารณะของเขต")
    extract(tmp_path)
    assert [row["decision"] for row in queue(tmp_path)] == ["3101"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"decision": "310", "decided_by": "x"}, "no KR code"),
        ({"decision": "3101", "decided_by": ""}, "decided_by"),
        ({"decision": "", "decided_by": "x"}, "decision is empty"),
        ({"decision": "3101", "decided_by": "x", "question": "colour"}, "no question"),
    ],
)
def test_bad_answer_is_refused_with_its_line_and_nothing_is_stored(
    values: dict[str, str], said: str, tmp_path: Path
) -> None:
    document(tmp_path / "raw")
    extract(tmp_path)
    answer(tmp_path, **values)
    with pytest.raises(DecisionError, match=f"line 2.*{said}"):
        review.apply(tmp_path / "review")
    assert not (tmp_path / "review" / files.DECISIONS).exists()


def test_cells_cannot_run_as_formulas_and_read_back_as_they_were(tmp_path: Path) -> None:
    row = {
        **{"question": "kr_code", "fingerprint": "ab", "text": "=HYPERLINK(1)", "reason": "+x", "candidates": []},
        **{"agency_code": None, "fiscal_year": 2568, "source_file": "@a.txt", "page": None, "line": 3},
    }
    path = tmp_path / "queue.csv"
    review.write_queue(path, [row])
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b",=" not in raw
    assert b",+" not in raw
    from phaen.pipeline.review.decisions import read_csv

    ((_, entry),) = read_csv(path, review.COLUMNS)
    assert (entry["text"], entry["source_file"]) == ("=HYPERLINK(1)", "@a.txt")


def test_status_counts(tmp_path: Path) -> None:
    document(tmp_path / "raw")
    extract(tmp_path)
    assert review.status(tmp_path / "review") == {"kr_code": {"open": 1, "answered": 0, "decided": 0}}
    answer(tmp_path, decision="3101", decided_by="x")
    assert review.status(tmp_path / "review")["kr_code"]["answered"] == 1
    review.apply(tmp_path / "review")
    assert review.status(tmp_path / "review")["kr_code"] == {"open": 0, "answered": 0, "decided": 1}
    assert len(Decisions.load(tmp_path / "review" / files.DECISIONS).known) == 1


def test_in_thai_the_queue_says_what_its_columns_are_and_is_read_back(tmp_path: Path) -> None:
    document(tmp_path / "raw")
    path = tmp_path / "review" / files.QUEUE
    words = ["extract", str(tmp_path / "raw"), "-o", str(tmp_path / "parquet"), "--language", "th"]
    try:
        assert CliRunner().invoke(cli, [*words, "--engine", "serial"]).exit_code == 0
        headings, *lines = path.read_text("utf-8-sig").splitlines()
        assert headings.startswith("รายการ (question),ผลการพิจารณา (decision),ผู้พิจารณา (decided_by)")
        assert "ไม่มีชื่อที่ตรงกัน" in lines[0]
        path.write_text("\n".join([headings, *(line.replace(",,,", ",3101,สมชาย,", 1) for line in lines)]), "utf-8-sig")
        assert (
            CliRunner().invoke(cli, ["review", "apply", str(tmp_path / "parquet"), "--language", "th"]).exit_code == 0
        )
        assert path.read_text("utf-8-sig").splitlines() == [headings]
    finally:
        speak("en")
    assert extract(tmp_path)["kr_code"] == "3101"
