"""Words of an article for where Markdown is rendered: they make no markup, link, mention or formula."""

from __future__ import annotations

import re

# What Markdown, GitHub's extensions of it (tables, strikethrough, addresses that become links) and HTML read as structure; and,
# as the group, what a code host makes a mention, a reference or a formula of, once the Markdown is rendered.
_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~]|:(?=//)|(?<=www)\.|([@#!%](?=\w)|\$)", re.IGNORECASE)
# What makes a heading or a list of the line that it begins: a sign, or the sign behind a number.
_BEGINNING = re.compile(r"\A(\d+(?=[.)])|(?=[-+#=]))(.)")


def inert(text: str) -> str:
    """One line of text as what means, in Markdown and in HTML, these characters and nothing else; words of ours come before."""
    return _ACTIVE.sub(_defused, text)


def inert_line(text: str) -> str:
    """As ``inert``, for words that begin a line."""
    return _BEGINNING.sub(lambda match: f"{match[1]}&#{ord(match[2])};", inert(text))


def _defused(match: re.Match[str]) -> str:
    return f"<span>{match[0]}</span>" if match[1] else f"&#{ord(match[0])};"
