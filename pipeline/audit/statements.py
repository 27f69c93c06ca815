"""Sentences and headings that state a count, a weight or a sum, found in the text of ``sections``.

``1.1 … (Agenda Base) จำนวน 8 KRs``, ``องค์ประกอบที่ 2 … กำหนดค่าน้ำหนักคะแนนร้อยละ 30 จำนวน 5 ตัวชี้วัด``,
``รวมจำนวน.....3.....โครงการ/กิจกรรม จำนวนเงินทั้งสิ้น ….บาท``: blanks of a form are dots, figures may be Thai.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit.model import Row
from phaen.pipeline.audit.tables import Tables, place_key

_BASE_NAMES = {
    "agenda": "Agenda Base",
    "function": "Function Base",
    "innovation": "Innovation Base",
    "potential": "Potential Base",
    "joint": "Joint KPIs",
}
_BASE = re.compile(r"(?i)\b(agenda|function|innovation|potential|performance)\s*base|\b(joint)\s*kpis?")
_COMPONENT = re.compile(r"(?:องค์ประกอบที่|องค์ประกอบ)\s*(\d+(?:\.\d+)*)")
_NUMBERED = re.compile(r"(?m)^\W{0,4}(\d\.\d)\.?\s+(?=ประสิทธิ|ศักยภาพ|การ|ความ)")
_NUMBER_FIRST = re.compile(r"(?m)^\W{0,4}\d\.\d")
_OF_ALL = re.compile(r"ทั้ง\s*\d+\s*องค์ประกอบ\W*$")
"""Just before a count: it is that of all components together."""
_LAST_YEAR = "ปีที่ผ่านมา"
"""Heading of what a plan says of the year before."""
_COUNTED = ("ตัวชี้วัด", "ตัววัดผล", "KR")
"""What the counts of indicators count."""
_THAI_DIGIT = re.compile("[๐-๙]")
_PART = re.compile(r"ส่วนที่\s*\d")
_COUNT = re.compile(
    r"(?P<least>อย่างน้อย|ไม่น้อยกว่า|ไม่ต่ำกว่า)?\s*(?:จำนวน|ทั้งสิ้น|รวม)[\s.…]*(?P<n>\d+)[\s.…]*"
    r"(?:KRs?\b|ตัวชี้วัด|ตัววัดผล)",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"(?:กำหนด(?:ค่า)?(?:น้ำหนัก)?(?:ค่า)?คะแนน|น้ำหนัก(?:คะแนน)?)(?:\s*[:=]?\s*ร้อยละ|\s*[:=])\s*(?P<n>\d+(?:\.\d+)?)"
    r"|\(\s*ร้อยละ\s*(?P<m>\d+(?:\.\d+)?)\s*\)"
)
_SUM = re.compile(
    r"^\W*รวม(?:ทั้งสิ้น|ทั้งหมด)?(?:ค่า)?(?:น้ำหนัก)?(?:คะแนน)?\s*(?:ของ)?(?:องค์ประกอบ(?:ที่)?\s*(?P<part>\d+(?:\.\d+)*))?"
    r"\s*(?:ร้อยละ)?\s*(?P<n>\d{1,3}(?:\.\d+)?)\s*(?:คะแนน)?\W*$"
)
"""The row that closes a table of weights: ``รวมน้ำหนักองค์ประกอบที่ 1 … 70``, ``รวม … 100``."""
WHOLE = ""
"""The component of a sum over all of them."""
_ITEM = re.compile(r"(?<![\d.])\d+\.\d+\s|ตัวชี้วัดที่\s*\d+(?:\.\d+)*(?![\d.])(?!\s*(?:[-–,]|ถึง|และ)\s*(?:ตัวชี้วัดที่\s*)?\d)")
"""The number of an indicator: what follows speaks of that indicator alone."""
MAX_GAP = 240
"""Characters between the name of a component and its weight."""
_PROJECTS = re.compile(r"รวมจำนวน[\s.…]*(?P<n>\d+)[\s.…]*โครงการ")
_BAHT = re.compile(r"จำนวนเงินทั้งสิ้น[\s.…]*(?P<n>\d[\d,]*(?:\.\d{1,2})?)[\s.…\-]*บาท")


@dataclass(frozen=True, slots=True)
class CountStatement:
    """``จำนวน N KRs`` with the base or component named before it, and the listing that it heads."""

    row: Row
    raw: str
    count: int
    at_least: bool
    base: str | None
    component: str | None
    in_list: bool


@dataclass(frozen=True, slots=True)
class WeightStatement:
    """``องค์ประกอบที่ N … ร้อยละ W``: the weight stated for a component."""

    row: Row
    raw: str
    weight: float
    base: str | None
    component: str


@dataclass(frozen=True, slots=True)
class PlanStatement:
    """The sentence that closes a project table, with the lines of that table."""

    row: Row
    raw: str
    count: int | None
    baht: Decimal | None
    section: str
    items: tuple[Row, ...]

    def parts(self) -> list[list[Row]]:
        """What the sentence may close: all lines of the section above it, or those of the last table or issue alone."""
        last = self.items[-1] if self.items else {}
        keys = ("issue_no", "objective", "key_result"), ("issue_no",), ("programme", "output"), ("programme",)
        found = [list(self.items)]
        for columns in keys:
            part: list[Row] = []
            for row in reversed(self.items):
                if any(row.get(column) != last.get(column) for column in columns):
                    break
                part.append(row)
            found.append(part[::-1])
        return found


@cache
def _section_names() -> dict[str, str]:
    text = files("phaen.pipeline.audit").joinpath("words/sections.csv").read_text("utf8")
    return {row["section"]: row["name_th"] for row in csv.DictReader(io.StringIO(text))}


def section_name(section: str) -> str:
    """The printed name of a plan section (``words/sections.csv``), or the key where it has none."""
    return _section_names().get(section, section)


def _plain(parts: Iterable[object]) -> str:
    """Parts of a row as lines with Arabic digits (columns are normalised already; data from elsewhere may not be)."""
    text = "\n".join(map(str, parts))
    return arabic_digits(text) if _THAI_DIGIT.search(text) else text


def _lines(row: Row) -> str:
    """The headings above a row and its text."""
    return _plain([*(row.get("heading_path") or []), row.get("text") or ""])


def _own(row: Row) -> str:
    """The nearest heading of a row and its text."""
    return _plain([*(row.get("heading_path") or [])[-1:], row.get("text") or ""])


def _last(pattern: re.Pattern[str], text: str) -> str | None:
    found = None
    for match in pattern.finditer(text):
        found = next((group for group in match.groups() if group), match[0])
    return found


def _base(text: str) -> str | None:
    found = _last(_BASE, text)
    return found.lower() if found and found.lower() in _BASE_NAMES else None


def base_name(base: str | None) -> str:
    """The printed name of a base, ``""`` for none."""
    return _BASE_NAMES.get(base or "", "")


def _component(text: str) -> str | None:
    """The component number named last: ``1.1 …`` at a line's start, or ``องค์ประกอบที่ 2``."""
    best: tuple[int, str] | None = None
    for pattern in (_COMPONENT, _NUMBERED):
        for match in pattern.finditer(text):
            if best is None or match.start() > best[0]:
                best = (match.start(), match[1])
    return best[1] if best else None


def _snippet(text: str, match: re.Match[str]) -> str:
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return text[start : end if end >= 0 else len(text)].strip()[-240:]


def _starts_over(text: str) -> bool:
    if "องค์ประกอบ" not in text and "ase" not in text and "oint" not in text and not _NUMBER_FIRST.search(text):
        return False  # most texts: not worth three searches
    return bool(_COMPONENT.search(text) or _NUMBERED.search(text) or _BASE.search(text))


def _names_indicators(text: str) -> bool:
    return any(word in text for word in _COUNTED) or "kr" in text.lower()


def count_statements(tables: Tables, doc_id: str) -> Iterator[CountStatement]:
    """Stated numbers of indicators, each once per listing, with the component they speak of."""
    seen: set[tuple[int, str | None, str | None, bool]] = set()
    carried = ""
    for row in tables.by_document("sections").get(doc_id, []):
        own = _own(row)
        starts = _starts_over(own)
        if not starts and not (
            _names_indicators(own) or any(_names_indicators(str(head)) for head in row.get("heading_path") or ())
        ):
            continue
        context = _lines(row)
        if starts:
            carried = context
        for match in _COUNT.finditer(context):
            before = context[: match.start()]
            if _OF_ALL.search(before) or any(_LAST_YEAR in str(head) for head in row.get("heading_path") or ()):
                continue
            if not _starts_over(before):
                before = carried
            in_list = row.get("kind") == "kr_list"
            if not _starts_over(before) and not in_list:
                continue
            statement = CountStatement(
                row=row,
                raw=_snippet(context, match),
                count=int(match["n"]),
                at_least=bool(match["least"]),
                base=_base(before),
                component=_component(before),
                in_list=in_list,
            )
            key = (statement.count, statement.base, statement.component, statement.in_list)
            if key not in seen:
                seen.add(key)
                yield statement


def weight_statements(tables: Tables, doc_id: str) -> list[WeightStatement]:
    """Stated weights of components, each once."""
    if doc_id not in tables.weights:
        tables.weights[doc_id] = list(_weight_statements(tables, doc_id))
    return tables.weights[doc_id]


def _weight_statements(tables: Tables, doc_id: str) -> Iterator[WeightStatement]:
    seen: set[tuple[str, float]] = set()
    component: str | None
    for row in tables.by_document("sections").get(doc_id, []):
        parts = [*(row.get("heading_path") or ()), row.get("text") or ""]
        closing = _SUM.match(_plain([row.get("text") or ""])) if row.get("kind") == "table" else None
        if closing is not None:
            component, weight = closing["part"] or WHOLE, float(closing["n"])
            if (component, weight) not in seen:
                seen.add((component, weight))
                yield WeightStatement(row, str(row.get("text")), weight, None, component)
            continue
        if not any("ร้อยละ" in str(part) for part in parts):
            continue
        context = _lines(row)
        for match in _WEIGHT.finditer(context):
            through = context[: match.end()]
            component, part = _component(through), _last_start(_PART, through)
            start = _last_start(_COMPONENT, through)
            gap = _COMPONENT.sub("", context[start : match.start()], count=1)
            if component is None or part > start or _ITEM.search(gap) or len(gap) > MAX_GAP:
                continue
            weight = float(match["n"] or match["m"])
            if (component, weight) in seen:
                continue
            seen.add((component, weight))
            base = _base(through[start:])
            yield WeightStatement(row, _snippet(context, match), weight, base, component)


def _last_start(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def plan_statements(tables: Tables, doc_id: str) -> Iterator[PlanStatement]:
    """Closing sentences of project tables, each with the run of plan lines that ends right above it."""
    plans = tables.by_document("plans").get(doc_id, [])
    for row in () if not plans else tables.by_document("sections").get(doc_id, []):
        text = _own(row)
        count, baht = _PROJECTS.search(text), _BAHT.search(text)
        if not count:
            continue
        above = [plan for plan in plans if place_key(plan) < place_key(row)]
        if not above:
            continue
        section = above[-1].get("section")
        items: list[Row] = []
        for plan in reversed(above):
            if plan.get("section") != section:
                break
            items.append(plan)
        yield PlanStatement(
            row=row,
            raw=_snippet(text, count),
            count=int(count["n"]),
            baht=Decimal(baht["n"].replace(",", "")) if baht else None,
            section=str(section),
            items=tuple(row for row in reversed(items) if row.get("row_kind") != "total"),
        )
