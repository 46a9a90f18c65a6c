"""Context: which words of a sentence are quoted, asked, negated, or under another flag."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.language.pipeline import Language
from lint.language.reading import Reading

Make = Callable[..., Reading]
Flagged = Callable[[str, str], list[str]]


@pytest.fixture
def flagged(language: Language, reading_of: Make) -> Flagged:
    """``flagged(text, flag)``: the words under the flag, of all sentences."""

    def find(text: str, name: str) -> list[str]:
        reading = reading_of(text)
        found = [span for sentence in reading.sentences for span in language.contexts.find(reading, sentence)]
        return [" ".join(reading.tokens.words[start:end]) for flag, start, end in found if flag == name]

    return find


def test_the_flags_that_exist_are_told(language: Language) -> None:
    assert language.contexts.flags == {"quoted", "quotation-marks", "question", "negated", "blamed", "studied", "silent"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It does not cure colds at all now.", ["not cure colds at"]),
        ("It does not cure but eases colds.", ["not cure"]),
        ("Go without.", ["without ."]),
        ("Not this, not that.", ["Not this , not", "not that ."]),
    ],
)
def test_a_forward_cue_reaches_so_many_words_or_to_a_word_that_ends_it(flagged: Flagged, text: str, words: list[str]) -> None:
    assert flagged(text, "negated") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("So the whole story is bogus today.", ["whole story is bogus"]),
        ("As they say, this is bogus.", ["this is bogus"]),
        ("Is bogus.", ["Is bogus"]),
    ],
)
def test_a_backward_cue_reaches_back(flagged: Flagged, text: str, words: list[str]) -> None:
    assert flagged(text, "blamed") == words


def test_a_cue_may_flag_the_whole_sentence_and_no_other(flagged: Flagged) -> None:
    assert flagged("Once more: in a trial of aspirin it won. Rest.", "studied") == [
        "Once more : in a trial of aspirin it won ."
    ]


def test_a_cue_may_need_a_slot(flagged: Flagged) -> None:
    assert flagged("In a trial of patience it won.", "studied") == []


@pytest.mark.parametrize(
    ("text", "flags"), [("- walk more", ["walk more"]), ("- resting more", []), ("- 5 more", []), ("walk more", [])]
)
def test_a_flag_may_stand_for_words_that_are_missing_in_a_role(flagged: Flagged, text: str, flags: list[str]) -> None:
    assert flagged(text, "silent") == flags


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('They call it "a cure" here.', ['" a cure "']),
        ("They call it “a cure” or ”cure” here.", ['" a cure "', '" cure "']),
        ('"Rest," she says, "and drink."', ['" Rest , "', '" and drink . "']),
        ("He said: “Rest now. Drink tea.” So be it.", ['" Rest now .', 'Drink tea . "']),
        ("It was great.” So she said.", ['It was great . "']),
        ('It was great." So she said.', ['It was great . "']),
        ("They call it ‘a cure’ here, the patients’ word.", ["' a cure '"]),
        ("The patients’ and doctors’ word, it’s 'rest'.", []),
        ("<p>They call it <q>a cure</q> here.", ["a cure"]),
        ("No marks here.", []),
    ],
)
def test_words_in_quotation_marks_are_quoted(flagged: Flagged, text: str, words: list[str]) -> None:
    assert flagged(text, "quoted") == words
    assert flagged(text, "quotation-marks") == words


def test_a_block_quotation_is_quoted_without_marks(flagged: Flagged) -> None:
    assert flagged("> It saved me. Truly.", "quoted") == ["It saved me .", "Truly ."]
    assert flagged("> It saved me.", "quotation-marks") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Does it help?", ["Does it help ?"]),
        ("“Does it help?”[1] It does.", ['" Does it help ? " [1]']),
        ("Does it help? It does.", ["Does it help ?"]),
        ("Why? is a good word to ask yourself.", []),
    ],
)
def test_a_sentence_that_ends_in_a_question_mark_is_a_question(flagged: Flagged, text: str, words: list[str]) -> None:
    assert flagged(text, "question") == words
