"""Rows of a project table whose lines print indicators of their own: one line of the plan, an indicator an item."""

from __future__ import annotations

from phaen.extractors.forms.building import baselines_in, taken_from_above, targets_in
from phaen.extractors.forms.context import Context, is_blank, plain, row_confidence, row_flags
from phaen.extractors.forms.items import LineItem, line_items
from phaen.extractors.forms.records import Mention, PlanLine
from phaen.extractors.forms.spec import Form, Give
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable

UNMATCHED = "items_unmatched"
NAMED_BY_PROJECT = "named_by_project"
_OF_YEARS = ("target", "baseline")
"""Parsers of what may stand in a column a year."""


def has_own_money(table: JoinedTable, row: JoinedRow) -> bool:
    """Does ``row`` print an amount, or that it has none, which is not that of a merged cell?"""
    cells = [row.cells[column] for column in table.columns("budget")]
    return any(cell.text.strip() and not cell.inherited for cell in cells)


class ProjectItems:
    """The indicators of the lines of one table, each beside the project of its line.

    A row without a project of its own (the cell is merged from above, or empty) goes on with the project above.
    """

    def __init__(self, ctx: Context, form: Form, table: JoinedTable) -> None:
        self.ctx = ctx
        self.table = table
        self.give = next((give for give in form.gives if give.each == "items"), None)
        self.line: PlanLine | None = None
        self.heading: tuple[str | None, str] | None = None
        self.measured = False

    def goes_on(self, row: JoinedRow, name: JoinedCell) -> bool:
        """Does ``row`` only add indicators to the project above?"""
        if self.give is None or self.line is None or row.is_total or row.spanning:
            return False
        if name.inherited and has_own_money(self.table, row):
            return False  # an activity of the project, with its own money
        return (name.inherited or is_blank(name.text)) and not is_blank(self._measures(row).text)

    def begin(self, line: PlanLine | None) -> None:
        """A new line of the plan begins."""
        self.line, self.heading, self.measured = line, None, False

    def read(self, row: JoinedRow) -> None:
        """The indicators of ``row``, those of its line; several that do not find their values are one, flagged."""
        if self.give is None:
            return
        cell = self._measures(row)
        if is_blank(cell.text):
            self._of_project(row, self.give)
            return
        fields = {field.raw: field.role for field in self.give.fields if field.column != "name"}
        beside = {
            raw: self.table.cell(row, role) for raw, role in fields.items() if self.table.column(role) is not None
        }
        for field in self.give.fields:
            if field.parser in _OF_YEARS and beside.pop(field.raw, None) is not None:
                columns = self.table.columns(field.role)
                beside |= {f"{field.parser} {column}": row.cells[column] for column in columns}
        found = line_items(cell, beside, self.heading)
        self.heading = found.heading
        self.ctx.claim(cell, *beside.values())
        if self.line is not None:
            told = self.line.raw.get("success_measure", "")
            if plain(cell.text) not in told:
                self.line.raw["success_measure"] = f"{told}\n{cell.text}".strip()
            if not found.matched:
                self.line.flags.append(UNMATCHED)
        for item in found.items:
            if any(not is_blank(text) for raw, text in item.values.items() if raw.startswith(("target", "count_unit"))):
                self._mention(row, self.give, item, matched=found.matched)

    def _of_project(self, row: JoinedRow, give: Give) -> None:
        """A unit and a target in a table without indicators measure the project itself (24,000 ราย, persons)."""
        table, project = self.table, self.table.cell(row, "project")
        unit, target = table.cell(row, "count_unit"), table.cell(row, "target")
        nameless = table.column("name") is not None or is_blank(project.text) or project.inherited
        if nameless or self.line is None or is_blank(unit.text) or is_blank(target.text):
            return
        columns = {f"target {column}": row.cells[column].text for column in table.columns("target")}
        self.ctx.claim(unit, *(row.cells[column] for column in table.columns("target")))
        item = LineItem(None, plain(project.text), {"count_unit": unit.text} | columns)
        mention = self._mention(row, give, item, matched=True)
        mention.flags.append(NAMED_BY_PROJECT)

    def _of_line(self, mention: Mention, line: PlanLine) -> None:
        """What the line says of its project holds for each of its indicators; the amount stands on the first."""
        for raw in ("project", "units", "budget"):
            if line.raw.get(raw):
                mention.raw[raw] = line.raw[raw]
        if "budget" in line.headings:
            mention.headings["budget"] = line.headings["budget"]
        mention.amounts = line.amounts
        if self.measured:
            mention.inherited.add("project")
        self.measured = True

    def _measures(self, row: JoinedRow) -> JoinedCell:
        assert self.give is not None
        role = next(field.role for field in self.give.fields if field.column == "name")
        return self.table.cell(row, role)

    def _mention(self, row: JoinedRow, give: Give, item: LineItem, *, matched: bool) -> Mention:
        mention = Mention(
            give.listing,
            item.text,
            row.place,
            row.places,
            base=give.base or None,
            item_no=item.number,
            heading_path=self.ctx.heading_path,
            flags=[*row_flags(row), *self.table.flags, *([] if matched else [UNMATCHED])],
            confidence=row_confidence(row, self.table.score),
        )
        mention.raw = {raw: text for raw, text in item.values.items() if raw.split(" ")[0] not in _OF_YEARS}
        targets_in(self.ctx, self.table, _columns(item, "target"), mention)
        earlier = _columns(item, "baseline")
        if earlier:
            baselines_in(self.table, "baseline", earlier, mention)
        mention.headings = {"target": self.table.heading("target")}
        if self.line is not None:
            self._of_line(mention, self.line)
        texts, flags = taken_from_above(self.ctx, give)
        mention.strategy_no = texts.get("strategy_no")
        mention.flags.extend(flags)
        mention.money_line, mention.amended = self.ctx.money_line, self.ctx.amended
        self.ctx.records.mentions.append(mention)
        self.ctx.made.append((row, mention))
        return mention


def _columns(item: LineItem, parser: str) -> dict[int, str]:
    """The texts beside an item of the columns of ``parser``, by their index."""
    named = (raw.partition(" ") for raw in item.values)
    return {int(column): item.values[f"{parser} {column}"] for kind, _, column in named if kind == parser and column}
