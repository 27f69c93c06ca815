"""Words, names and figures drawn from the vocabulary, for documents made from a seed."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from samples.content import (
    NO_BUDGET,
    SHARED,
    UNSTATED,
    Agency,
    Budget,
    Line,
    Meta,
    Target,
    baht,
    count,
    level,
    percent,
)
from samples.forms.plan2568_content import Programme


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, list[tuple[str, str]]]:
    words: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (Path(__file__).parent / "vocabulary.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words[row["kind"]].append((row["text"], row["extra"]))
    return words


class Words:
    """A seeded source of everything that the document makers put in."""

    def __init__(self, seed: int, size: int = 1, prose: int = 1) -> None:
        self.seed, self.size, self.prose = seed, size, prose
        self.rng = random.Random(seed)
        self.used: set[str] = set()
        name, code = self._one("agency")
        self.agency = Agency(code, name)

    def _one(self, kind: str) -> tuple[str, str]:
        return self.rng.choice(vocabulary()[kind])

    def _fresh(self, make: object) -> str:
        assert callable(make)
        for _ in range(200):
            text = str(make())
            if text not in self.used:
                self.used.add(text)
                return text
        raise ValueError("the vocabulary is too small for this document")

    def _number(self, low: int, high: int) -> range:
        """1, 2, … up to some number between ``low`` and ``high``, ``size`` times as many."""
        return range(1, self.rng.randint(low, high) * self.size + 1)

    def _work(self) -> str:
        return f"{self._one('action')[0]}{self._one('object')[0]}"

    def _meta(self, kind: str, year: int, title: str) -> Meta:
        return Meta(f"random_{kind}_{self.seed:05d}", self.agency, year, title)

    def _named(self) -> tuple[str, Target]:
        """A new indicator name with a target that fits it."""
        kind = self.rng.randrange(3)
        if kind == 0:
            goal = percent(self.rng.randrange(50, 101, 5))
            if self.rng.random() < 0.4:
                goal = percent(self.rng.randrange(60, 96, 5), ">=", "ไม่น้อยกว่าร้อยละ {}")
            return self._fresh(lambda: f"ร้อยละความสำเร็จของการ{self._work()}"), goal
        if kind == 1:
            return self._fresh(lambda: f"ระดับความสำเร็จของการ{self._work()}"), level(5)
        thing, unit = self._one("counted")
        goal = count(self.rng.randrange(2, 400), unit)
        if self.rng.random() < 0.4:
            goal = count(self.rng.randrange(2, 60), unit, "อย่างน้อย {} {}", ">=")
        return self._fresh(lambda: f"จำนวน{thing}ที่ได้รับการ{self._work()}"), goal

    def _units(self) -> tuple[str, ...]:
        """One or two units of one level (ฝ่าย or กอง): a smaller beside a larger would read as one."""
        first, rank = self._one("unit")
        same = [text for text, other in vocabulary()["unit"] if other == rank]
        return tuple(dict.fromkeys([first, *self.rng.sample(same, self.rng.choice((0, 0, 1)))]))

    def _project(self) -> str:
        label = self.rng.choice(("โครงการ", "โครงการ", "กิจกรรม"))
        return self._fresh(lambda: f"{label}{self._work()}")

    def _budget(self, style: str = "{}") -> Budget:
        if self.rng.random() < 0.25:
            return self.rng.choice((NO_BUDGET, SHARED, UNSTATED))
        return baht(self.rng.randrange(100, 90_000) * 500, style)

    def _line(self, style: str = "{}", seq: str | None = None, unit: bool = True) -> Line:
        code = f"P{self.rng.randrange(1, 216):03d}" if unit and self.rng.random() < 0.6 else ""
        policies = (code,) if code else ()
        printed = (code if self.rng.random() < 0.7 else code[1:]) if code else "-" if unit else ""
        return Line(self._project(), self._budget(style), self._units() if unit else (), policies, printed, seq=seq)

    def _sum(self, lines: tuple[Line, ...], style: str = "{}") -> Budget:
        return baht(sum(line.budget.baht or 0 for line in lines), style)

    def _sentences(self, low: int, high: int) -> tuple[str, ...]:
        """Distinct texts, ``prose`` sentences each."""
        pool = [text for text, _ in vocabulary()["sentence"]]
        first = self.rng.sample(pool, self.rng.randint(low, high))
        return tuple(" ".join([text, *self.rng.sample(pool, self.prose - 1)]) for text in first)

    def _programmes(self, numbered: bool, style: str) -> tuple[Programme, ...]:
        made = []
        for _ in self._number(1, 3):
            lines = tuple(self._line(style, str(n) if numbered else None, unit=False) for n in self._number(1, 5))
            made.append(Programme(self._fresh(self._work), self._fresh(self._work), lines))
        return tuple(made)
