"""What an article says to healthlint: findings about it, and places inside the text, whatever it says."""

from __future__ import annotations

from functools import cache

from lint.finding import Severity
from lint.policy.directives import directives
from lint.policy.suppressions import Suppressions
from lint.readers import ReadError, read
from lint.rule import SuppressionRule
from lint.rulebook import Rulebook, packaged

SEEDS = (
    b"<!-- healthlint ignore-next dosing, best-soup: a -->\n\nTake 5 mg.\n\n<!-- healthlint ignore-start claims: b -->\nc\n"
    b"<!-- healthlint ignore-end -->\n",
    b"---\nhealthlint:\n  ignore:\n    dosing: a\n---\n{/* healthlint ignore-file x: y */}\n\n"
    b"[//]: # (healthlint ignore-next x: y)\n",
)
WORDS = (
    *"healthlint ignore-next ignore-start ignore-end ignore-file ignore dosing claims suppression , : {/* */} > é 😀".split(),
    *(
        "<!-- ",
        " -->",
        "<!-- healthlint ",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "\n[//]: # (",
        ")",
        "---\n",
        "  ",
        "\N{NO-BREAK SPACE}",
        "\ufeff",
    ),
)


@cache
def _suppressions(reason_required: bool) -> Suppressions:
    rules = packaged().rules
    return Suppressions(
        rules=tuple(rule for rule in rules if isinstance(rule, SuppressionRule)),
        names=Rulebook(rules).meanings,
        severities={rule.name: Severity.ERROR for rule in rules},
        reason_required=reason_required,
    )


def target(data: bytes) -> None:
    """Read the bytes in every format with comments, and follow what they say."""
    for path in ("a.md", "a.mdx", "a.html"):
        try:
            article = read(data, path)
        except ReadError:
            continue
        for reason_required in (True, False):
            for said in directives(article, reason_required=reason_required):
                assert 0 <= said.start < said.end <= len(article.text)
                for name in getattr(said, "names", ()):
                    assert 0 <= name.start < name.end <= len(article.text)
            for finding in _suppressions(reason_required).apply(article, ()):
                place = finding.place
                assert article.text[place.start : place.end] == place.text
