"""What forms print: the wordings of column roles, the roles of each kind of table, the phrases of headings.

``roles.csv`` has each wording once under its role, and what kind of column that is in a raw text layer. ``kinds.csv``
says which roles a kind of table has and under which wordings; ``labels.csv`` has the headings of running
text. A folder of the user with files of the same names adds to them (:func:`using`), and so does a spec of theirs with
a table ``[columns]``, which says in one file what ``kinds.csv`` and ``roles.csv`` say for it.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from phaen.normalizers import text as text_module
from phaen.normalizers.repair.compiled import compiled
from phaen.normalizers.text import squash
from phaen.normalizers.told import ToldError

NEEDS = ("", "+", "required", "required+", "any", "any+", "repeat")
"""``required``: such a column must be there · ``any``: one of those so marked must · ``repeat``: one or more under one
heading · empty: may be there. A ``+`` says that further columns may have the role (a budget by year or source)."""


class WordingsError(ToldError, ValueError):
    """A wordings file that cannot be used; the message names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Role:
    """One column of a kind of table: its name, its need (:data:`NEEDS`) and its wordings, as printed and squashed."""

    name: str
    need: str
    printed: tuple[str, ...]
    wordings: tuple[str, ...]

    @property
    def repeats(self) -> bool:
        """May several columns have the role?"""
        return self.need == "repeat" or self.need.endswith("+")

    @property
    def is_needed(self) -> bool:
        """Is a table without such a column of another kind?"""
        return self.need in ("required", "required+", "repeat")


TEXTS = ("", "line", "runs_on", "runs_on_unclaimed")
MODES = ("whole", "prefix", "numbered", "letter", "behind_number")


@dataclass(frozen=True, slots=True)
class Label:
    """A heading phrase of ``labels.csv``.

    ``rank`` is its depth in the outline, ``section`` the kind of text under it; ``mode`` (:data:`MODES`) says how much
    of a paragraph the phrase is, ``long`` that a long paragraph may open with it. ``number`` (``required`` or
    ``integer``), ``needs`` (what must stand above; ``!x``: must not) and ``doc_types`` (``!x``: none of these) say
    where it counts. It ``sets`` what holds for all below and ``clears`` what no longer does; its ``text``
    (:data:`TEXTS`) is its own line or runs on to the next heading. ``hook`` names a rule of
    :mod:`phaen.extractors.forms.entering` for the rest.
    """

    name: str
    rank: int
    mode: str
    section: str
    wordings: tuple[str, ...]
    long: bool = False
    number: str = ""
    needs: tuple[str, ...] = ()
    doc_types: tuple[str, ...] = ()
    sets: str = ""
    clears: tuple[str, ...] = ()
    text: str = ""
    hook: str = ""
    elsewhere: bool = False
    """It counts only in documents of other organisations than Bangkok's."""
    common: bool = False
    """Words so common (``ตัวชี้วัด :``) that nobody looks for them but where what the label needs stands above."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase of ``titles.csv``, squashed: the type it means (``None`` of no type of ours), the years it needs
    (``one``, ``several`` or either), where it must stand (``start`` or anywhere)."""

    doc_type: str | None
    years: str
    where: str
    squashed: str


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All wordings of one extraction: the built-in ones and those of a user's folder."""

    roles: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[Role, ...]]
    labels: tuple[Label, ...]
    raw: dict[str, str]
    """Role → the kind of column that it is in a raw text layer (``text/raw/kinds.csv``)."""
    titles: tuple[Title, ...] = ()


def _read(folder: Path | None, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(``file:line``, row) of the built-in file and of the user's."""
    texts = [(name, resources.files(__package__).joinpath(name).read_text("utf-8"))]
    if folder is not None and (folder / name).is_file():
        texts.append((str(folder / name), (folder / name).read_text("utf-8-sig")))
    for where, text in texts:
        for number, row in enumerate(csv.DictReader(text.splitlines()), 2):
            if any(row.values()) and not (next(iter(row.values())) or "").startswith("#"):
                yield f"{where}:{number}", {key: (value or "").strip() for key, value in row.items() if key}


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _roles(folder: Path | None) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for where, row in _read(folder, "roles.csv"):
        wordings = _split(row.get("wordings", ""))
        if not row.get("role") or not wordings:
            raise WordingsError("{where}: a role needs a name and wordings", where=where)
        found[row["role"]] = tuple(dict.fromkeys([*found.get(row["role"], ()), *wordings]))
    return found


def _built_in_keys() -> dict[str, str]:
    """The built-in wordings, squashed; they are kept, as squashing them takes longer than reading them."""
    sources = [resources.files(__package__).joinpath("roles.csv").read_bytes(), Path(text_module.__file__).read_bytes()]

    def made() -> dict[str, str]:
        return {wording: squash(wording) for wordings in _roles(None).values() for wording in wordings}

    kept: dict[str, str] = compiled(__file__, "keys", [*sources, unicodedata.unidata_version.encode()], made)
    return kept


def _raw(folder: Path | None) -> dict[str, str]:
    return {row["role"]: row["raw"] for _, row in _read(folder, "roles.csv") if row.get("raw")}


def _kinds(folder: Path | None, roles: dict[str, tuple[str, ...]]) -> dict[str, tuple[Role, ...]]:
    by_file: dict[tuple[str, str], list[Role]] = {}
    keys = _built_in_keys()
    for where, row in _read(folder, "kinds.csv"):
        kind, name, need = row.get("kind", ""), row.get("role", ""), row.get("need", "")
        if not kind or not name or need not in NEEDS:
            raise WordingsError(
                "{where}: a kind needs a role and one of the needs {needs}, or none",
                where=where,
                needs=", ".join(NEEDS[1:]),
            )
        printed = _split(row.get("printed_as", "")) or [name]
        unknown = [entry for entry in printed if entry not in roles]
        if unknown:
            raise WordingsError("{where}: roles.csv has no role {role}", where=where, role=unknown[0])
        texts = tuple(dict.fromkeys(wording for entry in printed for wording in roles[entry]))
        role = Role(name, need, texts, tuple(keys.get(text) or squash(text) for text in texts))
        by_file.setdefault((where.rpartition(":")[0], kind), []).append(role)
    return {kind: tuple(columns) for (_, kind), columns in by_file.items()}  # a user's kind replaces ours


def _spec_columns(folder: Path | None, roles: dict[str, tuple[str, ...]]) -> dict[str, tuple[Role, ...]]:
    """Kinds whose columns stand in the ``[columns]`` of the user's specs: headings, need and entries of roles.csv."""
    found: dict[str, tuple[Role, ...]] = {}
    if folder is None:
        return found
    import tomllib

    for path in sorted(folder.glob("specs/*.toml")):
        try:
            columns = tomllib.loads(path.read_text("utf-8-sig")).get("columns", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise WordingsError("{path}: cannot be read: {error}", path=path, error=error) from error
        if not isinstance(columns, dict):
            raise WordingsError("{path}: columns: a table of columns is wanted", path=path)
        if columns:
            found[path.stem] = tuple(_spec_column(str(path), name, said, roles) for name, said in columns.items())
    return found


def _spec_column(where: str, name: str, said: object, roles: dict[str, tuple[str, ...]]) -> Role:
    where = f"{where}: columns.{name}"
    if isinstance(said, list):
        said = {"headings": said}
    if not isinstance(said, dict) or set(said) - {"headings", "need", "like"}:
        raise WordingsError("{where}: headings, need or like is wanted", where=where)
    headings, like, need = said.get("headings", []), said.get("like", []), said.get("need", "")
    like = [like] if isinstance(like, str) else like
    if need not in NEEDS:
        raise WordingsError("{where}: need is none of {needs}", where=where, needs=", ".join(NEEDS[1:]))
    for given in (headings, like):
        if not isinstance(given, list) or not all(isinstance(text, str) and text.strip() for text in given):
            raise WordingsError("{where}: a list of texts is wanted", where=where)
    unknown = [entry for entry in like if entry not in roles]
    if unknown:
        raise WordingsError("{where}: roles.csv has no role {role}", where=where, role=unknown[0])
    texts = tuple(dict.fromkeys([*headings, *(wording for entry in like for wording in roles[entry])]))
    if not texts:
        raise WordingsError("{where}: a column needs headings", where=where)
    return Role(name, need, texts, tuple(squash(text) for text in texts))


def _labels(folder: Path | None) -> tuple[Label, ...]:
    found: dict[str, Label] = {}
    for where, row in _read(folder, "labels.csv"):
        get = row.get
        wrong = next((key for key in ("label", "rank", "mode", "wordings") if not get(key)), None)
        if wrong or get("mode") not in MODES or get("text", "") not in TEXTS or not row["rank"].isdigit():
            raise WordingsError("{where}: {what} is missing or unknown", where=where, what=wrong or "mode, text, rank")
        found[row["label"]] = Label(
            row["label"],
            int(row["rank"]),
            row["mode"],
            get("section") or "other",
            tuple(_split(row["wordings"])),
            get("long") == "long",
            get("number", ""),
            tuple(get("needs", "").split()),
            tuple(get("doc_types", "").split()),
            get("sets", ""),
            tuple(get("clears", "").split()),
            get("text", ""),
            get("hook", ""),
            get("elsewhere") == "elsewhere",
            get("common") == "common",
        )
    return tuple(found.values())


def _titles(folder: Path | None) -> tuple[Title, ...]:
    """The user's title phrases first: of two of the same length the first counts."""
    known = {row["doc_type"] for _, row in _read(None, "titles.csv")}
    found: list[Title] = []
    for where, row in _read(folder, "titles.csv"):
        doc_type, years, place = (row.get(key, "") for key in ("doc_type", "years", "where"))
        if doc_type not in known:
            raise WordingsError(
                "{where}: doc_type is none of {known}, or empty",
                where=where,
                known=", ".join(sorted(filter(None, known))),
            )
        if years not in ("", "one", "several") or place not in ("", "start") or not row.get("wordings"):
            raise WordingsError("{where}: {what} is missing or unknown", where=where, what="years, where, wordings")
        own = not where.startswith("titles.csv:")
        texts = [Title(doc_type or None, years, place, squash(text)) for text in _split(row["wordings"])]
        found = [*texts, *found] if own else [*found, *texts]
    return tuple(found)


@lru_cache(maxsize=8)
def load(folder: Path | None = None) -> Catalogue:
    """The built-in wordings, with those of ``folder`` added.

    Raises :class:`WordingsError` with file and line for a row that cannot be used.
    """
    roles = _roles(folder)
    own = _spec_columns(folder, roles)
    kinds = {kind: columns for kind, columns in _kinds(folder, roles).items() if kind not in own}
    # own first: of two that fit alike the first counts
    return Catalogue(roles, own | kinds, _labels(folder), _raw(folder), _titles(folder))


_ACTIVE: ContextVar[Path | None] = ContextVar("wordings", default=None)


def active() -> Catalogue:
    """The wordings that hold for the extraction under way."""
    return load(_ACTIVE.get())


def label_wordings() -> list[str]:
    """Every phrase by which a field is known in running text or inside a cell: no row repeats them."""
    heads = (wording for _, row in _read(None, "detail_heads.csv") for wording in _split(row["wordings"]))
    lines = (wording for _, row in _read(None, "label_lines.csv") for wording in _split(row["wordings"]))
    return [*heads, *lines, *(wording for label in active().labels for wording in label.wordings)]


def active_folder() -> Path | None:
    """The user's folder of forms that holds for the extraction under way."""
    return _ACTIVE.get()


@contextmanager
def using(folder: Path | None) -> Iterator[Catalogue]:
    """Within the block the wordings of ``folder`` count too, in every reader and form."""
    token = _ACTIVE.set(folder)
    try:
        yield load(folder)
    finally:
        _ACTIVE.reset(token)
