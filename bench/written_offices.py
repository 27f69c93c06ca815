"""The four offices of the documents written by hand, their indicators, and a sound rubric."""

from __future__ import annotations

DRAIN, GREEN, SPORT, DISTRICT = (
    "สำนักการระบายน้ำ",
    "สำนักสิ่งแวดล้อม",
    "สำนักวัฒนธรรม กีฬา และการท่องเที่ยว",
    "สำนักการจราจรและขนส่ง",
)
FIFTHS = ("100", "80", "60", "40", "20")


def by_plan(what: str, weight: int, shares: tuple[str, ...] = FIFTHS) -> list[tuple[str, str, str]]:
    """A sound rubric: shares of a plan, the score in fifths of the weight."""
    criteria = [f"ดำเนินการตามแผน{what} ร้อยละ {share}" for share in shares]
    return [
        (f"ร้อยละ {share}", text, f"{weight * (5 - row) / 5:g}")
        for row, (share, text) in enumerate(zip(shares, criteria, strict=True))
    ]


CANALS = "ร้อยละของคลองสายหลักที่ขุดลอกแล้วเสร็จตามแผน"
PUMPS = "ร้อยละของสถานีสูบน้ำที่พร้อมใช้งานก่อนฤดูฝน"
TUNNEL = "ระดับความสำเร็จของการก่อสร้างอุโมงค์ระบายน้ำบึงหนองบอน"
SENSORS = "จำนวนจุดตรวจวัดระดับน้ำที่รายงานข้อมูลเป็นรายชั่วโมง"
WASTE = "ร้อยละของชุมชนที่คัดแยกขยะ ณ แหล่งกำเนิด"
TREES = "จำนวนต้นไม้ยืนต้นที่ปลูกเพิ่มในพื้นที่สาธารณะ"
PARKS = "จำนวนสวนหย่อมขนาดเล็กที่เปิดให้บริการ"
DUST = "ระดับความสำเร็จของการเฝ้าระวังฝุ่นละอองขนาดเล็ก PM 2.5"
GAMES = "จำนวนสนามกีฬาชุมชนที่ปรับปรุงให้คนพิการใช้ได้"
MUSEUM = "ร้อยละความพึงพอใจของผู้เข้าชมพิพิธภัณฑ์ท้องถิ่น"
TOUR = "ระดับความสำเร็จของการจัดทำเส้นทางท่องเที่ยวริมคลอง"
LIGHTS = "ร้อยละของทางแยกที่ติดตั้งระบบสัญญาณไฟอัจฉริยะ"
CAMERAS = "ร้อยละของกล้องวงจรปิดที่ใช้งานได้"
BUS = "จำนวนป้ายรถประจำทางอัจฉริยะที่ติดตั้งแล้วเสร็จ"
