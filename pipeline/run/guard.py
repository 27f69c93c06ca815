"""When a run would rather not write: an input that is empty or has gone must not replace a good output."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from phaen.pipeline.run.discover import Source
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.last import LastRun
from phaen.pipeline.run.plan import Plan
from phaen.pipeline.run.worker import Outcome

ALLOW = "--allow-removals (make extract REMOVALS=1)"
_NOT_READ = frozenset({"failed", "skipped"})


@cache
def bundled_samples() -> frozenset[str]:
    """doc_ids of the documents that come with phaen: anybody's own documents may take their place."""
    text = files("phaen.pipeline.run").joinpath("bundled_samples.csv").read_text("utf-8")
    return frozenset(row["sha256"][:16] for row in csv.DictReader(text.splitlines()))


def documents_before(output: Path, last: LastRun | None) -> dict[str, str]:
    """Source file → doc_id of the documents that the output holds now and that were read."""
    if last:
        return {source: doc_id for source, (doc_id, status) in last.documents.items() if status not in _NOT_READ}
    told: list[dict[str, Any]] = []
    if (output / "documents").exists():
        import pyarrow as pa
        from phaen.pipeline.run.store import read_rows

        try:
            told = read_rows(output, "documents")
        except (OSError, pa.ArrowException):  # damaged as well: nothing is known of before
            told = []
    return {row["source_file"]: row["doc_id"] for row in told if row["status"] not in _NOT_READ}


def check_input(sources: Sequence[Source], given: Path, output: Path, before: Mapping[str, str]) -> None:
    """Refuse an input without any file: a drive may be missing, a folder mistyped; raises ``StoreError``."""
    if not sources and not before:
        raise StoreError(
            "{given} holds no document: name a file, or a folder with PDF, Word, Excel, HTML or text files", given=given
        )
    if not sources:
        raise StoreError(
            "{given} holds no document (is a drive missing?): {output} with {count} documents is left as it is",
            given=given,
            output=output,
            count=len(before),
        )


def check_removals(plan: Plan, before: Mapping[str, str], output: Path) -> None:
    """Refuse to lose more than half of the documents; a renamed document is not lost. Raises ``StoreError``.

    The samples that come with phaen may go.
    """
    here = {task.source_file for task in plan.tasks} | {task.sha256[:16] for task in plan.tasks}
    for outcome in plan.known:
        here |= {one.source_file for one in outcome.documents} | {outcome.sha256[:16]}
    # of documents inside a file that is read again nothing is known yet: they are there as long as the file is
    lost = {
        source: doc_id for source, doc_id in before.items() if not {source, source.partition("#")[0], doc_id} & here
    }
    if 2 * len(lost) > len(before) and not set(lost.values()) <= bundled_samples():
        raise StoreError(
            "{lost} of the {before} documents in {output} are not in the input any more; if they "
            "are meant to go: {how}",
            lost=len(lost),
            before=len(before),
            output=output,
            how=ALLOW,
        )


def check_still_there(sources: Sequence[Source], outcomes: Sequence[Outcome], given: Path) -> None:
    """Refuse to write when the input went away while it was read; raises ``StoreError``."""
    if not any(one.status == "failed" for one in outcomes):
        return
    read = [source for source in sources if source.status is None]
    gone = [source for source in read if not _is_there(source.path)]
    if not _is_there(given) or 2 * len(gone) > len(read):
        raise StoreError(
            "{given} went away while it was read ({lost} of {read} files are gone): nothing was written",
            given=given,
            lost=len(gone),
            read=len(read),
        )


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return False
    return True
