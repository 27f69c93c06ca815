"""The rules, one module each: whatever module of this package has a ``RULE`` is one.

Reports list them in the order of ``words/rules.csv``.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from phaen.pipeline.audit.model import Rule, rule_names


def _discovered() -> tuple[Rule, ...]:
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    rules = {module.RULE.name: module.RULE for module in modules if hasattr(module, "RULE")}
    return tuple(rules[name] for name in rule_names())


RULES: tuple[Rule, ...] = _discovered()
