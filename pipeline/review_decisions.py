"""Decisions of people, as the review loop stores them; each holds while the text that it judged is the same."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from normalizers.text import squash

COLUMNS = ("question", "fingerprint", "decision", "decided_by", "note", "source_file", "text")
NO_CODE = "none"
"""A decision that no code is meant."""


class DecisionError(ValueError):
    """A decisions file that cannot be used; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class CodeDecision:
    """``code`` is the KR code that a person chose, ``None`` for no code at all."""

    code: str | None
    decided_by: str
    note: str


def fingerprint(row: Mapping[str, Any]) -> str:
    """What a code decision is about: the agency, the year and the name as printed. It changes when the text does."""
    parts = (str(row["agency_code"]), str(row["fiscal_year"]), squash(str(row["name"])))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a file."""

    codes: Mapping[str, CodeDecision] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None) -> Decisions:
        """Read ``path`` (CSV with :data:`COLUMNS`); without a file there are no decisions.

        Raises :class:`DecisionError` for a malformed or contradictory file, naming the line.
        """
        if path is None or not path.exists():
            return cls()
        codes: dict[str, CodeDecision] = {}
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            raise DecisionError(f"{path}: is not UTF-8; save it as CSV UTF-8") from None
        reader = csv.DictReader(text.splitlines())
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
        if missing:
            raise DecisionError(
                f"{path}, line 1: the column {missing[0]} is missing; use `phaen review apply` to write it"
            )
        for entry in reader:
            key, decision = entry["fingerprint"].strip(), entry["decision"].strip()
            code = None if decision.lower() == NO_CODE else decision
            if entry["question"] != "kr_code":
                continue
            if code is not None and not (len(code) == 4 and code.isdigit()):
                where = f"{path}, line {reader.line_num}"
                raise DecisionError(f"{where}: {decision!r} is no KR code; write four digits or {NO_CODE}")
            known = codes.get(key)
            if known is not None and known.code != code:
                raise DecisionError(
                    f"{path}, line {reader.line_num}: another line decides {known.code or NO_CODE} here"
                )
            codes[key] = CodeDecision(code, entry["decided_by"], entry["note"])
        return cls(codes)

    def code_for(self, row: Mapping[str, Any]) -> CodeDecision | None:
        """The decision about one indicator's code, if a person made one about this very text."""
        return self.codes.get(fingerprint(row)) if self.codes else None
