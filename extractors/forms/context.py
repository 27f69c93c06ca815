"""Where in the document we are: what the headings above a table or paragraph say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from phaen.extractors.forms.records import Made, Mention, PlanLine, Records
from phaen.extractors.model import Cell, Paragraph, Place
from phaen.extractors.restored import FLAG as RESTORED
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.normalizers.agencies import Agency, AgencyRegister
from phaen.normalizers.text import clean, flow

_BASES = (
    ("agenda", re.compile(r"agenda\s*-?\s*base", re.IGNORECASE)),
    ("function", re.compile(r"function(?:al)?\s*-?\s*base", re.IGNORECASE)),
    ("joint", re.compile(r"joint\s*-?\s*kpis?", re.IGNORECASE)),
    ("innovation", re.compile(r"innovation\s*-?\s*base", re.IGNORECASE)),
    ("potential", re.compile(r"potential\s*-?\s*base", re.IGNORECASE)),
)
_BLANK = re.compile(r"^[\s.…\-–—_:*()/]*$")
_COMPONENT_NO = re.compile(r"(?:อง(?:ค์|ค์กร)ประกอบ(?:ที่)?\s*|^\W*)([0-9]+(?:\.[0-9]+)?)")


def base_in(text: str) -> str | None:
    """The (… Base / Joint KPIs) word of an องค์ประกอบ (component) heading, or ``None``."""
    return next((base for base, pattern in _BASES if pattern.search(text)), None)


def component_no_in(text: str) -> str | None:
    """The number of an องค์ประกอบ heading in Arabic digits: ``1.1``, ``2``."""
    found = _COMPONENT_NO.search(clean(text))
    return found.group(1) if found else None


def is_blank(text: str) -> bool:
    """Nothing but dots, dashes and brackets: an empty cell or a template that was left empty."""
    return bool(_BLANK.match(text))


@dataclass(slots=True)
class Labelled:
    """A heading or labelled text (วัตถุประสงค์หลัก …): its label, printed number and text.

    The text of some labels runs on over the paragraphs after it.
    """

    label: str
    value: str
    place: Place
    own_flags: tuple[str, ...] = ()
    number: str | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of the label's line and of all paragraphs."""
        return (*self.own_flags, *(flag for paragraph in self.paragraphs for flag in paragraph.flags))

    @property
    def text(self) -> str:
        """The value with all its paragraphs, one per line; ``""`` when only a dash stands there."""
        text = "\n".join([self.value, *(paragraph.text for paragraph in self.paragraphs)]).strip()
        return "" if is_blank(text) else text


@dataclass(slots=True)
class Named:
    """The indicators that the blocks below speak of.

    ``current``: the one that rubrics, factors, evidence and conditions belong to · ``scale``: those of a report's
    scoring scale by their printed number · ``own_indicators``: those stated for the current issue of ส่วนที่ 2 (part 2) ·
    ``components_seen``: the components named in the block of an agreement.
    """

    current: Mention | None = None
    scale: dict[str, Mention] = field(default_factory=dict)
    own_indicators: list[Mention] = field(default_factory=list)
    components_seen: list[str] = field(default_factory=list)

    def clear(self, name: str) -> bool:
        """Forget ``name``; false if it is none of these."""
        if name == "current":
            self.current = None
        elif name == "scale":
            self.scale = {}
        elif name == "own_indicators":
            self.own_indicators = []
        elif name == "components_seen":
            self.components_seen = []
        else:
            return False
        return True


@dataclass(slots=True)
class Context:
    """The state of the walk through one document: the document's own facts, and ``above``, what headings have set.

    A heading sets its own entry of ``above`` and clears those that hang under it (``labels.csv``).
    """

    fiscal_year: int | None
    agency: Agency | None
    register: AgencyRegister
    doc_type: str | None
    records: Records
    sector: str | None = None
    """As in the dataset ``documents``; ``None`` where nobody knows whose document it is."""
    above: dict[str, Labelled] = field(default_factory=dict)
    named: Named = field(default_factory=Named)
    heading_path: tuple[str, ...] = ()
    money_line: str = ""
    """The line above the current table that names a unit of money (``หน่วย : ล้านบาท``)."""
    money_doubt: str = ""
    """The flag of a doubt about the unit of money of the current table; ``""`` where it is sure."""
    amended: bool = False
    """Is the current table headed as an amendment (แก้ไขเพิ่มเติม) of one before?"""
    sheet: PlanLine | None = None
    """The project whose sheet (รายละเอียดโครงการ, project details) is under way."""
    set_by_columns: dict[str, str] = field(default_factory=dict)
    """What columns of tables have set above, and the kind of each such table."""
    claimed: set[int] = field(default_factory=set)
    made: list[tuple[JoinedRow, Made]] = field(default_factory=list)
    """The records of the table under way, each with its line."""

    def get(self, name: str) -> Labelled | None:
        """What stands above under this name, or ``None``."""
        return self.above.get(name)

    def number(self, name: str) -> str | None:
        """The printed number of what stands above."""
        found = self.above.get(name)
        return found.number if found is not None else None

    def text(self, name: str) -> str | None:
        """The text of what stands above; ``None`` where nothing does."""
        found = self.above.get(name)
        return found.text if found is not None else None

    def set(self, name: str, text: Labelled) -> None:
        """Let ``text`` hold for what stands below."""
        self.above[name] = text
        self.set_by_columns.pop(name, None)

    def leave_columns(self, kind: str, lacking: Sequence[str] = ()) -> None:
        """A table of ``kind`` begins: what the columns of tables of other kinds have set no longer holds, nor what
        those of its own kind have and it has no column for (``lacking``)."""
        left = [name for name, of in self.set_by_columns.items() if of != kind or name in lacking]
        self.clear(*left)
        for name in left:
            del self.set_by_columns[name]

    def clear(self, *names: str) -> None:
        """Nothing of these holds any more."""
        for name in names:
            if not self.named.clear(name):
                self.above.pop(name, None)

    def enter_component(self, number: str | None, base: str | None, place: Place) -> None:
        """An องค์ประกอบ (component) begins; its base is the value."""
        self.set("component", Labelled("component", base or "", place, number=number))

    @property
    def component_no(self) -> str | None:
        """Number of the องค์ประกอบ we are in."""
        return self.number("component")

    @property
    def base(self) -> str | None:
        """The (… Base) word of the องค์ประกอบ we are in."""
        found = self.above.get("component")
        return (found.value or None) if found is not None else None

    def claim(self, *things: Paragraph | Cell | JoinedCell | JoinedRow | None) -> None:
        """Say that the text of these blocks stands in a record."""
        for thing in things:
            if isinstance(thing, JoinedRow):
                self.claim(*thing.cells)
            elif isinstance(thing, JoinedCell):
                self.claimed.update(id(part) for part in thing.parts)
            elif thing is not None:
                self.claimed.add(id(thing))

    def is_claimed(self, thing: Paragraph | Cell) -> bool:
        """Is the text of this block in a record already?"""
        return id(thing) in self.claimed


def row_flags(row: JoinedRow) -> list[str]:
    """Flags of all cells of a row, each once."""
    return list(dict.fromkeys(flag for cell in row.cells for flag in cell.flags))


def row_confidence(row: JoinedRow, header: float) -> float:
    """How sure a row is: its least sure cell, lowered where its header only resembled a known wording."""
    cells = [part.confidence for cell in row.cells for part in cell.parts]
    return round(min([*cells, 1.0]) * (1.0 if header >= 0.9 else header), 3)


def restored_in(*texts: Labelled | Paragraph | JoinedCell | None) -> list[str]:
    """The flag of restored marks, if one of the texts that a row takes over holds some."""
    return [RESTORED] if any(text is not None and RESTORED in text.flags for text in texts) else []


def amounts_of(ctx: Context, table: JoinedTable, row: JoinedRow, role: str) -> list[tuple[tuple[str, ...], str]]:
    """The headings and texts of all columns of money of a row where the table has several; else an empty list."""
    columns = table.columns(role)
    if len(columns) < 2:
        return []
    ctx.claim(*(row.cells[column] for column in columns))
    return [(tuple(part for part in table.headings[column] if part), row.cells[column].text) for column in columns]


def plain(text: str) -> str:
    """Cell text as one printed line: lines joined, nothing else changed."""
    return flow(text).strip()
