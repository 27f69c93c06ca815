"""Documents as other programs print them, for judging confidence by producer: Chromium and LibreOffice Writer.

A print costs a second, so what was printed once is kept in ``build/calibrate`` by what went into it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from samples.blocks import Sheet
from samples.printed_docx import write_document
from samples.printed_html import Look, chromium, libreoffice_all, write_page

KEPT = Path("build/calibrate")
LOOKS = (
    Look(),
    Look(wide=True),
    Look(rules="vertical"),
    Look(boxed=True, wide=True),
    Look(merged=True, middle=True),
    Look(spacing=0.15, wide=True),
)
"""How the pages look, one after the other."""
PRODUCERS = ("Chromium", "LibreOffice")


def prints(sheets: Sequence[Sheet]) -> Mapping[str, list[Path | None]]:
    """By producer, the PDF of each sheet; ``None`` where the producer is not installed or gives none."""
    KEPT.mkdir(parents=True, exist_ok=True)
    looks = [LOOKS[number % len(LOOKS)] for number in range(len(sheets))]
    pages = [write_page(sheet, look) for sheet, look in zip(sheets, looks, strict=True)]
    by_browser = [_named("c", page.encode()) for page in pages]
    for page, out in zip(pages, by_browser, strict=True):
        if not out.exists() and not chromium(page, out):
            break
    # a .docx holds the time it was written; what goes into it does not
    by_office = [_named("l", f"{sheet!r}{look!r}".encode()) for sheet, look in zip(sheets, looks, strict=True)]
    missing = {
        out: write_document(sheet, look)
        for sheet, look, out in zip(sheets, looks, by_office, strict=True)
        if not out.exists()
    }
    if missing:
        libreoffice_all(missing)
    found = zip(PRODUCERS, (by_browser, by_office), strict=True)
    return {name: [out if out.exists() else None for out in outs] for name, outs in found}


def _named(kind: str, made_of: bytes) -> Path:
    return KEPT / f"{kind}-{hashlib.sha256(made_of).hexdigest()[:20]}.pdf"
