"""What an article claims and what it leans on: plain, picklable data, for a reviewer to go through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lint.finding import Place


class Kind(StrEnum):
    """How a reference is given."""

    ENTRY = "entry"
    FOOTNOTE = "footnote"
    LINK = "link"
    CITATION = "citation"


class Support(StrEnum):
    """How a claim is backed: by a link, a citation mark, a citation in words, a source that is only named, or not at all."""

    LINK = "link"
    MARK = "mark"
    TEXT = "text"
    NAMED = "named"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that an article gives, once however often it is cited: an entry of its list, a link, a citation in words.

    ``id`` counts from 1 in the order of the text; ``number`` is the one by which marks cite an entry, ``text`` what a reader
    reads at ``place``; ``claims`` says how many claims lean on it.
    """

    id: int
    kind: Kind
    place: Place
    text: str
    number: int | None = None
    url: str | None = None
    doi: str | None = None
    pmid: str | None = None
    year: int | None = None
    own_domain: bool = False
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that needs a reference, and the references it leans on (by their ids).

    ``type`` and ``risk`` are those of the gravest rule that took it for a claim. The references of a claim that none backs are
    links that bear nothing out (own pages, shops, networks).
    """

    type: str
    risk: int
    place: Place
    sentence: str
    heading: str
    support: Support
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims and all references of an article, each in the order of the text.

    ``benchmark`` holds the items of the JAMA benchmark that it meets: authorship, attribution, disclosure, currency.
    """

    claims: tuple[Claim, ...] = ()
    references: tuple[Reference, ...] = ()
    benchmark: frozenset[str] = frozenset()
