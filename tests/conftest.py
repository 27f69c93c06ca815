"""What holds for all tests: several processes share what is dear to make, and nothing hangs on a machine's speed.

With pytest-xdist (``make test``) the tests of one file stay together, because they share fixtures, except those of the
files in ``APART``, which are long and stand alone. Files that take long go first.
"""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests import shared

settings.register_profile("phaen", deadline=None)  # a busy machine is not an error
settings.load_profile("phaen")

FIRST = (
    "test_docs_blocks.py",
    "test_state_machine.py",
    "test_state_damage.py",
    "test_dashboard_browser.py",
    "test_kill.py",
)
APART = frozenset({"test_docs_blocks.py", "test_state_machine.py", "test_state_damage.py", "test_kill.py"})


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared.end()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path.name, len(FIRST)))
    for item in items:
        apart = item.path.name in APART
        item.add_marker(pytest.mark.xdist_group(item.name if apart else item.path.name))
