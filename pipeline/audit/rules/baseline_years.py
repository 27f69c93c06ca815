"""The baseline lists other years than its heading says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.normalizers.text import arabic_digits, canonical
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

_BACK = re.compile(r"ย้อนหลัง\s*(\d{1,2})\s*ปี")
_RANGE = re.compile(r"(25\d\d)\s*[-–—]\s*(25\d\d)")
_YEAR = re.compile(r"25\d\d")


def stated_years(heading: str) -> tuple[int | None, set[int]]:
    """How many years a heading promises (``ย้อนหลัง 3 ปี``), and which ones it names."""
    text = arabic_digits(canonical(heading))
    back = _BACK.search(text)
    named = {int(year) for year in _YEAR.findall(text)}
    for first, last in _RANGE.findall(text):
        named |= set(range(int(first), int(last) + 1))
    return (int(back[1]) if back else None), named


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator listing."""
    for row in tables.rows("kpi_mentions"):
        years = sorted({int(year) for year in row.get("baseline_years") or []})
        heading = row.get("baseline_heading")
        if not heading or len(years) < materiality.MIN_BASELINE_YEARS:
            continue
        count, named = stated_years(heading)
        other_years = bool(named) and not set(years) <= named
        if not (other_years if count is None else len(years) != count):
            continue
        listed = ", ".join(map(str, years))
        together = len(years) == years[-1] - years[0] + 1 and len(years) > 1
        span = f"{years[0]}–{years[-1]}" if together else listed
        yield Finding(
            rule=RULE.name,
            severity="warning",
            doc_ids=(row["doc_id"],),
            subject=indicator(tables, row),
            message_th=f"หัวคอลัมน์ระบุ “{heading}” แต่ระบุข้อมูล {len(years)} ปี (พ.ศ. {span}) โปรดยืนยันช่วงปี",
            message_en=f"The column is headed “{heading}”, but {len(years)} years are listed ({span}): "
            "please confirm the years.",
            evidence=(evidence_of(row, f"{heading}: {listed}"),),
            discriminator=str(row.get("listing")),
        )


RULE = rule("baseline_years", within=check)
