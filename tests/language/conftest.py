"""A small language of its own: the tests hang on no lexicon, slot or cue that healthlint ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.language.pipeline import Language
from lint.language.reading import Reading
from lint.readers import read

LEXICONS = {
    "medicine": ["aspirin", "cough syrup", "syrup", "ACE inhibitor", "beta-blocker", "therapy"],
    "unit": ["mg", "drop"],
    "body": ["WHO"],
}
SLOTS = {"amount": ["<digits> <unit>"], "dose": ["<amount> [daily|a day]", "<amount>"], "order": ["take {0,2} <dose>"]}
CONTEXTS: dict[str, dict[str, object]] = {
    "negated": {"scope": "forward", "reach": "3", "ends": ["but"], "cues": ["not", "without"]},
    "blamed": {"scope": "backward", "reach": "2", "ends": [","], "cues": ["is bogus"]},
    "studied": {"scope": "sentence", "cues": ["in a trial of <medicine>"]},
    "silent": {"scope": "sentence", "roles": ["list-item"], "without": ["rest~", "<digits>"]},
}


@pytest.fixture(scope="session")
def language() -> Language:
    """Lexicons, slots and cues for the tests."""
    return Language(LEXICONS, SLOTS, CONTEXTS)


@pytest.fixture(scope="session")
def reading_of(language: Language) -> Callable[..., Reading]:
    """``reading_of(text, suffix)``: an article as the checks read it. Its Doc is freed already; all else of it stays."""

    def make(text: str, suffix: str = "md", **terms: list[str]) -> Reading:
        with language.reading(read(text.encode(), f"a.{suffix}"), terms) as reading:
            return reading

    return make
