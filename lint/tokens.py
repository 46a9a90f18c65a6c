"""One linear pass from blocks to tokens, with citation marks kept whole and every token's place in its block.

spaCy's own tokeniser is quadratic on long runs of punctuation and cannot keep source offsets, so the tokens are made here and
handed to spaCy as finished words.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from lint.article import Block, Inline, InlineKind

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060"  # soft hyphens, zero-width spaces and joiners
_INSIDE = f"{_UNSEEN}\u0300-\u036f"  # and accents that are characters of their own
TOKEN = re.compile(
    r"https?://[^\s<>\"]+|www\.[^\s<>\"]+"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\d+(?:[.,]\d+)*[½⅓⅔¼¾⅛⅜⅝⅞]?|[½⅓⅔¼¾⅛⅜⅝⅞]|(?<![\w.])\.\d+"
    rf"|[^\W\d_][^\W_]*(?:['’][^\W\d_]+|[{_INSIDE}]+[^\W_]*)*"
    r"|\S"
)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "µ": "μ"})
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_HYPHENS = frozenset("-‐‑–")
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NUMBERS = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*"
# [1], [2-4], [^note]; superscripts that are no unit (m²) or exponent (10⁹); marks flattened against a full stop
# ("weeks.3,4 In"); and (3) beside a full stop or comma.
_MARK = re.compile(
    rf"\[\s?{_NUMBERS}\s?\]|\[\^[^\]\s]{{1,60}}\]"
    rf"|(?<![\dmM{_SUPER}])[{_SUPER}][{_SUPER},⁻–-]*"
    r"|(?<=[a-z)%”\"’]\.)\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z“\"(]|\s*$)"
    rf"|(?<=[.?!])\s?\({_NUMBERS}\)|(?<=[a-z])\s?\({_NUMBERS}\)(?=[.,;])"
)
_MARK_SIGN = re.compile(rf"[\d{_SUPER}]|\[\^")  # no mark does without
_RAISED_MARK = re.compile(r"\(?\[?\s?[\d*†‡§][\d,;*†‡§\s–-]{0,20}\]?\)?|[a-h]")
_LINKED_MARK = re.compile(rf"\(?\[?\s?(?:{_NUMBERS}|[*†‡§])\s?\]?\)?")
_POWER = re.compile(r"(?<=[mM])[23]|(?<=\b10)[2-9]")  # m², 10⁹
_CALLS = ("tel:", "sms:")


@dataclass(slots=True)
class Tokens:
    """Parallel columns, one entry a token.

    ``words`` are as spaCy gets them (curly quotes straight, dashes in one form); ``starts`` and ``ends`` are offsets in the
    text of block ``blocks[i]``; ``spaces[i]`` says that white space, a citation mark or the end of the block follows. A hyphen
    inside a word is no token, nor is a sign that takes no room. ``marks`` are the tokens that are citation marks.
    """

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("l"))
    ends: array[int] = field(default_factory=lambda: array("l"))
    blocks: array[int] = field(default_factory=lambda: array("l"))
    marks: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.words)

    def add(self, word: str, block: int, start: int, end: int, space: bool) -> None:
        """Append one token."""
        self.words.append(word)
        self.spaces.append(space)
        self.starts.append(start)
        self.ends.append(end)
        self.blocks.append(block)


def tokenise(blocks: Iterable[tuple[int, Block]]) -> Tokens:
    """The tokens of the numbered blocks, in order. Time is linear in the length of the text."""
    tokens = Tokens()
    for number, block in blocks:
        at = 0
        for start, end in citation_marks(block):
            _plain(tokens, number, block.text, at, start)
            tokens.marks.add(len(tokens))
            tokens.add(block.text[start:end], number, start, end, True)
            at = end
        _plain(tokens, number, block.text, at, len(block.text))
    return tokens


def words_of(text: str) -> list[str]:
    """The tokens of a phrase, as ``tokenise`` would make them."""
    tokens = Tokens()
    _plain(tokens, 0, text, 0, len(text))
    return tokens.words


def _plain(tokens: Tokens, number: int, text: str, start: int, end: int) -> None:
    words, spaces, starts, ends = tokens.words, tokens.spaces, tokens.starts, tokens.ends
    already = len(words)
    for match in TOKEN.finditer(text, start, end):  # a loop as tight as can be: it runs for every token of an archive
        word = match[0]
        low, high = match.span()
        if high - low == 1:
            if word in _UNSEEN:
                continue
            if word in _HYPHENS and low > 0 and high < end:
                before, after = text[low - 1], text[high]
                if before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit()):
                    continue
        words.append(word if word.isascii() else _levelled(word))
        spaces.append(high >= end or text[high].isspace())
        starts.append(low)
        ends.append(high)
    tokens.blocks.extend([number] * (len(words) - already))


def _levelled(word: str) -> str:
    """The word with straight quotes and hyphens, without what a reader does not see, each accented letter one character."""
    word = word.translate(_STRAIGHT)
    return normalize("NFC", _INVISIBLE.sub("", word)) if len(word) > 1 else word


def citation_marks(block: Block) -> list[tuple[int, int]]:
    """Where the block holds citation marks: brackets, superscripts, footnote references, numbers that are links."""
    found = [_unspaced(match) for match in _MARK.finditer(block.text)] if _may_hold_mark(block) else []
    found += [(inline.start, inline.end) for inline in block.inlines if _is_mark(block.text, inline)]
    return list(_disjoint(sorted(found)))


def _is_mark(text: str, inline: Inline) -> bool:
    match inline.kind:
        case InlineKind.FOOTNOTE_REFERENCE:
            return True
        case InlineKind.LINK:
            return not inline.target.startswith(_CALLS) and bool(_LINKED_MARK.fullmatch(text, inline.start, inline.end))
        case InlineKind.SUPERSCRIPT:
            place = text, inline.start, inline.end
            return bool(_RAISED_MARK.fullmatch(*place)) and not _POWER.fullmatch(*place)
    return False


def _unspaced(match: re.Match[str]) -> tuple[int, int]:
    """Where the match stands, without the space before it."""
    return match.end() - len(match.group().lstrip()), match.end()


def _may_hold_mark(block: Block) -> bool:
    return bool(_MARK_SIGN.search(block.text))


def _disjoint(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in spans:
        if start >= at:
            yield start, end
            at = end
