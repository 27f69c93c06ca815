"""Projects and activities (โครงการ/กิจกรรม): cells that list several, with their budgets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from phaen.normalizers.budgets import parse_budget
from phaen.normalizers.markup import strip_markup
from phaen.normalizers.money import is_amount_with_unit
from phaen.normalizers.text import arabic_digits, clean, squash
from phaen.normalizers.units import kinds_in_brackets, split_units, unit_rank


@dataclass(frozen=True, slots=True)
class Project:
    """One project of a cell. ``baht`` only where an amount is printed; ``status`` as in budgets
    (``unstated`` without a word on it); ``repeated`` for (โครงการซ้ำ); ``units`` where the cell names
    the unit in brackets."""

    name: str
    baht: Decimal | None = None
    repeated: bool = False
    status: str = "unstated"
    units: tuple[str, ...] = ()
    seq: str | None = None
    raw: str = ""
    flags: tuple[str, ...] = ()


_SEQ_AHEAD = r"(?:\d{1,2}|[๐-๙]{1,2})[.)]\s*(?:โครงการ|กิจกรรม)"
_SPLIT = re.compile(
    r"(?:^|\n)\s*[-–—•●▪]\s*"
    r"|(?<=[\s)])[-–—•●▪]\s*(?=โครงการ|กิจกรรม)"
    r"|(?<=\))\s*[-–—•●▪]\s*(?=[^\s\d])"
    r"|(?<=\))\s+(?=โครงการ(?!ซ้ำ)|กิจกรรม)"
    rf"|(?:\n\s*|(?<=[\s)]))(?={_SEQ_AHEAD})"
)
_BULLETED = re.compile(r"(?<=\s)[-–—•●▪]\s+(?=การ|งาน|จัด|พัฒนา|ส่งเสริม|ปรับปรุง)")
_TAIL = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)\s*$")
_LABEL = re.compile(r"^(?:ชื่อ)?\s*โครงการ\s*/\s*กิจกรรม\s*[:：]\s*|^(?:ชื่อ)?(?:โครงการ|กิจกรรม)\s*[:：]\s*")
_KIND_LABEL = re.compile(r"^\W*[0-9๐-๙.)]*\s*(?:ชื่อ)?(โครงการ|กิจกรรม)\s*[:：]")
_SEQ = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,2})*)(?:[.)]\s*|(?<=\.\d)\s+)(?=[^\d\s])")
_PLAIN_BUDGET = re.compile(r"\s*(?:งบประมาณ|จำนวนเงิน|เป็นเงิน)\s*:?\s*(\d[\d,. ]*(?:ล้าน)?\s*(?:บาท|\.-))\s*$")
_BARE_BUDGET = re.compile(
    r"(?<=[ก-๙a-zA-Z)\d])\s+((?:\d{1,3}(?:,\d{3})+|\d{4,})(?:\.\d+)?\s*(?:บาท|\.-)|\d[\d,]*(?:\.\d+)?\s*ล้านบาท)\s*$"
)
"""An amount of money at the end of a name without a word on it."""
_PART_OF_NAME = re.compile(r"(?:เกิน|ต่ำกว่า|น้อยกว่า|ละ|วงเงิน|มูลค่า|ราคา|อย่างน้อย|มากกว่า|ถึง|[-–])\s*$")
_NUMBER_ALONE = re.compile(r"\s*\(?\d{1,2}[.)]\s*")
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*[-–—]?\s*\)\s*$")
_REPEATED_PART = re.compile(r"[\s/,-]*(?:โครงการ|กิจกรรม)ซ้ำ$")
_REPEATED = {"โครงการซ้ำ", "กิจกรรมซ้ำ", "ซ้ำ", "โครงการ/กิจกรรมซ้ำ", "โครงการซำ้", "ซ้ำโครงการ"}


def split_projects(text: str, unit_in_brackets: bool = False, unit_baht: float | None = 1) -> list[Project]:
    """The projects of a cell: bulleted, numbered, or one behind the other after their bracketed budgets.

    A bracketed budget, (โครงการซ้ำ) and a bracketed unit at the end of a name are taken off it.
    ``unit_in_brackets``: the column's heading says that units stand there (โครงการ/กิจกรรมและส่วนราชการที่รับผิดชอบ), so any
    kind of unit counts; else only those that hardly end a project's name (``brackets`` in ``unit_kinds.csv``).
    ``unit_baht``: as in ``parse_budget``.
    """
    text = strip_markup(text) if "<" in text else text
    if not re.search(r"[ก-๙A-Za-z]", text) or squash(text) in ("ไม่มี", "ฯลฯ"):
        return []
    parts = _SPLIT.split(text)
    if re.match(r"\s*[-–—•●▪]", text):
        parts = [piece for part in parts for piece in _BULLETED.split(part)]
    parts = _with_numbers(parts)
    return [project for part in parts if (project := _project(part, unit_in_brackets, unit_baht)).name]


def _with_numbers(parts: list[str]) -> list[str]:
    """Parts, a running number that was cut off (its bracket looks like that of a budget) put before its project."""
    joined: list[str] = []
    for part in parts:
        if joined and _NUMBER_ALONE.fullmatch(joined[-1]):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _project(part: str, any_unit: bool, unit_baht: float | None) -> Project:
    raw = part.strip()
    seq, name = project_name(raw)
    baht: Decimal | None = None
    status, repeated = "unstated", False
    units: tuple[str, ...] = ()
    flags: list[str] = []
    name = _EMPTY_BRACKETS.sub("", name)
    while match := _TAIL.search(name):
        inner = match[1].strip()
        if squash(inner) in _REPEATED:
            repeated = True
            inner = ""
        elif match_repeated := _REPEATED_PART.search(inner):
            repeated = True
            inner = inner[: match_repeated.start()].strip(" /,-")
        if not inner:
            pass
        elif _is_budget(inner):
            budget = parse_budget(inner, unit_baht)
            if status != "unstated":
                flags.append("several_budgets")
                baht = baht if baht == budget.baht else None
            else:
                baht, status = budget.baht, budget.status
            flags += budget.flags
        elif not units and unit_rank(inner) is not None and (any_unit or inner.startswith(kinds_in_brackets())):
            units = tuple(split_units(inner))
        else:
            break
        name = name[: match.start()].rstrip()
    if status == "unstated" and (match := _PLAIN_BUDGET.search(name)):
        budget = parse_budget(match[1], unit_baht)
        baht, status, name = budget.baht, budget.status, name[: match.start()]
        flags += budget.flags
    elif (
        status == "unstated"
        and (match := _BARE_BUDGET.search(arabic_digits(name)))
        and not _PART_OF_NAME.search(name[: match.start()])
    ):
        budget = parse_budget(match[1], unit_baht)
        baht, status, name = budget.baht, budget.status, name[: match.start()]
        flags += [*budget.flags, "amount_behind_name"]
    return Project(name.strip(" *"), baht, repeated, status, units, seq, raw, tuple(flags))


def _is_budget(inner: str) -> bool:
    if re.search(r"\d\s*(?:ล้าน)?\s*บาท|\d\.\s?[-–]", arabic_digits(inner)):
        return True
    if re.fullmatch(r"(?:งบประมาณ)?\s*:?\s*\d{1,3}(?:,\d{3})+(?:\.\d\d)?\s*\**", arabic_digits(inner)):
        return True
    if is_amount_with_unit(inner):
        return True
    key = squash(inner)
    return ("งบประมาณ" in key or key.startswith("ไม่ใช้")) and parse_budget(inner).status not in (
        "unstated",
        "amount",
    )


def project_name(text: str) -> tuple[str | None, str]:
    """The running number that a project line begins with (``2``, ``1.1``; no trailing dot) and the
    name behind it.
    """
    name = clean(text).lstrip("-–—•●▪ ").strip()
    name = _LABEL.sub("", name)
    match = _SEQ.match(name)
    if match:
        return match[1], _LABEL.sub("", name[match.end() :]).strip().rstrip("*").strip()
    return None, name.rstrip("*").strip()


def project_kind(name: str) -> str:
    """``project`` for โครงการ…, ``activity`` for กิจกรรม…, else ``other``; a label (``กิจกรรม : …``) says it too."""
    if label := _KIND_LABEL.match(name):
        return "activity" if label[1] == "กิจกรรม" else "project"
    key = squash(project_name(name)[1])
    if key.startswith("โครงการ"):
        return "project"
    return "activity" if key.startswith("กิจกรรม") else "other"
