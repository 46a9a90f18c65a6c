"""Tiers of sources: what kind of publisher stands behind a reference, as ``rules/tiers.yaml`` has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any
from urllib.parse import urlsplit

import re2
from pydantic import Field, TypeAdapter, ValidationError

from lint.rule import Name, RegexText, Strict, validation_error
from lint.rulebook import packaged_document
from lint.strictyaml import Document, FileError

_RESOLVER = "https://doi.org/"
_COMMERCIAL_ENDS = ("co", "com")
Address = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*(\.\*)?(/[^\s?#]*[^\s?#/])?$")]


class Tier(Strict):
    """One tier: its ``meaning``, and by what a reference is known to belong to it; ``over`` are tiers that its words outdo."""

    meaning: str
    addresses: tuple[Address, ...] = ()
    shapes: tuple[RegexText, ...] = ()
    words: tuple[str, ...] = ()
    over: tuple[Name, ...] = ()

    @cached_property
    def said(self) -> re.Pattern[str]:
        """Finds one of the words."""
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.words)) or '(?!)'})\b", re.IGNORECASE)

    @cached_property
    def shaped(self) -> tuple[Any, ...]:
        """Each finds one of the shapes."""
        return tuple(re2.compile(shape) for shape in self.shapes)


_TIERS: TypeAdapter[dict[Name, Tier]] = TypeAdapter(dict[Name, Tier])


@dataclass(frozen=True)
class Tiers:
    """The tiers by name, the strongest first."""

    tiers: Mapping[str, Tier]

    def of(self, text: str, url: str | None = None, *, published: bool = False) -> str | None:
        """The tier of a reference by its words and address; None where they do not tell.

        ``published`` says that it has the identifier of a publication (DOI, PMID).
        """
        base = (self._by_address(url) if url else None) or (self._by_address(_RESOLVER) if published else None)
        base = base or next((name for name, tier in self.tiers.items() if any(s.search(text) for s in tier.shaped)), None)
        if base is None:
            return None if url else next((name for name, tier in self.tiers.items() if tier.said.search(text)), None)
        outdone = (name for name, tier in self.tiers.items() if base in tier.over and tier.said.search(text))
        return next(outdone, base)

    def _by_address(self, url: str) -> str | None:
        try:
            parts = urlsplit(url.strip())
            host = (parts.hostname or "").rstrip(".")
        except ValueError:
            return None
        for key in _suffixes(host):
            for path, tier in self._hosts.get(key, ()):
                if not path or parts.path == path or parts.path.startswith(path + "/"):
                    return tier
        return None

    @cached_property
    def _hosts(self) -> dict[str, list[tuple[str, str]]]:
        """The paths and tiers of each host, the longest path first."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, tier in self.tiers.items():
            for address in tier.addresses:
                host, slash, path = address.partition("/")
                found.setdefault(host, []).append((slash + path, name))
        return {host: sorted(paths, key=lambda item: -len(item[0])) for host, paths in found.items()}


def _suffixes(host: str) -> Iterator[str]:
    """The host, the hosts above it, and each with its end left open, the most exact first."""
    labels = host.lower().split(".")
    for at in range(len(labels)):
        yield ".".join(labels[at:])
        rest = labels[at + 1 :]
        if len(rest) == 1 or (len(rest) == 2 and rest[0] in _COMMERCIAL_ENDS):
            yield f"{labels[at]}.*"


def parse_tiers(document: Document) -> Tiers:
    """The tiers in a YAML document. Raises FileError, with the line, for the first fault."""
    if not isinstance(document.data, Mapping):
        raise FileError(document.path, 1, "tiers are a mapping of names, each with meaning, addresses, shapes, words, over")
    try:
        tiers = _TIERS.validate_python(document.data)
    except ValidationError as error:
        raise validation_error(document, error, tuple(Tier.model_fields)) from None
    known: dict[str, str] = {}
    for name, tier in tiers.items():
        for number, address in enumerate(tier.addresses):
            if address in known:
                line = document.line((name, "addresses", number))
                raise FileError(document.path, line, f"{address!r} belongs to {known[address]!r} already; keep one")
            known[address] = name
        for number, other in enumerate(tier.over):
            if other not in tiers:
                line = document.line((name, "over", number))
                raise FileError(document.path, line, f"no tier is called {other!r}; there are {', '.join(tiers)}")
    return Tiers(tiers)


@cache
def packaged_tiers() -> Tiers:
    """The tiers that come with healthlint."""
    return parse_tiers(packaged_document("tiers.yaml"))
