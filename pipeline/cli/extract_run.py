"""A run of ``phaen extract`` into a folder: how it goes, and what is said when it is done."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from pathlib import Path

import click
from phaen.pipeline.cli import extract_summary
from phaen.pipeline.cli.lines import ThaiText
from phaen.pipeline.cli.unread_lines import unread_lines
from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.review.files import DECISIONS
from phaen.pipeline.run.driver import Interrupted, run
from phaen.pipeline.run.executors import Executor, processes, serial
from phaen.pipeline.run.job import RunOptions
from phaen.pipeline.run.pool import Limits
from phaen.pipeline.run.progress import JsonReporter, PlainReporter, QuietReporter, Reporter
from phaen.pipeline.run.remote import fetch, is_url, local_home, publish, reach
from phaen.pipeline.run.system import usable_cores
from rich.console import Console

LOG_WIDTH = 140


def executor(engine: str, jobs: int | None, time_limit: float, memory_limit: int, scheduler: str | None) -> Executor:
    """Who does the work; ``jobs`` processes, or as many as there are cores, each within limits of seconds and MB."""
    if engine == "dask":
        if not scheduler:
            raise click.UsageError(_("--engine dask needs --scheduler, such as tcp://127.0.0.1:8786"))
        from phaen.pipeline.run.cluster import dask_cluster

        return dask_cluster(scheduler)
    return serial() if engine == "serial" else processes(jobs or usable_cores(), Limits(time_limit, memory_limit))


def _reporter(log_json: bool, quiet: bool) -> Reporter:
    if log_json:
        return JsonReporter()
    if quiet:
        return QuietReporter()
    console = Console(stderr=True)
    if not console.is_terminal:
        return PlainReporter(why=extract_summary.why)
    from phaen.pipeline.run.progress_bar import BarReporter

    return BarReporter(console)


def run_told(
    given: str,
    output: str,
    extract: ExtractOptions,
    executor: Executor,
    *,
    decisions: Path | None,
    review: Path | None,
    registers: Path | None,
    cache: Path | None,
    allow_removals: bool,
    verbose: bool,
    quiet: bool,
    as_json: bool,
    log_json: bool,
) -> int:
    """Do a run and tell of it, for people or (``as_json``) for schedulers; gives the exit code.

    ``given`` and ``output`` may be fsspec URLs. Raises what :func:`phaen.pipeline.run.driver.run` raises, but for an
    interruption, which is told.
    """
    if is_url(output):
        reach(output)
    options = RunOptions(
        given=fetch(given) if is_url(given) else Path(given),
        output=local_home(output) / "output" if is_url(output) else Path(output),
        extract=extract,
        executor=executor,
        decisions=decisions or (review / DECISIONS if review else None),
        review=review,
        registers=registers,
        cache=cache,
        allow_removals=allow_removals,
    )
    reporter = _reporter(log_json, quiet)
    try:
        report = run(options, reporter)
    except Interrupted as stopped:
        reporter.end({"interrupted": True, "done": stopped.done, "documents": stopped.total})
        told = _("Interrupted: {what}.").format(what=stopped)
        Console(stderr=True).print(ThaiText(told), soft_wrap=not sys.stderr.isatty())
        return 130
    if is_url(output):
        publish(options.output, output)
    if as_json:
        click.echo(json.dumps(extract_summary.facts(report, output), ensure_ascii=False))
    elif not log_json and not quiet:
        console = Console() if sys.stdout.isatty() else Console(width=LOG_WIDTH)
        extract_summary.summary(console, report, output, review or Path(), verbose)
        unread_lines(console, report, options.given, everything=verbose)
        if verbose:
            extract_summary.details(console, report, options.output)
    return report.exit_code
