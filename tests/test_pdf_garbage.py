"""The reader of PDFs leaves the collector of garbage as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from phaen.extractors.pdf.garbage import SELDOM, few_looks_for_garbage


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("before", "within"),
    [((700, 10, 5), (SELDOM, 10, 5)), ((0, 10, 10), (0, 10, 10)), ((500_000, 20, 50), (500_000, 20, 50))],
)
def test_garbage_is_looked_for_seldom_and_afterwards_as_before(
    before: tuple[int, int, int], within: tuple[int, int, int]
) -> None:
    gc.set_threshold(*before)
    with pytest.raises(KeyError), few_looks_for_garbage():
        assert gc.get_threshold() == within
        raise KeyError
    assert gc.get_threshold() == before
