"""How findings name things: one form of subject, short names, the words of a request."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from phaen.normalizers.clipping import clip
from phaen.pipeline.audit.model import Row
from phaen.pipeline.audit.tables import Tables

MOST = 80
"""Letters of a name that a subject or message shows."""


def short(text: str, most: int = MOST) -> str:
    """``text`` cut to ``most`` letters at a word's or at least a letter cluster's end, with … where it was cut."""
    return clip(" ".join(text.split()), most)


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


@cache
def _places() -> dict[str, tuple[str, str]]:
    text = files("phaen.pipeline.audit").joinpath("words/places.csv").read_text("utf8")
    return {row["key"]: (row["name_th"], row["name_en"]) for row in csv.DictReader(io.StringIO(text))}


def place_name(key: object) -> tuple[str, str]:
    """What a listing, source or kind of document is called, in Thai and English (``words/places.csv``)."""
    return _places().get(str(key), (str(key), str(key)))


def sentence(text: str) -> str:
    """English ``text`` as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def difference(printed: float, computed: float) -> tuple[str, str]:
    """``ต่ำกว่า … อยู่``/``สูงกว่า … อยู่``: on which side of ``computed`` a printed figure lies."""
    return ("ต่ำกว่า", "below") if printed < computed else ("สูงกว่า", "above")


def swapped(one: str, other: str) -> bool:
    """Are two figures the same digits in another order: probably two that changed places?"""
    a, b = ("".join(c for c in text if c.isdigit()) for text in (one, other))
    return a != b and len(a) == len(b) and Counter(a) == Counter(b)


def spaced(label: str) -> str:
    """A name behind a Thai word: an abbreviation stands apart from it, ``ตาราง KR`` does not."""
    return f" {label}" if "." in label.partition(" ")[0] else label


def offices(labels: Iterable[str], most: int = 2) -> tuple[str, str]:
    """Equal offices as one: ``สกจ. 2568``, or their number where they are many, in Thai and English."""
    distinct = list(dict.fromkeys(labels))
    if len(distinct) <= most:
        return ", ".join(distinct), ", ".join(distinct)
    return f"อีก {len(distinct)} หน่วยงาน", f"{len(distinct)} other offices"
