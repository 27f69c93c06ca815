"""The numbers that tune how pages are read, each with its unit, why it has its value, and the test that moves with it.

One frozen dataclass per topic and one instance of it, which the readers take.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Letters that belong together because one follows the other (``glyphs/runs.py``; tests/test_pdf_crossing.py)."""

    same_base: float = 0.15
    """Em: letters whose baselines differ more are in no one run; raised figures come to 0.3.
    test_raised_figures_are_a_run_of_their_own."""
    joined: float = 0.05
    """Em: letters that follow each other this closely are one run; programs round places to 0.01–0.04 em.
    test_a_run_of_many_objects_stays_whole."""
    overlap: float = 0.3
    """Em: letters may reach this far under the next one (kerning, italics). test_kerned_letters_stay_in_one_run."""
    gap: float = 0.8
    """Em: a wider space inside one text object parts two runs: some programs draw a table's row as one object.
    test_a_row_drawn_as_one_object_is_parted_at_its_gaps."""


@dataclass(frozen=True, slots=True)
class CrossingSettings:
    """Text that crosses a rule between two cells (``ruled/crossing.py``; tests/test_pdf_crossing.py)."""

    aligned: float = 0.75
    """Em between a cell's border and text that is set at it: the padding of Word is 5.4 points, 0.45 em of 12.
    test_an_amount_that_runs_over_its_left_rule_keeps_its_first_digits."""


@dataclass(frozen=True, slots=True)
class RowSettings:
    """Entries of a ruled row that no rule parts (``ruled/row_splits.py``; tests/test_pdf_row_splits.py)."""

    same_line: float = 0.4
    """Em: lines of two columns whose baselines differ less stand beside each other; type sizes differ between columns.
    test_lines_of_another_size_stand_beside_a_number."""
    widest_step: float = 2.2
    """Em: lines of one entry follow each other more closely; Thai fonts with tall boxes come to 1.9.
    test_two_figures_in_one_item_are_no_figure_for_it."""
    gap: float = 0.35
    """Em by which a step across all columns must be wider than the closest lines of a cell to part two entries:
    half of a browser's usual padding of 8 points. test_free_height_across_all_columns_parts_entries_as_a_guess."""
    gap_columns: int = 3
    """Columns with text from which free height is looked at: with two, any two paragraphs would look like rows.
    test_two_columns_are_not_parted_by_free_height."""
    gap_share: float = 0.6
    """Share of the columns that must begin again below it. test_a_paragraph_in_one_column_parts_nothing."""


RUNS = RunSettings()
ROWS = RowSettings()
CROSSING = CrossingSettings()
