"""The report for writers: what is wrong, where, why it matters and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from lint.finding import Finding, Fix, Place, Related, Severity
from lint.reports.capping import cap
from lint.reports.excerpt import excerpt, split_lines
from lint.reports.printable import number, one_line, shorten, visible
from lint.reports.run import Look, Run

#: Colours a stretch of text: the text and the name of a colour to the text as it is printed.
Paint = Callable[[str, str], str]

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_MOST_QUOTED = 80


def render(run: Run, look: Look) -> Iterator[str]:
    """One paragraph a finding, then what failed, then one line that sums up.

    Without ``look.show_all``, findings of severity info, all but a few of each capped family in an article, and the reasons
    why articles were skipped are left out.
    """
    paint = _painter(look.color)
    least = Severity.INFO if look.show_all else Severity.WARNING
    shown = [finding for finding in run.open_findings if finding.severity >= least]
    for path, group in groupby(shown, key=lambda finding: finding.path):
        findings = list(group)
        lines = split_lines(run.sources.get(path, ""))
        explained: set[tuple[str, str]] = set()
        for finding, left_out in [(finding, 0) for finding in findings] if look.show_all else cap(findings):
            yield "\n".join(paragraph(finding, lines, explained, paint)) + "\n\n"
            if left_out:
                yield f"… and {left_out} more of this kind (--all shows them)\n\n"
    for failure in run.failures:
        place = visible(failure.path) + (f":{failure.line}" if failure.line is not None else "")
        yield f"{place} {paint('failed', 'red')}: {one_line(failure.message)}\n"
    for skipped in run.skipped if look.show_all else ():
        yield f"{visible(skipped.path)} skipped: {one_line(skipped.reason)}\n"
    yield summary(run, least) + "\n"


def _painter(color: bool) -> Paint:
    if not color:
        return _plain
    from click import style

    return lambda text, color: style(text, fg=color, bold=True)


def _plain(text: str, _color: str) -> str:
    return text


def paragraph(finding: Finding, lines: list[str], explained: set[tuple[str, str]], paint: Paint = _plain) -> Iterator[str]:
    """The printable lines about one finding, which quote ``lines`` of its article; what ``explained`` holds for this rule is
    not said again, and what is said is added to it."""
    color = _COLORS[finding.severity]
    place = finding.place
    position = f"{visible(finding.path)}:{place.line}:{place.column}"
    yield f"{position} {paint(str(finding.severity), color)} {one_line(finding.rule)}"
    yield f"  {one_line(finding.message)}"
    yield from _quotation(finding, lines, lambda marks: paint(marks, color))
    if finding.weighed:
        yield "  weighed most: " + ", ".join(map(quoted, finding.weighed))
    for related in finding.related:
        yield _see(related)
    standards = "; ".join(f"{standard.name} <{standard.url}>" for standard in finding.standards)
    for label, words in (("why", finding.why), ("standard", standards), ("instead", finding.suggestion)):
        if words and (finding.rule, words) not in explained:
            explained.add((finding.rule, words))
            yield f"  {label}: {one_line(words)}"
    if finding.fix:
        yield f"  fix: {fixed(finding.fix, finding.place)}"


def _quotation(finding: Finding, lines: list[str], mark: Callable[[str], str]) -> Iterator[str]:
    rows = list(excerpt(lines, finding.place))
    width = max((len(str(row.number)) for row in rows), default=0)
    for row in rows:
        yield f"  {row.number:>{width}} | {row.text}"
        if row.marks:
            yield f"  {'':{width}} | {mark(row.marks)}"
    if not rows and finding.place.text:
        yield f"  {quoted(finding.place.text)}"


def fixed(fix: Fix, found: Place) -> str:
    """What to write for which words, and the option that writes it."""
    option = "--fix" if fix.safe else "--unsafe-fixes"
    old = "these words" if fix.place == found else quoted(fix.place.text)
    if not fix.place.text:
        return f"add {quoted(fix.text)} ({option})"
    if not fix.text:
        return f"leave {old} out ({option})"
    return quoted(fix.text) + ("" if fix.place == found else f" for {old}") + f" ({option})"


def _see(related: Related) -> str:
    place = related.place
    if place.whole_article:
        return f"  see: {one_line(related.message)}"
    return f"  see line {place.line}: {one_line(related.message)}: {quoted(place.text)}"


def quoted(text: str) -> str:
    """The first words of ``text`` in one printable line, in quotation marks."""
    return f"“{shorten(one_line(text), _MOST_QUOTED)}”"


def summary(run: Run, least: Severity) -> str:
    """One line that says how much was found, suppressed, skipped and failed; findings below ``least`` are not counted."""
    tally = run.tally(least)
    found = ", ".join(
        number(count, noun)
        for count, noun in ((tally.error, "error"), (tally.warning, "warning"), (tally.info, "info finding"))
        if count
    )
    if found:
        judged = f"{found} in {tally.articles_with_findings} of {number(tally.articles, 'article')}"
    else:
        nothing = "no findings" if least == Severity.INFO else "no errors or warnings"
        judged = f"{nothing} in {number(tally.articles, 'article')}"
    asides = (
        ("fixed", tally.fixed),
        ("fixable with --fix", tally.fixable),
        ("more with --unsafe-fixes" if tally.fixed or tally.fixable else "fixable with --unsafe-fixes", tally.fixable_unsafely),
        ("in the baseline", tally.known),
        ("suppressed", tally.suppressed),
        ("skipped", tally.skipped),
        ("failed", tally.failures),
    )
    return ", ".join([judged, *(f"{count} {what}" for what, count in asides if count)])
