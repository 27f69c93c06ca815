"""Indicators that people pinned together or apart: ``identities.csv`` of the review folder.

A run reads the file and never writes it; ``phaen review pin`` adds lines. A line names two measures by any id that one
of their names alone would have (``indicator_id`` or one of ``other_ids``): it holds whatever documents come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Literal

from phaen.pipeline.review.decisions import DecisionError, read_csv, write_csv

ID = re.compile(r"kr-\d{4}|i-[0-9a-f]{12}")
Relation = Literal["together", "apart"]


@dataclass(frozen=True, slots=True)
class Pin:
    """``relation``: the two measures are one (``together``; ``indicator_id`` leads), or two (``apart``)."""

    relation: Relation
    indicator_id: str
    other_id: str
    by: str
    on: str
    why: str
    name: str = ""
    other_name: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two ids in no order."""
        return frozenset((self.indicator_id, self.other_id))


COLUMNS = tuple(field.name for field in fields(Pin))


def why_unusable(pin: Pin) -> str | None:
    """What is wrong with a line, in words that say what to write instead; ``None`` when nothing is."""
    if pin.relation not in ("together", "apart"):
        return f"{pin.relation!r} is no relation; write together or apart"
    for value in (pin.indicator_id, pin.other_id):
        if not ID.fullmatch(value):
            return f"{value!r} is no indicator_id; copy it from the dataset indicators"
    if pin.indicator_id == pin.other_id:
        return "both ids are the same; name two indicators"
    return None if pin.by.strip() else "by is empty; write who decided"


def load(path: Path | None) -> tuple[Pin, ...]:
    """The lines of ``path``, sorted; none without a file.

    Raises :class:`~phaen.pipeline.review.decisions.DecisionError` for a malformed or contradictory file.
    """
    if path is None or not path.exists():
        return ()
    found: dict[frozenset[str], Pin] = {}
    for line, entry in read_csv(path, COLUMNS):
        pin = Pin(**{column: entry[column] for column in COLUMNS})  # type: ignore[arg-type]
        if problem := why_unusable(pin):
            raise DecisionError("{path}, line {line}: {problem}", path=path, line=line, problem=problem)
        if pin.pair in found and found[pin.pair].relation != pin.relation:
            raise DecisionError(
                "{path}, line {line}: an earlier line says {relation} of the same two",
                path=path,
                line=line,
                relation=found[pin.pair].relation,
            )
        found[pin.pair] = pin
    return tuple(sorted(found.values(), key=astuple))


def add(path: Path, pin: Pin) -> None:
    """Write ``pin`` into the file; it takes the place of what was said of the same two before."""
    if problem := why_unusable(pin):
        raise DecisionError(problem)
    pins: Sequence[Pin] = [*(one for one in load(path) if one.pair != pin.pair), pin]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, COLUMNS, [list(astuple(one)) for one in sorted(pins, key=astuple)])
