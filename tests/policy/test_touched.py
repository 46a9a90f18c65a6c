"""Which words a change touched: told from what git says of the lines, word by word."""

from __future__ import annotations

import difflib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.git import Hunk
from lint.policy.touched import touched


def hunks(old: str, new: str) -> list[Hunk]:
    """What ``git diff --unified=0`` says, by another hand."""
    before, after = old.split("\n"), new.split("\n")
    found = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found.append(Hunk(k + 1 if m > k else k, m - k, "".join(f"{line}\n" for line in before[i:j])))
    return found


def sentences_touched(old: str, new: str) -> list[str]:
    """The sentences of ``new`` (a line or up to a full stop) that overlap what changed."""
    spans = touched(new, hunks(old, new))
    return [
        match[0].strip()
        for match in re.finditer(r"[^.\n]+\.?(?:\[\d\])?", new)
        if match[0].strip() and any(start < match.end() and end > match.start() for start, end in spans)
    ]


A, B, C = "Tea is warm.", "Sip 5 cups at dawn.", "Rest helps."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(f"{A} {B}", f"{A} {B}", [], id="nothing"),
        pytest.param(f"{A} {B} {C}", f"{A} Sip 6 cups at dawn. {C}", ["Sip 6 cups at dawn."], id="a word in a long line"),
        pytest.param(f"{A} {C}", f"{A} {B} {C}", [B], id="a sentence came"),
        pytest.param(f"{A} {B} {C}", f"{A} {C}", [], id="a sentence went"),
        pytest.param(f"{A}\n\n{B}\n\n{C}\n", f"{A}\n\n{C}\n", [], id="a paragraph went"),
        pytest.param(f"{A}\n\n{C}\n", f"{A}\n\n{B}\n\n{C}\n", [B], id="a paragraph came"),
        pytest.param("- Sip tea if told\n- Rest\n", "- Sip tea\n- Rest\n", ["- Sip tea"], id="the end of a list item went"),
        pytest.param("- Sip tea\n- Rest\n", "- Rest\n", [], id="a list item went"),
        pytest.param("Do not sip 5 cups.", "Do sip 5 cups.", ["Do sip 5 cups."], id="a not went"),
        pytest.param(f"{A} In trials, tea cured.", f"{A} tea cured.", ["tea cured."], id="the beginning of a sentence went"),
        pytest.param("Tea cures all ills, they say. Rest.", "Tea cures all ills. Rest.", ["Tea cures all ills."], id="its end"),
        pytest.param("Never, we say,\nsip 5 cups.\n", "sip 5 cups.\n", ["sip 5 cups."], id="the first line of a sentence went"),
        pytest.param(f"# Tea\n{A}\n", f"{A}\n", [], id="a heading went"),
        pytest.param("Tea cures.[1] Rest helps.", "Tea cures. Rest helps.", ["Tea cures.", C], id="a citation mark went"),
        pytest.param("Tea cures [1]. Rest helps.", "Tea cures. Rest helps.", ["Tea cures."], id="a mark inside went"),
        pytest.param("Nobody should sip 5 cups.", "Nobody should. sip 5 cups.", ["Nobody should.", "sip 5 cups."], id="cut"),
        pytest.param("Sip it. Sip tea.", "Sip it. Sip me. Sip tea.", ["Sip me."], id="new words like the old ones around"),
        pytest.param("Sip 5 cups daily.", "Sip 6 cups daily. Sip 5 cups daily.", ["Sip 6 cups daily."], id="its like came"),
        pytest.param("Sip 6 cups daily. Sip 5 cups daily. Rest.", "Sip 5 cups daily. Rest.", [], id="its like went"),
        pytest.param(f"{A} {B}\n{C}\n", f"{A}\n{B} {C}\n", [], id="lines wrapped anew"),
        pytest.param(f"{A}\r\n{B}\r\n", f"{A}\r\n{C}\r\n", [C], id="CRLF"),
        pytest.param(f"{A}\r\r{B}\r\r{C}", f"{A}\r\r{C}", [], id="CR"),
        pytest.param("", f"{A} {B}", [A, B], id="a new text"),
    ],
)
def test_the_sentences_that_a_change_touched(old: str, new: str, expected: list[str]) -> None:
    assert sentences_touched(old, new) == expected


def test_a_large_rewriting_counts_as_changed_in_every_word() -> None:
    old, new = "tea and rest " * 900, "rest and tea " * 900
    assert touched(new, [Hunk(1, 1, old)]) == [(0, len(new))]


WORDS = st.lists(st.sampled_from(["tea", "sip", "not", "5", ".", ",", "\n", "\n\n", "- ", "[1]", "é𝄞"]), max_size=25).map(
    " ".join
)


@given(WORDS, WORDS)
def test_every_word_outside_of_what_changed_was_there_before(old: str, new: str) -> None:
    spans = touched(new, hunks(old, new))
    assert all(0 <= start < end <= len(new) for start, end in spans)
    kept = [m[0] for m in re.finditer(r"\w+|[^\w\s]", new) if not any(s < m.end() and e > m.start() for s, e in spans)]
    words = iter(re.findall(r"\w+|[^\w\s]", old))
    assert all(word in words for word in kept), "the kept words are a subsequence of the old ones"
