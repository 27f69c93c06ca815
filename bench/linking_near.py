"""Names for the linking benchmark that no measure of the register has: near misses, and measures made up.

Near misses are different measures by construction: one telling part of the name is exchanged or put in. Half of
them are damaged as well, outside that part. The same names, counts and seed give the same texts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linking_variants import ROUNDS, marks_lost, marks_moved, spaces, squeezed, starts, swap

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


@dataclass(frozen=True, slots=True)
class NearMiss:
    """``text`` names another measure than ``code``, whose name it resembles."""

    text: str
    code: str
    kind: str


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
        middle = starts(name)[len(starts(name)) // 2]
        yield "number", name[:middle], f" {text} ", name[middle:]
    for table, kind in ((OBJECTS, "object"), (STATES, "state or frequency")):
        for part, others in table.items():
            if part in name:
                before, after = name.split(part, 1)
                for other in others:
                    yield kind, before, other, after
    for word in NEGATED:
        for match in re.finditer(word, name):
            if match.start() in starts(name):
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
    for _ in range(ROUNDS):
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


_FIELDS = (
    *("งานจัดเก็บรายได้", "งานทะเบียนราษฎร", "งานพัฒนาชุมชน", "งานดับเพลิง", "งานประปา", "งานวิจัยพืชสวน", "งานพิพิธภัณฑ์"),
    *("งานเวชระเบียน", "งานผังเมือง", "งานขนส่งทางน้ำ", "งานทันตกรรม", "งานกีฬาเยาวชน"),
)
_OF_A_FIELD = 2500
"""So many measures each field of work has, where more are asked for than one has names: they are as near to each other
as among fewer, and those of other fields are further away."""


def made_up_measures(count: int, seed: int) -> list[str]:
    """``count`` different names of measures in the register's manner; many differ in one word alone."""
    every = [counted + who + did + how for counted in _COUNTED for who in _WHO for did in _DID for how in _HOW]
    rng = random.Random(seed)
    if count <= len(every):
        return rng.sample(every, count)
    sizes = [min(_OF_A_FIELD, count - start) for start in range(0, count, _OF_A_FIELD)]
    return [name + field for field, size in zip(_FIELDS, sizes, strict=False) for name in rng.sample(every, size)]
