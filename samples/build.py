"""``python -m samples.build``: writes data/raw and tests/fixtures, byte for byte the same every time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from samples import variants
from samples.blocks import Sheet
from samples.documents import Sample, hand_written
from samples.text_writers import write_markdown, write_plain, write_raw

ROOT = Path(__file__).resolve().parent.parent
Writer = Callable[[Sheet], str]
TEXT_VARIANTS: dict[str, tuple[Callable[[Sheet], Sheet] | None, Writer, str]] = {
    "text-plain": (None, write_plain, "txt"),
    "text-markdown": (None, write_markdown, "md"),
    "text-raw": (None, write_raw, "txt"),
    "text-thai-digits": (variants.with_thai_digits, write_plain, "txt"),
    "text-permuted": (variants.permuted, write_plain, "txt"),
    "text-renamed": (variants.renamed, write_markdown, "md"),
    "text-extra-column": (variants.extra_column, write_plain, "txt"),
    "text-damaged-headers": (variants.damaged_headers, write_plain, "txt"),
    "text-page-breaks": (variants.page_breaks, write_markdown, "md"),
    "text-tis620": (None, write_plain, "txt"),
}


def write_text(folder: Path, sample: Sample, name: str) -> Path:
    """One text variant of a document; the raw text layer is written for reports only (others are skipped)."""
    change, writer, suffix = TEXT_VARIANTS[name]
    sheet = change(sample.sheet) if change else sample.sheet
    text = writer(sheet)
    data = tis620(text) if name == "text-tis620" else text.encode()
    path = folder / f"{sample.meta.stem}.{suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def tis620(text: str) -> bytes:
    """TIS-620 bytes; characters outside it as old word processors replaced them."""
    plain = text.translate(
        str.maketrans({"–": "-", "“": '"', "”": '"', "≤": "<", "×": "x", "↔": "-", "←": "<", "→": ">"})
    )
    return plain.encode("tis-620")


def write_gold(folder: Path, sample: Sample) -> None:
    """The expected rows of a document as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(sample.gold, ensure_ascii=False, indent=1, sort_keys=False)
    (folder / f"{sample.meta.stem}.json").write_text(text + "\n", "utf-8")


def build(root: Path = ROOT) -> None:
    """Write everything below ``root``."""
    raw, fixtures = root / "data" / "raw", root / "tests" / "fixtures" / "samples"
    for folder in (raw, fixtures):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for sample in hand_written():
        write_gold(fixtures / "gold", sample)
        for name in TEXT_VARIANTS:
            if name == "text-raw" and not sample.sheet.raw_layer:
                continue
            if name == "text-tis620" and any(ch in write_plain(sample.sheet) for ch in "←≤"):
                continue
            write_text(fixtures / name, sample, name)
        shape = (
            "text-raw"
            if sample.sheet.raw_layer
            else "text-markdown"
            if sample.meta.year == 2567
            else "text-plain"
        )
        write_text(raw, sample, shape)


if __name__ == "__main__":
    build()
