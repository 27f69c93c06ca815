"""How precise and how complete the rules are on sound documents: python bench/findings.py [--documents 60].

Random documents of four forms (``samples.random_content``) are read as text and audited. Then one problem at a time is
planted into the rows that were read: the rule has to find it (recall), and the other rules must find nothing that they
did not find before. What a rule finds in the untouched documents is counted by itself: for rules about figures and
names that is false, for rules about what a document leaves out it is what the generator leaves out. Exits 1 where the
recall of a planted rule is below 0.98, or the precision of all rules together below 0.97.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from phaen.extractors.text.reader import read_text
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.document import assemble
from phaen.pipeline.audit.engine import find
from phaen.pipeline.audit.model import Finding
from phaen.pipeline.audit.rules.year_carried import COMPARED
from phaen.pipeline.audit.tables import Tables

from samples.random_content import random_document
from samples.text_writers import write_markdown, write_plain

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Plant = Callable[[random.Random, Rows], bool]
MIN_RECALL, MIN_PRECISION = 0.98, 0.97
OMISSIONS = frozenset(
    [
        "target_missed",
        "budget_shared",
        "kr_not_measured",
        "kind_conflict",
        "weight_missing",
        "score_scale",
        "weight_unstated",
        "rubric_no_criteria",
        "component_missing",
        "summary_missing",
        "result_kind",
        "city_plan_gap",
        "target_direction",
        "target_kind",
        "project_unlisted",
        "budget_missing",
        "budget_without_kpi",
        "result_without_target",
        "baseline_missing",
        "objective_missing",
        "budget_scope",
        "late_step",
        "target_weaker",
    ]
)
"""Rules whose findings in untouched documents are true: the generator's forms leave these things out, or make them."""


def _pick(rng: random.Random, rows: list[Row], wanted: Callable[[Row], bool]) -> Row | None:
    found = [row for row in rows if wanted(row)]
    return rng.choice(found) if found else None


def total(rng: random.Random, rows: Rows) -> bool:
    """A printed total that is 1,000 baht off."""
    row = _pick(rng, rows["plans"], lambda row: row["row_kind"] == "total" and row["budget_baht"] is not None)
    if row is None:
        return False
    row["budget_baht"] += Decimal(1000)
    return True


def weight_of_steps(rng: random.Random, rows: Rows) -> bool:
    """A step that weighs 5 points less."""
    row = _pick(rng, rows["milestones"], lambda row: row["row_kind"] == "item" and (row["weight_pct"] or 0) > 5)
    if row is None:
        return False
    row["weight_pct"] -= 5
    return True


def threshold(rng: random.Random, rows: Rows) -> bool:
    """A threshold of level 3 that lies above that of level 5."""
    row = _pick(rng, rows["rubrics"], lambda row: row["level"] == 3 and row["threshold_value"] is not None)
    if row is None:
        return False
    row["threshold_value"] += 500
    return True


def result(rng: random.Random, rows: Rows) -> bool:
    """A detail that reports two levels less than the summary."""
    row = _pick(
        rng,
        rows["results"],
        lambda row: row["source"] == "result_detail" and row["achieved_unit"] == "ระดับ" and row["achieved_value"] > 2,
    )
    if row is None:
        return False
    row["achieved_value"] -= 2
    return True


def other_name(rng: random.Random, rows: Rows) -> bool:
    """A listing that counts weeks instead of what the table counts."""
    row = _pick(rng, rows["kpi_mentions"], lambda row: row["listing"] == "kr_list" and row["name"])
    if row is None or "รายสัปดาห์" in row["name"]:
        return False
    row["name"] = f"{row['name']}เป็นรายสัปดาห์"
    return True


def other_target(rng: random.Random, rows: Rows) -> bool:
    """A listing with another target."""
    row = _pick(rng, rows["kpi_mentions"], lambda row: row["target_raw"] is not None and row["listing"] != "kpi_table")
    kpi = next((one for one in rows["kpis"] if row and one["kpi_id"] == row["kpi_id"]), None)
    if row is None or kpi is None or kpi["target_value"] is None or kpi["target_unit"] != "ร้อยละ":
        return False
    row["target_raw"] = f"ร้อยละ {kpi['target_value'] - 7:g}"
    return True


def step_month(rng: random.Random, rows: Rows) -> bool:
    """A step before its fiscal year."""
    row = _pick(
        rng, rows["milestones"], lambda row: row["row_kind"] == "item" and row["step_no"] == 2 and row["start_month"]
    )
    if row is None:
        return False
    row["start_month"] = row["end_month"] = f"{row['fiscal_year'] - 1}-02"
    return True


def project_again(rng: random.Random, rows: Rows) -> bool:
    """A project with its amount beside a second indicator, unmarked."""
    rows_ = [row for row in rows["kpis"] if any(one["budget_baht"] for one in row["projects"] or ())]
    other = _pick(rng, rows["kpis"], lambda row: row not in rows_ and row["listings"] == ["kpi_table"])
    if not rows_ or other is None:
        return False
    project = next(one for one in rng.choice(rows_)["projects"] if one["budget_baht"])
    other["projects"] = [dict(project, repeated=False)]
    return not project["repeated"]


def last_year(rng: random.Random, rows: Rows) -> bool:
    """An indicator of a plan that speaks of the year before."""
    plan = rows["documents"][0]["doc_type"] in ("annual_plan", "kpi_agreement")
    taken = ("25", *COMPARED)
    row = _pick(
        rng, rows["kpis"], lambda row: plan and row["fiscal_year"] and not any(word in row["name"] for word in taken)
    )
    if row is None:
        return False
    row["name"] = f"{row['name']} ประจำปี พ.ศ. {row['fiscal_year'] - 1}"
    for mention in rows["kpi_mentions"]:
        if mention["kpi_id"] == row["kpi_id"] and mention["name"]:
            mention["name"] = f"{mention['name']} ประจำปี พ.ศ. {row['fiscal_year'] - 1}"
    return True


def abbreviation(rng: random.Random, rows: Rows) -> bool:
    """An office that no register knows."""
    row = _pick(rng, rows["sections"], lambda row: row["kind"] == "other" and bool(row["text"]))
    if row is None:
        return False
    row["text"] += " ประสานงานกับ สฮฮ. แล้ว"
    return True


PLANTS: tuple[tuple[str, Plant], ...] = (
    ("budget_total", total),
    ("milestone_total", weight_of_steps),
    ("rubric_shape", threshold),
    ("result_conflict", result),
    ("name_drift", other_name),
    ("target_change", other_target),
    ("milestone_months", step_month),
    ("repeated_unmarked", project_again),
    ("year_carried", last_year),
    ("unknown_agency", abbreviation),
)


def read(seed: int) -> Rows:
    """A random document as rows of the datasets."""
    sheet = random_document(seed).sheet
    text = write_markdown(sheet) if seed % 2 else write_plain(sheet)
    return assemble(read_text(text.encode(), f"{seed}.{'md' if seed % 2 else 'txt'}"), AgencyRegister.load())


def audited(rows: Rows) -> dict[str, Finding]:
    """Findings by id."""
    return {one.finding_id(): one for one in find(Tables(rows))}


def main() -> int:
    """Measure and print; the exit code says whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2568)
    options = parser.parse_args()
    planted, found, extra = Counter[str](), Counter[str](), Counter[str]()
    untouched = Counter[str]()
    for number in range(options.documents):
        rows = read(options.seed + number)
        before = audited(rows)
        untouched.update(one.rule for one in before.values())
        for rule, plant in PLANTS:
            changed = copy.deepcopy(rows)
            if not plant(random.Random(f"{options.seed} {number} {rule}"), changed):
                continue
            planted[rule] += 1
            new = [one.rule for key, one in audited(changed).items() if key not in before]
            found[rule] += rule in new
            extra.update(other for other in new if other != rule and other not in OMISSIONS)
    false = sum(extra.values()) + sum(count for rule, count in untouched.items() if rule not in OMISSIONS)
    precision = sum(found.values()) / (sum(found.values()) + false) if found else 0.0
    print(f"{options.documents} documents, {sum(planted.values())} problems planted, seed {options.seed}")
    for rule, _ in PLANTS:
        recall = found[rule] / planted[rule] if planted[rule] else 1.0
        print(
            f"  {rule:<20} planted {planted[rule]:>4}  recall {recall:.3f}  elsewhere {untouched[rule] + extra[rule]}"
        )
    others = {rule: count for rule, count in (untouched + extra).items() if rule not in dict(PLANTS)}
    print("  of other rules:", ", ".join(f"{rule} {count}" for rule, count in sorted(others.items())))
    print(f"precision {precision:.4f} ({false} findings that nothing planted explains)")
    low = [rule for rule, _ in PLANTS if planted[rule] and found[rule] / planted[rule] < MIN_RECALL]
    return int(bool(low) or precision < MIN_PRECISION)


if __name__ == "__main__":
    sys.exit(main())
