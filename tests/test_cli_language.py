"""What the command line says in Thai: every message has a translation, a call is answered in the language asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from phaen.normalizers.told import ToldError
from phaen.pipeline.cli import language
from phaen.pipeline.cli.main import COMMANDS, cli

from bench import messages
from tests.states import phaen, plan

FIELDS = re.compile(r"\{(\w*)")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    language.speak("en")


def test_every_message_has_a_thai_translation() -> None:
    catalog = messages.catalogue()
    missing = [key for key in messages.said() if (found := catalog.get(key)) is None or not found.string]
    assert not missing, "run make messages, translate what it names in phaen.po, run it again"


def test_the_compiled_catalogue_is_that_of_the_translations() -> None:
    assert messages.MO.read_bytes() == messages.compiled(messages.catalogue())


def test_translations_name_the_same_things() -> None:
    for message in messages.catalogue():
        text = message.string[0] if isinstance(message.string, tuple) else message.string
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key:
            assert set(FIELDS.findall(str(key))) == set(FIELDS.findall(str(text))), key


@pytest.mark.parametrize("name", [*COMMANDS])
def test_help_is_thai_and_breaks_at_spaces(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help", "--language", "th"])
    assert result.exit_code == 0 and result.output.startswith("วิธีใช้:"), result.output
    for line in result.output.splitlines():
        assert not re.match(r"\s*[\u0e30-\u0e3a\u0e45-\u0e4e]", line), f"cut inside a word: {line}"
    assert CliRunner().invoke(cli, [name, "--help", "--language", "en"]).output.startswith("Usage:")


def test_a_call_is_answered_in_the_language_asked() -> None:
    said = phaen("audit", "nowhere", "--language", "th")
    assert said.code == 2 and re.search("ไม่พบ.* 'nowhere'", said.err)
    assert "does not exist" in phaen("audit", "nowhere").err


def test_the_terminal_decides_where_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "th_TH.UTF-8")
    assert CliRunner().invoke(cli, ["--help"]).output.startswith("วิธีใช้:")
    assert CliRunner().invoke(cli, ["--language", "en", "--help"]).output.startswith("Usage:")


def test_summary_in_thai(tmp_path_factory: pytest.TempPathFactory) -> None:
    raw = tmp_path_factory.mktemp("raw")
    (raw / "a.txt").write_text(plan(1), "utf-8")
    said = phaen("extract", raw, "-o", raw / "out", "--engine", "serial", "--language", "th")
    assert said.code == 0, said
    assert "เอกสาร 1 ฉบับ (เรียบร้อย 1)" in said.out or "เอกสาร 1 ฉบับ (1 เรียบร้อย)" in said.out
    assert "written" not in said.out


def test_an_error_is_told_in_the_language_spoken() -> None:
    error = ToldError("{path} is no text in UTF-8", path="a.txt")
    language.speak("th")
    assert str(error) == "a.txt ไม่ใช่ข้อความ UTF-8"
    language.speak("en")
    assert str(error) == "a.txt is no text in UTF-8"


def _said(tmp_path: Path, *words: object) -> str:
    said = phaen(*(str(word).replace("$", str(tmp_path)) for word in words), "--language", "th")
    assert said.code in (1, 2), said
    return said.err + said.out


@pytest.mark.parametrize(
    ("words", "thai"),
    [
        (["tables", "$/fake.pdf"], "เป็นไฟล์ข้อความ ไม่ใช่ PDF"),
        (["doctor", "$/fake.pdf"], "ไฟล์ไม่ใช่ PDF"),
        (["forms", "draft", "$/fake.pdf"], "เป็นไฟล์ข้อความ ไม่ใช่ PDF"),
        (["forms", "check", "$/forms"], "kinds.csv ไม่มี a"),
        (["extract", "$/fake.pdf", "--forms", "$/forms", "-o", "$/out"], "kinds.csv ไม่มี a"),
        (["extract", "$/fake.pdf", "--ocr", "maybe"], "ใช้ 'maybe' ไม่ได้ ให้เลือกจาก"),
        (["extract", "$/fake.pdf", "--jobs", "0"], "0 ไม่อยู่ในช่วง"),
        (["extract", "$/empty"], "ไม่มีเอกสาร"),
        (["extract", "$/fake.pdf", "-o", "$/forms"], "มีไฟล์อื่น"),
        (["show", "$/fake.pdf", "1"], "ไม่มีเลขหน้า"),
        (["export", "$/empty"], "ขาดตัวเลือก '--format'"),
        (["diff", "$/empty", "$/empty"], "ไม่ใช่ผลลัพธ์ของ phaen extract"),
        (["query", "$/empty", "SELECT 1"], "ให้สั่ง phaen extract ก่อน"),
        (["review", "apply", "$/empty"], "ไม่มีรายการรอพิจารณา"),
        (["forms", "show", "nope"], "ไม่ใช่แบบฟอร์ม"),
        (["schema", "nope"], "ใช้ 'nope' ไม่ได้"),
    ],
)
def test_errors_are_told_in_thai(tmp_path: Path, words: list[str], thai: str) -> None:
    (tmp_path / "fake.pdf").write_text("a letter\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "forms" / "specs").mkdir(parents=True)
    (tmp_path / "forms" / "specs" / "a.toml").write_text('hook = "nope"\n')
    told = _said(tmp_path, *words)
    assert thai in told and not re.search(
        r"(?<![-/\w'])(?!phaen)[a-z]{3,} [a-z]{2,} [a-z]{2,}", told.partition("ข้อผิดพลาด")[2]
    ), told


def test_an_unknown_language_is_refused() -> None:
    result = CliRunner().invoke(cli, ["schema", "--language", "de"])
    assert result.exit_code == 2 and "--language" in result.output


def test_problems_of_a_register_are_told_in_thai(tmp_path: Path) -> None:
    (tmp_path / "policies.csv").write_text("code,name\nP58,ข\n", encoding="utf-8")
    (tmp_path / "issues.csv").write_text("issue_no,aspect_no,name\n9.8,8,ข\n", encoding="utf-8")
    told = CliRunner().invoke(cli, ["--language", "th", "registers", "check", "--registers", str(tmp_path)]).output
    assert "'P58' ไม่ใช่รหัสนโยบาย; ใช้ P และเลขสามหลัก" in told
    assert "ประเด็น 9.8 อยู่ใต้ด้าน '8'; ด้านของประเด็นนี้คือ 9" in told
    assert " is " not in told


@pytest.mark.parametrize(("count", "told"), [(1, "1 file of a kind"), (2, "2 files of a kind")])
def test_files_that_are_not_read_are_counted_in_words(tmp_path: Path, count: int, told: str) -> None:
    (tmp_path / "in").mkdir()
    for number in range(count):
        (tmp_path / "in" / f"{number}.rtf").write_bytes(b"{\\rtf1 x}")
    result = CliRunner().invoke(cli, ["--language", "en", "extract", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert told in result.output
