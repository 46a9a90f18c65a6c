"""Cuts HTML into tokens that know exactly where they stand in the source, in one pass and linear time.

Follows the WHATWG tokenizer (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) where a reader of the page would
see a difference; see docs/decisions/0002-html-parser.md for why this is our own code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from html import unescape
from html.entities import html5
from types import MappingProxyType
from typing import NamedTuple

_WHITE = r"\t\n\f\r "
_STOP = re.compile(r"[<&]|\{[%{#]")
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")
_TAG = re.compile(rf"<(/?)([a-zA-Z][^{_WHITE}/>]*)")
_ATTRIBUTE = re.compile(
    rf"""[{_WHITE}/]*+([^{_WHITE}/>][^{_WHITE}/>=]*+)"""
    rf"""(?:[{_WHITE}]*+=[{_WHITE}]*+(?:"([^"]*+)"?|'([^']*+)'?|([^{_WHITE}>"'][^{_WHITE}>]*+))?)?"""
)
_TAG_END = re.compile(rf"([{_WHITE}/]*+)>")
_COMMENT = re.compile(r"<!--(?:-?>|((?s:.*?))(?:--!?>|\Z))")
_BOGUS_COMMENT = re.compile(r"<(?:[!?]|/[^a-zA-Z>])[^>]*>?|</>")
_TEMPLATE_CLOSERS = {"{%": "%}", "{{": "}}", "{#": "#}"}
_TEMPLATE_REACH = 400
"""A template tag longer than this is taken for text, which keeps unclosed ones cheap."""

_VERBATIM_BUT_REFERENCES = frozenset({"title", "textarea"})
VERBATIM = frozenset({"script", "style", "iframe", "noembed", "noframes"}) | _VERBATIM_BUT_REFERENCES
"""Elements in which a tag is text."""
_CLOSERS = {name: re.compile(rf"</{name}(?=[{_WHITE}/>])", re.IGNORECASE) for name in VERBATIM}


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    REFERENCE = auto()
    START = auto()
    END = auto()
    COMMENT = auto()
    TEMPLATE = auto()


class Attribute(NamedTuple):
    """An attribute's decoded value, and where its raw value stands in the source."""

    value: str
    start: int
    end: int


class Token(NamedTuple):
    """``source[start:end]``. ``name`` is a tag's lower-case name, or the characters that a reference stands for.

    ``closed`` says that a start tag ends in ``/>``.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, Attribute] = MappingProxyType({})
    closed: bool = False

    def get(self, attribute: str) -> str:
        """The attribute's value, or "" where the tag has none."""
        found = self.attributes.get(attribute)
        return found.value if found else ""


def tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of ``source[start:end]`` in order, never overlapping; every visible character is in a TEXT or REFERENCE token.

    Any text is accepted. As in a browser, a tag or comment that is never closed runs to the end.
    """
    at = start
    while at < end:
        stop = _STOP.search(source, at, end)
        upto = stop.start() if stop else end
        if upto > at:
            yield Token(Kind.TEXT, at, upto)
        if stop is None:
            return
        token = _markup(source, upto, end) if source[upto] == "<" else _in_text(source, upto, end)
        at = token.end
        yield token
        if token.kind is Kind.START and token.name in _CLOSERS and not token.closed:
            closer = _CLOSERS[token.name].search(source, at, end)
            inner_end = closer.start() if closer else end
            yield from _contents(token.name, source, at, inner_end)
            at = inner_end


def text_tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """TEXT and REFERENCE tokens of ``source[start:end]``, a stretch without markup such as an attribute's value."""
    at = start
    for reference in _REFERENCE.finditer(source, start, end):
        decoded, length = _decode(reference[0])
        if not length:
            continue
        if reference.start() > at:
            yield Token(Kind.TEXT, at, reference.start())
        at = reference.start() + length
        yield Token(Kind.REFERENCE, reference.start(), at, decoded)
    if at < end:
        yield Token(Kind.TEXT, at, end)


def _contents(name: str, source: str, start: int, end: int) -> Iterator[Token]:
    if name in _VERBATIM_BUT_REFERENCES:
        yield from text_tokens(source, start, end)
    elif start < end:
        yield Token(Kind.TEXT, start, end)


def _markup(source: str, at: int, end: int) -> Token:
    tag = _TAG.match(source, at, end)
    if tag:
        return _tag(tag, source, end)
    comment = _COMMENT.match(source, at, end)
    if comment:
        return Token(Kind.COMMENT, at, comment.end(), (comment[1] or "").strip())
    bogus = _BOGUS_COMMENT.match(source, at, end)
    if bogus:
        return Token(Kind.COMMENT, at, bogus.end())
    return Token(Kind.TEXT, at, at + 1)


def _tag(tag: re.Match[str], source: str, end: int) -> Token:
    attributes: dict[str, Attribute] = {}
    at = tag.end()
    while found := _ATTRIBUTE.match(source, at, end):
        value = next((group for group in (2, 3, 4) if found[group] is not None), 1)
        start, stop = found.span(value) if value > 1 else (found.end(), found.end())
        attributes.setdefault(found[1].lower(), Attribute(_attribute_value(source[start:stop]), start, stop))
        at = found.end()
    closing = _TAG_END.match(source, at, end)
    kind = Kind.END if tag[1] else Kind.START
    if closing is None:
        return Token(Kind.COMMENT, tag.start(), end)
    return Token(kind, tag.start(), closing.end(), tag[2].lower(), attributes, "/" in closing[1])


def _attribute_value(raw: str) -> str:
    return _REFERENCE.sub(_decode_in_attribute, raw) if "&" in raw else raw


def _decode_in_attribute(reference: re.Match[str]) -> str:
    decoded, length = _decode(reference[0])
    following = reference.string[reference.start() + length : reference.start() + length + 1]
    bare = reference[0][1] != "#" and reference[0][length - 1] != ";"
    if not length or (bare and (following == "=" or following.isalnum())):
        return reference[0]  # "?a=1&copy=2" in an address is no copyright sign
    return decoded + reference[0][length:]


def _in_text(source: str, at: int, end: int) -> Token:
    closer = _TEMPLATE_CLOSERS.get(source[at : at + 2])
    if closer:
        close = source.find(closer, at + 2, min(end, at + _TEMPLATE_REACH))
        return Token(Kind.TEXT, at, at + 1) if close < 0 else Token(Kind.TEMPLATE, at, close + 2)
    reference = _REFERENCE.match(source, at, end)
    decoded, length = _decode(reference[0]) if reference else ("", 0)
    return Token(Kind.REFERENCE, at, at + length, decoded) if length else Token(Kind.TEXT, at, at + 1)


def _decode(reference: str) -> tuple[str, int]:
    """What a character reference stands for and how much of it counts: the longest name known; nothing if there is none."""
    if reference[1] == "#":
        base = "x" if reference[2] in "xX" else ""
        digits = reference[2 + len(base) :].rstrip(";").lstrip("0")
        known = len(digits) < 8  # int() refuses thousands of digits
        return (unescape(f"&#{base}{digits or 0};") if known else "\N{REPLACEMENT CHARACTER}"), len(reference)
    for length in range(len(reference), 1, -1):
        decoded = html5.get(reference[1:length])
        if decoded is not None:
            return decoded, length
    return "", 0
