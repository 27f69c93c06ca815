"""``phaen forms``: which forms there are, what one says, whether a folder of one's own loads."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

Folder = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(name="forms")
def command() -> None:
    """Show the forms that tables are read by, and check your own.

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
        raise click.UsageError(f"{name} is no form; phaen forms list shows them")
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
    click.echo(f"{folder}: {len(list(folder.glob('specs/*.toml')))} forms load")
