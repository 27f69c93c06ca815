"""What a run says while it goes."""

from __future__ import annotations

import io
import json

from phaen.pipeline.run.progress import JsonReporter, PlainReporter
from phaen.pipeline.run.progress_bar import BarReporter
from phaen.pipeline.run.worker import DocumentOutcome, Outcome
from rich.console import Console


def outcome(name: str, pages: int, recognised: int = 0, status: str = "ok") -> Outcome:
    error = "The file is empty." if status == "failed" else None
    document = DocumentOutcome(name, "0" * 16, status, error, pages=pages)
    return Outcome(name, "0" * 64, "k", (document,), recognised=recognised)


def test_recognised_pages_are_told_apart() -> None:
    stream = io.StringIO()
    plain = PlainReporter(stream)
    plain.start(3, 1)
    plain.last = 0.0
    plain.outcome(outcome("a.pdf", 12))
    assert "OCR" not in stream.getvalue()
    plain.last = 0.0
    plain.outcome(outcome("b.pdf", 8, recognised=5))
    assert "5 of 20 pages by OCR, 0 failed" in stream.getvalue()

    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    bar = BarReporter(console)
    bar.start(1, 0)
    bar.outcome(outcome("b.pdf", 8, recognised=5))
    assert "5 of 8 pages by OCR" in bar.progress.tasks[0].fields["speed"]
    bar.end({})


def test_failures_are_said_at_once_and_machines_get_every_document() -> None:
    stream = io.StringIO()
    PlainReporter(stream).outcome(outcome("x\x1b[2J.pdf", 0, status="failed"))
    assert stream.getvalue() == "failed: x\\x1b[2J.pdf: The file is empty.\n"

    lines = io.StringIO()
    machine = JsonReporter(lines)
    machine.start(1, 0)
    machine.outcome(outcome("b.pdf", 8, recognised=5))
    event = json.loads(lines.getvalue().splitlines()[-1])
    assert (event["event"], event["pages"], event["recognised"], event["done"]) == ("document", 8, 5, 1)
