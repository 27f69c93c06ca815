"""Lay ``build/packages/phaen`` for tools that look for packages in folders and know nothing of ``package-dir``."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def lay(target: Path = ROOT / "build" / "packages") -> Path:
    """Make a tree of links to the package's folders, as ``package-dir`` in pyproject.toml maps them; gives its root."""
    mapped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["setuptools"]["package-dir"]
    package = target / "phaen"
    package.mkdir(parents=True, exist_ok=True)
    links = {package / path.name: path for path in (ROOT / mapped["phaen"]).glob("*.py")}
    links |= {package / name.partition(".")[2]: ROOT / folder for name, folder in mapped.items() if "." in name}
    for link, path in links.items():
        if not link.is_symlink():
            link.symlink_to(path)
    return target


if __name__ == "__main__":
    print(lay())
