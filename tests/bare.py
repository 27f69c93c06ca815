"""A program that has only what README installs: whatever else the tests' environment holds is hidden from it.

``PYTHONPATH=hiding(folder)`` puts a ``sitecustomize`` before a program, for which the modules listed in
``folder/hidden`` are not there (``PHAEN_ALL=1``: they are). What a page installs is taken from that list
(:data:`SHOW`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from tests.people import ROOT

ALWAYS = {"phaen", "pip", "setuptools"}
SITE = """
import os, pathlib, sys
from importlib.machinery import PathFinder

class Bare(PathFinder):
    hidden = set(pathlib.Path(__file__).with_name("hidden").read_text().split())

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in cls.hidden else super().find_spec(name, path, target)

if os.environ.get("PHAEN_ALL") != "1":
    sys.meta_path = [Bare if finder is PathFinder else finder for finder in sys.meta_path]
"""
SHOW = """
shown() {
    # modules that the page has just installed
    local listed="$PYTHONPATH/hidden"
    { grep -vxF "$(printf '%s\\n' "$@")" "$listed" || true; } > "$listed.left" && mv "$listed.left" "$listed"
}
"""
PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
"""A package of a lock."""


def named(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


@cache
def modules() -> dict[str, set[str]]:
    """Top-level module → the packages installed here that bring it."""
    return {name: {named(one) for one in found} for name, found in metadata.packages_distributions().items()}


def hidden(*locks: str) -> set[str]:
    """The modules installed here that no package of ``requirements.lock``, or of other locks, brings."""
    texts = [(ROOT / lock).read_text("utf-8") for lock in ("requirements.lock", *locks)]
    pinned = {named(name) for text in texts for name in PINNED.findall(text)} | ALWAYS
    return {name for name, found in modules().items() if not found & pinned}


def needed(requirement: str) -> set[str]:
    """The modules that ``pip install requirement`` brings, those of what it needs with them."""
    todo, packages = [Requirement(requirement)], set[str]()
    seen = set[str]()
    while todo:
        one = todo.pop()
        if str(one) in seen:
            continue
        seen.add(str(one))
        packages.add(named(one.name))
        for text in metadata.requires(one.name) or ():
            inner = Requirement(text)
            if inner.marker is None or any(inner.marker.evaluate({"extra": extra}) for extra in ("", *one.extras)):
                todo.append(inner)
    return {name for name, found in modules().items() if found & packages}


def hiding(folder: Path) -> Path:
    """A folder for ``PYTHONPATH``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(SITE, "utf-8")
    (folder / "hidden").write_text("\n".join(sorted(hidden())) + "\n", "utf-8")
    return folder
