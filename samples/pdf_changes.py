"""What programs do to a printed PDF afterwards: layers, cut pages, form fields, notes, attachments.

Texts to be changed are printed in :data:`MARK`, a colour that no sample has otherwise.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pdfplumber
import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator

MARK = (204, 0, 0)
"""Red, green and blue 0–255."""
_NEAR = 0.01
_SHOWN = frozenset({"Tj", "TJ", "'", '"'})
_COLOURS = frozenset({"g", "rg", "k", "sc", "scn", "cs"})
Instructions = list[ContentStreamInstruction | pikepdf.ContentStreamInlineImage]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A marked text and its box (x0, y0, x1, y1) in user space."""

    text: str
    box: tuple[float, float, float, float]


def on_a_layer_switched_off(data: bytes, _name: str) -> bytes:
    """Marked texts stand on a layer that is off."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="ฉบับร่าง"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer]), OFF=Array([layer])))
        for page in pdf.pages:
            _replace(pdf, page, _layered)
            if Name.Properties not in page.resources:
                page.resources.Properties = Dictionary()
            page.resources.Properties.Draft = layer
        return _saved(pdf)


def cut_from_spreads(data: bytes, _name: str) -> bytes:
    """Every page is the left half of a sheet, whose right half, the page after it, its CropBox leaves out."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.new() as made:
        sizes = [tuple(float(value) for value in page.mediabox) for page in pdf.pages]
        forms = [made.copy_foreign(page.as_form_xobject()) for page in pdf.pages]
        for number, form in enumerate(forms):
            other = (number + 1) % len(forms)
            (_, _, width, height), (_, _, beside, high) = sizes[number], sizes[other]
            page = made.add_blank_page(page_size=(width + beside, max(height, high)))
            page.obj.CropBox = Array([0, 0, width, height])
            page.obj.Resources = Dictionary(XObject=Dictionary(Own=form, Next=forms[other]))
            drawn = f"q /Own Do Q q 1 0 0 1 {width} 0 cm /Next Do Q"
            page.obj.Contents = made.make_stream(drawn.encode())
        return _saved(made)


def in_form_fields(data: bytes, _name: str) -> bytes:
    """Marked texts are values of form fields, drawn as programs draw them."""
    return _annotated(data, _field)


def in_notes(data: bytes, _name: str) -> bytes:
    """Marked texts are notes upon the page that no program has drawn."""
    return _annotated(data, _note)


def attached(data: bytes, name: str) -> bytes:
    """The document is attached, as ``name``, to a page of its own that says so."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = made.make_stream(b"BT /F 12 Tf 60 760 Td (See the attached plan.) Tj ET")
        made.attachments[name] = pikepdf.AttachedFileSpec(
            made, data, filename=name, description="", mime_type="application/pdf", creation_date="", mod_date=""
        )
        return _saved(made)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _replace(pdf: pikepdf.Pdf, page: pikepdf.Page, change: Callable[[ContentStreamInstruction], Instructions]) -> None:
    """Put what ``change`` makes of them in place of the instructions that show marked text."""
    found: Instructions = []
    marked, outer = False, []
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        if operator in _COLOURS:
            values = [float(value) for value in one.operands] if operator in ("rg", "sc", "scn") else []
            marked = _is_mark(values)
        elif operator == "q":
            outer.append(marked)
        elif operator == "Q" and outer:
            marked = outer.pop()
        if marked and operator in _SHOWN and isinstance(one, ContentStreamInstruction):
            found += change(one)
        else:
            found.append(one)
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(found))


def _is_mark(values: object) -> bool:
    return (
        isinstance(values, (list, tuple))
        and len(values) == 3
        and all(abs(value - wanted / 255) < _NEAR for value, wanted in zip(values, MARK, strict=True))
    )


def _layered(one: ContentStreamInstruction) -> Instructions:
    begin = ContentStreamInstruction([Name.OC, Name.Draft], Operator("BDC"))
    return [begin, one, ContentStreamInstruction([], Operator("EMC"))]


def _annotated(data: bytes, make: Callable[[pikepdf.Pdf, _Marked, str], Dictionary]) -> bytes:
    """Every marked text is an annotation instead."""
    with pdfplumber.open(io.BytesIO(data)) as read:
        marked = [list(_marked(page.chars)) for page in read.pages]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fields = Array()
        for number, (page, texts) in enumerate(zip(pdf.pages, marked, strict=True)):
            if not texts:
                continue
            _replace(pdf, page, lambda one: [])
            made = [pdf.make_indirect(make(pdf, text, f"f{number}.{n}")) for n, text in enumerate(texts)]
            page.obj.Annots = Array([*page.obj.get(Name.Annots, Array()), *made])
            fields.extend(one for one in made if one.Subtype == Name.Widget)
        if len(fields):
            pdf.Root.AcroForm = Dictionary(Fields=fields, DA=pikepdf.String("/Helv 9 Tf 0 g"))
        return _saved(pdf)


def _marked(chars: list[dict[str, Any]]) -> Iterator[_Marked]:
    """The marked texts of a page: letters that follow each other on a baseline."""
    mine = sorted((c for c in chars if _is_mark(c["non_stroking_color"])), key=lambda c: (-round(c["y0"]), c["x0"]))
    count = 0
    keyed = []
    for before, char in zip([None, *mine], mine, strict=False):
        if before and (abs(char["y0"] - before["y0"]) > 1 or char["x0"] - before["x1"] > 0.3 * char["size"]):
            count += 1
        keyed.append((count, char))
    for _, group in groupby(keyed, key=lambda one: one[0]):
        letters = [char for _, char in group]
        x0, y0 = (min(float(char[side]) for char in letters) for side in ("x0", "y0"))
        x1, y1 = (max(float(char[side]) for char in letters) for side in ("x1", "y1"))
        yield _Marked("".join(str(char["text"]) for char in letters), (x0, y0, x1, y1))


def _field(pdf: pikepdf.Pdf, marked: _Marked, name: str) -> Dictionary:
    x0, y0, x1, y1 = marked.box
    size = 0.7 * (y1 - y0)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = pdf.make_stream(
        f"/Tx BMC BT /Helv {size:.2f} Tf 0 g 0 {0.25 * size:.2f} Td ({marked.text}) Tj ET EMC".encode()
    )
    look.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, x1 - x0 + 9, y1 - y0])))
    look.Resources = Dictionary(Font=Dictionary(Helv=font))
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        F=4,
        T=pikepdf.String(name),
        V=pikepdf.String(marked.text),
        DA=pikepdf.String(f"/Helv {size:.2f} Tf 0 g"),
        Rect=Array([x0, y0, x1 + 9, y1]),
        AP=Dictionary(N=look),
    )


def _note(pdf: pikepdf.Pdf, marked: _Marked, name: str) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.FreeText,
        F=4,
        NM=pikepdf.String(name),
        Contents=pikepdf.String(marked.text),
        DA=pikepdf.String("/Helv 9 Tf 0 g"),
        Rect=Array(list(marked.box)),
    )
