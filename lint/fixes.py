"""Texts and the fixes of their findings -> texts that are fixed; nothing here reads or writes a file."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lint.finding import Finding, fixable

_MOST_PASSES = 5

Relint = Callable[[str], Sequence[Finding] | None]
"""A new text of the article to all findings in it; None where it could no longer be judged."""


class Edit(NamedTuple):
    """A fix of a rule that was made: the offsets of the words that went, and of those that came in the new text."""

    rule: str
    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Pass:
    """A text after some fixes, and these in order."""

    text: str
    edits: Sequence[Edit] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after all its fixes, and how many of each rule were made."""

    text: str
    count: Counter[str]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An article before and after its fixes, and how many of each rule were made."""

    path: str
    before: bytes
    after: bytes
    count: Counter[str]


class _Spot(NamedTuple):
    """Where a rule may change words; ``whole`` for a finding about the whole article."""

    rule: str
    start: int
    end: int
    whole: bool


def fixed(text: str, found: Sequence[Finding], allowed: Iterable[Finding], relint: Relint, *, unsafe: bool) -> Fixed:
    """Fix a text until nothing changes any more, or a few passes are over.

    Args:
        text: of the article.
        found: all findings in it.
        allowed: those of them that may be fixed: what nobody suppressed, what is new, ….
        relint: finds what is wrong with a new text.
        unsafe: whether fixes that are not safe may be made.
    Returns:
        The new text. Where fixes overlap, one is made, and the other follows if it is still called for. Fixes of a rule that
        finds the same fault as before in what was written are taken back.
    Raises:
        ValueError: ``text`` is not the one in which the findings were made.
    """
    spots = [_spot(finding) for finding in fixable(allowed, unsafe=unsafe)]
    count: Counter[str] = Counter()
    barred: set[str] = set()
    for _ in range(_MOST_PASSES):
        wanted = _in_spots(fixable(found, unsafe=unsafe), [spot for spot in spots if spot.rule not in barred])
        attempt = once(text, wanted)
        if not attempt.edits:
            break
        after = relint(attempt.text)
        if after is None:
            break
        if futile := _futile(attempt.edits, after):
            barred |= futile
            continue
        text, found = attempt.text, after
        spots = [_moved(spot, attempt.edits) for spot in spots]
        count.update(edit.rule for edit in attempt.edits)
    return Fixed(text, count)


def once(text: str, findings: Iterable[Finding]) -> Pass:
    """The text with the findings' fixes, each in its place; of those that overlap the first.

    Raises ValueError where the words at a place are not those that the fix was made for.
    """
    parts: list[str] = []
    edits: list[Edit] = []
    at = shift = 0
    for rule, fix in sorted(((f.rule, f.fix) for f in findings if f.fix), key=lambda f: (f[1].place.start, f[1].place.end)):
        start, end = fix.place.start, fix.place.end
        if edits and (start < at or start == edits[-1].start):
            continue
        if text[start:end] != fix.place.text:
            raise ValueError(f"the text does not read {fix.place.text!r} at {start}")
        parts += [text[at:start], fix.text]
        edits.append(Edit(rule, start, end, start + shift, start + shift + len(fix.text)))
        at, shift = end, edits[-1].new_end - end
    return Pass("".join([*parts, text[at:]]), edits)


def _spot(finding: Finding) -> _Spot:
    return _Spot(finding.rule, finding.place.start, finding.place.end, finding.place.whole_article)


def _by_rule(spots: Iterable[_Spot]) -> dict[str, list[_Spot]]:
    """The spots of each rule in order; they do not overlap."""
    grouped: dict[str, list[_Spot]] = {}
    for spot in sorted(spots):
        grouped.setdefault(spot.rule, []).append(spot)
    return grouped


def _in_spots(findings: Iterable[Finding], spots: Iterable[_Spot]) -> list[Finding]:
    """The findings that touch a spot of their rule."""
    by_rule = _by_rule(spots)
    kept = []
    for finding in findings:
        there = by_rule.get(finding.rule, [])
        number = bisect_right(there, finding.place.end - (not finding.place.whole_article), key=lambda spot: spot.start)
        reached = there[number - 1] if number else None
        if reached and (reached.end > finding.place.start or (reached.whole and finding.place.whole_article)):
            kept.append(finding)
    return kept


def _futile(edits: Sequence[Edit], after: Iterable[Finding]) -> set[str]:
    """The rules that still find fault with what they wrote."""
    by_rule = _by_rule(map(_spot, after))
    futile = set()
    for edit in edits:
        there = by_rule.get(edit.rule, [])
        number = bisect_right(there, edit.new_start, key=lambda spot: spot.start)
        if number and (edit.new_start < there[number - 1].end or there[0].whole):
            futile.add(edit.rule)
    return futile


def _moved(spot: _Spot, edits: Sequence[Edit]) -> _Spot:
    """The spot in the new text; where an edit cut into it, with all that came."""
    if spot.whole:
        return spot
    first = bisect_right(edits, spot.start, key=lambda edit: edit.end)
    last = bisect_right(edits, spot.end - 1, key=lambda edit: edit.start) - 1
    before = edits[first - 1].new_end - edits[first - 1].end if first else 0
    through = edits[last].new_end - edits[last].end if last >= 0 else 0
    start = min([spot.start + before, *(edit.new_start for edit in edits[first : last + 1])])
    return spot._replace(start=start, end=max([spot.end + through, *(edit.new_end for edit in edits[first : last + 1])]))
