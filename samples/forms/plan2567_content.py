"""What an annual plan in the form of 2567 says."""

from __future__ import annotations

from dataclasses import dataclass

from samples.content import (
    Budget,
    Indicator,
    Line,
    Meta,
    Target,
)
from samples.forms.plan2568_content import Issue, Programme


@dataclass(frozen=True, slots=True)
class PriorResult:
    """One sentence of last year's results."""

    base: str
    component: str
    item_no: str
    name: str
    target: Target | None
    achieved: Target
    narrative: str


@dataclass(frozen=True, slots=True)
class CityStrategy:
    """A strategy block of ส่วนที่ 1."""

    strategy: tuple[str, str]
    substrategy: tuple[str, str]
    objective: str
    kr_no: str
    kr: str
    target: Target
    lead: tuple[str, ...]
    support: tuple[str, ...]
    role: str | None
    tactic: tuple[str, str]
    kpis: tuple[tuple[str, str, str, Target], ...]
    """(KPI number, name, last year's target, this year's target)"""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """An indicator of ตาราง ฉ. ``keeper`` is the office that defines it."""

    no: str | None
    name: str
    keeper: str
    project: str
    unit: str


@dataclass(frozen=True, slots=True)
class Link:
    """A row of ตาราง ง: the governor's issue and KR that an indicator (by its ``name``) serves."""

    issue: str
    objective: str
    key_result: str
    unit: str
    target: str
    project: str
    budget: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan2567:
    """A whole plan. Indicators and issues belong together pairwise."""

    meta: Meta
    general: tuple[str, ...]
    prior: tuple[PriorResult, ...]
    vision: str
    mission: tuple[str, ...]
    city: CityStrategy
    city_summary: tuple[Line, ...]
    city_total: Budget
    issues: tuple[Issue, ...]
    issue_strategies: tuple[str, ...]
    programmes: tuple[Programme, ...]
    routine_total: Budget
    indicators: tuple[Indicator, ...]
    innovation: Support
    potential: tuple[Support, ...]
    links: tuple[Link, ...] = ()
