"""One document's raw records into the typed rows of every dataset."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from phaen.extractors.forms.amendments import without_amended
from phaen.extractors.forms.engine import kinds_for
from phaen.extractors.forms.identity import Identity, identify
from phaen.extractors.forms.records import SectionText
from phaen.extractors.forms.walk import read_records
from phaen.extractors.model import Block, Cell, Document, Paragraph
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import Item
from phaen.extractors.wordings.catalogue import active_folder, label_wordings
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble import expectations
from phaen.pipeline.assemble.account import (
    account,
    flag_listed_only,
    flag_named_in_unread,
    flag_run_together,
    flag_spilled,
)
from phaen.pipeline.assemble.cells import cell_rows, tables_of
from phaen.pipeline.assemble.confidence import believe
from phaen.pipeline.assemble.damaged import flag_laid_out, flag_lost_characters
from phaen.pipeline.assemble.indicators import indicator_rows, overruled_texts
from phaen.pipeline.assemble.merge import merge_mentions
from phaen.pipeline.assemble.projects import project_rows
from phaen.pipeline.assemble.provenance import Provenance
from phaen.pipeline.assemble.row_keys import give_row_keys
from phaen.pipeline.assemble.rows import (
    flag_unread_months,
    milestone_row,
    plan_row,
    result_row,
    rubric_row,
    section_row,
    without_repeated_levels,
)
from phaen.pipeline.assemble.signals import Evidence
from phaen.pipeline.assemble.statements import statement_rows
from phaen.pipeline.assemble.withhold import withhold
from phaen.pipeline.schema.datasets import TYPED_DATASETS

Rows = dict[str, list[dict[str, Any]]]


def identified(
    document: Document, register: AgencyRegister, pages: Collection[int] = ()
) -> tuple[Identity, list[Item]]:
    """Whose document it is and of which year, and its paragraphs and joined tables, read by that office's forms.

    With ``pages`` the items are those of these pages alone.
    """
    identity = identify(document.blocks, register)
    shown = document.of_pages(pages) if pages else document
    return identity, join_tables(shown, kinds_for(identity.owner.sector, active_folder(), identity.doc_type))


def assemble(
    document: Document,
    register: AgencyRegister,
    *,
    cells: bool = True,
    statements: bool = True,
    pages: Collection[int] = (),
) -> Rows:
    """Rows of ``document`` by dataset, one in ``documents``; linking across documents comes later.

    ``cells`` and ``statements`` say whether the datasets of these names are made; with ``pages`` the rows are those of
    these pages of a PDF alone, and the document is ``partial``.
    """
    pages = pages if document.page_count is not None else ()
    identity, items = identified(document, register, pages)
    document = document.of_pages(pages) if pages else document
    records = read_records(document, items, identity, register)
    provenance = Provenance(document, identity)
    indicators = merge_mentions(records.mentions, records.ties)
    rows: Rows = {"documents": [_document_row(document, identity)]}
    rows["kpis"], rows["kpi_mentions"], names = indicator_rows(indicators, records, provenance, identity, register)
    rows["rubrics"] = without_repeated_levels([rubric_row(level, provenance, names) for level in records.rubrics])
    lines, amended = without_amended(records.plans)
    rows["plans"] = [plan_row(line, provenance) for line in lines]
    rows["results"] = [result_row(line, provenance, names) for line in records.results]
    rows["milestones"] = [milestone_row(step, provenance, names) for step in records.milestones]
    flag_unread_months(rows["milestones"])
    sections = [*records.sections, *amended, *overruled_texts(indicators), *_hidden_texts(document)]
    rows["sections"] = [section_row(section, provenance, names) for section in sections]
    rows["repairs"] = [
        {
            "doc_id": document.doc_id,
            "source_file": document.source_file,
            "page": repair.place.page,
            "line": repair.place.line,
            "bbox": list(repair.place.bbox) if repair.place.bbox else None,
            "place": repair.place.where,
            "rule": repair.rule,
            "before": repair.before,
            "after": repair.after,
        }
        for repair in document.repairs
    ]
    rows = flag_lost_characters(withhold(rows, document, items), document)
    flag_laid_out(rows, document)
    evidence = Evidence(items, rows)
    flag_named_in_unread(rows, evidence)
    flag_listed_only(rows)
    flag_run_together(rows, evidence)
    flag_spilled(rows, evidence)
    believe(rows, evidence, frozenset(page.page for page in document.pages if page.ocr))
    lost = account(document, items, rows, label_wordings())
    expectations.judge(rows)
    rows["sections"] += [section_row(section, provenance, names) for section in _lost_texts(lost)]
    for name in TYPED_DATASETS:
        give_row_keys(name, rows.get(name, []))
    if cells:
        rows["cells"] = list(cell_rows(tables_of(items), provenance))
    if statements:
        rows["statements"] = list(statement_rows(rows, items, evidence, provenance))
    rows["projects"] = project_rows(rows["plans"], rows["kpis"])
    if pages:
        told = rows["documents"][0]["error"]
        told = f"{told} " if told else ""
        rows["documents"][0] |= {"status": "partial", "error": f"{told}Only pages {page_list(pages)} were read."}
    return rows


def page_list(pages: Collection[int]) -> str:
    """Page numbers as people write them: ``3-10, 15``."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _lost_texts(parts: Sequence[Paragraph | Cell]) -> Iterator[SectionText]:
    """What forms read and no row repeats: kept, so that nothing vanishes."""
    for part in parts:
        yield SectionText((), "other", part.text, part.place, flags=[*part.flags, "text_unplaced"])


def _hidden_texts(document: Document) -> list[SectionText]:
    """What nobody sees on the pages: no data, but kept."""
    return [SectionText((), "hidden", part.text, part.place, flags=list(part.flags)) for part in document.hidden]


def _document_row(document: Document, identity: Identity) -> dict[str, Any]:
    owner, agency = identity.owner, identity.agency
    flags = list(document.flags)
    flags.extend(identity.doubts)
    if owner.name is None:
        flags.append("agency_unnamed")
    elif owner.guessed:
        flags.append("agency_guess")
    if identity.fiscal_year is None:
        flags.append("unknown_fiscal_year")
    unreadable = [page.page for page in document.pages if not page.readable]
    if unreadable:
        flags.append("page_unreadable")
    pictures = sorted({block.place.page or 0 for block in document.blocks if _is_picture(block)})
    if pictures:
        flags.append("table_picture")
    return {
        "doc_id": document.doc_id,
        "source_file": document.source_file,
        "doc_type": identity.doc_type,
        "fiscal_year": identity.fiscal_year,
        "first_year": identity.years.first if identity.years else None,
        "last_year": identity.years.last if identity.years else None,
        "agency_code": agency.code if agency else None,
        "agency_name": owner.name,
        "parent_agency": owner.parent,
        "sector": owner.sector,
        "title": identity.title,
        "page_count": document.page_count,
        "text_source": _text_source(document),
        "status": "partial" if unreadable or pictures or identity.doc_type is None else "ok",
        "error": " ".join(_why_partial(pictures, unreadable, identity.doc_type is None)) or None,
        "duplicate_of": None,
        "flags": sorted(set(flags)),
    }


def _why_partial(pictures: Sequence[int], unreadable: Sequence[int], unknown: bool) -> Iterator[str]:
    """What was not read, where it stands, and what to do next."""
    if pictures:
        where = _named(pictures)
        yield f"A table stands as a picture on {where} and was not read: run with text recognition (--ocr auto)."
    if unreadable:
        yield f"The text of {_named(unreadable)} cannot be read: run with text recognition (--ocr auto)."
    if unknown:
        yield (
            "No title says what kind of document this is: see which of its tables were read, and give the whole "
            "document if this is a part of one."
        )


def _named(pages: Sequence[int]) -> str:
    return f"page {pages[0]}" if len(pages) == 1 else f"pages {page_list(pages)}"


def _is_picture(block: Block) -> bool:
    return isinstance(block, Paragraph) and "table_picture" in block.flags


def _text_source(document: Document) -> str:
    if document.kind != "pdf":
        return document.kind
    if any(page.ocr for page in document.pages):
        return "ocr"
    return "repaired" if document.repairs else "native"
