"""``phaen report``: the HTML report and its exports."""

from __future__ import annotations

from pathlib import Path

import click
from phaen.pipeline.cli.outputs import Output
from phaen.pipeline.run.folder import StoreError


@click.command(name="report")
@click.argument("data_dir", type=Output())
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
def command(data_dir: Path, output: Path, inputs: Path | None) -> None:
    """Write the report of the datasets under DATA_DIR: HTML pages that open from disk, CSV files, a workbook.

    Example: phaen report data/parquet --input data/raw --output report
    """
    from phaen.pipeline.report.build import build

    if not (data_dir / "documents").is_dir():
        raise StoreError(f"{data_dir} has no documents dataset; run phaen extract first")
    try:
        built = build(data_dir, output, inputs)
    except FileExistsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{output / 'index.html'}: {built.pages} pages, {built.findings} findings")
    if inputs is None:
        click.echo("Give --input to show page images of the evidence.", err=True)
