"""How well printings of one measure in several documents get one identity: python bench/identities.py [--measures 400].

Made-up measures in the register's manner (many differ in one word alone), each printed by two offices over three years:
once as it is, twice with the light damage of ``linking_variants.py``, once with look-alike letters or marks that may
make other dictionary words, one in a word (what scans do). Prints pairs joined, recall, precision, and how many of the
pairs left apart are asked. Exits 1 when recall is below 0.985, precision below 1, or a near miss of the register's
names is taken for the measure that it resembles.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from linking_near import NearMiss, made_up_measures, near_misses
from linking_variants import LIGHT
from phaen.normalizers.matching.words import confusables
from phaen.normalizers.registers.files import kr_codes
from phaen.normalizers.repair.segmentation import tokenise
from phaen.normalizers.text import MARKS
from phaen.pipeline.linking.link import link
from phaen.pipeline.run.finish import without_collector

Row = dict[str, Any]
MIN_RECALL, MIN_PRECISION = 0.985, 1.0
OFFICES = ("สกจ.", "สกต.")
YEARS = (2566, 2567, 2568)


def scanned(rng: random.Random, name: str) -> str:
    """``name`` with a look-alike letter, or a mark lost, in up to three of its words; other words may come out."""
    tokens = list(tokenise(name))
    for place in rng.sample(range(len(tokens)), min(len(tokens), rng.randint(1, 3))):
        token = tokens[place]
        options = [
            (index, other)
            for index, letter in enumerate(token)
            for one, other in sorted(confusables())
            if one == letter
        ]
        options += [(index, "") for index, letter in enumerate(token) if letter in MARKS]
        if options:
            index, other = rng.choice(options)
            tokens[place] = token[:index] + other + token[index + 1 :]
    return "".join(tokens)


def kpi(number: int, name: str, office: str, year: int) -> Row:
    document = f"{office}{year}"
    return {
        **{"doc_id": document, "source_file": document, "fiscal_year": year, "agency_code": office, "page": 1},
        **{"line": None, "flags": [], "kpi_id": f"{document}-{number}", "name": name, "kr_code_printed": None},
        **{"target_unit": None, "lead_agencies": [], "reviewed": False, "base": "agenda", "confidence": 1.0},
    }


def linked(kpis: list[Row]) -> list[Row]:
    """Link the rows; gives the review queue."""
    documents = {
        row["doc_id"]: {"doc_id": row["doc_id"], "source_file": row["source_file"], "status": "ok", "flags": []}
        | {"doc_type": "annual_plan", "fiscal_year": row["fiscal_year"], "agency_code": row["agency_code"]}
        for row in kpis
    }
    with without_collector():  # as a run does
        return link(list(documents.values()), kpis, registers=None, decisions=None).review


def pairs(measures: int, seed: int, show: int) -> tuple[float, float]:
    """Recall and precision of pairs of printings; prints them."""
    rng, truth, rows, how = random.Random(seed), dict[str, int](), list[Row](), dict[str, str]()
    for number, name in enumerate(made_up_measures(measures, seed)):
        places = rng.sample([(office, year) for office in OFFICES for year in YEARS], 4)
        damages = [("as it is", name), ("scanned", scanned(rng, name))]
        for kind, damage in rng.sample(LIGHT, 2):
            damages.append((kind, damage(rng, name) or name))
        for (office, year), (kind, text) in zip(places, damages, strict=True):
            row = kpi(number, text, office, year)
            rows.append(row)
            truth[row["kpi_id"]], how[row["kpi_id"]] = number, kind
    start = time.process_time()
    review = linked(rows)
    seconds = time.process_time() - start
    by_identity: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_identity[row["indicator_id"]].append(row)
    joined = [pair for members in by_identity.values() for pair in combinations(members, 2)]
    right = sum(truth[a["kpi_id"]] == truth[b["kpi_id"]] for a, b in joined)
    wanted = measures * 6
    lone: Counter[str] = Counter()
    asked = {row["text"] for row in review if row["question"] == "indicator"}
    by_measure: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_measure[truth[row["kpi_id"]]].append(row)
    for own in by_measure.values():
        most = Counter(row["indicator_id"] for row in own).most_common(1)[0][0]
        for row in own:
            if row["indicator_id"] != most:
                lone[how[row["kpi_id"]] + (", asked" if row["name"] in asked else "")] += 1
                if sum(lone.values()) <= show:
                    print(f"  {how[row['kpi_id']]}: {row['name']!r}")
    for a, b in joined[: show and len(joined)]:
        if truth[a["kpi_id"]] != truth[b["kpi_id"]]:
            print(f"  joined wrongly: {a['name']!r} | {b['name']!r}")
    recall, precision = right / wanted, right / len(joined) if joined else 1.0
    print(f"{measures:,} measures, {len(rows):,} printings, seed {seed}: {wanted:,} pairs, {seconds:.1f} s")
    print(f"recall {recall:.4f}, precision {precision:.4f} ({len(joined) - right} wrong)")
    print("printings left alone:", ", ".join(f"{kind} {count}" for kind, count in lone.most_common()) or "none")
    return recall, precision


def near(count: int, seed: int) -> int:
    """How many near misses of the register's names get the identity of the measure that they resemble; prints."""
    codes = kr_codes()
    names = [(item.code, item.measure, name) for item in codes for name in (item.name, *item.aliases)]
    measure = {item.code: item.measure for item in codes}
    misses: list[NearMiss] = near_misses(names, count, 2568, seed)
    rows = [kpi(number, miss.text, "สกจ.", 2568) | {"doc_id": f"d{number}", "source_file": f"d{number}"}
            for number, miss in enumerate(misses)]  # fmt: skip
    linked(rows)
    wrong = [miss for miss, row in zip(misses, rows, strict=True) if row["indicator_id"] == f"kr-{measure[miss.code]}"]
    for miss in wrong:
        print(f"  taken for {miss.code}: {miss.kind}: {miss.text!r}")
    print(f"near misses taken for the measure: {len(wrong)}/{len(misses):,}")
    return len(wrong)


def main() -> int:
    """Measure and print; the exit code says whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--measures", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2568)
    parser.add_argument("--show", type=int, default=0, help="print so many printings that were left alone")
    options = parser.parse_args()
    recall, precision = pairs(options.measures, options.seed, options.show)
    wrong = near(1281, options.seed)
    return int(recall < MIN_RECALL or precision < MIN_PRECISION or wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
