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
from phaen.extractors.wordings.likeness import COLUMN_CUTOFF, Pair, likenesses
from phaen.extractors.wordings.part_results import (
    figures_beside_levels,
    is_part_of_year,
    is_period_of_other,
    names_pair,
    result_of_latest_year,
    result_of_longest_period,
)
from phaen.extractors.wordings.scales import (
    BARE_LEVELS,
    LEVEL_HEAD,
    LEVEL_ROLE,
    LEVELS_HEAD,
    counts_levels,
    levels_in_order,
    quarter_of,
)
from phaen.normalizers.text import arabic_digits, clean, squash
from phaen.normalizers.years import month_number

CLEARLY_BETTER = 1.0
"""So much more must a kind of other organisations score (one column understood counts 1) where the owner is unknown."""
MUCH_BETTER = 2.0
"""The same where the owner is Bangkok, whose own forms are known."""
_LEVEL_POINTS = r"(?:\(?[0-9]+คะแนน\)?|\([0-9]{1,3}\))?"
_LEVEL_COLUMN = re.compile(rf"^(?:{LEVEL_HEAD}[1-5]{_LEVEL_POINTS}|[1-5]คะแนน)$")
_GROUP = (
    r"กลุ่ม(?:หน่วยงาน)?(?:ที่)?"
    r"(?:[ก-ฮa-z0-9](?:\(.*\)|:.*)?|[ก-จa-e0-9](?:โรง|สำนัก|หน่วย|เขต|ขนาด|ศูนย์|ส่วนราชการ).*)"
)
_GROUP_COLUMN = re.compile(rf"^{_GROUP}$")
"""A group of agencies that has thresholds of its own: ``กลุ่ม ก``, ``กลุ่มที่ 2 (สำนักงานเขต)``."""
_TARGET_LEVEL = re.compile(
    r"(?:ค่า)?(?:เป้าหมาย|เกณฑ์)?(?:ขั้น)?(?:ต้น|ต่ำ|พื้นฐาน|มาตรฐาน|สูง)(?:สุด)?(?:\(?[0-9]+(?:คะแนน)?\)?)?"
)
"""One of the three targets of an indicator (ก.พ.ร.): ``ขั้นต้น (50 คะแนน)``, ``เป้าหมายมาตรฐาน``, ``ขั้นสูง``."""
_LEVEL_WORD = re.compile("ต้น|ต่ำ|พื้นฐาน|มาตรฐาน|สูง|ก้าวหน้า")
"""Without one of these words a heading is that of the targets as a whole."""
_YEAR = re.compile(
    r"(?:ประจำ)?(?:(?:พ\.?ศ\.?|ปี(?:งบประมาณ)?|fy)*(?:25|20)[0-9]{2}|(?:ปี(?:งบประมาณ)?|fy)[5-9][0-9](?![0-9]))"
)
"""A printed year inside a heading, as squashed: it says which column of a role this is, not which role."""
_MONEY_HEAD = re.compile(
    r"^(?:\(?(?:ล้าน|แสน|พัน)?บาท\)?|สต\.?|สตางค์|(?:งบ|เงิน)[ก-๙.]{2,24}(?:\((?:ล้าน|พัน)?บาท\))?|แผ่นดิน|(?:เงิน)?รายได้|(?:รวม|ทั้งสิ้น)+|"
    r"ค่า(?:ตอบแทน|ใช้สอย|วัสดุ|สาธารณูปโภค|ครุภัณฑ์|ที่ดินและสิ่งก่อสร้าง)|ไตรมาส(?:ที่)?[1-4]|อื่นๆ|ที่ขอ|ที่ได้รับ|ขอตั้ง|ได้รับ|อนุมัติ)$"
)
"""What stands below a heading of money: sources, quarters, baht and satang, asked and granted, the total."""
_FROM_ABOVE = 0.95
"""So far is the likeness believed that a column has by its upper heading, where the lowest names a role itself."""
_QUARTER_COLUMN = re.compile(r"^(?:ไตรมาส(?:ที่)?|q)[1-4](?:$|\(|/)")
_PERIOD = re.compile(r"(?:รอบ|ระยะ)(?:ที่[12])?\(?(?:[0-9]{1,2}เดือน)?\)?$|[0-9]{1,2}เดือน$")
"""Part of a year that a report is about: ``รอบ 12 เดือน``, ``รอบที่ 2``."""
_EARLIER = re.compile("ย้อนหลัง|ที่ผ่านมา|ในอดีต|ปีก่อน")
"""Results of earlier years are not what was reached."""
_OF_THE_YEAR = frozenset({"achieved", "score", "target", "narrative"})
"""Roles of which a report has one figure for the year: a quarter's is not it."""
_OF_A_YEAR = _OF_THE_YEAR | {"baseline", "year_results"}
_ROLE_HEADS = frozenset({"h", "r", "หลัก", "รอง", "สนับสนุน", "ร่วม", "(h)", "(r)", "หลัก(h)", "สนับสนุน(r)"})
"""What stands below a heading of responsibility: the office leads or supports."""
MONTHS_ROLE = "months"
"""The role of the columns of a time plan, one for each month."""
_SUBHEADER = re.compile(
    rf"^(?:\(?[0-9]+คะแนน\)?|{LEVEL_HEAD}[1-5]{_LEVEL_POINTS}"
    r"|(?:(?:พ\.?ศ\.?|ปี(?:งบประมาณ)?|fy)*(?:25|20)[0-9]{2}|(?:ปี(?:งบประมาณ)?|fy)[5-9][0-9]"
    r"|ต\.?ค\.?|พ\.?ย\.?|ธ\.?ค\.?|ม\.?ค\.?|ก\.?พ\.?|มี\.?ค\.?|เม\.?ย\.?|พ\.?ค\.?|มิ\.?ย\.?|ก\.?ค\.?|ส\.?ค\.?|ก\.?ย\.?)+)$"
)


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


@lru_cache(maxsize=8)
def _roles(catalogue: Catalogue) -> dict[Pair, Role]:
    return {(kind, role.name): role for kind, roles in catalogue.kinds.items() for role in roles}


PATTERNED = ("level_column", "group_column")
"""Roles that a pattern decides, not their wordings: one sign in ``ระดับ 1`` (level), ``กลุ่ม ก`` (group) tells columns
apart."""


@lru_cache(maxsize=8)
def _patterned(catalogue: Catalogue) -> tuple[Pair, ...]:
    return tuple(pair for pair in _roles(catalogue) if pair[1] in PATTERNED)


@lru_cache(maxsize=8)
def _target_levels(catalogue: Catalogue) -> frozenset[Pair]:
    """The roles of columns that hold targets of three levels."""
    return frozenset(
        pair for pair, role in _roles(catalogue).items() if any(_TARGET_LEVEL.fullmatch(word) for word in role.wordings)
    )


_ANY_YEAR = "ปี2500"
"""A heading that is nothing but a year, whichever; roles whose columns may be so headed have it as a wording."""


_FORMER = re.compile(
    r"(?:(?:ค่า)?เป้าหมาย|งบประมาณ|วงเงิน)?\(?(?:ตาม)?(?:แผน)?(?:เดิม|ก่อน(?:ปรับ|เปลี่ยน|แก้)[ก-๙]*)\)?"
    r"(?:\((?:ล้าน|พัน)?บาท\))?"
)
"""What an amendment replaces, alone or below a heading of what it is (งบประมาณ over เดิม, ใหม่)."""
_OF_MONEY = re.compile(r"^(?!.*เป้าหมาย).*(?:(?<!ปี)งบประมาณ|จำนวนเงิน|วงเงิน)")
"""A heading of money is no heading of a target, however near to that of a year (ปีงบประมาณ) it reads."""
_SUM_HEAD = re.compile(r"(?:รวม|ทั้งสิ้น|ทั้งหมด)+(?:[0-9]{1,2}ปี)?")
"""A heading that says no more than that the columns below it are sums."""
_MONEY = "งบประมาณ"
_MONEY_GROUP = re.compile("งบ|เงิน|บาท")


def _variants(parts: Sequence[str]) -> set[str]:
    """The texts that a column may be known by: its top heading, all of it, its lowest part, each without a year.

    A source of money or a sum under any heading that tells of money is a column of money (แหล่งงบประมาณ over เงินรายได้).
    """
    texts = {parts[0], "".join(parts), parts[-1]}
    if any(parts[1:]) and _SUM_HEAD.fullmatch(parts[0]):
        texts.discard(parts[0])  # what is summed stands below: จำนวนโครงการ, งบประมาณ
    if len(parts) > 1 and _MONEY_HEAD.match(parts[-1]) and _MONEY_GROUP.search("".join(parts[:-1])):
        texts = {_MONEY, "".join(parts), parts[-1]}
    whole = "".join(parts)
    years = {_ANY_YEAR} if whole and not undated(whole) else set()
    return (texts | years | {undated(text) for text in texts}) - {""}


@lru_cache(maxsize=8192)
def _column_roles(catalogue: Catalogue, parts: tuple[str, ...], levels_beside: bool) -> tuple[tuple[Pair, float], ...]:
    """What one column may be, with its likeness, by its heading alone and whether columns beside it count levels."""
    if not any(parts):
        return ()
    best: dict[Pair, float] = {}
    quarter = any(_QUARTER_COLUMN.match(part) for part in parts)
    for text in _variants(parts):
        for pair, likeness in likenesses(catalogue, text).items():
            if pair[1] in _OF_THE_YEAR and quarter:
                continue
            best[pair] = max(likeness, best.get(pair, 0.0))
    if len(parts) > 1 and parts[0] != parts[-1]:
        # what the lowest heading names (ตัวหาร, divisor) is not what the heading over all its columns may be
        own = {pair for pair, likeness in likenesses(catalogue, parts[-1]).items() if likeness == 1.0}
        named = {kind for kind, _ in own}
        best = {pair: x if pair in own or pair[0] not in named else x * _FROM_ABOVE for pair, x in best.items()}
    if not quarter and not any(_PERIOD.search(part) for part in parts):
        best = {pair: likeness for pair, likeness in best.items() if pair[1] != "quarter_results" or likeness == 1.0}
    if _EARLIER.search("".join(parts)):
        best = {pair: likeness for pair, likeness in best.items() if pair[1] != "achieved"}
    if not names_pair(parts):
        best = {pair: likeness for pair, likeness in best.items() if pair[1] != "pair"}
    if is_period_of_other(parts):
        best = {pair: likeness for pair, likeness in best.items() if pair[1] not in _OF_A_YEAR}
    if is_part_of_year(parts):
        # what was planned or reached in a quarter or month is neither the year's nor an earlier year's
        best = {pair: likeness for pair, likeness in best.items() if pair[1] not in _OF_A_YEAR}
        best |= dict.fromkeys((pair for pair in _roles(catalogue) if pair[1] == "quarter_results"), 1.0)
    if quarter_of(parts) is not None:
        best = {pair: likeness for pair, likeness in best.items() if pair[1] != "period"}  # a part of it, if anything
    if _OF_MONEY.search("".join(parts)):
        best = {pair: likeness for pair, likeness in best.items() if pair[1] != "target"}
    if any(_FORMER.fullmatch(part) for part in parts):
        role = "former_budget" if _MONEY_GROUP.search("".join(parts)) else "former_target"
        best = {pair: 1.0 for pair in _roles(catalogue) if pair[1] == role}
    of_quarter = quarter and "เป้า" in "".join(parts) and not _MONEY_GROUP.search("".join(parts))
    for pair in (pair for pair in _roles(catalogue) if pair[1] == "quarter_target"):
        best[pair] = float(of_quarter)
    is_level = any(_LEVEL_COLUMN.match(part) for part in ("".join(parts), *parts)) or bool(
        parts[-1] in BARE_LEVELS and (levels_beside or LEVELS_HEAD.search("".join(parts[:-1])))
    )
    if any(_TARGET_LEVEL.fullmatch(part) for part in parts):
        # a target of its own level is no indicator's only target, whatever the heading above it says
        best = {pair: likeness for pair, likeness in best.items() if pair in _target_levels(catalogue)}
    elif not any(_LEVEL_WORD.search(part) for part in parts):
        best = {pair: likeness for pair, likeness in best.items() if pair not in _target_levels(catalogue)}
    if is_level:
        best = {pair: likeness for pair, likeness in best.items() if pair[1] != "level_list"}
    is_group = any(_GROUP_COLUMN.match(part) for part in parts)
    for pair in _patterned(catalogue):
        best[pair] = float(is_level if pair[1] == "level_column" else is_group)
    return tuple((pair, likeness) for pair, likeness in best.items() if likeness >= COLUMN_CUTOFF)


@lru_cache(maxsize=256)
def _rank(catalogue: Catalogue, headings: tuple[tuple[str, ...], ...], least: int = 1) -> dict[str, Ranked]:
    """Which columns may have which roles, by table kind, best first; none where fewer than ``least`` may have any."""
    levels_beside = counts_levels(headings)
    found: dict[str, Ranked] = {}
    spare = len(headings) - least
    # short ones first: what an amount or a unit is takes no time to tell, and enough of them leave nothing to ask
    for column, parts in sorted(enumerate(headings), key=lambda heading: sum(map(len, heading[1]))):
        roles = _column_roles(catalogue, parts, levels_beside)
        spare -= not roles
        if spare < 0:
            return {}
        for pair, likeness in roles:
            found.setdefault(pair[0], []).append((likeness, column, _roles(catalogue)[pair]))
    for ranked in found.values():
        # a heading that names two roles alike is the one that no other column may be, then the one that is needed; the
        # last period's result is the year's where no column gives that
        others = Counter((likeness, role.name) for likeness, _, role in ranked)
        of_period = [_PERIOD.search(parts[-1]) is not None for parts in headings]
        ranked.sort(key=lambda e: (-e[0], of_period[e[1]], e[1], others[e[0], e[2].name], not e[2].need, e[2].name))
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


def undated(heading: str) -> str:
    """A heading without its year: ``ค่าเป้าหมายปี 2567`` and ``ค่าเป้าหมายปี 2568`` are columns of one group."""
    return _YEAR.sub("", heading)


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


def is_subheader(texts: Sequence[str]) -> bool:
    """Is this row the lower part of a header: only years, months, levels, point values, roles or sources of money?"""
    filled = [squash(arabic_digits(text)) for text in texts if text.strip()]
    if filled and all(_SUBHEADER.match(text) for text in filled):
        return True
    if len(filled) > 1 and all(_GROUP_COLUMN.match(text) for text in filled):
        return True
    if len(filled) > 1 and set(filled) <= _ROLE_HEADS:
        return True  # the roles that a line is ticked for
    if tuple(filled) in (BARE_LEVELS, BARE_LEVELS[::-1]):
        return True
    return len(filled) > 1 and all(_SUBHEADER.match(text) or _MONEY_HEAD.match(text) for text in filled)
