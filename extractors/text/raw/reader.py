"""Raw text layers: lines without separators → paragraphs, and tables rebuilt under known column headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from phaen.extractors.model import LAID_OUT, UNKNOWN_TABLE, Block, Cell, Paragraph, Place, Row, Table
from phaen.extractors.text.contents import contents_lines
from phaen.extractors.text.mending import Mender
from phaen.extractors.text.raw.checks import check_rows
from phaen.extractors.text.raw.cuts import goes_on
from phaen.extractors.text.raw.furniture import is_scattered, is_side_by_side, page_numbers
from phaen.extractors.text.raw.header import ALSO_WORDS, Column, Header, find_header, skeleton
from phaen.extractors.text.raw.known import Known, gap_strength, quoted_names
from phaen.extractors.text.raw.lost import LINES, QUARTERS, is_lost_heading
from phaen.extractors.text.raw.parts import RawLine, RawRow, open_columns, source_part
from phaen.extractors.text.raw.patterns import SECTION, begins_as, western
from phaen.extractors.text.raw.prices import Prices
from phaen.extractors.text.raw.rows import TableLayout
from phaen.extractors.text.raw.settings import COSTS, LIMITS, PAGES, Costs
from phaen.extractors.text.raw.whole import is_torn_off, mark_cut, mark_last

_PAGE_NUMBER = re.compile(r"^[-–]?\s*\d{1,3}\s*[-–]?$")
_NOTE_LINE = re.compile(r"^\*+\s*\S")
_FOOTNOTE = re.compile(r"^[0-9๐-๙]{1,2}(?:[ก-ฮเแโไใ]|-\s)")
_BELOW = ("year", "month")
"""Headings of the second row: years below a target, years and months below the time of the steps."""
_BLANKS = re.compile(r"[ \t\u00a0\f\v]+")


@lru_cache(maxsize=1)
def _stops() -> tuple[str, ...]:
    path = Path(__file__).with_name("stops.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(skeleton(line) for line in lines if line.strip() and not line.startswith("#"))


class RawReader:
    """Reads the lines of a raw text layer."""

    def __init__(self, lines: list[str], mender: Mender, costs: Costs = COSTS) -> None:
        self._raw = lines
        self._mender = mender
        self._breaks = frozenset(at for at, line in enumerate(lines) if "\f" in line)
        self._lines = [mender.mend(_BLANKS.sub(" ", line).strip(), Place(line=at + 1)) for at, line in enumerate(lines)]
        self._contents = contents_lines(lines)
        self._page_numbers = page_numbers(self._lines)
        self._headers = self._find_headers()
        self._lost = self._find_lost()
        self._prices = Prices(costs)
        self._cut = 0
        self._known = Known(costs)
        regions = [self._region(header)[0] for header in self._headers.values()]
        self._known.gaps = gap_strength((line.text, line.gap) for region in regions for line in region)
        for name in quoted_names(self._lines):
            self._known.learn_name(name)

    @property
    def heading_count(self) -> int:
        """How many known headings of tables were found."""
        return len(self._headers)

    @cached_property
    def is_scattered(self) -> bool:
        """Whether the lines do not follow the cells: columns side by side, or heading by heading, cell by cell."""
        return is_side_by_side(self._raw) or is_scattered(self._lines, self._headers.values())

    @property
    def is_doubtful(self) -> bool:
        """Whether the order of the lines cannot be believed, as the blocks have shown."""
        return self.is_scattered or self._cut >= PAGES.cut_rows

    def blocks(self) -> list[Block]:
        """All blocks in reading order; all flagged where the order of the lines cannot be believed."""
        blocks = self._blocks()
        return [_flagged(block) for block in blocks] if self.is_doubtful else blocks

    def _blocks(self) -> list[Block]:
        out: list[Block] = []
        previous: tuple[str, ...] | None
        at, previous = 0, None
        left_open: frozenset[int] | None = None
        serials: dict[tuple[str, ...], int] = {}
        while at < len(self._lines):
            header = self._headers.get(at)
            if header is None:
                paragraph = self._paragraph(at)
                if paragraph is not None:
                    out.append(paragraph)
                    left_open = left_open if self._is_page_number(at) else None
                at += 1
                continue
            same = header.kinds == previous
            lines, goes_on = self._region(header)
            layout = TableLayout(
                _layout_kinds(header),
                lines,
                self._known,
                prices=self._prices,
                serial=serials.get(header.kinds, 0),
                open_row=left_open if same else None,
            )
            laid = layout.lay()
            serials[header.kinds] = laid.serial
            self._learn(header, laid.rows)
            check_rows(_layout_kinds(header), laid.rows, self._known)
            self._cut += mark_cut(_layout_kinds(header), laid.rows)
            if laid.rows and laid.used < len(lines) and is_torn_off(lines[laid.used]):
                self._cut += mark_last(_layout_kinds(header), laid.rows)
            out.append(self._table(header, laid.rows))
            ends = all(self._is_page_number(line.number - 1) for line in lines[laid.used :])
            left_open = open_columns(laid.rows) if goes_on and ends else None
            end = lines[laid.used - 1].number if laid.used else header.end
            inside = {line.number - 1 for line in lines}
            skipped = [self._paragraph(spot) for spot in range(header.end, end) if spot not in inside]
            out += [paragraph for paragraph in skipped if paragraph is not None]
            previous, at = header.kinds, end
        return out

    def _find_lost(self) -> frozenset[int]:
        """Lines where the headings of a table begin that nothing parts."""
        inside = {at for header in self._headers.values() for at in range(header.start, header.end)}
        found: set[int] = set()
        last = -LINES
        for at, line in enumerate(self._lines):
            if not line or at in inside or at in self._contents or at < last + LINES:
                continue
            if is_lost_heading(self._lines, at, inside):
                found.add(at)
                last = at
        return frozenset(found)

    def _find_headers(self) -> dict[int, Header]:
        found: dict[int, Header] = {}
        at = 0
        while at < len(self._lines):
            header = find_header(self._lines, at) if at not in self._contents else None
            if header is not None and self._goes_on_below(header):
                at = header.end
                continue
            if header is not None:
                header = self._without_word_above(header, [other.kinds for other in found.values()])
                found[header.start] = header
                at = header.end
            else:
                at += 1
        return found

    def _goes_on_below(self, header: Header) -> bool:
        """Does a second row of headings stand below, which parts a column into several?"""
        below = self._next_filled(header.end - 1)
        return below < len(self._lines) and QUARTERS.match(western(self._lines[below])) is not None

    def _without_word_above(self, header: Header, known: Sequence[tuple[str, ...]]) -> Header:
        """``header`` without a first line that ends the cell above: ``กองนโยบายและ`` | ``แผนงาน``, then the heading."""
        line = self._lines[header.start]
        below = self._next_filled(header.start)
        if header.columns[0].heading != line or below >= header.end:
            return header
        rest = find_header(self._lines, below)
        if rest is None or rest.end != header.end:
            return header
        apart = below > header.start + 1 and all(column.line == below for column in rest.columns)
        return rest if rest.kinds in known or (apart and skeleton(line) in ALSO_WORDS) else header

    def _region(self, header: Header) -> tuple[list[RawLine], bool]:
        """The lines that may belong to the table below ``header``, and whether a further heading follows them."""
        lines: list[RawLine] = []
        gap = False
        for at in range(header.end, min(len(self._lines), header.end + LIMITS.table_lines)):
            line = self._lines[at]
            if at in self._headers:
                return lines, True
            if not line:
                gap = True
                continue
            if self._is_page_number(at) and self._at_page_end(at):
                if self._next_filled(at) not in self._headers and self._next_filled(at) < len(self._lines):
                    gap = True  # a page's end inside a table whose heading is not repeated
                    continue
                if not self._may_be_value(at, header.kinds):
                    return lines, self._next_filled(at) in self._headers
            if self._stops_table(at, header.kinds):
                break
            lines.append(RawLine(at + 1, line, self._raw[at], gap))
            gap = False
        return lines, False

    def _learn(self, header: Header, rows: list[RawRow]) -> None:
        """Remembers the indicators of a scoring scale, and names that another table gives for certain."""
        kinds = _layout_kinds(header)
        if "name" not in kinds and "group" not in kinds:
            return
        texts = [
            {cell.column: " ".join(piece for _, piece, _ in cell.pieces) for cell in row.cells}
            for row in rows
            if not row.section and not row.total
        ]
        if kinds.count("level") >= 3:
            at = kinds.index("name") if "name" in kinds else 0
            levels = [i for i, kind in enumerate(kinds) if kind == "level"]
            self._known.learn_scale([[row.get(at, ""), *(row.get(i, "") for i in levels)] for row in texts])

    def _stops_table(self, at: int, kinds: Sequence[str]) -> bool:
        line = self._lines[at]
        if _NOTE_LINE.match(line) or (len(line) > LIMITS.footnote and _FOOTNOTE.match(line)):
            return True
        if SECTION.match(western(line)):
            return not ("serial" in kinds and "name" in kinds and self._row_follows(at))
        if "programme" in kinds and begins_as("programme", western(line)):
            return False
        return self._is_stop(at)

    def _is_stop(self, at: int) -> bool:
        bones = skeleton(self._lines[at])
        return any(_begins(bones, stop) for stop in _stops())

    def _row_follows(self, at: int) -> bool:
        """Whether a numbered row (or one more section line) follows soon after line ``at``."""
        seen = 0
        for later in range(at + 1, min(at + 12, len(self._lines))):
            line = western(self._lines[later])
            if not line:
                continue
            seen += 1
            if later in self._headers or seen > 3:
                return False
            if re.match(r"\d{1,3}[.)]?(?:\s+\S|$)", line) and not SECTION.match(line):
                return True
        return False

    def _is_page_number(self, at: int) -> bool:
        if at and goes_on(western(self._lines[at - 1]), western(self._lines[at])):
            return False  # the figure of a phrase broken over lines
        return bool(_PAGE_NUMBER.match(western(self._lines[at])))

    def _at_page_end(self, at: int) -> bool:
        """A lone number beside a form feed or right above a heading is a page number, not a cell."""
        following = self._next_filled(at)
        return (
            at in self._breaks
            or any(spot in self._breaks for spot in range(at + 1, min(following + 1, len(self._lines))))
            or following in self._headers
            or (at in self._page_numbers and following < len(self._lines) and self._is_stop(following))
        )

    def _may_be_value(self, at: int, kinds: Sequence[str]) -> bool:
        """Whether a lone number above a repeated heading, nothing else of a page's end, may end the last row."""
        following = self._next_filled(at)
        broken = any(spot in self._breaks for spot in range(at, min(following + 1, len(self._lines))))
        repeated = following in self._headers and self._headers[following].kinds == tuple(kinds)
        return repeated and not broken and at not in self._page_numbers and kinds[-1] in ("weight", "score")

    def _next_filled(self, at: int) -> int:
        following = at + 1
        while following < len(self._lines) and not self._lines[following]:
            following += 1
        return following

    def _paragraph(self, at: int) -> Paragraph | None:
        if not self._lines[at]:
            return None
        flags = ("contents",) if at in self._contents else (UNKNOWN_TABLE,) if at in self._lost else ()
        return Paragraph(self._lines[at], self._raw[at], Place(line=at + 1), flags=flags)

    def _heading(self, column: Column) -> Cell:
        parts = [
            source_part(self._lines[at], _BLANKS.sub(" ", self._raw[at]).strip(), low, high)
            for at, low, high in column.spans
        ]
        return Cell(column.heading, "\n".join(parts), Place(line=column.line + 1))

    def _table(self, header: Header, rows: list[RawRow]) -> Table:
        columns = [column for column in header.columns if column.kind not in _BELOW]
        years = [column for column in header.columns if column.kind in _BELOW]
        width = len(_layout_kinds(header))
        place = Place(line=header.start + 1)
        heads = [self._heading(column) for column in columns]
        built = [_padded(heads, width, place)]
        if years:
            first = max(
                (i for i, c in enumerate(columns) if c.kind in ("target", "months")), default=width - len(years)
            )
            below = [Cell("", "", place) for _ in range(first)]
            below += [self._heading(column) for column in years]
            line = Place(line=years[0].line + 1)
            if first + 1 < len(heads):  # columns right of the years keep their heading above them
                spread = [*heads[: first + 1], *[Cell("", "", place)] * (len(years) - 1), *heads[first + 1 :]]
                built = [_padded(spread, width, place)]
            built.append(_padded(below, width, line))
        built += [_row(row, width, place) for row in rows if row.cells]
        return Table(tuple(built), place, width, ruled=False)


def _flagged(block: Block) -> Block:
    """``block`` with every text in it marked as a guess."""
    if isinstance(block, Paragraph):
        return replace(block, flags=tuple(dict.fromkeys((*block.flags, LAID_OUT))))
    rows = [
        replace(row, cells=tuple(replace(cell, flags=(LAID_OUT,)) if cell else None for cell in row.cells))
        for row in block.rows
    ]
    return replace(block, rows=tuple(rows))


def _begins(bones: str, stop: str) -> bool:
    if stop.endswith("#"):
        size = len(stop) - 1
        return bones.startswith(stop[:-1]) and bones[size : size + 1].isdigit()
    return bones.startswith(stop)


def _layout_kinds(header: Header) -> tuple[str, ...]:
    """Kinds of the columns below the heading: years under their target column, ``result`` decided."""
    kinds = [kind for kind in header.kinds if kind not in _BELOW]
    years = header.kinds.count("year")
    if years > 1 and "target" in kinds:
        at = kinds.index("target")
        kinds[at : at + 1] = ["target"] * years
    elif years:
        kinds += ["target"] * years
    if "achieved" in kinds or "level_no" in kinds:
        result = "criterion" if "level_no" in kinds else "narrative"
    else:
        result = "achieved"
    return tuple(result if kind == "result" else kind for kind in kinds)


def _padded(cells: list[Cell], width: int, place: Place) -> Row:
    return Row(tuple(cells + [Cell("", "", place)] * (width - len(cells)))[:width], place)


def _row(row: RawRow, width: int, header_place: Place) -> Row:
    first = min((number for cell in row.cells for number, _, _ in cell.pieces), default=header_place.line or 1)
    place = Place(line=first)
    cells: list[Cell | None] = [Cell("", "", place) for _ in range(width)]
    for cell in row.cells:
        text = "\n".join(piece for _, piece, _ in cell.pieces)
        source = "\n".join(part for _, _, part in cell.pieces)
        flags = (LAID_OUT,) if cell.unsure else ()
        cells[cell.column] = Cell(text, source, Place(line=cell.pieces[0][0]), flags=flags)
    return Row(tuple(cells), place)
