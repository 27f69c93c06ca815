"""One printed line read twice in different ways: what both readings say is believed.

Words alone that Tesseract is sure of and that the dictionary knows are not read again: of 576 such lines the second
reading changed five, three of them for the worse by eye. The first reading sees a black-and-white picture, the second a
smoothed grey one at another size. Figures in which the two differ are read a third time; without two equal readings
they are doubtful. So are those of a line without letters that the English model reads otherwise, both held to figures
and free. So are Thai digits that Tesseract reads by itself, and those that its readings do not give back (see
:mod:`phaen.extractors.ocr.thai_digits`). A line of nothing but Thai digits that are surely told is read once: Tesseract
sees what was drawn for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from phaen.extractors.ocr.engine import Word, engine
from phaen.extractors.ocr.figures import figures
from phaen.extractors.ocr.likeness import likeness
from phaen.extractors.ocr.picture import DPI, Grey
from phaen.extractors.ocr.script import figures_were_words, settle_scripts, strange_letters
from phaen.extractors.ocr.spelling import cost, spell
from phaen.extractors.ocr.thai_digits import Digit, put_back
from phaen.normalizers.text import canonical

_WORDY = re.compile("[ก-ฺเ-๎A-Za-z]")
_MIXED = re.compile("[0-9][.,]*[๐-๙]|[๐-๙][.,]*[0-9]")
_SAYS = re.compile("[0-9๐-๙ก-๎A-Z]|[a-z]{3}")
_THAI_DIGIT = re.compile("[๐-๙]")
_DIGITS = "0123456789.,-/()"
_OVER, _UNDER, _MARGIN = 1.6, 0.5, 0.3
"""Body heights: room over the body for two marks, under it for a vowel, and the white around a line."""
_THAI = re.compile("[ก-ฺเ-๎]")
_DOUBLED = re.compile(r"[^0-9๐-๙]{0,2}([0-9๐-๙])\1")
_LIKE_LETTER = re.compile(r"กลุ่ม[ก-๎]*\s*([0568])(?![0-9.,])")
"""Groups have letters: B, C, D and S look like figures."""
_BROKEN = re.compile(r"(?:^|\s)[.,][0-9๐-๙]|[0-9๐-๙] [0-9๐-๙]|[§$«»€¥£©®¢~^_{}\\|¦]")
"""Beside a figure: a point without its first part, a space where a point or comma may be lost, signs of no document."""
_EDGES = " .,-–—'|"
_LONE = re.compile(r"[^0-9๐-๙ก-ฺเ-๎A-Za-z]*[0-9][^0-9๐-๙ก-ฺเ-๎A-Za-z]*")
_SHORT = 6
_SURE, _ENOUGH = 0.6, 4
"""Tesseract's confidence in its least sure word, and the letters, of a line that is not read again."""
_NO_THAI = re.compile("[0-9๐-๙A-Za-z]")
_ONES = ("1", "l", "I", "L", "|")
_STRANGE = 10.0
"""Nats that a strange Latin word makes a reading unlikelier, and each of its letters by a quarter of it."""
_SIGN = 2.5
"""Nats that a figure or a Latin letter costs, as much as a letter of a rare Thai word: else what is read as a Latin
word is always the likeliest."""
_UNSURE = 20.0
"""Nats between a reading that Tesseract is sure of and one that it is not."""


@dataclass(frozen=True, slots=True)
class View:
    """How a line is shown to Tesseract: height of consonants in pixels, width over height, black-and-white or grey."""

    body: float
    narrow: float
    binary: bool


FIRST, SECOND, THIRD = View(31, 1.0, True), View(25, 0.9, False), View(22, 0.9, False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line says. ``raw`` is what was read before slips of recognition were undone, ``slips`` counts them,
    ``unknown`` the letters outside words; ``doubtful`` are figures that the readings disagree on (``""``: one that
    only one of them sees); ``agreement`` (0–1) is how alike the two readings are; ``lost`` counts marks that the ink
    shows and the text lacks, and known words that may be others."""

    words: tuple[Word, ...]
    raw: str
    confidence: float
    agreement: float
    slips: int = 0
    unknown: int = 0
    doubtful: tuple[str, ...] = field(default=())
    lost: int = 0

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def read_line(line: Grey, base: float, body: float, thai: Sequence[Digit] = ()) -> Reading:
    """Read one line: ``line`` grey on white, its baseline and body height in pixels, ``thai`` the Thai digits for which
    it shows Arabic ones; words' extents are pixels of ``line``."""
    views = {FIRST: prepared(line, base, body, FIRST)}
    readings = {FIRST: _read(views[FIRST], "tha+eng")}
    text = _text(readings[FIRST])
    told = text.isdecimal() and _all_told((text,), thai)
    if not told and (thai or not _is_sure(readings[FIRST])):
        views[SECOND] = prepared(line, base, body, SECOND)
        readings[SECOND] = _read(views[SECOND], "tha" if _is_thai(text) else "tha+eng")
    mute = all(_says_nothing(_text(words)) for words in readings.values())
    if mute:
        readings = {view: _in_thai(readings[view], picture) for view, picture in views.items()}
    chosen, *rest = sorted(
        readings, key=lambda view: (mute and _says_nothing(_text(readings[view])), _unlikelihood(readings[view]))
    )
    other = rest[0] if rest else chosen
    doubtful: tuple[str, ...] = ()
    mine, theirs = figures(_text(readings[chosen])), figures(_text(readings[other]))
    if mine != theirs:
        third = _third(line, base, body, _text(readings[chosen]))
        if third == theirs and third != mine:
            chosen, other = other, chosen
        if third not in (mine, theirs) or (not thai and any(map(_is_lone, (_text(w) for w in readings.values())))):
            doubtful = tuple(dict.fromkeys([*mine, *theirs, *third]))
    elif mine and not _WORDY.search(_text(readings[chosen])) and not _all_told(mine, thai):
        third = _third(line, base, body, _text(readings[chosen]))
        needed = all if _is_lone(_text(readings[chosen])) else any
        told_by_others = third == mine or (not thai and _in_english(mine, list(views.values()), needed))
        doubtful = () if told_by_others else tuple(dict.fromkeys([*mine, *third]))
    words = settle_scripts(readings[chosen], views[chosen])
    agreement = likeness(_text(readings[chosen]), _text(readings[other]))
    if agreement < 1:  # words of the wrong script say nothing against what was read
        settled = _text(settle_scripts(readings[other], views[other]))
        agreement = max(agreement, likeness(_text(words), settled))
    were_words = figures_were_words(readings[chosen], words)
    if were_words:  # a Latin word read as figures: what is left of both readings must be the same
        others = figures(_text(settle_scripts(readings[other], views[other])))
        mine = figures(_text(words))
        doubtful = () if mine == others else tuple(dict.fromkeys([*mine, *others]))
    if len(_text(words)) <= _SHORT and not told:
        words = _settled_short(words, list(views.values()))
    if not doubtful and not were_words and figures(_text(words)) != figures(_text(readings[chosen])):
        doubtful = figures(_text(readings[chosen])) or figures(_text(words))
    own = any(_THAI_DIGIT.search(_text(words)) for words in readings.values())
    given_back = put_back([word.text for word in words], [digit.value for digit in thai])
    if given_back is not None:
        words = [replace(word, text=text) for word, text in zip(words, given_back, strict=True)]
    if not doubtful and (own or given_back is None or not all(digit.sure for digit in thai)):
        doubtful = figures(_text(words)) or ("",)
    if not doubtful and figures(_text(words)) and _BROKEN.search(_text(words)):
        doubtful = figures(_text(words))
    if not doubtful and (like_letter := _LIKE_LETTER.search(_text(words))):
        doubtful = (like_letter[1],)
    if not doubtful and (_MIXED.search(_text(words)) or (not told and _is_doubled(_text(words), list(views.values())))):
        doubtful = figures(_text(words))
    spelt = [spell(word.text) for word in words]
    width = line.shape[1]
    placed = [
        replace(word, text=new.text, x0=word.x0 * width, x1=word.x1 * width)
        for word, new in zip(words, spelt, strict=True)
        if new.text
    ]
    return Reading(
        words=tuple(placed),
        raw=_text(words),
        confidence=min((word.confidence for word in words), default=0.0),
        agreement=agreement,
        slips=sum(new.slips for new in spelt),
        unknown=sum(new.unknown for new in spelt),
        doubtful=doubtful,
    )


def rough_text(line: Grey, base: float, body: float) -> str:
    """What one line seems to say at a single look."""
    return _text(_read(prepared(line, base, body, FIRST), "tha+eng"))


def _all_told(mine: Sequence[str], thai: Sequence[Digit]) -> bool:
    """Are the figures ``mine`` just the Thai digits that the networks are sure of, without signs between them? Then
    Tesseract has read what was drawn for it; for lost signs the ink is looked at."""
    return all(digit.sure for digit in thai) and "".join(mine) == "".join(str(digit.value) for digit in thai)


def _says_nothing(text: str) -> bool:
    """Is ``text``, which is not empty, of strokes and signs alone?"""
    return bool(text) and not _SAYS.search(text)


def _in_thai(words: list[Word], picture: Grey) -> list[Word]:
    """``words`` without a letter or figure, as the Thai model alone reads them if that makes known words: beside the
    English one it takes a letter with its marks for a stroke."""
    read = _read(picture, "tha")
    text = _text(read)
    return read if _is_thai(text) and len(text) > 1 and not spell(text).unknown else words


def _is_thai(text: str) -> bool:
    """Are there Thai words in ``text``, and no figures or Latin letters?"""
    return bool(_THAI.search(text)) and not _NO_THAI.search(text)


def _is_sure(words: list[Word]) -> bool:
    """Is a line of known Thai words alone, some letters long, and each sure?"""
    text = _text(words)
    if not _is_thai(text) or len(_THAI.findall(text)) < _ENOUGH:
        return False
    return min(word.confidence for word in words) >= _SURE and not spell(text).unknown


def _is_doubled(text: str, pictures: list[Grey]) -> bool:
    """Does a line open with a digit twice, which no reading with the English model sees so? Tesseract tends to read
    the first sign of a line twice, in every picture of it."""
    if not _DOUBLED.match(text):
        return False
    first = figures(text)[0]
    return not any(figures(_text(_read(picture, "eng")))[:1] == (first,) for picture in pictures)


def _is_lone(text: str) -> bool:
    """Is ``text`` one digit and nothing else? Whatever is read instead is a figure too, and no sign beside it tells."""
    return bool(_LONE.fullmatch(text))


def _in_english(mine: Sequence[str], pictures: list[Grey], some: Callable[[Iterable[bool]], bool]) -> bool:
    """Does the English model, left all its signs, read the figures ``mine`` in ``some`` (any, all) of the ``pictures``?
    Held to figures alone it reads dirt for a digit and loses the first: where it said otherwise than both readings of
    597 figures, 29 times, these were right."""
    return some(figures(_text(_read(picture, "eng"))) == tuple(mine) for picture in pictures)


def _settled_short(words: list[Word], pictures: list[Grey]) -> list[Word]:
    """A line of a sign or two: Latin letters, figures and lone Thai consonants look alike, and no word helps. The
    English model, which knows the fewest signs, decides where it says the same of both pictures."""
    text = _text(words).strip(_EDGES)
    if not text or (len(text) > 1 and _THAI.search(text)):
        return words
    seen = [_text(_read(picture, "eng")).strip(_EDGES) for picture in pictures]
    if _THAI.search(text):
        settled = seen[0] if seen[0] == seen[1] and seen[0].isdecimal() else None
        if settled is None and all(found in _ONES for found in seen):
            settled = "1"
    elif len(text) == 1 or strange_letters(text):
        settled = seen[0] if seen[0] == seen[1] and seen[0].isalnum() and seen[0] != text else None
    else:
        settled = None
    if settled is None:
        return words
    return [replace(words[0], text=settled, x1=words[-1].x1, confidence=min(w.confidence for w in words))]


def _text(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _unlikelihood(words: list[Word]) -> float:
    """How little a reading reads like Thai, and how unsure Tesseract is of it; an empty reading is the last choice."""
    text = _text(words)
    if not text:
        return 1e6
    strange = strange_letters(text)
    total = sum(len(word.text) for word in words)
    sureness = sum(word.confidence * len(word.text) for word in words) / total
    return (
        cost(text)
        + _SIGN * (len(_NO_THAI.findall(text)) - strange)  # strange letters cost enough
        + (_STRANGE * (1 + strange / 4) if strange else 0.0)
        + _UNSURE * (1 - sureness)
    )


def _third(line: Grey, base: float, body: float, text: str) -> tuple[str, ...]:
    """The figures of a third reading: digits alone for a line of nothing else, else everything once more."""
    picture = prepared(line, base, body, THIRD)
    if not _WORDY.search(text):
        return figures(_text(_words(engine("eng", _DIGITS).read(picture, DPI), picture)))
    return figures(_text(_read(picture, "tha+eng")))


def _read(picture: Grey, languages: str) -> list[Word]:
    return _words(engine(languages).read(picture, DPI), picture)


def _words(words: list[Word], picture: Grey) -> list[Word]:
    width = picture.shape[1]
    return [replace(w, text=canonical(w.text), x0=w.x0 / width, x1=w.x1 / width) for w in words]


def prepared(line: Grey, base: float, body: float, view: View) -> Grey:
    """The line on a strip of even proportions, the way ``view`` says."""
    over, under = round(_OVER * body), round(_UNDER * body)
    margin = round(_MARGIN * body)
    above = max(0, over - round(base)) + margin
    below = max(0, under - (line.shape[0] - round(base))) + margin
    strip = cv2.copyMakeBorder(line, above, below, margin + 4, margin + 4, cv2.BORDER_CONSTANT, value=255)
    factor = view.body / body
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    strip = cv2.resize(strip, None, fx=factor * view.narrow, fy=factor, interpolation=way)
    strip = cv2.GaussianBlur(strip, (0, 0), 1.0)
    if view.binary:
        _, strip = cv2.threshold(strip, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.ascontiguousarray(strip, np.uint8)
