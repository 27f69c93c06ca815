"""What a run is asked to do, and what it tells when it is done."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.run.executors import Executor
from phaen.pipeline.run.worker import DocumentOutcome, Outcome


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is asked to do. ``executor`` changes how fast, never what comes out.

    Without ``allow_removals`` a run refuses to lose more than half of the documents that the output holds.
    """

    given: Path
    output: Path
    extract: ExtractOptions
    executor: Executor
    decisions: Path | None = None
    review: Path | None = None
    registers: Path | None = None
    cache: Path | None = None
    allow_removals: bool = False

    def beside(self, name: str) -> Path | None:
        """Another file of the folder that the decisions stand in."""
        return self.decisions and self.decisions.with_name(name)


@dataclass(slots=True)
class RunReport:
    """What a run did: every document's outcome in the order of names, the rows written by dataset, and how many rows
    of each document (its ``source_file``) have a flag."""

    outcomes: list[Outcome]
    rows: dict[str, int] = field(default_factory=dict)
    flagged: dict[str, int] = field(default_factory=dict)
    unchanged: bool = False
    questions: int = 0
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0: every document is ok, or of a kind that is not read; 1: some failed or are partial."""
        return 0 if all(one.status in ("ok", "skipped") for one in self.documents) else 1

    @property
    def documents(self) -> list[DocumentOutcome]:
        """What became of every document, those inside other files behind them."""
        return [one for outcome in self.outcomes for one in outcome.documents]


class Clock:
    """Seconds spent by phase, for the manifest."""

    def __init__(self) -> None:
        self.started = self.last = time.monotonic()
        self.phases: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self.phases[name] = round(self.phases.get(name, 0.0) + now - self.last, 3)
        self.last = now
