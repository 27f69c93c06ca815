"""Every flag that a row can carry is explained."""

from __future__ import annotations

import ast
from pathlib import Path

from phaen.pipeline.assemble.flags import flags, meaning
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.names import PER_DOCUMENT

from tests.people import ROOT, SAMPLES, output_of

CODE = [path for folder in ("extractors", "normalizers", "pipeline") for path in (ROOT / folder).rglob("*.py")]


def _texts(node: ast.AST) -> set[str]:
    keys = {id(part) for one in ast.walk(node) if isinstance(one, ast.Subscript) for part in ast.walk(one.slice)}
    texts = (one for one in ast.walk(node) if isinstance(one, ast.Constant) and id(one) not in keys)
    return {one.value for one in texts if isinstance(one.value, str)}


def _texts_named(target: ast.AST) -> bool:
    names = {
        "FLAG",
        "GUESS",
        "UNSURE",
        "LAID_OUT",
        "ACROSS",
        "DISAGREES",
        "UNAVAILABLE",
        "OUT_OF_TIME",
        "CONTRADICTS",
        "CONTRADICTED",
    }
    return any(isinstance(one, ast.Name) and one.id in names for one in ast.walk(target))


def flags_in(path: Path) -> set[str]:
    """The texts that a module appends to flags, passes as flags, or gives to ``_flag``."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            target = node.func.value
            if (isinstance(target, ast.Attribute) and target.attr == "flags") or (
                isinstance(target, ast.Name) and target.id == "flags"
            ):
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_flag":
            found |= {arg.value for arg in node.args[1:] if isinstance(arg, ast.Constant)}
        elif isinstance(node, ast.keyword) and node.arg == "flags":
            found |= _texts(node.value)
        if isinstance(node, ast.Assign) and any(_texts_named(target) for target in node.targets):
            found |= _texts(node.value)
    return found - {"flags"}  # the column, where a row's flags are handed on


def test_every_flag_that_the_code_names_is_explained() -> None:
    named = {flag for path in CODE for flag in flags_in(path)}
    assert len(named) > 25
    assert named <= flags().keys(), named - flags().keys()


def test_every_flag_of_the_samples_is_explained() -> None:
    folder = output_of(SAMPLES)
    carried = {flag for name in PER_DOCUMENT for row in read_rows(folder, name) for flag in row.get("flags") or ()}
    assert carried and carried <= flags().keys(), carried - flags().keys()


def test_flags_are_explained_in_both_languages() -> None:
    assert list(flags()) == sorted(flags())
    for flag, row in flags().items():
        assert row["en"] and row["th"], flag
        assert any("\u0e00" < char < "\u0e80" for char in row["th"]), flag
    assert meaning("rows_guessed", "en").startswith("The table has no rules")
    assert meaning("made_up", "th") == ""
