"""Makes words from articles, paths and rules safe to print: nothing in them may steer a terminal or start a new line."""

from __future__ import annotations

import re

#: Controls (the tab apart), line and paragraph separators, bidirectional marks and overrides, halves of surrogate pairs.
_HAZARD = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """``text`` with every tab as four spaces and every hazardous character spelled out, as in ``<U+202E>``."""
    return _HAZARD.sub(lambda match: f"<U+{ord(match[0]):04X}>", text.replace("\t", "    "))


def one_line(text: str) -> str:
    """``text`` in one visible line, each run of white space folded to one space."""
    return visible(" ".join(text.split()))


def shorten(text: str, most: int) -> str:
    """``text``, or its first ``most`` characters at the most, cut between words where that can be, and an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most + 1].rpartition(" ")[0]
    return f"{head if head.strip() else text[:most]}…"


def shorten_left(text: str, most: int) -> str:
    """As ``shorten``, but the end of ``text`` is what stays."""
    return shorten(text[::-1], most)[::-1]
