"""``phaen export``: datasets as a DuckDB or SQLite database, CSV files or an Excel workbook."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import cast

import click
from phaen.pipeline.cli.outputs import Output, data_first


@click.command(name="export")
@data_first(Output())
@click.option("--format", "kind", type=click.Choice(["duckdb", "sqlite", "csv", "xlsx"]), required=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File, or folder for CSV.  [default: export/…]")
@click.option("--dataset", "names", multiple=True, help="Only this dataset; may be given several times.")
@click.option(
    "--headings",
    type=click.Choice(["names", "th", "en", "both"]),
    help="Column headings: names of the schema, Thai or English titles.  [default: names; both in Excel]",
)
@click.option(
    "--input",
    "inputs",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the source files: cells of the workbook link to their pages.",
)
@click.option(
    "--flat",
    is_flag=True,
    help="Lists with parts as rows of their own (kpis_baseline); in DuckDB also kpis_flat, without nested types.",
)
@click.option(
    "--no-persons", is_flag=True, help="Leave out names of persons: signatures, people responsible, reviewers."
)
def command(
    data: Path,
    kind: str,
    output: Path | None,
    names: tuple[str, ...],
    headings: str | None,
    inputs: Path | None,
    flat: bool,
    no_persons: bool,
) -> None:
    """Write the datasets under DATA in a form that other tools open.

    Example: phaen export data/parquet --format xlsx --input data/raw
    """
    from phaen.pipeline.schema.datasets import DATASETS
    from phaen.pipeline.views.book import Headings
    from phaen.pipeline.views.export import DEFAULT_NAMES, export

    unknown = [name for name in names if name not in DATASETS]
    if unknown:
        raise click.UsageError(
            _("{name} is no dataset: one of {names}").format(name=unknown[0], names=", ".join(DATASETS))
        )
    target = output or Path("export") / DEFAULT_NAMES[kind]
    heads = cast("Headings | None", headings)
    done = export(data, kind, target, names or None, heads, inputs, flat=flat, no_persons=no_persons)
    made = _("{place}: {tables} tables, {rows} rows")
    click.echo(made.format(place=done.path, tables=len(done.rows), rows=sum(done.rows.values())))
    if no_persons:
        click.echo(
            _("Names of persons left out: {count}. Others may stand in the text: look.").format(count=done.persons)
        )
    if done.shortened:
        cut = _("Excel cannot hold {count} of the cells or rows whole: use csv or duckdb.")
        click.echo(cut.format(count=done.shortened), err=True)
