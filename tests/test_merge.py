"""Listings of one document are brought together; different measures stay apart."""

from __future__ import annotations

from phaen.extractors.forms.records import Mention
from phaen.extractors.model import Place
from phaen.pipeline.assemble.merge import merge_mentions

TRAFFY = (
    "ร้อยละของเรื่องทั้งหมดที่แจ้งผ่าน Traffy Fondue ได้รับการแก้ไข",
    "สัดส่วนจำนวนเรื่องที่ดำเนินการเสร็จสิ้นต่อเรื่องทั้งหมด",
    "สัดส่วนจำนวนเรื่องค้างต่อเรื่องทั้งหมด",
)


def mention(listing: str, name: str, item: str | None = None, component: str | None = None, code: str = "") -> Mention:
    made = Mention(listing, name, Place(line=1), item_no=item, component_no=component)
    if code:
        made.raw["code"] = code
    return made


def groups(*mentions: Mention) -> list[list[str]]:
    return [[named.mention.listing for named in indicator.named] for indicator in merge_mentions(mentions, [])]


def test_list_and_table_pair_up_by_name() -> None:
    listed = [mention("kr_list", name, str(number)) for number, name in enumerate(TRAFFY, 1)]
    tabled = [mention("kpi_table", name, str(9 - number), "1.2") for number, name in enumerate(TRAFFY, 1)]
    assert groups(*listed, *tabled) == [["kpi_table", "kr_list"]] * 3


def test_near_names_are_not_paired_across_listings() -> None:
    found = merge_mentions([mention("kpi_table", TRAFFY[1], "1", "1.1"), mention("kr_list", TRAFFY[2], "4", "1.1")], [])
    assert len(found) == 2


def test_other_measure_of_the_same_thing_stays_apart() -> None:
    one = mention("kpi_table", "ร้อยละความสำเร็จของการจัดทำฐานข้อมูลพื้นที่สีเขียวของสำนักงานเขต", "1", "1.1")
    two = mention("strategy", "ระดับความสำเร็จของการจัดทำฐานข้อมูลพื้นที่สีเขียวของสำนักงานเขต")
    assert len(merge_mentions([one, two], [])) == 2


def test_same_number_under_the_same_component_forgives_another_word() -> None:
    listed = mention("kr_list", "หน่วยงานที่มีการตรวจสอบยานพาหนะและรายงานสถานะรายวัน", "1", "1.1")
    tabled = mention("kpi_table", "หน่วยงานที่มีการตรวจสอบยานพาหนะและรายงานสถานะรายเดือน", "1", "1.1")
    assert groups(listed, tabled) == [["kpi_table", "kr_list"]]


def test_code_ties_two_wordings() -> None:
    city = mention("bma_plan", "OKR 7402 : การจัดตั้งศูนย์บริการข้อมูลสำหรับผู้ทำงานชาวต่างชาติ (Expat) ใน กทม.")
    table = mention("kpi_table", "การจัดตั้งศูนย์บริการข้อมูล (Expatriate)", "6", "1.2", code="7402")
    (indicator,) = merge_mentions([city, table], [])
    assert indicator.code == "7402"


def test_different_codes_never_merge() -> None:
    name = "หน่วยงานที่มีการตรวจสอบสภาพยานพาหนะและรายงานสถานะรายเดือน"
    mentions = [mention("bma_plan", name, code="2201"), mention("kpi_table", name, code="2202")]
    assert len(merge_mentions(mentions, [])) == 2


def test_tie_of_place_wins_over_the_name() -> None:
    detail = mention("agreement_detail", "ร้อยละความสำเร็จของการจัดทำระบบฐานข้อมูล", "2")
    rubric = mention("rubric", "โครงการพัฒนาระบบ")
    (indicator,) = merge_mentions([detail, rubric], [(rubric, detail)])
    assert indicator.listings == {"agreement_detail", "rubric"}
