"""Decoding: what counts as text, and what the error says where a file is none."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.readers import SUFFIXES, ReadError, read
from lint.readers.source import ByteOffsets, decode


def test_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfSleep well.", "a.md") == "Sleep well."


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"one\r\ntwo\rthree\n", "a.md") == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"first\nna\xefve\n", 2, "byte 8 (0xEF)"),
        (b"\xef\xbb\xbffirst\r\nna\xefve\n", 2, "byte 12 (0xEF)"),
        (b"caf\xe9", 1, "save the file as UTF-8"),
        (b"one\rtwo\r\x00", 3, "byte 8 is NUL"),
        ("Sleep".encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_a_file_that_is_not_utf8_text_is_refused_with_its_place(data: bytes, line: int, words: str) -> None:
    with pytest.raises(ReadError) as raised:
        decode(data, "notes.md")
    assert (raised.value.path, raised.value.line) == ("notes.md", line)
    assert words in raised.value.problem
    assert str(raised.value).startswith(f"notes.md:{line}: ")


def test_a_read_error_survives_the_way_back_from_a_worker_process() -> None:
    error = pickle.loads(pickle.dumps(ReadError("a.md", 3, "no")))
    assert (str(error), error.line) == ("a.md:3: no", 3)


def test_an_unknown_suffix_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ReadError, match=r"'\.pdf'.* \.md .*\.html"):
        read(b"%PDF", "leaflet.pdf")


def test_a_file_without_a_suffix_is_refused() -> None:
    with pytest.raises(ReadError, match="without a suffix"):
        read(b"text", "README")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_known_suffix_has_a_reader(suffix: str) -> None:
    article = read("Drink enough water — daily.".encode(), f"a{suffix.upper()}")
    assert [block.text for block in article.blocks] == ["Drink enough water — daily."]


@given(st.text(), st.data())
def test_byte_offsets_become_code_point_offsets(text: str, data: st.DataObject) -> None:
    text = text.encode("utf-8", "ignore").decode()
    at = data.draw(st.integers(0, len(text)))
    assert ByteOffsets(text)(len(text[:at].encode())) == at


def test_byte_offsets_hold_far_into_a_text() -> None:
    text = "aé漢😀" * 1000
    offsets = ByteOffsets(text)
    assert [offsets(len(text[:at].encode())) for at in range(0, len(text), 37)] == list(range(0, len(text), 37))
