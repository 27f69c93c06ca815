"""Which differences make another name."""

import pytest
from phaen.pipeline.audit.names import likeness, name_difference, skeleton, words

SAME = [
    ("สัดส่วนเรื่อง que ดำเนินการเสร็จสิ้น", "สัดส่วนเรื่องที่ดำเนินการเสร็จสิ้น"),
    ("ศูนย์ข้อมูลสำหรับชาวต่างชาติ (Expatriate) ใน กทม.", "ศูนย์ข้อมูลสำหรับชาวต่างชาติ (Expat) ในกทม."),
    ("การคัดเลือกเพื่อนเลื่อนและแต่งตั้ง", "การคัดเลือกเพื่อเลื่อนและแต่งตั้ง"),
    ("ไม่มีพฤติกรรมกรรมการทุจริต", "ไม่มี พฤติกรรมการทุจริต"),
    ("ระบบ E- Receipt ก.ณ.กทม.", "ระบบ E-Receipt ก.ฉ.กทม."),
    ("ริมคลองหลอดวัดราชนัดดารามวรวิหาร", "ริมคลองหลอด วัดราชนัลดารามวรวิหาร"),
    ("ริมคลองหลอดวัดราชชนิตดารามวรวิหาร", "ริมคลองหลอด วัดราชนัลดารามวรวิหาร"),
    ("ริมคลองหลอดวัดราชชนิตดารามวรวิหาร", "ริมคลองหลอด วัดราชนันทารามวรวิหาร"),
    ("การพัฒนาบริการผ่านระบบออนไลน์", "การพัฒนาบริการผ่านระบบออน"),
    ("เมือง/องค์กรระหว่างประเทศ เครือข่าย", "เมือง/องค์การระหว่างประเทศ/เครือข่าย"),
    ("ร้อยละความสำเร็จในการจัดทำระบบ", "ร้อยละความสำเร็จของการจัดทำระบบ"),
    ("ความเข้าใจในการป้องกัน", "ความเข้าใจในด้านการป้องกัน"),
    ("จัดทำคู่มือการปฏิบัติงาน ๕ เล่ม", "จัดทำคู่มือปฏิบัติงาน 5 เล่ม"),
    ("ตัวช้ีวัดความสำเรจ็", "ตัวชี้วัดความสำเร็จ"),
]
OTHER = [
    ("รายงานสถานะรายวันผ่านระบบ", "รายงานสถานะ รายเดือน ผ่านระบบ", "รายวัน", "รายเดือน"),
    ("แจ้งความประสงค์เข้าร่วมพิธี", "เข้าร่วมพิธี", "แจ้งความประสงค์", ""),
    ("เรื่องค้างต่อเรื่องร้องเรียนทั้งหมด", "เรื่องค้างต่อเรื่องทั้งหมด", "ร้องเรียน", ""),
    ("นักเรียนที่ไม่มีผลการเรียนดีขึ้น", "นักเรียนที่มีผลการเรียนดีขึ้น", "ไม่", ""),
    ("ได้รับการรักษาภายใน 30 นาที", "ได้รับการรักษาภายใน 60 นาที", "30", "60"),
    ("สวนสาธารณะที่ก่อสร้างแล้วเสร็จ", "สวนสาธารณะที่ปรับปรุงแล้วเสร็จ", "ก่อสร้าง", "ปรับปรุง"),
    ("การพัฒนาบริการผ่านระบบออนไลน์", "การพัฒนาบริการผ่านระบบ", "ออนไลน์", ""),
    ("ระดับความสำเร็จของระบบ", "ร้อยละความสำเร็จของระบบ", "ระดับ", "ร้อยละ"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_damage_grammar_and_spacing_make_no_other_name(left: str, right: str) -> None:
    assert name_difference(left, right) is None
    assert name_difference(right, left) is None


@pytest.mark.parametrize(("left", "right", "only_left", "only_right"), OTHER)
def test_other_words_make_another_name(left: str, right: str, only_left: str, only_right: str) -> None:
    difference = name_difference(left, right)
    assert difference is not None
    assert (difference.left, difference.right, difference.cause) == (only_left, only_right, "wording")
    mirrored = name_difference(right, left)
    assert mirrored is not None
    assert mirrored.cause == "wording"


def test_words_with_mostly_the_same_letters_are_laid_to_text_recognition() -> None:
    difference = name_difference("ประเมินผลการก่อหนี้ผูกพันงบลงทุน", "ประเมินผลการก่อกำหนดผู้กั้นงบลงทุน")
    assert difference is not None
    assert difference.cause == "recognition"


def test_skeleton_keeps_consonants_digits_and_latin_letters() -> None:
    assert skeleton("ตัวชี้วัด ที่ ๕ (KR)") == skeleton("ตวัชว้ีด ที 5 KR") == "ตวชวดท5kr"


def test_words_are_cut_by_dictionary() -> None:
    assert words("ระบบฐานข้อมูล GIS 30 นาที") == ("ระบบ", "ฐานข้อมูล", "gis", "30", "นาที")


def test_likeness_ignores_years_only() -> None:
    assert likeness("แผนปี 2567", "แผนปี 2568") == 1.0
    assert likeness("แผน 5 ปี", "แผน 3 ปี") < 1.0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("สถานีสูบน้ำที่พร้อมใช้งานก่อนฤดูฝน", "สถานีสูบน้ำที่พร้อมใช้งานก่อนฤคูฝน"),
        ("สถานีสูบน้ำที่พร้อมใช้งานก่อนฤดูฝน", "สถานีสูบน้ำที่พร้อมใช้งานก่อบฤดูฝน"),
        ("ร้อยละของชุมชนที่คัดแยกขยะ", "ร้อยละชองชุมชนที่คัดแยกขยะ"),
    ],
)
def test_one_letter_mistaken_beside_or_in_a_decisive_word_makes_no_other_name(left: str, right: str) -> None:
    assert name_difference(left, right) is None
    assert name_difference(right, left) is None
