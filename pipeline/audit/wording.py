"""How findings name things: one form of subject, short names, the words of a request."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from phaen.pipeline.audit.model import Row
from phaen.pipeline.audit.tables import Tables

MOST = 60
"""Letters of a name that a subject or message shows."""
_LEADING = "เแโใไ"


def short(text: str, most: int = MOST) -> str:
    """``text`` cut to ``most`` letters at a word's or at least a letter cluster's end, with … where it was cut."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and (
        unicodedata.combining(text[end]) or unicodedata.category(text[end]) == "Mn" or text[end] in "ะาำๅ"
    ):
        end -= 1
    space = text.rfind(" ", most // 2, end)
    end = space if space > 0 else end
    return text[:end].rstrip(_LEADING + " ") + "…"


def indicator(tables: Tables, row: Row) -> str:
    """``2201 ตรวจสอบสภาพยานพาหนะ… · สกจ. 2568 · 1.1/1``: code and name, agency and year, component and number."""
    kpi = tables.kpi.get(str(row.get("kpi_id")), row)
    code = kpi.get("kr_code_printed") or kpi.get("kr_code")
    name = short(str(kpi.get("name") or kpi.get("kpi_name") or ""))
    number = "/".join(str(part) for part in (kpi.get("component_no"), kpi.get("item_no")) if part)
    return joined((f"{code or ''} {name}".strip(), tables.label(str(row["doc_id"])), number))


def of_document(tables: Tables, doc_id: str, what: str) -> str:
    """The same form for anything else that a document holds: ``รวมงบประมาณ ส่วนที่ 3 · สกจ. 2568``."""
    return joined((short(what), tables.label(doc_id)))


def joined(parts: Iterable[str]) -> str:
    """The parts of a subject."""
    return " · ".join(part for part in parts if part)


def quoted(names: Iterable[str], most: int = 6) -> str:
    """Names in quotation marks, the many after the first ones as a number."""
    distinct = [f"“{short(name)}”" for name in dict.fromkeys(names)]
    return ", ".join(distinct[:most]) + (f" … (+{len(distinct) - most})" if len(distinct) > most else "")
