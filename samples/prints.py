"""Every sample printed in every kind of careless layout by three producers, for measuring how pages are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from samples.blocks import Sheet
from samples.documents import hand_written
from samples.elsewhere import other_samples
from samples.inline import decoyed, moved, noted, revised, ticked
from samples.pdf_changes import attached, cut_from_spreads, in_form_fields, in_notes, on_a_layer_switched_off
from samples.pdf_writer import Style, write_pdf
from samples.printed_docx import write_document
from samples.printed_html import Look, chromium, libreoffice_all, write_page
from samples.variants import with_thai_digits

Change = Callable[[Sheet], Sheet]


@dataclass(frozen=True, slots=True)
class Printed:
    """One document to print: its name, sheet and expected rows; ``wide``: on landscape pages."""

    stem: str
    title: str
    sheet: Sheet
    gold: dict[str, Any]
    wide: bool


def documents() -> Iterator[Printed]:
    """Every sample of Bangkok's offices and of others."""
    for own in hand_written():
        yield Printed(own.meta.stem, own.meta.title, own.sheet, own.gold, wide=False)
    for other in other_samples():
        yield Printed(other.stem, other.title, other.sheet, other.gold, wide=True)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of layout: what changes in the sheet, and how reportlab and the other two draw it (``None``: not at all).

    Browsers and Word documents have the same :class:`Look`. ``after``: what is done to the print; ``prefix``: of the
    print's name, where the document inside it has the sample's own.
    """

    change: Change | None = None
    style: Style | None = None
    look: Look | None = None
    docx: Look | None = None
    after: Callable[[bytes, str], bytes] | None = None
    prefix: str = ""


def _kind(change: Change | None = None, style: Style | None = None, **look: Any) -> Kind:
    drawn = Look(**look)
    return Kind(change, style or Style(), drawn, drawn)


KINDS: dict[str, Kind] = {
    "ruled": _kind(),
    "every form in a ruled box": _kind(style=Style(boxed="form"), boxed=True),
    "vertical rules only": _kind(style=Style(rules="vertical"), rules="vertical"),
    "cells merged down, text in their middle": _kind(style=Style(merge_down=True), merged=True, middle=True),
    "letters set apart by 0.15 em": _kind(style=Style(spacing=0.15), spacing=0.15),
    "raised figures behind targets": _kind(noted),
    "Thai digits": _kind(with_thai_digits),
    "ticked boxes": Kind(ticked, None, Look(), Look()),
    "a white figure before amounts": _kind(decoyed, Style(hiding="white"), hiding="white"),
    "a figure of half a point before amounts": _kind(decoyed, Style(hiding="tiny"), hiding="tiny"),
    "a figure without ink before amounts": Kind(decoyed, Style(hiding="mode"), Look(hiding="clear")),
    "a covered figure before amounts": Kind(decoyed, Style(hiding="cover"), Look(hiding="cover")),
    "a struck amount before amounts": _kind(revised),
    "a figure on a hidden layer before amounts": replace(
        _kind(decoyed, Style(hiding="marked"), hiding="marked"), after=on_a_layer_switched_off
    ),
    "pages cut from spreads": replace(_kind(), after=cut_from_spreads),
    "amounts in form fields": replace(_kind(moved), after=in_form_fields),
    "amounts in notes upon the page": replace(_kind(moved), after=in_notes),
    "attached to another": replace(_kind(), after=attached, prefix="letter_"),
}
PRODUCERS = ("reportlab", "Chromium", "LibreOffice")


def write(producer: str, kind: Kind, prints: Mapping[Path, Printed]) -> bool:
    """Print documents, each to its path; false where the producer is not installed or has no such kind."""
    if not _printed(producer, kind, prints):
        return False
    after = kind.after
    if after is not None:
        for out, one in prints.items():
            out.write_bytes(after(out.read_bytes(), f"{one.stem}.pdf"))
    return True


def _printed(producer: str, kind: Kind, prints: Mapping[Path, Printed]) -> bool:
    look = {"reportlab": kind.style, "Chromium": kind.look, "LibreOffice": kind.docx}[producer]
    if look is None:
        return False
    sheets = {out: kind.change(one.sheet) if kind.change else one.sheet for out, one in prints.items()}
    if isinstance(look, Style):
        for out, one in prints.items():
            style = replace(look, all_landscape=one.wide, arrows="shapes" if one.wide else "chars")
            out.write_bytes(write_pdf(sheets[out], style, one.title))
        return True
    looks = {out: replace(look, wide=one.wide) for out, one in prints.items()}
    if producer == "Chromium":
        return all(chromium(write_page(sheets[out], looks[out]), out) for out in prints)
    return libreoffice_all({out: write_document(sheets[out], looks[out]) for out in prints})
