"""Thai in the tables of a terminal: a line ends between words, never inside a character cluster or a glossary term."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from phaen.normalizers.clipping import is_boundary
from phaen.normalizers.repair.segmentation import tokenise
from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

_THAI = re.compile("[\u0e01-\u0e4e]")
_ENDS = re.compile(r"[\u0e01-\u0e4e\s]")


@cache
def _held() -> re.Pattern[str]:
    """The terms of the glossary that are one Thai word or compound, the longest first."""
    rows = csv.DictReader(files("phaen.pipeline.schema").joinpath("glossary.csv").read_text("utf-8").splitlines())
    terms = {term for row in rows for term in re.findall("[\u0e01-\u0e4e]{4,}", row["th"])}
    return re.compile("(" + "|".join(sorted(terms, key=len, reverse=True)) + ")")


def _pieces(text: str, width: int) -> list[str]:
    """What stays on one line, where ``width`` cells can hold it: terms, words, else clusters."""
    pieces, at = list[str](), 0
    for number, part in enumerate(_held().split(text)):
        for word in (part,) if number % 2 else tokenise(part):
            for piece in (word,) if cell_len(word) <= width else _clusters(word):
                if pieces and (not is_boundary(text, at) or _one(pieces[-1], piece, width)):
                    pieces[-1] += piece
                else:
                    pieces.append(piece)
                at += len(piece)
    return pieces


def _one(before: str, piece: str, width: int) -> bool:
    """Are they parts of a word that is not Thai, a path or a figure?"""
    return not _ENDS.match(before[-1]) and not _ENDS.match(piece[0]) and cell_len(before + piece) <= width


def _clusters(word: str) -> Iterator[str]:
    begin = 0
    for end in range(1, len(word) + 1):
        if is_boundary(word, end):
            yield word[begin:end]
            begin = end


def lines(text: str, width: int) -> list[str]:
    """The lines of a text in ``width`` cells of a terminal, in which Thai marks above and below take none."""
    done, line = list[str](), ""
    for piece in _pieces(text, width):
        if line and cell_len(line + piece.rstrip()) > width:
            done.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*done, line.rstrip()]


class ThaiText(Text):
    """A plain text that rich folds at these places."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """As rich does, with Thai text cut before rich would cut it anywhere."""
        if not _THAI.search(self.plain) or cell_len(self.plain) <= width:
            return super().wrap(console, width, **how)
        folded = "\n".join(part for line in self.plain.split("\n") for part in lines(line, width))
        return Text(folded, self.style).wrap(console, width, **how)
