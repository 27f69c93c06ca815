"""What a budget cell says: an amount, or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from phaen.normalizers.data_files import rows
from phaen.normalizers.numbers import CENT, amounts_in
from phaen.normalizers.text import squash
from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True)
class Budget:
    """``baht`` (2 decimals) only where an amount is printed; ``status`` is ``amount``, ``none``,
    ``not_funded``, ``shared`` or ``unstated``; ``flags`` are reasons to look at the cell."""

    raw: str
    baht: Decimal | None
    status: str
    flags: tuple[str, ...] = ()


_BLANK = re.compile(r"[\s\-–—−_.…]*(?:บาท)?[\s\-–—−_.…]*")
_LIKE = 88


@cache
def _phrases() -> dict[str, str]:
    return {squash(row["phrase"]): row["status"] for row in rows("budget_wordings.csv")}


def parse_budget(text: str, unit_baht: int = 1) -> Budget:
    """The budget of a cell. ``unit_baht`` is what 1 stands for where the heading says so (1,000,000
    for ล้านบาท).

    Flags: ``several_amounts``, ``malformed_amount``, ``amount_with_note``, ``unknown_budget_wording``.
    """
    if _BLANK.fullmatch(text):
        return Budget(text, None, "unstated")
    status = _status(text)
    amounts = amounts_in(text)
    values = {amount.baht for amount in amounts}
    if status == "not_funded" and len(values) == 1 and None not in values and all(a.marked for a in amounts):
        return Budget(text, _scaled(values.pop(), unit_baht), status, ("amount_with_note",))
    if status:
        marked = any(amount.marked for amount in amounts)
        return Budget(text, None, status, ("amount_with_note",) if marked else ())
    if not amounts:
        return Budget(text, None, "unstated", ("unknown_budget_wording",))
    if None in values:
        return Budget(text, None, "amount", ("malformed_amount",))
    if len(values) > 1:
        return Budget(text, None, "amount", ("several_amounts",))
    return Budget(text, _scaled(values.pop(), 1 if "บาท" in squash(text) else unit_baht), "amount")


def _scaled(baht: Decimal | None, unit_baht: int) -> Decimal | None:
    return None if baht is None else (baht * unit_baht).quantize(CENT)


def _status(text: str) -> str | None:
    key = squash(re.sub(r"หมายเหตุ\s*:?", "", text)).strip("()[]*.…")
    for phrase, status in _phrases().items():
        if phrase in key and (len(phrase) > 6 or len(key) <= len(phrase) + 4):
            return status
    if not any(character.isdigit() for character in key) and len(key) >= 8:
        # OCR damage: ไมใช้งบประมาณ, ไม่ได้รับงบประมาน
        best = process.extractOne(key, list(_phrases()), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best and not (key.startswith("ใช้งบ") and _phrases()[best[0]] == "none"):
            return _phrases()[best[0]]
    return None
