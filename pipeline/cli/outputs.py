"""DATA, the output folder of a run, as the first word of commands: it is read only as it was written."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click
from phaen.pipeline.cli.language import EXAMPLE
from phaen.pipeline.run.manifest import check_whole

DEFAULT = Path("data/parquet")
HELP = "DATA is the output folder of phaen extract; left out, it is data/parquet."
_NAMED = f"{__name__}.named"
_Function = TypeVar("_Function", bound=Callable[..., Any])


class Output(click.Path):
    """An output folder of ``phaen extract`` in which every file is what its manifest says."""

    def __init__(self, *, exists: bool = True) -> None:
        super().__init__(exists=exists, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder; raises ``StoreError`` where something in it has changed."""
        folder = super().convert(value, param, ctx)
        check_whole(Path(str(folder)))
        return folder


def _folder(kind: click.Path, given: Sequence[str], ctx: click.Context) -> Path:
    try:
        return Path(str(kind.convert(given[0] if given else DEFAULT, None, ctx)))
    except click.BadParameter as error:
        error.param_hint = "DATA"  # not [DATA], as usage has it
        raise


def data_first(kind: click.Path, others: str = "") -> Callable[[_Function], _Function]:
    """Decorator: a command whose first word is DATA, which may be left out; ``--data`` of older scripts means the same.

    The command gets it as ``data``. Where another word may be left out too, ``others`` shows them all (``SQL [NAME]``)
    and the command gets the words as ``words``: the first is DATA where it is a folder.
    """

    def chosen(ctx: click.Context, param: click.Parameter, value: Sequence[str]) -> Path | Sequence[str]:
        named, words = ctx.meta.get(_NAMED, []), list(value)
        if others:
            first = [words.pop(0)] if words and not named and Path(words[0]).is_dir() else named
            ctx.params["data"] = _folder(kind, first, ctx)
            return words
        given = [*named, *words]
        if len(given) > 1:
            raise click.UsageError(_("give one DATA, not {given}").format(given=" ".join(given)), ctx)
        return _folder(kind, given, ctx)

    def keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        ctx.meta[_NAMED] = [value] if value is not None else []

    def decorate(command: _Function) -> _Function:
        told = inspect.cleandoc(command.__doc__ or "").split("\n\n")
        told.insert(next((at for at, one in enumerate(told) if one.startswith(EXAMPLE)), len(told)), HELP)
        command.__doc__ = "\n\n".join(told)
        metavar = f"[DATA] {others}".rstrip()
        complete = (click.Path() if others else kind).shell_complete
        name = "words" if others else "data"
        click.argument(name, nargs=-1, metavar=metavar, callback=chosen, shell_complete=complete)(command)
        return click.option("--data", "named", hidden=True, is_eager=True, expose_value=False, callback=keep)(command)

    return decorate


_LAST_PAGE = 100_000


def pages_of(text: str) -> tuple[int, ...]:
    """The page numbers of ``3-10,15``, each once, in order; a ``BadParameter`` for anything else."""
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise click.BadParameter(_("give pages such as 3-10,15"), param_hint="--pages")
        start, end = int(first), int(last) if dash else int(first)
        if not 1 <= start <= end <= _LAST_PAGE:
            raise click.BadParameter(_("{text} are no pages").format(text=part.strip()), param_hint="--pages")
        found |= set(range(start, end + 1))
    return tuple(sorted(found))
