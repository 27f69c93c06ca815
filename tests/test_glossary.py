"""One concept has one word: what people read uses the words of ``pipeline/schema/glossary.csv`` and no others."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from phaen.pipeline.assemble.flags import flags
from phaen.pipeline.audit import RULES
from phaen.pipeline.schema.datasets import DATASETS
from rich.cells import cell_len

from bench.messages import catalogue
from tests.people import ROOT

THAI = re.compile("[\u0e01-\u0e5b]")
CODE = re.compile(r"```.*?^```|`[^`\n]*`|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
Text = tuple[str, str]
LONGEST_HELD = 15
"""Cells of a term that a page keeps on one line."""


@cache
def terms() -> list[dict[str, str]]:
    with (ROOT / "pipeline" / "schema" / "glossary.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


INTERFACE = (
    "report/ui.csv",
    "dashboard/words.csv",
    "audit/words/places.csv",
    "audit/words/rules.csv",
    "audit/words/sections.csv",
    "views/reasons.csv",
    "views/reason_words.csv",
    "schema/values.csv",
    "schema/usage.csv",
    "assemble/confidence.csv",
)
"""Tables of words that people read, below ``pipeline``."""


def interface() -> Iterator[Text]:
    """Words of report, dashboard, audit, workbook, and the meanings of values."""
    for name in INTERFACE:
        with (ROOT / "pipeline" / name).open(encoding="utf-8") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                yield from ((f"{name}:{number} {key}", text) for key, text in row.items() if THAI.search(text or ""))


def _texts(path: Path) -> Iterator[Text]:
    """Thai text of a module, docstrings too; of one with places for values what stands around them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        text = None
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant):
            text = node.value
        if isinstance(text, str) and THAI.search(text):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", text  # type: ignore[attr-defined]


def messages() -> Iterator[Text]:
    """Thai text of the rules' code, which becomes messages of findings."""
    for path in sorted((ROOT / "pipeline" / "audit").rglob("*.py")):
        yield from _texts(path)


SHOWN = ("views", "report", "review", "dashboard", "cli", "run", "schema")


def code() -> Iterator[Text]:
    """Thai text in the code of what people see, and in its templates and scripts."""
    for folder in SHOWN:
        for path in sorted((ROOT / "pipeline" / folder).rglob("*")):
            if path.suffix == ".py":
                yield from _texts(path)
            elif path.suffix in (".html", ".js"):
                for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                    if THAI.search(line):
                        yield f"{path.relative_to(ROOT)}:{number}", line


def command_line() -> Iterator[Text]:
    """What the command line says: summaries, errors, help, the review queue's headings and questions."""
    for message in catalogue():
        text = message.string[0] if isinstance(message.string, tuple) else message.string
        if THAI.search(text or ""):
            yield f"phaen.po {message.id!r}", text


def dictionary() -> Iterator[Text]:
    for dataset in DATASETS.values():
        yield dataset.name, dataset.th
        for column in dataset.columns:
            yield f"{dataset.name}.{column.name}", column.th
            yield f"{dataset.name}.{column.name} title", column.title[0]


def pages() -> Iterator[Text]:
    for path in [*ROOT.glob("*.th.md"), *sorted((ROOT / "docs" / "th").rglob("*.md"))]:
        for number, line in enumerate(
            CODE.sub(lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8")).splitlines(), 1
        ):
            if THAI.search(line):
                yield f"{path.relative_to(ROOT)}:{number}", line


SOURCES = {
    "interface": interface,
    "messages": messages,
    "code": code,
    "command line": command_line,
    "flags": lambda: ((flag, row["th"]) for flag, row in flags().items()),
    "rules": lambda: ((rule.name, rule.title_th + " " + rule.explanation_th) for rule in RULES),
    "dictionary": dictionary,
    "pages": pages,
}


def faults(texts: Iterator[Text]) -> list[str]:
    return [
        f"{place}: {found[0]!r} in {text!r}: write {term['th']}"
        for place, text in texts
        for term in terms()
        if term["avoid"] and (found := re.search(term["avoid"], text))
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_only_words_of_the_glossary(source: str) -> None:
    texts = list(SOURCES[source]())
    assert len(texts) > 30
    assert faults(iter(texts)) == []


def test_a_page_ends_no_line_inside_a_term() -> None:
    script = (ROOT / "pipeline" / "report" / "static" / "hold.js").read_text("utf-8")
    held = set(re.findall("[\u0e01-\u0e4e]{3,}", script.partition("WORDS = [")[2].partition("]")[0]))
    said = {term for row in terms() for term in re.findall("[\u0e01-\u0e4e]{4,}", row["th"])}
    assert {term for term in said if cell_len(term) <= LONGEST_HELD} <= held
    assert all(cell_len(term) <= LONGEST_HELD for term in held), "a longer one would not fit the column of a phone"


def test_every_concept_once_and_patterns_spare_the_terms() -> None:
    concepts = [term["concept"] for term in terms()]
    assert len(concepts) == len(set(concepts)) >= 40
    assert all(term["en"] and term["th"] for term in terms())
    assert faults((term["concept"], term["th"]) for term in terms()) == []


@pytest.mark.parametrize(
    "text", ["โครงการไม่บรรลุเป้าหมาย", "ระดับความมั่นใจของแถว", "แถวติดธง", "เรื่องที่ควรตรวจ", "แผน กทม.", "การตัดสินของคน"]
)
def test_other_words_are_found(text: str) -> None:
    assert len(faults(iter([("here", text)]))) >= 1
