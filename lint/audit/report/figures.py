"""The figures that a report is about: of the archive, its rules, families, sections and people, and the worst articles."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from lint.audit.report.archive import Archive
from lint.audit.tables import ARTICLES, Row

SEVERITIES = ("error", "warning", "info")
ITEMS = ("authorship", "attribution", "disclosure", "currency")
LISTED = 20_000
"""So many articles are listed in the report, the worst first, and have pages; all are in the tables."""
WORST = 10
MOST_REASONS = 4
MOST_FAILURES = 500
MOST_PEOPLE = 25

_COLUMNS = tuple(column.name for column in ARTICLES.columns if column.name not in ("digest", "signature"))


@dataclass
class Group:
    """What findings there are of a rule or family, or in a section, or by a person, and in how many articles."""

    name: str
    error: int = 0
    warning: int = 0
    info: int = 0
    suppressed: int = 0
    articles: int = 0
    touched: int = 0
    words: int = 0
    scores: list[float] = field(default_factory=list)

    @property
    def violations(self) -> int:
        """Errors and warnings."""
        return self.error + self.warning

    @property
    def score(self) -> float | None:
        """The median quality score of its articles; None if there are none."""
        return median(self.scores) if self.scores else None

    def count(self, kind: str, number: int) -> None:
        """Counts findings of a severity, or "suppressed" ones."""
        setattr(self, kind, getattr(self, kind) + number)

    def add(self, row: Row) -> None:
        """Counts an article."""
        self.articles += 1
        self.touched += row["errors"] + row["warnings"] > 0
        self.error += row["errors"]
        self.warning += row["warnings"]
        self.info += row["infos"]
        self.suppressed += row["suppressed"]
        self.words += row["words"]
        if row["score"] is not None:
            self.scores.append(row["score"])


@dataclass
class Figures:
    """All of them. ``whole`` counts linted articles that are no copies; ``listed`` are articles, worst first."""

    whole: Group
    statuses: Counter[str] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    families: list[Group] = field(default_factory=list)
    rules: list[Group] = field(default_factory=list)
    sections: list[Group] = field(default_factory=list)
    authors: list[Group] = field(default_factory=list)
    reviewers: list[Group] = field(default_factory=list)
    without_disclaimer: int = 0
    claims: int = 0
    claims_referenced: int = 0
    claims_named: int = 0
    references: int = 0
    stated: Counter[str] = field(default_factory=Counter)
    listed: list[Row] = field(default_factory=list)
    rules_of: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)
    failures: list[Row] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """Every article of the corpus."""
        return self.statuses.total()

    @property
    def worst(self) -> list[Row]:
        """The articles to begin with: at most ten, of those that have an error or a warning."""
        return [row for row in self.listed[: WORST * 2] if counted(row) and row["errors"] + row["warnings"]][:WORST]

    def reasons(self, row: Row) -> list[tuple[str, str, int]]:
        """The rules that speak most against an article: name, severity and number, errors first."""
        found = [reason for reason in self.rules_of.get(row["article_id"], ()) if reason[1] != "info"]
        return sorted(found, key=lambda reason: (SEVERITIES.index(reason[1]), -reason[2], reason[0]))[:MOST_REASONS]


def counted(row: Row) -> bool:
    """Is this a linted article that is no copy of another?"""
    return row["status"] == "linted" and row["duplicate_of"] is None


def who(row: Row) -> str:
    """Whom to ask about an article: its author, its reviewer, and its section."""
    author = f"author: {row['author']}" if row["author"] else "no author is named"
    reviewer = f"reviewer: {row['reviewer']}" if row["reviewer"] else "no reviewer is named"
    return f"{author}; {reviewer}; section: {row['section'] or 'none'}"


def figures(archive: Archive) -> Figures:
    """The figures of an audit. Raises BadAudit."""
    result = Figures(Group("all"))
    sections, authors, reviewers = (_Groups() for _ in range(3))

    def each() -> Iterator[Row]:
        for batch in archive.batches("articles", _COLUMNS):
            for row in batch.to_pylist():
                _count(result, row)
                if counted(row):
                    sections[row["section"]].add(row)
                    authors[row["author"] or ""].add(row)
                    reviewers[row["reviewer"] or ""].add(row)
                yield row

    result.listed = heapq.nsmallest(LISTED, each(), key=_badness)
    result.sections = sections.sorted()
    result.authors = authors.sorted()[:MOST_PEOPLE]
    result.reviewers = reviewers.sorted()[:MOST_PEOPLE]
    _count_rules(result, archive)
    return result


class _Groups(dict[str, Group]):
    def __missing__(self, name: str) -> Group:
        self[name] = Group(name)
        return self[name]

    def sorted(self) -> list[Group]:
        return sorted(self.values(), key=lambda group: (-group.error, -group.warning, -group.info, group.name))


def _badness(row: Row) -> tuple[Any, ...]:
    """Orders articles from the worst: copies after their originals, and what was not linted at the end."""
    score = row["score"] if row["score"] is not None else 101
    return not counted(row), row["status"] != "linted", score, -row["errors"], -row["warnings"], row["position"]


def _count(result: Figures, row: Row) -> None:
    result.statuses[row["status"]] += 1
    if row["status"] != "linted":
        if len(result.failures) < MOST_FAILURES:
            result.failures.append(row)
    elif row["duplicate_of"] is not None:
        result.copies[row["duplicate_kind"]] += 1
    else:
        result.whole.add(row)
        result.claims += row["claims"]
        result.claims_referenced += row["claims_referenced"]
        result.claims_named += row["claims_named"]
        result.references += row["references"]
        result.stated.update(item for item in ITEMS if row[item])


def _count_rules(result: Figures, archive: Archive) -> None:
    rules, families = _Groups(), _Groups()
    listed = {row["article_id"] for row in result.listed}
    for article, counts in archive.counts("findings", ("family", "rule", "severity", "suppressed")):
        held = {}
        for (family, rule, severity, suppressed), number in counts.items():
            for group in (rules[rule], families[family]):
                group.count("suppressed" if suppressed else severity, number)
            if not suppressed:
                held[rule] = family, severity, number
        for rule in held:
            rules[rule].touched += 1
        for family in {family for family, _, _ in held.values()}:
            families[family].touched += 1
        result.without_disclaimer += "disclaimer-missing" in held
        if article in listed:
            result.rules_of[article] = [(rule, severity, number) for rule, (_, severity, number) in held.items()]
    result.rules = rules.sorted()
    result.families = families.sorted()
