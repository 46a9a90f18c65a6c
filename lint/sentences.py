"""Sentences: bounded by blocks, aware of abbreviations and of citation marks set flat against a full stop, capped in length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lint.article import Block, Role
from lint.tokens import Tokens

MAX_TOKENS = 160
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"')]}»*_")
_TITLES = frozenset("dr mr mrs ms prof st vs fig figs approx cf al dept gen sen rep jr sr".split())
_UNITS_AND_SUCH = frozenset("mg mcg ml g kg oz lb lbs tsp tbsp hr hrs min mins etc inc co ltd".split())


def split(tokens: Tokens, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Half-open token ranges, in order, that together hold every token once.

    A sentence stays inside its block, but the short cells of one table row make one sentence together.
    """
    start = 0
    total = len(tokens)
    while start < total:
        end = _block_end(tokens, blocks, start)
        yield from _capped(tokens, _in_block(tokens, start, end))
        start = end


def _block_end(tokens: Tokens, blocks: Sequence[Block], start: int) -> int:
    first = blocks[tokens.blocks[start]]
    end = bisect_right(tokens.blocks, tokens.blocks[start], start)
    while first.role is Role.TABLE_CELL and end < len(tokens):
        block = blocks[tokens.blocks[end]]
        if block.role is not Role.TABLE_CELL or not block.row == first.row >= 0:
            break
        end = bisect_right(tokens.blocks, tokens.blocks[end], end)
    return end


def _in_block(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = tokens.words
    at = begin = start
    while at < end:
        word = words[at]
        at += 1
        if word == "•" and at - 1 > begin:
            yield begin, at - 1
            begin = at - 1
        if word not in _ENDS:
            continue
        stop = at
        while at < end and (words[at] in _ENDS or words[at] in _CLOSERS or at in tokens.marks):
            if words[at] in _CLOSERS and tokens.spaces[at - 1] and not tokens.spaces[at]:
                break  # an opening quotation mark of the next sentence
            at += 1
        if at < end and _goes_on(tokens, begin, stop - 1, at):
            continue
        yield begin, at
        begin = at
    if begin < end:
        yield begin, end


def _goes_on(tokens: Tokens, begin: int, end: int, after: int) -> bool:
    """Does the sentence that began at ``begin`` go on behind the sign at ``end``, with the token ``after``?"""
    words = tokens.words
    following = words[after]
    if tokens.blocks[end] != tokens.blocks[after]:
        return False
    if following[0].islower():
        return True
    if words[end] != ".":
        return False
    if after == end + 1 and not tokens.spaces[end]:  # "example.Com" or "weeks.In"
        return not (following[0].isupper() and end > begin and words[end - 1].islower())
    before = words[end - 1] if end > begin else ""
    lower = before.lower()
    if not before or tokens.spaces[end - 1]:
        return False
    if lower in _TITLES:
        return True
    if lower == "no":  # "No. 5 on the list", or the answer to a question
        return following[0].isdigit()
    if lower in _UNITS_AND_SUCH:
        return not following[0].isupper()
    initial = len(before) == 1 and before.isupper() and before != "I"
    return initial and (end - 1 == begin or (words[end - 2][0].isupper() and words[end - 2].isalpha() and end - 2 > begin))


def _capped(tokens: Tokens, ranges: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in ranges:
        while end - start > MAX_TOKENS:
            cut = start + MAX_TOKENS
            half = start + MAX_TOKENS // 2
            cut = next((at + 1 for at in range(cut - 1, half, -1) if tokens.words[at] in ";:,"), cut)
            yield start, cut
            start = cut
        yield start, end
