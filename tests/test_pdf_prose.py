"""What is known to be no header before its columns are looked for."""

from __future__ import annotations

import random
from itertools import pairwise

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.unruled import columns, heads
from phaen.extractors.pdf.unruled.heads import header_end
from phaen.extractors.pdf.unruled.settings import OPEN_HEADERS


def line(base: float, pieces: list[tuple[float, float, str]]) -> Line:
    """A printed line of ``pieces`` (x0, x1, text), with a cut between any two of them."""
    text = " ".join(piece[2] for piece in pieces)
    cuts, at = [], 0
    for (_, before, own), (after, _, _) in pairwise(pieces):
        at += len(own) + 1
        cuts.append((at, before, after))
    x0, x1 = pieces[0][0], pieces[-1][1]
    return Line(0, text, text, x0, x1, base - 9, base + 3, base, 12.0, False, False, False, False, cuts=cuts)


def some_lines(rng: random.Random) -> list[Line]:
    found = []
    base = 100.0
    for _ in range(rng.randint(1, 9)):
        edges = sorted(rng.sample(range(40, 560, 4), 2 * rng.randint(1, 4)))
        spans = zip(edges[::2], edges[1::2], strict=True)
        pieces = [(a, b, rng.choice("กขค") * rng.randint(1, (b - a) // 3 + 1)) for a, b in spans]
        found.append(line(base, pieces))
        base += rng.choice((0.5, 2.0, 2.5, 14.0))
    return found


def test_lines_with_more_than_a_heading_over_one_piece_are_prose_in_whatever_columns() -> None:
    rng, prose, long = random.Random(8), 0, 0
    for _ in range(1500):
        lines = some_lines(rng)
        texts = ["".join(parts) for parts in columns._headings(lines, columns.leaf_columns(lines))]
        too_long = max(map(len, texts)) > OPEN_HEADERS.letters
        assert too_long or not columns._surely_prose(lines)
        prose += columns._surely_prose(lines)
        long += too_long
    assert prose > long / 2 > 100


def test_an_amount_of_money_ends_a_header_and_its_unit_does_not() -> None:
    head = line(100.0, [(50, 120, "โครงการ"), (300, 360, "งบประมาณ")])
    for amount in ("950,000 บาท", "1,250,000", "๑๒,๕๐๐.๐๐ บาท"):
        row = line(114.0, [(50, 120, "จัดซื้อโต๊ะ"), (300, 360, amount)])
        assert header_end([head, row], 0) == 1
        assert header_end([row, head], 0) is None
    assert not heads._AMOUNT.fullmatch("1,000 บาท")
    for told in (".๒๘,๘๐๐,๐๐๐.....บาท", "....1,250,000.... บาท", "45,000.00"):
        assert heads._AMOUNT.fullmatch(told)


def test_a_line_written_anew_has_new_pieces() -> None:
    one = line(100.0, [(50, 90, "งาน"), (200, 240, "ค่า")])
    assert [text for _, _, text in one.segments()] == ["งาน", "ค่า"]
    one.rewrite("งานค่า", [])
    assert list(one.segments()) == [(50, 240, "งานค่า")]
