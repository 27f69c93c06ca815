"""What holds for all tests: no time limit for one example, which a busy machine would break."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("phaen", deadline=None)
settings.load_profile("phaen")
