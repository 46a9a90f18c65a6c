"""The quality score of an article: a stated formula with its parts (docs/score.md), and no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lint.finding import Finding, Severity
from lint.ledger import Ledger, Support

POINTS = {Severity.ERROR: 3.0, Severity.WARNING: 1.0, Severity.INFO: 0.25}
ITEMS = 4  # of the JAMA benchmark
GRACE = 20.0  # a page of one claim is no page without any evidence: as if so much were backed anyway
_LEAST_RISK = 10
_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: at most ``weight``, halved by every ``half`` points of findings in its families."""

    weight: float
    half: float
    families: tuple[str, ...]


PARTS = {
    "disclaimer": Part(15, 1, ("disclaimer",)),
    "dosing": Part(20, 3, ("dosing",)),
    "claims": Part(30, 3, ("claims",)),
    "promotion": Part(15, 3, ("promotion",)),
    "wording": Part(10, 3, ("language", "notation", "safety")),
    "transparency": Part(10, 3, ("metadata",)),
}


def score(findings: Iterable[Finding], ledger: Ledger, claim_rules: Mapping[str, int]) -> dict[str, float]:
    """The parts by name, and their sum under "": 0 to 100, each rounded to a hundredth.

    ``claim_rules`` are the rules that report single claims, with their risks: these findings count in the share of claims.
    A suppressed finding counts nowhere.
    """
    held = [finding for finding in findings if not finding.suppressed]
    shares = {"claims": _backed_share(held, ledger, claim_rules), "transparency": len(ledger.benchmark) / ITEMS}
    parts = {}
    for name, part in PARTS.items():
        counted = [f for f in held if f.family in part.families and not (f.family == "claims" and f.rule in claim_rules)]
        points = sum(POINTS[finding.severity] for finding in counted)
        parts[name] = round(part.weight * shares.get(name, 1.0) * 0.5 ** (points / part.half), 2)
    return {"": round(sum(parts.values()), 2), **parts}


def _backed_share(findings: Iterable[Finding], ledger: Ledger, claim_rules: Mapping[str, int]) -> float:
    """How much of what the article claims is backed; a grave claim weighs more, one whose source is named misses half of it."""
    named = {(claim.place.start, claim.place.end) for claim in ledger.claims if claim.support is Support.NAMED}
    backed = sum(_LEAST_RISK - claim.risk for claim in ledger.claims if claim.support not in (Support.NONE, Support.NAMED))
    bare = sum(
        (_LEAST_RISK - claim_rules[finding.rule]) * (_NAMED if finding.around in named else 1.0)
        for finding in findings
        if finding.rule in claim_rules
    )
    return (GRACE + backed) / (GRACE + backed + bare)
