"""The three shapes of text input: plain with tabs, Markdown with HTML and LaTeX, and a raw text layer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from samples.blocks import Block, Break, Grid, GridRow, Para, Sheet
from samples.thai import wrap

FRACTION = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")
PLAIN_FRACTION = r"\1 / \2 × 100"
LATEX_FRACTION = r"$\\frac{\\text{\1}}{\\text{\2}} \\times 100$"
DETAIL_HEADINGS = ("นิยาม", "วิธีคำนวณ", "วิธีเก็บข้อมูล/หลักฐาน")


def write_plain(sheet: Sheet) -> str:
    """Plain text: a blank line between blocks, one line a table row, cells parted by tabs."""
    return _write(sheet.blocks, lambda para: _joined(para), _plain_cell)


def write_markdown(sheet: Sheet) -> str:
    """Markdown headings and bold, table rows parted by tabs, HTML lists in cells, LaTeX fractions."""
    return _write(sheet.blocks, _markdown_para, _markdown_cell)


def _joined(para: Para) -> str:
    return f"{para.lead} {para.text}".strip()


def _markdown_para(para: Para) -> str:
    if para.level:
        return "#" * para.level + " " + _joined(para)
    if para.lead:
        return f"**{para.lead}** {para.text}"
    return f"**{para.text}**" if para.bold else para.text


def _write(blocks: tuple[Block, ...], para_text: object, cell_text: object) -> str:
    assert callable(para_text) and callable(cell_text)
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            out += [para_text(block), ""]
        elif isinstance(block, Grid):
            for header in _header_rows(block):
                out.append("\t".join(header))
            for row in block.rows:
                out.append("\t".join(cell_text(cell, row) for cell in row.cells))
            out.append("")
        elif isinstance(block, Break):
            out.append("")
    return "\n".join(out).rstrip() + "\n"


def _header_rows(block: Grid) -> Iterator[list[str]]:
    """Each header row with one text a column; covered positions are empty."""
    width = len(block.roles)
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(block.header):
        texts = [""] * width
        x = 0
        for head in row:
            while (y, x) in covered:
                x += 1
            texts[x] = re.sub(r"\s+", " ", head.text)
            covered |= {(y + dy, x + dx) for dy in range(head.rowspan) for dx in range(head.colspan)}
            x += head.colspan
        yield texts


def _plain_cell(cell: str, row: GridRow) -> str:
    return re.sub(r"\s+", " ", FRACTION.sub(PLAIN_FRACTION, cell)).strip()


def _markdown_cell(cell: str, row: GridRow) -> str:
    paragraphs = [FRACTION.sub(LATEX_FRACTION, text) for text in cell.split("\n")]
    if row.bold and cell:
        return f"<b>{_plain_cell(cell, row)}</b>"
    if len(paragraphs) == 1:
        return paragraphs[0]
    if all(text.startswith("- ") for text in paragraphs):
        items = " ".join(f"<li>{text}</li>" for text in paragraphs)
        return f'<ul style="list-style-type: none"> {items}</ul>'
    if paragraphs[0] in DETAIL_HEADINGS:
        return " ".join(_detail_html(paragraphs))
    return " ".join(paragraphs)


def _detail_html(paragraphs: list[str]) -> Iterator[str]:
    items: list[str] = []
    evidence = False
    for text in paragraphs:
        if text in DETAIL_HEADINGS:
            evidence = text == DETAIL_HEADINGS[-1]
            yield f"<p><b>{text}</b></p>"
        elif evidence:
            items.append(f"<li>{text}</li>")
        else:
            yield text if text.startswith("$") else f"<p>{text}</p>"
    if items:
        yield f'<ol style="list-style-type: none"> {" ".join(items)}</ol>'


def write_raw(sheet: Sheet, line_width: int = 96, *, across: bool = False) -> str:
    """A raw text layer: lines broken at the page width, table cells broken over lines without separators.

    ``across``: the lines of a row run across its cells, as programs print that take a page line by line.
    """
    out: list[str] = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            out += [f"{line} " for line in wrap(_joined(block), line_width)]
        elif isinstance(block, Grid):
            out += _raw_table(block, line_width, across=across)
        elif isinstance(block, Break):
            out.append("")
    return "\n".join(out).rstrip() + "\n"


def _raw_table(block: Grid, line_width: int, *, across: bool) -> list[str]:
    """The header's cells, then row by row: a long first cell, then the short cells on one line with the next
    long cell's beginning, as a text layer gives them."""
    scale = line_width / sum(block.widths)
    widths = [max(6, int(width * scale)) for width in block.widths]
    out: list[str] = [""]
    heads = [head.text.split("\n") for row in block.header for head in row]
    if block.kind == "scale":
        for lines in heads:
            out += [f"{lines[0]} ", *([""] if len(lines) > 1 else []), *[f"{text} " for text in lines[1:]]]
    else:
        out += _raw_cells(heads)
    out.append("")
    for row in block.rows:
        out += [*_raw_row(row, widths, across=across), ""]
    return out


def _raw_row(row: GridRow, widths: list[int], *, across: bool) -> list[str]:
    if row.bold or row.section:
        return [" ".join(cell for cell in row.cells if cell) + " "]
    texts = [FRACTION.sub(PLAIN_FRACTION, cell) for cell in row.cells]
    cells = [
        [line for paragraph in text.split("\n") for line in wrap(paragraph, width)] if text else []
        for text, width in zip(texts, widths, strict=True)
    ]
    if across:
        return [f"{' '.join(filter(None, line))} " for line in zip_longest(*cells, fillvalue="")]
    return _raw_cells(cells)


def _raw_cells(cells: list[list[str]]) -> list[str]:
    """Short cells follow one another on a line; a cell of several lines ends its line and leaves one empty."""
    out: list[str] = []
    open_line = ""
    for lines in cells:
        if not lines:
            continue
        open_line = f"{open_line} {lines[0]}".strip()
        if len(lines) > 1:
            out += [f"{open_line} ", *[f"{line} " for line in lines[1:]], ""]
            open_line = ""
    if open_line:
        out.append(f"{open_line} ")
    return out
