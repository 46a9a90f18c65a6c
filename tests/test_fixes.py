"""Fixes put into texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from lint.finding import Finding, Fix, Severity, Suppression
from lint.fixes import fixable, once
from lint.places import LineIndex

TEXT = "one two three"


def change(old: str, new: str, *, rule: str = "r", safe: bool = True, start: int | None = None) -> Finding:
    at = TEXT.index(old) if start is None else start
    place = LineIndex(TEXT).place(at, at + len(old))
    return Finding("a.md", "language", rule, Severity.INFO, "", "", "", place, fix=Fix(new, place, safe))


def test_each_fix_goes_to_its_place_whatever_their_order() -> None:
    fixed = once(TEXT, [change("three", "3"), change("one", "1", rule="s"), change("two", "")])
    assert fixed.text == "1  3"
    assert fixed.fixes == Counter(r=2, s=1)


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
