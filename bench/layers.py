"""The house's rule of imports: down the layers, never in a circle. Run by ``make lint``.

Imports inside functions count. Those under ``TYPE_CHECKING`` are no way of the data and may go up, but in a circle they
count too: modules that name each other are one thing.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LAYERS = (
    ("phaen",),
    ("phaen.pipeline",),
    ("phaen.extractors",),
    ("phaen.normalizers",),
)
"""Packages from top to bottom: one imports those below it, never those above."""
PIPELINE = (
    ("cli",),
    ("dashboard",),
    ("report",),
    ("views",),
    ("run", "linking", "audit"),
    ("review",),
    ("extract",),
    ("result",),
    ("assemble",),
    ("schema",),
)
"""The same of the rooms of ``phaen.pipeline``; rooms of one line may import each other."""
Graph = Mapping[str, Set[str]]


def modules(root: Path = ROOT) -> dict[str, Path]:
    """Module name → file of everything that is installed as ``phaen``."""
    found = {}
    for folder, name in (
        ("phaen", "phaen"),
        *((one, f"phaen.{one}") for one in ("pipeline", "extractors", "normalizers")),
    ):
        for path in sorted((root / folder).rglob("*.py")):
            parts = path.relative_to(root / folder).with_suffix("").parts
            found[".".join([name, *(part for part in parts if part != "__init__")])] = path
    return found


def _imports(tree: ast.AST, *, types: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif not types and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            for branch in node.orelse:
                yield from _imports(branch, types=types)
        else:
            yield from _imports(node, types=types)


def graph(files: Mapping[str, Path], *, types: bool = False) -> dict[str, set[str]]:
    """Module → the modules of ours that it imports; with ``types`` those that only type checkers see too."""
    found: dict[str, set[str]] = {}
    for name, path in files.items():
        targets = set()
        for node in _imports(ast.parse(path.read_text("utf-8")), types=types):
            if isinstance(node, ast.Import):
                targets |= {alias.name for alias in node.names}
            elif node.module:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                targets |= {one if one in files else node.module for one in inner}
        found[name] = {target for target in targets if target in files and target != name}
    return found


def cycles(imports: Graph) -> list[list[str]]:
    """Groups of modules that import each other, directly or over others (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in sorted(imports[name]):
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                found.append(sorted(group))

    for name in sorted(imports):
        if name not in index:
            visit(name)
    return found


def _level(name: str) -> tuple[int, int]:
    """Where a module stands: its layer, and inside the pipeline its room; a greater number is further down."""
    top = ".".join(name.split(".")[:2])
    layer = next((place for place, names in enumerate(LAYERS) if top in names), 0)
    room = name.split(".")[2] if layer == 1 and name.count(".") >= 2 else ""
    place = next((place for place, rooms in enumerate(PIPELINE) if room in rooms), -1)
    return layer, place


def upward(imports: Graph) -> list[str]:
    """Imports that go up: ``importer → imported``."""
    found = []
    for name, targets in sorted(imports.items()):
        for target in sorted(targets):
            (layer, room), (other, other_room) = _level(name), _level(target)
            if other < layer or (other == layer == 1 and 0 <= other_room < room):
                found.append(f"{name} → {target}")
    return found


def unplaced(files: Mapping[str, Path]) -> list[str]:
    """Rooms of the pipeline that no line of :data:`PIPELINE` names."""
    known = {room for rooms in PIPELINE for room in rooms}
    return sorted({name.split(".")[2] for name in files if name.startswith("phaen.pipeline.")} - known)


def main() -> int:
    """Print what breaks the rule; the number of breaches is the exit code."""
    files = modules()
    imports = graph(files)
    told = [f"a circle: {' ⇄ '.join(group)}" for group in cycles(graph(files, types=True))]
    told += [f"an import upward: {one}" for one in upward(imports)]
    told += [f"a room of no level: {one}" for one in unplaced(files)]
    print("\n".join(told) if told else f"{len(files)} modules: no circle, no import upward")
    return min(len(told), 100)


if __name__ == "__main__":
    sys.exit(main())
