"""The sign-off sheet as a Word file, in Thai and English, its evidence linked to the pictures beside the report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from phaen.pipeline.report.signoff_sheet import SignOff
from phaen.pipeline.report.site import texts

FONT = "TH Sarabun New"
_WIDTHS = (1.0, 5.2, 7.4, 6.6, 4.6)
"""Centimetres of the columns: number, rule, finding, evidence, verdict."""


_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _both(key: str) -> str:
    thai, english = texts()[key]
    return thai if thai == english else f"{thai} / {english}"


def _clean(text: str) -> str:
    """Text that XML can hold: control characters left out."""
    return _NOT_XML.sub("", text)


def write_docx(sheet: SignOff, path: Path) -> None:
    """Write ``sheet`` to ``path``. Hyperlinks are relative: the file is opened from the report's folder."""
    document = Document()
    _set_page(document)
    _set_font(document)
    document.core_properties.title = f"{_both('signoff')} {sheet.key.agency} {sheet.key.year or ''}".strip()
    document.core_properties.author = "phaen"
    document.add_heading(_both("signoff"), 1)
    document.add_paragraph(_clean(f"{sheet.name} ({sheet.key.agency}) · {_both('year')} {sheet.key.year or '–'}"))
    document.add_paragraph(_clean(f"{_both('documents')}: {', '.join(sheet.documents)}"))
    told = ", ".join(f"{_both('verdict_' + status)} {count}" for status, count in sheet.counts.items())
    document.add_paragraph(f"{_both('findings')}: {len(sheet.items) + sheet.more} ({told})")
    headings = ("number", "rule", "message", "evidence", "verdict")
    table = document.add_table(rows=1, cols=len(headings))
    table.style = "Table Grid"
    for cell, key in zip(table.rows[0].cells, headings, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(_both(key)).bold = True
    _repeat_heading(table.rows[0])
    for item in sheet.items:
        _add_item(document, table, item)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
    if sheet.more:
        document.add_paragraph(f"+{sheet.more}")
    _add_signatures(document)
    document.save(str(path))


def _add_item(document: Any, table: Any, item: Any) -> None:
    row = item.row
    cells = table.add_row().cells
    cells[0].text = str(item.number)
    cells[1].text = _clean(f"{row['title_th']}\n{row['title_en']}\n{_both(row['severity'])}")
    cells[2].text = _clean(f"{row['message_th']}\n{row['message_en']}")
    paragraph = cells[3].paragraphs[0]
    for index, proof in enumerate(item.proofs):
        paragraph = paragraph if index == 0 else cells[3].add_paragraph()
        _add_link(document, paragraph, _clean(f"{proof.where_th} / {proof.where_en}"), proof.href)
        paragraph.add_run(_clean(f" {proof.raw}"))
    if item.more:
        cells[3].add_paragraph(f"+{item.more}")
    verdict = _both("verdict_" + row["status"])
    said = [verdict, row["decided_by"], row["decided_on"], row["note"]] if row["status"] != "open" else ["☐ " + verdict]
    cells[4].text = _clean("\n".join(str(part) for part in said if part))


def _add_signatures(document: Any) -> None:
    document.add_paragraph()
    for key in ("signed_auditor", "signed_reviewer", "signed_office"):
        line = document.add_paragraph(f"{_both(key)} ".ljust(4) + "." * 50 + f"  {_both('signed_on')} " + "." * 24)
        line.paragraph_format.space_before = Pt(14)
        line.paragraph_format.keep_together = True


def _add_link(document: Any, paragraph: Any, text: str, target: str) -> None:
    """A hyperlink; python-docx can read them only."""
    relation = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x0B, 0x4F, 0x9E)
    link.append(run._r)
    paragraph._p.append(link)


def _repeat_heading(row: Any) -> None:
    """Print the heading row again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _set_font(document: Any) -> None:
    """One font for Thai and Latin letters: Word keeps a font and a size of their own for complex scripts."""
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name = FONT
        size = 14 if name == "Normal" else 20
        style.font.size = Pt(size)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        complex_size = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), str(size * 2))
        properties.append(complex_size)
