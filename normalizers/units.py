"""The units (ส่วนราชการ) of an agency that are responsible for a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from phaen.normalizers.data_files import rows, words
from phaen.normalizers.ditto import is_ditto
from phaen.normalizers.registers.agency_register import default_register
from phaen.normalizers.text import clean

_LABEL = re.compile(r"^\s*(?:ส่วนราชการที่รับผิดชอบ|ผู้รับผิดชอบ|หน่วยงานที่รับผิดชอบ|รับผิดชอบโดย)\s*:?\s*")
_BELONGS = re.compile(
    r"(?:สังกัด|ของ|ใน|ประจำ|ภายใต้|โดย|ร่วมกับ"
    r"|(?:^|[\s,;/])(?:หัวหน้า|(?:รอง|ผู้ช่วย)?(?:ผู้อำนวยการ|อธิการบดี|คณบดี|หัวหน้า)))\s*$"
)
"""What a unit behind it belongs to: a word of belonging, or a post that is held in it."""
_EVERY_ONE = re.compile(r"\W*(?:ส่วนราชการ|หน่วยงาน|หน่วย|ส่วนงาน|สำนักงาน|สำนัก|กอง|ฝ่าย|ส่วน|กลุ่มงาน)\s*")
"""A kind alone: with ทุก (every) behind it one phrase, ส่วนราชการทุกส่วน (every department)."""
_TITLED = (
    r"(?:นาย(?!ก(?:เทศ|องค์|อบ|สภา|สมาคม|รัฐ|เหล่า|เมือง|พุทธ|สโมสร|ฯ|[\s.]|$)|ช่าง|ทะเบียน|ตรวจ|แพทย์|สัตวแพทย์|ท่า|ด่าน|อำเภอ)"
    r"|นาง(?:สาว)?|น\.ส\.|ดร\.|ผศ\.|รศ\.|นพ\.|พญ\.|ทพ\.|ทพญ\.|ภก\.|ภญ\.)\s?[ก-๙]"
)
_PERSON = re.compile(rf"^{_TITLED}")
"""A person by title and name: the white space parts the name from the surname."""
_NEXT_PERSON = re.compile(rf"(?P<mark>\s*[,;/]\s*|\s+และ\s*)?(?P<gap>\s*)(?:[0-9]{{1,2}}[.)]\s*)?(?={_TITLED})")
"""What stands before a further person."""
_NAMED = 3
"""Letters of a name behind its title at least: ``ผศ. ดร.`` are two titles of one person."""
_THAI_GAP = re.compile(r"(?<=[ก-๙])\s+(?=[ก-๙])")


@cache
def _kinds() -> tuple[tuple[str, int, str], ...]:
    found = [(row["word"], int(row["rank"]), row["split"]) for row in rows("unit_kinds.csv")]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


_PERMANENT_SECRETARY = "สำนักปลัด"
"""The office of the permanent secretary: of Bangkok and of ministries above the divisions, elsewhere one of them."""
_LOCAL_SECRETARY = re.compile(rf"{_PERMANENT_SECRETARY}(?!กรุงเทพ|กทม|กระทรวง).*")
_DIVISION = 2
"""The rank of a กอง (division)."""


def unit_rank(text: str) -> int | None:
    """How large the unit is that ``text`` begins with (1 = สำนัก … 5 = งาน); ``None`` when it is no unit."""
    text = _THAI_GAP.sub("", text)
    if any(text.startswith(word) for word in words("unit_false_starts.txt")):
        return None
    if _LOCAL_SECRETARY.fullmatch(text):
        return _DIVISION  # of a local government it stands beside กองช่าง, กองคลัง
    # a kind alone names no unit, but สำนักงานเลขานุการ (secretariat) is one
    return next(
        (rank for word, rank, _ in _kinds() if text.startswith(word) and (text != word or word.endswith("เลขานุการ"))),
        None,
    )


@cache
def kinds_in_brackets() -> tuple[str, ...]:
    """Words that begin a unit which in brackets at the end of a project's name is no part of the name."""
    return tuple(row["word"] for row in rows("unit_kinds.csv") if row["brackets"] == "yes")


@cache
def _boundary() -> re.Pattern[str]:
    """Matches what separates two units; the group ``mark`` is a separator that says so, not mere white
    space.
    """
    all_of = "ทุก(?:ส่วน|ฝ่าย|กอง|กลุ่มงาน)"
    every = "|".join([all_of, *(word for word, _, _ in _kinds())])
    space = "|".join([all_of, *(word for word, _, split in _kinds() if split != "mark")])
    # และ tight against both sides is mostly inside a name: only words that hardly stand elsewhere
    # begin a unit there
    tight = "|".join(word for word in ("ส่วน", "ฝ่าย", "กลุ่มงาน", "กอง", "สำนักงาน", "โรงพยาบาล", "สถาบัน"))
    new = rf"(?!{'|'.join(words('unit_false_starts.txt'))})"
    number = r"(?:\d{1,2}[.)]\s*)?"
    return re.compile(
        rf"(?P<mark>\s*[,;/]\s*{number}(?={new}(?:{every})[ก-๙\s])"
        rf"|\s*(?:\n|\s[-–•])\s*{number}(?={new}(?:{every})[ก-๙\s])"
        rf"|\s+\d{{1,2}}[.)]\s*(?={new}(?:{every})[ก-๙\s])"
        rf"|\s+และ\s*(?={new}(?:{space})[ก-๙\s])"
        rf"|(?<=[ก-๙ฯ])และ(?={new}(?:{tight})[ก-๙\s]))"
        rf"|\s+(?={new}(?:{space})(?:[ก-๙\s]|$))"
    )


_LETTER = re.compile(r"[ก-ฮA-Za-z]")


def holds_figures_only(text: str) -> bool:
    """Is the cell of an office a figure, as where its column was taken for another's? It names none."""
    return bool(re.search(r"[0-9๐-๙]", text)) and _LETTER.search(text) is None


def offices_in(text: str, told: Sequence[str] = ()) -> tuple[list[str], bool]:
    """The units that a cell of offices names (those ``told`` of it, if they are known), and whether it holds a mere
    figure, as where an amount of the next column stands among them."""
    units = list(told) or split_units(text)
    named = [unit for unit in units if not holds_figures_only(unit)]
    return named, len(named) < len(units) or holds_figures_only(text)


def split_units(text: str) -> list[str]:
    """The units that ``text`` names, one each, without white space inside a name.

    Units of one level separated by white space or และ are several; a smaller unit followed by the
    larger one that it belongs to is one. และ inside a name (ส่วนบรรจุและแต่งตั้ง) does not split: a
    new unit begins with a unit's word. A ditto mark names none, nor does a figure.
    """
    # a line ends before a new unit or within a name: both read like a space here
    lines = re.split(r"\n(?=\s*[-–•])", text)
    text = _LABEL.sub("", "\n".join(clean(line.replace("\n", " ")) for line in lines))
    text = re.sub(r"^\(?\d{1,2}[.)]\s*", "", re.sub(r"\.{2,}", "", text).strip().strip("-–—•*").strip())
    if not text:
        return []
    if is_ditto(text) or holds_figures_only(text):
        return []
    told = [part for whole in _by_person(text) for part in _by_abbreviation(whole)]
    return [unit for part in told for unit in _by_kind(_parted(part))]


def _by_person(text: str) -> list[str]:
    """``text`` parted before every further person: behind a comma or a slash, and where the text before is a person's
    name, behind white space."""
    parts, start = [], 0
    for match in _NEXT_PERSON.finditer(text):
        left = text[start : match.start()].strip()
        if not left or _depth(text, match.start()) or not (match["mark"] or match["gap"]):
            continue
        named = _PERSON.match(left)
        if named is not None and len(left) - named.end() < _NAMED:
            continue
        if named is None and not (match["mark"] or "").strip(" และ"):
            continue
        parts.append(left)
        start = match.end()
    return [*parts, text[start:]]


_ABBREVIATION = re.compile(
    r"(?P<mark>\s*[,;/]\s*|(?:\s+|(?<=\.))และ\s*|\s*\n\s*)?(?P<gap>\s+|(?<=[,;/])|(?<=และ))"
    r"(?P<new>(?!กทม\.|ผอ\.|พ\.|ดร\.|นาย)[ก-ฮ]{1,5}\.(?!\s?[ก-ฮ]{1,2}\.)(?:[ก-๙]+(?!\.)|[ก-ฮ]{3,5}\.|\s?[0-9]{1,3}(?![0-9.]))?)(?=[\s,;/]|$)"
)
"""What begins a further unit that is named by its abbreviation: ``กพร.``, ``รพ.ตากสิน``, ``ศบส. 41``."""


def _by_abbreviation(text: str) -> list[str]:
    """``text`` parted before every abbreviation that names a further unit.

    Two abbreviations beside each other are two units; an agency behind a unit of its own is the one that it belongs to
    (``กบค. สนพ.``) and stays with it.
    """
    parts, start = [], 0
    for match in _ABBREVIATION.finditer(text):
        left = text[start : match.start()].strip()
        if not left or _depth(text, match.start()) or _BELONGS.search(left):
            continue
        of_a_body = match["new"] in _local_bodies() and not left.endswith(".")
        if not match["mark"] and (of_a_body or "".join(left.split()).endswith(_PERMANENT_SECRETARY)):
            continue  # สำนักปลัด อบจ., กองช่าง อบต.: of which body it is the office
        if not match["mark"] and left.split()[-1] in {word for word, _, _ in _kinds()}:
            continue  # สำนักงาน กศน., also behind another unit: the word is the beginning of the name
        if (
            not match["mark"]
            and len(match["new"].split(".")[0]) < 2
            and not left.startswith(match["new"].split(".")[0])
        ):
            continue
        if not match["mark"] and _is_agency(match["new"]) and not _is_agency(left):
            continue
        parts.append(left)
        start = match.start("new")
    return [*parts, text[start:]]


@cache
def _local_bodies() -> frozenset[str]:
    """The abbreviations of local governments (อบต., อบจ., ทต.)."""
    found = (row["abbreviations"] for row in rows("organisation_words.csv") if row["sector"] == "local")
    return frozenset(short for text in found for short in text.split("|") if short)


def _is_agency(text: str) -> bool:
    return text.count(".") == 1 and default_register().resolve(text) is not None


def _by_kind(text: str) -> list[str]:
    """``text`` parted before every word that begins a unit (ส่วน, ฝ่าย, กอง …)."""
    units: list[str] = []
    start = 0
    pieces: list[tuple[str, bool]] = []
    marked = True
    for match in _boundary().finditer(text):
        left = text[start : match.start()]
        if _depth(text, match.start()) or _BELONGS.search(left):
            continue
        if _EVERY_ONE.fullmatch(_THAI_GAP.sub("", left)) and text.startswith("ทุก", match.end()) and not match["mark"]:
            continue
        if left.strip():
            pieces.append((left, marked))
        marked = bool(match["mark"])
        start = match.end()
    pieces.append((text[start:], marked))
    previous: int | None = None
    for piece, after_mark in pieces:
        name = piece if _PERSON.match(piece.strip()) else _THAI_GAP.sub("", piece)
        name = name.strip(" ,;/-–•")
        if not name:
            continue
        rank = unit_rank(name)
        if units and not after_mark and previous is not None and rank is not None and rank < previous:
            units[-1] = f"{units[-1]} {name}"
        else:
            units.append(name)
        previous = rank
    return units


def _parted(text: str) -> str:
    """``text`` with a space before every further unit of the first one's kind that stands right behind another, or
    behind a และ (and) without spaces."""
    for word, _, split in _kinds():
        if not text.startswith(word):
            continue
        text = re.sub(rf"(?<=[ก-๙ฯ])และ(?={word}[ก-๙])", " และ ", text) if split != "mark" else text
        if split == "again":
            parts = text.split(word)[1:]
            whole = all(len(part) > 2 and not _BELONGS.search(part) for part in parts)
            return " ".join(f"{word}{part.rstrip()}" for part in parts) if whole and len(parts) > 1 else text
        return text
    return text


def _depth(text: str, position: int) -> int:
    before = text[:position]
    return before.count("(") - before.count(")")
