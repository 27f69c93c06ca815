"""The numbers that tune how tables without vertical rules are read, as ``pdf/settings.py`` holds those of other pages.

Each has its unit, why it has its value, and the test (of ``tests/test_pdf_borderless.py``, for lists of amounts of
``tests/test_pdf_amount_lists.py``) that fails with twice or with half of it; where none is named, none of them does.
"""

from __future__ import annotations


class OpenHeaderSettings:
    """Headers told by their wordings (``heads.py``, ``headers.py``, ``columns.py``)."""

    gap: float = 2.5
    """Points between two columns. test_months_below_their_years_have_their_columns."""
    lines: int = 7
    """Lines of the tallest heading; a header whose cells stand at other heights has three times as many at most."""
    letters: int = 160
    """Characters of one column's heading; more is prose."""
    columns: int = 40
    """Columns of the widest table."""
    level: float = 4.0
    """Points: headings whose baselines differ less stand on one level."""
    other_size: float = 0.6
    """Points: lines whose type differs more are of two kinds."""
    aligned: float = 2.0
    """Points by which edges and middles of one column differ at most."""
    centred: float = 3.0
    """Points by which the middle of a heading may differ from that of the columns that it stands over.
    test_a_rule_below_a_heading_tells_its_columns."""
    zone: int = 16
    """Lines of a header, those of neighbouring cells at other heights counted on their own."""
    step: float = 2.2
    """Em: a wider step ends a header. test_months_below_their_years_have_their_columns."""
    leading: int = 6
    """Lines of the tallest heading that may stand above all others."""
    short: int = 25
    """Characters of the longest of these lines."""


class StepSettings:
    """Rows told by the steps of their baselines (``rows.py``)."""

    ahead: int = 60
    """Lines below a header from which a table's steps are learned."""
    least: float = 0.5
    """Points that a step may be wider than the pitch of a cell's lines without parting two rows, at least; else it is
    half of the way to the usual step from row to row."""
    most: float = 1.2
    """The same, at most. test_padding_parts_rows_and_wrapped_lines_stay_together."""
    slack: float = 0.2
    """Points that a step must be wider than the widest inside a cell to be another one."""
    close: float = 1.6
    """Points: with a smaller difference of pitch and row step, rounding of heights may hide where a row ends.
    test_padding_that_rounding_may_hide_is_flagged."""
    same: float = 0.85
    """Points: steps that differ less are one; browsers put baselines on whole pixels of 0.75."""
    wrapped: float = 0.5
    """Share of full lines above which a step is the pitch of wrapped lines.
    test_months_below_their_years_have_their_columns."""
    full: float = 0.8
    """Share of full lines from which a table's only step is surely that pitch."""
    rare: float = 0.1
    """Share of a table's steps that one must have to be a step of rows at all."""
    many: int = 8
    """Full lines that outweigh what other tables tell."""
    tightest: float = 0.8
    """Em: baselines nearer than this are no two lines of one column.
    test_padding_parts_rows_and_wrapped_lines_stay_together."""


class BorderlessSettings:
    """Where a table without any rule ends, and goes on over pages (``borderless.py``)."""

    farthest: float = 3.5
    """Em: a wider step ends a table. test_padding_parts_rows_and_wrapped_lines_stay_together."""
    left: float = 2.5
    """Points: text that begins further left than a table's is none of it."""
    pending: int = 4
    """Lines that may stand between two rows without being like them."""
    head_step: float = 2.2
    """Em: a line with more room below it than this at a page's top is a running head.
    test_a_table_goes_on_without_its_header."""
    top: int = 3
    """Lines of running heads that may stand above a table that goes on."""


class KnownSettings:
    """What is kept of a document's tables while its pages are read (``memory.py``)."""

    wide: float = 0.5
    """Share of the text's width that a line of a paragraph fills at least."""
    seen: int = 3
    """Such lines that begin at one place, from which it is the page's margin."""
    fewest: int = 2
    """Full lines that make a pitch known, and steps that tell a row's padding.
    test_a_repeated_header_has_the_columns_of_the_pages_before."""
    enough: int = 8
    """Full lines that replace a known pitch, however many it was seen with."""
    room: float = 2.0
    """Points between pitch and row step that must be there to tell half of it.
    test_the_rest_of_a_row_stands_nearer_to_the_repeated_header."""
    kept: int = 80
    """Lines kept of the tables under one header, and steps of their rows."""
    heads: int = 3
    """Lines of a page's top that may be a running head."""


class DoubtSettings:
    """When guessed rows are not believed (``doubts.py``)."""

    columns: int = 4
    """Columns from which a table is judged."""
    thin: float = 0.5
    """Share of rows with less than half of their cells filled above which a table's rows are not believed."""
    poor: float = 0.25
    """Share of such tables above which no table of the document without rules is believed."""
    tables: int = 4
    """Tables from which that share tells anything."""


class AmountListSettings:
    """Lists of items with their amounts (``amount_lists.py``)."""

    fewest: int = 3
    """Lines: two may be headings with their sums. test_two_headings_with_their_amounts_are_none."""
    gap: float = 5.0
    """Em between an item and its amount: closer ones are sentences."""
    step: float = 2.5
    """Em: a wider step ends the list. test_a_list_of_amounts_is_a_table."""
    aligned: float = 6.0
    """Points by which right edges may differ: main items are often set in larger type."""


class OpenTableSettings:
    """Tables with horizontal rules alone (``tables.py``)."""

    rule: float = 120.0
    """Points: a shorter horizontal rule alone makes no table."""
    padding: float = 2.0
    """Points between rule and text from which on the text's left edge tells cells from paragraphs."""


OPEN_HEADERS = OpenHeaderSettings()
STEPS = StepSettings()
BORDERLESS = BorderlessSettings()
KNOWN = KnownSettings()
DOUBTS = DoubtSettings()
AMOUNT_LISTS = AmountListSettings()
OPEN_TABLES = OpenTableSettings()
