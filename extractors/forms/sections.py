"""Everything that no form claims, kept under its headings, and the account of what was read."""

from __future__ import annotations

from phaen.extractors.forms.context import Context, restored_in
from phaen.extractors.forms.headings import Heading
from phaen.extractors.forms.records import ResultLine, SectionText
from phaen.extractors.model import Cell, Document, Paragraph, Place, Table
from phaen.extractors.tables.joined import JoinedTable

OWNED = {"factors", "obstacles", "evidence", "outputs", "conditions", "explanation"}
"""Kinds of text that belong to the indicator above them."""


def ink(text: str) -> int:
    """Characters that count for coverage: all but white space."""
    return sum(1 for char in text if not char.isspace())


class SectionBuilder:
    """Collects section rows in printed order."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.stack: list[tuple[int, str]] = []
        self.current: SectionText | None = None
        self.heading_text = ""
        self.narrative: ResultLine | None = None
        self.held: set[int] = set()

    def furniture(self, paragraph: Paragraph) -> None:
        """Page numbers, running heads, contents: recognised, in no row."""
        self.held.add(id(paragraph))

    def heading(self, heading: Heading, paragraph: Paragraph) -> None:
        """Begin a section under ``heading``; a heading with nothing under it keeps its own text."""
        self._flush()
        if heading.name != "narrative":
            self.narrative = None
        while self.stack and self.stack[-1][0] >= heading.rank:
            self.stack.pop()
        self.stack.append((heading.rank, heading.text))
        self.ctx.heading_path = tuple(text for _, text in self.stack)
        owner = self.ctx.named.current if heading.section in OWNED else None
        claimed = self.ctx.is_claimed(paragraph)
        self.current = SectionText(self.ctx.heading_path, heading.section, "", paragraph.place, owner)
        self.current.flags.extend(paragraph.flags)
        self.current.confidence = paragraph.confidence
        self.heading_text = "" if claimed else heading.text
        self.held.add(id(paragraph))

    def begin_narrative(self, target: ResultLine | None) -> None:
        """The paragraphs that follow are the narrative of a result."""
        self.narrative = target

    def text(self, paragraph: Paragraph) -> None:
        """Running text under the current heading."""
        self.held.add(id(paragraph))
        if self.narrative is not None:
            told = self.narrative.raw.get("narrative", "")
            self.narrative.raw["narrative"] = f"{told}\n{paragraph.text}".strip()
            self.narrative.flags.extend(flag for flag in paragraph.flags if flag not in self.narrative.flags)
            self.narrative.confidence = min(self.narrative.confidence, paragraph.confidence)
            return
        if self.current is None:
            self.current = SectionText(self.ctx.heading_path, "other", "", paragraph.place)
            self.heading_text = ""
        if not self.current.text:
            self.current.place = paragraph.place
        self.current.text = f"{self.current.text}\n{paragraph.text}".strip()
        self.current.flags.extend(flag for flag in paragraph.flags if flag not in self.current.flags)
        self.current.confidence = min(self.current.confidence, paragraph.confidence)

    def unknown_table(self, table: JoinedTable) -> None:
        """A table that no form knows: kept whole, flagged."""
        self._flush()
        lines = ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in table.rows]
        place = table.rows[0].place if table.rows else table.place
        section = SectionText(self.ctx.heading_path, "table", "\n".join(lines), place, flags=["unknown_table"])
        section.flags.extend(restored_in(*(cell for row in table.rows for cell in row.cells)))
        section.confidence = min([1.0, *(part.confidence for row in table.rows for c in row.cells for part in c.parts)])
        if section.text.strip():
            self.ctx.records.sections.append(section)
        for row in table.rows:
            self.ctx.claim(row)
        for cell in table.header_cells:
            self.ctx.claim(cell)

    def leftover_cells(self, table: JoinedTable) -> None:
        """Cells of a known table that its form had no use for: kept as a section, flagged."""
        for row in table.rows:
            left = [cell for cell in row.cells if cell and not all(self.ctx.is_claimed(part) for part in cell.parts)]
            if not left:
                continue
            text = "\n".join(cell.text for cell in left)
            section = SectionText(self.ctx.heading_path, "table", text, row.place, flags=["unclaimed_cells"])
            section.flags.extend(restored_in(*left))
            section.confidence = min([1.0, *(part.confidence for cell in left for part in cell.parts)])
            self.ctx.records.sections.append(section)
            self.ctx.claim(*left)

    def _flush(self) -> None:
        section, self.current = self.current, None
        if section is None:
            return
        if not section.text:
            section.text = self.heading_text
        if section.text:
            self.ctx.records.sections.append(section)

    def finish(self, document: Document) -> None:
        """Close the last section and count what is in no row."""
        self._flush()
        records = self.ctx.records
        for block in document.blocks:
            cells = [cell for row in block.rows for cell in row.cells if cell] if isinstance(block, Table) else []
            things: list[Paragraph | Cell] = [block] if isinstance(block, Paragraph) else list(cells)
            for thing in things:
                size = ink(thing.text)
                records.total_chars += size
                if size and not self.ctx.is_claimed(thing) and id(thing) not in self.held:
                    records.unclaimed_chars += size
                    records.unclaimed.append((thing.place or Place(), thing.text))
