"""Reading takes no more function calls than are written down: slower code shows without a clock."""

from __future__ import annotations

import pytest

from bench import calls


def test_reading_takes_the_calls_that_are_written_down(capsys: pytest.CaptureFixture[str]) -> None:
    if not calls.figures():
        pytest.skip(f"bench/calls.csv has no figures of Python {calls.PYTHON}: python -m bench.calls --write")
    assert calls.main([]) == 0, capsys.readouterr().out


def test_more_and_fewer_calls_are_told() -> None:
    assert calls.judge("text", 109, 100) is None and calls.judge("text", 91, 100) is None
    more, fewer = calls.judge("text", 1110, 1000), calls.judge("pdf", 889, 1000)
    assert more and "text: 1,110 calls, 11% more than the 1,000" in more
    assert fewer and "11% fewer" in fewer
