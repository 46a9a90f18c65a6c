"""Turns a page, when its checks are done, into the ledger of its claims and of the references that they lean on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.checks.citations import Citations, Found
from lint.checks.identifiers import doi, pmid, year
from lint.checks.links import domain, is_own
from lint.checks.page import Claimed, Page
from lint.language.reading import Sentence
from lint.ledger import Claim, Ledger, Reference, Support
from lint.places import LineIndex


def ledger(page: Page) -> Ledger:
    """The claims that the checks on sentences noted, and every reference that the article gives."""
    citations = Citations(page)
    lines = LineIndex(page.article.text)
    claimed = [(page.reading.sentences[number], claim) for number, claim in sorted(page.claims.items())]
    leans = [list(_leans(citations, sentence, claim)) for sentence, claim in claimed]
    references = list(_references(page, lines, citations.found, leans))
    ids = {id(found): at for at, found in enumerate(_in_order(page, citations.found), 1)}
    claims = (
        _claim(page, lines, sentence, claim, tuple(ids[id(found)] for found in leant))
        for (sentence, claim), leant in zip(claimed, leans, strict=True)
    )
    return Ledger(tuple(claims), tuple(references))


def _leans(citations: Citations, sentence: Sentence, claim: Claimed) -> Iterable[Found]:
    """What bears the claim out; where nothing does, the links beside it."""
    if claim.backing is None or claim.backing.support is Support.NAMED:
        return citations.links(sentence)
    return citations.support(claim.backing.sentence)


def _in_order(page: Page, found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda one: page.article.blocks[one.block].span(one.start, one.end))


def _references(page: Page, lines: LineIndex, found: Iterable[Found], leans: Iterable[list[Found]]) -> Iterator[Reference]:
    held = [id(one) for leant in leans for one in leant]
    for number, one in enumerate(_in_order(page, found), 1):
        block = page.article.blocks[one.block]
        text = block.text[one.start : one.end]
        url = one.url or ""
        yield Reference(
            number,
            one.kind,
            lines.place(*block.span(one.start, one.end)),
            text,
            one.number,
            one.url,
            doi(url) or doi(text),
            pmid(url) or pmid(text),
            year(text, url),
            is_own(domain(url), page.own_domains),
            held.count(id(one)),
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
