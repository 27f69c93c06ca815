"""What was understood of a page, drawn on it: tables, cells, headings, roles, merged cells, hidden text, doubts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from phaen.extractors.pdf.source.render import crop
from phaen.pipeline.schema.datasets import TYPED_DATASETS
from phaen.pipeline.views.tables import PrintedTable, printed_tables
from PIL import Image, ImageDraw, ImageFont

Row = Mapping[str, Any]
Colour = tuple[int, int, int]
HEADING: Colour = (40, 90, 200)
READ: Colour = (20, 130, 60)
UNREAD: Colour = (215, 120, 0)
MERGED: Colour = (140, 40, 160)
DOUBT: Colour = (205, 20, 40)
HIDDEN: Colour = (110, 110, 110)
LEGEND = 340
"""Width of the list beside the page, in points."""
FONT = 8.5
"""Size of the letters of the list, in points."""
LONGEST = 64
"""Letters of a line of the list."""
WORDS = {
    "heading": ("heading", HEADING),
    "read": ("cell with a role", READ),
    "unread": ("cell without a role", UNREAD),
    "merged": ("merged cell", MERGED),
    "doubt": ("doubt", DOUBT),
    "hidden": ("text that nobody sees", HIDDEN),
}


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    data = files("phaen.pipeline.report").joinpath("static", "fonts", "Sarabun-Regular.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)


def overlay(data: bytes, page: int, datasets: Mapping[str, Sequence[Row]], scale: float = 2.0) -> bytes:
    """PNG bytes of ``page`` (from 1) of the PDF ``data`` with what ``datasets`` (of its extraction) say stands there.

    Beside the page stand the columns of each table with their headings and roles, and the doubts by number. Raises as
    :func:`phaen.extractors.pdf.source.render.crop` does.
    """
    picture = Image.open(io.BytesIO(crop(data, page, scale=scale))).convert("RGBA")
    tables = printed_tables(datasets["cells"], page)
    lines: list[tuple[str, Colour]] = [WORDS[key] for key in WORDS]
    layer = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    draw = ImageDraw.Draw(layer)
    for table in tables:
        _table(draw, table, page, scale)
        lines += [("", HIDDEN), (f"table {table.number + 1}: {table.kind or 'no form reads it'}", HEADING)]
        lines += list(_columns(table))
    _doubts(draw, page, datasets, scale, lines)
    for section in datasets.get("sections", ()):
        if section["kind"] == "hidden" and section["page"] == page:
            if section["bbox"]:
                draw.rectangle(_box(section["bbox"], scale), outline=(*HIDDEN, 255), fill=(*HIDDEN, 60), width=2)
            lines.append((f"hidden: {section['text']}", HIDDEN))
    return _beside(Image.alpha_composite(picture, layer), lines, scale)


def _box(bbox: Sequence[float], scale: float) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = (value * scale for value in bbox)
    return (min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def _table(draw: ImageDraw.ImageDraw, table: PrintedTable, page: int, scale: float) -> None:
    cells = [cell for row in table.rows for cell in row if cell["page"] == page and cell["bbox"]]
    for cell in cells:
        box = _box(cell["bbox"], scale)
        colour = HEADING if cell["is_header"] else READ if cell["role"] else UNREAD
        draw.rectangle(box, fill=(*colour, 34), outline=(*colour, 200), width=1)
        if cell["row_span"] > 1 or cell["column_span"] > 1:
            draw.rectangle(box, outline=(*MERGED, 255), width=2)
        if cell["flags"]:
            draw.line((box[0], box[1], box[0], box[3]), fill=(*DOUBT, 255), width=4)
    if not cells:
        return
    boxes = [_box(cell["bbox"], scale) for cell in cells]
    whole = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    draw.rectangle((whole[0] - 3, whole[1] - 3, whole[2] + 3, whole[3] + 3), outline=(*HEADING, 255), width=3)
    labelled: set[int] = set()
    for cell in sorted(cells, key=lambda one: one["row_no"]):
        if cell["is_header"] or cell["column_no"] in labelled:
            continue
        labelled.add(cell["column_no"])
        x0, top, _, _ = _box(cell["bbox"], scale)
        text = f"{cell['column_no'] + 1} {cell['role'] or '?'}"
        font = _font(round(6.5 * scale))
        draw.rectangle(draw.textbbox((x0 + 1, top - 7 * scale), text, font=font), fill=(255, 255, 255, 220))
        draw.text((x0 + 1, top - 7 * scale), text, fill=(*(READ if cell["role"] else UNREAD), 255), font=font)


def _columns(table: PrintedTable) -> Iterator[tuple[str, Colour]]:
    roles: dict[int, str | None] = {}
    for row in table.rows[table.headings :]:
        for cell in row:
            roles.setdefault(cell["column_no"], cell["role"])
    for number, heading in enumerate(table.columns()):
        role = roles.get(number)
        yield f"{number + 1}  {heading} = {role or '?'}", READ if role else UNREAD


def _doubts(
    draw: ImageDraw.ImageDraw,
    page: int,
    datasets: Mapping[str, Sequence[Row]],
    scale: float,
    lines: list[tuple[str, Colour]],
) -> None:
    """Rows of the page that have flags, numbered on the page and in the list."""
    number = 0
    seen: dict[tuple[float, ...], int] = {}
    for name in TYPED_DATASETS:
        for row in datasets.get(name, ()):
            if row["page"] != page or not row["flags"] or not row["bbox"] or name == "kpi_mentions":
                continue
            place = tuple(row["bbox"])
            if place not in seen:
                number += 1
                seen[place] = number
                x0, top, _, bottom = _box(row["bbox"], scale)
                draw.line((x0 - 5, top, x0 - 5, bottom), fill=(*DOUBT, 255), width=3)
                draw.text(
                    (max(0.0, x0 - 11 * scale), top), str(number), fill=(*DOUBT, 255), font=_font(round(8 * scale))
                )
            if number == 1 and lines[-1][0] != "":
                lines.append(("", HIDDEN))
            lines.append((f"{seen[place]}  {name}: {', '.join(row['flags'])}", DOUBT))


def _beside(picture: Image.Image, lines: Sequence[tuple[str, Colour]], scale: float) -> bytes:
    """The picture with the list at its right; the canvas grows with the list."""
    font, step = _font(round(FONT * scale)), FONT * scale * 1.5
    wrapped = [(part, colour) for text, colour in lines for part in _wrapped(text)]
    height = max(picture.height, round(step * (len(wrapped) + 2)))
    whole = Image.new("RGB", (picture.width + round(LEGEND * scale), height), "white")
    whole.paste(picture.convert("RGB"), (0, 0))
    draw = ImageDraw.Draw(whole)
    for place, (text, colour) in enumerate(wrapped):
        draw.text((picture.width + 8 * scale, step * (place + 0.5)), text, fill=colour, font=font)
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def _wrapped(text: str) -> list[str]:
    text = " ".join(text.split())
    return [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)] or [""]
