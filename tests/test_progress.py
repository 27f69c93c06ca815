"""What a run says while it goes."""

from __future__ import annotations

import io
import json
from gettext import gettext as _

import pytest
from phaen.pipeline.cli.language import speak
from phaen.pipeline.run.progress import JsonReporter, PlainReporter
from phaen.pipeline.run.progress_bar import BarReporter
from phaen.pipeline.run.worker import DocumentOutcome, Outcome
from rich.cells import cell_len
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


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("width", [50, 60, 80, 120])
def test_nothing_that_the_bar_tells_is_cut(width: int, language: str) -> None:
    speak(language)
    try:
        bar = BarReporter(Console(file=io.StringIO(), force_terminal=True, width=width))
        bar.start(1004, 4)
        for number in range(1000):
            bar.outcome(outcome("b.pdf", 8, recognised=5 if number else 0, status="failed" if number % 3 else "ok"))
        read = rendered(bar, width)
        assert cell_len(read) <= width and "…" not in read and "1004/1004" in read and "666" in read
        assert (f"{_('{rate:.1f} documents/s').split()[-1]}" in read) == (width >= 60), "what it counts is its rate"
        assert ("OCR" in read) == (width >= 120) and (
            _("{time} left").split()[0 if language == "th" else -1] in read
        ) == (width >= 80)
        bar.phase("linking")
        assert "1004" not in rendered(bar, width) and "…" not in rendered(bar, width)
        bar.end({})
    finally:
        speak("en")


def rendered(bar: BarReporter, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    bar.progress.stop()
    console.print(bar.progress.get_renderable())
    said = console.file.getvalue().rstrip("\n")
    assert "\n" not in said, "one line"
    return said


def test_documents_known_before_are_no_speed() -> None:
    plain = PlainReporter(io.StringIO())
    plain.start(1000, 990)
    plain.started -= 10.0
    plain.outcome(outcome("a.txt", 0))
    assert plain.speed() == "0.1 documents/s" and plain.pages_read() == ""


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
