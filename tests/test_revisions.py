"""A revised plan beside its original: one of them counts, by title, or by what a person says."""

from __future__ import annotations

from pathlib import Path

import pytest
from phaen.pipeline.linking.revisions import edition
from phaen.pipeline.review.desk import Desk
from phaen.pipeline.review.queue import asked
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.views.query import query

from tests.kpi_table import HEADER
from tests.test_corrections import extract

NAMES = ("ร้อยละของต้นไม้ที่ปลูกในสวนสาธารณะของเขต", "จำนวนครั้งที่ตรวจเยี่ยมชุมชนริมคลอง", "จำนวนห้องสมุดชุมชนที่เปิดบริการ")


def plan(path: Path, title: str, target: str, names: tuple[str, ...] = NAMES, budget: str = "100,000") -> None:
    lines = [
        title,
        "สำนักงานการเจ้าหน้าที่ สำนักปลัดกรุงเทพมหานคร",
        "1.1 ประสิทธิภาพของการดำเนินงาน (Agenda Base)",
        "",
        HEADER,
        *(f"{at}\t\t{name}\t{target}\tR\tฝ่ายบริหารงานทั่วไป" for at, name in enumerate(names, 1)),
        "",
        "ส่วนที่ 3 ภารกิจประจำพื้นฐาน",
        "ที่\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\tส่วนราชการที่รับผิดชอบ",
        f"1\tโครงการอบรมอาสาสมัครริมคลอง\t{budget}\tฝ่ายบริหารงานทั่วไป",
    ]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("แผนปฏิบัติการประจำปี พ.ศ. 2568", 0),
        ("แผนปฏิบัติการประจำปี พ.ศ. 2568 (ฉบับปรับปรุง)", 1),
        ("แผนปฏิบัติการประจำปี พ.ศ. 2568 แก้ไขครั้งที่ 3", 3),
        ("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) แก้ไขเพิ่มเติมครั้งที่ ๒", 2),
        (None, 0),
    ],
)
def test_the_title_says_which_edition_it_is(title: str | None, wanted: int) -> None:
    assert edition(title) == wanted


def test_the_revised_plan_counts_and_the_original_is_marked(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    plan(raw / "a.txt", "แผนปฏิบัติการประจำปี พ.ศ. 2568", "ร้อยละ 80")
    plan(raw / "b.txt", "แผนปฏิบัติการประจำปี พ.ศ. 2568 (ฉบับปรับปรุง)", "ร้อยละ 90", budget="250,000")
    extract(raw, output)
    old, new = sorted(read_rows(output, "documents"), key=lambda row: row["source_file"])
    assert (old["superseded_by"], new["superseded_by"], new["duplicate_of"]) == (new["doc_id"], None, None)
    outcomes = [row for row in read_rows(output, "outcomes") if row["name"] == NAMES[0]]
    assert [row["target_value"] for row in outcomes] == [90.0]
    (baht,) = query(output, "SELECT sum(budget_baht) FROM budget").rows[0]
    assert baht == 250_000
    flagged = {row["source_file"] for row in read_rows(output, "kpis") if "superseded_document" in row["flags"]}
    assert flagged == {"a.txt"}


def test_two_editions_without_a_word_of_it_are_asked_about(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    plan(raw / "a.txt", "แผนปฏิบัติการประจำปี พ.ศ. 2568", "ร้อยละ 80")
    plan(raw / "b.txt", "แผนปฏิบัติการประจำปี พ.ศ. 2568", "ร้อยละ 90", (*NAMES[:2], "จำนวนเรื่องที่ตอบกลับประชาชน"))
    extract(raw, output)
    assert not any(row["superseded_by"] for row in read_rows(output, "documents"))
    desk = Desk.beside(output)
    (entry,) = (one for _, one in asked(desk.folder) if one["question"] == "revision")
    second = next(row for row in read_rows(output, "documents") if row["source_file"] == "b.txt")
    desk.answer(entry["fingerprint"], second["doc_id"], "สมชาย", "ฉบับที่ประกาศใช้", None)
    extract(raw, output)
    first = next(row for row in read_rows(output, "documents") if row["source_file"] == "a.txt")
    assert (first["superseded_by"], first["decided_by"]) == (second["doc_id"], "สมชาย")
    assert not [one for _, one in asked(desk.folder) if one["question"] == "revision"]
