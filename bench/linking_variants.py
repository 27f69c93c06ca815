"""Names for the linking benchmark: damaged printings of known measures, near misses, and measures made up.

Everything is drawn from a seeded generator: the same names, counts and seed give the same texts.

Rules that keep a text out, whatever a matcher makes of it:

- it is an exact copy of the undamaged name, or stands in the list already;
- without spaces it is another name of the register;
- a letter swap or loss has made another dictionary word of the word it hit: no reader can tell that from a
  measure about something else by the name alone;
- it was cut off before the point where it differs from the names of all other measures.

Near misses are different measures by construction: one telling part of the name is exchanged or put in. Half of
them are damaged as well, outside that part.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from phaen.normalizers.matching.keys import fold
from phaen.normalizers.matching.words import confusables
from phaen.normalizers.repair.lexicon import words
from phaen.normalizers.repair.segmentation import tokenise
from phaen.normalizers.text import MARKS

Weight = Literal["light", "heavy"]
Damage = Callable[[random.Random, str], str | None]

OTHER_SWAPS = ("นษ", "รว", "พห", "อถ", "ณฌ", "มฉ", "สร", "กถ", "ตฅ", "ปษ")
"""Swaps that the matcher's own list does not know, except กถ."""
LIGHT_WORDS = ("ของ", "ใน", "การ", "ความ", "ที่", "และ", "ให้", "เพื่อ", "ด้าน", "กับ", "ต่อ", "ตาม", "โดย", "ได้", "สำหรับ")
SHARE_OTHER_SWAPS = 0.1
LEAST_KEPT = 0.6
"""Share of a name's letters that is kept at least where a page break cuts it off."""
_ROUNDS = 400
_MARK = re.compile(f"[{MARKS}]")
_LETTER = re.compile("[ก-ฮะาเ-ไ]")
_LATIN_SLIPS = {"l": "i", "i": "l", "f": "t", "o": "0", "e": "c", "a": "o", "n": "r", "u": "v", "G": "C", "I": "l"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A damaged printing ``text`` of the name of ``code``."""

    text: str
    code: str
    kind: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class NearMiss:
    """``text`` names another measure than ``code``, whose name it resembles."""

    text: str
    code: str
    kind: str


def squeezed(text: str) -> str:
    """``text`` without spaces: what two texts share when a reader would call them the same."""
    return re.sub(r"\s+", "", text)


def _starts(text: str) -> list[int]:
    """Where the words of ``text`` begin, the first one left out; its middle where it is a single word."""
    found, position = [], 0
    for token in tokenise(text):
        if position and token.strip():
            found.append(position)
        position += len(token)
    return found or [len(text) // 2]


def _put(text: str, position: int, piece: str, length: int = 0) -> str:
    return text[:position] + piece + text[position + length :]


def spaces(rng: random.Random, text: str) -> str | None:
    """Spaces put in anywhere, taken out, doubled, or a line broken."""
    way = rng.randrange(4)
    if way == 0:
        return re.sub(r"\s+", "", text)
    if way == 1:
        return re.sub(r"\s+", rng.choice(["  ", "\n", "\u00a0"]), text)
    for _ in range(rng.randint(1, 4)):
        place = rng.choice(_starts(text)) if way == 2 else rng.randrange(1, len(text))
        text = _put(text, place, rng.choice([" ", "\n"]))
    return text


def marks_lost(rng: random.Random, text: str) -> str | None:
    """One or two vowel or tone marks lost."""
    for _ in range(rng.randint(1, 2)):
        places = [match.start() for match in _MARK.finditer(text)]
        if not places:
            return None
        text = _put(text, rng.choice(places), "", 1)
    return text


def marks_moved(rng: random.Random, text: str) -> str | None:
    """A mark one letter too early or too late, doubled, or set off by a space."""
    places = [match.start() for match in _MARK.finditer(text) if 0 < match.start() < len(text) - 1]
    if not places:
        return None
    place = rng.choice(places)
    mark, way = text[place], rng.randrange(4)
    if way == 0:
        return _put(text, place, mark * 2, 1)
    if way == 1:
        return _put(text, place, f" {mark}", 1)
    if way == 2:
        return _put(text, place, text[place + 1] + mark, 2)
    return _put(text, place - 1, mark + text[place - 1], 2)


def _makes_another_word(text: str, place: int, piece: str) -> bool:
    position = 0
    for token in tokenise(text):
        if position <= place < position + len(token):
            return _put(token, place - position, piece, 1) in words()
        position += len(token)
    return False


def _change_letter(rng: random.Random, text: str, options: Callable[[str], list[str]]) -> str | None:
    places = [match.start() for match in _LETTER.finditer(text)]
    for _ in range(20 if places else 0):
        place = rng.choice(places)
        pieces = options(text[place])
        if pieces and not _makes_another_word(text, place, piece := rng.choice(pieces)):
            return _put(text, place, piece, 1)
    return None


def swap(rng: random.Random, text: str) -> str | None:
    """A letter taken for a look-alike; one in ten is a pair that the matcher does not know."""
    if rng.random() < SHARE_OTHER_SWAPS:
        others = list(OTHER_SWAPS) + [pair[::-1] for pair in OTHER_SWAPS]
        return _change_letter(rng, text, lambda letter: [pair[1] for pair in others if pair[0] == letter])
    known = sorted(confusables())
    return _change_letter(rng, text, lambda letter: [b for a, b in known if a == letter and _LETTER.match(b)])


def letter_lost(rng: random.Random, text: str) -> str | None:
    """A letter that was not read at all."""
    return _change_letter(rng, text, lambda letter: [""])


def latin(rng: random.Random, text: str) -> str | None:
    """A Latin letter taken for another, or a Latin word in capitals."""
    places = [place for place, letter in enumerate(text) if letter in _LATIN_SLIPS]
    if not places:
        return None
    if rng.random() < 0.3:
        return text.upper()
    place = rng.choice(places)
    return _put(text, place, _LATIN_SLIPS[text[place]], 1)


def word_dropped(rng: random.Random, text: str) -> str | None:
    """A light word left out, not the first word."""
    position, places = 0, []
    for token in tokenise(text):
        if position and token in LIGHT_WORDS:
            places.append((position, len(token)))
        position += len(token)
    if not places:
        return None
    place, length = rng.choice(places)
    return _put(text, place, "", length)


def word_added(rng: random.Random, text: str) -> str | None:
    """A light word put in between two words."""
    return _put(text, rng.choice(_starts(text)), rng.choice(LIGHT_WORDS))


def thai_digits(rng: random.Random, text: str) -> str | None:
    """Thai digits for all figures."""
    thai = text.translate({ord(str(digit)): "๐๑๒๓๔๕๖๗๘๙"[digit] for digit in range(10)})
    return None if thai == text else thai


def dressing(rng: random.Random, text: str) -> str | None:
    """What may be printed or not: footnote signs, brackets, of Bangkok, a full stop."""
    way = rng.randrange(4)
    if way == 0:
        return text + rng.choice(["*", " *", "**", " **", "***", " ***", ".", " ."])
    if way == 1:
        return text + rng.choice(["ของกรุงเทพมหานคร", " ของกรุงเทพมหานคร", "ของ กทม.", " (กทม.)", "ในกรุงเทพมหานคร"])
    if way == 2 and "(" in text:
        return re.sub(r"[()]", rng.choice(["", " "]), text)
    return text.replace("(", rng.choice([" ( ", "[", "("])).replace(")", rng.choice([" ) ", "]", ") "]))


def word_end_lost(rng: random.Random, text: str) -> str | None:
    """The last one to three letters lost at the edge of a page."""
    return text[: -rng.randint(1, 3)]


def cut_off(rng: random.Random, text: str) -> str | None:
    """The rest of the name lost at a page break, or a heading printed in between."""
    if rng.random() < 0.3:
        return _put(text, rng.choice(_starts(text)), f" {rng.randint(2, 180)} ")
    return text[: rng.randint(int(LEAST_KEPT * len(text)), len(text) - 4)]


def _several(*damages: Damage) -> Damage:
    def apply(rng: random.Random, text: str) -> str | None:
        changed: str | None = text
        for damage in damages:
            changed = damage(rng, changed) if changed else None
        return changed

    return apply


def combination(rng: random.Random, text: str) -> str | None:
    """Two to four kinds of damage at once."""
    kinds = rng.sample([*(damage for _, damage in LIGHT), cut_off], rng.randint(2, 4))
    changed = text
    for damage in kinds:
        changed = damage(rng, changed) or changed
    return changed


LIGHT: tuple[tuple[str, Damage], ...] = (
    ("spaces", spaces),
    ("marks lost", marks_lost),
    ("marks moved", marks_moved),
    ("letter swapped", swap),
    ("letter lost", letter_lost),
    ("latin letter", latin),
    ("light word dropped", word_dropped),
    ("light word added", word_added),
    ("thai digits", thai_digits),
    ("footnote, bracket, Bangkok", dressing),
    ("end of word lost", word_end_lost),
)
HEAVY: tuple[tuple[str, Damage], ...] = (
    ("many marks", _several(marks_lost, marks_moved, marks_lost, marks_moved, marks_lost)),
    ("many letters", _several(swap, swap, swap, letter_lost)),
    ("cut off", cut_off),
    ("light words", _several(word_dropped, word_added, word_added)),
    ("combination", combination),
    ("combination of four", _several(spaces, marks_lost, swap, word_added)),
)


def _cut_too_early(text: str, others: Sequence[str]) -> bool:
    key = fold(squeezed(text))
    return any(other.startswith(key) for other in others)


def variants(names: Sequence[tuple[str, str, str]], count: int, seed: int) -> list[Variant]:
    """About ``count`` damaged printings of ``names``, evenly over names and kinds of damage.

    ``names`` are (code, measure, name); codes of one measure are not each other's rivals.
    """
    rng = random.Random(seed)
    all_names = {squeezed(name) for _, _, name in names}
    rivals = {measure: [fold(squeezed(n)) for _, m, n in names if m != measure] for _, measure, _ in names}
    seen: set[str] = {name for _, _, name in names}
    found: list[Variant] = []
    kinds = [(kind, damage, "light") for kind, damage in LIGHT] + [(kind, damage, "heavy") for kind, damage in HEAVY]
    for _ in range(_ROUNDS):
        for code, measure, name in names:
            for kind, damage, weight in kinds:
                text = damage(rng, name)
                if not text or text in seen or len(text) < 8:
                    continue
                if squeezed(text) in all_names and squeezed(text) != squeezed(name):
                    continue
                if _cut_too_early(text, rivals[measure]):
                    continue
                seen.add(text)
                found.append(Variant(text, code, kind, "light" if weight == "light" else "heavy"))
        if len(found) >= count:
            break
    return found


MEASURE_WORDS = ("ร้อยละ", "จำนวน", "ระดับ")
ALIKE_MEASURES = {"ร้อยละ": ("ร้อยละ",), "สัดส่วน": ("ร้อยละ",), "จำนวน": ("จำนวน",), "ระดับ": ("ระดับ",)}
"""Leading word → words that would leave the measure as it is."""
OBJECTS = {
    "ประชาชน": ("นักเรียน", "ผู้สูงอายุ", "ข้าราชการ", "ผู้พิการ", "ครูอนุบาล", "ผู้ประกอบการ"),
    "ทุกกลุ่มวัย": ("วัยทำงาน", "วัยเรียน", "กลุ่มเปราะบาง", "กลุ่มเสี่ยง"),
    "ตรวจคัดกรองสุขภาพ": ("ฉีดวัคซีน", "ตรวจคัดกรองเบาหวาน", "ตรวจคัดกรองมะเร็ง", "รักษาพยาบาล", "ส่งเสริมสุขภาพ"),
    "เรื่องทั้งหมด": ("เรื่องด่วน", "เรื่องร้องเรียนทุจริต", "เรื่องถนนชำรุด"),
    "แก้ไข": ("ตอบรับ", "ตรวจสอบ", "ส่งต่อ", "ปฏิเสธ"),
    "ความพึงพอใจ": ("ความเชื่อมั่น", "ความผูกพัน", "ความรุนแรง", "การรับรู้"),
    "รายหน่วยงาน": ("รายบุคคล", "รายพื้นที่", "รายเขต"),
    "จัดซื้อจัดจ้าง": ("จัดเก็บรายได้", "บริหารบุคคล", "บริหารทรัพย์สิน"),
    "ครบถ้วน": ("รวดเร็ว", "ต่อเนื่อง", "ปลอดภัย"),
    "ยานพาหนะ": ("อาคาร", "เครื่องสูบน้ำ", "กล้องวงจรปิด", "หัวดับเพลิง"),
    "ป้องกันและบรรเทาสาธารณภัย": ("จัดการขยะ", "จัดการจราจร", "ป้องกันอาชญากรรม"),
    "ศูนย์บริการข้อมูล": ("ศูนย์ฝึกอาชีพ", "ศูนย์พัฒนาเด็กเล็ก", "ศูนย์กีฬา"),
    "ผู้ทำงาน": ("นักท่องเที่ยว", "นักศึกษา", "ผู้ป่วย"),
    "ชาวต่างชาติ": ("ชาวไทย", "ชาวมุสลิม", "ไร้ฝีมือ"),
    "กฎหมาย": ("มาตรฐาน", "งบประมาณ", "นโยบาย"),
    "คู่มือ": ("แผน", "หลักสูตร", "รายงาน", "ฐานข้อมูล"),
    "กระบวนการ": ("บุคลากร", "อาคารสถานที่", "ระบบเครือข่าย"),
    "ก่อหนี้ผูกพัน": ("เบิกจ่าย", "โอนเปลี่ยนแปลง", "กันเงิน"),
    "งบลงทุน": ("งบดำเนินงาน", "งบอุดหนุน", "งบบุคลากร"),
    "งบประมาณรายจ่าย": ("งบประมาณรายรับ", "งบประมาณอุดหนุน"),
    "ครุภัณฑ์": ("ผลิตภัณฑ์", "วัสดุ", "ค่าจ้าง"),
    "ติดตามและประเมินผล": ("จัดทำคำขอ", "ฝึกอบรม", "เผยแพร่"),
}
"""Part of a name → what makes another measure of it."""
STATES = {
    "ค้าง": ("เสร็จสิ้น", "ใหม่", "ที่ยุติ"),
    "เสร็จสิ้น": ("ค้าง", "ไม่เสร็จสิ้น", "ล่าช้า"),
    "ได้รับการแก้ไข": ("รอการแก้ไข", "ไม่ได้รับการแก้ไข", "ค้างการแก้ไข"),
    "ถูกเปิดเผย": ("ถูกปกปิด", "ไม่ถูกเปิดเผย"),
    "รายเดือน": ("รายวัน", "รายปี", "รายไตรมาส", "รายสัปดาห์"),
    "เฉลี่ย": ("สูงสุด", "ต่ำสุด"),
    "ปรับปรุง": ("ยกเลิก",),
    "การจัดตั้ง": ("การยุบเลิก", "การย้าย"),
}
NEGATED = ("ได้รับ", "มี", "ดำเนินการ", "พึงพอใจ", "ถูก", "แก้ไข", "สอดคล้อง", "ตรวจสอบ", "สำเร็จ", "ครบถ้วน", "เปิดเผย")
NUMBERED = ("อายุ 60 ปีขึ้นไป", "ภายใน 3 วัน", "ภายใน 24 ชั่วโมง", "อย่างน้อย 2 ครั้ง", "ระยะที่ 2", "5 แห่ง", "รุ่นที่ 4")
YEARS = (2565, 2566, 2567, 2569, 2570)


def _near(name: str, year: int) -> Iterator[tuple[str, str, str, str]]:
    """(kind, before, changed, after) of every near miss of ``name`` without damage."""
    for word, alike in ALIKE_MEASURES.items():
        if name.startswith(word):
            for other in MEASURE_WORDS:
                if other not in alike:
                    yield "unit", "", other, name[len(word) :]
    if str(year) in name:
        before, after = name.split(str(year), 1)
        for other_year in YEARS:
            yield "year", before, str(other_year), after
    else:
        for other_year in YEARS:
            yield "year", name, f" ประจำปี พ.ศ. {other_year}", ""
    for text in NUMBERED:
        yield "number", name, f" {text}", ""
        middle = _starts(name)[len(_starts(name)) // 2]
        yield "number", name[:middle], f" {text} ", name[middle:]
    for table, kind in ((OBJECTS, "object"), (STATES, "state or frequency")):
        for part, others in table.items():
            if part in name:
                before, after = name.split(part, 1)
                for other in others:
                    yield kind, before, other, after
    for word in NEGATED:
        for match in re.finditer(word, name):
            if match.start() in _starts(name):
                yield "negation", name[: match.start()], "ไม่" + word, name[match.end() :]


def _damaged_around(rng: random.Random, before: str, changed: str, after: str) -> str:
    damage = rng.choice([spaces, marks_lost, marks_moved, swap])
    sides = [before, after]
    side = max((0, 1), key=lambda index: len(sides[index]) + rng.random())
    if len(sides[side]) > 12:
        sides[side] = damage(rng, sides[side]) or sides[side]
    return sides[0] + changed + sides[1]


def near_misses(names: Sequence[tuple[str, str, str]], count: int, year: int, seed: int) -> list[NearMiss]:
    """At least ``count`` names of other measures where ``names`` allow it, each one resembling one of ``names``.

    Every one stands in the list undamaged; damaged ones fill it up. ``year`` is the fiscal year of ``names``.
    """
    rng = random.Random(seed)
    plain = {squeezed(name) for _, _, name in names}
    found: dict[str, NearMiss] = {}
    bases = [(code, *near) for code, _, name in names for near in _near(name, year)]
    for code, kind, before, changed, after in bases:
        text = before + changed + after
        if squeezed(text) not in plain:
            found.setdefault(text, NearMiss(text, code, kind))
    for _ in range(_ROUNDS):
        for code, kind, before, changed, after in bases:
            if squeezed(before + changed + after) in plain:
                continue
            text = _damaged_around(rng, before, changed, after)
            found.setdefault(text, NearMiss(text, code, f"{kind}, damaged"))
        if len(found) >= count:
            break
    return list(found.values())


_COUNTED = ("ร้อยละของ", "จำนวน", "ระดับความสำเร็จของ", "ร้อยละความพึงพอใจของ", "สัดส่วนของ")
_WHO = (
    *("นักเรียน", "ผู้สูงอายุ", "ชุมชน", "โรงเรียน", "สถานประกอบการ", "ข้าราชการ", "ครัวเรือน", "ผู้ป่วย", "ตลาด"),
    *("สวนสาธารณะ", "คลองสายหลัก", "ศูนย์เด็กเล็ก", "อาสาสมัคร", "ผู้ค้าริมทาง", "อาคารสูง", "โรงพยาบาล", "ห้องสมุด"),
)
_DID = (
    *("ที่ผ่านเกณฑ์มาตรฐาน", "ที่ได้รับการพัฒนาทักษะอาชีพ", "ที่คัดแยกขยะอินทรีย์", "ที่ได้รับการตรวจคุณภาพน้ำ"),
    *("ที่เข้าร่วมกิจกรรมลดฝุ่น", "ที่ได้รับวัคซีนครบถ้วน", "ที่ติดตั้งระบบเตือนภัย", "ที่ใช้พลังงานแสงอาทิตย์"),
    *("ที่ได้รับการปรับปรุงภูมิทัศน์", "ที่เข้าถึงบริการดิจิทัล", "ที่ผ่านการฝึกซ้อมดับเพลิง", "ที่ชำระภาษีตรงเวลา"),
)
_HOW = (
    *("อย่างต่อเนื่อง", "ตามแผนปฏิบัติการประจำปี", "ในพื้นที่ริมแม่น้ำเจ้าพระยา", "ร่วมกับภาคเอกชน"),
    *("ผ่านแอปพลิเคชันของหน่วยงาน", "ในพื้นที่เขตชั้นใน"),
)


def made_up_measures(count: int, seed: int) -> list[str]:
    """``count`` different names of measures in the register's manner; many differ in one word alone."""
    every = [counted + who + did + how for counted in _COUNTED for who in _WHO for did in _DID for how in _HOW]
    return random.Random(seed).sample(every, count)
