"""Whole files from a seed: a random document in a random shape, for robustness and scale tests."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from samples import variants
from samples.blocks import Sheet
from samples.damage import CLASSES
from samples.documents import Sample
from samples.pdf_writer import Style, write_pdf
from samples.random_content import random_document
from samples.text_writers import write_markdown, write_plain, write_raw

CHANGES: tuple[Callable[[Sheet], Sheet] | None, ...] = (
    None,
    None,
    variants.with_thai_digits,
    variants.permuted,
    variants.renamed,
    variants.extra_column,
    variants.damaged_headers,
)


@dataclass(frozen=True, slots=True)
class RandomFile:
    """``name`` starts with the document's stem; ``shape`` says in words how it was made."""

    name: str
    data: bytes
    sample: Sample
    shape: str


def random_file(seed: int, damaged: bool = False) -> RandomFile:
    """One file; the same seed gives the same bytes. ``damaged`` adds a class of text-layer damage to a PDF."""
    rng = random.Random(seed)
    sample = random_document(seed)
    change = rng.choice(CHANGES)
    sheet = change(sample.sheet) if change else sample.sheet
    words = [change.__name__] if change else []
    stem = sample.meta.stem
    if damaged or rng.random() < 0.5:
        style = Style(
            size=rng.choice((11, 12, 14)),
            table_size=rng.choice((9, 10.5, 12)),
            rules=rng.choice(("full", "full", "filled", "horizontal")),
            arrows=rng.choice(("chars", "shapes")),
            all_landscape=rng.random() < 0.2,
            running_head=rng.random() < 0.3,
            merge_down=rng.random() < 0.3,
            open_cut=rng.random() < 0.5,
        )
        words.append(f"PDF, {style.rules} rules, {style.arrows} arrows, size {style.table_size}")
        if damaged:
            kind = rng.choice([name for name in CLASSES if CLASSES[name].repairable])
            return RandomFile(f"{stem}.pdf", CLASSES[kind].make(sheet, style), sample, ", ".join([*words, kind]))
        return RandomFile(f"{stem}.pdf", write_pdf(sheet, style), sample, ", ".join(words))
    if rng.random() < 0.25:
        return RandomFile(f"{stem}.txt", write_raw(sheet).encode(), sample, ", ".join([*words, "raw layer"]))
    if rng.random() < 0.4:
        sheet = variants.page_breaks(sheet, rng.randint(1, 4))
        words.append("cut by pages")
    if rng.random() < 0.5:
        return RandomFile(f"{stem}.md", write_markdown(sheet).encode(), sample, ", ".join([*words, "Markdown"]))
    return RandomFile(f"{stem}.txt", write_plain(sheet).encode(), sample, ", ".join([*words, "plain"]))
