"""Small tables drawn line by line with reportlab, for tests that need one thing in its place."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from phaen.extractors.model import Cell, Table
from phaen.extractors.pdf.reader import read_pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = "Sarabun"
WIDTH, HEIGHT = 595.0, 842.0


class Page:
    """A page to draw on; y runs downwards from the top."""

    def __init__(self, size: float = 10.0) -> None:
        file = Path(__file__).parent.parent / "samples" / "fonts" / "Sarabun-Regular.ttf"
        pdfmetrics.registerFont(TTFont(FONT, str(file)))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT), invariant=1)
        self.size = size
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(0, 0, " ")  # the first character of a subset has the code 0, which pdfplumber loses

    def rules(self, xs: Iterable[float], ys: Iterable[float]) -> Page:
        """A grid of full rules."""
        xs, ys = sorted(xs), sorted(ys)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        return self

    def text(self, x: float, y: float, text: str, *, right: bool = False) -> Page:
        """``text`` with its baseline at ``y``, beginning (or ending) at ``x``."""
        width = pdfmetrics.stringWidth(text, FONT, self.size)
        self.canvas.drawString(x - width if right else x, HEIGHT - y, text)
        return self

    def width(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, FONT, self.size))

    def next(self) -> Page:
        self.canvas.showPage()
        self.canvas.setFont(FONT, self.size)
        return self

    def data(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


def tables(data: bytes, backend: str = "pdfium") -> list[Table]:
    return [block for block in read_pdf(data, "x.pdf", backend=backend).blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [row.texts() for row in table.rows]


def cells(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row.cells if cell]
