"""Where in the document we are: the headings that stand above a table or paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from phaen.extractors.forms.records import Mention, Records
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
class Field:
    """A labelled text that runs on over the paragraphs after its label (วัตถุประสงค์หลัก …)."""

    label: str
    value: str
    place: Place
    own_flags: tuple[str, ...] = ()
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
class Context:
    """The state of the walk through one document.

    Fields hold what the nearest headings say; a new heading resets what hangs under it.
    """

    fiscal_year: int | None
    agency: Agency | None
    register: AgencyRegister
    doc_type: str | None
    records: Records
    part: str | None = None
    summary: str | None = None
    table_letter: str | None = None
    in_prior_year: int | None = None
    component_no: str | None = None
    base: str | None = None
    components_seen: list[str] = field(default_factory=list)
    strategy_no: str | None = None
    substrategy_no: str | None = None
    issue_no: str | None = None
    issue: Field | None = None
    objective: Field | None = None
    key_result: Field | None = None
    agency_kr: Field | None = None
    own_indicators: list[Mention] = field(default_factory=list)
    """Indicators stated for the current issue of ส่วนที่ 2."""
    policy: Field | None = None
    bma_objective: Field | None = None
    rubric_heading: Field | None = None
    milestone_no: str | None = None
    milestone_name: Field | None = None
    milestone_project: Field | None = None
    report_indicator: Field | None = None
    report_item: Field | None = None
    report_item_no: str | None = None
    current: Mention | None = None
    """The indicator that rubrics, factors, evidence and conditions belong to."""
    scale: dict[str, Mention] = field(default_factory=dict)
    """Report: the indicators of the current component by their printed number."""
    heading_path: tuple[str, ...] = ()
    money_line: str = ""
    """The line above the current table that names a unit of money (``หน่วย : ล้านบาท``)."""
    claimed: set[int] = field(default_factory=set)

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

    def reset_under_issue(self) -> None:
        """A new ประเด็นการพัฒนา begins: what hung under the last one ends."""
        self.objective = self.key_result = self.agency_kr = None
        self.strategy_no = self.substrategy_no = None
        self.own_indicators = []

    def reset_block(self) -> None:
        """A new indicator block of an agreement begins."""
        self.reset_under_issue()
        self.policy = None
        self.components_seen = []
        self.current = None
        self.rubric_heading = None


def row_flags(row: JoinedRow) -> list[str]:
    """Flags of all cells of a row, each once."""
    return list(dict.fromkeys(flag for cell in row.cells for flag in cell.flags))


def row_confidence(row: JoinedRow, header: float) -> float:
    """How sure a row is: its least sure cell, lowered where its header only resembled a known wording."""
    cells = [part.confidence for cell in row.cells for part in cell.parts]
    return round(min([*cells, 1.0]) * (1.0 if header >= 0.9 else header), 3)


def restored_in(*texts: Field | Paragraph | JoinedCell | None) -> list[str]:
    """The flag of restored marks, if one of the texts that a row takes over holds some."""
    return [RESTORED] if any(text is not None and RESTORED in text.flags for text in texts) else []


def amounts_of(ctx: Context, table: JoinedTable, row: JoinedRow) -> list[tuple[tuple[str, ...], str]]:
    """The headings and texts of all budget columns of a row where the table has several; else an empty list."""
    columns = table.columns("budget")
    if len(columns) < 2:
        return []
    ctx.claim(*(row.cells[column] for column in columns))
    return [(tuple(part for part in table.headings[column] if part), row.cells[column].text) for column in columns]


def start_of(row: JoinedRow) -> Place:
    """Where a row starts."""
    return row.place


def plain(text: str) -> str:
    """Cell text as one printed line: lines joined, nothing else changed."""
    return flow(text).strip()
