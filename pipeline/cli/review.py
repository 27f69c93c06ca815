"""``phaen review``: what is open, and people's answers applied."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Literal

import click
from phaen.pipeline.cli.language import spoken
from phaen.pipeline.cli.outputs import data_first
from phaen.pipeline.review import queue as review
from phaen.pipeline.review.decisions import DecisionError
from phaen.pipeline.review.desk import Desk
from phaen.pipeline.review.doubts import doubts
from phaen.pipeline.review.files import CORRECTIONS, IDENTITIES, VERDICTS, folder_beside
from phaen.pipeline.review.identities import Pin, add
from phaen.pipeline.review.standing import kept_in
from phaen.pipeline.review.verdicts import STATUSES
from phaen.pipeline.run.store import read_rows
from rich.console import Console
from rich.table import Table

_Folder = click.Path(file_okay=False, path_type=Path)
_FOLDER = click.option(
    "--review",
    "folder",
    type=_Folder,
    help="The review folder.  [default: the one beside the output folder]",
)


def _home(folder: Path | None, data: Path) -> Path:
    return folder or folder_beside(data)


def _place(page: object, line: object) -> str:
    return _("page {page}").format(page=page) if page else _("line {line}").format(line=line)


@click.group(name="review")
def command() -> None:
    """Answer what the pipeline is unsure of, and have the answers remembered.

    `phaen extract` writes data/review/queue.csv. Fill the columns decision, decided_by and note in a spreadsheet,
    then apply; the next extract uses the decisions and asks again only when the text or the register changed.

    Example: phaen review status
    """


@command.command(name="apply")
@data_first(_Folder)
@_FOLDER
@click.option("--registers", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Your own registers.")
def apply_command(data: Path, folder: Path | None, registers: Path | None) -> None:
    """Check the answers in the queue and store them as decisions.

    Example: phaen review apply
    """
    try:
        done = review.apply(_home(folder, data), registers)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        _("{new} new decisions, {changed} changed, {open} questions open").format(
            new=done.new, changed=done.changed, open=done.open
        )
    )


@command.command(name="status")
@data_first(_Folder)
@_FOLDER
def status_command(data: Path, folder: Path | None) -> None:
    """Show how many questions are open, answered and decided, and what people decided that no longer fits.

    Example: phaen review status
    """
    try:
        counts = review.status(_home(folder, data))
        kept = kept_in(_home(folder, data), data)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    if not counts and not kept:
        click.echo(_("nothing in {folder}: no questions, no decisions").format(folder=_home(folder, data)))
        return
    table = Table(box=None)
    table.add_column(_("question"))
    for what in ("open", "answered", "decided"):
        table.add_column(_(what), justify="right")
    for question, row in counts.items():
        table.add_row(review.question_name(question), *(str(row[what]) for what in ("open", "answered", "decided")))
    if counts:
        Console().print(table)
    told = {
        "correction": _("corrections: {applied} applied, {rest} not"),
        "verdict": _("verdicts: {applied} applied, {rest} not"),
    }
    for what in told:
        own = [one for one in kept if one.what == what]
        if own:
            click.echo(told[what].format(applied=sum(one.fits for one in own), rest=sum(not one.fits for one in own)))
    for one in kept:
        if not one.fits:
            click.echo(_("no longer fits: {text} ({reason})").format(text=one.text, reason=one.reason))


@command.command(name="list")
@data_first(_Folder)
@_FOLDER
def list_command(data: Path, folder: Path | None) -> None:
    """List what to look at: questions of the queue, then flagged rows by document, dataset and flag, the worst first.

    Example: phaen review list data/parquet
    """
    try:
        asked = review.asked(_home(folder, data))
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    for _line, entry in asked:
        place = _place(entry["page"], entry["line"])
        what = review.question_name(entry["question"])
        click.echo(f"{what}: {entry['source_file']} {place}: {entry['text']} ({entry['reason']})")
    found = doubts(data)
    for one in found:
        place = _place(one.page, one.line)
        rows = ngettext("{count} row", "{count} rows", one.rows).format(count=one.rows)
        click.echo(
            _(
                "{flag}: {rows} of {dataset} in {source_file}; the least sure ({confidence:.2f}) is "
                "{row_key} on {place}"
            ).format(
                flag=one.flag,
                rows=rows,
                dataset=one.dataset,
                source_file=one.source_file,
                confidence=one.confidence,
                row_key=one.row_key,
                place=place,
            )
        )
    if not asked and not found:
        click.echo(_("nothing to look at"))


@command.command(name="correct")
@data_first(_Folder)
@click.argument("doc_id")
@click.argument("dataset")
@click.argument("row_key")
@click.argument("column")
@click.argument("right")
@click.option("--by", required=True, help="Who corrects it.")
@click.option("--why", default="", help="Why, in a few words.")
@_FOLDER
def correct_command(
    data: Path, doc_id: str, dataset: str, row_key: str, column: str, right: str, by: str, why: str, folder: Path | None
) -> None:
    """Say what a value should be; the next extract applies it. An empty RIGHT means that there is no value.

    DOC_ID, DATASET, ROW_KEY and COLUMN are those of the dataset statements.

    Example: phaen review correct 0123456789abcdef plans ab12cd34ef56 budget_baht 150000 --by Somchai
    """
    try:
        path = _home(folder, data) / CORRECTIONS
        read = Desk(data, path.parent).correct((doc_id, dataset, row_key, column), right, by, why, None).read
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        _("{column}: {read} becomes {right}\nin {path}; the next extract applies it").format(
            column=column, read=read or _("nothing"), right=right or _("nothing"), path=path
        )
    )


@command.command(name="findings")
@data_first(_Folder, "[FINDING_ID]...")
@click.option("--status", type=click.Choice(STATUSES), help="The verdict on the findings named.")
@click.option("--by", help="Who decided.")
@click.option("--note", default="", help="Why, in a few words.")
@_FOLDER
def findings_command(
    data: Path, words: list[str], status: str | None, by: str | None, note: str, folder: Path | None
) -> None:
    """List the findings with what was decided, or judge the findings named; the next extract applies it.

    Example: phaen review findings 0123456789abcdef --status dismissed --by Somchai --note "printed so by law"
    """
    known = {row["finding_id"]: row for row in read_rows(data, "findings")}
    if not words:
        for key, row in known.items():
            who = f" {row['decided_by']} {row['decided_on'] or ''}".rstrip() if row["decided_by"] else ""
            click.echo(f"{key} {row['severity']} {row['status']}{who}: {row[f'message_{spoken()}']}")
        return
    if status is None or by is None:
        raise click.UsageError(_("a verdict needs --status and --by"))
    unknown = [key for key in words if key not in known]
    if unknown:
        raise click.ClickException(
            _("{data} has no finding {unknown}; copy finding_id from the list").format(data=data, unknown=unknown[0])
        )
    path = _home(folder, data) / VERDICTS
    desk = Desk(data, path.parent)
    try:
        for key in words:
            desk.judge(key, status, by, note, None)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        _("{count} findings {status}\nin {path}; the next extract applies it").format(
            count=len(words), status=status, path=path
        )
    )


@command.command(name="pin")
@data_first(click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("indicator_id")
@click.argument("other_id")
@click.option("--together/--apart", default=True, show_default=True, help="One indicator, or two.")
@click.option("--by", required=True, help="Who decided.")
@click.option("--why", default="", help="Why, in a few words.")
@_FOLDER
def pin_command(
    data: Path, indicator_id: str, other_id: str, together: bool, by: str, why: str, folder: Path | None
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
            raise click.ClickException(
                _("{data} knows no indicator {given}; copy indicator_id or one of other_ids").format(
                    data=data, given=given
                )
            )
    today = date.today().isoformat()
    pin = Pin(relation, indicator_id, other_id, by, today, why, names[indicator_id], names[other_id])
    path = _home(folder, data) / IDENTITIES
    try:
        add(path, pin)
    except DecisionError as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        _("{relation}: {name} | {other_name}\nin {path}; the next extract applies it").format(
            relation=relation, name=pin.name, other_name=pin.other_name, path=path
        )
    )
