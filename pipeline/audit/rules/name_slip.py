"""One name with a slip in a listing: a doubled word, an abbreviation with another letter, a Latin word cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.normalizers.name_notes import compared_names, measure_name
from phaen.normalizers.text import squash
from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.names import name_difference, same_abbreviated, skeleton, stutter
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

_ABBREVIATION = re.compile(r"(?:[ก-ฮ]{1,4}\.){2,}")
_LATIN = re.compile(r"[A-Za-z]{4,}")


def _slip(one: str, other: str) -> tuple[str, str] | None:
    """What two listings print differently where their names are one name; ``None`` without such a slip."""
    one, other = compared_names(measure_name(one), measure_name(other))
    if name_difference(one, other) is not None or skeleton(one) == skeleton(other):
        return None
    for pattern, alike in ((_ABBREVIATION, _one_letter), (_LATIN, same_abbreviated)):
        left, right = pattern.findall(squash(one)), pattern.findall(squash(other))
        if len(left) == len(right):
            for a, b in zip(left, right, strict=True):
                if a.lower() != b.lower() and alike(a.lower(), b.lower()):
                    return a, b
    return stutter(one, other)


def _one_letter(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator."""
    for kpi_id, kpi in tables.kpi.items():
        rows: list[Row] = [kpi, *tables.mentions.get(kpi_id, [])]
        slips = [
            (row, slip)
            for row in rows[1:]
            if row.get("name") and row["name"] != kpi["name"] and (slip := _slip(str(kpi["name"]), str(row["name"])))
        ]
        if not slips:
            continue
        left, right = slips[0][1]
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(kpi["doc_id"],),
            subject=indicator(tables, kpi),
            message_th=f"แห่งหนึ่งระบุ “{left}” อีกแห่งหนึ่งระบุ “{right}” อาจเกิดจากการย่อคำ การสะกด หรือการอ่านคลาดเคลื่อน "
            "โปรดยืนยันคำที่ถูกต้อง",
            message_en=f"“{left}” here and “{right}” there, probably a slip: please confirm the word.",
            evidence=(evidence_of(kpi, left), *(evidence_of(row, slip[1]) for row, slip in slips)),
            discriminator=kpi_id,
        )


RULE = rule("name_slip", within=check)
