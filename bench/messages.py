"""``make messages``: the catalogue of what the command line says, brought in step with the code.

Collects every message (``_("…")``, ``ngettext``, errors that are told, help of commands and options, click's own),
adds the new ones to ``phaen.po`` with an empty translation, drops those that nobody says any more, and compiles
``phaen.mo``. Ends with 1 while a translation is missing.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from phaen.extractors.ocr.installed import MISSING
from phaen.normalizers.told import ToldError
from phaen.pipeline.audit.model import SEVERITIES
from phaen.pipeline.cli.language import EXAMPLE, LOCALE, OPTION, paragraphs
from phaen.pipeline.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[1]
PO = LOCALE / "th" / "LC_MESSAGES" / "phaen.po"
MO = PO.with_suffix(".mo")
CALLS = ("_", "gettext")
PHASES = ("linking", "audit", "writing")
PROBLEM = "_problem"  # of the registers: what is wrong and what to do are its second and third argument
STATES = ("open", "answered", "decided", "ok", "partial", "failed", "skipped")

Message = str | tuple[str, str]


def _told(paths: Iterable[Path]) -> set[str]:
    """Names of the exceptions whose first argument is a message, whether anything has imported them or not."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {ToldError.__name__}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _in_code(path: Path, told: set[str]) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [text for text in map(_literal, node.args[:2]) if text]
        if name == "ngettext" and len(texts) == 2:
            yield (texts[0], texts[1])
        elif name == PROBLEM:
            yield from (text for text in map(_literal, node.args[1:3]) if text)
        elif (texts and _literal(node.args[0]) and (name in CALLS or name in told)) or (
            name == "__init__" and told and texts
        ):
            yield texts[0]


def _help(command: click.Command) -> Iterator[str]:
    yield from (one for one in paragraphs(command.help or "") if one and not one.startswith(EXAMPLE))
    for param in (*command.params, OPTION):
        if isinstance(param, click.Option) and param.help:
            text, known, default = param.help.partition("  [default: ")
            yield text
            if known:
                yield default.removesuffix("]")
    if isinstance(command, click.Group) and command is not cli:
        for sub in command.commands.values():
            yield from _help(sub)


def said() -> dict[str, Message]:
    """Every message by its (singular) text."""
    import importlib

    for name in COMMANDS:
        importlib.import_module(f"phaen.pipeline.cli.{name}")
    paths = [path for room in ("pipeline", "extractors", "normalizers") for path in sorted((ROOT / room).rglob("*.py"))]
    told = _told(paths)
    found: list[Message] = [EXAMPLE.strip(), *COMMANDS.values(), *PHASES, *STATES, *SEVERITIES, MISSING]
    for path in paths:
        found += _in_code(path, told)
    for name in COMMANDS:
        found += _help(importlib.import_module(f"phaen.pipeline.cli.{name}").command)
    found += _help(cli)
    return {one if isinstance(one, str) else one[0]: one for one in found if one}


def of_click() -> dict[str, Message]:
    """Click's own messages. Most are for programmers: those that have a translation are kept, none needs one."""
    paths = sorted(Path(click.__file__).parent.glob("*.py"))
    found = [one for path in paths for one in _in_code(path, set())]
    return {one if isinstance(one, str) else one[0]: one for one in found}


def catalogue() -> Catalog:
    """The committed translations."""
    with PO.open("rb") as file:
        return read_po(file, locale="th", domain="phaen")


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the ``.mo`` file."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> int:
    """Write both files; give the exit code."""
    known = catalogue() if PO.exists() else Catalog(locale="th")
    fresh = Catalog(
        locale="th",
        domain="phaen",
        header_comment="# What the command line says in Thai; its words are those of pipeline/schema/glossary.csv.\n#",
        project="phaen",
        version="all versions",
        msgid_bugs_address="see CONTRIBUTING.md",
        last_translator="contributors of phaen",
        language_team="Thai",
        fuzzy=False,
    )
    fresh.creation_date = fresh.revision_date = known.creation_date  # the bytes depend on the messages alone
    missing = []
    own = said()
    for key, message in sorted((of_click() | own).items()):
        old = known.get(key)
        text = (old.string[0] if isinstance(old.string, tuple) else old.string) if old else ""
        if text or key in own:
            fresh.add(message, string=(text,) if isinstance(message, tuple) else text)
        if not text and key in own:
            missing.append(key)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, fresh, width=110, omit_header=False, sort_output=True)
    MO.write_bytes(compiled(catalogue()))
    for key in missing:
        print(f"no translation: {key!r}", file=sys.stderr)
    print(f"{PO.relative_to(ROOT)}: {len(fresh)} messages, {len(missing)} without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
