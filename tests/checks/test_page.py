"""A page: what the checks share, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from lint.checks.page import Page
from lint.language.matching import Gate
from lint.language.pipeline import Language
from lint.pattern import parse
from lint.readers import read
from lint.scorer import HEADS

Make = Callable[[str], Page]


@pytest.fixture
def page_of() -> Iterator[Make]:
    """A page in its memory zone, on a small language."""
    contexts = {"negated": {"scope": "forward", "reach": "2", "cues": ["not"]}}
    with ExitStack() as zones:

        def make(text: str) -> Page:
            language = Language({"food": ["soup"]}, {"hot-food": ["hot <food>"]}, contexts)
            return Page(zones.enter_context(language.reading(read(text.encode(), "a.md"))), language.contexts)

        yield make


def gate(pattern: str) -> Gate[None]:
    return Gate([(None, parse(pattern))])


def words(page: Page, blocks: list[int] | set[int]) -> list[str]:
    return [page.article.blocks[number].text for number in blocks]


def test_the_flags_on_some_words_are_those_that_touch_them(page_of: Make) -> None:
    page = page_of("Do not eat soup, please?")
    [sentence] = page.reading.sentences
    assert page.flags(sentence, (0, 1)) == {"question"}
    assert page.flags(sentence, (2, 3)) == {"question", "negated"}
    assert page.raised(sentence) == {"question", "negated"}


def test_a_pattern_in_a_sentence_a_block_and_a_page(page_of: Make) -> None:
    page = page_of("Rest. Hot soup.\n\nCold soup.")
    hot, first, second = gate("<hot-food>"), *page.reading.sentences[:2]
    assert (page.holds(hot, first), page.holds(hot, second)) == (False, True)
    assert (page.block_holds(hot, 0), page.block_holds(hot, 1), page.block_holds(hot, 99)) == (True, False, False)
    assert (page.mentions(hot), page.mentions(gate("warm <food>"))) == (True, False)


def test_every_place_of_a_pattern(page_of: Make) -> None:
    page = page_of("Soup and soup. Rest.\n\n- soup")
    assert [(sentence.number, span) for _, sentence, span in page.occurrences(gate("soup"))] == [
        (0, (0, 1)),
        (0, (2, 3)),
        (2, (6, 7)),
    ]


def test_a_pattern_whose_words_the_page_lacks_is_not_looked_for(page_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of("Soup and rest.")
    monkeypatch.setattr(Gate, "find", lambda *_: pytest.fail("it looked"))
    assert list(page.occurrences(gate("[bread and salt|<hot-food>]"))) == []


def test_the_headings_above_a_sentence_nearest_first(page_of: Make) -> None:
    page = page_of("# One\n\n## Two\n\n## Three\n\n### Four\n\nText.\n\n# Five")
    sentence = next(s for s in page.reading.sentences if page.reading.block(s).text == "Text.")
    assert words(page, list(page.headings(sentence))) == ["Four", "Three", "One"]


def test_the_heads_of_all_cells_of_a_sentence(page_of: Make) -> None:
    page = page_of("| who | dose |\n|-|-|\n| adults | two |\n")
    assert words(page, sorted(page.heads(page.reading.sentences[-1]))) == ["who", "dose", "adults"]


def test_the_last_sentence_of_every_stem(page_of: Make) -> None:
    page = page_of("Wait. Then choose:\n\n- fruit. Such as:\n  - pears\n")
    stems = page.stem_sentences(page.reading.sentences[-1])
    assert [page.reading.text(stem.start, stem.end) for stem in stems] == ["Such as:", "Then choose:"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## Two\n\n# One\n\n# Three", ["One"]),
        ("---\ntitle: Zero\n---\n## Two\n\n## Three", ["Zero", "Two"]),
        ("Text.", []),
    ],
)
def test_the_title_is_that_of_the_page_and_its_first_highest_heading(page_of: Make, text: str, title: list[str]) -> None:
    page = page_of(text)
    assert words(page, page.title) == title


def test_a_score_is_a_probability(page_of: Make) -> None:
    page = page_of("Zinc cures nine in ten colds, studies show. Rest.\n\n" + "a" * 10_000)
    assert all(0 <= page.score(head, sentence) <= 1 for head in HEADS for sentence in page.reading.sentences)
