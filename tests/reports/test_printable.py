from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.reports.printable import one_line, shorten, shorten_left, visible


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x1b[31mred", "a<U+001B>[31mred"),
        ("safe\u202egnorw", "safe<U+202E>gnorw"),
        ("a\x9bc", "a<U+009B>c"),
        ("caf\udce9.md", "caf<U+DCE9>.md"),
        ("one\ntwo\r", "one<U+000A>two<U+000D>"),
        (" ::error::x", " <U+003A>:error::x"),
        (":", "<U+003A>"),
        ("a ##[error]x ##vso[y]", "a #<U+0023>[error]x #<U+0023>vso[y]"),
        ("## Dose\ufffe", "## Dose<U+FFFE>"),
        ("std::vector, ratio 1 : 2", "std::vector, ratio 1 : 2"),
        ("\tdose", "    dose"),
        ("👩‍⚕️ naïve “5 mg”", "👩‍⚕️ naïve “5 mg”"),
    ],
)
def test_what_could_steer_a_terminal_is_spelled_out_and_the_rest_stays(text: str, printed: str) -> None:
    assert visible(text) == printed


def test_a_message_of_several_lines_becomes_one() -> None:
    assert one_line(" first\r\n  second\u2028third\n") == "first second third"


@given(st.text(st.characters()))
def test_any_text_becomes_one_encodable_line(text: str) -> None:
    line = one_line(text)
    line.encode()
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("a cup of tea", 12, "a cup of tea"),
        ("a cup of tea", 11, "a cup of…"),
        ("a cup of tea", 5, "a cup…"),
        ("electroencephalogram", 7, "electro…"),
        (" electroencephalogram", 8, " electro…"),
    ],
)
def test_long_text_is_cut_between_words_where_that_can_be(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


def test_the_end_stays_when_text_is_cut_on_the_left() -> None:
    assert shorten_left("before every meal", 11) == "…every meal"
