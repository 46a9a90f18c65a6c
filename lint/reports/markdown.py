"""A summary for a pull request: how much was found, the worst articles first, what to do about them in blocks that unfold.

It fits into one comment on GitHub, which takes 65,536 characters, and thus into a job summary, which takes a mebibyte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from lint.checked import Failure
from lint.finding import Finding, Severity
from lint.reports.capping import cap
from lint.reports.inert import inert
from lint.reports.printable import number, one_line, shorten, shorten_left, visible
from lint.reports.run import Look, Run
from lint.reports.text import fixed, summary

_MOST_CHARACTERS = 60_000
_ROOM_TO_END = 500
_ROOM_FOR_MORE = 100
_MOST_ROWS = 20
_MOST_RULES = 3
_MOST_FINDINGS = 20
_MOST_FAILURES = 10
_MOST_WORDS = 300
_MOST_PATH = 120

_VERDICTS = {0: "passed", 1: "failed", 2: "something could not be checked"}


def render(run: Run, look: Look) -> Iterator[str]:
    """The verdict, what could not be checked, a table of the worst articles, and their findings as far as there is room.

    Without ``look.show_all``, what the text report leaves out is left out here too. Suppressed findings are only counted.
    """
    least = Severity.INFO if look.show_all else Severity.WARNING
    articles = _worst_first([finding for finding in run.open_findings if finding.severity >= least])
    head = f"## healthlint: {_VERDICTS[run.exit_status]}\n\n{summary(run, least)}\n\n"
    room = _MOST_CHARACTERS - len(head) - _ROOM_TO_END
    yield head
    for block in (_failures(run.failures, room // 4), _table(articles, room // 4)):
        room -= len(block)
        yield block
    for shown, findings in enumerate(articles):
        block = _details(findings, room, look)
        if not block:
            yield f"There is no room here for the findings in {number(len(articles) - shown, 'more article')}.\n\n"
            break
        room -= len(block)
        yield block
    if articles:
        yield "`healthlint explain RULE` says why a rule matters and which standard it rests on.\n"


def _worst_first(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings of each article; articles with more errors come first, then those with more warnings."""
    articles = [list(group) for _, group in groupby(findings, key=lambda finding: finding.path)]
    return sorted(articles, key=_counts, reverse=True)


def _failures(failures: Sequence[Failure], room: int) -> str:
    places = ((failure, f", line {failure.line}" if failure.line else "") for failure in failures[:_MOST_FAILURES])
    # Words of ours come first: a name may begin as a heading or a list does.
    items = [f"- In {_path(failure.path)}{line}: {words(failure.message)}\n" for failure, line in places]
    return _block("### Could not be checked\n\n", items, len(failures), "\n", room)


def _table(articles: Sequence[Sequence[Finding]], room: int) -> str:
    rows = []
    for findings in articles[:_MOST_ROWS]:
        errors, warnings, _ = _counts(findings)
        rules = Counter(finding.rule for finding in findings).most_common(_MOST_RULES)
        often = ", ".join(f"{words(rule)} ({count})" for rule, count in rules)
        rows.append(f"| {_path(findings[0].path)} | {errors} | {warnings} | {often} |\n")
    heads = "| worst articles first | errors | warnings | most often |\n|---|--:|--:|---|\n"
    return _block(heads, rows, len(articles), "\n", room)


def _details(findings: Sequence[Finding], room: int, look: Look) -> str:
    """A block that unfolds, with the gravest findings of an article first."""
    errors, warnings, infos = _counts(findings)
    counts = ((errors, "error"), (warnings, "warning"), (infos, "info finding"))
    found = ", ".join(number(count, noun) for count, noun in counts if count)
    opening = f"<details>\n<summary><b>{_path(findings[0].path)}</b>: {found}</summary>\n\n"
    shown = findings if look.show_all else [finding for finding, _ in cap(findings)]
    gravest = sorted(shown, key=lambda finding: -finding.severity)[:_MOST_FINDINGS]
    return _block(opening, list(_items(gravest)), len(findings), "\n</details>\n\n", room)


def _items(findings: Sequence[Finding]) -> Iterator[str]:
    """One entry of a list for each finding; what to write instead is said once a rule."""
    advised: set[tuple[str, str]] = set()
    for finding in findings:
        advice = (finding.rule, finding.suggestion)
        where = "" if finding.place.whole_article else f", line {finding.place.line}"
        lines = [f"- **{finding.severity}**{where}: {words(finding.message)} ({words(finding.rule)})"]
        if finding.suggestion and advice not in advised:
            lines.append(f"  *Instead:* {words(finding.suggestion)}")
        if finding.fix:
            lines.append(f"  *Fix:* {words(fixed(finding.fix, finding.place))}")
        advised.add(advice)
        yield "\\\n".join(lines) + "\n"


def _block(opening: str, items: Sequence[str], total: int, closing: str, room: int) -> str:
    """As many ``items`` as fit into ``room``, between an opening and a closing, and how many of ``total`` are left out;
    nothing where none fits or there is none."""
    room -= len(opening) + len(closing) + _ROOM_FOR_MORE
    fitting = [item for item, used in zip(items, accumulate(map(len, items)), strict=True) if used <= room]
    if not fitting:
        return ""
    more = f"\n… and {total - len(fitting)} more\n" if total > len(fitting) else ""
    return opening + "".join(fitting) + more + closing


def _counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    """How many errors, warnings and info findings there are."""
    counts = Counter(finding.severity for finding in findings)
    return counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO]


def _path(path: str) -> str:
    return inert(visible(shorten_left(path, _MOST_PATH)))


def words(text: str) -> str:
    """The beginning of the text, in one line, as what means its characters and nothing else in Markdown and in HTML."""
    return inert(one_line(shorten(text, _MOST_WORDS)))
