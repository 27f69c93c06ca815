"""Whose document, of which kind, for which years: organisations as printed, codes only for the city's own offices."""

from __future__ import annotations

from pathlib import Path

import pytest
from phaen.extractors.forms import owner
from phaen.extractors.forms.identity import Identity, identify
from phaen.extractors.text.reader import read_text
from phaen.normalizers.agencies import AgencyRegister
from phaen.normalizers.data_files import rows
from phaen.normalizers.organisations import by_abbreviation, organisations_in
from phaen.normalizers.registers.files import kr_codes

TABLE = "ที่\tโครงการ\tงบประมาณ\n1\tโครงการขุดลอกลำเหมือง\t120,000\n"


def identity_of(*lines: str, register: AgencyRegister | None = None) -> Identity:
    text = "\n\n".join(lines) + f"\n\n{TABLE}"
    return identify(read_text(text.encode(), "a.txt").blocks, register or AgencyRegister.load())


@pytest.mark.parametrize(
    ("lines", "name", "parent", "sector"),
    [
        (
            ["แผนปฏิบัติราชการ (Action Plan) ประจำปีงบประมาณ 2566", "คณะเกษตรศาสตร์ มหาวิทยาลัยราชภัฏดอยคำ"],
            "คณะเกษตรศาสตร์ มหาวิทยาลัยราชภัฏดอยคำ",
            "มหาวิทยาลัยราชภัฏดอยคำ",
            "education",
        ),
        (
            ["แผนพัฒนาคุณภาพ ระดับคณะ", "ประจำปีการศึกษา 2566", "คณะเกษตรศาสตร์", "มหาวิทยาลัยราชภัฏดอยคำ"],
            "คณะเกษตรศาสตร์ มหาวิทยาลัยราชภัฏดอยคำ",
            "มหาวิทยาลัยราชภัฏดอยคำ",
            "education",
        ),
        (
            ["รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2566", "สำนักงานชลประทานที่ 5", "ตามหนังสือของกรม ดังนี้"],
            "สำนักงานชลประทานที่ 5",
            None,
            "central",
        ),
        (
            ["แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2566", "สำนักงานคณะกรรมการส่งเสริมผ้าไหม"],
            "สำนักงานคณะกรรมการส่งเสริมผ้าไหม",
            None,
            "central",
        ),
        (
            ["แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2566", "สำนักงานนโยบายยางแห่งชาติ"],
            "สำนักงานนโยบายยางแห่งชาติ",
            None,
            "central",
        ),
        (
            ["แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", "เทศบาลตำบลน้ำใส อำเภอเมือง จังหวัดน่าน"],
            "เทศบาลตำบลน้ำใส",
            None,
            "local",
        ),
        (
            ["แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566", "กองยุทธศาสตร์และงบประมาณ", "องค์การบริหารส่วนตำบลห้วยทราย"],
            "องค์การบริหารส่วนตำบลห้วยทราย",
            None,
            "local",
        ),
        (
            ["แผนปฏิบัติราชการประจำปี พ.ศ. 2566", "สำนักงานประมงจังหวัดน่าน"],
            "สำนักงานประมงจังหวัดน่าน",
            None,
            "province",
        ),
        (
            ["แผนปฏิบัติการประจำปี พ.ศ. 2566", "สำนักการศึกษา เทศบาลนครริมน้ำ"],
            "สำนักการศึกษา เทศบาลนครริมน้ำ",
            "เทศบาลนครริมน้ำ",
            "local",
        ),
        (
            ["แผนปฏิบัติการประจำปี พ.ศ. 2566", "สำนักการคลัง", "เทศบาลนครริมน้ำ"],
            "สำนักการคลัง เทศบาลนครริมน้ำ",
            "เทศบาลนครริมน้ำ",
            "local",
        ),
        (
            ["แผนปฏิบัติราชการประจำปี พ.ศ. 2566", "กรมอนามัย กระทรวงสาธารณสุข"],
            "กรมอนามัย",
            "กระทรวงสาธารณสุข",
            "health",
        ),
        (
            ["แผนปฏิบัติราชการประจำปี พ.ศ. 2566", "สำนักงบประมาณ สำนักนายกรัฐมนตรี"],
            "สำนักงบประมาณ",
            "สำนักนายกรัฐมนตรี",
            "central",
        ),
        (
            ["แผนยุทธศาสตร์โรงพยาบาลสมเด็จย่า ระยะ 5 ปี (พ.ศ. 2561 - 2565)", "โรงพยาบาลสมเด็จย่า กระทรวงสาธารณสุข"],
            "โรงพยาบาลสมเด็จย่า",
            "กระทรวงสาธารณสุข",
            "health",
        ),
        (["แผนพัฒนาจังหวัดน่าน (พ.ศ. 2566 - 2570)"], "จังหวัดน่าน", None, "province"),
        (
            ["แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2566", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาน่าน เขต 1"],
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาน่าน เขต 1",
            None,
            "education",
        ),
        (
            ["แผนปฏิบัติการประจำปี พ.ศ. 2566", "โรงเรียนบ้านสวน เขตบางรัก กรุงเทพมหานคร", "กระทรวงศึกษาธิการ"],
            "โรงเรียนบ้านสวน",
            "กระทรวงศึกษาธิการ",
            "education",
        ),
    ],
)
def test_other_organisations_have_their_printed_names_and_no_code_of_the_city(
    lines: list[str], name: str, parent: str | None, sector: str
) -> None:
    found = identity_of(*lines)
    assert (found.owner.name, found.owner.parent, found.owner.sector) == (name, parent, sector)
    assert found.agency is None


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["แผนปฏิบัติการประจำปี พ.ศ. 2566", "สำนักการศึกษา กรุงเทพมหานคร"], "สนศ."),
        (["แผนปฏิบัติการประจำปี พ.ศ. 2566", "สำนักงานเขตบางรัก"], "สนข.บางรัก"),
        (["แผนปฏิบัติการประจำปี พ.ศ. 2566", "โรงพยาบาลริมคลอง สำนักการแพทย์ กรุงเทพมหานคร"], "สนพ."),
        (["แผนปฏิบัติการประจำปี พ.ศ. 2566", "สำนักงบประมาณกรุงเทพมหานคร"], "สงม."),
        (["แผนปฏิบัติราชการประจำปี พ.ศ. ๒๕๖๖ ของสำนักงานเขตบางรัก"], "สนข.บางรัก"),
        (["แผนปฏิบัติราชการของสำนักอนามัย ประจำปี พ.ศ. 2566"], "สนอ."),
        (["แผนปฏิบัติราชการประจำปี พ.ศ. 2566", "ของสำนักการโยธา"], "สนย."),
    ],
)
def test_offices_of_the_city_keep_their_codes(lines: list[str], code: str) -> None:
    found = identity_of(*lines)
    assert found.agency is not None and found.agency.code == code
    assert found.owner.sector == "bma"


@pytest.mark.parametrize(
    "lines",
    [
        ["แผนปฏิบัติราชการประจำปี พ.ศ. 2566", "ตามหลักเกณฑ์ของสำนักงบประมาณกรุงเทพมหานคร ทุกหน่วยงานต้องเสนอแผนก่อนสิ้นปี"],
        ["แผนปฏิบัติราชการประจำปี พ.ศ. 2566 ของเทศบาลตำบลหนองน้ำใส", "แบบของสำนักงานเขตพื้นที่การศึกษา"],
        ["แผนปฏิบัติราชการประจำปี พ.ศ. 2566 ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาลำน้ำ เขต 2"],
    ],
)
def test_an_office_of_the_city_in_a_sentence_or_of_another_name_owns_nothing(lines: list[str]) -> None:
    found = identity_of(*lines)
    assert found.agency is None


@pytest.mark.parametrize(
    ("lines", "doc_type", "first", "last"),
    [
        (["แผนปฏิบัติราชการ (Action Plan)", "ประจำปีงบประมาณ พ.ศ. 2566"], "annual_plan", 2566, 2566),
        (["แผนปฏิบัติราชการ ระยะ 5 ปี (พ.ศ. 2566 – 2570)", "กรมอนามัย"], "strategic_plan", 2566, 2570),
        (["แผนกลยุทธ์ คณะเกษตรศาสตร์ ระยะ 5 ปี", "พ.ศ. 2560 - 2564"], "strategic_plan", 2560, 2564),
        (["แผนปฏิบัติการป้องกันการทุจริต 4 ปี", "(พ.ศ. 2561 – 2564)"], "strategic_plan", 2561, 2564),
        (["แผนแม่บทองค์กรพยาบาล", "โรงพยาบาลสมเด็จย่า", "พ.ศ. 2564"], "strategic_plan", 2564, 2564),
        (["แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", "เพิ่มเติม ครั้งที่ 1/2567"], "development_plan", 2566, 2570),
        (["แผนพัฒนาสี่ปี (พ.ศ. 2561 - 2564)", "เทศบาลตำบลน้ำใส"], "development_plan", 2561, 2564),
        (
            ["บัญชีจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ", "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2561", "อบต.บ้านไร่"],
            "operations_plan",
            2561,
            2561,
        ),
        (["แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2561", "โรงพยาบาลสมเด็จย่า"], "annual_plan", 2561, 2561),
        (["เอกสารงบประมาณ ฉบับที่ 3", "งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2565", "กรมอนามัย"], "budget_book", 2565, 2565),
        (["รายงานการติดตามและประเมินผลแผนพัฒนาท้องถิ่น", "ประจำปีงบประมาณ พ.ศ. 2565", "เทศบาลตำบลน้ำใส"], None, 2565, 2565),
    ],
)
def test_types_and_years_come_from_titles(lines: list[str], doc_type: str | None, first: int, last: int) -> None:
    found = identity_of(*lines)
    assert found.doc_type == doc_type
    assert found.years is not None and (found.years.first, found.years.last) == (first, last)
    assert not found.year_guessed


@pytest.mark.parametrize("line", ["เป็นโรงพยาบาลชั้นนำภายในปี 2570", "* ผลการดำเนินงานของปี 2566 (6 เดือน)"])
def test_a_promise_and_a_result_alone_tell_no_year(line: str) -> None:
    assert identity_of("โรงพยาบาลน้ำใส", line).fiscal_year is None


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["แผนพัฒนาคุณภาพ ระดับคณะ", "ประจำปีการศึกษา 2561", "คณะเกษตรศาสตร์"], 2561),
        (["เทศบาลตำบลน้ำใส", "โครงการที่ขอรับเงินอุดหนุนในปี 2564 ต้องส่งเอกสารก่อน"], 2564),
        (["โรงพยาบาลน้ำใส", "ตารางที่ 1 ผลลัพธ์ด้านบริการ ปี 2564 - 2567", "ปี 2565", "ปัญหา"], 2567),
        (["โรงพยาบาลน้ำใส", "เป็นโรงพยาบาลชั้นนำภายในปี 2570", "ประชุมทบทวนแผนในปี 2566"], 2566),
    ],
)
def test_a_year_that_no_title_states_is_flagged(lines: list[str], year: int) -> None:
    found = identity_of(*lines)
    assert (found.fiscal_year, found.year_guessed) == (year, True)
    assert "year_guess" in found.doubts


@pytest.mark.parametrize(
    "line", ["(221) ถนนสาย นพ.4017 แยก ทล.2390 ระยะทาง 3.2 กม.", "* ผลการดำเนินงาน (6 เดือน)", "งบประมาณปี 2563 - 2565"]
)
def test_numbers_of_roads_and_spans_are_no_years(line: str) -> None:
    assert identity_of("เทศบาลตำบลน้ำใส", line).fiscal_year is None


def test_a_body_that_only_the_text_names_is_a_guess() -> None:
    found = identity_of("1. ยุทธศาสตร์ด้านเศรษฐกิจ", "พันธกิจ การพัฒนาเทศบาลตำบลน้ำใสให้เป็นเมืองน่าอยู่")
    assert (found.owner.name, found.owner.guessed, found.agency) == ("เทศบาลตำบลน้ำใส", True, None)


def test_handbooks_of_agreed_indicators_are_agreements_others_of_no_type() -> None:
    office = "สำนักงานเขตหนองจอก"
    agreed = identity_of("คู่มือตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ", "ประจำปีงบประมาณ พ.ศ. 2565", office)
    sheets = identity_of("คู่มือรายละเอียดตัวชี้วัดตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2565", office)
    assert {agreed.doc_type, sheets.doc_type} == {"kpi_agreement"}
    assert identity_of("คู่มือการจัดทำตัวชี้วัด ประจำปีงบประมาณ พ.ศ. 2565", office).doc_type is None


@pytest.mark.parametrize("line", ["ของสำนักงานเขตหนองจอก", "จัดทำโดย สำนักงานเขตหนองจอก", "โดย: สำนักงานเขตหนองจอก"])
def test_of_and_by_before_the_office_below_a_title(line: str) -> None:
    note = "หมายเหตุ : ได้รับเงินอุดหนุนจากสำนักงานคณะกรรมการอาหารและยา"
    found = identity_of("แผนปฏิบัติราชการประจำปี พ.ศ. 2565", line, note)
    assert found.agency is not None
    assert (found.agency.code, found.owner.guessed) == ("สนข.หนองจอก", False)


def test_a_single_mention_of_another_body_does_not_take_a_document_from_an_office_of_the_city() -> None:
    foreword = [f"ประชาชนในพื้นที่ต้องการบริการที่ดีขึ้นในด้านที่ {number}" for number in range(1, 14)]
    office = "แผนนี้จัดทำขึ้นเพื่อใช้ทุกฝ่ายของ สำนักงานเขตหนองจอก"
    lines = ["แผนปฏิบัติราชการประจำปี พ.ศ. 2565", *foreword, office]
    once = identity_of(*lines, "ค่ายาในโครงการที่ 2 และ 3 ใช้เงินอุดหนุนจากกรมอนามัย")
    assert once.agency is not None
    assert (once.agency.code, once.owner.guessed) == ("สนข.หนองจอก", True)
    twice = identity_of(*lines, "ค่ายาในโครงการที่ 2 และ 3 ใช้เงินอุดหนุนจากกรมอนามัย", "แล้วรายงานต่อกรมอนามัย ทุกสิ้นเดือน")
    assert (twice.agency, twice.owner.guessed) == (None, True)


@pytest.mark.parametrize("text", ["คณะกรรมการบริหารคณะ", "กรมธรรม์ประกันภัย", "โรงพยาบาลในสังกัด", "สำนักงานเขตบางรัก"])
def test_words_that_begin_like_organisations(text: str) -> None:
    assert organisations_in(text) == []


def test_shared_abbreviations_name_no_body() -> None:
    assert by_abbreviation("ปภ.") is not None
    assert by_abbreviation("ทช.") is None  # ทางหลวงชนบท and ทรัพยากรทางทะเลและชายฝั่ง


def test_a_users_row_gives_a_code_and_adds_field_by_field(tmp_path: Path) -> None:
    code = next(item for item in kr_codes() if item.measure != item.code)
    (tmp_path / "kr_codes.csv").write_text(f"code,aliases\n{code.code},ชื่อที่สำนักงานใช้\n", encoding="utf-8")
    added = next(item for item in kr_codes(tmp_path) if item.code == code.code)
    assert (added.name, added.measure, added.aliases) == (code.name, code.measure, ("ชื่อที่สำนักงานใช้",))

    (tmp_path / "agencies.csv").write_text(
        "code,name,aliases\nทต.นส.,เทศบาลตำบลน้ำใส,\nสกจ.,,กองการบุคคล\n", encoding="utf-8"
    )
    register = AgencyRegister.load(tmp_path)
    own = register.by_code("สกจ.")
    assert own is not None and (own.name, own.aliases, own.parent_code) == (
        "สำนักงานการเจ้าหน้าที่",
        ("กองการบุคคล",),
        "สนป.",
    )
    found = identity_of("แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2561", "เทศบาลตำบลน้ำใส", register=register)
    assert found.agency is not None and (found.agency.code, found.owner.sector) == ("ทต.นส.", "local")


def test_registers_of_organisations_are_sound() -> None:
    names = [row["name"] for row in rows("organisations.csv")]
    assert len(names) == len(set(names))
    assert {row["parent"] for row in rows("organisations.csv")} - {""} <= set(names)
    sectors = {"local", "province", "central", "education", "health", "other"}
    assert {row["sector"] for name in ("organisations.csv", "organisation_words.csv") for row in rows(name)} <= sectors
    provinces = rows("provinces.csv")
    assert len(provinces) == 77
    assert len({row["abbreviation"] for row in provinces}) == 77


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["เทศบาลตำบลบ้านใหม่ จัดทำแผน", "เทศบาลตำบลบ้านใหม่ ประชุม", "เทศบาลตำบลหนองบัว ร่วม"], "เทศบาลตำบลบ้านใหม่"),
        (["เทศบาลตำบลบ้านใหม่ ร่วม", "เทศบาลตำบลหนองบัว ร่วม", "เทศบาลตำบลท่าช้าง ร่วม"], None),
        (["กระทรวงมหาดไทย กำหนด", "กระทรวงมหาดไทย แจ้ง"], None),
    ],
)
def test_the_body_that_most_of_the_text_names(texts: list[str], name: str | None) -> None:
    """One of three is not most; ministries are named for what they rule."""
    found = owner._spoken_of(texts)
    assert (found.name if found else None) == name


YEARLY = "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("โรงพยาบาลสมเด็จพระยุพราช ธาตุพนม", "โรงพยาบาลสมเด็จพระยุพราช ธาตุพนม"),
        ("โรงพยาบาลสมเด็จพระยุพราช ธาตุพนม อำเภอธาตุพนม จังหวัดนครพนม", "โรงพยาบาลสมเด็จพระยุพราช ธาตุพนม"),
        ("วิทยาลัยพยาบาลบรมราชชนนี นครลำปาง", "วิทยาลัยพยาบาลบรมราชชนนี นครลำปาง"),
        ("วิทยาลัยเทคนิคลำพูน แห่งที่ 2", "วิทยาลัยเทคนิคลำพูน แห่งที่ 2"),
        ("โรงเรียนราชประชานุเคราะห์ 26 จังหวัดลำพูน", "โรงเรียนราชประชานุเคราะห์ 26"),
        ("โรงเรียนเฉลิมพระเกียรติ 48 พรรษา", "โรงเรียนเฉลิมพระเกียรติ 48 พรรษา"),
        ("โรงเรียนวัดดอนไฟ ตำบลดอนไฟ", "โรงเรียนวัดดอนไฟ"),
        ("โรงเรียนวัดดอนไฟ 2568", "โรงเรียนวัดดอนไฟ"),
        ("โรงพยาบาลลำพูน กลุ่มงานยุทธศาสตร์", "โรงพยาบาลลำพูน"),
        ("โรงพยาบาลลำพูน ประจำปีงบประมาณ 2568", "โรงพยาบาลลำพูน"),
    ],
)
def test_a_name_goes_on_behind_white_space(line: str, name: str) -> None:
    """Twenty hospitals share the first half of the name: which it is stands behind the gap."""
    assert identity_of(YEARLY, line).owner.name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("แผนปฏิบัติการโรงเรียนเฉลิมพระเกียรติ 48 พรรษา ประจำปีงบประมาณ 2568", "โรงเรียนเฉลิมพระเกียรติ 48 พรรษา"),
        ("แผนปฏิบัติการประจำปี 2568 โรงพยาบาลสมเด็จพระยุพราช สระแก้ว", "โรงพยาบาลสมเด็จพระยุพราช สระแก้ว"),
        ("แผนปฏิบัติการประจำปี 2568 โรงพยาบาลลำพูน ฉบับสมบูรณ์", "โรงพยาบาลลำพูน"),
        ("แผนปฏิบัติการประจำปี 2568 โรงพยาบาลลำพูน 12 เดือน", "โรงพยาบาลลำพูน"),
    ],
)
def test_within_a_title_only_a_number_or_a_province_goes_on_a_name(title: str, name: str) -> None:
    assert identity_of(title).owner.name == name


@pytest.mark.parametrize(
    "name", ["สำนักชลประทานที่ 3", "สถานีตำรวจภูธรเมืองลำพูน", "ศูนย์วิจัยข้าวลำพูน", "เรือนจำกลางลำพูน", "สำนักงานเกษตรอำเภอลี้"]
)
def test_branches_of_departments_in_the_provinces(name: str) -> None:
    owner = identity_of(YEARLY, name).owner
    assert (owner.name, owner.guessed, owner.is_other) == (name, False, True)
