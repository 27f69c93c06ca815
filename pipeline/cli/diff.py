"""``phaen diff``: what changed between two outputs, for a person to read."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click
from phaen.normalizers.clipping import clip
from phaen.pipeline.cli.outputs import Output
from phaen.pipeline.run.progress import printable
from phaen.pipeline.views.changes import write_feed
from phaen.pipeline.views.diff import DatasetDiff, diff_outputs

SHOWN_CHARACTERS = 70


def _short(value: Any) -> str:
    if value is None:
        return "null"
    return clip(printable(str(value)), SHOWN_CHARACTERS)


def _lines(label: str, rows: list[str], limit: int) -> list[str]:
    lines = [f"  {label} {_short(row)}" for row in rows[:limit]]
    return lines + (
        [f"  {label} … " + _("and {count} more rows").format(count=len(rows) - limit)] if len(rows) > limit else []
    )


def describe(diff: DatasetDiff, limit: int) -> str:
    """One dataset's differences as lines: schema, then rows, then cells."""
    head = _("{name}: {before} → {after} rows").format(name=diff.name, before=diff.old_rows, after=diff.new_rows)
    if diff.same:
        return head + _(", the same")
    counts = _(", {removed} removed, {added} added, {cells} cells changed").format(
        removed=len(diff.removed), added=len(diff.added), cells=len(diff.cells)
    )
    lines = [head + counts, *(f"  {line}" for line in diff.schema)]
    lines += _lines("-", diff.removed, limit) + _lines("+", diff.added, limit)
    if diff.cells:
        lines.append(
            "  " + _("cells by column:") + " " + ", ".join(f"{name} {count}" for name, count in diff.columns())
        )
    for change in diff.cells[:limit]:
        lines.append(f"  ~ {_short(change.row)}")
        lines.append(f"      {change.column}: {_short(change.old)} → {_short(change.new)}")
    if len(diff.cells) > limit:
        lines.append("  ~ … " + _("and {count} more cells").format(count=len(diff.cells) - limit))
    return "\n".join(lines)


def _is_output(folder: Path) -> Path:
    if not (folder / "documents").is_dir():
        raise click.UsageError(
            _("{folder} is not an output of phaen extract: it has no folder documents").format(folder=folder)
        )
    return folder


@click.command(name="diff")
@click.argument("old", type=Output())
@click.argument("new", type=Output())
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Rows and cells per dataset.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "parquet", "csv"]),
    default="text",
    show_default=True,
    help="Text to read, or a feed of changes by row and column as a file.",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="File of the feed.")
def command(old: Path, new: Path, limit: int, kind: str, output: Path | None) -> None:
    """Show schema, row and cell changes between two outputs. Exit code 0: the same; 1: different.

    The output before the last run is kept beside it, in .NAME.phaen/previous.

    With --format parquet or csv every change is a row: dataset, change (added, removed, changed, schema), row, column,
    old, new.

    Example: phaen diff data/.parquet.phaen/previous data/parquet
    """
    diffs = diff_outputs(_is_output(old), _is_output(new))
    if kind == "text":
        click.echo("\n".join(describe(diff, limit) for diff in diffs))
    else:
        target = output or Path(f"changes.{kind}")
        click.echo(_("{target}: {count} changes").format(target=target, count=write_feed(diffs, kind, target)))
    sys.exit(0 if all(diff.same for diff in diffs) else 1)
