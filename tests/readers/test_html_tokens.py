from __future__ import annotations

from collections.abc import Iterable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.readers.html_tokens import Kind, Token, text_tokens, tokens


def _tokens(source: str) -> list[Token]:
    return list(tokens(source, 0, len(source)))


def _visible(source: str) -> str:
    return _text(source, _tokens(source))


def _text(source: str, found: Iterable[Token]) -> str:
    """What text and references among the tokens show."""
    shown = (token for token in found if token.kind in (Kind.TEXT, Kind.REFERENCE))
    return "".join(source[token.start : token.end] if token.kind is Kind.TEXT else token.name for token in shown)


def test_a_tag_carries_its_attributes_and_where_their_values_stand() -> None:
    source = """<IMG Alt="3 &gt; 2" src='a.png' hidden width=20>"""
    (tag,) = _tokens(source)
    assert (tag.kind, tag.name, tag.get("alt"), tag.get("src"), tag.get("width")) == (Kind.START, "img", "3 > 2", "a.png", "20")
    assert "hidden" in tag.attributes
    alt = tag.attributes["alt"]
    assert source[alt.start : alt.end] == "3 &gt; 2"


def test_the_first_of_two_attributes_of_one_name_counts() -> None:
    assert _tokens("<a href=one href=two>")[0].get("href") == "one"


def test_a_bracket_inside_quotes_does_not_end_the_tag() -> None:
    assert _visible("""<a title="1 > 0" rel='>'>shown</a>""") == "shown"


def test_a_quote_inside_an_unquoted_value_opens_nothing() -> None:
    assert _visible("<a title=it's>shown</a>") == "shown"


@pytest.mark.parametrize(
    "text", ["a < b", "5 <6", "<", "< p>", "<>", "&", "&;", "&unknown;", "AT&T", "{ x }", "{% open", "{{ open"]
)
def test_what_only_looks_like_markup_is_text(text: str) -> None:
    assert _visible(text) == text


@pytest.mark.parametrize(
    "hidden",
    ["<!-- x -->", "<!-->", "<!--->", "<!-- x --!>", "<!doctype html>", "<?xml version='1'?>", "</ x>", "</>", "<![CDATA[x]]>"],
)
def test_comments_and_declarations_are_not_text(hidden: str) -> None:
    assert _visible(f"a{hidden}b") == "ab"


@pytest.mark.parametrize("unclosed", ["<!-- x", "<a href=x", '<a href="x', "<script>x"])
def test_what_is_never_closed_runs_to_the_end(unclosed: str) -> None:
    token = _tokens(f"a{unclosed} y")[-1]
    assert token.end == len(unclosed) + 3


def test_tags_inside_a_script_are_its_text() -> None:
    kinds = [(token.kind, token.name) for token in _tokens("<script>if (a<b) '</p>'</SCRIPT >c")]
    assert kinds == [(Kind.START, "script"), (Kind.TEXT, ""), (Kind.END, "script"), (Kind.TEXT, "")]


def test_references_are_decoded_inside_a_title_and_not_inside_a_script() -> None:
    assert _visible("<title>a &amp; <b></title>") == "a & <b>"
    assert _visible("<script>a &amp; b</script>") == "a &amp; b"


def test_a_script_closed_in_its_own_tag_hides_nothing() -> None:
    assert _visible("<script src=x.js />shown") == "shown"


def test_an_ampersand_in_an_address_is_not_taken_for_a_reference() -> None:
    assert _tokens("<a href='?a=1&copy=2&amp;b=3&#65;'>")[0].get("href") == "?a=1&copy=2&b=3A"


def test_a_template_tag_is_not_text() -> None:
    assert _visible("a{% if x %}b{{ y }}c{# z #}d") == "abcd"


def test_a_reference_with_endless_digits_is_decoded() -> None:
    assert _visible(f"&#{'9' * 10_000};&#{'0' * 10_000}65;") == "\N{REPLACEMENT CHARACTER}A"


@given(st.text(st.sampled_from("&#xX;ampltgcopynotin01aA <\n"), max_size=40).filter(lambda text: "<" not in text))
def test_references_are_decoded_as_the_standard_library_does(text: str) -> None:
    assert _visible(text) == unescape(text)
    assert _text(text, text_tokens(text, 0, len(text))) == unescape(text)


@given(st.one_of(st.text(), st.text(st.sampled_from("<>/!-=\"'& ab\r\n{}%#;x?"))))
def test_tokens_cover_any_text_in_order_without_a_gap(text: str) -> None:
    at = 0
    for token in _tokens(text):
        assert token.start == at
        assert token.end > at
        at = token.end
    assert at == len(text)


@given(st.text(st.sampled_from("<>/!-=\"'& ab;p"), max_size=30), st.text(max_size=5), st.text(max_size=5))
def test_only_the_asked_stretch_is_read(text: str, before: str, after: str) -> None:
    shift = len(before)
    inside = tokens(before + text + after, shift, shift + len(text))
    assert [(token.kind, token.start - shift, token.end - shift) for token in inside] == [
        (token.kind, token.start, token.end) for token in _tokens(text)
    ]
