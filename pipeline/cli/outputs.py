"""Output folders as arguments of commands: what is read has not changed since it was written."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import Any

import click
from phaen.pipeline.run.manifest import check_whole


class Output(click.Path):
    """An output folder of ``phaen extract`` in which every file is what its manifest says."""

    def __init__(self, *, exists: bool = True) -> None:
        super().__init__(exists=exists, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder; raises ``StoreError`` where something in it has changed."""
        folder = super().convert(value, param, ctx)
        check_whole(Path(str(folder)))
        return folder


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
