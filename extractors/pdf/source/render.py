"""A picture of the place that a row came from, for a person to check a value by."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from phaen.extractors.model import BBox, UnreadableDocument
from phaen.extractors.pdf.source.opening import ENCRYPTED, check_header
from phaen.normalizers.told import ToldError
from PIL import Image, ImageDraw

MAX_PIXELS = 40_000_000
_LINE = (220, 30, 30)


class NotThere(ToldError, ValueError):
    """A page or a box that the file does not have."""


def crop(
    data: bytes,
    page: int,
    bbox: BBox | None = None,
    scale: float = 2.0,
    margin: float = 12.0,
    password: str | None = None,
) -> bytes:
    """PNG bytes of ``bbox`` (points from the top left of the page as shown) with ``margin`` points around it.

    The box is drawn in red; without ``bbox`` it is the whole page. ``page`` counts from 1, ``scale`` is pixels per
    point. Raises :class:`~phaen.extractors.model.UnreadableDocument` when the file or the page cannot be opened,
    ``NotThere`` for a page or a box that the file does not have.
    """
    check_header(data)
    try:
        document = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        message = ENCRYPTED if "password" in str(error).lower() else "The PDF is damaged or cut short"
        raise UnreadableDocument(message) from None
    try:
        if not 1 <= page <= len(document):
            raise NotThere("page {page} does not exist: the file has {pages}", page=page, pages=len(document))
        try:
            return _picture(document[page - 1], bbox, scale, margin)
        except pdfium.PdfiumError:
            raise UnreadableDocument(f"Page {page} is damaged in the file: no picture can be made of it") from None
    finally:
        document.close()


def _picture(page: pdfium.PdfPage, bbox: BBox | None, scale: float, margin: float) -> bytes:
    width, height = page.get_size()
    x0, top, x1, bottom = bbox or (0.0, 0.0, width, height)
    left, right = max(0.0, x0 - margin), min(width, x1 + margin)
    upper, lower = max(0.0, top - margin), min(height, bottom + margin)
    if right - left < 1 or lower - upper < 1:
        raise NotThere(
            "the box {bbox} is not on the page of {width:.0f} × {height:.0f} points",
            bbox=bbox,
            width=width,
            height=height,
        )
    scale = min(scale, (MAX_PIXELS / ((right - left) * (lower - upper))) ** 0.5)
    image: Image.Image = (
        page.render(scale=scale, crop=(left, height - lower, width - right, upper)).to_pil().convert("RGB")
    )
    if bbox is not None:
        corner = ((x0 - left) * scale, (top - upper) * scale, (x1 - left) * scale, (bottom - upper) * scale)
        ImageDraw.Draw(image).rectangle(corner, outline=_LINE, width=max(1, round(scale)))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
