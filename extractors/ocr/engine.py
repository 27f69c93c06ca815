"""Tesseract: found at run time, loaded once per process, fed one printed line at a time."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.installed import data_folder

LINE_LIMIT = 20_000
"""Milliseconds that one line may take; a line never needs a hundredth of it."""
_RAW_LINE, _SINGLE_WORD = 13, 8
_LSTM = 1


@dataclass(frozen=True, slots=True)
class Word:
    """Signs of one line without a space between them: extent in pixels of the line, confidence 0–1 of the least
    sure of them."""

    text: str
    x0: float
    x1: float
    confidence: float


class Engine:
    """Tesseract with one set of languages; ``digits`` restricts it to figures."""

    def __init__(self, languages: str, digits: str = "") -> None:
        # Tesseract's own threads cost more than they give when every core has a worker
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        import tesserocr

        self._levels = tesserocr
        self._api: Any = tesserocr.PyTessBaseAPI(
            path=data_folder(), lang=languages, psm=_SINGLE_WORD if digits else _RAW_LINE, oem=_LSTM
        )
        if digits:
            self._api.SetVariable("tessedit_char_whitelist", digits)

    def read(self, line: NDArray[np.uint8], dpi: int) -> list[Word]:
        """The words of one line; spaces between them are where Tesseract sees them."""
        line = np.ascontiguousarray(line)
        height, width = line.shape
        self._api.SetImageBytes(line.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(dpi)
        if not self._api.Recognize(LINE_LIMIT):
            return []
        text = str(self._api.GetUTF8Text()).strip()
        signs = self._signs()
        words: list[Word] = []
        at = 0
        for chunk in text.split():
            rest = chunk
            parts = []
            while rest and at < len(signs) and rest.startswith(signs[at].text):
                parts.append(signs[at])
                rest = rest[len(signs[at].text) :]
                at += 1
            if not parts:
                return [Word(text.replace("\n", " "), 0.0, float(width), 0.0)]
            words.append(Word(chunk, parts[0].x0, max(p.x1 for p in parts), min(p.confidence for p in parts)))
        return apart(words)

    def _signs(self) -> list[Word]:
        """What Tesseract calls words: single Thai letters, whole Latin words and figures."""
        level = self._levels.RIL.WORD
        found = []
        iterator = self._api.GetIterator()
        if iterator is None:
            return []
        for item in self._levels.iterate_level(iterator, level):
            try:
                text = str(item.GetUTF8Text(level)).strip()
            except RuntimeError:
                continue
            box = item.BoundingBox(level)
            if text and box:
                found.append(Word(text, float(box[0]), float(box[2]), float(item.Confidence(level)) / 100))
        return found


def apart(words: list[Word]) -> list[Word]:
    """``words`` of one line, each ending where the next begins: Tesseract stretches Latin words among Thai ones to the
    end of the line."""
    ends = [word.x0 for word in words[1:]]
    shortened = [replace(word, x1=max(word.x0, min(word.x1, end))) for word, end in zip(words, ends, strict=False)]
    return [*shortened, *words[-1:]]


@cache
def engine(languages: str = "tha+eng", digits: str = "") -> Engine:
    """The engine of this process for ``languages``; loading one takes about 0.1 s."""
    return Engine(languages, digits)
