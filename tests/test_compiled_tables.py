"""Tables kept beside compiled code: the same as made anew, made again when a source changes or the file is damaged."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from phaen.extractors.forms import spec
from phaen.extractors.wordings import catalogue
from phaen.normalizers.repair import lexicon
from phaen.normalizers.repair.compiled import compiled
from phaen.normalizers.text import squash


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    made = tmp_path / "tables.py"
    made.write_text("# makes a table")
    return made


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> tuple[dict[str, float], frozenset[str]]:
        self.asked += 1
        return {"ก": 1.5, "ข": 2.25}, frozenset({"ก", "ข"})


def test_is_made_once_for_the_same_sources(module: Path) -> None:
    make = Maker()
    first = compiled(str(module), "words", [b"a", b"b"], make)
    assert compiled(str(module), "words", [b"a", b"b"], make) == first == Maker()()
    assert make.asked == 1
    (kept,) = (module.parent / "__pycache__").iterdir()
    assert kept.stat().st_mode == module.stat().st_mode


@pytest.mark.parametrize("sources", [[b"a", b"c"], [b"ab"], [b"b", b"a"], []])
def test_is_made_again_when_a_source_changes(module: Path, sources: list[bytes]) -> None:
    make = Maker()
    compiled(str(module), "words", [b"a", b"b"], make)
    compiled(str(module), "words", sources, make)
    assert make.asked == 2


def test_is_made_again_when_the_code_changes(module: Path) -> None:
    make = Maker()
    compiled(str(module), "words", [], make)
    module.write_text("# makes another table")
    compiled(str(module), "words", [], make)
    assert make.asked == 2


@pytest.mark.parametrize("cut", [0, 10, 40, 70, -1])
def test_a_damaged_file_is_made_again(module: Path, cut: int) -> None:
    make = Maker()
    compiled(str(module), "words", [], make)
    (kept,) = (module.parent / "__pycache__").iterdir()
    whole = kept.read_bytes()
    for damaged in (whole[:cut], whole[:cut] + bytes([whole[cut] ^ 1]) + (whole[cut + 1 :] if cut >= 0 else b"")):
        kept.write_bytes(damaged)
        assert compiled(str(module), "words", [], make) == Maker()()
    assert make.asked == 3 and kept.read_bytes() == whole


def test_nothing_is_written_where_python_writes_no_code(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Maker()
    assert compiled(str(module), "words", [], make) == compiled(str(module), "words", [], make)
    assert make.asked == 2 and not (module.parent / "__pycache__").exists()


def test_the_compiled_lexicon_is_the_one_made_anew(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(module.parent))
    for load in range(2):
        lexicon.trusted.cache_clear()
        lexicon.lexicon.cache_clear()
        lexicon.vocabulary.cache_clear()
        assert lexicon.vocabulary().open_all() == lexicon.words(), load
        made = lexicon.Words(lexicon._trusted())
        assert lexicon.trusted().open_all() == made.open_all() and lexicon.trusted().lengths == made.lengths, load
        anew = lexicon.Lexicon(lexicon._lexicon())
        assert lexicon.lexicon().open_all() == anew.open_all() and lexicon.lexicon().prefixes == anew.prefixes, load


def test_wordings_and_specs_that_are_kept_are_those_made_anew() -> None:
    keys = catalogue._built_in_keys()
    assert len(keys) > 500 and keys == {wording: squash(wording) for wording in keys}
    folder = Path(spec.__file__).parent / "specs"
    anew = {path.stem: (f"specs/{path.name}", tomllib.loads(path.read_text("utf-8"))) for path in folder.glob("*.toml")}
    assert spec._specs(None) == anew
