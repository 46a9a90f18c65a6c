"""Every fuzz target, for as long as the suite can afford: what reads what others wrote keeps its promises."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import NAMES, target
from fuzz.places import check
from lint.article import Article, Block, Piece, Role

EXAMPLES = {"cache": 20, "configuration": 50}  # these write files


@pytest.mark.parametrize("name", NAMES)
def test_a_target_takes_its_seeds_and_any_mixture_of_its_words(name: str) -> None:
    one = target(name)
    for seed in one.seeds:
        one.run(seed)
    words = st.sampled_from(one.words).map(str.encode) | st.text(max_size=3).map(lambda text: text.encode("utf-8", "ignore"))
    pieces = words | st.binary(max_size=2) | st.sampled_from(one.seeds)

    @settings(deadline=None, max_examples=EXAMPLES.get(name, 100), suppress_health_check=list(HealthCheck))
    @given(data=st.lists(pieces, max_size=20).map(b"".join))
    def any_bytes(data: bytes) -> None:
        one.run(data)

    any_bytes()


def test_places_that_lead_elsewhere_break_the_promise() -> None:
    with pytest.raises(AssertionError):
        check(Article("a.md", "ab", (Block(Role.PARAGRAPH, "a", (Piece(0, 1, 2),)),)))
