"""Makes words from articles, paths and rules safe to print: nothing in them may steer a terminal or start a new line."""

from __future__ import annotations

import re

#: Controls (the tab apart), line and paragraph separators, bidirectional marks and overrides, halves of surrogate pairs, and
#: what else XML forbids; then the beginnings of a build server's commands in its log: GitHub's runner obeys "::error" where a
#: line begins with it, after white space too, and "##[error]" anywhere, Azure's "##vso[...]".
_HAZARD = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
    r"|(?<!\S):(?=:)|\A:\Z|(?<=#)#(?=\w{0,20}\[)"  # a file called ":" is printed before a colon
)

_ADDRESS_CHARACTERS = ":/?#[]@!$&'()*+,;=%"


def visible(text: str) -> str:
    """``text`` with every tab as four spaces and every hazardous character spelled out, as in ``<U+202E>``."""
    if text.isprintable() and "::" not in text and "##" not in text and text != ":":
        return text  # as almost always, and ten times as fast
    return _HAZARD.sub(lambda match: f"<U+{ord(match[0]):04X}>", text.replace("\t", "    "))


def one_line(text: str) -> str:
    """``text`` in one visible line, each run of white space folded to one space."""
    return visible(" ".join(text.split()))


def address(url: str) -> str:
    """``url`` with every character percent-encoded that an address cannot hold."""
    from urllib.parse import quote  # loads more than the rest of a short report

    return quote(url, safe=_ADDRESS_CHARACTERS, errors="replace")


def number(count: int, noun: str) -> str:
    """``1 entry``, ``2 entries``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun[:-1] + 'ie' if noun.endswith('y') else noun}s"


def shorten(text: str, most: int) -> str:
    """``text``, or its first ``most`` characters at the most, cut between words where that can be, and an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most + 1].rpartition(" ")[0]
    return f"{head if head.strip() else text[:most]}…"


def shorten_left(text: str, most: int) -> str:
    """As ``shorten``, but the end of ``text`` is what stays."""
    return shorten(text[::-1], most)[::-1]
