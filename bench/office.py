"""How the samples are read as offices keep them: Word, Excel, web pages, and Word files printed to PDF by LibreOffice.

``python -m bench.office`` prints the table of ``docs/how-to/inputs.md``; ``--write`` puts it there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from phaen.extractors.office.rendering import as_pdf, program
from phaen.pipeline.extract import ExtractOptions, extract_document

from samples.blocks import Sheet
from samples.documents import hand_written
from samples.elsewhere import other_samples
from samples.judging import Trust, judge
from samples.office_writers import write_docx, write_html, write_xlsx
from samples.scoring import cells

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "inputs.md"
BEGIN, END = "<!-- bench.office -->\n", "<!-- end -->"
WRITERS: dict[str, Callable[[Sheet, str], bytes]] = {"docx": write_docx, "xlsx": write_xlsx, "html": write_html}
NEVER = ExtractOptions(ocr="never", statements=False)


@dataclass(frozen=True, slots=True)
class Content:
    """A sample: its name, what is printed, the rows that must come out."""

    stem: str
    group: str
    title: str
    sheet: Sheet
    gold: dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts over documents of one kind of file."""

    documents: int = 0
    trust: Trust = field(default_factory=Trust)
    headers_wrong: int = 0


def contents() -> list[Content]:
    """All samples: Bangkok's and those of other offices."""
    own = [Content(one.meta.stem, "Bangkok", one.meta.title, one.sheet, one.gold) for one in hand_written()]
    other = [Content(one.stem, "elsewhere", one.title, one.sheet, one.gold) for one in other_samples()]
    return [*own, *other]


def score(content: Content, data: bytes, kind: str, tally: Tally) -> None:
    """Add one document's rows to the counts."""
    tables = extract_document(data, f"{content.stem}.{kind}", NEVER).tables
    tally.documents += 1
    for judged in judge(content.gold, tables):
        tally.trust.add(judged, content.stem)
    said, wanted = tables["documents"][0], content.gold["document"]
    tally.headers_wrong += sum(cells(name, said.get(name)) != cells(name, value) for name, value in wanted.items())


def table() -> str:
    """The table of all kinds, as Markdown."""
    lines = ["| file | documents | values right | wrong or missing | of them without a flag |", "|---|--:|--:|--:|--:|"]
    kinds: dict[str, Callable[[Content], bytes]] = {
        "Word (`.docx`)": lambda one: write_docx(one.sheet, one.title),
        "Excel (`.xlsx`)": lambda one: write_xlsx(one.sheet, one.title),
        "web page (`.html`)": lambda one: write_html(one.sheet, one.title),
    }
    if program():
        kinds["Word printed to PDF by LibreOffice"] = lambda one: as_pdf(write_docx(one.sheet, one.title))
    for name, write in kinds.items():
        tally = Tally()
        for content in contents():
            score(content, write(content), "pdf" if "PDF" in name else name.split(".")[-1].strip("`)"), tally)
        trust = tally.trust
        wrong = trust.wrong + trust.missing + tally.headers_wrong
        silent = trust.silent + trust.omitted + tally.headers_wrong
        lines.append(f"| {name} | {tally.documents} | {trust.right} | {wrong} | {silent} |")
        for example in trust.examples:
            print(f"{name}: {example}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, or put it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    made = table()
    print(made)
    if parser.parse_args().write:
        text = PAGE.read_text("utf-8")
        before, _, rest = text.partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{made}{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
