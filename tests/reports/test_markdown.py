from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lint.checked import Failure
from lint.finding import Finding, Severity
from lint.reports import Look, Run
from lint.reports.markdown import render


def summary(run: Run, *, show_all: bool = False) -> str:
    return "".join(render(run, Look(show_all=show_all)))


def test_a_reviewer_sees_the_verdict_the_worst_articles_and_what_to_do(tea_run: Run) -> None:
    assert (
        summary(tea_run)
        == """\
## healthlint: something could not be checked

1 error in 1 of 3 articles, 1 fixable with --unsafe-fixes, 1 suppressed, 1 skipped, 1 failed

### Could not be checked

- In content/broken.md, line 7: byte 0xff is not UTF-8

| worst articles first | errors | warnings | most often |
|---|--:|--:|---|
| content/tea.md | 1 | 0 | dosing-instruction (1) |

<details>
<summary><b>content/tea.md</b>: 1 error</summary>

- **error**, line 3: Tells the reader how much to drink. (dosing-instruction)\\
  *Instead:* Say what the label or a pharmacist advises.\\
  *Fix:* “Some people drink nettle tea” (--unsafe-fixes)

</details>

`healthlint explain RULE` says why a rule matters and which standard it rests on.
"""
    )


def test_a_clean_run_is_two_lines() -> None:
    assert summary(Run((), articles=4)) == "## healthlint: passed\n\nno errors or warnings in 4 articles\n\n"


def test_all_adds_info(tea_run: Run) -> None:
    assert "- **info**: The article carries no disclaimer." in summary(tea_run, show_all=True)
    assert "missing-disclaimer" not in summary(tea_run)


def test_articles_with_more_errors_come_first_then_those_with_more_warnings(make_finding: Callable[..., Finding]) -> None:
    weights = {"a.md": "w", "b.md": "eww", "c.md": "ee", "d.md": "ewww", "e.md": "wwwwwwwww"}
    severities = {"e": Severity.ERROR, "w": Severity.WARNING}
    findings = tuple(
        make_finding("Sip", path=path, severity=severities[letter]) for path, letters in weights.items() for letter in letters
    )
    rows = [line.split()[1] for line in summary(Run(findings, articles=9)).splitlines() if line.startswith("| ")]
    assert rows == ["worst", "c.md", "d.md", "b.md", "e.md", "a.md"]


def test_the_gravest_findings_of_an_article_come_first_and_the_rest_is_counted(make_finding: Callable[..., Finding]) -> None:
    warning, error = make_finding("Sip", severity=Severity.WARNING, message="mild"), make_finding("Sip", message="grave")
    text = summary(Run((*[warning] * 30, error), articles=1))
    assert text.index("grave") < text.index("mild")
    assert text.count("mild") == 19
    assert "\n… and 11 more\n" in text


def test_what_to_write_instead_is_said_once_a_rule_in_each_article(make_finding: Callable[..., Finding]) -> None:
    assert summary(Run((make_finding("Sip"), make_finding("dawn")), articles=1)).count("*Instead:*") == 1


@pytest.mark.parametrize("words", ["a word ", "@someone "])
def test_a_long_report_ends_in_good_order_before_a_comment_is_full(make_finding: Callable[..., Finding], words: str) -> None:
    findings = tuple(
        make_finding("Sip", path=f"{at:04}.md", message=words * 99, suggestion=words * 99) for at in range(2000) for _ in "ab"
    )
    failures = tuple(Failure(f"{at}.md", None, words * 99) for at in range(50))
    text = summary(Run(findings, articles=2000, failures=failures))
    assert 45_000 < len(text) < 60_000
    assert "… and 40 more\n" in text
    assert "… and 1980 more\n" in text
    assert text.count("<details>") == text.count("</details>")
    assert f"\nThere is no room here for the findings in {2000 - text.count('<details>')} more articles.\n" in text


def test_a_long_path_keeps_its_end(make_finding: Callable[..., Finding]) -> None:
    finding = make_finding("Sip", path=f"{'deep/' * 100}dose.md")
    assert "/dose.md | 1 |" in summary(replace(Run((finding,), articles=1)))
