"""Who is responsible: H (host, leads) and R (supports), and the agencies named behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from phaen.normalizers.data_files import rows
from phaen.normalizers.ditto import is_ditto
from phaen.normalizers.registers.agency_register import (
    BEFORE_DISTRICT,
    Abbreviation,
    Agency,
    AgencyMatch,
    AgencyRegister,
    RegisterError,
    abbreviation_key,
    default_register,
)
from phaen.normalizers.text import canonical, clean, squash

__all__ = [
    "Abbreviation",
    "Agency",
    "AgencyMatch",
    "AgencyRegister",
    "RegisterError",
    "Responsibility",
    "abbreviation_key",
    "default_register",
    "parse_responsibility",
    "role_for",
    "split_agencies",
]


@dataclass(frozen=True, slots=True)
class Responsibility:
    """``role`` of the document's own agency (``H``, ``R``, ``H/R`` or ``None``) and the agencies as
    printed. ``flags``: ``role_unread`` where the cell says something that is not understood.
    """

    role: str | None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


# Text recognition gives Cyrillic or full-width letters for H and R.
_LOOKALIKES = str.maketrans({"Н": "H", "Ｈ": "H", "Ｒ": "R", "：": ":"})
_MARK = re.compile(
    r"(?<![A-Za-z])(?P<both>H\s*/\s*R|R\s*/\s*H)\s*[:=]\s*"
    r"|(?<![A-Za-z])(?P<host>H\s*[:=]|(?:หน่วยงาน)?(?:ที่)?(?:รับผิดชอบ)?หลัก\s*:|H(?=\s+[ก-๙]))\s*"
    r"|(?<![A-Za-z])(?P<help>R\s*[:=]|(?:หน่วยงาน)?(?:สนับสนุน|ร่วมดำเนินการ|รอง)\s*:|R(?=\s+[ก-๙]))\s*"
)
_PLAIN = {"h": "H", "r": "R", "h/r": "H/R", "r/h": "H/R", "h,r": "H/R", "hr": "H/R", "hและr": "H/R"}
_TICKED = "☑☒✓✔✅🗹■●◉⦿√"
_EMPTY_BOX = "☐□○◯◻▢"
_BOX = re.compile(rf"(?P<box>[{_TICKED}{_EMPTY_BOX}]|[(\[]\s*[/✓✔xX√]?\s*[)\]])")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TOKEN = re.compile(
    r"(?P<several>[ก-ฮ]{2,5}\s?\.\s?(?:(?:ทั้ง\s?)?[0-9]{1,3}|ทุก)\s?(?:สำนักงานเขต|เขต|หน่วยงาน|สำนัก|กอง|แห่ง))(?![ก-๙])|"
    rf"{BEFORE_DISTRICT}[ก-๙]{{2,}}|"
    r"[ก-ฮ]{1,5}\.[ก-๙]{2,}(?![ก-๙.]|\s?\.)|[ก-ฮ]{2,5}\.\s?[0-9]{1,3}(?![0-9.])|ส\.[ก-ฮ]{2,4}\s?\.|[ก-ฮ]{2,5}\s?\.(?:\s?กทม\.)?(?![ก-ฮ]\.)"
    r"|(?P<bare>[ก-ฮ]{3,4})(?![ก-๙.])|ทุก\s?หน่วย\s?งาน(?![ก-๙])|ทุก\s?ส่วน\s?ราชการ(?![ก-๙])"
)
_GLUE = re.compile(r"[\s,;/]*(?:และ|,|;|/)?[\s,;/]*")


def parse_responsibility(
    text: str,
    own_code: str | None = None,
    own_name: str | None = None,
    register: AgencyRegister | None = None,
) -> Responsibility:
    """The responsibility cell: a plain ``H``/``R``, or agencies behind ``H :`` and ``R :``.

    The role is told relative to the own agency (``own_code``, else ``own_name`` looked up); without
    one only a plain H or R gives a role.
    """
    flowed = clean(text).translate(_LOOKALIKES)
    plain = _PLAIN.get(squash(flowed).strip("():")) or _role_words().get(squash(flowed).strip("():"))
    if plain:
        return Responsibility(plain)
    if (ticked := _ticked_roles(flowed)) is not None:
        return Responsibility(ticked or None, flags=() if ticked else ("role_unread",))
    marks = list(_MARK.finditer(flowed))
    lead: list[str] = []
    support: list[str] = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(flowed)
        part = split_agencies(flowed[mark.end() : end])
        if not mark["help"]:
            lead += part
        if not mark["host"]:
            support += part
    register = register or default_register()
    if not own_code and own_name and (match := register.by_name(own_name)):
        own_code = match.agency.code
    role = role_for(lead, support, own_code, register) if own_code else None
    unread = (not (role or lead or support) and bool(re.search(r"[ก-๙A-Za-z0-9]", flowed))) or is_ditto(flowed)
    return Responsibility(role, tuple(lead), tuple(support), ("role_unread",) if unread else ())


@cache
def _role_words() -> dict[str, str]:
    return {squash(row["word"]): row["role"] for row in rows("role_words.csv")}


def _ticked_roles(text: str) -> str | None:
    """The role whose box is ticked (``☑ H ☐ R``, ``R ✓``); empty where the boxes do not tell one, ``None`` without
    boxes."""
    pieces = [piece for piece in _BOX.split(text) if piece.strip()]
    boxes = [piece for piece in pieces if _BOX.fullmatch(piece)]
    names = [_PLAIN.get(squash(piece)) or _role_words().get(squash(piece)) for piece in pieces if piece not in boxes]
    if not boxes or not any(names):
        return None
    if (
        len(boxes) != len(names)
        or not set(names) <= {"H", "R"}
        or any(bool(_BOX.fullmatch(a)) == bool(_BOX.fullmatch(b)) for a, b in pairwise(pieces))
    ):
        return ""
    ticked = [name for box, name in zip(boxes, names, strict=True) if re.search(rf"[{_TICKED}/xX]", box)]
    return "H/R" if set(ticked) == {"H", "R"} else str(ticked[0]) if len(ticked) == 1 else ""


def role_for(
    lead: list[str], support: list[str], own_code: str | None, register: AgencyRegister | None = None
) -> str | None:
    """The role of the own agency when ``lead`` and ``support`` name agencies: by code, by name, or by
    a phrase that covers it (ทุกหน่วยงาน, ส่วนราชการในสำนักปลัดกรุงเทพมหานคร)."""
    if not own_code:
        return None
    register = register or default_register()
    own = register.by_code(own_code)
    hosts = any(_is_own(item, own_code, register) for item in lead)
    helps = any(_is_own(item, own_code, register) or _covers(item, own, register) for item in support)
    if not (hosts or helps):
        hosts = any(_covers(item, own, register) for item in lead)
    if hosts and helps and not any(_is_own(item, own_code, register) for item in support):
        return "H"  # ทุกหน่วยงาน helps the host itself
    return "H/R" if hosts and helps else "H" if hosts else "R" if helps else None


def split_agencies(text: str) -> list[str]:
    """The agencies of a cell, as printed: ``สลบ. สผว.`` are two; a phrase (``ทุกหน่วยงาน``,
    ``สำนัก/สำนักงาน/ส่วนราชการใน…``) stays one; an office in brackets behind a code is dropped."""
    text = canonical(text)
    elements: list[str] = []
    for line in re.split(r"\n(?=\s*[-–•])|[;,]|\n(?=\s*(?:สำนัก|[ก-ฮ]{2,5}\.))", text):
        elements += _split_line(clean(line).strip(" -–•"))
    return elements


def _split_line(text: str) -> list[str]:
    bare = _BRACKETS.sub("", text).strip()
    if not re.search(r"[ก-๙A-Za-z]", bare):
        return []
    elements: list[str] = []
    position = 0
    while position < len(bare):
        glue = _GLUE.match(bare, position)
        position = glue.end() if glue else position
        token = _TOKEN.match(bare, position)
        if not token or (token["bare"] and not default_register().resolve(token["bare"])):
            break
        elements.append(token["several"] or re.sub(r"\s", "", token[0]))
        position = token.end()
    rest = bare[position:].strip(" ,;/-–")
    return [*elements, *_full_names(rest)] if re.search(r"[ก-๙A-Za-z]", rest) else elements


def _full_names(text: str) -> list[str]:
    """Agencies written out (``สำนักการแพทย์ และสำนักอนามัย``) one each when every part is one; else
    the phrase as it is.
    """
    parts = re.split(r"\s*และ\s*(?=สำนัก)|\s+(?=สำนัก)", text)
    known = [default_register().by_name(part) for part in parts]
    if len(parts) > 1 and all(match and match.how in ("exact", "alias") for match in known):
        return parts
    return [text]


def _is_own(item: str, own_code: str, register: AgencyRegister) -> bool:
    match = register.resolve(item) if len(item) <= 20 else None
    match = match or (register.by_name(item) if squash(item).startswith("สำนัก") else None)
    return bool(match and match.agency.code == own_code)


def _covers(item: str, own: Agency | None, register: AgencyRegister) -> bool:
    """Whether a phrase of several agencies includes the own one (ทุกหน่วยงาน, สำนัก/สำนักงานเขต,
    ส่วนราชการในสำนักปลัด…).
    """
    within = {match.agency.code for match in [register.resolve(item), *register.names_in(item)] if match}
    parts = [squash(part) for part in re.split(r"[/,;]|และ", item)]
    if own and {own.code, own.parent_code} & within:
        return True
    for row in rows("agency_phrases.csv"):
        kinds, phrase = row["kinds"].split(), squash(row["phrase"])
        if "all" in kinds and phrase in squash(item) and not within:
            return True
        if own and own.kind in kinds and phrase in parts and _same_word(own, phrase):
            return True
    return False


def _same_word(own: Agency, phrase: str) -> bool:
    """``สำนัก`` does not cover a ``สำนักงาน``, nor the other way round."""
    office = own.name.startswith("สำนักงาน")
    return own.kind != "office" or ("สำนักงาน" in phrase) == office
