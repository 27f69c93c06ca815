"""Which names a name is compared with: by definition the most alike, found without looking at all others."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from phaen.normalizers.matching import index, letters
from phaen.normalizers.matching.compare import Comparison, compare
from phaen.normalizers.matching.index import sketch
from phaen.normalizers.matching.keys import NameKey, name_key
from phaen.normalizers.matching.letters import LikeTexts
from phaen.pipeline.linking.leaders import COMPARED, SHARED, WORTH_COMPARING, Leaders
from rapidfuzz import fuzz

KINDS = ("จำนวน", "ร้อยละของ", "ระดับความพร้อมของ")
THINGS = ("ต้นไม้", "เก้าอี้", "เรือไฟฟ้า", "ม้านั่งริมคลอง", "เสาไฟ", "ป้ายรถเมล์")
DEEDS = ("ที่ซ่อมเสร็จ", "ที่ทาสีใหม่", "ที่ขึ้นทะเบียน", "ที่ย้ายออกจากทางเท้า")
LETTERS = "กขคงจชซญดตถทธนบปผฝพฟภมยรลวศสหอ"


def moulded(count: int, seed: int) -> list[str]:
    """Names of one mould, which share most letters, some of them short, some with letters lost."""
    rng = random.Random(seed)
    names = []
    for _ in range(count):
        place = "".join(rng.choices(LETTERS, k=rng.randint(1, 5)))
        name = f"{rng.choice(KINDS)}{rng.choice(THINGS)}{rng.choice(DEEDS)}ซอย{place}"
        if rng.random() < 0.3:
            at = rng.randrange(len(name))
            name = name[:at] + name[at + 1 :]
        names.append(name if rng.random() < 0.9 else name[: rng.randint(1, 9)])
    return names


def strange(count: int, seed: int) -> list[str]:
    """Names that have little in common: each with one other that is much like it."""
    rng = random.Random(seed)
    bare = ["".join(rng.choices(LETTERS, k=36)) for _ in range(count // 2)]
    return [name for one in bare for name in (one, one[:20] + one[21:])]


def by_definition(names: Sequence[NameKey], key: NameKey) -> list[NameKey]:
    found = []
    for number, name in enumerate(names):
        own, other = set(sketch(key.folded)), set(sketch(name.folded))
        score = fuzz.ratio(key.folded, name.folded)
        if len(own & other) >= min(SHARED, len(own), len(other)) and score >= 100 * WORTH_COMPARING:
            found.append((-score, number))
    return [names[number] for _, number in sorted(found)[:COMPARED]]


@pytest.mark.parametrize(("few", "many"), [(0, 2), (40, 16), (40, 1), (10**6, 16)])
def test_the_names_most_alike_are_found(few: int, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW", few)
    monkeypatch.setattr(letters, "FEW", few)
    monkeypatch.setattr(index, "MANY", many)
    names = [name_key(name) for name in (*moulded(300, 1), *strange(20, 2), *moulded(60, 1))]
    asked = [name_key(name) for name in (*moulded(60, 3), *strange(10, 2), "", "กก")]
    leaders, held = Leaders(compare), list[NameKey]()
    for number, name in enumerate(names):
        leaders.add(name, f"i-{number}")
        held.append(name)
        if number % 40 == 39:
            for key in asked:
                assert [leader for leader, _ in leaders.likest(key)] == by_definition(held, key), key.text


@pytest.mark.parametrize("least", [0.0, 62.5, 80.0])
def test_counts_of_letters_leave_out_none_of_the_likest(least: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the texts: a letter many times, other letters of one place, nothing at all."""
    rng = random.Random(8)
    texts = ["", "a", "!" * 9, "aa!!", *("".join(rng.choices("ab!กk", k=rng.randint(1, 30))) for _ in range(400))]
    texts = [text.encode("tis-620").decode("latin-1") for text in dict.fromkeys([*texts, *moulded(300, 9)])]
    numbers = [number for number in range(len(texts)) if number % 7]
    held = LikeTexts()
    for text in texts:
        held.add(text)
    asked = [*texts[::9], "zz" * 40]
    monkeypatch.setattr(letters, "FEW", len(texts))
    wanted = [held.likest(text, numbers, least, 5) for text in asked]
    monkeypatch.setattr(letters, "FEW", 0)
    assert [held.likest(text, numbers, least, 5) for text in asked] == wanted
    worth = [held._worth(text, numbers, least, 5) for text in asked]
    assert sum(map(len, worth)) < 0.5 * len(asked) * len(numbers)


def work(names: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> tuple[float, float]:
    """Comparisons and likenesses for each name, when every name is asked for and added, then asked for again."""
    compared, likened = 0, 0

    def counting(seen: NameKey, reference: NameKey) -> Comparison:
        nonlocal compared
        compared += 1
        return Comparison("different", 0.0, 0.0)

    extract = letters.process.extract

    def measuring(text: str, texts: Sequence[str], **settings: object) -> object:
        nonlocal likened
        likened += len(texts)
        return extract(text, texts, **settings)  # type: ignore[call-overload]

    monkeypatch.setattr(letters.process, "extract", measuring)
    leaders = Leaders(counting)
    keys = [name_key(name) for name in names]
    for number, key in enumerate(keys):
        list(leaders.near(key))
        leaders.add(key, f"i-{number}")
    for _ in range(2):
        for key in keys:
            list(leaders.near(key))
    monkeypatch.setattr(letters.process, "extract", extract)
    return compared / len(keys), likened / len(keys)


def test_ten_times_as_many_names_cost_each_of_them_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (work(strange(count, 5), monkeypatch) for count in (200, 2000))
    assert many[0] <= few[0] + 0.1 and many[1] <= few[1] + 0.1
    assert many[1] <= 3 * 2  # itself and the one that is like it, in three rounds


def test_names_of_one_mould_are_compared_with_a_dozen_and_likened_to_few(monkeypatch: pytest.MonkeyPatch) -> None:
    names = list(dict.fromkeys(moulded(1200, 7)))
    compared, likened = work(names, monkeypatch)
    assert compared <= 3 * COMPARED
    assert likened <= 0.2 * len(names)  # with all that are there it would be 1.5 times as many as there are names
