"""The learned scorer: features of sentences, and what its weights make of them."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable

import numpy as np
import pytest

from lint.article import Role
from lint.engine import packaged_language
from lint.language.pipeline import Language
from lint.readers import read
from lint.scorer import HEADS, SIZE, Features, Scorer, column, features, packaged_scorer

SLOTS = frozenset({"<dose>", "<medicine>"})


@pytest.fixture(scope="module")
def language() -> Language:
    return packaged_language()


@pytest.fixture(scope="module")
def features_of(language: Language) -> Callable[[str], Features]:
    def make(text: str) -> Features:
        with language.reading(read(text.encode(), "a.md")) as reading:
            return features(reading, SLOTS)

    return make


@pytest.fixture(scope="module")
def score(language: Language) -> Callable[..., dict[str, list[float]]]:
    """The scores of every sentence by the packaged scorer, or another."""

    def make(text: str, scorer: Scorer | None = None) -> dict[str, list[float]]:
        with language.reading(read(text.encode(), "a.md")) as reading:
            return {head: found.tolist() for head, found in (scorer or packaged_scorer()).score(reading).probabilities.items()}

    return make


def scorer_with(weights: dict[int, int], intercept: float = 0.0) -> Scorer:
    """A scorer whose first head knows some columns, in hundredths."""
    table = np.zeros((len(HEADS), SIZE), np.int8)
    for at, weight in weights.items():
        table[0, at] = weight
    return Scorer(table, np.full(len(HEADS), 0.01, np.float32), np.full(len(HEADS), intercept, np.float32), SLOTS)


def test_a_slot_that_the_scorer_was_not_trained_with_means_nothing_to_it(score: Callable[..., dict[str, list[float]]]) -> None:
    weights = {column("<dose>"): 100, column("<supplement>"): 100}
    assert score("Zinc is a mineral.", scorer_with(weights))["claim"] == [0.5]
    assert score("Zinc, 5 mg a day.", scorer_with(weights))["claim"][0] > 0.5


@pytest.mark.parametrize("text", ["", "Rest.", "Rest. Drink.\n\n# Sleep\n\n- well", "…", "a" * 5_000])
def test_features_are_a_row_a_sentence_with_columns_inside_the_table(features_of: Callable[[str], Features], text: str) -> None:
    rows, columns, values = features_of(text)
    assert len(rows) == len(columns) == len(values)
    assert ((columns >= 0) & (columns < SIZE)).all()
    assert np.isfinite(values).all()


def test_every_sentence_has_features_of_its_own(features_of: Callable[[str], Features]) -> None:
    assert set(features_of("Rest. Drink tea.\n\n- Sleep").rows.tolist()) == {0, 1, 2}


def test_the_same_text_has_the_same_features(features_of: Callable[[str], Features]) -> None:
    first, again = features_of("Zinc cures colds."), features_of("Zinc cures colds.")
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))


@pytest.mark.parametrize(("role", "expected"), [(Role.HEADING, [True, False, False]), (Role.LIST_ITEM, [False, False, True])])
def test_the_role_of_the_block_is_a_feature(
    score: Callable[..., dict[str, list[float]]], role: Role, expected: list[bool]
) -> None:
    found = score("# Rest\n\nRest.\n\n- Rest", scorer_with({column(f"role={role}"): 100}))
    assert [value > 0.5 for value in found[HEADS[0]]] == expected


def test_a_score_is_the_logistic_curve_of_the_weighted_sum(score: Callable[..., dict[str, list[float]]]) -> None:
    found = score("Rest.", scorer_with({column("role=paragraph"): 100}, intercept=0.5))
    assert found[HEADS[0]] == [pytest.approx(1 / (1 + math.exp(-(0.3 * 1.0 + 0.5))), abs=1e-4)]
    assert found[HEADS[1]] == [pytest.approx(1 / (1 + math.exp(-0.5)), abs=1e-4)]


def test_an_endless_word_is_scored_without_overflow(score: Callable[..., dict[str, list[float]]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = score("a" * 100_000)
    assert all(0 <= value <= 1 for values in found.values() for value in values)


def test_a_text_without_sentences_has_no_scores(score: Callable[..., dict[str, list[float]]]) -> None:
    assert score("") == {head: [] for head in HEADS}


@pytest.mark.parametrize(
    ("head", "high", "low"),
    [
        ("claim", "A trial showed that zinc shortens colds by 40%.", "Put the kettle on and go to bed."),
        ("promotion", "Call our award-winning clinic today to book your free consultation.", "A cold lasts about a week."),
        ("dosing", "Take 500 mg of ibuprofen three times a day with food.", "The clinic opens at nine on Mondays."),
    ],
)
def test_the_packaged_scorer_tells_what_it_is_for_from_what_it_is_not(
    score: Callable[..., dict[str, list[float]]], head: str, high: str, low: str
) -> None:
    first, second = score(f"{high}\n\n## Next\n\n{low}")[head][::2]
    assert first > 0.5 > second


def test_the_furniture_of_a_page_does_not_change_its_voice(language: Language) -> None:
    def scores(text: str) -> list[float]:
        with language.reading(read(f"<body><main><p>Zinc cures colds.</p></main>{text}</body>".encode(), "a.html")) as reading:
            return [float(values[0]) for values in packaged_scorer().score(reading).probabilities.values()]

    assert scores("<nav><p>Call us. Book your appointment at our clinic.</p></nav>") == scores("<nav><p>Home page</p></nav>")


@pytest.fixture(scope="module")
def weighed(language: Language) -> Callable[[str, Scorer], tuple[str, ...]]:
    """The words of a text of one sentence that weigh most for the first head."""

    def make(text: str, scorer: Scorer) -> tuple[str, ...]:
        with language.reading(read(text.encode(), "a.md")) as reading:
            (sentence,) = reading.sentences
            return scorer.score(reading).weighed(HEADS[0], sentence.start, sentence.end)

    return make


def test_the_words_that_weigh_most_come_first_each_once_and_none_that_speaks_against(
    features_of: Callable[[str], Features], weighed: Callable[[str, Scorer], tuple[str, ...]]
) -> None:
    def own(word: str) -> set[int]:
        return set(features_of(word).columns.tolist()) - set(features_of("rest rest rest").columns.tolist())

    weights = dict.fromkeys(own("fog"), -9) | dict.fromkeys(own("milk"), 5) | dict.fromkeys(own("salt"), 9)
    assert weighed("Fog, milk, then salt, Salt.", scorer_with(weights)) == ("salt", "milk")
    assert weighed("Fog!", scorer_with(weights)) == ()


def test_neighbours_that_both_weigh_are_named_together(weighed: Callable[[str, Scorer], tuple[str, ...]]) -> None:
    assert weighed("Smoking raises the risk of stroke.", packaged_scorer())[0] == "risk of"
    assert weighed("…", packaged_scorer()) == ()
