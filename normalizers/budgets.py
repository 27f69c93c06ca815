"""What a budget cell says: an amount, or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from phaen.normalizers.data_files import rows
from phaen.normalizers.money import Part, plain_money, read_money
from phaen.normalizers.scan import bracket_spans
from phaen.normalizers.text import squash
from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True)
class Budget:
    """``baht`` (2 decimals) only where an amount is printed and read; ``status`` is ``amount``, ``none``,
    ``not_funded``, ``shared`` or ``unstated``; ``unit_baht`` what one stood for; ``parts`` the sources that the cell
    names with an amount each; ``left`` what no reading used; ``flags`` are reasons to look at the cell."""

    raw: str
    baht: Decimal | None
    status: str
    flags: tuple[str, ...] = ()
    unit_baht: float | None = None
    parts: tuple[Part, ...] = ()
    left: tuple[str, ...] = ()


_BLANK = re.compile(r"[\s\-–—−_.…]*(?:บาท)?[\s\-–—−_.…]*")
_SHEET_ERROR = re.compile(r"#{3,}|#(?:REF|VALUE|N/A|DIV/0|NAME\?|NUM|NULL)!?", re.IGNORECASE)
_NOT = re.compile("[ไใ]ม|ม่|มิ")
_ASKED = re.compile(r"(?:ขอตั้ง|ขอรับ|เสนอขอ|ที่ขอ|คำขอ|ขอ)[^\d]*$")
_DENIED = re.compile(r"ไม่(?:ได้|ขอ|ต้อง)?$")
_LIKE = 88


@cache
def _phrases() -> dict[str, str]:
    return {squash(row["phrase"]): row["status"] for row in rows("budget_wordings.csv")}


_GROUPED = re.compile(r"[0-9],[0-9]{3}(?![0-9])")
"""A figure that can be nothing but an amount, whatever stands behind it."""
_TWO_ROWS = re.compile(r"\s*[-–—]\s+[0-9๐-๙][0-9๐-๙,.]*\s*")
"""A dash and a figure: the amounts of two rows that nothing parted (no amount, and the total below it)."""
_TICKED, _EMPTY_BOX = "☑☒✓✔✅🗹■", "☐□◻▢"
_BOX = re.compile(f"[{_TICKED}{_EMPTY_BOX}]")
_OPTION = re.compile(f"{_BOX.pattern}[^{_TICKED}{_EMPTY_BOX}]*")
_NOT_USED = re.compile(r"ไม่(?:ได้)?ใช้\W*")


@lru_cache(maxsize=1 << 13)
def parse_budget(text: str, unit_baht: float | None = 1) -> Budget:
    """The budget of a cell. ``unit_baht`` is what 1 stands for where the heading says so (1,000,000 for ล้านบาท),
    ``None`` where it names a unit that is not understood.

    Flags: those of ``money.read_money``, ``amount_with_note``, ``unknown_budget_wording``.
    """
    if _BLANK.fullmatch(text):
        return Budget(text, None, "unstated")
    if _SHEET_ERROR.search(text):
        return Budget(text, None, "amount", ("malformed_amount",), left=(text.strip(),))
    if _TWO_ROWS.fullmatch(text):
        return Budget(text, None, "amount", ("several_budgets",), left=(text.strip(),))
    if len(_BOX.findall(text)) > 1:
        return _ticked(text, unit_baht)
    status = _status(text)
    money = read_money(text, unit_baht)
    if status == "not_funded" and money.baht is not None and money.marked and not _only_asked(text):
        return Budget(text, money.baht, status, ("amount_with_note",), money.unit_baht)
    if status:
        grouped = status == "shared" and _GROUPED.search(plain_money(text)) is not None
        noted = bool(money.flags) or ((money.marked or grouped) and money.baht != 0)
        return Budget(text, None, status, ("amount_with_note",) if noted else ())
    if not money.printed:
        return Budget(text, None, "unstated", ("unknown_budget_wording",))
    unit = money.unit_baht if money.baht is not None else None
    return Budget(text, money.baht, "amount", money.flags, unit, money.parts, money.left)


def _ticked(text: str, unit_baht: float | None) -> Budget:
    """The option whose box is ticked: ``☑ ใช้งบประมาณ 1,250,000 ☐ ไม่ใช้`` (uses budget, does not)."""
    options = [part for part in _OPTION.findall(text) if part[0] in _TICKED]
    if len(options) != 1 or text.lstrip()[:1] not in _TICKED + _EMPTY_BOX:
        return Budget(text, None, "unstated", ("unknown_budget_wording",), left=(text.strip(),))
    chosen = options[0][1:].strip()
    none = _NOT_USED.fullmatch(chosen)
    return replace(parse_budget("ไม่ใช้งบประมาณ" if none else chosen, unit_baht), raw=text)


def _only_asked(text: str) -> bool:
    """Does the amount stand in brackets or behind ขอตั้ง (asked for)? Then it is not what was given."""
    plain = plain_money(text)
    first = re.search(r"\d", plain)
    if first is None:
        return False
    inside = any(start < first.start() < end for start, end in bracket_spans(plain))
    return inside or bool(_ASKED.search(plain[: first.start()]))


def _says(key: str, phrase: str) -> bool:
    """Does ``phrase`` occur in ``key``, and not denied (ไม่ใช้งบประมาณของสำนัก is no ใช้งบประมาณของสำนัก)?"""
    at = key.find(phrase)
    return at >= 0 and not _DENIED.search(key[:at])


def _asks(key: str) -> bool:
    """Does a wording speak of asking (ขอ) for money? Not asked for is not the same as not granted (ไม่ได้รับ)."""
    return "ขอ" in key.replace("ของ", "") or "ของบ" in key


def _denies(key: str) -> bool:
    """Does a wording hold a word for *not* (ไม่, perhaps damaged)? Without it ไม่ใช้ (not used) says the contrary."""
    return _NOT.search(key) is not None


def _status(text: str) -> str | None:
    key = squash(re.sub(r"หมายเหตุ\s*:?", "", text)).strip("()[]*.…")
    for phrase, status in _phrases().items():
        head, _, tail = phrase.partition("…")
        if tail:
            if head in key and tail in key.partition(head)[2]:
                return status
        elif _says(key, phrase) and (len(phrase) > 6 or len(key) <= len(phrase) + 4):
            return status
    if not any(character.isdigit() for character in key) and len(key) >= 8:
        # OCR damage: ไมใช้งบประมาณ, ไม่ได้รับงบประมาน
        known = [phrase for phrase in _phrases() if "…" not in phrase]
        best = process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best and _asks(key) == _asks(best[0]) and _denies(key) == _denies(best[0]):
            return _phrases()[best[0]]
    return None
