"""List numbers of Word paragraphs, which no text holds: counted as Word counts them and printed as it prints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""The letters of thaiLetters lists; Word leaves out the obsolete ฃ and ฅ, and ฆ."""
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
BULLET = "-"
"""How the bullet of a list without numbers is written."""
LEVELS = 9
"""Word's lists have nine levels."""


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def _letter(number: int, letters: str) -> str:
    """Word repeats the letter after the end of the alphabet: y, z, aa, bb."""
    turns, at = divmod(number - 1, len(letters))
    return letters[at] * (turns + 1)


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "thaiNumbers": lambda number: str(number).translate(_THAI_DIGITS),
    "thaiLetters": lambda number: _letter(number, _THAI_LETTERS),
    "lowerLetter": lambda number: _letter(number, _LATIN),
    "upperLetter": lambda number: _letter(number, _LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: ``text`` is Word's pattern (``%1.%2)``), ``restart`` the level that begins it anew."""

    form: str
    text: str
    start: int
    restart: int | None


def _value(element: _Element | None, default: str | None = None) -> str | None:
    return default if element is None else element.get(qn("w:val"), default)


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def _level(element: _Element) -> _Level:
    restart = _value(element.find(qn("w:lvlRestart")))
    return _Level(
        _value(element.find(qn("w:numFmt")), "decimal") or "decimal",
        _value(element.find(qn("w:lvlText")), "") or "",
        _int(_value(element.find(qn("w:start"))), 1),
        None if restart is None else _int(restart, 0),
    )


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted.

    ``numbering`` is the root of ``word/numbering.xml`` or ``None``.
    """

    numbering: _Element | None
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.numbering is None:
            return
        kinds = {
            one.get(qn("w:abstractNumId"), ""): {
                _int(level.get(qn("w:ilvl")), 0): _level(level) for level in one.findall(qn("w:lvl"))
            }
            for one in self.numbering.findall(qn("w:abstractNum"))
        }
        for num in self.numbering.findall(qn("w:num")):
            num_id = num.get(qn("w:numId"), "")
            abstract = _value(num.find(qn("w:abstractNumId")), "") or ""
            levels = dict(kinds.get(abstract, {}))
            own = False
            for override in num.findall(qn("w:lvlOverride")):
                at = _int(override.get(qn("w:ilvl")), 0)
                changed, start = override.find(qn("w:lvl")), _value(override.find(qn("w:startOverride")))
                if changed is not None:
                    levels[at] = _level(changed)
                if start is not None and at in levels:
                    was = levels[at]
                    levels[at] = _Level(was.form, was.text, _int(start, was.start), was.restart)
                    own = True
            self._levels[num_id] = levels
            # lists of one kind go on counting across their uses, but for those that begin at a number of their own
            self._abstract[num_id] = f"num {num_id}" if own else f"kind {abstract}"

    def label(self, num_id: str, at: int) -> str:
        """The number or bullet of the next paragraph of list ``num_id`` on level ``at`` (from 0); ``""`` for none."""
        levels = self._levels.get(num_id, {})
        level = levels.get(at)
        if level is None or not 0 <= at < LEVELS:
            return ""
        counts = self._counts.setdefault(self._abstract[num_id], [None] * LEVELS)
        before = counts[at]
        counts[at] = level.start if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            rule = levels[deeper].restart if deeper in levels else None
            if rule is None or (rule and at < rule):
                counts[deeper] = None
        if level.form == "bullet":
            return BULLET
        if level.form == "none":
            return ""
        text = level.text
        for n in range(LEVELS):
            if f"%{n + 1}" in text:
                form = levels[n].form if n in levels else "decimal"
                count = counts[n] if counts[n] is not None else (levels[n].start if n in levels else 1)
                text = text.replace(f"%{n + 1}", _FORMATS.get(form, str)(count or 0))
        return text
