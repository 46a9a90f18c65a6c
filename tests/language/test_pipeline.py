"""From an article to a reading: numbers, marks, links, terms, and the slots made of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.language import pipeline
from lint.language.pipeline import Language
from lint.language.reading import Reading
from lint.readers import read

Make = Callable[..., Reading]


def slot(reading: Reading, name: str) -> list[str]:
    """The words of every stretch of the slot."""
    return [reading.text(start, end) for start, end in sorted(reading.slots.get(name, {}).items())]


def test_the_slots_that_exist_are_told(language: Language) -> None:
    assert language.slot_names == {
        *("brand", "capitalised", "digits", "link", "mark"),
        *("medicine", "unit", "body"),
        *("amount", "dose", "order"),
    }


def test_numbers_are_digits_and_marks_are_not(reading_of: Make) -> None:
    reading = reading_of("Take 5 or ½ or .5 mg a day.[1] In 2 weeks it helps.")
    assert slot(reading, "digits") == ["5", "½", ".5", "2"]
    assert slot(reading, "mark") == ["[1]"]


def test_terms_of_the_lexicons_are_slots(reading_of: Make) -> None:
    reading = reading_of("Try cough syrup, an ACE inhibitor or beta-blockers, says WHO.")
    assert slot(reading, "medicine") == ["cough syrup", "ACE inhibitor", "beta-blockers"]
    assert slot(reading, "body") == ["WHO"]


def test_a_slot_may_be_made_of_those_above_it(reading_of: Make) -> None:
    reading = reading_of("Take up to 5 mg daily. It holds 10 mg.")
    assert slot(reading, "amount") == ["5 mg", "10 mg"]
    assert slot(reading, "dose") == ["5 mg daily", "10 mg"]
    assert slot(reading, "order") == ["Take up to 5 mg daily"]


def test_a_sentence_knows_its_words_and_slots(reading_of: Make) -> None:
    first, second = reading_of("Take 5 mg. Rest well.").sentences
    assert first.features == {"take", "5", "mg", ".", "<digits>", "<unit>", "<amount>", "<dose>", "<order>"}
    assert second.features == {"rest", "well", "."}


def test_a_slot_does_not_leave_its_sentence(reading_of: Make) -> None:
    assert slot(reading_of("Count to 5.\n\nmg is a unit. Try cough.\n\nsyrup"), "amount") == []
    assert slot(reading_of("Try cough\n\nsyrup now"), "medicine") == ["syrup"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See [the trial of zinc](https://a.example) and [here](/b).", ["the trial of zinc", "here"]),
        ("Zinc helps [1](#ref).", []),
        ("See [one. And two](/b) more.", ["one.", "And two"]),
        ("| a | b |\n|-|-|\n| zinc | [shop](/s) |", ["shop"]),
        ("`[code](/b)`", []),
    ],
)
def test_the_words_of_links_are_slots(reading_of: Make, text: str, links: list[str]) -> None:
    assert slot(reading_of(text), "link") == links


def test_code_is_not_read(reading_of: Make) -> None:
    assert slot(reading_of("```\ntake 5 mg\n```\n\nRest for 3 days."), "digits") == ["3"]


def test_the_cells_of_a_row_are_read_together(reading_of: Make) -> None:
    assert slot(reading_of("| n | u |\n|-|-|\n| 5 | mg |"), "amount") == ["5 mg"]


def test_an_article_may_bring_terms_of_its_own(reading_of: Make) -> None:
    text = "Visit Oak Lane, and take aspirin."
    assert slot(reading_of(text, brand=["Oak Lane"]), "brand") == ["Oak Lane"]
    assert slot(reading_of(text), "brand") == []


def test_an_article_without_words_has_no_sentences(reading_of: Make) -> None:
    assert reading_of("\n").sentences == []


def test_what_spacy_holds_of_an_article_is_freed_but_for_the_words_it_met_first(monkeypatch: pytest.MonkeyPatch) -> None:
    language = Language({}, {}, {})
    monkeypatch.setattr(pipeline, "_KEPT_WORDS", 2)
    with language.reading(read(b"first first second third", "a.txt")) as reading:
        strings = reading.doc.vocab.strings
        assert "third" in strings
    assert [word in strings for word in ("first", "second", "third")] == [True, True, False]
