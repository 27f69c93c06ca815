"""What a piece of a raw line is: a measure, an amount, a code, the beginning of a value or of a column's texts.

The words come from the registers, and what is a code or a policy from the parsers: what a row's values are read with
later decides here where they stand. Pieces have Western digits (:func:`western`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from phaen.extractors.text.raw.settings import having, kinds
from phaen.normalizers.codes import code_left, kr_code, policy_codes, strategy_code
from phaen.normalizers.data_files import rows
from phaen.normalizers.names import LABEL
from phaen.normalizers.scan import NUMBER
from phaen.normalizers.target_words import LEVEL, PERCENT, classifiers, op_before
from phaen.normalizers.text import arabic_digits, squash
from phaen.normalizers.years import month_number

AMOUNT = re.compile(r"\d\s*บาท|\(\s*(?:ไม่\s?)?ใช้(?:\s?งบ|$)")
"""An amount of money: it stands behind a project, never in a ``named`` column."""
YEAR_LABEL = re.compile(r"(?:พ\.ศ\.|ปี)\s*25\d\d\s*:")
TOTAL = re.compile(
    r"(?:รวม(?:คะแนน|งบประมาณ|เงิน|ทั้งสิ้น|ทั้งหมด)*)(?:\s*จำนวน\s*[\d,]+\s*[ก-๙/]+)?(?=\s|$)"
    r"|รวม\s*\d+\s*ขั้นตอน(?:\s*คิดเป็น\s*ร้อยละ)?"
)
SECTION = re.compile(
    r"องค์\S{0,6}ประกอบที่\s*\d|\d\.\d\s.{0,200}(?:(?:Base|KPIs?)\s*\)|\((?:Agenda|Function|Performance|Potential|Joint)$)"
    r"|ด้านที่\s*\d|มิติที่\s*\d"
)
"""The heading of a group of rows across a table; its (… Base) word may go on in the next line."""
PROJECT = r"โครงการ|กิจกรรม"
POINTS_WORD = "คะแนน"
AMOUNT_WORD = r"จำนวน"
INTRODUCES = re.compile(r"(?:สำนัก|หน่วยงาน|ฝ่าย|กอง|ส่วน|กลุ่ม|ศูนย์|มี|ได้|ดำเนิน)\S*.*(?:ดังนี้|ดังต่อไปนี้)\s*:?")
NUMBERED_PROJECT = re.compile(rf"(?:\d{{1,2}}[.)]\s*)?(?:{PROJECT})")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NOTHING = re.compile(r"-+|–|-?\s*ไม่มี\s*-?|N/?A", re.IGNORECASE)
_SCORE_LABEL = re.compile(r"คะแนนที่ได\s*้?(?:รับ)?")
_DEGREE = re.compile(rf"(?:{PERCENT}|{LEVEL})\s*(?:ที่\s*)?(?:{NUMBER})")
_YEAR = re.compile(r"25\d\d(?:/\d)?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?(?:\s*คะแนน)?")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:\s*บาท|\.-)?")
_ARROW = re.compile(r"[←→↔⇐⇒⇔⟵⟶⟷◄►▶◀<>=–—─\s-]+")
_AGENCIES = r"(?:(?:[ก-ฮ]{1,5}\s?[ก-ฮ.]{0,6}\.|สำนัก[^\s\d]{0,40}|(?:ทุก|หน่วยงาน|ส่วนราชการ)[^\s\d]{0,30}|[,/])\s*)+"
_ROLE = re.compile(rf"[HR](?:\s*/\s*[HR])?|[HR]\s*:\s*{_AGENCIES}(?:\s*[HR]\s*:\s*{_AGENCIES})?")
_ROLE_BEGUN = re.compile(rf"[HR]\s*:(?:\s*{_AGENCIES})?(?:\s*[ก-ฮ]{{1,5}}|\s*[HR]\s*:?)?")
_STEM, _NOTE = 6, 60
"""Letters from which a line broken off a budget's phrase is known, and the longest remark behind one."""


def western(text: str) -> str:
    """``text`` with Thai digits as 0–9; same length."""
    return text.translate(_DIGITS)


@cache
def bound() -> str:
    """Pattern of the words that compare a figure (``target_words.csv``), broken once by white space at most."""
    return f"(?:{op_before().pattern})"


@cache
def _measures() -> dict[str, re.Pattern[str]]:
    number, stem = f"(?:{NUMBER})", f"(?:{PERCENT}|{LEVEL}|{AMOUNT_WORD})"
    return {
        "whole": re.compile(
            rf"(?:{bound()}\s*)*(?:{stem}\s*)?{number}(?:\s*[ก-ฮเแโไใ%][^\s\d()]{{0,24}})?(?:\s*\([^()]{{1,60}}\))?"
        ),
        "worded": re.compile(rf"(?:{PERCENT}|{LEVEL}|{bound()})\s*{number}"),
        "begins": re.compile(rf"(?:{stem}|{bound()})(?:[\s\d]|$)"),
        "begun": re.compile(rf"(?:(?:{bound()}|{stem}|ไม่|อย่าง)\s*)+"),
        "level": re.compile(rf"(?:≤|≥|<|>)?\s*(?:{PERCENT}\s*)?{number}(?:\s*คะแนน)?|-"),
    }


@cache
def counted() -> re.Pattern[str]:
    """A figure and what it counts (``classifiers.txt``), at the end of a text."""
    return re.compile(rf"(?:^|\s)\d[\d,.]*\s+(?:{'|'.join(map(re.escape, classifiers()))})$")


def is_nothing(text: str) -> bool:
    """Whether ``text`` says that there is none."""
    return _NOTHING.fullmatch(text) is not None


def is_degree(text: str) -> bool:
    """Whether ``text`` is a percentage or a level and nothing more."""
    return _DEGREE.fullmatch(text) is not None


def is_score_label(text: str) -> bool:
    """Whether ``text`` is คะแนนที่ได้, which stands for a value in a form not filled in."""
    return _SCORE_LABEL.fullmatch(text) is not None


def is_measure(text: str) -> bool:
    """Whether ``text`` is a value as targets and results are printed, and nothing more."""
    return is_degree(text) or is_figure(text) or is_nothing(text) or is_score_label(text)


def is_figure(text: str) -> bool:
    """Whether ``text`` is one figure with its words of comparison and unit, and nothing more."""
    return _measures()["whole"].fullmatch(text) is not None


def begins_figure(text: str) -> bool:
    """Whether ``text`` begins with a figure and its words."""
    return _measures()["whole"].match(text) is not None


def begins_worded(text: str) -> bool:
    """Whether it begins with a word of a measure and its figure."""
    return _measures()["worded"].match(text) is not None


def begins_measure(text: str) -> bool:
    """Whether ``text`` begins with a word of a measure."""
    return _measures()["begins"].match(text) is not None


def is_begun(kind: str, text: str) -> bool:
    """Whether ``text`` is the beginning of a value that the next line must complete: ``ไม่น้อยกว่า``."""
    if kind in having("measured"):
        return _measures()["begun"].fullmatch(text) is not None
    return kind == "role" and _ROLE_BEGUN.fullmatch(text) is not None


def is_labelled(text: str) -> bool:
    """Whether ``text`` is a name behind its label: ``KR 2 : ร้อยละ…``."""
    label = LABEL.match(text)
    return label is not None and label.end() < len(text)


def is_date(text: str) -> bool:
    """Whether ``text`` is part of a date (``29 เมษายน``, ``2564``) and no figure."""
    parts = text.split()
    return any(month_number(part) is not None for part in parts) or is_year(parts[0]) or text.endswith("ที่")


def is_year(text: str) -> bool:
    """Whether ``text`` is a Buddhist year, half years included."""
    return _YEAR.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """Whether ``text`` is a value that a column of words does not hold: ``ร้อยละ 80``, ``H``, ``15 คะแนน``."""
    return is_degree(text) or text in ("H", "R") or _POINTS.fullmatch(text) is not None or is_score_label(text)


def is_stray(text: str) -> bool:
    """Whether ``text`` is a value that no line of a text consists of."""
    short = text in ("H", "R") or (text.isdigit() and len(text) <= 3)
    return is_degree(text) or short or is_nothing(text) or _MONEY.fullmatch(text) is not None


@cache
def _money() -> re.Pattern[str]:
    units = "|".join(sorted((re.escape(row["word"]) for row in rows("money_units.csv")), key=len, reverse=True))
    return re.compile(rf"(?:{NUMBER})\s*(?:\.-|-)?\s*(?:{units})?|[-–]")


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((squash(row["phrase"]).partition("…")[0], row["status"]) for row in rows("budget_wordings.csv"))


def is_budget(text: str) -> bool:
    """Whether ``text`` is an amount, or what a budget's cell says instead (``budget_wordings.csv``), broken off or
    with a short remark."""
    if _money().fullmatch(text):
        return True
    key = squash(text).strip("()-–")
    is_end = any(phrase.endswith(key) for phrase, _ in _phrases())  # งบประมาณ below ไม่ใช้
    for phrase, status in _phrases():
        if key == phrase or (len(key) >= _STEM and not is_end and phrase.startswith(key)):
            return True
        if status != "none" and key.startswith(phrase) and len(text) <= len(phrase) + _NOTE:
            return True
    return False


def _is_code(text: str) -> bool:
    digits = arabic_digits(text)
    return is_nothing(text) or (digits.isdigit() and bool(kr_code(text) or strategy_code(text)))


def _is_policy(text: str) -> bool:
    codes = policy_codes(text, bare=True)
    alone = re.fullmatch(r"[P\d\s,/]+", text) is not None
    return is_nothing(text) or (bool(codes) and alone and code_left(text, codes) is None)


@cache
def _counted() -> frozenset[str]:
    return frozenset({*map(squash, classifiers()), *map(squash, _SHARES)})


def _is_counted(text: str) -> bool:
    parts = squash(text).split("/")
    return is_nothing(text) or all(part in _counted() for part in parts)


_TYPES: dict[str, Callable[[str], object]] = {
    "serial": re.compile(r"\d{1,3}[.)]?").fullmatch,
    "code": _is_code,
    "cumulative": re.compile(r"\d{1,3}(?:\.\d+)?").fullmatch,
    "months": _ARROW.fullmatch,
    "policy": _is_policy,
    "weight": re.compile(rf"(?:{PERCENT}\s*)?\d{{1,3}}(?:\.\d+)?").fullmatch,
    "score": lambda text: _POINTS.fullmatch(text) or is_score_label(text),
    "weighted": _POINTS.fullmatch,
    "level": lambda text: _measures()["level"].fullmatch(text),
    "level_no": re.compile(rf"(?:{LEVEL}\s*)?[1-5]").fullmatch,
    "role": _ROLE.fullmatch,
    "group": re.compile(r"กลุ่ม(?:หน่วยงาน)?\s*[A-Zก-ฮ]").fullmatch,
    "budget": is_budget,
    "counted": _is_counted,
}


def typed(kind: str) -> bool:
    """Whether cells of ``kind`` are values of one form."""
    return kind in _TYPES


def is_typed(kind: str, text: str) -> bool:
    """Whether ``text`` is, whole, a value of the form of ``kind``."""
    return bool(_TYPES[kind](text))


@cache
def _begins() -> dict[str, str]:
    """What the ``@`` words of ``kinds.csv`` stand for."""
    return {
        "unit": "|".join(row["word"] for row in rows("unit_kinds.csv")),
        "office": r"[ก-ฮ]{2,4}\.",
        "letter": "[ก-ฮเแโไใ]",
        "number": r"\d[.)]",
        "item": r"\d{1,2}[.)]\s|[-•]\s",
        "numbered": r"\d+(?:\.\d+)*\s",
        "none": "-$|ไม่มี",
        "cost": "ค่า(?!น้ำหนัก|เป้าหมาย|คะแนน)",
        "year": r"(?:พ\.ศ\.|ปี)\s*(?:งบประมาณ\s*)?(?:พ\.ศ\.\s*)?25\d\d",
    }


_SHARES = ("ร้อยละ", "ระดับ", "เปอร์เซ็นต์", "%", "คะแนน", "อัตรา", "สัดส่วน", "บาท", "ล้านบาท")
"""Units that count no things."""
_AHEAD = {
    "name": r"(?:(?:\d{1,2}\.)*\d{1,3}[.)]?\s+|(?:OKR|KR|KPI)\s?[\d.]*\s?:?\s*)?",
    "project": r"(?:[-•]\s*|\d{1,2}(?:\.\d{1,2})*[.)]\s*)?",
    "step": r"(?:\d{1,2}[.)]\s*)?",
    "budget": r"\(?\s*",
}
"""What may stand before the words that texts of a kind begin with."""


@cache
def _beginning(kind: str) -> re.Pattern[str] | None:
    words = kinds()[kind].begins
    if not words:
        return None
    parts = [_begins()[word[1:]] if word.startswith("@") else re.escape(word) for word in words]
    return re.compile(f"{_AHEAD.get(kind, '')}(?:{'|'.join(parts)})")


@lru_cache(maxsize=8192)
def begins_as(kind: str, text: str) -> bool:
    """Whether ``text`` begins as texts of ``kind`` do (``kinds.csv``)."""
    pattern = _beginning(kind)
    return pattern is not None and pattern.match(text) is not None
