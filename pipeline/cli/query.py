"""``phaen query``: SQL over the datasets."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING

import click
from phaen.normalizers.clipping import clip
from phaen.pipeline.cli.outputs import Output, data_first

if TYPE_CHECKING:
    from phaen.pipeline.views.query import Result

SHOWN_CHARACTERS = 60


def _rows(count: int) -> str:
    return ngettext("{count} row", "{count} rows", count).format(count=count)


def _table(result: Result, limit: int) -> None:
    from phaen.pipeline.cli.lines import ThaiText
    from phaen.pipeline.run.progress import printable
    from phaen.pipeline.schema.as_text import text_of
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in result.columns:
        table.add_column(printable(name), overflow="fold")
    for row in result.rows[:limit]:
        cells = [printable(text_of(value)) for value in row]
        table.add_row(*(ThaiText(clip(cell, SHOWN_CHARACTERS)) for cell in cells))
    console.print(table)
    more = len(result.rows) - limit
    shown = _(", {count} shown (--limit)").format(count=limit) if more > 0 else ""
    click.echo(_rows(len(result.rows)) + shown, err=True)


@click.command(name="query")
@data_first(Output(exists=False))
@click.argument("sql")
@click.option(
    "--format", "kind", type=click.Choice(["table", "csv", "json"]), default=None, help="table unless --output says."
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write a .csv or .json file.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Rows of a table that are shown.")
@click.option("--time-limit", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds.")
@click.option("--memory-limit", type=click.IntRange(50), default=2000, show_default=True, help="Megabytes.")
def command(
    data: Path,
    sql: str,
    kind: str | None,
    output: Path | None,
    limit: int,
    time_limit: float,
    memory_limit: int,
) -> None:
    """Run one SQL statement (DuckDB) over the datasets; `-` reads it from standard input.

    Every dataset is a table: documents, kpis, rubrics, plans, results, findings … The statement can read them and
    nothing else: no other file, no network, no writing.

    Example: phaen query data/parquet "SELECT fiscal_year, count(*) FROM kpis GROUP BY ALL"
    """
    from phaen.pipeline.schema import as_text
    from phaen.pipeline.views.query import QueryError, QueryLimits, query

    if sql == "-":
        sql = sys.stdin.read()
    if kind is None:
        endings = {".csv": "csv", ".json": "json"}
        kind = endings.get(output.suffix.lower()) if output else "table"
    if kind is None or (output and kind == "table"):
        raise click.UsageError(_("--output wants a name that ends in .csv or .json, or --format csv or json"))
    try:
        result = query(data, sql, limits=QueryLimits(time_limit, memory_limit))
    except QueryError as error:
        raise click.ClickException(str(error)) from error
    if kind == "table":
        _table(result, limit)
        return
    text = (
        as_text.csv_text(result.columns, result.rows, newline="\r\n" if output else "\n")
        if kind == "csv"
        else json.dumps([as_text.json_row(row) for row in result.dicts()], ensure_ascii=False, indent=1) + "\n"
    )
    if output is None:
        click.echo(text, nl=False)
        return
    # a file is opened with a spreadsheet, which needs the mark to read Thai
    output.write_bytes(text.encode("utf-8-sig" if kind == "csv" else "utf-8"))
    click.echo(f"{output}: {_rows(len(result.rows))}", err=True)
