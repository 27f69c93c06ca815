"""Indicators with a row for what was planned and one for what was reached, the parts of the year in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from phaen.extractors.forms import building
from phaen.extractors.forms.context import Context, is_blank
from phaen.extractors.forms.records import SectionText
from phaen.extractors.forms.result_lines import result_line
from phaen.extractors.forms.spec import Form
from phaen.extractors.tables.joined import EMPTY, JoinedCell, JoinedRow, JoinedTable
from phaen.normalizers.text import clean, squash

_PLAN, _RESULT = "แผน", "ผล"
_KINDS = ((_PLAN, ("แผน", "เป้า", "ค่าเป้า")), (_RESULT, ("ผล", "ทำได้")))
_UNMATCHED = "items_unmatched"


def paired_rows_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """The indicator and the result of every pair of rows; one of them missing, or told twice, flags both."""
    kpis, results = form.gives
    pair, total = table.roles.index("pair"), table.roles.index("achieved")
    for row, printed in _indicators(table):
        told: dict[str, tuple[JoinedCell, ...]] = {}
        doubtful = False
        for cells in printed:
            which = _which(cells[pair].text)
            doubtful |= which is None or which in told
            if which is not None:
                told.setdefault(which, cells)
        doubtful |= len(told) < len(_KINDS)
        plan, reached = (told[which][total] if which in told else EMPTY for which, _ in _KINDS)
        line = replace(row, cells=(*row.cells[:total], reached, *row.cells[total + 1 :]), printed=())
        owner = building.mention(ctx, table, line, kpis)
        owner.raw.setdefault("target", plan.text)
        result = result_line(ctx, table, line, results, owner)
        result.raw["target"] = owner.raw["target"]
        for made in (owner, result):
            made.headings["target"] = table.heading("achieved")
            made.flags.extend([_UNMATCHED] if doubtful else [])
        ctx.made[-2:] = [(row, owner), (row, result)]
        ctx.claim(plan, *(cells[pair] for cells in printed))
        _keep(ctx, form, table, row)


def _which(text: str) -> str | None:
    said = squash(clean(text))
    return next((which for which, words in _KINDS if said.startswith(words)), None)


def _indicators(table: JoinedTable) -> Iterator[tuple[JoinedRow, tuple[tuple[JoinedCell, ...], ...]]]:
    """Every indicator's row, with the rows of cells that are printed for it: those of a row put together, or of two
    that print the name again."""
    found: list[tuple[JoinedRow, list[tuple[JoinedCell, ...]]]] = []
    for row in table.rows:
        if row.is_total or row.spanning:
            continue
        name, printed = table.cell(row, "name"), list(row.printed or (row.cells,))
        again = found and squash(name.text) in ("", squash(table.cell(found[-1][0], "name").text))
        if again:
            found[-1][1].extend(printed)
        elif not is_blank(name.text):
            found.append((row, printed))
    yield from ((row, tuple(printed)) for row, printed in found)


def _keep(ctx: Context, form: Form, table: JoinedTable, row: JoinedRow) -> None:
    """What the parts of the year say belongs to no dataset."""
    for role in form.kept:
        for at in table.columns(role):
            cell = row.cells[at]
            if cell and not cell.inherited:
                path = (*ctx.heading_path, " ".join(part for part in table.headings[at] if part))
                ctx.records.sections.append(SectionText(path, "other", cell.text, row.place))
            ctx.claim(cell)
