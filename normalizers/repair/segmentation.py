"""Thai text cut into words by pythainlp's newmm (maximal matching within character clusters).

Of pythainlp's many parts this needs two small modules. Its packages load all others with them, a twentieth of a second;
so these two are loaded alone, and only where a word is cut.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from phaen.normalizers.repair.word_set import WordSet

_PACKAGES = ("pythainlp", "pythainlp.tokenize")


@cache
def dictionary() -> WordSet:
    """pythainlp's dictionary."""
    from phaen.normalizers.repair import lexicon
    from phaen.normalizers.repair.word_set import WordSet

    return WordSet(lexicon.dictionary())


@lru_cache(maxsize=1 << 16)
def tokenise(text: str) -> tuple[str, ...]:
    """The words of ``text`` by :func:`dictionary`; joined they give ``text`` again."""
    return tuple(cut(text, dictionary()))


def cut(text: str, words: WordSet) -> list[str]:
    """The words of ``text`` by a dictionary; joined they give ``text`` again."""
    segment, rejoin_numbers = _newmm()
    return rejoin_numbers(segment(text, words))


@cache
def _newmm() -> tuple[Callable[..., list[str]], Callable[[list[str]], list[str]]]:
    """pythainlp's newmm, and what joins the numbers that it cuts (``word_tokenize`` calls one after the other)."""
    with _packages_left_empty():
        segment = importlib.import_module("pythainlp.tokenize.newmm").segment
        return segment, importlib.import_module("pythainlp.tokenize._utils").rejoin_formatted_num


@contextmanager
def _packages_left_empty() -> Iterator[None]:
    """Modules of pythainlp can be loaded without its packages, which are as new afterwards."""
    found = find_spec(_PACKAGES[0])
    if _PACKAGES[0] in sys.modules or found is None or not found.submodule_search_locations:
        yield
        return
    root = list(found.submodule_search_locations)
    for name in _PACKAGES:
        package: Any = ModuleType(name)
        package.__path__ = [place + name.removeprefix(_PACKAGES[0]).replace(".", "/") for place in root]
        package.word_dict_trie = None  # newmm's own dictionary, never asked for
        sys.modules[name] = package
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == _PACKAGES[0]]:
            del sys.modules[name]
