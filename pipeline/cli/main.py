"""The ``phaen`` command. Subcommands live in ``pipeline/cli/<name>.py``, loaded when they are called."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

_CALLED = Path(sys.argv[0]) if sys.argv else Path()
if _CALLED.stem == "phaen" or (_CALLED.stem, _CALLED.parent.name) == ("__main__", "phaen"):
    # until the command itself listens, Ctrl-C just ends the process: there is nothing to tidy up, nothing to say
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))

import contextlib  # noqa: E402
import difflib  # noqa: E402
import importlib  # noqa: E402
import importlib.util  # noqa: E402
from collections.abc import Callable  # noqa: E402
from gettext import gettext as _  # noqa: E402
from typing import Any  # noqa: E402

import click  # noqa: E402
from phaen.pipeline.cli.language import (  # noqa: E402
    OPTION,
    asked_for,
    in_this_language,
    of_the_terminal,
    options,
    speak,
    spoken,
    translated,
)

COMMANDS: dict[str, str] = {
    "extract": "Read documents and write the Parquet datasets.",
    "doctor": "Say page by page how reliable a PDF's text layer is.",
    "tables": "Give the printed tables of one file.",
    "show": "Write a picture of the place that a row came from.",
    "audit": "Check extracted data and write the findings.",
    "report": "Write the HTML report and its exports.",
    "dashboard": "Show the datasets in a browser.",
    "review": "Show and apply people's decisions.",
    "forms": "Show the forms of tables, check your own.",
    "registers": "Check the registers, learn from documents.",
    "query": "Ask the datasets with SQL.",
    "export": "Write datasets as CSV or Excel.",
    "diff": "Compare two outputs: schema, rows, cells.",
    "schema": "Print the data dictionary.",
}
"""Every subcommand and its line in ``phaen --help``, in the order in which people need them."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that ``phaen --help`` starts at once."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """As click does, in the language that the call asks for wherever in it, or that of the terminal."""
        speak(asked_for(args) or of_the_terminal())
        return super().make_context(info_name, args, parent, **extra)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The group's own options, ``--language`` among them, in the language spoken."""
        return options([*super().get_params(ctx), OPTION])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands that are there."""
        return [name for name in COMMANDS if importlib.util.find_spec(f"phaen.pipeline.cli.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give one command; ``None`` if there is no such command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"phaen.pipeline.cli.{cmd_name}").command
        return translated(command) if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a name that is mistyped is answered with the command that is near it."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1) if args else []
            if near and error.message.startswith(_("No such command {name!r}.").format(name=args[0])):
                meant = _("Did you mean {name!r}?").format(name=near[0])
                raise click.UsageError(f"{error.message} {meant}", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(COMMANDS[name])) for name in self.list_commands(ctx)])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The group's own help, in the language spoken."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(in_this_language(self.help or ""))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="phaen")
def cli() -> None:
    """Turn plan documents of Thai government offices into Parquet datasets.

    Example: phaen extract data/raw --output data/parquet

    \b
    Exit codes of every command:
      0    all is well
      1    done, but something wants a look: documents failed or are partial,
           outputs differ, findings with --strict
      2    wrong usage, or a file or folder that cannot be used; nothing is written
      3    an error inside phaen; the message names a log file
      130  ended with Ctrl-C
    """


def main() -> None:
    """The console script: every error is one line on standard error, never a traceback."""
    tidily = {"dask", "--engine=dask", "--help", "-h"}  # the client of a cluster says goodbye to it
    extracting = sys.argv[1:2] == ["extract"] and not tidily & set(sys.argv)
    status = guarded(_run)
    if extracting:  # all is written: the system is faster than Python at taking back millions of values
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def _run() -> int:
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:  # the version and the list of commands need no library of data
        from phaen.pipeline.run import lean

        lean.start_extracting() if sys.argv[1] == "extract" else lean.start()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = cli.main(standalone_mode=False)
    return code if isinstance(code, int) else 0


def guarded(run: Callable[[], int]) -> int:
    """Run a command and give its exit code; what it raises is said in one line on standard error."""
    try:
        return run()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except click.ClickException as error:
        if spoken() == "th" and isinstance(error, click.MissingParameter):
            # click ends what is missing with a full stop, which Thai has not
            said = error.format_message().replace("'. ", "' ").removesuffix(".")
            error = click.UsageError(said, error.ctx)
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        _say(_("interrupted"))
        return 130
    except BrokenPipeError:  # whoever read the output has seen enough
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except FileNotFoundError as error:
        _say(_("Error: {message}").format(message=_("{place} does not exist").format(place=error.filename or error)))
        return 2
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        from phaen.pipeline.views.reasons import system_reason

        told = system_reason((error.strerror or str(error)).lower(), spoken())
        _say(_("Error: {message}").format(message=f"{named}{told}"))
        return 2
    except Exception as error:
        return _foreseen(error) or _unforeseen(error)


def _say(text: str) -> None:
    with contextlib.suppress(OSError):
        click.echo(text, err=True)


def _foreseen(error: Exception) -> int:
    """Errors of which phaen's own message says what to do."""
    from phaen.extractors.model import UnreadableDocument
    from phaen.normalizers.registers.agency_register import RegisterError
    from phaen.pipeline.review.decisions import DecisionError
    from phaen.pipeline.run.folder import StoreError
    from phaen.pipeline.views.reasons import reason

    if isinstance(error, UnreadableDocument):
        _say(_("Error: {message}").format(message=reason(str(error), spoken())))
        return 2
    if isinstance(error, (StoreError, RegisterError, DecisionError)):
        _say(_("Error: {message}").format(message=error))
        return 2
    return 0


def _unforeseen(error: Exception) -> int:
    """One line for an error that nobody foresaw; the whole story goes to a log file."""
    import platform
    import tempfile
    import time
    import traceback

    own = Path(__file__).resolve().parents[2]
    frames = [one for one in traceback.extract_tb(error.__traceback__) if Path(one.filename).is_relative_to(own)]
    place = Path(frames[-1].filename).relative_to(own).as_posix() if frames else ""
    kind = type(error).__name__
    what = (
        _("{kind} in {place}, line {line}").format(kind=kind, place=place, line=frames[-1].lineno) if frames else kind
    )
    told = _("phaen stopped: an error inside it ({what})").format(what=what)
    try:
        name = f"phaen-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
        log = Path(tempfile.gettempdir(), name)
        story = "".join(traceback.format_exception(error))
        log.write_text(f"{platform.platform()}, Python {platform.python_version()}\n{sys.argv}\n{story}", "utf-8")
    except OSError:
        _say(_("Error: {message}").format(message=_("{told}; please report it").format(told=told)))
    else:
        _say(_("Error: {message}").format(message=_("{told}; please report it with {log}").format(told=told, log=log)))
    return 3


if __name__ == "__main__":
    main()
