"""Matching: where a pattern stands in a sentence, compared with a matcher that tries everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from lint.article import Article
from lint.language.matching import Gate
from lint.language.reading import Reading, Sentence
from lint.pattern import Pattern, PatternError, parse
from lint.tokens import Tokens

Make = Callable[..., Reading]


def find(pattern: Pattern, reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    return [span for _, span in Gate([(None, pattern)]).find(reading, sentence)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("take care", "Take care, and TAKE CARE.", ["Take care", "TAKE CARE"]),
        ("FDA", "The FDA, not the fda.", ["FDA"]),
        ("don't stop", "Don’t stop.", ["Don't stop"]),
        ("doctor-recommended", "A doctor-recommended and doctor recommended pill.", ["doctor recommended"]),
        ("doctor recommended", "A doctor-recommended and doctor recommended pill.", ["doctor recommended"] * 2),
        ("500mg", "500mg or 500 mg", ["500 mg"]),
        ("5-10 mg", "5–10 mg or 5 10 mg", ["5 - 10 mg"]),
        ("treat~ it", "Treating it, treats it, treatment it", ["Treating it", "treats it"]),
        ("a b? c", "a c a b c a d c", ["a c", "a b c"]),
        ("[a b|c] d", "a b d, c d, b d", ["a b d", "c d"]),
        ("a {1,2} b", "a b a x b a x x b a x x x b", ["a x b", "a x x b"]),
        ("a !b c", "a b c a x c a c", ["a x c"]),
        ("<dose> now", "5 mg daily now, 10 mg now", ["5 mg daily now", "10 mg now"]),
        ("visit <capitalised>", "visit Oslo, visit it", ["visit Oslo"]),
        ("^ rest", "“Rest and rest.”", ["Rest"]),
        ("rest $", "Rest and rest.”[1]", ["rest"]),
        ("^ rest $", "- Rest!", ["Rest"]),
        ("a b", "c", []),
    ],
)
def test_where_a_pattern_stands(reading_of: Make, pattern: str, text: str, found: list[str]) -> None:
    reading = reading_of(text)
    spans = [span for sentence in reading.sentences for span in find(parse(pattern), reading, sentence)]
    assert [" ".join(reading.tokens.words[start:end]) for start, end in spans] == found


def test_of_places_that_overlap_the_leftmost_and_longest_is_found(reading_of: Make) -> None:
    reading = reading_of("a b a c c")
    assert find(parse("a {0,4} c"), reading, reading.sentences[0]) == [(0, 5)]


def test_an_alternative_hides_no_place_of_another_that_does_not_overlap(reading_of: Make) -> None:
    reading = reading_of("x a a b")
    assert find(parse("[x a|a !q]"), reading, reading.sentences[0]) == [(0, 2), (2, 4)]


def test_a_pattern_stays_in_its_sentence(reading_of: Make) -> None:
    reading = reading_of("One two. Three four.")
    assert [find(parse("two {0,3} three"), reading, sentence) for sentence in reading.sentences] == [[], []]


# The naive matcher: every way to read the pattern, at every place


@dataclass
class Text:
    """A sentence in the midst of tokens."""

    reading: Reading
    sentence: Sentence

    def word(self, at: int) -> bool:
        return at < self.sentence.end

    def bare(self, start: int, end: int) -> bool:
        return not any(self.reading.tokens.words[at][0].isalnum() for at in range(start, end))


Node = tuple[Any, ...]


def ends(nodes: tuple[Node, ...], text: Text, at: int) -> Iterator[int]:
    """Where the nodes may end that begin at ``at``."""
    if not nodes:
        yield at
        return
    (kind, *inside), rest = nodes[0], nodes[1:]
    words, end = text.reading.tokens.words, text.sentence.end
    steps: list[int] = []
    if kind in ("word", "capitals") and at < end:
        steps = [1] * ((words[at] if kind == "capitals" else words[at].lower()) == inside[0])
    elif kind == "joined" and at + 1 < end and not text.reading.tokens.spaces[at]:
        steps = [2] * ([words[at].lower(), words[at + 1].lower()] == inside)
    elif kind == "none of" and at < end and words[at].lower() not in inside:
        steps = [1]
    elif kind == "slot" and at in text.reading.slots["x"]:
        steps = [text.reading.slots["x"][at] - at]
    elif kind == "gap":
        steps = [step for step in range(inside[0], inside[1] + 1) if at + step <= end]
    elif kind == "one of":
        for option in inside:
            for after in ends(option, text, at):
                yield from ends(rest, text, after)
    elif kind == "maybe":
        yield from ends((inside[0], *rest), text, at)
        yield from ends(rest, text, at)
    for step in steps:
        yield from ends(rest, text, at + step)


def places(nodes: tuple[Node, ...], at_start: bool, at_end: bool, text: Text) -> list[tuple[int, int]]:
    """What ``find`` should say: the leftmost place, the longest from there, and on from its end."""
    found: list[tuple[int, int]] = []
    at = text.sentence.start
    while at < text.sentence.end:
        stops = [
            end
            for end in ends(nodes, text, at)
            if (not at_start or text.bare(text.sentence.start, at)) and (not at_end or text.bare(end, text.sentence.end))
        ]
        if stops:
            found.append((at, max(stops)))
        at = max(stops, default=at + 1)
    return found


def written(nodes: tuple[Node, ...]) -> str:
    """The nodes as a pattern says them."""
    parts = []
    for kind, *inside in nodes:
        match kind:
            case "word" | "capitals":
                parts.append(inside[0])
            case "joined":
                parts.append("-".join(inside))
            case "none of":
                parts.append(f"![{'|'.join(inside)}]")
            case "slot":
                parts.append("<x>")
            case "gap":
                parts.append(f"{{{inside[0]},{inside[1]}}}")
            case "one of":
                parts.append(f"[{'|'.join(map(written, inside))}]")
            case "maybe":
                parts.append(f"{written((inside[0],))}?")
    return " ".join(parts)


_letters = st.sampled_from(["a", "b", "c"])
_must = st.one_of(
    st.tuples(st.just("word"), st.sampled_from(["a", "b", "c", "aa"])),
    st.tuples(st.just("capitals"), st.just("AA")),
    st.tuples(st.just("joined"), _letters, _letters),
    st.tuples(st.just("slot")),
)
_none_of = st.tuples(st.just("none of"), _letters, _letters)
_gap = st.integers(0, 2).flatmap(lambda low: st.tuples(st.just("gap"), st.just(low), st.integers(low, 3)))


def _sequence(part: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    """A row in which something must be there, with gaps inside only."""
    some = st.lists(part, max_size=1)
    inside = st.lists(part | _gap, max_size=2)
    row = st.tuples(some, _must, inside, _must, some).map(lambda row: (*row[0], row[1], *row[2], row[3], *row[4]))
    return row | _must.map(lambda node: (node,))


_parts = st.recursive(
    _must | _none_of,
    lambda part: (
        st.lists(_sequence(part), min_size=1, max_size=3).map(lambda options: ("one of", *options))
        | st.tuples(st.just("maybe"), part.filter(lambda node: node[0] in ("word", "capitals", "slot", "one of")))
    ),
    max_leaves=4,
)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    words = draw(st.lists(st.sampled_from(["a", "b", "c", "A", "aa", "AA", ",", "."]), min_size=1, max_size=14))
    size = len(words)
    tokens = Tokens(words, draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    lower = [word.lower() for word in words]
    start = draw(st.integers(0, size - 1))
    end = draw(st.integers(start + 1, size))
    slots: dict[str, dict[int, int]] = defaultdict(dict)
    for at in draw(st.sets(st.integers(start, end - 1), max_size=3)):
        slots["x"][at] = draw(st.integers(at + 1, end))
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(start, end):
        places[lower[at]].append(at)
    if slots["x"]:
        places["<x>"] = sorted(slots["x"])
    sentence = Sentence(0, start, end, 0, places)
    return Text(Reading(Article("a.md", "", ()), tokens, lower, None, [sentence], slots=slots), sentence)  # type: ignore[arg-type]


@settings(deadline=None)
@given(_sequence(_parts), st.booleans(), st.booleans(), texts())
def test_what_is_found_is_what_trying_everything_finds(
    nodes: tuple[Node, ...], at_start: bool, at_end: bool, text: Text
) -> None:
    try:
        pattern = parse(f"{'^ ' * at_start}{written(nodes)}{' $' * at_end}")
    except PatternError:
        reject()  # its alternatives multiply beyond the limit
    assert find(pattern, text.reading, text.sentence) == places(nodes, at_start, at_end, text)


@given(st.lists(_sequence(_must | _none_of), min_size=1, max_size=4), texts())
def test_a_gate_finds_what_its_patterns_find(several: list[tuple[Node, ...]], text: Text) -> None:
    patterns = [parse(written(nodes)) for nodes in several]
    through = list(Gate(enumerate(patterns)).find(text.reading, text.sentence))
    alone = [(n, span) for n, pattern in enumerate(patterns) for span in find(pattern, text.reading, text.sentence)]
    assert sorted(through) == alone


def test_a_gate_names_what_may_open_it() -> None:
    gate = Gate([("first", parse("the zinc")), ("second", parse("[iron|<x>] {0,2} the"))])
    assert set(gate.triggers) == {"zinc", "iron", "<x>"}


def test_an_endless_sentence_with_gaps_takes_bounded_work(reading_of: Make) -> None:
    reading = reading_of("a " * 2_000)
    pattern = parse("a {0,12} a {0,12} a {0,12} a {0,12} b?")
    assert [find(pattern, reading, sentence)[0] for sentence in reading.sentences][:2] == [(0, 52), (160, 212)]
