"""Everything that no form claims, kept under its headings."""

from __future__ import annotations

import re

from phaen.extractors.forms.context import Context, restored_in
from phaen.extractors.forms.headings import Heading
from phaen.extractors.forms.records import ResultLine, SectionText
from phaen.extractors.model import UNKNOWN_TABLE, Paragraph
from phaen.extractors.tables.joined import Item, JoinedTable
from phaen.normalizers.text import arabic_digits, clean

OWNED = {"factors", "obstacles", "evidence", "outputs", "conditions", "explanation"}
"""Kinds of text that belong to the indicator above them."""


_CHAPTER = re.compile(r"^\s*([0-9]{1,2})\.\s+[ก-๙]")
_BELOW = re.compile(r"^\s*([0-9]{1,2})\.[0-9]")
_LONGEST = 120
"""Letters of the heading of a chapter at most."""


class SectionBuilder:
    """Collects section rows in printed order."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.stack: list[tuple[int, str]] = []
        self.current: SectionText | None = None
        self.heading_text = ""
        self.narrative: ResultLine | None = None
        self.chapter = ""

    def contents(self, item: Item) -> None:
        """A part of the list of contents: one section for the whole list."""
        text = "\n".join(row.text for row in item.rows) if isinstance(item, JoinedTable) else item.text
        if self.current is None or self.current.kind != "contents":
            self._flush()
            self.current = SectionText((), "contents", "", item.place)
            self.heading_text = ""
        self.current.text = f"{self.current.text}\n{text}".strip()

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

    def begin_narrative(self, target: ResultLine | None) -> None:
        """The paragraphs that follow are the narrative of a result."""
        self.narrative = target

    def tell(self, text: str, paragraph: Paragraph) -> None:
        """Add ``text`` of ``paragraph`` to the narrative, if a result waits for one."""
        if self.narrative is None or not text:
            return
        told = self.narrative.raw.get("narrative", "")
        self.narrative.raw["narrative"] = f"{told}\n{text}".strip()
        self.narrative.flags.extend(flag for flag in paragraph.flags if flag not in self.narrative.flags)
        self.narrative.confidence = min(self.narrative.confidence, paragraph.confidence)

    def text(self, paragraph: Paragraph) -> None:
        """Running text under the current heading."""
        if self.narrative is not None:
            self.tell(paragraph.text, paragraph)
            return
        if self.current is not None and self.current.kind == "contents":
            self._flush()
        if (chapter := self._chapter(paragraph)) is not None:
            self.heading(chapter, paragraph)
            return
        if self.current is None:
            self.current = SectionText(self.ctx.heading_path, "other", "", paragraph.place)
            self.heading_text = ""
        if not self.current.text:
            self.current.place = paragraph.place
        self.current.text = f"{self.current.text}\n{paragraph.text}".strip()
        self.current.flags.extend(flag for flag in paragraph.flags if flag not in self.current.flags)
        self.current.confidence = min(self.current.confidence, paragraph.confidence)

    def _chapter(self, paragraph: Paragraph) -> Heading | None:
        """The heading that a bold line is whose number (``5. …``) is of another chapter than that of the heading above
        (``7.3 …``): what follows does not stand under it. ``1. …`` may begin a list there."""
        if not paragraph.bold or not self.stack:
            return None
        text, top = clean(paragraph.text), arabic_digits(self.stack[0][1])
        found = _CHAPTER.match(text)
        above = _CHAPTER.match(top) if top == self.chapter else _BELOW.match(top)
        if found is None or above is None or int(found[1]) in (1, int(above[1])) or len(text) > _LONGEST:
            return None
        self.chapter = text
        return Heading("chapter", found[1], "", self.stack[0][0], "other", text)

    def unknown_table(self, table: JoinedTable) -> None:
        """A table that no form knows: kept whole, flagged."""
        self._flush()
        lines = ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in table.rows]
        place = table.rows[0].place if table.rows else table.place
        section = SectionText(self.ctx.heading_path, "table", "\n".join(lines), place, flags=[UNKNOWN_TABLE])
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

    def finish(self) -> None:
        """Close the last section."""
        self._flush()
