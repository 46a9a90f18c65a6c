"""Plain data to JSON and back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.checked import Checked
from lint.ground import Setup
from lint.plain import dump, load

# Article text and paths may hold lone surrogates, which a path that is not UTF-8 comes with.
TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(0, 1))


@given(st.from_type(Checked) | st.from_type(Setup))
def test_whatever_is_kept_comes_back_the_same(value: object) -> None:
    assert load(type(value), dump(value)) == value


@pytest.mark.parametrize(
    "text", ["", "7", "[]", "null", '["a.md"]', '["a.md",7,"",null,[],[]]', '["a.md",[[1]],"",null,[],[]]', '{"path":"a.md"}']
)
def test_text_that_is_not_of_the_type_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        load(Checked, text)


@dataclass
class Loose:
    anything: object


def test_a_type_that_is_not_plain_is_refused() -> None:
    with pytest.raises(TypeError, match="not plain"):
        load(Loose, "[1]")


def test_equal_texts_are_held_once() -> None:
    words = "a long reason".replace("long", "very long")
    first, second = (load(Checked, dump(Checked("a.md", skipped=words))) for _ in range(2))
    assert first.skipped is second.skipped
