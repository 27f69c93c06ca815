"""A scoring rubric told in lines (``ระดับ 1 ร้อยละ 65 ได้ 6 คะแนน``) under its heading, without a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from phaen.extractors.forms.context import Context
from phaen.extractors.forms.hooks.agreement import owner_of_rubric
from phaen.extractors.forms.levels import is_bare_threshold
from phaen.extractors.forms.records import RubricLevel
from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import Item, JoinedTable, is_furniture
from phaen.extractors.wordings.labels import find_label
from phaen.extractors.wordings.scales import is_scale
from phaen.normalizers.text import arabic_digits, clean

_HEADING = "rubric_heading"
_LEVEL = re.compile(
    r"^[\s•*\-–(]*(?:ระดับ(?:คะแนน|ความสำเร็จ)?(?:ที่)?|คะแนน)\s*(?P<level>[1-5๑-๕])(?![0-9๐-๙.,])\s*[)]?\s*"
    r"(?:[:：=–-]|หมายถึง|คือ)?\s*(?P<told>\S.*)$",
    re.DOTALL,
)
_SCORE = re.compile(
    r"[\s,;(]*(?:(?:จะ)?ได้(?:รับ)?|เท่ากับ|คิดเป็น|[=:：])?\s*(?P<score>[0-9๐-๙]+(?:\.[0-9๐-๙]+)?\s*คะแนน)\s*\)?\s*$"
)
_LINES_BEHIND = 3
"""So many lines may go on with what a level says."""


@dataclass(slots=True)
class LevelLines:
    """The lines of one rubric: for each level its number and its paragraphs."""

    levels: list[tuple[str, list[Paragraph]]] = field(default_factory=list)

    @property
    def lines(self) -> list[Paragraph]:
        """All paragraphs, in printed order."""
        return [line for _, paragraphs in self.levels for line in paragraphs]


def level_lines(items: Sequence[Item]) -> dict[int, LevelLines]:
    """Every rubric in lines, by the index of its first line in ``items``."""
    found: dict[int, LevelLines] = {}
    at = 0
    headed = False
    while at < len(items):
        item = items[at]
        if isinstance(item, JoinedTable):
            headed = False
        elif not is_furniture(item):
            if headed and _LEVEL.match(item.text):
                rubric, end = _run(items, at)
                if is_scale([int(arabic_digits(level)) for level, _ in rubric.levels]):
                    found[at] = rubric
                    at, headed = end, False
                    continue
            label = find_label(item.text)
            headed = label is not None and label.label.name == _HEADING
        at += 1
    return found


def _run(items: Sequence[Item], start: int) -> tuple[LevelLines, int]:
    """The levels that follow each other from ``start``, and the index behind the last."""
    rubric, at, end = LevelLines(), start, start
    waiting: list[Paragraph] = []
    while at < len(items) and len(waiting) <= _LINES_BEHIND:
        item = items[at]
        if isinstance(item, JoinedTable):
            break
        if is_furniture(item):
            at += 1
            continue
        told = _LEVEL.match(item.text)
        if told is not None:
            if waiting:
                rubric.levels[-1][1].extend(waiting)
                waiting = []
            rubric.levels.append((told["level"], [item]))
            end = at + 1
        elif item.level is not None or find_label(item.text) is not None:
            break
        else:
            waiting.append(item)
        at += 1
    return rubric, end


def read_level_lines(ctx: Context, rubric: LevelLines) -> None:
    """The levels as records of the indicator that the heading names, or of the one above."""
    owner = owner_of_rubric(ctx, rubric.lines[0].place)
    if owner is None:
        return
    for level, paragraphs in rubric.levels:
        first = _LEVEL.match(paragraphs[0].text)
        text = "\n".join([first["told"] if first else "", *(line.text for line in paragraphs[1:])]).strip()
        scored = _SCORE.search(text)
        told = (text[: scored.start()] if scored else text).strip()
        bare = is_bare_threshold(told)
        ctx.records.rubrics.append(
            RubricLevel(
                owner,
                arabic_digits(level),
                paragraphs[0].place,
                ctx.number("rubric_group"),
                threshold_raw=told if bare else "",
                criterion_raw="" if bare else told,
                score_raw=clean(scored["score"]) if scored else "",
                flags=list(dict.fromkeys(flag for line in paragraphs for flag in line.flags)),
            )
        )
        ctx.claim(*paragraphs)
    ctx.clear(_HEADING, "rubric_group")
