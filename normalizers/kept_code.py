"""What Python makes anew in every process, kept beside the compiled modules: code of regular expressions and the
methods of dataclasses.

Python keeps the code of a module, but not that of its patterns and dataclasses; to make a thousand of each is a seventh
of a small run. Here they are looked up by the text that they are made from, so that one that is kept can be lost, but
never belong to something else. What the file lacks is made as ever, and added where it is written in the code of this
program: a pattern that holds words of a document is not. Where Python writes no compiled code, nothing is kept.

Two private places of the library serve as the way in (``re._compiler.compile``, and ``exec`` as ``dataclasses`` sees
it); a Python that has them otherwise makes everything anew.
"""

from __future__ import annotations

import atexit
import dataclasses
import importlib
import marshal
import re
import sys
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType, FrameType
from typing import Any
from zlib import crc32

MOST = 6_000
"""So many patterns and methods are kept; beyond that, what is kept is mostly of earlier states of the program."""
_OURS = ("phaen.", "pythainlp.")
_CRC = 4

_Pattern = tuple[int, bytes, int, dict[str, int]]
"""Flags, code, number of groups, and the groups that have names."""


class KeptCode:
    """Kept patterns and methods; ``path`` is the file that keeps them, opened when the first one is asked for."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._patterns: dict[tuple[str, int], _Pattern] | None = None
        self._methods: dict[str, bytes] = {}
        self._made = 0
        self._compiler: Any = importlib.import_module("re._compiler")
        self._make: Callable[..., re.Pattern[Any]] = self._compiler.compile
        self._key = (sys.version, self._compiler._sre.MAGIC, array("I").itemsize, sys.byteorder)

    def use(self) -> None:
        """From now on patterns and dataclasses of this process are made from what is kept."""
        self._compiler.compile = self._compile
        dataclasses.exec = self._exec  # type: ignore[attr-defined]

    def keep(self) -> None:
        """Write what this process had to make; others may do so at the same time, and the last one is kept."""
        if not self._made or sys.dont_write_bytecode:
            return
        from phaen.normalizers.repair.compiled import put_file

        patterns, methods = self._read()
        patterns |= self._opened()
        methods |= self._methods
        if len(patterns) + len(methods) <= MOST:
            payload = marshal.dumps((self._key, patterns, methods))
        else:
            payload = marshal.dumps((self._key, {}, {}))
        with suppress(OSError):
            put_file(self.path, crc32(payload).to_bytes(_CRC, "little") + payload, like=__file__)
        self._made = 0

    def _read(self) -> tuple[dict[tuple[str, int], _Pattern], dict[str, bytes]]:
        with suppress(OSError, ValueError, EOFError, TypeError):
            kept = memoryview(Path(self.path).read_bytes())
            if crc32(kept[_CRC:]).to_bytes(_CRC, "little") == kept[:_CRC]:
                key, patterns, methods = marshal.loads(kept[_CRC:])
                if key == self._key:
                    return patterns, methods
        return {}, {}

    def _opened(self) -> dict[tuple[str, int], _Pattern]:
        if self._patterns is None:
            self._patterns, self._methods = self._read()
        return self._patterns

    def _compile(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        """``re._compiler.compile``."""
        asking = sys._getframe(1)
        while asking.f_back is not None and asking.f_globals.get("__name__") in ("re", "re._compiler"):
            asking = asking.f_back
        if type(pattern) is not str or flags & re.DEBUG or not _is_ours(asking.f_globals):
            return self._make(pattern, flags)
        patterns = self._opened()
        found = patterns.get((pattern, flags))
        if found is None:
            if not _is_written(pattern, asking):
                return self._make(pattern, flags)
            parsed = self._compiler._parser.parse(pattern, flags)
            state = parsed.state
            code = array("I", self._compiler._code(parsed, flags)).tobytes()
            found = patterns[pattern, flags] = (flags | state.flags, code, state.groups - 1, dict(state.groupdict))
            self._made += 1
        all_flags, code, groups, names = found
        name_of: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            name_of[number] = name
        made: re.Pattern[Any] = self._compiler._sre.compile(
            pattern, all_flags, array("I", code).tolist(), groups, dict(names), tuple(name_of)
        )
        return made

    def _exec(self, text: Any, names: dict[str, Any] | None = None, found: Any = None) -> None:
        """``exec`` of ``dataclasses``: defines a method from its text."""
        names = vars(dataclasses) if names is None else names
        if type(text) is not str or not _is_ours(names):
            exec(text, names, found)
            return
        self._opened()
        kept = self._methods.get(text)
        if kept is None:
            code = compile(text, "<string>", "exec", dont_inherit=True)
            self._methods[text] = marshal.dumps(code)
            self._made += 1
        else:
            code = marshal.loads(kept)
        assert isinstance(code, CodeType)
        exec(code, names, found)


def _is_ours(module: Mapping[str, Any]) -> bool:
    """Is a module, told by its names, one whose code is kept? What others make in the same process is left alone."""
    return str(module.get("__name__")).startswith(_OURS)


def _is_written(pattern: str, frame: FrameType | None) -> bool:
    """Does a ``pattern`` stand in the code of this program, or in its data: not made from words of a document?

    It does when the function that asks for it (``frame``) holds it as a constant, or it is asked for while a module is
    loaded, or by a function that is given nothing; the last two may do it through a helper.
    """
    for _ in range(2):
        if frame is None or not _is_ours(frame.f_globals):
            return False
        if not frame.f_code.co_argcount or pattern in frame.f_code.co_consts:
            return True
        frame = frame.f_back
    return False


_in_use: list[KeptCode] = []


def use() -> None:
    """Use what is kept in this process, and write down at its end what it had to make."""
    with suppress(AttributeError, ImportError, NotImplementedError):  # a Python that has no place for it
        kept = KeptCode(cache_from_source(__file__).removesuffix(".pyc") + ".patterns")
        kept.use()
        _in_use.append(kept)
        atexit.register(keep)


def keep() -> None:
    """Write down what this process had to make; for processes that end without Python's own end."""
    for kept in _in_use:
        kept.keep()


def made() -> int:
    """How much this process had to make that is kept from its end on."""
    return sum(kept._made for kept in _in_use)
