"""Runs the examples that stand in the rules: each bad one must be reported by its rule, and no good one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import indent

from lint.engine import Engine, Outcome
from lint.finding import fixable
from lint.fixes import once
from lint.locate import shown
from lint.places import folded
from lint.policy.suppressions import Suppressions
from lint.project import Project
from lint.readers import ReadError, read
from lint.rule import Fixed, Rule, SuppressionRule

_HTML = ("<!doctype", "<html")


@dataclass(frozen=True, slots=True)
class Broken:
    """An example that its rule does not bear out: where it stands, what is wrong, and its text."""

    path: str
    line: int | None
    rule: str
    problem: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.rule}: {self.problem}\n{indent(self.text.strip(), '  | ', lambda _line: True)}"


def broken_examples(rules: Iterable[Rule], project: Project) -> Iterator[Broken]:
    """The examples of ``rules``, which are the project's, that fail; rules that are switched off are tried too."""
    rules = list(rules)
    about_others = any(isinstance(rule, SuppressionRule) for rule in rules)
    engine = project.engine(project.pack.rules if about_others else rules)
    for rule in rules:
        for kind, examples in (("bad", rule.examples.bad), ("good", rule.examples.good)):
            for number, text in enumerate(examples):
                if problem := _problem(rule, kind, text, engine, project):
                    document = project.pack.documents[rule.name]
                    line = document.line(("examples", kind, number))
                    yield Broken(shown(document.path), line, rule.name, problem, text)
        for number, fixed in enumerate(rule.examples.fixed):
            if problem := _unlike(rule, fixed, engine, project):
                document = project.pack.documents[rule.name]
                yield Broken(shown(document.path), document.line(("examples", "fixed", number)), rule.name, problem, fixed.was)


def _outcome(rule: Rule, text: str, engine: Engine, project: Project) -> Outcome:
    name = "example.html" if text.lstrip().lower().startswith(_HTML) else "example.md"
    article = read(text.encode(), name)
    if not isinstance(rule, SuppressionRule):
        return engine.lint(article, {rule.name: rule.severity})
    severities = {other.name: other.severity for other in project.pack.rules}
    others = tuple(other for other in project.pack.rules if isinstance(other, SuppressionRule))
    outcome = engine.lint(article, severities)
    findings = Suppressions(others, project.rulebook.meanings, severities).apply(article, outcome.findings)
    return Outcome(tuple(finding for finding in findings if finding.rule == rule.name), outcome.skipped)


def _unlike(rule: Rule, fixed: Fixed, engine: Engine, project: Project) -> str:
    try:
        text = once(fixed.was, fixable(_outcome(rule, fixed.was, engine, project).findings, unsafe=False)).text
    except ReadError as error:
        return f"the example cannot be read: {error.problem}"
    return "" if text == fixed.becomes else f"--fix makes of it: “{folded(text)}”"


def _problem(rule: Rule, kind: str, text: str, engine: Engine, project: Project) -> str:
    try:
        outcome = _outcome(rule, text, engine, project)
    except ReadError as error:
        return f"the example cannot be read: {error.problem}"
    if outcome.skipped:
        return f"the example is skipped: {outcome.skipped}"
    if kind == "bad" and not outcome.findings:
        return "a bad example is not reported; change the patterns or the example"
    if kind == "good" and outcome.findings:
        words = outcome.findings[0].place.text
        what = f"for “{' '.join(words.split())}”" if words else "as a whole"
        return f"a good example is reported {what}; add an exception or change the example"
    return ""
