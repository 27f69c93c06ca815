"""Amounts of money in a cell: the one that is meant, in baht, or none and the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from phaen.normalizers.data_files import rows
from phaen.normalizers.markup import strip_markup
from phaen.normalizers.scan import Token, scale_after, scan, with_whole_groups
from phaen.normalizers.target_words import classifiers, counted_noun
from phaen.normalizers.text import arabic_digits, canonical
from phaen.normalizers.thai_words import amounts_in_words

CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 16
"""Amounts are kept with 18 digits, 2 of them behind the point."""
MALFORMED, SEVERAL, UNREAD = "malformed_amount", "several_amounts", "budget_unread"


@dataclass(frozen=True, slots=True)
class Part:
    """One amount of a cell that names several sources of money: the ``source`` as printed, what is ``raw``, baht."""

    source: str
    raw: str
    baht: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """``baht`` (2 decimals) of a cell; ``None`` with the reason in ``flags`` where a digit is ``left`` over, without
    one where no amount is printed. ``unit_baht``: what one stands for (1,000,000 for ล้านบาท). ``marked``: บาท, ``.-``
    or a scale word stands behind it."""

    baht: Decimal | None = None
    unit_baht: float | None = None
    marked: bool = False
    left: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def printed(self) -> bool:
        """Is any amount printed, read or not?"""
        return self.baht is not None or bool(self.flags)


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal
    factor: Decimal | None
    start: int
    end: int
    marked: bool
    decimals: int
    smallest: Decimal | None = None
    """The scale of the last part of an amount put together (the 10,000 of ``3 ล้าน 5 หมื่น``)."""


# Cells break amounts behind a comma. A space there joins only what already has a comma (``134,802,
# 800``): ``100, 200`` may be two amounts.
_BROKEN = re.compile(r"(?<=\d)\s*,\n\s*(?=\d{3}(?!\d))|(?<=\d)\s+,\s*(?=\d{3}(?!\d))|(?<=,\d{3}),\s+(?=\d{3}(?!\d))")
_BROKEN_DECIMALS = re.compile(
    r"(?<=,\d{3}\.)(?:\n\s*(?=\d\d(?!\d))|\s+(?=\d\d\s*(?:บาท|$)))|(?<=,\d{3}\.\d)(?:\n\s*(?=\d(?!\d))|\s+(?=\d\s*(?:บาท|$)))"
)
"""The end of a line within the satang of an amount that a narrow cell breaks, or a space for it at the amount's end."""
_SPACED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,])(?P<money>\s?(?:บาท|\.-))?")
_APOSTROPHE = re.compile(r"(?<=\d)['’](?=\d{3}(?!\d))")
_OTHER_COMMA = re.compile(r"(?<=\d)[‚،ꓹ](?=\d{3}(?!\d))")
_COMMA_SPACE = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\s\d{3}){2,}(?![\d,])")
_UNIT_BEHIND = re.compile(r"(?<=\d)\s*\(\s*(?:หน่วย\s*:?\s*)?((?:ล้าน|แสน|หมื่น|พัน)?บาท)\s*\)")
_POINTS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\d.,])")
_BAHT_SIGN = re.compile(r"(?<=\d)\s*(?:\.+\s*[-–−]|,[-–−]|/[-–−]|\.{2,}|[-–−](?=\s*(?:บาท|$)))\s*(?:บาท)?")
_EACH = "คน|เดือน|วัน|ครั้ง|แห่ง|รุ่น|ชุมชน|โครงการ|เขต|ๆ|ราย|ชุด|ชั่วโมง|หน่วย"
_RATE = re.compile(rf"[xX×*]\s*\d|\d\s*[xX×*](?=\s)|(?:{_EACH})\s?ละ|(?:\d|บาท)\s*(?:ต่อ|/)\s*(?:{_EACH}|หัว)(?!\s*ปี)")
_RESULT = re.compile(
    r"(?:=|รวมเป็นเงิน(?:ทั้งสิ้น)?|รวมทั้งสิ้น|รวมงบประมาณ(?:ทั้งสิ้น)?|รวมเงิน|รวม|เป็นเงิน(?:ทั้งสิ้น)?)\s*(?:จำนวน)?\s*:?\s*$"
)
_CHANGED = re.compile(
    r"(?:ปรับ(?:ลด|เพิ่ม|ปรุง|แก้)?(?:ลง|ขึ้น)?(?:เป็น|เหลือ)|เปลี่ยน(?:แปลง)?เป็น|แก้ไขเป็น|ลด(?:ลง)?(?:เป็น|เหลือ)|เพิ่ม(?:ขึ้น)?เป็น)\s*$"
)
_SOURCE = re.compile(r"(งบ|เงิน|รายได้|กองทุน|แหล่ง)[^\d()]*$")
_OTHER_AMOUNT = re.compile(r"ขอ|เสนอ|อนุมัติ|ได้รับ|จัดสรร|เบิก|คงเหลือ|เดิม|ใช้จริง|ผูกพัน")
_PERCENT = re.compile(r"ร้อยละ\s*$")
_MONEY_LABEL = re.compile(r"(?:งบประมาณ|งบ|วงเงิน|จำนวนเงิน|เงิน)\s*:?\s*")
_BARE_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SAYS_MONEY = re.compile(r"บาท|ลบ|ส\s?ต|Baht|THB|฿", re.IGNORECASE)
"""Baht, ล้านบาท (million baht) abbreviated, satang: a unit that counts nothing but money."""
_FOREIGN = re.compile(r"ดอลลาร์|เหรียญ|ยูโร|หยวน|เยน|ปอนด์|USD|US\$|\$|€|£|¥|EUR|JPY|CNY", re.IGNORECASE)


@cache
def _units() -> tuple[re.Pattern[str], dict[str, Decimal]]:
    factors = {re.sub(r"\s", "", row["word"]).lower(): Decimal(row["baht"]) for row in rows("money_units.csv")}
    words = sorted((row["word"] for row in rows("money_units.csv")), key=len, reverse=True)
    loose = (r"\s?".join(re.escape(char) for char in re.sub(r"\s", "", word)) for word in words)
    return re.compile(rf"({'|'.join(loose)})(?![A-Za-z])", re.IGNORECASE), factors


def _unit_after(text: str, position: int) -> tuple[Decimal, int] | None:
    pattern, factors = _units()
    match = re.compile(r"\s*").match(text, position)
    start = match.end() if match else position
    found = pattern.match(text, start)
    if not found or re.match(r"ธ|ย", text[found.end() :]):
        return None
    return factors[re.sub(r"\s", "", found[1]).lower()], found.end()


def is_amount_with_unit(text: str) -> bool:
    """Is ``text`` a figure with a unit of money behind it (``12.5 ลบ.``), perhaps a label before it, and no more? A
    scale word alone (``3 ล้าน``) may count anything: it is one behind such a label only."""
    plain = plain_money(text).strip()
    label = _MONEY_LABEL.match(plain)
    figure = _BARE_FIGURE.match(plain, label.end() if label else 0)
    unit = _unit_after(plain, figure.end()) if figure else None
    if figure is None or unit is None or plain[unit[1] :].strip(" ."):
        return False
    return label is not None or _SAYS_MONEY.search(plain, figure.end()) is not None


def plain_money(text: str) -> str:
    """``text`` with Arabic digits and its amounts in one piece: broken lines, spaces, apostrophes and points between
    groups of three are joined where no other reading is left; ``.-`` reads บาท."""
    plain = arabic_digits(canonical(strip_markup(text) if "<" in text else text))
    plain = _BROKEN_DECIMALS.sub("", _BROKEN.sub(",", plain))
    plain = with_whole_groups(plain)
    plain = re.sub(r"(?<=\d)\s+\.(?=\d)", ".", plain)
    plain = _OTHER_COMMA.sub(",", _APOSTROPHE.sub("", plain))
    plain = _COMMA_SPACE.sub(lambda match: re.sub(r"\s", "", match[0]), plain)
    plain = _UNIT_BEHIND.sub(r" \1 ", plain)
    plain = _POINTS.sub(lambda match: match[0].replace(".", ""), plain)
    plain = _SPACED.sub(_joined, plain)
    return _BAHT_SIGN.sub(" บาท ", plain)


def _joined(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match[0])
    sure = match["money"] or len(groups) > 2 or groups[-1] == "000"
    money = match["money"] or ""
    return "".join(groups) + money if sure else match[0]


def read_money(text: str, unit_baht: float | None = 1) -> Money:
    """The amount of a cell. ``unit_baht`` is what one stands for where the cell itself names no unit; ``None`` where a
    heading names one that is not understood.

    A second amount, a range, a rate without its result or a broken figure is left over: no value. Of ``a … ปรับเป็น b``
    it is b, of a computation and of a printed sum the result that agrees, of named sources their sum.
    """
    plain = plain_money(text)
    tokens = scan(plain)
    outside = [token for token in tokens if not token.inside]
    if not any(token.kind in ("figure", "broken") for token in outside):
        outside = list(tokens)
        if re.fullmatch(r"\s*\([\d.,\s]+\)\s*", plain):
            return Money(left=(plain.strip(),), flags=(UNREAD,))  # an accountant's minus
    broken = [token for token in outside if token.kind == "broken"]
    worded = amounts_in_words(plain)
    if broken:
        return Money(left=_left(plain, broken), flags=(MALFORMED,))
    figures = [token for token in outside if token.kind == "figure"]
    if not figures:
        values = {baht for _, _, baht in worded}
        if len(values) == 1:
            return Money(values.pop().quantize(CENT), 1.0, True)
        return Money()
    if any(token.top is not None or token.of is not None or token.fraction for token in figures):
        return Money(left=_left(plain, figures), flags=(UNREAD,))
    amounts, counts = _amounts(plain, figures)
    money = _meant(plain, amounts, counts, unit_baht)
    return _checked(plain, money, worded, tokens, outside)


def _left(text: str, tokens: list[Token]) -> tuple[str, ...]:
    return tuple(text[token.start : token.end] for token in tokens)


def _amounts(text: str, figures: list[Token]) -> tuple[list[_Amount], list[Token]]:
    """The amounts among ``figures`` (``บาท … สตางค์`` and ``2 ล้าน 5 แสน`` put together), and the counts of other
    things."""
    amounts: list[_Amount] = []
    counts: list[Token] = []
    for token in figures:
        printed = re.match(r"[-−–]?[\d, ]*\d(?:\.\d+)?", text[token.start : token.end])
        number = printed[0] if printed else ""
        value = Decimal(re.sub(r"[ ,−–]", lambda sign: "-" if sign[0] in "−–" else "", number))
        decimals = len(number.partition(".")[2])
        digits_end = token.start + len(number)
        unit = _unit_after(text, digits_end)
        if unit is None and (noun := counted_noun(text[token.end :])) and noun in classifiers():
            counts.append(token)
            continue
        factor, end = (unit[0], unit[1]) if unit else (None, token.end)
        if unit is None and re.search(r"(?:฿|THB|บาท)\s*$", text[: token.start]):
            factor = Decimal(1)
        if unit is None and (scale := scale_after(text, digits_end))[1] > digits_end:
            factor, end = Decimal(int(scale[0])), scale[1]
        amount = _Amount(value, factor, token.start, end, factor is not None, decimals)
        if amounts and _goes_on(text, amounts[-1], amount):
            before = amounts.pop()
            total = before.value * (before.factor or 1) + value * (factor or 1)
            amount = _Amount(total, Decimal(1), before.start, end, True, 2, factor)
        amounts.append(amount)
    return amounts, counts


def _goes_on(text: str, before: _Amount, after: _Amount) -> bool:
    """Is ``after`` the smaller part of one amount (``250 บาท 50 สตางค์``, ``2 ล้าน 5 แสนบาท``)?"""
    if before.factor is None or after.factor is None or text[before.end : after.start].strip():
        return False
    if after.factor == CENT:
        return before.factor == 1 and after.value < 100
    scale = before.smallest or before.factor
    return scale > after.factor >= 1 and after.value * after.factor < scale


def _meant(text: str, amounts: list[_Amount], counts: list[Token], unit_baht: float | None) -> Money:
    left = tuple(text[one.start : one.end] for one in amounts)
    if not amounts:
        return Money(left=_left(text, counts), flags=(UNREAD,))
    share = any(_PERCENT.search(text[: one.start]) or re.match(r"\s*[%％]", text[one.end :]) for one in amounts)
    if share or any(one.value < 0 for one in amounts) or _FOREIGN.search(text):
        return Money(left=left, flags=(UNREAD,))
    if re.search(r"(?:MB|M)\s*$", text[: amounts[0].start]):
        return Money(left=left, flags=(UNREAD,))
    last = amounts[-1]
    before = text[: last.start]
    rate = bool(_RATE.search(text))
    if _CHANGED.search(before):
        money = _baht(text, last, unit_baht)
        return replace(money, flags=(*money.flags, "amount_changed")) if len(amounts) > 1 else money
    result = _RESULT.search(before)
    if result and (len(amounts) > 1 or rate):
        return _result(text, amounts, counts, unit_baht, rate, left)
    if rate:
        return Money(left=left, flags=(UNREAD,))
    if _of_several_lines(text, amounts):
        return Money(left=left, flags=(SEVERAL,))
    values = {(one.value, one.factor or Decimal(1)) for one in amounts}
    if len({value * factor for value, factor in values}) == 1:
        return _baht(text, last if last.marked else amounts[0], unit_baht)
    return _sources(text, amounts, unit_baht) or Money(left=left, flags=(SEVERAL,))


def _of_several_lines(text: str, amounts: list[_Amount]) -> bool:
    """Does the cell hold the amounts of several lines: one printed again without a word between, or dashes for the
    lines that have none?"""
    between = (text[one.end : other.start] for one, other in pairwise(amounts))
    again = any(not re.search(r"[A-Za-zก-๙]", re.sub(r"บาท|และ", "", part)) for part in between)
    return again or len(re.findall(r"(?<!\S)[-–—](?!\S)", text)) > 1


def _result(
    text: str,
    amounts: list[_Amount],
    counts: list[Token],
    unit_baht: float | None,
    rate: bool,
    left: tuple[str, ...],
) -> Money:
    """The result of a computation or the printed sum, where it agrees with what it is made of."""
    *others, last = amounts
    scale = last.factor or Decimal(1)
    total = last.value * scale
    parts = [one.value * (one.factor or (scale if last.factor else Decimal(1))) for one in others]
    if rate:
        product = Decimal(1)
        for value in [*parts, *(Decimal(str(token.value)) for token in counts)]:
            product *= value
        agrees = product == total
    else:
        agrees = sum(parts) == total
    return _baht(text, last, unit_baht) if agrees else Money(left=left, flags=(SEVERAL,))


def _sources(text: str, amounts: list[_Amount], unit_baht: float | None) -> Money | None:
    """The sum over sources of money that are each named before their amount."""
    parts = []
    shared = amounts[-1].factor  # บาท behind the last one holds for all
    position = 0
    for amount in amounts:
        label = re.sub(r"\s+", " ", text[position : amount.start]).strip(" ,;:-–•()")
        if not _SOURCE.search(label) or _OTHER_AMOUNT.search(label):
            return None
        money = _baht(text, replace(amount, factor=amount.factor or shared), unit_baht)
        if money.baht is None:
            return None
        parts.append(Part(label, text[amount.start : amount.end].strip(), money.baht))
        position = amount.end
    return Money(sum((part.baht for part in parts), Decimal(0)), 1.0, True, parts=tuple(parts))


def _baht(text: str, amount: _Amount, unit_baht: float | None) -> Money:
    left = (text[amount.start : amount.end],)
    if amount.factor is None and unit_baht is None:
        return Money(left=left, flags=("budget_unit_unread",))
    unit = amount.factor if amount.factor is not None else Decimal(str(unit_baht))
    value = amount.value * unit
    if (unit == 1 and amount.decimals > 2) or value >= LIMIT or value != value.quantize(CENT):
        return Money(left=left, flags=(MALFORMED,))
    return Money(value.quantize(CENT), float(unit), amount.marked)


def _checked(
    text: str, money: Money, worded: list[tuple[int, int, Decimal]], tokens: tuple[Token, ...], outside: list[Token]
) -> Money:
    """``money`` held against the amount in words, and against amounts that stand in brackets beside it."""
    if money.baht is None:
        return money
    if any(baht != money.baht for _, _, baht in worded):
        return Money(left=tuple(text[start:end] for start, end, _ in worded), flags=("amount_words_differ",))
    inside = [token for token in tokens if token not in outside and token.kind == "figure"]
    other, _ = _amounts(text, inside)
    noted = [one for one in other if one.marked and one.value * (one.factor or 1) != money.baht]
    return replace(money, flags=(*money.flags, "amount_with_note")) if noted else money


def parse_amount(text: str) -> Decimal | None:
    """The amount of baht in ``text`` with 2 decimals; ``None`` without one, with several different ones, or when a
    figure is malformed (``12,34``)."""
    return read_money(text).baht


_BRACKETED = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_LABELLED = re.compile(r"หน่วย(?:นับ|เงิน)?\s*[:：]\s*([^()\[\]\n]{1,30})")
_LARGE = re.compile(r"(?:สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)\s?[ก-๎]{2,4}")
"""A number word and what is counted: above a column of money a unit, though its word was misread (``ล้านชาท``)."""
_MONEY_WORD = re.compile(r"บาท|ลบ|สตางค์|ดอลลาร์|เหรียญ|ยูโร|หยวน|USD|US\$|\$|€|EUR|THB|Baht", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """What a heading says one stands for: ``baht`` is ``None`` where it names a unit that is not understood."""

    baht: float | None
    raw: str


@lru_cache(maxsize=4096)
def money_unit(heading: str, *, line: bool = False) -> MoneyUnit | None:
    """The unit of money of a heading, a caption or a ``line`` above a table (``(ล้านบาท)``, ``หน่วย : พันบาท``); ``None``
    where it names none. In a line only what stands in brackets or behind หน่วย (unit) counts."""
    flowed = re.sub(r"\s+", " ", arabic_digits(canonical(heading)))
    told = [match[1] for match in _BRACKETED.finditer(flowed)] + [match[1] for match in _LABELLED.finditer(flowed)]
    tail = None if line else re.search(r"(?:^|\s)([ก-๙]{0,8}บาท)\s*$", flowed)
    if tail:
        told.append(tail[1])
    pattern, factors = _units()
    unknown = None
    for printed in told:
        words = re.sub(r"^(?:หน่วย(?:นับ|เงิน)?|เงิน|จำนวนเงิน|งบประมาณ)\s*[:：]?\s*", "", printed).strip(" :.")
        for text in _beginnings(words):
            match = pattern.fullmatch(text) or pattern.fullmatch(text + ".")
            if match:
                return MoneyUnit(float(factors[re.sub(r"\s", "", match[1]).lower()]), text)
        unit = not line and "หน่วย" in printed
        large = not line and _LARGE.fullmatch(words)
        if (unit or large or _MONEY_WORD.search(words)) and not re.search(r"\d", words):
            unknown = MoneyUnit(None, printed)
    return unknown


def _beginnings(words: str) -> list[str]:
    """``words`` and what it begins with, the longest first: behind the unit the heading below it may follow (``หน่วย :
    บาท ไตรมาส 1``)."""
    parts = words.split(" ")
    return [" ".join(parts[:end]) for end in range(len(parts), 0, -1)]


__all__ = ["CENT", "Money", "MoneyUnit", "Part", "money_unit", "parse_amount", "read_money"]
