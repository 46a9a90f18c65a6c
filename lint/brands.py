"""The names a publisher goes by on its own pages: as the metadata give them, and as the text speaks of its own house."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lint.article import Article, Role

_WORD = r"[A-Z][\w&'’.-]{0,30}"
_NAME = rf"(?:The )?{_WORD}(?: (?:(?:of|the|and|for|&) )?{_WORD}){{0,4}}"
_STAFF = "(?:team|staff|doctors|dentists|therapists|specialists|experts|pharmacists|clinic)"
# “At Oak Lane Clinic in Leeds, we …”, “Our team at Oak Lane”
_OWN = (
    re.compile(rf"\bAt ({_NAME})(?:,? in {_NAME}|, {_NAME}){{0,2}},? (?:we|our)\b"),
    re.compile(rf"\b[Oo]ur (?:\w+ ){{0,2}}{_STAFF} (?:here )?at ({_NAME})"),
)
# Words that a house adds to its name and drops again: “Oak Lane Clinic” is also “Oak Lane”.
_KIND = re.compile(
    r" (?:(?:Dental|Medical|Health|Wellness|Recovery|Rehab|Rehabilitation|Treatment|Home|Skin|Hair|Compounding) )?"
    r"(?:Clinics?|Cent(?:er|re)s?|Pharmacy|Hospital|Practice|Spa|Medspa|Care|Rehab|Dentistry|Aesthetics|Institute|Group)$"
)
_GENERAL = frozenset(["any", "best", "birth", "first", "home", "last", "least", "most", "night", "our", "school", "work"])


def own_names(article: Article) -> set[str]:
    """The names under which the article's publisher speaks; empty where it does not show."""
    names = {str(article.metadata[key]) for key in ("og:site_name", "brand", "publisher") if article.metadata.get(key)}
    names |= set(_organisations(article.metadata.get("jsonld")))
    for block in article.blocks:
        if block.role not in (Role.CODE, Role.REFERENCE, Role.QUOTATION):
            for pattern in _OWN:
                names |= {match[1].rstrip(".,'’-") for match in pattern.finditer(block.text)}
    short = {_KIND.sub("", name) for name in names}
    names |= {name for name in short if " " in name or not name[1:].islower()}
    return {name for name in names if name.strip() and name.split()[0].lower() not in _GENERAL}


def _organisations(things: object) -> Iterator[str]:
    """Names of the organisations that schema.org data call the publisher."""
    for thing in things if isinstance(things, list) else ():
        publisher = thing.get("publisher") if isinstance(thing, Mapping) else None
        name = publisher.get("name") if isinstance(publisher, Mapping) else None
        if isinstance(name, str):
            yield name
