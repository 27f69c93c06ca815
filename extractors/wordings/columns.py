"""What one column may be by its heading: which roles of ``roles.csv`` its words, year or source of money allow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from phaen.extractors.wordings.catalogue import Catalogue, Role
from phaen.extractors.wordings.likeness import COLUMN_CUTOFF, Pair, likenesses
from phaen.extractors.wordings.part_results import (
    is_part_of_year,
    is_period_of_other,
    names_pair,
)
from phaen.extractors.wordings.scales import (
    BARE_LEVELS,
    LEVEL_HEAD,
    LEVELS_HEAD,
    quarter_of,
)

LEVEL_POINTS = r"(?:\(?[0-9]+คะแนน\)?|\([0-9]{1,3}\))?"
"""The points that a level is worth, in its heading."""
_LEVEL_COLUMN = re.compile(rf"^(?:(?:(?:ค่า)?เป้าหมาย|เกณฑ์)?{LEVEL_HEAD}[1-5]{LEVEL_POINTS}|[1-5]คะแนน)$")
_GROUP = (
    r"กลุ่ม(?:หน่วยงาน)?(?:ที่)?"
    r"(?:[ก-ฮa-z0-9](?:\(.*\)|:.*)?|[ก-จa-e0-9](?:โรง|สำนัก|หน่วย|เขต|ขนาด|ศูนย์|ส่วนราชการ).*)"
)
GROUP_COLUMN = re.compile(rf"^{_GROUP}$")
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
MONEY_HEAD = re.compile(
    r"^(?:\(?(?:ล้าน|แสน|พัน)?บาท\)?|สต\.?|สตางค์|(?:งบ|เงิน)[ก-๙.]{2,24}(?:\((?:ล้าน|พัน)?บาท\))?|แผ่นดิน|(?:เงิน)?รายได้|(?:รวม|ทั้งสิ้น)+|"
    r"ค่า(?:ตอบแทน|ใช้สอย|วัสดุ|สาธารณูปโภค|ครุภัณฑ์|ที่ดินและสิ่งก่อสร้าง)|ไตรมาส(?:ที่)?[1-4]|อื่นๆ|ที่ขอ|ที่ได้รับ|ขอตั้ง|ได้รับ|อนุมัติ)$"
)
"""What stands below a heading of money: sources, quarters, baht and satang, asked and granted, the total."""
_FROM_ABOVE = 0.95
"""So far is the likeness believed that a column has by its upper heading, where the lowest names a role itself."""
_QUARTER_COLUMN = re.compile(r"^(?:ไตรมาส(?:ที่)?|q)[1-4](?:$|\(|/)")
PERIOD = re.compile(r"(?:รอบ|ระยะ)(?:ที่[12])?\(?(?:[0-9]{1,2}เดือน)?\)?$|[0-9]{1,2}เดือน$")
"""Part of a year that a report is about: ``รอบ 12 เดือน``, ``รอบที่ 2``."""
_EARLIER = re.compile("ย้อนหลัง|ที่ผ่านมา|ในอดีต|ปีก่อน")
"""Results of earlier years are not what was reached."""
_OF_THE_YEAR = frozenset({"achieved", "score", "target", "narrative"})
"""Roles of which a report has one figure for the year: a quarter's is not it."""
_OF_A_YEAR = _OF_THE_YEAR | {"baseline", "year_results"}


@lru_cache(maxsize=8)
def all_roles(catalogue: Catalogue) -> dict[Pair, Role]:
    """Every role by table kind and name."""
    return {(kind, role.name): role for kind, roles in catalogue.kinds.items() for role in roles}


PATTERNED = ("level_column", "group_column")
"""Roles that a pattern decides, not their wordings: one sign in ``ระดับ 1`` (level), ``กลุ่ม ก`` (group) tells columns
apart."""


@lru_cache(maxsize=8)
def _patterned(catalogue: Catalogue) -> tuple[Pair, ...]:
    return tuple(pair for pair in all_roles(catalogue) if pair[1] in PATTERNED)


@lru_cache(maxsize=8)
def _target_levels(catalogue: Catalogue) -> frozenset[Pair]:
    """The roles of columns that hold targets of three levels."""
    return frozenset(
        pair
        for pair, role in all_roles(catalogue).items()
        if any(_TARGET_LEVEL.fullmatch(word) for word in role.wordings)
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
_OF_RESULT = re.compile(r"ผล(?!ผลิต|ลัพธ์)")
"""What was reached is no target, whatever stands above it (ปีงบประมาณ 2567 over เป้าหมาย, ผล)."""
_OF_MONEY_ROLES = ("budget", "former_budget", "spent", "figures")
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
    if len(parts) > 1 and MONEY_HEAD.match(parts[-1]) and _MONEY_GROUP.search("".join(parts[:-1])):
        texts = {_MONEY, "".join(parts), parts[-1]}
    whole = "".join(parts)
    years = {_ANY_YEAR} if whole and not undated(whole) else set()
    return (texts | years | {undated(text) for text in texts}) - {""}


def _sums_targets(parts: Sequence[str]) -> bool:
    """Is a column the sum (รวม) of the targets beside it below one heading, as of four quarters? It is no money."""
    text = "".join(parts[:-1])
    return _SUM_HEAD.fullmatch(parts[-1]) is not None and "เป้า" in text and not _MONEY_GROUP.search(text)


@lru_cache(maxsize=8192)
def column_roles(catalogue: Catalogue, parts: tuple[str, ...], levels_beside: bool) -> tuple[tuple[Pair, float], ...]:
    """What one column may be, with its likeness, by its heading alone and whether columns beside it count levels."""
    if not any(parts):
        return ()
    best: dict[Pair, float] = {}
    quarter = quarter_of(parts) is not None or any(_QUARTER_COLUMN.match(part) for part in parts)
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
    if not quarter and not any(PERIOD.search(part) for part in parts):
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
        best |= dict.fromkeys((pair for pair in all_roles(catalogue) if pair[1] == "quarter_results"), 1.0)
    if quarter_of(parts) is not None:
        best = {pair: likeness for pair, likeness in best.items() if pair[1] != "period"}  # a part of it, if anything
    if _OF_MONEY.search("".join(parts)) or (len(parts) > 1 and _OF_RESULT.match(parts[-1])):
        best = {pair: likeness for pair, likeness in best.items() if pair[1] != "target"}
    if _sums_targets(parts):
        best = {pair: likeness for pair, likeness in best.items() if pair[1] not in _OF_MONEY_ROLES}
        best |= dict.fromkeys((pair for pair in all_roles(catalogue) if pair[1] == "target"), 1.0)
    if any(_FORMER.fullmatch(part) for part in parts):
        role = "former_budget" if _MONEY_GROUP.search("".join(parts)) else "former_target"
        best = {pair: 1.0 for pair in all_roles(catalogue) if pair[1] == role}
    of_quarter = quarter and "เป้า" in "".join(parts) and not _MONEY_GROUP.search("".join(parts))
    for pair in (pair for pair in all_roles(catalogue) if pair[1] == "quarter_target"):
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
    is_group = any(GROUP_COLUMN.match(part) for part in parts)
    for pair in _patterned(catalogue):
        best[pair] = float(is_level if pair[1] == "level_column" else is_group)
    return tuple((pair, likeness) for pair, likeness in best.items() if likeness >= COLUMN_CUTOFF)


def undated(heading: str) -> str:
    """A heading without its year: ``ค่าเป้าหมายปี 2567`` and ``ค่าเป้าหมายปี 2568`` are columns of one group."""
    return _YEAR.sub("", heading)
