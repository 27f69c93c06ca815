"""Latin words among Thai ones: read again by the English model, and never wider than the room to the next word."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from phaen.extractors.ocr import reading, script  # noqa: E402
from phaen.extractors.ocr.engine import Word, apart  # noqa: E402

STRIP = np.full((40, 400), 255, np.uint8)


def words(*texts: str, confidence: float = 0.6) -> list[Word]:
    """Words side by side over the whole width of a strip, which is 1."""
    share = 1 / len(texts)
    return [Word(text, at * share, (at + 0.8) * share, confidence) for at, text in enumerate(texts)]


def settled(text: str, *, thai: str, english: str, sure: float, monkeypatch: pytest.MonkeyPatch) -> str:
    seen = {"tha": Word(thai, 0.0, 1.0, 0.3), "eng": Word(english, 0.0, 1.0, sure)}
    monkeypatch.setattr(script, "_read", lambda _, language: seen[language])
    return script.settle_scripts(words(text), STRIP)[0].text


@pytest.mark.parametrize(
    ("seen", "thai", "english", "sure", "printed"),
    [
        # Latin words that the Thai model sees as figures with letters between them, or as one long figure
        ("0083กก0", "0083กก0", "Coaching", 0.9, "Coaching"),
        ("00830", "00830", "Coach", 0.9, "00830"),  # a word that is in no list: the figure stays
        ("308107", "308107", "Target", 0.9, "Target"),
        ("C08ch10g", "C08ch10g", "Coaching", 0.9, "Coaching"),
        # an abbreviation in brackets
        ("(660", "(660", "(KPI)", 0.9, "(KPI)"),
        ("(6", "(6", "(KP!)", 0.4, "(KPI)"),
        ("(25)", "(25)", "(25)", 0.9, "(25)"),
        ("(11)", "(11)", "(11)", 0.9, "(11)"),
        ("(25)", "(25)", "(is)", 0.9, "(25)"),
        # figures that lack a space before a Thai word are no Latin words
        ("2566ถึง2570", "2566ถึง2570", "2566fis2570", 0.95, "2566ถึง2570"),
        # a Latin word that the list lacks is no figure because the Thai model reads one
        ("Reskill", "8๐แม่11", "Reskill", 0.9, "Reskill"),
        # a Thai word seen as a Latin one
        ("fin", "ทีม", "fin", 0.8, "ทีม"),
    ],
)
def test_words_are_read_again_in_the_script_they_are_in(
    seen: str, thai: str, english: str, sure: float, printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settled(seen, thai=thai, english=english, sure=sure, monkeypatch=monkeypatch) == printed


def test_a_sure_figure_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "_read", lambda *_: pytest.fail("read again"))
    given = words("150000", confidence=0.95)
    assert script.settle_scripts(given, STRIP) == given


@pytest.mark.parametrize(
    ("other", "doubtful"),
    [
        (["Coaching", "25"], ()),  # both see the word, and the same figure beside it
        (["Coaching", "26"], ("25", "26")),
    ],
)
def test_figures_that_were_a_word_are_no_doubtful_figures(
    other: list[str], doubtful: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = iter([words("0083กก0", "25", confidence=0.95), words(*other, confidence=0.5)])
    monkeypatch.setattr(reading, "_read", lambda *_: next(pictures))
    monkeypatch.setattr(reading, "_third", lambda *_: ())
    monkeypatch.setattr(reading, "_unlikelihood", lambda found: -found[0].confidence)
    monkeypatch.setattr(script, "_read", lambda *_: Word("Coaching", 0.0, 1.0, 0.9))
    read = reading.read_line(STRIP, 30.0, 20.0)
    assert (read.text, read.doubtful) == ("Coaching 25", doubtful)


def test_words_end_where_the_next_begins() -> None:
    stretched = [Word("หลักสูตร", 0, 50, 1.0), Word("Reskill", 60, 300, 1.0), Word("3", 120, 130, 1.0)]
    assert [(word.x0, word.x1) for word in apart(stretched)] == [(0, 50), (60, 120), (120, 130)]
    assert apart([]) == []
    turned = [Word("ก", 50, 60, 1.0), Word("ข", 40, 45, 1.0)]
    assert [(word.x0, word.x1) for word in apart(turned)] == [(50, 50), (40, 45)]


def test_a_thai_word_is_likelier_than_an_unsure_latin_one() -> None:
    thai, latin = words("ตัวชี้วัด", "(660", confidence=0.6), words("data", "(KPI)", confidence=0.6)
    assert reading._unlikelihood(thai) < reading._unlikelihood(latin)


def test_a_latin_word_that_no_list_has_costs_no_more_than_before() -> None:
    thai, latin = words("โรลกัญ", confidence=0.6), words("Traffy", confidence=0.6)
    assert reading._unlikelihood(latin) < reading._unlikelihood(thai)


def test_a_line_in_which_nothing_was_read_has_nothing_to_read_again() -> None:
    """Many crossing strokes leave lines that are ink and no text."""
    assert script.settle_scripts([], STRIP) == []


@pytest.mark.parametrize(
    ("seen", "settled", "were"),
    [
        (["5.A.", "66"], ["ธ.ค.", "66"], True),
        (["5.A."], ["ร.ค."], False),  # no month
        (["5.4"], ["ธ.ค."], False),
        (["00830"], ["Coaching"], True),
        (["66"], ["66"], False),
    ],
)
def test_a_digit_that_was_a_letter_of_a_month_is_no_figure(seen: list[str], settled: list[str], were: bool) -> None:
    assert script.figures_were_words(words(*seen), words(*settled)) is were
