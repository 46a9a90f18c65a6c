"""Sentences: where one ends, and that none is lost, doubled or endless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.article import Block, Piece, Role
from lint.sentences import MAX_TOKENS, split
from lint.tokens import tokenise


def block(text: str, role: Role = Role.PARAGRAPH, row: int = -1) -> Block:
    return Block(role, text, (Piece(0, 0, len(text)),), row=row)


def sentences(*blocks: Block) -> list[str]:
    """The words of each sentence; cells of one sentence are set apart by a bar."""
    tokens = tokenise(enumerate(blocks))
    found = []
    for start, end in split(tokens, blocks):
        places: dict[int, list[int]] = {}
        for at in range(start, end):
            places.setdefault(tokens.blocks[at], []).append(at)
        texts = [blocks[n].text[tokens.starts[held[0]] : tokens.ends[held[-1]]] for n, held in places.items()]
        found.append(" | ".join(texts))
    return found


@pytest.mark.parametrize(
    "written",
    [
        "Ask first.| Then rest.",
        "Really?!| Yes…| Maybe!",
        "It cost 3.5 euros.| We paid.",
        "Go to example.com.| Read it.",
        "Do three sets.|Rest.",
        "He said “Rest now.”| Then he left.",
        'He said "Rest now."| Then he left.',
        "He left.| “Rest,” he said.",
        "(It helps.)| (Maybe.)| Rest.",
        "Can I drink?| No.| Rest first.",
        "Take 5 mg.| Then rest.",
        "Sleep for 8 hrs.| Each night.",
        "Vitamin C.| It helps.",
        "I am.| I was.",
        "It fell by 5 percent.| 10 people left.",
    ],
)
def test_a_stop_ends_a_sentence(written: str) -> None:
    assert sentences(block(written.replace("|", ""))) == [part.strip() for part in written.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "Ask Dr. Hill or Prof. Lee.",
        "Drug vs. Placebo again.",
        "St. John's wort, e.g. Tincture.",
        "The U.S. Department of rest.",
        "See No. 5 and Fig. 2.",
        "Take 5 mg. daily with food.",
        "The E. coli strain.",
        "Yahoo! is a site.",
        "Was it so? she asked.",
        "Lee et al. (2020) found it.",
        "Take 1.5 mg.",
    ],
)
def test_an_abbreviation_or_a_small_letter_goes_on(text: str) -> None:
    assert sentences(block(text)) == [text]


@pytest.mark.parametrize(
    "written",
    [
        "It helps.[1]| It cures.[2,3]| Rest.",
        "It helps.1,2| In trials it did.",
        "It helps.²| In trials it did.",
        "It helps (3).| Rest.",
        "It helps. (3)| Rest.",
    ],
)
def test_a_citation_mark_stays_with_the_sentence_before_it(written: str) -> None:
    assert sentences(block(written.replace("|", ""))) == [part.strip() for part in written.split("|")]


def test_bullets_inside_a_block_begin_sentences() -> None:
    assert sentences(block("• Rest • Drink • Sleep")) == ["• Rest", "• Drink", "• Sleep"]


def test_a_sentence_ends_with_its_block() -> None:
    assert sentences(block("Rest"), block("and drink")) == ["Rest", "and drink"]


def test_the_cells_of_a_table_row_make_one_sentence() -> None:
    cells = [block(text, Role.TABLE_CELL, row) for text, row in (("Adults", 0), ("5 mg", 0), ("Babies", 1), ("none", 1))]
    assert sentences(*cells) == ["Adults | 5 mg", "Babies | none"]


def test_a_cell_with_sentences_splits_its_row() -> None:
    cells = [block(text, Role.TABLE_CELL, 0) for text in ("Rest first. Then drink", "5 mg. With food.", "daily")]
    assert sentences(*cells) == ["Rest first.", "Then drink | 5 mg.", "With food.", "daily"]


def test_cells_without_a_row_and_paragraphs_stay_apart() -> None:
    assert sentences(block("Adults", Role.TABLE_CELL), block("5 mg", Role.TABLE_CELL)) == ["Adults", "5 mg"]


def test_an_endless_sentence_is_cut() -> None:
    cut = sentences(block("word " * (2 * MAX_TOKENS + 1)))
    assert [len(sentence.split()) for sentence in cut] == [MAX_TOKENS, MAX_TOKENS, 1]


def test_an_endless_sentence_is_cut_behind_a_comma_where_it_has_one() -> None:
    first, second = sentences(block("word " * 100 + ", " + "word " * 100))
    assert first.endswith(",")
    assert len(second.split()) == 100


_WORDS = st.sampled_from(["Rest", "it", "5", "mg", "Dr", "U.S.", ".", "?", "…", ",", '"', "”", ")", "(", "[1]", "•", " ", " "])
_BLOCKS = st.builds(
    lambda words, role, row: block("".join(words).strip() or "x", role, row),
    st.lists(_WORDS, max_size=30),
    st.sampled_from([Role.PARAGRAPH, Role.TABLE_CELL, Role.CODE]),
    st.integers(-1, 1),
)


@given(st.lists(_BLOCKS, max_size=5))
def test_every_token_is_in_one_sentence(blocks: list[Block]) -> None:
    tokens = tokenise(enumerate(blocks))
    found = list(split(tokens, blocks))
    assert [at for start, end in found for at in range(start, end)] == list(range(len(tokens)))
    assert all(0 < end - start <= MAX_TOKENS for start, end in found)
