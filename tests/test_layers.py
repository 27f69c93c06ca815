"""Imports go down the layers and never in a circle, and the check that says so finds what breaks it."""

from __future__ import annotations

from pathlib import Path

from bench import layers


def test_the_house_keeps_its_layers() -> None:
    files = layers.modules()
    imports = layers.graph(files)
    assert len(files) > 200
    assert layers.cycles(layers.graph(files, types=True)) == []
    assert layers.upward(imports) == []
    assert layers.unplaced(files) == []


def test_circles_are_found_at_any_length() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set(), "e": {"f"}, "f": {"e"}}
    assert layers.cycles(imports) == [["a", "b", "c"], ["e", "f"]]


def test_what_counts_as_an_import(tmp_path: Path) -> None:
    text = (
        "from typing import TYPE_CHECKING\n"
        "from phaen.pipeline.run import store\n"
        "if TYPE_CHECKING:\n    import phaen.pipeline.cli.main\n"
        "def later() -> None:\n    from phaen.normalizers.text import clean\n"
    )
    (tmp_path / "one.py").write_text(text, "utf-8")
    ours = ("phaen.pipeline.cli.main", "phaen.normalizers.text", "phaen.pipeline.run", "phaen.pipeline.run.store")
    empty = tmp_path / "empty.py"
    empty.write_text("", "utf-8")
    found = layers.graph({"phaen.one": tmp_path / "one.py"} | dict.fromkeys(ours, empty))
    assert found["phaen.one"] == {"phaen.normalizers.text", "phaen.pipeline.run.store"}
    found = layers.graph({"phaen.one": tmp_path / "one.py"} | dict.fromkeys(ours, empty), types=True)
    assert found["phaen.one"] == {"phaen.normalizers.text", "phaen.pipeline.run.store", "phaen.pipeline.cli.main"}


def test_imports_upward_are_found() -> None:
    imports = {
        "phaen.normalizers.text": {"phaen.extractors.model"},
        "phaen.extractors.model": {"phaen.normalizers.text"},
        "phaen.pipeline.schema.model": {"phaen.pipeline.run.store", "phaen.normalizers.text"},
        "phaen.pipeline.run.store": {"phaen.pipeline.schema.model", "phaen.pipeline.audit.model"},
    }
    assert layers.upward(imports) == [
        "phaen.normalizers.text → phaen.extractors.model",
        "phaen.pipeline.schema.model → phaen.pipeline.run.store",
    ]


def test_a_room_without_a_level_is_found() -> None:
    here = Path(__file__)
    assert layers.unplaced({"phaen.pipeline.attic.box": here, "phaen.pipeline.run.store": here}) == ["attic"]
