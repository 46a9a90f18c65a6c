"""What an HTML page says about itself: meta tags, schema.org JSON-LD, its address, its byline."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from lint.readers.html_furniture import words
from lint.readers.html_tokens import Token

_BYLINE_WORDS = frozenset({"author", "byline"})
_BYLINE_LENGTH = 120


@dataclass(slots=True)
class Metadata:
    """Collects ``values``; the first that the page gives for a key stands.

    Beside the names of meta tags the keys are ``title``, ``lang``, ``byline``, ``time`` (the first machine-readable one) and
    ``jsonld``, a list of objects.
    """

    values: dict[str, Any] = field(default_factory=dict)
    _canonical: str = ""

    @property
    def base(self) -> str:
        """The address that the page says it is published at, or ""."""
        return self._canonical or str(self.values.get("og:url", ""))

    def add(self, key: str, value: str) -> None:
        value = " ".join(value.split())
        if key and value:
            self.values.setdefault(key.lower(), value)

    def tag(self, tag: Token) -> None:
        """Take what a tag's attributes say."""
        if tag.name == "html":
            self.add("lang", tag.get("lang"))
        elif tag.name == "meta":
            self.add(tag.get("name") or tag.get("property") or tag.get("itemprop"), tag.get("content"))
        elif tag.name == "time":
            self.add("time", tag.get("datetime"))
            self.add(tag.get("itemprop"), tag.get("datetime"))
        elif tag.name == "link" and tag.get("rel").lower() == "canonical" and "//" in tag.get("href"):
            self._canonical = self._canonical or tag.get("href").strip()

    def byline(self, text: str) -> None:
        if len(text) <= _BYLINE_LENGTH:
            self.add("byline", text)

    def script(self, tag: Token, text: str) -> None:
        """Take a script's contents if they are JSON-LD; what cannot be parsed is left out."""
        if tag.get("type").strip().lower() != "application/ld+json":
            return
        try:
            parsed = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        objects = parsed if isinstance(parsed, list) else [parsed]
        for thing in objects:
            if isinstance(thing, dict):
                graph = thing.get("@graph")
                things = graph if isinstance(graph, list) else [thing]
                self.values.setdefault("jsonld", []).extend(part for part in things if isinstance(part, dict))


def is_byline(tag: Token) -> bool:
    """Whether an element holds the name of the page's author."""
    if not tag.attributes:
        return False
    if tag.get("rel") == "author" or tag.get("itemprop") == "author":
        return True
    name = tag.get("class")
    return bool(name and words(name) & _BYLINE_WORDS)
