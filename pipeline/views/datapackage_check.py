"""Check an output folder against its ``datapackage.json`` with the frictionless library (extra ``phaen[check]``).

Frictionless reads Parquet through pandas, which loses lists and whole numbers with gaps, and reads only the first of
several parts. The reader here gives it every part, with ``fiscal_year`` from the folder's name.

    python -m phaen.pipeline.views.datapackage_check data/parquet
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from phaen.pipeline.run.store import read_dataset
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.schema.names import DATAPACKAGE

try:
    from frictionless import Package, Parser, Plugin, Resource, system
except ModuleNotFoundError as missing:
    if __name__ != "__main__" or missing.name != "frictionless":
        raise
    sys.exit("the check of data packages needs its extra: pip install 'phaen[check]'")

SHOWN = 20
"""Errors that are listed for one dataset."""


class _PartsParser(Parser):
    """All parts of a Parquet dataset as rows of plain Python values."""

    supported_types = ["array", "boolean", "integer", "number", "object", "string"]  # noqa: RUF012

    def read_cell_stream_create(self) -> Iterator[list[Any]]:
        """The header, then the rows."""
        folder = Path(str(self.resource.basepath))
        table = read_dataset(folder, str(self.resource.name))
        names = [field.name for field in self.resource.schema.fields]
        missing = [name for name in names if name not in table.column_names]
        yield table.column_names
        if missing:
            return
        for row in table.to_pylist():
            yield [float(value) if isinstance(value, Decimal) else value for value in row.values()]


class _PartsPlugin(Plugin):
    """Takes over the format ``parquet`` of phaen's packages."""

    def create_parser(self, resource: Resource) -> Parser | None:
        """The reader for Parquet resources."""
        return _PartsParser(resource) if resource.format == "parquet" else None


def _file_errors(folder: Path, resource: dict[str, Any]) -> Iterator[str]:
    """Parts that are missing, other than described, or not described."""
    described = {part["path"]: part for part in resource["files"]}
    present = {path.relative_to(folder).as_posix() for path in (folder / resource["name"]).rglob("*.parquet")}
    yield from (f"{path}: is not there" for path in sorted(described.keys() - present))
    yield from (f"{path}: is not in {DATAPACKAGE}" for path in sorted(present - described.keys()))
    for path in sorted(described.keys() & present):
        if f"sha256:{sha256((folder / path).read_bytes()).hexdigest()}" != described[path]["hash"]:
            yield f"{path}: differs from its hash"


def check(folder: Path) -> list[str]:
    """Everything that does not hold: the descriptor, files and hashes, types, constraints, keys.

    One line per error, at most :data:`SHOWN` per dataset; empty when the folder is sound.
    """
    path = folder / DATAPACKAGE
    if not path.is_file():
        return [f"{folder} has no {DATAPACKAGE}"]
    described = json.loads(path.read_text("utf-8"))
    errors = [
        f"{name}: is not in {DATAPACKAGE}" for name in DATASETS.keys() - {r["name"] for r in described["resources"]}
    ]
    for resource in described["resources"]:
        errors += _file_errors(folder, resource)
    # one path is enough for frictionless: the reader finds the parts of a dataset by its name
    for resource in described["resources"]:
        if isinstance(resource["path"], list):
            resource["path"] = resource["path"][0]
    system.register("phaen", _PartsPlugin())
    try:
        report = Package.from_descriptor(described, basepath=str(folder)).validate()
    finally:
        system.deregister("phaen")
    errors += [str(error.message) for error in report.errors]
    for task in report.tasks:
        errors += [f"{task.name}: {error.message}" for error in task.errors[:SHOWN]]
    return errors


def main() -> int:
    """Print what does not hold; 1 if anything."""
    if len(sys.argv) != 2:
        print("usage: python -m phaen.pipeline.views.datapackage_check FOLDER", file=sys.stderr)
        return 2
    errors = check(Path(sys.argv[1]))
    print("\n".join(errors) if errors else "valid")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
