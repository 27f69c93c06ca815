"""Office files as pages: LibreOffice prints them, and the place that a row came from is found on the printed page."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from phaen.extractors.model import Cell, Document, Paragraph, Place
from phaen.extractors.office.package import open_package, package_kind
from phaen.extractors.reader import OLD_OFFICE, PACKAGE, kind_of
from phaen.normalizers.text import squash
from phaen.normalizers.told import ToldError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
"""The longest that printing one file may take."""


class NotPrinted(ToldError):
    """No pages could be made of the file; the message says why."""


def program() -> str | None:
    """The path of LibreOffice, where it is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def suffix_of(data: bytes) -> str:
    """The name ending that tells LibreOffice what a Word, Excel or HTML file is."""
    if not data.startswith(PACKAGE):
        return ".xls" if kind_of(data) == OLD_OFFICE else ".html"
    with open_package(data) as archive:
        return f".{package_kind(archive)}"


def as_pdf(data: bytes) -> bytes:
    """A Word, Excel or HTML file printed to PDF. Raises :class:`NotPrinted`.

    LibreOffice gets a copy in a folder of its own, with a profile of its own: no macro runs, nothing is fetched, and a
    window that is open beside does not matter.
    """
    office = program()
    if office is None:
        raise NotPrinted("LibreOffice is not installed: no picture can be made of an office file")
    with tempfile.TemporaryDirectory(prefix="phaen-print-") as home:
        source = Path(home, f"document{suffix_of(data)}")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(home, 'profile').as_uri()}"
        command = [office, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", home, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            return Path(home, "document.pdf").read_bytes()
        except subprocess.TimeoutExpired:
            raise NotPrinted("LibreOffice took longer than {seconds} s to print the file", seconds=SECONDS) from None
        except FileNotFoundError:
            raise NotPrinted(
                "LibreOffice could not print the file (Writer prints Word and HTML files, Calc prints Excel files)"
            ) from None


def text_at(document: Document, where: str) -> str | None:
    """The text that stands at a place (``Sheet1!B7``, ``table 3 r2 c4``); ``None`` where there is none."""
    found = [part.text for part in _parts(document) if _stands_at(part, where)]
    return "\n".join(found) if found else None


def _stands_at(part: Paragraph | Cell, where: str) -> bool:
    """Is it the part at the place, or a cell of the row at it (``table 3 r2``)?"""
    place = part.place.where or ""
    return place == where or place.startswith(f"{where} c")


def on_page(document: Document, printed: Document, where: str) -> Place | None:
    """Where the text of a place stands in the ``printed`` document, as page and box; ``None`` where it is not found.

    Of several equal texts the one that comes at the same turn in both is meant; of a row its longest text is.
    """
    wanted = max((squash(part.text) for part in _parts(document) if _stands_at(part, where)), key=len, default="")
    if not wanted:
        return None
    before = 0
    for part in _parts(document):
        if _stands_at(part, where):
            break
        before += squash(part.text) == wanted
    found = [part.place for part in _parts(printed) if squash(part.text) == wanted]
    if not found:  # a paragraph is a line for each printed line, a cell may go on over the page
        found = [part.place for part in _parts(printed) if len(key := squash(part.text)) > 5 and wanted.startswith(key)]
    if not found:  # a sheet without rules prints its cells as lines of text
        found = [part.place for part in _parts(printed) if len(wanted) > 5 and wanted in squash(part.text)]
    return found[min(before, len(found) - 1)] if found else None


def _parts(document: Document) -> Iterator[Paragraph | Cell]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (cell for row in block.rows for cell in row.cells if cell is not None)
