"""Reads what an article says to healthlint, in its comments and its front matter; docs/suppressions.md has the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lint.article import Article, Comment

KEY = "healthlint"
"""The front-matter key, and the first word of a comment, that healthlint answers to."""
MOST_NAMES = 20
LONGEST_REASON = 1000

_ADDRESSED = re.compile(rf"{KEY}(?=[\s:-]|\Z)", re.IGNORECASE)
_FORM = re.compile(rf"{KEY}\s+(?P<verb>[\w-]+)(?P<names>(?:[\s,][^:]*)?)(?P<colon>:?)(?P<reason>.*)", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_LINE_IN_QUOTATION = re.compile(r"\n[ \t>]*")


class Verb(StrEnum):
    """What is silenced: the next block, from here to the end of the range, or the whole article."""

    NEXT = "ignore-next"
    START = "ignore-start"
    END = "ignore-end"
    FILE = "ignore-file"


@dataclass(frozen=True, slots=True)
class Name:
    """A rule or family as it is named at ``text[start:end]`` of the article."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Directive:
    """A suppression, or the end of one, at ``text[start:end]`` of the article."""

    verb: Verb
    names: tuple[Name, ...]
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Malformed:
    """What is meant for healthlint and cannot be followed; ``advice`` is a sentence that says what to write."""

    advice: str
    start: int
    end: int


def directives(article: Article, *, reason_required: bool) -> Iterator[Directive | Malformed]:
    """All that an article says to healthlint: in its comments, in their order, then in its front matter."""
    for comment in article.comments:
        if _ADDRESSED.match(comment.text):
            yield _read(comment, reason_required)
    if (KEY,) in article.keys:
        yield from _read_front_matter(article, reason_required)


def is_reason(text: str) -> bool:
    """Does the text say anything?"""
    return any(map(str.isalnum, text))


def _read(comment: Comment, reason_required: bool) -> Directive | Malformed:
    form = _FORM.match(comment.text)
    if form is None or form["verb"].lower() not in tuple(Verb):
        return _malformed(comment, f"After “{KEY}” write {', '.join(tuple(Verb)[:-1])} or {Verb.FILE}.")
    verb = Verb(form["verb"].lower())
    base = comment.at + form.start("names")
    names = tuple(Name(name[0], base + name.start(), base + name.end()) for name in _NAME.finditer(form["names"]))
    reason = "" if verb is Verb.END else _said(form["reason"])
    advice = ""
    if any(len(name.word.split()) > 1 for name in names):
        advice = "Separate the names with commas." if form["colon"] else "Put a colon between the names and the reason."
    elif len(names) > MOST_NAMES:
        advice = f"Name a family instead of more than {MOST_NAMES} rules."
    elif verb is not Verb.END:
        advice = _fault(f"{verb} RULE", reason, reason_required) if names else f"Name what to silence: “{verb} RULE: reason”."
    return _malformed(comment, advice) if advice else Directive(verb, names, reason, comment.start, comment.end)


def _malformed(comment: Comment, advice: str) -> Malformed:
    return Malformed(advice, comment.start, comment.end)


def _said(reason: str) -> str:
    return " ".join(_LINE_IN_QUOTATION.sub(" ", reason).split())


def _fault(form: str, reason: str, reason_required: bool) -> str:
    if reason_required and not is_reason(reason):
        return f"Say why, after a colon: “{form}: reason”."
    return f"Say why in {LONGEST_REASON} characters at most." if len(reason) > LONGEST_REASON else ""


def _read_front_matter(article: Article, reason_required: bool) -> Iterator[Directive | Malformed]:
    said = article.metadata.get(KEY)
    ignored = said.get("ignore") if isinstance(said, Mapping) and len(said) == 1 else None
    if not isinstance(ignored, Mapping):
        advice = f"Write “ignore:” under “{KEY}:”, and under that each rule or family with its reason."
        yield Malformed(advice, *article.keys[KEY,])
        return
    for word, value in ignored.items():
        place = article.keys.get((KEY, "ignore", word)) or article.keys.get((KEY, "ignore")) or article.keys[KEY,]
        reason = _said(value) if isinstance(value, str) else ""
        if advice := _fault("RULE", reason, reason_required):
            yield Malformed(advice, *place)
        else:
            yield Directive(Verb.FILE, (Name(word, *place),), reason, *place)
