"""What an article says to healthlint, read from its comments and its front matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.policy.directives import Directive, Malformed, directives
from lint.readers import read


def said(text: str, path: str = "a.html", *, reason_required: bool = True) -> list[Directive | Malformed]:
    return list(directives(read(text.encode(), path), reason_required=reason_required))


@pytest.mark.parametrize(
    ("comment", "verb", "names", "reason"),
    [
        ("healthlint ignore-next dose: leaflet", "ignore-next", ["dose"], "leaflet"),
        ("healthlint ignore-next dose , claim,: see 12:30", "ignore-next", ["dose", "claim"], "see 12:30"),
        ("HealthLint Ignore-File\n  dose:\n  from the\n  leaflet\n", "ignore-file", ["dose"], "from the leaflet"),
        ("healthlint ignore-start dose:leaflet", "ignore-start", ["dose"], "leaflet"),
        ("healthlint ignore-end", "ignore-end", [], ""),
        ("healthlint ignore-end dose: that was it", "ignore-end", ["dose"], ""),
        ("healthlint ignore-next dóse: 漢", "ignore-next", ["dóse"], "漢"),
    ],
)
def test_a_suppression_says_what_and_why(comment: str, verb: str, names: list[str], reason: str) -> None:
    text = f"<p>é</p><!-- {comment} -->"
    [directive] = said(text)
    assert isinstance(directive, Directive)
    assert (directive.verb, [name.word for name in directive.names], directive.reason) == (verb, names, reason)
    assert text[directive.start : directive.end] == f"<!-- {comment} -->"
    assert [text[name.start : name.end] for name in directive.names] == names


@pytest.mark.parametrize(
    ("comment", "advice"),
    [
        ("healthlint", "After “healthlint” write ignore-next, ignore-start, ignore-end or ignore-file."),
        ("healthlint: ignore-next dose: leaflet", "After “healthlint” write"),
        ("healthlint-ignore-next dose: leaflet", "After “healthlint” write"),
        ("healthlint disable dose: leaflet", "After “healthlint” write"),
        ("healthlint ignore-nextdose: leaflet", "After “healthlint” write"),
        ("healthlint ignore-next", "Name what to silence: “ignore-next RULE: reason”."),
        ("healthlint ignore-file : leaflet", "Name what to silence: “ignore-file RULE: reason”."),
        ("healthlint ignore-next dose", "Say why, after a colon: “ignore-next RULE: reason”."),
        ("healthlint ignore-start dose: -", "Say why, after a colon: “ignore-start RULE: reason”."),
        ("healthlint ignore-next dose quoted from the leaflet", "Put a colon between the names and the reason."),
        ("healthlint ignore-next dose claim: leaflet", "Separate the names with commas."),
        ("healthlint ignore-next dose: " + "long " * 300, "Say why in 1000 characters at most."),
        ("healthlint ignore-next " + "dose, " * 21 + ": leaflet", "Name a family instead of more than 20 rules."),
    ],
)
def test_what_cannot_be_followed_is_told_with_what_to_write(comment: str, advice: str) -> None:
    text = f"<p>é</p><!--{comment}-->"
    [malformed] = said(text)
    assert isinstance(malformed, Malformed)
    assert malformed.advice.startswith(advice)
    assert text[malformed.start : malformed.end] == f"<!--{comment}-->"


@pytest.mark.parametrize("comment", ["healthlint's verdict is in", "ask healthlint", "healthlinted", "ignore-next dose", ""])
def test_other_comments_say_nothing_to_healthlint(comment: str) -> None:
    assert said(f"<p>x</p><!-- {comment} -->") == []


def test_a_reason_may_be_left_out_where_the_configuration_says_so() -> None:
    [directive] = said("<!-- healthlint ignore-next dose -->", reason_required=False)
    assert isinstance(directive, Directive)
    assert directive.reason == ""


def test_a_comment_in_a_quotation_leaves_out_the_marks_between_its_lines() -> None:
    [directive] = said("> <!-- healthlint ignore-next dose: from\n> the leaflet -->\n> Quoted\n", "a.md")
    assert isinstance(directive, Directive)
    assert directive.reason == "from the leaflet"


YAML = "---\nhealthlint:\n  ignore:\n    dose: from\n      the leaflet\n    'claim': agreed\n---\nText"
TOML = "+++\n[healthlint.ignore]\ndose = 'from the leaflet'\n\"claim\" = 'agreed'\n+++\nText"


@pytest.mark.parametrize("text", [YAML, TOML])
def test_front_matter_silences_the_file(text: str) -> None:
    entries = said(text, "a.md")
    assert [(e.verb, e.names[0].word, e.reason) for e in entries if isinstance(e, Directive)] == [
        ("ignore-file", "dose", "from the leaflet"),
        ("ignore-file", "claim", "agreed"),
    ]
    assert [text[entry.start : entry.end] for entry in entries] == ["dose", "claim"]


@pytest.mark.parametrize(
    ("front", "quoted", "advice"),
    [
        ("healthlint: dose", "healthlint", "Write “ignore:” under “healthlint:”"),
        ("healthlint:\n  ignore: [dose]", "healthlint", "Write “ignore:” under “healthlint:”"),
        ("healthlint:\n  ignored: {dose: x}", "healthlint", "Write “ignore:” under “healthlint:”"),
        ("healthlint:\n  ignore: {dose: x}\n  select: dose", "healthlint", "Write “ignore:” under “healthlint:”"),
        ("healthlint:\n  ignore:\n    dose:", "dose", "Say why, after a colon: “RULE: reason”."),
        ("healthlint:\n  ignore:\n    dose: [a, b]", "dose", "Say why, after a colon: “RULE: reason”."),
        ("x: &x {dose: }\nhealthlint:\n  ignore: *x", "ignore", "Say why, after a colon: “RULE: reason”."),
    ],
)
def test_front_matter_that_cannot_be_followed_is_told(front: str, quoted: str, advice: str) -> None:
    text = f"---\n{front}\n---\nText"
    [malformed] = said(text, "a.md")
    assert isinstance(malformed, Malformed)
    assert text[malformed.start : malformed.end] == quoted
    assert malformed.advice.startswith(advice)


def test_a_meta_tag_is_no_front_matter() -> None:
    assert said('<meta name="healthlint" content="dose"><p>x</p>') == []


@given(st.text(alphabet=st.sampled_from("healthlint ignore-next-end:,\n>é漢-"), max_size=60) | st.text(max_size=40))
def test_whatever_a_comment_says_it_is_followed_or_told_at_its_place(comment: str) -> None:
    text = f"<p>x</p><!-- healthlint {comment} -->"
    article = read(text.encode("utf-8", "ignore"), "a.html") if "\0" not in text else read(b"", "a.html")
    for entry in directives(article, reason_required=True):
        assert article.text[entry.start : entry.end].startswith("<!-- healthlint")
        if isinstance(entry, Directive):
            assert all(article.text[name.start : name.end] == name.word for name in entry.names)
