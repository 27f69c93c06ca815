"""What stands on a sign-off sheet, whatever it is written as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from phaen.pipeline.report.model import AgencyYear


@dataclass(frozen=True, slots=True)
class Proof:
    """One place of a finding: what it is called, what is printed there, and the picture or page that shows it."""

    where_th: str
    where_en: str
    raw: str
    href: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding on the sheet."""

    number: int
    row: Mapping[str, Any]
    proofs: tuple[Proof, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SignOff:
    """The sheet of one office and year."""

    key: AgencyYear
    name: str
    documents: Sequence[str]
    items: Sequence[Item]
    more: int

    @property
    def counts(self) -> dict[str, int]:
        """Findings by what was decided."""
        told = [item.row["status"] for item in self.items]
        return {status: told.count(status) for status in ("open", "accepted", "dismissed", "fixed")}
