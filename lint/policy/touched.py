"""Which characters of a text a change touched: words compared inside the lines that git says differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate, chain, islice

from lint.git import Hunk

Span = tuple[int, int]

_WORD = re.compile(r"\w+|[^\w\s]")
_MOST_FOR_HUNK, _MOST_FOR_TEXT = 20_000, 400_000
"""What comparing words may cost (a third of a second, and some seconds); what costs more counts as changed in every word."""
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]*_]*\Z")
_STARTS_BLOCK = re.compile(r"[-*+#>|<{:]|\d+[.)]\s")
_ENDS_BLOCK = re.compile(r"(?:^[ \t]*#[^\n]*|[|>])\Z", re.MULTILINE)
_IN_SIGHT = 300
_MOST_SHIFTS = 100


def touched(text: str, hunks: Iterable[Hunk]) -> list[Span]:
    """The offsets of what changed in ``text``, in order.

    New and changed words are touched, white space never. Where words went and none came, the words beside the gap are touched
    if they belong to the sentence that lost them; where whole sentences went, nothing is.
    """
    starts = [0, *accumulate(map(len, text.split("\n")), lambda at, length: at + length + 1)]
    spans: list[Span] = []
    budget = _MOST_FOR_TEXT
    for hunk in hunks:
        first = hunk.line - 1 if hunk.count else hunk.line
        start, end = (min(starts[min(number, len(starts) - 1)], len(text)) for number in (first, first + hunk.count))
        comparison = _Comparison(text, start, end, hunk.old)
        affordable = comparison.cost <= min(budget, _MOST_FOR_HUNK)
        budget -= comparison.cost if affordable else 0
        spans += comparison.touched() if affordable else [(start, end)]
    return spans


class _Words:
    """The words of ``text[start:end]``."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.spans = [match.span() for match in _WORD.finditer(text, start, end)]
        self.words = [text[start:end] for start, end in self.spans]

    def around(self, start: int, end: int) -> Span:
        """Where the word before ``start`` ends and the word ``end`` starts, be they outside of the words given."""
        left = self.spans[start - 1][1] if start else len(self.text[: self.start].rstrip())
        right = self.spans[end][0] if end < len(self.spans) else len(self.text) - len(self.text[self.end :].lstrip())
        return left, right

    def parted_at(self, at: int) -> bool:
        """Does a sentence end before the word ``at``?"""
        left, _ = self.around(at, at)
        return _parted(self.text[max(0, left - _IN_SIGHT) : left], self.text[left : left + _IN_SIGHT])


class _Comparison:
    """``text[start:end]``, which took the place of ``old``."""

    def __init__(self, text: str, start: int, end: int, old: str) -> None:
        before, after = text[max(0, start - _IN_SIGHT) : start], text[end : end + _IN_SIGHT]
        self._new = _Words(before + text[start:end] + after, len(before), len(before) + end - start)
        self._old = _Words(before + old + after, len(before), len(before) + len(old))
        self._shift = start - len(before)
        head = _common(self._old.words, self._new.words)
        tail = _common(self._old.words[head:][::-1], self._new.words[head:][::-1])
        self._head = head
        self._came = self._new.words[head : len(self._new.words) - tail]
        self._went = self._old.words[head : len(self._old.words) - tail]

    @property
    def cost(self) -> int:
        came, went = Counter(self._came), Counter(self._went)
        pairs = sum(count * went[word] for word, count in came.items())
        return pairs + came.total() * went.total() // 200

    def touched(self) -> Iterator[Span]:
        """What changed, in order: the new words, and those beside them whose sentence they or the old words cut into."""
        for old_start, old_end, new_start, new_end in self._differences():
            left, right = self._new.around(new_start, new_end)
            cut_left, cut_right = self._cut(old_start, old_end, came=new_start < new_end)
            if cut_left and left:
                yield self._place(left - 1, left)
            if new_start < new_end:
                yield self._place(self._new.spans[new_start][0], self._new.spans[new_end - 1][1])
            if cut_right and right < len(self._new.text):
                yield self._place(right, right + 1)

    def _place(self, start: int, end: int) -> Span:
        return start + self._shift, end + self._shift

    def _differences(self) -> Iterator[tuple[int, int, int, int]]:
        """Ranges of words that differ, of the old and of the new."""
        for tag, *places in SequenceMatcher(None, self._went, self._came, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            old_start, old_end, new_start, new_end = (self._head + place for place in places)
            shift = 0
            if tag == "insert":
                shift = _shift(self._new, new_start, new_end)
            elif tag == "delete":
                shift = _shift(self._old, old_start, old_end)
            yield old_start + shift, old_end + shift, new_start + shift, new_end + shift

    def _cut(self, start: int, end: int, *, came: bool) -> tuple[bool, bool]:
        """Did the old words from ``start`` to ``end`` belong to the sentence before them, and to that behind them?

        Where there were none: was that place inside a sentence? Without words that came, a citation mark belongs to both sides.
        """
        left, right = self._old.around(start, end)
        before, after = self._old.text[:left], self._old.text[right:]
        if start == end:
            inside = not _parted(before, self._old.text[left:])
            return inside, inside
        gone = self._old.text[left:right]
        lead, trail = _space(before, gone), _space(gone, after)
        if not came and not any(map(str.isalpha, gone)) and "\n" not in lead + trail:
            return bool(before), bool(after)
        cut_left, cut_right = not _parted(before, gone.lstrip()), not _parted(gone, after)
        return (cut_left, cut_right) if came else (cut_left or not lead, cut_right or not trail)


def _common(one: list[str], other: list[str]) -> int:
    """How many entries are the same at the beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _shift(words: _Words, start: int, end: int) -> int:
    """How far to move what came or went so that it is whole sentences, if the words beside it allow that; 0 if not.

    Between “Take it.” and “Take it. Take that.” came “Take that.” or “it. Take”: nobody means the latter.
    """
    shifts = islice(chain([0], _slides(words.words, start, end)), _MOST_SHIFTS)
    return next((s for s in shifts if words.parted_at(start + s) and words.parted_at(end + s)), 0)


def _slides(words: list[str], start: int, end: int) -> Iterator[int]:
    """By how many words the range can move, to the left and to the right, and the texts stay what they are."""
    shift = 0
    while start + shift and words[start + shift - 1] == words[end + shift - 1]:
        shift -= 1
        yield shift
    shift = 0
    while end + shift < len(words) and words[start + shift] == words[end + shift]:
        shift += 1
        yield shift


def _space(left: str, right: str) -> str:
    space = left[len(left.rstrip()) :] + right[: len(right) - len(right.lstrip())]
    return space.replace("\r\n", "\n").replace("\r", "\n")


def _parted(left: str, right: str) -> bool:
    """Does a sentence end between the two texts, as far as punctuation and lines tell?"""
    left, right = left[-_IN_SIGHT:], right[:_IN_SIGHT]
    before, after, space = left.rstrip(), right.lstrip(), _space(left, right)
    if not before or not after or _ENDS_SENTENCE.search(before):
        return True
    if "\n" not in space:
        return False
    return space.count("\n") > 1 or bool(_STARTS_BLOCK.match(after) or _ENDS_BLOCK.search(before))
