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
@click.argument("document", metavar="DOC_ID|FILE")
@click.argument("number", metavar="[PAGE]", type=click.IntRange(1), required=False)
@click.option("--page", type=click.IntRange(1), help="The page, as PAGE.")
@click.option("--bbox", default=None, help="x0,top,x1,bottom of the row: its column bbox.")
@click.option("--overlay", is_flag=True, help="Draw what is understood: tables, cells, roles, hidden text, doubts.")
@click.option(
    "--forms", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Your forms, for --overlay."
)
@click.option("--data", type=Output(exists=False), default=Path("data/parquet"), show_default=True)
@click.option("--input", "folder", type=click.Path(path_type=Path), default=Path("data/raw"), show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("crop.png"), show_default=True)
def command(
    document: str,
    number: int | None,
    page: int | None,
    bbox: str | None,
    overlay: bool,
    forms: Path | None,
    data: Path,
    folder: Path,
    output: Path,
) -> None:
    """Write a PNG of a page of FILE, or of the document DOC_ID of --data: cropped to --bbox, or with --overlay.

    With --overlay the page is read anew, and beside it stand the columns with their headings and roles, and the doubts.

    Example: phaen show 1f3a90c2b7d4e586 12 --bbox 56.7,120.0,540.2,160.4 -o row.png

    Example: phaen show data/raw/plan.pdf --page 12 --overlay -o page.png
    """
    from phaen.extractors.pdf.source import render

    box, page = _bbox(bbox), page or number
    if page is None:
        raise click.UsageError("which page? give PAGE or --page")
    if overlay and box:
        raise click.UsageError("--overlay shows a whole page, without --bbox")
    source = Path(document) if Path(document).is_file() else find_source(data, folder, document)
    try:
        picture = _drawn(source, page, forms) if overlay else render.crop(source.read_bytes(), page, box)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    output.write_bytes(picture)
    click.echo(f"{output}: {source.name}, page {page}")


def _drawn(source: Path, page: int, forms: Path | None) -> bytes:
    """The page with what is understood of it; tables that go on over pages are read whole."""
    from phaen.pipeline.extract import extract_document
    from phaen.pipeline.result import ExtractOptions
    from phaen.pipeline.views.overlay import overlay

    content = source.read_bytes()
    options = ExtractOptions(statements=False, forms=str(forms.resolve()) if forms else None)
    return overlay(content, page, extract_document(content, source.name, options).tables)
