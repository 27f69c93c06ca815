"""The words around the figure of a target: how it compares, and the unit that is counted."""

from __future__ import annotations

import re
from functools import cache

from phaen.normalizers.data_files import rows, words
from phaen.normalizers.scan import scale_after

PERCENT = "ร้อยละ"
LEVEL = "ระดับ"
_FAR = 30
"""Letters that may stand between a word of comparison and its figure; a growth may be told at any distance."""
_PERCENT_BEFORE = re.compile(r"(?:ร้อย\s?ละ|ร้อยล่ะ)\s*(?:จำนวน|ของ)?\s*[<>=≤≥]*\s*[-(]?\s*$")
_PERCENT_AFTER = re.compile(r"\s*(?:[%％]|เปอร์เซ็นต์|เปอร์เซนต์|เปอร์เซ็น)")
_LEVEL_BEFORE = re.compile(r"ระดับ\s?(?:คะแนน|ที่)?\s*[<>=≤≥]*\s*$")
_STEP_BEFORE = re.compile(r"(ขั้นตอน|ขั้น)ที่\s*$")
_DENIED = re.compile(r"(?:ไม่|มิ)(?:ให้|ควร|ได้|อาจ|พึง|จะ|มี|นาน|ใช้(?:เวลา|ระยะเวลา)?)+\s?$")
"""What turns the comparison behind it round (``ไม่ให้ต่ำกว่า``, ``ไม่ควรเกิน``)."""
_TURNED = {"<": ">=", ">": "<="}
_TO_FIGURE = re.compile(r"\s*(?:ร้อย\s?ละ|ระดับ(?:ที่)?|จำนวน)?\s*\(?\s*$")
"""What may stand between เกิน (above) and the figure; เกินเป้าหมายร้อยละ 5 says by how much."""
_CLAUSE = re.compile(r"(ร้อย\s?ละ|ระดับ)[^\d]{0,60}$")
_RUN = re.compile(r"\s*([^\s\d()\[\],;]+)")
_PER_YEAR = re.compile(r"\s?(?:/|ต่อ|/\s?ต่อ)\s?(?:ปีงบประมาณ|ปี)$")
_NO_NOUN = re.compile(
    r"(?:จาก|ของ|ใน(?!ง)|โดย|เพื่อ(?!น)|ตาม|ซึ่ง|ภายใน|ได้รับ|ให้|ขึ้นไป|เป็นอย่าง|ลงมา|และ|หรือ|ถึง|ตามลำดับ|โดยประมาณ|เต็ม|พร้อม|ต่อ)"
)
_LONGEST_NOUN = 40
_SCALE = "สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน"


@cache
def op_words(place: str) -> tuple[tuple[str, str], ...]:
    """The words of comparison that stand ``before`` or ``after`` a figure, the longest first: (word, operator)."""
    found = [(row["word"], row["op"]) for row in rows("target_words.csv") if row["place"] == place]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@cache
def op_before() -> re.Pattern[str]:
    """Every word of comparison that stands before a figure; a narrow cell may break it once."""
    return re.compile("|".join(r"\s?".join(map(re.escape, word)) for word, _ in op_words("before")))


@cache
def classifiers() -> tuple[str, ...]:
    """The counted nouns (ลักษณนาม) of ``classifiers.txt``, longest first."""
    return tuple(sorted(words("classifiers.txt"), key=len, reverse=True))


@cache
def rate_pattern() -> str:
    """The pattern of what a figure is counted to: ``ต่อประชากรแสนคน``, ``ต่อพันการเกิดมีชีพ``, ``/วัน``, ``ต่อคนต่อวัน``."""
    nouns = sorted({*words("rate_bases.txt"), *classifiers()} - {"ปี"}, key=len, reverse=True)
    base, figure = "|".join(map(re.escape, nouns)), r"10*(?:,000)*"
    per = rf"(?:ต่อ|/)\s?(?:{figure}\s?)?(?:(?:{_SCALE})\s?)?(?:{base})(?:\s?(?:{figure}|{_SCALE})\s?(?:คน|ราย))?"
    return rf"(?:\s*{per}(?:\s?{per})*)"


@cache
def _rate() -> re.Pattern[str]:
    goes_on = "ขึ้นไป|ลงมา|เป็นอย่าง|โดย|ใน|ของ|ที่|และ"
    return re.compile(rf"({rate_pattern()})(?:\s?(?:ต่อ|/)\s?ปี)?(?=$|[^ก-๙A-Za-z\d]|{goes_on})")


def without_year(unit: str) -> str:
    """A unit without what says that it is counted each year (``คน/ปี``, ``เรื่องต่อปี``)."""
    return _PER_YEAR.sub("", unit)


def unit_of(before: str, after: str) -> str | None:
    """The unit of a figure between ``before`` and ``after``: ร้อยละ, ระดับ or the counted noun with what it is counted
    to (``รายต่อประชากรแสนคน``); ``None`` without one."""
    unit = noun_of(before, after)
    if unit in (PERCENT, LEVEL) or (unit and _STEP_BEFORE.search(before)):
        return unit
    behind = re.match(rf"\s*{re.escape(unit)}", after) if unit else None
    if unit and behind is None:
        return unit
    rate = _rate().match(after, behind.end() if behind else 0)
    return f"{unit or ''}{rate[1].strip()}" if rate else unit


def noun_of(before: str, after: str) -> str | None:
    """The unit as ``unit_of``, without what it is counted to."""
    if _PERCENT_BEFORE.search(before) or _PERCENT_AFTER.match(after):
        return PERCENT
    if _LEVEL_BEFORE.search(before):
        return LEVEL
    if step := _STEP_BEFORE.search(before):
        return step[1]
    noun = counted_noun(after)
    if noun is None and (clause := _CLAUSE.search(before)):
        return PERCENT if clause[1] != LEVEL else LEVEL  # ร้อยละความสำเร็จ 80
    return noun


def counted_noun(after: str) -> str | None:
    """The noun right after a figure. Narrow cells break it (``โครงการ/ กิจกรรม``): known nouns are read across."""
    match = _RUN.match(after)
    if not match:
        return None
    run = match[1]
    while run.endswith("/") and (more := _RUN.match(after, match.end())):
        run, match = run + more[1], more
    more = _RUN.match(after, match.end())
    if more and run not in classifiers():
        joined = next(
            (noun for noun in classifiers() if (run + more[1]).startswith(noun) and len(noun) > len(run)), None
        )
        run = joined if joined else run
    run = re.sub(r"[.:ฯ*\-–/]+$", "", _cut(_PER_YEAR.sub("", _compared_behind().sub("", run))))
    if _NO_NOUN.match(run) or any(run == word for word in words("unit_connectives.txt")):
        return None
    return run if re.match(r"[ก-๙A-Za-z]", run) and len(run) <= _LONGEST_NOUN else None


@cache
def _compared_behind() -> re.Pattern[str]:
    """A word of comparison glued to the end of the noun that it stands behind, whether the noun is known or not."""
    return re.compile(rf"(?<=.)(?:{'|'.join(re.escape(word) for word, _ in op_words('after'))}).*$")


def _cut(run: str) -> str:
    if run in classifiers():
        return run
    for noun in classifiers():
        if run.startswith(noun):
            rest = run[len(noun) :]
            if any(rest.startswith(word) for word in words("unit_connectives.txt")):
                return noun
    return run


def op_of(before: str, after: str, unit: str | None) -> str | None:
    """How a figure between ``before`` and ``after`` is compared; ``None`` without a word on it."""
    ops = {re.sub(r"\s", "", word): op for word, op in op_words("before")}
    found = None
    falls = False
    for match in op_before().finditer(before):
        op = ops[re.sub(r"\s", "", match[0])]
        if match[0] == "เกิน" and not _TO_FIGURE.match(before, match.end()):
            continue
        if op in _TURNED and _DENIED.search(before[: match.start()]):
            op = _TURNED[op]
        near = len(before) - match.end() <= _FAR
        if op == "decrease":
            # ลดลงเหลือ (falls to) tells what remains, not by how much
            falls = not before[match.end() :].lstrip().startswith("เหลือ")
        elif op == "within":
            if near and noun_of(before, after) in words("time_units.txt"):
                found = "<="
        elif op == "increase" or near:
            found = op
    if falls:
        return "decrease"
    if found and found != "increase":
        return found
    for word, op in op_words("after") if after.strip() else ():
        tail = "" if unit in (PERCENT, LEVEL, None) else r"\s*".join(map(re.escape, "".join((unit or "").split())))
        if re.match(rf"\s*(?:%|คะแนน)?\s*(?:{tail})?\s*{word}", after):
            return op
    return found


def scaled_unit(unit: str | None) -> tuple[float, str | None]:
    """A unit of a column of its own without its scale word, and the factor: ``ล้านตัน`` → 1,000,000 ตัน."""
    if not unit:
        return 1.0, None
    factor, end = scale_after(unit, 0)
    rest = unit[end:].strip()
    return (factor, rest) if rest else (1.0, unit)
