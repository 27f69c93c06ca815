"""``phaen review``: what is open, and people's answers applied."""

from __future__ import annotations

from pathlib import Path

import click
from phaen.pipeline.review import queue as review
from phaen.pipeline.review.decisions import DecisionError
from rich.console import Console
from rich.table import Table

_FOLDER = click.option(
    "--review",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=review.FOLDER,
    show_default=True,
    help="Folder of the queue and the decisions.",
)


@click.group(name="review")
def command() -> None:
    """Answer what the pipeline is unsure of, and have the answers remembered.

    `phaen extract` writes data/review/queue.csv. Fill the columns decision, decided_by and note in a spreadsheet,
    then apply; the next extract uses the decisions and asks again only when the text or the register changed.

    Example: phaen review status
    """


@command.command(name="apply")
@_FOLDER
@click.option("--registers", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Your own registers.")
def apply_command(folder: Path, registers: Path | None) -> None:
    """Check the answers in the queue and store them as decisions.

    Example: phaen review apply
    """
    try:
        done = review.apply(folder, registers)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{done.new} new decisions, {done.changed} changed, {done.open} questions open")


@command.command(name="status")
@_FOLDER
def status_command(folder: Path) -> None:
    """Show how many questions are open, answered and decided.

    Example: phaen review status
    """
    try:
        counts = review.status(folder)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    if not counts:
        click.echo(f"nothing in {folder}: no questions, no decisions")
        return
    table = Table(box=None)
    table.add_column("question")
    for what in ("open", "answered", "decided"):
        table.add_column(what, justify="right")
    for question, row in counts.items():
        table.add_row(question, *(str(row[what]) for what in ("open", "answered", "decided")))
    Console().print(table)
