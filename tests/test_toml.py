"""TOML: what somebody may mean is read, and what would cost the square of its size is refused."""

import tomllib

import pytest

from lint.toml import DEEPEST, TooDeepError, loads


def test_toml_is_read_and_its_numbers_stay_as_written() -> None:
    assert loads("a.b = 1.50\nc = 'w.w.w. Two words. One.'") == {"a": {"b": "1.50"}, "c": "w.w.w. Two words. One."}
    with pytest.raises(tomllib.TOMLDecodeError):
        loads("a =")


@pytest.mark.parametrize("key", ["a", "'a'", '"a"', "a-1"])
@pytest.mark.parametrize("between", [".", " . "])
def test_a_key_of_a_hundred_parts_is_the_longest(key: str, between: str) -> None:
    loads(f"{between.join([key] * DEEPEST)} = 1")
    for text in ("{} = 1", "[{}]", "a = {{ {} = 1 }}"):
        with pytest.raises(TooDeepError):
            loads(text.format(between.join([key] * (DEEPEST + 1))))
