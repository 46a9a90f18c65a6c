from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from lint.checked import Failure
from lint.finding import Finding
from lint.reports import Look, Run
from lint.reports.github import render


def test_commands_carry_severity_position_rule_and_remedy(tea_run: Run) -> None:
    assert list(render(tea_run, Look())) == [
        "::notice file=content/tea.md,line=1,title=missing-disclaimer::The article carries no disclaimer."
        "%0AInstead: Say what the label or a pharmacist advises.\n",
        "::error file=content/tea.md,line=3,col=1,endLine=3,endColumn=13,title=dosing-instruction"
        "::Tells the reader how much to drink.%0AInstead: Say what the label or a pharmacist advises.\n",
        "::error file=content/broken.md,line=7,title=could not be checked::byte 0xff is not UTF-8\n",
    ]


def test_columns_are_left_out_where_the_words_span_lines(make_finding: Callable[..., Finding]) -> None:
    finding = make_finding("dawn.\nIt wipes", suggestion="")
    (command,) = render(Run((finding,), articles=1), Look())
    assert command.startswith("::error file=content/tea.md,line=3,endLine=4,title=")


def test_an_article_cannot_smuggle_in_a_property_or_a_second_command(make_finding: Callable[..., Finding]) -> None:
    finding = make_finding("", path="a,line=9::b%.md", message="100%\n::error::owned", suggestion="50%0A\r\nnow")
    (command,) = render(Run((finding,), articles=1), Look())
    assert command == (
        "::error file=a%2Cline=9%3A%3Ab%25.md,line=1,title=dosing-instruction"
        "::100%25 <U+003A>:error::owned%0AInstead: 50%250A now\n"
    )


@given(path=st.text(st.characters(), min_size=1), message=st.text(st.characters()))
def test_any_failure_is_one_well_formed_command(path: str, message: str) -> None:
    (command,) = render(Run((), articles=0, failures=(Failure(path, None, message),)), Look())
    assert re.fullmatch(r"::error file=[^:,\r\n]+,line=1,title=could not be checked::[^\r\n]*\n", command)
    command.encode()
