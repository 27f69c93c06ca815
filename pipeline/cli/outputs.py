"""Output folders as arguments of commands: what is read has not changed since it was written."""

from __future__ import annotations

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
