"""Fit the confidence of rows: python -m bench.calibrate [--random N] [--write] [--cache FILE].

Rows of samples, random documents and plans of other organisations, unchanged and under every kind of change, as text
and as three programs print them, with whether each is wholly right. The weights are fitted with L2 and signs (a doubt
never raises confidence). The figures printed come from leaving out, in turn, every group of changes, every sort of
document and every producer, and judging those.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.reader import read_document
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.confidence import PROVEN, START, SUPPORTS, of_form
from phaen.pipeline.assemble.document import assemble, identified
from phaen.pipeline.assemble.signals import NAMES, Evidence
from phaen.pipeline.assemble.statements import NO_VALUES, SHARE, flags_of

from bench.calibrate_prints import prints
from bench.parts import ACCURACY, made_by, put
from samples.blocks import Sheet
from samples.changes import CHANGES, Change, Changed
from samples.changes.model import Gold
from samples.documents import hand_written
from samples.elsewhere import other_samples
from samples.judging import NOT_COMPARED, Judged, judge
from samples.pdf_writer import Style, write_pdf
from samples.random_content import random_document
from samples.text_writers import write_plain, write_raw

WEIGHTS = Path(__file__).resolve().parents[1] / "pipeline" / "assemble" / "confidence.csv"
RIDGE = 0.02
"""Strength of the pull to the priors, as a share of the number of rows, so that rare signals are not believed."""
TEXT, RAW = "text", "raw text layer"
PRINTED_OF = 20
"""One in so many changes of a document is printed by other programs too."""
BANDS = (0.999, 0.99, 0.95, 0.9, 0.7, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class Case:
    """One row that was got: its signals, whether it is wholly right, and the groups by which it is left out."""

    dataset: str
    signals: dict[str, float]
    right: bool
    group: str
    sort: str
    producer: str
    values: Sequence[tuple[float, bool]] = ()
    """Of each value of the row: the share of the row's doubt that it bears, and whether it is right."""
    proven: bool = True
    """Is its form one that people have checked?"""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its answers."""

    stem: str
    title: str
    sheet: Sheet
    gold: dict  # type: ignore[type-arg]
    sort: str


def sources(count: int, seed: int) -> Iterator[Source]:
    """All documents that are fitted on."""
    for sample in hand_written():
        yield Source(sample.meta.stem, sample.meta.title, sample.sheet, sample.gold, f"hand {sample.meta.stem}")
    for number in range(count):
        made = random_document(seed * 1000 + number)
        yield Source(made.meta.stem, made.meta.title, made.sheet, made.gold, f"random {number % 4}")
    for other in other_samples():
        yield Source(other.stem, other.title, other.sheet, other.gold, f"other {other.stem}")


def changed(source: Source, change: Change | None, seed: int) -> Changed | None:
    """A document under a change; ``None`` where it has nothing to change."""
    if change is None:
        return Changed(source.sheet, source.gold)
    try:
        return change.make(source.sheet, source.gold, random.Random(f"{seed}/{change.name}/{source.stem}"))
    except (KeyError, TypeError):  # a change that speaks of datasets which this document's answers do not have
        return None


def cases(
    source: Source, change: Change | None, gold: Gold, producer: str, data: bytes, register: AgencyRegister
) -> list[Case]:
    """The rows of one document as one producer gives it."""
    document = read_document(data, f"{source.stem}.{'txt' if producer in (TEXT, RAW) else 'pdf'}")
    rows = assemble(document, register)
    evidence = Evidence(identified(document, register)[1], rows)
    group = change.group if change else "none"
    return [
        Case(
            judged.dataset,
            evidence.signals(judged.dataset, judged.row),
            judged.is_right,
            group,
            source.sort,
            producer,
            tuple(_values(judged)),
            rows["documents"][0]["sector"] == PROVEN and evidence.is_checked(judged.row),
        )
        for judged in judge(gold, rows)
        if judged.row is not None and judged.dataset in NAMES
    ]


def _values(judged: Judged) -> Iterator[tuple[float, bool]]:
    """The values of a judged row that statements are made of."""
    row, gold = judged.row or {}, judged.gold or {}
    for column in gold:
        if column in NO_VALUES or column in NOT_COMPARED or row.get(column) in (None, "", []):
            continue
        share = 1.0 if flags_of(column, row["flags"]) else SHARE
        yield share, column not in judged.wrong


def collect(count: int, seed: int) -> list[Case]:
    """Every row of every document under every change; a document takes part in a few changes of each group, and in
    fewer as other programs print it."""
    register = AgencyRegister.load(None)
    out: list[Case] = []
    printed: list[tuple[Source, Change | None, Changed]] = []
    for number, source in enumerate(sources(count, seed)):
        for at, change in enumerate((None, *CHANGES)):
            takes_part = change is None or (at - 1 + number) % 3 == 0
            is_printed = change is None or (at + number) % PRINTED_OF == 0
            made = changed(source, change, seed) if takes_part or is_printed else None
            if made is None:
                continue
            forms = change.forms if change else ("text", "pdf")
            if takes_part and "text" in forms:
                out += cases(source, change, made.gold, TEXT, write_plain(made.sheet).encode(), register)
            if takes_part and "pdf" in forms:
                data = write_pdf(made.sheet, made.style or Style(), source.title)
                out += cases(source, change, made.gold, "reportlab", data, register)
            if is_printed and "text" in forms:
                out += cases(source, change, made.gold, RAW, write_raw(made.sheet).encode(), register)
            if is_printed and "pdf" in forms and made.style is None:
                printed.append((source, change, made))
    for producer, files in prints([made.sheet for _, _, made in printed]).items():
        if not any(files):
            print(f"{producer} is not installed: not judged")
        for (source, change, made), file in zip(printed, files, strict=True):
            if file is not None:
                out += cases(source, change, made.gold, producer, file.read_bytes(), register)
    return out


def priors() -> dict[str, float]:
    """What is believed of each signal where no document at hand shows it."""
    with WEIGHTS.open(encoding="utf8", newline="") as file:
        return {row["signal"]: float(row["prior"]) for row in csv.DictReader(file)}


def fit(rows: Sequence[Case]) -> dict[str, float]:
    """Weights by signal: a logistic regression by Newton's steps, kept to the signs, pulled to the priors."""
    names = sorted({name for row in rows for name in row.signals} | {n for n in priors() if not n.startswith(START)})
    starts = [START, *(f"{START}:{dataset}" for dataset in sorted({row.dataset for row in rows}))]
    columns = [*starts, *names]
    at = {name: index for index, name in enumerate(columns)}
    x = np.zeros((len(rows), len(columns)))
    y = np.array([row.right for row in rows], float)
    for index, row in enumerate(rows):
        x[index, 0] = x[index, at[f"{START}:{row.dataset}"]] = 1.0
        for name, value in row.signals.items():
            x[index, at[name]] = value
    low = np.array([-np.inf if name.startswith(START) or name not in SUPPORTS else 0.0 for name in columns])
    high = np.array([np.inf if name.startswith(START) or name in SUPPORTS else 0.0 for name in columns])
    believed = priors()
    prior = np.array([believed.get(name, 0.0) for name in columns])
    w = prior.copy()
    ridge = np.full(len(columns), RIDGE * len(rows) / 100)
    ridge[0] = 1e-6
    for _ in range(200):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (p - y) + ridge * (w - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        free = ~(((w <= low) & (gradient > 0)) | ((w >= high) & (gradient < 0)))
        step = np.zeros_like(w)
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)] + 1e-9 * np.eye(free.sum()), gradient[free])
        new = np.clip(w - step, low, high)
        if np.abs(new - w).max() < 1e-6:
            break
        w = new
    return {name: round(float(w[index]), 3) for name, index in at.items()}


def predict(rows: Sequence[Case], fitted: Mapping[str, float]) -> NDArray[np.float64]:
    """The confidence of each row under fitted weights."""
    from phaen.pipeline.assemble.confidence import probability

    return np.array([of_form(probability(row.dataset, row.signals, fitted), proven=row.proven) for row in rows])


def auc(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The chance that a right row stands above a wrong one."""
    order = np.argsort(confidence, kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    for value in np.unique(confidence):
        same = confidence == value
        ranks[same] = ranks[same].mean()
    good, bad = int(right.sum()), int((~right).sum())
    if not good or not bad:
        return float("nan")
    return float((ranks[right].sum() - good * (good + 1) / 2) / (good * bad))


def _bands(believed: NDArray[np.float64], right: NDArray[np.bool_]) -> list[str]:
    """A line of a Markdown table for each band of belief that holds any: its bounds, how many, the share right."""
    lines, above = [], 1.01
    for low in BANDS:
        inside = (believed >= low) & (believed < above)
        if inside.any():
            lines.append(f"| {low} – {min(above, 1.0)} | {inside.sum():,} | {right[inside].mean():.2%} |")
        above = low
    return lines


def reliability(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> str:
    """Bands of confidence with the share wholly right, as Markdown."""
    lines = ["| confidence | rows | wholly right |", "|---|---:|---:|", *_bands(confidence, right)]
    high = confidence >= 0.95
    stand = (high & right).sum() / max(right.sum(), 1)
    lines += ["", f"At 0.95 or more: {high.sum():,} rows, {right[high].mean():.2%} of them wholly right;"]
    lines.append(f"{stand:.1%} of the right rows stand there. AUC {auc(confidence, right):.3f}.")
    return "\n".join(lines)


def _of_values(rows: Sequence[Case], confidence: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The confidence of every value of the rows, and whether it is right."""
    pairs = zip(rows, confidence, strict=True)
    believed = np.array([1 - (1 - p) * share for row, p in pairs for share, _ in row.values])
    return believed, np.array([right for row in rows for _, right in row.values])


def of_values(rows: Sequence[Case], confidence: NDArray[np.float64]) -> str:
    """How far single values can be believed, by the confidence that ``statements`` gives them."""
    believed, right = _of_values(rows, confidence)
    lines = ["| confidence of a value | values | right |", "|---|---:|---:|", *_bands(believed, right)]
    high = believed >= 0.99
    lines += ["", f"At 0.99 or more: {high.sum():,} values, {right[high].mean():.3%} of them right."]
    return "\n".join(lines)


def left_out(rows: Sequence[Case], kind: str) -> Iterator[tuple[str, list[Case], NDArray[np.float64]]]:
    """Each value of ``kind`` (group, sort or producer), its rows, and their confidence by weights fitted without it."""
    for value in sorted({getattr(row, kind) for row in rows}):
        test = [row for row in rows if getattr(row, kind) == value]
        train = [row for row in rows if getattr(row, kind) != value]
        if test and train:
            yield value, test, predict(test, fit(train))


def by_producer(parts: Iterable[tuple[str, Sequence[Case], NDArray[np.float64]]]) -> str:
    """How far confidence can be believed on the prints of a program that was left out, as Markdown."""
    lines = [
        "| left out | rows | at 0.95 | of them right | share of the right rows | AUC | values at 0.99 | right |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, rows, confidence in parts:
        right = np.array([row.right for row in rows])
        high = confidence >= 0.95
        believed, sound = _of_values(rows, confidence)
        sure = believed >= 0.99
        lines.append(
            f"| {name} | {len(rows):,} | {high.sum():,} | {right[high].mean():.2%} "
            f"| {(high & right).sum() / max(right.sum(), 1):.1%} | {auc(confidence, right):.3f} "
            f"| {sure.sum():,} | {sound[sure].mean():.3%} |"
        )
    return "\n".join(lines)


def write(fitted: Mapping[str, float]) -> None:
    """Put the weights into ``confidence.csv``, keeping what each signal says in words."""
    with WEIGHTS.open(encoding="utf8", newline="") as file:
        words = {row["signal"]: row for row in csv.DictReader(file)}
    with WEIGHTS.open("w", encoding="utf8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["signal", "weight", "prior", "flag", "en", "th"])
        for name in sorted(set(words) | set(fitted), key=lambda name: (not name.startswith(START), name)):
            row = words.get(name, {})
            out.writerow([name, fitted.get(name, 0.0), *(row.get(key, "") for key in ("prior", "flag", "en", "th"))])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--random", type=int, default=16)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--cache", type=Path, help="keep the collected rows here, and take them from here")
    parser.add_argument("--page", action="store_true", help="put the tables into docs/accuracy.md")
    parser.add_argument("--write", action="store_true", help="put the weights into confidence.csv")
    args = parser.parse_args()
    if args.cache and args.cache.exists():
        rows = [
            Case(**{**row, "values": tuple(map(tuple, row["values"]))})
            for row in json.loads(args.cache.read_text("utf8"))
        ]
    else:
        rows = collect(args.random, args.seed)
        if args.cache:
            args.cache.write_text(json.dumps([asdict(row) for row in rows]), "utf8")
    fitted = fit(rows)
    print(f"{len(rows):,} rows, {sum(row.right for row in rows) / len(rows):.2%} wholly right")
    for name, value in sorted(fitted.items(), key=lambda item: item[1]):
        print(f"  {value:8.3f}  {name}")
    parts = {kind: list(left_out(rows, kind)) for kind in ("group", "sort", "producer")}
    judged = [row for kind in parts.values() for _, some, _ in kind for row in some]
    confidence = np.concatenate([some for kind in parts.values() for _, _, some in kind])
    bands = reliability(confidence, np.array([row.right for row in judged]))
    tables = [bands, of_values(judged, confidence), by_producer(parts["producer"])]
    print(*tables, sep="\n\n")
    if args.page:
        made = made_by(f"python -m bench.calibrate --random {args.random} --seed {args.seed}")
        put(ACCURACY, "bench.calibrate", "\n\n".join([made, *tables]))
    if args.write:
        write(fitted)


if __name__ == "__main__":
    main()
