"""Tones taken out of recognised lines one at a time: how many does their ink bring back, and what else does it change?

``python -m bench.ocr_marks``: the first pages of three hand-written samples, set tight (table size 11, rows 1.1 sizes
apart, half a point of padding) and scanned at 200 dpi. No truth is needed: a line as it was read is the truth of the
same line without one of its tones.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
from phaen.extractors.ocr.engine import MISSING, Word, available
from phaen.extractors.ocr.levels import checked, ink_stacks
from phaen.extractors.ocr.page import Layout, SeenLine, lay_out, see_lines
from phaen.extractors.ocr.picture import clean, render
from phaen.extractors.ocr.reading import Reading

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, scan

STYLE = Style(size=14, table_size=11, pitch=1.1, padding=0.5)
DOCUMENTS, PAGES = 3, (1, 2)
UPPER = re.compile("(?<=[ัิีึืํ็])[่้๊๋์]|[่้๊๋](?=ำ)")


def layouts() -> Iterator[tuple[Layout, list[SeenLine]]]:
    """The pages and what was read of them."""
    for sample in hand_written()[:DOCUMENTS]:
        data = scan(write_pdf(sample.sheet, STYLE), SCANS["scan-200"], pages=list(PAGES))
        document = pypdfium2.PdfDocument(data)
        for page in PAGES:
            layout = lay_out(clean(*render(document, page)), page + 1)
            yield layout, see_lines(layout)
        document.close()


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
    for layout, lines in layouts():
        counted.update(outcomes(layout, lines))
    for name, count in counted.items():
        print(f"  {name}: {count}")


if __name__ == "__main__":
    main()
