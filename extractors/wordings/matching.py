"""Fuzzy matching of printed column headings against the wordings of ``roles.csv``: which kind of table has them.

A heading may be renamed, reordered or damaged; what it is called is data, how far it may differ is decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from phaen.extractors.wordings.behind_target import Ranked, result_of_operands, results_behind_target
from phaen.extractors.wordings.catalogue import Catalogue, Role, active
from phaen.extractors.wordings.columns import PATTERNED, PERIOD, all_roles, column_roles, undated
from phaen.extractors.wordings.part_results import (
    figures_beside_levels,
    result_of_latest_year,
    result_of_longest_period,
)
from phaen.extractors.wordings.periods_of_columns import whole_of_periods
from phaen.extractors.wordings.scales import (
    LEVEL_ROLE,
    counts_levels,
    levels_in_order,
    quarter_of,
    scale_in,
)
from phaen.extractors.wordings.shared_heading import code_and_name
from phaen.normalizers.text import clean, squash
from phaen.normalizers.years import month_number

CLEARLY_BETTER = 1.0
"""So much more must a kind of other organisations score (one column understood counts 1) where the owner is unknown."""
MUCH_BETTER = 2.0
"""The same where the owner is Bangkok, whose own forms are known."""
MONTHS_ROLE = "months"
"""The role of the columns of a time plan, one for each month."""


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A header row understood: the table ``kind`` and the role of every column (``None`` where no role fits)."""

    kind: str
    roles: tuple[str | None, ...]
    score: float
    weakest: float
    foreign: bool = False
    """No kind that the document's forms prefer fits; this one is of other organisations' forms."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of table that a document may have: those of its own forms, and those tried when none of them fits."""

    own: frozenset[str]
    foreign: frozenset[str] = frozenset()
    elsewhere: bool = True
    """The document is of another organisation than Bangkok's: headings of such organisations count."""
    unsure: bool = False
    """Nobody knows whose document it is: a foreign kind counts, unflagged, where it fits clearly better, as it does,
    with a flag, in a document of Bangkok."""


FEWEST_READ = 2
"""So many columns of a header have a role at least."""
MANY_UNREAD = 2
"""So many columns of a header may have no role; more only if there are not more of them than columns with one."""
_MONEY_COLUMN = re.compile(r"งบประมาณ|\((?:ล้าน|พัน)?บาท\)|จำนวนเงิน|วงเงิน")


@lru_cache(maxsize=256)
def _rank(catalogue: Catalogue, headings: tuple[tuple[str, ...], ...], least: int = 1) -> dict[str, Ranked]:
    """Which columns may have which roles, by table kind, best first; none where fewer than ``least`` may have any."""
    levels_beside = counts_levels(headings)
    found: dict[str, Ranked] = {}
    spare = len(headings) - least
    # short ones first: what an amount or a unit is takes no time to tell, and enough of them leave nothing to ask
    for column, parts in sorted(enumerate(headings), key=lambda heading: sum(map(len, heading[1]))):
        roles = column_roles(catalogue, parts, levels_beside)
        spare -= not roles
        if spare < 0:
            return {}
        for pair, likeness in roles:
            found.setdefault(pair[0], []).append((likeness, column, all_roles(catalogue)[pair]))
    levels = scale_in(headings)
    for ranked in found.values():
        # a heading that names two roles alike is the one that no other column may be, then the one that is needed; the
        # last period's result is the year's where no column gives that
        others = Counter((likeness, role.name) for likeness, _, role in ranked)
        of_period = [PERIOD.search(parts[-1]) is not None for parts in headings]
        ranked.sort(key=lambda e: (-e[0], of_period[e[1]], e[1], others[e[0], e[2].name], not e[2].need, e[2].name))
        ranked[:] = [one for one in ranked if not (one[2].name == "target" and one[1] in levels)]
    return found


def likely_roles(heading: Sequence[str]) -> list[tuple[float, str, Role]]:
    """What one column may be in any kind of table, the likeliest first: (likeness, kind, role)."""
    parts = tuple(squash(clean(part)) for part in heading) or ("",)
    ranks = _rank(active(), (parts,))
    found = [(likeness, kind, role) for kind, ranked in ranks.items() for likeness, _, role in ranked]
    return sorted(found, key=lambda entry: -entry[0])


def _match_kind(
    catalogue: Catalogue, kind: str, headings: Sequence[Sequence[str]], ranked: Ranked
) -> HeaderMatch | None:
    roles = catalogue.kinds[kind]
    ranked = whole_of_periods(headings, ranked, roles)
    ranked = code_and_name(headings, ranked, roles)
    if any(role.name == "baseline" for role in roles):
        ranked = results_behind_target(headings, ranked)
    if any(role.name == "operand" for role in roles):
        ranked = result_of_operands(headings, ranked, roles)
    if any(role.name == "quarter_results" for role in roles):
        ranked = result_of_longest_period(headings, ranked, roles)
        ranked = figures_beside_levels(headings, ranked, roles)
        ranked = result_of_latest_year(headings, ranked, roles)
    assigned: dict[int, tuple[Role, float]] = {}
    taken: set[str] = set()
    for likeness, column, role in ranked:
        if column in assigned or (role.name in taken and not role.repeats):
            continue
        if role.need == "repeat" and role.name in taken and not _same_group(headings, assigned, role, column):
            continue
        assigned[column] = (role, likeness)
        taken.add(role.name)
    if any(role.is_needed and role.name not in taken for role in roles) or len(assigned) < FEWEST_READ:
        return None
    if kind == "kr_table" and _lists_projects(assigned):
        return None
    either = [role for role in roles if role.need.startswith("any")]
    if either and not any(role.name in taken for role in either):
        return None
    if not levels_in_order(headings, [column for column, (role, _) in assigned.items() if role.name == LEVEL_ROLE]):
        return None
    left = [parts for column, parts in enumerate(headings) if any(parts) and column not in assigned]
    if kind == "rubric" and left and "criterion" not in taken:
        return None  # levels and figures beside anything else are a count of staff, of cases
    unknown = len(left)
    # a heading over all months is printed over some of them only; the others belong to it all the same, and quarters
    # part what another column says as a whole
    loose = sum(1 for parts in left if not (MONTHS_ROLE in taken and month_number(parts[-1]) is not None))
    loose -= sum(any(quarter_of(parts[: last + 1]) is not None for last in range(len(parts))) for parts in left)
    if loose > max(MANY_UNREAD, len(assigned)) or any(_MONEY_COLUMN.search("".join(parts)) for parts in left):
        return None  # a kind that would leave money, or most columns, unread is not this table's
    first = {role.name: likeness for role, likeness in assigned.values()}
    score = sum(first.values()) - 0.6 * unknown
    names = tuple(assigned[column][0].name if column in assigned else None for column in range(len(headings)))
    return HeaderMatch(kind, names, score, min(first.values()))


def _lists_projects(assigned: dict[int, tuple[Role, float]]) -> bool:
    """Do the numbers of the lines count projects with their money, each with an indicator behind it?"""
    at = {role.name: column for column, (role, _) in sorted(assigned.items(), reverse=True)}
    if not {"item_no", "project", "budget", "name"} <= set(at) or {"code", "responsibility", "lead"} & set(at):
        return False
    return at["item_no"] < at["project"] < at["name"]


def _same_group(
    headings: Sequence[Sequence[str]], assigned: dict[int, tuple[Role, float]], role: Role, column: int
) -> bool:
    """May a repeated role take one more column: it must stand under the same top heading, or be a level."""
    if role.name in PATTERNED:
        return True
    top = undated(headings[column][0])
    return any(other is role and undated(headings[first][0]) == top for first, (other, _) in assigned.items())


def match_header(headings: Sequence[Sequence[str]], kinds: Kinds | None = None) -> HeaderMatch | None:
    """The table kind whose column wordings fit a header best, or ``None`` when none fits.

    ``headings`` holds for every column its printed heading from the top row down (two-row headers give two parts).
    ``kinds``: those that the document may have; all of them where that is not known.
    """
    parts = tuple(tuple(map(_squashed, parts)) or ("",) for parts in headings)
    if kinds is None:
        return _match(active(), parts, None)
    own = _match(active(), parts, kinds.own)
    if not kinds.foreign or (own is not None and kinds.elsewhere and not kinds.unsure):
        return own
    other = _match(active(), parts, kinds.foreign)
    if other is None or (not kinds.elsewhere and None in other.roles):
        return own  # Bangkok's forms are known: another that leaves a column unread is no better guess
    if own is None or other.score > own.score + (CLEARLY_BETTER if kinds.unsure else MUCH_BETTER):
        return other if kinds.unsure else replace(other, foreign=True)
    if kinds.unsure and other.score >= own.score:
        return replace(own, foreign=True)  # both fit: whose form it is was guessed
    return own


@lru_cache(maxsize=4096)
def _squashed(part: str) -> str:
    return squash(clean(part))


@lru_cache(maxsize=4096)
def _match(
    catalogue: Catalogue, headings: tuple[tuple[str, ...], ...], kinds: frozenset[str] | None
) -> HeaderMatch | None:
    ranks = _rank(catalogue, headings, FEWEST_READ)
    found = (
        _match_kind(catalogue, kind, headings, ranked)
        for kind, ranked in ranks.items()
        if kinds is None or kind in kinds
    )
    matches = [match for match in found if match]
    order = list(catalogue.kinds)
    return max(matches, key=lambda match: (match.score, -order.index(match.kind)), default=None)
