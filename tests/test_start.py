"""The start of a process, most of a small run: what it does not load, and how a single document gets its worker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = "แผนปฏิบัติการประจำปี พ.ศ. 2568\nสำนักงานการเจ้าหน้าที่\n\nลำดับ\tตัวชี้วดั\tค่าเป้าหมาย\n1\tร้อยละของงาน\tร้อยละ 80\n"
DATA = {"pyarrow", "numpy", "pandas", "duckdb"}
READERS = {"lxml", "docx", "openpyxl", "xlrd", "pdfplumber", "pdfminer", "pypdfium2", "PIL", "cv2", "tesserocr"}
OTHERS = {"jinja2", "starlette", "uvicorn", "distributed", "fsspec", "rich", "rapidfuzz", "pythainlp", "asyncio"}
TOLD = """
import os, sys
def told(code=0):
    print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules} | set(sys.modules)))
    print("phaen:", sum(name.startswith("phaen.") for name in sys.modules))
    sys.stdout.flush()
    ended(code)
ended, os._exit = os._exit, told
sys.argv = ["/usr/bin/phaen", *sys.argv[1:]]
import phaen.pipeline.cli.main as cli
try:
    cli.main()
except SystemExit:
    told()
"""


def loaded(*call: str) -> set[str]:
    """The modules that a call of ``phaen`` has loaded when it ends, in its own process, by their whole names."""
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, "-c", TOLD, *call], capture_output=True, text=True, check=True, env=told)
    return set(next(line for line in done.stdout.splitlines() if line.startswith("loaded:")).split()[1:])


@pytest.mark.parametrize("call", ["--version", "--help", "-h"])
def test_version_and_help_load_no_library_of_data(call: str) -> None:
    found = loaded(call)
    assert not found & (DATA | READERS | OTHERS)
    assert {name for name in found if name.startswith("phaen.")} <= {
        *("phaen.pipeline", "phaen.pipeline.cli", "phaen.pipeline.cli.main", "phaen.pipeline.cli.language"),
        *("phaen.pipeline.schema", "phaen.pipeline.schema.values"),
    }


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small text, which was read before: what is kept beside the compiled code is there."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "plan.txt").write_text(TEXT, "utf-8")
    loaded("extract", str(folder), "-o", str(tmp_path_factory.mktemp("before") / "out"))
    return folder


def test_one_text_in_one_process_loads_neither_numpy_nor_readers_of_other_files(one: Path, tmp_path: Path) -> None:
    found = loaded("extract", str(one), "-o", str(tmp_path / "out"), "--engine", "serial")
    assert not found & ({"numpy", "pandas", "duckdb", "jinja2", "pythainlp", "asyncio"} | READERS)


@pytest.mark.parametrize(("engine", "tidily"), [("--engine=serial", False), ("--engine=dask", True)])
def test_a_run_ends_at_once_and_one_on_a_cluster_tidily(one: Path, tmp_path: Path, engine: str, tidily: bool) -> None:
    code = "import atexit; atexit.register(print, 'tidy'); from phaen.pipeline.cli.main import main; main()"
    call = [sys.executable, "-c", code, "extract", str(one), "-o", str(tmp_path / "out"), engine]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == (2 if tidily else 0)  # a cluster needs its --scheduler
    assert ("tidy" in done.stdout.split()) is tidily
    assert tidily or "1 document" in done.stdout  # what was printed is there


def test_one_text_as_json_loads_no_numpy_either(one: Path) -> None:
    assert not loaded("extract", str(one / "plan.txt"), "--format", "json") & ({"numpy", "pandas", "rich"} | READERS)


PROJECTS = """แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568
สำนักงานการเจ้าหน้าที่

ลำดับ\tโครงการ\tงบประมาณ (บาท)\tผู้รับผิดชอบ
1\tโครงการอบรมครูอาสาประจำชุมชน\t120,000\tสกจ.
2\tโครงการอบรมครูอาสาประจำ ชุมชน\t80,000\tสกจ.
3\tโครงการปรับปรุงห้องสมุดเคลื่อนที่\t40,000\tสกจ.
"""


def test_projects_that_are_alike_are_compared_without_numpy(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PROJECTS, "utf-8")
    assert "numpy" not in loaded("extract", str(tmp_path / "plan.txt"), "--format", "json")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies its processes")
def test_one_text_is_read_by_a_copy_of_the_process_without_a_server(one: Path, tmp_path: Path) -> None:
    found = loaded("extract", str(one), "-o", str(tmp_path / "out"))
    assert "multiprocessing.popen_fork" in found and "multiprocessing.forkserver" not in found
    assert not found & ({"numpy", "pandas", "duckdb", "jinja2", "pythainlp", "asyncio"} | READERS)


def test_a_run_that_changes_nothing_loads_no_arrow(one: Path, tmp_path: Path) -> None:
    loaded("extract", str(one), "-o", str(tmp_path / "out"))
    assert not loaded("extract", str(one), "-o", str(tmp_path / "out")) & (DATA | READERS | {"rapidfuzz", "pythainlp"})


def test_a_pdf_is_read_without_the_reader_of_texts(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    sample = next(iter(sorted((ROOT / "tests" / "fixtures" / "samples" / "pdf").glob("*.pdf"))))
    (tmp_path / "in" / "plan.pdf").write_bytes(sample.read_bytes())
    found = loaded("extract", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--engine", "serial")
    assert "phaen.extractors.pdf.reader" in found and "phaen.extractors.text.reader" not in found


COPIES = """
import os, sys
from pathlib import Path
import workers
from phaen.pipeline.run import system
from phaen.pipeline.run.lock import locked
from phaen.pipeline.run.pool import Limits, run_tasks
assert system.copies_safely()
with locked(Path(sys.argv[1]) / "out"):
    for task in sys.argv[3:]:
        print(*run_tasks(workers.misbehave, [task], 2, Limits(int(sys.argv[2]), megabytes=600, patience=300)))
    results = run_tasks(workers.held, [sys.argv[1]], 1, Limits(megabytes=600))
print(*results, "forkserver" in str(sys.modules.keys()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies its processes")
@pytest.mark.parametrize(
    ("task", "answer"),
    [
        ("ok", "('ok', 'ok done')"),
        ("crash", "crashed (SIGSEGV)"),
        ("spin", "It took longer than the limit of 1 seconds of computing (--time-limit)"),
        ("greedy", "needed more memory than the limit of 600 MB (--memory-limit)"),
        ("raise", "An error inside phaen (ValueError)"),
    ],
)
def test_a_copy_keeps_the_limits_and_holds_nothing_of_its_parent(task: str, answer: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COPIES, str(tmp_path), "1" if task == "spin" else "600", task],
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=True,
    )
    first, last = done.stdout.splitlines()
    assert answer in first
    assert last == f"({str(tmp_path)!r}, 'free') False"


@pytest.mark.parametrize("said", [None, "20"])
def test_threads_of_linear_algebra_sleep_unless_the_user_has_said_how_long_they_wait(said: str | None) -> None:
    name = "OPENBLAS_THREAD_TIMEOUT"
    told = {key: value for key, value in os.environ.items() if key != name} | ({name: said} if said else {})
    code = f"import os; from phaen.pipeline.run import lean; lean.start(now=False); print(os.environ['{name}'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=told)
    assert done.stdout.strip() == (said or "4")
    code = f"import os, phaen.api, phaen.extractors.pdf.reader; print(os.environ.get('{name}'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=told)
    assert done.stdout.strip() == str(said), "a process of somebody else's is left alone"
