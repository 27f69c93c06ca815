"""What linking remembers from run to run, what the audit need not look at again, which files are taken over."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from phaen.normalizers.matching.keys import name_key
from phaen.normalizers.matching.match import Entry, Matcher, Query
from phaen.pipeline.linking import memory as linking_memory
from phaen.pipeline.linking.memory import Memory
from phaen.pipeline.run import offices, parts
from phaen.pipeline.run.cache import Cache

from tests.test_run import TEXTS, do

SEEN = "ร้อยละของชุมชนที่มีการคัดแยกขยะอินทรีย์อย่างต่อเนื่อง"
REFERENCE = "ร้อยละของชุมชนที่คัดแยกขยะอินทรีย์อย่างต่อเนื่อง"


def never(*given: Any) -> Any:
    raise AssertionError(f"asked again: {given}")


def test_answers_of_the_run_before_are_not_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = Query(SEEN, 2568, "ร้อยละ", ("สกจ.",))
    first = Memory(tmp_path)
    matcher = Matcher([Entry("8123", (REFERENCE,))], compare=first.compare)
    first.remind(matcher)
    want = (first.compare(name_key(SEEN), name_key(REFERENCE)), first.word_share(SEEN), matcher.match(query))
    first.save()

    for name in ("compared", "word_share"):
        monkeypatch.setattr(linking_memory, name, never)
    second = Memory(tmp_path)
    again = Matcher([Entry("8123", (REFERENCE,))], compare=never)
    second.remind(again)
    assert want == (second.compare(name_key(SEEN), name_key(REFERENCE)), second.word_share(SEEN), again.match(query))


def test_what_is_as_it_was_kept_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*names: str) -> None:
        memory = Memory(tmp_path)
        matcher = Matcher([Entry("8123", (REFERENCE,))], compare=memory.compare)
        memory.remind(matcher)
        for name in names:
            memory.compare(name_key(name), name_key(REFERENCE))
            memory.word_share(name)
            matcher.match(Query(name, 2568))
        memory.save()

    run(SEEN)
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    written: list[str] = []
    write = linking_memory.write_table
    monkeypatch.setattr(
        linking_memory, "write_table", lambda table, path: written.append(path.name) or write(table, path)
    )
    run(SEEN)
    assert not written
    run(SEEN, SEEN[:-3])
    assert sorted(written) == sorted(kept)
    run(SEEN)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept


def test_other_codes_make_matches_anew(tmp_path: Path) -> None:
    memory, query = Memory(tmp_path), Query(SEEN, 2568)
    matcher = Matcher([Entry("8123", (REFERENCE,))])
    memory.remind(matcher)
    matcher.match(query)
    memory.save()
    other = Matcher([Entry("8124", (SEEN,), valid_from=2560)])
    Memory(tmp_path).remind(other)
    assert not other.known and other.match(query).code == "8124"


def test_another_program_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(tmp_path)
    memory.remind(Matcher([]))
    want = memory.word_share(SEEN)
    memory.save()
    monkeypatch.setattr(linking_memory, "program_version", lambda: "another")
    monkeypatch.setattr(linking_memory, "word_share", lambda name: want / 2)
    assert Memory(tmp_path).word_share(SEEN) == want / 2


def test_a_small_change_opens_and_writes_what_it_touches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(TEXTS, raw)
    do(raw, output)
    changed = min(raw.iterdir())
    changed.write_text(changed.read_text("utf-8") + "\nหมายเหตุ\n", "utf-8")
    opened: list[str] = []
    written: list[tuple[str, int]] = []
    looked: list[int] = []
    lists, write, look = Cache.lists, parts.write_part, offices.within_office
    monkeypatch.setattr(Cache, "lists", lambda self, key, *rest: opened.append(key) or lists(self, key, *rest))
    monkeypatch.setattr(parts, "write_part", lambda *given: written.append(given[1:3]) or write(*given))
    monkeypatch.setattr(offices, "within_office", lambda rows: looked.append(len(rows.documents)) or look(rows))
    report = do(raw, output)
    new = next(one for one in report.outcomes if one.source_file == changed.name)
    assert set(opened) == {new.key}
    assert looked == [1]
    assert set(written) == {(name, int(year)) for name in parts.NAMES for year in new.years.get(name, ())}
