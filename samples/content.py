"""Typed contents of documents: what is printed and what it means, side by side.

Every printed value that has a meaning (target, budget, score) carries both, so that the expected rows come
from here and never from an extractor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Rows = list[dict[str, Any]]
Base = Literal["agenda", "function", "joint", "innovation", "potential"]


@dataclass(frozen=True, slots=True)
class Agency:
    """``line`` is the name as the title page prints it."""

    code: str
    name: str
    parent: str | None = None

    @property
    def line(self) -> str:
        """Name with the parent, as title pages print it."""
        return f"{self.name} {self.parent}" if self.parent else self.name


@dataclass(frozen=True, slots=True)
class Target:
    """A printed target; ``value``/``unit``/``op`` as the contract wants them."""

    raw: str
    value: float | None = None
    unit: str | None = None
    op: str | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """A printed budget and its amount in baht."""

    raw: str
    baht: int | None
    status: Literal["amount", "none", "not_funded", "shared", "unstated"]


NO_BUDGET = Budget("ไม่ใช้งบประมาณ", None, "none")
NONE_DASHED = Budget("-ไม่มี-", None, "none")
NOT_FUNDED = Budget("หมายเหตุ : ไม่ได้รับงบประมาณ", None, "not_funded")
SHARED = Budget("(ใช้งบประมาณภายใต้โครงการที่เกี่ยวข้อง)", None, "shared")
UNSTATED = Budget("-", None, "unstated")
EMPTY = Budget("", None, "unstated")


def baht(amount: int, style: str = "{}") -> Budget:
    """An amount printed in ``style``, e.g. ``"{} บาท"`` or ``"{}.-"``."""
    return Budget(style.format(f"{amount:,}"), amount, "amount")


def percent(value: float, op: str | None = None, words: str = "ร้อยละ {}") -> Target:
    """A ร้อยละ (per cent) target."""
    number = f"{value:g}"
    return Target(words.format(number), value, "ร้อยละ", op)


def level(value: int) -> Target:
    """A ระดับ (level) target."""
    return Target(f"ระดับ {value}", value, "ระดับ")


def count(value: float, unit: str, words: str = "{} {}", op: str | None = None) -> Target:
    """A counted target, e.g. ``count(3, "ครั้ง", "อย่างน้อย {} {}", ">=")``."""
    return Target(words.format(f"{value:,.10g}", unit), value, unit, op)


@dataclass(frozen=True, slots=True)
class Project:
    """A project or activity in an indicator's cell."""

    name: str
    budget: Budget | None = None
    repeated: bool = False

    def printed(self) -> str:
        """As the cell prints it: name, budget in brackets, (โครงการซ้ำ) for one that came before."""
        text = self.name
        if self.budget is not None:
            amount = self.budget.raw if self.budget.baht is None else f"{self.budget.baht:,} บาท"
            text += f" ({amount})"
        return text + (" (โครงการซ้ำ)" if self.repeated else "")

    def row(self) -> dict[str, Any]:
        """The contract's struct."""
        return {
            "name": self.name,
            "budget_baht": self.budget.baht if self.budget else None,
            "repeated": self.repeated,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One project line of a plan table; ``policy_raw`` is the printed policy cell."""

    project: str
    budget: Budget
    units: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    policy_raw: str = ""
    okr: str | None = None
    strategy: str | None = None
    seq: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One row of ตาราง จ: month numbers count from October = 0 to September = 11."""

    text: str
    weight: float
    cumulative: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """One level of a scoring rubric; several ``items`` are printed as a hyphened list."""

    level: int
    threshold: Target
    items: tuple[str, ...]
    score: float

    def printed(self) -> str:
        """The criterion cell."""
        return self.items[0] if len(self.items) == 1 else "\n".join(f"- {item}" for item in self.items)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator wherever it stands; fields that a form does not print stay empty.

    ``list_name`` is its wording in the numbered KR list when that differs. ``formula`` is (numerator,
    denominator) or a sentence. ``baseline`` lists (year, printed text, value).
    """

    name: str
    target: Target
    item_no: str | None = None
    base: Base | None = None
    component: str | None = None
    code: str | None = None
    kr_code: str | None = None
    responsibility: str = ""
    role: str | None = None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    projects: tuple[Project, ...] = ()
    list_name: str | None = None
    weight: float | None = None
    baseline: tuple[tuple[int, str, float | None], ...] = ()
    definition: tuple[str, ...] = ()
    formula: tuple[str, str] | str = ""
    evidence: tuple[str, ...] = ()
    objective: str | None = None
    key_result: str | None = None
    strategy: tuple[str, str] | None = None
    substrategy: tuple[str, str] | None = None
    policies: tuple[tuple[str, str], ...] = ()
    rubric: tuple[Criterion, ...] = ()
    steps: tuple[Step, ...] = ()
    steps_project: str = ""
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A planted inconsistency that the audit must report."""

    rule: str
    subject: str
    note: str = ""

    def row(self) -> dict[str, str]:
        """The expected finding."""
        return {"rule": self.rule, "subject": self.subject, "note": self.note}


@dataclass(frozen=True, slots=True)
class Meta:
    """What every document has. ``stem`` names its files."""

    stem: str
    agency: Agency
    year: int
    title: str
    findings: tuple[Finding, ...] = field(default=())


KPI_EMPTY: dict[str, Any] = {
    "base": None,
    "component_no": None,
    "item_no": None,
    "name": None,
    "kr_code_printed": None,
    "kr_code": None,
    "target_raw": None,
    "target_op": None,
    "target_value": None,
    "target_unit": None,
    "weight": None,
    "role": None,
    "lead_agencies": [],
    "support_agencies": [],
    "units": [],
    "baseline": [],
    "definition": None,
    "calculation": None,
    "evidence": None,
    "objective": None,
    "key_result": None,
    "strategy_no": None,
    "substrategy_no": None,
    "policy_codes": [],
    "projects": [],
    "listings": [],
}

PLAN_EMPTY: dict[str, Any] = {
    "section": None,
    "row_kind": "item",
    "seq": None,
    "issue_no": None,
    "issue": None,
    "objective": None,
    "key_result": None,
    "programme": None,
    "output": None,
    "project": None,
    "kind": None,
    "budget_raw": None,
    "budget_baht": None,
    "budget_status": None,
    "units": [],
    "policy_codes": [],
    "okr_code": None,
    "strategy_code": None,
}


def target_columns(target: Target | None) -> dict[str, Any]:
    """The four target columns of kpis."""
    if target is None:
        return {}
    return {
        "target_raw": target.raw,
        "target_op": target.op,
        "target_value": target.value,
        "target_unit": target.unit,
    }


def plan_row(section: str, line: Line, **columns: Any) -> dict[str, Any]:
    """A plans row for one project line."""
    kind = "project" if line.project.startswith("โครงการ") else None
    kind = kind or ("activity" if line.project.startswith("กิจกรรม") else "other")
    return PLAN_EMPTY | {
        "section": section,
        "seq": line.seq,
        "project": line.project,
        "kind": kind,
        "budget_raw": line.budget.raw or None,
        "budget_baht": line.budget.baht,
        "budget_status": line.budget.status,
        "units": list(line.units),
        "policy_codes": list(line.policies),
        "okr_code": line.okr,
        "strategy_code": line.strategy,
        **columns,
    }


def total_row(section: str, budget: Budget) -> dict[str, Any]:
    """A plans row for a printed total."""
    return PLAN_EMPTY | {
        "section": section,
        "row_kind": "total",
        "budget_raw": budget.raw or None,
        "budget_baht": budget.baht,
        "budget_status": budget.status,
    }


def document_row(meta: Meta, doc_type: str) -> dict[str, Any]:
    """The expected ``documents`` row."""
    return {
        "doc_type": doc_type,
        "fiscal_year": meta.year,
        "agency_code": meta.agency.code,
        "agency_name": meta.agency.name,
        "parent_agency": meta.agency.parent,
        "title": meta.title,
    }


def answers(meta: Meta, doc_type: str, **rows: Rows) -> dict[str, Any]:
    """The whole expected answer of a document; datasets that are not given are empty."""
    names = ("kpis", "rubrics", "plans", "results", "milestones")
    return {
        "document": document_row(meta, doc_type),
        **{name: rows.get(name, []) for name in names},
        "findings": [finding.row() for finding in meta.findings],
    }
