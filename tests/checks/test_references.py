"""The references themselves: none, uncited, dangling, orphan, only one's own, malformed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.finding import Finding
from lint.rule import Rule

CLAIM = "name: claim\nkind: unsupported\nrisk: 2\npatterns: [stones float]\n"
GRAVE = "name: grave\nkind: unsupported\nrisk: 1\npatterns: [stones kill]\n"
PROBLEMS = ("none", "unmarked", "dangling", "orphan", "own-domain", "malformed")
LIST = "\n\n## References\n\n1. Okafor A. Stones. BMJ 2019.\n2. Jensen M. Water. Lancet 2021.\n"
CLAIMS = "Red stones float. Grey stones float. White stones float."

Lint = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def lint(rule_of: Callable[[str], Rule], findings_of: Callable[[list[Rule]], Lint]) -> Lint:
    rules = [rule_of(f"name: {problem}\nkind: references\nproblem: {problem}\nclaims: 3\n") for problem in PROBLEMS]
    return findings_of([rule_of(CLAIM), rule_of(GRAVE), *rules])


def test_an_article_of_bare_claims_has_no_references(lint: Lint) -> None:
    [finding] = lint(CLAIMS + " Black stones kill.", "none")
    assert (finding.place.start, finding.place.end) == (0, 0)
    assert [related.place.text for related in finding.related] == ["stones kill", "stones float", "stones float"]


@pytest.mark.parametrize(
    "text",
    [
        "Red stones float. Grey stones float.",
        CLAIMS.replace("Red stones float.", "Red stones float [1].") + " Blue stones float.",
        CLAIMS + "\n\nStones are round (Okafor, 2019).",
        "---\nsources: [https://www.nhs.uk/stones]\n---\n\n" + CLAIMS,
        CLAIMS + LIST,
    ],
)
def test_an_article_is_not_without_references(lint: Lint, text: str) -> None:
    assert lint(text, "none") == []


def test_an_article_that_names_most_of_its_sources_is_not_without_references(lint: Lint) -> None:
    named = " ".join(f"According to the {body}, stones float." for body in ("CDC", "FDA", "NHS", "WHO", "NIH"))
    assert lint(f"{named}\n\n{CLAIMS}", "none") == []
    assert len(lint(f"According to the CDC, stones float.\n\n{CLAIMS}", "none")) == 1


def test_a_link_that_backs_no_claim_does_not_count(lint: Lint) -> None:
    assert len(lint(CLAIMS + "\n\nSee [the lake](https://lakes.example/map) too.", "none")) == 1


def test_a_list_that_nothing_points_to(lint: Lint) -> None:
    assert len(lint(CLAIMS + LIST, "unmarked")) == 1
    assert lint(CLAIMS.replace("White stones float.", "White stones float [2].") + LIST, "unmarked") == []
    assert lint(CLAIMS, "unmarked") == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Stones float [3].", ["[3]"]),
        ("Stones float [1-3]. Sand sinks [2].", ["[1-3]"]),
        ("Stones float.³ Sand sinks.¹", ["³"]),
        ("Stones float [1]. Sand sinks [2].", []),
        ("Stones float [4]. Sand sinks [5]. Clay melts [6]. Loam holds [7].", []),
    ],
)
def test_marks_without_an_entry(lint: Lint, text: str, marks: list[str]) -> None:
    assert [finding.place.text for finding in lint(text + LIST, "dangling")] == marks


def test_no_mark_dangles_without_a_list(lint: Lint) -> None:
    assert lint("Stones float [3].", "dangling") == []


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Stones float [1].", ["Jensen"]),
        ("Stones float [1, 2].", []),
        ("Stones float [1–2].", []),
        ("Stones float.", []),
        ("Stones float [7].", []),
    ],
)
def test_entries_that_no_mark_points_to(lint: Lint, text: str, entries: list[str]) -> None:
    assert [finding.place.text.split()[0] for finding in lint(text + LIST, "orphan")] == entries


def test_unnumbered_entries_count_from_one(lint: Lint) -> None:
    bullets = LIST.replace("1. ", "- ").replace("2. ", "- ")
    assert [finding.place.text.split()[0] for finding in lint("Stones float [2]." + bullets, "orphan")] == ["Okafor"]


def page(*links: str) -> str:
    anchors = " ".join(f'<a href="{link}">stones</a>' for link in links)
    head = '<link rel="canonical" href="https://lake.example/stones">'
    body = f"<article><h1>Stones</h1><p>See {anchors}.</p></article>"
    return f"<html><head><title>Stones</title>{head}</head><body>{body}</body></html>"


def test_links_that_nearly_all_lead_home(lint: Lint) -> None:
    home = [f"https://lake.example/{n}" for n in range(4)]
    assert len(lint(page(*home), "own-domain", "html")) == 1
    assert lint(page(*home[:2]), "own-domain", "html") == []
    assert lint(page(*home[:2], "https://www.nih.gov/a", "https://www.nhs.uk/b"), "own-domain", "html") == []


@pytest.mark.parametrize(
    "identifier",
    ["doi: 11.1000/xyz", "doi:10.12/abc", "https://doi.org/10.1136bmj", "PMID: 123456789", "PMID: pending"],
)
def test_identifiers_that_cannot_exist(lint: Lint, identifier: str) -> None:
    assert len(lint(f"Stones float ({identifier}).", "malformed")) == 1


@pytest.mark.parametrize(
    "identifier",
    [
        "doi: 10.1136/bmj.k4718",
        "DOI: https://doi.org/10.1136/bmj.k4718",
        "PMID: 30638909;",
        "PMID 123",
        "the DOI of a paper",
        "a PMID has digits",
    ],
)
def test_identifiers_of_a_good_shape(lint: Lint, identifier: str) -> None:
    assert lint(f"Stones float ({identifier}).", "malformed") == []
