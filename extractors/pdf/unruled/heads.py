"""Where the headers of tables without rules begin and end: whole rows of lines whose wordings are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.unruled.columns import header_score, leaf_columns
from phaen.extractors.pdf.unruled.memory import OpenTables
from phaen.extractors.pdf.unruled.rows import column_lines, fits, part_rows
from phaen.extractors.pdf.unruled.settings import OPEN_HEADERS, STEPS
from phaen.extractors.wordings.subheads import is_subheader

_UNIT_LINE = re.compile(r"\W*หน่วย\s*[:：]")
_ENTRY = re.compile(r"[0-9๐-๙]{1,2}[.)]\s*[ก-ฮเ-ไ]")
"""How the first row below a header may begin: ``1. แผนงาน…``; no heading does."""
_ERA, _YEAR = re.compile(r"พ\.?\s?ศ\.?$"), re.compile(r"(?:25|๒๕)[0-9๐-๙]{2}")
_BARE_NUMBER = re.compile(r"[0-9๐-๙]{1,3}[.)]?$")
_AMOUNT = re.compile(r"[.…\s]*(?!1(?:,000)+\b)[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+(?:\.[0-9๐-๙]+)?[.…\s]*(?:บาท)?[.…\s]*")
"""A sum of money, also on a dotted line, which stands in rows: no heading is one, but its unit may be (1,000 บาท)."""


def header_end(lines: Sequence[Line], start: int) -> int | None:
    """Index behind the header that starts at ``start``, the longest that is one; ``None`` when none does."""
    best: int | None = None
    best_score = 0.0
    if _UNIT_LINE.match(lines[start].text):
        return None  # หน่วย : พันบาท stands above the header
    if _BARE_NUMBER.match(lines[start].segments()[0][2]):
        return None  # an entry: "3 | ระดับความสำเร็จ | 15 คะแนน" reads like headings
    if _is_title(lines[start : start + 2]):
        return None
    for stop in range(start + 1, min(start + OPEN_HEADERS.zone, len(lines)) + 1):
        zone = lines[start:stop]
        if stop - start > 1 and zone[-1].base - zone[-2].base > OPEN_HEADERS.step * zone[-1].size:
            break
        if abs(zone[-1].size - zone[0].size) > OPEN_HEADERS.other_size:
            break
        if any(_AMOUNT.fullmatch(text) for _, _, text in zone[-1].segments()):
            break
        if best and (_ENTRY.match(zone[-1].text) or zone[-1].bold != lines[best - 1].bold):
            break
        if sum(len(n.cuts) for n in zone) == 0:
            if stop - start > OPEN_HEADERS.leading or (
                stop - start > 2 and max(len(n.text) for n in zone) > OPEN_HEADERS.short
            ):
                break
            continue
        score = header_score(zone)
        if score > max(best_score - 0.05, 0.0):
            best, best_score = stop, max(score, best_score)
    return best


def _is_title(lines: Sequence[Line]) -> bool:
    """Does a line with wide gaps end in ``พ.ศ.`` (of the Buddhist era) and its year, or the year stand below it alone?
    Then it is a sentence, whose words recognition puts apart."""
    texts = [text.strip() for _, _, text in lines[0].segments()]
    texts += [line.text.strip() for line in lines[1:] if _ERA.search(texts[-1])]
    return len(texts) > 1 and bool(_ERA.search(texts[-2]) and _YEAR.fullmatch(texts[-1]))


def header_start(lines: Sequence[Line], start: int, stop: int, memory: OpenTables) -> int:
    """``start``, or behind the lines of a paragraph or the rows above that the header was taken with."""
    limit = memory.pitch(lines[start : stop + STEPS.ahead], leaf_columns(lines[start:stop])).limit
    found = start
    for k in range(start + 1, stop):
        above, below = lines[k - 1], lines[k]
        row = below.base - above.base > limit
        if not row and any(n.cuts for n in lines[found:k]):
            continue
        score = header_score(lines[k:stop])
        if score <= 0:
            continue
        single = not any(n.cuts for n in lines[found:k])
        other = abs(above.size - below.size) > OPEN_HEADERS.other_size or above.bold != below.bold
        across = not all(fits(n, leaf_columns(lines[k:stop])) for n in lines[found:k])
        better = score >= header_score(lines[found:stop])
        if (single and (row or other)) or (better and (row or across)):
            found = k
    return found


def whole_row(lines: Sequence[Line], start: int, stop: int, memory: OpenTables) -> int:
    """``stop``, or behind the last line of the header's row where its wordings are known without what follows."""
    leaves = leaf_columns(lines[start:stop])
    limit = memory.pitch(lines[start : stop + STEPS.ahead], leaves).limit
    for k in range(start + 1, stop):
        wide = lines[k].base - lines[k - 1].base > limit
        if wide and header_score(lines[start:k]) >= header_score(lines[start:stop]):
            return k  # the rest of an entry
    first = part_rows(lines[start : start + 2 * OPEN_HEADERS.zone], leaves, limit).bands[0]
    end = max(start + len(first), stop)
    rest = lines[stop:end]
    entries = end == len(lines) or any(_BARE_NUMBER.match(n.segments()[0][2]) for n in rest)
    if entries or end - start > OPEN_HEADERS.zone or header_score(lines[start:end]) <= 0:
        return stop
    return end if all(fits(line, leaves) for line in rest) else stop


def upper_lines(head: Sequence[Line]) -> list[Line]:
    """The lines of a header above its years, months or levels: a program may print only these again."""
    stop = len(head)
    while stop > 1 and is_subheader([text for _, _, text in head[stop - 1].segments() if text]):
        stop -= 1
    return list(head[:stop])


def header_rows(lines: Sequence[Line], start: int, stop: int, memory: OpenTables) -> list[list[Line]]:
    """The header ``lines[start:stop]`` with the rows of years, months or levels below it.

    All in one, where merged headings are centred over their columns; row by row, where each begins with its first one.
    """
    rows = [list(lines[start:stop])]
    leaves = leaf_columns(rows[0])
    limit = memory.pitch(lines[start : stop + STEPS.ahead], leaves).limit
    while stop < len(lines):
        end = stop + 1
        while end < len(lines) and lines[end].base - lines[end - 1].base <= limit:
            end += 1
        row = list(lines[stop:end])
        texts = [" ".join(n.text for n in part) for part in column_lines(row, leaf_columns(row))]
        if (
            len(texts) < 2
            or not is_subheader(texts)
            or row[0].base - lines[stop - 1].base > OPEN_HEADERS.step * row[0].size
        ):
            break
        rows.append(row)
        stop = end
    heads = [x0 for row in rows[:-1] for n in row for x0, _, text in n.segments() if text]
    low = [x0 for x0, _ in leaf_columns(rows[-1])]
    over = [x0 for x0 in heads if x0 > low[0] - OPEN_HEADERS.aligned]
    if all(any(abs(x0 - x) <= OPEN_HEADERS.aligned for x in low) for x0 in over):
        return rows
    return [[n for row in rows for n in row]]
