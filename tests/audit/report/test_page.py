"""What guards a page: escapes, links to the web alone, controls spelled out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.audit.report.page import data, legible, web_address


@given(st.text())
def test_data_reads_back_and_cannot_leave_its_element(text: str) -> None:
    written = str(data([text]))
    assert json.loads(written) == [legible(text)]
    assert not set("<>&\u2028\u2029") & set(written)


def test_the_ends_of_scripts_and_the_beginnings_of_comments_are_escaped() -> None:
    assert str(data("</script><!--")) == '"\\u003c/script\\u003e\\u003c!--"'


@pytest.mark.parametrize(
    "url", ["https://a.example/b?c=d", "http://a.example", "HTTPS://A.example/#x", "https://münchen.example/"]
)
def test_web_addresses_become_links(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " https://a.example",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "/path",
        "https://",
        "https:///path",
        'https://a.example/"onclick="x',
        "https://a.example/ b",
        "https://[a.example",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_nothing_else_does(url: str | None) -> None:
    assert web_address(url) == ""


def test_marks_of_direction_and_controls_are_spelled_out_everywhere() -> None:
    assert legible({"a": ["b\u202ec", ("\x1b[31m",)], "n": 1}) == {"a": ["b<U+202E>c", ["<U+001B>[31m"]], "n": 1}
    assert legible("line\n\tindented") == "line\n\tindented"
