"""What names a publication whatever the page calls it: DOI, PubMed identifier, year; read from a reference or its address."""

from __future__ import annotations

import re
from urllib.parse import unquote

# A DOI is 10., a registrant code, a slash and a suffix (ISO 26324); PMIDs and PMCIDs have at most eight digits (NLM).
GOOD_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*(?:/|%2F)[^\s\"<>«»“”]+", re.IGNORECASE)
_BEHIND_DOI = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|meta|fulltext)(?:/.*)?|\.(?:pdf|full|long|abstract))$|[?#].*", re.IGNORECASE
)
_PMID = re.compile(
    r"\bPMID(?::\s?|\s)(\d{1,8})\b|\b(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/(\d{1,8})\b"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_YEAR = r"((?:19|20)\d\d)"
_LOOKED_UP = re.compile(
    r"\b(?:accessed|retrieved|cited|viewed|consulted|archived)\b[^.;)\]]{0,40}?\b(?:19|20)\d\d\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(rf"\((?:[^()\d]{{0,20}})?{_YEAR}[a-z]?(?:,[^()]{{0,30}})?\)")  # (2019), (2019, May 3), (May 2019)
_BEFORE_VOLUME = re.compile(rf"\b{_YEAR}(?:\s[A-Z][a-z]{{2}}[^;:]{{0,10}})?\s?[;:]\s?\d")  # 2019;321(5):12, 2019 May 3;321
_PLAIN = re.compile(rf"(?<![\d–-]){_YEAR}(?![\d–-])")  # no pages and no spans of years
_IN_ADDRESS = re.compile(rf"/{_YEAR}/(?:0?[1-9]|1[0-2])/")
_MATES = {")": "(", "]": "["}


def doi(text: str) -> str | None:
    """The first DOI in a text or an address, without its resolver, in lower case (DOIs know no case)."""
    found = _DOI.search(text)
    if found is None:
        return None
    name = _BEHIND_DOI.sub("", _without_tail(unquote(found[0])))
    return name.lower() if GOOD_DOI.fullmatch(name) else None


def pmid(text: str) -> str | None:
    """The first PubMed identifier in a text or an address."""
    found = _PMID.search(text)
    return (found[1] or found[2]).lstrip("0") or None if found else None


def year(text: str, address: str = "") -> int | None:
    """The year of publication that a reference states; else the one in the path of its address, as newspapers have it.

    A day on which somebody looked the page up is none.
    """
    text = _LOOKED_UP.sub(" ", _DOI.sub(" ", _ADDRESS.sub(" ", text)))
    if found := _IN_BRACKETS.search(text) or _BEFORE_VOLUME.search(text):
        return int(found[1])
    plain = _PLAIN.findall(text)
    found = None if plain else _IN_ADDRESS.search(address)
    return int(plain[-1]) if plain else int(found[1]) if found else None


def _without_tail(name: str) -> str:
    """The name without the punctuation of the sentence around it."""
    while name and (name[-1] in ".,;:'’*" or (name[-1] in _MATES and name.count(name[-1]) > name.count(_MATES[name[-1]]))):
        name = name[:-1]
    return name
