"""Lines with signs of :mod:`samples.inline`, and letters set apart, on reportlab's pages."""

from __future__ import annotations

import re

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from samples.inline import MOVED, PLAIN, RAISED, STRUCK, UNSEEN, parts
from samples.pdf_changes import MARK

TALL = re.compile("((?<=[\u0e31\u0e34-\u0e37\u0e4d])[\u0e48-\u0e4c]|[\u0e48-\u0e4b](?=\u0e33))")
RISE = 0.2
"""A tone above a vowel stands higher by this share of the size (the font's own glyphs share one height)."""
_NOTE_SIZE, _NOTE_RISE, _TINY = 0.65, 0.33, 0.5


def text_width(text: str, font: str, size: float, spacing: float = 0.0) -> float:
    """Points that ``text`` takes, its signs too; ``spacing`` points follow every letter."""
    width = 0.0
    for kind, drawn in parts(text):
        scale = _NOTE_SIZE if kind == RAISED else 1.0
        width += float(pdfmetrics.stringWidth(drawn, font, size)) * scale + spacing * len(drawn) * (kind == PLAIN)
    return width


def draw(
    canvas: Canvas, x: float, baseline: float, text: str, font: str, size: float, spacing: float, hiding: str
) -> None:
    """Draw ``text`` from ``x`` on; ``hiding`` says how figures that nobody sees are hidden."""
    for kind, drawn in parts(text) if text else [(PLAIN, "")]:
        width = text_width(drawn, font, size)
        if kind == UNSEEN:
            _unseen(canvas, x, baseline, drawn, font, size, hiding)
        elif kind == MOVED:
            canvas.saveState()
            _mark(canvas)
            _plain(canvas, x, baseline, drawn, font, size, 0)
            canvas.restoreState()
        elif kind == RAISED:
            width *= _NOTE_SIZE
            canvas.setFont(font, size * _NOTE_SIZE)
            canvas.drawString(x, baseline + size * _NOTE_RISE, drawn)
        else:
            _plain(canvas, x, baseline, drawn, font, size, spacing)
            width += spacing * len(drawn)
        if kind == STRUCK:
            canvas.setLineWidth(0.6)
            canvas.line(x, baseline + 0.28 * size, x + width, baseline + 0.28 * size)
        x += width


def _mark(canvas: Canvas) -> None:
    canvas.setFillColorRGB(*(part / 255 for part in MARK))


def _plain(canvas: Canvas, x: float, baseline: float, text: str, font: str, size: float, spacing: float) -> None:
    line = canvas.beginText(x, baseline)
    line.setFont(font, size)
    if spacing:
        line.setCharSpace(spacing)
    for n, part in enumerate(TALL.split(text)):
        if part:
            line.setRise(size * RISE if n % 2 else 0)
            line.textOut(part)
    if spacing:
        line.setCharSpace(0)
    canvas.drawText(line)


def _unseen(canvas: Canvas, x: float, baseline: float, text: str, font: str, size: float, hiding: str) -> None:
    canvas.saveState()
    canvas.setFillGray(1.0 if hiding == "white" else 0.0)
    if hiding == "marked":
        _mark(canvas)
    line = canvas.beginText(x, baseline)
    line.setFont(font, _TINY if hiding == "tiny" else size)
    if hiding == "mode":
        line.setTextRenderMode(3)
    line.textOut(text)
    if hiding == "mode":
        line.setTextRenderMode(0)
    canvas.drawText(line)
    if hiding == "cover":
        canvas.setFillGray(1.0)
        canvas.rect(x, baseline - 0.2 * size, text_width(text, font, size), size, stroke=0, fill=1)
    canvas.restoreState()
