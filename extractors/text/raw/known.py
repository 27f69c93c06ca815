"""What a document has said already, and how it prints: helps to lay later tables of the same indicators.

A scoring scale gives the name and the possible scores of every indicator without doubt (five scores end each
row); the summary and detail tables below repeat them. The blank lines of a text layer may part cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from phaen.extractors.text.raw.header import skeleton
from phaen.extractors.text.raw.patterns import western
from phaen.extractors.text.raw.prices import item_number
from phaen.extractors.text.raw.settings import COSTS, LIMITS, Costs
from rapidfuzz import fuzz

_NUMBER = re.compile(r"^(?:\d{1,2}\.)*\d{1,3}[.)]?(?=\D)")
_POINTS = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*คะแนน")
_QUOTED = re.compile(r"เกณฑ์การให้คะแนน\s*[“\"]([^”\"]{10,400})[”\"]")
_SCORE_END = re.compile(r"(?:^|\s)\d{1,3}(?:\.\d+)?\s*คะแนน(?:ที่ได้)?$")
_TYPED_START = re.compile(
    r"(?:ระดับ|ร้อยละ)\s*\d+(?:\.\d+)?(?:\s|$)|\d{1,3}(?:\.\d+)?\s*คะแนน(?:\s|$)|(?:อย่างน้อย|ไม่น้อยกว่า)\s|รวมคะแนน"
)


@dataclass(frozen=True, slots=True)
class Scaled:
    """One indicator of a scoring scale: skeleton of its name, scores of its levels (may be empty)."""

    name: str
    points: tuple[float, ...]


@dataclass(slots=True)
class Known:
    """Names read so far; ``rows`` are the indicators of the last scoring scale by number.

    ``gaps`` (0–1) tells how surely blank lines part cells in this document.
    """

    costs: Costs = COSTS
    gaps: float = 0.0
    names: set[str] = field(default_factory=set)
    rows: dict[int, Scaled] = field(default_factory=dict)

    def learn_scale(self, rows: Iterable[Sequence[str]]) -> None:
        """Takes the rows of a scoring scale: name cell and level cells."""
        self.rows = {}
        for name, *levels in rows:
            number = item_number(western(name))
            bones = bare_name(name)
            if len(bones) < LIMITS.name:
                continue
            self.names.add(bones)
            points = [match.group(1) for cell in levels if (match := _POINTS.fullmatch(western(cell).strip()))]
            if number is not None:
                self.rows[number] = Scaled(bones, tuple(float(value) for value in points))

    def learn_name(self, name: str) -> None:
        """Takes the name of an indicator that another table gave without doubt."""
        bones = bare_name(name)
        if len(bones) >= LIMITS.name:
            self.names.add(bones)

    def agreement(self, number: int, name: str) -> float:
        """How well the text ``name`` of row ``number`` agrees with the names known; 0 when nothing is known."""
        bones = bare_name(name)
        if bones in self.names:
            return self.costs.name_known
        scaled = self.rows.get(number)
        if not self.rows:
            return min((self._part(bones, known) for known in self.names), default=0.0)
        if scaled is None:
            return (
                self.costs.name_unlike
            )  # the scale lists all indicators: a numbered line that is none of them is a list item
        likeness = fuzz.ratio(bones, scaled.name)
        if likeness >= LIMITS.alike:
            return self.costs.name_alike
        unlike = self.costs.name_unlike if likeness < LIMITS.strange else self.costs.name_part
        return self._part(bones, scaled.name) or unlike

    def score_agreement(self, number: int, text: str) -> float:
        """How well a printed score fits the scores that the scale allows for row ``number``."""
        return self._fits(number, text, None)

    def weight_agreement(self, number: int, text: str) -> float:
        """How well a printed weight fits the best score of row ``number``."""
        return self._fits(number, text, -1)

    def _fits(self, number: int, text: str, only: int | None) -> float:
        scaled = self.rows.get(number)
        found = re.search(r"\d+(?:\.\d+)?", western(text))
        if scaled is None or not scaled.points or found is None:
            return 0.0
        allowed = scaled.points if only is None else scaled.points[only:]
        return self.costs.figure_fits if float(found.group()) in allowed else self.costs.figure_strange

    def _part(self, bones: str, known: str) -> float:
        more = len(known) > LIMITS.part and bones.startswith(known)
        return self.costs.name_part if known.startswith(bones) or more else 0.0


def bare_name(name: str) -> str:
    """Skeleton of a name without its number and without hyphens at line ends."""
    return _NUMBER.sub("", skeleton(name)).replace("-", "")


def quoted_names(lines: Sequence[str]) -> list[str]:
    """Names that headings of scoring rubrics quote: ``เกณฑ์การให้คะแนน “…”``, also over several lines."""
    found: list[str] = []
    for at, line in enumerate(lines):
        if line.startswith("เกณฑ์การให้คะแนน"):
            match = _QUOTED.match(" ".join(lines[at : at + 6]))
            if match is not None:
                found.append(match.group(1))
    return found


def prints_points(lines: Sequence[str]) -> bool:
    """Whether the score cells among ``lines`` print the word คะแนน (points)."""
    return any(_SCORE_END.search(western(line)) for line in lines)


def gap_strength(lines: Iterable[tuple[str, bool]]) -> float:
    """How surely blank lines part cells: share of typed cells behind a blank line less that of other lines.

    ``lines`` are those below headings, each with whether a blank line stands above it.
    """
    typed = [0, 0]
    other = [0, 0]
    for line, gap in lines:
        counts = typed if _TYPED_START.match(western(line)) else other
        counts[0] += 1
        counts[1] += gap
    if typed[0] < 2 or not other[0]:
        return 0.0
    return max(0.0, typed[1] / typed[0] - other[1] / other[0])
