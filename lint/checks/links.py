"""Where a link leads: to an outside page that may back a claim, or to an own page, a shop, a network, a search."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
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
_OURS = re.compile(r"\b(?:[Oo]ur|OUR)\b")
_BEFORE = 25  # characters


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
    return [host for host, _ in _outside_links(article)]


def own_sites(article: Article, names: Iterable[str]) -> frozenset[str]:
    """The publisher's own sites, as the article gives them away although it does not state them.

    A site is the publisher's if its name begins with one of ``names``, or spells a name that the page uses three times while
    half of its links lead there; if the page calls half of what it links there its own ("our guide"); or if four of five links,
    and five at least, lead there. Public bodies and journals are never inferred.
    """
    links = [(site(host), text) for host, text in _outside_links(article) if not _PUBLIC.search(host)]
    sites = Counter(name for name, _ in links)
    if not sites:
        return frozenset()
    ours = Counter(name for name, text in links if _OURS.search(text))
    known = tuple(letters for name in names if len(letters := _letters(name)) >= _SHORTEST_NAME)
    phrases = (match[0] for block in article.blocks for match in _NAME.finditer(block.text))
    spoken = Counter(_letters(part) for phrase in phrases for part in _runs(phrase))

    def is_publishers(name: str, count: int) -> bool:
        spelled = name.split(".")[0].replace("-", "")
        named = spelled.startswith(known) or (
            len(spelled) >= _SHORTEST_NAME and spoken[spelled] >= 3 and 2 * count >= len(links)
        )
        return named or 2 * ours[name] >= count or (count >= _OWN_LINKS and count >= _OWN_SHARE * len(links))

    return frozenset(name for name, count in sites.items() if is_publishers(name, count))


def _outside_links(article: Article) -> Iterator[tuple[str, str]]:
    """The host of each absolute link in the text, and the words of the link with those just before it."""
    for block in article.blocks:
        if block.role in (Role.BOILERPLATE, Role.METADATA, Role.CODE):
            continue
        for inline in block.inlines:
            if inline.kind is InlineKind.LINK and (host := domain(inline.target)):
                yield host, block.text[max(inline.start - _BEFORE, 0) : inline.end]


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
