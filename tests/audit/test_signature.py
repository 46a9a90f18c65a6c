"""Copies look alike, other articles do not."""

from __future__ import annotations

from lint.audit.signature import PERMUTATIONS, minhash, signature

WORDS = [f"word{number * number % 977}" for number in range(400)]


def alike(one: list[str], other: list[str]) -> float:
    return float(minhash(signature(one)).jaccard(minhash(signature(other))))


def test_a_signature_is_the_same_for_the_same_words() -> None:
    assert signature(WORDS) == signature(list(WORDS))
    assert len(signature(WORDS)) == 4 * PERMUTATIONS


def test_a_copy_with_a_few_words_changed_is_near_and_the_same_words_in_another_order_are_not() -> None:
    assert alike(WORDS, [*WORDS[:100], "other", *WORDS[101:]]) > 0.9
    assert alike(WORDS, sorted(WORDS)) < 0.2


def test_an_article_of_few_words_or_none_has_a_signature() -> None:
    assert alike(["one"], ["one"]) == 1
    assert alike([], ["one"]) == 0
