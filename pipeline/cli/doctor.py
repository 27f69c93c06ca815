"""``phaen doctor``: how reliable the text layer of a PDF is, page by page."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path

import click
from phaen.extractors.model import PageHealth
from rich.console import Console
from rich.table import Table


def _verdict(page: PageHealth) -> str:
    if page.ocr:
        return "[yellow]" + _("read by OCR")
    if not page.readable:
        return "[red]" + _("not readable: no text, or text that is not what is printed")
    if page.damages:
        return "[yellow]" + _("repaired")
    return "[green]" + _("clean")


@click.command(name="doctor")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Say page by page which damages the text layer of a PDF has, and what is left after repair.

    Exit code 0: every page is readable; 1: some are not.

    Example: phaen doctor data/raw/plan.pdf
    """
    from phaen.extractors.pdf.reader import read_pdf

    pages = read_pdf(file.read_bytes(), "").pages
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in (_("page"), _("Thai characters"), _("in words before"), _("after repair")):
        table.add_column(name, justify="right")
    table.add_column(_("damages"))
    table.add_column(_("verdict"))
    for page in pages:
        damages = ", ".join(f"{name} {count}" for name, count in sorted(page.damages.items()))
        before, after = (f"{share:.1%}" for share in (page.words_before, page.words_after))
        shares = (before, after) if page.thai_chars else ("–", "–")
        table.add_row(str(page.page), str(page.thai_chars), *shares, damages or _("none"), _verdict(page))
    Console().print(table)
    sys.exit(0 if pages and all(page.readable for page in pages) else 1)
