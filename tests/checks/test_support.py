"""References in reach of a claim, and sources that are only named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.finding import Finding
from lint.rule import Rule

BARE = "name: bare\nkind: unsupported\npatterns: [pebbles float]\n"
NAMED = "name: named\nkind: unsupported\nfires: named\npatterns: [pebbles float]\n"
LIST = "\n\n## References\n\n1. Okafor A. Stones. BMJ 2019.\n2. Jensen M. Water. Lancet 2021.\n"
RELEASE = (
    "OSLO, Norway. Researchers at the University of Oslo threw stones into a lake. {}\n\n"
    "“We were surprised,” said Dr Ida Berg, who led the study.\n\n"
    "The team tested forty lakes. The trial was published in Nature. Berg said that more studies will follow."
)

Names = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def fired(rule_of: Callable[[str], Rule], findings_of: Callable[[list[Rule]], Callable[..., list[Finding]]]) -> Names:
    """Which of the two rules report the text: the one on claims with nothing behind them, the one on names alone."""
    lint = findings_of([rule_of(BARE), rule_of(NAMED)])
    return lambda text: [name for name in ("bare", "named") if lint(text, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Pebbles float [1].",
        "Pebbles float.[2,3]",
        "Pebbles float.¹",
        "Pebbles float[^1].\n\n[^1]: Okafor, 2019.",
        "Pebbles float.<sup>4</sup> Rocks do not.",
        "Pebbles float (3).",
        "Pebbles float.3,4 Rocks do not.",
        "Pebbles float in every study[iv] of lakes.",
        "Pebbles float (Okafor, 2019).",
        "Pebbles float (Okafor et al., 2019; Jensen, 2021).",
        "Okafor et al. (2019) saw that pebbles float.",
        "Pebbles float, as Okafor and Jensen (2021) saw.",
        "Pebbles float (doi: 10.1136/bmj.k4718).",
        "Pebbles float. PMID 30638909",
        "Pebbles float. NCT01234567",
        "Pebbles float, says the [review](https://pubmed.ncbi.nlm.nih.gov/30638909/).",
        "Pebbles float. See https://www.nice.org.uk/guidance/ng12 for more.",
    ],
)
def test_a_reference_in_or_right_behind_the_sentence_backs_it(fired: Names, text: str) -> None:
    assert fired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Pebbles float. They stay up for days. All of it was measured [1].",
        "Pebbles float. They stay up for days ([report](https://www.nih.gov/news/stones)).",
        "- **[Stones](https://www.nih.gov/news/stones):** They are light. They are round. Pebbles float.",
        "These are known facts [1]:\n\n- Pebbles float.\n- Sand sinks.",
        "Pebbles float on water1. Sand sinks2." + LIST,
        "Pebbles float. 2" + LIST,
        "Pebbles float.\n1 Sand sinks." + LIST,
    ],
)
def test_a_reference_covers_what_stands_before_it_and_under_it(fired: Names, text: str) -> None:
    assert fired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Pebbles float.",
        "Pebbles float. Rocks do not. Sand does not. Nor does clay [1].",
        "Sand sinks [1]. Pebbles float.",
        "Pebbles float.\n\nSand sinks [1].",
        "Pebbles float. Sand sinks (Okafor, 2019).",
        "## Stones [1]\n\n- Pebbles float.",
        "Pebbles float on water1. Sand sinks2.",
        "(December 8, 2016) Pebbles float.",
        "Pebbles float." + LIST,
        "Pebbles float, as [we wrote](/stones).",
        "Pebbles float, as [they say](https://www.facebook.com/stones).",
        "Pebbles float ([search](https://www.google.com/search?q=pebbles)).",
        "Pebbles float ([order](https://stones.example.com/shop/pebbles)).",
        "Pebbles float ([our sponsor](https://lakes.refr.cc/default/u/ida)).",
        "Pebbles float ([see](https://lakes.example.com/stones?tag=ida-20)).",
        "Pebbles float ([Lakeside](https://www.lakeside.example.com/)).",
        "At Lakeside Stones, we sell pebbles. Pebbles float ([see](https://www.lakesidestones.example/why)).",
        "Studies show that pebbles float.",
        "Experts say that pebbles float.",
        "That said, pebbles float.",
        "Pebbles float, and I felt “great” about it.",
    ],
)
def test_what_backs_no_claim(fired: Names, text: str) -> None:
    assert fired(text) == ["bare"]


@pytest.mark.parametrize(
    "text",
    [
        "According to the CDC, pebbles float.",
        "According to Ida Berg, pebbles float.",
        "The World Health Organization says that pebbles float.",
        "A 2021 study in The Lancet found that pebbles float.",
        "Researchers at the University of Oslo found that pebbles float.",
        "Dr Ida Berg of Oslo said that pebbles float.",
        "“Pebbles float,” said Berg.",
        "“Pebbles float,” she explained.",
        "“It took us a year. Pebbles float in salt water and in fresh water.” Berg said that she was surprised.",
        "“Pebbles float in salt water and in fresh water.\n\n“It took us a year,” said Berg.",
    ],
)
def test_a_named_source_is_half_a_reference(fired: Names, text: str) -> None:
    assert fired(text) == ["named"]


def test_a_report_of_a_study_names_the_source_of_what_was_found(fired: Names) -> None:
    assert fired(RELEASE.format("In most lakes they saw pebbles float.")) == ["named"]
    assert fired("In most lakes they saw pebbles float.") == ["bare"]


def test_a_report_of_a_study_does_not_back_what_was_known_before(fired: Names) -> None:
    assert fired(RELEASE.format("Pebbles float on many lakes every year.")) == ["bare"]


def test_a_stem_of_marks_alone_introduces_nothing(fired: Names) -> None:
    assert fired("[1]\n\n- Pebbles float") == ["bare"]
