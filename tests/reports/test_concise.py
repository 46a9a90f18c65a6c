from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from lint.checked import Failure
from lint.finding import Finding
from lint.reports import Look, Run
from lint.reports.concise import render


def test_one_line_a_finding_and_a_failure(tea_run: Run) -> None:
    assert list(render(tea_run, Look())) == [
        "content/tea.md:1:1: info missing-disclaimer: The article carries no disclaimer.\n",
        "content/tea.md:3:1: error dosing-instruction: Tells the reader how much to drink.\n",
        "content/broken.md:7:1: error failure: byte 0xff is not UTF-8\n",
    ]


def test_nothing_is_left_out(make_finding: Callable[..., Finding]) -> None:
    run = Run(tuple(make_finding("Sip", family="claims") for _ in range(40)), articles=1)
    assert len(list(render(run, Look()))) == 40


@given(path=st.text(st.characters(), min_size=1), message=st.text(st.characters()))
def test_no_text_can_start_another_line(path: str, message: str) -> None:
    (line,) = render(Run((), articles=0, failures=(Failure(path, None, message),)), Look())
    assert len(line.splitlines()) == 1
    line.encode()
