"""Cells between ruling lines: those that pdfplumber finds, however the rules cross, touch and miss each other."""

from __future__ import annotations

import random

import pytest
from pdfplumber.table import edges_to_intersections, intersections_to_cells
from phaen.extractors.pdf.ruled.rules import Edge, cells_between, horizontal, vertical


def _rules(seed: int) -> list[Edge]:
    """Rules on the lines of a grid, some a little beside them: closed cells, merged ones, loose ends, gaps."""
    pick = random.Random(seed)
    lines = pick.choice([3, 6, 10])
    edges: list[Edge] = []
    for _ in range(pick.randint(2, 30)):
        start, end = sorted(pick.sample(range(lines + 1), 2))
        at = pick.randint(0, lines) * 20.0 + pick.choice([0.0, 0.0, 2.0])
        make = pick.choice([horizontal, vertical])
        edges.append(make(start * 20.0, end * 20.0, at) if make is horizontal else make(at, start * 20.0, end * 20.0))
    return edges


@pytest.mark.parametrize("seed", range(200))
def test_cells_are_those_of_pdfplumber(seed: int) -> None:
    crossings = edges_to_intersections(_rules(seed), 3, 3)
    assert cells_between(crossings) == intersections_to_cells(crossings)


def test_cells_of_a_table_with_a_merged_cell() -> None:
    across = [horizontal(0, 100, 0), horizontal(0, 100, 20), horizontal(0, 100, 40)]
    down = [vertical(0, 0, 40), vertical(50, 20, 40), vertical(100, 0, 40)]
    cells = cells_between(edges_to_intersections([*across, *down], 3, 3))
    assert sorted(cells) == [(0, 0, 100, 20), (0, 20, 50, 40), (50, 20, 100, 40)]


def test_no_cell_where_a_rule_is_missing() -> None:
    rules = [horizontal(0, 100, 0), horizontal(0, 100, 20), vertical(0, 0, 20)]
    assert cells_between(edges_to_intersections(rules, 3, 3)) == []
