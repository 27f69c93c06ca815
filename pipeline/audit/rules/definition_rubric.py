"""A rubric that asks for what the definition rules out: other days, or shares that few units cannot give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import ceil

from phaen.normalizers.target_words import classifiers
from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, listed, number, rule
from phaen.pipeline.audit.rules.rubric_scale import rubrics_in_percent
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

_DAYS = re.compile(r"(?:ภายใน|ไม่เกิน|น้อยกว่า|ไม่เกินกว่า)\s*(\d{1,3})\s*วัน")
_DURATION = "ระยะเวลา"
_WHOLE = re.compile(r"(?:ทั้งหมด|ทั้งสิ้น|รวม|ทั้ง)\s*(?:จำนวน)?\s*(\d{1,3})\s*([ก-๙/]{2,20})")
_BRACKET = re.compile(r"\(\s*(\d{1,3})\s*([ก-๙/]{2,20})\s*\)")
MOST_UNITS = 30
"""Units up to which a share can be out of reach."""


def _text(row: Row, *columns: str) -> str:
    return arabic_digits(" ".join(str(row.get(column) or "") for column in columns))


def _days(tables: Tables) -> Iterator[Finding]:
    rubrics: dict[str, list[Row]] = {}
    for row in tables.rows("rubrics"):
        rubrics.setdefault(str(row.get("kpi_id")), []).append(row)
    for kpi_id, kpi in tables.kpi.items():
        if not rubrics.get(kpi_id):
            continue
        definition = _text(kpi, "definition", "calculation")
        if _DURATION not in f"{kpi.get('name')} {definition}":
            continue
        defined = {int(found) for found in _DAYS.findall(definition)}
        asked = [(row, {int(one) for one in _DAYS.findall(_text(row, "criterion"))}) for row in rubrics.get(kpi_id, ())]
        stated = set().union(*(days for _, days in asked)) if asked else set()
        if not defined or not stated or defined & stated or stated & {sum(defined)}:
            continue
        left, right = (listed(f"{day}" for day in sorted(days)) for days in (defined, stated))
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(kpi["doc_id"],),
            subject=indicator(tables, kpi),
            message_th=f"นิยามกำหนดระยะเวลา {left} วัน แต่เกณฑ์การให้คะแนนใช้ {right} วัน โปรดยืนยันระยะเวลา",
            message_en=f"The definition sets {left} days, the rubric asks for {right} days: please confirm the time.",
            evidence=(
                evidence_of(tables.place(kpi, str(kpi["definition"] or ""), ("agreement_detail",)), str(kpi["name"])),
                *(evidence_of(row, str(row.get("criterion"))) for row, days in asked if days),
            ),
            points_at_stake=float(kpi["weight"]) if kpi.get("weight") is not None else None,
            discriminator=f"days {kpi_id}",
        )


def whole(kpi: Row) -> tuple[int, str] | None:
    """Of how many things the indicator is a share: stated in the target's brackets, or as all there are of what the
    name counts."""
    name = _text(kpi, "name")
    for text, pattern in ((_text(kpi, "target_raw"), _BRACKET), (_text(kpi, "calculation", "definition"), _WHOLE)):
        found = set()
        for count, noun in pattern.findall(text):
            known = next((word for word in (noun, *classifiers()) if noun.startswith(word) and word in name), None)
            if known:
                found.add((int(count), known))
        if len(found) == 1:
            return found.pop()
    return None


def _unreachable(levels: dict[int, Row], count: int) -> list[int]:
    """Levels that no number of ``count`` things gives: the next level begins before the next thing is done."""
    thresholds = {level: float(row["threshold_value"]) for level, row in levels.items()}
    order, values = sorted(thresholds), [thresholds[level] for level in sorted(thresholds)]
    if values != sorted(values) or values[-1] > 100:
        return []
    lost = []
    for level, following in pairwise(order):
        needed = ceil(thresholds[level] * count / 100 - 1e-9)
        if needed * 100 / count >= thresholds[following]:
            lost.append(level)
    return lost


def _shares(tables: Tables) -> Iterator[Finding]:
    for key, levels in rubrics_in_percent(tables):
        top = levels[max(levels)]
        kpi = tables.kpi.get(str(top.get("kpi_id")))
        told = whole(kpi) if kpi and str(kpi.get("name") or "").startswith("ร้อยละของ") else None
        if kpi is None or told is None or told[0] > MOST_UNITS or told[0] < materiality.SCALE_DIFFERS:
            continue
        count, noun = told
        lost = _unreachable(levels, count)
        if not lost:
            continue
        named = listed(f"{level} ({levels[level].get('threshold_raw')})" for level in lost)
        one = number(100 / count)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(top["doc_id"],),
            subject=indicator(tables, top),
            message_th=f"นิยามมี {count} {noun} หนึ่ง{noun}คือร้อยละ {one} จึงไม่มีผลใดได้ระดับ {named} โปรดปรับเกณฑ์การให้คะแนน",
            message_en=f"With {count} {noun} one is {one} %: no result can earn level {named}. Please set the levels "
            "so that each can be reached.",
            evidence=(
                evidence_of(kpi, f"{kpi['name']} {kpi.get('target_raw') or ''}".strip()),
                *(evidence_of(levels[level], str(levels[level].get("threshold_raw"))) for level in lost),
            ),
            points_at_stake=float(kpi["weight"]) if kpi.get("weight") is not None else None,
            discriminator=f"shares {key}",
        )


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator and kind of contradiction."""
    yield from _days(tables)
    yield from _shares(tables)


RULE = rule("definition_rubric", within=check)
