"""Ditto marks: ``"`` in a cell says that the text above holds here too."""

from __future__ import annotations

import re

_DITTO = re.compile(r"""[\s\-–—]*(?:["“”„‟〃″]|''|’’|,,)[\s\-–—]*""")


def is_ditto(text: str) -> bool:
    """Does ``text`` hold a ditto mark and nothing else?"""
    return bool(_DITTO.fullmatch(text))
