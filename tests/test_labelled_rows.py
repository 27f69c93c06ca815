"""Several indicators in one ruled row, each line with the label of one and its figures on its baseline."""

from __future__ import annotations

import pytest
from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.ruled.row_starts import split_of
from phaen.extractors.pdf.ruled.splits import Split, by_label

NAMES = (
    (30.0, "(1) ผลสัมฤทธิ์ : ประชาชนมีสุขภาพดี"),
    (45.0, "1. เข้าถึงบริการ 2. ได้รับคำแนะนำ"),
    (60.0, "- ตัวชี้วัด : จำนวนผู้รับบริการ"),
    (75.0, "ที่คลินิกชุมชน"),
    (90.0, "- ตัวชี้วัด : ร้อยละของผู้ที่พึงพอใจ"),
)


def _cell(x: float, *texts: tuple[float, str]) -> list[Line]:
    return [
        Line(0, text, text, x, x + 6.0 * len(text), base - 10, base + 3, base, 12.0, False, False, False, False)
        for base, text in texts
    ]


def _inside(*columns: tuple[tuple[float, str], ...]) -> list[list[Line]]:
    return [_cell(200.0 * at, *texts) for at, texts in enumerate(columns)]


def test_each_labelled_line_begins_an_entry_below_the_heading_of_all() -> None:
    units, now = ((60.0, "ราย"), (90.0, "ร้อยละ")), ((60.0, "1,200"), (90.0, "80"))
    whole = _inside(NAMES, units, ((60.0, "-"), (90.0, "75")), now)
    assert split_of(range(4), whole) == Split((30.0, 60.0, 90.0))
    assert split_of(range(3), _inside(NAMES[2:], units, now)) == Split((60.0, 90.0))


@pytest.mark.parametrize(
    "figures",
    [
        ((60.0, "1,200"),),  # one figure for both
        ((60.0, "1,200"), (75.0, "80")),  # beside no label
        ((60.0, "-"), (90.0, "-")),
        ((60.0, "มาก"), (90.0, "น้อย")),
    ],
)
def test_labels_without_a_figure_for_each_tell_no_entries(figures: tuple[tuple[float, str], ...]) -> None:
    assert by_label(range(2), _inside(NAMES, figures)) is None
