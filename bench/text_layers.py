"""How sound the text read from real PDFs is: python bench/text_layers.py DIR.

Per file: Thai marks in an illegal place (of all marks), Thai characters of table cells inside dictionary words, pages
that the reader calls unreadable, and, where a CSV whose name begins alike holds amounts known from elsewhere (columns
REF_PAGE_NO and AMOUNT), how many of those that stand on the slice's printed pages are found whole in one cell.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from extractors.model import Document, Paragraph, Table, UnreadableDocument
from extractors.pdf.reader import read_pdf
from normalizers.numbers import parse_amount
from normalizers.orthography import illegal_marks
from normalizers.repair import word_share
from normalizers.text import MARKS, arabic_digits

_MARK = re.compile(f"[{MARKS}]")
_PAGE_NUMBER = re.compile(r"^\D{0,12}(\d{1,4})\D{0,3}$")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def cells(document: Document) -> list[tuple[int, str]]:
    """(page, text) of every table cell."""
    return [
        (cell.place.page or 0, cell.text)
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if cell
    ]


def everything(document: Document) -> str:
    """All text, a block or cell a line."""
    plain = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return "\n".join([*plain, *(text for _, text in cells(document))])


def printed_pages(document: Document) -> dict[int, int]:
    """Printed page number → page of the file, from the furniture that the reader marked."""
    found: dict[int, int] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph) and "page_number" in block.flags and block.place.page:
            match = _PAGE_NUMBER.match(arabic_digits(block.text).strip())
            if match:
                found[int(match[1])] = block.place.page
    return found


def amounts(document: Document, reference: Path) -> tuple[int, int]:
    """(found, expected) amounts of the pages that the slice holds."""
    pages = printed_pages(document)
    figures: dict[int, set[str]] = {}
    for page, text in cells(document):
        figures.setdefault(page, set()).update(
            figure.replace(",", "") for figure in _FIGURE.findall(arabic_digits(text))
        )
    found = expected = 0
    with reference.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            page = pages.get(int(row["REF_PAGE_NO"] or 0))
            amount = parse_amount(row["AMOUNT"])
            if page is None or amount is None:
                continue
            expected += 1
            near = figures.get(page, set()) | figures.get(page + 1, set())
            shapes = {str(amount), f"{amount:.4f}", f"{amount / 1_000_000:.4f}", f"{amount.to_integral_value()}"}
            found += bool(shapes & near)
    return found, expected


def main() -> int:
    """Print one line per file."""
    print(f"{'file':36}{'pages':>6}{'bad marks':>11}{'in words':>10}{'unreadable':>12}{'amounts':>14}")
    for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
        try:
            document = read_pdf(path.read_bytes(), path.name)
        except UnreadableDocument as error:
            print(f"{path.name:36}{error}")
            continue
        text, table = everything(document), "\n".join(text for _, text in cells(document))
        marks = len(_MARK.findall(text)) or 1
        unreadable = sum(not page.readable for page in document.pages)
        reference = next(path.parent.glob(f"{path.stem}.*csv"), None)
        known = "{}/{}".format(*amounts(document, reference)) if reference else "–"
        share = f"{word_share(table):.2%}" if table else "–"
        bad = f"{illegal_marks(text) / marks:.3%}"
        print(f"{path.name:36}{document.page_count:6}{bad:>11}{share:>10}{unreadable:>12}{known:>14}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
