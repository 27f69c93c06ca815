"""Where a person decides: reads what stands now, writes the decision, refuses to overwrite what changed meanwhile.

Every decision names what the person had seen (``seen``, a digest that the page or caller was given). Under a lock of
the review folder the same digest is made again; where it differs, somebody else decided or a run wrote in between,
and nothing is written. Files are replaced in one step, so that a reader never sees half of one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
from phaen.pipeline.review import corrections, files, queue, verdicts
from phaen.pipeline.review.corrections import WHOLE, Correction
from phaen.pipeline.review.decisions import DecisionError, Decisions
from phaen.pipeline.review.files import CORRECTIONS, VERDICTS
from phaen.pipeline.review.standing import read_now, row_now
from phaen.pipeline.review.verdicts import Verdict
from phaen.pipeline.schema.datasets import Row


class Changed(DecisionError):
    """What was to be decided about is not what the person saw."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of a review folder, which is made if need be; others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Desk:
    """The decisions about one output folder (``data``), kept in ``folder``."""

    data: Path
    folder: Path

    @classmethod
    def beside(cls, data: Path) -> Desk:
        """The desk of an output folder, with the review folder beside it."""
        return cls(data, files.folder_beside(data))

    # ---- values

    def correction(self, doc_id: str, dataset: str, row_key: str, column: str) -> Correction | None:
        """What somebody said of a value already."""
        place = (doc_id, dataset, row_key, column)
        known = corrections.load(self.folder / CORRECTIONS)
        return next((one for one in known if one.place == place), None)

    def value_seen(self, doc_id: str, dataset: str, row_key: str, column: str) -> str:
        """The digest of a value as it stands and of what was said of it; raises :class:`DecisionError`."""
        return _digest(self._read(doc_id, dataset, row_key, column), self.correction(doc_id, dataset, row_key, column))

    def _read(self, doc_id: str, dataset: str, row_key: str, column: str) -> str:
        if column == WHOLE:
            return corrections.fingerprint(dataset, row_now(self.data, doc_id, dataset, row_key))
        return read_now(self.data, doc_id, dataset, row_key, column)

    def correct(
        self, place: tuple[str, str, str, str], right: str | None, by: str, why: str, seen: str | None
    ) -> Correction:
        """Say what the value at ``place`` (doc_id, dataset, row_key, column) should be; ``None``: it is right as read.

        ``seen`` is :meth:`value_seen` of what the person looked at; without it nothing is compared. Raises
        :class:`DecisionError`, and :class:`Changed` where it is not what stands there now.
        """
        with held(self.folder):
            if seen is not None and seen != self.value_seen(*place):
                raise Changed("somebody else changed this value meanwhile, or a run read it anew: look at it again")
            read = self._read(*place)
            one = Correction(*place, read, read if right is None else right, by.strip(), _today(), why.strip())
            corrections.add(self.folder / CORRECTIONS, one)
        return one

    # ---- findings

    def verdict_seen(self, finding: Mapping[str, object]) -> str:
        """The digest of a finding and of what was decided about it."""
        known = verdicts.load(self.folder / VERDICTS).get(str(finding["finding_id"]))
        return _digest(verdicts.fingerprint(finding), known)

    def judge(self, finding_id: str, status: str, by: str, note: str, seen: str | None) -> Verdict:
        """Decide about a finding; raises as :meth:`correct`."""
        with held(self.folder):
            finding = self._finding(finding_id)
            if seen is not None and seen != self.verdict_seen(finding):
                raise Changed("somebody else judged this finding meanwhile, or it says something else: look again")
            one = Verdict(finding_id, status, by.strip(), _today(), note.strip(), verdicts.fingerprint(finding))
            verdicts.add(self.folder / VERDICTS, [one])
        return one

    def _finding(self, finding_id: str) -> Row:
        files = sorted((self.data / "findings").glob("*.parquet"))
        found: Row | None = next(
            (row for path in files for row in pq.read_table(path).to_pylist() if row["finding_id"] == finding_id), None
        )
        if found is None:
            raise DecisionError(f"{self.data} has no finding {finding_id}; copy finding_id from the list")
        return found

    # ---- questions

    def question(self, fingerprint: str) -> dict[str, str] | None:
        """A question of the queue."""
        return next((one for _, one in queue.asked(self.folder) if one["fingerprint"] == fingerprint), None)

    def question_seen(self, entry: Mapping[str, str]) -> str:
        """The digest of a question and of what was answered or decided about it."""
        known = Decisions.load(self.folder / files.DECISIONS).find(entry["question"], entry["fingerprint"])
        return _digest(*(entry[column] for column in queue.COLUMNS), known)

    def answer(
        self, fingerprint: str, decision: str, by: str, note: str, seen: str | None, registers: Path | None = None
    ) -> None:
        """Answer a question of the queue; raises as :meth:`correct`."""
        with held(self.folder):
            entry = self.question(fingerprint)
            if entry is None or (seen is not None and seen != self.question_seen(entry)):
                raise Changed("somebody else answered this question meanwhile, or it is asked no longer")
            given = {"decision": decision.strip(), "decided_by": by.strip(), "note": note.strip()}
            if not given["decision"]:
                raise DecisionError("choose an answer")
            queue.answer(self.folder, entry | given, registers)


def _today() -> str:
    return date.today().isoformat()
