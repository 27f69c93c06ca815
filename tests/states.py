"""Small runs whose whole state is known: what the tests of kept state and of damage are built from."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from phaen.pipeline.cli.main import cli, guarded

T = TypeVar("T")
DEEP = os.environ.get("PHAEN_DEEP") == "1"
"""Everything, or a seeded part of it."""


def part(values: Iterable[T], seed: int, of: int = 2) -> list[T]:
    """All of ``values``, or a seeded half (third, …) where only a part of the long tests runs."""
    every = list(values)
    return every if DEEP else sorted(random.Random(seed).sample(every, -(-len(every) // of)), key=every.index)


_PLAN = """แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {year}

{agency}

ที่	ชื่อตัวชี้วัด	ผลการดำเนินงาน ย้อนหลัง 3 ปี	เป้าหมาย	น้ำหนักคะแนน
องค์ประกอบที่ 1 การประเมินประสิทธิผลการดำเนินงาน (Performance Base){empty}
1.1 ประสิทธิภาพในการดำเนินงานตามภารกิจหลักยุทธศาสตร์กรุงเทพมหานคร (Function Base){empty}
1.	ร้อยละของ{thing}ที่ตรวจสอบแล้วเสร็จตามแผน	-	ไม่น้อยกว่าร้อยละ {target}	20
2.	จำนวน{thing}ที่ได้รับการปรับปรุง	-	{target} แห่ง	10
"""
AGENCIES = ("สำนักการคลัง", "สำนักอนามัย", "สำนักสิ่งแวดล้อม")
THINGS = ("สวนสาธารณะ", "โรงเรียน", "ท่อระบายน้ำ", "ศูนย์บริการสาธารณสุข", "ไฟส่องสว่าง")


def plan(seed: int) -> str:
    """A small agreement; the same seed gives the same text."""
    year, agency = 2566 + seed % 3, AGENCIES[seed % len(AGENCIES)]
    return _PLAN.format(
        year=year, agency=agency, thing=THINGS[seed % len(THINGS)], target=50 + seed % 40, empty="\t" * 4
    )


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


def phaen(*words: object) -> Said:
    """The command in this process, with everything that the console script puts round it."""
    out, err = io.StringIO(), io.StringIO()

    def run() -> int:
        code = cli.main([str(word) for word in words], standalone_mode=False)
        return code if isinstance(code, int) else 0

    with redirect_stdout(out), redirect_stderr(err):
        code = guarded(run)
    return Said(code, out.getvalue(), err.getvalue())


def extract(raw: Path, output: Path, *more: object) -> Said:
    """``phaen extract`` in this process."""
    return phaen("extract", raw, "-o", output, "--engine", "serial", *more)


def content(output: Path) -> dict[str, object]:
    """All that an output says: every data file's bytes, and the manifest without the time that the run took."""
    found: dict[str, object] = {
        path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*.parquet"))
    }
    found["datapackage.json"] = (output / "datapackage.json").read_bytes()
    manifest = json.loads((output / "manifest.json").read_text("utf-8"))
    for name in ("seconds", "digest"):
        manifest.pop(name)
    for one in manifest["inputs"]:
        one.pop("seconds")
    return found | {"manifest.json": manifest}


def copy_state(folder: Path, to: Path) -> None:
    """A folder with all that is kept in it, in the place of another."""
    with suppress(FileNotFoundError):
        shutil.rmtree(to)
    shutil.copytree(folder, to, symlinks=True)
