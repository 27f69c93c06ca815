"""The tests of one file run in one process: what they share is made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import DISTRIBUTED, together
from tests.shared import RUN


@pytest.mark.parametrize("number", range(6))
def test_tests_of_a_file_stay_together(number: int) -> None:
    if os.environ[DISTRIBUTED] not in ("no", "loadfile"):
        pytest.skip("another way to distribute tests was asked for")
    seen = Path(os.environ[RUN]) / "groups"
    seen.mkdir(exist_ok=True)
    (seen / str(os.getpid())).touch()
    assert len(list(seen.iterdir())) == 1


def test_long_tests_stand_alone() -> None:
    assert together("tests/test_codes.py::test_codes[a::b]") == "tests/test_codes.py"
    assert together("tests/test_kill.py::test_killed") == "tests/test_kill.py::test_killed"
