"""The headings of tables that people have checked: python -m bench.checked FOLDER…

Every file of the folders is a document whose values were read by eye and compared with what phaen reads; the samples
written after such documents count too. Writes ``pipeline/assemble/checked_headings.csv``: rows of tables with other
headings are never among the surest.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from phaen.extractors.model import Document
from phaen.extractors.reader import read_document
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.checked import FILE, headings_of
from phaen.pipeline.assemble.document import identified

from samples.documents import hand_written
from samples.text_writers import write_plain

WRITTEN = Path(__file__).resolve().parents[1] / "pipeline" / "assemble" / FILE


def documents(folders: list[Path]) -> Iterator[Document]:
    """The documents of the folders and the samples written by hand."""
    for folder in folders:
        for file in sorted(file for file in folder.iterdir() if file.is_file()):
            yield read_document(file.read_bytes(), file.name)
    for sample in hand_written():
        yield read_document(write_plain(sample.sheet).encode(), f"{sample.meta.stem}.txt")


def checked(folders: list[Path]) -> set[tuple[str, str]]:
    """(kind, heading) of all their tables that a form reads."""
    register = AgencyRegister.load(None)
    items = (item for document in documents(folders) for item in identified(document, register)[1])
    return {found for item in items if isinstance(item, JoinedTable) for found in headings_of(item)}


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with WRITTEN.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "heading"))
        writer.writerows(sorted(checked([Path(name) for name in sys.argv[1:]])))
