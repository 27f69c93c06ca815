"""Thai text in its normal forms: as stored (canonical), as a column value (clean), as a key (squash)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from phaen.normalizers.markup import strip_markup
from phaen.normalizers.repair.orthography import LETTER, MARK

MARKS = MARK
"""Thai combining marks, for use inside a character class."""

_ZERO_WIDTH = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_HAS_ZERO_WIDTH = re.compile(f"[{''.join(map(chr, _ZERO_WIDTH))}]")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")
_HAS_OTHER_DIGIT = re.compile("[๐-๙０-９]")
_WIDE_SEPARATOR = re.compile("(?<=[0-9０-９๐-๙])[，．](?=[0-9０-９๐-๙])")
_VOWEL_MARKS = "ัิ-ฺ็"
# what stands before is asked behind the first letter: a search then passes by all places without that letter at once
_TONE_FIRST = re.compile(f"([่-๋])(?<=[ก-ฮ].)([{_VOWEL_MARKS}])(?![{MARK}])")
_SARA_AM = re.compile("ํ([่-๋]?)า|([่-๋])ํา")
_AM_TONE = re.compile(f"ำ(?<![่-๋ำ].)([่-๋])(?![{MARK}])")


def canonical(text: str) -> str:
    """``text`` in one Unicode form: NFC, Thai order (base, vowel, tone), sara am composed, no zero-width marks.

    Changes only what looks the same on paper: ``นํา`` → ``นำ``, ``ช้ี`` → ``ชี้``, ``เเ`` → ``แ``, ``นำ้`` →
    ``น้ำ``. Idempotent.
    """
    if text.isascii():
        return text
    if _HAS_ZERO_WIDTH.search(text):
        text = text.translate(_ZERO_WIDTH)
    text = unicodedata.normalize("NFC", text)
    if "ํ" in text:
        text = _SARA_AM.sub(lambda match: f"{match[1] or match[2] or ''}ำ", text)
    text = text.replace("เเ", "แ")
    moved = _TONE_FIRST.sub(r"\2\1", _AM_TONE.sub(r"\1ำ", text))
    return moved if moved == text else unicodedata.normalize("NFC", moved)  # a tone may stand beside other marks now


def arabic_digits(text: str) -> str:
    """``text`` with Thai (๐–๙) and full-width digits written as Arabic ones; same length."""
    if text.isascii() or not _HAS_OTHER_DIGIT.search(text):
        return text
    return _WIDE_SEPARATOR.sub(lambda match: "," if match[0] == "，" else ".", text.translate(_DIGITS))


_IGNORED = re.compile("[\\s\\-‐–—\u00ad\u200b-\u200d\ufeff\"'“”‘’]")


@lru_cache(maxsize=1 << 13)
def squash(text: str) -> str:
    """The key used to compare two texts: canonical, Arabic digits, lower case, no spaces, hyphens, quotes, end dots."""
    whole = arabic_digits(canonical(text))
    kept = _IGNORED.sub("", whole).lower()
    if kept != whole:  # letters that stand together now may be one (nikhahit, space, sara aa: sara am)
        kept = canonical(kept)
    return kept.rstrip(".")


@cache
def _true_hyphen() -> re.Pattern[str]:
    """Matches a hyphen that belongs to the word: between two words of one line of ``hyphen_words.txt``."""
    lines = files("phaen.normalizers").joinpath("data/hyphen_words.txt").read_text("utf8").splitlines()
    pairs = []
    for line in lines:
        if line and not line.startswith("#"):
            left, _, right = line.partition("\t")
            pairs.append(f"-(?<={left}-)(?={right or left})")
    return re.compile("|".join(pairs))


_HYPHEN = re.compile(f"-(?<=[{LETTER}]-)(?:[ \\t]*\\n\\s*| *)(?=[ก-ฮเ-ไ])")
_WRAPPED = re.compile(r"(?:^|[\s(])-[^\s-]*$")
_BULLET = r"[-–—•●○▪■□➢✓✔◦‣*·]|\(?\d{1,3}(?:\.\d{1,3})*[.)]|[๐-๙]{1,3}[.)]|[ก-ฮ][.)]\s"
_LINE_JOIN = re.compile(f"\\n(?<=[{LETTER}]\\n)(?=[{LETTER}])(?!{_BULLET})")
_LATIN_HYPHEN = re.compile(r"(?<=[A-Za-z]-)[ \t]*\n[ \t]*(?=[A-Za-z])")


def _without_break_hyphens(text: str) -> str:
    """``text`` without the hyphens that only mark a broken line (``ข้าราชการ- กรุงเทพมหานคร``)."""
    keep = {match.start() for match in _true_hyphen().finditer(text)}

    def join(match: re.Match[str]) -> str:
        wrapped = _WRAPPED.search(text, max(0, match.start() - 40), match.start())
        return match.group(0) if match.start() in keep or wrapped else ""

    return _HYPHEN.sub(join, text)


def flow(text: str) -> str:
    """The lines of ``text`` joined into running text with single spaces.

    Thai is written without spaces between words: two Thai lines join without a space unless one stood at the break
    or the next line starts with a bullet or number. Hyphens that only mark the break go.
    """
    if "-" in text:
        text = _LATIN_HYPHEN.sub("", _without_break_hyphens(text))
    if "\n" in text:
        text = _LINE_JOIN.sub("", text)
    return " ".join(text.split())


_RAISED = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]")
_FOOTNOTE = re.compile("\\s?[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_MEASURE = re.compile("(?:(?<![A-Za-z])[ckm]?m|เมตร|(?<![ก-๛.])(?:ซ|ก|ตร\\.)?ม\\.?)$")
_FOOTNOTE_STAR = re.compile(r"(?<=[^\s*])\s*\*+\s*$")
_MAY_HOLD_MARKUP = re.compile(r"[<&$*\\#_]")


def _without_footnote(match: re.Match[str]) -> str:
    """Nothing for the raised number of a footnote; square and cubic measures keep theirs."""
    if match[0] in ("²", "³") and _MEASURE.search(match.string, max(0, match.start() - 8), match.start()):
        return match[0]
    return ""


def without_footnotes(text: str) -> str:
    """``text`` without the raised numbers of footnotes; square and cubic measures keep theirs."""
    return _FOOTNOTE.sub(_without_footnote, text) if _RAISED.search(text) else text


@lru_cache(maxsize=1 << 13)
def clean(text: str) -> str:
    """The normalised text of a column: canonical, no markup or footnote marks, lines joined, Arabic digits."""
    if _MAY_HOLD_MARKUP.search(text):
        text = strip_markup(text)
    printed = canonical(without_footnotes(text))
    flowing = flow(printed)
    if flowing != printed:
        flowing = canonical(flowing)  # marks may meet where lines are joined
    whole = arabic_digits(flowing)
    return _FOOTNOTE_STAR.sub("", whole) if "*" in whole else whole
