"""Lists of a budget book: numbered lines that end in an amount (``(7) สะพานข้ามลำชี 290 ม. 56,756,000 บาท``).

No rule or heading makes a table of them, yet every line is a project or a sum. A line counts where at least three
follow each other, or a small list of its money by year stands below it (``ปี 2564 ตั้งงบประมาณ 22,070,000 บาท``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from phaen.extractors.forms.context import Context, row_flags
from phaen.extractors.forms.records import PlanLine
from phaen.extractors.model import Paragraph, Place
from phaen.extractors.tables.joined import Item, JoinedTable, is_furniture
from phaen.normalizers.text import arabic_digits, clean

KIND = "money_list"
_AMOUNT = r"[0-9][0-9,]*(?:\.[0-9]+)?\s*บาท"
_OPENS = re.compile(
    r"^\s*(?:\((?P<a>[0-9]{1,4})\)|(?P<b>[0-9]{1,2}(?=[.)])|[0-9]{1,2}(?:\.[0-9]{1,2})+)[.)]?)\s*(?=[^\s0-9.,)])"
)
_ENDS = re.compile(rf"^(?P<name>.*?\S)\s+(?P<amount>{_AMOUNT})\s*$", re.DOTALL)
_BARE = re.compile(rf"^{_AMOUNT}$")
_BY_YEAR = re.compile(r"^(?:ปี|พ\.ศ\.)\s*(?:งบประมาณ\s*)?(?:พ\.ศ\.\s*)?25[0-9]{2}\b")
_SUM = re.compile(r"^(?:งบ|เงิน|รายการ|แผนงาน|ผลผลิต|รวม|ค่า)")
"""Names of sums: a type of expense, a programme, an output."""
_NUMBER = re.compile(r"^\s*(?:[0-9]+(?:\.[0-9]+)*[.)]?|\([0-9]+\))\s*(?=[ก-๙])")
_LEAST = 3
_PAIRS = 2


@dataclass(slots=True)
class MoneyItem:
    """A line with its number, name and amount, its paragraphs, and the table of its money by year."""

    number: str
    name: str
    amount: str
    lines: list[Paragraph]
    tables: list[JoinedTable] = field(default_factory=list)


def money_items(items: Sequence[Item], left_out: Collection[int]) -> dict[int, MoneyItem]:
    """Every line of such a list, by the index of its first paragraph; ``left_out``: what other readers take."""
    found: dict[int, MoneyItem] = {}
    run: dict[int, MoneyItem] = {}
    at = 0
    while at < len(items):
        item = items[at]
        if not isinstance(item, JoinedTable) and is_furniture(item):
            at += 1
            continue
        read = None if at in left_out else _item(items, at)
        if read is None:
            found |= _counting(run)
            run, at = {}, at + 1
            continue
        run[at], at = read
    return found | _counting(run)


def _counting(run: dict[int, MoneyItem]) -> dict[int, MoneyItem]:
    return run if len(run) >= _LEAST else {at: one for at, one in run.items() if one.tables}


def _item(items: Sequence[Item], at: int) -> tuple[MoneyItem, int] | None:
    """The line that begins at ``at``, and the index behind it; its name may wrap once."""
    first = items[at]
    if isinstance(first, JoinedTable) or (opens := _OPENS.match(text := _text(first))) is None:
        return None
    lines, end = [first], at + 1
    ends = _ENDS.match(text[opens.end() :])
    below = items[end] if end < len(items) else None
    if ends is None and isinstance(below, Paragraph) and not is_furniture(below) and not _OPENS.match(_text(below)):
        ends = _ENDS.match(f"{text[opens.end() :]} {_text(below)}")
        lines, end = [first, below], end + 1
    if ends is None:
        return None
    read = MoneyItem(opens["a"] or opens["b"], clean(ends["name"]), ends["amount"], lines)
    if end < len(items) and isinstance(table := items[end], JoinedTable) and _by_year(table):
        read.tables.append(table)
        end += 1
    return read, end


def _text(paragraph: Paragraph) -> str:
    return arabic_digits(clean(paragraph.text))


def _pairs(table: JoinedTable) -> list[tuple[str, str]] | None:
    """(label, amount) of every row; ``None`` where a row is anything else."""
    pairs = []
    for row in table.rows:
        filled = [arabic_digits(clean(cell.text)) for cell in row.cells if clean(cell.text)]
        if len(filled) != 2 or not _BARE.match(filled[1]):
            return None
        pairs.append((filled[0], filled[1]))
    return pairs


def _by_year(table: JoinedTable) -> bool:
    pairs = _pairs(table) if table.kind is None else None
    return pairs is not None and any(_BY_YEAR.match(label) for label, _ in pairs)


def read_money_table(ctx: Context, table: JoinedTable) -> bool:
    """A table without headings that holds nothing but labels, each with an amount in baht (งบเงินอุดหนุน | 78,459,000
    บาท): every row is a sum. False for any other table."""
    pairs = _pairs(table)
    if pairs is None or len(pairs) < _PAIRS:
        return False
    for row, (label, amount) in zip(table.rows, pairs, strict=True):
        name = _NUMBER.sub("", label)
        line = _line(name, amount, row.place, is_sum=True)
        line.flags += row_flags(row)
        if not line.raw.keys() & {"programme", "output"} and not name.startswith("รวม"):
            line.raw["details"] = name
        ctx.records.plans.append(line)
    ctx.claim(*table.rows, *table.header_cells)
    table.kind = KIND
    return True


def _line(name: str, amount: str, place: Place, *, is_sum: bool) -> PlanLine:
    line = PlanLine(None, is_sum, place, {"budget": amount}, flags=["section_unknown"])
    if is_sum and name.startswith("แผนงาน"):
        line.raw["programme"] = name
    elif is_sum and name.startswith("ผลผลิต"):
        line.raw["output"] = name
    return line


def read_money_item(ctx: Context, item: MoneyItem) -> None:
    """The line of the plan that an item is: a project, or a sum that names its programme or type of expense."""
    is_sum = bool(_SUM.match(item.name))
    line = _line(item.name, item.amount, item.lines[0].place, is_sum=is_sum)
    line.flags += [flag for paragraph in item.lines for flag in paragraph.flags]
    line.confidence = min(paragraph.confidence for paragraph in item.lines)
    if not is_sum:
        line.raw |= {"project": item.name, "seq": item.number}
    for table in item.tables:
        pairs = _pairs(table) or []
        line.amounts += [((label,), text) for label, text in pairs if _BY_YEAR.match(label)]
        line.raw["details"] = " ".join(f"{label} {text}" for label, text in pairs if not _BY_YEAR.match(label))
        table.kind = KIND
        ctx.claim(*table.rows, *table.header_cells)
    ctx.claim(*item.lines)
    ctx.records.plans.append(line)
