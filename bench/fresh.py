"""The setting of the processes that are measured."""

from __future__ import annotations

import os

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules and tables are kept, as everywhere but in some containers: a run that finds none makes them anew."""
