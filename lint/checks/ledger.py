"""Turns a page, when its checks are done, into the ledger of its claims and of the references that they lean on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lint.checks.citations import Citations, Found
from lint.checks.identifiers import doi, pmid, year
from lint.checks.links import domain, is_own
from lint.checks.metadata import MetadataCheck
from lint.checks.page import Claimed, Page
from lint.checks.references import has_reference, lists_references
from lint.language.reading import Sentence
from lint.ledger import Claim, Ledger, Reference, Support
from lint.places import LineIndex


def ledger(page: Page, benchmark: Mapping[str, MetadataCheck]) -> Ledger:
    """The claims that the checks on sentences noted, and every reference that the article gives.

    ``benchmark`` has a check for each item of the JAMA benchmark but attribution, which is about references.

    A link that could bear nothing out is one only where it stands beside a claim.
    """
    citations = Citations(page)
    lines = LineIndex(page.article.text)
    claimed = [(page.reading.sentences[number], claim) for number, claim in sorted(page.claims.items())]
    leans = [list(_leans(citations, sentence, claim)) for sentence, claim in claimed]
    held = Counter(id(found) for leant in leans for found in leant)
    kept = sorted(
        (found for found in citations.found if found.supports or id(found) in held),
        key=lambda found: page.article.blocks[found.block].span(found.start, found.end),
    )
    ids = {id(found): at for at, found in enumerate(kept, 1)}
    references = (_reference(page, lines, found, ids[id(found)], held[id(found)]) for found in kept)
    claims = (
        _claim(page, lines, sentence, claim, tuple(ids[id(found)] for found in leant))
        for (sentence, claim), leant in zip(claimed, leans, strict=True)
    )
    items = {item for item, check in benchmark.items() if not any(check.judge_article(page))}
    if lists_references(page) or has_reference(page):
        items.add("attribution")
    return Ledger(tuple(claims), tuple(references), frozenset(items))


def _leans(citations: Citations, sentence: Sentence, claim: Claimed) -> Iterable[Found]:
    """What bears the claim out; where nothing does, the links beside it."""
    if claim.backing is None or claim.backing.support is Support.NAMED:
        return citations.links(sentence)
    return citations.support(claim.backing.sentence)


def _reference(page: Page, lines: LineIndex, found: Found, number: int, claims: int) -> Reference:
    block = page.article.blocks[found.block]
    text, url = block.text[found.start : found.end], found.url or ""
    return Reference(
        number,
        found.kind,
        lines.place(*block.span(found.start, found.end)),
        text,
        found.number,
        found.url,
        doi(url) or doi(text),
        pmid(url) or pmid(text),
        year(text, url),
        is_own(domain(url), page.own_domains),
        claims,
    )


def _claim(page: Page, lines: LineIndex, sentence: Sentence, claim: Claimed, references: tuple[int, ...]) -> Claim:
    reading, rule = page.reading, claim.rule
    heading = reading.block(sentence).heading
    return Claim(
        "other" if rule.fires == "named" else rule.name.removeprefix("claim-"),
        rule.risk,
        lines.place(*reading.source(sentence.start, sentence.end)),
        reading.text(sentence.start, sentence.end),
        "" if heading is None else page.article.blocks[heading].text,
        claim.backing.support if claim.backing else Support.NONE,
        references,
    )
