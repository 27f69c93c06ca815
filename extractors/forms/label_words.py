"""Labels of lines and sheets (``ค่าเป้าหมาย : ร้อยละ 80``): what each names, and what it says (``label_lines.csv``)."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from phaen.extractors.model import Paragraph
from phaen.normalizers.text import arabic_digits, clean, squash

LABEL_LINE = re.compile(
    r"^[\s•*\-–]*(?:(?P<before>[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*)[.)]?\s+)?(?P<label>[^:：]{2,60}?)\s*[:：]\s*(?P<value>.*)$",
    re.DOTALL,
)
_NUMBERED_NAME = re.compile(
    r"^[\s•*\-–]*(?P<label>ตัวชี้วัดที่|โครงการที่)\s*(?P<number>[0-9๐-๙.]+)\s*[:：.)]?\s*(?P<value>\S.*)$", re.DOTALL
)
_BOLD = re.compile(r"\s*\*\*(?P<label>[^*:：\n]{2,60})\*\*\s*(?=[^\s*])")
_NUMBER = re.compile(r"^(?P<label>\D+?)\s*(?P<number>[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*)\.?$")
_YEAR = re.compile(r"\s*(?:ประจำ)?(?:ปี(?:งบประมาณ)?)?\s*(?:พ\.?ศ\.?)?\s*(?:25|๒๕)[0-9๐-๙]{2}\s*$")
_PERIOD = re.compile(r"\s*\(?\s*(?:รอบ|ระยะ)?\s*[0-9๐-๙]{1,2}\s*เดือน\s*\)?\s*$")
"""Part of a year that a label names: ``ผลการดำเนินงาน รอบ 9 เดือน``."""
PARAGRAPHS = frozenset({"definition", "calculation", "evidence", "narrative", "purpose", "expected_result", "success"})
"""Roles whose values may be several paragraphs."""


@cache
def label_roles() -> dict[str, str]:
    text = files("phaen.extractors.wordings").joinpath("label_lines.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {squash(wording): row["role"] for row in rows for wording in row["wordings"].split("|")}


def role_of(label: str) -> str | None:
    """The role of a label, its year or period left out; of two words (``คำอธิบาย/นิยาม``) that of the one that is known,
    where it tells a text."""
    for form in (label, _YEAR.sub("", label), _PERIOD.sub("", label)):
        if (role := label_roles().get(squash(form))) is not None:
            return role
    told = {role for word in label.split("/") if (role := label_roles().get(squash(word))) is not None}
    return told.pop() if len(told) == 1 and told <= PARAGRAPHS | {"units", "baseline"} else None


def labelled(text: str) -> tuple[str, str | None, str] | None:
    """(role, number, value) of a line that begins with a known label; ``None`` for any other."""
    found = LABEL_LINE.match(text)
    if found is not None:
        label, number = clean(found["label"]), arabic_digits(found["before"] or "") or None
        if (counted := _NUMBER.match(arabic_digits(label))) is not None:
            label, number = counted["label"], counted["number"]
        role = role_of(label)
        if role is not None:
            return role, number, found["value"].strip()
    named = _NUMBERED_NAME.match(text)
    if named is not None:
        return label_roles()[squash(named["label"])], arabic_digits(named["number"]).rstrip("."), named["value"].strip()
    return None


def told_by(line: Paragraph) -> tuple[str, str | None, str] | None:
    """As :func:`labelled`, also of a line whose label is set in bold, without a colon (``**น้ำหนัก** 10 คะแนน``)."""
    bold = _BOLD.match(line.raw)
    label = clean(bold["label"]) if bold else ""
    if label and line.text.startswith(label) and (told := labelled(f"{label} : {line.text[len(label) :]}")) is not None:
        return told
    return labelled(line.text)


_FIGURES = frozenset({"target", "weight", "achieved", "score"})
_FIGURE_VALUE = re.compile(
    r"(?:[<>≤≥=]|ร้อยละ|ระดับ\s?[0-9๐-๙]|ไม่(?:น้อย|ต่ำ|เกิน)|อย่างน้อย|(?:มาก|น้อย)กว่า|ภายใน|[0-9๐-๙]).{0,60}", re.DOTALL
)
_LONGEST_WORDS = 5


def told_plainly(line: Paragraph, *, texts: bool) -> tuple[str, str | None, str] | None:
    """As :func:`labelled`, of a line whose label only a space parts from its figure (``เป้าหมาย ร้อยละ 85``); with
    ``texts`` also from what it tells, which other lines may begin with by chance."""
    words = clean(line.text).split(" ")
    for size in range(min(_LONGEST_WORDS, len(words) - 1), 0, -1):
        role, value = role_of(" ".join(words[:size])), " ".join(words[size:])
        if role in _FIGURES and _FIGURE_VALUE.fullmatch(value):
            return role, None, value
        if role is not None:
            return (role, None, value) if texts and role in PARAGRAPHS | {"units"} else None
    return None


def heads_text(line: Paragraph) -> tuple[str, str | None, str] | None:
    """As :func:`labelled`, of a line that is nothing but the label of a text that follows it (``คำนิยาม``)."""
    role = label_roles().get(squash(clean(line.text).rstrip(" :：")))
    return (role, None, "") if role in PARAGRAPHS and line.level is None else None
