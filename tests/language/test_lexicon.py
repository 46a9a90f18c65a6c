"""Lexicons: which words of a text are which terms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from lint.language.lexicon import Lexicon, packaged, read_terms
from lint.tokens import Tokens, words_of

Found = list[tuple[str, str]]


@pytest.fixture
def find() -> Callable[[dict[str, list[str]], str], Found]:
    """The terms of some classes in a text, as ``(class, words)``."""

    def run(classes: dict[str, list[str]], text: str) -> Found:
        vocab = spacy.blank("en").vocab
        lexicon = Lexicon(vocab, classes)
        words = words_of(text)
        lexicon.prepare(Tokens(words=words))
        found = lexicon.find(Doc(vocab, words=words), [0] * len(words))
        return [(name, " ".join(words[start:end])) for name, start, end in found]

    return run


def test_a_lexicon_file_holds_a_term_a_line_and_comments() -> None:
    assert read_terms("# What\n# Source\n\n aspirin \ncough syrup\n") == ["aspirin", "cough syrup"]


def test_files_of_one_class_are_joined() -> None:
    assert {"aspirin", "zinc"} <= set(packaged()["medicine"]) | set(packaged()["supplement"])
    assert not any("." in name for name in packaged())


@pytest.mark.parametrize("text", ["aspirin", "Aspirin", "ASPIRIN", "aspirins"])
def test_a_term_is_found_in_any_case_and_number(find: Callable[..., Found], text: str) -> None:
    assert find({"medicine": ["aspirin"]}, f"Try {text} now") == [("medicine", text)]


@pytest.mark.parametrize(
    ("term", "text"),
    [("allergy", "allergies"), ("cough syrup", "cough syrups"), ("patch", "patches"), ("beta-blocker", "beta blockers")],
)
def test_the_last_word_of_a_term_may_be_plural(find: Callable[..., Found], term: str, text: str) -> None:
    assert find({"x": [term]}, f"The {text} here") == [("x", text)]


@pytest.mark.parametrize("text", ["beta-blocker", "beta blocker", "Beta‑Blocker"])
def test_a_hyphen_in_a_term_may_be_a_space(find: Callable[..., Found], text: str) -> None:
    assert len(find({"x": ["beta-blocker"]}, text)) == 1
    assert len(find({"x": ["beta blocker"]}, text)) == 1


@pytest.mark.parametrize(("text", "found"), [("The WHO says", 1), ("those who say", 0), ("Who says", 0)])
def test_a_term_in_capitals_is_found_in_capitals_only(find: Callable[..., Found], text: str, found: int) -> None:
    assert len(find({"body": ["WHO"]}, text)) == found


def test_of_terms_of_one_class_that_overlap_the_longest_is_found(find: Callable[..., Found]) -> None:
    assert find({"x": ["cough", "cough syrup", "syrup", "syrup bottle"]}, "a cough syrup bottle") == [("x", "cough syrup")]


def test_terms_of_different_classes_may_overlap(find: Callable[..., Found]) -> None:
    assert find({"x": ["cough"], "y": ["cough syrup"]}, "cough syrup") == [("x", "cough"), ("y", "cough syrup")]


def test_a_term_stands_in_one_sentence_and_hides_none_that_does() -> None:
    vocab = spacy.blank("en").vocab
    lexicon = Lexicon(vocab, {"x": ["cough syrup", "syrup"]})
    words = ["cough", "syrup"]
    lexicon.prepare(Tokens(words=words))
    assert list(lexicon.find(Doc(vocab, words=words), [0, 1])) == [("x", 1, 2)]


def test_part_of_a_word_is_no_term(find: Callable[..., Found]) -> None:
    assert find({"x": ["zinc", "iron"]}, "zincs and irony") == [("x", "zincs")]


def test_signs_and_letters_beyond_ascii_are_part_of_a_term(find: Callable[..., Found]) -> None:
    assert find({"x": ["st. john's wort", "sjögren"]}, "St. John’s wort for Sjögren") == [
        ("x", "St . John's wort"),
        ("x", "Sjögren"),
    ]


def test_terms_are_added_as_articles_need_them() -> None:
    vocab = spacy.blank("en").vocab
    lexicon = Lexicon(vocab, {"x": ["zinc", "iron"]})
    found = []
    for text in ("zinc", "iron and zinc", "iron"):
        words = text.split()
        lexicon.prepare(Tokens(words=words))
        with vocab.memory_zone():
            found.append([words[start] for _, start, _ in lexicon.find(Doc(vocab, words=words), [0] * len(words))])
    assert found == [["zinc"], ["iron", "zinc"], ["iron"]]
