"""Precision and recall of every rule on planted and clean documents: python bench/rules.py [--write].

The planted and clean rows of ``tests/test_audit_rules_*.py``, which every rule has, are varied: other offices, later
years, other things that are counted, other amounts, a sound document of another office beside them, documents in
another order. Every variant is audited by all rules. A planted one must give one finding of its rule, a
clean one none; what rules about figures and names find in the clean documents of other rules is false too. ``--write``
puts the figures into the tables of ``docs/audit.md`` and ``docs/th/audit.md``. Exits 1 where a rule's recall is below
0.98 or its precision below 0.97.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import test_audit_rules_first
import test_audit_rules_planted
import test_audit_rules_years
from audit_builders import Build, Run
from phaen.pipeline.audit.engine import find
from phaen.pipeline.audit.model import Finding, rule_names
from phaen.pipeline.audit.tables import Tables

from bench.findings import OMISSIONS

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, Any]
MIN_RECALL, MIN_PRECISION = 0.98, 0.97
VARIANTS = 24
CASES = (test_audit_rules_first.CASES, test_audit_rules_planted.CASES, test_audit_rules_years.CASES)
FOUND_BY_THE_WAY = OMISSIONS | {
    "component_change", "dropped_indicator", "kpi_dropped", "missing_code", "new_indicator", "target_change",
    "weight_change",
}  # fmt: skip
"""Rules whose findings in another rule's documents are true: those leave things out, or change from year to year."""
OFFICES = {
    "สกจ.": ("สกจ.", "สนพ.", "สนอ.", "สจส."),
    "สกต.": ("สกต.", "สนค.", "สนศ.", "สพส."),
}
THINGS = (
    ("ถนน", "สะพาน"), ("คลอง", "สวน"), ("ครู", "พยาบาล"), ("อบรม", "สัมมนา"), ("ห้อง", "อาคาร"), ("คู่มือ", "รายงาน"),
    ("ต้นไม้", "ดอกไม้"), ("ผู้สูงอายุ", "ผู้พิการ"),
)  # fmt: skip
"""What is counted, and what may be instead: another measure of the same kind."""
_YEAR = re.compile("25[67][0-9]")
_MONEY = ("budget_baht", "baht")


def varied(value: Any, rng_years: int, names: dict[str, str], times: int, column: str = "") -> Any:
    """A value of a row in another year, of another office, about other things, with other amounts."""
    if isinstance(value, dict):
        return {key: varied(one, rng_years, names, times, key) for key, one in value.items()}
    if isinstance(value, list):
        return [varied(one, rng_years, names, times, column) for one in value]
    if isinstance(value, Decimal):
        return value * times if column in _MONEY else value
    if isinstance(value, int) and not isinstance(value, bool) and 2550 <= value < 2600:
        return value + rng_years
    if isinstance(value, str) and column not in ("doc_id", "kpi_id", "indicator_id", "source_file"):
        for old, new in names.items():
            value = value.replace(old, new)
        return _YEAR.sub(lambda match: str(int(match[0]) + rng_years), value)
    return value


def variants(build: Build, planted: bool, seed: str, count: int) -> Iterator[dict[str, list[Row]]]:
    """The rows of a case, varied."""
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        run = Run()
        build(run, planted)
        names = {old: rng.choice(new) for old, new in OFFICES.items()}
        names |= {old: new for old, new in THINGS if rng.random() < 0.5 and new not in str(run.rows)}
        times = 1 if _amounts_in_words(run.rows) else rng.randint(1, 9)
        rows = varied(run.rows, rng.randint(0, 3), names, times)
        if number % 2:
            beside(rows, rng)
        if number % 3 == 0:
            rows = {name: list(reversed(of)) if name == "documents" else of for name, of in rows.items()}
        yield rows


def _amounts_in_words(rows: dict[str, list[Row]]) -> bool:
    """Does a text state an amount that a column holds too?"""
    return any(re.search(r"\d,\d{3}", str(row.get("text"))) for row in rows["sections"])


def beside(rows: dict[str, list[Row]], rng: random.Random) -> None:
    """A sound document of another office and year."""
    run = Run()
    run.document("beside", 2571, "สนย.")
    run.plan(f"โครงการสำรวจ{rng.choice(('ทางเท้า', 'ท่อระบายน้ำ', 'ป้าย'))}", 1_000_000, "beside")
    aim = {"target_raw": "ร้อยละ 95", "target_value": 95.0, "target_unit": "ร้อยละ", "weight": 10.0}
    run.kpi("ร้อยละของแบบก่อสร้างที่ตรวจแล้วเสร็จ", "beside", indicator_id="beside", base="function", **aim)
    for name, own in run.rows.items():
        rows[name] = [*rows[name], *own]


def measured(number: int = VARIANTS) -> dict[str, Counter[str]]:
    """By rule: planted, found, clean, false (in its own documents; of rules about figures in clean ones of others)."""
    counts = {name: Counter[str]() for name in rule_names()}
    for rule, builds in sorted((rule, builds) for cases in CASES for rule, builds in cases.items()):
        for index, build in enumerate(builds):
            for rows in variants(build, True, f"{rule} {index}", number):
                own = [one for one in find(Tables(rows)) if one.rule == rule]
                counts[rule]["planted"] += 1
                counts[rule]["found"] += bool(own)
                counts[rule]["false"] += max(0, len(own) - 1)
            for rows in variants(build, False, f"{rule} {index}", number):
                counts[rule]["clean"] += 1
                for finding in find(Tables(rows)):
                    if finding.rule == rule or finding.rule not in FOUND_BY_THE_WAY:
                        counts[finding.rule]["false"] += 1
                        told(rule, finding)
    return counts


SEEN: Counter[tuple[str, str]] = Counter()


def told(of: str, finding: Finding) -> None:
    """Print the first false finding of a rule in a rule's documents."""
    SEEN[(of, finding.rule)] += 1
    if SEEN[(of, finding.rule)] == 1:
        print(f"  false in clean documents of {of}: {finding.rule} {finding.subject}: {finding.message_th}")


def recall(count: Counter[str]) -> float:
    """Found of planted."""
    return count["found"] / count["planted"] if count["planted"] else 1.0


def precision(count: Counter[str]) -> float:
    """True of all findings."""
    return count["found"] / ((count["found"] + count["false"]) or 1)


HEADS = {
    "docs/audit.md": "| rule | planted | found | clean | false | recall | precision |",
    "docs/th/audit.md": "| กฎ | ที่วางไว้ | ที่พบ | เอกสารที่ถูกต้อง | พบผิด | ความครบถ้วน | ความแม่นยำ |",
}


def write(counts: dict[str, Counter[str]]) -> None:
    """Put the figures into the tables of the documentation."""
    lines = []
    for rule, one in counts.items():
        figures = (
            one["planted"],
            one["found"],
            one["clean"],
            one["false"],
            f"{recall(one):.3f}",
            f"{precision(one):.3f}",
        )
        lines.append(" | ".join((f"| `{rule}`", *map(str, figures))) + " |")
    for name, head in HEADS.items():
        path = ROOT / name
        text = path.read_text("utf8")
        table = "\n".join([head, "|---|---|---|---|---|---|---|", *lines])
        start = text.index(head)
        end = text.find("\n\n", start)
        path.write_text(text[:start] + table + (text[end:] if end >= 0 else "\n"), "utf8")


def main() -> int:
    """Measure, print, and write where asked to; the exit code says whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/audit.md and docs/th/audit.md")
    options = parser.parse_args()
    counts = measured()
    low = [rule for rule, one in counts.items() if recall(one) < MIN_RECALL or precision(one) < MIN_PRECISION]
    for rule, one in counts.items():
        print(
            f"  {rule:<24} planted {one['planted']:>4} found {one['found']:>4} clean {one['clean']:>4} "
            f"false {one['false']:>3}  recall {recall(one):.3f} precision {precision(one):.3f}"
        )
    whole = sum(counts.values(), Counter[str]())
    print(f"{len(counts)} rules: recall {recall(whole):.4f}, precision {precision(whole):.4f}")
    print("below the limits:", ", ".join(low) or "none")
    if options.write:
        write(counts)
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
