"""Cutting text into words gives what pythainlp's own dictionary tree gives."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.repair.lexicon import Words
from phaen.normalizers.repair.segmentation import dictionary, tokenise
from phaen.normalizers.repair.word_set import WordSet
from pythainlp.tokenize import word_tokenize

NAMES = [
    "ร้อยละของสถานประกอบการอาหารที่ผ่านเกณฑ์มาตรฐาน",
    "จำนวนเขตที่ดำเนินการ 50 เขต (ไม่รวมโครงการใหม่)",
    "ระดับความสำเร็จของการจัดทำแผนงบประมาณ ABC ๑๒.๕ บาท",
    "",
]


def theirs(text: str) -> tuple[str, ...]:
    return tuple(word_tokenize(text, engine="newmm", keep_whitespace=True))


def test_names_are_cut_as_pythainlp_cuts_them() -> None:
    for name in NAMES:
        assert tokenise(name) == theirs(name)
        assert "".join(tokenise(name)) == name


@given(st.text(alphabet="กขคงจนบปมรลวสหอะาิีุเแโไำ็่้์ ก1a.", max_size=40))
def test_any_letters_are_cut_as_pythainlp_cuts_them(text: str) -> None:
    assert tokenise(text) == theirs(text)


def test_words_at_a_place_come_shortest_first() -> None:
    words = WordSet(Words.of(["ก", "การ", "กา", "การเงิน", "ร"]))
    assert words.prefixes("การเงิน") == ["ก", "กา", "การ", "การเงิน"]
    assert words.prefixes("การ", 2) == ["ร"]
    assert words.prefixes("การ", 3) == []
    assert "กา" in words and "เงิน" not in words and len(words) == 5
    assert len(dictionary()) > 60_000


def test_a_lean_process_loads_no_pandas_and_can_still_convert() -> None:
    code = (
        "import sys; from phaen.pipeline.run import lean; lean.start(); import pyarrow as pa; "
        "table = pa.table({'a': ['x', None]}); assert 'pandas' not in sys.modules; "
        "assert table.to_pandas()['a'].tolist()[0] == 'x' and 'pandas' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_pythainlp_is_not_imported_before_a_word_is_cut() -> None:
    code = "import phaen.pipeline.cli.extract, sys; print('pythainlp' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
