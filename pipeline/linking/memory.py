"""What linking has found out about names, kept from run to run: the same names give the same answers every time."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from phaen.normalizers.matching.compare import Comparison, compared
from phaen.normalizers.matching.keys import NameKey
from phaen.normalizers.matching.match import Candidate, Match, Matcher, Query
from phaen.normalizers.repair.repair import word_share
from phaen.pipeline.run.digests import program_version
from phaen.pipeline.run.kept import read_table, write_table
from phaen.pipeline.schema.datasets import Row

COMPARISONS = "comparisons.arrow"
MATCHES = "matches.arrow"
SHARES = "shares.arrow"
_TEXTS = pa.list_(pa.string())
_OFTEN = pa.dictionary(pa.int32(), pa.string())
"""A name stands in many pairs."""
_COMPARISONS = pa.schema(
    {
        "seen": _OFTEN,
        "reference": _OFTEN,
        "verdict": _OFTEN,
        "score": pa.float64(),
        "likeness": pa.float64(),
        "reasons": _TEXTS,
        "lone_word": pa.string(),
        "look_alike": pa.bool_(),
    }
)
_SHARES = pa.schema({"name": pa.string(), "share": pa.float64()})
_CANDIDATE = pa.struct(
    {
        "code": pa.string(),
        "name": pa.string(),
        "score": pa.float64(),
        "verdict": pa.string(),
        "reasons": _TEXTS,
        "origin": pa.string(),
        "look_alike": pa.bool_(),
    }
)
_MATCHES = pa.schema(
    {
        "name": pa.string(),
        "fiscal_year": pa.int32(),
        "unit": pa.string(),
        "leads": _TEXTS,
        "status": pa.string(),
        "code": pa.string(),
        "score": pa.float64(),
        "candidates": pa.list_(_CANDIDATE),
        "reason": pa.string(),
    }
)


def _read(path: Path, schema: pa.Schema) -> tuple[str, list[Row]]:
    """The rows that a run kept, and for what they are valid."""
    table = read_table(path, schema)
    told = table.schema.metadata or {}
    rows: list[Row] = table.to_pylist()
    return told.get(b"valid", b"").decode(), rows


def _write(path: Path, schema: pa.Schema, valid: str, rows: Iterable[Row]) -> None:
    write_table(pa.Table.from_pylist(list(rows), schema=schema.with_metadata({"valid": valid})), path)


def _comparisons(table: pa.Table) -> dict[tuple[str, str], Comparison]:
    """What was kept of pairs, column by column: there are many, and as rows they would take ten times the memory."""
    if (table.schema.metadata or {}).get(b"valid", b"").decode() != program_version():
        return {}
    columns: list[Iterable[Any]] = []
    for column in table.combine_chunks().columns:
        if column.type == _OFTEN and column.num_chunks:
            coded = column.chunk(0)
            texts = [sys.intern(text) for text in coded.dictionary.to_pylist()]
            columns.append([texts[index] for index in coded.indices.to_pylist()])
        else:
            columns.append(column.to_pylist())
    pairs, rest = zip(*columns[:2], strict=True), zip(*columns[2:], strict=True)
    return {
        pair: Comparison(verdict, score, alike, tuple(reasons), lone, looks)
        for pair, (verdict, score, alike, reasons, lone, looks) in zip(pairs, rest, strict=True)
    }


def _compared(used: Mapping[tuple[str, str], Comparison]) -> pa.Table:
    """What is to be kept of pairs."""
    values: dict[str, list[Any]] = {"seen": [seen for seen, _ in used], "reference": [known for _, known in used]}
    columns = []
    for field in _COMPARISONS:
        told = values.get(field.name) or [getattr(one, field.name, None) for one in used.values()]
        often = field.type == _OFTEN
        columns.append(pa.array(told, pa.string()).dictionary_encode() if often else pa.array(told, field.type))
    return pa.Table.from_arrays(columns, schema=_COMPARISONS.with_metadata({"valid": program_version()}))


def _fields(answer: Comparison | Candidate | Match) -> Row:
    return {name: getattr(answer, name) for name in answer.__slots__}


def _told(key: NameKey) -> str:
    """All of a name that a comparison sees; one object for one text, because it stands in many pairs."""
    return sys.intern("\n".join((key.core, *key.numbers, key.measure, *key.glosses)))


def _entries(matcher: Matcher) -> str:
    """A digest of all that a match depends on besides the name."""
    told = f"{program_version()} {matcher.threshold} {matcher.entries!r}"
    return hashlib.sha256(told.encode()).hexdigest()


class Memory:
    """Answers about names, of this run and of the run before; without a ``folder`` it remembers this run only."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._matcher: Matcher | None = None
        self._used: dict[tuple[str, str], Comparison] = {}
        self._known: dict[tuple[str, str], Comparison] = {}
        self._texts: dict[int, tuple[NameKey, str]] = {}
        """by identity, which the key held beside it keeps from being given anew"""
        self._shares: dict[str, float] = {}
        self._known_shares: dict[str, float] = {}
        self._matches_valid, self._matches = "", dict[Query, Match]()
        if folder is None:
            return
        self._known = _comparisons(read_table(folder / COMPARISONS, _COMPARISONS))
        valid, rows = _read(folder / SHARES, _SHARES)
        self._known_shares = {row["name"]: row["share"] for row in rows if valid == program_version()}
        self._matches_valid, rows = _read(folder / MATCHES, _MATCHES)
        for row in rows:
            query = Query(row["name"], row["fiscal_year"], row["unit"], tuple(row["leads"]))
            candidates = tuple(Candidate(**one | {"reasons": tuple(one["reasons"])}) for one in row["candidates"])
            self._matches[query] = Match(row["status"], row["code"], row["score"], candidates, row["reason"])

    def compare(self, seen: NameKey, reference: NameKey) -> Comparison:
        """:func:`phaen.normalizers.matching.compare.compare`, remembered."""
        pair = self._text(seen), self._text(reference)
        result = self._used.get(pair) or self._known.get(pair) or compared(seen, reference)
        self._used[pair] = result
        return result

    def _text(self, key: NameKey) -> str:
        """:func:`_told`, remembered by the very object: hashing a key takes as long as putting it together."""
        held = self._texts.get(id(key))
        if held is None or held[0] is not key:
            held = self._texts[id(key)] = (key, _told(key))
        return held[1]

    def word_share(self, name: str) -> float:
        """:func:`phaen.normalizers.repair.repair.word_share`, remembered."""
        if name not in self._shares:
            known = self._known_shares.get(name)
            self._shares[name] = word_share(name) if known is None else known
        return self._shares[name]

    def remind(self, matcher: Matcher) -> None:
        """Give ``matcher`` what one with the same entries found in the run before."""
        self._matcher = matcher
        if self._matches_valid == _entries(matcher):
            matcher.known.update(self._matches)

    def save(self) -> None:
        """Keep what this run asked for, and nothing else; here it is forgotten, because names are many.

        What is as the run before kept it is not written again.
        """
        if self.folder is None or self._matcher is None:
            return
        valid, matched = _entries(self._matcher), self._matcher.matched
        if not self._known or self._used.keys() != self._known.keys():
            write_table(_compared(self._used), self.folder / COMPARISONS)
        if not matched or valid != self._matches_valid or matched.keys() != self._matches.keys():
            rows = (
                query._asdict() | _fields(match) | {"candidates": list(map(_fields, match.candidates))}
                for query, match in matched.items()
            )
            _write(self.folder / MATCHES, _MATCHES, valid, rows)
        if not self._known_shares or self._shares.keys() != self._known_shares.keys():
            shares = ({"name": name, "share": share} for name, share in self._shares.items())
            _write(self.folder / SHARES, _SHARES, program_version(), shares)
        self._forget()

    def _forget(self) -> None:
        self._matcher = None
        self._texts = {}
        self._used, self._known = {}, {}
        self._shares, self._known_shares = {}, {}
        self._matches_valid, self._matches = "", {}
