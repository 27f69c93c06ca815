"""Text recognition without the engine: slips of spelling, doubtful figures withheld, decisions about pages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from phaen.extractors.model import Cell, Document, PageHealth, Place
from phaen.extractors.ocr import UNAVAILABLE, OcrOptions, PageReader
from phaen.extractors.ocr import installed as installed_here
from phaen.extractors.ocr.spelling import spell
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.pipeline.assemble.withhold import FLAG, withhold


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("น้้าหนัก", "น้ำหนัก"),
        ("ตัวขี้วัด", "ตัวชี้วัด"),
        ("ดนตรีบ้าบัด", "ดนตรีบำบัด"),
        ("ร้านค้าชุมชน", "ร้านค้าชุมชน"),
        ("ททุกหน่วยงาน", "ทุกหน่วยงาน"),
        (".โครงการ", "โครงการ"),
        ("ไห้บริการ", "ให้บริการ"),
        ("ร้อยละ 85", "ร้อยละ 85"),
        ("ตัวชี้วัด", "ตัวชี้วัด"),
        ("สสล. สยป.", "สสล. สยป."),
        ("KPI 5.1.2.1", "KPI 5.1.2.1"),
    ],
)
def test_slips_are_undone_and_sound_words_stay(seen: str, printed: str) -> None:
    assert spell(seen).text == printed


def test_spelling_counts_what_it_changes() -> None:
    assert spell("ตัวขี้วัด").slips == 1
    assert spell("ตัวชี้วัด").slips == 0


def scanned(*doubtful: str) -> Document:
    health = PageHealth(3, 100, 0.9, 0.9, ocr=True, doubtful=doubtful)
    return Document("0" * 16, "scan.pdf", "pdf", (), 3, (health,))


def test_doubtful_figures_make_no_value() -> None:
    row = {
        "page": 3,
        "flags": [FLAG],
        "budget_raw": "1,800,000",
        "budget_baht": Decimal("1800000.00"),
        "weight": 20.0,
        "okr_code": "1800",
        "projects": [{"name": "โครงการ", "budget_baht": Decimal(1_300_000), "repeated": False}],
        "baseline": [{"fiscal_year": 2566, "raw": "1800", "value": 1800.0}],
        "policy_codes": ["P065", "P110"],
    }
    done = withhold({"plans": [row]}, scanned("1,800,000", "1,300,000", "1800", "065"))["plans"][0]
    assert done["budget_raw"] == "1,800,000" and done["budget_baht"] is None
    assert done["weight"] == 20.0
    assert done["okr_code"] is None
    assert done["projects"] == [{"name": "โครงการ", "budget_baht": None, "repeated": False}]
    assert done["baseline"] == [{"fiscal_year": 2566, "raw": "1800", "value": None}]
    assert done["policy_codes"] == ["P110"]


def test_rows_whose_readings_agree_keep_their_values() -> None:
    rows = [{"page": 3, "flags": [], "weight": 20.0}, {"page": 1, "flags": [FLAG], "weight": 20.0}]
    done = withhold({"kpis": rows}, scanned("20"))["kpis"]
    assert [row["weight"] for row in done] == [20.0, 20.0]


def disputed(text: str) -> Cell:
    return Cell(text, text, Place(3, None, (0.0, 0.0, 9.0, 9.0)), flags=(FLAG,))


def sure(text: str) -> Cell:
    return Cell(text, text, Place(3, None, (0.0, 0.0, 9.0, 9.0)))


def printed_line(roles: tuple[str | None, ...], *cells: Cell) -> JoinedTable:
    """A table of one row at the place of :func:`at_the_line`."""
    place = Place(3, None, (1.0, 2.0, 3.0, 4.0))
    row = JoinedRow(tuple(JoinedCell(cell.text, (cell,)) for cell in cells), place, (place,))
    return JoinedTable("projects", roles, tuple(() for _ in roles), place, [row])


def at_the_line(**values: object) -> dict[str, object]:
    return {"page": 3, "line": None, "bbox": [1.0, 2.0, 3.0, 4.0], "flags": [FLAG], **values}


@pytest.mark.parametrize(
    ("dataset", "cells", "kept"),
    [
        # the amount is doubtful: the number of the line, which is the same figure, is not
        ("plans", (sure("20"), disputed("20")), {"seq": "20", "budget_baht": None}),
        # the number is doubtful, the amount is not
        ("plans", (disputed("20"), sure("20")), {"seq": None, "budget_baht": 20.0}),
        # another figure of the page is doubtful, the cell's own is another: all of the cell's figures are withheld
        ("plans", (sure("20"), disputed("20\n000")), {"seq": "20", "budget_baht": None}),
        # an indicator is put together from several places: the page's figures count
        ("kpis", (sure("20"), disputed("20")), {"seq": None, "budget_baht": None}),
        # the doubt of the row came from elsewhere
        ("plans", (sure("20"), sure("20")), {"seq": None, "budget_baht": None}),
    ],
)
def test_a_doubtful_cell_withholds_its_own_columns(
    dataset: str, cells: tuple[Cell, ...], kept: dict[str, object]
) -> None:
    table = printed_line(("seq", "budget"), *cells)
    row = at_the_line(seq="20", budget_baht=20.0)
    done = withhold({dataset: [row]}, scanned("20"), [table])[dataset][0]  # type: ignore[arg-type]
    assert {name: done[name] for name in kept} == kept


def test_a_column_that_no_cell_of_its_own_prints_is_withheld_by_every_doubtful_cell_of_its_line() -> None:
    table = printed_line(("project", "budget"), disputed("โครงการ 35 แห่ง"), sure("20"))
    row = at_the_line(weight=35.0, budget_baht=20.0, okr_code="7711")
    done = withhold({"plans": [row]}, scanned("35", "20", "7711"), [table])["plans"][0]  # type: ignore[arg-type]
    assert (done["weight"], done["budget_baht"], done["okr_code"]) == (None, 20.0, "7711")


@pytest.mark.parametrize("unit", [1, 1_000, 10_000, 100_000, 1_000_000])
def test_a_doubtful_figure_makes_no_value_in_any_unit(unit: int) -> None:
    table = printed_line(("project", "budget"), sure("โครงการปลูกป่า"), disputed("24.15"))
    row = at_the_line(budget_baht=Decimal("24.15") * unit, budget_unit_baht=Decimal(unit))
    done = withhold({"plans": [row]}, scanned("24.15"), [table])["plans"][0]  # type: ignore[arg-type]
    assert done["budget_baht"] is None


def test_a_doubtful_figure_in_millions_makes_no_value_in_baht() -> None:
    table = printed_line(("project", "budget"), sure("โครงการปลูกป่า 3 แห่ง"), disputed("24.15 (1)"))
    amounts = [
        {"fiscal_year": 2567, "raw": "24.15", "baht": Decimal(24_150_000)},
        {"fiscal_year": 2568, "raw": "3.5", "baht": Decimal(3_500_000)},
    ]
    row = at_the_line(budget_baht=Decimal(24_150_000), amounts=amounts, budget_unit_baht=Decimal(1_000_000), count=3)
    done = withhold({"plans": [row]}, scanned("24.15", "1"), [table])["plans"][0]  # type: ignore[arg-type]
    assert done["budget_baht"] is None and (done["count"], done["budget_unit_baht"]) == (3, 1_000_000)
    assert [one["baht"] for one in done["amounts"]] == [None, Decimal(3_500_000)]  # type: ignore[attr-defined]


def test_a_sure_amount_is_not_taken_for_the_doubtful_number_of_its_line_in_thousands() -> None:
    table = printed_line(("seq", "budget"), disputed("5"), sure("5,000"))
    row = at_the_line(seq="5", budget_baht=Decimal(5_000))
    done = withhold({"plans": [row]}, scanned("5"), [table])["plans"][0]  # type: ignore[arg-type]
    assert (done["seq"], done["budget_baht"]) == (None, Decimal(5_000))


def test_a_name_that_is_a_doubtful_figure_stays() -> None:
    row = {"page": 3, "flags": [FLAG], "name": "10", "weight": 10.0}
    done = withhold({"kpis": [row]}, scanned("10"))["kpis"][0]
    assert (done["name"], done["weight"]) == ("10", None)  # a row without a name breaks the schema


class NoPage:
    """What :meth:`PageReader.wanted` asks of a page."""

    images = 1.0
    glyphs = ()


def wanted(mode: str, readable: bool, monkeypatch: pytest.MonkeyPatch, *, installed: bool) -> tuple[bool, list[str]]:
    monkeypatch.setattr(installed_here, "available", lambda: installed)
    reader = PageReader(b"", None, OcrOptions(mode))  # type: ignore[arg-type]
    page = NoPage()
    page.images = 0.0 if readable else 1.0
    health = PageHealth(1, 0, 0.0, 0.0, readable=readable)
    return reader.wanted(page, health), list(reader.flags)  # type: ignore[arg-type]


def test_which_pages_are_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wanted("auto", False, monkeypatch, installed=True) == (True, [])
    assert wanted("auto", True, monkeypatch, installed=True) == (False, [])
    assert wanted("force", True, monkeypatch, installed=True) == (True, [])
    assert wanted("never", False, monkeypatch, installed=True) == (False, [])
    assert wanted("auto", False, monkeypatch, installed=False) == (False, [UNAVAILABLE])


def test_the_message_names_the_packages() -> None:
    assert "tesseract-ocr tesseract-ocr-tha" in installed_here.MISSING and "phaen[ocr]" in installed_here.MISSING
