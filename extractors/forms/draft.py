"""The draft of a spec for a printed table: what is known of its columns filled in, the rest listed with samples.

A column is known where one of the built-in forms has a column that is called like it; it then gives what that form's
column gives. The draft loads as it is: columns that nothing knows are kept as text (``kept``) until a person says what
they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from phaen.extractors.forms.spec import Field, Form, columns
from phaen.extractors.tables.joined import JoinedTable
from phaen.extractors.wordings.matching import likely_roles
from phaen.normalizers.text import clean, squash
from phaen.normalizers.years import month_number

SAMPLES = 3
"""Cells of a column that are shown as samples."""
LONGEST_SAMPLE = 40
"""Letters of a sample; a longer one is cut."""
NAMES = {"plans": "project", "kpis": "name"}
"""The column that names a line, by the dataset that a draft may give."""
_WORDS = re.compile(r"[^\s0-9๐-๙/–-]+")
_FIGURE = re.compile(r"^[\s0-9๐-๙.,/%()–-]*$")


@dataclass(slots=True)
class Column:
    """Columns of the printed table that mean one thing: their headings and sample cells, and what they give, if known.

    ``kept``: the built-in forms understand such a column and give it to no dataset; ``sets``: the heading it sets.
    """

    headings: list[str]
    samples: list[str]
    role: str = ""
    gives: Field | None = None
    kept: bool = False
    sets: str = ""
    count: int = 1

    @property
    def is_known(self) -> bool:
        """Does a built-in form say what it is?"""
        return self.gives is not None or self.kept or bool(self.sets)


@dataclass(slots=True)
class Draft:
    """A spec to be: the dataset of its lines, its columns, the role that names a line and whether that is a guess."""

    title: str
    dataset: str
    columns: list[Column]
    name: str = ""
    guessed: bool = False

    def as_toml(self) -> str:
        """The text of the spec; it loads as it is."""
        lines = [
            "# A draft: look at every line, change what is wrong, then: phaen forms try",
            f"title = {_text(self.title)}",
            "",
            "# The columns of the table as printed. need: required, or empty (may be there); a + allows several.",
            "[columns]",
        ]
        for column in self.columns:
            if not column.is_known:
                lines.append(f"# not known; it holds: {_samples(column)}")
            heads = ", ".join(_text(heading) for heading in column.headings)
            need = f'need = "{self._need(column)}", ' if self._need(column) else ""
            lines.append(f"{column.role} = {{ {need}headings = [{heads}] }}")
        lines += ["", "[rows]"]
        guess = "  # a guess: the column with the longest texts" if self.guessed else ""
        lines.append(f"name = {_text(self.name)}  # the column that names a line{guess and ';' + guess[3:]}")
        lines.append('total = "read"  # rows that begin with รวม (together) are totals; "skip": they are left as text')
        if sets := [column for column in self.columns if column.sets]:
            pairs = ", ".join(f"{column.role} = {_text(column.sets)}" for column in sets)
            lines.append(f"sets = {{ {pairs} }}  # they hold for the rows below")
        kept = [column.role for column in self.columns if not column.sets and not column.gives]
        kept = [role for role in kept if role != self.name]
        lines.append("# kept as text in the dataset sections; move a column to [give.columns] to make it data")
        lines.append(f"kept = [{', '.join(map(_text, kept))}]")
        lines += ["", "[[give]]", f"dataset = {_text(self.dataset)}"]
        lines.append('section = "action"' if self.dataset == "plans" else 'listing = "goal_table"\nbase = "goal"')
        lines += ["", "[give.columns]"]
        for column in self.columns:
            if column.gives is not None:
                lines.append(f"{column.role} = {_given(column.gives, self.dataset)}")
            elif column.role == self.name:
                lines.append(f"{column.role} = {_text(NAMES[self.dataset])}")
            elif column.role in kept and not column.kept:
                lines.append(f"# {column.role} = {_could_be(column, self.dataset)}  # {column.headings[0]}")
        free = sorted({name for data, name in columns() if data == self.dataset} - self._taken())
        lines.append(f"# columns of {self.dataset} that are free: {', '.join(free)}")
        return "\n".join(lines) + "\n"

    def _need(self, column: Column) -> str:
        needed = column.role == self.name or not column.is_known or _is_money(column)
        return ("required" if needed else "") + ("+" if column.count > 1 else "")

    def _taken(self) -> set[str]:
        given = {column.gives.column for column in self.columns if column.gives is not None}
        return given | {NAMES[self.dataset]}


def _is_money(column: Column) -> bool:
    return column.gives is not None and column.gives.parser == "money"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _samples(column: Column) -> str:
    return " · ".join(column.samples) or "nothing"


def _given(given: Field, dataset: str) -> str:
    if given.parser == columns()[dataset, given.column].parsers[0]:
        return _text(given.column)
    return f"{{ into = {_text(given.column)}, parser = {_text(given.parser)} }}"


def _could_be(column: Column, dataset: str) -> str:
    """What a column that nothing knows may give: a time where its cells name months, else more about the line."""
    if dataset != "plans":
        return '"definition"'
    dated = sum(any(map(month_number, _WORDS.findall(text))) for text in column.samples)
    return '{ into = "start_month", parser = "period" }' if dated * 2 > len(column.samples) else '"details"'


def _shown(text: str) -> str:
    text = clean(text)
    return text if len(text) <= LONGEST_SAMPLE else text[: LONGEST_SAMPLE - 1] + "…"


def _printed(table: JoinedTable) -> list[Column]:
    """The columns of ``table`` with heading and samples; those without a heading and without text are left out."""
    found = []
    body = [row for row in table.rows[table.plain_headings :] if not row.spanning and not row.is_total]
    for index, parts in enumerate(table.headings):
        heading = " ".join(dict.fromkeys(clean(part) for part in parts if part.strip()))
        cells = [row.cells[index].text for row in body if index < len(row.cells)]
        filled = dict.fromkeys(_shown(cell) for cell in cells if cell.strip())
        if heading:
            found.append(Column([heading], list(filled)[:SAMPLES]))
    return found


def _known(heading: Sequence[str], forms: dict[str, Form], dataset: str) -> tuple[float, Column] | None:
    """The likeliest built-in column of ``dataset`` called like ``heading``."""
    best: tuple[float, Column] | None = None
    for likeness, kind, role in likely_roles(heading):
        form = forms.get(kind)
        if form is None or form.hook or (best is not None and likeness <= best[0]):
            continue
        fields = [one for give in form.gives if give.dataset == dataset for one in give.fields if one.role == role.name]
        sets = dict(form.sets).get(role.name, "")
        if fields:
            best = likeness, Column([], [], role.name, fields[0])
        elif sets:
            best = likeness, Column([], [], role.name, sets=sets)
        elif role.name in form.kept:
            best = likeness, Column([], [], role.name, kept=True)
    return best


def _understood(table: JoinedTable, forms: dict[str, Form], dataset: str) -> tuple[float, list[Column]]:
    """The columns of ``table`` as columns of ``dataset``, and how well they are understood."""
    score, found = 0.0, []
    by_role: dict[str, Column] = {}
    for number, printed in enumerate(_printed(table), 1):
        hit = _known(printed.headings, forms, dataset)
        taken = by_role.get(hit[1].role) if hit else None
        if hit and taken is None and not any(_gives_same(hit[1], other) for other in by_role.values()):
            likeness, known = hit
            score += likeness
            printed.role, printed.gives, printed.kept, printed.sets = known.role, known.gives, known.kept, known.sets
            by_role[printed.role] = printed
        elif taken is not None and _is_money(taken):
            taken.headings += [text for text in printed.headings if text not in taken.headings]
            taken.samples, taken.count = [*taken.samples, *printed.samples][:SAMPLES], taken.count + 1
            continue
        else:
            printed.role = f"column_{number}"
        found.append(printed)
    return score, found


def _gives_same(one: Column, other: Column) -> bool:
    return one.gives is not None and other.gives is not None and one.gives.column == other.gives.column


def draft(table: JoinedTable, forms: dict[str, Form], title: str) -> Draft:
    """A spec for ``table``, with what the built-in ``forms`` know of such columns.

    The dataset is the one of :data:`NAMES` whose columns are understood best, first of all the one that names a line.
    """
    best: tuple[tuple[bool, float], Draft] | None = None
    for dataset, named in NAMES.items():
        score, found = _understood(table, forms, dataset)
        name = next((one.role for one in found if one.gives is not None and one.gives.column == named), "")
        if best is None or (bool(name), score) > best[0]:
            best = (bool(name), score), Draft(title, dataset, found, name)
    assert best is not None
    made = best[1]
    if not made.name and made.columns:
        free = [one for one in made.columns if not one.is_known] or made.columns
        widest = max(free, key=lambda one: sum(len(squash(text)) for text in one.samples if not _FIGURE.match(text)))
        made.name, made.guessed = widest.role, True
        widest.gives, widest.kept, widest.sets = None, False, ""
    return made
