"""Notes around an indicator's name that do not name the measure: its code, a remark of the form, its unit, its office.

``ร้อยละของเรื่องที่แก้ไข (2301)``, ``[ตัวชี้วัดใหม่] จำนวนสวน``, ``จำนวนผู้เข้าร่วม (คน)``, ``จำนวนสวน (H : สสล. R : ทุกสำนักงานเขต)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, get_args

from phaen.normalizers.agencies import default_register, parse_responsibility, split_agencies
from phaen.normalizers.data_files import rows, words
from phaen.normalizers.names import parse_indicator
from phaen.normalizers.target_words import scaled_unit, without_year
from phaen.normalizers.targets import LEVEL, PERCENT, parse_target
from phaen.normalizers.text import arabic_digits, squash
from phaen.normalizers.units import split_units, unit_rank

Kind = Literal["code", "remark", "unit", "role", "counted", "office", "target"]

ALL_KINDS: frozenset[Kind] = frozenset(get_args(Kind))
OF_THE_MEASURE: frozenset[Kind] = frozenset({"code", "remark", "unit", "role"})
"""Notes that never tell one measure from another. A counted noun, an office or a target may: what two units spend of
one budget is two measures."""

_LAST_GROUP = re.compile(r"\s*[(\[](?P<inner>(?:[^()\[\]]|\([^()]*\))*)[)\]]\s*[*¹²³]*\s*$")
_FIRST_GROUP = re.compile(r"^\s*[(\[](?P<inner>[^()\[\]]*)[)\]]\s*(?=\S)")
_CODE = re.compile(
    r"(?P<label>(?:รหัส)?(?:o?krs?|kpis?|ตัวชี้วัด|ยุทธศาสตร์|นโยบาย)?(?:ที่)?[:.]?)(?P<code>[1-9]\d{3}|\d{6}|p\d{3})", re.I
)
_CODE_BEHIND = re.compile(r"\s+รหัส\s*(?:O?KRs?|KPIs?)?\s*:?\s*[1-9]\d{3}\s*$", re.I)
_NUMBERED_THING = re.compile(r"[A-Za-z]$|(?:สายด่วน|โทร\.?|โทรศัพท์|หมายเลข|เลขที่)$")
"""Before a bare number in brackets: it is that of a standard (ISO (9001)) or a telephone (สายด่วน (1555))."""
_FOOTNOTE = re.compile(r"\s+\d{1,2}/\s*$|[*¹²³]+\s*$")
_ROLE = re.compile(r"(?:h|r|h/r|r/h)(?:$|[:=])", re.I)
_ANSWERS = re.compile(r"(?:ผู้|หน่วยงาน|ส่วนราชการ)?(?:ที่)?(?:เป็น)?รับผิดชอบ(?:หลัก|ร่วม)?(?:โดย)?:?|เจ้าภาพ(?:หลัก|ร่วม)?:?|โดย:")
_EVERYONE = re.compile(r"ทุก(?:หน่วยงาน|ส่วนราชการ|สำนัก|สำนักงาน|สำนักงานเขต|กอง|ฝ่าย|กลุ่มงาน|เขต)(?:/\S+)?")
_UNIT = re.compile(r"หน่วย(?:(?:นับ|วัด):?|:)\S")
_MILLION = 10**6
_PER = re.compile(r"/|ต่อ")
_UNIT_LABEL = re.compile(r"^\s*หน่วย(?:นับ|วัด)?\s*:?\s*")
_SHARE = (PERCENT, "%", "เปอร์เซ็นต์")
_YEARS = range(2550, 2600)
MAX_NOTE = 80
"""Letters of the longest note; what is longer explains the measure."""


@cache
def _remarks() -> frozenset[str]:
    return frozenset(squash(word).lower() for word in words("name_notes.txt"))


@cache
def _units() -> frozenset[str]:
    money = (row["word"] for row in rows("money_units.csv"))
    return frozenset(map(squash, (*money, PERCENT, LEVEL, "%", "เปอร์เซ็นต์", "คะแนน")))


@cache
def _counted() -> frozenset[str]:
    return frozenset(map(squash, words("classifiers.txt")))


@lru_cache(maxsize=65536)
def note_kind(inner: str) -> Kind | None:
    """What the text between a pair of brackets says beside a name; ``None`` where it is part of the name."""
    text = arabic_digits(squash(inner)).strip("-–—:.")
    if not text or len(text) > MAX_NOTE:
        return None
    if (match := _CODE.fullmatch(text)) and (match["label"] or int(match["code"].lstrip("Pp")) not in _YEARS):
        return "code"
    if text.lower() in _remarks():
        return "remark"
    if text in _units() or _UNIT.match(text):
        return "unit"
    if _ROLE.match(text) and not parse_responsibility(inner).flags:
        return "role"
    if _ANSWERS.match(text) or _EVERYONE.fullmatch(text) or _offices(inner):
        return "office"
    if text in _counted() or _is_rate(text):
        return "counted"
    if text.isdigit() and int(text) in _YEARS:
        return None
    if text[0].isdigit() or parse_target(inner).op or text.startswith((PERCENT, LEVEL, "เป้าหมาย", "ค่าเป้าหมาย")):
        return "target" if parse_target(inner).value is not None else None
    return None


def _is_rate(text: str) -> bool:
    """Is it a counted noun or money with a scale word, or a rate of them (``ล้านคน``, ``บาท/คน/ปี``)? A scale word that
    begins no name (แสนสุข, a place) counts whatever is counted: ``ล้านลูกบาศก์เมตร``, ``พัน กก.``."""
    factor, told = scaled_unit(text)
    noun = _PER.split(told or "", maxsplit=1)[0]
    if noun in _counted() or (noun != text and noun in _units()):
        return True
    return factor >= _MILLION or (factor > 1 and noun.endswith("."))


def _offices(inner: str) -> bool:
    """Are all parts of a note units of an office, or agencies of the register?"""
    parts = split_units(inner)
    if parts and all((unit_rank(part) or 0) > 1 for part in parts):
        return True
    return all(default_register().resolve(part) for part in split_agencies(inner) or ("",))


def notes(name: str) -> Iterator[tuple[Kind, str, str]]:
    """Kind and text of every note around ``name``, and the name without the notes up to this one, the last first."""
    name = _without_marks(name)
    while match := _LAST_GROUP.search(name):
        kind = note_kind(match["inner"])
        rest = _without_marks(name[: match.start()])
        if kind is None or not rest or (kind == "code" and _NUMBERED_THING.search(rest)):
            break
        name = rest
        yield kind, match["inner"].strip(), name
    while match := _FIRST_GROUP.match(name):
        kind = note_kind(match["inner"])
        if kind is None:
            break
        name = name[match.end() :]
        yield kind, match["inner"].strip(), name


def unit_of_name(name: str) -> str | None:
    """The unit that a name states in brackets at its end, for a bare figure beside it: ``รายได้จากตลาด (ล้านบาท)``.

    A counted noun beside a percentage (``ร้อยละของสถานประกอบการที่ผ่านเกณฑ์ (แห่ง)``) is none: the two contradict.
    """
    said = next((inner for kind, inner, _ in notes(name) if kind in ("unit", "counted")), None)
    unit = without_year(_UNIT_LABEL.sub("", said or "").strip())
    if not unit or (unit not in _SHARE and parse_indicator(name).name.startswith(_SHARE)):
        return None
    return unit


def _without_marks(name: str) -> str:
    return _CODE_BEHIND.sub("", _FOOTNOTE.sub("", name)).rstrip() or name


@lru_cache(maxsize=65536)
def without_notes(name: str, kinds: frozenset[Kind] = OF_THE_MEASURE) -> str:
    """``name`` without the notes of ``kinds`` at its ends; a note of another kind ends the search at that end."""
    bare = _without_marks(name)
    for kind, _, rest in notes(name):
        if kind not in kinds:
            break
        bare = rest
    return bare


_MAY_HOLD_MORE = re.compile(
    r"^[\W\d]*(?:O?KRs?|KPIs?|ตัวชี้วัด)|^\s*[(\[]|[)\]]\W*$|น้ำหนัก|รับผิดชอบ|เป้าหมาย\s*:|\d/\s*$|[*¹²³]\s*$|รหัส", re.I
)


@lru_cache(maxsize=65536)
def measure_name(text: str) -> str:
    """What of a printed name names the measure: no label, weight clause, responsibility note, code, remark of the form
    or unit in brackets.

    A text that holds nothing else stays as it is.
    """
    if not _MAY_HOLD_MORE.search(text):
        return text
    return without_notes(parse_indicator(text).name or text)


def compared_names(left: str, right: str) -> tuple[str, str]:
    """Two listings' names of one indicator as they are compared: without the notes that only one of them has.

    Offices never count. A target or a counted noun that both print stays: they may contradict each other.
    """
    both = [{kind for kind, _, _ in notes(name)} for name in (left, right)]
    kept = both[0] & both[1] & {"target", "counted"}
    kinds = ALL_KINDS - kept
    return without_notes(left, kinds), without_notes(right, kinds)
