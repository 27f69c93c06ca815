"""The office's own name is printed with another word than the register's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from phaen.normalizers.agencies import AgencyRegister
from phaen.normalizers.repair.segmentation import dictionary, tokenise
from phaen.normalizers.text import squash
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Evidence, Finding, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document
from rapidfuzz.distance import Levenshtein

ENDS = 9
"""Letters of the name's beginning and end by which another writing of it is found."""


@cache
def _others() -> frozenset[str]:
    register = AgencyRegister.load()
    return frozenset(squash(name) for agency in register.agencies for name in (agency.name, *agency.aliases))


def _written(name: str, text: str) -> Iterator[str]:
    """Other writings of ``name`` in ``text``: the same beginning and end, another dictionary word between."""
    begin, end = name[:ENDS], name[-ENDS:]
    middle = len(name) - 2 * ENDS
    pattern = re.compile(f"{re.escape(begin)}(?P<middle>[ก-๙]{{{max(1, middle - 6)},{middle + 6}}}?){re.escape(end)}")
    for match in pattern.finditer(text):
        words = tokenise(match[0])
        distance = Levenshtein.distance(match[0], name)
        known = all(word in dictionary() for word in words)
        if known and materiality.OTHER_OFFICE_LETTERS[0] <= distance <= materiality.OTHER_OFFICE_LETTERS[1]:
            yield match[0]


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document and writing."""
    for doc_id, document in tables.document.items():
        name = squash(str(document.get("agency_name") or ""))
        if not document.get("agency_code") or len(name) < 3 * ENDS:
            continue
        found: dict[str, list[Evidence]] = {}
        for row in tables.by_document("sections").get(doc_id, []):
            heads = row.get("heading_path") or [""]
            text = squash(f"{heads[-1]} {row.get('text') or ''}")
            for other in _written(name, text):
                if other != name and other not in _others():
                    found.setdefault(other, []).append(evidence_of(row, other))
        for other, evidence in found.items():
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=of_document(tables, doc_id, other),
                message_th=f"ระบุชื่อหน่วยงานว่า “{other}” แต่ทะเบียนใช้ “{document['agency_name']}” โปรดยืนยันชื่อหน่วยงาน",
                message_en=f"The office is called “{other}”; the register has “{document['agency_name']}”: "
                "please confirm.",
                evidence=tuple(dict.fromkeys(evidence)),
            )


RULE = rule("agency_name", within=check)
