"""The names a publisher goes by on its own pages: as the metadata give them, and as the text speaks of its own house."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lint.article import Article, Role

_WORD = r"[A-Z][\w&'’.-]{0,30}"
_NAME = rf"(?:The )?{_WORD}(?: (?:(?:of|the|and|for|&) )?{_WORD}){{0,4}}"
_STAFF = "(?:team|staff|doctors|dentists|therapists|specialists|experts|pharmacists|clinic)"
# Each begins with letters that the engine can look for at once; from a word's edge it would try every word of a page.
# “At Oak Lane Clinic in Leeds, we …”, “At Oak Lane, you will meet …”, “Our team at Oak Lane”, “our Oak Lane therapists”
_OWN = (
    re.compile(rf"At (?<=\bAt )({_NAME})(?:,? in {_NAME}|, {_NAME}){{0,2}},? (?:we|our)\b"),
    re.compile(rf"At (?<=\bAt )({_NAME}), you (?:will |can |are )?(?:meet|expect|receive|have|assured|benefit)\b"),
    re.compile(rf"ur (?<=\b[Oo]ur )({_NAME}) (?:{_STAFF}|products|programs|programmes)\b"),
    re.compile(rf"ur (?<=\b[Oo]ur )(?:\w+ ){{0,2}}{_STAFF} (?:here )?at ({_NAME})"),
)
# A page that speaks for a house, and the names on it that end in what the house is.
_VOICE = re.compile(
    rf"\b[Oo]ur (?:\w+ ){{0,2}}{_STAFF}\b|\b(?:[Cc]ontact|[Cc]all|[Vv]isit) us\b|\b[Bb]ook (?:your|an) appointment\b"
)
_KIND = r"(?:Clinics?|Cent(?:er|re)s?|Pharmacy|Hospital|Spa|Medspa|Rehab|Retreat|Resort|Dentistry|Dental|Aesthetics|Wellness)"
_HOUSE = re.compile(rf"\b(?:{_WORD} ){{1,4}}{_KIND}\b")
# Words that a house adds to its name and drops again: “Oak Lane Dental Clinic” is also “Oak Lane”.
_ADDED = re.compile(
    r" (?:(?:Dental|Medical|Health|Wellness|Recovery|Rehab|Rehabilitation|Treatment|Home|Skin|Hair|Compounding) )?"
    rf"(?:{_KIND}|Practice|Care|Institute|Group)$"
)
_BETWEEN_BLOCKS = "\0\n"  # no name, and no white space in one, runs across it
_LEADING = re.compile(r"^(?:(?:At|The|Our|Visit|Choose|Why|Best|Top|A|An|This|Your|Contact|Call) )+")


def own_names(article: Article) -> set[str]:
    """The names under which the article's publisher speaks; empty where it does not show."""
    values = (article.metadata.get(key) for key in ("og:site_name", "brand", "publisher"))
    stated = {value for value in values if isinstance(value, str) and value}
    return stated.union(_organisations(article.metadata.get("jsonld")), _spoken(article))


def _spoken(article: Article) -> set[str]:
    """Names that the text itself uses of the house. A name begins with a word that the page never writes in lower case."""
    spoken = (block.text for block in article.blocks if block.role not in (Role.CODE, Role.REFERENCE, Role.QUOTATION))
    text = _BETWEEN_BLOCKS.join(spoken)
    names = {match[1].rstrip(".,'’-") for pattern in _OWN for match in pattern.finditer(text)}
    if _VOICE.search(text):
        houses = Counter(_LEADING.sub("", match[0]) for match in _HOUSE.finditer(text))
        names |= {name for name, count in houses.items() if count > 1 and " " in name}
    short = {_ADDED.sub("", name) for name in names}
    names |= {name for name in short if " " in name or not name[1:].islower()}
    if not names:
        return names
    first = {name: name.removeprefix("The ").split()[0].lower() for name in names}
    written_small = re.compile(rf"(?<![\w./@])(?:{'|'.join(map(re.escape, sorted(set(first.values()))))})\b(?!\.\w)")
    common = set(written_small.findall(text))
    return {name for name in names if first[name] not in common}


def _organisations(things: object) -> Iterator[str]:
    """Names of the organisations that schema.org data call the publisher."""
    for thing in things if isinstance(things, list) else ():
        publisher = thing.get("publisher") if isinstance(thing, Mapping) else None
        name = publisher.get("name") if isinstance(publisher, Mapping) else None
        if isinstance(name, str):
            yield name
