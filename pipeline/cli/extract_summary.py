"""What ``phaen extract`` says when it is done: for people, in their language, or as JSON for schedulers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from itertools import compress
from pathlib import Path
from typing import Any

from phaen.extractors.ocr import OUT_OF_TIME, UNAVAILABLE
from phaen.pipeline.cli.language import spoken
from phaen.pipeline.cli.lines import ThaiText
from phaen.pipeline.review.files import QUEUE
from phaen.pipeline.run.job import RunReport
from phaen.pipeline.run.progress import printable
from phaen.pipeline.run.worker import DocumentOutcome
from phaen.pipeline.schema.names import COUNTED
from phaen.pipeline.schema.values import meaning
from phaen.pipeline.views.reasons import reason
from rich.console import Console
from rich.table import Table

COLOURS = {"ok": "green", "partial": "yellow", "failed": "red", "skipped": "dim"}
NAMED = 10
"""Files that are not read are named up to this number, and counted."""
MANY = 40
"""Documents above which those that are all right are counted instead of listed; of the others so many are listed."""
NOT_READ = ("agencies", "data_dictionary")
"""Datasets that stand in every output, whatever was read: their rows are not counted as what a run wrote."""
ALIKE = 3
"""Documents with one reason that are told one by one, and that are named where there are more."""
_COUNTS = re.compile(r"\d[\d,–-]*")
"""What may differ between two sentences that say the same of two documents."""
NARROW = (100, 80)
"""Columns of a terminal below which the table says no type, then no year and agency either."""


def facts(report: RunReport, output: str) -> dict[str, Any]:
    """What the summary says, for a program."""
    return {
        "output": output,
        "exit_code": report.exit_code,
        "documents": len(report.documents),
        "status": dict(sorted(Counter(one.status for one in report.documents).items())),
        "rows": report.rows,
        "flagged": sum(report.flagged.values()),
        "questions": report.questions,
        "unchanged": report.unchanged,
        "seconds": round(report.seconds, 3),
        "problems": [
            {"source_file": one.source_file, "status": one.status, "error": one.error}
            for one in report.documents
            if one.status != "ok"
        ],
    }


def _listed(report: RunReport, everything: bool) -> list[DocumentOutcome]:
    """What the table lists: of many documents the first that are partial, and those read now where they are few; what
    failed has nothing but its reason."""
    told = [
        (one, outcome.cached) for outcome in report.outcomes for one in outcome.documents if one.status != "skipped"
    ]
    if everything or len(told) <= MANY:
        return [one for one, _cached in told]
    fresh = sum(not cached for _one, cached in told) <= MANY
    partial = {id(one) for one in [one for one, _cached in told if one.status == "partial"][:MANY]}
    return [one for one, cached in told if id(one) in partial or (one.status == "ok" and fresh and not cached)]


def _ends(source_file: str) -> list[int]:
    """Where the names of the files end that a document's file stands in (``a.zip#b.zip#c.pdf``)."""
    return [at for at, char in enumerate(source_file) if char == "#"]


def summary(console: Console, report: RunReport, output: str, review: Path, verbose: bool) -> None:
    documents = [one for one in report.documents if one.status != "skipped"]
    opened = {one.source_file[:at] for one in report.documents for at in _ends(one.source_file)}
    skipped = [one for one in report.documents if one.status == "skipped" and one.source_file not in opened]
    if not documents:
        console.print(_("no document found"))
    listed = _listed(report, verbose)
    if listed:
        console.print(_table(listed, report.flagged, console.width))
    left = Counter(one.status for one in documents) - Counter(one.status for one in listed)
    for status, told in (
        ("partial", _("{count} more documents are partial (--verbose lists all)")),
        ("ok", _("{count} more documents are ok (--verbose lists all)")),
    ):
        if left[status]:
            say(console, told.format(count=left[status]))
    for status in ("partial", "failed"):
        for told in _reasons([one for one in documents if one.status == status], verbose):
            say(console, told, COLOURS[status])
    if skipped:
        named = ", ".join(printable(one.source_file) for one in (skipped if verbose else skipped[:NAMED]))
        more = (
            "" if verbose or len(skipped) <= NAMED else " " + _("and {count} more").format(count=len(skipped) - NAMED)
        )
        told = ngettext(
            "{count} file of a kind that is not read (save it as PDF): {names}",
            "{count} files of a kind that is not read (save them as PDF): {names}",
            len(skipped),
        )
        say(console, told.format(count=len(skipped), names=named + more), "yellow")
    if any(OUT_OF_TIME in one.flags for one in documents):
        say(console, _("Some pages took too long to recognise and were left unread: give more with --page-limit."))
    if any(UNAVAILABLE in one.flags for one in documents):
        from phaen.extractors.ocr.installed import MISSING

        say(console, _("Some {what}.").format(what=_(MISSING)), "yellow")
    if not report.documents:
        return
    count = Counter(one.status for one in report.documents)
    told = _("{count} {status}")
    states = ", ".join(told.format(count=count[status], status=_(status)) for status in COLOURS if count[status])
    told = ngettext("{count} document ({states})", "{count} documents ({states})", len(report.documents))
    unchanged = _("{documents}, {rows:,} rows: nothing has changed in {output}, {seconds:.1f} s")
    new = _("{documents}, {rows:,} rows written to {output}, {seconds:.1f} s")
    say(
        console,
        (unchanged if report.unchanged else new).format(
            documents=told.format(count=len(report.documents), states=states),
            rows=sum(count for name, count in report.rows.items() if name not in NOT_READ),
            output=output,
            seconds=report.seconds,
        ),
    )
    if report.questions:
        told = ngettext(
            "{count} question for review in {path}", "{count} questions for review in {path}", report.questions
        )
        say(console, told.format(count=report.questions, path=review / QUEUE))


def say(console: Console, text: str, style: str = "") -> None:
    """A text as it is; on a terminal it ends its lines between words, also in Thai."""
    console.print(ThaiText(text), style=style, soft_wrap=not console.is_terminal)


def _reasons(documents: Sequence[DocumentOutcome], everything: bool) -> Iterator[str]:
    """Why documents were not read, or not whole; one line for all of which the same is said, figures apart."""
    alike: dict[str, list[DocumentOutcome]] = {}
    for one in documents:
        if one.error:
            alike.setdefault(_COUNTS.sub("0", one.error), []).append(one)
    for those in alike.values():
        if everything or len(those) <= ALIKE:
            yield from (f"{printable(one.source_file)}: {why(one.error)}" for one in those)
            continue
        named = [one for one in those if one.error == those[0].error][:ALIKE]
        told = _("{count} documents, such as {names}: {reason} (--verbose names all)")
        names = ", ".join(printable(one.source_file) for one in named)
        yield told.format(count=len(those), names=names, reason=why(those[0].error))


def why(error: str | None) -> str:
    """The reason that a document gives, in the language spoken."""
    return printable(reason(error, spoken()))


def _table(outcomes: Sequence[DocumentOutcome], flagged: Mapping[str, int], width: int) -> Table:
    """One line per document: what it is, how many rows of it there are, how far it was understood."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("document"), overflow="fold", min_width=12)
    names = [_("status"), _("type"), _("year"), _("agency")]
    hidden = [_("type")] if width < NARROW[0] else []
    hidden += [_("year"), _("agency")] if width < NARROW[1] else []
    shown = [name not in hidden for name in names]
    for name in compress(names, shown):
        table.add_column(name, no_wrap=True)
    table.add_column(_("rows"), min_width=12)
    table.add_column(_("flagged"), justify="right", no_wrap=True)
    table.add_column(_("coverage"), justify="right", no_wrap=True)
    for one in outcomes:
        facts = (_type(one.doc_type), str(one.fiscal_year or "–"), one.agency_code or "–")
        table.add_row(
            ThaiText(printable(one.source_file)),
            *compress((f"[{COLOURS[one.status]}]{_(one.status)}", *facts), shown),
            ", ".join(f"{name} {one.rows[name]}" for name in COUNTED if one.rows.get(name)) or "–",
            str(flagged.get(one.source_file, 0) or "–"),
            "–" if one.coverage is None else f"{one.coverage:.4f}",
        )
    return table


def _type(doc_type: str | None) -> str:
    """What kind of document it is: the word of the data, in Thai what it means."""
    if doc_type is None:
        return "–"
    return doc_type if spoken() == "en" else meaning("documents", "doc_type", doc_type, "th")


def details(console: Console, report: RunReport, output: Path) -> None:
    """What a careful person asks next: flags by kind, and the text not placed in any dataset."""
    from phaen.pipeline.run.store import read_rows

    for one in report.documents:
        if one.flags or one.unclaimed:
            flags = ", ".join(one.flags) or _("none")
            told = _("{document}: flags {flags}; unclaimed characters {count}")
            told = told.format(document=printable(one.source_file), flags=flags, count=one.unclaimed or 0)
            say(console, told)
    for name in COUNTED:
        count = Counter(flag for row in read_rows(output, name) for flag in row["flags"])
        for flag, times in sorted(count.items()):
            told = _("{dataset}: {count} rows flagged {flag}")
            say(console, told.format(dataset=name, count=times, flag=flag))
