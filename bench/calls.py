"""How many function calls reading takes, held to committed figures: a regression shows on any machine, however busy.

Usage: python -m bench.calls [--write]

Own samples are read and made into rows in a fresh process, after one small document that loads what is loaded once.
The calls of Python and C functions that the profiler counts do not depend on the machine or its speed, only on the
code, the Python and its libraries; figures (bench/calls.csv) stand for one Python version each. A figure that differs
by more than a tenth fails: fewer calls are good news that has to be written down (``--write``), or the next regression
hides.
"""

from __future__ import annotations

import cProfile
import csv
import pstats
import subprocess
import sys
from collections import Counter
from pathlib import Path

from bench.fresh import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "bench" / "calls.csv"
SAMPLES = ROOT / "tests" / "fixtures" / "samples"
INPUTS = {"text": "text-plain/*.txt", "pdf": "pdf/*.pdf"}
"""What is read: by name, files of the samples; the smallest of each is read first and not counted."""
TOLERANCE = 0.1
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


def count(name: str) -> tuple[int, Counter[str]]:
    """Calls in this process for one of ``INPUTS``, all of them and by the package that the functions are of."""
    import phaen

    first, *others = sorted(SAMPLES.glob(INPUTS[name]), key=lambda path: (path.stat().st_size, path.name))
    phaen.extract(first)
    profile = cProfile.Profile()
    for path in others:
        profile.runcall(phaen.extract, path)
    found: Counter[str] = Counter()
    stats = pstats.Stats(profile)
    for (file, _, _), (_, calls, *_) in stats.stats.items():  # type: ignore[attr-defined]
        inside = Path(file).is_relative_to(ROOT) and ".venv" not in file
        found["/".join(Path(file).relative_to(ROOT).parts[:2]) if inside else "libraries and built-ins"] += calls
    return sum(found.values()), found


def counted(name: str) -> tuple[int, str]:
    """:func:`count` in a fresh process; the second is a line for people."""
    environment = {**ENVIRONMENT, "PYTHONHASHSEED": "0"}
    words = [sys.executable, "-m", "bench.calls", "--count", name]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    calls, _, shares = done.stdout.strip().rpartition("\n")[2].partition("\t")
    return int(calls), shares


def figures() -> dict[str, int]:
    """The committed figures of this Python version; empty where there are none."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return {row["input"]: int(row["calls"]) for row in csv.DictReader(file) if row["python"] == PYTHON}


def write(found: dict[str, int]) -> None:
    """Put the figures of this Python in the place of the earlier ones."""
    rows: dict[tuple[str, str], int] = {}
    if FIGURES.exists():
        with FIGURES.open(encoding="utf-8", newline="") as file:
            rows = {(row["python"], row["input"]): int(row["calls"]) for row in csv.DictReader(file)}
    rows |= {(PYTHON, name): calls for name, calls in found.items()}
    with FIGURES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["python", "input", "calls"])
        writer.writerows([*key, calls] for key, calls in sorted(rows.items()))


def judge(name: str, calls: int, figure: int) -> str | None:
    """What is wrong with a count; none where it is within the tolerance."""
    change = calls / figure - 1
    if abs(change) <= TOLERANCE:
        return None
    what = "more" if change > 0 else "fewer"
    return (
        f"{name}: {calls:,} calls, {abs(change):.0%} {what} than the {figure:,} of {FIGURES.relative_to(ROOT)}: "
        "find out why; where it is meant, python -m bench.calls --write"
    )


def main(words: list[str]) -> int:
    """Count, compare and print; 0 where all figures hold."""
    if words[:1] == ["--count"]:
        calls, found = count(words[1])
        shares = ", ".join(f"{name} {part / calls:.0%}" for name, part in found.most_common(6))
        print(f"{calls}\t{shares}")
        return 0
    found = {}
    for name in INPUTS:
        found[name], shares = counted(name)
        print(f"{name}: {found[name]:,} calls ({shares})")
    if words == ["--write"]:
        write(found)
        return 0
    known = figures()
    if not known:
        print(f"no figures for Python {PYTHON}: python -m bench.calls --write")
        return 0
    wrong = [said for name, calls in found.items() if (said := judge(name, calls, known[name]))]
    print("\n".join(wrong) or f"within {TOLERANCE:.0%} of the committed figures")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
