"""References by kind of source and by age."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from lint.audit.report.archive import Archive

AGES = ("up to 2 years", "3 to 5 years", "6 to 10 years", "over 10 years", "no year")
_LIMITS = (2, 5, 10)


@dataclass
class Sources:
    """Counts of references by tier and age, by year, and of those that lead to the publisher's own site.

    ``year`` is that of the run, from which ages count.
    """

    year: int = 0
    by_tier: dict[str, Counter[str]] = field(default_factory=dict)
    by_year: Counter[int] = field(default_factory=Counter)
    own: int = 0

    @property
    def total(self) -> int:
        """All references."""
        return sum(ages.total() for ages in self.by_tier.values())


def sources(archive: Archive) -> Sources:
    """The references of an audit; a year still to come is a misprint and counts as none. Raises BadAudit."""
    this_year = int(archive.date[:4] or date.today().year)
    result = Sources(this_year)
    for _, counts in archive.counts("references", ("tier", "year", "own_domain")):
        for (tier, year, own), number in counts.items():
            known = year is not None and year <= this_year
            result.by_tier.setdefault(tier or "", Counter())[_age(this_year - year) if known else AGES[-1]] += number
            result.own += number * own
            if known:
                result.by_year[year] += number
    result.by_tier = dict(sorted(result.by_tier.items(), key=lambda item: -item[1].total()))
    return result


def _age(years: int) -> str:
    return next((age for age, limit in zip(AGES, _LIMITS, strict=False) if years <= limit), AGES[3])
