"""Sample documents printed to PDF by other producers: web pages by a browser, Word documents by LibreOffice."""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from samples.blocks import Block, Grid, Para, Sheet
from samples.inline import MOVED, RAISED, STRUCK, UNSEEN, parts
from samples.pdf_changes import MARK
from samples.pdf_tables import placed_heads
from samples.text_writers import FRACTION, PLAIN_FRACTION

_HIDDEN = {
    "white": "color:#fff",
    "tiny": "font-size:.5px",
    "clear": "opacity:.01",
    "cover": "position:relative",
    "marked": "color:rgb({},{},{})".format(*MARK),
}
FONTS = Path(__file__).parent / "fonts"
MERGED = ("units", "target", "responsibility", "code")
"""Roles whose equal cells in rows that follow each other may be merged."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the page looks: ``rules`` full or vertical only, forms in a box, equal cells merged, text in their middle.

    ``spacing``: em that follow every letter. ``hiding``: how figures are hidden that nobody sees: ``white``, ``tiny``,
    ``clear`` (no opacity), ``cover`` (a white box over them), ``marked`` (in a colour, for what is done later).
    """

    rules: str = "full"
    boxed: bool = False
    merged: bool = False
    middle: bool = False
    spacing: float = 0.0
    hiding: str = "white"
    wide: bool = False
    css: str = ""
    """Rules that come last: font, sizes, room."""


def chromium(page: str, out: Path) -> bool:
    """Print ``page`` to ``out`` with a headless browser; false where none is installed."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, "utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/u",
        ]
        command = [program, *options, f"--print-to-pdf={out}", source.as_uri()]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
    return True


def libreoffice(document: bytes, out: Path) -> bool:
    """Print a Word document to ``out`` with LibreOffice Writer; false where it is not installed."""
    return libreoffice_all({out: document})


def libreoffice_all(documents: Mapping[Path, bytes]) -> bool:
    """Print Word documents, each to its path, in one go; false where LibreOffice is not installed or one is missing."""
    program = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "in", Path(folder) / "out"
        given.mkdir()
        for number, document in enumerate(documents.values()):
            (given / f"{number}.docx").write_bytes(document)
        options = [f"-env:UserInstallation=file://{folder}/u", "--headless", "--convert-to", "pdf"]
        command = [program, *options, "--outdir", str(made), *map(str, sorted(given.iterdir()))]
        subprocess.run(command, capture_output=True, check=True, timeout=240 + 10 * len(documents))
        for number, out in enumerate(documents):
            if (made / f"{number}.pdf").exists():
                shutil.move(made / f"{number}.pdf", out)
    return all(out.exists() for out in documents)


def write_page(sheet: Sheet, look: Look) -> str:
    """``sheet`` as a web page that holds its fonts and style."""
    regular, bold = (FONTS / f"Sarabun-{name}.ttf" for name in ("Regular", "Bold"))
    inner = "border-left:1px solid;border-right:1px solid" if look.rules == "vertical" else "border:1px solid"
    style = (
        f"@font-face{{font-family:S;src:url({regular.as_uri()})}}"
        f"@font-face{{font-family:S;font-weight:bold;src:url({bold.as_uri()})}}"
        f"@page{{size:A4{' landscape' if look.wide else ''};margin:18mm}}"
        f"body{{font:12px S;margin:0;letter-spacing:{look.spacing or 0}em}}p{{margin:2px 0}}"
        "table{border-collapse:collapse;width:100%;border-bottom:1px solid;margin:4px 0}"
        "sup{font-size:83%;line-height:0}.over{position:absolute;inset:-1px;background:#fff}"
        f"th{{border:1px solid}}td{{{inner};vertical-align:{'middle' if look.middle else 'top'}}}"
        "th,td{padding:3px;text-align:left}.box{border:1px solid;padding:6px;margin:4px 0}"
        f"{look.css}"
    )
    body: list[str] = []
    waiting: list[str] = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            waiting.append(_para(block))
        elif isinstance(block, Grid):
            parts = [*waiting, _table(block, look)]
            body.append(f'<div class="box">{"".join(parts)}</div>' if look.boxed else "".join(parts))
            waiting = []
    head = f'<meta charset="utf-8"><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="th"><head>{head}</head><body>{"".join([*body, *waiting])}</body></html>'


def _para(block: Para) -> str:
    lead = f"<b>{html.escape(block.lead)}</b> " if block.lead else ""
    text = html.escape(block.text)
    place = ' style="text-align:center"' if block.centre else ""
    return f"<p{place}>{lead}{f'<b>{text}</b>' if block.bold else text}</p>"


def _table(block: Grid, look: Look) -> str:
    heads: dict[int, list[str]] = {}
    for y, _, head in placed_heads(block):
        size = f' colspan="{head.colspan}" rowspan="{head.rowspan}"'
        heads.setdefault(y, []).append(f"<th{size}>{_cell(head.text, look)}</th>")
    spans = merged_spans(block) if look.merged else {}
    covered = {(row + step, column) for (row, column), span in spans.items() for step in range(1, span)}
    out = ["<table><thead>", *(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(heads.items())), "</thead>"]
    for number, row in enumerate(block.rows):
        if row.section:
            out.append(f'<tr><td colspan="{len(block.roles)}"><b>{_cell(row.cells[0], look)}</b></td></tr>')
            continue
        cells = [
            f'<td rowspan="{spans.get((number, column), 1)}">{_cell(text, look)}</td>'
            for column, text in enumerate(row.cells)
            if (number, column) not in covered
        ]
        out.append(f"<tr>{''.join(cells)}</tr>")
    return "".join([*out, "</table>"])


def merged_spans(block: Block) -> dict[tuple[int, int], int]:
    """(row, column) of the cells that hold for several rows, with how many: equal ones of :data:`MERGED` roles."""
    assert isinstance(block, Grid)
    spans: dict[tuple[int, int], int] = {}
    for column, role in enumerate(block.roles):
        if role not in MERGED:
            continue
        keyed = [
            (number if row.section or row.bold else -1, row.cells[column]) for number, row in enumerate(block.rows)
        ]
        start = 0
        for (_, text), group in groupby(keyed):
            count = len(list(group))
            if count > 1 and text.strip():
                spans[start, column] = count
            start += count
    return spans


def _cell(text: str, look: Look) -> str:
    return "<br>".join(_line(FRACTION.sub(PLAIN_FRACTION, line), look) for line in text.split("\n"))


def _line(text: str, look: Look) -> str:
    out = []
    for kind, drawn in parts(text):
        drawn = html.escape(drawn)
        if kind == RAISED:
            drawn = f"<sup>{drawn}</sup>"
        elif kind == STRUCK:
            drawn = f"<s>{drawn}</s>"
        elif kind == MOVED:
            drawn = f'<span style="{_HIDDEN["marked"]}">{drawn}</span>'
        elif kind == UNSEEN:
            over = '<i class="over"></i>' if look.hiding == "cover" else ""
            drawn = f'<span style="{_HIDDEN[look.hiding]}">{drawn}{over}</span>'
        out.append(drawn)
    return "".join(out)
