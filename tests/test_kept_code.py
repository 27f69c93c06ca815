"""Patterns and methods of dataclasses that are kept are the same as made anew; documents leave nothing in them."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from phaen.normalizers import kept_code
from phaen.normalizers.kept_code import KeptCode

COMPILER: Any = vars(re)["_compiler"]
PATTERNS = [
    (r"(?P<first>[ก-๙]+)\s*(?P<second>\d{2,4}|[๐-๙]+)?", re.IGNORECASE),
    ("ร้อยละ|เรื่อง|(?<=ที่)ราย(?![ก-๙])", 0),
    (r"(?x) ( a | b )+ \1?  # with a comment", re.MULTILINE | re.DOTALL),
    ("", 0),
]
MODULE = """
import re
from dataclasses import dataclass, field

@dataclass(frozen=True, slots=True, order=True)
class Row:
    name: str
    pages: tuple[int, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False)

@dataclass
class Open:
    value: int = 3

MADE = [re.compile(*one) for one in PATTERNS]

def written(text):
    return re.sub("x+y?", "-", text)

def helper(words):
    return re.compile("|".join(words))

def given_nothing():
    return helper(["ab", "cd"])

def of_a_document(name):
    return re.compile(re.escape(name) + "[0-9]*")
"""


def module(name: str = "phaen.made_up") -> dict[str, Any]:
    """A module of that name, loaded."""
    names: dict[str, Any] = {"__name__": name, "PATTERNS": PATTERNS}
    made = type(sys)(name)
    made.__dict__.update(names)
    sys.modules[name] = made
    try:
        exec(compile(MODULE, name, "exec", dont_inherit=True), made.__dict__)
    finally:
        del sys.modules[name]
    return made.__dict__


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], KeptCode]:
    """Gives what a new process would start with."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(COMPILER, "compile", next(iter(kept_code._in_use))._make)
    monkeypatch.setattr(dataclasses, "exec", exec, raising=False)
    plain = COMPILER.compile

    def start() -> KeptCode:
        re.purge()
        COMPILER.compile = plain
        kept = KeptCode(str(tmp_path / "kept.patterns"))
        kept.use()
        return kept

    return start


def test_what_is_kept_is_what_python_makes(opened: Callable[[], KeptCode]) -> None:
    plain = [re.compile(*one) for one in PATTERNS]
    for turn in ("made", "kept"):
        kept = opened()
        names = module()
        assert names["MADE"] == plain, turn
        for one, other in zip(names["MADE"], plain, strict=True):
            assert (one.flags, one.groups, dict(one.groupindex)) == (other.flags, other.groups, dict(other.groupindex))
            assert one.pattern == other.pattern
        row, again, later = names["Row"]("a", (1,)), names["Row"]("a", (1,), ["x"]), names["Row"]("b")
        assert row == again and hash(row) == hash(again) and row < later and repr(later).endswith("notes=[])")
        with pytest.raises(dataclasses.FrozenInstanceError):
            row.name = "c"
        assert names["Open"]() == names["Open"](3) and dataclasses.replace(row, name="z").name == "z"
        assert names["written"]("axxyb") == "a-b" and names["given_nothing"]().fullmatch("cd")
        assert bool(kept._made) == (turn == "made")
        kept.keep()


def test_words_of_documents_and_what_others_make_are_not_kept(opened: Callable[[], KeptCode]) -> None:
    kept = opened()
    names = module()
    assert names["of_a_document"]("กองคลัง").match("กองคลัง12")
    assert ("กองคลัง[0-9]*", 0) not in kept._opened() and ("ab|cd", 0) not in kept._opened()
    names["given_nothing"]()
    assert ("ab|cd", 0) in kept._opened()
    module("somebody.else")
    before = kept._made
    re.compile("of this test [a-z]{3}")
    assert kept._made == before and len(kept._opened()) == len(PATTERNS) + 1


def test_a_damaged_or_strange_file_is_made_anew(opened: Callable[[], KeptCode]) -> None:
    kept = opened()
    module()
    kept.keep()
    path = Path(kept.path)
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:200] + bytes([whole[200] ^ 1]) + whole[201:], b"1234nothing of the kind"):
        path.write_bytes(damaged)
        kept = opened()
        assert module()["MADE"][1].fullmatch("เรื่อง") and kept._made
        kept.keep()
        assert not opened()._made
    kept = opened()
    kept._key = ("another Python",)  # type: ignore[assignment]
    module()
    assert kept._made


def test_two_processes_add_what_they_made(opened: Callable[[], KeptCode]) -> None:
    one = opened()
    module()["written"]("x")
    other = opened()
    module()["given_nothing"]()
    one.keep()
    other.keep()
    last = opened()
    assert ("x+y?", 0) in last._opened() and ("ab|cd", 0) in last._opened()


def test_it_does_not_grow_for_ever(opened: Callable[[], KeptCode], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_code, "MOST", 5)
    kept = opened()
    module()
    kept.keep()
    assert not opened()._opened()


def test_nothing_is_written_where_python_writes_no_code(
    opened: Callable[[], KeptCode], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = opened()
    module()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.keep()
    assert not Path(kept.path).exists()


def test_the_second_process_compiles_none_of_our_patterns() -> None:
    code = (
        "import phaen.pipeline.extract; from phaen.normalizers import kept_code; "
        "print(*[kept._made for kept in kept_code._in_use])"
    )
    call = [sys.executable, "-c", code]
    subprocess.run(call, check=True)
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0"] or sys.flags.dont_write_bytecode or sys.dont_write_bytecode
