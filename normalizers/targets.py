"""Targets and thresholds: what is to be reached (ร้อยละ 80, อย่างน้อย 3 โครงการ, ระดับ 5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from phaen.normalizers.data_files import rows, words
from phaen.normalizers.numbers import Figure, figures_in
from phaen.normalizers.text import arabic_digits, clean

PERCENT = "ร้อยละ"
LEVEL = "ระดับ"


@dataclass(frozen=True, slots=True)
class Target:
    """``op`` is ``>=``, ``<=``, ``<``, ``>``, ``increase`` or ``None``; ``value`` the first figure;
    ``unit`` ร้อยละ, ระดับ or the counted noun. ``flags`` are reasons to look (``several_targets``)."""

    op: str | None = None
    value: float | None = None
    unit: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """The figure of one rubric level and its unit."""

    value: float | None = None
    unit: str | None = None
    flags: tuple[str, ...] = ()


_PERCENT_BEFORE = re.compile(r"(?:ร้อย\s?ละ|ร้อยล่ะ)\s*(?:จำนวน)?\s*$")
_PERCENT_AFTER = re.compile(r"\s*(?:%|เปอร์เซ็นต์|เปอร์เซนต์)")
_LEVEL_BEFORE = re.compile(r"ระดับ\s?(?:คะแนน|ที่)?\s*$")
_CLAUSE = re.compile(r"(ร้อย\s?ละ|ระดับ)[^\d]{0,60}$")
_ITEMS = re.compile(r"(?:^|\s)[-–•]\s*(?=[^\s\d])")
_YEAR_BEFORE = re.compile(r"(?:พ\s?\.\s?ศ\s?\.|ค\s?\.\s?ศ\s?\.|ปี|ปีงบประมาณ)\s*$")
_RUN = re.compile(r"\s*([^\s\d()\[\],;]+)")
_PER_YEAR = re.compile(r"(?:/|ต่อ)\s?(?:ปีงบประมาณ|ปี)$")


@cache
def _op_words(place: str) -> tuple[tuple[str, str], ...]:
    found = [(row["word"], row["op"]) for row in rows("target_words.csv") if row["place"] == place]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@cache
def _op_before() -> re.Pattern[str]:
    return re.compile("|".join(r"\s?".join(map(re.escape, word)) for word, _ in _op_words("before")))


@cache
def _classifiers() -> tuple[str, ...]:
    return tuple(sorted(words("classifiers.txt"), key=len, reverse=True))


@lru_cache(maxsize=1 << 13)
def parse_target(text: str) -> Target:
    """The target stated by ``text``: its first figure that is no year, how to compare with it, and its
    unit.
    """
    text = clean(text)
    figures = _without_years(text, figures_in(text))
    if not figures:
        return Target()
    figure = figures[0]
    unit = _unit(text, figure)
    previous_end = max((other.end for other in figures_in(text) if other.end <= figure.start), default=0)
    op = _op(text[previous_end : figure.start], text[figure.end :], unit)
    several = len(figures) > 1 and len(_ITEMS.findall(text)) > 1
    return Target(op, figure.value, unit, ("several_targets",) if several else ())


def parse_threshold(text: str) -> Threshold:
    """The figure and unit of a rubric level (``ร้อยละ ๑๐๐`` → 100 ร้อยละ, ``≤ 60`` → 60)."""
    text = clean(text)
    figures = _without_years(text, figures_in(text))
    if not figures:
        return Threshold()
    flags = ("several_figures",) if len(figures) > 1 else ()
    return Threshold(figures[0].value, _unit(text, figures[0]), flags)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        rf"[\s(:]*((?:(?<=[\s(])(?:ค่า)?เป้าหมาย\s*:?\s*)?(?:{_op_before().pattern})?\s*(?:ร้อยละ|ระดับ)\s*"
        r"[\d๐-๙]+(?:[.,][\d๐-๙]+)*\s*(?:ขึ้นไป)?)[\s)]*$"
    )


def split_trailing_target(name: str) -> tuple[str, str | None]:
    """The name of a key result and the target that its end states (``… ร้อยละ 100``, ``… ระดับ 5``)."""
    match = _tail().search(name)
    if not match or len(name[: match.start()].strip()) < 8:
        return name.strip(), None
    target = re.sub(r"^(?:ค่า)?เป้าหมาย\s*:?\s*", "", match[1])
    return name[: match.start()].strip(" (:"), re.sub(r"\s+", " ", target).strip()


def _without_years(text: str, figures: list[Figure]) -> list[Figure]:
    return [
        figure
        for figure in figures
        if not (
            1900 <= figure.value <= 2700 and figure.value.is_integer() and _YEAR_BEFORE.search(text[: figure.start])
        )
    ]


def _unit(text: str, figure: Figure) -> str | None:
    before, after = text[: figure.start], text[figure.end :]
    if _PERCENT_BEFORE.search(before) or _PERCENT_AFTER.match(after):
        return PERCENT
    if _LEVEL_BEFORE.search(before):
        return LEVEL
    noun = _counted_noun(after)
    if noun is None and (clause := _CLAUSE.search(before)):
        return PERCENT if clause[1] != LEVEL else LEVEL  # ร้อยละความสำเร็จ 80
    return noun


def _counted_noun(after: str) -> str | None:
    """The noun right after a figure. Narrow cells break it (``โครงการ/ กิจกรรม``): known nouns are
    read across.
    """
    match = _RUN.match(after)
    if not match:
        return None
    run = match[1]
    while run.endswith("/") and (more := _RUN.match(after, match.end())):
        run, match = run + more[1], more
    more = _RUN.match(after, match.end())
    if more and run not in _classifiers():
        joined = next(
            (noun for noun in _classifiers() if (run + more[1]).startswith(noun) and len(noun) > len(run)),
            None,
        )
        run = joined if joined else run
    run = _cut(_PER_YEAR.sub("", run)).rstrip(".:ฯ*-–/")
    return run if re.match(r"[ก-๙A-Za-z]", run) and len(run) <= 40 else None


def _cut(run: str) -> str:
    if run in _classifiers():
        return run
    for noun in _classifiers():
        if run.startswith(noun):
            rest = run[len(noun) :]
            if any(rest.startswith(word) for word in words("unit_connectives.txt")):
                return noun
    return run


def _op(before: str, after: str, unit: str | None) -> str | None:
    ops = {re.sub(r"\s", "", word): op for word, op in _op_words("before")}
    found = None
    for match in _op_before().finditer(before):
        op = ops[re.sub(r"\s", "", match[0])]
        # a comparison belongs to the figure next to it; a growth may be told at some distance (จากปีที่ผ่านมา)
        if op == "increase" or len(before) - match.end() <= 30:
            found = op
    if found and found != "increase":
        return found
    for word, op in _op_words("after"):
        tail = "" if unit in (PERCENT, LEVEL, None) else re.escape(unit or "")
        if re.match(rf"\s*(?:%|คะแนน)?\s*(?:{tail})?\s*{word}", arabic_digits(after)):
            return op
    return found
