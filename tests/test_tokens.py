"""Tokens: what a rule's pattern may rely on."""

from __future__ import annotations

import pytest

from lint.tokens import words_of


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


@pytest.mark.parametrize("dash", ["-", "–", "—", "−"])
def test_dashes_of_every_kind_are_one_sign(dash: str) -> None:
    assert words_of(f"3 {dash} 5") == ["3", "-", "5"]
