from __future__ import annotations

from collections.abc import Callable

import pytest
from wcwidth import wcswidth

from lint.finding import Finding, Place
from lint.reports.excerpt import cells, excerpt, split_lines


@pytest.mark.parametrize(
    ("line", "words", "printed", "marks"),
    [
        ("Take two tablets daily.", "two tablets", "Take two tablets daily.", "     ^^^^^^^^^^^"),
        ("  - Take two.", "two", "- Take two.", "       ^^^"),
        ("\tTake\ttwo.", "two", "Take    two.", "        ^^^"),
        ("漢方 twice", "twice", "漢方 twice", "     ^^^^^"),
        ("dose 漢方", "漢方", "dose 漢方", "     ^^^^"),
        ("Cafe\u0301 twice", "twice", "Cafe\u0301 twice", "     ^^^^^"),
        ("👩‍⚕️ twice", "twice", "👩‍⚕️ twice", "   ^^^^^"),
        ("👍🏽 twice", "twice", "👍🏽 twice", "   ^^^^^"),
        ("a\u202eb twice", "twice", "a<U+202E>b twice", "           ^^^^^"),
        ("a \x1b[2J b", "\x1b[2J", "a <U+001B>[2J b", "  ^^^^^^^^^^^"),
    ],
)
def test_the_marks_stand_under_the_quoted_words(
    make_finding: Callable[..., Finding], line: str, words: str, printed: str, marks: str
) -> None:
    (row,) = excerpt(split_lines(line), make_finding(words, line).place)
    assert (row.number, row.text, row.marks) == (1, printed, marks)


def test_a_command_of_a_build_server_cannot_arise_where_the_words_begin(make_finding: Callable[..., Finding]) -> None:
    line = "see ##[error] now"
    (row,) = excerpt([line], make_finding("[error]", line).place)
    assert row.text == "see #<U+0023>[error] now"


def test_a_zero_width_quotation_still_gets_a_mark(make_finding: Callable[..., Finding]) -> None:
    line = "all\u200bergy"
    (row,) = excerpt([line], make_finding("\u200b", line).place)
    assert row.marks == "   ^"


def test_a_long_line_is_cut_around_the_words(make_finding: Callable[..., Finding]) -> None:
    line = "before " * 100_000 + "take two" + " after" * 100_000
    (row,) = excerpt([line], make_finding("take two", line).place)
    assert row.text.startswith("…before ")
    assert row.text.endswith(" after…")
    assert row.text[len(row.marks) - 8 : len(row.marks)] == "take two"
    assert cells(row.text) < 130


def test_quoted_words_that_are_long_themselves_are_cut(make_finding: Callable[..., Finding]) -> None:
    line = "tea " * 1000
    (row,) = excerpt([line], make_finding(line, line).place)
    assert row.text.endswith("tea…")
    assert len(row.marks) == len(row.text) <= 161


def test_a_quotation_over_several_lines_is_marked_on_each_without_its_indentation() -> None:
    source = "Take\r\n  two\rtablets\nnow."
    place = Place(0, len(source) - 5, 1, 1, 3, 8, "")
    assert list(excerpt(split_lines(source), place)) == [(1, "Take", "^^^^"), (2, "two", "^^^"), (3, "tablets", "^^^^^^^")]


def test_blank_lines_are_left_out_and_many_lines_cut(make_finding: Callable[..., Finding]) -> None:
    source = "one\n\ntwo\nthree\nfour\nfive"
    rows = list(excerpt(split_lines(source), make_finding(source, source).place))
    assert [(row.number, row.text) for row in rows] == [(1, "one"), (3, "two"), (4, "three"), (5, "…")]


def test_only_lf_crlf_and_cr_end_a_line() -> None:
    assert split_lines("a\x0bb\u2028c\x85d\r\ne\rf\n") == ["a\x0bb\u2028c\x85d", "e", "f", ""]


def test_nothing_is_quoted_for_the_whole_article_or_from_a_text_that_is_too_short(
    make_finding: Callable[..., Finding],
) -> None:
    assert not list(excerpt(["A line."], make_finding("").place))
    assert not list(excerpt(["A line."], make_finding("Sip").place))
    assert not list(excerpt(["", "", "x"], make_finding("two cups").place))


def test_every_character_fills_the_cells_that_a_terminal_gives_it() -> None:
    assert [char for char in map(chr, range(0x20, 0x3000)) if char.isprintable() and cells(char) != wcswidth(char)] == []
