"""What the last run told of its documents: enough to know which of them are as they were, and to say the same again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from phaen.pipeline.run.manifest import Inputs, Manifest
from phaen.pipeline.run.worker import Outcome


class Told(NamedTuple):
    """An input file as a manifest tells of it: its outcome, digests of what linking said of its rows of ``kpis`` and of
    the others, and the line of the manifest."""

    outcome: Outcome
    kpis: str
    others: str
    line: bytes

    @classmethod
    def of(cls, outcome: Outcome, kpis: str, others: str) -> Told:
        """An input that no manifest tells of yet."""
        facts = outcome.to_facts() | {"links": {"kpis": kpis, "others": others}}
        return cls(outcome, kpis, others, Inputs.line(facts))


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
