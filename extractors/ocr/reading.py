"""One printed line read twice in different ways: what both readings say is believed.

The first reading sees a smoothed grey picture, the second a black-and-white one at another size. Figures in which the
two differ are read a third time; without two equal readings they are doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from extractors.ocr.engine import Word, engine
from extractors.ocr.picture import DPI, Grey
from normalizers.text import arabic_digits, canonical

BODY = 25.0
"""Pixels: the height that consonants are brought to before reading."""
OTHER_BODY = 31.0
NARROW = 0.9
"""Letters are narrowed by this much: Tesseract's Thai model was trained on narrow fonts."""
_OVER, _UNDER = 1.6, 0.5
_MARGIN = 0.3
FIGURE = re.compile(r"[0-9๐-๙]+(?:[.,:/][0-9๐-๙]+)*")
_DIGITS = "0123456789.,-/()"
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line says. ``raw`` is the first reading; ``doubtful`` are figures that the readings disagree on;
    ``agreement`` (0–1) is how alike the two readings are."""

    words: tuple[Word, ...]
    raw: str
    confidence: float
    agreement: float
    doubtful: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def figures(text: str) -> tuple[str, ...]:
    """The figures of a text in Arabic digits, in order; ``1,000`` is one, ``5.`` is ``5``."""
    return tuple(arabic_digits(found) for found in FIGURE.findall(text))


def read_line(line: Grey, base: float, body: float) -> Reading:
    """Read one line: ``line`` grey on white, its baseline and body height in pixels."""
    first = _read(_prepared(line, base, body, BODY, smooth=True), "tha+eng")
    second = _read(_prepared(line, base, body, OTHER_BODY, smooth=False), "tha+eng")
    chosen, other = (first, second) if _sureness(first) >= _sureness(second) else (second, first)
    text, against = _text(chosen), _text(other)
    mine, theirs = figures(text), figures(against)
    doubtful: tuple[str, ...] = ()
    if mine != theirs or (not mine and len(text) <= _SHORT and text != against):
        third = _third(line, base, body, text)
        if third is None or third not in (mine, theirs):
            doubtful = tuple(dict.fromkeys([*mine, *theirs])) or ("",)
        elif third == theirs:
            chosen, other, text, against = other, chosen, against, text
    return Reading(
        words=tuple(_on_line(chosen, line.shape[1])),
        raw=_text(first),
        confidence=min((word.confidence for word in chosen), default=0.0),
        agreement=float(Levenshtein.normalized_similarity(_plain(text), _plain(against))),
        doubtful=doubtful,
    )


def _text(words: list[Word]) -> str:
    return canonical(" ".join(word.text for word in words))


def _plain(text: str) -> str:
    return "".join(text.split())


def _sureness(words: list[Word]) -> float:
    """Mean confidence, each sign weighing alike; an empty reading is the least sure."""
    total = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / total if total else -1.0


def _third(line: Grey, base: float, body: float, text: str) -> tuple[str, ...] | None:
    """The figures of a third reading: digits alone for a line of nothing else, else everything once more."""
    picture = _prepared(line, base, body, BODY * 0.8, smooth=True)
    if not re.search("[ก-๎A-Za-z]", text):
        return figures(_text(engine("eng", _DIGITS).read(picture, DPI)))
    return figures(_text(_read(picture, "tha+eng")))


def _read(picture: Grey, languages: str) -> list[Word]:
    width = picture.shape[1]
    words = engine(languages).read(picture, DPI)
    return [Word(w.text, w.x0 / width, w.x1 / width, w.confidence) for w in words]


def _on_line(words: list[Word], width: int) -> list[Word]:
    """Words with their extents in pixels of the line; margins are neglected, they are a third of a letter."""
    return [Word(canonical(w.text), w.x0 * width, w.x1 * width, w.confidence) for w in words]


def _prepared(line: Grey, base: float, body: float, height: float, *, smooth: bool) -> Grey:
    """The line on a strip of even proportions: consonants ``height`` pixels high, room above for two marks."""
    over, under = round(_OVER * body), round(_UNDER * body)
    margin = round(_MARGIN * body)
    above = max(0, over - round(base)) + margin
    below = max(0, under - (line.shape[0] - round(base))) + margin
    strip = cv2.copyMakeBorder(line, above, below, margin + 4, margin + 4, cv2.BORDER_CONSTANT, value=255)
    factor = height / body
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    strip = cv2.resize(strip, None, fx=factor * NARROW, fy=factor, interpolation=way)
    strip = cv2.GaussianBlur(strip, (0, 0), 1.0)
    if not smooth:
        _, strip = cv2.threshold(strip, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.ascontiguousarray(strip, np.uint8)
