"""Markup taken out of text: HTML, Markdown, LaTeX fractions.

Text inputs carry the marks of the tool that made them (``<p>``, ``**``, ``$\\frac{a}{b}$``). What stays is the text
that a reader of the page would see, with ``\\n`` where the markup starts a new block.
"""

from __future__ import annotations

import html
import re

_INLINE = (
    "a|abbr|b|big|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|s|samp|small|span|strike|strong|sub|sup|tt|u|var"
)
_BLOCK = (
    "address|article|aside|blockquote|body|br|caption|center|col|colgroup|dd|details|div|dl|dt|figcaption|figure|"
    "footer|h[1-6]|head|header|hr|html|img|li|main|math|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|"
    "title|tr|ul"
)
_ATTRIBUTES = r"(?:\s[^<>]*)?/?>"
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE}){_ATTRIBUTES}", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"[ \t]*</?(?:{_BLOCK}){_ATTRIBUTES}[ \t]*", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,4000}?-->", re.DOTALL)
_SUPERSCRIPT_TAG = re.compile(r"<sup>\s*(?:\[?(\d{1,2})\]?|\*+)\s*</sup>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")

_MATH = re.compile(
    r"<math\b[^<>]*>(?P<tag>.{0,4000}?)</math>"
    r"|\$\$(?P<display>.{1,4000}?)\$\$"
    r"|(?<![\\$])\$(?=\S)(?P<inline>[^$\n]*?[^\s$\\])\$(?![\d$])"
    r"|\\\[(?P<bracket>.{1,4000}?)\\\]"
    r"|\\\((?P<paren>.{1,4000}?)\\\)",
    re.DOTALL | re.IGNORECASE,
)
_LATEX_SIGN = re.compile(r"[\\^_{}=×÷<>≤≥%]|\d")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_BOLD = re.compile(r"(?<!\\)\*\*+|(?<![\w\\])__(?=\S)|(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*[^\s*\\])\*(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~$&%])")

_SIGNS = {
    "times": "×", "div": "÷", "cdot": "·", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "lt": "<",
    "gt": ">", "neq": "≠", "ne": "≠", "approx": "≈", "sum": "Σ", "Sigma": "Σ", "infty": "∞", "to": "→",
    "rightarrow": "→", "bullet": "•", "degree": "°", "ldots": "...", "dots": "...", "cdots": "...", "mid": "|",
    "sim": "~", "checkmark": "✓", "square": "□", "prime": "'", "alpha": "α", "beta": "β", "mu": "μ", "Delta": "Δ",
}  # fmt: skip
_FRACTIONS = {"frac", "dfrac", "tfrac", "cfrac"}
_SPACES = {"quad", "qquad", "hspace", "vspace", "newline", "par", "enspace", "thinspace"}
_WITH_SKIPPED_ARGUMENT = {"begin", "end", "hspace", "vspace", "label", "tag", "color"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?|\\(.)|([{}^_&])|([^\\{}^_&]+)", re.DOTALL)
_MAX_DEPTH = 40


def _argument(tokens: list[re.Match[str]], at: int, depth: int) -> tuple[str, int]:
    """The next LaTeX argument (a braced group, a command or one character) and the position behind it."""
    while at < len(tokens) and tokens[at].group(4) is not None and not tokens[at].group(4).strip():
        at += 1
    if at >= len(tokens):
        return "", at
    if tokens[at].group(3) == "{":
        return _group(tokens, at + 1, depth + 1)
    if tokens[at].group(1) is not None:
        return _SIGNS.get(tokens[at].group(1), ""), at + 1
    return tokens[at].group(0), at + 1


def _group(tokens: list[re.Match[str]], at: int, depth: int) -> tuple[str, int]:
    """The text of the tokens up to the closing brace (or the end), and the position behind it."""
    out: list[str] = []
    while at < len(tokens):
        command, escaped, brace, plain = tokens[at].groups()
        at += 1
        if plain is not None:
            out.append(plain)
        elif escaped is not None:
            out.append(escaped if escaped in "%$#&_{}-/" else " ")
        elif brace == "}":
            break
        elif brace == "{":
            inner, at = _group(tokens, at, depth + 1) if depth < _MAX_DEPTH else ("", at)
            out.append(inner)
        elif brace == "^":
            power, at = _argument(tokens, at, depth)
            out.append(power.strip().translate(_SUPERSCRIPT) if power.strip().isdigit() else power)
        elif brace == "&" or brace == "_":
            out.append(" ")
        elif command in _FRACTIONS and depth < _MAX_DEPTH:
            over, at = _argument(tokens, at, depth)
            under, at = _argument(tokens, at, depth)
            out.append(f" {over.strip()} / {under.strip()} ")
        elif command in _SIGNS:
            out.append(f" {_SIGNS[command]} ")
        elif command in _WITH_SKIPPED_ARGUMENT:
            _, at = _argument(tokens, at, depth)
            out.append(" ")
        elif command in _SPACES:
            out.append(" ")
    return "".join(out), at


def plain_latex(formula: str) -> str:
    """The words of one LaTeX formula: ``\\frac{a}{b} \\times 100`` reads ``a / b × 100``."""
    text, at, tokens = "", 0, list(_TOKEN.finditer(formula))
    while at < len(tokens):  # a stray closing brace ends a group early: go on behind it
        part, at = _group(tokens, at, 0)
        text += part
    return re.sub(r"[ \t]+", " ", text).strip()


def _formula(match: re.Match[str]) -> str:
    inline = match.group("inline")
    if inline is not None and ("\\" not in inline) and not _LATEX_SIGN.search(inline):
        return match.group(0)
    formula = next(group for group in match.groups() if group is not None)
    text = plain_latex(formula)
    return text if inline is not None and text[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else f" {text} "


def strip_markup(text: str) -> str:
    """``text`` without HTML tags and entities, Markdown marks and LaTeX; block tags become ``\\n``.

    Pure text comes back as it is. ``<`` as a sign (``< 60``), prices (``$ 100``) and single stars stay; a number in
    ``<sup>`` becomes superscript digits.
    """
    if "$" in text or "<" in text or "\\" in text:
        text = _MATH.sub(_formula, text)
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _AUTOLINK.sub(r"\1", text)
        text = _SUPERSCRIPT_TAG.sub(lambda match: (match[1] or "").translate(_SUPERSCRIPT), text)
        text = _INLINE_TAG.sub("", text)
        text = _BLOCK_TAG.sub("\n", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match.group(0)), text)
    if "#" in text:
        text = _HEADING.sub("", text)
    if "*" in text or "__" in text:
        text = _BOLD.sub("", text)
        text = _EMPHASIS.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text
