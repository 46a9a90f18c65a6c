"""From an article and rules to findings: which hits are reported, in which order, with what in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.engine import Engine, Publisher
from lint.finding import Finding, Place, Severity
from lint.places import WHOLE_ARTICLE
from lint.readers import ReadError, read
from lint.rule import Rule, parse_rule
from lint.rulebook import packaged, read_pack
from lint.strictyaml import load

ROOT = Path(__file__).parents[1]
SHELL = "severity: warning\nsummary: s\nmessage: “{text}”!\nwhy: w\ninstead: i\nexamples: {bad: [x], good: [x]}\n"
RULES = """\
name: soup
kind: phrase
patterns: [hot soup, soup]
---
name: brand
kind: phrase
patterns: [<brand>]
---
name: mineral
kind: phrase
patterns: [<mineral>]
---
name: grave
kind: unsupported
risk: '1'
patterns: [cures]
---
name: slight
kind: unsupported
risk: '5'
patterns: [helps]
---
name: bare
kind: references
problem: none
claims: '2'
"""


def rules() -> list[Rule]:
    return [parse_rule(load(SHELL + text, "rule.yaml"), "claims") for text in RULES.split("---\n")]


@pytest.fixture(scope="module")
def lint() -> Callable[..., tuple[Finding, ...]]:
    engine = Engine(rules(), Publisher(brands=("Oak Lane",), lexicons={"mineral": ("quartz",)}))

    def run(text: str, *names: str, path: str = "a.md") -> tuple[Finding, ...]:
        return engine.lint(read(text.encode(), path), dict.fromkeys(names, Severity.WARNING)).findings

    return run


def test_a_finding_carries_what_reports_and_baselines_need(lint: Callable[..., tuple[Finding, ...]]) -> None:
    [finding] = lint("Rest.\n\nEat *hot\r\n  soup*, “now”.", "soup")
    assert finding.place == Place(12, 23, 3, 6, 4, 7, "hot\r\n  soup")
    assert (finding.path, finding.family, finding.rule, finding.severity) == ("a.md", "claims", "soup", Severity.WARNING)
    assert (finding.message, finding.why, finding.suggestion) == ("“hot soup”!", "w", "i")
    assert finding.sentence == 'eat hot soup, "now".'
    assert re.fullmatch("[0-9a-f]{24}", finding.fingerprint)


def test_only_the_rules_that_hold_report_and_with_the_severity_that_holds() -> None:
    outcome = Engine(rules()).lint(read(b"Soup helps.", "a.md"), {"soup": Severity.ERROR})
    assert [(finding.rule, finding.severity) for finding in outcome.findings] == [("soup", Severity.ERROR)]


def test_findings_stand_in_the_order_of_their_places(lint: Callable[..., tuple[Finding, ...]]) -> None:
    found = lint("Soup cures. Quartz helps. Soup.", "soup", "grave", "slight", "mineral", "bare")
    assert [(f.rule, f.place.start) for f in found] == [
        ("bare", 0),
        ("soup", 0),
        ("grave", 5),
        ("mineral", 12),
        ("slight", 19),
        ("soup", 26),
    ]


def test_of_the_claims_of_a_sentence_the_gravest_is_reported(lint: Callable[..., tuple[Finding, ...]]) -> None:
    text = "It helps and cures. It helps, it helps."
    assert [f.place.text for f in lint(text, "grave", "slight")] == ["cures", "helps"]


def test_a_claim_rule_that_does_not_hold_hides_none_that_does(lint: Callable[..., tuple[Finding, ...]]) -> None:
    assert [f.place.text for f in lint("It helps and cures.", "slight")] == ["helps"]


def test_a_finding_about_the_whole_article_has_no_place_and_says_where_to_look(
    lint: Callable[..., tuple[Finding, ...]],
) -> None:
    [finding] = lint("It helps.\n\nIt cures.", "bare")
    assert finding.place == WHOLE_ARTICLE
    assert finding.place.whole_article
    assert finding.sentence == ""
    assert {(related.place.line, related.place.text) for related in finding.related} == {(1, "helps"), (3, "cures")}


def test_a_fingerprint_outlives_a_move_and_a_change_elsewhere(lint: Callable[..., tuple[Finding, ...]]) -> None:
    [old] = lint("Eat soup now.", "soup")
    [new] = lint("# Meals\n\nRest.  Eat\nSOUP now.", "soup")
    assert old.fingerprint == new.fingerprint


@pytest.mark.parametrize(("text", "path"), [("Eat soup then.", "a.md"), ("Eat soup now.", "b.md")])
def test_a_fingerprint_changes_with_the_sentence_and_the_file(
    lint: Callable[..., tuple[Finding, ...]], text: str, path: str
) -> None:
    assert lint(text, "soup", path=path)[0].fingerprint != lint("Eat soup now.", "soup")[0].fingerprint


def test_the_same_sentence_twice_has_two_fingerprints(lint: Callable[..., tuple[Finding, ...]]) -> None:
    assert len({finding.fingerprint for finding in lint("Eat soup. Eat soup.", "soup")}) == 2


def test_the_publisher_brings_brands_and_terms_of_its_own(lint: Callable[..., tuple[Finding, ...]]) -> None:
    assert [f.place.text for f in lint("At Oak Lane and Elm Row: quartz.", "brand", "mineral")] == ["Oak Lane", "quartz"]


def test_an_article_that_is_not_english_is_skipped_with_a_word_why() -> None:
    german = "Der Arzt sagt, dass die Suppe bei einer Erkältung nicht hilft, und empfiehlt Ruhe im Bett. " * 3
    outcome = Engine(rules()).lint(read(german.encode(), "a.md"), {"soup": Severity.ERROR})
    assert (outcome.findings, outcome.skipped) == ((), "not in English")


@pytest.mark.parametrize(
    ("active", "reported"),
    [
        ({"swallow-pebbles", "best-soup"}, ["swallow-pebbles", "best-soup"]),
        ({"best-soup"}, ["best-soup", "best-soup"]),
    ],
)
def test_a_rule_keeps_quiet_in_a_sentence_that_a_rule_it_yields_to_reports(
    site: Path, active: set[str], reported: list[str]
) -> None:
    soup = site / "pack/promotion/best-soup.yaml"
    soup.write_text(soup.read_text() + "yields_to: [swallow-pebbles]\n")
    rules = read_pack(site / "pack").rules
    article = read(b"# Health\n\nSwallow 5 pebbles with the best soup. Here is the best soup.", "a.md")
    outcome = Engine(rules).lint(article, dict.fromkeys(active, Severity.WARNING))
    assert [finding.rule for finding in outcome.findings] == reported


# Any text at all, with all the rules

_HEALTH = [
    "Take 5 mg of zinc twice daily",
    "zinc cures colds",
    "Studies show that 40% of adults heal",
    "an addict",
    "1.0 mg",
    ".5 mg",
    "1000 IU",
    "q6h",
    "Call us today!",
    "the best clinic",
    "committed suicide",
    "not a substitute for medical advice",
    "Ask your doctor",
    "[1]",
    "“miracle cure”",
    "See [our shop](https://shop.example/)",
    "![pills](a.png)",
]
_MARKUP = [
    "# ",
    "- ",
    "> ",
    "| a | b |\n|-|-|\n",
    "|",
    "```",
    "<p>",
    "<li>",
    "<td>",
    "</p>",
    "&nbsp;",
    "&amp;",
    "<!--",
    "-->",
    "*",
    "_",
]
_JOINTS = [
    " ",
    ". ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "\N{NO-BREAK SPACE}",
    "\u2028",
    "\x85",
    "😀",
    "é",
    "e\u0301",
    "\u200d",
    "漢字",
]
_TEXTS = st.lists(st.sampled_from([*_HEALTH, *_MARKUP, *_JOINTS, *_JOINTS]) | st.text(max_size=5), max_size=25).map("".join)


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset, counted anew."""
    before = text[:offset].replace("\r\n", " \n").replace("\r", "\n")
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("suffix", ["md", "txt", "html"])
@settings(deadline=None, max_examples=60)
@given(text=_TEXTS)
def test_whatever_an_article_says_its_findings_quote_it(shipped_engine: Engine, suffix: str, text: str) -> None:
    severities = {rule.name: Severity.WARNING for rule in packaged().rules}
    try:
        article = read(text.encode("utf-8", "ignore").replace(b"\0", b""), f"a.{suffix}")
    except ReadError:
        return
    outcome = shipped_engine.lint(article, severities)
    for finding in outcome.findings:
        for place in (finding.place, *(related.place for related in finding.related)):
            if place.whole_article:
                assert place == WHOLE_ARTICLE
                continue
            assert 0 <= place.start < place.end <= len(article.text)
            assert article.text[place.start : place.end] == place.text
            assert (place.line, place.column) == position(article.text, place.start)
            assert (place.end_line, place.end_column) == position(article.text, place.end)
        assert 0 <= finding.confidence <= 1
        assert not re.search(r"\{\w*\}", finding.message.replace(" ".join(finding.place.text.split()), ""))
    assert shipped_engine.lint(article, severities) == outcome


def test_what_an_engine_linted_before_changes_nothing() -> None:
    severities = {rule.name: Severity.WARNING for rule in packaged().rules}
    articles = [
        read(path.read_bytes(), path.name) for path in sorted((ROOT / "content").glob("*/*.*")) if path.suffix != ".yaml"
    ]
    there, back = (Engine(packaged().rules) for _ in range(2))
    forwards = [there.lint(article, severities) for article in articles]
    assert [back.lint(article, severities) for article in reversed(articles)] == forwards[::-1]
    assert sum(len(outcome.findings) for outcome in forwards) > 100
