"""Small changes of rules that no test notices: ``make mutants`` (mutmut makes them, the related tests look at them).

A seeded sample of mutants of ``normalizers/`` and ``extractors/forms/`` is tried, one after another, in a copy of the
project under ``build/mutants``: first with the tests that import the changed module (or, where none does, a module
that imports it), then with what reads whole documents. A mutant that all of them pass has survived.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutmut import Context, RelativeMutationID, list_mutations, mutate  # type: ignore[import-not-found,unused-ignore]

from bench.layers import LAYERS, graph, modules

ROOT = Path(__file__).resolve().parents[1]
TREE = ROOT / "build" / "mutants"
FOLDERS = ("normalizers", "extractors/forms")
WHOLE = ("tests/test_samples_scores.py", "-k", "text-plain")
"""Tests that read whole documents: what the related tests let through must get past them."""
SLOW = ("test_hostile", "test_state", "test_kill", "test_dashboard", "test_report", "test_cluster", "test_ocr")
"""Beginnings of tests that are no test of a rule, and long."""
THE_COPY = "import sys\nsys.meta_path[:] = [one for one in sys.meta_path if 'Editable' not in repr(one)]\n"
"""``sitecustomize.py`` of the copy: an editable install would give tests the project itself."""
CPU_LIMIT = 180
"""CPU seconds for the tests of one mutant; one that takes longer is dead (an endless loop). The clock would count what
else the machine does."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of ``path`` (relative to the project), which held ``source``."""

    path: str
    source: str
    change: RelativeMutationID

    def changed(self) -> str:
        """The module's text with the change."""
        context = Context(source=self.source, mutation_id=self.change, filename=self.path)
        return str(mutate(context)[0])


def all_mutants() -> list[Mutant]:
    """Every mutant that mutmut makes of the modules named, in the order of the files."""
    found = []
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        relative = str(path.relative_to(ROOT))
        source = path.read_text("utf-8")
        found += [Mutant(relative, source, change) for change in list_mutations(Context(source=source))]
    return found


def related(path: str) -> tuple[str, ...]:
    """The tests that import the module of ``path``, or else one that imports it."""
    files = modules(ROOT)
    names = {str(file.relative_to(ROOT)): name for name, file in files.items()}
    imports, name = graph(files), names[path]
    tests = {
        str(test.relative_to(ROOT)): test.read_text("utf-8")
        for test in sorted((ROOT / "tests").glob("test_*.py"))
        if not test.name.startswith(SLOW)
    }
    near = {name}
    for _ in range(3):
        found = [test for test, text in tests.items() if any(_imports(text, one) for one in near)]
        if found:
            return tuple(found)
        near |= {other for other, targets in imports.items() if targets & near}
    return ()


def _imports(text: str, name: str) -> bool:
    package, _, last = name.rpartition(".")
    return f"from {name} import" in text or f"from {package} import {last}" in text


def copy_project() -> None:
    """The project's files in ``build/mutants``, its package put together from links."""
    shutil.rmtree(TREE, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    for line in listed.stdout.splitlines():
        if (ROOT / line).is_file():
            (TREE / line).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / line, TREE / line)
    for name in LAYERS[1:]:
        folder = name[0].partition(".")[2]
        (TREE / "phaen" / folder).symlink_to(TREE / folder)
    (TREE / "sitecustomize.py").write_text(THE_COPY)


def passes(arguments: Sequence[str]) -> bool:
    """Whether the tests pass in the copy."""
    environment = {**os.environ, "PYTHONPATH": str(TREE), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=TREE, env=environment, capture_output=True, check=False, preexec_fn=_limit_cpu)
    return done.returncode == 0


def _limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT))


def tried(mutants: Sequence[Mutant], until: float) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether it survived, until the time ``until``."""
    sound: dict[tuple[str, ...], bool] = {}
    for mutant in mutants:
        if time.monotonic() > until:
            return
        tests = related(mutant.path)
        if tests not in sound:
            sound[tests] = bool(tests) and passes(tests)
        target = TREE / mutant.path
        target.write_text(mutant.changed(), "utf-8")
        try:
            yield mutant, (not sound[tests] or passes(tests)) and passes(WHOLE)
        finally:
            target.write_text(mutant.source, "utf-8")


def shown(mutant: Mutant) -> str:
    """Where a mutant stands, and what its line became."""
    at, after = mutant.change.line_number, mutant.changed().splitlines()
    became = after[at].strip() if at < len(after) else ""
    return f"{mutant.path}:{at + 1}\n  - {mutant.source.splitlines()[at].strip()}\n  + {became}"


def main() -> int:
    """Try a sample and say what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", help="only modules whose path holds this")
    given = parser.parse_args()
    mutants = [one for one in all_mutants() if not given.module or given.module in one.path]
    count = len(mutants)
    random.Random(given.seed).shuffle(mutants)
    copy_project()
    done = lived = 0
    for mutant, survived in tried(mutants, time.monotonic() + 60 * given.minutes):
        done, lived = done + 1, lived + survived
        if survived:
            print(shown(mutant), flush=True)
    share = lived / done if done else 0.0
    print(f"{done} of {count} mutants tried (seed {given.seed}): {done - lived} killed, {lived} survived ({share:.0%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
