"""What a report is made from: the outcome of one run over some articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lint.checked import Failure, Skipped
from lint.finding import Finding, Severity, Standard, fixable
from lint.policy import Taken

if TYPE_CHECKING:
    from lint.fixes import Rewritten
    from lint.policy.baseline import Comparison


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a reader of a report may want to know about a rule. ``help_markdown`` is the rule's documentation page."""

    name: str
    family: str
    severity: Severity
    summary: str
    why: str
    suggestion: str
    standards: tuple[Standard, ...]
    help_markdown: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a run; findings by severity are those that nobody suppressed. ``known`` are held back.

    ``fixed`` are gone; of those that are left, of whatever severity, ``fixable`` have a safe fix, ``fixable_unsafely`` another.
    """

    articles: int
    articles_with_findings: int
    error: int
    warning: int
    info: int
    fixed: int
    fixable: int
    fixable_unsafely: int
    suppressed: int
    known: int
    skipped: int
    failures: int


@dataclass(frozen=True, slots=True)
class Look:
    """How the user wants a report for people to look; reports for machines do not change with it."""

    color: bool = False
    show_all: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that a report may print.

    ``findings`` are sorted by path, then by position. ``articles`` counts those that were checked: neither skipped nor failed.
    ``sources`` maps a path to its decoded text, for the lines a finding quotes; a path may be missing.
    A finding at or above ``fail_on`` that nobody suppressed is a violation; None means that none is. ``taken`` says what each
    policy step took in and let out; ``baseline`` compares the findings with what was known. ``rewritten``
    are the articles that fixes change, or would; ``fixed`` counts the fixes that were made, and the findings are what is left.
    """

    findings: tuple[Finding, ...]
    articles: int
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[Failure, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[RuleInfo, ...] = ()
    version: str = ""
    fail_on: Severity | None = Severity.ERROR
    taken: tuple[Taken, ...] = ()
    baseline: Comparison | None = None
    rewritten: tuple[Rewritten, ...] = ()
    fixed: int = 0

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody suppressed."""
        return tuple(finding for finding in self.findings if finding.suppressed is None)

    def fails(self, finding: Finding) -> bool:
        """Whether this finding makes the exit status 1."""
        return self.fail_on is not None and finding.suppressed is None and finding.severity >= self.fail_on

    @property
    def exit_status(self) -> int:
        """0 clean, 1 violations, 2 the run itself failed."""
        if self.failures:
            return 2
        return int(any(map(self.fails, self.findings)))

    def tally(self, least: Severity = Severity.INFO) -> Tally:
        """The counts, with open findings below ``least`` left out."""
        counted = [finding for finding in self.open_findings if finding.severity >= least]
        severities = Counter(finding.severity for finding in counted)
        return Tally(
            articles=self.articles,
            articles_with_findings=len({finding.path for finding in counted}),
            error=severities[Severity.ERROR],
            warning=severities[Severity.WARNING],
            info=severities[Severity.INFO],
            fixed=self.fixed,
            fixable=len(safe := fixable(self.findings, unsafe=False)),
            fixable_unsafely=len(fixable(self.findings, unsafe=True)) - len(safe),
            suppressed=len(self.findings) - len(self.open_findings),
            known=self.baseline.known if self.baseline else 0,
            skipped=len(self.skipped),
            failures=len(self.failures),
        )
