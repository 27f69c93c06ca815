"""Which names are one measure, and which code a name gets: real cases, properties, and a small benchmark."""

from __future__ import annotations

import random
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phaen.normalizers.matching import compare as comparing
from phaen.normalizers.matching import index as indexing
from phaen.normalizers.matching.compare import compare
from phaen.normalizers.matching.keys import name_key
from phaen.normalizers.matching.match import Entry, Matcher, Query
from phaen.normalizers.registers.files import kr_codes
from phaen.normalizers.repair.segmentation import tokenise

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

from linking_near import made_up_measures, near_misses
from linking_variants import variants

YEAR = 2568
SOLVED = "ร้อยละของเรื่องทั้งหมดที่แจ้งผ่าน Traffy Fondue ได้รับการแก้ไข"
FINISHED = "สัดส่วนจำนวนเรื่องที่ดำเนินการเสร็จสิ้นต่อเรื่องทั้งหมด"
OUTSTANDING = "สัดส่วนจำนวนเรื่องค้างต่อเรื่องทั้งหมด"
SATISFIED = "ระดับความพึงพอใจเฉลี่ยในการแก้ไขปัญหา (แจกแจงรายหน่วยงาน)"
TRAFFY = {"3101": SOLVED, "3102": FINISHED, "3103": OUTSTANDING, "3104": SATISFIED}
SCREENING = "จำนวนประชาชนทุกกลุ่มวัยได้รับการตรวจคัดกรองสุขภาพ"
COMMITMENTS = "ร้อยละความสำเร็จของการติดตามและประเมินผลการก่อหนี้ผูกพันงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2568"
GARBLED = COMMITMENTS.replace("การก่อหนี้ผูกพัน", "การก่อกำหนดผู้กั้น")
WASTE = "ร้อยละของชุมชนที่มีการคัดแยกขยะอินทรีย์อย่างต่อเนื่อง"


@cache
def register() -> Matcher:
    return Matcher(item.entry() for item in kr_codes())


def register_names() -> list[tuple[str, str, str]]:
    """(code, measure, name) of codes that have a measure of their own."""
    codes = kr_codes()
    shared = [item.measure for item in codes]
    own = [item for item in codes if shared.count(item.measure) == 1]
    return [(item.code, item.measure, name) for item in own for name in (item.name, *item.aliases)]


def same(a: str, b: str, year: int | None = YEAR) -> bool:
    return compare(name_key(a, year), name_key(b, year)).verdict == "same"


@pytest.mark.parametrize("code", TRAFFY)
def test_traffy_measures_get_their_own_code(code: str) -> None:
    match = register().match(Query(TRAFFY[code], YEAR))
    assert (match.status, match.code, match.score) == ("matched", code, 1.0)


@pytest.mark.parametrize("a", TRAFFY.values())
@pytest.mark.parametrize("b", TRAFFY.values())
def test_traffy_measures_stay_apart(a: str, b: str) -> None:
    assert same(a, b) is (a == b)


def test_name_without_code_matches_the_register() -> None:
    match = register().match(Query(SCREENING, YEAR, "ร้อยละ"))
    assert (match.status, match.code) == ("matched", "5127")


def test_garbled_word_is_asked_about_and_does_not_contradict_the_printed_code() -> None:
    matcher = Matcher([Entry("9141", (COMMITMENTS,), valid_from=YEAR)])
    match = matcher.match(Query(GARBLED, YEAR))
    assert (match.status, match.code) == ("unsure", None)
    assert [candidate.code for candidate in match.candidates] == ["9141"]
    assert matcher.contradicts("9141", GARBLED, YEAR) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (WASTE, WASTE.replace("ร้อยละของ", "จำนวน")),
        (WASTE, WASTE.replace("ร้อยละ", "ระดับความสำเร็จ")),
        ("ร้อยละความสำเร็จของการจัดทำแผน", "ระดับความสำเร็จของการจัดทำแผน"),
        (WASTE, WASTE + " ภายใน 3 วัน"),
        ("จำนวนผู้สูงอายุ 60 ปีขึ้นไปที่ได้รับการดูแล", "จำนวนผู้สูงอายุ 80 ปีขึ้นไปที่ได้รับการดูแล"),
        (OUTSTANDING, OUTSTANDING.replace("ค้าง", "เสร็จสิ้น")),
        ("จำนวนครั้งของการรายงานสถานะรายวัน", "จำนวนครั้งของการรายงานสถานะรายเดือน"),
        ("ร้อยละของนักเรียนชายที่ผ่านเกณฑ์", "ร้อยละของนักเรียนหญิงที่ผ่านเกณฑ์"),
        (SATISFIED, SATISFIED.replace("เฉลี่ย", "สูงสุด")),
        (COMMITMENTS, COMMITMENTS.replace("2568", "2567")),
        (COMMITMENTS, COMMITMENTS.replace("2568", "2569")),
    ],
)
def test_telling_differences_make_two_measures(a: str, b: str) -> None:
    verdict = compare(name_key(b, YEAR), name_key(a, YEAR)).verdict
    assert verdict == compare(name_key(a, YEAR), name_key(b, YEAR)).verdict == "different"
    match = Matcher([Entry("1001", (a,), valid_from=YEAR)]).match(Query(b, YEAR))
    assert match.code is None


@pytest.mark.parametrize(
    "other",
    [
        WASTE.replace("ชุมชน", "ชุมชนของกรุงเทพมหานคร"),
        WASTE + " ของ กทม.",
        WASTE + " *",
        WASTE + "**",
        WASTE.replace("อินทรีย์", "อินทรีย์ (Organic)"),
        WASTE.replace("อย่างต่อเนื่อง", "(อย่างต่อเนื่อง)"),
        WASTE.replace("ขยะ", " ขยะ\n"),
        WASTE.replace("ชุมชนที่มี", "ชุมชนทีมี"),
        WASTE.replace("คัดแยก", "คัตแยก"),
        WASTE.replace("มีการคัดแยก", "มีคัดแยก"),
        WASTE + " ประจำปีงบประมาณ พ.ศ. 2568",
        WASTE + " ประจำปีงบประมาณ พ.ศ.๒๕๖๘",
        WASTE + " ประจำปงบระมาณ พ.ศ. 2568",
    ],
)
def test_harmless_differences_leave_one_measure(other: str) -> None:
    match = Matcher([Entry("1001", (WASTE,), valid_from=YEAR)]).match(Query(other, YEAR))
    assert (match.status, match.code) == ("matched", "1001")
    assert match.score is not None and match.score >= 0.9


def test_running_year_is_no_part_of_the_measure() -> None:
    this, last = name_key(COMMITMENTS, 2568), name_key(COMMITMENTS.replace("2568", "2567"), 2567)
    assert this.exact == last.exact


def test_damaged_clause_of_another_year_is_still_another_year() -> None:
    other = COMMITMENTS.replace("ประจำปีงบประมาณ พ.ศ. 2568", "ประจำปงบระมาณ พ.ศ. 2567")
    assert name_key(other, YEAR).numbers == ("fy-1",)
    assert not same(other, COMMITMENTS)


def test_unit_of_the_target_speaks_against_a_name_that_is_not_quite_the_same() -> None:
    matcher = Matcher([Entry("1001", (WASTE,), unit="ร้อยละ", valid_from=YEAR)])
    damaged = WASTE.replace("คัดแยก", "คัตแยก")
    assert matcher.match(Query(damaged, YEAR, "ร้อยละ")).status == "matched"
    match = matcher.match(Query(damaged, YEAR, "ชุมชน"))
    assert match.status == "unsure"
    assert "unit ชุมชน / ร้อยละ" in match.candidates[0].reasons


@pytest.mark.parametrize("year", [2565, 2571, None])
def test_code_out_of_its_years_is_asked_about(year: int | None) -> None:
    matcher = Matcher([Entry("1001", (WASTE,), valid_from=2567, valid_to=2570)])
    match = matcher.match(Query(WASTE, year))
    assert (match.status, match.code) == ("unsure", None)
    assert "the code is valid 2567–2570" in match.candidates[0].reasons[-1]


def test_one_name_with_two_codes_is_asked_about() -> None:
    matcher = Matcher([Entry("1001", (WASTE,), valid_from=YEAR), Entry("1002", (WASTE,), valid_from=YEAR)])
    match = matcher.match(Query(WASTE, YEAR))
    assert (match.status, match.reason) == ("unsure", "several codes have this name")
    assert {candidate.code for candidate in match.candidates} == {"1001", "1002"}


def test_measure_with_two_codes_is_asked_about() -> None:
    (row,) = [item for item in kr_codes() if item.code == "2201"]
    match = register().match(Query(row.name, YEAR))
    assert (match.status, match.code) == ("unsure", None)
    assert {"2201", "2202"} <= {candidate.code for candidate in match.candidates}


def test_candidates_are_at_most_three_and_say_why() -> None:
    entries = [Entry(f"{1001 + n}", (f"{WASTE} กลุ่มเป้าหมาย{who}",)) for n, who in enumerate("กขคงจ")]
    match = Matcher(entries).match(Query(WASTE + " กลุ่มเป้าหมายหลักเดิม", YEAR))
    assert match.code is None
    assert len(match.candidates) <= 3
    assert all(candidate.reasons for candidate in match.candidates)


@pytest.mark.parametrize("name", ["", " ", "()", "...", "*"])
def test_name_without_letters_has_no_code(name: str) -> None:
    assert register().match(Query(name, YEAR)).status == "none"


def test_unrelated_name_has_no_code_and_no_candidates() -> None:
    match = register().match(Query("จำนวนต้นไม้ที่ปลูกในสวนสาธารณะแห่งใหม่", YEAR))
    assert (match.status, match.candidates) == ("none", ())


def test_contradiction_names_the_code_that_the_name_belongs_to() -> None:
    assert register().contradicts("3102", SOLVED, YEAR) == "the name is that of 3101"
    assert register().contradicts("3101", SCREENING, YEAR) == "the name is that of 5127"


def test_contradiction_by_a_telling_word() -> None:
    reason = register().contradicts("3104", SATISFIED.replace("เฉลี่ย", "สูงสุด"), YEAR)
    assert reason is not None and reason.startswith("the register's name differs")


def test_contradiction_by_an_unrelated_name() -> None:
    reason = register().contradicts("3104", "การปลูกต้นไม้ริมถนน", YEAR)
    assert reason is not None and reason.startswith("the register's name differs")


def test_own_name_damaged_name_and_unknown_code_are_no_contradiction() -> None:
    assert register().contradicts("3101", SOLVED, YEAR) is None
    assert register().contradicts("3101", SOLVED.replace("แก้ไข", "แก ้ไข"), YEAR) is None
    assert register().contradicts("8888", SOLVED, YEAR) is None
    assert register().contradicts("3101", "", YEAR) is None


def test_codes_of_one_measure_do_not_contradict_each_other() -> None:
    names = {item.code: item.name for item in kr_codes()}
    reason = register().contradicts("2202", names["2201"], YEAR)
    assert reason is None or not reason.startswith("the name is that of")


MADE_UP = made_up_measures(60, seed=7)


def entries_of(names: list[str]) -> list[Entry]:
    return [Entry(f"{1001 + number}", (name,), valid_from=YEAR) for number, name in enumerate(names)]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(MADE_UP), st.integers(0, 200))
def test_order_of_entries_does_not_matter(rng: random.Random, name: str, drop: int) -> None:
    entries = entries_of(MADE_UP)
    shuffled = rng.sample(entries, len(entries))
    query = Query(name[: len(name) - drop % 12] + rng.choice(["", "*", " กทม."]), YEAR)
    assert Matcher(entries).match(query) == Matcher(shuffled).match(query)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_name_matches_itself(seed: int) -> None:
    (name,) = made_up_measures(1, seed)
    match = Matcher(entries_of([name])).match(Query(name, YEAR))
    assert (match.status, match.code, match.score) == ("matched", "1001", 1.0)


@pytest.mark.parametrize("entry", register_names(), ids=lambda entry: entry[0])
def test_every_name_of_the_register_matches_its_code(entry: tuple[str, str, str]) -> None:
    match = register().match(Query(entry[2], YEAR))
    assert (match.status, match.code, match.score) == ("matched", entry[0], 1.0)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(MADE_UP), st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from([" ", "\n", "  "])), max_size=9)
)
def test_spaces_never_matter(name: str, spaces: list[tuple[int, str]]) -> None:
    spaced = name
    for place, space in spaces:
        place %= len(spaced) + 1
        spaced = spaced[:place] + space + spaced[place:]
    assert name_key(spaced, YEAR).core == name_key(name, YEAR).core
    match = Matcher(entries_of([name])).match(Query(spaced, YEAR))
    assert (match.status, match.score) == ("matched", 1.0)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="กขคงจดตนบปมรลวสหอาิีึืุู่้๊๋์ำเแโใไ ()0123456789abc%.,*", max_size=60))
def test_any_text_is_answered_without_a_code_from_nowhere(text: str) -> None:
    match = register().match(Query(text, YEAR))
    assert match.status in ("unsure", "none")
    assert match.code is None and match.score is None


def test_damaged_names_get_their_own_code_or_none() -> None:
    items = variants(register_names(), 500, seed=11)
    found = [register().match(Query(item.text, YEAR)).code for item in items]
    wrong = [(item, code) for item, code in zip(items, found, strict=True) if code not in (None, item.code)]
    light = [code is not None for item, code in zip(items, found, strict=True) if item.weight == "light"]
    assert not wrong
    assert len(light) >= 150
    assert sum(light) / len(light) >= 0.93  # the benchmark asks 0.95 of ten times as many names


def test_near_misses_are_never_matched() -> None:
    near = near_misses(register_names(), 600, YEAR, seed=11)
    assert len(near) >= 600
    assert [(item, code) for item in near if (code := register().match(Query(item.text, YEAR)).code)] == []


def test_benchmark_is_the_same_for_the_same_seed() -> None:
    names = register_names()
    assert variants(names, 200, seed=3) == variants(names, 200, seed=3)
    assert near_misses(names, 300, YEAR, seed=3) == near_misses(names, 300, YEAR, seed=3)
    assert {item.text for item in variants(names, 200, seed=3)}.isdisjoint(name for _, _, name in names)


@pytest.mark.parametrize(
    "other",
    [
        WASTE.replace("คัดแยก", "ตัดแยก"),  # cut up
        WASTE.replace("คัดแยก", "ตัดแยก").replace("อินทรีย์", "อินทรีบ์"),
        WASTE.replace("ขยะ", "ขบะ").replace("ต่อเนื่อง", "ค่อเนื่อง"),
        WASTE[:-1] if WASTE.endswith("ง") else WASTE,
    ],
)
def test_a_look_alike_letter_in_a_word_is_damage_though_another_word_comes_out(other: str) -> None:
    result = compare(name_key(other, YEAR), name_key(WASTE, YEAR))
    assert result.verdict == "same" or result.look_alike
    assert result.score >= 0.9


def test_names_very_much_alike_are_asked_about_and_never_simply_different() -> None:
    result = compare(name_key(WASTE.replace("มีการ", "ไม่มีการ"), YEAR), name_key(WASTE, YEAR))
    assert (result.verdict, result.look_alike) == ("unsure", False)
    assert not same(WASTE, WASTE.replace("มีการ", "ไม่มีการ"))


def test_a_negation_beside_a_damaged_city_name_is_no_city_name() -> None:
    name = WASTE.replace("อย่าง", "ของกรุงเทพมหานครอย่าง")
    result = compare(name_key(name.replace("กรุงเทพมหานคร", "กรงเทพมหานครไม่"), YEAR), name_key(name, YEAR))
    assert result.verdict != "same"


@pytest.mark.parametrize(
    "text",
    [
        f"KR 2 : {WASTE}",
        f"{WASTE} (กำหนดค่าน้ำหนักคะแนนร้อยละ 5 รับผิดชอบโดย สยป.)",
        f"{WASTE} (ร้อยละ)",
        f"{WASTE} (หน่วยนับ : ร้อยละ)",
    ],
)
def test_what_is_not_the_name_is_taken_off_before_names_are_compared(text: str) -> None:
    assert name_key(text, YEAR).exact == name_key(WASTE, YEAR).exact


def test_look_alike_letters_match_a_code_only_where_the_rest_of_the_evidence_is_for_it() -> None:
    registered = "ร้อยละของแผนป้องกันน้ำท่วมที่จัดทำขึ้นในพื้นที่ชุมชนริมคลองสายหลัก"
    printed = registered.replace("จัดทำ", "วัดทำ")
    assert compare(name_key(printed, YEAR), name_key(registered, YEAR)).look_alike
    matcher = Matcher([Entry("1001", (registered,), unit="ร้อยละ", valid_from=YEAR)])
    alone = matcher.match(Query(printed, YEAR))
    assert (alone.status, alone.code, [one.code for one in alone.candidates]) == ("unsure", None, ["1001"])
    assert matcher.match(Query(printed, YEAR, "ร้อยละ")).code == "1001"
    assert matcher.match(Query(printed, YEAR, "ครั้ง")).code is None
    assert matcher.match(Query(printed, YEAR - 3, "ร้อยละ")).code is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [("traf", "traffy", True), ("tra", "traffy", False), ("traffy", "trafiy", True), ("traf", "draf", False)],
)
def test_latin_glosses_cut_short_or_with_one_slip_agree(one: str, other: str, agree: bool) -> None:
    assert comparing._one_gloss(one, other) is agree
    assert comparing._one_gloss(other, one) is agree


def test_few_postings_are_counted_as_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    names = made_up_measures(300, 1)
    index = indexing.SketchIndex()
    for name in names:
        index.add(name)
    asked = [*names[:100], "ก", "", names[0][:9], names[1] + names[2]]
    monkeypatch.setattr(indexing, "FEW", 10**9)
    few = [index.near(name) for name in asked]
    monkeypatch.setattr(indexing, "FEW", 0)
    assert [index.near(name) for name in asked] == few
    assert sum(map(len, few)) > len(names[:100])


def test_differences_are_cut_out_by_whole_words() -> None:
    """Wherever they stand, how many they are; neighbours are one, and the last is known as such."""
    whole = "ร้อยละนักเรียนผ่านเกณฑ์"
    assert tokenise(whole) == ("ร้อยละ", "นักเรียน", "ผ่าน", "เกณฑ์")
    cases = {
        (whole, whole): [],
        ("จำนวนนักเรียนผ่านเกณฑ์", whole): [("จำนวน", ("ร้อยละ",), False)],
        ("ร้อยละนักเรยนผ่านเกณฑ์", whole): [("นักเรยน", ("นักเรียน",), False)],
        ("ร้อยละผ่านเกณฑ์", whole): [("", ("นักเรียน",), False)],
        ("ร้อยละของนักเรียนผ่านเกณฑ์", whole): [("ของ", (), False)],
        ("ร้อยละนักเรียนผ่านเกณฑ์ใหม่", whole): [("ใหม่", (), True)],
        ("จำนวนนักเรียนผ่านเกณ", whole): [("จำนวน", ("ร้อยละ",), False), ("เกณ", ("เกณฑ์",), True)],
        ("ร้อยละนักเรยนผานเกณฑ์", whole): [("นักเรยนผาน", ("นักเรียน", "ผ่าน"), False)],
        ("ร้อยละ", ""): [("ร้อยละ", (), True)],
        ("", whole): [("", ("ร้อยละ", "นักเรียน", "ผ่าน", "เกณฑ์"), True)],
    }
    for (seen, reference), wanted in cases.items():
        found = comparing._regions(seen, reference)
        assert [(one.seen, one.words, one.last) for one in found] == wanted, (seen, reference)
