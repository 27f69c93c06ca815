"""What comes with every installation works without the libraries of the extras: nothing loads them at import."""

from __future__ import annotations

import subprocess
import sys

from tests.people import ROOT

BLOCKED = """
import sys

class Blocked:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in {"cv2", "tesserocr", "starlette", "uvicorn", "distributed", "s3fs", "polars"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked)
"""


def test_documents_are_read_without_any_extra() -> None:
    code = BLOCKED + (
        "import pathlib\n"
        "import phaen.pipeline.run.warm\n"
        "from phaen.pipeline.extract import ExtractOptions, extract_document\n"
        "for name in ('sno_plan_2568.txt', 'snp_plan_2568.pdf'):\n"
        "    data = (pathlib.Path('data/raw') / name).read_bytes()\n"
        "    print(extract_document(data, name, ExtractOptions()).document['status'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["ok", "ok"]
