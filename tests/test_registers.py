"""The registers: sound as they are, checked where people add to them, taught by documents."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from phaen.normalizers.registers.agency_register import AgencyRegister, RegisterError
from phaen.normalizers.registers.check import Problem, check
from phaen.normalizers.registers.files import kr_codes
from phaen.pipeline.cli.main import cli
from phaen.pipeline.cli.registers import command
from phaen.pipeline.linking.register_learning import as_csv, learn

KR_HEADER = "code,name,aliases,measure,unit,valid_from,valid_to,lead_agency,checked,source\n"
AGENCY_HEADER = "code,name,aliases,variants,parent_code,kind,checked,source\n"


def errors(problems: list[Problem]) -> list[str]:
    return [problem.what for problem in problems if problem.severity == "error"]


def test_the_registers_are_sound() -> None:
    assert errors(check()) == []


def test_all_fifty_districts() -> None:
    districts = [agency for agency in AgencyRegister.load().agencies if agency.kind == "district"]
    assert len(districts) == 50


@pytest.mark.parametrize("printed", ["สปล.", "สสปล.", "สสป.", "สลบ."])
def test_wrong_abbreviations_resolve_as_variants(printed: str) -> None:
    match = AgencyRegister.load().resolve(printed)
    assert match is not None
    assert (match.agency.code, match.how) == ("สลป.", "variant")


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        ("kr_codes.csv", KR_HEADER + "0101,จำนวนจุดที่ตรวจ,,,,,,,,\n", "aspect (ด้าน) 0"),
        ("kr_codes.csv", KR_HEADER + "31X1,จำนวนจุดที่ตรวจ,,,,,,,,\n", "'31X1' is no KR code"),
        ("kr_codes.csv", KR_HEADER + "9199,จำนวนจุดที่ตรวจ,,,,2569,2567,,,\n", "valid_from lies after valid_to"),
        ("kr_codes.csv", KR_HEADER + "9199,จำนวนจุดที่ตรวจ,,,,2025,,,,\n", "valid_from '2025' is no year"),
        ("kr_codes.csv", KR_HEADER + "9199,จำนวนจุดที่ตรวจ,,,,,,สกข.,,\n", "lead agency สกข."),
        ("kr_codes.csv", KR_HEADER + "9199,จำนวนจุดที่ตรวจ,,9100,,,,,,\n", "measure 9100 is no code"),
        ("kr_codes.csv", KR_HEADER + "9198,จำนวนจุดที่ตรวจ,,,,,,,,\n9199,จำนวนจุด ที่ตรวจ,,,,,,,,\n", "also belongs to"),
        ("kr_codes.csv", KR_HEADER + "9199,ก,,,,,,,,\n9199,ข,,,,,,,,\n", "9199 stands in line 2 too"),
        ("kr_codes.csv", "code,name,owner\n9199,จำนวนจุดที่ตรวจ,x\n", "unknown column 'owner'"),
        ("agencies.csv", AGENCY_HEADER + "สกข.,สำนักงานการขนส่งทางน้ำ,,,สฮค.,office,,\n", "parent สฮค."),
        ("agencies.csv", AGENCY_HEADER + "สกข.,สำนักงานการขนส่งทางน้ำ,,สปล.,,office,,\n", "'สปล.' also belongs to"),
        ("agencies.csv", AGENCY_HEADER + "สกข.,สำนักงานการขนส่งทางน้ำ,,,,bureau,,\n", "kind 'bureau'"),
        (
            "agencies.csv",
            AGENCY_HEADER + "สกข.,สำนักงานการขนส่งทางน้ำ,,,สกฮ.,office,,\nสกฮ.,สำนักงานเรือ,,,สกข.,office,,\n",
            "สกข. is above itself",
        ),
        ("policies.csv", "code,name\nP58,ข\n", "'P58' is no policy code"),
        ("issues.csv", "issue_no,aspect_no,name\n9.8,8,ข\n", "issue 9.8 stands under aspect '8'"),
    ],
)
def test_what_is_wrong_is_found(tmp_path: Path, file: str, text: str, what: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    found = [problem for problem in check(tmp_path) if what in problem.what]
    assert found, check(tmp_path)
    assert found[0].file == str(tmp_path / file)
    assert found[0].line >= 2


def test_a_users_row_replaces_the_packages(tmp_path: Path) -> None:
    first = kr_codes()[0]
    (tmp_path / "kr_codes.csv").write_text(f"{KR_HEADER}{first.code},ชื่อใหม่ของตัวชี้วัด,,,,,,,,\n", encoding="utf-8")
    assert errors(check(tmp_path)) == []
    assert next(item for item in kr_codes(tmp_path) if item.code == first.code).name == "ชื่อใหม่ของตัวชี้วัด"


def test_a_users_row_adds_field_by_field_and_conflicts_are_told(tmp_path: Path) -> None:
    known = next(item for item in kr_codes() if item.unit and item.leads)
    reworded = known.name.replace("ของ", "แห่ง").replace("การ", "งาน") + "ทั้งหมด"
    line = f"{known.code},{reworded},ชื่อเล่นของผู้ใช้,,ฉบับ,,,สงม.,,\n"
    (tmp_path / "kr_codes.csv").write_text(KR_HEADER + line, encoding="utf-8")
    found = next(item for item in kr_codes(tmp_path) if item.code == known.code)
    assert (found.name, found.unit, found.valid_from) == (reworded, "ฉบับ", known.valid_from)
    assert {known.name, "ชื่อเล่นของผู้ใช้", *known.aliases} <= set(found.aliases)
    assert {*known.leads, "สงม."} == set(found.leads)
    told = [problem for problem in check(tmp_path) if problem.file.startswith(str(tmp_path))]
    assert {problem.severity for problem in told} == {"warning"}
    conflicts = [problem.what.split(" of ")[0] for problem in told if " here and " in problem.what]
    assert sorted(conflicts) == ["name", "unit"]


def test_check_command(tmp_path: Path) -> None:
    (tmp_path / "kr_code.csv").write_text(KR_HEADER, encoding="utf-8")
    (tmp_path / "policies.csv").write_text("code,name\nP58,ข\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["check", "--registers", str(tmp_path)])
    assert result.exit_code == 1
    assert "kr_code.csv: warning: no register has this name" in result.output
    assert "policies.csv, line 2: error: 'P58' is no policy code" in result.output
    assert CliRunner().invoke(command, ["check"]).exit_code == 0


def test_a_file_that_is_not_utf8_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "kr_codes.csv").write_bytes((KR_HEADER + "9199,จำนวนจุดที่ตรวจ,,,,,,,,\n").encode("tis-620"))
    result = CliRunner().invoke(command, ["check", "--registers", str(tmp_path)])
    assert result.exit_code == 1
    assert "kr_codes.csv: is not UTF-8" in result.output


def row(code: str, name: str, *, confidence: float = 1.0, flags: tuple[str, ...] = (), page: int = 4) -> dict[str, Any]:
    return {
        "kr_code_printed": code,
        "name": name,
        "fiscal_year": 2568,
        "target_unit": "ร้อยละ",
        "lead_agencies": ["สกจ."],
        "source_file": "แผน.pdf",
        "page": page,
        "line": None,
        "confidence": confidence,
        "flags": list(flags),
    }


NEW = "ร้อยละของรถบรรทุกขยะที่ผ่านการตรวจสภาพ"


def test_a_new_code_is_proposed_with_where_it_was_read() -> None:
    (lesson,) = learn([row("9199", NEW), row("9199", "ร้อยละของรถบรรทุกขยะ ที่ผ่านการตรวจสภาพ", page=9)], [])
    assert (lesson.kind, lesson.subject, lesson.sources) == ("new_code", "9199", ("แผน.pdf page 4", "แผน.pdf page 9"))
    assert lesson.values["unit"] == "ร้อยละ"
    assert lesson.values["valid_from"] == "2568"
    assert lesson.values["lead_agency"] == "สกจ."


@pytest.mark.parametrize("damaged", [{"confidence": 0.5}, {"flags": ("ocr",)}, {"flags": ("name_unread",)}])
def test_damaged_names_teach_nothing(damaged: dict[str, Any]) -> None:
    assert learn([row("9199", NEW, **damaged)], []) == []


def test_one_code_with_two_names_is_a_conflict_and_not_written() -> None:
    lessons = learn([row("9199", NEW), row("9199", "จำนวนอาคารที่ติดตั้งระบบแจ้งเหตุเพลิงไหม้")], [])
    assert [lesson.kind for lesson in lessons] == ["code_with_two_names"]
    assert as_csv(lessons) == KR_HEADER


def test_one_name_with_two_codes_is_a_conflict_and_not_written() -> None:
    lessons = learn([row("9198", NEW), row("9199", NEW)], [])
    assert lessons[0].kind == "name_with_two_codes"
    assert as_csv(lessons) == KR_HEADER


def test_a_registered_code_with_another_measures_name_is_a_conflict() -> None:
    lessons = learn([row(kr_codes()[0].code, NEW)], [])
    assert [lesson.kind for lesson in lessons] == ["code_with_two_names"]


def test_unknown_abbreviations_are_reported() -> None:
    evidence = [{"source_file": "แผน.pdf", "page": 3, "line": None}]
    findings = [
        {"rule": "unknown_agency", "subject": "สฮฮ.", "evidence": evidence},
        {"rule": "unknown_agency", "subject": "สปล.", "evidence": evidence},
    ]
    assert [(item.subject, item.sources) for item in learn([], findings)] == [("สฮฮ.", ("แผน.pdf page 3",))]


def test_what_is_proposed_passes_the_check_and_nothing_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "kr_codes.csv"
    target.write_text(as_csv(learn([row("9199", NEW)], [])), encoding="utf-8")
    assert errors(check(tmp_path)) == []
    assert "9199" in {item.code for item in kr_codes(tmp_path)}


def test_learn_command(tmp_path: Path) -> None:
    assert "extract first" in str(CliRunner().invoke(cli, ["registers", "learn", str(tmp_path)]).exception)
    output, own = tmp_path / "parquet", tmp_path / "kr_codes.csv"
    samples = Path(__file__).parents[1] / "data" / "raw"
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(min(samples.glob("*.txt")), raw)
    CliRunner().invoke(cli, ["extract", str(raw), "-o", str(output), "--engine", "serial"])
    own.write_text("mine", encoding="utf-8")
    refused = CliRunner().invoke(cli, ["registers", "learn", str(output), "--write", str(own)])
    assert refused.exit_code == 1
    assert "exists and is left as it is" in refused.output
    assert own.read_text("utf-8") == "mine"
    written = CliRunner().invoke(cli, ["registers", "learn", str(output), "--write", str(tmp_path / "new.csv")])
    assert written.exit_code == 0, written.output
    assert (tmp_path / "new.csv").read_text("utf-8").startswith(KR_HEADER)


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("คกก.,คณะกรรมการจัดรูปที่ดิน,,,,office,,\n", True),
        (",คณะกรรมการจัดรูปที่ดิน,,,,office,,\n", False),
        ("คกก.,,,,,office,,\n", False),
        ("สจส.,,,,,office,,\n", True),
    ],
)
def test_an_agency_has_a_code_and_a_name_of_its_own_or_of_the_built_in_row(
    tmp_path: Path, line: str, fits: bool
) -> None:
    (tmp_path / "agencies.csv").write_text(AGENCY_HEADER + line, "utf-8")
    if fits:
        assert AgencyRegister.load(tmp_path)
    else:
        with pytest.raises(RegisterError, match="line 2: an agency needs the columns code and name"):
            AgencyRegister.load(tmp_path)
