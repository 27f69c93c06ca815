"""``phaen forms``: which forms there are, what one says; a new one drafted from a table, tried and checked."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from gettext import gettext as _
from importlib import resources
from pathlib import Path

import click
from phaen.pipeline.cli.language import spoken

Folder = click.Path(exists=True, file_okay=False, path_type=Path)
Document = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(name="forms")
def command() -> None:
    """Show the forms that tables are read by; draft, try and check your own.

    Example: phaen forms list
    """


@command.command(name="list")
@click.option("--forms", type=Folder, help="Your own forms, added to the built-in ones.")
def list_forms(forms: Path | None) -> None:
    """Every form: its name, the sectors it holds for, what it reads.

    Example: phaen forms list
    """
    from phaen.extractors.forms.engine import forms as load

    known = load(forms.resolve() if forms else None)
    width = max(map(len, known))
    for name, form in sorted(known.items()):
        sectors = "Bangkok" if form.holds_for == {"bma"} else "elsewhere" if form.holds_for else "any"
        click.echo(f"{name:{width}}  {sectors:9}  {form.title}")


@command.command(name="show")
@click.argument("name")
@click.option("--forms", type=Folder, help="Your own forms, added to the built-in ones.")
def show(name: str, forms: Path | None) -> None:
    """The columns of the form NAME with their wordings, and its spec.

    Example: phaen forms show local_projects
    """
    from phaen.extractors.wordings.catalogue import load

    folder = forms.resolve() if forms else None
    kinds = load(folder).kinds
    if name not in kinds:
        raise click.UsageError(_("{name} is no form; phaen forms list shows them").format(name=name))
    for role in kinds[name]:
        need = f" ({role.need})" if role.need else ""
        click.echo(f"{role.name}{need}: {' | '.join(role.printed)}")
    own = folder / "specs" / f"{name}.toml" if folder else None
    built_in = resources.files("phaen.extractors.forms").joinpath("specs", f"{name}.toml")
    click.echo("\n" + (own if own is not None and own.is_file() else built_in).read_text("utf-8"))


@command.command(name="check")
@click.argument("folder", type=Folder)
def check(folder: Path) -> None:
    """Load the forms of FOLDER beside the built-in ones. Exit code 0: they load; 1: what is wrong, with file and key.

    Example: phaen forms check my-forms
    """
    from phaen.extractors.forms.spec import FormError
    from phaen.extractors.wordings.catalogue import WordingsError
    from phaen.pipeline.extract import check_forms

    try:
        check_forms(folder)
    except (FormError, WordingsError) as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(1) from None
    click.echo(_("{folder}: {count} forms load").format(folder=folder, count=len(list(folder.glob("specs/*.toml")))))


@command.command(name="draft")
@click.argument("file", type=Document)
@click.option("--page", type=click.IntRange(1), help="The page that the table stands on.")
@click.option(
    "--table",
    "number",
    type=click.IntRange(1),
    help="Its number, as phaen tables counts.  [default: the first that no form reads]",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A new file, such as my-forms/specs/training.toml.  [default: the terminal]",
)
def draft_form(file: Path, page: int | None, number: int | None, output: Path | None) -> None:
    """Write a spec for a table of FILE: columns that are known filled in, the others listed with three of their cells.

    Example: phaen forms draft data/raw/plan.pdf --page 12 -o my-forms/specs/training.toml
    """
    from phaen.extractors.forms.draft import draft
    from phaen.extractors.forms.engine import forms as load
    from phaen.extractors.tables.joined import JoinedTable
    from phaen.pipeline.extract import printed_items
    from phaen.pipeline.result import ExtractOptions

    if output is not None and output.exists():
        raise click.UsageError(_("{output} is there already: a draft replaces nothing").format(output=output))
    items = printed_items(file.read_bytes(), file.name, ExtractOptions())
    tables = [item for item in items if isinstance(item, JoinedTable)]
    chosen = [
        (index, table)
        for index, table in enumerate(tables, 1)
        if (number is None or index == number)
        and (page is None or any(place.page == page for row in table.rows for place in row.places))
    ]
    where = _(" on page {page}").format(page=page) if page else ""
    where += _(" with number {number}").format(number=number) if number else ""
    if not chosen:
        raise click.UsageError(
            _("{file}: no table{where}; phaen tables {file} shows them all").format(file=file, where=where)
        )
    index, table = next((pair for pair in chosen if pair[1].kind is None), chosen[0])
    made = draft(table, load(None), f"table {index} of {file.name}")
    if not made.columns:
        raise click.UsageError(
            _("{file}: table {index} prints no headings that could be told from its lines").format(
                file=file, index=index
            )
        )
    if output is None:
        click.echo(made.as_toml(), nl=False)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(made.as_toml(), "utf-8")
    known = sum(column.is_known for column in made.columns)
    read = _(" (the form {kind} reads it today)").format(kind=table.kind) if table.kind else ""
    click.echo(
        _("{output}: table {index}{read}, {known} of {count} columns known").format(
            output=output, index=index, read=read, known=known, count=len(made.columns)
        )
    )
    for column in made.columns:
        if not column.is_known:
            click.echo(
                "  "
                + _("not known: {heading} (it holds: {samples})").format(
                    heading=column.headings[0], samples=" · ".join(column.samples)
                )
            )
    click.echo(_("Edit it, then: phaen forms try {output} {file}").format(output=output, file=file))


@contextlib.contextmanager
def _folder_of(spec: Path) -> Iterator[Path]:
    """The folder of forms that ``spec`` is of; one that holds it alone where it stands in none."""
    if spec.resolve().parent.name == "specs":
        yield spec.resolve().parent.parent
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "specs").mkdir()
        (Path(folder) / "specs" / spec.name).write_bytes(spec.read_bytes())
        yield Path(folder)


@command.command(name="try")
@click.argument("spec", type=Document)
@click.argument("file", type=Document)
@click.option(
    "--rows", "shown", type=click.IntRange(0), default=10, show_default=True, help="Rows shown of each dataset."
)
def try_form(spec: Path, file: Path, shown: int) -> None:
    """Read FILE with SPEC beside the built-in forms: the rows that come out, what is left over, the doubts.

    Exit code 0: it reads a table, every row of it without a text left over; 1: it reads none, or texts are left over.

    Example: phaen forms try my-forms/specs/training.toml data/raw/plan.pdf
    """
    from phaen.extractors.forms.spec import FormError
    from phaen.extractors.wordings.catalogue import WordingsError, load
    from phaen.pipeline.assemble.flags import meaning
    from phaen.pipeline.extract import check_forms, extract_document
    from phaen.pipeline.result import ExtractOptions
    from phaen.pipeline.views.form_try import LEFT_SHOWN, tried, values

    if spec.suffix != ".toml":
        raise click.UsageError(_("{spec} is no .toml file").format(spec=spec))
    with _folder_of(spec) as folder:
        try:
            check_forms(folder)
        except (FormError, WordingsError) as error:
            raise click.ClickException(str(error)) from None
        datasets = extract_document(file.read_bytes(), file.name, ExtractOptions(forms=str(folder))).tables
        found = tried(datasets, spec.stem, load(folder).kinds[spec.stem])
    if reason := datasets["documents"][0].get("error"):
        click.echo(f"{file}: {reason}", err=True)
    if not found.tables:
        click.echo(_("{stem} reads no table of {file}").format(stem=spec.stem, file=file))
        for line in found.missing:
            click.echo(f"  {line}")
        raise click.exceptions.Exit(1)
    for table in found.tables:
        click.echo(table.label)
    for name, rows in found.rows.items():
        click.echo(_("{name}: {count} rows").format(name=name, count=len(rows)))
        for row in rows[:shown]:
            doubts = f"  [{', '.join(row['flags'])}]" if row["flags"] else ""
            click.echo(f"  {values(row)}{doubts}")
        if len(rows) > shown:
            click.echo("  … " + _("and {count} more (--rows)").format(count=len(rows) - shown))
    left = _("left over: {count} texts") if found.left else _("left over: nothing")
    click.echo(left.format(count=len(found.left)))
    for where, text in found.left[:LEFT_SHOWN]:
        click.echo(f"  {where}: {text}")
    for flag, count in found.flags.most_common():
        click.echo(
            _("flag {flag}: {count} rows. {meaning}").format(flag=flag, count=count, meaning=meaning(flag, spoken()))
        )
    if found.left or not found.rows:
        raise click.exceptions.Exit(1)
