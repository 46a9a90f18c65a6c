"""Which tier a reference belongs to, and what a file of tiers must look like."""

from __future__ import annotations

import pytest

from lint.audit.tiers import packaged_tiers, parse_tiers
from lint.strictyaml import FileError, load

TIERS = packaged_tiers()


@pytest.mark.parametrize(
    ("url", "tier"),
    [
        ("https://www.nice.org.uk/guidance/ng12", "guideline"),
        ("https://www.nice.org.uk/news/stones", "public-body"),
        ("https://www.nice.org.uk/guidances", "public-body"),
        ("https://WWW.CDC.gov/stones", "public-body"),
        ("https://lakes.gov.au/", "public-body"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", "journal"),
        ("https://www.ncbi.nlm.nih.gov/books/NBK1234/", "reference-work"),
        ("https://www.ncbi.nlm.nih.gov/", "public-body"),
        ("https://bestpractice.bmj.com/topics", "reference-work"),
        ("https://www.stones.ac.nz/water", "university"),
        ("https://medicine.stones.edu/water", "university"),
        ("https://ac.stones.example/", None),
        ("https://shop.amazon.co.uk/dp/B000", "commercial"),
        ("https://notamazon.com/", None),
        ("https://lakes.example/", None),
        ("https://[broken/", None),
    ],
)
def test_the_most_exact_address_decides(url: str, tier: str | None) -> None:
    assert TIERS.of("the words say nothing", url) == tier


@pytest.mark.parametrize(
    ("text", "url", "tier"),
    [
        ("Stones in lakes: a meta-analysis", "https://pubmed.ncbi.nlm.nih.gov/1/", "systematic-review"),
        ("Practice guideline on stones", "https://doi.org/10.1000/1", "guideline"),
        ("Our meta-analysis of stones", "https://www.healthline.com/stones", "health-publisher"),
        ("World Health Organization", "https://lakes.example/who", None),
        ("World Health Organization. Stones. Geneva, 2019.", None, "public-body"),
        ("Okafor A. Stones. Lakes. 2019;321(5):12-9.", None, "journal"),
        ("Okafor A. Stones: a systematic review. Lakes. 2019;321(5):12-9.", None, "systematic-review"),
        ("Okafor A, et al. Stones.", "https://lakes.example/okafor", "journal"),
        ("Okafor's book of stones", None, None),
    ],
)
def test_words_tell_where_no_address_does_or_a_journal_holds_a_review(text: str, url: str | None, tier: str | None) -> None:
    assert TIERS.of(text, url) == tier


def test_what_has_the_identifier_of_a_publication_is_one() -> None:
    assert TIERS.of("Stones", "https://lakes.example/10.1000/1", published=True) == "journal"
    assert TIERS.of("Stones", "https://www.cochranelibrary.com/10.1002/1", published=True) == "systematic-review"


GOOD = "lake:\n  meaning: Lakes\n  addresses: [lakes.example]\nsea:\n  meaning: Seas\n  addresses: [{}]\n  over: [{}]\n"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("- lake", 1, "tiers are a mapping"),
        (GOOD.format("https://seas.example", "lake"), 6, "sea.addresses.0"),
        (GOOD.format("lakes.example", "lake"), 6, "'lakes.example' belongs to 'lake' already; keep one"),
        (GOOD.format("seas.example", "pond"), 7, "no tier is called 'pond'; there are lake, sea"),
        ("lake:\n  meaning: Lakes\n  adresses: [a.example]\n", 3, "unknown key 'adresses'; did you mean 'addresses'?"),
        ("lake:\n  addresses: [a.example]\n", 1, "the key 'meaning' is missing"),
        ("lake:\n  meaning: Lakes\n  shapes: ['(a']\n", 3, "the linear-time engine RE2 does not take '(a'"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(FileError) as caught:
        parse_tiers(load(text, "tiers.yaml"))
    assert caught.value.line == line
    assert problem in caught.value.message


def test_the_tiers_used_above_could_be_right() -> None:
    assert parse_tiers(load(GOOD.format("seas.example", "lake"), "tiers.yaml")).of("", "https://seas.example") == "sea"
