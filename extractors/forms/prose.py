"""Indicators and results that stand in running text: the KR list, KR/KPI lines of ส่วนที่ 2, last year's results."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.forms.context import Context, Labelled, is_blank, plain, restored_in
from phaen.extractors.forms.records import Mention, ResultLine, SectionText
from phaen.extractors.model import Paragraph
from phaen.normalizers.names import parse_indicator
from phaen.normalizers.target_words import classifiers
from phaen.normalizers.targets import split_trailing_target
from phaen.normalizers.text import arabic_digits, clean
from phaen.normalizers.years import years_in

_LIST_NUMBER = re.compile(r"^\s*(?:KR\s*)?([0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*)[.)]?\s*[.)\s]\s*(?=\S)")
_BULLET = re.compile(r"^\s*[-–•●*]\s*")
_BULLETED = re.compile(r"(?:^|\n)(?=\s*[-–•●]\s*[^\s\d-])")
_KR_LABEL = r"(?:(?:(?:ตัวชี้วัด|ตัววัดผล)(?:หลัก|ผลหลัก)?\s*)?\(?(?:O?KR|KPI)s?\)?|ตัวชี้วัดที่)\s*"
_KR_NUMBER = r"[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*"
_KR_END = r"\s*[:.)]?\s*(?=\S)"
_KR_LINE = re.compile(rf"^\W*{_KR_LABEL}({_KR_NUMBER}){_KR_END}", re.IGNORECASE)
"""The label and number of a key result: ``KR 1.2 :``, ``ตัวชี้วัด (KR) 1.2``."""
_LABELLED_KR = re.compile(rf"(?:^|\n)\s*(?=\W*{_KR_LABEL}{_KR_NUMBER}{_KR_END})", re.IGNORECASE)
"""Where a line with such a label begins."""
OF_AN_ISSUE = frozenset({"agency_kr", "issue_kr"})
"""Labels of the key results of an issue: the second's words are one only below an issue."""
_SEVERAL = 3
"""Parts of a text with two labels or more: what stands before the first one, and theirs."""
_TAIL = re.compile(r"\(?\s*(?:ค่า)?เป้าหมาย\s*:\s*(?P<target>[^()]*)\)?\s*(?:ผู้รับผิดชอบ\s*:\s*(?P<units>.*))?$", re.DOTALL)
_RESPONSIBLE = re.compile(r"\s*ผู้รับผิดชอบ\s*:\s*(?P<units>.*)$", re.DOTALL)


_COUNTED = re.compile(r"จำนวน[\s.…]*[0-9]+[\s.…]*(?:KRs?|OKRs?|ตัวชี้วัด|ตัววัดผล\S*|ตัว)\W*$", re.IGNORECASE)
"""``จำนวน 8 KRs`` at the end: the heading of a list with its count, no indicator."""


def _items(paragraphs: Sequence[Paragraph]) -> list[tuple[str | None, list[Paragraph]]]:
    """List items: a paragraph with a number (or bullet) opens one, the others go on with it."""
    items: list[tuple[str | None, list[Paragraph]]] = []
    last = 0
    for paragraph in paragraphs:
        number = _LIST_NUMBER.match(paragraph.text)
        if number is not None:
            figure = int(arabic_digits(number.group(1)).split(".")[0])
            if items and figure != 1 and not last <= figure <= last + 2:
                number = None  # a wrapped line that opens with a figure: "(ร้อยละ" / "70) ผู้รับผิดชอบ …"
            else:
                last = figure
        if number or _BULLET.match(paragraph.text):
            items.append((arabic_digits(number.group(1)) if number else None, [paragraph]))
        elif items:
            items[-1][1].append(paragraph)
        else:
            items.append((None, [paragraph]))
    return items


def _without_number(text: str) -> str:
    return _BULLET.sub("", _LIST_NUMBER.sub("", text, count=1), count=1)


def kr_list(ctx: Context, paragraphs: Sequence[Paragraph]) -> None:
    """The numbered KR list of สาระสำคัญ, with target and responsible unit where an item states them."""
    for number, lines in _items(paragraphs):
        text = "\n".join([_without_number(lines[0].text), *(line.text for line in lines[1:])])
        if (number is None and not _BULLET.match(lines[0].text)) or _COUNTED.search(clean(text)):
            section = SectionText(ctx.heading_path, "kr_list", text, lines[0].place, flags=restored_in(*lines))
            ctx.records.sections.append(section)
            ctx.claim(*lines)
            continue
        ctx.claim(*lines)
        mention = Mention("kr_list", plain(text), lines[0].place, item_no=number, heading_path=ctx.heading_path)
        tail = _TAIL.search(mention.name_raw) or _RESPONSIBLE.search(mention.name_raw)
        if tail is not None:
            found = tail.groupdict()
            if found.get("target"):
                mention.raw["target"] = str(found["target"]).strip()
            if found.get("units"):
                mention.raw["units"] = str(found["units"]).strip()
            mention.name_raw = mention.name_raw[: tail.start()].strip()
        mention.component_no, mention.base = ctx.component_no, ctx.base
        mention.flags.extend(flag for line in lines for flag in line.flags)
        mention.confidence = min([1.0, *(line.confidence for line in lines)])
        if not is_blank(mention.name_raw):
            ctx.records.mentions.append(mention)


def strategy_indicators(ctx: Context, field: Labelled) -> None:
    """KR / KPI of the agency's own ประเด็นการพัฒนา: each numbered line is an indicator, each bulleted one where
    bullets part the whole text; else the text is one."""
    text = field.text
    if not text or ctx.get("table_letter") is not None:
        return
    pieces = _LABELLED_KR.split(text)
    if len(pieces) < _SEVERAL:
        pieces = re.split(r"(?:^|\n)\s*(?=[0-9๐-๙]{1,2}[.)]\s)", text)
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    bulleted = [piece.strip() for piece in _BULLETED.split(text) if piece.strip()]
    if len(pieces) == 1 and len(bulleted) > 1 and all(_BULLET.match(piece) for piece in bulleted):
        pieces = bulleted
    place = field.paragraphs[0].place if field.paragraphs and not field.value else field.place
    for piece in pieces:
        number = (_KR_LINE.match(piece) or _LIST_NUMBER.match(piece)) if len(pieces) > 1 else None
        name = plain(_KR_LINE.sub("", piece) if number and _KR_LINE.match(piece) else piece)
        name = plain(_without_number(name)) if number else plain(_BULLET.sub("", name, count=1))
        if is_blank(name):
            continue
        mention = Mention("strategy", name, place, heading_path=ctx.heading_path, issue_no=ctx.number("issue"))
        mention.item_no = arabic_digits(number.group(1)) if number else None
        mention.raw["objective"] = ctx.text("objective") or ""
        mention.flags.extend(restored_in(field, ctx.get("objective")))
        ctx.records.mentions.append(mention)
        ctx.named.own_indicators.append(mention)


def weighted_line(ctx: Context, paragraph: Paragraph) -> bool:
    """An indicator of a component that a line names above the table of its activities; false for any other line.

    ``2.1 ร้อยละของการเบิกจ่าย กำหนดค่าน้ำหนักคะแนนร้อยละ 15 รับผิดชอบโดยสำนักการคลัง``: weight 15, answered for by an office.
    Where its name ends is told by that clause alone, so it is flagged. Of Potential Base only: elsewhere the line is a
    component of its own (``1.1 ประสิทธิผลของ… กำหนดค่าน้ำหนัก…``).
    """
    if ctx.base != "potential":
        return False
    told = parse_indicator(paragraph.text)
    if told.item_no is None or told.weight is None or len(told.name) < _SHORTEST_NAME:
        return False
    _named_in_line(
        ctx, Mention("kpi_table", paragraph.text, paragraph.place, (), ctx.base, ctx.component_no), paragraph
    )
    return True


def _named_in_line(ctx: Context, mention: Mention, paragraph: Paragraph) -> None:
    """Keep an indicator that a line of its own names; where the name ends is a guess."""
    mention.heading_path = ctx.heading_path
    mention.flags = ["name_end_guess", *paragraph.flags]
    mention.confidence = paragraph.confidence
    ctx.records.mentions.append(mention)
    ctx.claim(paragraph)


_STATED = re.compile(
    r"^(?P<name>.{8,}?)\s*\(?\s*(?:ค่า)?เป้าหมาย\s*:?\s*(?P<target>[^()]*[0-9๐-๙][^()]*)\)?\s*$", re.DOTALL
)


_WEIGHT_BEHIND = re.compile(
    r"\s*\(?\s*(?:ค่า)?น้ำหนัก(?:คะแนน)?\s*:?\s*(?:ร้อยละ)?\s*(?P<weight>[0-9๐-๙]+(?:\.[0-9๐-๙]+)?)\s*(?:%|คะแนน)?\s*\)?\s*$"
)
_SAYS_HOW_IT_WENT = re.compile(
    r"(?:(?:มี)?ผล(?:การ)?(?:ดำเนินงาน|ดำเนินการ|ปฏิบัติงาน|ปฏิบัติราชการ|งาน)?\s*)?"
    r"(?:ยัง)?(?:ต่ำกว่า|สูงกว่า|มากกว่า|น้อยกว่า|เกินกว่า|เกิน|ไม่ถึง|(?:ไม่)?บรรลุ(?:ตาม)?|(?:ไม่)?เป็นไปตาม)(?:ค่า)?เป้าหมาย"
)
"""``ตัวชี้วัดที่ 4 (ผลการดำเนินงาน)ต่ำกว่าเป้าหมาย…`` tells of an indicator what came of it: no name."""


def key_result_line(ctx: Context, paragraph: Paragraph) -> bool:
    """A key result that an office outside Bangkok prints as a line of its own (``KR 1.2 : … ร้อยละ 60``); false for any
    other line. Where its name ends is a guess: the line may go on in the next."""
    label = _KR_LINE.match(paragraph.text)
    text = plain(paragraph.text[label.end() :]) if label else ""
    if label is None or len(text) < _SHORTEST_NAME or len(text) > _LONGEST_NAME or _SAYS_HOW_IT_WENT.match(text):
        return False
    weight = _WEIGHT_BEHIND.search(text)
    text = text[: weight.start()] if weight else text
    stated = _STATED.match(text)
    name, target = (stated["name"], stated["target"]) if stated else split_trailing_target(text)
    mention = Mention("goal_table", name.strip(), paragraph.place, base="goal")
    mention.item_no = arabic_digits(label[1])
    mention.raw = {"target": target or "", "objective": ctx.text("plan_goal") or ""}
    if weight:
        mention.raw["weight"] = weight["weight"]
    mention.strategy_no = ctx.number("strategy")
    _named_in_line(ctx, mention, paragraph)
    ctx.named.current = mention  # what stands below, such as its levels, is of this indicator
    return True


_SHORTEST_NAME, _LONGEST_NAME = 12, 300
"""Letters of a key result's line without its label."""


def strategy_of_issue(ctx: Context, strategy_no: str) -> None:
    """The ยุทธศาสตร์ number of an issue's ความเชื่อมโยง line, for the indicators above that line."""
    for mention in ctx.named.own_indicators:
        mention.strategy_no = strategy_no
    issue_no = ctx.number("issue")
    if issue_no is not None:
        ctx.records.issue_strategies.setdefault(issue_no, strategy_no)


# -- results of the year before, told in prose ---------------------------------------------------------------------

_PRIOR_NUMBER = re.compile(r"^\W*([0-9]+(?:\.[0-9]+)?)[.)]?\s+(?=\S)")
_LACKS_FIGURE = re.compile(r"(?:ร้อยละ|ระดับ|จำนวน|น้อยกว่า|อย่างน้อย|ไม่ต่ำกว่า|ไม่เกิน)$")
_MEASURE = r"(?:ร้อยละ|ระดับ|จำนวน)?\s*[0-9][0-9,]*(?:\.[0-9]+)?(?:\s*(?!ได้|การ|มี|ดำ|สา|โดย)[ก-๙/]{2,12}(?=\s|$))?"
_VALUE = r"(?:ร้อยละ|ระดับ)\s*[0-9][0-9,]*(?:\.[0-9]+)?"
_TARGET = re.compile(rf"(?:โดย)?(?:มี)?ค่าเป้าหมาย\s*(?:คือ|:|=)?\s*(?P<value>{_VALUE}|{_MEASURE})")
_ACHIEVED = re.compile(
    rf"(?:การดำเนินการ|ผลการดำเนินการ|ผลการดำเนินงาน|การดำเนินงาน)?\s*(?:บรรลุค่าเป้าหมาย|บรรลุเป้าหมาย|อยู่ใน|อยู่ที่|คิดเป็น|เท่ากับ|ไม่บรรลุค่าเป้าหมาย|ได้)"
    rf"\s*(?:คิดเป็น|อยู่ใน|อยู่ที่|เท่ากับ|ได้)?\s*(?P<value>{_VALUE})"
)
# a result told as a bare count: words for what was reached, then the figure and a known counted noun
_ACHIEVED_COUNT = re.compile(
    r"(?:ผลการดำเนินการ|ผลการดำเนินงาน|ผลงาน|ดำเนินการ(?:แล้วเสร็จ|ได้)|ทำได้|บรรลุ(?:ค่า)?เป้าหมาย)\s*"
    r"(?:คือ|คิดเป็น|อยู่ที่|เท่ากับ|ได้|:)?\s*(?:จำนวน|รวม|ทั้งสิ้น)?\s*"
    rf"(?P<value>[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:{'|'.join(map(re.escape, classifiers()))}))(?![ก-๙])"
)
# behind a stated target the words alone say what was reached: ผลการดำเนินงานร้อยละ 97.32
_ACHIEVED_STATED = re.compile(rf"(?:ผลการดำเนินการ|ผลการดำเนินงาน|ผลงาน|ผลที่ได้)\s*(?:คือ|:|=)?\s*(?P<value>{_VALUE})")
_OF_INDICATOR = re.compile(r"^ตัวชี้วัด\s*:?\s*(?=(?:ร้อยละ|ระดับ|จำนวน|ความสำเร็จ|อัตรา|สัดส่วน))")
_NAME_END = re.compile(r"\s(?=(?:สามารถ|ดำเนินการ|ได้|จำนวน|มี|โดย|ผล|การดำเนินการ|บรรลุ|คิดเป็น|อยู่)\S*)")
_SUBJECT = re.compile(r"^\S*?สำนัก\S*?\s*ได้(?P<name>.+?)\s*(?:ได้แก่|คือ|โดย|จำนวน)")


def year_of_heading(ctx: Context, text: str) -> int | None:
    """Year of the prose under สรุปผลการดำเนินงานในปีที่ผ่านมา: the printed one, else the year before the document's."""
    years = years_in(text)
    if years:
        return years[0]
    return ctx.fiscal_year - 1 if ctx.fiscal_year is not None else None


def is_numbered(paragraph: Paragraph, above: Paragraph | None = None) -> bool:
    """Does the paragraph begin with a number of its own, and not with a figure that the line ``above`` lacks?"""
    if above is not None and _LACKS_FIGURE.search(clean(above.text)):
        return False
    return _PRIOR_NUMBER.match(clean(paragraph.text)) is not None


def names_subject(paragraph: Paragraph) -> bool:
    """Does the paragraph say what an office did (สำนักงาน … ได้ …), what it reached standing further on?"""
    return _SUBJECT.match(clean(paragraph.text)) is not None


def prior_year(ctx: Context, lines: Sequence[Paragraph]) -> bool:
    """Read the paragraph (its ``lines``) about an indicator's result in the year before; false if it tells of none."""
    year = ctx.number("prior_year")
    if year is None:
        return False
    paragraph = lines[0]
    text = clean("\n".join(line.text for line in lines))
    number = _PRIOR_NUMBER.match(text)
    body = text[number.end() :] if number else text
    achieved = _ACHIEVED.search(body) or _ACHIEVED_COUNT.search(body)
    goal = _TARGET.search(body)
    if goal is not None and (achieved is None or achieved.start() < goal.start()):
        achieved = _ACHIEVED_STATED.search(body, goal.end()) or achieved
    if ctx.component_no is None and (goal is None or achieved is None or number is None):
        return False  # prose that only mentions figures
    if achieved is None:
        return len(lines) == 1 and _goes_on(ctx, paragraph, text)
    name, narrative, target, flags = _split_prior(body, achieved)
    line = ResultLine(
        "prior_year",
        None,
        name,
        paragraph.place,
        ctx.base,
        ctx.component_no,
        number.group(1).rstrip(".") if number else None,
        {"achieved": achieved.group("value"), "narrative": narrative},
        int(year),
    )
    line.flags.extend([*(flag for part in lines for flag in part.flags), *flags])
    if target:
        line.raw["target"] = target
    ctx.records.results.append(line)
    ctx.claim(*lines)
    return True


def _goes_on(ctx: Context, paragraph: Paragraph, text: str) -> bool:
    """A paragraph that goes on with the result above (its lines were parted)."""
    results = ctx.records.results
    if not results or results[-1].source != "prior_year" or results[-1].component_no != ctx.component_no:
        return False
    if _PRIOR_NUMBER.match(text):
        return False
    results[-1].raw["narrative"] = f"{results[-1].raw['narrative']}\n{paragraph.text}"
    ctx.claim(paragraph)
    return True


def _split_prior(body: str, achieved: re.Match[str]) -> tuple[str, str, str, list[str]]:
    """(name, narrative, target, flags) of the prose about one indicator.

    With a ค่าเป้าหมาย clause the name ends before it and the narrative starts after the achieved value; without one the
    narrative starts after the name, whose end can only be guessed (flag ``name_end_guess``).
    """
    target = _TARGET.search(body)
    if target is not None and target.start() < achieved.start():
        name = _OF_INDICATOR.sub("", body[: target.start()]).strip()
        return name, body[achieved.end() :].strip(), target.group("value").strip(), []
    subject = _SUBJECT.match(body)
    if subject is not None:
        return subject.group("name").strip(), body, "", ["name_end_guess"]
    end = _NAME_END.search(body)
    cut = end.start() if end is not None and end.start() > 10 else achieved.start()
    return body[:cut].strip(), body[cut:].strip(), "", ["name_end_guess"]
