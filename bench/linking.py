"""How well and how fast names are matched with codes: python bench/linking.py [--variants 5000] [--near 1000].

From the register's names: damaged printings (light and heavy) and near misses, drawn from a seeded generator (see
``linking_variants.py`` for what is left out and why). Prints precision, recall and the unsure share, the same for
``rapidfuzz.process.extractOne`` with ``WRatio`` at its best threshold, and the time for 10,000 names against 1,000
codes. Exits 1 when precision is below 0.999, recall on light damage below 0.95, a near miss is matched, or the
10,000 names take 10 s or more.

Codes that share one measure in the register cannot be told apart by a name. Their variants are counted apart: the
matcher must not decide, and has to put the code among its candidates.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from linking_near import NearMiss, made_up_measures, near_misses
from linking_variants import Variant, variants
from phaen.normalizers.matching.match import Entry, Match, Matcher, Query
from phaen.normalizers.registers.files import kr_codes
from rapidfuzz import fuzz, process

YEAR = 2568
"""The fiscal year (Buddhist Era) of all names asked for; the register's codes are valid in it."""
MIN_PRECISION = 0.999
MIN_LIGHT_RECALL = 0.95
MAX_SECONDS = 10.0


@dataclass(frozen=True)
class Rates:
    """Shares from 0 to 1; ``near`` counts near misses that were matched."""

    precision: float
    light: float
    heavy: float
    unsure: float
    near: int
    near_total: int

    def line(self, title: str) -> str:
        """The rates as a line of the table."""
        return (
            f"{title:<44} {self.precision:9.4f} {self.light:8.4f} {self.heavy:8.4f} {self.unsure:8.4f}"
            f" {self.near:>7,}/{self.near_total:,}"
        )


HEADING = f"{'':<44} {'precision':>9} {'light':>8} {'heavy':>8} {'unsure':>8} {'near misses matched':>13}"


def share(part: float, whole: float) -> float:
    """``part`` of ``whole``, 1 where there is no whole."""
    return part / whole if whole else 1.0


def rates(items: Sequence[Variant], found: Sequence[str | None], unsure: int, near: Sequence[str | None]) -> Rates:
    """The rates of ``found`` codes for ``items`` and ``near`` codes for near misses, all of which are wrong."""
    right: Counter[str] = Counter(item.weight for item, code in zip(items, found, strict=True) if code == item.code)
    total = Counter(item.weight for item in items)
    wrong_near = sum(code is not None for code in near)
    matched = sum(code is not None for code in found) + wrong_near
    return Rates(
        share(sum(right.values()), matched),
        share(right["light"], total["light"]),
        share(right["heavy"], total["heavy"]),
        share(unsure, len(items)),
        wrong_near,
        len(near),
    )


def best_of(text: str, names: Sequence[tuple[str, str]]) -> tuple[str, float]:
    """Code and score (0–100) of the name that WRatio likes best."""
    _, score, index = process.extractOne(text, [name for _, name in names], scorer=fuzz.WRatio)
    return names[index][0], float(score)


def baseline(
    names: Sequence[tuple[str, str]], items: Sequence[Variant], near: Sequence[NearMiss], precision: float
) -> list[tuple[str, Rates]]:
    """WRatio at the threshold of its best F1, and at the lowest one where it is as precise as ``precision``."""
    answers = [best_of(item.text, names) for item in items]
    wrong = [best_of(item.text, names) for item in near]
    swept: list[tuple[float, float, Rates]] = []
    for step in range(1001):
        threshold = step / 10
        found = [code if score >= threshold else None for code, score in answers]
        result = rates(items, found, 0, [code if score >= threshold else None for code, score in wrong])
        recall = share(sum(code == item.code for item, code in zip(items, found, strict=True)), len(items))
        f1 = 2 * result.precision * recall / (result.precision + recall) if recall else 0.0
        swept.append((f1, threshold, result))
    _, threshold, result = max(swept, key=lambda row: (row[0], row[1]))
    lines = [(f"WRatio, best F1 (from {threshold:.1f})", result)]
    as_good = [row for row in swept if row[2].precision >= precision and row[0] > 0]
    if as_good:
        lines.append((f"WRatio, as precise (from {as_good[0][1]:.1f})", as_good[0][2]))
    return lines


def by_kind(items: Sequence[Variant], matches: Sequence[Match]) -> None:
    """Print what became of each kind of damage."""
    table: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item, match in zip(items, matches, strict=True):
        status = match.status if match.status != "matched" else ("right" if match.code == item.code else "wrong")
        table[item.weight, item.kind][status] += 1
    for (weight, kind), counts in sorted(table.items(), key=lambda row: (row[0][0] != "light", row[0][1])):
        total = sum(counts.values())
        print(
            f"  {weight:<6} {kind:<28} {total:>6,}  right {counts['right'] / total:6.1%}"
            f"  unsure {counts['unsure'] / total:6.1%}  none {counts['none'] / total:6.1%}  wrong {counts['wrong']}"
        )


def speed(names: int, codes: int, seed: int) -> float:
    """Seconds for ``names`` damaged names against ``codes`` made-up codes, the matcher's making included; prints."""
    measures = made_up_measures(codes, seed)
    entries = [Entry(f"{1000 + n}", (name,), valid_from=YEAR) for n, name in enumerate(measures)]
    asked = variants([(entry.code, entry.code, entry.names[0]) for entry in entries], names, seed)[:names]
    start = time.process_time()
    matcher = Matcher(entries)
    matches = [matcher.match(Query(item.text, YEAR)) for item in asked]
    seconds = time.process_time() - start
    result = rates(asked, [match.code for match in matches], sum(m.status == "unsure" for m in matches), [])
    print(f"\n{len(asked):,} names against {codes:,} codes: {seconds:.1f} s on one core")
    print("  made-up codes, many of them one word apart:", end=" ")
    print(f"precision {result.precision:.4f}, light {result.light:.4f}, heavy {result.heavy:.4f}")
    return seconds


def main() -> int:
    """Measure and print; the exit code says whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--variants", type=int, default=5000)
    parser.add_argument("--near", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2568)
    parser.add_argument("--show", type=int, default=0, help="print so many failures of each sort")
    options = parser.parse_args()
    codes = kr_codes()
    names = [(item.code, item.measure, name) for item in codes for name in (item.name, *item.aliases)]
    codes_of = Counter(item.measure for item in codes)
    single = {item.code for item in codes if codes_of[item.measure] == 1}
    every = variants(names, options.variants * len(names) // sum(code in single for code, _, _ in names), options.seed)
    items = [item for item in every if item.code in single]
    shared = [item for item in every if item.code not in single]
    near = near_misses(names, options.near, YEAR, options.seed)

    matcher = Matcher(item.entry() for item in codes)
    matches = [matcher.match(Query(item.text, YEAR)) for item in items]
    near_matches = [matcher.match(Query(item.text, YEAR)) for item in near]
    unit = {item.code: item.unit for item in codes}
    with_unit = [matcher.match(Query(item.text, YEAR, unit[item.code])) for item in items]
    near_with_unit = [matcher.match(Query(item.text, YEAR, unit[item.code])) for item in near]
    told = rates(
        items,
        [match.code for match in with_unit],
        sum(match.status == "unsure" for match in with_unit),
        [match.code for match in near_with_unit],
    )
    ours = rates(
        items,
        [match.code for match in matches],
        sum(match.status == "unsure" for match in matches),
        [match.code for match in near_matches],
    )
    light = sum(item.weight == "light" for item in items)
    print(f"{len(names)} names of {len(codes)} codes, seed {options.seed}, threshold {matcher.threshold}")
    print(f"{len(items):,} damaged names ({light:,} light, {len(items) - light:,} heavy), {len(near):,} near misses\n")
    print(HEADING)
    print(ours.line("phaen"))
    print(told.line("phaen, told the unit of the target"))
    for title, result in baseline([(code, name) for code, _, name in names], items, near, ours.precision):
        print(result.line(title))
    print()
    by_kind(items, matches)
    kinds = Counter(item.kind.removesuffix(", damaged") for item in near)
    print("  near misses:", ", ".join(f"{kind} {number:,}" for kind, number in sorted(kinds.items())))
    asked = [matcher.match(Query(item.text, YEAR)) for item in shared]
    decided = sum(match.code is not None for match in asked)
    offered = sum(item.code in {c.code for c in m.candidates} for item, m in zip(shared, asked, strict=True))
    print(f"  codes that share a measure: {len(shared):,} damaged names, {decided} decided, ", end="")
    print(f"the code offered for {share(offered, len(shared)):.1%}")
    _show(options.show, items, matches, near, near_matches)
    seconds = speed(10_000, 1_000, options.seed)
    limits = {
        f"precision {ours.precision:.4f} is below {MIN_PRECISION}": ours.precision < MIN_PRECISION,
        f"recall on light damage {ours.light:.4f} is below {MIN_LIGHT_RECALL}": ours.light < MIN_LIGHT_RECALL,
        f"{ours.near} near misses are matched": ours.near > 0,
        f"{told.near} near misses are matched when the unit agrees": told.near > 0,
        f"precision {told.precision:.4f} with the unit is below {MIN_PRECISION}": told.precision < MIN_PRECISION,
        f"{decided} names of codes that share a measure are decided": decided > 0,
        f"the 10,000 names took {seconds:.1f} s": seconds >= MAX_SECONDS,
    }
    broken = [text for text, is_broken in limits.items() if is_broken]
    print("\n" + ("\n".join(broken) if broken else "all limits hold"))
    return int(bool(broken))


def _show(
    most: int,
    items: Sequence[Variant],
    matches: Sequence[Match],
    near: Sequence[NearMiss],
    near_matches: Sequence[Match],
) -> None:
    failures = [
        (f"{item.weight} {item.kind}", item.text, match)
        for item, match in zip(items, matches, strict=True)
        if match.code != item.code
    ]
    failures += [
        (f"near miss {item.kind}", item.text, match)
        for item, match in zip(near, near_matches, strict=True)
        if match.code is not None
    ]
    shown: Counter[str] = Counter()
    for sort, text, match in failures:
        shown[sort] += 1
        if shown[sort] <= most:
            reasons = match.candidates[0].reasons if match.candidates else ()
            print(f"  {sort}: {text!r} -> {match.status} {match.code} {match.reason} {'; '.join(reasons)}")


if __name__ == "__main__":
    sys.exit(main())
