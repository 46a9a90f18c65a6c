"""Front matter: strings only, exact places, and errors that name the line."""

import time
from typing import Any

import pytest

from lint.article import Role
from lint.readers.frontmatter import FrontMatter, read_front_matter
from lint.readers.source import ReadError


def front(text: str) -> FrontMatter:
    return read_front_matter(text, "a.md")


def metadata(body: str) -> dict[str, Any]:
    return front(f"---\n{body}\n---\nText").metadata


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("draft: no", {"draft": "no"}),
        ("date: 2024-05-01", {"date": "2024-05-01"}),
        ("time: 12:30", {"time": "12:30"}),
        ("version: 1.10", {"version": "1.10"}),
        ("reviewer:", {"reviewer": ""}),
        ("Title: Sleep", {"title": "Sleep"}),
        ("author:\n  Name: A. Berg\n  roles: [MD, PhD]", {"author": {"name": "A. Berg", "roles": ["MD", "PhD"]}}),
        ("a: !!python/name:os.system x", {"a": "x"}),
        ("", {}),
    ],
)
def test_yaml_values_stay_the_strings_that_were_written(body: str, expected: dict[str, Any]) -> None:
    assert metadata(body) == expected


def test_aliases_share_one_object_so_that_they_cannot_multiply() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    found = metadata("\n".join(lines))
    assert found["a59"][0] is found["a58"]


def test_text_after_front_matter_starts_at_its_end() -> None:
    text = "---\r\ntitle: Rest\r\n---\r\nBody"
    assert text[front(text).end :] == "Body"


@pytest.mark.parametrize(
    "text", ["Text", "---\nJust prose here\n---\nText", "---\ntitle: never closed\n", "---\n- a list\n---\n"]
)
def test_text_without_front_matter_has_none(text: str) -> None:
    assert front(text).metadata == {}


@pytest.mark.parametrize("text", ["Text", "---\nJust prose here\n---\nText", "---\ntitle: never closed\n"])
def test_lines_of_hyphens_around_prose_are_no_front_matter(text: str) -> None:
    assert front(text).end == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("title: Sleep", "Sleep"),
        ("title: 'It''s late'", "It's late"),
        (r'title: "The \"big\" sleep"', 'The "big" sleep'),
        ("description: >-\n  Folded over\n  two lines.", "Folded over two lines."),
        ("summary: Plain over\n  two lines.", "Plain over two lines."),
        ("excerpt: Schlaf für 😀 alle", "Schlaf für 😀 alle"),
    ],
)
def test_what_a_reader_of_the_page_sees_becomes_a_block_with_its_place(line: str, words: str) -> None:
    text = f"---\nlayout: post\n{line}\n---\n"
    (block,) = front(text).blocks
    assert (block.role, block.text) == (Role.METADATA, words)
    first, last = words.split()[0], words.split()[-1]
    start, end = block.span(0, len(block.text))
    assert text[start:].startswith(first.replace("'", "''"))
    assert text[:end].endswith(last)


@pytest.mark.parametrize("line", [r'title: "\u2013 dash"', "subtitle: unseen", "nested:\n  title: inner", "title:"])
def test_a_value_whose_words_are_not_in_the_source_is_no_block(line: str) -> None:
    assert front(f"---\n{line}\n---\n").blocks == ()


def test_toml_values_are_strings_too() -> None:
    found = front('+++\nTitle = "Rest"\ndate = 2024-05-01\nweight = 1.50\ndraft = false\n[params]\nTags = ["a", 2]\n+++\nText')
    assert found.metadata == {
        "title": "Rest",
        "date": "2024-05-01",
        "weight": "1.50",
        "draft": "false",
        "params": {"tags": ["a", "2"]},
    }


def test_a_toml_title_becomes_a_block_with_its_place() -> None:
    text = '+++\ndescription = "Why we rest"\n[x]\ntitle = "inner"\n+++\n'
    (block,) = front(text).blocks
    start, end = block.span(0, len(block.text))
    assert text[start:end] == "Why we rest"


@pytest.mark.parametrize("key", ["canonical", "canonical_url", "canonicalURL", "url", "permalink"])
def test_the_address_of_the_page_is_its_base(key: str) -> None:
    assert front(f"---\n{key}: https://clinic.example/sleep\n---\n").base == "https://clinic.example/sleep"


def test_a_path_without_a_domain_is_no_base() -> None:
    assert front("---\npermalink: /sleep/\n---\n").base == ""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: a\nsummary: b: c\n---\n", 3, "quote values"),
        ("---\r\ntitle: [a\r\n---\r\n", 3, "not valid YAML"),
        ("---\na: 1\nb: \x07\n---\n", 3, "U+0007"),
        ("---\na: é\nb: \x91\n---\n", 3, "U+0091"),
        ("---\na: *gone\n---\n", 2, "&gone"),
        ("---\na: &a [*a]\n---\n", 2, "&a"),
        ("---\ntitle: {{ page.title }}\n---\n", 2, "quote"),
        ("+++\na = 1\nb = \n+++\n", 3, "not valid TOML"),
        ("+++\na = " + "[" * 20_000 + "\n+++\n", 2, "too deeply"),
        ("+++\n" + "a." * 20_000 + "a = 1\n+++\n", 2, "too deeply"),
    ],
)
def test_broken_front_matter_is_an_error_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ReadError) as raised:
        front(text)
    assert raised.value.line == line
    assert words in raised.value.problem


@pytest.mark.parametrize("unit", ["[", "{a: ", "{", "- "])
def test_hostile_nesting_is_refused_quickly(unit: str) -> None:
    started = time.process_time()
    with pytest.raises(ReadError):
        front(f"---\na:\n  {unit * 50_000}\n---\n")
    assert time.process_time() - started < 2


def test_a_toml_key_with_nothing_in_it_stands_where_its_quotes_do() -> None:
    text = "+++\n\"\" = 1\n[a.'']\n+++\n"
    places = read_front_matter(text, "a.md").keys
    assert {key: text[start:end] for key, (start, end) in places.items()} == {("",): '""', ("a",): "''", ("a", ""): "''"}


def test_a_toml_key_inside_a_list_or_a_long_string_is_not_taken_for_one_outside() -> None:
    text = "+++\na = 1\n[b]\nc = 2\n[[d]]\nhealthlint = 3\n[e]\nf = '''\ng = 4\n'''\n+++\n"
    assert set(read_front_matter(text, "a.md").keys) == {("a",), ("b",), ("b", "c"), ("e",), ("e", "f")}


def test_a_key_without_a_name_stands_nowhere() -> None:
    assert set(read_front_matter("---\na: b\n? \n---\n", "a.md").keys) == {("a",)}


def test_a_key_inside_a_value_that_another_replaced_stands_nowhere() -> None:
    assert set(read_front_matter("---\na:\n  b: c\na: d\n---\n", "a.md").keys) == {("a",)}
