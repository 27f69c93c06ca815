"""Decisions of people: a CSV file with who and why, each valid while the text that it judged is the same."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import Any

from phaen.normalizers.text import squash
from phaen.normalizers.told import ToldError
from phaen.pipeline.schema.as_text import csv_text

QUESTIONS = ("kr_code", "indicator", "agency", "row", "revision")
"""What is asked: which KR code an indicator has, which measure of another document it is, which agency a document is
of, whether a doubtful row is right, which of two editions of a document counts."""
COLUMNS = (
    *("question", "fingerprint", "decision", "decided_by", "note"),
    *("register_entry", "source_file", "text", "decided_on"),
)
_NEEDED = COLUMNS[:-1]
NOTHING = "none"
"""The decision that no code, or no known agency, is meant."""
RIGHT, WRONG = "right", "wrong"
_TITLED = re.compile(r".*\((\w+)\)\s*")
"""A heading or question that says in another language what it is: ผลการพิจารณา (decision)."""
_IDENTITY = re.compile(r"kr-\d{4}|i-[0-9a-f]{12}")


class DecisionError(ToldError, ValueError):
    """A decisions file that cannot be used; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``register_entry`` is the register's name of the chosen code when it was chosen."""

    question: str
    fingerprint: str
    decision: str
    decided_by: str
    note: str = ""
    register_entry: str = ""
    source_file: str = ""
    text: str = ""
    decided_on: str = ""

    @property
    def choice(self) -> str | None:
        """What was chosen; ``None`` for "none of them"."""
        return None if self.decision == NOTHING else self.decision


def _hash(*parts: object) -> str:
    return hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()[:16]


def code_fingerprint(row: Mapping[str, Any]) -> str:
    """What a code decision is about: agency, year and the name as printed. It changes when the text does."""
    return _hash("kr_code", row["agency_code"], row["fiscal_year"], squash(str(row["name"])))


def indicator_fingerprint(row: Mapping[str, Any]) -> str:
    """What a decision about a measure is about: agency, year and the name as printed."""
    return _hash("indicator", row["agency_code"], row["fiscal_year"], squash(str(row["name"])))


def row_fingerprint(row: Mapping[str, Any]) -> str:
    """What a decision about a whole row is about: the same and the figures printed in it."""
    figures = (row.get("target_raw"), row.get("weight"), row.get("kr_code_printed"))
    return _hash("row", row["agency_code"], row["fiscal_year"], squash(str(row["name"])), *figures)


def agency_fingerprint(row: Mapping[str, Any]) -> str:
    """What a decision about a document's agency is about: its bytes."""
    return _hash("agency", row["doc_id"])


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a file, by question and fingerprint."""

    known: Mapping[tuple[str, str], Decision] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None) -> Decisions:
        """Read ``path`` (CSV with :data:`COLUMNS`); without a file there are no decisions.

        Raises :class:`DecisionError` for a malformed or contradictory file, naming the line.
        """
        if path is None or not path.exists():
            return cls()
        known: dict[tuple[str, str], Decision] = {}
        for line, entry in read_csv(path, _NEEDED):
            decision = Decision(*(entry.get(column, "") for column in COLUMNS))
            problem = why_unusable(decision)
            if problem:
                raise DecisionError("{path}, line {line}: {problem}", path=path, line=line, problem=problem)
            key = (decision.question, decision.fingerprint)
            if key in known and known[key].decision != decision.decision:
                raise DecisionError(
                    "{path}, line {line}: an earlier line decides {decision!r} for the same text",
                    path=path,
                    line=line,
                    decision=known[key].decision,
                )
            known[key] = decision
        return cls(known)

    def find(self, question: str, fingerprint: str) -> Decision | None:
        """The decision about one text, if a person made one."""
        return self.known.get((question, fingerprint))

    def write(self, path: Path) -> None:
        """Write all decisions to ``path``, sorted, in one step."""
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [[getattr(item, column) for column in COLUMNS] for _, item in sorted(self.known.items())]
        write_csv(path, COLUMNS, rows)


def note_person(row: dict[str, Any], by: str, on: str) -> None:
    """Write into a row who decided about it and when; of several, all names and the last day."""
    names = [*(row.get("decided_by") or "").split("; "), by.strip()]
    row["decided_by"] = "; ".join(dict.fromkeys(name for name in names if name)) or None
    row["decided_on"] = max(row.get("decided_on") or "", on) or None


def why_unusable(decision: Decision) -> str | None:
    """What is wrong with a decision, in words that say what to write instead; ``None`` when nothing is."""
    value = decision.decision
    if decision.question not in QUESTIONS:
        told = _("{value!r} is no question; leave the column as the queue has it")
        return told.format(value=decision.question)
    if not decision.fingerprint:
        return _("the fingerprint is missing; leave the column as the queue has it")
    if not decision.decided_by.strip():
        return _("decided_by is empty; write who decided")
    if (
        decision.question == "kr_code"
        and value != NOTHING
        and not (len(value) == 4 and value.isascii() and value.isdigit())
    ):
        return _("{value!r} is no KR code; write four digits, or none for no code").format(value=value)
    if decision.question == "indicator" and value != NOTHING and not _IDENTITY.fullmatch(value):
        told = _("{value!r} is no indicator_id; copy one of the candidates, or write none for a measure of its own")
        return told.format(value=value)
    if decision.question == "row" and value not in (RIGHT, WRONG):
        return _("{value!r} is no answer; write right or wrong").format(value=value)
    if decision.question == "revision" and value != NOTHING and not re.fullmatch(r"[0-9a-f]{16}", value):
        told = _("{value!r} is no doc_id; copy one of the candidates, or write none if both count")
        return told.format(value=value)
    if decision.question == "agency" and not value:
        return _("write the agency's code, or none")
    return None


def read_csv(path: Path, columns: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """(line number, values) of every row of a CSV file that must have ``columns``; spreadsheet apostrophes are off.

    A heading, or what a question is, may say its name in brackets behind other words.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DecisionError("{path}: is not UTF-8; save it as CSV UTF-8", path=path) from None
    reader = csv.DictReader(io.StringIO(text))
    reader.fieldnames = [_TITLED.sub(r"\1", name) for name in reader.fieldnames or ()]
    missing = [column for column in columns if column not in reader.fieldnames]
    if missing:
        raise DecisionError(
            "{path}, line 1: the column {column} is missing; start again from a queue that phaen wrote",
            path=path,
            column=missing[0],
        )
    found = []
    for entry in reader:
        if None in entry or None in entry.values():
            raise DecisionError(
                "{path}, line {line}: not as many cells as columns; is a quotation mark missing?",
                path=path,
                line=reader.line_num,
            )
        values = {name: value.strip() for name, value in entry.items()}
        if "question" in values:
            values["question"] = _TITLED.sub(r"\1", values["question"])
        found.append((reader.line_num, {name: _plain(value) for name, value in values.items()}))
    return found


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a CSV file for spreadsheets (UTF-8 with byte order mark, no cell runs as a formula), in one step."""
    text = csv_text(list(columns), [list(row) for row in rows])
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(b"\xef\xbb\xbf" + text.encode())
    beside.replace(path)


def _plain(value: str) -> str:
    return value[1:] if value[:1] == "'" and value[1:2] in "=+-@\t\r" and len(value) > 1 else value
