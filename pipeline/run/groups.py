"""Groups of documents that are looked at together, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from phaen.pipeline.run.facts import Facts
from phaen.pipeline.run.linked import LinkedFile
from phaen.pipeline.schema.datasets import Row


def by_value(files: Iterable[LinkedFile], column: str) -> dict[str, list[LinkedFile]]:
    """Value of a column of ``kpis`` → the files that have such rows, in order; null is no value."""
    found: dict[str, list[LinkedFile]] = {}
    for file in files:
        for one in {row[column] for row in file.kpis}:
            if one is not None:
                found.setdefault(one, []).append(file)
    return found


def digests(files: Iterable[LinkedFile]) -> Iterator[str]:
    """Of each file, in order."""
    return (file.digest for file in files)


Wanted = Callable[[LinkedFile, Row], bool]
"""Which rows of ``kpis`` of a file, as linking sees them, are wanted?"""


AT_ONCE = 64
"""Groups whose rows are made together."""
_Group = tuple[Sequence[LinkedFile], Wanted]


def rows_of(facts: Facts, groups: Sequence[_Group]) -> Iterator[dict[str, list[Row]]]:
    """Group by group, the wanted rows of ``kpis`` of its files, and all of ``documents`` and ``results`` of these."""
    for start in range(0, len(groups), AT_ONCE):
        yield from _rows_of(facts, groups[start : start + AT_ONCE])


def _rows_of(facts: Facts, groups: Sequence[_Group]) -> Iterator[dict[str, list[Row]]]:
    kpis = [
        [file.begins[0] + index for file in files for index, row in enumerate(file.kpis) if wanted(file, row)]
        for files, wanted in groups
    ]
    results = [
        [place for file in files for place in range(file.begins[1], file.begins[1] + file.results)]
        for files, _ in groups
    ]
    whole = iter(facts.whole_kpis([place for places in kpis for place in places]))
    told = iter(facts.results([place for places in results for place in places]))
    for (files, _), own, reported in zip(groups, kpis, results, strict=True):
        yield {
            "documents": [row for file in files for row in file.documents],
            "kpis": list(islice(whole, len(own))),
            "results": list(islice(told, len(reported))),
        }
