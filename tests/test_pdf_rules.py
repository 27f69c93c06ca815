"""Rules to cells and tables: what pdfplumber finds, however the rules cross, touch and miss each other."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from pdfplumber import table as pdfplumber
from phaen.extractors.pdf.ruled.crossings import Edge, cells_between, crossings, merge_edges, tables_of
from phaen.extractors.pdf.ruled.rules import horizontal, vertical

NEAR = 3.0


def _rules(seed: int) -> list[Edge]:
    """Rules on the lines of a grid, some a little beside them: closed cells, merged ones, loose ends, gaps."""
    pick = random.Random(seed)
    lines, pitch = pick.choice([3, 6, 10]), pick.choice([20.0, 13.7, 9.1])
    edges: list[Edge] = []

    def near(line: int) -> float:
        return line * pitch + pick.choice([0.0, 0.0, 0.0, 0.37, 2.0, -1.13])

    for _ in range(pick.randint(0, 50)):
        start, end = sorted(pick.sample(range(lines + 1), 2))
        at = near(pick.randint(0, lines))
        ends = near(start), near(end)
        edges.append(horizontal(*ends, at) if pick.random() < 0.5 else vertical(at, *ends))
    return edges


@pytest.mark.parametrize("seed", range(300))
def test_every_step_gives_what_pdfplumber_gives(seed: int) -> None:
    edges = merge_edges(_rules(seed), NEAR)
    known = pdfplumber.merge_edges(_rules(seed), NEAR, NEAR, NEAR, NEAR)
    rounded = [{key: value if key == "orientation" else round(value, 9) for key, value in one.items()} for one in edges]
    assert rounded == [
        {key: value if key == "orientation" else round(value, 9) for key, value in one.items()} for one in known
    ]
    places = ("orientation", "x0", "x1", "top", "bottom")
    assert [[one[name] for name in places] for one in edges] == [[one[name] for name in places] for one in known]
    points = pdfplumber.edges_to_intersections(known, NEAR, NEAR)
    found = crossings(edges, NEAR)
    assert found.keys() == points.keys()
    cells = cells_between(found)
    assert cells == pdfplumber.intersections_to_cells(points)
    assert [sorted(one) for one in tables_of(cells)] == [sorted(one) for one in pdfplumber.cells_to_tables(cells)]


def test_cells_of_a_table_with_a_merged_cell() -> None:
    across = [horizontal(0, 100, 0), horizontal(0, 100, 20), horizontal(0, 100, 40)]
    down = [vertical(0, 0, 40), vertical(50, 20, 40), vertical(100, 0, 40)]
    cells = cells_between(crossings([*across, *down], NEAR))
    assert sorted(cells) == [(0, 0, 100, 20), (0, 20, 50, 40), (50, 20, 100, 40)]
    assert [sorted(one) for one in tables_of(cells)] == [sorted(cells)]


def test_no_cell_where_a_rule_is_missing() -> None:
    assert cells_between(crossings([horizontal(0, 100, 0), horizontal(0, 100, 20), vertical(0, 0, 20)], NEAR)) == []


def test_reading_with_pdfium_loads_no_pdfplumber() -> None:
    code = "import sys, phaen.extractors.pdf.reader; sys.exit('pdfplumber' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
