"""Thai in tables of a terminal: lines end between words."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.clipping import is_boundary
from phaen.pipeline.cli.lines import ThaiText, lines
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

NAME = "ระดับความสำเร็จของการปรับปรุงตัวชี้วัดและค่าเป้าหมายของหน่วยงานเพื่อเพิ่มประสิทธิภาพการปฏิบัติราชการ"


@pytest.mark.parametrize("width", range(8, 60))
def test_lines_fit_and_hold_terms(width: int) -> None:
    given = lines(NAME, width)
    assert "".join(given) == NAME
    assert all(cell_len(line) <= width for line in given)
    ends, at = set(), 0
    for line in given[:-1]:
        at += len(line)
        ends.add(at)
    assert all(is_boundary(NAME, at) for at in ends)
    for term in ("ตัวชี้วัด", "ค่าเป้าหมาย", "หน่วยงาน"):
        if width >= cell_len(term):
            begin = NAME.index(term)
            assert not ends & set(range(begin + 1, begin + len(term))), (term, given)


@given(st.text("กขคงเแโ ะาำิ์่้ABab 12", max_size=60), st.integers(2, 30))
def test_no_cluster_is_cut(text: str, width: int) -> None:
    text = " ".join(text.split())
    given_lines = lines(text, width)
    assert "".join(given_lines).replace(" ", "") == text.replace(" ", "")
    rest = text
    for line in given_lines[:-1]:
        rest = rest.lstrip()
        assert rest.startswith(line) and (is_boundary(rest, len(line)) or rest[len(line)] == " ")
        rest = rest[len(line) :]


def test_a_table_folds_at_these_places() -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("name", overflow="fold")
    table.add_row(ThaiText(NAME))
    console = Console(width=30, record=True, file=io.StringIO())
    console.print(table)
    shown = [line.rstrip() for line in console.export_text().splitlines()[1:]]
    assert shown == lines(NAME, 30)
