"""The same document with other digits, headings or columns, damage in its words, or pages in between."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TypeVar

from samples.blocks import Block, Grid, GridRow, Head, Para, Sheet, map_texts
from samples.thai import thai_digits, words

T = TypeVar("T")

RENAMED = {
    "ชื่อตัวชี้วัด": "ตัวชี้วัด (KPI)",
    "ตัวชี้วัด": "ชื่อตัวชี้วัด",
    "รหัส KRs": "รหัส KR (4 หลัก)",
    "ค่าเป้าหมาย": "เป้าหมายปีงบประมาณ",
    "ความรับผิดชอบ (H/R)": "บทบาท (H/R)",
    "โครงการ/กิจกรรม (งบประมาณ)": "โครงการ/กิจกรรมสนับสนุน (งบประมาณ)",
    "ส่วนราชการที่รับผิดชอบ": "หน่วยงาน/ส่วนราชการที่รับผิดชอบ",
    "ส่วนราชการ": "ส่วนราชการที่รับผิดชอบ",
    "งบประมาณ": "งบประมาณ (บาท)",
    "โครงการ": "โครงการ/กิจกรรม",
    "ที่": "ลำดับ",
    "ลำดับที่": "ที่",
    "น้ำหนัก คะแนน": "ค่าน้ำหนัก",
    "น้ำหนักคะแนน": "น้ำหนัก (ร้อยละ)",
    "เป้าหมาย": "ค่าเป้าหมาย",
    "ข้อมูลพื้นฐาน (Baseline data)": "ผลงานย้อนหลัง (Baseline)",
    "วิธีวัดผลการดำเนินงาน": "ผลการดำเนินงาน",
    "คะแนนที่ได้รับ": "คะแนนที่จะได้รับ",
    "ผลสำเร็จ": "ผลการดำเนินงานที่ทำได้",
    "รหัสนโยบาย (3 หลัก) (ถ้ามี)": "รหัสนโยบายผู้ว่าราชการ",
}
"""Wordings of the same column that offices use, by the wording of the form."""

HEADER_DAMAGE = {
    "ตัวชี้วัด": "ตัวชี้วดั",
    "ค่าเป้าหมาย": "คำเป้าหมาย",
    "งบประมาณ": "งบประมำณ",
    "โครงการ/กิจกรรม": "โครงการ/กิจกรรุม",
    "ส่วนราชการที่รับผิดชอบ": "ส่วนราชการทีร่ับผิดชอบ",
    "ระดับความสำเร็จ": "ระดับความสำเรจ็",
    "ประเด็นการพัฒนาที่": "ประเด็นการพัฒนาคำที่",
    "ข้อตัวชี้วัดที่": "ข้อตัวชีวิตที่",
    "ผลการดำเนินงาน": "ผลการดำเนนิงาน",
}
"""Header words as text recognition and displaced marks leave them."""

EXTRA = {
    "kpi": ("หมายเหตุ", ""),
    "own_projects": ("แหล่งเงิน", "งบ กทม."),
    "own_summary": ("แหล่งเงิน", "งบ กทม."),
}
PERMUTED = {"kpi", "own_projects", "own_summary", "city_projects", "summary", "detail", "rubric"}


def with_thai_digits(sheet: Sheet) -> Sheet:
    """Every digit printed as a Thai digit, except after a Latin letter (P054)."""
    return _texts(sheet, lambda text: re.sub(r"(?<![A-Za-z\d])\d[\d,.]*", lambda m: thai_digits(m[0]), text))


def renamed(sheet: Sheet) -> Sheet:
    """Column headings in other wordings."""
    return _grids(sheet, lambda g: _heads(g, lambda text: RENAMED.get(text, text)))


def damaged_headers(sheet: Sheet) -> Sheet:
    """Header words and labels with text-recognition damage."""

    def damage(text: str) -> str:
        for good, bad in HEADER_DAMAGE.items():
            if good in text:
                return text.replace(good, bad, 1)
        return text

    blocks = [
        replace(b, lead=damage(b.lead)) if isinstance(b, Para) else _heads(b, damage) if isinstance(b, Grid) else b
        for b in sheet.blocks
    ]
    return replace(sheet, blocks=tuple(blocks))


def permuted(sheet: Sheet, seed: int = 1) -> Sheet:
    """Columns of one-row-header tables in another order, the same order in every table of a kind."""

    def shuffle(g: Grid) -> Grid:
        if g.kind not in PERMUTED or len(g.header) > 1:
            return g
        order = list(range(len(g.roles)))
        random.Random(f"{seed}/{g.kind}").shuffle(order)
        rows = tuple(row if row.section else replace(row, cells=_pick(row.cells, order)) for row in g.rows)
        header = (tuple(g.header[0][i] for i in order),)
        return replace(g, roles=_pick(g.roles, order), widths=_pick(g.widths, order), header=header, rows=rows)

    return _grids(sheet, shuffle)


def _pick(values: tuple[T, ...], order: list[int]) -> tuple[T, ...]:
    return tuple(values[i] for i in order)


def extra_column(sheet: Sheet) -> Sheet:
    """One more column that no form knows, at the end of some tables."""

    def add(g: Grid) -> Grid:
        if g.kind not in EXTRA:
            return g
        title, value = EXTRA[g.kind]
        rows = tuple(replace(r, cells=(*r.cells, "" if r.bold or r.section else value)) for r in g.rows)
        header = ((*g.header[0], Head(title)),)
        return replace(g, roles=(*g.roles, "extra"), widths=(*g.widths, 12), header=header, rows=rows)

    return _grids(sheet, add)


def page_breaks(sheet: Sheet, rows_per_page: int = 2) -> Sheet:
    """Tables cut by pages: the header again, the cut row goes on below it with its leading cells empty, in the
    middle of a word with the source's line-break hyphen."""
    blocks: list[Block] = []
    for block in sheet.blocks:
        blocks += _cut(block, rows_per_page) if isinstance(block, Grid) else [block]
    return replace(sheet, blocks=tuple(blocks))


def _cut(g: Grid, rows_per_page: int) -> list[Block]:
    parts: list[Block] = []
    page: list[GridRow] = []
    for n, row in enumerate(g.rows):
        page.append(row)
        last = n == len(g.rows) - 1
        if row.section or row.bold or len(page) < rows_per_page or (last and len(g.rows) > 1):
            continue
        longest = max(range(len(row.cells)), key=lambda i: len(row.cells[i]))
        first, rest = _split_text(row.cells[longest]) if longest else ("", "")
        if rest:
            empty = [""] * len(row.cells)
            page[-1] = replace(row, cells=(*row.cells[:longest], first, *row.cells[longest + 1 :]))
            parts.append(replace(g, rows=tuple(page)))
            page = [GridRow((*empty[:longest], rest, *empty[longest + 1 :]))]
        elif not last:
            parts.append(replace(g, rows=tuple(page)))
            page = []
    if page:
        parts.append(replace(g, rows=tuple(page)))
    return parts


def _split_text(text: str) -> tuple[str, str]:
    """Two parts of a long text, cut between two words without a space (with a hyphen) or at a line end."""
    if "\n" in text:
        lines = text.split("\n")
        half = (len(lines) + 1) // 2
        return "\n".join(lines[:half]), "\n".join(lines[half:])
    pieces = words(text)
    if len(text) < 40 or len(pieces) < 4:
        return text, ""
    half = len(pieces) // 2
    first, rest = "".join(pieces[:half]), "".join(pieces[half:])
    if first.endswith(" ") or rest.startswith(" ") or not _thai_end(first) or not _thai_end(rest[0]):
        return first.rstrip(), rest.lstrip()
    return first + "-", rest


def _thai_end(text: str) -> bool:
    return "\u0e01" <= text[-1] <= "\u0e4e"


def _texts(sheet: Sheet, change: object) -> Sheet:
    return replace(sheet, blocks=tuple(map_texts(block, change) for block in sheet.blocks))


def _grids(sheet: Sheet, change: object) -> Sheet:
    assert callable(change)
    return replace(sheet, blocks=tuple(change(b) if isinstance(b, Grid) else b for b in sheet.blocks))


def _heads(g: Grid, change: object) -> Grid:
    assert callable(change)
    return replace(g, header=tuple(tuple(replace(h, text=change(h.text)) for h in row) for row in g.header))
