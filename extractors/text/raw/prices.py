"""What it is worth to lay a piece of a raw line into a column: points for each reading of it, from the settings.

What a piece *is* is said in :mod:`phaen.extractors.text.raw.patterns`; what that is worth, in ``settings.Costs``.
"""

from __future__ import annotations

import re
from functools import cached_property

from phaen.extractors.text.raw import patterns as piece_is
from phaen.extractors.text.raw.settings import COSTS, LIMITS, Costs, having

GROWING, HELD = having("grows"), having("grows") | having("held")
"""Kinds whose values may be broken over lines; and kinds whose text so far counts for what may follow."""
MEASURED, SUMMED, LONG, TEXT, NAMED = map(having, ("measured", "summed", "long", "text", "named"))
_NUMBERED = re.compile(r"((?:\d{1,2}\.){0,3}\d{1,3})[.)]?(?:\s+\S|$)|((?:\d{1,2}\.)+)(?=\S)")
_LIST_MARK = re.compile(r"(?:(?<=\s)|^)(?:\d{1,3}|[ก-ฮ])\)")
_BUDGET_REST = re.compile(r"ประมาณ|บาท|งบประมาณ|\(.{1,60}\)")


class Prices:
    """The points of ``costs``. What was asked once is remembered: layouts ask for the same pieces again and again."""

    def __init__(self, costs: Costs = COSTS) -> None:
        self.costs = costs

    @cached_property
    def _begun(self) -> dict[tuple[str, str], float | None]:
        return {}

    def begins(self, kind: str, text: str) -> float | None:
        """What a cell of ``kind`` is worth that begins with ``text`` (Western digits); ``None`` when it cannot."""
        key = (kind, text)
        if key not in self._begun:
            if len(self._begun) > LIMITS.remembered:
                self._begun.clear()
            self._begun[key] = self._beginning(kind, text)
        return self._begun[key]

    def _beginning(self, kind: str, text: str) -> float | None:
        c = self.costs
        if piece_is.is_begun(kind, text):
            return 0.0  # a value that the next line completes
        if piece_is.typed(kind):
            if piece_is.is_typed(kind, text):
                return c.serial if kind == "serial" else c.typed
            return c.budget_words if piece_is.begins_as(kind, text) else None
        if kind in MEASURED:
            return self._measure(kind, text)
        if kind == "remark":
            return c.remark
        if kind == "other":
            return c.unknown if len(text) < LIMITS.unknown else c.unknown_long
        return self._words(kind, text)

    def _measure(self, kind: str, text: str) -> float:
        c = self.costs
        if piece_is.is_degree(text) or (kind == "achieved" and piece_is.is_score_label(text)):
            return c.typed
        dated = piece_is.is_date(text)
        if piece_is.is_figure(text) and not dated:
            return c.worded if not text[0].isdigit() else c.bare if text[-1].isdigit() else c.counted
        if piece_is.is_nothing(text):
            return c.nothing
        if piece_is.begins_worded(text):
            return c.worded_more
        return c.counted_more if piece_is.begins_figure(text) and not dated else c.no_measure

    def _words(self, kind: str, text: str) -> float | None:
        """The same in a column of words."""
        c = self.costs
        year = piece_is.YEAR_LABEL.match(text) if kind == "baseline" else None
        if year:
            return c.typed
        if piece_is.is_value(text):
            return c.value_as_text
        if kind != "definition" and piece_is.YEAR_LABEL.search(text):
            return c.year_in_text
        if kind == "narrative" and piece_is.INTRODUCES.fullmatch(text):
            return c.introduces
        if kind not in LONG and piece_is.is_labelled(text):
            return c.typed if kind == "name" else c.label_elsewhere
        if kind in NAMED and piece_is.AMOUNT.search(text):
            return c.money_in_name
        if kind == "programme" and piece_is.NUMBERED_PROJECT.match(text):
            return None
        if piece_is.begins_as(kind, text):
            return c.plausible
        if piece_is.is_nothing(text):
            return c.nothing_in_text
        return c.strange_long if kind in LONG else c.strange_group if kind == "programme" else c.strange

    def goes_on(self, kind: str, text: str, lines: int, held: str = "") -> float:
        """What a cell of ``kind`` that has ``lines`` lines (``held``, if short) is worth more with ``text``."""
        c = self.costs
        if kind in GROWING:
            return self._grown(kind, text, held)
        if kind == "level":  # a narrow column breaks 12 คะแนน (points)
            return c.counts if is_bare_number(held) and text == piece_is.POINTS_WORD else c.other_value
        if kind == "months":
            return c.arrow if piece_is.is_typed(kind, text) else c.other_value
        if kind == "baseline" and (piece_is.YEAR_LABEL.match(text) or held.endswith(":")):
            return c.history
        if kind in LONG:
            return c.year_in_definition if kind == "definition" and piece_is.YEAR_LABEL.match(text) else 0.0
        if kind in TEXT:
            return self._text_on(kind, text)
        if kind == "budget":
            return self._budget_on(text, lines)
        return c.other_value

    def _grown(self, kind: str, text: str, held: str) -> float:
        c = self.costs
        has_figure = any(char.isdigit() for char in held)
        if piece_is.YEAR_LABEL.search(text) or (has_figure and piece_is.begins_measure(text)):
            return c.other_value
        whole = f"{held} {text}"
        if held[-1:].isdigit() and not piece_is.is_degree(held) and piece_is.counted().search(whole):
            return c.counts
        before, after = self.begins(kind, held), self.begins(kind, whole)
        return c.other_value if before is None or after is None else after - before + c.grows

    def _text_on(self, kind: str, text: str) -> float:
        c = self.costs
        if piece_is.is_begun("target", text):
            return c.value_begins
        if piece_is.is_labelled(text):
            return c.label_begins
        if kind in NAMED and piece_is.AMOUNT.search(text):
            return c.money_in_name_on
        wide = c.wide * max(0, len(text) - LIMITS.column)
        office = len(text) < LIMITS.office and piece_is.begins_as("unit", text)
        if kind in ("unit", "support"):
            return (c.office_on if office else c.other_on) + wide
        if kind == "programme" and re.match(r"ผลผลิต|แผนงาน", text):
            return c.next_group
        if kind == "project" and office and not piece_is.begins_as("project", text):
            return c.office_in_project
        return (c.value_on if piece_is.is_stray(text) else c.text_on) + wide

    def _budget_on(self, text: str, lines: int) -> float:
        if lines == 1 and _BUDGET_REST.fullmatch(text):
            return self.costs.budget_on
        wordy = lines < LIMITS.note_lines and len(text) < LIMITS.note and not any(char.isdigit() for char in text)
        wordy = wordy and not piece_is.begins_as("unit", text)
        return self.costs.budget_note_on if wordy else self.costs.budget_ends

    def number(self, number: int | None, last: int, kind: str) -> tuple[float, int]:
        """What a row's running number is worth after ``last``, and the new last number."""
        c = self.costs
        if number is None:
            return (c.unnumbered if last or kind != "name" else 0.0), last
        if kind == "level_no":
            return (c.next_level if last == 0 or abs(number - last) == 1 else c.other_level), number
        if number == last + 1:
            return c.next, number
        return (c.skips if number > last else c.back), number


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
