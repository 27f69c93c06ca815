"""What an annual plan in the form of 2568 says."""

from __future__ import annotations

from dataclasses import dataclass

from samples.content import (
    Budget,
    Indicator,
    Line,
    Meta,
    Target,
)


@dataclass(frozen=True, slots=True)
class CityKpi:
    """An indicator of the 20-year plan in ส่วนที่ 1; ``targets`` are last year's and this year's."""

    goal: str
    name: str
    before: str
    target: Target


@dataclass(frozen=True, slots=True)
class CityIssue:
    """A block of ส่วนที่ 1: an aspect of the governor's plan, its KRs and the agency's projects for them."""

    aspect: str
    issue: str
    krs: tuple[tuple[str, str, Target, tuple[str, ...], tuple[str, ...]], ...]
    """(code, name, target, lead agencies, supporting agencies)"""
    lines: tuple[Line, ...]
    strategy: tuple[str, str]
    substrategy: tuple[str, str]
    kpis: tuple[CityKpi, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A ประเด็นการพัฒนา of ส่วนที่ 2."""

    no: str
    text: str
    objective: str | None
    key_result: str
    link: str
    lines: tuple[Line, ...]
    target: Target | None = None
    """The target that the KR line ends in; it is printed after the name."""

    @property
    def printed_key_result(self) -> str:
        """The whole KR line."""
        return f"{self.key_result} {self.target.raw}" if self.target else self.key_result


@dataclass(frozen=True, slots=True)
class Programme:
    """แผนงาน (programme) and ผลผลิต (output) of ส่วนที่ 3 with their routine projects."""

    name: str
    output: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Potential:
    """An indicator of องค์ประกอบที่ 2; ``weight`` None prints no weight clause."""

    no: str
    name: str
    weight: float | None
    keeper: str
    line: Line


@dataclass(frozen=True, slots=True)
class Plan2568:
    """A whole plan. ``agenda_count`` and the other counts are what the document prints."""

    meta: Meta
    preface: tuple[str, ...]
    general: tuple[str, ...]
    swot: tuple[tuple[str, tuple[str, ...]], ...]
    vision: str
    mission: tuple[str, ...]
    city: tuple[CityIssue, ...]
    city_total: Budget
    city_count: int
    issues: tuple[Issue, ...]
    summary_total: Budget
    summary_count: int
    programmes: tuple[Programme, ...]
    routine_total: Budget
    indicators: tuple[Indicator, ...]
    agenda_count: int
    potential: tuple[Potential, ...]
    potential_weight: float = 30
