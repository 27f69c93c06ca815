"""What linking says of one document, and how the document's tables take it in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

import pyarrow as pa
from phaen.pipeline.schema.datasets import DATASETS, OF_DOCUMENTS, Row, checked_array

if TYPE_CHECKING:
    from phaen.pipeline.run.worker import Outcome

REPEAT = "duplicate_document"
_LINKED = attrgetter(*DATASETS["kpis"].linked)
"""What linking says of a slim row."""


_NONE: Mapping[str, str] = {}
"""Of most documents linking says nothing of this kind."""


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """What linking says of the documents of one file.

    ``owners``: source file of a document → agency that a person gave it. ``repeats``: source files of documents that
    were given before or have a revised edition, with the flag of their rows. ``kpis`` are their linked rows, in the
    order of extraction, with the columns ``linked`` among theirs; ``digest`` is one of what becomes of these rows.
    """

    owners: Mapping[str, str]
    repeats: Mapping[str, str]
    kpis: Sequence[Row]
    digest: str

    @classmethod
    def of(
        cls, sources: Sequence[str], owners: Mapping[str, str], repeats: Mapping[str, str], kpis: Sequence[Row]
    ) -> DocumentLinks:
        """The links of the documents ``sources`` among those of all documents."""
        own, again = ({one: known[one] for one in sources if one in known} for known in (owners, repeats))
        told = repr([*map(_LINKED, kpis)])
        return cls(own or _NONE, again or _NONE, kpis, hashlib.sha256(told.encode()).hexdigest())

    @property
    def mark(self) -> str:
        """All that becomes of their rows of the other datasets."""
        return repr((sorted(self.owners.items()), sorted(self.repeats.items()))) if self.owners or self.repeats else ""

    def tell(self, name: str, rows: Sequence[Row]) -> None:
        """Complete the file's rows of a dataset."""
        if name == "kpis":
            for row, linked in zip(rows, self.kpis, strict=True):
                for column in DATASETS["kpis"].linked:
                    row[column] = linked[column]
        elif name in OF_DOCUMENTS and (self.owners or self.repeats):
            for row in rows:
                source = row["source_file"]
                row["agency_code"] = self.owners.get(source, row["agency_code"])
                row["flags"] = _flagged(row["flags"], self.repeats.get(source))


def _flagged(flags: list[str], repeat: str | None) -> list[str]:
    return flags if repeat is None else sorted({*flags, repeat})


def with_links(name: str, table: pa.Table, links: Sequence[DocumentLinks]) -> pa.Table:
    """The table of a dataset of some files with their links; :class:`~phaen.pipeline.schema.datasets.SchemaError`."""
    if name == "kpis":
        rows = [row for one in links for row in one.kpis]
        return with_columns(name, table, {column: [row[column] for row in rows] for column in DATASETS["kpis"].linked})
    owners = {source: code for one in links for source, code in one.owners.items()}
    repeats = {source: flag for one in links for source, flag in one.repeats.items()}
    if name not in OF_DOCUMENTS or not (owners or repeats):
        return table
    sources, codes, flags = (table[column].to_pylist() for column in ("source_file", "agency_code", "flags"))
    changed: dict[str, list[object]] = {
        "agency_code": [owners.get(source, code) for source, code in zip(sources, codes, strict=True)],
        "flags": [_flagged(own, repeats.get(source)) for source, own in zip(sources, flags, strict=True)],
    }
    return with_columns(name, table, changed)


def with_columns(name: str, table: pa.Table, columns: Mapping[str, Sequence[object]]) -> pa.Table:
    """A dataset's table with other values in some columns; :class:`~phaen.pipeline.schema.datasets.SchemaError`."""
    for column, values in columns.items():
        index = table.schema.get_field_index(column)
        table = table.set_column(index, table.schema.field(index), checked_array(name, column, values))
    return table


class LinkedFile:
    """A file with what linking says of it: its outcome, its rows of ``documents``, its links.

    ``begins``: where its rows of ``kpis`` and of ``results`` begin among those of all, ``results`` how many of the
    latter there are; ``digest`` is one of all that is known of it.
    """

    __slots__ = ("_names", "begins", "digest", "documents", "links", "outcome", "results")

    def __init__(
        self, outcome: Outcome, documents: Sequence[Row], links: DocumentLinks, begins: tuple[int, int], results: int
    ) -> None:
        self.outcome, self.documents, self.links = outcome, documents, links
        self.begins, self.results = begins, results
        parts = [outcome.key, links.digest, links.mark, *(str(row[name]) for row in documents for name in _SAID)]
        self.digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        self._names: Mapping[str, str | None] | None = None

    @property
    def kpis(self) -> Sequence[Row]:
        """Its linked rows of ``kpis``, with the columns of linking."""
        return self.links.kpis

    def office(self, row: Row) -> str:
        """Whose a row of ``kpis`` is: its agency's code, else the name that its document prints."""
        if row["agency_code"]:
            return str(row["agency_code"])
        if self._names is None:
            self._names = {one["source_file"]: one["agency_name"] for one in self.documents}
        return self._names.get(row["source_file"]) or ""


_SAID = ("source_file", "agency_code", "agency_name", "duplicate_of", "superseded_by")
"""Columns of ``documents`` that linking may change, and that answers about groups depend on."""
