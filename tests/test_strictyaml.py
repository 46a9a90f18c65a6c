"""YAML without surprises: strings only, each with its line, and an error that says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.strictyaml import DEEPEST, Document, FileError, load, load_file


@pytest.mark.parametrize("value", ["no", "yes", "on", "null", "~", "12:30", "1.0", "007", "0x1F", "2024-05-01", ".5", "1e3"])
def test_a_value_stays_as_it_was_typed(value: str) -> None:
    assert load(f"key: {value}", "r.yaml").data == {"key": value}


def test_a_key_stays_as_it_was_typed() -> None:
    assert load("on: a\n1.0: b\n<<: {c: d}", "r.yaml").data == {"on": "a", "1.0": "b", "<<": {"c": "d"}}


def test_an_empty_value_is_an_empty_string() -> None:
    assert load("key:\n", "r.yaml").data == {"key": ""}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert load(text, "r.yaml").data is None


def test_lists_mappings_and_block_text() -> None:
    text = "why: >-\n  one\n  two\nhow:\n  - a: 1\n  - [x, y]\n"
    assert load(text, "r.yaml").data == {"why": "one two", "how": [{"a": "1"}, ["x", "y"]]}


DOCUMENT = load("# rule\nname: a\nexamples:\n  bad:\n    - one\n    - two\n  good: [three,\n    four]\n", "r.yaml")


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("name",), 2),
        (("examples",), 3),
        (("examples", "bad"), 4),
        (("examples", "bad", 0), 5),
        (("examples", "bad", 1), 6),
        (("examples", "good"), 7),
        (("examples", "good", 1), 8),
        ((), 2),
    ],
)
def test_every_value_knows_its_line(key: tuple[str | int, ...], line: int) -> None:
    assert DOCUMENT.line(key) == line


def test_a_value_that_is_missing_has_the_line_of_what_is_around_it() -> None:
    assert DOCUMENT.line(("examples", "ugly", 3)) == 3
    assert DOCUMENT.line(("summary",)) == 2


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: 2\na: 3", 3, "'a' stands twice; keep one"),
        ("a: {b: 1, b: 2}", 1, "'b' stands twice; keep one"),
        ("a: &x [1]\nb: *x", 2, "aliases (*name) are not allowed"),
        ("a: &x [*x]", 1, "aliases (*name) are not allowed"),
        ("a: *x", 1, "aliases (*name) are not allowed"),
        ("a: 1\nb: !!int 2", 2, "the tag '!!int' is not allowed"),
        ("a: !python/object 2", 1, "the tag '!python/object' is not allowed"),
        ("!!str a: 1", 1, "the tag '!!str' is not allowed"),
        ("a: !!map {}", 1, "the tag '!!map' is not allowed"),
        ("a: 1\n---\nb: 2", 2, "a second document begins here"),
        ("[a]: 1", 1, "a key must be a plain word"),
        ("a: [1\nb: 2", 2, "not valid YAML: while parsing a flow sequence"),
        ("a: b: c", 1, "not valid YAML: mapping values are not allowed in this context"),
        ("a: \0", None, "not valid YAML: "),
        ("a: \ud800", None, "not valid YAML: "),
        ("[" * (DEEPEST + 2), 1, f"nested more than {DEEPEST} levels deep"),
    ],
)
def test_what_a_rule_cannot_hold_is_an_error_with_its_line(text: str, line: int | None, problem: str) -> None:
    with pytest.raises(FileError) as caught:
        load(text, "r.yaml")
    assert (caught.value.path, caught.value.line) == ("r.yaml", line)
    assert problem in caught.value.message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_an_error(opening: str) -> None:
    with pytest.raises(FileError, match="nested more than"):
        load(opening * 100_000, "r.yaml")


def test_an_error_reads_as_path_line_and_problem() -> None:
    assert str(FileError("r.yaml", 3, "wrong")) == "r.yaml:3: wrong"
    assert str(FileError("r.yaml", None, "wrong")) == "r.yaml: wrong"


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: a\n")
    assert load_file(path).data == {"name": "a"}


def test_a_file_that_is_not_utf_8_says_where(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"name: caf\xe9\n")
    with pytest.raises(FileError, match="byte 9 is not UTF-8"):
        load_file(path)


def test_a_file_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read: No such file"):
        load_file(tmp_path / "r.yaml")


_PIECES = st.sampled_from(
    [*"a ? [ ] { } , &x *x !t !!int | >- --- ... ' # % @ : \\u é \ud800 \0".split(" "), "\n", "  ", "\t", '"', "b: ", "- "]
)


@given(st.text() | st.lists(_PIECES).map("".join))
@example("'\\ud800'")
def test_any_text_is_plain_data_or_an_error(text: str) -> None:
    try:
        document = load(text, "r.yaml")
    except FileError:
        return
    assert plain(document.data)
    assert all(1 <= line <= len(text.splitlines()) + 1 for line in document.lines.values())


def plain(data: object) -> bool:
    if isinstance(data, dict):
        return all(isinstance(key, str) and plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(plain, data))
    return data is None or isinstance(data, str)


def test_a_document_that_was_made_without_lines_has_none() -> None:
    assert Document("r.yaml", {}, {}).line(("a",)) is None
