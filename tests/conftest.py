"""What holds for all tests: several processes share what is dear to make, and nothing hangs on a machine's speed.

With pytest-xdist (``make test``) the tests of one file stay together, because they share fixtures, except those of the
files in ``APART``, which are long and stand alone. Files that take long go first.
"""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import shared

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

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


def together(nodeid: str) -> str:
    """The name of the group of tests that one process takes: the file, or the test alone."""
    file = nodeid.split("::", 1)[0]
    return nodeid if PurePosixPath(file).name in APART else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """Groups by name (``--dist loadfile``). The marks of ``--dist loadgroup`` would say the same, but they change an
    attribute of tests that pytest 9.2 no longer reads: every test was a group of its own, every fixture made twice."""
    if config.option.dist != "loadfile":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return together(nodeid)

    return Groups(config, log)


DISTRIBUTED = "PHAEN_TEST_DIST"
"""The environment variable that says how tests are distributed, to the processes that run them."""


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[DISTRIBUTED] = getattr(config.option, "dist", "no")
        shared.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared.end()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path.name, len(FIRST)))
