"""The agency register, abbreviations and responsibility cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.agencies import (
    Agency,
    AgencyRegister,
    RegisterError,
    Responsibility,
    default_register,
    parse_responsibility,
    role_for,
    split_agencies,
)

REGISTER = default_register()
DISTRICTS = [agency for agency in REGISTER.agencies if agency.kind == "district"]


def test_the_register_is_whole() -> None:
    assert len(DISTRICTS) == 50
    codes = {agency.code for agency in REGISTER.agencies}
    assert len(codes) == len(REGISTER.agencies)
    assert {agency.parent_code for agency in REGISTER.agencies} - {None} <= codes
    assert all(agency.name.startswith("สำนักงานเขต") for agency in DISTRICTS)


def test_every_agency_is_found_by_its_own_names() -> None:
    for agency in REGISTER.agencies:
        match = REGISTER.by_name(agency.name)
        assert match and match.agency == agency and match.how == "exact"
        assert REGISTER.by_code(agency.code) == agency


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("สำนักงานเลขาธิการ ปลัดกรุงเทพมหานคร", "สลป.", "fuzzy"),
        ("สำนักงานเลขาธิการผู้ว่าราชการกรุงเทพมหานคร", "สผว.", "fuzzy"),
        ("สำนักงานเลขานุการสภากรุงเทพมหานคร", "สลส.", "exact"),
        ("สำนักงาน ก.ก.", "สกก.", "alias"),
        ("สำนักงานการเจ้าหน้าที่ สำนักปลัดกรุงเทพมหานคร", "สกจ.", "exact"),
        ("สำนักการโยธา กรุงเทพมหานคร", "สนย.", "exact"),
        ("สานักการแพทย์", "สนพ.", "fuzzy"),
        ("สำนักการคลงั", "สนค.", "fuzzy"),
        ("สํานักอนามัย", "สนอ.", "exact"),
        ("เขตบางนา", "สนข.บางนา", "alias"),
        ("สำนักงานเขตบางกะป", "สนข.บางกะปิ", "fuzzy"),
    ],
)
def test_by_name(text: str, code: str, how: str) -> None:
    match = REGISTER.by_name(text)
    assert match and (match.agency.code, match.how) == (code, how)


@pytest.mark.parametrize(
    "text",
    ["", "สำนักงาน", "สำนักงานเลขานุการ", "สำนักงานเขต", "สำนักงานเขตบางน", "สำนักงานประกันสังคม", "กรุงเทพมหานคร", "ฝ่ายโยธา"],
)
def test_no_agency_is_guessed(text: str) -> None:
    assert REGISTER.by_name(text) is None


@given(st.sampled_from(DISTRICTS), st.integers(0, 40))
def test_a_damaged_district_is_never_another_one(district: Agency, at: int) -> None:
    name = district.name
    start = len("สำนักงานเขต")
    position = start + at % (len(name) - start)
    match = REGISTER.by_name(name[:position] + name[position + 1 :])
    assert match is None or match.agency == district


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("สกก .", "สกก.", "code"),
        ("สนข. พระนคร", "สนข.พระนคร", "code"),
        ("สกจ", "สกจ.", "code"),
        ("ส.กก.", "สกก.", "variant"),
        ("สลบ.", "สลป.", "variant"),
        ("สพว.กทม.", "สผว.", "variant"),
        ("สผว.กทม.", "สผว.", "alias"),
    ],
)
def test_resolve(text: str, code: str, how: str) -> None:
    match = REGISTER.resolve(text)
    assert match and (match.agency.code, match.how) == (code, how)


def test_resolve_unknown() -> None:
    assert REGISTER.resolve("ทอท.") is None
    assert REGISTER.resolve("") is None


def test_abbreviations_in_prose() -> None:
    text = (
        "(สปล.) 31 ส.ค. 2567 และ สผว.กทม. ตามที่ สกก . กำหนด สำนักงาน ก.ก. อ.ก.ก. ป.ป.ช. กทม. พ.ศ. สตง. สกษ. สนข.บางนา ดู"
    )
    found = {one.text: (one.how, one.code) for one in REGISTER.abbreviations_in(text)}
    assert found == {
        "สปล.": ("variant", "สลป."),
        "สผว.กทม.": ("alias", "สผว."),
        "สกก.": ("code", "สกก."),
        "สตง.": ("external", None),
        "สกษ.": ("unknown", None),
        "สนข.บางนา": ("code", "สนข.บางนา"),
    }


def test_names_in_a_title() -> None:
    title = "แผนปฏิบัติการ สำนักงานการต่างประเทศ สำนักปลัดกรุงเทพมหานคร ในพื้นที่เขตบางนา"
    assert [match.agency.code for match in REGISTER.names_in(title)] == ["สกต.", "สนป."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R", Responsibility("R")),
        (" H/R ", Responsibility("H/R")),
        ("(H)", Responsibility("H")),
        ("H : สนพ. สนอ. R : ทุกหน่วยงาน", Responsibility("R", ("สนพ.", "สนอ."), ("ทุกหน่วยงาน",))),
        ("H : สกต.", Responsibility("H", ("สกต.",))),
        ("H : สกต. R : ทุกหน่วยงาน", Responsibility("H", ("สกต.",), ("ทุกหน่วยงาน",))),
        ("H : สนค. (สำนักงานเศรษฐกิจการคลัง) R : สกต.", Responsibility("R", ("สนค.",), ("สกต.",))),
        (
            "H : ส.กก. R : สำนัก/ สำนักงาน/ส่วน ราชการในสำนัก ปลัดกรุงเทพมหานคร",
            Responsibility("R", ("ส.กก.",), ("สำนัก/ สำนักงาน/ส่วน ราชการในสำนัก ปลัดกรุงเทพมหานคร",)),
        ),
        ("H : สนค. R : 50 เขต", Responsibility(None, ("สนค.",), ("50 เขต",))),
        ("H สนพ. R ทุกหน่วยงาน", Responsibility("R", ("สนพ.",), ("ทุกหน่วยงาน",))),
        ("H : สพส. R : สกต. H : สกก.", Responsibility("R", ("สพส.", "สกก."), ("สกต.",))),
        ("H :", Responsibility("H")),
        ("-", Responsibility(None)),
        ("", Responsibility(None)),
    ],
)
def test_parse_responsibility(text: str, expected: Responsibility) -> None:
    assert parse_responsibility(text, "สกต.") == expected
    assert parse_responsibility(text, own_name="สำนักงานการต่างประเทศ") == expected


@pytest.mark.parametrize(
    ("phrase", "roles"),
    [
        ("ทุกหน่วยงาน", ["R", "R", "R"]),
        ("สำนัก/สำนักงาน/สำนักงานเขต", ["R", "R", "R"]),
        ("50 เขต", [None, None, "R"]),
        ("ทุกส่วนราชการในสำนักการแพทย์", [None, "R", None]),
        ("ส่วนราชการในสำนักปลัดกรุงเทพมหานคร", ["R", None, None]),
    ],
)
def test_phrases_cover_agencies(phrase: str, roles: list[str | None]) -> None:
    assert [role_for(["สยป."], [phrase], code) for code in ("สกต.", "สนพ.", "สนข.พระนคร")] == roles


def test_variants_of_the_own_code_give_the_role() -> None:
    assert role_for(["สลบ.", "สผว."], ["ทุกหน่วยงาน"], "สลป.") == "H"


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("สลบ. สผว.", ["สลบ.", "สผว."]),
        ("ทุก\nหน่วย งาน", ["ทุกหน่วยงาน"]),
        ("สยป. และทุกหน่วยงาน", ["สยป.", "ทุกหน่วยงาน"]),
        ("สนพ., สนอ.", ["สนพ.", "สนอ."]),
        ("สนพ สนอ", ["สนพ", "สนอ"]),
        ("สกก ./สยป.", ["สกก.", "สยป."]),
        ("สนข. พระนคร", ["สนข.พระนคร"]),
        ("สนข. สยป.", ["สนข.", "สยป."]),
        ("สนข. และ สนท.", ["สนข.", "สนท."]),
        ("สนข. สวนหลวง สนพ.", ["สนข.สวนหลวง", "สนพ."]),
        ("สนข.บางรัก.", ["สนข.บางรัก"]),
        ("สำนักการแพทย์ และสำนักอนามัย", ["สำนักการแพทย์", "สำนักอนามัย"]),
        ("สำนักงานเขต 50 เขต", ["สำนักงานเขต 50 เขต"]),
        ("-", []),
    ],
)
def test_split_agencies(text: str, agencies: list[str]) -> None:
    assert split_agencies(text) == agencies


def test_the_abbreviation_behind_that_of_all_districts_is_found_in_prose() -> None:
    found = AgencyRegister.load().abbreviations_in("ส่งให้ สนข. สยป. และ สนข. บางนา ตามที่ สนข. สยบ. ขอ")
    assert [(item.text, item.how) for item in found if item.how != "external"] == [
        ("สยป.", "code"),
        ("สนข.บางนา", "code"),
        ("สยบ.", "unknown"),
    ]


def test_a_users_register_adds_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text("code,name,aliases,variants\nสทม.,สำนักทดสอบเมือง,,สทท.\nสกจ.,สำนักงานทรัพยากรบุคคล,,\n", "utf8")
    register = AgencyRegister.load(tmp_path)
    match = register.resolve("สทท.")
    assert match and match.agency.name == "สำนักทดสอบเมือง"
    agency = register.by_code("สกจ.")
    assert agency and agency.name == "สำนักงานทรัพยากรบุคคล"
    assert AgencyRegister.load(tmp_path / "none").by_code("สทม.") is None


def test_a_broken_register_says_where(tmp_path: Path) -> None:
    (tmp_path / "agencies.csv").write_text("code,name\n,สำนักไร้รหัส\n", "utf8")
    with pytest.raises(RegisterError, match=r"agencies\.csv, line 2"):
        AgencyRegister.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "role", "flags"),
    [
        ("☑ H ☐ R", "H", ()),
        ("☐ H ☑ R", "R", ()),
        ("H ☐ R ☑", "R", ()),
        ("R ✓", "R", ()),
        ("✓ H ✓ R", "H/R", ()),
        ("( ) H (/) R", "R", ()),
        ("☐ H ☐ R", None, ("role_unread",)),
        ("☑ H R", None, ("role_unread",)),
        ("เจ้าภาพหลัก", "H", ()),
        ("หน่วยงานสนับสนุน", "R", ()),
        ("ตามคำสั่ง", None, ("role_unread",)),
        ("”", None, ("role_unread",)),
        ("-", None, ()),
    ],
)
def test_roles_that_are_ticked_or_told_in_words(text: str, role: str | None, flags: tuple[str, ...]) -> None:
    found = parse_responsibility(text)
    assert (found.role, found.flags) == (role, flags)
