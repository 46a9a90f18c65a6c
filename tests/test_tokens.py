"""Tokens: what a rule's pattern may rely on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.article import Block, Inline, InlineKind, Piece, Role
from lint.tokens import citation_marks, tokenise, words_of

LINK, RAISED, NOTE = InlineKind.LINK, InlineKind.SUPERSCRIPT, InlineKind.FOOTNOTE_REFERENCE


def block(text: str, *inlines: Inline) -> Block:
    return Block(Role.PARAGRAPH, text, (Piece(0, 0, len(text)),), inlines=inlines)


def part(text: str, words: str, kind: InlineKind, target: str = "") -> Inline:
    """The last place of the words in the text, as an inline."""
    start = text.rindex(words)
    return Inline(kind, start, start + len(words), target)


def marks(found: Block) -> list[str]:
    return [found.text[start:end] for start, end in citation_marks(found)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("½tsp", ["½", "tsp"]),
        ("1½ cups", ["1½", "cups"]),
        ("500mg", ["500", "mg"]),
        ("take .5 mg", ["take", ".5", "mg"]),
    ],
)
def test_a_number_set_against_its_unit_is_two_tokens(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("number", ["1,000", "0.5", "1.000,5", "12", "½"])
def test_a_number_is_one_token(number: str) -> None:
    assert words_of(f"about {number}.") == ["about", number, "."]


@pytest.mark.parametrize("dash", ["-", "–", "—", "−"])
def test_dashes_of_every_kind_are_one_sign(dash: str) -> None:
    assert words_of(f"3 {dash} 5") == ["3", "-", "5"]


@pytest.mark.parametrize("hyphen", ["-", "‐", "‑", "–"])
def test_a_hyphen_inside_a_word_is_no_token(hyphen: str) -> None:
    assert words_of(f"a 24{hyphen}hour follow{hyphen}up") == ["a", "24", "hour", "follow", "up"]


@pytest.mark.parametrize(
    ("text", "words"), [("5-10", ["5", "-", "10"]), ("-5", ["-", "5"]), ("mid- and", ["mid", "-", "and"]), ("-", ["-"])]
)
def test_a_hyphen_that_joins_no_words_is_a_token(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("curly", "straight"),
    [("don’t", ["don't"]), ("“rest”", ['"', "rest", '"']), ("‘rest’", ["'", "rest", "'"]), ("25 µg", ["25", "μg"])],
)
def test_typographic_signs_are_levelled(curly: str, straight: list[str]) -> None:
    assert words_of(curly) == straight


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("para\u00adcetamol", ["paracetamol"]),
        ("zinc\u200b \u200btea\u2060", ["zinc", "tea"]),
        ("Sjo\u0308gren", ["Sj\u00f6gren"]),
        ("\u0301", ["\u0301"]),
    ],
)
def test_signs_that_take_no_room_are_not_read_and_accents_join_their_letters(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("word", ["https://a.example/b-c?d=1,2", "www.a.example", "U.S.", "e.g.", "Lugol's", "naïve"])
def test_addresses_initials_and_possessives_stay_whole(word: str) -> None:
    assert words_of(f"see {word} first") == ["see", word, "first"]


def test_every_sign_is_a_token_of_its_own() -> None:
    assert words_of("(10%: $5)") == ["(", "10", "%", ":", "$", "5", ")"]


def test_white_space_behind_a_token_is_noted() -> None:
    tokens = tokenise([(0, block("follow-up at 5 mg."))])
    assert [word for word, space in zip(tokens.words, tokens.spaces, strict=True) if not space] == ["follow", "mg"]


def test_tokens_know_their_block() -> None:
    tokens = tokenise([(3, block("one two")), (5, block("three"))])
    assert list(tokens.blocks) == [3, 3, 5]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zinc helps.[1] Rest helps too [2, 3–5].", ["[1]", "[2, 3–5]"]),
        ("Zinc helps.[^zinc]", ["[^zinc]"]),
        ("Zinc helps¹ and rest too.²,³", ["¹", "²,³"]),
        ("It took weeks.3,4 In the end it worked.12", ["3,4", "12"]),
        ("Zinc helps (3). Rest too. (4)", ["(3)", "(4)"]),
        ("Pain eased (2,3), they say.", ["(2,3)"]),
    ],
)
def test_citation_marks_are_found(text: str, found: list[str]) -> None:
    assert marks(block(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "25 kg/m² is high",
        "5 × 10⁹ cells",
        "It is 3.5 mg.",
        "[sic]",
        "People (65) and older",
        "(a) first",
        "It weighs 5.3 In all",
        "[1234]",
    ],
)
def test_units_powers_and_brackets_with_words_are_no_marks(text: str) -> None:
    assert marks(block(text)) == []


@pytest.mark.parametrize("words", ["1", "[2]", "3,4", "5–7", "*"])
@pytest.mark.parametrize("kind", [LINK, RAISED])
def test_linked_and_raised_numbers_are_marks(words: str, kind: InlineKind) -> None:
    text = f"Zinc helps {words}"
    assert marks(block(text, part(text, words, kind, "#ref"))) == [words]


def test_a_footnote_reference_is_a_mark_whatever_it_is_called() -> None:
    assert marks(block("Zinc helps zinc-note", part("Zinc helps zinc-note", "zinc-note", NOTE))) == ["zinc-note"]


@pytest.mark.parametrize(
    ("text", "words", "kind", "target"),
    [
        ("Call 988", "988", LINK, "tel:988"),
        ("Call 116 123", "116 123", LINK, "https://a.example/call"),
        ("The plan of 2024", "2024", LINK, "https://a.example/plan"),
        ("Illnesses under c", "c", LINK, "/c"),
        ("Illnesses – more", "–", LINK, "/next"),
        ("The 4th", "th", RAISED, ""),
        ("25 kg/m2", "2", RAISED, ""),
        ("5 × 109", "9", RAISED, ""),
    ],
)
def test_telephone_numbers_years_letters_and_powers_are_no_marks(text: str, words: str, kind: InlineKind, target: str) -> None:
    assert marks(block(text, part(text, words, kind, target))) == []


def test_a_mark_is_one_token_without_the_space_before_it() -> None:
    text = "Zinc helps (3, 4). Rest too."
    tokens = tokenise([(0, block(text))])
    [mark] = tokens.marks
    assert tokens.words[mark] == "(3, 4)" == text[tokens.starts[mark] : tokens.ends[mark]]


_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060"
_SIGNS = [*_UNSEEN, "e\u0301", *"a B mg - – . , 1 23 ( ) [ ] ² ½ ’".split(), " ", "\N{NO-BREAK SPACE}"]
_TEXTS = st.text() | st.lists(st.sampled_from(_SIGNS)).map("".join)


@given(_TEXTS)
@example("a-b -c d- 1-2 a–1")
@example("x.1\N{NO-BREAK SPACE}(2)")
def test_tokens_hold_every_character_but_spaces_and_hyphens_in_words(text: str) -> None:
    tokens = tokenise([(0, block(text))] if text else [])
    places = list(zip(tokens.starts, tokens.ends, strict=True))
    assert all(start < end for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    held = {at for start, end in places for at in range(start, end)}
    for at in set(range(len(text))) - held:
        in_word = text[at] in "-‐‑–" and text[at - 1].isalnum() and text[at + 1].isalnum()
        assert text[at].isspace() or in_word or text[at] in _UNSEEN


@given(_TEXTS)
def test_tokens_begin_and_end_with_no_space(text: str) -> None:
    tokens = tokenise([(0, block(text))] if text else [])
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert text[start:end] == text[start:end].strip()
