"""Text input of any shape → :class:`Document`."""

from __future__ import annotations

import hashlib

from extractors.model import Document
from extractors.text.decode import decode_text
from extractors.text.lines import LineReader, is_markdown
from extractors.text.mending import Mender


def read_text(data: bytes, source_file: str) -> Document:
    """The document in ``data``, the bytes of a text file; places count lines from 1.

    Raises :class:`extractors.model.UnreadableDocument` when the bytes are empty, too many, or not text.
    """
    text = decode_text(data)
    lines = text.split("\n")
    mender = Mender()
    blocks = LineReader(lines, mender, markdown=is_markdown(text)).blocks()
    return Document(
        doc_id=hashlib.sha256(data).hexdigest()[:16],
        source_file=source_file,
        kind="text",
        blocks=tuple(blocks),
        repairs=tuple(mender.repairs),
    )
