"""Thai words taken for Latin ones and the other way round: such a word is read again with one script alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

import numpy as np
from phaen.extractors.ocr.engine import Word, engine
from phaen.extractors.ocr.picture import DPI, Grey
from phaen.extractors.ocr.spelling import cost, spell
from phaen.normalizers.text import canonical
from phaen.normalizers.years import month_number

_LATIN = re.compile("[A-Za-z]+")
_THAI = re.compile("[ก-ฺเ-๎]")
_CODE = re.compile(r"[(\[\"“]?[A-Z]{0,3}[0-9][0-9.,/:-]*[)\]\"”.,:]*")
_DOTTED = re.compile(r"(?<![A-Za-z])[A-Z0-9]\.\s?[A-Z]\.")
_BETWEEN_DIGITS = re.compile(r"[0-9๐-๙][.,]?[ก-ฺเ-๎]+[0-9๐-๙]|[A-Za-z][0-9๐-๙]+[A-Za-z]")
"""Letters between digits or digits between letters: what a Latin word looks like to the Thai model."""
_BRACKETED = re.compile(r"[(\[][0-9๐-๙]{1,3}[)\]|}!]?")
"""Short figures in brackets, when not surely read, may be an abbreviation: ``(660`` is ``(KPI)``."""
_UPRIGHT = str.maketrans("!|1l", "IIII")
_BARE_FIGURE = re.compile("[0-9]{5,}")
"""Figures this long are printed with commas; without, and not surely read, they may be a Latin word."""
_DIGIT = re.compile("[0-9๐-๙]")
_THAI_DOTTED = re.compile(r"[ก-ฮ]\.\s?[ก-ฮ]\.")
_LIKELY = 3.2
"""Nats per letter: the price of ordinary Thai."""
_SURE = 0.85
_LONG, _SHORT = 4, 3
_LIKE_LETTERS = frozenset({"6", "8"})
_PAD = 4


@cache
def latin_words() -> frozenset[str]:
    """The words of ``latin_words.txt``."""
    lines = files("phaen.extractors.ocr").joinpath("data/latin_words.txt").read_text("utf8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_known_latin(text: str) -> bool:
    """Is every stretch of Latin letters a word of the list, or part of a code such as ``P065``?"""
    if _CODE.fullmatch(text):
        return True
    if _DOTTED.search(text):  # Thai abbreviations look so: พ.ศ. like W.A.
        return False
    return all(found.lower() in latin_words() for found in _LATIN.findall(text))


def strange_letters(text: str) -> int:
    """Latin letters outside known words."""
    return sum(len("".join(_LATIN.findall(word))) for word in text.split() if not is_known_latin(word))


def settle_scripts(words: list[Word], strip: Grey) -> list[Word]:
    """``words`` of the picture ``strip`` (extents as shares of its width), strange ones read again."""
    ends = [*(word.x0 for word in words), 1.0][1:]
    return [
        _settled(_reaching(word, end), strip) if _is_strange(word) else word
        for word, end in zip(words, ends, strict=True)
    ]


def _reaching(word: Word, end: float) -> Word:
    """``word``, if it may be a cut abbreviation in brackets, up to the next one: what was not read is in its room."""
    return replace(word, x1=max(word.x1, end)) if _BRACKETED.fullmatch(word.text) else word


def figures_were_words(words: list[Word], settled: list[Word]) -> bool:
    """Did every word with a digit that was read otherwise turn out to be a known Latin word, or a month's abbreviation
    (``5.A.`` is ``ธ.ค.``, December)?"""
    changed = [
        (before.text, after.text)
        for before, after in zip(words, settled, strict=True)
        if before.text != after.text and _DIGIT.search(before.text + after.text)
    ]
    return bool(changed) and all(_is_latin_word(text) or _is_month(seen, text) for seen, text in changed)


def _is_month(seen: str, text: str) -> bool:
    """Is ``text`` the abbreviation of a month, where a digit and a Latin letter with points were ``seen``?"""
    return bool(_DOTTED.fullmatch(seen) and _THAI_DOTTED.match(text) and month_number(text))


def _is_latin_word(text: str) -> bool:
    """Is ``text`` one known Latin word long enough that no figure looks like it? Capitals in brackets may be few."""
    bare = text.strip("()[]\"“”'.,:;")
    bracketed = text[:1] in "([" and text[-1:] in ")]" and bare.isupper()
    return len(bare) >= (_SHORT if bracketed else _LONG) and bool(_LATIN.fullmatch(bare)) and is_known_latin(bare)


def _is_like_figures(word: Word) -> bool:
    """May ``word``, which holds digits, be a Latin word?"""
    if _BETWEEN_DIGITS.search(word.text):
        return True
    figure = _BARE_FIGURE.fullmatch(word.text) or _BRACKETED.fullmatch(word.text)
    return bool(figure) and word.confidence < _SURE


def _is_strange(word: Word) -> bool:
    return word.text in _LIKE_LETTERS or _is_like_figures(word) or _is_in_wrong_script(word)


def _is_in_wrong_script(word: Word) -> bool:
    if _LATIN.search(word.text):
        return not is_known_latin(word.text) or bool(_THAI.search(word.text))
    return bool(_THAI.search(word.text)) and spell(word.text).unknown > 1


def _settled(word: Word, strip: Grey) -> Word:
    width = strip.shape[1]
    left, right = max(0, int(word.x0 * width) - _PAD), min(width, int(word.x1 * width) + _PAD)
    if right - left < 2 * _PAD + 2:
        return word
    part = np.ascontiguousarray(strip[:, left:right])
    if word.text in _LIKE_LETTERS:  # a group's letter: B read as 8
        letter = _read(part, "eng").text.strip(" .,")
        return replace(word, text=letter) if len(letter) == 1 and letter.isupper() else word
    if _is_like_figures(word):  # figures that may be right: only a known word is believed instead
        latin = _read(part, "eng")
        if _BRACKETED.fullmatch(word.text):
            latin = replace(latin, text=latin.text.translate(_UPRIGHT))
        if _is_latin_word(latin.text):
            return replace(word, text=latin.text, confidence=min(latin.confidence, _SURE))
        if not _is_in_wrong_script(word):
            return word
    if _LATIN.search(word.text):
        thai = _read(part, "tha")
        text = spell(thai.text)
        letters = len(_THAI.findall(text.text))
        believed = len(word.text) > _LONG and word.confidence >= _SURE
        if len(_DIGIT.findall(thai.text)) > len(_DIGIT.findall(word.text)):  # Latin letters read as figures
            letters = 0
        if _THAI_DOTTED.search(thai.text) and _DOTTED.search(word.text):
            return replace(word, text=thai.text, confidence=min(thai.confidence, _SURE))
        if letters and not text.unknown and cost(thai.text) <= _LIKELY * letters + (0 if believed else 6):
            return replace(word, text=thai.text, confidence=min(thai.confidence, _SURE))
        if not _THAI.search(word.text):
            return word
    latin = _read(part, "eng")
    found = "".join(_LATIN.findall(latin.text))
    known = bool(found) and is_known_latin(latin.text)
    if len(found) >= 2 and (known or (len(found) >= _LONG and latin.confidence >= _SURE)):
        return replace(word, text=latin.text, confidence=min(latin.confidence, _SURE))
    return word


def _read(part: Grey, language: str) -> Word:
    words = engine(language).read(part, DPI)
    text = canonical(" ".join(word.text for word in words))
    return Word(text, 0.0, 1.0, min((word.confidence for word in words), default=0.0))
