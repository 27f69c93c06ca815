"""How far values can be believed: python -m bench.trust [--random N] [--seed S] [--only WORDS] [--json FILE].

Applies every kind of change of ``samples/changes`` to the sample documents, as text and as PDF, extracts them and
compares every value. What counts is not that a changed document is read, but that nobody is told something wrong
without a flag.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from phaen.pipeline.extract import ExtractOptions, extract_document

from bench.parts import ACCURACY, made_by, put
from samples.changes import CHANGES, Change
from samples.documents import Sample, hand_written
from samples.judging import Judged, Trust, judge
from samples.pdf_writer import write_pdf
from samples.random_content import random_document
from samples.text_writers import write_plain

FORMS = ("text", "pdf")
FEW = 12
"""Documents that a kind of change is tried on at the most, so that no kind weighs more than others."""


@dataclass(slots=True)
class Tried:
    """One kind of change in one form: what came out of it, beside the same documents unchanged."""

    change: Change
    form: str
    documents: int = 0
    before: Trust = field(default_factory=Trust)
    after: Trust = field(default_factory=Trust)


def documents(count: int, seed: int) -> list[Sample]:
    """The hand-written samples and ``count`` random ones."""
    return [*hand_written(), *(random_document(seed * 1000 + number) for number in range(count))]


def extracted(form: str, sample: Sample, change: Change | None, seed: int) -> Iterator[Judged] | None:
    """The judged rows of a sample under a change; ``None`` where there is nothing to change."""
    sheet, gold, style = sample.sheet, sample.gold, None
    if change is not None:
        made = change.make(sheet, gold, random.Random(f"{seed}/{change.name}/{sample.meta.stem}"))
        if made is None:
            return None
        sheet, gold, style = made.sheet, made.gold, made.style
    data = write_plain(sheet).encode() if form == "text" else write_pdf(sheet, style, sample.meta.title)
    name = f"{sample.meta.stem}.{'txt' if form == 'text' else 'pdf'}"
    return judge(gold, extract_document(data, name, ExtractOptions(ocr="never")).tables)


def bench(samples: Sequence[Sample], changes: Iterable[Change], seed: int, few: int = FEW) -> Iterator[Tried]:
    """Try every change on the samples that it fits."""
    sound: dict[tuple[str, str], list[Judged]] = {}
    for change in changes:
        for form in change.forms:
            tried = Tried(change, form)
            for sample in samples:
                if tried.documents == few:
                    break
                rows = extracted(form, sample, change, seed)
                if rows is None:
                    continue
                key = (form, sample.meta.stem)
                if key not in sound:
                    sound[key] = list(extracted(form, sample, None, seed) or ())
                tried.documents += 1
                for judged in sound[key]:
                    tried.before.add(judged)
                for judged in rows:
                    tried.after.add(judged, sample.meta.stem)
            if tried.documents:
                yield tried


def total(tried: Iterable[Tried]) -> tuple[Trust, Trust]:
    """All counts together, before and after the changes."""
    before, after = Trust(), Trust()
    names = (
        "right",
        "wrong",
        "missing",
        "figures",
        "silent",
        "silent_figures",
        "omitted",
        "rows_right",
        "false_alarms",
    )
    for one in tried:
        for name in names:
            setattr(before, name, getattr(before, name) + getattr(one.before, name))
            setattr(after, name, getattr(after, name) + getattr(one.after, name))
    return before, after


def table(tried: Sequence[Tried]) -> str:
    """The results as Markdown."""
    lines = [
        "| change | input | documents | F1 before | F1 after | newly wrong | silent | silent figures "
        "| silent omissions | right rows flagged |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]

    def line(name: str, form: str, count: int, before: Trust, after: Trust) -> str:
        alarms = f"{after.false_alarms / after.rows_right:.1%}" if after.rows_right else "–"
        newly = max(after.wrong - before.wrong, 0)
        values = [name, form, count, f"{before.f1:.4f}", f"{after.f1:.4f}", newly]
        values += [after.silent, after.silent_figures, after.omitted, alarms]
        return f"| {' | '.join(map(str, values))} |"

    lines += [line(one.change.name, one.form, one.documents, one.before, one.after) for one in tried]
    for form in FORMS:
        mine = [one for one in tried if one.form == form]
        before, after = total(mine)
        lines.append(line("**all**", form, sum(one.documents for one in mine), before, after))
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--random", type=int, default=12, help="random documents beside the hand-written ones")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="", help="only changes whose name or group holds these words")
    parser.add_argument("--examples", type=int, default=0, help="silent errors to print for each change")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--few", type=int, default=FEW, help="documents that a change is tried on at the most")
    parser.add_argument("--page", action="store_true", help="put the table into docs/accuracy.md")
    args = parser.parse_args()
    changes = [change for change in CHANGES if args.only in change.name or args.only in change.group]
    tried = []
    for one in bench(documents(args.random, args.seed), changes, args.seed, args.few):
        tried.append(one)
        for example in one.after.examples[: args.examples]:
            print(f"  {one.change.name} ({one.form}): {example}")
    print(table(tried))
    if args.page:
        command = f"python -m bench.trust --random {args.random} --seed {args.seed} --few {args.few}"
        put(ACCURACY, "bench.trust", f"{made_by(command)}\n\n{table(tried)}")
    if args.json:
        rows = [
            {
                "change": one.change.name,
                "group": one.change.group,
                "form": one.form,
                "documents": one.documents,
                "f1": round(one.after.f1, 4),
                "silent": one.after.silent,
                "silent_figures": one.after.silent_figures,
                "omitted": one.after.omitted,
            }
            for one in tried
        ]
        args.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main()
