"""The files of a review folder, and where the folder stands."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path("data/review")
QUEUE, DECISIONS = "queue.csv", "decisions.csv"
IDENTITIES, CORRECTIONS, PATCHES, VERDICTS = "identities.csv", "corrections.csv", "patches.csv", "findings.csv"


def folder_beside(output: Path) -> Path:
    """The review folder of an output folder: ``data/review`` for ``data/parquet``, ``x-review`` for ``x``."""
    name = FOLDER.name if output.name == "parquet" else f"{output.name}-{FOLDER.name}"
    return output.absolute().parent / name
