"""The dataset ``indicators``: of every measure its best name, its other wordings, its years and documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from phaen.normalizers.registers.files import KrCode
from phaen.normalizers.text import squash
from phaen.pipeline.run.linked import REPEAT
from phaen.pipeline.schema.datasets import Row

CODE_CONTRADICTED = "code_name_conflict"
"""Flag of a row whose printed code belongs to a measure of another name: its code says nothing of the measure."""


def indicators_of(kpis: Sequence[Row]) -> dict[str, set[str]]:
    """Source file → the indicators that its rows of ``kpis`` state."""
    found: dict[str, set[str]] = {}
    for row in kpis:
        own = found.get(row["source_file"])
        if own is None:
            own = found[row["source_file"]] = set()
        own.add(row["indicator_id"])
    return found


def indicator_rows(
    kpis: Sequence[Row],
    alone: Mapping[str, set[str]],
    codes: Mapping[str, KrCode],
    word_share: Callable[[str], float],
) -> list[Row]:
    """One row per identity of ``kpis``, sorted by it; documents given twice count once.

    ``alone`` are the identities that the names of each would have had alone; ``word_share`` is the share of a name's
    letters (0 to 1) that stand in words.
    """
    members: dict[str, list[Row]] = {}
    for row in kpis:
        members.setdefault(row["indicator_id"], []).append(row)
    return [
        _row(identity, members[identity], codes, word_share)
        | {"other_ids": sorted(one for one in alone[identity] if one not in members)}
        for identity in sorted(members)
    ]


def _row(identity: str, rows: Sequence[Row], codes: Mapping[str, KrCode], word_share: Callable[[str], float]) -> Row:
    rows = [row for row in rows if REPEAT not in row["flags"]] or rows
    measured = [row for row in rows if row["kr_code"] and CODE_CONTRADICTED not in row["flags"]]
    printed = Counter(row["kr_code"] for row in measured)
    measure = identity.removeprefix("kr-")
    code = min(printed, key=lambda item: (-printed[item], item)) if printed else None
    code = code or (measure if measure in codes else None)
    names = Counter(row["name"] for row in rows)
    official = codes[code].name if code is not None and code in codes else None
    name = official or _best(names, word_share)
    years = [row["fiscal_year"] for row in rows if row["fiscal_year"] is not None]
    return {
        "indicator_id": identity,
        "kr_code": code,
        "name": name,
        "aliases": _other_names(name, names),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "documents": len({row["doc_id"] for row in rows}),
    }


def _best(names: Mapping[str, int], word_share: Callable[[str], float]) -> str:
    """The most readable of the wordings (in steps of one in twenty: less tells nothing), then the most frequent."""
    if len(names) == 1:
        return next(iter(names))
    readable = {name: round(word_share(name) * 20) for name in names}
    return min(names, key=lambda item: (-readable[item], -names[item], item.count(" "), item))


def _other_names(name: str, names: Mapping[str, int]) -> list[str]:
    """The other wordings, each once: what differs from a wording only in white space is none."""
    seen = {squash(name)}
    found = []
    for other in sorted(names, key=lambda item: (-names[item], item)):
        if squash(other) not in seen:
            seen.add(squash(other))
            found.append(other)
    return sorted(found)
