"""A reading: what the checks may ask of an article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.article import InlineKind
from lint.language.reading import Reading

Make = Callable[..., Reading]


def words(reading: Reading, start: int, end: int) -> str:
    return " ".join(reading.tokens.words[start:end])


def test_the_words_of_a_range_are_as_the_block_has_them(reading_of: Make) -> None:
    reading = reading_of("Take a *follow-up*  dose – now.")
    assert reading.text(1, 4) == "a follow-up"


def test_the_words_of_several_blocks_are_set_apart(reading_of: Make) -> None:
    reading = reading_of("| Adults | 5 mg |\n|-|-|\n")
    assert reading.text(0, 3) == "Adults 5 mg"


@pytest.mark.parametrize(
    ("source", "quoted"),
    [
        ("Take **5 mg** daily.", "5 mg** daily"),
        ("Take 5&nbsp;mg &amp; rest daily.", "5&nbsp;mg &amp; rest daily"),
        ("| 5 mg | daily |\n|-|-|\n", "5 mg | daily"),
    ],
)
def test_a_range_leads_back_to_the_source(reading_of: Make, source: str, quoted: str) -> None:
    reading = reading_of(source)
    first, last = reading.tokens.words.index("5"), reading.tokens.words.index("daily")
    start, end = reading.source(first, last + 1)
    assert source[start:end] == quoted


def test_a_sentence_without_its_punctuation(reading_of: Make) -> None:
    reading = reading_of("“Rest (well)!”[1]\n\n…")
    first, second = reading.sentences
    assert words(reading, *reading.trimmed(first)) == "Rest ( well"
    assert words(reading, *reading.trimmed(second)) == "…"


def test_every_token_knows_its_sentence(reading_of: Make) -> None:
    reading = reading_of("One two. Three.\n\nFour.")
    assert [reading.sentence_at(at).number for at in range(len(reading.tokens))] == [0, 0, 0, 1, 1, 2, 2]


def test_the_sentences_of_a_block(reading_of: Make) -> None:
    reading = reading_of("# One\n\nTwo. Three.\n\n| a | b. C |\n|-|-|\n")
    numbers = {block: [s.number for s in sentences] for block, sentences in reading.sentences_by_block.items()}
    assert numbers == {0: [0], 1: [1, 2], 2: [3], 3: [3, 4]}


NEIGHBOURS = "# One\n\nTwo. Three.\n\nFour.\n\n## Five\n\nSix."


@pytest.mark.parametrize(
    ("sentence", "step", "other"),
    [
        (1, 1, "Three ."),
        (2, 1, "Four ."),
        (2, -1, "Two ."),
        (3, 1, None),
        (1, -1, None),
        (5, -1, None),
        (5, 1, None),
        (0, -1, None),
    ],
)
def test_a_neighbour_stands_under_the_same_heading(reading_of: Make, sentence: int, step: int, other: str | None) -> None:
    reading = reading_of(NEIGHBOURS)
    found = reading.neighbour(reading.sentences[sentence], step)
    assert (words(reading, found.start, found.end) if found else None) == other


def test_a_slot_keeps_the_longest_stretch_from_a_place(reading_of: Make) -> None:
    reading = reading_of("one two three. four")
    for end in (2, 3, 1):
        reading.mark("x", 0, end)
    assert reading.slots["x"] == {0: 3}
    assert "<x>" in reading.sentences[0].features


def test_a_stretch_that_leaves_its_sentence_is_no_slot(reading_of: Make) -> None:
    reading = reading_of("One. Two.")
    reading.mark("x", 0, 4)
    assert "x" not in reading.slots
    assert "<x>" not in reading.sentences[0].features


def inlines(reading: Reading, sentence: int) -> list[tuple[InlineKind, str]]:
    return [(i.kind, words(reading, start, end)) for start, end, i in reading.inlines_of(reading.sentences[sentence])]


def test_a_sentence_knows_its_links_and_marks(reading_of: Make) -> None:
    reading = reading_of("See [the trial](https://a.example) and `this code`. Rest in [bed](/b).")
    assert inlines(reading, 0) == [(InlineKind.LINK, "the trial"), (InlineKind.CODE, "this code")]
    assert inlines(reading, 1) == [(InlineKind.LINK, "bed")]


def test_a_link_over_several_sentences_is_in_each(reading_of: Make) -> None:
    reading = reading_of("See [one. Two](/a) three.")
    assert inlines(reading, 0) == [(InlineKind.LINK, "one .")]
    assert inlines(reading, 1) == [(InlineKind.LINK, "Two")]


def test_a_link_in_any_cell_is_in_the_sentence_of_its_row(reading_of: Make) -> None:
    reading = reading_of("| a | [b c](/b) |\n|-|-|\n")
    assert inlines(reading, 0) == [(InlineKind.LINK, "b c")]


@pytest.mark.parametrize(
    ("start", "end", "targets"), [(0, 1, []), (0, 2, ["/a"]), (2, 3, ["/a"]), (1, 5, ["/a", "/b"]), (3, 4, [])]
)
def test_the_links_that_a_range_touches(reading_of: Make, start: int, end: int, targets: list[str]) -> None:
    reading = reading_of("See [the trial](/a) and [this](/b).")
    assert [inline.target for inline in reading.inlines(start, end)] == targets
