"""The pattern language: what a line of words and slots stands for, and the faults that are told at once."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.pattern import MAX_DEPTH, MAX_GAP, MAX_SEQUENCES, Element, Gap, PatternError, Slot, Word, parse


def word(*forms: str, exact: bool = False, joined: bool = False, negative: bool = False, optional: bool = False) -> Word:
    return Word(frozenset(forms), exact, joined, negative, optional)


def elements(text: str) -> list[list[Element]]:
    return [list(sequence.elements) for sequence in parse(text).sequences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("take care", [word("take"), word("care")]),
        ("Take", [word("take")]),
        ("FDA", [word("FDA", exact=True)]),
        ("I", [word("i")]),
        ("don’t", [word("don't")]),
        ("25 µg", [word("25"), word("μg")]),
        ("treat~", [word("treat", "treats", "treated", "treating")]),
        ("doctor-recommended", [word("doctor", joined=True), word("recommended")]),
        ("5-10", [word("5", joined=True), word("-", joined=True), word("10")]),
        ("500mg", [word("500", joined=True), word("mg")]),
        ("take care?", [word("take"), word("care", optional=True)]),
        ("[a|b]? <dose>", [word("a", "b", optional=True), Slot("dose")]),
        ("[FDA|NICE] says", [word("FDA", "NICE", exact=True), word("says")]),
        ("!not safe", [word("not", negative=True), word("safe")]),
        ("![a|b] c", [word("a", "b", negative=True), word("c")]),
        ("take {0,4} <body-part>", [word("take"), Gap(0, 4), Slot("body-part")]),
        ("take { 1 , 2 } it", [word("take"), Gap(1, 2), word("it")]),
        ("costs $ 5", [word("costs"), word("$"), word("5")]),
        ("10 % : ( )", [word("10"), word("%"), word(":"), word("("), word(")")]),
    ],
)
def test_what_a_pattern_stands_for(text: str, expected: list[Element]) -> None:
    assert elements(text) == [expected]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("[a b|c] d", {"a b d", "c d"}),
        ("[a|b|c d]", {"[a|b]", "c d"}),
        ("a [b c]?", {"a b c", "a"}),
        ("a <dose>?", {"a <dose>", "a"}),
        ("[a [b|c d] e|f]", {"a b e", "a c d e", "f"}),
        ("[a|FDA]", {"a", "FDA"}),
        ("[doctor-led|led]", {"doctor-led", "led"}),
    ],
)
def test_alternatives_multiply_out(text: str, same: set[str]) -> None:
    assert {tuple(found) for found in elements(text)} == {tuple(elements(part)[0]) for part in same}


@pytest.mark.parametrize(
    ("text", "at_start", "at_end"), [("^ a b", True, False), ("a b $", False, True), ("^ a $", True, True), ("a", False, False)]
)
def test_a_pattern_may_be_tied_to_the_ends_of_its_sentence(text: str, at_start: bool, at_end: bool) -> None:
    [sequence] = parse(text).sequences
    assert (sequence.at_start, sequence.at_end) == (at_start, at_end)


def test_every_word_and_slot_that_must_be_there_is_a_trigger_and_the_rarest_comes_first() -> None:
    [sequence] = parse("the very? !bad FDA {0,3} <dose> <capitalised>").sequences
    assert sequence.triggers == (frozenset(["fda"]), frozenset(["<dose>"]), frozenset(["the"]))


def test_the_slots_of_a_pattern_are_known_without_reading_it() -> None:
    assert parse("[<dose>|<drug-class> a] <dose>").slots == {"dose", "drug-class"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "nothing in it must be there"),
        ("^ $", "nothing in it must be there"),
        ("a?", "nothing in it must be there"),
        ("<capitalised>", "nothing in it must be there"),
        ("!a", "nothing in it must be there"),
        ("[a|b", "a '[' has no ']'"),
        ("a]", "']' has no bracket around it"),
        ("a|b", "'|' has no bracket around it"),
        ("[a|]", "an empty alternative"),
        ("[]", "an empty alternative"),
        ("[a [b c]?|[d e]?]", "an empty alternative"),
        ("{0,2} a", "a gap stands between two words or slots"),
        ("a {0,2}", "a gap stands between two words or slots"),
        ("a {0,2} <dose>?", "a gap stands between two words or slots"),
        ("a {3,2} b", "must run from a smaller to a larger number"),
        (f"a {{0,{MAX_GAP + 1}}} b", f"at most {MAX_GAP}"),
        ("a {0," + "9" * 5000 + "} b", f"at most {MAX_GAP}"),
        ("a ^ b", "'^' does not belong here"),
        ("a ??", "'?' does not belong here"),
        ("? a", "'?' does not belong here"),
        ("a {0,} b", "'{' does not belong here"),
        ("a <Dose>", "'<' does not belong here"),
        ("a >", "'>' does not belong here"),
        ("a !", "nothing follows the '!'"),
        ("a !!b", "'!' stands before one word"),
        ("!" * 5000 + "a", "'!' stands before one word"),
        ("a !<dose>", "'!' stands before one word"),
        ("a ![b c|d]", "'!' stands before one word"),
        ("a !{0,2} b", "'!' stands before one word"),
        ("~", "'~' is not a word"),
        ("a~b", "'a~b' is not a word"),
        ("treat~~", "'treat~~' is not a word"),
        ("[" * (MAX_DEPTH + 1) + "a" + "]" * (MAX_DEPTH + 1), "nested too deeply"),
        ("[" * 5000, "nested too deeply"),
        ("[a b|c d] " * 7, f"more than {MAX_SEQUENCES} sequences"),
    ],
)
def test_a_fault_names_the_pattern_and_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(text)
    assert repr(text) in str(caught.value)
    assert problem in str(caught.value)


def test_brackets_may_nest_and_alternatives_multiply_up_to_the_limits() -> None:
    assert len(elements("[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH)) == 1
    assert len(elements("[a b|c d] " * 6)) == MAX_SEQUENCES


_SIGNS = [*"a FDA b-c it's ~ [ ] | ? ^ $ ! {0,3} {9,1} { <dose> < - , ٣".split(), " "]


@given(st.text() | st.lists(st.sampled_from(_SIGNS)).map("".join) | st.lists(st.sampled_from(_SIGNS)).map(" ".join))
@example("a {٣,٤} b")
def test_any_text_is_a_pattern_or_a_fault(text: str) -> None:
    try:
        pattern = parse(text)
    except PatternError:
        return
    assert 1 <= len(pattern.sequences) <= MAX_SEQUENCES
    for sequence in pattern.sequences:
        assert sequence.triggers
        assert not isinstance(sequence.elements[0], Gap)
        assert not isinstance(sequence.elements[-1], Gap)


@pytest.mark.parametrize(
    ("text", "words"),
    [("take", {"take"}), ("[Take|have]", {"take", "have"}), ("rest~", {"rest", "rests", "rested", "resting"})],
)
def test_a_pattern_that_is_a_word_names_it(text: str, words: set[str]) -> None:
    assert parse(text).words == words


@pytest.mark.parametrize("text", ["take it", "^ take", "take $", "[take|have it]", "FDA", "<dose>"])
def test_a_pattern_that_is_more_than_a_word_names_none(text: str) -> None:
    assert parse(text).words == frozenset()
