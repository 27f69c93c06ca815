"""``phaen review``: what is open, and people's answers applied."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import click
from phaen.pipeline.review import queue as review
from phaen.pipeline.review.decisions import DecisionError
from phaen.pipeline.review.identities import FILE as IDENTITIES
from phaen.pipeline.review.identities import Pin, add
from phaen.pipeline.run.store import read_rows
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


@command.command(name="pin")
@click.argument("indicator_id")
@click.argument("other_id")
@click.option("--together/--apart", default=True, show_default=True, help="One indicator, or two.")
@click.option("--by", required=True, help="Who decided.")
@click.option("--why", default="", help="Why, in a few words.")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("data/parquet"),
    show_default=True,
    help="Output folder of the run that the two ids are of.",
)
@click.option("--review", "folder", type=click.Path(file_okay=False, path_type=Path), help="The review folder.")
def pin_command(
    indicator_id: str, other_id: str, together: bool, by: str, why: str, data: Path, folder: Path | None
) -> None:
    """Say that two indicators are one (the first leads), or two, whatever their names look like.

    Example: phaen review pin i-0123456789ab i-ba9876543210 --apart --by Somchai --why "other districts"
    """
    relation: Literal["together", "apart"] = "together" if together else "apart"
    names = {
        key: str(row["name"])
        for row in read_rows(data, "indicators")
        for key in (*(row.get("other_ids") or ()), row["indicator_id"])
    }
    for given in (indicator_id, other_id):
        if given not in names:
            raise click.ClickException(f"{data} knows no indicator {given}; copy indicator_id or one of other_ids")
    today = date.today().isoformat()
    pin = Pin(relation, indicator_id, other_id, by, today, why, names[indicator_id], names[other_id])
    path = (folder or review.folder_beside(data)) / IDENTITIES
    try:
        add(path, pin)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{relation}: {pin.name} | {pin.other_name}\nin {path}; the next extract applies it")
