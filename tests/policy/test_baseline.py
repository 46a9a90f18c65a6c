"""What is new, what is fixed and what was renamed; and the lines of the file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.finding import Finding, Place, Severity, Suppression
from lint.policy.baseline import Book, Comparison, Entry, Known, lines, parse

PATHS, RULES, SENTENCES = ("a.md", "b.md", "old/c.md"), ("soup", "pebbles"), ("", "one.", "two.", "three.", "four.")


def finding(path: str, rule: str, sentence: str = "", start: int = 0) -> Finding:
    place = Place(start, start + 1, 1, 1, 1, 2, "x")
    return Finding(path, "claims", rule, Severity.ERROR, "m", "w", "s", place, sentence=sentence)


def compared(
    book: Book,
    findings: Iterable[Finding],
    covered: Collection[str] = PATHS,
    ran: Collection[str] = RULES,
    formerly: dict[str, str] | None = None,
) -> tuple[list[Finding], Comparison]:
    step = Known(book, lambda path, rule: path in covered and rule in ran, lambda name: (formerly or {}).get(name, name))
    return step.apply(list(findings)), step.comparison


def book_of(*findings: Finding, gone: Collection[str] = ()) -> Book:
    return Book(entries=compared(Book(), findings)[1].present, gone=frozenset(gone))


some_findings = st.lists(st.builds(finding, st.sampled_from(PATHS), st.sampled_from(RULES), st.sampled_from(SENTENCES)))


@given(some_findings)
def test_what_was_written_down_is_known_whatever_it_is(findings: list[Finding]) -> None:
    entries, failures = parse("".join(lines(book_of(*findings).entries)), "x")
    left, comparison = compared(Book(entries=frozenset(entries)), findings)
    assert (left, failures, comparison.fixed, comparison.known) == ([], [], frozenset(), len(findings))
    assert comparison.present == entries


@given(some_findings, some_findings)
def test_each_finding_is_new_or_known_and_each_entry_is_known_or_fixed(before: list[Finding], now: list[Finding]) -> None:
    left, comparison = compared(book_of(*before), now)
    assert comparison.known + len(left) == len(now)
    assert comparison.known + len(comparison.fixed) == len(before)
    assert comparison.present == book_of(*now).entries
    new = {(f.path, f.rule, f.sentence) for f in left}
    assert not new & {(f.path, f.rule, f.sentence) for f in now if now.count(f) <= before.count(f)}


@given(some_findings, some_findings, st.sets(st.sampled_from(PATHS)), st.sets(st.sampled_from(RULES)))
def test_what_a_run_did_not_look_at_stays(before: list[Finding], now: list[Finding], covered: set[str], ran: set[str]) -> None:
    book = book_of(*before)
    found = [f for f in now if f.path in covered and f.rule in ran]
    _, comparison = compared(book, found, covered, ran)
    others = {entry for entry in book.entries if not (entry.path in covered and entry.rule in ran)}
    assert others <= comparison.present
    assert not others & comparison.fixed
    assert comparison.present - others == book_of(*found).entries


def test_a_fix_and_a_regression_do_not_cancel_out() -> None:
    left, comparison = compared(book_of(finding("a.md", "soup", "old.")), [finding("a.md", "soup", "new.")])
    assert [f.sentence for f in left] == ["new."]
    assert len(comparison.fixed) == 1


@pytest.mark.parametrize(
    "other", [finding("b.md", "soup", "one."), finding("a.md", "pebbles", "one."), finding("a.md", "soup")]
)
def test_path_rule_and_sentence_tell_findings_apart(other: Finding) -> None:
    assert compared(book_of(finding("a.md", "soup", "one.")), [other])[0] == [other]


def test_of_several_alike_the_last_is_the_new_one() -> None:
    first, second = finding("a.md", "soup", "one.", 5), finding("a.md", "soup", "one.", 50)
    assert compared(book_of(first), [first, second])[0] == [second]


def test_a_number_that_a_merge_left_out_does_not_matter() -> None:
    first, second, third = (finding("a.md", "soup", "one.", start) for start in (1, 2, 3))
    entries = frozenset(entry for entry in book_of(first, second, third).entries if entry.nth != 2)
    left, comparison = compared(Book(entries=entries), [first, second])
    assert (left, comparison.fixed) == ([], frozenset())


def test_what_somebody_suppressed_is_neither_known_nor_needed_any_more() -> None:
    silent = replace(finding("a.md", "soup", "one."), suppressed=Suppression("why", 1))
    left, comparison = compared(book_of(finding("a.md", "soup", "one.")), [silent])
    assert left == [silent]
    assert (comparison.known, len(comparison.fixed), comparison.present) == (0, 1, frozenset())


def test_an_old_name_of_a_rule_stands_for_the_rule() -> None:
    book = book_of(finding("a.md", "broth", "one."))
    left, comparison = compared(book, [finding("a.md", "soup", "one.")], formerly={"broth": "soup"})
    assert left == []
    assert [entry.rule for entry in comparison.present] == ["soup"]


def test_paths_are_those_of_the_baselines_folder() -> None:
    book = replace(book_of(finding("c.md", "soup", "one.")), folder=Path("site/old"))
    assert compared(book, [finding("site/old/c.md", "soup", "one.")])[0] == []
    assert book.name("site/new/d.md") == "../new/d.md"


def article(path: str, *sentences: str) -> list[Finding]:
    return [finding(path, "soup", sentence) for sentence in sentences]


def test_an_article_whose_sentences_are_elsewhere_was_renamed() -> None:
    book = book_of(*article("gone.md", "", "one.", "two.", "three."), gone=["gone.md"])
    now = article("a.md", "", "one.", "two.", "new.")
    left, comparison = compared(book, now)
    assert [f.sentence for f in left] == ["new."]
    assert {entry.path for entry in comparison.entries} == {"a.md"}
    assert [entry.sentence for entry in comparison.fixed] == ["three."]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (article("gone.md", ""), article("a.md", "")),
        (article("gone.md", "", "one.", "two."), article("a.md", "", "one.")),
        (article("gone.md", "", "one.") + article("b.md", "two."), article("b.md", "", "one.")),
        (article("gone.md", "", "one.") + article("lost.md", "", "one."), article("a.md", "", "one.")),
        (article("gone.md", "", "one."), article("a.md", "", "one.") + article("b.md", "", "one.")),
    ],
    ids=["no sentence in common", "half of the sentences", "entries of its own", "sentence of two lost", "sentence of two new"],
)
def test_an_article_that_may_be_another_one_is_new(before: list[Finding], now: list[Finding]) -> None:
    assert compared(book_of(*before, gone=["gone.md", "lost.md"]), now)[0] == [f for f in now if f not in before]


def test_a_copy_of_an_article_that_is_still_there_is_new() -> None:
    copy = article("b.md", "", "one.")
    assert compared(book_of(*article("a.md", "", "one.")), [*article("a.md", "", "one."), *copy])[0] == copy


def test_a_line_is_json_without_line_numbers_and_dates() -> None:
    [line] = lines(book_of(finding("a/ü.md", "soup", "the best soup — ever.")).entries)
    assert line == (
        '{"path": "a/ü.md", "rule": "soup", "sentence": "the best soup — ever.", "hash": "91104c67a62f6cc6", "nth": 1}\n'
    )
    assert lines(book_of(finding("a.md", "soup")).entries) == ['{"path": "a.md", "rule": "soup", "nth": 1}\n']


def test_lines_are_sorted_and_a_long_sentence_is_cut() -> None:
    findings = [finding("b.md", "soup", "long " * 500), *[finding("a.md", "soup", "one.")] * 11, finding("a.md", "pebbles")]
    written = [json.loads(line) for line in lines(book_of(*findings).entries)]
    assert [(entry["path"], entry["rule"], entry["nth"]) for entry in written] == [
        ("a.md", "pebbles", 1),
        *(("a.md", "soup", n) for n in range(1, 12)),
        ("b.md", "soup", 1),
    ]
    assert written[-1]["sentence"] == "long " * 13 + "long…"


@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_any_path_and_sentence_stand_on_one_visible_line_and_come_back(path: str, rule: str, sentence: str) -> None:
    path += "\udcff\u202e\x1b\u2028\r\n"
    entries = book_of(replace(finding(path, rule, sentence))).entries
    [line] = lines(entries)
    assert line.removesuffix("\n").isprintable()
    assert parse(line, "x") == (entries, [])


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "<<<<<<< HEAD",
        "[]",
        '{"path": "a.md", "rule": "soup"}',
        '{"path": "a.md", "rule": "soup", "nth": 0}',
        '{"path": "a.md", "rule": "soup", "nth": true}',
        '{"path": "", "rule": "soup", "nth": 1}',
        '{"path": "a.md", "rule": 7, "nth": 1}',
        '{"path": "a.md", "rule": "soup", "nth": 1, "line": 3}',
        '{"path": "a.md", "rule": "soup", "sentence": "x", "nth": 1}',
        '{"path": "a.md", "rule": "soup", "sentence": "x", "hash": "short", "nth": 1}',
        '{"path": "a.md", "rule": "soup", "sentence": "x", "hash": "0123456789abcdef", "nth": 1, "date": "x"}',
        "[" * 100_000,
        '{"path": "a.md", "rule": "soup", "nth": ' + "9" * 5000 + "}",
    ],
)
def test_a_line_that_is_no_entry_is_a_failure_and_the_rest_holds(line: str) -> None:
    good = '{"path": "a.md", "rule": "soup", "nth": 1}'
    entries, [failure] = parse(f"\n{good}\r\n{line}\n{good}\n", "base")
    assert entries == {Entry("a.md", "soup")}
    assert (failure.path, failure.line) == ("base", 3)
    assert "mend the line or delete it" in failure.message


@given(some_findings, some_findings, some_findings)
def test_git_merges_two_branches_by_union(base: list[Finding], ours: list[Finding], theirs: list[Finding]) -> None:
    with TemporaryDirectory() as name:
        sides = {side: book_of(*findings).entries for side, findings in (("ours", ours), ("base", base), ("theirs", theirs))}
        for side, entries in sides.items():
            Path(name, side).write_text("".join(lines(entries)))
        merge = ["git", "merge-file", "--union", "--stdout", *sides]
        merged = subprocess.run(merge, cwd=name, capture_output=True, check=True, text=True).stdout
    entries, failures = parse(merged, "merged")
    assert failures == []
    assert sides["ours"] & sides["theirs"] <= entries <= sides["ours"] | sides["theirs"]
    assert (sides["ours"] | sides["theirs"]) - sides["base"] <= entries
