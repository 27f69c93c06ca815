"""The dataset ``outcomes`` of a run, office by office: made again only for offices in which something has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from phaen.pipeline.linking.outcomes import outcome_rows, repeating, stand_ins
from phaen.pipeline.run.facts import Facts
from phaen.pipeline.run.groups import Wanted, digests, rows_of
from phaen.pipeline.run.linked import LinkedFile
from phaen.pipeline.run.store import InOrder
from phaen.pipeline.run.units import digest_of, rows_of_groups
from phaen.pipeline.schema.datasets import Row

FILE = "outcomes.arrow"
_STANDS_IN = ("name", "base", "kr_code")
"""What an outcome may take from a row of another office (:func:`~phaen.pipeline.linking.outcomes.stand_ins`)."""


def outcomes(files: Sequence[LinkedFile], facts: Facts, folder: Path) -> InOrder:
    """The dataset of all files, in its order."""
    repeats = repeating(row for file in files for row in file.documents)
    names = stand_ins((row for file in files for row in file.kpis), repeats)

    def make(groups: Sequence[tuple[list[LinkedFile], Wanted]]) -> Iterator[list[Row]]:
        for rows in rows_of(facts, groups):
            yield list(outcome_rows(rows["documents"], rows["kpis"], rows["results"], names))

    table, owners = rows_of_groups(folder / FILE, "outcomes", _groups(files, names), make)
    order = {
        "indicator": table["indicator_id"].cast(pa.string()),
        "agency": pc.fill_null(table["agency_code"].cast(pa.string()), ""),
        "year": pc.fill_null(table["fiscal_year"], 0),
        "office": pa.array(owners, pa.int64()),
    }
    places = pc.sort_indices(pa.table(order), sort_keys=[(name, "ascending") for name in order])
    return InOrder(table, places)


def _groups(
    files: Sequence[LinkedFile], names: Mapping[str, Row]
) -> Iterator[tuple[str, tuple[list[LinkedFile], Wanted]]]:
    told = {one: f"{one} {[row[name] for name in _STANDS_IN]}" for one, row in names.items()}
    offices: dict[str, list[LinkedFile]] = {}
    held: dict[str, set[str]] = {}
    for file in files:
        stated = {(file.office(row), row["indicator_id"]) for row in file.kpis}
        for office in {office for office, _ in stated}:
            offices.setdefault(office, []).append(file)
        for office, indicator in stated:
            held.setdefault(office, set()).add(indicator)
    for office, members in sorted(offices.items()):
        said = (told[one] for one in sorted(held[office] & told.keys()))
        yield digest_of(("outcomes", office, *digests(members), *said)), (members, _of(office))


def _of(office: str) -> Wanted:
    return lambda file, row: file.office(row) == office
