"""How sound the text read from real PDFs is: python bench/text_layers.py DIR.

Per file: Thai marks in an illegal place (of all marks), Thai characters of table cells inside dictionary words, pages
that the reader calls unreadable, and, where a CSV whose name begins alike holds amounts known from elsewhere (columns
AMOUNT, CATEGORY_LV1, BUDGETARY_UNIT, BUDGET_PLAN, OUTPUT, PROJECT), how many of its amounts, and of their sums, that a
page draws are found whole in a cell, and how many only in a line outside tables.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from phaen.extractors.model import Document, Paragraph, Table, UnreadableDocument
from phaen.extractors.pdf.glyphs.codes import CodeRepair
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.source.libraries import open_source
from phaen.normalizers.money import parse_amount
from phaen.normalizers.repair.orthography import illegal_marks
from phaen.normalizers.repair.repair import word_share
from phaen.normalizers.text import MARKS, arabic_digits

_MARK = re.compile(f"[{MARKS}]")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DRAWN = re.compile(r"\d{1,3}(?:,\d{3})*\.\d{4}|\d{1,3}(?:,\d{3})+")  # as budgets print them, even side by side
_GROUPS = ("BUDGETARY_UNIT", "BUDGET_PLAN", "OUTPUT", "PROJECT")
_DIGITS = 5


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


def figures(text: str) -> set[str]:
    """Every figure of ``text`` as a token, without thousands separators."""
    return {figure.replace(",", "").rstrip(".") for figure in _FIGURE.findall(arabic_digits(text))}


def reference_figures(reference: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What the reference says that a budget prints: its amounts, and their sums by office, plan and output or project.

    Both as printed shape (baht, or millions of baht with four decimals) → the amount. Sums are also made by kind of
    expense. Figures of fewer than five digits are left out, since they may stand on any page for another reason.
    """
    sums: dict[tuple[str, ...], Decimal] = {}
    amounts: set[Decimal] = set()
    with reference.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            amount = parse_amount(row["AMOUNT"])
            if amount is None:
                continue
            amounts.add(amount)
            for depth in range(1, len(_GROUPS) + 1):
                group = tuple(row[column] for column in _GROUPS[:depth])
                for key in (group, (*group, "/", row["CATEGORY_LV1"])):
                    sums[key] = sums.get(key, Decimal(0)) + amount
    return _shapes(amounts), _shapes(set(sums.values()) - amounts)


def _shapes(amounts: set[Decimal]) -> dict[str, str]:
    shapes = {shape: f"{one:.0f}" for one in amounts for shape in (f"{one:.0f}", f"{one / 1_000_000:.4f}")}
    return {shape: one for shape, one in shapes.items() if len(shape.replace(".", "").strip("0")) >= _DIGITS}


def drawn_figures(data: bytes) -> dict[int, set[str]]:
    """Figures by page as the content streams draw them, characters put right and all white space dropped."""
    codes = CodeRepair()
    found: dict[int, set[str]] = {}
    for _ in range(2):  # later pages may tell what a font's characters are on earlier ones
        source = open_source(data, "pdfium", None)
        try:
            for page in source.pages():
                codes.repair(page.glyphs, page.fonts, Counter())
                drawn = "".join(map(chr, page.glyphs.code[page.glyphs.code > 0].tolist()))
                drawn = arabic_digits("".join(drawn.split()))
                found[page.number] = {figure.replace(",", "") for figure in _DRAWN.findall(drawn)}
        finally:
            source.close()
    return found


def amounts(document: Document, data: bytes, reference: Path) -> Iterator[tuple[int, int, int]]:
    """Of the reference's amounts, then of its sums: how many a page draws, found whole in a cell, only in a line."""
    inside: dict[int, set[str]] = {}
    outside: dict[int, set[str]] = {}
    for page, text in cells(document):
        inside.setdefault(page, set()).update(figures(text))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            outside.setdefault(block.place.page or 0, set()).update(figures(block.text))
    drawn = drawn_figures(data)
    for known in reference_figures(reference):

        def found(where: dict[int, set[str]], known: dict[str, str] = known) -> set[tuple[int, str]]:
            return {(page, known[shape]) for page in where for shape in where[page] & drawn[page] & known.keys()}

        yield len(found(drawn)), len(found(inside)), len(found(outside) - found(inside))


def main() -> int:
    """Print one line per file."""
    print(f"{'file':36}{'pages':>6}{'bad marks':>11}{'in words':>10}{'unreadable':>12}{'amounts':>14}{'sums':>14}")
    for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
        try:
            data = path.read_bytes()
            document = read_pdf(data, path.name)
        except UnreadableDocument as error:
            print(f"{path.name:36}{error}")
            continue
        text, table = everything(document), "\n".join(text for _, text in cells(document))
        marks = len(_MARK.findall(text)) or 1
        unreadable = sum(not page.readable for page in document.pages)
        reference = next(path.parent.glob(f"{path.stem}.*csv"), None)
        told = ["{1} + {2} of {0}".format(*one) for one in amounts(document, data, reference)] if reference else []
        known = "".join(f"{one:>14}" for one in told or ("–", "–"))
        share = f"{word_share(table):.2%}" if table else "–"
        bad = f"{illegal_marks(text) / marks:.3%}"
        print(f"{path.name:36}{document.page_count:6}{bad:>11}{share:>10}{unreadable:>12}{known}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
