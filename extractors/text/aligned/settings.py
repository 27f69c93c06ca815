"""Numbers that tune the reading of tables whose cells stand apart by runs of spaces.

``tests/test_text_aligned.py`` holds them. Lengths are in characters of the source line, marks counted or not, as
whoever laid the line did.
"""

from __future__ import annotations

LEAST_COLUMNS = 3
"""Fewer columns are no table of a plan; two pieces in a line are a signature, a date, a page's head."""
HEAD_LINES = 5
"""Lines that the headings of a table take at most."""
HEADING = 90
"""Characters of a heading at most; a longer one holds a line of text or a row."""
KNOWN_SHARE = 0.6
"""This share of the columns must have a heading that some form knows."""
SNAP = 6
"""Characters: so near to a column a piece may begin that stands in it; marks shift what stands behind them."""
NEAR = 0.5
"""A line that fills this share of the columns begins a row where nothing else tells."""
SURE = 0.95
"""Likeness from which a piece of a line is a heading for sure."""
LINE_OF_HEADINGS = 300
"""Characters of several headings in a row at most; a longer piece is no heading."""
KNOWN = 0.85
"""Likeness from which a piece behind a sure heading is another one."""
SAMPLE = 60
"""Lines that show where the columns of a table begin."""
AHEAD = 3
"""Lines across the table after which a row must follow, else they stand below it."""
TABLE_LINES = 2000
"""Lines of one table at most."""
LAID_LINES = 3
"""So many lines with two gaps of several spaces or more make a text that may be laid out so."""
