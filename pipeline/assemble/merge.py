"""Which listings of one document speak of one indicator.

A plan names an indicator up to six times (KR list, city plan, strategy, KR table, rubric, milestones), each time a
little differently. Here only listings of one document are brought together, where each listing names an indicator
once; the stricter question across documents belongs to ``phaen.pipeline.linking.link``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from phaen.extractors.forms.records import Mention
from phaen.normalizers.codes import kr_code
from phaen.normalizers.matching.compare import compare
from phaen.normalizers.matching.keys import name_key
from phaen.normalizers.names import IndicatorName, parse_indicator
from phaen.normalizers.targets import split_trailing_target
from phaen.normalizers.text import clean, squash
from rapidfuzz import fuzz

AUTHORITY = (
    "kpi_table",
    "agreement_detail",
    "agreement_summary",
    "strategy_table",
    "goal_table",
    "strategy",
    "bma_plan",
    "project_table",
    "supplement",
    "kr_list",
    "result_summary",
    "result_detail",
    "rubric",
    "score_table",
    "milestones",
)
"""Listings from the most to the least authoritative: columns come from the first one that states them."""

APART = ("project_table",)
"""Listings whose indicators are measures of one project (ผู้เข้าร่วมโครงการ, ความพึงพอใจ): never those of another."""
WITH_TARGET = ("strategy", "bma_plan")
"""Listings that may print the target behind the name (``… ร้อยละ 100``): it is no part of what is compared."""
SAME = 0.90
"""Likeness (0–1) of two names from which two listings are one indicator."""
SAME_ELSEWHERE = 0.93
"""The same where one of them is the strategy or the city plan, which state indicators of their own beside it."""
SAME_IF_NO_OTHER_WORDS = 0.78
"""The same where the difference is only spelling, as ``phaen.normalizers.matching.compare`` judges it."""
SAME_NUMBERED = 0.70
"""The same where both carry the same item number under the same component."""
SAME_CODE = 0.50
"""The same where both carry the same code and not both a number; names less alike are two indicators of one KR."""
DUPLICATE = 0.97
"""Likeness from which two entries of one listing are the same indicator printed twice."""
_AGREEMENT = {"agreement_detail", "agreement_summary", "rubric", "milestones"}
_REPORT = {"result_summary", "result_detail", "rubric", "score_table"}


@dataclass(slots=True, eq=False)
class Named:
    """A mention with its name taken apart."""

    mention: Mention
    parsed: IndicatorName
    key: str
    code: str | None

    @property
    def item_no(self) -> str | None:
        """The printed item number."""
        return self.mention.item_no or self.parsed.item_no


@dataclass(slots=True, eq=False)
class Indicator:
    """One indicator of the document: its mentions, most authoritative first."""

    named: list[Named] = field(default_factory=list)

    def add(self, named: Named) -> None:
        """Take in one more mention: amendments first, then by authority, then as printed."""
        self.named.append(named)
        self.named.sort(key=lambda entry: (not entry.mention.amended, AUTHORITY.index(entry.mention.listing)))

    @property
    def code(self) -> str | None:
        """The printed code, from the most authoritative mention that has one."""
        return next((named.code for named in self.named if named.code), None)

    @property
    def listings(self) -> set[str]:
        """Every place that the indicator is listed."""
        return {named.mention.listing for named in self.named}


def take_apart(mention: Mention) -> Named:
    """Parse a mention's printed name and code."""
    parsed = parse_indicator(mention.name_raw)
    code = kr_code(clean(mention.raw.get("code", ""))) or parsed.code
    name = parsed.name
    if mention.listing in WITH_TARGET:
        name, _ = split_trailing_target(name)
    return Named(mention, parsed, squash(name), code)


def _likeness(a: Named, b: Named) -> float:
    if a.code and b.code:
        return 1.0 + fuzz.ratio(a.key, b.key) / 10_000 if a.code == b.code else 0.0
    if not a.key or not b.key:
        return 0.0
    score = 1.0 if a.key == b.key else fuzz.ratio(a.key, b.key) / 100
    if _parted(a.mention, b.mention):
        score -= 0.08
    return score


def _parted(a: Mention, b: Mention) -> bool:
    return bool(a.component_no and b.component_no and a.component_no != b.component_no)


def _numbered_alike(a: Named, b: Named) -> bool:
    same_component = a.mention.component_no == b.mention.component_no
    if a.item_no is None or a.item_no != b.item_no or not same_component:
        return False
    listings = {a.mention.listing, b.mention.listing}
    return (
        listings <= _REPORT
        or listings <= _AGREEMENT
        or (a.mention.component_no is not None and "." in a.mention.component_no)
    )


def _cutoff(a: Named, b: Named) -> float:
    return SAME_ELSEWHERE if {a.mention.listing, b.mention.listing} & {"strategy", "bma_plan"} else SAME


def _other_measure(a: Named, b: Named) -> bool:
    """ร้อยละ (share), ระดับ (level), จำนวน (count) of the same thing are different measures."""
    kinds = {name_key(a.parsed.name).measure, name_key(b.parsed.name).measure} - {"", None}
    return len(kinds) > 1


def _only_spelling(a: Named, b: Named) -> bool:
    return compare(name_key(a.parsed.name), name_key(b.parsed.name)).verdict == "same"


def _score(named: Named, indicator: Indicator) -> float:
    """Likeness of a mention and an indicator, at or above 1 only for certain ones; 0 when they must stay apart."""
    best = 0.0
    for other in indicator.named:
        score = _likeness(named, other)
        if named.code and other.code and named.code != other.code:
            return 0.0
        numbered = _numbered_alike(named, other)
        if numbered and not named.key and named.mention.listing == "score_table":
            best = 1.0  # the box of a report tells its indicators by their numbers alone
        elif numbered and score >= SAME_NUMBERED:
            best = max(best, score + 0.05)
        elif (score >= _cutoff(named, other) and not _other_measure(named, other)) or (
            score >= SAME_IF_NO_OTHER_WORDS and _only_spelling(named, other)
        ):
            best = max(best, score)
    return best


def _tied(named: Named, groups: dict[int, Indicator], ties: dict[int, list[Mention]]) -> Indicator | None:
    for other in ties.get(id(named.mention), []):
        if id(other) in groups:
            return groups[id(other)]
    return None


def merge_mentions(mentions: Sequence[Mention], ties: Sequence[tuple[Mention, Mention]]) -> list[Indicator]:
    """Group ``mentions`` into indicators, in order of authority and print.

    Within one listing every mention is an indicator of its own unless it repeats one to the letter (or its code);
    across listings the best fits are paired first, each indicator once per listing. ``ties`` are pairs known to
    belong together because of where they stand.
    """
    named = [take_apart(mention) for mention in mentions]
    bound: dict[int, list[Mention]] = {}
    for a, b in ties:
        bound.setdefault(id(a), []).append(b)
        bound.setdefault(id(b), []).append(a)
    indicators: list[Indicator] = []
    groups: dict[int, Indicator] = {}

    def place(entry: Named, indicator: Indicator) -> None:
        indicator.add(entry)
        groups[id(entry.mention)] = indicator

    for listing in AUTHORITY:
        waiting: list[Named] = []
        for entry in (n for n in named if n.mention.listing == listing):
            tied = _tied(entry, groups, bound)
            if tied is not None:
                place(entry, tied)
            else:
                waiting.append(entry)
        pairs = sorted(
            (
                (score, -number, -position)
                for number, entry in enumerate(waiting)
                for position, indicator in enumerate(indicators)
                if listing not in APART
                and listing not in indicator.listings
                and not indicator.listings & set(APART)
                and (score := _score(entry, indicator)) > 0
            ),
            reverse=True,
        )
        taken: set[int] = set()
        used: set[int] = set()
        for _, negative, position in pairs:
            if -negative in taken or -position in used:
                continue
            taken.add(-negative)
            used.add(-position)
            place(waiting[-negative], indicators[-position])
        for number, entry in enumerate(waiting):
            if number in taken:
                continue
            same = _amends if listing in APART else _repeats
            twin = next((i for i in indicators if same(entry, i, listing)), None)
            if twin is None:
                twin = Indicator()
                indicators.append(twin)
            place(entry, twin)
    return indicators


def _amends(entry: Named, indicator: Indicator, listing: str) -> bool:
    """Does ``entry`` of an amended table name the measure of a project that an earlier table names?"""
    return entry.mention.amended and any(
        other.mention.listing == listing
        and not other.mention.amended
        and entry.key == other.key
        and _project(entry.mention) == _project(other.mention)
        for other in indicator.named
    )


def _project(mention: Mention) -> str:
    return squash(clean(mention.raw.get("of_project") or mention.raw.get("project", "")))


def _repeats(entry: Named, indicator: Indicator, listing: str) -> bool:
    """Is ``entry`` an entry of the same listing printed twice (a table repeated, a summary of the same table)?"""
    for other in indicator.named:
        if other.mention.listing != listing:
            continue
        if any(entry.mention.raw.get(role) != other.mention.raw.get(role) for role in ("of_project", "below")):
            continue  # two projects, or two indicators, are measured alike, each on its own
        alike = fuzz.ratio(entry.key, other.key) / 100
        if entry.code and entry.code == other.code:  # may be a cell merged over entries
            if entry.item_no is None or other.item_no is None:
                return alike >= SAME_CODE
            return alike >= SAME_NUMBERED or entry.item_no == other.item_no
        same_place = entry.item_no == other.item_no and not _parted(entry.mention, other.mention)
        if listing == "kr_list" and entry.key and entry.key == other.key:
            return True  # a list of contents of its own: what it names twice is one
        if entry.key and same_place and alike >= DUPLICATE:
            return True
    return False
