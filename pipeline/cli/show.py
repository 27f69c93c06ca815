"""``phaen show``: a picture of the place that a row came from, to check a value in seconds."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click
from phaen.extractors.model import BBox
from phaen.extractors.reader import is_pdf, is_picture, read_document
from phaen.pipeline.cli.outputs import Output, data_first
from phaen.pipeline.run.originals import original, outer_path
from phaen.pipeline.run.store import read_rows


def _bbox(text: str | None) -> BBox | None:
    if text is None:
        return None
    try:
        x0, top, x1, bottom = (float(part) for part in text.strip("[]() ").split(","))
    except ValueError as error:
        raise click.BadParameter(_("give four numbers: x0,top,x1,bottom"), param_hint="--bbox") from error
    return x0, top, x1, bottom


def _asked(words: list[str], page: int | None) -> tuple[str, str]:
    """The document and the place in it that a call asks for."""
    if len(words) == 3:  # the first can only be DATA, and is no folder
        raise click.UsageError(_("{place} does not exist").format(place=words[0]))
    if not words:
        raise click.UsageError(_("which document? give a FILE, or a DOC_ID of DATA"))
    document, *places = [*words, *([] if page is None else [str(page)])]
    if len(places) != 1:
        raise click.UsageError(_("which page? give one PAGE, or --page"))
    return document, places[0]


def find_source(data: Path, folder: Path, doc_id: str) -> tuple[str, bytes]:
    """Name and bytes of the file that a document was read from; a ``ClickException`` says what is missing."""
    names = [row["source_file"] for row in read_rows(data, "documents") if row["doc_id"] == doc_id]
    if not names:
        raise click.ClickException(
            _("{data} has no document {doc_id}: see the column doc_id of any dataset").format(data=data, doc_id=doc_id)
        )
    for name in names:
        found = original(folder, name, doc_id)
        if found is not None:
            return name, found
    if any(outer_path(folder, name) for name in names):
        raise click.ClickException(
            _("{name} has changed since it was read: run phaen extract again").format(name=names[0])
        )
    raise click.ClickException(
        _("{name} is not under {folder}: give the input folder with --input").format(name=names[0], folder=folder)
    )


def _office_picture(name: str, source: bytes, place: str) -> tuple[bytes, str]:
    """A picture of a place in an office file as LibreOffice prints it, and what it shows."""
    from phaen.extractors.office.rendering import NotPrinted, as_pdf, on_page, text_at
    from phaen.extractors.pdf.source import render

    document = read_document(source, name)
    text = text_at(document, place)
    if text is None:
        raise click.ClickException(
            _("{name} has no place {place!r}: see the column place of any dataset").format(name=name, place=place)
        )
    try:
        pdf = as_pdf(source)
    except NotPrinted as error:
        raise click.ClickException(
            _("{error}. At {place} stands: {text}").format(error=error, place=place, text=text or _("(nothing)"))
        ) from error
    spot = on_page(document, read_document(pdf, "printed.pdf"), place)
    if spot is None or spot.page is None:
        return render.crop(
            pdf, 1
        ), f"page 1 as printed; where {place} stands on it was not found: {text or '(nothing)'}"
    return render.crop(pdf, spot.page, spot.bbox), f"{place}, page {spot.page} as printed"


@click.command(name="show")
@data_first(Output(exists=False), "DOC_ID|FILE [PAGE|PLACE]")
@click.option("--page", type=click.IntRange(1), help="The page, as PAGE.")
@click.option("--bbox", default=None, help="x0,top,x1,bottom of the row: its column bbox.")
@click.option("--overlay", is_flag=True, help="Draw what is understood: tables, cells, roles, hidden text, doubts.")
@click.option(
    "--forms", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Your forms, for --overlay."
)
@click.option("--input", "folder", type=click.Path(path_type=Path), default=Path("data/raw"), show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("crop.png"), show_default=True)
def command(
    data: Path,
    words: list[str],
    page: int | None,
    bbox: str | None,
    overlay: bool,
    forms: Path | None,
    folder: Path,
    output: Path,
) -> None:
    """Write a PNG of a page of FILE, or of the document DOC_ID of DATA: cropped to --bbox, or with --overlay.

    Of a Word, Excel or HTML file give the row's column place instead of a page (LibreOffice prints the file). With
    --overlay the page is read anew, and beside it stand the columns with their headings and roles, and the doubts.

    Example: phaen show data/parquet 1f3a90c2b7d4e586 12 --bbox 56.7,120.0,540.2,160.4 -o row.png

    Example: phaen show 1f3a90c2b7d4e586 "Sheet1!B7" -o cell.png

    Example: phaen show data/raw/plan.pdf --page 12 --overlay -o page.png
    """
    box, (document, place) = _bbox(bbox), _asked(words, page)
    if overlay and box:
        raise click.UsageError(_("--overlay shows a whole page, without --bbox"))
    path = Path(document)
    name, source = (path.name, path.read_bytes()) if path.is_file() else find_source(data, folder, document)
    what = f"page {place}"
    if not place.isdecimal():
        picture, what = _office_picture(name, source, place)
    else:
        try:
            picture = _page_picture(name, source, int(place), box, forms, overlay=overlay)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    output.write_bytes(picture)
    click.echo(f"{output}: {name}, {what}")


def _page_picture(name: str, source: bytes, page: int, box: BBox | None, forms: Path | None, *, overlay: bool) -> bytes:
    """The page cropped to the box, or whole with what is understood of it."""
    from phaen.extractors.pdf.source import render

    if overlay:
        return _drawn(name, source, page, forms)
    if is_pdf(source, name):
        return render.crop(source, page, box)
    if is_picture(source):
        from phaen.extractors.ocr.pictures import as_pdf

        return render.crop(as_pdf(source), page, box)
    raise click.ClickException(
        _("{name} has no pages: give the row's column place, as 'table 1 r2 c3'").format(name=name)
    )


def _drawn(name: str, source: bytes, page: int, forms: Path | None) -> bytes:
    """The page with what is understood of it; tables that go on over pages are read whole."""
    from phaen.pipeline.extract import extract_document
    from phaen.pipeline.result import ExtractOptions
    from phaen.pipeline.views.overlay import overlay

    options = ExtractOptions(statements=False, forms=str(forms.resolve()) if forms else None)
    return overlay(source, page, extract_document(source, name, options).tables)
