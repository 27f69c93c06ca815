"""Scans: pages of the sample PDFs as pictures, as a copier gives them, with or without a text layer behind.

Pictures are rendered by PDFium, turned, greyed and made noisy from a seed, and stored as JPEG in a PDF of our own.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples.wear import as_image, curled, faxed, shine_through, signed, stamped


@dataclass(frozen=True, slots=True)
class Scanner:
    """``dpi`` of the picture, ``turn`` in degrees, ``noise`` as the standard deviation of grey (0–255), JPEG
    ``quality``, ``fold`` a dark fold across the page, ``rubbish`` a Latin text layer behind the picture."""

    dpi: int = 200
    turn: float = 0.4
    noise: float = 4.0
    quality: int = 40
    fold: bool = False
    rubbish: bool = False
    blur: float = 0.0
    stamp: bool = False
    signature: bool = False
    bleed: float = 0.0
    """How dark (0–1) the page on the other side of the sheet shows through."""
    curl: float = 0.0
    """Centimetres that lines rise towards the binding."""
    fax: bool = False
    """The picture is black and white, as a fax machine sends it."""
    sideways: bool = False
    """Pages are fed in any way round: the first upright, each after it a quarter further (counter-clockwise)."""

    def quarters(self, page: int) -> int:
        """Quarter turns of a page (0-based)."""
        return page % 4 if self.sideways else 0


def picture(data: bytes, page: int, scanner: Scanner, seed: int = 0) -> Image.Image:
    """One page (0-based) as a grey picture."""
    document = pypdfium2.PdfDocument(data)
    image: Image.Image = document[page].render(scale=scanner.dpi / 72, grayscale=True).to_pil()
    behind = page + 1 if page + 1 < len(document) else 0
    back = document[behind].render(scale=scanner.dpi / 72, grayscale=True).to_pil() if scanner.bleed else None
    document.close()
    rng = np.random.default_rng([seed, page])
    image = _worn(image, back, scanner, np.random.default_rng([seed, page, 1]))
    turn = scanner.turn * (1 if page % 2 else -1)
    image = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=250)
    image = image.rotate(90 * scanner.quarters(page), expand=True)
    if scanner.blur:
        image = image.filter(ImageFilter.GaussianBlur(scanner.blur))
    grey: np.ndarray[Any, Any] = np.asarray(image, dtype=np.float32)
    paper = 232 + 8 * np.linspace(-1, 1, grey.shape[1], dtype=np.float32)[None, :]
    grey = 35 + grey / 255 * (paper - 35)
    if scanner.fold:
        rows = np.arange(grey.shape[0], dtype=np.float32)[:, None]
        middle = grey.shape[0] * 0.47
        grey = grey - 70 * np.exp(-(((rows - middle) / (grey.shape[0] * 0.012)) ** 2))
    noisy = grey + rng.normal(0, scanner.noise, grey.shape)
    return as_image(faxed(noisy, rng), bits=True) if scanner.fax else as_image(noisy)


def _worn(image: Image.Image, back: Image.Image | None, scanner: Scanner, rng: np.random.Generator) -> Image.Image:
    """The printed page as it lies on the glass."""
    grey = np.asarray(image, dtype=np.float32)
    if scanner.stamp:
        grey = stamped(grey, scanner.dpi, rng)
    if scanner.signature:
        grey = signed(grey, scanner.dpi, rng)
    if back is not None:
        grey = shine_through(grey, back, scanner.bleed)
    if scanner.curl:
        grey = curled(grey, scanner.dpi, scanner.curl)
    return as_image(grey)


def scan(data: bytes, scanner: Scanner, pages: list[int] | None = None, seed: int = 0) -> bytes:
    """The document as a scan. ``pages`` (0-based) become pictures; the others stay as they are."""
    with pikepdf.open(io.BytesIO(data)) as source:
        boxes = [tuple(float(v) for v in page.mediabox) for page in source.pages]
    chosen = list(range(len(boxes))) if pages is None else pages
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in chosen:
        x0, y0, x1, y1 = boxes[number]
        width, height = x1 - x0, y1 - y0
        if scanner.quarters(number) % 2:
            width, height = height, width
        canvas.setPageSize((width, height))
        if scanner.rubbish:
            _rubbish(canvas, width, height, seed + number)
        kept = io.BytesIO()
        way = "PNG" if scanner.fax else "JPEG"
        picture(data, number, scanner, seed).save(kept, way, quality=scanner.quality)
        canvas.drawImage(ImageReader(io.BytesIO(kept.getvalue())), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    if pages is None:
        return out.getvalue()
    return _mixed(data, out.getvalue(), chosen)


def as_fed(data: bytes, scanner: Scanner) -> bytes:
    """The document with its pages turned as ``scanner`` shows them, text and all."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            page.Rotate = -90 * scanner.quarters(number) % 360
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _rubbish(canvas: Canvas, width: float, height: float, seed: int) -> None:
    """An OCR layer made for the wrong language: words of Latin letters where the lines are."""
    rng = random.Random(seed)
    text = canvas.beginText(56, height - 60)
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 11)
    for _ in range(int((height - 120) / 16)):
        words = ["".join(rng.choice("nuimtrlLaJfIgwsdvoe1") for _ in range(rng.randint(3, 16))) for _ in range(8)]
        text.textLine(" ".join(words)[: int(width / 7)])
    canvas.drawText(text)


def _mixed(native: bytes, pictures: bytes, pages: list[int]) -> bytes:
    with pikepdf.open(io.BytesIO(native)) as base, pikepdf.open(io.BytesIO(pictures)) as scanned:
        for place, number in enumerate(pages):
            base.pages[number] = scanned.pages[place]
        out = io.BytesIO()
        base.save(out, deterministic_id=True)
        return out.getvalue()


SCANS: dict[str, Scanner] = {
    "scan-200": Scanner(),
    "scan-200-turned": Scanner(turn=1.0, noise=6, sideways=True),
    "scan-150-fold": Scanner(dpi=150, turn=0.3, noise=7, fold=True, blur=0.4),
    "scan-rubbish": Scanner(turn=0.6, rubbish=True),
    "scan-150": Scanner(dpi=150, turn=0.3, noise=5, blur=0.4),
    "scan-fax": Scanner(turn=0.3, noise=4, blur=0.5, fax=True),
    "scan-hard": Scanner(noise=6, stamp=True, signature=True, bleed=0.12, curl=0.25),
}
