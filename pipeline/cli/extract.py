"""``phaen extract``: the main job."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from phaen.extractors.ocr import OUT_OF_TIME, PAGE_SECONDS, UNAVAILABLE, Mode
from phaen.pipeline.cli.outputs import pages_of
from phaen.pipeline.cli.unread_lines import unread_lines
from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.review.queue import DECISIONS, QUEUE, folder_beside
from phaen.pipeline.run.cluster import dask_cluster
from phaen.pipeline.run.driver import Interrupted, RunOptions, RunReport, run
from phaen.pipeline.run.executors import Executor, processes, serial
from phaen.pipeline.run.pool import Limits, usable_cores
from phaen.pipeline.run.progress import BarReporter, JsonReporter, PlainReporter, QuietReporter, Reporter, printable
from phaen.pipeline.run.remote import fetch, is_url, local_home, publish
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.run.worker import DocumentOutcome
from phaen.pipeline.schema.datasets import COUNTED
from rich.console import Console
from rich.table import Table

LOG_WIDTH = 140
COLOURS = {"ok": "green", "partial": "yellow", "failed": "red", "skipped": "dim"}
NAMED = 10
"""Files that are not read are named up to this number, and counted."""
MANY = 40
"""Documents above which unchanged ones that are all right are counted instead of listed."""


def _passwords(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{path} is no text in UTF-8", param_hint="--password-file") from error
    return tuple(dict.fromkeys(line for line in lines if line))


def _check_forms(folder: Path) -> None:
    from phaen.extractors.forms.spec import FormError
    from phaen.extractors.wordings.catalogue import WordingsError
    from phaen.pipeline.extract import check_forms

    try:
        check_forms(folder)
    except (FormError, WordingsError) as error:
        raise click.BadParameter(str(error), param_hint="--forms") from error


def _executor(engine: str, jobs: int, limits: Limits, scheduler: str | None) -> Executor:
    if engine == "dask":
        if not scheduler:
            raise click.UsageError("--engine dask needs --scheduler, such as tcp://127.0.0.1:8786")
        return dask_cluster(scheduler)
    return serial() if engine == "serial" else processes(jobs, limits)


def _existing(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A place that must exist, if it is of this machine; an fsspec URL is looked at when it is read."""
    return value if is_url(value) else str(click.Path(exists=True).convert(value, param, ctx))


def _pages(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, ...]:
    return pages_of(value) if value else ()


def _reporter(log_json: bool, console: Console) -> Reporter:
    if log_json:
        return JsonReporter()
    return BarReporter(console) if console.is_terminal else PlainReporter()


@click.command(name="extract")
@click.argument("given", metavar="INPUT", callback=_existing)
@click.option(
    "--output",
    "-o",
    default="data/parquet",
    show_default=True,
    help="Folder for the datasets; replaced as a whole when the run is over.",
)
@click.option("--jobs", "-j", type=click.IntRange(1), default=None, help="Worker processes.  [default: all cores]")
@click.option(
    "--engine",
    type=click.Choice(["processes", "serial", "dask"]),
    default="processes",
    show_default=True,
    help="Execution engine; results are identical.",
)
@click.option("--scheduler", default=None, help="Address of the Dask scheduler, for --engine dask.")
@click.option(
    "--backend",
    type=click.Choice(["pdfium", "pdfplumber"]),
    default="pdfium",
    show_default=True,
    help="Library that reads PDF pages: the fast one or the reference.",
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "force"]),
    default="auto",
    show_default=True,
    help="Text recognition: auto, only pages without readable text; never; force, all pages.",
)
@click.option(
    "--registers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder with your own registers (agencies.csv, kr_codes.csv …), added to the built-in ones.",
)
@click.option(
    "--forms",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder with your own forms (specs/*.toml, roles.csv, kinds.csv), added to the built-in ones.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    default=None,
    help="Decisions of people, as `phaen review apply` stores them.  [default: decisions.csv of the review folder]",
)
@click.option(
    "--review",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder of the review queue.  [default: review beside the output folder]",
)
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="Passwords for encrypted PDFs, one per line, tried in order.",
)
@click.option("--pages", callback=_pages, help="Only these pages of each PDF, for a try: 3-10,15.")
@click.option("--cells/--no-cells", default=True, help="Write every cell of every table as dataset cells, or not.")
@click.option(
    "--statements/--no-statements", default=True, help="Write the place of every value as dataset statements, or not."
)
@click.option("--cache", type=click.Path(path_type=Path), default=None, help="Folder for results of single documents.")
@click.option(
    "--time-limit",
    type=click.FloatRange(1),
    default=300.0,
    show_default=True,
    help="Seconds of computing per document, pages that are recognised not counted.",
)
@click.option(
    "--page-limit",
    type=click.FloatRange(1),
    default=PAGE_SECONDS,
    show_default=True,
    help="Seconds of computing to recognise one page.",
)
@click.option("--memory-limit", type=click.IntRange(200), default=2000, show_default=True, help="Megabytes per worker.")
@click.option(
    "--allow-removals", is_flag=True, help="Go on when more than half of the documents of the last run are gone."
)
@click.option("--verbose", "-v", is_flag=True, help="List every document, flags and text in no dataset.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors; the exit code tells the rest.")
@click.option(
    "--summary",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The summary on standard output: for people, or one JSON object for schedulers.",
)
@click.option("--log-json", is_flag=True, help="Progress as JSON lines on standard error.")
def command(
    given: str,
    output: str,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    backend: str,
    ocr: Mode,
    registers: Path | None,
    forms: Path | None,
    decisions: Path | None,
    review: Path | None,
    password_file: Path | None,
    pages: tuple[int, ...],
    cells: bool,
    statements: bool,
    cache: Path | None,
    time_limit: float,
    page_limit: float,
    memory_limit: int,
    allow_removals: bool,
    verbose: bool,
    quiet: bool,
    summary: str,
    log_json: bool,
) -> None:
    """Read INPUT (a file, or a folder with all below it) and write the Parquet datasets.

    Read are PDF, Word (.docx), Excel (.xlsx, .xls), saved web pages (.html), text (.txt, .md), pictures (.jpg, .png,
    .tiff) and archives (.zip) of them. Of a file that binds several documents each is one.

    INPUT and --output may be fsspec URLs such as s3://bucket/folder (with phaen[s3] installed).

    Only what changed since the last run is read again. Exit code 0: every document is ok; 1: some failed or
    are partial, the others are written; 2: wrong usage, nothing is written; 3: an error inside phaen.

    Example: phaen extract data/raw --output data/parquet --jobs 4
    """
    console = Console() if sys.stdout.isatty() else Console(width=LOG_WIDTH)
    registers_used = registers.resolve() if registers else None
    if forms:
        _check_forms(forms)
    review_used = review or (None if is_url(output) else folder_beside(Path(output).resolve()))
    options = RunOptions(
        given=fetch(given) if is_url(given) else Path(given),
        output=local_home(output) / "output" if is_url(output) else Path(output),
        extract=ExtractOptions(
            backend,
            str(registers_used) if registers_used else None,
            _passwords(password_file),
            ocr,
            ocr_page_seconds=page_limit,
            cells=cells,
            statements=statements,
            forms=str(forms.resolve()) if forms else None,
            pages=pages,
        ),
        executor=_executor(engine, jobs or usable_cores(), Limits(time_limit, memory_limit), scheduler),
        decisions=decisions or (review_used / DECISIONS if review_used else None),
        review=review_used,
        registers=registers_used,
        cache=cache,
        allow_removals=allow_removals,
    )
    reporter = QuietReporter() if quiet and not log_json else _reporter(log_json, Console(stderr=True))
    try:
        report = run(options, reporter)
    except Interrupted as stopped:
        reporter.end({"interrupted": True, "done": stopped.done, "documents": stopped.total})
        click.echo(f"Interrupted: {stopped}.", err=True)
        click.get_current_context().exit(130)
    if is_url(output):
        publish(options.output, output)
    if summary == "json":
        click.echo(json.dumps(_facts(report, output), ensure_ascii=False))
    elif not log_json and not quiet:
        _summary(console, report, output, review_used or Path(), verbose)
        unread_lines(console, options.output, options.given, everything=verbose)
        if verbose:
            _details(console, report, options.output)
    click.get_current_context().exit(report.exit_code)


def _facts(report: RunReport, output: str) -> dict[str, Any]:
    """What the summary says, for a program."""
    return {
        "output": output,
        "exit_code": report.exit_code,
        "documents": len(report.documents),
        "status": dict(sorted(Counter(one.status for one in report.documents).items())),
        "rows": report.rows,
        "flagged": sum(one.flagged for one in report.documents),
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
    """What the table lists: of many documents those that were read now, or are not all right."""
    all_of_them = everything or len(report.documents) <= MANY
    return [
        one
        for outcome in report.outcomes
        for one in outcome.documents
        if one.status != "skipped" and (all_of_them or not outcome.cached or one.status != "ok")
    ]


def _summary(console: Console, report: RunReport, output: str, review: Path, verbose: bool) -> None:
    documents = [one for one in report.documents if one.status != "skipped"]
    skipped = [one for one in report.documents if one.status == "skipped"]
    if not documents:
        console.print("no document found")
    listed = _listed(report, verbose)
    if listed:
        console.print(_table(listed))
    if len(listed) < len(documents):
        console.print(f"{len(documents) - len(listed)} more documents are ok and unchanged (--verbose lists all)")
    for one in documents:
        if one.error:
            console.print(f"{printable(one.source_file)}: {printable(one.error)}", style="red", markup=False)
    if skipped:
        named = ", ".join(printable(one.source_file) for one in (skipped if verbose else skipped[:NAMED]))
        more = "" if verbose or len(skipped) <= NAMED else f" and {len(skipped) - NAMED} more"
        text = f"{len(skipped)} files of a kind that is not read (save them as PDF): {named}{more}"
        console.print(text, style="yellow", markup=False)
    if any(OUT_OF_TIME in one.flags for one in documents):
        console.print("Some pages took too long to recognise and were left unread: give more with --page-limit.")
    if any(UNAVAILABLE in one.flags for one in documents):
        from phaen.extractors.ocr.engine import MISSING

        console.print(f"Some {MISSING}.", style="yellow", markup=False)
    if not report.documents:
        return
    count = Counter(one.status for one in report.documents)
    states = ", ".join(f"{count[status]} {status}" for status in COLOURS if count[status])
    what = "nothing has changed in" if report.unchanged else "written to"
    rows = sum(report.rows.values())
    console.print(
        f"{len(report.documents)} documents ({states}), {rows} rows {what} {output}, {report.seconds:.1f} s",
        highlight=False,
    )
    if report.questions:
        questions = f"{report.questions} question{'s' if report.questions > 1 else ''} for review"
        console.print(f"{questions} in {review / QUEUE}", highlight=False)


def _table(outcomes: Sequence[DocumentOutcome]) -> Table:
    """One line per document: what it is, how many rows of it there are, how far it was understood."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("document", overflow="fold", min_width=16)
    for name in ("status", "type", "year", "agency"):
        table.add_column(name, no_wrap=True)
    table.add_column("rows", min_width=20)
    table.add_column("flagged", justify="right", no_wrap=True)
    table.add_column("coverage", justify="right", no_wrap=True)
    for one in outcomes:
        table.add_row(
            printable(one.source_file),
            f"[{COLOURS[one.status]}]{one.status}",
            one.doc_type or "–",
            str(one.fiscal_year or "–"),
            one.agency_code or "–",
            ", ".join(f"{name} {one.rows[name]}" for name in COUNTED if one.rows.get(name)) or "–",
            str(one.flagged or "–"),
            "–" if one.coverage is None else f"{one.coverage:.4f}",
        )
    return table


def _details(console: Console, report: RunReport, output: Path) -> None:
    """What a careful person asks next: flags by kind, and the text not placed in any dataset."""
    for one in report.documents:
        if one.flags or one.unclaimed:
            flags = ", ".join(one.flags) or "none"
            console.print(
                f"{printable(one.source_file)}: flags {flags}; unclaimed characters {one.unclaimed or 0}",
                markup=False,
            )
    for name in COUNTED:
        count = Counter(flag for row in read_rows(output, name) for flag in row["flags"])
        for flag, times in sorted(count.items()):
            console.print(f"{name}: {times} rows flagged {flag}", markup=False)
