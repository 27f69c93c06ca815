"""/ActualText and clipping through pdfplumber: a device that notes the span of every character that can be seen.

pdfminer keeps track of neither. Word processors leave in the text layer what overflows a cell of fixed height, browsers
what they cut off at a page end.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from phaen.extractors.pdf.source.actual_text import Spans, decoded

_KEY = "ActualText"
Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_HEIGHT = 0.25
"""Em above the baseline: where a character is held to stand."""


class _Device(PDFPageAggregatorWithMarkedContent):
    """Gives every character the number of its span as ``mcid``."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.texts: list[str] = []
        self.open: list[int | None] = []
        self.interpreter: _Interpreter | None = None

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        super().begin_tag(tag, None)
        outer = self.open[-1] if self.open else None
        if outer is None:
            value = self._actual_text(props)
            if value is not None:
                outer = len(self.texts)
                self.texts.append(decoded(value))
        self.open.append(outer)

    def end_tag(self) -> None:
        super().end_tag()
        if self.open:
            self.open.pop()

    def render_string(self, textstate: Any, seq: Any, *rest: Any) -> None:
        """Draw ``seq``; what a style sets letters apart by stands behind its last letter too, before none (9.4.4)."""
        if not textstate.charspace or not any(isinstance(part, bytes) and part for part in seq):
            return super().render_string(textstate, seq, *rest)
        if not isinstance(seq[0], bytes):
            self._move(textstate, -1)
        super().render_string(textstate, seq, *rest)
        self._move(textstate, 1)
        return None

    @staticmethod
    def _move(textstate: Any, times: int) -> None:
        x, y = textstate.linematrix
        room = times * textstate.charspace * textstate.scaling * 0.01
        textstate.linematrix = (x, y + room) if textstate.font.is_vertical() else (x + room, y)

    def render_char(self, *arguments: Any, **options: Any) -> float:
        advance: float = super().render_char(*arguments, **options)
        items = self.cur_item._objs
        if items and self.interpreter is not None and self._is_clipped(items[-1]):
            items.pop()
        return advance

    def tag_cur_item(self) -> None:
        self.cur_mcid = self.open[-1] if self.open else None
        super().tag_cur_item()

    def _is_clipped(self, char: Any) -> bool:
        x0, y0, x1, y1 = self.interpreter.clips[-1] if self.interpreter else EVERYWHERE
        matrix = getattr(char, "matrix", None)
        if matrix is None or abs(matrix[1]) > abs(matrix[0]):
            return False
        middle, level = (char.x0 + char.x1) / 2, matrix[5] + _HEIGHT * char.size
        return not (x0 <= middle <= x1 and y0 <= level <= y1)

    def _actual_text(self, props: Any) -> bytes | None:
        if isinstance(props, PSLiteral) and self.interpreter is not None:
            props = resolve1(resolve1(self.interpreter.resources.get("Properties")) or {}).get(props.name)
        props = resolve1(props)
        value = resolve1(props.get(_KEY)) if isinstance(props, dict) else None
        return value if isinstance(value, bytes) else None


class _Interpreter(PDFPageInterpreter):
    """Lets the device know whose resources names are looked up in; Form XObjects have interpreters of their own."""

    def __init__(self, rsrcmgr: Any, device: _Device) -> None:
        super().__init__(rsrcmgr, device)
        self.noting = device
        outer = device.interpreter
        self.clips: list[Box] = [outer.clips[-1] if outer else EVERYWHERE]
        device.interpreter = self

    def do_q(self) -> None:
        super().do_q()
        self.clips.append(self.clips[-1])

    def do_Q(self) -> None:
        super().do_Q()
        if len(self.clips) > 1:
            self.clips.pop()

    def do_W(self) -> None:
        super().do_W()
        self._clip()

    def do_W_a(self) -> None:
        super().do_W_a()
        self._clip()

    def _clip(self) -> None:
        """Narrow the clipping box to the box of the path just drawn."""
        numbers = [float(value) for _, *values in self.curpath for value in values]
        if not numbers or len(numbers) % 2:
            return
        points = [apply_matrix_pt(self.ctm, point) for point in zip(numbers[::2], numbers[1::2], strict=True)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, y0, x1, y1 = self.clips[-1]
        self.clips[-1] = (max(x0, min(xs)), max(y0, min(ys)), min(x1, max(xs)), min(y1, max(ys)))

    def do_Do(self, xobjid: Any) -> None:
        super().do_Do(xobjid)
        self.noting.interpreter = self


def read_spans(page: Any) -> list[str]:
    """Lay out ``page`` (pdfplumber's) without what clipping hides, its characters carrying spans; the spans' texts.

    Must run before anything else of the page is asked for.
    """
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    return device.texts


def char_spans(members: list[int | None], texts: list[str]) -> Spans:
    """The spans of characters in stream order whose own spans are ``members``."""
    member = np.array([-1 if one is None else one for one in members], np.int32)
    return Spans(member, np.arange(len(member), dtype=np.int32), texts)
