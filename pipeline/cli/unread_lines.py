"""What the summary of a run says of tables that no form reads, and how to teach one."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from phaen.normalizers.clipping import clip
from phaen.pipeline.cli.extract_summary import say
from phaen.pipeline.run.job import RunReport
from phaen.pipeline.run.progress import printable
from rich.console import Console

NAMED = 3
SHOWN_CHARACTERS = 60
"""Tables named in the summary; ``--verbose`` names all."""


def unread_lines(console: Console, report: RunReport, given: Path, *, everything: bool) -> None:
    """One line with their number, one for each of the first, and the command that drafts a form."""
    found = [(one.source_file, table) for one in report.documents for table in one.unread]
    if not found:
        return
    files = len({source_file for source_file, _table in found})
    told = ngettext("{count} table that no form reads", "{count} tables that no form reads", len(found))
    among = ngettext("{told}, in {files} document:", "{told}, in {files} documents:", files)
    say(console, among.format(told=told.format(count=len(found)), files=files))
    folder = str(given if given.is_dir() else given.parent).rstrip("/")
    shown = found if everything else found[:NAMED]
    for source_file, table in shown:
        where = " " + _("page {page}").format(page=table.page) if table.page else ""
        heads = " | ".join(table.headings)
        heads = clip(heads, SHOWN_CHARACTERS)
        say(console, f"  {printable(source_file)}{where}: {printable(heads)}")
    source_file, table = shown[0]
    command = table.draft(f"{folder}/{source_file}")
    how = "  " + _("to teach one: {command}").format(command=command)
    console.print(how, markup=False, highlight=False, soft_wrap=True)
    if len(shown) < len(found):
        say(console, "  " + _("{count} more (--verbose names all)").format(count=len(found) - len(shown)))
