"""The forms of a word that ``word~`` in a pattern stands for."""

from __future__ import annotations

import pytest

from lint.inflection import forms, plural


@pytest.mark.parametrize(
    ("word", "inflected"),
    [
        ("treat", "treat treats treated treating"),
        ("study", "study studies studied studying"),
        ("play", "play plays played playing"),
        ("use", "use uses used using"),
        ("fix", "fix fixes fixed fixing"),
        ("take", "take takes took taken taking"),
        ("be", "be is are was were been being am"),
        ("cut", "cut cuts cutting"),
        ("woman", "woman women"),
    ],
)
def test_the_forms_of_a_word(word: str, inflected: str) -> None:
    assert forms(word) == set(inflected.split())


@pytest.mark.parametrize(("word", "doubled"), [("stop", "stopped"), ("occur", "occurring"), ("plan", "planned")])
def test_a_last_consonant_may_double(word: str, doubled: str) -> None:
    assert doubled in forms(word)


@pytest.mark.parametrize("word", ["heal", "help", "show", "relax", "obey"])
def test_a_last_consonant_does_not_double_behind_two_vowels_or_another_or_as_w_x_y(word: str) -> None:
    assert word + word[-1] + "ing" not in forms(word)


@pytest.mark.parametrize(
    "pair", ["tablet tablets", "dose doses", "patch patches", "virus viruses", "therapy therapies", "day days", "mix mixes"]
)
def test_a_plural(pair: str) -> None:
    one, several = pair.split()
    assert plural(one) == several
