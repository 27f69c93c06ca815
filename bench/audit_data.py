"""Datasets of many documents for measuring the audit and the report: 80 offices, a plan, an agreement and a report each
year, with the usual share of things that do not add up. The same numbers give the same rows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from phaen.pipeline.run.store import write_dataset
from phaen.pipeline.schema.datasets import DATASETS, to_table

Row = dict[str, Any]

TYPES = ("annual_plan", "kpi_agreement", "performance_report")
OFFICES = 80
INDICATORS = 26
MEASURES = {"ร้อยละความสำเร็จของ": "ร้อยละ", "ระดับความสำเร็จของ": "ร้อยละ", "จำนวนครั้งของ": "ครั้ง", "จำนวนผู้ได้รับ": "คน"}
"""What a name begins with, and what is counted then."""
WORKS = ("การพัฒนาระบบ", "การแก้ไขเรื่องร้องเรียน", "การตรวจสอบ", "การอบรม", "การปรับปรุง", "การให้บริการ", "การเผยแพร่")
THINGS = ("ข้อมูลบุคคล", "ยานพาหนะ", "อาคารสถานที่", "คูคลอง", "สวนสาธารณะ", "โรงเรียน", "ศูนย์บริการ", "ทะเบียนราษฎร", "ถนน")
PLACES = ("ในพื้นที่เขต", "ของหน่วยงาน", "ด้วยระบบอิเล็กทรอนิกส์", "ตามแผนปฏิบัติการ", "ภายในเวลาที่กำหนด")
PROGRAMMES = ("แผนงานบริหารทั่วไป", "แผนงานบริหารทรัพยากรบุคคล", "แผนงานพัฒนาระบบระบายน้ำ")


def _name(seed: int) -> str:
    pick = random.Random(seed)
    parts = (pick.choice(list(MEASURES)), pick.choice(WORKS), pick.choice(THINGS), pick.choice(PLACES))
    return f"{''.join(parts)} ชุดที่ {seed}"


class Generator:
    """Rows of all datasets, one document after the other."""

    def __init__(self, seed: int = 7, offices: int = OFFICES) -> None:
        self._random, self._offices = random.Random(seed), offices
        self.rows: dict[str, list[Row]] = {name: [] for name in DATASETS}

    def document(self, number: int) -> None:
        """One document with all of its rows."""
        office, year = number // len(TYPES) % self._offices, 2560 + number // (len(TYPES) * self._offices)
        kind = TYPES[number % len(TYPES)]
        doc_id = sha256(f"document {number}".encode()).hexdigest()[:16]
        place = {
            "doc_id": doc_id,
            "source_file": f"{number:05}.txt",
            "fiscal_year": year,
            "agency_code": f"ส{office:02}.",
        }
        self.rows["documents"].append(
            {
                **place,
                "doc_type": kind,
                "agency_name": f"สำนักงานที่ {office}",
                "title": f"เอกสารที่ {number}",
                "text_source": "text",
                "status": "ok",
                "coverage": 0.97 + self._random.random() * 0.03,
                "unclaimed": self._random.randrange(200),
            }
        )
        self._line = 0
        for item in range(INDICATORS):
            self._indicator(place, kind, office, item)
        if kind == "annual_plan":
            self._projects(place)
        self._sections(place)

    def _put(self, dataset: str, place: Row, **columns: Any) -> None:
        self._line += 1
        key = {"row_key": f"r{self._line}"} if "row_key" in DATASETS[dataset].by_name else {}
        self.rows[dataset].append({**place, **key, "line": self._line, "confidence": 1.0, **columns})

    def _indicator(self, place: Row, kind: str, office: int, item: int) -> None:
        shared = item < 8
        seed = item if shared else office * 100 + item
        name, code = _name(seed), f"9{100 + seed}" if shared else None
        if self._random.random() < 0.01:
            name = name.replace("การ", "แผนการ", 1)
        kpi_id = sha256(f"{place['doc_id']} {item}".encode()).hexdigest()[:16]
        target = float(self._random.choice((80, 80, 80, 90, 100)))
        weight = 10.0 if self._random.random() < 0.98 else 15.0
        unit = next(counted for word, counted in MEASURES.items() if name.startswith(word))
        raw = f"ร้อยละ {target:g}" if unit == "ร้อยละ" else f"{target:g} {unit}"
        common = {"kpi_id": kpi_id, "component_no": "1.1", "base": "agenda", "item_no": str(item + 1)}
        self._put(
            "kpis",
            place,
            **common,
            name=name,
            kr_code_printed=code if self._random.random() < 0.97 else None,
            kr_code=code,
            kr_code_source="printed" if code else "none",
            target_raw=raw,
            target_value=target,
            target_unit=unit,
            weight=weight,
            lead_agencies=["สนพ." if self._random.random() < 0.98 else "สปล."],
            units=["ฝ่ายบริหารงานทั่วไป"],
            definition=f"{name} หมายถึง ผลการดำเนินงานตามแผน ตามที่ สยป. กำหนด " * 3,
            listings=["kpi_table", "kr_list"],
            indicator_id=f"i{seed}",
            reviewed=False,
        )
        for listing in ("kpi_table", "kr_list"):
            printed = name if self._random.random() < 0.99 else f"{name} รายเดือน"
            self._put("kpi_mentions", place, kpi_id=kpi_id, listing=listing, name=printed, name_raw=printed)
        if kind != "annual_plan":
            for level in range(1, 6):
                score = weight / 5 * level if self._random.random() < 0.998 else 1.0
                self._put(
                    "rubrics",
                    place,
                    kpi_id=kpi_id,
                    kpi_name=name,
                    level=level,
                    score=score,
                    threshold_value=20.0 * level,
                    criterion=f"ดำเนินการได้ร้อยละ {20 * level}",
                )
        if kind == "performance_report":
            for source in ("result_summary", "result_detail"):
                level = 5.0 if self._random.random() < 0.99 else 4.0
                self._put(
                    "results",
                    place,
                    **common,
                    kpi_name=name,
                    source=source,
                    achieved_raw=f"ระดับ {level:g}",
                    achieved_value=level,
                    achieved_unit="ระดับ",
                    weight=weight,
                    score=weight if source == "result_summary" else None,
                    narrative=f"คิดเป็นร้อยละ {20 * level:g}",
                )

    def _projects(self, place: Row) -> None:
        total = Decimal(0)
        for index in range(30):
            baht = Decimal(self._random.randrange(50_000, 9_000_000))
            total += baht
            columns = {"budget_raw": f"{baht:,}", "budget_baht": baht, "budget_status": "amount"}
            project = f"โครงการ{self._random.choice(WORKS)}{self._random.choice(THINGS)} ระยะที่ {index}"
            programme = PROGRAMMES[index % len(PROGRAMMES)]
            self._put("plans", place, section="part3", row_kind="item", project=project, programme=programme, **columns)
        printed = total if self._random.random() < 0.95 else total + 1000
        columns = {"budget_raw": f"{printed:,}", "budget_baht": printed, "budget_status": "amount"}
        self._put("plans", place, section="part3", row_kind="total", **columns)
        for step in range(8):
            weight, reached = 12.5, 12.5 * (step + 1)
            columns = {"kpi_name": "ตัวชี้วัด", "item_no": "1", "project": "โครงการ", "row_kind": "item"}
            self._put(
                "milestones",
                place,
                **columns,
                step_no=step + 1,
                step="ขั้นตอน",
                weight_pct=weight,
                cumulative_pct=reached,
            )

    def _sections(self, place: Row) -> None:
        heading = f"1.1 ประสิทธิภาพของการดำเนินงาน (Agenda Base) จำนวน {INDICATORS} KRs"
        for index in range(40):
            text = f"ข้อความทั่วไปของเอกสาร ลำดับที่ {index} ประสานงานกับ สยป. และหน่วยงานที่เกี่ยวข้อง " * 4
            self._put("sections", place, kind="other", heading_path=[heading if index == 0 else "ข้อมูลทั่วไป"], text=text)


def generate(documents: int, offices: int = OFFICES) -> dict[str, list[Row]]:
    """Rows of ``documents`` documents by dataset, three of each office and year."""
    generator = Generator(offices=offices)
    for number in range(documents):
        generator.document(number)
    return generator.rows


def write(folder: Path, documents: int) -> Iterator[tuple[str, int]]:
    """Write the datasets under ``folder``; gives each dataset's number of rows."""
    for name, rows in generate(documents).items():
        write_dataset(folder, name, to_table(name, rows))
        yield name, len(rows)
