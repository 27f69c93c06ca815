"""Tight tables: what is read wrong in them, and how many tones, taken out one at a time, their ink brings back.

``python -m bench.ocr_marks``: two pages of each of three hand-written samples, set tight (page size 14, table size 11,
rows 1.1 sizes apart, half a point of padding) and scanned at 200 dpi. The truth of the pages is their text layer; of a
line without one of its tones it is the line as it was read.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
from phaen.extractors.ocr import OcrOptions
from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.installed import MISSING, available
from phaen.extractors.ocr.levels import checked, ink_stacks
from phaen.extractors.ocr.page import Layout, SeenLine, lay_out, see_lines
from phaen.extractors.ocr.picture import clean, render
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.pdf.reader import read_pdf
from rapidfuzz.distance import Levenshtein

from bench.ocr import compare
from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, scan
from samples.scoring import squash

STYLE = Style(size=14, table_size=11, pitch=1.1, padding=0.5)
DOCUMENTS, PAGES = 3, (1, 2)
UPPER = re.compile("(?<=[ัิีึืํ็])[่้๊๋์]|[่้๊๋](?=ำ)")


def layouts(scanned: bytes) -> Iterator[tuple[Layout, list[SeenLine]]]:
    """The scanned pages and what was read of them."""
    document = pypdfium2.PdfDocument(scanned)
    for page in PAGES:
        layout = lay_out(clean(*render(document, page)), page + 1)
        yield layout, see_lines(layout)
    document.close()


def print_wrong(native: bytes, scanned: bytes) -> None:
    """Characters and cells read wrong on the scanned pages."""
    truth = read_pdf(native, "native.pdf")
    truth = replace(truth, blocks=tuple(block for block in truth.blocks if block.place.page - 1 in PAGES))
    pairs = compare(truth, read_pdf(scanned, "scan.pdf", ocr=OcrOptions(page_seconds=1e9)))
    errors = sum(Levenshtein.distance(squash(pair.truth), squash(pair.found)) for pair in pairs)
    letters = sum(len(squash(pair.truth)) for pair in pairs)
    wrong = [pair for pair in pairs if squash(pair.truth) != squash(pair.found)]
    silent = sum(not pair.flags for pair in wrong)
    print(f"  {len(wrong)} of {len(pairs)} cells and paragraphs wrong, {silent} without a flag")
    print(f"  {errors} of {letters} characters wrong ({errors / max(1, letters):.4f})")


def without_each_tone(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """``words`` without one tone that stands over another mark, for each such tone."""
    for number, word in enumerate(words):
        for match in UPPER.finditer(word.text):
            less = replace(word, text=word.text[: match.start()] + word.text[match.end() :])
            yield (*words[:number], less, *words[number + 1 :])


def outcomes(layout: Layout, lines: list[SeenLine]) -> Iterator[str]:
    """What the ink says of every line as it was read, and of the same line without each of its tones."""
    pieces = {(piece.x0, piece.top): piece for _, found in layout.regions for piece in found}
    for line in lines:
        piece = pieces.get((round(line.box[0] * layout.scale), round(line.box[1] * layout.scale)))
        if piece is None:  # an arrow or a dash
            continue
        stacks = ink_stacks(layout.boxes, piece.ids, layout.carried, piece.body)
        words = tuple(
            replace(word, x0=word.x0 * layout.scale, x1=word.x1 * layout.scale) for word in line.reading.words
        )
        whole = checked(Reading(words, "", 1.0, 1.0), stacks, piece.body)
        yield "lines" if whole.words == words else "lines changed"
        if whole.lost:
            yield "lines made unsure"
        for less in without_each_tone(words):
            after = checked(Reading(less, "", 1.0, 1.0), stacks, piece.body)
            yield "tones taken out"
            if after.words == whole.words:
                yield "… put back"
            elif after.slips > whole.slips:
                yield "… another put in"
            else:
                yield "… line made unsure" if after.lost > whole.lost else "… not seen"


def main() -> None:
    """Count and print."""
    if not available():
        sys.exit(f"The samples' {MISSING}.")
    counted: Counter[str] = Counter()
    for sample in hand_written()[:DOCUMENTS]:
        native = write_pdf(sample.sheet, STYLE)
        scanned = scan(native, SCANS["scan-200"], pages=list(PAGES))
        print(sample.meta.stem)
        print_wrong(native, scanned)
        for layout, lines in layouts(scanned):
            counted.update(outcomes(layout, lines))
    print("tones over vowels, taken out one by one")
    for name, count in counted.items():
        print(f"  {name}: {count}")


if __name__ == "__main__":
    main()
