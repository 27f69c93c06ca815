"""Corrections and verdicts of people: applied on every run, like on a fresh one, and listed where they do not fit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from phaen.pipeline.cli.main import cli
from phaen.pipeline.review.corrections import Correction, add, apply, load, why_unusable
from phaen.pipeline.review.decisions import DecisionError
from phaen.pipeline.review.doubts import doubts
from phaen.pipeline.review.files import CORRECTIONS
from phaen.pipeline.review.verdicts import Verdict, fingerprint, judged
from phaen.pipeline.run.store import read_rows

from tests.kpi_table import write_plan
from tests.test_dashboard import Site, serving


def document(folder: Path, target: str = "ร้อยละ 80") -> None:
    write_plan(
        folder,
        f"1\t\tร้อยละของต้นไม้ที่ปลูกในสวนสาธารณะของเขต\t{target}\tR\tฝ่ายบริหารงานทั่วไป",
        "2\t9999\tจำนวนครั้งที่ตรวจเยี่ยมชุมชนริมคลอง\t12 ครั้ง\tR\tฝ่ายบริหารงานทั่วไป",
    )


def phaen(*arguments: str) -> str:
    result = CliRunner().invoke(cli, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def extract(raw: Path, output: Path, review: Path | None = None) -> None:
    more = ["--review", str(review)] if review else []
    phaen("extract", str(raw), "-o", str(output), "--engine", "serial", *more)


def bytes_of(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*.parquet"))}


def test_a_correction_and_a_verdict_hold_in_the_next_run_and_a_fresh_one(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    document(raw)
    counted_in_percent = (raw / "plan.txt").read_text("utf-8").replace("12 ครั้ง", "ร้อยละ 90")
    (raw / "plan.txt").write_text(counted_in_percent, "utf-8")  # the audit asks which unit is meant
    extract(raw, output)
    before = bytes_of(output)
    row, other = read_rows(output, "kpis")
    place = [row["doc_id"], "kpis", row["row_key"], "target_value"]
    phaen("review", "correct", str(output), *place, "85", "--by", "สมชาย")
    assert "run phaen extract" in phaen("review", "status", str(output))
    extract(raw, output)
    row, same = read_rows(output, "kpis")
    assert (row["target_value"], row["corrected"], row["reviewed"]) == (85.0, ["target_value"], True)
    assert same == other
    (said,) = (
        one
        for one in read_rows(output, "statements")
        if one["row_key"] == row["row_key"] and one["column_name"] == "target_value"
    )
    assert (said["value"], said["how"], said["raw"]) == ("85.0", "person", "ร้อยละ 80")
    assert "1 applied, 0 not" in phaen("review", "status", str(output))

    finding = next(iter(read_rows(output, "findings")), None)
    assert finding is not None
    key = finding["finding_id"]
    verdict = ["--status", "dismissed", "--by", "สมชาย", "--note", "ตรวจแล้ว"]
    phaen("review", "findings", str(output), key, *verdict)
    extract(raw, output)
    judged_now = {one["finding_id"]: one for one in read_rows(output, "findings")}[key]
    assert (judged_now["status"], judged_now["decided_by"], judged_now["note"]) == ("dismissed", "สมชาย", "ตรวจแล้ว")
    assert judged_now["decided_on"]
    with serving(output) as port:
        shown = Site(port).get(f"/finding/{key}")[2].decode()
    assert "ผู้ตรวจสอบเห็นว่าไม่เป็นประเด็น" in shown and "สมชาย" in shown and "ตรวจแล้ว" in shown

    extract(raw, tmp_path / "fresh", tmp_path / "out-review")
    assert bytes_of(tmp_path / "fresh") == bytes_of(output) != before
    for name in (CORRECTIONS, "findings.csv"):
        (tmp_path / "out-review" / name).unlink()
    extract(raw, output)
    assert bytes_of(output) == before


def test_flagged_rows_are_one_question_for_each_kind_the_worst_first(tmp_path: Path) -> None:
    def row(key: str, confidence: float, *flags: str, decided_by: str | None = None) -> dict[str, object]:
        place = {"source_file": "a.txt", "page": 1, "line": None, "row_key": key}
        return {**place, "confidence": confidence, "flags": list(flags), "decided_by": decided_by}

    (tmp_path / "plans").mkdir()
    strings = pa.list_(pa.string())
    text = {name: pa.string() for name in ("source_file", "row_key")}
    types = text | {"page": pa.int32(), "line": pa.int32(), "confidence": pa.float64()}
    schema = pa.schema([*types.items(), ("flags", strings), ("decided_by", pa.string())])
    rows = [row("r1", 0.9, "x"), row("r2", 0.5, "x", "y"), row("r3", 0.1, "x", decided_by="ก"), row("r4", 1.0)]
    pq.write_table(pa.Table.from_pylist(rows, schema), tmp_path / "plans" / "part.parquet")
    found = [(one.flag, one.rows, one.confidence, one.row_key) for one in doubts(tmp_path)]
    assert found == [("x", 2, 0.5, "r2"), ("y", 1, 0.5, "r2")]
    assert "x: 2 rows of plans in a.txt" in phaen("review", "list", str(tmp_path))


def test_a_correction_of_a_changed_document_is_not_applied_but_listed(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    document(raw)
    extract(raw, output)
    row = read_rows(output, "kpis")[0]
    place = [row["doc_id"], "kpis", row["row_key"], "target_value"]
    phaen("review", "correct", str(output), *place, "85", "--by", "สมชาย")
    document(raw, "ร้อยละ 70")
    extract(raw, output)
    row = read_rows(output, "kpis")[0]
    assert (row["target_value"], row["corrected"]) == (70.0, [])
    told = phaen("review", "status", str(output))
    assert "0 applied, 1 not" in told and "no longer fits" in told


ONE = Correction("d", "plans", "r", "budget_baht", "100", "1,500.50", "สมชาย", "2568-01-05")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"dataset": "agencies"}, "holds no values"),
        ({"column": "doc_id"}, "no column"),
        ({"column": "colour"}, "no column"),
        ({"right": "หลายบาท"}, "no number"),
        ({"right": "NaN"}, "no number"),
        ({"right": "1.005"}, "decimals"),
        ({"column": "amounts", "right": "1"}, "has parts"),
        ({"column": "project[0]"}, "is no list"),
        ({"column": "row_kind", "right": ""}, "must have a value"),
        ({"column": "row_kind", "right": "x"}, "none of"),
        ({"by": " "}, "write who"),
        ({"row_key": ""}, "missing"),
    ],
)
def test_a_correction_that_cannot_be_used_is_refused(tmp_path: Path, change: dict[str, str], problem: str) -> None:
    fields = {name: getattr(ONE, name) for name in Correction.__slots__} | change
    one = Correction(**fields)
    assert problem in (why_unusable(one) or "")
    with pytest.raises(DecisionError, match=problem):
        add(tmp_path / CORRECTIONS, one)
    assert not (tmp_path / CORRECTIONS).exists()


def test_the_last_correction_of_a_value_counts_and_only_what_was_read_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    add(path, ONE)
    add(path, Correction(**{name: getattr(ONE, name) for name in Correction.__slots__} | {"right": "2"}))
    assert [one.right for one in load(path)] == ["2"]
    row = {"budget_baht": Decimal("100.00"), "budget_status": "none", "corrected": []}
    assert apply(row, ONE)
    who = {"decided_by": "สมชาย", "decided_on": "2568-01-05"}
    assert row == {"budget_baht": Decimal("1500.50"), "budget_status": "amount", "corrected": ["budget_baht"]} | who
    other = {"budget_baht": Decimal("7.00"), "budget_status": "amount", "corrected": []}
    assert not apply(other, ONE)
    assert other["budget_baht"] == Decimal("7.00")
    parts = {"amounts": [{"baht": Decimal("1.00")}], "units": ["ก", "ข"], "corrected": []}
    change = {name: getattr(ONE, name) for name in Correction.__slots__}
    assert apply(parts, Correction(**change | {"column": "amounts[0].baht", "read": "1", "right": "3"}))
    assert apply(parts, Correction(**change | {"column": "units[1]", "read": "ข", "right": "ค"}))
    assert not apply(parts, Correction(**change | {"column": "units[5]", "read": "", "right": "ค"}))
    assert (parts["amounts"], parts["units"]) == ([{"baht": Decimal("3.00")}], ["ก", "ค"])


def test_a_verdict_is_asked_again_when_the_finding_says_something_else() -> None:
    evidence = [{"doc_id": "d", "page": 1, "line": 2, "raw": "100"}]
    row = {"finding_id": "f", "rule": "r", "subject": "s", "evidence": evidence, "status": "open"}
    verdict = Verdict("f", "accepted", "สมชาย", "2568-01-05", "", fingerprint(row))
    assert judged([row], {"f": verdict})[0]["status"] == "accepted"
    changed = row | {"evidence": [evidence[0] | {"raw": "200"}]}
    assert judged([changed], {"f": verdict})[0]["status"] == "open"
