"""Codes, identities and duplicates over all documents of a run."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from phaen.pipeline.linking.link import link
from phaen.pipeline.review.decisions import COLUMNS, DecisionError, Decisions, code_fingerprint, indicator_fingerprint

Row = dict[str, Any]
SCREENING = "จำนวนประชาชนทุกกลุ่มวัยได้รับการตรวจคัดกรองสุขภาพ"
SOLVED = "ร้อยละของเรื่องทั้งหมดที่แจ้งผ่าน Traffy Fondue ได้รับการแก้ไข"
OWN = "ร้อยละของชุมชนที่มีการคัดแยกขยะอินทรีย์อย่างต่อเนื่อง"


def kpi(doc: str, name: str, code: str | None = None, **columns: Any) -> Row:
    base: Row = {
        **{"doc_id": doc * 16, "source_file": f"{doc}.pdf", "fiscal_year": 2568, "agency_code": "สกจ.", "page": 1},
        **{"line": None, "flags": [], "kpi_id": f"{doc}-{name[:12]}", "name": name, "kr_code_printed": code},
        **{"target_unit": None, "lead_agencies": [], "reviewed": False, "base": "agenda", "confidence": 1.0},
    }
    return base | columns


def run(*rows: Row, **options: Any) -> dict[str, list[Row]]:
    documents = {
        (row["doc_id"], row["source_file"]): {
            **{"doc_id": row["doc_id"], "source_file": row["source_file"], "status": "ok", "doc_type": "annual_plan"},
            **{"fiscal_year": row["fiscal_year"], "agency_code": row["agency_code"], "flags": []},
        }
        for row in rows
    }
    tables = {"documents": list(documents.values()), "kpis": copy.deepcopy(list(rows))}
    settings: Row = {"registers": None, "decisions": None}
    linked = link(tables["documents"], tables["kpis"], **(settings | options))
    return tables | {"indicators": linked.indicators, "agencies": linked.agencies, "review": linked.review}


def test_name_without_code_gets_the_code_that_the_register_knows() -> None:
    (row,) = run(kpi("a", SCREENING, target_unit="ร้อยละ"))["kpis"]
    assert (row["kr_code"], row["kr_code_source"]) == ("5127", "matched")
    assert row["kr_match_score"] >= 0.9


def test_code_printed_elsewhere_in_the_run_is_learned() -> None:
    rows = run(kpi("a", OWN, "8123"), kpi("b", OWN, agency_code="สกต."))["kpis"]
    assert [row["kr_code"] for row in rows] == ["8123", "8123"]
    assert rows[1]["kr_code_source"] == "matched"


def test_printed_code_wins_and_a_contradiction_is_flagged() -> None:
    (row,) = run(kpi("a", SCREENING, "3101"))["kpis"]
    assert (row["kr_code"], row["kr_code_source"]) == ("3101", "printed")
    assert "code_name_conflict" in row["flags"]


def test_near_name_of_another_measure_gets_no_code() -> None:
    name = "ร้อยละความสำเร็จของการแก้ไขปัญหาข้อร้องเรียนของประชาชน กรณีร้องเรียนผ่านแพลตฟอร์ม Traffy Fondue"
    (row,) = run(kpi("a", name))["kpis"]
    assert row["kr_code"] is None


def test_code_is_not_used_before_its_first_year() -> None:
    (row,) = run(kpi("a", SCREENING, fiscal_year=2565))["kpis"]
    assert row["kr_code"] is None


def test_same_measure_has_one_identity_over_years_and_spelling() -> None:
    rows = run(kpi("a", OWN, fiscal_year=2567), kpi("b", OWN.replace("อินทรีย์", "อินทรีย์ "), fiscal_year=2568))["kpis"]
    assert rows[0]["indicator_id"] == rows[1]["indicator_id"]


SHADED = "ทางเดินริมคลองที่ปลูกต้นไม้ให้ร่มเงาตลอดแนวและมีม้านั่งเพียงพอแก่ผู้สัญจร"


def test_a_word_more_inside_a_long_name_is_an_oversight_of_its_office() -> None:
    rows = run(
        kpi("a", f"ร้อยละของ{SHADED}", fiscal_year=2567),
        kpi("b", f"ร้อยละของ{SHADED.replace('ม้านั่ง', 'ม้านั่งหิน')}", fiscal_year=2568),
    )["kpis"]
    assert rows[0]["indicator_id"] == rows[1]["indicator_id"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ร้อยละของ", "ร้อยละความพึงพอใจของ"), ("จำนวน", "จำนวนแผนที่"), ("ร้อยละของ", "ร้อยละของวิศวกร"), ("", "ราคา")],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_word_more_before_what_is_counted_names_another_thing(one: str, other: str, turned: bool) -> None:
    """In Thai the head of a phrase comes first: the share of walkways is not how content people are with them."""
    names = [one + SHADED, other + SHADED]
    first, second = names[::-1] if turned else names
    found = run(kpi("a", first, fiscal_year=2567), kpi("b", second, fiscal_year=2568))
    assert len({row["indicator_id"] for row in found["kpis"]}) == 2
    assert [row["text"] for row in found["review"]] == [second], "it is asked"


def test_share_and_count_are_two_identities() -> None:
    rows = run(kpi("a", OWN), kpi("b", OWN.replace("ร้อยละ", "จำนวน")))["kpis"]
    assert rows[0]["indicator_id"] != rows[1]["indicator_id"]


def test_one_measure_under_two_printed_codes_keeps_one_identity() -> None:
    name = "หน่วยงานที่มีการตรวจสอบสภาพยานพาหนะ และรายงานสถานะรายเดือน ผ่านระบบฐานข้อมูลสารสนเทศภูมิศาสตร์ (GIS)"
    rows = run(kpi("a", name, "2201"), kpi("b", name, "2202"))["kpis"]
    assert [row["kr_code"] for row in rows] == ["2201", "2202"]
    assert rows[0]["indicator_id"] == rows[1]["indicator_id"]


def test_order_of_documents_does_not_matter() -> None:
    rows = [kpi("a", OWN), kpi("b", SCREENING), kpi("c", SOLVED, "3101"), kpi("d", OWN.replace("ที่มี", "ที่ มี"))]
    expected = {row["kpi_id"]: row["indicator_id"] for row in run(*rows)["kpis"]}
    for seed in range(5):
        shuffled = random.Random(seed).sample(rows, len(rows))
        assert {row["kpi_id"]: row["indicator_id"] for row in run(*shuffled)["kpis"]} == expected


def test_a_later_document_does_not_change_an_identity_and_an_earlier_one_keeps_the_old_id_findable() -> None:
    damaged = OWN.replace("แยก", "แบก")
    alone = run(kpi("b", OWN))["kpis"][0]["indicator_id"]
    later = run(kpi("b", OWN), kpi("c", damaged, fiscal_year=2569))
    assert {row["indicator_id"] for row in later["kpis"]} == {alone}
    (earlier,) = run(kpi("a", damaged, fiscal_year=2567), kpi("b", OWN))["indicators"]
    assert alone in {earlier["indicator_id"], *earlier["other_ids"]}
    assert earlier["indicator_id"] == run(kpi("a", damaged, fiscal_year=2567))["kpis"][0]["indicator_id"]


def test_document_given_twice_is_marked_with_all_its_rows() -> None:
    tables = run(kpi("a", OWN), kpi("a", SCREENING), kpi("b", OWN), kpi("b", SCREENING))
    assert [row["duplicate_of"] for row in tables["documents"]] == [None, "a" * 16]
    assert [("duplicate_document" in row["flags"]) for row in tables["kpis"]] == [False, False, True, True]


def test_decision_of_a_person_is_used_while_the_text_is_the_same(tmp_path: Path) -> None:
    row = kpi("a", OWN)
    path = tmp_path / "decisions.csv"
    lines = [",".join(COLUMNS[:-1]), f"kr_code,{code_fingerprint(row)},8123,Somchai,,,a.pdf,{OWN}"]
    path.write_text("\n".join(lines), "utf-8-sig")
    (decided,) = run(row, decisions=path)["kpis"]
    assert (decided["kr_code"], decided["reviewed"]) == ("8123", True)
    (other,) = run(kpi("a", OWN + "ในพื้นที่เขต"), decisions=path)["kpis"]
    assert (other["kr_code"], other["reviewed"]) == (None, False)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["question,decision"], "line 1"),
        ([",".join(COLUMNS[:-1]), "kr_code,aa,81x3,S,,,a.pdf,x"], "line 2"),
        ([",".join(COLUMNS[:-1]), "kr_code,aa,8123,S,,,a.pdf,x", "kr_code,aa,8124,S,,,a.pdf,x"], "line 3"),
    ],
)
def test_malformed_decisions_are_refused_with_the_line(lines: list[str], said: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(DecisionError, match=said):
        Decisions.load(path)


def test_identity_needs_no_history() -> None:
    rows = [
        kpi("a", SCREENING),
        kpi("b", SCREENING, "5127", agency_code="สกต."),
        kpi("c", OWN, fiscal_year=2567),
        kpi("d", OWN.replace("ชุมชน", "ชมุชน"), agency_code="สกต."),
        kpi("e", SOLVED, fiscal_year=2566),
    ]
    together = {row["kpi_id"]: row["indicator_id"] for row in run(*rows)["kpis"]}
    for row in rows:
        assert run(row)["kpis"][0]["indicator_id"] == together[row["kpi_id"]]
    assert len(set(together.values())) == 3


def test_contradicted_code_gives_no_identity() -> None:
    rows = run(kpi("a", SCREENING, "3101"), kpi("b", SCREENING), kpi("c", SOLVED, "3101"))["kpis"]
    assert rows[0]["kr_code"] == "3101"
    assert rows[0]["indicator_id"] == rows[1]["indicator_id"] != rows[2]["indicator_id"]


def test_wordings_of_a_code_that_no_register_knows_are_one_measure() -> None:
    reworded = OWN.replace("อย่างต่อเนื่อง", "ในครัวเรือนอย่างต่อเนื่อง")
    rows = run(kpi("a", OWN, "8123"), kpi("b", reworded, "8123", agency_code="สกต."))["kpis"]
    assert rows[0]["indicator_id"] == rows[1]["indicator_id"]


def test_one_misprinted_code_does_not_join_two_measures() -> None:
    other = "จำนวนครั้งของการประชุมคณะกรรมการบริหารความเสี่ยง"
    rows = run(kpi("a", OWN, "8123"), kpi("b", other, "8123", agency_code="สกต."))["kpis"]
    assert rows[0]["indicator_id"] != rows[1]["indicator_id"]


LONG = "ร้อยละความสำเร็จของการจัดทำฐานข้อมูลเครือข่ายอาสาสมัครด้านสิ่งแวดล้อมของชุมชนในรูปแบบอิเล็กทรอนิกส์เพื่อการบริหาร"
SHORTER = LONG.replace("เครือข่าย", "")


def test_word_dropped_by_the_same_office_next_year_keeps_the_identity() -> None:
    rows = run(kpi("a", LONG, fiscal_year=2567), kpi("b", SHORTER, fiscal_year=2568))["kpis"]
    assert rows[0]["indicator_id"] == rows[1]["indicator_id"]


@pytest.mark.parametrize(
    "other",
    [
        kpi("b", SHORTER, agency_code="สกต."),
        kpi("a", SHORTER, fiscal_year=2567),
        kpi("b", SHORTER, target_unit="ระดับ"),
        kpi("b", LONG.removesuffix("เพื่อการบริหาร")),
        kpi("b", LONG.replace("ในรูปแบบ", "ไม่ในรูปแบบ")),
    ],
    ids=["other office", "same document", "other unit", "end of the name", "telling word"],
)
def test_word_more_or_less_is_another_measure_when(other: Row) -> None:
    rows = run(kpi("a", LONG, fiscal_year=2567, target_unit="ร้อยละ"), other)["kpis"]
    assert rows[0]["indicator_id"] != rows[1]["indicator_id"]


def test_year_of_the_plan_is_no_part_of_the_measure_but_another_year_is() -> None:
    def name(year: int) -> str:
        return f"ร้อยละของผู้เกษียณอายุราชการ ประจำปี พ.ศ. {year} ที่เข้าร่วมพิธีมอบประกาศเกียรติคุณ"

    rows = run(
        kpi("a", name(2567), fiscal_year=2567),
        kpi("b", name(2568), fiscal_year=2568),
        kpi("c", name(2567), fiscal_year=2568, agency_code="สกต."),
    )["kpis"]
    assert rows[0]["indicator_id"] == rows[1]["indicator_id"] != rows[2]["indicator_id"]


def test_indicators_count_a_document_that_is_given_twice_once() -> None:
    tables = run(kpi("a", OWN), kpi("b", OWN), kpi("c", OWN, agency_code="สกต.", fiscal_year=2569))
    (indicator,) = tables["indicators"]
    assert (indicator["documents"], indicator["first_year"], indicator["last_year"]) == (2, 2568, 2569)


def test_indicator_takes_the_name_that_reads_well() -> None:
    damaged = OWN.replace("อินทรีย์", "อินทรีบ์")
    rows = [kpi(doc, damaged, agency_code=agency) for doc, agency in (("a", "สกจ."), ("b", "สกต."))]
    (indicator,) = run(*rows, kpi("c", OWN, agency_code="สลป."))["indicators"]
    assert (indicator["name"], indicator["aliases"]) == (OWN, [damaged])


INVENTED = "ความสำเร็จในการพัฒนานวัตกรรมเพื่อเพิ่มประสิทธิภาพการปฏิบัติงานของหน่วยงาน"
PROPOSED = INVENTED.replace("พัฒนา", "เสนอ")


def decide(path: Path, row: Row, decision: str) -> Path:
    line = f"indicator,{indicator_fingerprint(row)},{decision},Somchai,,,b.pdf,{row['name']}"
    path.write_text("\n".join([",".join(COLUMNS[:-1]), line]), "utf-8-sig")
    return path


def test_name_near_to_another_documents_is_asked_once_and_the_answer_is_kept(tmp_path: Path) -> None:
    rows = [kpi("a", PROPOSED, fiscal_year=2564), kpi("b", INVENTED), kpi("c", INVENTED, agency_code="สกจ.")]
    first = run(*rows)
    (asked,) = first["review"]
    assert (asked["question"], asked["text"], asked["source_file"]) == ("indicator", INVENTED, "b.pdf")
    measure = asked["candidates"][0]["code"]
    assert measure == first["kpis"][0]["indicator_id"] != first["kpis"][1]["indicator_id"]
    assert run(*rows)["review"] == first["review"]

    same = run(*rows, decisions=decide(tmp_path / "same.csv", rows[1], measure))
    assert {row["indicator_id"] for row in same["kpis"]} == {measure}
    assert not same["review"]
    assert [row["reviewed"] for row in same["kpis"]] == [False, True, True]

    own = run(*rows, decisions=decide(tmp_path / "own.csv", rows[1], "none"))
    assert [row["indicator_id"] for row in own["kpis"]] == [row["indicator_id"] for row in first["kpis"]]
    assert not own["review"]


def test_near_names_that_one_document_lists_are_not_asked() -> None:
    assert not run(kpi("a", PROPOSED), kpi("a", INVENTED))["review"]


def test_identity_that_is_none_is_refused(tmp_path: Path) -> None:
    path = decide(tmp_path / "decisions.csv", kpi("b", INVENTED), "3101")
    with pytest.raises(DecisionError, match="line 2: '3101' is no indicator_id"):
        Decisions.load(path)


def test_wrong_abbreviations_beside_an_indicator_are_flagged() -> None:
    rows = run(
        kpi("a", OWN, lead_agencies=["สลป."], support_agencies=["ทุกหน่วยงาน"]),
        kpi("b", OWN, fiscal_year=2567, lead_agencies=["สปล."], support_agencies=["สสป.", "สสปล.", "สลบ."]),
        kpi("c", OWN, fiscal_year=2566, lead_agencies=["สฮฮ."]),
    )["kpis"]
    assert [row["flags"] for row in rows] == [[], ["agency_variant"], ["unknown_agency"]]


def test_names_without_letters_are_not_one_measure() -> None:
    rows = run(kpi("a", "-"), kpi("b", "*"))["kpis"]
    assert rows[0]["indicator_id"] != rows[1]["indicator_id"]


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ("ร้อยละของผู้สูงอายุ 80 ปีขึ้นไปที่ได้รับการตรวจคัดกรองสุขภาพในพื้นที่เขต", True),
        ("ร้อยละของผู้สูงอายุ 70 ปีขึ้นไปที่ได้รับการตรวจคัดกรองสุขภาพในพื้นที่เขต", False),
        ("จำนวนผู้สูงอายุ 80 ปีขึ้นไปที่ได้รับการตรวจคัดกรองสุขภาพในพื้นที่เขต", False),
    ],
)
def test_figures_that_recognition_takes_for_each_other_are_asked_and_never_joined(other: str, asked: bool) -> None:
    name = "ร้อยละของผู้สูงอายุ 60 ปีขึ้นไปที่ได้รับการตรวจคัดกรองสุขภาพในพื้นที่เขต"
    found = run(kpi("a", name, fiscal_year=2567), kpi("b", other))
    assert len({row["indicator_id"] for row in found["kpis"]}) == 2
    assert [row["text"] for row in found["review"] if row["question"] == "indicator"] == ([other] if asked else [])
