"""Groups of documents that are looked at together, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from phaen.pipeline.run.facts import Facts
from phaen.pipeline.run.linked import LinkedFile
from phaen.pipeline.schema.datasets import HELD, Row


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


_Group = tuple[Sequence[LinkedFile], Wanted]


def rows_of(facts: Facts, groups: Sequence[_Group]) -> Iterator[dict[str, list[Row]]]:
    """Group by group, the wanted rows of ``kpis`` of its files, and all of ``documents`` and ``results`` of these.

    Rows of few groups are held at a time, and of many small ones together.
    """
    some: list[tuple[Sequence[LinkedFile], list[int], list[int]]] = []
    held = 0
    for files, wanted in groups:
        kpis = [file.begins[0] + index for file in files for index, row in enumerate(file.kpis) if wanted(file, row)]
        results = [place for file in files for place in range(file.begins[1], file.begins[1] + file.results)]
        some.append((files, kpis, results))
        held += len(kpis) + len(results)
        if held >= HELD:
            yield from _made(facts, some)
            some, held = [], 0
    yield from _made(facts, some)


def _made(
    facts: Facts, groups: Sequence[tuple[Sequence[LinkedFile], list[int], list[int]]]
) -> Iterator[dict[str, list[Row]]]:
    """The rows of some groups, made together: files, places of their rows of ``kpis`` and of ``results``."""
    whole = iter(facts.whole_kpis([place for _, kpis, _ in groups for place in kpis]))
    told = iter(facts.results([place for _, _, results in groups for place in results]))
    for files, kpis, results in groups:
        yield {
            "documents": [row for file in files for row in file.documents],
            "kpis": list(islice(whole, len(kpis))),
            "results": list(islice(told, len(results))),
        }
