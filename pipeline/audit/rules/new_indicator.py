"""Indicators of one office that the document of the same kind of the year before did not have."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, rule
from phaen.pipeline.audit.rules.dropped_indicator import changed, finding
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import quoted


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per office, kind of document and pair of years, with every such indicator."""
    for agency, kind, year, rows, others in changed(tables, gone=False):
        names = quoted(str(row["name"]) for row in rows)
        th = f"ตัวชี้วัดของ พ.ศ. {year} จำนวน {len(rows)} ตัวไม่มีใน พ.ศ. {year - 1}: {names} โปรดยืนยันว่าเป็นตัวชี้วัดใหม่"
        en = (
            f"{len(rows)} indicators of {year} were not in the document of {year - 1}: {names}. Please confirm that "
            "they are new."
        )
        yield finding(RULE, agency, kind, year, rows, others, (th, en))


RULE = rule("new_indicator", over_years=check)
