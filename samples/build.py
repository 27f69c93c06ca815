"""Writes data/raw and tests/fixtures/samples, byte for byte the same every time.

``python -m samples.build`` writes the files that the repository keeps; ``python -m samples.build scans FOLDER``
writes the scanned versions.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from samples import variants
from samples.blocks import Sheet
from samples.damage import CLASSES
from samples.documents import CROSS_FINDINGS, Sample, hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, scan
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
    "text-crlf": (None, write_plain, "txt"),
}


LAYOUTS: dict[str, Style] = {
    "pdf": Style(),
    "pdf-horizontal": Style(rules="horizontal", arrows="shapes", running_head=True),
    "pdf-borderless": Style(rules="none", size=13, table_size=11),
    "pdf-landscape": Style(rules="filled", arrows="shapes", all_landscape=True),
    "pdf-merged": Style(merge_down=True, size=15, table_size=14),
    "pdf-large": Style(size=16, table_size=15, open_cut=True, running_head=True),
    "pdf-header-once": Style(table_size=14, open_cut=False, repeat_header=False),
}
"""Layouts: rules, arrows and sizes; the large ones carry tables over three pages and break rows inside a cell."""
DAMAGED = "sno_plan_2568"
"""The document that every class of damage is shown on."""
RAW: dict[str, tuple[str, ...]] = {
    "bangrak_report_2566": ("pdf", "text-raw"),
    "snk_agreement_2567": ("text-markdown",),
    "sno_plan_2568": ("text-plain",),
    "snp_plan_2568": ("pdf",),
    "ssl_plan_2567": ("pdf",),
}
"""What data/raw holds: every form, text and PDF, and one document in both (a duplicate that the audit finds)."""


def write_text(folder: Path, sample: Sample, name: str) -> Path:
    """One text variant of a document."""
    change, writer, suffix = TEXT_VARIANTS[name]
    sheet = change(sample.sheet) if change else sample.sheet
    text = writer(sheet)
    data = tis620(text) if name == "text-tis620" else text.encode()
    if name == "text-crlf":  # as Windows editors save: byte order mark, CR LF
        data = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    path = folder / f"{sample.meta.stem}.{suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def tis620(text: str) -> bytes:
    """TIS-620 bytes; characters outside it as old word processors replaced them."""
    old = {"–": "-", "“": '"', "”": '"', "×": "x"}
    plain = "".join(old.get(char, char) for char in text)
    return plain.encode("tis-620")


def write_gold(folder: Path, sample: Sample) -> None:
    """The expected rows of a document as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(sample.gold, ensure_ascii=False, indent=1, sort_keys=False)
    (folder / f"{sample.meta.stem}.json").write_text(text + "\n", "utf-8")


def write_layout(folder: Path, sample: Sample, name: str) -> Path:
    """One PDF layout of a document."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{sample.meta.stem}.pdf"
    path.write_bytes(write_pdf(sample.sheet, LAYOUTS[name], sample.meta.title))
    return path


def write_digests(raw: Path, path: Path) -> None:
    """What tells a run that a document is one of the samples, which anybody's own documents may replace."""
    lines = [f"{hashlib.sha256(sample.read_bytes()).hexdigest()},{sample.name}" for sample in sorted(raw.iterdir())]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["sha256,name", *lines, ""]), "utf-8")


def build(root: Path = ROOT) -> None:
    """Write everything below ``root``."""
    raw, fixtures = root / "data" / "raw", root / "tests" / "fixtures" / "samples"
    for folder in (raw, fixtures):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for sample in hand_written():
        stem = sample.meta.stem
        write_gold(fixtures / "gold", sample)
        plain = write_plain(sample.sheet)
        for name in TEXT_VARIANTS:
            skipped = {"text-tis620": any(ch in plain for ch in "←≤")}
            if not skipped.get(name):
                write_text(fixtures / name, sample, name)
        for name in LAYOUTS:
            write_layout(fixtures / name, sample, name)
        for name in RAW[stem]:
            (write_layout if name in LAYOUTS else write_text)(raw, sample, name)
    write_digests(raw, root / "pipeline" / "run" / "bundled_samples.csv")
    between = [{"rule": rule, "docs": list(stems), "subject": subject} for rule, stems, subject in CROSS_FINDINGS]
    text = json.dumps({"findings": between}, ensure_ascii=False, indent=1) + "\n"
    (fixtures / "gold" / "findings_cross.json").write_text(text, "utf-8")
    for sample in hand_written():
        stem = sample.meta.stem
        if stem == DAMAGED:
            for name, damage in CLASSES.items():
                folder = fixtures / f"damage-{name}"
                folder.mkdir()
                (folder / f"{stem}.pdf").write_bytes(damage.make(sample.sheet, Style()))


def build_scans(folder: Path) -> None:
    """Scans of every document, and one with native and scanned pages; too big to keep, quick to make."""
    for sample in hand_written():
        data = write_pdf(sample.sheet, Style(size=14, table_size=12))
        for name, scanner in SCANS.items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            (folder / name / f"{sample.meta.stem}.pdf").write_bytes(scan(data, scanner))
        (folder / "mixed").mkdir(exist_ok=True)
        mixed = scan(data, SCANS["scan-200"], pages=[1, 3])
        (folder / "mixed" / f"{sample.meta.stem}.pdf").write_bytes(mixed)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "scans":
        build_scans(Path(sys.argv[2]))
    else:
        build()
