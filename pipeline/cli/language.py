"""The language that the command line speaks: English, or Thai by ``--language`` or the terminal's locale.

Messages are gettext's: ``from gettext import gettext as _``, ``_("…{name}…").format(name=…)``. Click translates its own
in the same way, so one catalogue (``locale/th/LC_MESSAGES/phaen.po``) holds both. A program that imports phaen without
the command line never gets here and reads English; so do the datasets, whose bytes must not depend on a terminal.
"""

from __future__ import annotations

import copy
import gettext
import inspect
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from phaen.pipeline.schema.values import LANGUAGES

DOMAIN = "phaen"
LOCALE = Path(__file__).resolve().parent / "locale"
EXAMPLE = "Example: "
OPTION = click.Option(
    ["--language"],
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help="Language of messages and help.  [default: that of the terminal]",
)
"""Every command takes it; it is looked for before a call is parsed, since help and errors of parsing follow it too."""


def of_the_terminal() -> str:
    """``th`` where the terminal's locale is Thai (LC_ALL, LC_MESSAGES, LANG; the first that is set), else ``en``."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "th" if next(filter(None, names), "").startswith("th") else "en"


def asked_for(arguments: Sequence[str]) -> str | None:
    """What ``--language`` says in a call's arguments; ``None`` where it is not there, or says no language."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--language":
            value = value or next(iter(arguments[place + 1 :]), "")
            return value if value in LANGUAGES else None
    return None


def speak(language: str) -> None:
    """Say everything from now on in this language, in this process."""
    os.environ["LANGUAGE"] = language  # what gettext looks at first, click's messages included
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def spoken() -> str:
    """The language chosen by ``speak``; that of the terminal before."""
    chosen = os.environ.get("LANGUAGE", "")
    return chosen if chosen in LANGUAGES and gettext.textdomain() == DOMAIN else of_the_terminal()


def paragraphs(text: str) -> list[str]:
    """A help text by paragraph: what the catalogue holds, so that a changed sentence leaves the others translated."""
    return inspect.cleandoc(text).split("\n\n")


def in_this_language(text: str) -> str:
    """A help text, paragraph by paragraph; the command of an example is not for translation."""
    said = []
    for one in paragraphs(text):
        if one.startswith(EXAMPLE):
            said.append(gettext.gettext(EXAMPLE.strip()) + " " + one.removeprefix(EXAMPLE))
        else:
            said.append(gettext.gettext(one))
    return "\n\n".join(said)


def translated(command: click.Command) -> click.Command:
    """A copy of the command and its subcommands that knows ``--language``; its help is in the language spoken."""
    one = copy.copy(command)
    if command.help:
        one.help = in_this_language(command.help)
        if spoken() != "en":  # click finds the first sentence by its full stop, which Thai has not
            one.short_help = gettext.gettext(paragraphs(command.help)[0])
    one.params = options([*command.params, OPTION])
    if isinstance(one, click.Group):
        commands: Mapping[str, click.Command] = one.commands
        one.commands = {name: translated(sub) for name, sub in commands.items()}
    return one


def options(params: Sequence[click.Parameter]) -> list[click.Parameter]:
    """The parameters, with the help of options in the language spoken."""
    return [_option(param) for param in params]


def _option(param: click.Parameter) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    one = copy.copy(param)
    text, known, default = param.help.partition("  [default: ")  # one that click does not know is part of the text
    label = gettext.gettext("default: {default}").format(default=gettext.gettext(default.removesuffix("]")))
    one.help = gettext.gettext(text) + (f"  [{label}]" if known else "")
    return one
