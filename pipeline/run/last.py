"""What the last run told of its documents: enough to know which of them are as they were, and to say the same again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from phaen.pipeline.run.manifest import Inputs, Manifest
from phaen.pipeline.run.worker import Outcome


class Told(NamedTuple):
    """An input file as a manifest tells of it: its outcome, digests of what linking said of its rows of ``kpis`` and of
    the others, and the line of the manifest if there was one."""

    outcome: Outcome
    kpis: str
    others: str
    line: bytes | None = None

    def as_line(self) -> bytes:
        """Its line of a manifest."""
        links = {"kpis": self.kpis, "others": self.others}
        return self.line or Inputs.line(self.outcome.to_facts() | {"links": links})


class ToldLines(Sequence[bytes]):
    """The lines of inputs, each made when it is asked for: held together they take as much as all that is told."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told

    def __len__(self) -> int:
        return len(self._told)

    def __getitem__(self, place: Any) -> Any:
        return self._told[place].as_line()


@dataclass(slots=True)
class LastRun:
    """The manifest of the last run without its inputs; ``told``: key of a result → what was told of its file, in order.

    ``documents``: source file → (doc_id, status) of all documents.
    """

    manifest: Manifest
    told: dict[str, Told] = field(default_factory=dict)
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, manifest: Manifest) -> LastRun:
        """What a manifest says; inputs that another version wrote are left out."""
        inputs = manifest["inputs"]
        last = cls(manifest)
        for facts, line in zip(inputs, inputs.lines, strict=True):
            last.documents |= {one["source_file"]: (one["doc_id"], one["status"]) for one in facts["documents"]}
            try:
                outcome, links = Outcome.from_facts(facts), facts["links"]
                last.told[outcome.key] = Told(outcome, links["kpis"], links["others"], line)
            except (KeyError, TypeError):
                continue
        return last
