"""The points of raw layouts: fitted on samples, and each of them decides something."""

from __future__ import annotations

import random
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest
from phaen.extractors.text.raw.prices import Prices
from phaen.extractors.text.raw.settings import COSTS, Costs, kinds

from bench import fit_raw
from bench.fit_raw import LEAST, loss, moved, names, printed, value, write
from tests.states import DEEP

DOCUMENTS = [("report", 5), ("agreement", 6)] if DEEP else [("report", 5)]
TRIED = names() if DEEP else random.Random(12).sample(names(), 2)


@pytest.fixture(scope="module")
def documents() -> list[fit_raw.Printed]:
    return [printed(form, seed) for form, seed in DOCUMENTS]


def test_most_cells_are_laid_where_they_are_printed(documents: list[fit_raw.Printed]) -> None:
    cells = sum(sum(one.cells.values()) for one in documents)
    assert loss(COSTS, documents) <= 0.12 * cells


@pytest.mark.parametrize("name", TRIED)
def test_no_step_lays_more_cells_right(name: str, documents: list[fit_raw.Printed]) -> None:
    """``make fit-raw`` would move no cost on these documents by more than a cell."""
    best = loss(COSTS, documents)
    for step in (0.5, -0.5):
        assert loss(moved(COSTS, name, value(COSTS, name) + step), documents, best) > best - max(LEAST, 1.0)


def test_costs_that_speak_against_everything_lay_nothing_right(documents: list[fit_raw.Printed]) -> None:
    wrong = replace(COSTS, typed=-9.0, serial=-9.0, next=-5.0, missing=dict.fromkeys(COSTS.missing, 0.0))
    assert loss(wrong, documents) > 2 * loss(COSTS, documents)


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
