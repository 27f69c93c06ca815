"""What a browser does not show of a web page: by attribute, by style, by the page's own rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_STATES = re.compile(r"display\s*:|visibility\s*:|font-size\s*:|opacity\s*:", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A page's rule: does it hide elements of ``tag`` (empty: any) with all ``classes`` and the ``name``?"""

    tag: str
    name: str
    classes: frozenset[str]
    hides: bool

    def holds_for(self, element: etree._Element, classes: frozenset[str]) -> bool:
        return (
            self.tag in ("", element.tag)
            and self.classes <= classes
            and (not self.name or element.get("id") == self.name)
        )


def is_hidden(element: etree._Element) -> bool:
    """Does the element's own attribute or style hide it?"""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def hide_by_rules(root: etree._Element) -> None:
    """Mark as ``hidden`` what the page's ``style`` elements hide by class or id; the last rule that fits decides.

    Rules for some media only (``@media print``), inside other elements or for states (``:hover``) do not count.
    """
    rules = [rule for style in root.iter("style") for rule in _rules(style.text or "")]
    if not any(rule.hides for rule in rules):
        return
    for element in root.iter():
        if not isinstance(element.tag, str) or not (element.get("class") or element.get("id")):
            continue
        classes = frozenset((element.get("class") or "").split())
        fitting = [rule for rule in rules if rule.holds_for(element, classes)]
        if fitting and fitting[-1].hides:
            element.set("hidden", "")


def _rules(text: str) -> list[_Rule]:
    found = []
    for selectors, body in _RULE.findall(_top(_COMMENT.sub("", text))):
        if not _STATES.search(body):
            continue
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match:
                parts = re.findall(r"[.#][\w-]+", match[2])
                names = [part[1:] for part in parts if part[0] == "#"]
                classes = frozenset(part[1:] for part in parts if part[0] == ".")
                found.append(
                    _Rule((match[1] or "").lower(), names[0] if names else "", classes, bool(_HIDDEN.search(body)))
                )
    return found


def _top(text: str) -> str:
    """The rules of a style sheet that stand in no block of their own (``@media``, ``@supports``)."""
    out, depth, start, nested = [], 0, 0, False
    for match in re.finditer(r"[{}]", text):
        if match[0] == "{":
            if depth == 0:
                nested = text[start : match.start()].strip().startswith("@")
            depth += 1
        else:
            depth = max(depth - 1, 0)
            if depth == 0:
                if not nested:
                    out.append(text[start : match.end()])
                start = match.end()
    return "".join(out)
