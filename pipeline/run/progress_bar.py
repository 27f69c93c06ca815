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
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column
from rich.text import Text

ROOMY, USUAL, NARROW = 120, 80, 60
"""Columns of a terminal: from the first pages are told beside documents, from the second the time left says that it is
the time left, below the third no rate is told. The bar gives way before anything that is told is cut."""


class _Left(TimeRemainingColumn):
    """The time left, called so."""

    def render(self, task: Task) -> Text:
        return Text(_("{time} left").format(time=super().render(task).plain), "progress.remaining")


class BarReporter(Counter):
    """A progress bar for a terminal."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.width = console.width
        self.name, self.bar = TextColumn("{task.description}"), BarColumn(None, table_column=Column(ratio=1))
        self.failures_told = TextColumn("[red]{task.fields[failed]}")
        self.progress = Progress(
            self.name,
            self.bar,
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            _Left() if self.width >= USUAL else TimeRemainingColumn(),
            self.failures_told,
            console=console,
            transient=True,
            expand=True,
        )
        self.task: TaskID | None = None

    def start(self, documents: int, cached: int) -> None:
        super().start(documents, cached)
        self.progress.start()
        self.task = self.progress.add_task(_("documents"), total=documents, completed=cached, speed="", failed="")

    def outcome(self, outcome: Outcome) -> None:
        self.count(outcome)
        if self.task is None:
            return
        failed = self.failures() if self.failed else ""
        self.progress.update(self.task, completed=self.done, failed=failed)
        now = self.progress.tasks[0].speed  # of the last half minute, as the time left is reckoned from
        speed = self.speed(now) if self.width >= NARROW else ""
        speed += self.pages_read() if self.width >= ROOMY else ""
        self.progress.update(self.task, speed=speed)

    def phase(self, name: str) -> None:
        if self.task is not None:
            self.progress.remove_task(self.task)
        # what is left of linking, audit and writing is not known: the time that they have taken is told
        self.progress.columns = (self.name, self.bar, TimeElapsedColumn(), self.failures_told)
        self.task = self.progress.add_task(_(name), total=None, failed=self.failures() if self.failed else "")

    def end(self, facts: dict[str, Any]) -> None:
        self.progress.stop()
