"""The numbers that tune how pages are read, each with its unit, why it has its value, and the test that moves with it.

One plain class per topic and one instance of it, which the readers take: nobody makes or compares others, and two
dozen dataclasses take longer to make than a page to read.
"""

from __future__ import annotations


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


class CrossingSettings:
    """Text that crosses a rule between two cells (``ruled/crossing.py``; tests/test_pdf_crossing.py)."""

    aligned: float = 0.75
    """Em between a cell's border and text that is set at it: the padding of Word is 5.4 points, 0.45 em of 12.
    test_an_amount_that_runs_over_its_left_rule_keeps_its_first_digits."""


class RowSettings:
    """Entries of a ruled row that no rule parts (``ruled/row_starts.py``; tests/test_pdf_row_splits.py)."""

    same_line: float = 0.4
    """Em: lines of two columns whose baselines differ less stand beside each other; type sizes differ between columns.
    test_lines_of_another_size_stand_beside_a_number."""
    widest_step: float = 2.2
    """Em: lines of one entry follow each other more closely; Thai fonts with tall boxes come to 1.9.
    test_two_figures_in_one_item_are_no_figure_for_it."""
    figure_columns: int = 3
    """Columns of figures on the same baselines that make entries sure: two may be two lines of one entry.
    test_columns_of_figures_on_the_same_baselines."""
    gap: float = 0.35
    """Em by which a step across all columns must be wider than the closest lines of a cell to part two entries:
    half of a browser's usual padding of 8 points. test_free_height_across_all_columns_parts_entries_as_a_guess."""
    item_gap: float = 0.08
    """Em of such a step above numbers of several parts (3.1, 3.2): word processors leave no more between two rows
    without padding. test_numbers_of_several_parts_begin_entries_of_texts."""
    seen_step: float = 0.08
    """Em that steps of recognised lines differ more than those of printed ones: by a pixel at either line, by more on a
    bent page. test_a_little_free_height_is_none_between_recognised_lines."""
    short: float = 8.0
    """Em that a line of a cell across all columns ends short by, where the next is no rest of its sentence: longer
    than most words. test_a_programme_above_its_output_is_a_row_of_its_own."""
    apart: float = 1.5
    """Closest steps of a cell's lines from which two of them are no lines of one text: a free line makes two.
    test_a_cell_of_several_entries_that_stand_apart_is_a_guess_for_all."""
    gap_columns: int = 3
    """Columns with text from which free height is looked at: with two, any two paragraphs would look like rows.
    test_two_columns_are_not_parted_by_free_height."""
    gap_share: float = 0.6
    """Share of the columns that must begin again below it. test_a_paragraph_in_one_column_parts_nothing."""


class VisibilitySettings:
    """When text is suspected not to be seen on the page, and what the page's picture must show of it.

    The tests are those of ``tests/test_pdf_visibility.py``, named by their part.
    """

    light: float = 195.0
    """Luminance 0–255 of a text's colour from which it may not be seen on paper: greys of footers end near 170, white
    and cream begin at 230. Test: white."""
    contrast: float = 60.0
    """Difference of luminance 0–255 between a text and the area under it below which the page is looked at; headings
    on shaded rows have 120 and more. Test: ground."""
    faint: float = 64.0
    """Opacity 0–255 of a text below which the page is looked at. Test: white."""
    tiny: float = 1.5
    """Points: letters this small are read by nobody; the smallest print of forms is 4. Test: tiny."""
    opaque: float = 200.0
    """Opacity 0–255 from which an area drawn later may hide a text; markers and tints have 128 or less. Test: bar."""
    overlap: float = 0.1
    """Share of a text's box under a later area from which the page is looked at: a bar over one figure of a long line
    is less than half of it. Test: bar."""
    scan: float = 0.5
    """Share of the page that pictures cover from which invisible text is the text layer of a scan. Test: scan."""
    zoom: float = 2.0
    """Pixels per point of the pictures compared: a decimal point of 8-point print is more than one pixel."""
    ink: int = 32
    """Steps of 0–255 by which a pixel must change when a text is left out, to be ink of it: less is not seen on
    paper. Test: white."""
    inked: float = 0.01
    """Share of a letter's box that its ink covers at least; a point covers 2 %. Test: bar."""
    mark_wide: float = 0.5
    """Share of a Thai mark's size that its box is wide at least: marks have no width, or stand left of their place.
    Test: test_a_mark_drawn_alone_is_seen_where_layers_are."""
    mark_below: float = 0.3
    """Share of its size below the baseline in which a mark may have ink; the next line's letters begin at 0.45. Test:
    the same."""
    mark_above: float = 0.9
    """Share of its size above the baseline in which a mark may have ink; marks of the line above end at 0.95. Test:
    the same."""
    whole: float = 0.95
    """Share of a text's letters with ink from which all of it is seen, so that thin signs need no ink of their own."""
    max_pixels: int = 6_000_000
    """Pixels of one picture: larger pages are pictured smaller."""


class UnderlinedSettings:
    """Lines under < and > that make ≤ and ≥ of them (``glyphs/signs.py``; test_an_underlined_sign_is_or_equal)."""

    below: float = 0.35
    """Share of the sign's size from its baseline down to the line at most; underlines stand at 0.1 to 0.2."""
    slack: float = 0.12
    """Share of the size by which the line may begin or end beside the sign; less than half of a digit."""
    reach: float = 1.5
    """Share of the size that the line goes on under spaces; a table's rule goes further."""


class FrameSettings:
    """Boxes round a form or a page (``ruled/frames.py``; tests/test_pdf_frames.py)."""

    same: float = 3.0
    """Points by which the same box may differ from page to page. test_a_frame_is_known_on_pages_without_a_table."""
    slack: float = 1.0
    """Points that a table may stick out of its box: rules have a width. test_a_box_round_a_table_is_no_table."""


class SpacingSettings:
    """Letters that a style sets apart (``glyphs/spacing.py``; tests/test_pdf_letters.py)."""

    least: float = 0.06
    """Em between the closest letters of such a line; kerning and rounding leave 0.03.
    test_letters_set_apart_are_words_and_figures."""
    most: float = 0.45
    """Em: letters further apart are single signs in columns. test_figures_far_apart_stay_apart."""
    spread: float = 1.6
    """Gap behind a letter with one mark over that behind one without, from which marks are set apart as letters are:
    it is 1 or 2. test_marks_set_apart_stay_with_their_letter."""
    even: float = 0.08
    """Em by which the gaps of a line may differ: a style sets them alike; words told by gaps alone do not.
    test_words_told_by_gaps_alone_stay_words."""
    letters: int = 4
    """Gaps from which a line tells for itself; a shorter one is set as the line nearest to it."""
    column: float = 3.0
    """Em between the beginnings of two lines of one column: a list is indented by less."""
    page: float = 0.8
    """Share of a page's longer lines whose letters a style sets apart, from which it sets all of them apart.
    test_figures_of_a_font_without_longer_lines_are_set_as_the_page."""
    common: float = 0.02
    """Share of a page's gaps that are this wide where a style sets letters apart in one cell."""


class RaisedSettings:
    """Small raised figures, the marks of footnotes (``glyphs/raised.py``; tests/test_pdf_letters.py)."""

    smaller: float = 0.9
    """Size of a mark over that of the text beside it; browsers print 0.83, Word 0.65."""
    least: float = 0.13
    """Em of the text by which a mark is raised at least; Word raises by 0.3, reportlab by 0.2."""
    most: float = 0.75
    """Em by which it is raised at most: higher stands the line above."""
    near: float = 0.35
    """Em between a mark and the text that it belongs to."""
    longest: int = 2
    """Figures of a mark; a wrapped one stands alone on its line."""
    wrapped: float = 0.87
    """Size of a mark alone on a line over that of the line above it."""
    step: float = 2.2
    """Em of the text by which a wrapped mark stands below its line at most. test_a_mark_that_wraps_is_a_mark."""


class ColumnSettings:
    """Tables side by side (``ruled/side_by_side.py``; tests/test_pdf_side_by_side.py)."""

    gutter: float = 4.0
    """Points between two tables; rules nearer than 3 are one. test_tables_beside_each_other_are_read_one_by_one."""
    clear: float = 1.0
    """Points by which tables must overlap in height to stand side by side; rules below each other differ by less.
    test_tables_below_each_other_are_no_columns."""


class PictureSettings:
    """Tables that stand on a page of text as pictures (``source/pictures.py``; tests/test_pdf_pictures.py)."""

    area: float = 0.04
    """Share of the page that such a picture covers at least; seals and logos have 0.02."""
    page: float = 0.6
    """Share from which it is a scan or a background."""
    width: float = 0.3
    """Share of the page's width: narrower pictures are portraits and logos."""
    letters: int = 3
    """Letters that may stand over it: more are the text of it. test_a_picture_under_text_is_a_background."""
    dark: float = 140
    """Brightness 0–255 of the brightest channel below which a pixel is ink of a rule."""
    along: float = 0.55
    """Share of the picture's width or height that a rule is dark along: merged cells interrupt rules.
    test_a_photograph_is_no_table."""
    upright: float = 0.35
    """The same for rules down the picture, which shows captions and margins too."""
    across: int = 3
    """Rules across: two rows at least. test_a_photograph_is_no_table."""
    down: int = 3
    """Rules down: two columns at least."""


class StrikeSettings:
    """Text that is struck through (``glyphs/struck.py``; tests/test_pdf_visibility.py, test_text_struck_through…)."""

    lowest: float = 0.1
    """Em above the baseline: lower lines underline. test_underlined_text_is_text."""
    highest: float = 0.48
    """Em above the baseline at which a line runs through letters; Thai letters end near 0.6."""
    ends: float = 0.3
    """Em by which the line may begin and end beside the letters; a table's rule ends at its columns."""
    filled: float = 0.6
    """Share of the line under which letters stand, spaces left out."""


class RuleSettings:
    """Ruling lines and grids (``ruled/rules.py``, ``ruled/cells.py``; tests/test_pdf_reader.py, test_pdf_frames.py)."""

    tolerance: float = 3.0
    """Points: pdfplumber's own default for lines that belong together; two borders of one box stand up to 2 apart.
    test_a_box_round_a_table_is_no_table (4.5 points away)."""
    shortest: float = 4.0
    """Points: a shorter line is a hyphen, a tick or a part of a picture. test_short_strokes_are_no_rules."""
    most: int = 1500
    """Lines of one orientation on one page; beyond that the page is a drawing or a chart (test_hostile.py)."""
    most_crossings: int = 8000
    """Crossings of lines on one page, for the same reason; a plan of 40 rows and 20 columns has 800."""
    open_width: float = 20.0
    """Points between verticals that end together from which a missing rule is drawn: less is an arrow or a frame.
    test_a_pair_of_short_verticals_is_no_table."""
    open_height: float = 6.0
    """Points: verticals that are shorter hold no line of text. test_a_pair_of_short_verticals_is_no_table."""
    middle: float = 0.3
    """Em above the baseline at which a character is held to stand: the middle of a letter without ascender."""
    body: float = 0.5
    """Em above the baseline that every Thai letter fills: a rule that begins there begins within a line of text.
    test_a_rule_that_begins_within_a_line_of_text_parts_no_heading."""


class FractionSettings:
    """Formulas over a bar (``glyphs/fractions.py``; tests/test_pdf_fractions.py)."""

    centre: float = 0.12
    """Share of the bar's width by which the middles of text and bar may differ: a label at the left of a cell is none.
    test_a_label_above_a_formula_is_none_of_it."""
    full: float = 0.75
    """Share of the bar that a line fills at least to go on in the next. test_a_numerator_that_wraps."""
    step: float = 2.0
    """Em from line to line of a numerator that wraps. test_a_numerator_that_wraps."""


class CutRowSettings:
    """Rows that a page end cuts in tables without vertical rules (``ruled/cut_rows.py``; test_pdf_cut_rows)."""

    near: float = 1.3
    """Em: free height above a line that still belongs to the row; lines of one cell leave up to 0.9 free."""
    footer: int = 12
    """Characters of a page number with its brackets and words."""


RULES = RuleSettings()
FRACTIONS = FractionSettings()
CUT_ROWS = CutRowSettings()
RUNS = RunSettings()
COLUMNS = ColumnSettings()
ROWS = RowSettings()
FRAMES = FrameSettings()
CROSSING = CrossingSettings()
VISIBILITY = VisibilitySettings()
UNDERLINED = UnderlinedSettings()
SPACING = SpacingSettings()
RAISED = RaisedSettings()
PICTURES = PictureSettings()
STRIKES = StrikeSettings()
