"""Which lines of a document speak of one project.

Names are compared as indicators' names are: spacing, marks and slips of text recognition do not make another project,
another number or word does. Where a comparison is not sure, the money decides: equal figures, or a side without one.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from phaen.normalizers.matching.compare import compare
from phaen.normalizers.matching.keys import NameKey, name_key
from phaen.normalizers.projects import project_kind
from phaen.pipeline.assemble.project_parts import is_unread
from rapidfuzz import fuzz, process

Row = dict[str, Any]
ALIKE = 0.90
"""Likeness (0–1) of two names without marks below which they are not compared word by word."""
NEARLY = 0.95
"""Likeness from which names whose difference is not sure are one project if their money does not speak against it."""
UNKNOWN_SECTION = "apart"
"""Where nothing says what table a line stands in: one project if the lines say the same, else several."""


@cache
def _same_name() -> dict[str, str]:
    """Section of a plan → what several of its lines with one name are (``project_sections.csv``)."""
    text = files("phaen.pipeline.assemble").joinpath("project_sections.csv").read_text("utf-8")
    return {row["section"]: row["same_name"] for row in csv.DictReader(text.splitlines())}


@dataclass(frozen=True, slots=True)
class Line:
    """A plan line of a project: its row of ``plans``, its name prepared for comparison."""

    row: Row
    key: NameKey
    activity: int = 0
    """Which row of its project's cell it is, counted from 0: below the first stand further activities of it, each with
    money of its own."""

    @property
    def rule(self) -> str:
        """``once``, ``parts``, ``lines`` or ``apart``: what a line of the same name in the same section is."""
        return _same_name().get(self.row["section"], UNKNOWN_SECTION)

    @property
    def part(self) -> tuple[Any, ...]:
        """What tells parts of one project apart in a section that splits them."""
        groups = (self.row["section"], self.row["programme"], self.row["output"]) if self.rule == "parts" else ()
        return (*groups, self.row["details"], self.activity) if self.activity else groups


@dataclass(frozen=True, slots=True)
class Beside:
    """A project beside an indicator (a row of ``kpis``), with the figure printed there."""

    row: Row
    name: str
    baht: Decimal | None
    key: NameKey


@dataclass(slots=True)
class Project:
    """One project: its plan lines and its places beside indicators, each in reading order."""

    lines: list[Line] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name, as its first line prints it."""
        return str(self.lines[0].row["project"]) if self.lines else self.beside[0].name

    @property
    def kind(self) -> str:
        """``project``, ``activity`` or ``other``."""
        return project_kind(self.name)

    @property
    def key(self) -> NameKey:
        """Its name, prepared for comparison."""
        return self.lines[0].key if self.lines else self.beside[0].key

    @property
    def sections(self) -> frozenset[str | None]:
        """Where its lines stand."""
        return frozenset(line.row["section"] for line in self.lines)

    @property
    def listings(self) -> Iterator[list[Line]]:
        """Its lines table by table, each repetition of a whole listing apart: what must agree about its money."""
        tables: dict[Any, list[list[Line]]] = defaultdict(list)
        for line in self.lines:
            if line.activity and tables[line.row["section"]]:
                tables[line.row["section"]][-1].append(line)
                continue
            for listing in tables[line.row["section"]]:
                if line.part and all(line.part != other.part for other in listing):
                    listing.append(line)
                    break
            else:
                tables[line.row["section"]].append([line])
        for listings in tables.values():
            yield from listings

    @property
    def figures(self) -> set[Decimal]:
        """Every figure printed for it, as the whole that a table says."""
        said = {one.baht for one in self.beside if one.baht is not None}
        for listing in self.listings:
            if (whole := sum_of(listing)) is not None:
                said.add(whole)
        return said


def sum_of(listing: Sequence[Line]) -> Decimal | None:
    """The money of the lines of one listing in baht; of a project whose activities below add up to the amount beside
    its name, that amount. ``None`` where none is printed, or one of them could not be read."""
    if any(is_unread(line.row) for line in listing):
        return None
    amounts = [line.row["budget_baht"] for line in listing if line.row["budget_baht"] is not None]
    if not amounts:
        return None
    below = [line.row["budget_baht"] for line in listing[1:] if line.activity and line.row["budget_baht"] is not None]
    if len(below) > 1 and len(below) == len(amounts) - 1 and sum(below, Decimal(0)) == amounts[0]:
        return Decimal(amounts[0])
    return sum(amounts, Decimal(0))


def plan_lines(plans: Sequence[Row]) -> list[Line]:
    """The lines of ``plans`` that name a project."""
    found: list[Line] = []
    for above, row in zip((None, *plans), plans, strict=False):
        if row["row_kind"] == "item" and row["project"]:
            activity = found[-1].activity + 1 if above is not None and _is_activity(row, above) else 0
            found.append(Line(row, name_key(row["project"], row["fiscal_year"]), activity))
    return found


def _is_activity(row: Row, above: Row) -> bool:
    """Is ``row`` a further activity of the project of the row right above it, whose cell is merged over both?"""
    same = all(row[column] == above[column] for column in _OF_PROJECT)
    return same and not row["seq"] and bool(row["details"]) and row["details"] != above["details"]


def distinct_projects(lines: Sequence[Line], kpis: Sequence[Row]) -> list[Project]:
    """The projects of a document in the order of their first lines, those only beside an indicator behind."""
    projects = _of_lines(lines)
    by_name: dict[str, Project] = {}
    for project in projects:
        by_name.setdefault(project.key.exact, project)
    only_beside: dict[str, Project] = {}
    for one in _beside(kpis):
        found = by_name.get(one.key.exact) or only_beside.setdefault(one.key.exact, Project())
        found.beside.append(one)
    return _joined([*projects, *only_beside.values()])


def _beside(kpis: Sequence[Row]) -> Iterator[Beside]:
    for row in kpis:
        for project in row["projects"]:
            if project["name"]:
                key = name_key(project["name"], row["fiscal_year"])
                yield Beside(row, project["name"], project["budget_baht"], key)


def _of_lines(lines: Sequence[Line]) -> list[Project]:
    """Projects of plan lines, where names agree letter for letter."""
    projects: list[Project] = []
    by_name: dict[str, list[Project]] = defaultdict(list)
    for line in lines:
        known = by_name[line.key.exact]
        found = next((one for one in known if _takes(one, line)), None)
        if found is None:
            found = Project()
            known.append(found)
            projects.append(found)
        found.lines.append(line)
    return projects


def _takes(project: Project, line: Line) -> bool:
    """Is a line of the project's name one of the project's own?"""
    inside = [other for other in project.lines if other.row["section"] == line.row["section"]]
    if not inside or (line.activity and project.lines[-1].activity == line.activity - 1):
        return True
    if line.rule == "lines":
        return all(_repeats(line.row, other.row) for other in inside)
    if line.rule == "parts":
        return True
    if line.rule == UNKNOWN_SECTION:
        return all(line.row[column] == other.row[column] for other in inside for column in _SAID)
    apart = set(line.row["units"]) and all(set(line.row["units"]).isdisjoint(other.row["units"]) for other in inside)
    differ = any(line.row["budget_baht"] != other.row["budget_baht"] for other in inside)
    return not (apart and differ and all(other.row["units"] for other in inside))


_OF_PROJECT = ("section", "row_kind", "project", "strategy", "tactic", "programme", "output")
_SAID = ("budget_baht", "budget_status", "amounts", "units")
_REPEATED = ("seq", "strategy", "programme", "budget_baht", "amounts", "units")


def _repeats(one: Row, other: Row) -> bool:
    """Is a numbered line the same line printed again?"""
    return bool(one["seq"]) and all(one.get(column) == other.get(column) for column in _REPEATED)


def _joined(projects: list[Project]) -> list[Project]:
    """Projects whose names differ only as one name is printed differently, joined."""
    loose = [project for project in projects if not _only_by_line(project)]
    if not loose:
        return projects
    names = [project.key.folded for project in loose]
    gone: set[int] = set()
    for place, project in enumerate(loose):
        if id(project) in gone:
            continue
        for other in _alike(names[place], names[place + 1 :], loose[place + 1 :]):
            if id(other) not in gone and _one_project(project, other):
                project.lines += other.lines
                project.beside += other.beside
                gone.add(id(other))
    return [project for project in projects if id(project) not in gone]


def _alike(name: str, names: Sequence[str], projects: Sequence[Project]) -> list[Project]:
    """Those of ``projects`` with ``names`` like ``name``, in order; rapidfuzz's call for all pairs would load NumPy."""
    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=100 * ALIKE, limit=None)
    return [projects[place] for place in sorted(place for _, _, place in found)]


def _only_by_line(project: Project) -> bool:
    """Does it stand only in tables whose every line is a project?"""
    return bool(project.lines) and all(line.rule == "lines" for line in project.lines)


def _one_project(project: Project, other: Project) -> bool:
    if project.kind != other.kind:
        return False
    if project.key.exact == other.key.exact and project.lines and other.lines:
        return False  # lines of one name were kept apart for what else they say
    judged = max(
        (compare(project.key, other.key), compare(other.key, project.key)), key=lambda one: one.verdict == "same"
    )
    one, two = project.figures, other.figures
    if project.sections & other.sections:
        return judged.verdict == "same" and one == two
    if judged.verdict == "same":
        return True
    return judged.verdict == "unsure" and judged.likeness >= NEARLY and (not one or not two or one == two)
