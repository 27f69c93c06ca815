"""Cells of a spreadsheet as the program shows them: a number under its number format.

``#,##0.00,,`` shows millions, ``0%`` hundredths: what a person reads is the shown text, so that is what is read here.
A format that is not understood gives ``None`` and the caller flags the cell. (ECMA-376 part 1, 18.8.31.)
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_(?P<pad>.)|\*(?P<fill>.)|(?P<general>General)'
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<percent>%)|(?P<comma>,)|(?P<text>@)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"[dmyhsb]", re.IGNORECASE)
_DATE_TOKEN = re.compile(r"(y+|b+|m+|d+|h+|s+|\"[^\"]*\"|\\.|\[[^\]]*\]|AM/PM|.)", re.IGNORECASE | re.DOTALL)
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
BUDDHIST_ERA = 543


def shown(value: object, number_format: str) -> str | None:
    """The text that a spreadsheet program shows for ``value``; ``None`` where the format is not understood."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "จริง" if value else "เท็จ"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return _date(value, number_format)
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return str(value)
    if isinstance(value, (int, float, Decimal)):
        return _number(Decimal(repr(value) if isinstance(value, float) else str(value)), number_format)
    return None


def _general(value: Decimal) -> str:
    """Eleven significant digits at the most, no trailing zeros, never an exponent."""
    rounded = value if len(value.as_tuple().digits) <= 11 else Decimal(f"{value:.11g}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[str, ...]:
    """The sections of a format (positive; negative; zero; text), semicolons inside quotes left alone."""
    parts, quoted, at = [""], False, 0
    while at < len(number_format):
        char = number_format[at]
        if char == "\\" and at + 1 < len(number_format):
            parts[-1] += number_format[at : at + 2]
            at += 2
            continue
        quoted ^= char == '"'
        if char == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += char
        at += 1
    return tuple(parts)


def _number(value: Decimal, number_format: str) -> str | None:
    sections = _sections(number_format or "General")
    if any(re.match(r"^(?:\[[^\]]*\])*\[[<>=]", section) for section in sections):
        return None  # conditional sections
    chosen = sections[0]
    magnitude, sign = abs(value), "-" if value < 0 else ""
    if value < 0 and len(sections) > 1:
        chosen, sign = sections[1], ""
    elif value == 0 and len(sections) > 2:
        chosen = sections[2]
    body = _section(magnitude, chosen)
    return None if body is None else sign + body


def _section(magnitude: Decimal, section: str) -> str | None:
    tokens = list(_TOKEN.finditer(section))
    scale, digits = 0, None
    thai = False
    for at, token in enumerate(tokens):
        if token["percent"]:
            scale += 2
        elif token["bracket"] and token["bracket"].upper().startswith("$-D"):
            thai = True  # the locale's own digits
        elif token["digits"]:
            if digits is not None:
                return None  # fractions, telephone numbers and the like
            digits = at
            trailing = len(token["digits"].split(".")[0]) - len(token["digits"].split(".")[0].rstrip(","))
            if "." not in token["digits"]:
                scale -= 3 * trailing
        elif token["comma"]:
            scale -= 3
        elif token["plain"] and token["plain"].lower() == "e":
            return None
    out = ""
    for at, token in enumerate(tokens):
        if at == digits:
            out += _digits(magnitude.scaleb(scale), token["digits"])
        elif token["general"]:
            out += _general(magnitude.scaleb(scale))
        elif token["quoted"] is not None:
            out += token["quoted"]
        elif token["escaped"]:
            out += token["escaped"]
        elif token["percent"]:
            out += "%"
        elif token["bracket"]:
            out += token["bracket"][1:].split("-")[0] if token["bracket"].startswith("$") else ""
        elif token["pad"]:
            out += " "
        elif token["plain"]:
            out += token["plain"]
    text = out.strip()
    return text.translate(_THAI_DIGITS) if thai else text


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, places = pattern.partition(".")
    grouped = "," in whole.rstrip(",")
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:f}"
    integer, _, fraction = text.partition(".")
    integer = integer.lstrip("0").rjust(whole.count("0"), "0") if integer.strip("0") else "0" * whole.count("0")
    if grouped and integer:
        integer = f"{int(integer):,}".rjust(len(integer), "0")
    least = places.rfind("0") + 1
    fraction = fraction[:least] + fraction[least:].rstrip("0") if fraction else ""
    return integer + (f".{fraction}" if fraction or (places and least) else "")


def is_date_format(number_format: str) -> bool:
    """Does a format show a date or a time?"""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|general', "", number_format, flags=re.IGNORECASE)
    return bool(_DATE.search(bare))


def _date(value: datetime.date, number_format: str) -> str:
    """A date under its format; an unknown one as day/month/year, the year as the format's calendar counts it."""
    bare = number_format.lower()
    buddhist = "b" in re.sub(r'"[^"]*"', "", bare) or "[$-107041e]" in bare or "[$-d07041e]" in bare
    year = value.year + BUDDHIST_ERA if buddhist else value.year
    if not is_date_format(number_format) or "h" in bare or "s" in re.sub(r"\[[^\]]*\]", "", bare):
        return f"{value.day}/{value.month}/{year}"
    out = ""
    for token in _DATE_TOKEN.findall(_sections(number_format)[0]):
        low = token.lower()
        if low[0] in "yb" and set(low) <= {"y", "b"}:
            out += str(year)[-2:] if len(low) <= 2 else str(year)
        elif set(low) == {"m"}:
            month = value.month
            out += {1: str(month), 2: f"{month:02d}", 3: _SHORT[month - 1]}.get(len(low), _MONTHS[month - 1])
        elif set(low) == {"d"}:
            out += str(value.day) if len(low) == 1 else f"{value.day:02d}"
        elif token.startswith('"'):
            out += token[1:-1]
        elif token.startswith("\\"):
            out += token[1:]
        elif not token.startswith("["):
            out += token
    return out.strip().translate(_THAI_DIGITS) if "[$-d" in bare else out.strip()
