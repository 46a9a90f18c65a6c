"""Fixes put into texts; and, over every rule that ships with a fix, what any fix must and must not do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.engine import Engine
from lint.finding import Finding, Fix, Severity, Suppression, fixable
from lint.fixes import fixed, once
from lint.places import LineIndex
from lint.readers import read
from lint.rule import SubstitutionRule
from lint.rulebook import packaged

TEXT = "one two three"


def change(old: str, new: str, *, rule: str = "r", safe: bool = True, start: int | None = None, text: str = TEXT) -> Finding:
    at = text.index(old) if start is None else start
    place = LineIndex(text).place(at, at + len(old))
    return Finding("a.md", "language", rule, Severity.INFO, "", "", "", place, fix=Fix(new, place, safe))


def words(text: str, **rules: dict[str, str]) -> list[Finding]:
    """What toy rules find: each maps words to what they become."""
    return [
        change(match[0], changes[match[0]], rule=rule, start=match.start(), text=text)
        for rule, changes in rules.items()
        for match in re.finditer("|".join(changes), text)
    ]


def test_each_fix_goes_to_its_place_whatever_their_order() -> None:
    result = once(TEXT, [change("three", "3"), change("one", "1", rule="s"), change("two", "")])
    assert result.text == "1  3"
    assert [edit.rule for edit in result.edits] == ["s", "r", "r"]
    assert [result.text[edit.new_start : edit.new_end] for edit in result.edits] == ["1", "", "3"]


def test_of_fixes_that_overlap_the_first_wins() -> None:
    assert once(TEXT, [change("two three", "x"), change("one two", "y"), change("three", "z")]).text == "y z"


def test_fixes_that_touch_do_not_overlap() -> None:
    assert once(TEXT, [change("one", "1"), change(" ", "-"), change("two", "2")]).text == "1-2 three"


def test_of_two_additions_at_one_place_the_first_wins() -> None:
    assert once(TEXT, [change("", "!", start=13), change("", "?", start=13)]).text == "one two three!"


def test_a_text_that_has_changed_is_not_fixed() -> None:
    with pytest.raises(ValueError, match="two"):
        once("one to three", [change("two", "2")])


def test_a_finding_without_a_fix_or_silenced_is_not_fixable_and_one_that_is_not_safe_only_on_demand() -> None:
    safe, unsafe = change("one", "1"), change("two", "2", safe=False)
    others = [replace(safe, fix=None), replace(safe, suppressed=Suppression("quoted", 1))]
    assert fixable([safe, unsafe, *others], unsafe=False) == [safe]
    assert fixable([safe, unsafe, *others], unsafe=True) == [safe, unsafe]


def test_what_overlapped_is_fixed_in_a_later_pass() -> None:
    rules = {"a": {"one two": "two two"}, "b": {"two three": "four"}}
    found = words(TEXT, **rules)
    result = fixed(TEXT, found, found, lambda text: words(text, **rules), unsafe=False)
    assert result.text == "two four"
    assert result.count == Counter(a=1, b=1)


def test_what_may_not_be_fixed_is_not_fixed_in_a_later_pass_either() -> None:
    rules = {"a": {"one": "uno"}}
    text = "one one, one"
    found = words(text, **rules)
    result = fixed(text, found, found[1:2], lambda new: words(new, **rules), unsafe=False)
    assert result.text == "one uno, one"
    assert result.count == Counter(a=1)


def test_a_rule_that_still_finds_fault_with_what_it_wrote_writes_nothing() -> None:
    rules = {"a": {"one": "one one"}, "b": {"two": "2"}}
    found = words(TEXT, **rules)
    result = fixed(TEXT, found, found, lambda text: words(text, **rules), unsafe=False)
    assert result.text == "one 2 three"
    assert result.count == Counter(b=1)


def test_an_addition_that_does_not_help_is_taken_back() -> None:
    missing = replace(change("", " four", start=13), place=LineIndex(TEXT).place(0, 0))
    assert fixed(TEXT, [missing], [missing], lambda _: [missing], unsafe=False).text == TEXT
    assert fixed(TEXT, [missing], [missing], lambda _: [], unsafe=False).text == "one two three four"


def test_fixes_after_which_the_article_cannot_be_judged_are_taken_back() -> None:
    found = words(TEXT, a={"one": "1"})
    assert fixed(TEXT, found, found, lambda _: None, unsafe=False).text == TEXT


def test_two_rules_that_undo_each_other_come_to_an_end() -> None:
    rules = {"a": {"one": "uno"}, "b": {"uno": "one"}}
    found = [*words(TEXT, **rules), change("three", "3", rule="b")]
    assert fixed(TEXT, found, found, lambda text: words(text, **rules), unsafe=False).text.endswith(" two 3")


# Every rule that ships

RULES = [
    rule
    for rule in packaged().rules
    if isinstance(rule, SubstitutionRule) and any(r.use is not None for r in rule.replacements)
]
CASES = [(rule, text) for rule in RULES for text in (*rule.examples.bad, *(pair.was for pair in rule.examples.fixed))]
AROUND = st.sampled_from(
    [
        "The ward opens at nine & closes at five.",
        "Sleep helps, said Zoë – and a walk 🙂 does, too.",
        "Ask a nurse about the medicine <if> you can.",
        "A pharmacist knows the dose.",
    ]
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(RULES)


def article(example: str, before: str, after: str, suffix: str, newline: str) -> str:
    """An example among other paragraphs, in a format."""
    lines = example.strip().splitlines()
    if suffix == "html":
        level = [line for line in lines if line and not line.startswith("#")]
        paragraphs = [f"<p>{escape(text)}</p>" for text in (before, " ".join(level), after)]
        lines = ["<!doctype html>", "<main>", "<h1>Care &amp; cure</h1>", *paragraphs, "</main>"]
    elif suffix == "md":
        lines = [
            "---",
            "title: Care",
            "---",
            "",
            "# Care &amp; cure",
            "",
            before.replace("<", "&lt;"),
            "",
            *lines,
            "",
            f"- {after}",
        ]
    else:
        lines = ["Care", "", before, "", *lines, "", after]
    return newline.join([*lines, ""])


@pytest.mark.parametrize("unsafe", [False, True])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    case=st.sampled_from(CASES),
    before=AROUND,
    after=AROUND,
    suffix=st.sampled_from(["md", "html", "txt"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_a_fix_sets_right_what_was_found_and_touches_nothing_else(
    engine: Engine,
    unsafe: bool,
    case: tuple[SubstitutionRule, str],
    before: str,
    after: str,
    suffix: str,
    newline: str,
    mark: bytes,
) -> None:
    rule, example = case
    text = article(example, before, after, suffix, newline)

    def lint(text: str) -> Sequence[Finding]:
        page = read(mark + text.encode(), f"a.{suffix}")
        assert page.text == text
        return engine.lint(page, {rule.name: rule.severity}).findings

    found = lint(text)
    wanted = fixable(found, unsafe=unsafe)
    result = fixed(text, found, wanted, lint, unsafe=unsafe)

    assert (result.text == text) is not bool(wanted), "a fix that is offered is one that helps"
    again = lint(result.text)
    assert fixable(again, unsafe=unsafe) == []
    assert len(again) == len(found) - len(wanted)
    # What stands between the fixed places is there as it was.
    at = 0
    for old in _between(text, wanted):
        at = result.text.index(old, at) + len(old)
    assert result.text.count("\n") == text.count("\n")
    assert result.text.count("\r") == text.count("\r")


def _between(text: str, fixes: Sequence[Finding]) -> list[str]:
    places = sorted((f.fix.place.start, f.fix.place.end) for f in fixes if f.fix)
    starts = [0, *(end for _, end in places)]
    return [text[start:end] for start, end in zip(starts, [*(start for start, _ in places), len(text)], strict=True)]


def test_every_safe_replacement_that_ships_is_shown_at_work(engine: Engine) -> None:
    shown = {
        (rule.name, finding.fix.text.strip().lower())
        for rule in RULES
        for pair in rule.examples.fixed
        for finding in engine.lint(read(pair.was.encode(), "a.md"), {rule.name: rule.severity}).findings
        if finding.fix and finding.fix.safe
    }
    safe = [(rule.name, r.use or "") for rule in RULES for r in rule.replacements if r.safe]
    told = {(name, use.strip().lower()) for name, use in safe if "\\" not in use}
    assert {name for name, _ in shown} == {name for name, _ in safe}
    assert told - shown == set()
