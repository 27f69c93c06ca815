"""How a run gets on: plain lines for logs, JSON lines for machines; a bar for terminals stands in its own module."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from gettext import gettext as _
from gettext import ngettext
from typing import Any, Protocol, TextIO

from phaen.pipeline.run.worker import Outcome

PLAIN_EVERY_SECONDS = 5.0


def printable(text: str) -> str:
    """A text from a stranger's file as one safe line of a terminal: control characters shown, not sent."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


class Reporter(Protocol):
    """What a run tells about itself while it goes."""

    def start(self, documents: int, cached: int) -> None:
        """The run begins: so many documents, so many of them known already."""

    def outcome(self, outcome: Outcome) -> None:
        """One document is done."""

    def phase(self, name: str) -> None:
        """All documents are done; linking, audit, writing begins."""

    def end(self, facts: dict[str, Any]) -> None:
        """The run is over, or was interrupted."""


class Counter:
    """What all reporters count."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.total = self.done = self.read = self.failed = self.pages = self.recognised = 0

    def start(self, documents: int, cached: int) -> None:
        self.total, self.done = documents, cached

    def count(self, outcome: Outcome) -> None:
        self.done += 1
        self.read += 1
        self.failed += outcome.status == "failed"
        self.pages += outcome.pages
        self.recognised += outcome.recognised

    def speed(self, now: float | None = None) -> str:
        """How many documents are read in a second: all the time, or ``now``, where that is measured."""
        return _("{rate:.1f} documents/s").format(rate=self.read / self._seconds() if now is None else now)

    def pages_read(self) -> str:
        """How many of their pages are read in a second, and how many by text recognition; empty if none has pages."""
        if not self.pages:
            return ""
        told = _(", {rate:.1f} pages/s").format(rate=self.pages / self._seconds())
        ocr = _(", {recognised} of {pages} pages by OCR").format(recognised=self.recognised, pages=self.pages)
        return told + ocr if self.recognised else told

    def _seconds(self) -> float:
        return max(time.monotonic() - self.started, 0.001)

    def failures(self) -> str:
        return _("{count} failed").format(count=self.failed)


class PlainReporter(Counter):
    """A line every few seconds, and one per failure, for logs."""

    def __init__(self, stream: TextIO = sys.stderr, why: Callable[[str | None], str] | None = None) -> None:
        """``why`` puts the reason of a failure into words, else it is told as the datasets have it."""
        super().__init__()
        self.stream = stream
        self.last = self.started
        self.why = why or (lambda error: printable(error or ""))

    def _say(self, text: str) -> None:
        print(text, file=self.stream, flush=True)

    def start(self, documents: int, cached: int) -> None:
        super().start(documents, cached)
        told = ngettext(
            "{documents} document, {cached} unchanged", "{documents} documents, {cached} unchanged", documents
        )
        self._say(told.format(documents=documents, cached=cached))

    def outcome(self, outcome: Outcome) -> None:
        self.count(outcome)
        if outcome.status == "failed":
            told = _("failed: {document}: {error}")
            self._say(told.format(document=printable(outcome.source_file), error=self.why(outcome.error)))
        now = time.monotonic()
        if now - self.last >= PLAIN_EVERY_SECONDS:
            self.last = now
            told = _("{done}/{total} documents")
            so_far = told.format(done=self.done, total=self.total)
            self._say(f"{so_far}, {self.speed()}{self.pages_read()}, {self.failures()}")

    def phase(self, name: str) -> None:
        self._say(_(name))

    def end(self, facts: dict[str, Any]) -> None:
        if facts.get("interrupted"):
            self._say(_("interrupted"))


class QuietReporter(Counter):
    """Tells nothing: the exit code does."""

    def outcome(self, outcome: Outcome) -> None:
        self.count(outcome)

    def phase(self, name: str) -> None:
        """Nothing is said."""

    def end(self, facts: dict[str, Any]) -> None:
        """Nothing is said."""


class JsonReporter(Counter):
    """One JSON object per line, for machines."""

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        super().__init__()
        self.stream = stream

    def _say(self, event: str, **facts: Any) -> None:
        line = {"event": event, "seconds": round(time.monotonic() - self.started, 3), **facts}
        print(json.dumps(line, ensure_ascii=False), file=self.stream, flush=True)

    def start(self, documents: int, cached: int) -> None:
        super().start(documents, cached)
        self._say("start", documents=documents, cached=cached)

    def outcome(self, outcome: Outcome) -> None:
        self.count(outcome)
        facts = outcome.to_facts()
        facts["took"] = facts.pop("seconds")
        facts |= {"status": outcome.status, "error": outcome.error, "pages": outcome.pages}
        self._say("document", done=self.done, total=self.total, **facts)

    def phase(self, name: str) -> None:
        self._say("phase", name=name)

    def end(self, facts: dict[str, Any]) -> None:
        self._say("end", **facts)
