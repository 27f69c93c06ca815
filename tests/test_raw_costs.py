"""The points of raw layouts: fitted on samples, and each of them decides something."""

from __future__ import annotations

import random
import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from phaen.extractors.text.raw import cuts, rows, states
from phaen.extractors.text.raw.parts import RawLine
from phaen.extractors.text.raw.prices import Prices
from phaen.extractors.text.raw.settings import COSTS, SEARCH, Costs, kinds

from bench import fit_raw
from bench.fit_raw import LEAST, loss, moved, names, printed, value, write
from tests.states import DEEP

DOCUMENTS = [("report", 5), ("agreement", 6)]
TRIED = names() if DEEP else random.Random(12).sample(names(), 2)


@pytest.fixture(scope="module")
def documents() -> list[fit_raw.Printed]:
    return [printed(form, seed) for form, seed in DOCUMENTS]


@pytest.fixture(scope="module")
def best(documents: list[fit_raw.Printed]) -> float:
    """What the fitted costs lay wrong."""
    return loss(COSTS, documents)


def test_most_cells_are_laid_where_they_are_printed(documents: list[fit_raw.Printed], best: float) -> None:
    assert best <= 0.12 * sum(sum(one.cells.values()) for one in documents)


@pytest.mark.parametrize("name", TRIED)
def test_no_step_lays_more_cells_right(name: str, documents: list[fit_raw.Printed], best: float) -> None:
    """``make fit-raw`` would move no cost on these documents by more than a cell."""
    for step in (0.5, -0.5):
        assert loss(moved(COSTS, name, value(COSTS, name) + step), documents, best) > best - max(LEAST, 1.0)


def test_costs_that_speak_against_everything_lay_nothing_right(documents: list[fit_raw.Printed], best: float) -> None:
    wrong = replace(COSTS, typed=-9.0, serial=-9.0, next=-5.0, missing=dict.fromkeys(COSTS.missing, 0.0))
    assert loss(wrong, documents, 2 * best) > 2 * best


def searched(monkeypatch: pytest.MonkeyPatch, **limits: float) -> None:
    """Search layouts with ``limits`` for the rest of the test."""
    changed = replace(SEARCH, **limits)  # type: ignore[arg-type]
    for module in (cuts, rows, states):
        monkeypatch.setattr(module, "SEARCH", changed)


@pytest.mark.parametrize(
    "limits",
    [
        {"beam": 1},
        {"window": 1.0},
        {"doubt": 20.0},
        {"out_lines": 1, "out_points": 0.0},
        {"most_cuts": 2, "last_cuts": 1},
    ],
)
def test_the_search_needs_its_limits(
    monkeypatch: pytest.MonkeyPatch, documents: list[fit_raw.Printed], best: float, limits: dict[str, float]
) -> None:
    searched(monkeypatch, **limits)
    assert loss(COSTS, documents, best + LEAST) > best + LEAST


def test_the_search_looks_at_the_first_and_the_last_cuts_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    line = " ".join(f"ร้อยละ {number}" for number in range(10, 40))
    every = len(line) - 1
    searched(monkeypatch, most_cuts=every, last_cuts=1)
    found = cuts.cuts(line)
    assert len(found) > 12
    searched(monkeypatch, most_cuts=7, last_cuts=3)
    assert cuts.cuts(line) == found[:4] + found[-3:]


def test_the_search_ends_where_the_table_is_over_by_enough_points(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["1 ร้อยละ 80", *["ข้อความต่อท้ายตารางที่ไม่เป็นแถวใดและยาวกว่าช่องของตาราง"] * 30]
    lines = [RawLine(number, text, text) for number, text in enumerate(texts, 1)]
    looked_at = []
    for points in (1000.0, 3.0):
        searched(monkeypatch, out_points=points, out_lines=2)
        layout, seen = rows.TableLayout(["serial", "target"], lines), 0
        lay = layout._next

        def counted(plain: str, index: int, lay: Any = lay) -> Any:
            nonlocal seen
            seen += 1
            return lay(plain, index)

        monkeypatch.setattr(layout, "_next", counted)
        layout.lay()
        looked_at.append(seen)
    assert looked_at[0] > 2 * looked_at[1]


def test_what_is_fitted_is_written_where_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("settings.py", "kinds.csv"):
        shutil.copy(fit_raw.RAW / name, tmp_path / name)
    before = {name: (tmp_path / name).read_text("utf-8") for name in ("settings.py", "kinds.csv")}
    monkeypatch.setattr(fit_raw, "RAW", tmp_path)
    write(COSTS)
    assert {name: (tmp_path / name).read_text("utf-8") for name in before} == before
    write(moved(moved(COSTS, "next_level", 3.75), "missing:name", -6.25))
    assert "next_level: float = 3.75" in (tmp_path / "settings.py").read_text("utf-8")
    assert "\nname,-6.25," in (tmp_path / "kinds.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("cost", "kind", "text"),
    [
        ("typed", "target", "ร้อยละ 80"),
        ("typed", "budget", "1,200,000 บาท"),
        ("typed", "policy", "P081, 176"),
        ("typed", "name", "KR 2 : ร้อยละของสวนที่เปิดใช้"),
        ("serial", "serial", "12."),
        ("worded", "target", "อย่างน้อย 3 แห่ง"),
        ("counted", "achieved", "41 หลักสูตร"),
        ("bare", "target", "80"),
        ("nothing", "target", "-"),
        ("nothing_in_text", "unit", "ไม่มี"),
        ("worded_more", "target", "ร้อยละ 80 ของเรื่องที่รับไว้ในปีนี้ทั้งหมด"),
        ("counted_more", "target", "12 สาย รวมระยะทาง"),
        ("no_measure", "target", "ขุดลอกแล้ว"),
        ("budget_words", "budget", "หมายเหตุ : รอจัดสรร"),
        ("remark", "remark", "รอผล"),
        ("unknown", "other", "งบ กทม."),
        ("unknown_long", "other", "งบประมาณจากหลายแหล่งที่ยังไม่ได้รับการจัดสรรในปีนี้"),
        ("value_as_text", "unit", "ร้อยละ 80"),
        ("year_in_text", "name", "พ.ศ. 2566 : ร้อยละ 44"),
        ("introduces", "narrative", "สำนักดำเนินการ ดังนี้"),
        ("label_elsewhere", "unit", "KR 2 : ร้อยละของสวน"),
        ("money_in_name", "name", "จัดซื้อ 500 บาท"),
        ("plausible", "project", "โครงการขุดลอกคลอง"),
        ("strange", "project", "ขุดลอกคลอง"),
        ("strange_long", "narrative", "ขุดลอกคลอง"),
        ("strange_group", "programme", "ขุดลอกคลอง"),
    ],
)
def test_each_reading_of_a_beginning_has_its_points(cost: str, kind: str, text: str) -> None:
    assert Prices(replace(COSTS, **{cost: 41.5})).begins(kind, text) == 41.5


@pytest.mark.parametrize(
    ("cost", "kind", "held", "text"),
    [
        ("other_value", "target", "ร้อยละ 80", "ร้อยละ 90"),
        ("counts", "target", "40", "หลักสูตร"),
        ("arrow", "months", "", "←→"),
        ("history", "baseline", "พ.ศ. 2565 :", "พ.ศ. 2566 : ร้อยละ 44"),
        ("year_in_definition", "definition", "", "พ.ศ. 2566 : ร้อยละ 44"),
        ("value_begins", "name", "", "ไม่น้อยกว่า"),
        ("label_begins", "name", "", "KR 3 : ร้อยละของสวน"),
        ("money_in_name_on", "unit", "", "500 บาท"),
        ("office_on", "unit", "", "ฝ่ายโยธา"),
        ("other_on", "unit", "", "และแผนงาน"),
        ("next_group", "programme", "", "ผลผลิต ถนนสะอาด"),
        ("office_in_project", "project", "", "กองระบบคลอง"),
        ("value_on", "name", "", "ร้อยละ 80"),
        ("text_on", "name", "", "คลองสายรอง"),
        ("budget_on", "budget", "", "บาท"),
        ("budget_note_on", "budget", "", "ตามที่จัดสรร"),
        ("budget_ends", "budget", "", "ฝ่ายโยธา"),
    ],
)
def test_each_way_to_go_on_has_its_points(cost: str, kind: str, held: str, text: str) -> None:
    assert Prices(replace(COSTS, **{cost: 41.5})).goes_on(kind, text, 1, held) == 41.5


@pytest.mark.parametrize(
    ("cost", "number", "last", "kind"),
    [
        ("unnumbered", None, 3, "serial"),
        ("next", 4, 3, "serial"),
        ("skips", 6, 3, "serial"),
        ("back", 1, 3, "serial"),
        ("next_level", 4, 5, "level_no"),
        ("other_level", 1, 5, "level_no"),
    ],
)
def test_each_step_of_a_numbering_has_its_points(cost: str, number: int | None, last: int, kind: str) -> None:
    assert Prices(replace(COSTS, **{cost: 41.5})).number(number, last, kind)[0] == 41.5


def test_every_kind_says_what_a_row_without_it_costs() -> None:
    assert {kind.missing <= 0 for kind in kinds().values()} == {True}
    assert {field.name for field in fields(Costs)} == {*(name for name in names() if ":" not in name), "missing"}
