"""Plans of organisations outside Bangkok (and another print of its districts), each with the rows it must give."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from samples.elsewhere.model import OtherSample


def other_samples() -> list[OtherSample]:
    """Every sample, in order of its name: each module here but ``model`` has one."""
    names = sorted(module.name for module in iter_modules(__path__) if module.name != "model")
    return [import_module(f"{__name__}.{name}").sample() for name in names]
