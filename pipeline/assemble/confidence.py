"""The confidence of a row: how likely it is that all of it is right, from named signals and measured weights.

A logistic model, small enough to be read: ``confidence.csv`` holds a weight for every signal of :mod:`signals` and a
start for every dataset, fitted by ``make calibrate`` on documents whose answers are known. Weights of doubts are never
above 0, so that a doubt can only lower the figure.

What the model cannot know is whether a form was understood at all. Bangkok's forms are checked on real documents with
known answers; of other offices' forms there are too few. Their rows are never surer than ``UNPROVEN``, nor are those of
a table of Bangkok's with a heading that no checked document has.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from phaen.extractors.model import LAID_OUT
from phaen.pipeline.assemble.signals import NAMES, Evidence, Signals

START = "start"
"""Name of the line that every row starts from; ``start:plans`` differs for one dataset."""
SUPPORTS = frozenset({"listings_agree", "sum_agrees"})
"""Signals that speak for a row: their weights are never below 0."""


WARNINGS = frozenset({"flag_value", "flag_layout", "flag_text", "flag_ocr"})
FLAGGED_AT_MOST = 0.94
"""A row that warns of one of its values is never among the surest: a value that is null for a doubt is missing from it,
however right the rest."""
FLAGGED_BELOW = 0.7
"""Rows less likely than this to be wholly right carry a flag: of those that are left out of the fit, two in three are
wrong somewhere, and fewer than one right row in a hundred is among them."""


PROVEN = "bma"
"""The sector whose forms are checked on real documents."""
UNPROVEN = 0.87
"""Of the rows of other offices' documents that have no doubt of their own, so many are wholly right when documents of a
new author are read for the first time; no more are of Bangkok's tables with headings that nobody has checked
(docs/accuracy.md)."""


GUESSED = {"year_guess": 2 / 3, LAID_OUT: 0.58}
"""What the samples cannot show, by the flag that tells of it: the part of such rows that the model's word holds for.

Of documents by real offices that state their year in no title and no heading, two in three had the year that the text
named: all rows of the others are of a wrong year, and those of tables over several years have its target and money. Of
534 rows without a heavier doubt in texts that new authors laid out with spaces, 49 % were wholly right where the model
said 85 %: where a column ends is a guess for each of them."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One line of ``confidence.csv``; ``flag`` is what a row is told that this signal makes doubtful."""

    weight: float
    flag: str
    en: str
    th: str


@lru_cache(maxsize=1)
def weights() -> dict[str, Weight]:
    """The fitted weights by signal, with what each says in words."""
    text = files("phaen.pipeline.assemble").joinpath("confidence.csv").read_text("utf8")
    rows = csv.DictReader(text.splitlines())
    return {row["signal"]: Weight(float(row["weight"]), row["flag"], row["en"], row["th"]) for row in rows}


def probability(dataset: str, signals: Signals, fitted: Mapping[str, float]) -> float:
    """How likely a row with these signals is wholly right, by fitted weights."""
    score = fitted.get(START, 0.0) + fitted.get(f"{START}:{dataset}", 0.0)
    score += sum(fitted.get(name, 0.0) * value for name, value in signals.items())
    likely = 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))
    return min(likely, FLAGGED_AT_MOST) if WARNINGS & signals.keys() else likely


def of_form(likely: float, *, proven: bool) -> float:
    """How likely a row is right of which the model says ``likely``, if its form is ``proven`` or not."""
    return likely if proven else likely * UNPROVEN


def reasons(signals: Signals) -> list[str]:
    """The signals that lower a row's confidence, the heaviest first."""
    known = weights()
    weighed = [(known[name].weight * value, name) for name, value in signals.items() if name in known]
    return [name for weight, name in sorted(weighed) if weight < -0.1]


def believe(
    rows: Mapping[str, Sequence[MutableMapping[str, Any]]],
    evidence: Evidence,
    recognised: Collection[int] = frozenset(),
) -> None:
    """Set ``confidence`` of every typed row, in place, and flag those that are probably wrong somewhere. Rows of pages
    whose text was ``recognised`` are never surer than recognition was of their cells."""
    fitted = {name: weight.weight for name, weight in weights().items()}
    known = rows["documents"][0].get("sector") == PROVEN
    for dataset in NAMES:
        for row in rows.get(dataset, ()):
            signals = evidence.signals(dataset, row)
            likely = probability(dataset, signals, fitted)
            proven = known and evidence.is_checked(row)
            guessed = math.prod(share for flag, share in GUESSED.items() if flag in row["flags"])
            sure = of_form(likely, proven=proven) * guessed
            row["confidence"] = round(min(sure, _read(row, recognised)), 3)
            if likely < FLAGGED_BELOW:
                row["flags"] = sorted({*row["flags"], _reason(signals)})
    hang_under_doubtful(rows)


def hang_under_doubtful(rows: Mapping[str, Sequence[MutableMapping[str, Any]]]) -> None:
    """Doubt, in place, the rows that bear the name of an indicator which is probably wrong somewhere: they may say
    what is right of one that is called otherwise."""
    doubtful = {
        row["kpi_id"]: row["confidence"]
        for row in rows.get("kpis", ())
        if row["flags"] and row["confidence"] < FLAGGED_BELOW
    }
    for dataset in ("rubrics", "results", "milestones"):
        for row in rows.get(dataset, ()):
            if (confidence := doubtful.get(row["kpi_id"])) is not None:
                row["flags"] = sorted({*row["flags"], "low_confidence"})
                row["confidence"] = min(row["confidence"], confidence)


def _reason(signals: Signals) -> str:
    """The flag of the heaviest doubt that has one."""
    known = weights()
    return next((known[name].flag for name in reasons(signals) if known[name].flag), "low_confidence")


def _read(row: Mapping[str, Any], recognised: Collection[int]) -> float:
    """What text recognition says of a recognised row, 1 for any other."""
    doubted = any(flag.startswith("ocr") for flag in row.get("flags") or ())
    return float(row.get("confidence") or 0.0) if doubted or row.get("page") in recognised else 1.0
