"""Chooses what a person sees first: forty unsupported claims in one article are a finding or two and a number, not forty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lint.finding import Finding

_CAPPED_FAMILIES = frozenset({"claims", "promotion"})
_MOST = 5


def cap(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """Keep the gravest, then surest, few findings of each capped family in one article.

    Args:
        findings: those of one article, by position.
    Returns:
        The findings that stay, still by position, each with the number of its kind that were left out after it:
        zero, except at the last that stays of a family with too many.
    """
    kinds: dict[str, list[int]] = defaultdict(list)
    for at, finding in enumerate(findings):
        kinds[finding.family].append(at)
    left_out_after: dict[int, int] = {}
    for family, places in kinds.items():
        most = _MOST if family in _CAPPED_FAMILIES else len(places)
        kept = sorted(places, key=lambda at: (-findings[at].severity, -findings[at].confidence, at))[:most]
        left_out_after |= dict.fromkeys(kept, 0) | {max(kept): len(places) - len(kept)}
    return [(findings[at], left_out_after[at]) for at in sorted(left_out_after)]
