"""Articles with findings on given words, and the three rules about suppressions."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from lint.article import Article
from lint.finding import Finding, Severity
from lint.places import WHOLE_ARTICLE, LineIndex
from lint.policy.suppressions import Suppressions
from lint.rule import SuppressionRule
from lint.rulebook import packaged

FAMILIES = {"dosing": frozenset({"dose", "spoon"}), "claims": frozenset({"claim"})}
RULES = tuple(rule for rule in packaged().rules if isinstance(rule, SuppressionRule))
NAMES = {
    **FAMILIES,
    **{name: frozenset({name}) for names in FAMILIES.values() for name in names},
    "old-dose": frozenset({"dose"}),
    "suppression": frozenset(rule.name for rule in RULES),
    "suppression-unused": frozenset({"suppression-unused"}),
}


def found(article: Article) -> list[Finding]:
    """A finding on every word DOSE, SPOON and CLAIM, by the rule of that name, and one by ``claim`` on the whole article."""
    lines = LineIndex(article.text)
    places = [("claim", WHOLE_ARTICLE)]
    shown = {at for block in article.blocks for piece in block.pieces for at in range(piece.start, piece.end)}
    for word in re.finditer("DOSE|SPOON|CLAIM", article.text):
        if word.start() in shown:
            places.append((word[0].lower(), lines.place(*word.span())))
    return [Finding(article.path, "f", rule, Severity.ERROR, "m", "w", "s", place) for rule, place in places]


@pytest.fixture(scope="session")
def suppressions() -> Callable[..., Suppressions]:
    """``suppressions(**changes)``: every rule ran, nothing is suppressed by the configuration."""

    def make(**changes: object) -> Suppressions:
        every = dict.fromkeys(["dose", "spoon", "claim", *(rule.name for rule in RULES)], Severity.WARNING)
        return Suppressions(**{"rules": RULES, "names": NAMES, "severities": every, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def findings_of() -> Callable[[Article], list[Finding]]:
    return found
