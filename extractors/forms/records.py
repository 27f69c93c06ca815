"""Raw records: what the page says, before values are made of it.

Forms only cut and label printed text; ``phaen.pipeline.assemble.document`` turns these records into typed rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from phaen.extractors.model import Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about the line that a record was read from.

    ``unclaimed``: texts of its cells that no role took · ``empty``: roles that such a table must have and
    whose cell is empty here · ``heading``: likeness (0–1) of the
    weakest heading · ``parts``: of how many printed parts the line was put together.
    """

    unclaimed: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    heading: float = 1.0
    parts: int = 1


@dataclass(slots=True, eq=False)
class Mention:
    """One listing of an indicator (ตัวชี้วัด).

    ``raw`` holds the printed text by column role (``target``, ``code``, ``units``, ``definition`` …); a role is present
    when the listing has such a column, even if its cell is empty. ``listing`` is one of the contract's listings.
    ``inherited``: roles whose text stands in a merged cell that begins in a row above. ``headings``: the printed
    heading of the column of each role; ``money_line``: the line above the table that names a unit of money;
    ``amended``: the table is headed as an amendment of an earlier one;
    ``amounts``: (headings of the column from the top down, printed text) of every budget column where there are more
    than one.
    """

    listing: str
    name_raw: str
    place: Place
    places: tuple[Place, ...] = ()
    base: str | None = None
    component_no: str | None = None
    item_no: str | None = None
    raw: dict[str, str] = field(default_factory=dict)
    targets_by_year: list[tuple[int | None, str]] = field(default_factory=list)
    strategy_no: str | None = None
    substrategy_no: str | None = None
    issue_no: str | None = None
    heading_path: tuple[str, ...] = ()
    baseline_heading: str | None = None
    inherited: set[str] = field(default_factory=set)
    amounts: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    money_line: str = ""
    amended: bool = False
    flags: list[str] = field(default_factory=list)
    confidence: float = 1.0
    evidence: Evidence = Evidence()


@dataclass(slots=True, eq=False)
class RubricLevel:
    """One level of one indicator's scoring rubric (for one group of agencies, where printed)."""

    owner: Mention
    level: str
    place: Place
    group: str | None = None
    threshold_raw: str = ""
    criterion_raw: str = ""
    score_raw: str = ""
    scale_raw: str = ""
    threshold_heading: str = ""
    flags: list[str] = field(default_factory=list)
    confidence: float = 1.0
    evidence: Evidence = Evidence()


@dataclass(slots=True, eq=False)
class PlanLine:
    """One printed project line, or a total.

    ``section`` is ``None`` where nothing says which part of the plan it stands in. ``raw`` holds the printed texts by
    the keys of ``columns.csv``; ``amounts``, ``headings``, ``money_line`` and ``amended`` are
    as in :class:`Mention`; ``source``: the source of money that the line itself names.
    """

    section: str | None
    is_total: bool
    place: Place
    raw: dict[str, str] = field(default_factory=dict)
    amounts: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    source: str = ""
    money_line: str = ""
    amended: bool = False
    start_month: str | None = None
    end_month: str | None = None
    flags: list[str] = field(default_factory=list)
    confidence: float = 1.0
    evidence: Evidence = Evidence()


@dataclass(slots=True, eq=False)
class ResultLine:
    """One reported result. ``owner`` is ``None`` for the prose about an earlier year."""

    source: str
    owner: Mention | None
    name_raw: str
    place: Place
    base: str | None = None
    component_no: str | None = None
    item_no: str | None = None
    raw: dict[str, str] = field(default_factory=dict)
    fiscal_year: int | None = None
    headings: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    confidence: float = 1.0
    evidence: Evidence = Evidence()


@dataclass(slots=True, eq=False)
class MilestoneStep:
    """One step of ตาราง จ (the month table of a project), or its total row."""

    owner: Mention
    item_no: str | None
    project_raw: str
    is_total: bool
    place: Place
    raw: dict[str, str] = field(default_factory=dict)
    start_month: str | None = None
    end_month: str | None = None
    flags: list[str] = field(default_factory=list)
    confidence: float = 1.0
    evidence: Evidence = Evidence()


Made = Mention | RubricLevel | PlanLine | ResultLine | MilestoneStep
"""A record of a line of a table."""


@dataclass(slots=True, eq=False)
class SectionText:
    """Text under one heading that no form claims."""

    heading_path: tuple[str, ...]
    kind: str
    text: str
    place: Place
    owner: Mention | None = None
    flags: list[str] = field(default_factory=list)
    confidence: float = 1.0


@dataclass(slots=True)
class Records:
    """Everything that the forms found in one document, in printed order."""

    mentions: list[Mention] = field(default_factory=list)
    rubrics: list[RubricLevel] = field(default_factory=list)
    plans: list[PlanLine] = field(default_factory=list)
    results: list[ResultLine] = field(default_factory=list)
    milestones: list[MilestoneStep] = field(default_factory=list)
    sections: list[SectionText] = field(default_factory=list)
    ties: list[tuple[Mention, Mention]] = field(default_factory=list)
    """Mentions known to be of one indicator because of where they stand."""
    issue_strategies: dict[str, str] = field(default_factory=dict)
    linkages: list[tuple[str, str, str]] = field(default_factory=list)
    """ตาราง ง rows: (key result, project, project KPI)."""
