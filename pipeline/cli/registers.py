"""``phaen registers``: the registers checked, and what documents add to them."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click
from phaen.normalizers.registers.agency_register import RegisterError
from phaen.normalizers.registers.check import Problem, check
from phaen.normalizers.registers.files import KEYS
from phaen.pipeline.cli.lines import ThaiText
from phaen.pipeline.cli.outputs import Output, data_first
from phaen.pipeline.linking.register_learning import Lesson, as_csv, learn
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.store import read_rows
from rich.console import Console
from rich.table import Table

_REGISTERS = click.option(
    "--registers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with your own registers, added to the built-in ones.",
)


@click.group(name="registers")
def command() -> None:
    """Check the registers of codes and agencies, and learn from documents.

    The registers are CSV files; a folder of your own adds to them or replaces rows (see normalizers/registers).

    Example: phaen registers check --registers my/registers
    """


@command.command(name="check")
@_REGISTERS
@click.option("--all", "everything", is_flag=True, help="Warnings about the built-in registers too.")
def check_command(registers: Path | None, everything: bool) -> None:
    """Look for duplicate codes and names, unknown parents and aspects, wrong years and columns.

    Ends with 1 when there is an error; warnings may stay.

    Example: phaen registers check
    """
    try:
        problems = check(registers)
    except RegisterError as error:
        raise click.ClickException(str(error)) from None
    _foreign(registers)
    if not everything:  # warnings about what comes with phaen are no work of the reader
        built_in = {(one.file, one.what) for one in check(None)} if registers else set()
        problems = [
            one for one in problems if one.severity == "error" or (registers and (one.file, one.what) not in built_in)
        ]
    for problem in problems:
        click.echo(_line(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    told = _("{registers} registers: {errors} errors, {warnings} warnings")
    click.echo(told.format(registers=len(KEYS), errors=errors, warnings=len(problems) - errors))
    if errors:
        raise SystemExit(1)


def _line(problem: Problem) -> str:
    place = _("{file}, line {line}").format(file=problem.file, line=problem.line)
    return f"{place}: {_(problem.severity)}: {problem.what}; {problem.remedy}"


def _foreign(registers: Path | None) -> None:
    """A file of another name would silently do nothing."""
    for path in sorted(registers.glob("*.csv")) if registers else []:
        if path.name not in KEYS:
            told = _("{path}: warning: no register has this name; one of {names}")
            click.echo(told.format(path=path, names=", ".join(KEYS)))


@command.command(name="learn")
@data_first(Output())
@_REGISTERS
@click.option(
    "--write", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write the new codes to this new file."
)
def learn_command(data: Path, registers: Path | None, target: Path | None) -> None:
    """Propose what the documents behind DATA add to the registers, and show conflicts.

    Nothing that exists is changed: --write makes a new file with the new codes that no document disputes.

    Example: phaen registers learn data/parquet --write my/registers/kr_codes.csv
    """
    if not (data / "kpis").is_dir():
        raise StoreError(
            "{folder} has no kpis dataset; extract first: phaen extract INPUT --output {folder}", folder=data
        )
    try:
        lessons = learn(read_rows(data, "kpis"), read_rows(data, "findings"), registers)
    except RegisterError as error:
        raise click.ClickException(str(error)) from None
    if lessons:
        Console().print(_table(lessons))
    else:
        click.echo(_("nothing new: every printed code and abbreviation is registered"))
    if target:
        _write(target, lessons)


def _write(target: Path, lessons: list[Lesson]) -> None:
    text = as_csv(lessons)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        told = _("{path} exists and is left as it is; give the name of a new file")
        raise click.ClickException(told.format(path=target)) from None
    told = _("{path}: {count} codes; check the rows, then use the folder with --registers")
    click.echo(told.format(path=target, count=len(text.splitlines()) - 1))


def _table(lessons: list[Lesson]) -> Table:
    table = Table(box=None)
    for column in (_("what"), _("subject"), _("text"), _("read in")):
        table.add_column(column, overflow="fold")
    for lesson in lessons:
        what = lesson.kind.replace("_", " ")
        table.add_row(
            _("conflict: {what}").format(what=what) if lesson.is_conflict else what,
            ThaiText(lesson.subject),
            ThaiText(lesson.text),
            lesson.sources[0] if lesson.sources else "",
        )
    return table
