"""``phaen dashboard``: the datasets as a web application on this machine."""

from __future__ import annotations

import importlib.util
import socket
import webbrowser
from gettext import gettext as _
from pathlib import Path

import click
from phaen.pipeline.cli.outputs import Output, data_first


def _free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@click.command(name="dashboard")
@data_first(Output())
@click.option(
    "--input",
    "inputs",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the source files: page images and source lines as evidence.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others can reach it then.")
@click.option("--open/--no-open", "opened", default=True, help="Open the browser.")
@click.option("--review", type=click.Path(file_okay=False, path_type=Path), help="Review folder.  [default: beside]")
@click.option("--read-only", is_flag=True, help="Take no corrections, verdicts and answers.")
def command(
    data: Path, inputs: Path | None, port: int, host: str, opened: bool, review: Path | None, read_only: bool
) -> None:
    """Show the datasets under DATA in a browser until Ctrl-C, and take what people decide there.

    Corrections, verdicts and answers go into the CSV files of the review folder; the next extract applies them. With
    another --host than this machine nothing is taken.

    Example: phaen dashboard data/parquet --input data/raw
    """
    missing = [name for name in ("starlette", "uvicorn") if importlib.util.find_spec(name) is None]
    if missing:
        raise click.ClickException(
            _("the dashboard needs its extra: pip install 'phaen[dashboard]' (in the project's folder: make dashboard)")
        )
    if not _free(host, port):
        raise click.ClickException(_("port {port} is taken: give another with --port").format(port=port))
    from phaen.pipeline.dashboard.app import serve

    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"

    def ready() -> None:
        click.echo(_("{address} (Ctrl-C ends)").format(address=address))
        if opened:
            webbrowser.open(address)

    serve(data, inputs, host, port, ready, review, read_only)
