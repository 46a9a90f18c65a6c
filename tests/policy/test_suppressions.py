"""Which findings an article silences, and what is said about its suppressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.article import Article
from lint.finding import Finding, Severity, Suppression
from lint.policy.suppressions import House, Suppressions
from lint.readers import read

Make = Callable[..., Suppressions]
Find = Callable[[Article], list[Finding]]


@pytest.fixture
def apply(suppressions: Make, findings_of: Find) -> Callable[..., tuple[Finding, ...]]:
    """``apply(text, path, **changes)``: what becomes of the findings of an article."""

    def run(text: str, path: str = "a.md", **changes: object) -> tuple[Finding, ...]:
        article = read(text.encode(), path)
        return suppressions(**changes).apply(article, findings_of(article))

    return run


def silenced(findings: tuple[Finding, ...]) -> list[tuple[str, int]]:
    return [(f.rule, f.place.line if f.place.text else 0) for f in findings if f.suppressed]


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.rule.removeprefix("suppression-"), f.place.text) for f in findings if f.rule.startswith("suppression-")]


def test_the_next_block_is_silenced_and_no_other(apply: Callable[..., tuple[Finding, ...]]) -> None:
    text = "DOSE one.\n\n<!-- healthlint ignore-next dose: leaflet -->\nDOSE two, CLAIM\nand DOSE three.\n\nDOSE four.\n"
    findings = apply(text)
    assert silenced(findings) == [("dose", 4), ("dose", 5)]
    assert {f.suppressed for f in findings} == {None, Suppression("leaflet", 3)}
    assert [f.place.start for f in findings] == sorted(f.place.start for f in findings)
    assert told(findings) == []


def test_a_list_item_a_cell_and_a_heading_are_blocks(apply: Callable[..., tuple[Finding, ...]]) -> None:
    comment = "<!-- healthlint ignore-next dose: leaflet -->"
    text = f"{comment}\n## DOSE\n\n- {comment} DOSE\n- DOSE\n\n| a | b |\n|---|---|\n| {comment} DOSE | DOSE |\n"
    assert silenced(apply(text)) == [("dose", 2), ("dose", 4), ("dose", 9)]


def test_a_range_is_silenced_up_to_its_end(apply: Callable[..., tuple[Finding, ...]]) -> None:
    text = """\
DOSE

<!-- healthlint ignore-start dose, claim: a scan -->

DOSE CLAIM SPOON

<!-- healthlint ignore-start spoon: inside -->

DOSE SPOON <!-- healthlint ignore-end --> SPOON

<!-- healthlint ignore-end claim -->

DOSE CLAIM

<!-- healthlint ignore-end -->

DOSE CLAIM
"""
    findings = apply(text)
    assert silenced(findings) == [("dose", 5), ("claim", 5), ("dose", 9), ("spoon", 9), ("dose", 13)]
    assert told(findings) == []


def test_a_range_that_never_ends_or_starts_silences_nothing(apply: Callable[..., tuple[Finding, ...]]) -> None:
    start, end = "<!-- healthlint ignore-start dose, claim: x -->", "<!-- healthlint ignore-end spoon -->"
    findings = apply(
        f"{end}\n\n{start}\n\nDOSE CLAIM\n\n<!-- healthlint ignore-end dose -->\n\n<!-- healthlint ignore-end -->\n"
    )
    assert silenced(findings) == [("dose", 5), ("claim", 5)]
    assert told(findings) == [("malformed", end)]
    findings = apply(f"{start}\n\nDOSE CLAIM\n\n<!-- healthlint ignore-end dose -->\n")
    assert silenced(findings) == [("dose", 3)]
    assert told(findings) == [("malformed", start)]
    assert told(apply("<!-- healthlint ignore-end -->")) == [("malformed", "<!-- healthlint ignore-end -->")]


def test_the_file_is_silenced_from_anywhere_in_it(apply: Callable[..., tuple[Finding, ...]]) -> None:
    findings = apply("DOSE CLAIM\n\n<!-- healthlint ignore-file claim: agreed -->\n")
    assert silenced(findings) == [("claim", 0), ("claim", 1)]
    assert silenced(apply("---\nhealthlint: {ignore: {claim: agreed}}\n---\nDOSE CLAIM\n")) == [("claim", 0), ("claim", 4)]


def test_no_comment_on_a_place_silences_a_finding_about_the_article(apply: Callable[..., tuple[Finding, ...]]) -> None:
    text = "<!-- healthlint ignore-start claim: x -->\n\nDOSE\n\n<!-- healthlint ignore-end -->\n"
    assert silenced(apply(text)) == []
    assert told(apply(text)) == [("unused", "claim")]


def test_a_family_and_an_old_name_stand_for_rules(apply: Callable[..., tuple[Finding, ...]]) -> None:
    assert silenced(apply("<!-- healthlint ignore-next dosing: x -->\nDOSE SPOON CLAIM")) == [("dose", 2), ("spoon", 2)]
    assert silenced(apply("<!-- healthlint ignore-next old-dose: x -->\nDOSE SPOON CLAIM")) == [("dose", 2)]


def test_the_nearest_suppression_gives_the_reason(apply: Callable[..., tuple[Finding, ...]]) -> None:
    text = """\
<!-- healthlint ignore-file dose: file -->

<!-- healthlint ignore-start dosing: range -->

DOSE

<!-- healthlint ignore-next dose: block -->
DOSE

DOSE

<!-- healthlint ignore-end -->

DOSE
"""
    findings = apply(text)
    assert [f.suppressed.reason for f in findings if f.suppressed] == ["range", "block", "range", "file"]
    assert told(findings) == []


def test_unknown_names_are_told_at_their_places_with_a_hint_and_the_others_hold(
    apply: Callable[..., tuple[Finding, ...]],
) -> None:
    findings = apply("😀\n\n<!-- healthlint ignore-next dosign, dose, zzz: x -->\nDOSE")
    assert silenced(findings) == [("dose", 4)]
    assert told(findings) == [("unknown", "dosign"), ("unknown", "zzz")]
    messages = [f.message for f in findings if f.rule == "suppression-unknown"]
    assert messages[0] == "No rule or family is called “dosign”. Did you mean “dosing”?"
    assert messages[1].endswith("`healthlint rules` lists them.")


@pytest.mark.parametrize("name", ["suppression", "suppression-unused"])
def test_no_suppression_silences_what_is_said_about_suppressions(apply: Callable[..., tuple[Finding, ...]], name: str) -> None:
    comment = f"<!-- healthlint ignore-file {name}: too noisy -->"
    findings = apply(f"{comment}\n\n<!-- healthlint ignore-next dose: x -->\nText")
    assert silenced(findings) == []
    assert told(findings) == [("malformed", comment), ("unused", "dose")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- healthlint ignore-next dose: x -->\nText\n\nDOSE", "The next block begins on line 2."),
        ("DOSE\n\n<!-- healthlint ignore-next dose: x -->", "No block follows it."),
        ("<!-- healthlint ignore-file spoon: x -->\n\nDOSE", "This suppression of “spoon” silences nothing."),
    ],
)
def test_what_silences_nothing_is_told(apply: Callable[..., tuple[Finding, ...]], text: str, message: str) -> None:
    [finding] = [f for f in apply(text) if f.rule == "suppression-unused"]
    assert finding.message.endswith(message)
    assert text[finding.place.start : finding.place.end] in ("dose", "spoon")
    assert text[slice(*finding.around)].startswith("<!-- healthlint")


@pytest.mark.parametrize(
    ("ran", "left_out", "unused"),
    [
        (["dose", "spoon"], [], ["dosing", "dose"]),
        (["dose"], [], ["dosing", "dose"]),
        (["dose"], ["spoon"], ["dose"]),
        (["claim"], [], []),
    ],
)
def test_only_rules_that_ran_can_show_that_a_suppression_is_unused(
    apply: Callable[..., tuple[Finding, ...]], ran: list[str], left_out: list[str], unused: list[str]
) -> None:
    severities = dict.fromkeys([*ran, "suppression-unused"], Severity.INFO)
    text = "<!-- healthlint ignore-next dosing, dose: x -->\nText"
    findings = apply(text, severities=severities, left_out=frozenset(left_out))
    assert [f.place.text for f in findings if f.rule == "suppression-unused"] == unused
    assert all(f.severity is Severity.INFO for f in findings if f.rule == "suppression-unused")


def test_what_is_switched_off_is_not_told(apply: Callable[..., tuple[Finding, ...]]) -> None:
    assert told(apply("<!-- healthlint ignore-next dose -->", severities={"dose": Severity.ERROR})) == []


def test_the_configuration_suppresses_and_the_last_entry_wins(apply: Callable[..., tuple[Finding, ...]]) -> None:
    house = (
        House(frozenset({"dose", "spoon"}), Suppression("first", 3, "healthlint.yaml")),
        House(frozenset({"dose", "claim"}), Suppression("second", 7, "healthlint.yaml")),
    )
    findings = apply("DOSE SPOON\n\nCLAIM", "a.txt", house=house)
    assert [(f.rule, f.suppressed and f.suppressed.reason) for f in findings] == [
        ("claim", "second"),
        ("dose", "second"),
        ("spoon", "first"),
        ("claim", "second"),
    ]
    findings = apply("<!-- healthlint ignore-next dose: own -->\nDOSE", house=house)
    assert Suppression("own", 1) in {f.suppressed for f in findings}


def test_an_article_that_says_nothing_keeps_its_findings_as_they_are(
    suppressions: Make, findings_of: Find, apply: Callable[..., tuple[Finding, ...]]
) -> None:
    article = read(b"<!-- a comment -->\n\nDOSE", "a.md")
    assert suppressions().apply(article, findings_of(article)) == tuple(findings_of(article))


def test_two_of_the_same_kind_have_fingerprints_of_their_own_that_outlive_a_move(
    apply: Callable[..., tuple[Finding, ...]],
) -> None:
    comment = "<!-- healthlint ignore-next dose: x -->\nText\n\n"
    marks = [f.fingerprint for f in apply(comment * 2) if f.rule == "suppression-unused"]
    moved = [f.fingerprint for f in apply("More\n\n" + comment * 2) if f.rule == "suppression-unused"]
    assert len(set(marks)) == 2
    assert marks == moved


@pytest.mark.parametrize(
    "text",
    [
        "<!-- healthlint ignore-start dose: x -->\n\nDOSE\n\n",
        "<!-- healthlint ignore-end dose -->\n",
        "<!-- healthlint ignore-next dose: x -->\nDOSE\n\n",
        "<!-- healthlint ignore-file dosing: x -->\n\nDOSE\n\n",
        "<!-- healthlint ignore-next NAME: x -->\n",
    ],
)
def test_thousands_of_suppressions_are_taken(apply: Callable[..., tuple[Finding, ...]], text: str) -> None:
    page = "".join(text.replace("NAME", f"name-{n}") for n in range(2_000)).replace("\n", "</p><p>")
    findings = apply(f"<p>{page}</p>", "a.html")
    assert len(silenced(findings)) + len(told(findings)) >= 2_000


# In every format, a suppression of a rule before a block silences the rule's findings in that block and no other finding

FORMS = {
    "html comment": ("md", "<!-- {} -->"),
    "link reference": ("md", "[//]: # ({})"),
    "mdx": ("mdx", "{{/* {} */}}"),
    "html": ("html", "<!--{}-->"),
}
WORDS = st.lists(st.sampled_from(["DOSE", "SPOON", "CLAIM", "tea", "é漢😀"]), min_size=1, max_size=4).map(" ".join)
WRITTEN: Mapping[str, Callable[[str, str], str]] = {
    "md": lambda kind, words: {"item": f"- {words}", "heading": f"## {words}"}.get(kind, words),
    "mdx": lambda kind, words: {"item": f"- {words}", "heading": f"## {words}"}.get(kind, words),
    "html": lambda kind, words: {"item": f"<ul><li>{words}</ul>", "heading": f"<h2>{words}</h2>"}.get(kind, f"<p>{words}</p>"),
}


@settings(deadline=None)
@given(
    form=st.sampled_from(sorted(FORMS)),
    blocks=st.lists(st.tuples(WORDS, st.sampled_from(["paragraph", "item", "heading"])), min_size=1, max_size=6),
    data=st.data(),
)
def test_a_suppression_before_a_block_silences_exactly_its_findings(
    suppressions: Make, findings_of: Find, form: str, blocks: list[tuple[str, str]], data: st.DataObject
) -> None:
    suffix, comment = FORMS[form]
    chosen = data.draw(st.integers(0, len(blocks) - 1))
    rule = data.draw(st.sampled_from(["dose", "spoon", "claim"]))
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    parts = [WRITTEN[suffix](kind, words) for words, kind in blocks]
    parts.insert(chosen, comment.format(f"healthlint ignore-next {rule}: why not"))
    text = f"{end}{end}".join(parts)
    article = read(text.encode(), f"a.{suffix}")
    assert len(article.blocks) == len(blocks)
    block = article.blocks[chosen]
    inside = range(block.pieces[0].start, block.pieces[-1].end)
    before = findings_of(article)
    after = suppressions().apply(article, before)
    expected = {f.place for f in before if f.rule == rule and f.place.start in inside and not f.place.whole_article}
    assert {f.place for f in after if f.suppressed} == expected
    assert all(f.rule == rule for f in after if f.suppressed)
    assert [f for f in after if f.rule == "suppression-unused"] == [f for f in after if f.family == "suppression"]
    assert bool(expected) != any(f.family == "suppression" for f in after)
    for finding in after:
        assert article.text[finding.place.start : finding.place.end] == finding.place.text


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "DOSE |CLAIM |\n\n|<!-- healthlint |ignore-|next |start |end |file |dose|, |spoon|: |why| -->\n|-->"
            "|[//]: # (healthlint |)\n|<p>|é|😀|- |> |`|\r\n|dosing".split("|")
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["md", "mdx", "html"]),
)
def test_whatever_is_written_every_finding_stays_and_every_place_is_exact(
    suppressions: Make, findings_of: Find, text: str, suffix: str
) -> None:
    article = read(text.encode(), f"a.{suffix}")
    before = findings_of(article)
    after = suppressions().apply(article, before)
    kept = [(f.rule, f.place) for f in after if f.family != "suppression"]
    assert sorted(kept, key=str) == sorted([(f.rule, f.place) for f in before], key=str)
    for finding in after:
        assert article.text[finding.place.start : finding.place.end] == finding.place.text
        if finding.family == "suppression":
            assert finding.around[0] <= finding.place.start < finding.place.end <= finding.around[1]
