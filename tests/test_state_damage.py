"""One bit turned in anything that is kept or written: the next run mends it, or says what is wrong. Never silently."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.states import DEEP, content, copy_state, extract, phaen, plan

FLIPS = 520 if DEEP else 52
SEED = 2568
BATCH = 52
"""Trials in one process: one that crashes is then known by the last that it named."""
NEXT = ("same", "changed", "forgotten", "read")
READING = (
    ("query", "SELECT * FROM kpis ORDER BY ALL", "--format", "json"),
    ("export", "--format", "csv", "-o", "../export"),
    ("audit",),
    ("diff", "../untouched"),
)


def change(raw: Path) -> None:
    """The next state of the input: one document changed, one gone, one new."""
    (raw / "1.txt").write_text(plan(11), "utf-8")
    (raw / "3.txt").unlink()
    (raw / "new.txt").write_text(plan(7), "utf-8")


def forget(folder: Path) -> None:
    """Let the next run link and audit anew, on what it kept of single documents."""
    for path in (folder / ".out.phaen").glob("*.arrow"):
        path.unlink()


def make(base: Path) -> None:
    """The state that every trial begins with, and what undisturbed runs make of it."""
    raw = base / "state" / "raw"
    raw.mkdir(parents=True)
    for number in range(5):
        (raw / f"{number}.txt").write_text(plan(number), "utf-8")
    (raw / "sheet.rtf").write_bytes(b"{\\rtf1}")
    # twice: linking has something kept to go on from, and the output before stands beside
    assert extract(raw, base / "state" / "out").code == 0
    (raw / "2.txt").write_text(plan(22), "utf-8")
    assert extract(raw, base / "state" / "out").code == 0
    copy_state(base / "state" / "out", base / "state" / "untouched")


def candidates(folder: Path) -> list[Path]:
    """Every file that a run keeps or writes."""
    found = [*(folder / "out").rglob("*"), *(folder / ".out.phaen").rglob("*")]
    return sorted(path for path in found if path.is_file() and path.name != "lock")


def follow(folder: Path, step: str, reading: tuple[str, ...]) -> tuple[int, str, object]:
    """Do what comes after the damage; gives exit code, what was said of errors, and what came out."""
    raw, output = folder / "raw", folder / "out"
    if step == "changed":
        change(raw)
    if step == "forgotten":
        forget(folder)
    if step == "read":
        name, *words = (word.replace("../", f"{folder}/") for word in reading)
        said = phaen(name, output, *words)
        made = sorted((folder / "export").rglob("*.csv"))
        found = said.out.replace(str(folder), ""), [path.read_bytes() for path in made]
        if name == "audit":
            found = said.out, content(output) if said.code == 0 else None
        return said.code, said.err, found
    said = extract(raw, output, "--jobs", "1")
    return said.code, said.err, content(output) if said.code in (0, 1) else None


def trials(base: Path, first: int, count: int) -> None:
    """Do some trials; each is named before it is done, and what went wrong is printed as a line of JSON."""
    undisturbed = {}
    folder = base / "trial"
    for step in NEXT:
        for reading in READING if step == "read" else ((),):
            copy_state(base / "state", folder)
            undisturbed[step, reading] = follow(folder, step, reading)
    for number in range(first, first + count):
        chance = random.Random(SEED + number)
        copy_state(base / "state", folder)
        path = chance.choice(candidates(folder))
        step, reading = chance.choice(NEXT), ()
        if step == "read":
            reading = chance.choice(READING)
            path = chance.choice([path for path in candidates(folder) if "out" in path.relative_to(folder).parts])
        data = bytearray(path.read_bytes())
        place = chance.randrange(len(data))
        data[place] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        trial = f"{number} {path.relative_to(folder)} byte {place} of {len(data)}, then {step} {' '.join(reading)}"
        print(trial, flush=True)
        code, said, found = follow(folder, step, reading)
        want_code, _, want = undisturbed[step, reading]
        told = code > 1 and code != 3 and said.count("\n") == 1
        written = path.is_relative_to(folder / "out") and step != "read"
        if written and "is damaged" not in said and b'"digest"' in data[:20]:
            print(json.dumps({"trial": trial, "code": "silent", "said": said}, ensure_ascii=False), flush=True)
        if "Traceback" in said or not ((code, found) == (want_code, want) or told):
            print(json.dumps({"trial": trial, "code": code, "said": said}, ensure_ascii=False), flush=True)


@pytest.mark.parametrize("batch", range(FLIPS // BATCH))
def test_a_flipped_bit_is_mended_or_told(tmp_path: Path, batch: int) -> None:
    make(tmp_path)
    code = f"from tests.test_state_damage import *; trials(Path({str(tmp_path)!r}), {batch * BATCH}, {BATCH})"
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, (lines[-1:], done.stderr[-3000:])
    wrong = [json.loads(line) for line in lines if line.startswith("{")]
    assert not wrong, (Counter(one["code"] for one in wrong), wrong[:5])
    assert len(lines) == BATCH
