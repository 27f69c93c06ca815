"""Names for the linking benchmark: damaged printings of known measures.

Everything is drawn from a seeded generator: the same names, counts and seed give the same texts.

Rules that keep a text out, whatever a matcher makes of it:

- it is an exact copy of the undamaged name, or stands in the list already;
- without spaces it is another name of the register;
- a letter swap or loss has made another dictionary word of the word it hit: no reader can tell that from a
  measure about something else by the name alone;
- it was cut off before the point where it differs from the names of all other measures.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from phaen.normalizers.matching.keys import fold
from phaen.normalizers.matching.words import confusables
from phaen.normalizers.repair.lexicon import words
from phaen.normalizers.repair.segmentation import tokenise
from phaen.normalizers.text import MARKS

Weight = Literal["light", "heavy"]
Damage = Callable[[random.Random, str], str | None]

OTHER_SWAPS = ("นษ", "รว", "พห", "อถ", "ณฌ", "มฉ", "สร", "กถ", "ตฅ", "ปษ")
"""Swaps that the matcher's own list does not know, except กถ."""
LIGHT_WORDS = ("ของ", "ใน", "การ", "ความ", "ที่", "และ", "ให้", "เพื่อ", "ด้าน", "กับ", "ต่อ", "ตาม", "โดย", "ได้", "สำหรับ")
SHARE_OTHER_SWAPS = 0.1
LEAST_KEPT = 0.6
"""Share of a name's letters that is kept at least where a page break cuts it off."""
ROUNDS = 400
_MARK = re.compile(f"[{MARKS}]")
_LETTER = re.compile("[ก-ฮะาเ-ไ]")
_LATIN_SLIPS = {"l": "i", "i": "l", "f": "t", "o": "0", "e": "c", "a": "o", "n": "r", "u": "v", "G": "C", "I": "l"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A damaged printing ``text`` of the name of ``code``."""

    text: str
    code: str
    kind: str
    weight: Weight


def squeezed(text: str) -> str:
    """``text`` without spaces: what two texts share when a reader would call them the same."""
    return re.sub(r"\s+", "", text)


def starts(text: str) -> list[int]:
    """Where the words of ``text`` begin, the first one left out; its middle where it is a single word."""
    found, position = [], 0
    for token in tokenise(text):
        if position and token.strip():
            found.append(position)
        position += len(token)
    return found or [len(text) // 2]


def _put(text: str, position: int, piece: str, length: int = 0) -> str:
    return text[:position] + piece + text[position + length :]


def spaces(rng: random.Random, text: str) -> str | None:
    """Spaces put in anywhere, taken out, doubled, or a line broken."""
    way = rng.randrange(4)
    if way == 0:
        return re.sub(r"\s+", "", text)
    if way == 1:
        return re.sub(r"\s+", rng.choice(["  ", "\n", "\u00a0"]), text)
    for _ in range(rng.randint(1, 4)):
        place = rng.choice(starts(text)) if way == 2 else rng.randrange(1, len(text))
        text = _put(text, place, rng.choice([" ", "\n"]))
    return text


def marks_lost(rng: random.Random, text: str) -> str | None:
    """One or two vowel or tone marks lost."""
    for _ in range(rng.randint(1, 2)):
        places = [match.start() for match in _MARK.finditer(text)]
        if not places:
            return None
        text = _put(text, rng.choice(places), "", 1)
    return text


def marks_moved(rng: random.Random, text: str) -> str | None:
    """A mark one letter too early or too late, doubled, or set off by a space."""
    places = [match.start() for match in _MARK.finditer(text) if 0 < match.start() < len(text) - 1]
    if not places:
        return None
    place = rng.choice(places)
    mark, way = text[place], rng.randrange(4)
    if way == 0:
        return _put(text, place, mark * 2, 1)
    if way == 1:
        return _put(text, place, f" {mark}", 1)
    if way == 2:
        return _put(text, place, text[place + 1] + mark, 2)
    return _put(text, place - 1, mark + text[place - 1], 2)


def _makes_another_word(text: str, place: int, piece: str) -> bool:
    position = 0
    for token in tokenise(text):
        if position <= place < position + len(token):
            return _put(token, place - position, piece, 1) in words()
        position += len(token)
    return False


def _change_letter(rng: random.Random, text: str, options: Callable[[str], list[str]]) -> str | None:
    places = [match.start() for match in _LETTER.finditer(text)]
    for _ in range(20 if places else 0):
        place = rng.choice(places)
        pieces = options(text[place])
        if pieces and not _makes_another_word(text, place, piece := rng.choice(pieces)):
            return _put(text, place, piece, 1)
    return None


def swap(rng: random.Random, text: str) -> str | None:
    """A letter taken for a look-alike; one in ten is a pair that the matcher does not know."""
    if rng.random() < SHARE_OTHER_SWAPS:
        others = list(OTHER_SWAPS) + [pair[::-1] for pair in OTHER_SWAPS]
        return _change_letter(rng, text, lambda letter: [pair[1] for pair in others if pair[0] == letter])
    known = sorted(confusables())
    return _change_letter(rng, text, lambda letter: [b for a, b in known if a == letter and _LETTER.match(b)])


def letter_lost(rng: random.Random, text: str) -> str | None:
    """A letter that was not read at all."""
    return _change_letter(rng, text, lambda letter: [""])


def latin(rng: random.Random, text: str) -> str | None:
    """A Latin letter taken for another, or a Latin word in capitals."""
    places = [place for place, letter in enumerate(text) if letter in _LATIN_SLIPS]
    if not places:
        return None
    if rng.random() < 0.3:
        return text.upper()
    place = rng.choice(places)
    return _put(text, place, _LATIN_SLIPS[text[place]], 1)


def word_dropped(rng: random.Random, text: str) -> str | None:
    """A light word left out, not the first word."""
    position, places = 0, []
    for token in tokenise(text):
        if position and token in LIGHT_WORDS:
            places.append((position, len(token)))
        position += len(token)
    if not places:
        return None
    place, length = rng.choice(places)
    return _put(text, place, "", length)


def word_added(rng: random.Random, text: str) -> str | None:
    """A light word put in between two words."""
    return _put(text, rng.choice(starts(text)), rng.choice(LIGHT_WORDS))


def thai_digits(rng: random.Random, text: str) -> str | None:
    """Thai digits for all figures."""
    thai = text.translate({ord(str(digit)): "๐๑๒๓๔๕๖๗๘๙"[digit] for digit in range(10)})
    return None if thai == text else thai


def dressing(rng: random.Random, text: str) -> str | None:
    """What may be printed or not: footnote signs, brackets, of Bangkok, a full stop."""
    way = rng.randrange(4)
    if way == 0:
        return text + rng.choice(["*", " *", "**", " **", "***", " ***", ".", " ."])
    if way == 1:
        return text + rng.choice(["ของกรุงเทพมหานคร", " ของกรุงเทพมหานคร", "ของ กทม.", " (กทม.)", "ในกรุงเทพมหานคร"])
    if way == 2 and "(" in text:
        return re.sub(r"[()]", rng.choice(["", " "]), text)
    return text.replace("(", rng.choice([" ( ", "[", "("])).replace(")", rng.choice([" ) ", "]", ") "]))


def word_end_lost(rng: random.Random, text: str) -> str | None:
    """The last one to three letters lost at the edge of a page."""
    return text[: -rng.randint(1, 3)]


def cut_off(rng: random.Random, text: str) -> str | None:
    """The rest of the name lost at a page break, or a heading printed in between."""
    if rng.random() < 0.3:
        return _put(text, rng.choice(starts(text)), f" {rng.randint(2, 180)} ")
    return text[: rng.randint(int(LEAST_KEPT * len(text)), len(text) - 4)]


def _several(*damages: Damage) -> Damage:
    def apply(rng: random.Random, text: str) -> str | None:
        changed: str | None = text
        for damage in damages:
            changed = damage(rng, changed) if changed else None
        return changed

    return apply


def combination(rng: random.Random, text: str) -> str | None:
    """Two to four kinds of damage at once."""
    kinds = rng.sample([*(damage for _, damage in LIGHT), cut_off], rng.randint(2, 4))
    changed = text
    for damage in kinds:
        changed = damage(rng, changed) or changed
    return changed


LIGHT: tuple[tuple[str, Damage], ...] = (
    ("spaces", spaces),
    ("marks lost", marks_lost),
    ("marks moved", marks_moved),
    ("letter swapped", swap),
    ("letter lost", letter_lost),
    ("latin letter", latin),
    ("light word dropped", word_dropped),
    ("light word added", word_added),
    ("thai digits", thai_digits),
    ("footnote, bracket, Bangkok", dressing),
    ("end of word lost", word_end_lost),
)
HEAVY: tuple[tuple[str, Damage], ...] = (
    ("many marks", _several(marks_lost, marks_moved, marks_lost, marks_moved, marks_lost)),
    ("many letters", _several(swap, swap, swap, letter_lost)),
    ("cut off", cut_off),
    ("light words", _several(word_dropped, word_added, word_added)),
    ("combination", combination),
    ("combination of four", _several(spaces, marks_lost, swap, word_added)),
)


def _cut_too_early(text: str, others: Sequence[str]) -> bool:
    key = fold(squeezed(text))
    return any(other.startswith(key) for other in others)


def variants(names: Sequence[tuple[str, str, str]], count: int, seed: int) -> list[Variant]:
    """About ``count`` damaged printings of ``names``, evenly over names and kinds of damage.

    ``names`` are (code, measure, name); codes of one measure are not each other's rivals.
    """
    rng = random.Random(seed)
    all_names = {squeezed(name) for _, _, name in names}
    rivals = {measure: [fold(squeezed(n)) for _, m, n in names if m != measure] for _, measure, _ in names}
    seen: set[str] = {name for _, _, name in names}
    found: list[Variant] = []
    kinds = [(kind, damage, "light") for kind, damage in LIGHT] + [(kind, damage, "heavy") for kind, damage in HEAVY]
    for _ in range(ROUNDS):
        for code, measure, name in names:
            for kind, damage, weight in kinds:
                text = damage(rng, name)
                if not text or text in seen or len(text) < 8:
                    continue
                if squeezed(text) in all_names and squeezed(text) != squeezed(name):
                    continue
                if _cut_too_early(text, rivals[measure]):
                    continue
                seen.add(text)
                found.append(Variant(text, code, kind, "light" if weight == "light" else "heavy"))
        if len(found) >= count:
            break
    return found
