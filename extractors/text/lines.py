"""Text with marked tables (tabs or pipes), plain or Markdown → blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from phaen.extractors.model import Block, Paragraph, Place
from phaen.extractors.text.aligned.tables import AlignedTable
from phaen.extractors.text.boxes import with_pipes, wraps
from phaen.extractors.text.contents import contents_lines
from phaen.extractors.text.grid import SourceCell, build_table
from phaen.extractors.text.html_tables import HtmlTable, html_tables
from phaen.extractors.text.markup import printed
from phaen.extractors.text.mending import Mender

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_LOST_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]*$")
_RULE_CELL = re.compile(r"^:?-{2,}:?$")
_PIPE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$|^\|\s*:?-{2,}:?\s*\|$")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_LINE = re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,}|={3,}|```\w*)\s*$")
_OPENED = re.compile(r"<(p|ul|ol|li|td|math)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(p|ul|ol|li|td|math)\s*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^ {0,3}#{1,6} \S|\*\*\S|^\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Whether ``text`` uses Markdown marks (headings, bold, pipe tables)."""
    return _MARKDOWN.search(text) is not None


class LineReader:
    """Reads lines one by one; a run of table lines becomes one table."""

    def __init__(
        self, lines: list[str], mender: Mender, *, markdown: bool, aligned: Mapping[int, AlignedTable] | None = None
    ) -> None:
        self._lines, self._boxed = with_pipes(lines)
        self._mender = mender
        self._markdown = markdown
        self._contents = contents_lines(lines)
        self._open_bold = False
        self._html = html_tables(lines)
        for at, table in (aligned or {}).items():
            self._html[at] = HtmlTable(table.rows, table.last, "", "")

    @property
    def table_lines(self) -> int:
        """How many lines mark a table: rows with tabs, rules of pipe tables, rows of HTML tables."""
        return sum(len(table.rows) for table in self._html.values()) + sum(
            at in self._boxed
            or bool(_PIPE_RULE.match(line.strip()))
            or (self._is_tab_row(at) and not _indent_only(line))
            for at, line in enumerate(self._lines)
        )

    def blocks(self) -> list[Block]:
        """All blocks in reading order."""
        out: list[Block] = []
        at = 0
        while at < len(self._lines):
            if at in self._html:
                out.extend(self._html_table(at))
                at = self._html[at].last + 1
                continue
            end = self._table_end(at)
            if end > at:
                out.extend(self._table(at, end))
                at = end
                continue
            paragraph = self._paragraph(at)
            if paragraph is not None:
                out.append(paragraph)
            at += 1
        return out

    def _html_table(self, at: int) -> list[Block]:
        source = self._html[at]
        self._open_bold = False
        table = build_table(source.rows, self._mender, markdown=self._markdown)
        blocks = [self._paragraph(at, source.before), table, self._paragraph(source.last, source.behind)]
        self._open_bold = False
        return [block for block in blocks if block is not None]

    def _paragraph(self, at: int, part: str | None = None) -> Paragraph | None:
        """The paragraph on line ``at``, or in ``part`` of it."""
        line = self._lines[at] if part is None else part
        if not line.strip():
            self._open_bold = False
            return None
        text, level = line, None
        if self._markdown:
            if _RULE_LINE.match(line) or _LOST_HEADING.match(line):
                return None
            if heading := _HEADING.match(line):
                level, text = len(heading.group(1)), heading.group(2)
        place = Place(line=at + 1)
        words = printed(text, markdown=self._markdown, open_bold=self._open_bold)
        self._open_bold = words.open_bold and level is None
        if not words.text:
            return None
        flags = ("contents",) if at in self._contents else ()
        return Paragraph(self._mender.mend(words.text, place), line, place, level, words.bold, flags=flags)

    def _table_end(self, start: int) -> int:
        """Index behind the table that begins at ``start``; ``start`` itself when no table begins there."""
        end = self._pipe_end(start)
        if end > start or not self._is_tab_row(start):
            return end
        while (
            end < len(self._lines)
            and end not in self._html
            and (self._is_tab_row(end) or (end > start and self._continues_cell(end)))
        ):
            end += 1
        # A tab that only indents a line is no column.
        if all(_indent_only(line) for line in self._lines[start:end]):
            return start
        return end

    def _pipe_end(self, start: int) -> int:
        line = self._lines[start].strip()
        below = self._lines[start + 1].strip() if start + 1 < len(self._lines) else ""
        bounded = line.startswith("|") and len(_PIPE.findall(line)) >= 2
        if start in self._contents or "\t" in line or not (bounded or ("|" in line and _PIPE_RULE.match(below))):
            return start
        end = start
        while end < len(self._lines) and "|" in self._lines[end] and self._lines[end].strip():
            if (end in self._boxed) != (start in self._boxed):
                break
            end += 1
        return end

    def _is_tab_row(self, at: int) -> bool:
        line = self._lines[at]
        return "\t" in line and bool(line.strip()) and at not in self._contents

    def _continues_cell(self, at: int) -> bool:
        """A line without tabs inside a cell whose HTML the line above leaves open."""
        line, above = self._lines[at], self._lines[at - 1]
        return bool(line.strip()) and len(_OPENED.findall(above)) > len(_CLOSED.findall(above))

    def _table(self, start: int, end: int) -> list[Block]:
        rows: list[list[SourceCell]] = []
        pipes = self._pipe_end(start) > start
        ruled = start in self._boxed and wraps(self._lines[start:end])
        fresh = True
        for at in range(start, end):
            line = self._lines[at]
            cells = _pipe_cells(line) if pipes else line.split("\t")
            if _is_rule(cells):
                fresh = True
                continue
            if ruled and not fresh and len(cells) == len(rows[-1]):
                rows[-1] = [
                    SourceCell(f"{above.raw}\n{cell.strip()}".strip(), above.line)
                    for above, cell in zip(rows[-1], cells, strict=True)
                ]
                continue
            fresh = False
            if rows and not pipes and "\t" not in line:
                last = rows[-1][-1]
                rows[-1][-1] = SourceCell(f"{last.raw}\n{line}", last.line)
                continue
            rows.append([SourceCell(cell.strip(), at + 1) for cell in cells])
        self._open_bold = False
        table = build_table(rows, self._mender, markdown=self._markdown)
        return [table] if table else []


def _indent_only(line: str) -> bool:
    return "\t" not in line.strip()


def _pipe_cells(line: str) -> list[str]:
    cells = _PIPE.split(line.strip())
    if line.lstrip().startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return [cell.replace("\\|", "|") for cell in cells]


def _is_rule(cells: Sequence[str]) -> bool:
    """A Markdown separator row: dashes only, two or more (one dash is a value)."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_RULE_CELL.match(cell) for cell in filled)
