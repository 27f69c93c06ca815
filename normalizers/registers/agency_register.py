"""The register of agencies: codes, names, wrong abbreviations; and the abbreviations that stand in prose."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from phaen.normalizers.data_files import rows, words
from phaen.normalizers.organisations import organisations_in
from phaen.normalizers.text import canonical, clean, squash
from phaen.normalizers.told import ToldError
from rapidfuzz import fuzz

How = Literal["exact", "alias", "fuzzy", "code", "variant", "external", "unknown"]
REGISTER_FILE = "agencies.csv"


class RegisterError(ToldError, ValueError):
    """A register file that cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency. ``aliases`` are other proper names or abbreviations, ``variants`` wrong or informal
    abbreviations.

    ``kind``: ``office``, ``district`` or ``enterprise``; ``checked``: whether the code was read in documents.
    ``sector`` as in the dataset ``documents``: ``bma`` for every agency of the package's register.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    parent_code: str | None = None
    kind: str = "office"
    checked: bool = False
    sector: str = "bma"


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """An agency found for a text: ``how`` it was found and how alike the texts are (0–1)."""

    agency: Agency
    how: How
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation in prose. ``how``: ``code``/``alias`` (the register's), ``variant`` (known,
    wrong), ``external`` (a body that is no agency of the city) or ``unknown``; ``code`` is the
    register's code meant, if known."""

    text: str
    start: int
    end: int
    how: How
    code: str | None = None


_KIND = re.compile(r"^(?:สำนักงานเลขา(?:นุการ|ธิการ)|สำนักงานเขต|สำนักงาน|สำนัก|เขต)")
_CITY = re.compile(r"(?:ของ)?(?:กรุงเทพมหานคร|กทม\.?)$")
_BRACKETS = re.compile(r"\([^()]*\)")
BEFORE_DISTRICT = r"สนข\s?\.\s?(?!และ|หรือ|[ก-ฮ]{2,5}\s?\.)"
"""What stands before a district's name; another abbreviation or *and* behind it means all districts."""
_PROSE = re.compile(
    r"(?<![ก-๙.])(?:"
    rf"{BEFORE_DISTRICT}(?P<district>[ก-๙]{{2,}}(?: [ก-๙]{{2,}})?)"
    r"|(?P<short>ส(?:\.[ก-ฮ]{2,4}|[ก-ฮ]{2,4})\s?\.(?:\s?กทม\.)?)(?![ก-ฮ]\.)"
    r")"
)
_SURE_CORE, _CORE_MARGIN = 80.0, 10.0
_SECOND = _SURE_CORE - _CORE_MARGIN - 5
"""Likeness below which a name is neither the nearest nor so near that it makes the nearest doubtful."""


def abbreviation_key(text: str) -> str:
    """The key of an abbreviation: without white space and dots (``ส.กก.`` → ``สกก``)."""
    return re.sub(r"[\s.]", "", canonical(text))


class AgencyRegister:
    """Agencies by code, by abbreviation and by name."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self.agencies = tuple(agencies)

    @classmethod
    def load(cls, extra: Path | None = None) -> AgencyRegister:
        """The register of this package; a file ``agencies.csv`` in the folder ``extra`` adds agencies, and what its
        rows fill takes the place of what the package says of the same code. Raises :class:`RegisterError` when that
        file lacks a column or a code."""
        known = {row["code"].strip(): dict(row) for row in rows(REGISTER_FILE)}
        path = extra / REGISTER_FILE if extra else None
        if path and path.exists():
            lines = [line for line in path.read_text("utf-8-sig").splitlines() if not line.startswith("#")]
            for number, row in enumerate(csv.DictReader(io.StringIO("\n".join(lines))), 2):
                code = (row.get("code") or "").strip()
                if not code or not (row.get("name") or known.get(code)):
                    raise RegisterError(
                        "{path}, line {line}: an agency needs the columns code and name", path=path, line=number
                    )
                known[code] = filled_over(known.get(code) or _of_user(row), row)
        return cls(map(_agency, known.values()))

    @cached_property
    def _codes(self) -> dict[str, Agency]:
        return {abbreviation_key(agency.code): agency for agency in self.agencies}

    @cached_property
    def _short(self) -> dict[str, AgencyMatch]:
        found: dict[str, AgencyMatch] = {}
        for agency in self.agencies:
            found |= {re.sub(r"\s", "", name): AgencyMatch(agency, "variant") for name in agency.variants}
            aliases = (name for name in agency.aliases if name.endswith("."))
            found |= {re.sub(r"\s", "", name): AgencyMatch(agency, "alias") for name in aliases}
        return found

    @cached_property
    def _names(self) -> dict[str, AgencyMatch]:
        found: dict[str, AgencyMatch] = {}
        for agency in self.agencies:
            for alias in agency.aliases:
                if alias.endswith(".") and " " not in alias:
                    continue  # an abbreviation, see _short
                found[squash(alias)] = AgencyMatch(agency, "alias")
        for agency in self.agencies:
            found[squash(agency.name)] = AgencyMatch(agency, "exact")
        return found

    def by_code(self, code: str) -> Agency | None:
        """The agency whose code is ``code``; white space does not count."""
        match = self.resolve(code)
        return match.agency if match and match.how == "code" else None

    def resolve(self, abbreviation: str) -> AgencyMatch | None:
        """The agency that an abbreviation means: ``how`` is ``code``, ``alias`` or ``variant``;
        ``None`` if unknown.

        ``สกก .`` and ``สนข. พระนคร`` are the codes; ``ส.กก.`` has another dot and is a variant.
        """
        printed = re.sub(r"\s", "", canonical(abbreviation)).strip(",;()")
        known = self._short.get(printed) or self._short.get(printed + ".")
        if known:
            return known
        agency = self._codes.get(abbreviation_key(printed))
        if agency is None:
            return None
        same = printed.rstrip(".") == re.sub(r"\s", "", agency.code).rstrip(".")
        return AgencyMatch(agency, "code" if same else "variant")

    def by_name(self, text: str) -> AgencyMatch | None:
        """The agency that ``text`` names, with or without its parent behind it; mild damage is forgiven.

        ``None`` when no name is near enough, or when two are about equally near.
        """
        key = squash(_BRACKETS.sub("", clean(text))).removeprefix("หน่วยงาน").lstrip(":")
        return _named_by(self, key) if key else None

    def _by_key(self, key: str) -> AgencyMatch | None:
        if found := self._names.get(key) or self._names.get(_CITY.sub("", key)):
            return found
        for parent in self._endings:
            shortened = key.removesuffix(parent).removesuffix("สังกัด")
            if shortened not in ("", key) and (inner := self._names.get(shortened)):
                return inner
        return self._nearest(key)

    @cached_property
    def _endings(self) -> list[str]:
        """What may stand behind the name of an agency: the name of its parent."""
        return [squash(agency.name) for agency in self.agencies]

    @cached_property
    def _parted_names(self) -> list[tuple[str, AgencyMatch, str, str]]:
        """Every name with its match, its kind word and the rest."""
        return [(name, match, *_split_name(name)) for name, match in self._names.items()]

    @cached_property
    def _by_length(self) -> list[tuple[str, AgencyMatch]]:
        return sorted(self._names.items(), key=lambda item: -len(item[0]))

    def _nearest(self, key: str) -> AgencyMatch | None:
        kind, core = _split_name(key)
        if len(core) < 3:
            return None
        scores: dict[str, tuple[float, Agency]] = {}
        for name, match, other_kind, other in self._parted_names:
            if (kind == "สำนักงานเขต") != (other_kind == "สำนักงานเขต") and kind and other_kind:
                continue
            if kind and other_kind:
                score = fuzz.ratio(core, other, score_cutoff=_SECOND)
            else:
                score = fuzz.ratio(key, name, score_cutoff=_SECOND) - 5
            if score > scores.get(match.agency.code, (0.0, None))[0]:
                scores[match.agency.code] = (score, match.agency)
        ranked = sorted(scores.values(), key=lambda item: -item[0])
        best = ranked[0] if ranked else (0.0, None)
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if best[1] is None or best[0] < _SURE_CORE or best[0] - second < _CORE_MARGIN:
            return None
        return AgencyMatch(best[1], "fuzzy", min(0.99, round(best[0] / 100, 3)))

    def names_in(self, text: str) -> list[AgencyMatch]:
        """The agencies whose full name stands in ``text``, in printed order, each once. ``เขต…`` alone
        is a place.
        """
        key = squash(clean(text))
        spans: list[tuple[int, int, AgencyMatch]] = []
        for name, match in self._by_length:
            if len(name) < 8 or name.startswith("เขต") or name not in key:
                continue
            for found in re.finditer(re.escape(name), key):
                if not any(a < found.end() and found.start() < b for a, b, _ in spans):
                    spans.append((*found.span(), match))
        unique: dict[str, AgencyMatch] = {}
        for _, _, match in sorted(spans, key=lambda span: span[:2]):
            unique.setdefault(match.agency.code, match)
        return list(unique.values())

    def abbreviations_in(self, text: str) -> list[Abbreviation]:
        """Every abbreviation in ``text`` that looks like an agency's (ส and 2–4 consonants with a dot,
        ``ส.กก.``, ``สผว.กทม.``, ``สนข.พระนคร``), with what it is. Ministries' ก.ก., ป.ป.ช., กทม., พ.ศ.
        and months do not look so."""
        text = canonical(text)
        found = []
        for match in _PROSE.finditer(text):
            if match["district"]:
                if known := self._district(match["district"]):
                    found.append(Abbreviation(known.code, *match.span(), "code", known.code))
                continue
            printed = re.sub(r"\s", "", match[0])
            resolved = self.resolve(printed)
            how: How = "external" if printed in words("external_abbreviations.txt") else "unknown"
            code = resolved.agency.code if resolved else None
            found.append(Abbreviation(printed, *match.span(), resolved.how if resolved else how, code))
        return found

    def _district(self, text: str) -> Agency | None:
        """The district whose name ``text`` starts with, the longest one."""
        key = squash(text)
        fits = [a for a in self.agencies if a.kind == "district" and key.startswith(squash(a.code)[4:])]
        return max(fits, key=lambda agency: len(agency.code), default=None)


LISTS = frozenset({"aliases", "variants", "lead_agency"})
"""Columns that hold several values; a user's values add to the package's."""


REWORDED = 60
"""Likeness (0–100) from which two names of one code are wordings of one name."""


def filled_over(below: dict[str, str], above: dict[str, str]) -> dict[str, str]:
    """The row ``below`` with every value that the row ``above`` of the same key fills in.

    Lists (:data:`LISTS`) are united; where the name is worded otherwise, the name below stays as an alias, so that
    documents that print it are still understood (a name from another year, or quite another name, is another measure).
    """
    filled = {column: value for column, value in above.items() if column and (value or "").strip()}
    for column in LISTS & filled.keys():
        both = [*(below.get(column) or "").split("|"), *filled[column].split("|")]
        filled[column] = "|".join(dict.fromkeys(part.strip() for part in both if part.strip()))
    old, new = (below.get("name") or "").strip(), (filled.get("name") or "").strip()
    reworded = squash(old) != squash(new) and fuzz.ratio(squash(old), squash(new)) >= REWORDED
    if old and new and reworded and not filled.get("valid_from"):
        aliases = (filled.get("aliases") or below.get("aliases") or "").split("|")
        filled["aliases"] = "|".join(dict.fromkeys(part.strip() for part in (*aliases, old) if part.strip()))
    return {**below, **filled}


def _of_user(row: dict[str, str]) -> dict[str, str]:
    """A row for a user's agency that says no sector: that of the organisation its name begins with, else the city's."""
    named = organisations_in(row.get("name") or "")
    return {"sector": named[0].sector if named and named[0].start == 0 else ""}


@lru_cache(maxsize=4096)
def _named_by(register: AgencyRegister, key: str) -> AgencyMatch | None:
    """:meth:`AgencyRegister.by_name` of a squashed text: the lines of covers are asked for several times."""
    return register._by_key(key)


@cache
def default_register() -> AgencyRegister:
    """The register of this package, without a user's additions."""
    return AgencyRegister.load()


def _split_name(key: str) -> tuple[str, str]:
    """A squashed name as its kind word (สำนักงาน …) and the rest without กรุงเทพมหานคร."""
    match = _KIND.match(key)
    kind = match[0] if match else ""
    kind = {"สำนักงานเลขาธิการ": "สำนักงานเลขานุการ", "เขต": "สำนักงานเขต"}.get(kind, kind)
    core = _CITY.sub("", key[match.end() :] if match else key)
    return kind, ("เลขานุการ" + core if kind == "สำนักงานเลขานุการ" else core)


def _agency(row: dict[str, str]) -> Agency:
    def several(column: str) -> tuple[str, ...]:
        return tuple(item.strip() for item in (row.get(column) or "").split("|") if item.strip())

    return Agency(
        code=row["code"].strip(),
        name=row["name"].strip(),
        aliases=several("aliases"),
        variants=several("variants"),
        parent_code=(row.get("parent_code") or "").strip() or None,
        kind=(row.get("kind") or "office").strip(),
        checked=(row.get("checked") or "").strip() == "yes",
        sector=(row.get("sector") or "").strip() or "bma",
    )
