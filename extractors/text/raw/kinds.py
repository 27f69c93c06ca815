"""How well a piece of a raw line fits a column: typed patterns and beginnings, as additive scores."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from phaen.normalizers.data_files import words
from phaen.normalizers.years import month_number

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BOUND = r"(?:อย่าง\s?น้อย|(?:ไม่\s?)?น้อย\s?กว่า|ไม่\s?ต่ำ\s?กว่า|ไม่\s?เกิน|มาก\s?กว่า|เพิ่ม\s?ขึ้น|ลด\s?ลง|≤|≥|<|>)"
_MEASURE = re.compile(
    rf"(?:{_BOUND}\s*)*"
    rf"(?:(?:ร้อยละ|ระดับ|จำนวน)\s*)?(?:{_NUMBER})(?:\s*[ก-ฮเแโไใ%][^\s\d()]{{0,24}})?(?:\s*\([^()]{{1,60}}\))?"
)
_DEGREE = re.compile(rf"(?:ร้อยละ|ระดับ)\s*(?:ที่\s*)?(?:{_NUMBER})")
_WORDED = re.compile(rf"(?:ร้อยละ|ระดับ|{_BOUND})\s*(?:{_NUMBER})")
_PHRASE = re.compile(rf"(?:ร้อยละ|ระดับ|จำนวน|พ\.ศ\.|วันที่|ครั้งที่|ข้อ|{_BOUND}|กว่า|(?:^|\s)(?:KR|KPI|OKR)|[×÷=])$")
_VALUE = re.compile(rf"(?:ร้อยละ|ระดับ|จำนวน|{_BOUND})(?:[\s\d]|$)")
_LIST_MARK = re.compile(r"(?:(?<=\s)|^)(?:\d{1,3}|[ก-ฮ])\)")
_YEAR_LABEL = re.compile(r"(?:พ\.ศ\.|ปี)\s*25\d\d\s*:")
_JOINED = re.compile(
    rf"(?:ร้อยละ|ระดับ|จำนวน|พ\.ศ\.|ปี|(?<!หน้า)ที่|ข้อ|หมายเลข|{_BOUND}|กว่า|เดือน|กลุ่ม|หน่วยงาน|KR|KPI|[×÷=/])$"
)
_LABEL = re.compile(r"คะแนนที่ได\s*้?(?:รับ)?")
_LABELLED = re.compile(r"O?(?:KR|KPI)s?\s?[\d.]*\s?:\s*\S")
"""A name behind its label: ``KR 2 : ร้อยละ…``."""
_ITEM_NUMBER = re.compile(r"\s\d{1,2}[.)]$")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:\s*บาท|\.-)?")
AMOUNT = re.compile(r"\d\s*บาท|\(\s*(?:ไม่\s?)?ใช้(?:\s?งบ|$)")
"""An amount of money: it stands behind a project, never in the cells of :data:`NAMES`."""
_YEAR = re.compile(r"25\d\d(?:/\d)?")
_NOTHING = re.compile(r"-+|–|-?\s*ไม่มี\s*-?|N/?A", re.IGNORECASE)
_BUDGET = re.compile(
    rf"(?:{_NUMBER})\s*(?:\.-|-)?\s*(?:บาท)?|-?ไม่\s*ใช้\s*งบ(?:\s*ประมาณ)?-?|-?\s*ไม่มี\s*-?|-|ไม่ได้รับ.{{0,30}}"
    rf"|\(?\s*ใช้งบ.{{0,60}}|ไม่ใช้"
)
_BUDGET_WORDS = re.compile(r"\(?\s*(?:ใช้\s*งบ|ไม่ได้รับ|ไม่ใช้|หมายเหตุ)")
_INTRODUCES = re.compile(r"(?:สำนัก|หน่วยงาน|ฝ่าย|กอง|ส่วน|กลุ่ม|ศูนย์|มี|ได้|ดำเนิน)\S*.*(?:ดังนี้|ดังต่อไปนี้)\s*:?")
_SERIAL = re.compile(r"(\d{1,3})[.)]?")
_NUMBERED = re.compile(r"((?:\d{1,2}\.){0,3}\d{1,3})[.)]?(?:\s+\S|$)|((?:\d{1,2}\.)+)(?=\S)")
_AGENCIES = r"(?:(?:[ก-ฮ]{1,5}\s?[ก-ฮ.]{0,6}\.|สำนัก[^\s\d]{0,40}|(?:ทุก|หน่วยงาน|ส่วนราชการ)[^\s\d]{0,30}|[,/])\s*)+"
_BEGUN = {
    "measure": re.compile(rf"(?:(?:{_BOUND}|จำนวน|ร้อยละ|ระดับ|ไม่|อย่าง)\s*)+"),
    "role": re.compile(rf"[HR]\s*:(?:\s*{_AGENCIES})?(?:\s*[ก-ฮ]{{1,5}}|\s*[HR]\s*:?)?"),
}
_TYPED = {
    "code": re.compile(r"\d{4}|\d{6}|-"),
    "cumulative": re.compile(r"\d{1,3}(?:\.\d+)?"),
    "months": re.compile(r"[←→↔⇐⇒⇔⟵⟶⟷◄►▶◀<>=–—─\s-]+"),
    "policy": re.compile(r"(?:P\s?)?\d{3}(?:\s*,\s*(?:P\s?)?\d{3})*|-?\s*ไม่มี\s*-?|-"),
    "weight": re.compile(r"(?:ร้อยละ\s*)?\d{1,3}(?:\.\d+)?"),
    "score": re.compile(r"\d{1,3}(?:\.\d+)?(?:\s*คะแนน)?|คะแนนที่ได้(?:รับ)?"),
    "weighted": re.compile(r"\d{1,3}(?:\.\d+)?(?:\s*คะแนน)?"),
    "level": re.compile(rf"(?:≤|≥|<|>)?\s*(?:ร้อยละ\s*)?(?:{_NUMBER})(?:\s*คะแนน)?|-"),
    "level_no": re.compile(r"(?:ระดับ\s*)?[1-5]"),
    "role": re.compile(rf"[HR](?:\s*/\s*[HR])?|[HR]\s*:\s*{_AGENCIES}(?:\s*[HR]\s*:\s*{_AGENCIES})?"),
    "group": re.compile(r"กลุ่ม(?:หน่วยงาน)?\s*[A-Zก-ฮ]"),
}
_BEGINS = {
    "name": re.compile(
        r"(?:(?:\d{1,2}\.)*\d{1,3}[.)]?\s+|(?:OKR|KR|KPI)\s?[\d.]*\s?:?\s*)?"
        r"(?:ระดับ|ร้อยละ|จำนวน|สัดส่วน|อัตรา|ความ|มี|การ|หน่วยงาน|ข้อมูล|พัฒนา|OKR|KR|KPI)"
    ),
    "project": re.compile(
        r"(?:[-•]\s*|\d{1,2}(?:\.\d{1,2})*[.)]\s*)?"
        r"(?:โครงการ|กิจกรรม|งาน|รายการ|ค่า(?!น้ำหนัก|เป้าหมาย|คะแนน)|ฯลฯ)"
    ),
    "step": re.compile(r"(?:\d{1,2}[.)]\s*)?[ก-ฮเแโไใ]"),
    "unit": re.compile(r"(?:ฝ่าย|ส่วน|กลุ่ม|กอง|สำนัก|ทุก|ศูนย์|สถาบัน|โรงพยาบาล|โรงเรียน|งาน|สถานี|[ก-ฮ]{2,4}\.)"),
    "support": re.compile(r"(?:สำนัก|ทุก|ฝ่าย|ส่วน|กอง|กลุ่ม|[ก-ฮ]{2,4}\.|-)"),
    "programme": re.compile(r"(?:แผนงาน|ผลผลิต|งาน)"),
    "baseline": re.compile(r"(?:พ\.ศ\.|ปี)\s*(?:งบประมาณ\s*)?(?:พ\.ศ\.\s*)?25\d\d|-$|ไม่มี"),
    "definition": re.compile(r"(?:นิยาม|คำนิยาม|คำอธิบาย|วิธี|หมายถึง|ตามที่)"),
    "criterion": re.compile(r"(?:[-•]|มี|ดำเนิน|ความสำเร็จ|การ|จัด|\d[.)])"),
    "narrative": re.compile(r"(?:สำนัก|\d{1,2}[.)]\s|มี|ดำเนิน|ได้|จัด|[-•]\s)"),
    "objective": re.compile(r"(?:\d+(?:\.\d+)*\s|เพื่อ|[ก-ฮเแโไใ])"),
}
SUMMED = frozenset({"weight", "score", "weighted", "budget"})
"""Kinds of columns that a total row sums."""
TOTAL = re.compile(
    r"(?:รวม(?:คะแนน|งบประมาณ|เงิน|ทั้งสิ้น|ทั้งหมด)*)(?:\s*จำนวน\s*[\d,]+\s*[ก-๙/]+)?(?=\s|$)"
    r"|รวม\s*\d+\s*ขั้นตอน(?:\s*คิดเป็น\s*ร้อยละ)?"
)
SECTION = re.compile(r"องค์\S{0,6}ประกอบที่\s*\d|\d\.\d\s.{0,200}(?:Base|KPIs?)\s*\)|ด้านที่\s*\d|มิติที่\s*\d")
_OPENER = re.compile(
    rf"(?:ร้อยละ|ระดับ|{_BOUND}|จำนวน|พ\.ศ\.|ปี|โครงการ|กิจกรรม|ไม่ใช้|หมายเหตุ\s*:|นิยาม|ตามที่|ฝ่าย|ส่วน|กลุ่ม|กอง|ทุก|ศูนย์|สำนัก"
    r"|ผลผลิต|แผนงาน|คะแนนที่|[≤≥<>]|[HR](?:$|[\s/])|P\s?\d{3}(?:\D|$)|[\d(]|-(?:\s|$|ไม่มี|มี)|เมื่อ|[←→↔]|O?(?:KR|KPI)\s?[\d.]*\s?:)"
)
_COUNTED = re.compile(r"(?:คะแนน|บาท)(?:\s|$)")
_STRONG = re.compile(r"\d{1,2}[.)]\s*(?:โครงการ|กิจกรรม)|[\d,]+(?:\.\d+)?\s*บาท$|\d{1,3}\s*คะแนน$")
_STRONG_SCORE = re.compile(r"\d{1,3}(?:\.\d+)?\s*คะแนน$")
_CLOSER = re.compile(r"(?:\d[.)]?|คะแนน|บาท|[HR]|-|ไม่มี|ประมาณ|ครั้ง|แห่ง|คน|ระบบ|ฉบับ|หน่วยงาน)$")

MEASURED = frozenset({"target", "achieved", "threshold"})
GROWING = MEASURED | {"role", "score"}
HELD = GROWING | {"name", "baseline"}
"""Kinds whose text so far counts for what may follow."""
"""Kinds whose values may be broken over lines: a cell is judged by all of its text."""
LONG = frozenset({"narrative", "definition", "criterion", "remark"})
TEXT = frozenset({"name", "step", "project", "unit", "support", "programme", "baseline", "objective", "other"}) | LONG
NAMES = frozenset({"name", "unit", "support", "objective"})
PLAUSIBLE = 1.5
"""Score of a text that begins as texts of its column do."""
MISSING = {
    "serial": 3.0, "name": 5.0, "target": 2.5, "achieved": 2.5, "weight": 2.5, "score": 2.5, "level": 4.0,
    "level_no": 9.0, "threshold": 2.0, "criterion": 3.0, "role": 2.0, "budget": 1.5, "unit": 1.5, "code": 0.6,
    "policy": 0.5, "remark": 0.0, "weighted": 0.0, "project": 2.0, "narrative": 1.5, "group": 5.0,
    "baseline": 1.5, "definition": 1.5, "programme": 6.0, "objective": 1.5, "support": 0.5,
    "other": 0.3, "step": 5.0, "cumulative": 1.5, "months": 0.0,
}  # fmt: skip
"""Cost of a row without a value in a column of the kind."""


def western(text: str) -> str:
    """``text`` with Thai digits as 0–9; same length."""
    return text.translate(_DIGITS)


def is_measure(text: str) -> bool:
    """Whether ``text`` is a value as targets and results are printed, and nothing more."""
    return any(pattern.fullmatch(text) for pattern in (_DEGREE, _MEASURE, _NOTHING, _LABEL))


def is_begun(kind: str, text: str) -> bool:
    """Whether ``text`` is the beginning of a value that the next line must complete: ``ไม่น้อยกว่า``."""
    begun = _BEGUN.get("measure" if kind in MEASURED else kind)
    return begun is not None and begun.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def start_score(kind: str, text: str) -> float | None:
    """How well a cell of ``kind`` begins with ``text`` (Western digits); ``None`` when it cannot."""
    if is_begun(kind, text):
        return 0.0  # a value that the next line completes
    if kind in _TYPED:
        return 4.0 if _TYPED[kind].fullmatch(text) else None
    if kind == "serial":
        return 3.0 if _SERIAL.fullmatch(text) else None
    if kind in MEASURED:
        if _DEGREE.fullmatch(text) or (kind == "achieved" and _LABEL.fullmatch(text)):
            return 4.0
        if _MEASURE.fullmatch(text) and not _is_date(text):
            return 3.0 if not text[0].isdigit() else 1.0 if text[-1].isdigit() else 2.0
        if _NOTHING.fullmatch(text):
            return 2.0
        return 0.5 if _WORDED.match(text) else -1.0 if _MEASURE.match(text) and not _is_date(text) else -4.0
    if kind == "budget":
        return 4.0 if _BUDGET.fullmatch(text) else 1.5 if _BUDGET_WORDS.match(text) else None
    if kind == "remark":
        return -4.0
    if kind == "other":
        return -0.2 if len(text) < 40 else -4.0
    if kind == "baseline" and _YEAR_LABEL.match(text):
        return 4.0
    if _DEGREE.fullmatch(text) or text in ("H", "R") or _TYPED["score"].fullmatch(text):
        return -6.0
    if kind != "definition" and _YEAR_LABEL.search(text):
        return -4.0
    if kind == "narrative" and _INTRODUCES.fullmatch(text):
        return 2.5
    if _LABELLED.match(text) and kind not in LONG:
        return 4.0 if kind == "name" else -4.0
    if kind in NAMES and AMOUNT.search(text):
        return -5.0
    if kind == "programme" and re.match(r"(?:\d{1,2}[.)]\s*)?(?:โครงการ|กิจกรรม)", text):
        return None
    begins = _BEGINS.get(kind)
    if begins is not None and begins.match(text):
        return PLAUSIBLE
    if _NOTHING.fullmatch(text):
        return 0.5
    return -0.5 if kind in LONG else -6.0 if kind == "programme" else -2.0


def _is_date(text: str) -> bool:
    """Whether ``text`` is part of a date (``29 เมษายน``, ``2564``) and no figure."""
    parts = text.split()
    return (
        any(month_number(part) is not None for part in parts) or bool(_YEAR.fullmatch(parts[0])) or text.endswith("ที่")
    )


def _splits_date(text: str, gap: re.Match[str]) -> bool:
    """Whether the gap stands inside ``29 เมษายน 2564``: before or behind the name of a month."""
    left = text[: gap.start()].rsplit(None, 1)[-1]
    right = text[gap.end() :].split(None, 1)[0]
    if left.isdigit():
        return month_number(right) is not None
    return bool(_YEAR.match(right)) and month_number(left) is not None


def goes_on(before: str, text: str) -> bool:
    """Whether ``text`` begins with the figure that ends the line ``before`` (``… ร้อยละ`` | ``80``)."""
    return text[:1].isdigit() and bool(_PHRASE.search(before))


def strong_cut(text: str, at: int, *, last: bool = False) -> bool:
    """Whether a cell may begin at ``at`` even behind the last line of a cell of several lines.

    ``last``: only a score that ends the line.
    """
    return bool((_STRONG_SCORE if last else _STRONG).match(text, at))


def continue_score(kind: str, text: str, lines: int, held: str = "") -> float:
    """How well a cell of ``kind`` that has ``lines`` lines (``held``, if short) goes on with ``text``."""
    if kind in GROWING:
        if _YEAR_LABEL.search(text) or (_VALUE.match(text) and any(char.isdigit() for char in held)):
            return -9.0  # another value begins
        if held[-1:].isdigit() and not _DEGREE.fullmatch(held) and _counted().search(f"{held} {text}"):
            return 1.0  # what the figure counts
        before, after = start_score(kind, held), start_score(kind, f"{held} {text}")
        return -9.0 if before is None or after is None else after - before - 0.5
    if kind == "months":
        return 1.0 if _TYPED[kind].fullmatch(text) else -9.0
    if kind == "baseline" and (_YEAR_LABEL.match(text) or held.endswith(":")):
        return 1.5
    if kind in LONG:
        return -3.0 if kind == "definition" and _YEAR_LABEL.match(text) else 0.0
    if kind in TEXT:
        if is_begun("target", text):
            return -3.0
        if _LABELLED.match(text):
            return -4.0
        typed = bool(
            _DEGREE.fullmatch(text)
            or re.fullmatch(r"\d{1,3}|[HR]", text)
            or _NOTHING.fullmatch(text)
            or _MONEY.fullmatch(text)
        )
        wide = max(0.0, (len(text) - 70) / 10)
        office = len(text) < 48 and _BEGINS["unit"].match(text) is not None
        if kind in NAMES and AMOUNT.search(text):
            return -4.0
        if kind in ("unit", "support"):
            return (-0.05 if office else -0.3) - wide
        if kind == "programme" and re.match(r"ผลผลิต|แผนงาน", text):
            return -2.0  # the next group
        if kind == "project" and office and not _BEGINS["project"].match(text):
            return -0.8
        return (-4.0 if typed else -0.1) - wide
    if kind == "budget":
        if lines == 1 and re.fullmatch(r"ประมาณ|บาท|งบประมาณ|\(.{1,60}\)", text):
            return -0.2
        wordy = lines < 5 and len(text) < 32 and not any(char.isdigit() for char in text)
        return -0.8 if wordy and not _BEGINS["unit"].match(text) else -5.0
    return -9.0


def item_number(text: str) -> int | None:
    """Last part of the number that ``text`` begins with: ``2.3 ร้อยละ…`` → 3, ``4.`` → 4."""
    match = _NUMBERED.match(text)
    if match is None:
        return None
    number = (match.group(1) or match.group(2)).rstrip(".").rsplit(".", 1)[-1]
    return int(number)


def brackets_open(text: str, depth: int) -> int:
    """How many brackets are open behind ``text`` when ``depth`` were open before it."""
    for char in text:
        depth = depth + 1 if char == "(" else max(0, depth - 1) if char == ")" else depth
    return depth


def closes_bracket(text: str) -> bool:
    """Whether ``text`` closes a bracket that it does not open: ``โครงการที่เกี่ยวข้อง)``."""
    first = _LIST_MARK.sub("", text)
    return ")" in first and "(" not in first[: first.index(")")]


def is_bare_number(piece: str) -> bool:
    """Whether ``piece`` is a running number and nothing else: ``1.``, ``2.3``."""
    return piece.rstrip(".)").replace(".", "").isdigit()


def sequence_score(number: int | None, last: int, kind: str) -> tuple[float, int]:
    """Bonus of a row's running number after ``last``, and the new last number."""
    if number is None:
        return (-4.0 if last or kind != "name" else 0.0), last
    if kind == "level_no":
        return (3.0 if last == 0 or abs(number - last) == 1 else -3.0), number
    if number == last + 1:
        return 5.0, number
    return (-1.0 if number > last else -3.0), number


@cache
def _counted() -> re.Pattern[str]:
    """A figure and what it counts, at the end of a text."""
    nouns = "|".join(sorted(map(re.escape, words("classifiers.txt")), key=len, reverse=True))
    return re.compile(rf"(?:^|\s)\d[\d,.]*\s+(?:{nouns})$")


def cuts(text: str) -> list[int]:
    """Offsets in ``text`` where another cell may begin: behind a typed value, before a known beginning."""
    found: list[int] = []
    for gap in re.finditer(r"\s+", text):
        at = gap.end()
        if at >= len(text) or gap.start() == 0:
            continue
        before = text[max(0, gap.start() - 12) : gap.start()]
        if TOTAL.fullmatch(text, 0, gap.start()):
            found.append(at)
            continue
        if (text[at].isdigit() and _JOINED.search(before)) or _splits_date(text, gap):
            continue
        if before.endswith(":") or text[at] in ":,/)" or _ITEM_NUMBER.search(before):
            continue
        if before[-1:].isdigit() and _COUNTED.match(text, at):
            continue
        if _OPENER.match(text, at) or _CLOSER.search(before) or _counted().search(text[: gap.start()]):
            found.append(at)
    return found if len(found) <= 12 else found[:8] + found[-4:]
