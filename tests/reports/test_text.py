from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lint.finding import Finding, Fix, Place, Severity
from lint.reports import Look, Run
from lint.reports.text import render

SIP = Place(14, 17, 3, 1, 3, 4, "Sip")


def printed(run: Run, *, color: bool = False, show_all: bool = False) -> str:
    return "".join(render(run, Look(color, show_all)))


def test_a_writer_sees_the_words_the_reason_and_the_remedy(tea_run: Run) -> None:
    assert (
        printed(tea_run)
        == """\
content/tea.md:3:1 error dosing-instruction
  Tells the reader how much to drink.
  3 | Sip two cups each dawn.
    | ^^^^^^^^^^^^
  weighed most: “two cups”, “Sip”
  see line 1: the page is about: “Nettle tea”
  why: A dose that suits one reader can harm another.
  standard: House guide, section 4 <https://example.org/guide#4>
  instead: Say what the label or a pharmacist advises.
  fix: “Some people drink nettle tea” (--unsafe-fixes)

content/broken.md:7 failed: byte 0xff is not UTF-8
1 error in 1 of 3 articles, 1 fixable with --unsafe-fixes, 1 suppressed, 1 skipped, 1 failed
"""
    )


def test_all_adds_hints_and_why_articles_were_skipped(tea_run: Run) -> None:
    shown = printed(tea_run, show_all=True)
    assert shown.startswith("content/tea.md:1:1 info missing-disclaimer\n  The article carries no disclaimer.\n  why: A dose")
    assert "content/thé.md skipped: not in English\n" in shown
    assert shown.endswith(
        "1 error, 1 info finding in 1 of 3 articles, 1 fixable with --unsafe-fixes, 1 suppressed, 1 skipped, 1 failed\n"
    )


def test_the_reason_is_given_once_a_rule_in_each_file(make_finding: Callable[..., Finding]) -> None:
    first, second = make_finding("Sip two cups"), make_finding("each dawn")
    other = make_finding("each dawn", path="other.md")
    special = make_finding("hay fever", suggestion="Name the study.")
    shown = printed(Run((first, second, special, other), articles=2))
    assert shown.count("  why: A dose") == 2
    assert shown.count("  instead: Say what") == 2
    assert shown.count("  instead: Name the study.") == 1


def test_a_heap_of_claims_is_cut_short_with_a_count(make_finding: Callable[..., Finding]) -> None:
    claims = tuple(make_finding("Sip", family="claims", message=f"claim {at}") for at in range(17))
    run = Run(claims, articles=1)
    shown = printed(run)
    assert "claim 4" in shown
    assert "claim 5" not in shown
    assert shown.endswith("\n\n… and 12 more of this kind (--all shows them)\n\n17 errors in 1 of 1 article\n")
    assert "claim 16" in printed(run, show_all=True)
    assert "more of this kind" not in printed(run, show_all=True)


def test_a_clean_run_says_how_much_was_read() -> None:
    assert printed(Run((), articles=12)) == "no errors or warnings in 12 articles\n"
    assert printed(Run((), articles=1), show_all=True) == "no findings in 1 article\n"


def test_articles_with_hints_alone_do_not_count_as_bad(make_finding: Callable[..., Finding]) -> None:
    hint = make_finding("Sip", path="hint.md", severity=Severity.INFO)
    warning = make_finding("Sip", severity=Severity.WARNING)
    assert printed(Run((hint, warning), articles=4)).endswith("\n1 warning in 1 of 4 articles\n")


def test_the_words_stand_in_for_a_missing_source(make_finding: Callable[..., Finding]) -> None:
    assert "\n  “Sip two cups”\n" in printed(Run((make_finding("Sip two cups"),), articles=1))


def test_line_numbers_of_several_lines_are_aligned(make_finding: Callable[..., Finding]) -> None:
    source = "\n" * 8 + "Sip two\ncups."
    run = Run((make_finding("two\ncups", source),), articles=1, sources={"content/tea.md": source})
    assert "\n   9 | Sip two\n     |     ^^^\n  10 | cups.\n     | ^^^^\n" in printed(run)


@pytest.mark.parametrize(
    ("words", "fix", "said"),
    [
        ("Sip", Fix("Drink", SIP, safe=True), "“Drink” (--fix)"),
        ("Sip", Fix("Drink", SIP), "“Drink” (--unsafe-fixes)"),
        ("Sip two", Fix("Drink", SIP), "“Drink” for “Sip” (--unsafe-fixes)"),
        ("Sip", Fix("", SIP), "leave these words out (--unsafe-fixes)"),
        ("", Fix("\n\nAsk a doctor.", Place(9, 9, 1, 10, 1, 10, ""), safe=True), "add “Ask a doctor.” (--fix)"),
    ],
)
def test_a_fix_says_what_it_writes_and_who_asks_for_it(
    make_finding: Callable[..., Finding], words: str, fix: Fix, said: str
) -> None:
    assert f"  fix: {said}\n" in printed(Run((make_finding(words, fix=fix),), articles=1))


def test_colour_comes_only_when_asked_and_changes_nothing_else(tea_run: Run) -> None:
    import click

    colored = printed(tea_run, color=True)
    assert "\x1b[31m" in colored
    assert click.unstyle(colored) == printed(tea_run)


def test_nothing_from_an_article_reaches_the_terminal_as_a_control(tea_run: Run) -> None:
    hostile = "x\x1b]0;owned\x07\u202e\r\n::error::y"
    dose = tea_run.findings[1]
    related = replace(dose.related[0], message=hostile, place=Place(0, 1, 1, 1, 1, 2, hostile))
    finding = replace(
        dose,
        path=hostile,
        rule=hostile,
        message=hostile,
        why=hostile,
        suggestion=hostile,
        fix=Fix(hostile, Place(0, len(hostile), 1, 1, 2, 11, hostile)),
        related=(related,),
        weighed=(hostile,),
        place=Place(0, len(hostile), 1, 1, 2, 11, hostile),
    )
    run = replace(
        tea_run,
        findings=(finding,),
        sources={hostile: hostile},
        skipped=(replace(tea_run.skipped[0], path=hostile, reason=hostile),),
        failures=(replace(tea_run.failures[0], path=hostile, message=hostile),),
    )
    shown = printed(run, show_all=True)
    assert not set(shown) & set("\x1b\x07\r\u202e")
    assert not any(line.startswith("::") for line in shown.splitlines())


def test_the_last_line_counts_what_was_fixed_and_what_could_be(make_finding: Callable[..., Finding]) -> None:
    safe, unsafe = make_finding("Sip", fix=Fix("x", SIP, True)), make_finding("Sip", fix=Fix("x", SIP))
    assert printed(Run((safe, unsafe), articles=1)).endswith(" article, 1 fixable with --fix, 1 more with --unsafe-fixes\n")
    assert printed(Run((unsafe,), articles=1, fixed=3)).endswith(" article, 3 fixed, 1 more with --unsafe-fixes\n")
