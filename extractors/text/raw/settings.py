"""The numbers that tune how raw text layers are laid into tables, each with its unit, why, and the test that moves.

``Costs`` are points: what speaks for (above 0) or against (below 0) a piece of a line standing where it is laid; the
layout with the most points wins. They began as guesses; ``make fit-raw`` moves them one by one as long as more cells of
seeded documents come out right, and writes this file and ``kinds.csv``. ``tests/test_raw_costs.py`` holds which piece
each of them speaks of, and that no step would be better on a document that it looks at.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_KINDS = Path(__file__).with_name("kinds.csv")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of raw column: what a row without a value in it costs, and what is true of its cells.

    ``measured``: a target or result; ``grows``: a value may be broken over lines; ``long``: running text of any length;
    ``text``: words, no value; ``named``: a text that never holds money; ``summed``: total rows add it up; ``needed``:
    a row without it is unsure.
    """

    kind: str
    missing: float
    traits: frozenset[str]
    begins: tuple[str, ...]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of raw column, by name."""
    with _KINDS.open(encoding="utf-8", newline="") as handle:
        return {
            row["kind"]: Kind(
                row["kind"],
                float(row["missing"]),
                frozenset(row["traits"].split()),
                tuple(row["begins"].split()),
            )
            for row in csv.DictReader(line for line in handle if not line.startswith("#"))
        }


@cache
def having(trait: str) -> frozenset[str]:
    """The kinds of raw column with ``trait``."""
    return frozenset(name for name, kind in kinds().items() if trait in kind.traits)


@dataclass(frozen=True, slots=True)
class Costs:
    """Points for and against a layout. Fitted: change them with ``make fit-raw``."""

    # -- a cell begins with a piece
    typed: float = 4.0
    """The piece is, whole, a value of the column's own type: a code, a score, an amount, a labelled name."""
    serial: float = 3.0
    """It is a running number and nothing else, in the column of running numbers."""
    worded: float = 3.0
    """It is a figure behind its word (อย่างน้อย 3), in a column of targets or results."""
    counted: float = 2.0
    """It is a figure with what it counts (3 แห่ง)."""
    bare: float = 1.0
    """It is a figure alone: a page number, a list's number and a year are that too."""
    nothing: float = 2.0
    """It says that there is none (-, ไม่มี), in a column of targets or results."""
    nothing_in_text: float = 0.5
    """The same in a column of words."""
    worded_more: float = 0.5
    """A figure behind its word, then other words."""
    counted_more: float = -1.0
    """A figure, then other words: mostly running text."""
    no_measure: float = -4.0
    """No figure in a column of figures."""
    budget_words: float = 1.5
    """It begins as the remark of a budget does that a narrow column breaks (ไม่ใช้ …)."""
    remark: float = -4.0
    """Remarks have no form of their own; nearly all are empty."""
    unknown: float = -0.2
    """A short piece in a last column whose heading nobody knows."""
    unknown_long: float = -4.0
    """A long one."""
    value_as_text: float = -6.0
    """A value (ร้อยละ 80, H, 15 คะแนน) in a column of words."""
    year_in_text: float = -4.0
    """A labelled year (พ.ศ. 2566 :) in a column of words that is no history."""
    introduces: float = 2.5
    """An office that did the following (… ดังนี้), in a column of running text."""
    label_elsewhere: float = -4.0
    """A labelled name (KR 2 : …) in another column of words."""
    money_in_name: float = -5.0
    """Money in a column that holds none."""
    plausible: float = 1.5
    """The piece begins as texts of the column do (``kinds.csv``)."""
    strange: float = -2.0
    """It does not."""
    strange_long: float = -0.5
    """It does not, in a column of running text, which begins in many ways."""
    strange_group: float = -6.0
    """It does not, in a column of programmes, all of which begin alike."""

    # -- the open cell goes on with a piece
    other_value: float = -9.0
    """A value would have two values, or words behind it that belong to none."""
    counts: float = 1.0
    """The piece says what the figure counts."""
    grows: float = -0.5
    """A value goes on: added to what the whole is worth more than its part."""
    arrow: float = 1.0
    """An arrow below months goes on."""
    history: float = 1.5
    """A history goes on with the next labelled year, or behind a colon."""
    year_in_definition: float = -3.0
    """A labelled year in a definition: mostly the history beside it."""
    value_begins: float = -3.0
    """The piece is the beginning of a value (ไม่น้อยกว่า)."""
    label_begins: float = -4.0
    """It begins a labelled name."""
    money_in_name_on: float = -4.0
    """Money in a column that holds none."""
    office_on: float = -0.05
    """An office in a column of offices."""
    other_on: float = -0.3
    """Another text there."""
    next_group: float = -2.0
    """The beginning of the next programme."""
    office_in_project: float = -0.8
    """An office behind a project: mostly the next column."""
    value_on: float = -4.0
    """A value in a cell of words."""
    text_on: float = -0.1
    """A text goes on: per line."""
    wide: float = -0.1
    """Per character beyond ``LIMITS.column``: a column's lines are shorter than the page's."""
    budget_on: float = -0.2
    """A word of the amount that the column broke off (บาท)."""
    budget_note_on: float = -0.8
    """A further short line of a budget's remark, without digits."""
    budget_ends: float = -5.0
    """Anything else below a budget."""
    section_on: float = -1.0
    """A second line of a row across all columns."""

    # -- lines and brackets
    gap_in_long: float = -0.8
    """A blank line inside running text, times how surely blank lines part cells in the document (0–1)."""
    gap_in_short: float = -2.5
    """A blank line inside another cell, times the same; and a cell of several lines that ends without one."""
    indent_in_short: float = -1.0
    """A set-in line inside a cell of no running text."""
    indent_begins: float = 1.0
    """Running text that begins set in, as a paragraph does."""
    ends_inside: float = -0.5
    """A value of several lines that ends inside a line."""
    ends_inside_held: float = -1.0
    """A name or history that does: names end with a whole line."""
    ends_inside_other: float = -2.5
    """Any other cell of several lines that does."""
    bracket: float = -2.5
    """A cell that ends inside brackets, or begins with the end of some."""
    value_open: float = -4.0
    """A cell that ends with the beginning of a value."""

    # -- rows
    section: float = 4.0
    """A line that reads as a row across all columns (องค์ประกอบที่ 1 …)."""
    total: float = 6.0
    """A line that reads as a total row."""
    wordy: float = -8.0
    """A further row of a table of running text, to be outweighed by a number that follows on."""
    first: float = 3.0
    """The first row of a table has any number."""
    next: float = 5.0
    """A row's number follows the one above."""
    skips: float = -1.0
    """It is greater, but not the next."""
    back: float = -3.0
    """It is smaller."""
    unnumbered: float = -4.0
    """A row without a number in a table of numbered rows."""
    next_level: float = 3.0
    """The level of a scale follows the one above, up or down."""
    other_level: float = -3.0
    """It does not."""
    number_alone: float = 1.0
    """A name that so far is only its number."""
    numbered_project: float = 1.0
    """A project below a group begins with a number."""
    in_group: float = -4.0
    """A project right below its group that does not stand in the group's row."""
    grouped: float = -0.5
    """A row of a table of groups that leaves columns out."""
    below_table: float = -4.0
    """The table is over before its first row."""
    ends_table: float = -2.0
    """The table is over behind a cell of words, which might go on."""
    lacks_points: float = -3.5
    """A score without the word คะแนน where the table's scores have it."""

    # -- the row above goes on below a repeated heading
    reopened_long: float = 1.5
    """In the column of running text."""
    reopened_other: float = -2.0
    """In another column where there is one of running text."""
    reopened_column: float = -0.4
    """Per column from the left."""
    reopened_closed: float = -1.5
    """In a column that the row had ended."""
    reopened_text: float = -1.0
    """With any beginning: a text that goes on needs none of its own."""
    reopened_more: float = -1.0
    """A further cell of the same row."""
    reopened_project: float = -3.0
    """With what reads as a project of its own."""

    # -- what the document said before
    name_known: float = 5.0
    """A name that another table gave."""
    name_alike: float = 3.0
    """A name nearly as the scale has it."""
    name_part: float = -3.0
    """A part of a known name, or more than it."""
    name_unlike: float = -9.0
    """A name that is none of the scale's, which lists all."""
    figure_fits: float = 1.5
    """A score or weight that the scale allows."""
    figure_strange: float = -1.5
    """One that it does not."""

    missing: dict[str, float] = field(default_factory=lambda: {name: kind.missing for name, kind in kinds().items()})
    """Cost of a row without a value in a column of the kind (``kinds.csv``)."""


@dataclass(frozen=True, slots=True)
class Search:
    """How layouts are searched (tests/test_raw_costs.py, test_the_search_…)."""

    beam: int = 18
    """Layouts kept per line; half of it changes layouts of reports with four columns of words."""
    window: float = 16.0
    """Points behind the best from which a layout is dropped: more than one wrong row costs."""
    doubt: float = 1.0
    """Points by which two layouts differ at least for the better to be sure where they differ."""
    out_lines: int = 14
    """Lines below the table after which it is over."""
    out_points: float = 3.0
    """Points by which the table must be over on each of them."""
    most_cuts: int = 12
    """Places of one line where cells may begin; of more, the first and the last are looked at."""
    last_cuts: int = 4
    """How many of those are the last."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Lengths and counts that tell one thing from another (tests/test_raw_layout.py, tests/test_raw_costs.py)."""

    column: int = 70
    """Characters of a line from which it is wider than a column of words."""
    office: int = 48
    """Characters: a longer line is no office's name."""
    note: int = 32
    """Characters of a line of a budget's remark."""
    note_lines: int = 5
    """Lines of such a remark."""
    unknown: int = 40
    """Characters of a piece in a column whose heading is not known."""
    complete: float = 1.0
    """Points: a row that lacks less is complete, and the table may end behind it."""
    too_dear: float = 6.0
    """Points: a row does not begin further right than what it would leave out costs this much."""
    name: int = 8
    """Letters of a name's skeleton from which it is one to be known again."""
    alike: float = 94.0
    """Likeness 0–100 of two names' skeletons from which they are the same, two letters misread."""
    strange: float = 60.0
    """Likeness below which they are surely two."""
    part: int = 12
    """Letters of a known name with more behind it from which that speaks against a text."""
    torn_off: int = 40
    """Characters of a line right below a table up to which it may be the rest of a cell."""
    footnote: int = 60
    """Characters of a line that begins with a number and a letter, from which it is a footnote below the table."""
    table_lines: int = 5000
    """Lines of one table; a longer one is cut."""
    remembered: int = 50_000
    """Pieces whose points are remembered: a document of 300 pages has 20,000."""
    close: float = 0.011
    """Points of a score: sums of figures with two decimals may differ by their rounding."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Column headings (``header.py``; tests/test_raw_layout.py, tests/test_raw_plans.py)."""

    lines: int = 24
    """Lines that one table's headings may take: a time plan of twelve months breaks into 20."""
    first_line: int = 400
    """Characters of a line from which it is running text."""
    line: int = 200
    """The same of a further line."""
    alone: int = 5
    """Letters of a skeleton from which a heading alone on a line is one."""
    alone_most: int = 60
    """Letters beyond which a line is no heading."""
    unknown: int = 20
    """Characters of a last heading that nobody knows."""
    unknown_beside: int = 4
    """Known headings that must stand on its line."""
    columns: int = 3
    """Columns from which headings are those of a table."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Page numbers and layers out of order (``furniture.py``; tests/test_raw_layout.py)."""

    numbers: int = 4
    """Lone numbers that count up, from which they number the pages."""
    lines: int = 25
    """Lines between them on average: closer ones count rows. test_page_numbers_count_up_far_apart."""
    scattered: int = 8
    """Headings alone on lines, outside the headings of tables, from which cells do not follow each other.
    test_headings_alone_make_the_whole_document_a_guess."""
    scattered_kinds: int = 4
    """Kinds of such headings."""
    beside: int = 3
    """Headings on a line, apart by runs of spaces, from which columns stand side by side.
    test_columns_side_by_side_make_the_whole_document_a_guess."""
    beside_most: int = 20
    """Parts of such a line at most: more are figures."""
    cut_rows: int = 2
    """Rows with a cell that cannot be whole, from which no cell of the document is sure.
    test_rows_printed_line_by_line_make_the_whole_document_a_guess."""


COSTS = Costs()
SEARCH = Search()
LIMITS = Limits()
HEADINGS = Headings()
PAGES = Pages()
