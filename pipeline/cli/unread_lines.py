"""What the summary of a run says of tables that no form reads, and how to teach one."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from phaen.normalizers.clipping import clip
from phaen.pipeline.run.progress import printable
from phaen.pipeline.views.unread import unread_tables
from rich.console import Console

NAMED = 3
SHOWN_CHARACTERS = 60
"""Tables named in the summary; ``--verbose`` names all."""


def unread_lines(console: Console, output: Path, given: Path, *, everything: bool) -> None:
    """One line with their number, one for each of the first, and the command that drafts a form."""
    found = unread_tables(output)
    if not found:
        return
    files = len({table.source_file for table in found})
    told = ngettext("{count} table that no form reads", "{count} tables that no form reads", len(found))
    among = ngettext("{told}, in {files} document:", "{told}, in {files} documents:", files)
    console.print(among.format(told=told.format(count=len(found)), files=files), highlight=False)
    folder = str(given) if given.is_dir() else str(given.parent)
    shown = found if everything else found[:NAMED]
    for table in shown:
        where = " " + _("page {page}").format(page=table.page) if table.page else ""
        heads = " | ".join(table.headings)
        heads = clip(heads, SHOWN_CHARACTERS)
        text = f"  {printable(table.source_file)}{where}: {printable(heads)}"
        console.print(text, markup=False, highlight=False)
    how = "  " + _("to teach one: {command}").format(command=shown[0].draft(folder))
    console.print(how, markup=False, highlight=False, soft_wrap=True)
    if len(shown) < len(found):
        console.print(
            "  " + _("{count} more (--verbose names all)").format(count=len(found) - len(shown)), highlight=False
        )
