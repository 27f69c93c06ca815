"""How a run gets on, as a bar on a terminal."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

from phaen.pipeline.run.progress import Counter
from phaen.pipeline.run.worker import Outcome
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)


class BarReporter(Counter):
    """A progress bar for a terminal."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
            TextColumn("[red]{task.fields[failed]}"),
            console=console,
            transient=True,
        )
        self.task: TaskID | None = None

    def start(self, documents: int, cached: int) -> None:
        super().start(documents, cached)
        self.progress.start()
        self.task = self.progress.add_task(_("documents"), total=documents, completed=cached, speed="", failed="")

    def outcome(self, outcome: Outcome) -> None:
        self.count(outcome)
        failed = self.failures() if self.failed else ""
        if self.task is not None:
            self.progress.update(self.task, completed=self.done, speed=self.speed(), failed=failed)

    def phase(self, name: str) -> None:
        if self.task is not None:
            self.progress.update(self.task, description=_(name))

    def end(self, facts: dict[str, Any]) -> None:
        self.progress.stop()
