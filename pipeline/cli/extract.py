"""``phaen extract``: the main job."""

from __future__ import annotations

import json
from gettext import gettext as _
from pathlib import Path

import click
from phaen.extractors.ocr import PAGE_SECONDS, Mode
from phaen.pipeline.cli.outputs import pages_of
from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.review.files import folder_beside
from phaen.pipeline.run import lean
from phaen.pipeline.run.remote import is_url


def _passwords(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise click.BadParameter(
            _("{path} is no text in UTF-8").format(path=path), param_hint="--password-file"
        ) from error
    return tuple(dict.fromkeys(line for line in lines if line))


def _check_forms(folder: Path) -> None:
    from phaen.extractors.forms.spec import FormError
    from phaen.extractors.wordings.catalogue import WordingsError
    from phaen.pipeline.extract import check_forms

    try:
        check_forms(folder)
    except (FormError, WordingsError) as error:
        raise click.BadParameter(str(error), param_hint="--forms") from error


def _existing(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A place that must exist, if it is of this machine; an fsspec URL is looked at when it is read."""
    return value if is_url(value) else str(click.Path(exists=True).convert(value, param, ctx))


def _pages(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, ...]:
    return pages_of(value) if value else ()


def _as_json(given: str, options: ExtractOptions) -> int:
    """One file's datasets as one JSON object on standard output; gives the exit code."""
    path = Path(given)
    if is_url(given) or not path.is_file():
        raise click.UsageError(
            _("--format json reads one file of this machine, and {given} is none").format(given=given)
        )
    lean.without_pandas()
    from phaen.pipeline.extract import extract_document
    from phaen.pipeline.schema.as_text import json_row

    lean.loaded()
    tables = extract_document(path.read_bytes(), path.name, options).tables
    rows = {name: [json_row(row) for row in rows] for name, rows in tables.items()}
    click.echo(json.dumps(rows, ensure_ascii=False))
    return int(any(row["status"] != "ok" for row in rows["documents"]))


@click.command(name="extract")
@click.argument("given", metavar="INPUT", callback=_existing)
@click.option(
    "--output",
    "-o",
    default="data/parquet",
    show_default=True,
    help="Folder for the datasets; replaced as a whole when the run is over.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["parquet", "json"]),
    default="parquet",
    show_default=True,
    help="Parquet in the output folder, or JSON of one file to standard output: nothing is written then.",
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
    help="Passwords for encrypted PDFs, one per line, tried in order; NAME<tab>PASSWORD holds for that file alone.",
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
    kind: str,
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
    registers_used = registers.resolve() if registers else None
    if forms:
        _check_forms(forms)
    review_used = review or (None if is_url(output) else folder_beside(Path(output).resolve()))
    extract = ExtractOptions(
        backend,
        str(registers_used) if registers_used else None,
        _passwords(password_file),
        ocr,
        ocr_page_seconds=page_limit,
        cells=cells,
        statements=statements,
        forms=str(forms.resolve()) if forms else None,
        pages=pages,
    )
    if kind == "json":
        click.get_current_context().exit(_as_json(given, extract))
    from phaen.pipeline.cli.extract_run import executor, run_told  # which one file as JSON does not need

    code = run_told(
        given,
        output,
        extract,
        executor(engine, jobs, time_limit, memory_limit, scheduler),
        decisions=decisions,
        review=review_used,
        registers=registers_used,
        cache=cache,
        allow_removals=allow_removals,
        verbose=verbose,
        quiet=quiet,
        as_json=summary == "json",
        log_json=log_json,
    )
    click.get_current_context().exit(code)
