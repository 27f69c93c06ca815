"""Office files of any kind → :class:`~phaen.extractors.model.Document`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal

from phaen.extractors.model import Block, Document, Paragraph, UnreadableDocument
from phaen.extractors.office.package import check_markup, check_merged, open_package, package_kind
from phaen.extractors.text.mending import Mender

HIDDEN = "hidden_text"
"""Flag of what nobody sees (hidden, struck through, in a hidden row): the readers give it as paragraphs."""


def read_package(data: bytes, source_file: str) -> Document:
    """The document in a Word or Excel file; what it is says its parts, not its name.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` with one sentence that says why and what to do.
    """
    with open_package(data) as archive:
        kind = package_kind(archive)
        if kind == "zip":
            raise UnreadableDocument("The file is a ZIP archive, not a Word or Excel file; give it as .zip.")
        check_markup(archive)
        check_merged(archive)
    if kind == "docx":
        from phaen.extractors.office.docx import docx_blocks

        blocks, mender = docx_blocks(data)
    else:
        from phaen.extractors.office.xlsx import xlsx_blocks

        blocks, mender = xlsx_blocks(data)
    return _document(data, source_file, "office", blocks, mender)


def read_old_workbook(data: bytes, source_file: str) -> Document:
    """The document in an Excel file of before 2007 (.xls); raises ``UnreadableDocument`` like :func:`read_package`."""
    from phaen.extractors.office.xls import xls_blocks

    blocks, mender = xls_blocks(data)
    return _document(data, source_file, "office", blocks, mender)


def read_html(data: bytes, source_file: str) -> Document:
    """The document in a saved web page; raises ``UnreadableDocument`` like :func:`read_package`."""
    from phaen.extractors.office.html import html_blocks

    blocks, mender = html_blocks(data)
    return _document(data, source_file, "html", blocks, mender)


def _document(
    data: bytes, source_file: str, kind: Literal["office", "html"], blocks: Sequence[Block], mender: Mender
) -> Document:
    """The document of ``blocks``; what nobody sees of them is no text of it, whatever it says."""
    hidden = tuple(block for block in blocks if isinstance(block, Paragraph) and HIDDEN in block.flags)
    return Document(
        doc_id=hashlib.sha256(data).hexdigest()[:16],
        source_file=source_file,
        kind=kind,
        blocks=tuple(block for block in blocks if not (isinstance(block, Paragraph) and HIDDEN in block.flags)),
        repairs=tuple(mender.repairs),
        flags=(HIDDEN,) if hidden else (),
        hidden=hidden,
    )
