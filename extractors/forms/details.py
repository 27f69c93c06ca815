"""The cell นิยามและวิธีคำนวณ (definition and calculation) cut at its inner headings."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources

from phaen.normalizers.text import canonical

_BOUND = r"(?:^|(?<=\s))"
"""A heading of one word must begin a line or stand behind a space; one with a slash is plain anywhere."""


@lru_cache(maxsize=1)
def _heads() -> list[tuple[str, re.Pattern[str]]]:
    """(part, pattern of its printed headings), from ``detail_heads.csv``; longer wordings first."""
    text = resources.files("phaen.extractors.wordings").joinpath("detail_heads.csv").read_text("utf-8")
    heads = []
    for row in csv.DictReader(text.splitlines()):
        wordings = sorted(row["wordings"].split("|"), key=len, reverse=True)
        loose = "|".join(_BOUND + _loosely(w) if "/" not in w else _loosely(w) for w in wordings)
        end = r"(?=\s|:|$)" if row["part"] != "target" else r"(?=\s*:?\s*(?:ร้อยละ|ระดับ|อย่างน้อย|ไม่|จำนวน|[0-9๐-๙]))"
        heads.append((row["part"], re.compile(rf"(?:{loose}){end}\s*:?", re.MULTILINE)))
    return heads


def _loosely(wording: str) -> str:
    """A pattern for ``wording`` with white space anywhere (lines break inside a cell)."""
    return r"\s*".join(re.escape(char) for char in wording.replace(" ", ""))


def split_details(text: str) -> dict[str, str]:
    """Cut ``text`` into ``definition``, ``calculation`` and ``evidence``.

    definition runs from นิยาม to วิธีคำนวณ (or to a ค่าเป้าหมาย heading), calculation to วิธีเก็บข้อมูล/หลักฐาน; the headings
    are left out, headings inside a part stay. A text without any heading is a definition.
    """
    text = canonical(text).strip()
    found: list[tuple[int, int, str]] = []
    position = 0
    for part, pattern in _heads():
        match = pattern.search(text, position if part != "target" else 0)
        if match is None:
            continue
        found.append((match.start(), match.end(), part))
        if part != "target":
            position = match.end()
    found.sort()
    parts: dict[str, str] = {}
    if not found or found[0][0] > 0:
        opening = text[: found[0][0]] if found else text
        if opening.strip():
            parts["definition"] = opening.strip()
    for index, (_, end, part) in enumerate(found):
        stop = found[index + 1][0] if index + 1 < len(found) else len(text)
        body = text[end:stop].strip()
        if part == "target":
            continue
        if body:
            parts[part] = f"{parts[part]}\n{body}" if part in parts else body
    return parts
