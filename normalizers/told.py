"""What is told to people: a sentence with what it names, in the language of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A template as for ``str.format`` and what fills it, put into words of the reader's language when it is shown."""

    text: str
    facts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str, **facts: object) -> Sentence:
        """The sentence of a template, with those of the facts that it names."""
        named = ((name, str(fact)) for name, fact in sorted(facts.items()) if f"{{{name}}}" in text)
        return cls(text, tuple(named))

    def __str__(self) -> str:
        return gettext(self.text).format(**dict(self.facts))


class ToldError(Exception):
    """An error whose message says what is wrong, where, and what to do.

    ``text`` is a template as for ``str.format``; ``facts`` fills it. It is put into words when it is shown, so that
    a program reads English and the command line its own language (``phaen.pipeline.cli.language``).
    """

    def __init__(self, text: str, **facts: Any) -> None:
        super().__init__(text)
        self.text = text
        self.facts = facts

    def __str__(self) -> str:
        said = gettext(self.text) if self.text else ""
        return said.format(**self.facts) if self.facts else said

    def __reduce__(self) -> Any:
        """Keeps the facts where a worker's error reaches the parent."""
        return type(self), (self.text,), {"text": self.text, "facts": self.facts}
