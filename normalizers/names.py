"""Indicator names: labels, running numbers and clauses taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phaen.normalizers.text import arabic_digits, clean
from phaen.normalizers.units import split_units


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """``item_no`` is the printed running number (``2.1``, no trailing dot), ``code`` a 4-digit KR/OKR
    code of the label, ``weight`` and ``lead`` come from กำหนดค่าน้ำหนักคะแนน… รับผิดชอบโดย…,
    ``target`` and ``units`` from the tail of a list item (``(เป้าหมาย : ร้อยละ 100) ผู้รับผิดชอบ : …``)."""

    name: str
    item_no: str | None = None
    code: str | None = None
    weight: float | None = None
    lead: str | None = None
    target: str | None = None
    units: tuple[str, ...] = ()


_BULLET = re.compile(r"^[\s\-–—•●▪*]+(?=\S)")
LABEL = re.compile(
    r"^(?P<word>O?KRs?|KPIs?|ตัวชี้วัด(?:ที่)?|ตัวชี้วัดหลัก)\s*(?P<no>\d+(?:\.\d+)*)?\s*(?P<colon>[:：])\s*",
    re.IGNORECASE,
)
_LABEL_NO_COLON = re.compile(r"^(?P<word>O?KRs?|KPIs?|ตัวชี้วัดที่)\s*(?P<no>\d+(?:\.\d+)*)\.?\s+", re.IGNORECASE)
_NUMBER = re.compile(
    r"^\(?(?P<no>\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)]))[.)]?(?!\d|\s*(?:เท่า|ล้าน|บาท|%))(?:\s+|(?=[^\s\d.,%]))"
)
# a KR code before the name, in brackets (``(3101) ร้อยละของ…``) or with a colon; a year of the plan there is none
_CODE_BEFORE = re.compile(
    r"^(?:(?P<open>[(\[])\s*)?(?:รหัส\s*)?(?:O?KRs?\s*)?:?\s*(?P<code>[1-9]\d{3})\s*(?(open)[)\]]|[:：])\s*(?=\D)",
    re.IGNORECASE,
)
_YEARS = range(2550, 2600)
_WEIGHT = re.compile(
    r"\s*(?P<open>\()?\s*(?:กำหนด)?\s*(?:ค่า)?\s*น้ำหนัก\s*(?:คะแนน)?\s*(?:ร้อยละ|:)?\s*(?P<weight>\d+(?:\.\d+)?)\s*(?:คะแนน|%)?"
    r"\s*(?:(?:และ)?\s*รับผิดชอบ\s*โดย\s*:?\s*(?P<lead>(?:[^()]|\([^()]*\))*)"
    r"|(?(open)\s*:?\s*(?P<answers>(?:[^()]|\([^()]*\))*?)\s*(?:เป็น)?(?:ผู้|หน่วยงาน)?\s*รับผิดชอบ\s*(?=\))|(?!)))?(?(open)\)|)"
)
_LEAD_ONLY = re.compile(r"\s*\(\s*รับผิดชอบ\s*โดย\s*:?\s*(?P<lead>(?:[^()]|\([^()]*\))*)\)")
_TARGET = re.compile(
    r"(?:^|\s+|(?=\())(?P<open>\()?\s*(?:ค่า)?เป้าหมาย\s*:\s*(?P<target>(?:[^()]|\([^()]*\))*?)\s*(?(open)\)|(?=ผู้รับผิดชอบ|ส่วนราชการที่รับผิดชอบ|$))"
)
_UNITS = re.compile(r"\s*\(?\s*(?:ผู้รับผิดชอบ|ส่วนราชการที่รับผิดชอบ|หน่วยงานที่รับผิดชอบ)\s*:\s*(?P<units>.*?)\)?\s*$")


def item_number(text: str) -> str | None:
    """A printed running number in Arabic digits, without the brackets, dots and marks around it: ``๑)`` → ``1``,
    ``(2)`` → ``2``, ``2.1.`` → ``2.1``; ``None`` for an empty cell."""
    return arabic_digits(clean(text)).strip(" ()[].*:") or None


def parse_indicator(text: str) -> IndicatorName:
    """The indicator's name without its labels (``KR 2 :``, ``OKR 7402 :``), numbering, weight clause,
    target and units.
    """
    name = _BULLET.sub("", clean(text))
    item_no = code = None
    number = _NUMBER.match(name)
    if number:
        item_no, name = number["no"], name[number.end() :]
    name, label_no, code = _without_label(name)
    item_no = item_no or label_no
    if (before := _CODE_BEFORE.match(name)) and int(before["code"]) not in _YEARS:
        code, name = code or before["code"], name[before.end() :]
    units: tuple[str, ...] = ()
    target = None
    if match := _UNITS.search(name):
        units, name = tuple(split_units(match["units"])), name[: match.start()]
    if match := _TARGET.search(name):
        target, name = match["target"].strip() or None, name[: match.start()] + name[match.end() :]
    weight = lead = None
    if match := _WEIGHT.search(name):
        if match["open"] or match["lead"] or "กำหนด" in match[0]:
            weight = float(arabic_digits(match["weight"]))
            lead = (match["lead"] or match["answers"] or "").strip() or None
            name = name[: match.start()] + " " + name[match.end() :]
    elif match := _LEAD_ONLY.search(name):
        lead, name = match["lead"].strip() or None, name[: match.start()] + name[match.end() :]
    return IndicatorName(_tidy(name), item_no, code, weight, lead, target, units)


def _without_label(name: str) -> tuple[str, str | None, str | None]:
    """The name without its label, the label's number and its 4-digit code."""
    match = LABEL.match(name) or _LABEL_NO_COLON.match(name)
    if not match:
        return name, None, None
    number = match["no"]
    if number and re.fullmatch(r"[1-9]\d{3}", number) and "KR" in match["word"].upper():
        return name[match.end() :], None, number
    return name[match.end() :], number, None


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[\s*]+$", "", name)).strip()


_ANY_LABEL = re.compile(
    r"^(?:O?KRs?|KPIs?|Objective|Key Results?|วัตถุประสงค์หลัก|ตัววัดผลหลัก|ตัววัดผล|ตัวชี้วัด(?:ที่)?"
    r"|ผลผลิต(?:ที่)?|แผนงาน|งาน|กลยุทธ์(?:ที่)?)\s*"
    r"(?:\((?:Objective|Key Result(?:\s*:\s*KR)?|KR|KPI|KR\s*/\s*KPI)\))?\s*\d*(?:\.\d+)*\s*:\s*",
    re.IGNORECASE,
)


def strip_label(text: str) -> str:
    """``text`` without the label before its colon (``KR 2 :``, ``ผลผลิต :``, ``แผนงาน :``); list
    numbers stay.
    """
    return _ANY_LABEL.sub("", clean(text)).strip()
