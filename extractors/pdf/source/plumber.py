"""Characters and shapes through pdfplumber: the reference that the fast backend is held to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pdfplumber
from numpy.typing import NDArray
from pdfminer.pdfdocument import PDFPasswordIncorrect
from phaen.extractors.model import UnreadableDocument
from phaen.extractors.pdf.glyphs.turning import quarter_turns, turned_boxes, upright, without_bars
from phaen.extractors.pdf.source.actual_text import apply_spans, visible
from phaen.extractors.pdf.source.actual_text_plumber import char_spans, read_spans
from phaen.extractors.pdf.source.annotations import with_annotations_drawn
from phaen.extractors.pdf.source.backend import (
    BOX,
    COVERED,
    DARK,
    FILL,
    LINE,
    MAX_CHARS,
    MAX_PAGES,
    MAX_SHAPES,
    TINTED,
    Font,
    Glyphs,
    RawPage,
    sound_codes,
)
from phaen.extractors.pdf.source.opening import ENCRYPTED, check_header
from phaen.extractors.pdf.source.paths import Shape, outline_shapes
from phaen.extractors.pdf.source.pdfium import PdfiumSource

_CID = re.compile(r"\(cid:(\d+)\)")
_MARK_CODES = {0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)}


class PlumberSource:
    """A PDF opened with pdfplumber; see :class:`phaen.extractors.pdf.source.backend.Source`."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        check_header(data)
        data = with_annotations_drawn(data, password)
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data), password=password)
            self.page_count = min(len(self._pdf.pages), MAX_PAGES)
        except MemoryError:
            raise
        except Exception as error:
            causes = (error, error.__cause__, *error.args)
            if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
                raise UnreadableDocument(ENCRYPTED) from None
            raise UnreadableDocument("The PDF is damaged or cut short: it has no readable page tree") from None
        if self.page_count == 0:
            raise UnreadableDocument("The PDF has no pages")

        self.only: frozenset[int] | None = None
        try:
            self._drawn: PdfiumSource | None = PdfiumSource(data, password)
        except UnreadableDocument:
            self._drawn = None

    def close(self) -> None:
        """Give the file's memory back."""
        self._pdf.close()
        if self._drawn is not None:
            self._drawn.close()

    def pages(self) -> Iterator[RawPage]:
        """Every page in order. What nobody sees on it is told by PDFium, which can draw it."""
        if self._drawn is not None:
            self._drawn.only = self.only
        drawn = self._drawn.pages() if self._drawn is not None else iter(())
        for number in range(1, self.page_count + 1):
            if self.only is not None and number not in self.only:
                continue
            page = self._pdf.pages[number - 1]
            read, seen = _read(page, number), next(drawn, None)
            if seen is not None:
                _leave_unseen(read, seen)
            yield read
            page.close()


def _read(page: Any, number: int) -> RawPage:
    """One page. pdfplumber has turned it as shown already, so its own rotation is none."""
    flags: list[str] = []
    height = float(page.height)
    texts = read_spans(page)
    glyphs, fonts, changed = _glyphs(page.chars, texts, flags)
    left, top, right, bottom = _shown_box(page)
    shapes = np.array(_shapes(page, flags), np.float64).reshape(-1, 6)
    y0 = shapes[:, 1].copy()
    shapes[:, 1], shapes[:, 3] = height - shapes[:, 3], height - y0
    area = sum(abs((i["x1"] - i["x0"]) * (i["bottom"] - i["top"])) for i in page.images)
    frame = (left, height - bottom, right, height - top)
    return upright(number, frame, 0, glyphs, fonts, shapes, float(area), flags, changed)


def _shown_box(page: Any) -> tuple[float, float, float, float]:
    """What a viewer shows of the page: its CropBox, as far as that lies on the sheet."""
    x0, top, x1, bottom = (float(v) for v in page.mediabox)
    left, upper, right, lower = (float(v) for v in page.cropbox)
    shown = (max(x0, left), max(top, upper), min(x1, right), min(bottom, lower))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else (x0, top, x1, bottom)


_NEAR = 1.0
"""Points: a letter as the two libraries place it."""
_ALIKE = 0.5
"""Share of a letter's size by which the two may differ."""


def _leave_unseen(page: RawPage, drawn: RawPage) -> None:
    """Take out of ``page`` the letters that are not seen on it, as PDFium's reading ``drawn`` of it tells."""
    page.written, page.table_pictures = drawn.written, drawn.table_pictures
    if drawn.unseen is None:
        return
    seen = drawn.glyphs
    glyphs, gone = page.glyphs, np.zeros(len(page.glyphs), bool)
    for k, code in enumerate(drawn.unseen.code.tolist()):
        # PDFium's box of a mark begins over the letter that bears it, pdfminer's at its own place; both end alike
        edge = "x1" if code in _MARK_CODES else "x0"
        place = (float(getattr(drawn.unseen, edge)[k]), drawn.unseen.y[k], drawn.unseen.size[k])
        if not ((seen.code == code) & _at(seen, edge, *place)).any():
            gone |= (glyphs.code == code) & _at(glyphs, edge, *place)
    page.glyphs = glyphs.take(~gone)
    page.unseen, page.why, page.told = drawn.unseen, drawn.why, drawn.told
    covered = drawn.unseen.take(drawn.why == COVERED)
    page.shapes = without_bars(page.shapes, (covered.x0 + covered.x1) / 2, covered.y - 0.25 * covered.size)
    offset = len(page.fonts)
    page.fonts = [*page.fonts, *drawn.fonts]
    page.unseen.font = page.unseen.font + offset


def _at(glyphs: Glyphs, edge: str, x: float, y: float, size: float) -> NDArray[np.bool_]:
    """Which letters have their ``edge`` (x0 or x1) at a place in a size, as far as the two libraries agree."""
    alike = np.abs(glyphs.size - size) < _ALIKE * size
    return np.asarray(alike & (np.abs(getattr(glyphs, edge) - x) < _NEAR) & (np.abs(glyphs.y - y) < _NEAR))


def _glyphs(chars: list[dict[str, Any]], texts: list[str], flags: list[str]) -> tuple[Glyphs, list[Font], int]:
    if len(chars) > MAX_CHARS:
        flags.append("page_cut")
        chars = chars[:MAX_CHARS]
    fonts: dict[str, int] = {}
    listed: list[Font] = []
    rows: list[tuple[float, ...]] = []
    members: list[int | None] = []
    before: tuple[float, ...] = ()
    run, reach = -1, 0.0
    seen: set[tuple[str, int, int, int]] = set()
    directions = np.array([char["matrix"][:2] for char in chars], np.float64).reshape(-1, 2)
    for char, turn in zip(chars, quarter_turns(*directions.T).tolist(), strict=True):
        text = char["text"]
        e, f = char["matrix"][4:]
        mark = (text, round(2 * e), round(2 * f), round(float(char["size"])))
        if not texts or char["mcid"] is None:  # a cluster's marks may have one Unicode between them
            if text.strip() and mark in seen:
                continue  # printed twice for bold
            seen.add(mark)
        name = char["fontname"]
        if name not in fonts:
            fonts[name] = len(listed)
            plain = name.split("+", 1)[-1]
            listed.append(Font(name, plain, "bold" in plain.lower()))
        size = float(char["size"])
        if turn in (1, 3):
            size = float(char["x1"] - char["x0"]) or size
        box = np.array([char["x0"], char["y0"], char["x1"], char["y1"]], np.float64)
        x0, _, x1, _ = turned_boxes(box, turn % 4).tolist()
        start, base, _, _ = turned_boxes(np.array([e, f, e, f], np.float64), turn % 4).tolist()
        here = (fonts[name], turn, base, size)
        if here != before or abs(x0 - reach) > size:  # pdfminer does not tell text objects: a leap begins one
            run, before = run + 1, here
        reach = x1
        lost = _CID.fullmatch(text)
        codes = [int(lost[1])] if lost else [ord(letter) for letter in text]
        anchor = start - 0.12 * size if codes and codes[0] in _MARK_CODES else (x0 + x1) / 2
        member = char["mcid"] if texts else None
        for code in codes:
            if code in (0x0A, 0x0D) and member is None:
                continue
            members.append(member)
            rows.append((code, x0, x1, anchor, base, size, fonts[name], run, turn, bool(lost)))
    table = np.array(rows, np.float64).reshape(-1, 10)
    lost_codes = table[:, 9] > 0
    unicode = sound_codes(table[:, 0].astype(np.int64), lost_codes)
    whole = table.astype(np.int32)
    glyphs = Glyphs(
        code=unicode,
        x0=table[:, 1].copy(),
        x1=table[:, 2].copy(),
        anchor=table[:, 3].copy(),
        y=table[:, 4].copy(),
        size=np.abs(table[:, 5]),
        font=whole[:, 6],
        run=whole[:, 7],
        turn=whole[:, 8],
        lost=lost_codes,
        hint=np.zeros(len(table), bool),
    )
    spans = char_spans(members, texts)
    keep = visible(glyphs.code, glyphs.x1 - glyphs.x0) | (spans.member >= 0)
    glyphs, changed = apply_spans(glyphs.take(keep), spans.take(keep), flags)
    return glyphs, listed, changed


def _shapes(page: Any, flags: list[str]) -> list[Shape]:
    """Lines, rectangles and outlines, top-down coordinates."""
    found: list[Shape] = []
    for kind in ("line", "rect", "curve"):
        for item in page.objects.get(kind, []):
            if len(found) >= MAX_SHAPES:
                flags.append("page_cut")
                return found
            box = (float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"]))
            stroked, filled = bool(item.get("stroke")), bool(item.get("fill"))
            if not stroked and not filled:
                continue
            shade = _shade(item.get("non_stroking_color")) if filled else 0.0
            if kind == "line":
                found.append((*box, LINE, 0.0))
            elif kind == "rect":
                thin = min(box[2] - box[0], box[3] - box[1]) <= 2.5
                found.append((*box, LINE if thin else (BOX if stroked else FILL), shade))
            else:
                points = [(2 if k == 0 else 0, float(x), float(y)) for k, (x, y) in enumerate(item["pts"])]
                if any(step[0] in "cvy" for step in item.get("path", [])):
                    points = [(2 if k == 0 else 1, x, y) for k, (_, x, y) in enumerate(points)]
                found.extend(outline_shapes(points, stroked, shade))
    return found


def _shade(color: Any) -> float:
    """The shade of a fill by its colour (grey, RGB or CMYK, 0–1); no colour is black."""
    if color is None:
        return DARK
    parts = [float(v) for v in (color if isinstance(color, (tuple, list)) else [color]) if not isinstance(v, str)]
    if not parts:
        return 0.0
    light = 1 - min(parts[3] + sum(parts[:3]) / 3, 1.0) if len(parts) == 4 else sum(parts) / len(parts)
    return DARK if light < 0.43 else TINTED if light < 0.8 else 0.0
