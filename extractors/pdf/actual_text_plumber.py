"""/ActualText through pdfplumber: a device that notes the span of every character."""

from __future__ import annotations

from typing import Any

import numpy as np
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1, stream_value
from pdfminer.psparser import PSLiteral
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from extractors.pdf.actual_text import Spans, decoded

_KEY = "ActualText"


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

    def tag_cur_item(self) -> None:
        self.cur_mcid = self.open[-1] if self.open else None
        super().tag_cur_item()

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
        device.interpreter = self

    def do_Do(self, xobjid: Any) -> None:
        super().do_Do(xobjid)
        self.noting.interpreter = self


def read_spans(page: Any) -> list[str] | None:
    """Lay out ``page`` (pdfplumber's) so that its characters carry spans; the spans' texts, or ``None`` without any.

    Must run before anything else of the page is asked for.
    """
    if not _has_spans(page):
        return None
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    return device.texts


def char_spans(members: list[int | None], texts: list[str]) -> Spans:
    """The spans of characters in stream order whose own spans are ``members``."""
    member = np.array([-1 if one is None else one for one in members], np.int32)
    return Spans(member, np.arange(len(member), dtype=np.int32), texts)


def _has_spans(page: Any) -> bool:
    """Does the name stand in the page's content, its property lists, or a Form XObject it uses?"""
    streams = [resolve1(one) for one in page.page_obj.contents]
    if any(_KEY.encode() in stream_value(one).get_data() for one in streams if one is not None):
        return True
    resources = resolve1(page.page_obj.resources) or {}
    if resolve1(resources.get("Properties")):
        return True
    forms = resolve1(resources.get("XObject")) or {}
    inner = [resolve1(one) for one in forms.values()]
    return any(str(one.get("Subtype")) == "/'Form'" for one in inner if one is not None)
