"""LaTeX formulas of Markdown input → words: ``\\frac{a}{b} \\times 100`` reads ``a / b × 100``."""

from __future__ import annotations

import re

# $…$ as Pandoc reads it: no space inside the dollars, no digit after the closing one, so prices stay prices.
# Lengths are bounded to keep long lines without a closing mark linear.
_FORMULA = re.compile(
    r"\$\$(?P<display>[^$]{1,4000})\$\$"
    r"|\$(?=\S)(?P<inline>(?:[^$\\]|\\.){1,4000}?)(?<=\S)\$(?!\d)"
    r"|\\\((?P<round>.{1,4000}?)\\\)|\\\[(?P<square>.{1,4000}?)\\\]",
    re.DOTALL,
)
_BARE_COMMAND = re.compile(r"\\(?:[dtc]?frac|times|text|mathrm|sum|sqrt)\b")
_COMMAND = re.compile(r"\\[A-Za-z]")
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}]|[^\\{}]+|\\", re.DOTALL)
_SPACES = re.compile(r"[ \t\u00a0]+")

_SYMBOLS = {
    "times": "×",
    "div": "÷",
    "cdot": "·",
    "pm": "±",
    "le": "≤",
    "leq": "≤",
    "leqslant": "≤",
    "ge": "≥",
    "geq": "≥",
    "geqslant": "≥",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "sum": "∑",
    "Sigma": "Σ",
    "sqrt": "√",
    "infty": "∞",
    "rightarrow": "→",
    "to": "→",
    "ldots": "…",
    "dots": "…",
    "cdots": "…",
    "quad": " ",
    "qquad": " ",
    "newline": "\n",
}
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_SILENT = frozenset(
    [
        "left",
        "right",
        "big",
        "Big",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "displaystyle",
        "textstyle",
        "limits",
        "nolimits",
        "text",
        "textbf",
        "textit",
        "textrm",
        "mathrm",
        "mathbf",
        "mathit",
        "mathsf",
        "mbox",
        "hbox",
        "operatorname",
        "begin",
        "end",
        "aligned",
        "array",
        "cases",
    ]
)
_MAX_DEPTH = 40


def replace_formulas(text: str) -> str:
    """``text`` with every formula between dollars (or bare ``\\frac``) turned into words."""
    if "\\" not in text and "$" not in text:
        return text
    text = _FORMULA.sub(_words_of, text)
    return formula_words(text) if _BARE_COMMAND.search(text) else text


def _words_of(match: re.Match[str]) -> str:
    formula = match.group(match.lastgroup or 0)
    # \\( and \\[ are also Markdown's escaped brackets.
    if match.lastgroup in ("round", "square") and not _COMMAND.search(formula):
        return match.group(0)
    return formula_words(formula)


def formula_words(formula: str) -> str:
    """The words of one LaTeX formula; unknown commands lose only their backslash."""
    tokens = _TOKEN.findall(formula)
    words, _ = _sequence(tokens, 0, 0)
    return _SPACES.sub(" ", words).strip()


def _sequence(tokens: list[str], start: int, depth: int) -> tuple[str, int]:
    """Words from ``tokens[start]`` to the brace that closes this level, and the index behind it."""
    out: list[str] = []
    at = start
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token == "}":
            if depth:
                break
        elif token == "{":
            if depth < _MAX_DEPTH:
                words, at = _sequence(tokens, at, depth + 1)
                out.append(words)
        elif token.startswith("\\") and token[1:].rstrip("*") in _FRACTIONS:
            above, at = _argument(tokens, at, depth)
            below, at = _argument(tokens, at, depth)
            out.append(f" {above.strip()} / {below.strip()} ")
        elif token.startswith("\\"):
            out.append(_command(token[1:].rstrip("*") if len(token) > 2 else token[1:]))
        else:
            out.append(token)
    return "".join(out), at


def _argument(tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    while at < len(tokens) and tokens[at].isspace():
        at += 1
    if at < len(tokens) and tokens[at] == "{" and depth < _MAX_DEPTH:
        return _sequence(tokens, at + 1, depth + 1)
    return "", at


def _command(name: str) -> str:
    if name == "\\":
        return "\n"
    if not name or name in " ,;:!":
        return " "
    if name in _SILENT:
        return ""
    if name in _SYMBOLS:
        return _SYMBOLS[name] if not _SYMBOLS[name].strip() else f" {_SYMBOLS[name]} "
    return name
