"""The tables of PDF files as one of the other libraries gives them; run by bench.peers in build/peers/venv.

python peers_reader.py LIBRARY FILE … prints {"seconds": …, "files": {stem: [[page, rows], …]}} on its last line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

Table = tuple[int, list[list[str]]]


def _texts(rows: Any) -> list[list[str]]:
    return [["" if text is None or text != text else str(text) for text in row] for row in rows]


def camelot(path: str) -> Iterator[Table]:
    """Lattice: tables with rules."""
    for table in import_module("camelot").read_pdf(path, pages="all", flavor="lattice"):
        yield int(table.page), _texts(table.df.values.tolist())


def pdfplumber(path: str) -> Iterator[Table]:
    """With its settings as they are."""
    with import_module("pdfplumber").open(path) as document:
        for page in document.pages:
            for table in page.extract_tables():
                yield page.page_number, _texts(table)


def tabula(path: str) -> Iterator[Table]:
    """Lattice, page by page, so that the page of a table is known."""
    module = import_module("tabula")
    for table in module.read_pdf(path, pages="all", lattice=True, multiple_tables=True, output_format="json"):
        yield int(table.get("page_number", 0)), [[str(cell["text"]) for cell in row] for row in table["data"]]


def pymupdf(path: str) -> Iterator[Table]:
    """With its settings as they are."""
    with import_module("pymupdf").open(path) as document:
        for page in document:
            for table in page.find_tables().tables:
                yield page.number + 1, _texts(table.extract())


LIBRARIES: dict[str, Callable[[str], Iterator[Table]]] = {
    "camelot": camelot,
    "pdfplumber": pdfplumber,
    "tabula": tabula,
    "PyMuPDF": pymupdf,
}


def main() -> None:
    """Read every file."""
    read, files = LIBRARIES[sys.argv[1]], {}
    start = time.perf_counter()
    for path in sys.argv[2:]:
        files[Path(path).stem] = list(read(path))
    print(json.dumps({"seconds": time.perf_counter() - start, "files": files}, ensure_ascii=False))


if __name__ == "__main__":
    main()
