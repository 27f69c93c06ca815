"""A form as data: ``specs/<kind>.toml`` says what the rows of one kind of table give.

The columns of the kind and their wordings stand in ``kinds.csv`` and ``roles.csv``. A spec that names an unknown role,
column, parser, heading or hook does not load: :class:`FormError` names the file and the key.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from phaen.extractors.wordings.catalogue import Catalogue, load
from phaen.normalizers.repair.compiled import compiled
from phaen.normalizers.told import ToldError

KEPT_BY_FORMS = frozenset(
    {"component", "report_item", "prior_year", "bma_objective", "strategy_column", "goal_column", "rubric_group"}
    | {"dimension_column", "kr_objective", "mission_column"}
)
"""What rules and columns set above; everything else that may stand above is set by a label of ``labels.csv``."""
GIVES = ("kpis", "plans", "results", "rubrics", "milestones")
SECTORS = ("bma", "local", "province", "central", "education", "health", "other")
TOTALS = ("skip", "read", "claim", "line", "every_row")
ROW_KEYS = {"name", "across", "grouped", "total", "sets", "text_rows", "nameless", "clears", "kept"}
GIVE_KEYS = {
    "dataset", "listing", "source", "base", "section", "only", "columns", "above", "above_in", "owner", "current",
    "needs", "without", "after", "each", "sums",
}  # fmt: skip


class FormError(ToldError, ValueError):
    """A spec that cannot be used; the message names the file, the key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the table: its ``role``, the ``column`` of the dataset that it fills, and the parser used.

    ``raw`` is the key of its printed text in the record.
    """

    role: str
    column: str
    parser: str
    raw: str
    unless: tuple[str, ...] = ()
    """Roles beside which the column says something else, so that this field does not take it."""


@dataclass(frozen=True, slots=True)
class Case:
    """``value`` holds where everything in ``when`` does: a heading above by its label or number, or a column."""

    value: str
    when: tuple[tuple[str, tuple[str, ...] | bool], ...]


@dataclass(frozen=True, slots=True)
class Give:
    """One record that each line of the table gives."""

    dataset: str
    fields: tuple[Field, ...]
    listing: str = ""
    source: str = ""
    base: str = ""
    section: tuple[Case, ...] = ()
    above: tuple[tuple[str, tuple[str, ...]], ...] = ()
    above_in: frozenset[str] = frozenset()
    only_base: str = ""
    owner: str = ""
    current: bool = False
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    after: str = ""
    each: str = ""
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """How the rows of one kind of table are read; see ``docs/how-to/forms.md`` for each key."""

    kind: str
    where: str
    title: str
    gives: tuple[Give, ...]
    name: str = "name"
    across: frozenset[str] = frozenset()
    total: str = "skip"
    sets: tuple[tuple[str, str], ...] = ()
    text_rows: str = ""
    nameless: str = "leave"
    clears: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    holds_for: frozenset[str] = frozenset()
    elsewhere: bool = True
    hook: str = ""
    grouped: str = ""
    documents: frozenset[str] = frozenset()
    """Types of document that have such a table; empty for any."""


@dataclass(frozen=True, slots=True)
class _Column:
    raw: str
    parsers: tuple[str, ...]


@cache
def columns() -> dict[tuple[str, str], _Column]:
    """(dataset, column) → its key in records and the parsers that may fill it, the usual one first."""
    text = resources.files(__package__).joinpath("columns.csv").read_text("utf-8")
    return {
        (row["dataset"], row["column"]): _Column(row["raw"], tuple(row["parsers"].split("|")))
        for row in csv.DictReader(text.splitlines())
    }


class _Reader:
    """Takes the keys of one spec, each checked."""

    def __init__(self, where: str, kind: str, catalogue: Catalogue, hooks: Collection[str]) -> None:
        self.where = where
        self.hooks = hooks
        if kind not in catalogue.kinds:
            raise FormError("{where}: it has no [columns], and kinds.csv has no kind {kind}", where=where, kind=kind)
        self.kind = kind
        self.roles = {role.name for role in catalogue.kinds[kind]}
        self.headings = {label.sets for label in catalogue.labels if label.sets} | KEPT_BY_FORMS
        self.labels = {label.name for label in catalogue.labels}
        self.doc_types = {title.doc_type for title in catalogue.titles if title.doc_type}

    def at(self, key: str) -> str:
        """File and key of which an error tells."""
        return f"{self.where}: {key}"

    def known(self, key: str, name: str, names: Collection[str], what: str) -> str:
        if name not in names:
            raise FormError(
                "{where}: {name!r} is no {what}; known: {known}",
                where=self.at(key),
                name=name,
                what=what,
                known=", ".join(sorted(names)),
            )
        return name

    def keys(self, key: str, table: Mapping[str, Any], names: Collection[str]) -> None:
        for name in table:
            self.known(f"{key}.{name}" if key else name, name, names, "key")

    def names(self, key: str, value: Any) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(name, str) for name in values):
            raise FormError("{where}: a name or a list of names is wanted", where=self.at(key))
        return tuple(values)

    def form(self, data: Mapping[str, Any]) -> Form:
        self.keys("", data, {"title", "holds_for", "documents", "elsewhere", "hook", "columns", "rows", "give"})
        rows, gives = data.get("rows", {}), data.get("give", [])
        self.keys("rows", rows, ROW_KEYS)
        hook = data.get("hook", "")
        if hook:
            self.known("hook", hook, self.hooks, "hook")
        elif not gives:
            raise FormError("{where}: a form without a hook gives at least one record", where=self.at("give"))
        name = rows.get("name", "name")
        if not hook:
            self.known("rows.name", name, self.roles, "role of this kind")
        text_rows = rows.get("text_rows", "")
        return Form(
            self.kind,
            self.where,
            data.get("title", self.kind),
            tuple(self.give(f"give[{number}]", give) for number, give in enumerate(gives)),
            name,
            frozenset(self.across(rows)),
            self.known("rows.total", rows.get("total", "skip"), TOTALS, "way with totals"),
            tuple(self.sets(rows)),
            self.known("rows.text_rows", text_rows, self.hooks, "hook") if text_rows else "",
            self.known("rows.nameless", rows.get("nameless", "leave"), ("leave", "claim"), "way"),
            tuple(
                self.known("rows.clears", name, self.headings, "heading")
                for name in self.names("rows.clears", rows.get("clears", []))
            ),
            tuple(
                self.known("rows.kept", role, self.roles, "role of this kind")
                for role in self.names("rows.kept", rows.get("kept", []))
            ),
            frozenset(
                self.known("holds_for", sector, SECTORS, "sector")
                for sector in self.names("holds_for", data.get("holds_for", []))
            ),
            bool(data.get("elsewhere", True)),
            hook,
            self.known("rows.grouped", rows["grouped"], self.hooks, "hook") if "grouped" in rows else "",
            frozenset(
                self.known("documents", doc_type, self.doc_types, "type of titles.csv")
                for doc_type in self.names("documents", data.get("documents", []))
            ),
        )

    def across(self, rows: Mapping[str, Any]) -> list[str]:
        names = self.names("rows.across", rows.get("across", []))
        return [self.known("rows.across", name, self.labels, "label of labels.csv") for name in names]

    def sets(self, rows: Mapping[str, Any]) -> list[tuple[str, str]]:
        found = []
        for role, heading in rows.get("sets", {}).items():
            self.known(f"rows.sets.{role}", role, self.roles, "role of this kind")
            self.known(f"rows.sets.{role}", heading, self.headings, "heading")
            found.append((role, heading))
        return found

    def give(self, key: str, data: Mapping[str, Any]) -> Give:
        self.keys(key, data, GIVE_KEYS)
        dataset = self.known(f"{key}.dataset", data.get("dataset", ""), GIVES, "dataset of forms")
        owner = data.get("owner", "")
        return Give(
            dataset,
            tuple(self.field(key, dataset, role, value) for role, value in data.get("columns", {}).items()),
            data.get("listing", ""),
            data.get("source", ""),
            data.get("base", ""),
            tuple(self.cases(f"{key}.section", data.get("section", []))),
            tuple(self.above(key, dataset, column, value) for column, value in data.get("above", {}).items()),
            frozenset(self.names(f"{key}.above_in", data.get("above_in", []))),
            data.get("only", {}).get("base", ""),
            self.known(f"{key}.owner", owner, self.hooks, "hook") if owner else "",
            bool(data.get("current", False)),
            tuple(
                self.known(f"{key}.needs", role, self.roles, "role of this kind")
                for role in self.names(f"{key}.needs", data.get("needs", []))
            ),
            tuple(
                self.known(f"{key}.without", role, self.roles, "role of this kind")
                for role in self.names(f"{key}.without", data.get("without", []))
            ),
            self.known(f"{key}.after", data["after"], self.hooks, "hook") if "after" in data else "",
            self.known(f"{key}.each", data["each"], ("items",), "way") if "each" in data else "",
            bool(data.get("sums", False)),
        )

    def field(self, key: str, dataset: str, role: str, value: Any) -> Field:
        key = f"{key}.columns.{role}"
        self.known(key, role, self.roles, "role of this kind")
        told: Mapping[str, Any] = {"into": value} if isinstance(value, str) else value
        self.keys(key, told, {"into", "parser", "unless"})
        column, parser = told.get("into", ""), told.get("parser", "")
        allowed = {name for name_of, name in columns() if name_of == dataset}
        self.known(key, column, allowed, f"column of {dataset} that forms fill")
        entry = columns()[dataset, column]
        if parser:
            self.known(key, parser, entry.parsers, f"parser of {dataset}.{column}")
        parser = parser or entry.parsers[0]
        unless = self.names(f"{key}.unless", told.get("unless", []))
        for other in unless:
            self.known(f"{key}.unless", other, self.roles, "role of this kind")
        return Field(role, column, parser, "budget" if parser == "budget" else entry.raw, unless)

    def above(self, key: str, dataset: str, column: str, value: Any) -> tuple[str, tuple[str, ...]]:
        key = f"{key}.above.{column}"
        allowed = {name for name_of, name in columns() if name_of == dataset} | ABOVE_ONLY
        self.known(key, column, allowed, f"column of {dataset} that forms fill")
        sources = self.names(key, value)
        for source in sources:
            self.known(key, source.removesuffix(".number"), self.headings, "heading")
        entry = columns().get((dataset, column))
        return (entry.raw if entry else column), sources

    def cases(self, key: str, data: Any) -> list[Case]:
        if isinstance(data, str):
            return [Case(data, ())]
        found = []
        for number, case in enumerate(data):
            self.keys(f"{key}[{number}]", case, {"is", "when"})
            when: list[tuple[str, tuple[str, ...] | bool]] = []
            for name, value in case.get("when", {}).items():
                self.known(f"{key}[{number}].when", name, {*self.headings, "columns", "doc_type"}, "heading")
                when.append((name, value if isinstance(value, bool) else self.names(f"{key}.when.{name}", value)))
            found.append(Case(case.get("is", ""), tuple(when)))
        return found


ABOVE_ONLY = frozenset({"component_no", "strategy_no", "substrategy_no", "issue_no"})
"""Columns that only headings fill: they have no column in any table."""


def _specs(folder: Path | None) -> dict[str, tuple[str, dict[str, Any]]]:
    """kind → (name of its file, what it says); a user's spec replaces the built-in one of the same name.

    The built-in ones are kept as they were parsed, the user's are parsed when they are loaded.
    """
    texts = sorted(
        (entry.name.removesuffix(".toml"), entry.read_text("utf-8"))
        for entry in resources.files(__package__).joinpath("specs").iterdir()
        if entry.name.endswith(".toml")
    )

    def parsed() -> dict[str, dict[str, Any]]:
        return {kind: _parsed(f"specs/{kind}.toml", text) for kind, text in texts}

    kept: dict[str, dict[str, Any]] = compiled(__file__, "specs", [repr(texts).encode()], parsed)
    found = {kind: (f"specs/{kind}.toml", said) for kind, said in kept.items()}
    for path in sorted(folder.glob("specs/*.toml")) if folder is not None else ():
        found[path.stem] = (str(path), _parsed(str(path), path.read_text("utf-8-sig")))
    return found


def _parsed(where: str, text: str) -> dict[str, Any]:
    import tomllib  # not needed where the built-in specs alone are read, which are kept

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormError("{path}: cannot be read: {error}", path=where, error=error) from error


def load_forms(folder: Path | None, hooks: Collection[str]) -> dict[str, Form]:
    """Every form by its kind: the built-in specs and those of the user's ``folder``.

    Raises :class:`FormError`, or ``WordingsError`` for the CSV files, with the file and the key that is wrong.
    """
    catalogue = load(folder)
    return {
        kind: _Reader(where, kind, catalogue, hooks).form(said)
        for kind, (where, said) in sorted(_specs(folder).items())
    }
