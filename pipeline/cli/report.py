"""``phaen report``: the HTML report and its exports."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click
from phaen.pipeline.cli.outputs import Output, data_first
from phaen.pipeline.run.folder import must_hold_documents


@click.command(name="report")
@data_first(Output())
@click.option(
    "--output", "-o", type=click.Path(file_okay=False, path_type=Path), default=Path("report"), show_default=True
)
@click.option(
    "--input",
    "inputs",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="Folder of the source files: page images and source lines as evidence.",
)
def command(data: Path, output: Path, inputs: Path | None) -> None:
    """Write the report of the datasets under DATA: HTML pages that open from disk, CSV files, a workbook.

    Example: phaen report data/parquet --input data/raw --output report
    """
    from phaen.pipeline.report.build import build

    must_hold_documents(data)
    try:
        built = build(data, output, inputs)
    except FileExistsError as error:
        raise click.ClickException(str(error)) from error
    made = _("{place}: {pages} pages, {findings} findings")
    click.echo(made.format(place=output / "index.html", pages=built.pages, findings=built.findings))
    if inputs is None:
        click.echo(_("Give --input to show page images of the evidence."), err=True)
