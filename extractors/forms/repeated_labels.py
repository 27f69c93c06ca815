"""A label printed again below one numbered indicator and the next (the hospital compared with, an age group) is the
name of no indicator: its figures are of the indicator above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from phaen.extractors.forms.context import is_blank
from phaen.extractors.forms.records import Made, Mention
from phaen.extractors.tables.joined import JoinedRow
from phaen.extractors.tables.row_begins import opens_line
from phaen.normalizers.text import squash

FLAG = "number_missing"
_JOINED = "{} - {}"
"""As offices print it themselves: ผู้เข้าร่วมโครงการ - นักศึกษาชั้นปีที่ 1 (participants – first-year students)."""


def name_after_indicator(made: Sequence[tuple[JoinedRow, Made]], numbered: Sequence[bool]) -> None:
    """Put the name of the numbered indicator above before the label of each such row that holds figures, in place.

    Under one name they were one indicator with the figures of the first row, and the others' were in no row.
    """
    mentions: list[tuple[JoinedRow, Mention, bool]] = []
    for (row, record), has_number in zip(made, numbered, strict=True):
        if not isinstance(record, Mention) or record.raw.get("of_project") or record.raw.get("project"):
            return
        mentions.append((row, record, has_number))
    labels: list[tuple[JoinedRow, Mention, Mention]] = []
    parent = None
    for row, record, has_number in mentions:
        if has_number:
            parent = record
        elif parent is not None and not opens_line(record.name_raw, of_indicator=True):
            labels.append((row, record, parent))
    below = Counter(label for label, _ in {(squash(one.name_raw), id(above)) for _, one, above in labels})
    for row, record, above in labels:
        told = (cell for cell in row.cells if not is_blank(cell.text) and not cell.inherited)
        if below[squash(record.name_raw)] > 1 and any(cell.text != record.name_raw for cell in told):
            record.raw["below"] = above.name_raw
            record.name_raw = _JOINED.format(above.name_raw, record.name_raw)
            record.flags.extend({FLAG} - set(record.flags))
