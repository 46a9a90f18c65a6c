"""Which claims an article makes, what backs each, and which reference that is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lint.engine import Engine
from lint.finding import Severity
from lint.ledger import Kind, Ledger, Support
from lint.places import folded
from lint.readers import read
from lint.rule import Rule, parse_rule
from lint.strictyaml import load
from tests.checks.conftest import SHELL

CLAIM = "name: claim-buoyancy\nkind: unsupported\nrisk: '3'\npatterns: [pebbles float]\n"
GRAVE = "name: claim-danger\nkind: unsupported\nrisk: '1'\npatterns: [float and kill]\n"
NAMED = "name: named\nkind: unsupported\nfires: named\nrisk: '1'\npatterns: [float]\n"
LIST = (
    "\n\n## References\n\n"
    "1. Okafor A, Berg I. Stones. BMJ 2019;364:k4718. doi:10.1136/bmj.k4718\n"
    "2. Jensen M. Water. Lancet 2021;397:1-9. <https://pubmed.ncbi.nlm.nih.gov/30638909/>\n"
    "3. Lake Office. [Pebbles](https://www.lakes.example/pebbles). 2016.\n"
)
HTML = (
    '<p>Pebbles float<sup><a href="#cite-b">[b]</a></sup>.</p><h2>References</h2><ol>'
    '<li id="cite-a">Okafor A. Stones. 2019.</li><li><span id="cite-b">^</span> Jensen M. Water. 2021.</li></ol>'
)

Read = Callable[..., Ledger]


@pytest.fixture(scope="module")
def ledger_of(rule_of: Callable[[str], Rule]) -> Read:
    rules = [rule_of(text) for text in (CLAIM, GRAVE, NAMED)]
    engine = Engine(rules)
    severities = {rule.name: rule.severity for rule in rules}

    def made(text: str, suffix: str = "md") -> Ledger:
        book = engine.lint(read(text.encode(), f"a.{suffix}"), severities, with_ledger=True).ledger
        assert book is not None
        return book

    return made


@pytest.mark.parametrize(
    ("text", "support", "numbers"),
    [
        ("Pebbles float [1].", Support.MARK, [1]),
        ("Pebbles float.[2,3]", Support.MARK, [2, 3]),
        ("Pebbles float.[1-3]", Support.MARK, [1, 2, 3]),
        ("Pebbles float.²", Support.MARK, [2]),
        ("Pebbles float on water3. Sand sinks.", Support.MARK, [3]),
        ("Pebbles float in a study[ii] of lakes.", Support.MARK, [2]),
        ("Pebbles float. They stay up. All of it was measured [2].", Support.MARK, [2]),
        ("These are known facts [3]:\n\n- Pebbles float.", Support.MARK, [3]),
        ("Pebbles float [9].", Support.MARK, []),
        ("Pebbles float (Jensen, 2021).", Support.TEXT, [2]),
        ("Pebbles float (Berg, 2019; Jensen, 2021).", Support.TEXT, [1, 2]),
        ("Okafor et al. (2019) saw that pebbles float.", Support.TEXT, [1]),
        ("Pebbles float (doi: 10.1136/BMJ.k4718).", Support.MARK, [1]),
        ("Pebbles float, says [a report](http://lakes.example/pebbles/#why).", Support.LINK, [3]),
        ("Pebbles float, says [a study](https://doi.org/10.1136/bmj.k4718).", Support.LINK, [1]),
        ("Pebbles float (PMID 30638909).", Support.MARK, [2]),
        ("Pebbles float.", Support.NONE, []),
        ("According to the CDC, pebbles float.", Support.NAMED, []),
        ("Sand sinks [1]. Pebbles float.", Support.NONE, []),
    ],
)
def test_a_claim_leans_on_the_entries_that_it_cites(ledger_of: Read, text: str, support: Support, numbers: list[int]) -> None:
    book = ledger_of(text + LIST)
    (claim,) = book.claims
    references = {reference.id: reference for reference in book.references}
    assert claim.support is support
    assert [references[at].number for at in claim.references] == numbers
    assert [reference.claims for reference in book.references] == [int(number in numbers) for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("text", "kind", "words", "url"),
    [
        ("Pebbles float ([so they say](https://www.nih.gov/stones)).", Kind.LINK, "so they say", "https://www.nih.gov/stones"),
        ("Pebbles float[^a].\n\n[^b]: Jensen, 2021.\n\n[^a]: Okafor, 2019.", Kind.FOOTNOTE, "Okafor, 2019.", None),
        ("Pebbles float (Okafor, 2019).", Kind.CITATION, "Okafor, 2019", None),
        ("Okafor et al. (2019) saw that pebbles float.", Kind.CITATION, "Okafor et al. (2019", None),
        ("Pebbles float (Okafor, 2019, PMID: 12).", Kind.CITATION, "Okafor, 2019, PMID: 12", None),
        ("Pebbles float. NCT01234567", Kind.CITATION, "NCT01234567", None),
    ],
)
def test_a_claim_leans_on_what_no_list_holds(ledger_of: Read, text: str, kind: Kind, words: str, url: str | None) -> None:
    book = ledger_of(text)
    (claim,) = book.claims
    (at,) = claim.references
    reference = book.references[at - 1]
    assert (reference.id, reference.kind, reference.text, reference.url, reference.claims) == (at, kind, words, url, 1)


def test_a_mark_in_html_leads_to_the_entry_of_its_anchor(ledger_of: Read) -> None:
    book = ledger_of(HTML, "html")
    assert [book.references[at - 1].text for at in book.claims[0].references] == ["^ Jensen M. Water. 2021."]


def test_what_identifies_an_entry_is_read_from_it(ledger_of: Read) -> None:
    first, second, third = ledger_of("Sand sinks." + LIST).references
    assert (first.doi, first.pmid, first.url, first.year) == ("10.1136/bmj.k4718", None, None, 2019)
    assert (second.doi, second.pmid, second.year) == (None, "30638909", 2021)
    assert (third.url, third.year, third.kind) == ("https://www.lakes.example/pebbles", 2016, Kind.ENTRY)


def test_a_page_that_is_linked_twice_is_one_reference(ledger_of: Read) -> None:
    text = "Pebbles float ([see](https://www.nih.gov/stones)).\n\nPebbles float ([again](http://nih.gov/stones/))."
    (reference,) = ledger_of(text).references
    assert reference.claims == 2


def test_a_link_that_bears_nothing_out_stands_beside_a_claim_that_nothing_backs(ledger_of: Read) -> None:
    book = ledger_of("Pebbles float, as [they say](https://www.facebook.com/stones), [always](https://www.stones.example/).")
    assert book.claims[0].support is Support.NONE
    assert [reference.text for reference in book.references] == ["they say", "always"]
    assert book.claims[0].references == (1, 2)


def test_own_pages_are_told_from_others(ledger_of: Read) -> None:
    text = "At Lakeside Stones, we sell pebbles. Pebbles float ([see](https://www.lakesidestones.example/why))."
    (reference,) = ledger_of(text).references
    assert reference.own_domain
    assert ledger_of(text).claims[0].support is Support.NONE


def test_what_is_on_the_page_but_no_text_is_no_reference(ledger_of: Read) -> None:
    book = ledger_of("Pebbles float.\n\nSand sinks ([WhatsApp](https://wa.me/123)).")
    assert book.references == ()
    text = '<p>Pebbles float.</p><footer><a href="https://www.nih.gov/stones">stones</a></footer>'
    assert ledger_of(text, "html").references == ()
    assert ledger_of("Sand sinks `https://www.nih.gov/stones`, [see](/sand).").references == ()


def test_a_sentence_is_one_claim_of_its_gravest_kind(ledger_of: Read) -> None:
    book = ledger_of("## Lakes\n\nPebbles float and kill. Pebbles float. Clouds float, says the CDC.")
    assert [(claim.type, claim.risk, claim.sentence, claim.heading) for claim in book.claims] == [
        ("danger", 1, "Pebbles float and kill.", "Lakes"),
        ("buoyancy", 3, "Pebbles float.", "Lakes"),
        ("other", 1, "Clouds float, says the CDC.", "Lakes"),
    ]


def test_a_run_that_asks_for_no_ledger_makes_none() -> None:
    rule = parse_rule(load(SHELL + CLAIM, "rule.yaml"), "promotion")
    assert Engine([rule]).lint(read(b"Pebbles float.", "a.md"), {rule.name: rule.severity}).ledger is None


SENTENCES = (
    "Pebbles float [1].",
    "Pebbles float.",
    "Pebbles float (Jensen, 2021).",
    "Okafor et al. (2019) saw that “pebbles float”…",
    "Pebbles float & sand sinks; see https://www.nih.gov/stones for more.",
    "Pebbles  float\non water 🌊 (PMID 30638909).",
    "Sand sinks (Müller & Søe, 2018; Okafor, 2019) – always.",
    "Sand sinks.",
)


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([" ", "\n\n"]),
    st.booleans(),
)
def test_claims_and_references_stand_where_they_say(parts: list[str], end: str, between: str, listed: bool) -> None:
    ends = "\n\nReferences\n\n1. Okafor A. Stones. 2019.\n2. Jensen M. Water. 2021." if listed else ""
    article = read((between.join(parts) + ends).replace("\n", end).encode(), "a.txt")
    outcome = _engine().lint(article, {"claim-buoyancy": Severity.INFO, "named": Severity.INFO}, with_ledger=True)
    assume(not outcome.skipped)
    book = outcome.ledger
    assert book is not None
    for one in (*((c.place, c.sentence) for c in book.claims), *((r.place, r.text) for r in book.references)):
        place, words = one
        assert folded(article.text[place.start : place.end]) == words
        assert place.text == article.text[place.start : place.end]
    assert [reference.id for reference in book.references] == list(range(1, len(book.references) + 1))
    assert [r.place.start for r in book.references] == sorted(r.place.start for r in book.references)
    for reference in book.references:
        assert reference.claims == sum(reference.id in claim.references for claim in book.claims)


@cache
def _engine() -> Engine:
    return Engine(parse_rule(load(SHELL + text, "rule.yaml"), "promotion") for text in (CLAIM, NAMED))
