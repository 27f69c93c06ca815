"""Does a result meet its target? True or false where the printed figures say so, else the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import ge, gt, le, lt

from phaen.normalizers.data_files import rows
from phaen.normalizers.text import squash

_COMPARED: Mapping[str, Callable[[float, float], bool]] = {">=": ge, ">": gt, "<=": le, "<": lt}
_DIRECTIONS = ("increase", "decrease")


@dataclass(frozen=True, slots=True)
class Figure:
    """A target or a result as it was read: text as printed, operator, value, upper value of a range, unit, or date."""

    raw: str | None = None
    op: str | None = None
    value: float | None = None
    upper: float | None = None
    unit: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """``met`` is null with a ``reason`` (see ``outcomes.met_reason``)."""

    met: bool | None
    reason: str | None = None


@cache
def _falling() -> tuple[str, ...]:
    return tuple(squash(row["word"]) for row in rows("falling_words.csv"))


def may_fall(name: str) -> bool:
    """May less be better for an indicator of this name (``falling_words.csv``: cases left over, deaths, costs)?"""
    key = squash(name)
    return any(word in key for word in _falling())


def judge(name: str, target: Figure | None, achieved: Figure | None) -> Verdict:
    """Whether a result meets a target, both of one indicator.

    A target without an operator (ร้อยละ 80) is reached from its figure up: the levels of Thai scoring rubrics rise.
    Where the name speaks of something that should become less, only a result of the very figure is judged.
    """
    if target is None or target.raw is None:
        return Verdict(None, "no_target")
    if achieved is None or achieved.raw is None:
        return Verdict(None, "no_result")
    if target.date is not None:
        return _in_time(target.date, achieved.date)
    if target.value is None:
        return Verdict(None, "target_unread")
    if achieved.value is None:
        return Verdict(None, "result_unread")
    if target.unit and achieved.unit and squash(target.unit) != squash(achieved.unit):
        return Verdict(None, "units_differ")
    return _compared(name, target, target.value, achieved, achieved.value)


def _in_time(wanted: str, done: str | None) -> Verdict:
    """A date is met by the same or an earlier one; both ``YYYY-MM-DD`` or ``YYYY-MM``."""
    if done is None:
        return Verdict(None, "result_unread")
    size = min(len(wanted), len(done))
    if done[:size] == wanted[:size] and len(done) < len(wanted):
        return Verdict(None, "result_unread")  # some day of the very month
    return Verdict(done[:size] <= wanted[:size])


def _compared(name: str, target: Figure, wanted: float, achieved: Figure, value: float) -> Verdict:
    compare = _COMPARED.get(target.op or "")
    if compare is not None:
        return Verdict(compare(value, wanted))
    if target.op in _DIRECTIONS:
        # ลดลงร้อยละ 5: a result that does not say that it fell may be the level itself
        return Verdict(value >= wanted) if achieved.op == target.op else Verdict(None, "direction_unknown")
    if target.upper is not None and value > target.upper:
        return Verdict(None, "direction_unknown")
    if value == wanted or (target.upper is not None and value >= wanted):
        return Verdict(True)
    if may_fall(name):
        return Verdict(None, "direction_unknown")
    return Verdict(value >= wanted)
