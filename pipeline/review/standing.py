"""What became of people's corrections and verdicts in an output folder: applied, or no longer fitting and why."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.dataset as ds
from phaen.pipeline.review import corrections, verdicts
from phaen.pipeline.review.decisions import DecisionError
from phaen.pipeline.review.files import CORRECTIONS, VERDICTS
from phaen.pipeline.schema.as_text import text_of
from phaen.pipeline.schema.datasets import TYPED_DATASETS, Row


@dataclass(frozen=True, slots=True)
class Kept:
    """One correction or verdict; ``reason`` says why it does not fit, empty where it does."""

    what: str
    text: str
    reason: str = ""

    @property
    def fits(self) -> bool:
        """Was it applied?"""
        return not self.reason


def _row(data: Path, doc_id: str, dataset: str, row_key: str) -> Row | None:
    if not (data / dataset).is_dir():
        return None
    wanted = (pc.field("doc_id") == doc_id) & (pc.field("row_key") == row_key)
    return next(iter(rows_where(data / dataset, wanted, partitioning="hive")), None)


def rows_where(
    folder: Path, wanted: pc.Expression, columns: list[str] | None = None, partitioning: str | None = None
) -> list[Row]:
    """The few rows of a dataset's folder that fulfil a condition, read without filling the memory."""
    whole = ds.dataset(folder, format="parquet", partitioning=partitioning)
    rows: list[Row] = []
    for file in whole.get_fragments(filter=wanted):
        # to count reads the few columns of the condition; most files end here
        if not file.count_rows(filter=wanted, use_threads=False):
            continue
        scanner = file.scanner(
            whole.schema, columns=columns, filter=wanted, batch_size=512, batch_readahead=1, use_threads=False
        )
        rows += scanner.to_table().to_pylist()
    return rows


def row_now(data: Path, doc_id: str, dataset: str, row_key: str) -> Row:
    """A typed row of the output; raises :class:`DecisionError` where there is none."""
    if dataset not in TYPED_DATASETS:
        raise DecisionError(
            "{dataset!r} holds no values to correct; write one of {names}",
            dataset=dataset,
            names=", ".join(TYPED_DATASETS),
        )
    row = _row(data, doc_id, dataset, row_key)
    if row is None:
        raise DecisionError(
            "{data} has no row {row_key} of {doc_id} in {dataset}; copy both from the row",
            data=data,
            row_key=row_key,
            doc_id=doc_id,
            dataset=dataset,
        )
    return row


def read_now(data: Path, doc_id: str, dataset: str, row_key: str, column: str) -> str:
    """What a value of the output reads, as text; raises :class:`DecisionError` where there is no such value."""
    row = row_now(data, doc_id, dataset, row_key)
    try:
        return text_of(corrections.current(row, column))
    except (IndexError, KeyError, TypeError):
        raise DecisionError("the row has no value {column!r}", column=column) from None


def kept_in(folder: Path, data: Path) -> list[Kept]:
    """Every correction and verdict of a review folder, and whether the output ``data`` holds it.

    One that was written after the run does not fit yet: the reason says so. Raises :class:`DecisionError`.
    """
    found = []
    for one in corrections.load(folder / CORRECTIONS):
        told = f"{one.doc_id} {one.dataset} {one.row_key} {one.column} = {one.right or _('nothing')}"
        found.append(Kept("correction", told, _why_not(one, data)))
    judged = verdicts.load(folder / VERDICTS)
    rows = {}
    if judged and (data / "findings").is_dir():
        rows = {row["finding_id"]: row for row in ds.dataset(data / "findings").to_table().to_pylist()}
    for key, verdict in judged.items():
        row = rows.get(key)
        reason = "" if verdict.status == "open" else _("the finding is gone")
        if row is not None and reason:
            here = (row["status"], row["decided_by"]) == (verdict.status, verdict.by)
            later = _("run phaen extract to apply it")
            reason = "" if here else later if verdict.fits(row) else _("the finding says something else now")
        found.append(Kept("verdict", f"{key} {verdict.status}", reason))
    return found


def _why_not(one: corrections.Correction, data: Path) -> str:
    row = _row(data, one.doc_id, one.dataset, one.row_key)
    if row is None:
        return _("the row is gone: the document has changed, or is read differently")
    if one.column == corrections.WHOLE:
        said = one.by in (row["decided_by"] or "").split("; ")
        changed = not corrections.fits(row, one) and not row["corrected"]
        if said:
            return ""
        return _("the row reads something else now") if changed else _("run phaen extract to apply it")
    try:
        seen = text_of(corrections.current(row, one.column))
    except (IndexError, KeyError, TypeError):
        return _("the row has no such value now")
    if one.whole_column in row["corrected"]:
        return ""
    if corrections.fits(row, one):
        return _("run phaen extract to apply it")
    return _("the row reads {seen} now").format(seen=seen or _("nothing"))
