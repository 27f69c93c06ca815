"""The ``phaen`` command. Subcommands live in ``pipeline/cli/<name>.py``, loaded when they are called."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import sys

import click
from phaen.pipeline.run.pool import start_server

COMMANDS: dict[str, str] = {
    "extract": "Read documents and write the Parquet datasets.",
    "doctor": "Say page by page how far a PDF's text can be believed.",
    "show": "Write a picture of the place that a row came from.",
    "audit": "Check extracted data and write the findings.",
    "report": "Write the HTML report and its exports.",
    "dashboard": "Show the datasets in a browser.",
    "review": "Show and apply people's decisions.",
    "registers": "Check the registers, learn from documents.",
    "query": "Ask the datasets with SQL.",
    "export": "Write datasets as CSV or Excel.",
    "diff": "Compare two outputs: schema, rows, cells.",
    "schema": "Print the data dictionary.",
}
"""Every subcommand and its line in ``phaen --help``, in the order in which people need them."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that ``phaen --help`` starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands that are there."""
        return [name for name in COMMANDS if importlib.util.find_spec(f"phaen.pipeline.cli.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give one command; ``None`` if there is no such command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"phaen.pipeline.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="phaen")
def cli() -> None:
    """Turn plan documents of Thai government offices into Parquet datasets.

    Example: phaen extract data/raw --output data/parquet
    """


def main() -> None:
    """The console script: every foreseen error is one line on standard error, never a traceback."""
    extracting = sys.argv[1:2] == ["extract"] and not {"--engine", "--help", "-h"} & set(sys.argv)
    with contextlib.suppress(OSError):  # only a head start: it takes as long as what this process does before it
        if extracting:
            start_server()
    from phaen.extractors.model import UnreadableDocument
    from phaen.pipeline.run import lean
    from phaen.pipeline.run.store import StoreError

    lean.start()
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2 if isinstance(error, click.UsageError) else error.exit_code
    except click.Abort:
        click.echo("interrupted", err=True)
        code = 130
    except (StoreError, UnreadableDocument) as error:
        click.echo(f"Error: {error}", err=True)
        code = 2
    except FileNotFoundError as error:
        click.echo(f"Error: {error.filename or error} does not exist", err=True)
        code = 2
    except OSError as error:
        click.echo(f"Error: {error.filename or ''}: {(error.strerror or str(error)).lower()}", err=True)
        code = 2
    status = code if isinstance(code, int) else 0
    if extracting:  # all is written: the system is faster than Python at taking back millions of values
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    main()
