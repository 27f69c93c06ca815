"""What the summary of a run says of tables that no form reads, and how to teach one."""

from __future__ import annotations

from pathlib import Path

from phaen.pipeline.run.progress import printable
from phaen.pipeline.views.unread import unread_tables
from rich.console import Console

NAMED = 3
"""Tables named in the summary; ``--verbose`` names all."""


def unread_lines(console: Console, output: Path, given: Path, *, everything: bool) -> None:
    """One line with their number, one for each of the first, and the command that drafts a form."""
    found = unread_tables(output)
    if not found:
        return
    count = f"{len(found)} table{'s' if len(found) > 1 else ''}"
    files = len({table.source_file for table in found})
    console.print(f"{count} in {files} document{'s' if files > 1 else ''} that no form reads:", highlight=False)
    folder = str(given) if given.is_dir() else str(given.parent)
    shown = found if everything else found[:NAMED]
    for table in shown:
        where = f" page {table.page}" if table.page else ""
        heads = " | ".join(table.headings)
        heads = heads if len(heads) <= 60 else heads[:59] + "…"
        text = f"  {printable(table.source_file)}{where}: {printable(heads)}"
        console.print(text, markup=False, highlight=False)
    console.print(f"  to teach one: {shown[0].draft(folder)}", markup=False, highlight=False, soft_wrap=True)
    if len(shown) < len(found):
        console.print(f"  {len(found) - len(shown)} more (--verbose names all)", highlight=False)
