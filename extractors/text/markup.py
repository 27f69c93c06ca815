"""HTML, Markdown and LaTeX inside one line or cell → the words as printed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from phaen.extractors.text.latex import replace_formulas

_TAGS = (
    "p br ul ol li b strong i em u s del ins a span div sup sub math font small big center img hr code "
    "table caption colgroup col tfoot thead tbody tr td th h1 h2 h3 h4 h5 h6 blockquote label mark"
)
_NAMES = "|".join(sorted(_TAGS.split(), key=len, reverse=True))
# Only tags of this list are markup: "< 60" and "<ชื่อโครงการ>" are print. A tag may lack its ">" at a line end.
_TAG = re.compile(rf"<(/?)({_NAMES})(?=[\s/>]|$)((?:\s[^<>]*)?)/?(?:>|$)", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_BREAKING = frozenset(
    [
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "div",
        "hr",
        "table",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "center",
    ]
)
_BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_SUP = re.compile(r"<sup>\s*(\d{1,2})\s*</sup>", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(<?([^()\s<>]{1,500})>?(?:\s+\"[^\"]*\")?\)")
_BOLD_MARK = re.compile(r"\*\*|(?<![^\W_])__(?=\S)|(?<=\S)__(?![^\W_])")
_ITALIC = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_\n]*[^\s*_\\])\1(?![\w*])")
_BLANKS = re.compile(r"[ \t\u00a0\u2007\u202f\v\f]+")
_NEWLINES = re.compile(r" ?\n[ \n]*")

_ON, _OFF = "\ue0f0", "\ue0f1"
"""Private marks for "bold begins/ends" while a text is worked on; never part of a result."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of one piece of source; ``bold``: all of them, ``open_bold``: a ``**`` stays open."""

    text: str
    bold: bool = False
    open_bold: bool = False


def printed(source: str, *, markdown: bool = False, open_bold: bool = False) -> Printed:
    """What ``source`` (a line, or a cell) prints; ``\\n`` between paragraphs and list items.

    ``markdown`` also takes off ``*italic*``, links and backslash escapes; ``open_bold`` tells that an
    earlier line of the same paragraph opened ``**`` without closing it.
    """
    text = source.replace(_ON, "").replace(_OFF, "")
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _AUTOLINK.sub(r"\1", text)
        text = _SUP.sub(lambda match: match.group(1).translate(_SUPERSCRIPTS), text)
        text = _TAG.sub(_tag, text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match.group(0)), text)
    text = replace_formulas(text)
    still_open = open_bold
    if markdown:
        text = _LINK.sub(lambda match: match.group(1) or match.group(2), text)
        text, still_open = _bold_marks(text, open_bold)
        text = _ITALIC.sub(r"\2", text)
        text = _ESCAPE.sub(r"\1", text)
    elif "**" in text:
        text, still_open = _bold_marks(text, open_bold)
    bold = _all_bold(text) if _ON in text or _OFF in text else False
    text = text.replace(_ON, "").replace(_OFF, "")
    text = _NEWLINES.sub("\n", _BLANKS.sub(" ", text)).strip()
    return Printed(text, bold and bool(text), still_open)


def _tag(match: re.Match[str]) -> str:
    closing, name = bool(match.group(1)), match.group(2).lower()
    if name in _BREAKING:
        mark = "\n"
    elif name in ("td", "th"):
        mark = " "
    else:
        mark = ""
    if name in _BOLD_TAGS:
        mark += _OFF if closing else _ON
    return mark


def _bold_marks(text: str, open_bold: bool) -> tuple[str, bool]:
    """``**`` as private marks, an opening one first if bold comes from the line before."""
    is_open = open_bold
    out = [_ON] if open_bold else []
    last = 0
    for match in _BOLD_MARK.finditer(text):
        if text[match.start() - 1 : match.start()] == "\\":
            continue
        out.append(text[last : match.start()])
        out.append(_OFF if is_open else _ON)
        is_open = not is_open
        last = match.end()
    out.append(text[last:])
    return "".join(out), is_open


def _all_bold(text: str) -> bool:
    depth = 0
    for char in text:
        if char == _ON:
            depth += 1
        elif char == _OFF:
            depth = max(0, depth - 1)
        elif depth == 0 and char.isalnum():
            return False
    return True
