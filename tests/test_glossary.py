"""One concept has one word: what people read uses the words of ``pipeline/schema/glossary.csv`` and no others."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache

import pytest
from phaen.pipeline.assemble.flags import flags
from phaen.pipeline.audit import RULES
from phaen.pipeline.schema.datasets import DATASETS

from tests.people import ROOT

THAI = re.compile("[\u0e01-\u0e5b]")
CODE = re.compile(r"```.*?^```|`[^`\n]*`|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
Text = tuple[str, str]


@cache
def terms() -> list[dict[str, str]]:
    with (ROOT / "pipeline" / "schema" / "glossary.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def interface() -> Iterator[Text]:
    """Words of report, dashboard and audit."""
    for name in (
        "report/ui.csv",
        "dashboard/words.csv",
        *(f"audit/words/{n}.csv" for n in ("places", "rules", "sections")),
    ):
        with (ROOT / "pipeline" / name).open(encoding="utf-8") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                yield from ((f"{name}:{number} {key}", text) for key, text in row.items() if THAI.search(text or ""))


def messages() -> Iterator[Text]:
    """Thai text of the rules' code, which becomes messages of findings; patterns that read documents left out."""
    for path in sorted((ROOT / "pipeline" / "audit" / "rules").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
                if THAI.search(text):
                    yield f"{path.name}:{node.lineno}", text


def dictionary() -> Iterator[Text]:
    for dataset in DATASETS.values():
        yield dataset.name, dataset.th
        for column in dataset.columns:
            yield f"{dataset.name}.{column.name}", column.th
            yield f"{dataset.name}.{column.name} title", column.title[0]


def pages() -> Iterator[Text]:
    for path in [ROOT / "README.th.md", *sorted((ROOT / "docs" / "th").rglob("*.md"))]:
        for number, line in enumerate(
            CODE.sub(lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8")).splitlines(), 1
        ):
            if THAI.search(line):
                yield f"{path.relative_to(ROOT)}:{number}", line


SOURCES = {
    "interface": interface,
    "messages": messages,
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


def test_every_concept_once_and_patterns_spare_the_terms() -> None:
    concepts = [term["concept"] for term in terms()]
    assert len(concepts) == len(set(concepts)) >= 40
    assert all(term["en"] and term["th"] for term in terms())
    assert faults((term["concept"], term["th"]) for term in terms()) == []


@pytest.mark.parametrize("text", ["โครงการไม่บรรลุเป้าหมาย", "ระดับความมั่นใจของแถว", "แถวติดธง", "เรื่องที่ควรตรวจ", "แผน กทม."])
def test_other_words_are_found(text: str) -> None:
    assert len(faults(iter([("here", text)]))) >= 1
