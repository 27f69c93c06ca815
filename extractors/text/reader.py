"""Text input of any shape → :class:`Document`."""

from __future__ import annotations

import hashlib

from phaen.extractors.model import ACROSS, LAID_OUT, Block, Document
from phaen.extractors.restored import flag_restored
from phaen.extractors.text.aligned.tables import aligned_tables
from phaen.extractors.text.decode import decode_text
from phaen.extractors.text.figure_rows import flag_figure_rows
from phaen.extractors.text.lines import LineReader, is_markdown
from phaen.extractors.text.mending import Mender
from phaen.extractors.text.raw.reader import RawReader


def read_text(data: bytes, source_file: str) -> Document:
    """The document in ``data``, the bytes of a text file; places count lines from 1.

    Raises :class:`phaen.extractors.model.UnreadableDocument` when the bytes are empty, too many, or not text.
    """
    text = decode_text(data)
    lines = text.split("\n")
    mender = Mender(text)
    blocks, flags = _blocks(text, lines, mender)
    return Document(
        doc_id=hashlib.sha256(data).hexdigest()[:16],
        source_file=source_file,
        kind="text",
        blocks=tuple(flag_figure_rows(flag_restored(blocks, mender.repairs))),
        repairs=tuple(mender.repairs),
        flags=flags,
    )


def _blocks(text: str, lines: list[str], mender: Mender) -> tuple[list[Block], tuple[str, ...]]:
    reader = LineReader(lines, mender, markdown=is_markdown(text))
    marked = reader.table_lines
    if marked * 100 <= len(lines):  # a stray tab does not make a raw text layer a file with tab tables
        raw_mender = Mender(text)
        raw = RawReader(lines, raw_mender)
        aligned = aligned_tables(lines)
        if aligned and len(aligned) >= raw.heading_count:
            return LineReader(lines, mender, markdown=False, aligned=aligned).blocks(), (LAID_OUT,)
        if raw.heading_count > marked // 2 or raw.is_scattered:
            mender.repairs.extend(raw_mender.repairs)
            blocks = raw.blocks()
            return blocks, (ACROSS,) if raw.is_doubtful else ()
    return reader.blocks(), ()
