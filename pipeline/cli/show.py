"""``phaen show``: a picture of the place that a row came from, to check a value in seconds."""

from __future__ import annotations

from pathlib import Path

import click
from phaen.extractors.model import BBox
from phaen.pipeline.cli.outputs import Output
from phaen.pipeline.run.store import read_rows


def _bbox(text: str | None) -> BBox | None:
    if text is None:
        return None
    try:
        x0, top, x1, bottom = (float(part) for part in text.strip("[]() ").split(","))
    except ValueError as error:
        raise click.BadParameter("give four numbers: x0,top,x1,bottom", param_hint="--bbox") from error
    return x0, top, x1, bottom


def find_source(data: Path, folder: Path, doc_id: str) -> Path:
    """The source file of a document of an output folder; a ``ClickException`` says what is missing."""
    names = [row["source_file"] for row in read_rows(data, "documents") if row["doc_id"] == doc_id]
    if not names:
        raise click.ClickException(f"{data} has no document {doc_id}: see the column doc_id of any dataset")
    for name in names:
        path = folder / name if folder.is_dir() else folder
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    raise click.ClickException(f"{names[0]} is not under {folder}: give the input folder with --input")


@click.command(name="show")
@click.argument("doc_id")
@click.argument("page", type=click.IntRange(1))
@click.option("--bbox", default=None, help="x0,top,x1,bottom of the row: its column bbox.")
@click.option("--data", type=Output(exists=False), default=Path("data/parquet"), show_default=True)
@click.option("--input", "folder", type=click.Path(path_type=Path), default=Path("data/raw"), show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("crop.png"), show_default=True)
def command(doc_id: str, page: int, bbox: str | None, data: Path, folder: Path, output: Path) -> None:
    """Write a PNG of PAGE of the document DOC_ID, cropped to --bbox with the box drawn.

    Example: phaen show 1f3a90c2b7d4e586 12 --bbox 56.7,120.0,540.2,160.4 -o row.png
    """
    from phaen.extractors.pdf.source import render

    box = _bbox(bbox)
    source = find_source(data, folder, doc_id)
    try:
        picture = render.crop(source.read_bytes(), page, box)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    output.write_bytes(picture)
    click.echo(f"{output}: {source.name}, page {page}")
