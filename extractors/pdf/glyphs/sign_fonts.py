"""Fonts of signs (Symbol, Wingdings, Dingbats): what a file gives as Private Use or as letters are ≥, ✓, ☑, bullets."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from phaen.extractors.pdf.sorted_values import is_in
from phaen.extractors.pdf.source.backend import Font, Glyphs

_FIRST, _LAST = 0xF020, 0xF0FF
"""Private Use code points that Windows gives to the codes 20–FF of a font of signs."""
_ELSEWHERE = ("symbol", "wingdings")
"""Fonts that a Private Use code is looked up in when its own font's name says nothing."""


@cache
def _signs() -> dict[str, dict[int, int]]:
    """Font of signs → its code → the sign's Unicode."""
    lines = files("phaen.normalizers").joinpath("data/sign_codes.csv").read_text("utf8").splitlines()
    found: dict[str, dict[int, int]] = {}
    for row in csv.DictReader(lines):
        found.setdefault(row["font"], {})[int(row["code"], 16)] = ord(row["sign"])
    return found


@lru_cache(maxsize=500)
def _family(name: str) -> str | None:
    """The font of signs that a font's name says it is."""
    plain = "".join(letter for letter in name.lower() if letter.isalnum())
    for family in sorted(_signs(), key=len, reverse=True):
        if plain.startswith(family) and "unicode" not in plain:
            return family
    return "symbol" if plain == "symbolmt" else None


def name_signs(glyphs: Glyphs, fonts: list[Font], damages: Counter[str]) -> None:
    """Put the Unicode of signs in place of what the file gives for them, in ``glyphs.code``."""
    code = glyphs.code
    private = (code >= _FIRST) & (code <= _LAST)
    families = {index: family for index, font in enumerate(fonts) if (family := _family(font.name))}
    if not families and not private.any():
        return
    mine = is_in(glyphs.font, list(families)) if families else np.zeros(len(glyphs), bool)
    for i in np.flatnonzero(private | (mine & (code > 0x20) & (code <= 0xFF))).tolist():
        number = int(code[i]) & 0xFF
        family = families.get(int(glyphs.font[i]))
        tables = [family] if family else _ELSEWHERE
        sign = next((_signs()[table][number] for table in tables if number in _signs()[table]), None)
        if sign is not None:
            code[i] = sign
            glyphs.lost[i] = False
            damages["sign_code"] += 1
