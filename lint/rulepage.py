"""A rule as a page of Markdown: what ``healthlint explain`` prints, SARIF viewers show, and docs/rules holds."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Rule


def page(rule: Rule) -> str:
    """Everything that a writer or editor may want to know about the rule."""
    return "\n\n".join(_parts(rule)) + "\n"


def _parts(rule: Rule) -> Iterator[str]:
    yield f"# {rule.name}"
    yield rule.summary
    switched = "" if rule.enabled else " Off unless a profile or a selection names it."
    yield f"Family: {rule.family}. Severity: {rule.severity}.{switched}"
    if rule.formerly:
        yield f"Formerly: {', '.join(rule.formerly)}."
    yield f"## Why\n\n{rule.why.strip()}"
    yield f"## What to write instead\n\n{rule.instead.strip()}"
    if rule.standards:
        yield "## Standards\n\n" + "\n".join(f"- {standard.name}: <{standard.url}>" for standard in rule.standards)
    if rule.evidence:
        yield f"## Evidence\n\n{rule.evidence.strip()}"
    yield "## Examples that it reports"
    yield from map(_quoted, rule.examples.bad)
    yield "## Examples that it accepts"
    yield from map(_quoted, rule.examples.good)
    if changed := [fixed for fixed in rule.examples.fixed if fixed.was != fixed.becomes]:
        yield "## What `--fix` writes"
        yield from (_quoted(f"- {fixed.was.strip()}\n+ {fixed.becomes.strip()}", "diff") for fixed in changed)
    if left := [fixed for fixed in rule.examples.fixed if fixed.was == fixed.becomes]:
        yield "## What `--fix` leaves to the writer"
        yield from (_quoted(fixed.was) for fixed in left)


def _quoted(example: str, language: str = "markdown") -> str:
    fence = "~~~" if "```" in example else "```"
    return f"{fence}{language}\n{example.strip()}\n{fence}"
