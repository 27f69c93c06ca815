"""The units (ส่วนราชการ) of an agency that are responsible for a line."""

from __future__ import annotations

import re
from functools import cache

from normalizers.data_files import rows, words
from normalizers.text import clean

_LABEL = re.compile(r"^\s*(?:ส่วนราชการที่รับผิดชอบ|ผู้รับผิดชอบ|หน่วยงานที่รับผิดชอบ|รับผิดชอบโดย)\s*:?\s*")
_BELONGS = re.compile(r"(?:สังกัด|ของ|ใน|ประจำ|ภายใต้|โดย|ร่วมกับ)\s*$")
_THAI_GAP = re.compile(r"(?<=[ก-๙])\s+(?=[ก-๙])")


@cache
def _kinds() -> tuple[tuple[str, int, str], ...]:
    found = [(row["word"], int(row["rank"]), row["split"]) for row in rows("unit_kinds.csv")]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def unit_rank(text: str) -> int | None:
    """How large the unit is that ``text`` begins with (1 = สำนัก … 5 = งาน); ``None`` when it is no unit."""
    text = _THAI_GAP.sub("", text)
    if any(text.startswith(word) for word in words("unit_false_starts.txt")):
        return None
    return next((rank for word, rank, _ in _kinds() if text.startswith(word) and len(text) > len(word)), None)


@cache
def _boundary() -> re.Pattern[str]:
    space = "|".join(word for word, _, split in _kinds() if split == "space")
    every = "|".join(word for word, _, _ in _kinds())
    tight = "|".join(word for word, rank, _ in _kinds() if rank >= 2 and word not in ("งาน", "ศูนย์", "กลุ่ม"))
    false = "|".join(words("unit_false_starts.txt"))
    return re.compile(
        rf"(?P<mark>\s*(?:[,;/]|\n|\s[-–•]|\sและ)\s*(?=(?!{false})(?:{every})[ก-๙\s])|(?<=[ก-๙ฯ])และ(?=(?!{false})(?:{tight})[ก-๙\s]))"
        rf"|(?P<space>\s+(?=(?!{false})(?:{space})[ก-๙\s]))"
    )


def split_units(text: str) -> list[str]:
    """The units that ``text`` names, one each, without white space inside a name.

    Units of one level separated by white space or และ are several; a smaller unit followed by the larger one that it
    belongs to is one. และ inside a name (ส่วนบรรจุและแต่งตั้ง) does not split: a new unit begins with a unit's word.
    """
    text = _LABEL.sub("", "\n".join(clean(line) for line in re.split(r"\n(?=\s*[-–•])", text)))
    text = text.strip().strip("-–—•.*").strip()
    if not text:
        return []
    units: list[str] = []
    start = 0
    pieces: list[tuple[str, bool]] = []
    marked = True
    for match in _boundary().finditer(text):
        if _depth(text, match.start()) or _BELONGS.search(text[start : match.start()]):
            continue
        if text[start : match.start()].strip():
            pieces.append((text[start : match.start()], marked))
        marked = bool(match["mark"])
        start = match.end()
    pieces.append((text[start:], marked))
    previous: int | None = None
    for piece, after_mark in pieces:
        name = _THAI_GAP.sub("", piece).strip(" ,;/-–•")
        if not name:
            continue
        rank = unit_rank(name)
        if units and not after_mark and previous is not None and rank is not None and rank < previous:
            units[-1] = f"{units[-1]} {name}"
        else:
            units.append(name)
        previous = rank
    return units


def _depth(text: str, position: int) -> int:
    before = text[:position]
    return before.count("(") - before.count(")")
