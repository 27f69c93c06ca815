"""The review loop: open questions to a CSV queue, a person's answers to the decisions that the next run uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Any

from phaen.normalizers.agencies import AgencyRegister
from phaen.normalizers.registers.files import kr_codes
from phaen.pipeline.review.decisions import (
    NOTHING,
    Decision,
    DecisionError,
    Decisions,
    read_csv,
    why_unusable,
    write_csv,
)
from phaen.pipeline.review.files import DECISIONS, QUEUE

CANDIDATES = 3
ANSWER = ("decision", "decided_by", "note")
COLUMNS = (
    "question",
    *ANSWER,
    "text",
    "reason",
    *(f"candidate_{number}" for number in range(1, CANDIDATES + 1)),
    "agency_code",
    "fiscal_year",
    "source_file",
    "page",
    "line",
    "fingerprint",
)
"""Columns of the queue; a person fills ``decision``, ``decided_by`` and ``note``."""

Row = Mapping[str, Any]


def _headings() -> list[str]:
    """The columns as the queue heads them: by their names, in another language by what they are and the name."""
    titles = {
        "question": _("Question"),
        "decision": _("Decision"),
        "decided_by": _("Decided by"),
        "note": _("Note"),
        "text": _("Text of the document"),
        "reason": _("Why it is asked"),
        "agency_code": _("Agency"),
        "fiscal_year": _("Fiscal year"),
        "source_file": _("File"),
        "page": _("Page"),
        "line": _("Line"),
    }
    titles |= {
        f"candidate_{number}": _("Candidate {number}").format(number=number) for number in range(1, CANDIDATES + 1)
    }
    own = _("Question") == "Question"  # the names are English already
    return [f"{titles[name]} ({name})" if name in titles and not own else name for name in COLUMNS]


def question_name(question: str) -> str:
    """What is asked, in the language spoken, with the word of the data in brackets; in English that word alone."""
    names = {
        "kr_code": _("KR code"),
        "indicator": _("indicator"),
        "agency": _("agency"),
        "row": _("row"),
        "revision": _("revised edition"),
    }
    if _("Question") == "Question" or question not in names:
        return question
    return f"{names[question]} ({question})"


def _why(reason: str) -> str:
    """Why it is asked, in the language spoken; what names a file, a figure or flags follows as it is."""
    known = {
        "no name agrees": _("no name agrees"),
        "below the threshold": _("below the threshold"),
        "several codes have this name": _("several codes have this name"),
        "this measure has several codes": _("this measure has several codes"),
        "no known agency is named": _("no known agency is named"),
        "may be one measure with another": _("may be one measure with another"),
        "beside ": _("beside "),
        "confidence ": _("confidence "),
    }
    return _begun(reason, known)


def _differences() -> dict[str, str]:
    """What differences between two names begin with, and that in the language spoken."""
    return {
        "numbers stand elsewhere: ": _("numbers stand elsewhere: "),
        "numbers ": _("numbers "),
        "neither is plain: ": _("neither is plain: "),
        "the end of the word is missing: ": _("the end of the word is missing: "),
        "look-alike letters: ": _("look-alike letters: "),
        "other words: ": _("other words: "),
        "not readable: ": _("not readable: "),
    }


def _compared(reasons: str, known: Mapping[str, str], letters: str) -> str:
    """What differs between two names, in the language spoken (``known``, ``letters``); the words that do follow as they
    are."""
    told = []
    for one in reasons.split("; "):
        count = one.removesuffix(" letters differ")
        told.append(letters.format(count=count) if count.isdigit() else _begun(one, known))
    return "; ".join(told)


def _begun(text: str, known: Mapping[str, str]) -> str:
    begins = next((begin for begin in known if text.startswith(begin)), "")
    return known.get(begins, "") + text.removeprefix(begins)


def _as_shown(entry: Mapping[str, str]) -> list[str]:
    """A row of the queue, as it was read, for writing it again."""
    return [question_name(entry["question"]), *(entry[column] for column in COLUMNS[1:])]


@dataclass(frozen=True, slots=True)
class Applied:
    """What ``apply`` did: new and changed decisions, and questions that stay open."""

    new: int
    changed: int
    open: int


def write_queue(path: Path, rows: Sequence[Row]) -> int:
    """Write the open questions of a run to ``path``; answers already typed there are kept. Gives their number."""
    typed: dict[str, dict[str, str]] = {}
    if path.exists():
        typed = {entry["fingerprint"]: entry for _line, entry in read_csv(path, COLUMNS) if entry["decision"]}
    # a call of gettext that has nothing to translate looks on the disk every time: each text is asked for once
    differences, letters, why, named = _differences(), _("{count} letters differ"), cache(_why), cache(question_name)
    lines = []
    for row in rows:
        answer = typed.get(row["fingerprint"], {})
        candidates = [
            f"{item['code']} · {item['score']:.2f} · {item['name']}"
            + (f" ({_compared(item['reasons'], differences, letters)})" if item["reasons"] else "")
            for item in row["candidates"][:CANDIDATES]
        ]
        candidates += [""] * (CANDIDATES - len(candidates))
        where = [row[name] for name in ("agency_code", "fiscal_year", "source_file", "page", "line", "fingerprint")]
        given = [answer.get(name, "") for name in ANSWER]
        cells = [named(row["question"]), *given, row["text"], why(row["reason"]), *candidates, *where]
        lines.append(["" if cell is None else cell for cell in cells])
    asked = {row["fingerprint"] for row in rows}
    for entry in typed.values():
        if entry["fingerprint"] not in asked:  # answered, not applied yet, and no longer asked: never thrown away
            lines.append(_as_shown(entry))
    if not lines and not path.exists():
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, _headings(), lines)
    return len(rows)


def apply(folder: Path, registers: Path | None = None) -> Applied:
    """Check the answers in the queue of ``folder`` and store them as decisions; all of them or, on an error, none.

    What was answered leaves the queue.

    Raises :class:`DecisionError` naming the file, the line and what to write instead.
    """
    queue = folder / QUEUE
    if not queue.exists():
        raise DecisionError("{queue}: there is no queue; run `phaen extract` first", queue=queue)
    store = folder / DECISIONS
    known = dict(Decisions.load(store).known)
    judge = _Judge(registers)
    new = changed = 0
    still_open: list[list[str]] = []
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for line, entry in read_csv(queue, COLUMNS):
        if not entry["decision"]:
            if entry["decided_by"]:
                raise DecisionError(
                    "{queue}, line {line}: decided_by is filled but decision is empty", queue=queue, line=line
                )
            still_open.append(_as_shown(entry))
            continue
        decision, problem = judge(entry)
        if problem:
            raise DecisionError("{queue}, line {line}: {problem}", queue=queue, line=line, problem=problem)
        key = (decision.question, decision.fingerprint)
        if key in seen and seen[key][0] != decision.decision:
            raise DecisionError(
                "{queue}, line {line}: line {earlier} decides {decision!r} for the same text",
                queue=queue,
                line=line,
                earlier=seen[key][1],
                decision=seen[key][0],
            )
        seen[key] = (decision.decision, line)
        new += key not in known
        changed += key in known and known[key].decision != decision.decision
        known[key] = decision
    Decisions(known).write(store)
    write_csv(queue, _headings(), still_open)
    return Applied(new, changed, len(still_open))


def answer(folder: Path, entry: Mapping[str, str], registers: Path | None = None) -> None:
    """Store the answer of one question (a row of the queue with :data:`ANSWER` filled) and take it off the queue.

    Raises :class:`DecisionError`; answers that others typed stay as they are.
    """
    decision, problem = _Judge(registers)(entry)
    if problem:
        raise DecisionError(problem)
    key = (decision.question, decision.fingerprint)
    Decisions({**Decisions.load(folder / DECISIONS).known, key: decision}).write(folder / DECISIONS)
    left = [one for _line, one in asked(folder) if (one["question"], one["fingerprint"]) != key]
    write_csv(folder / QUEUE, _headings(), map(_as_shown, left))


def asked(folder: Path) -> list[tuple[int, dict[str, str]]]:
    """(line, entry) of every question in the queue; none without a queue."""
    return read_csv(folder / QUEUE, COLUMNS) if (folder / QUEUE).exists() else []


class _Judge:
    """Checks answers: a decision, and what is wrong with it, if anything."""

    def __init__(self, registers: Path | None) -> None:
        self._names = {item.code: item.name for item in kr_codes(registers)}
        self._agencies = AgencyRegister.load(registers)

    def __call__(self, entry: Mapping[str, str]) -> tuple[Decision, str | None]:
        decision = _answer(entry, self._names)
        problem = why_unusable(decision)
        if (
            problem is None
            and decision.question == "agency"
            and decision.choice
            and not self._agencies.by_code(decision.decision)
        ):
            told = _("{value!r} is no agency of the register; add it to agencies.csv or write none")
            problem = told.format(value=decision.decision)
        return decision, problem


def _answer(entry: Mapping[str, str], names: Mapping[str, str]) -> Decision:
    value = entry["decision"]
    value = value.split("·")[0].strip()  # a candidate copied whole: "5127 · 0.93 · …"
    value = NOTHING if value.lower() == NOTHING else value
    return Decision(
        entry["question"],
        entry["fingerprint"],
        value,
        entry["decided_by"],
        entry["note"],
        names.get(value, ""),
        entry["source_file"],
        entry["text"],
        date.today().isoformat(),
    )


def status(folder: Path) -> dict[str, dict[str, int]]:
    """Counts per question: ``open``, ``answered`` (typed but not applied), ``decided``."""
    counts: dict[str, dict[str, int]] = {}

    def count(question: str, what: str) -> None:
        counts.setdefault(question, {"open": 0, "answered": 0, "decided": 0})[what] += 1

    decisions = Decisions.load(folder / DECISIONS)
    for question, _fingerprint in decisions.known:
        count(question, "decided")
    for _line, entry in asked(folder):
        known = decisions.find(entry["question"], entry["fingerprint"])
        if known is None or known.decision != entry["decision"]:
            count(entry["question"], "answered" if entry["decision"] else "open")
    return dict(sorted(counts.items()))
