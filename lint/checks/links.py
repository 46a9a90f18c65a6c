"""Where a link leads: to an outside page that may back a claim, or to an own page, a shop, a network, a search."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from lint.article import Article, Inline, InlineKind, Role

_NO_SOURCE = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|tiktok|pinterest|youtube|youtu|whatsapp|wa|t|linkedin|reddit|quora|threads|snapchat"
    r"|amazon|amzn|ebay|etsy|iherb|walmart|target|google|bing|goo|maps|duckduckgo|linktr|bit|tinyurl|calendly|cal|paypal|stripe"
    r"|shopify|myshopify|patreon|gofundme|gumroad|wikipedia|blogspot|medium|substack|wordpress|tumblr|typeform|zocdoc"
    r"|refr|pxf|sjv|shareasale|awin1|clickbank|linksynergy|skimresources|anrdoezrs|dpbolvw|jdoqocy|prf|rstyle|shopstyle|howl|viglink)"
    r"\.[a-z.]{2,6}$"
)
_AFFILIATE = re.compile(
    r"(?:^|&)(?:ref|tag|aff|affid|aff_id|affiliate|affiliate_id|afid|rfsn|irclickid|coupon|discount|promo)=", re.IGNORECASE
)
_SHOP = re.compile(
    r"/(?:go|recommends?|refer|shop|store|cart|checkout|products?|collections|buy|book|booking|appointments?|contact)(?:/|-us|$)",
    re.IGNORECASE,
)
# Public bodies and literature: an article that cites nothing else is still no page of theirs.
_PUBLIC = re.compile(
    r"\.(?:gov|edu|mil|int)(?:\.[a-z]{2})?$|\.ac\.[a-z]{2}$|(?:^|\.)(?:nhs\.uk|nice\.org\.uk|canada\.ca|gc\.ca|europa\.eu)$"
    r"|(?:^|\.)(?:doi|cochrane|cochranelibrary|nejm|bmj|thelancet|jamanetwork|nature|science|sciencedirect|springer|wiley"
    r"|biomedcentral|plos|frontiersin|mdpi|oup|tandfonline|sagepub|cell|ahajournals|acpjournals)\.[a-z.]{2,6}$"
)
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "ac", "gov", "edu", "ltd", "nhs"])
_OWN_SHARE = 0.8
_OWN_LINKS = 5
_NAME = re.compile(r"[A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,3}")
_SHORTEST_NAME = 5


def domain(target: str) -> str:
    """The host of an absolute web address without ``www.``; empty for a relative or unreadable one."""
    parts = _split(target)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def may_support(inline: Inline, own: Iterable[str]) -> bool:
    """Is the inline a footnote, or a link to an outside page that a reader can check a claim against?

    Not: a page of the hosts in ``own``, a shop, an affiliate or booking link, a social network, a search, a site's front page.
    """
    if inline.kind is InlineKind.FOOTNOTE_REFERENCE:
        return True
    parts = _split(inline.target) if inline.kind is InlineKind.LINK else None
    host = domain(inline.target)
    if parts is None or not host or is_own(host, own) or _NO_SOURCE.search(host):
        return False
    front_page = len(parts.path) <= 1 and (not parts.query or "utm_" in parts.query)
    sells = _AFFILIATE.search(parts.query) or (_SHOP.search(parts.path) and not _PUBLIC.search(host))
    return not front_page and not sells


def is_own(host: str, own: Iterable[str]) -> bool:
    """Is the host one of ``own``, or below one of them?"""
    return any(host == name or host.endswith("." + name) for name in own)


def outside_hosts(article: Article) -> list[str]:
    """The hosts of the absolute links in the text, one entry a link."""
    inlines = (i for b in article.blocks if b.role not in (Role.BOILERPLATE, Role.METADATA, Role.CODE) for i in b.inlines)
    return [host for inline in inlines if inline.kind is InlineKind.LINK and (host := domain(inline.target))]


def own_sites(article: Article, names: Iterable[str]) -> frozenset[str]:
    """The publisher's own sites, as the article gives them away although it does not state them.

    A site is the publisher's if its name spells one of ``names``, or a name that the page uses three times and half of its
    links lead there, or if four of five links, and five at least, lead there. Public bodies and journals are never inferred.
    """
    sites = Counter(site(host) for host in outside_hosts(article) if not _PUBLIC.search(host))
    if not sites:
        return frozenset()
    total = sum(sites.values())
    known = {_letters(name) for name in names}
    phrases = (match[0] for block in article.blocks for match in _NAME.finditer(block.text))
    spoken = Counter(_letters(part) for phrase in phrases for part in _runs(phrase))
    own: set[str] = set()
    for name, count in sites.items():
        spelled = name.split(".")[0].replace("-", "")
        named = len(spelled) >= _SHORTEST_NAME and (spelled in known or (spoken[spelled] >= 3 and count >= total / 2))
        if named or (count >= _OWN_LINKS and count >= _OWN_SHARE * total):
            own.add(name)
    return frozenset(own)


def site(host: str) -> str:
    """The host without its subdomains, by the shape of its end (``co.uk``, ``com.au``)."""
    labels = host.split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def _runs(phrase: str) -> list[str]:
    words = phrase.split()
    return [" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _split(target: str) -> SplitResult | None:
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") else None
