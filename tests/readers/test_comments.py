"""Comments: found in every form with their places, and never where the page shows them."""

from __future__ import annotations

import pytest

from lint.article import Article
from lint.readers import read


def comments(text: str, path: str) -> list[tuple[str, str]]:
    """What each comment says, and all of it as it stands in the file."""
    article = read(text.encode(), path)
    assert all(article.text.startswith(comment.text, comment.at) for comment in article.comments)
    return [(comment.text, article.text[comment.start : comment.end]) for comment in article.comments]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("path", "comment", "says"),
    [
        ("a.md", "<!-- keep 漢😀 -->", "keep 漢😀"),
        ("a.md", "<!--keep-->", "keep"),
        ("a.md", '[//]: # (keep "it" so)', 'keep "it" so'),
        ("a.md", "[comment]: <> (keep)", "keep"),
        ("a.md", "[comment]: # 'keep'", "keep"),
        ("a.md", '[//]: <> "keep (it)"  ', "keep (it)"),
        ("a.md", "> [//]: # (keep)", "keep"),
        ("a.md", "- item <!-- keep -->", "keep"),
        ("a.md", "<div>\n<!-- keep -->\n</div>", "keep"),
        ("a.mdx", "{/* keep */}", "keep"),
        ("a.mdx", "{ /* keep {it} */ }", "keep {it}"),
        ("a.mdx", "<Note>\n{/* keep */}\n</Note>", "keep"),
        ("a.mdx", "<!-- keep -->", "keep"),
        ("a.mdx", "[//]: # (keep)", "keep"),
        ("a.html", "<p>one <!-- keep --> two</p>", "keep"),
        ("a.html", "<!--\n keep\n--!>", "keep"),
    ],
)
def test_every_form_of_comment_is_found_where_it_stands(path: str, comment: str, says: str, end: str) -> None:
    text = f"Before é.\n\n{comment}\n\nAfter.\n".replace("\n", end)
    [(said, whole)] = comments(text, path)
    assert said == says
    assert whole in text
    assert len(whole) > len(says)


def test_a_comment_that_is_never_closed_runs_to_the_end() -> None:
    assert comments("<p>one</p><!-- two <p>three", "a.html") == [("two <p>three", "<!-- two <p>three")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "`<!-- no -->`"),
        ("a.md", "```\n<!-- no -->\n[//]: # (no)\n```"),
        ("a.md", "Code:\n\n    <!-- no -->\n"),
        ("a.md", "\\<!-- no -->"),
        ("a.md", "A paragraph goes on with\n[//]: # (no)"),
        ("a.md", "[//]: # (no (no))"),
        ("a.md", "<script>\n// <!-- no -->\n</script>"),
        ("a.md", "{/* no */}"),
        ("a.mdx", "`{/* no */}`"),
        ("a.mdx", "{/* no"),
        ("a.html", "<script><!-- no --></script>"),
        ("a.html", "&lt;!-- no -->"),
        ("a.html", "<!-->no<p>"),
        ("a.txt", "<!-- no -->"),
    ],
)
def test_what_the_page_shows_or_runs_is_no_comment(path: str, text: str) -> None:
    assert comments(text, path) == []


def test_a_comment_inside_another_is_part_of_it() -> None:
    assert [said for said, _ in comments("<!-- one\n[//]: # (two)\n-->\n\n[//]: # (three)\n", "a.md")] == [
        "one\n[//]: # (two)",
        "three",
    ]


def test_comments_are_not_read_as_text() -> None:
    for path, text in (
        ("a.md", "<!-- hidden -->\nShown <!-- hidden -->\n\n[//]: # (hidden)\nShown"),
        ("a.mdx", "{/* hidden */}\nShown {/* hidden */}"),
        ("a.html", "<!-- hidden --><p>Shown<!-- hidden --></p>"),
    ):
        assert "hidden" not in " ".join(block.text for block in read(text.encode(), path).blocks)


@pytest.mark.parametrize(
    ("path", "text", "number"),
    [
        ("a.md", "<!-- x ", 1),
        ("a.html", "<!-- x ", 1),
        ("a.mdx", "{/* x ", 0),
        ("a.md", "[//]: # (x\n", 0),
        ("a.md", "<!-- x -->\n", 20_000),
        ("a.mdx", "{/* x */}\n", 20_000),
        ("a.html", "<!-- x -->\n", 20_000),
        ("a.md", "[//]: # (x)\n", 20_000),
    ],
)
def test_thousands_of_comments_closed_or_not_are_read(path: str, text: str, number: int) -> None:
    assert len(read((text * 20_000).encode(), path).comments) == number


KEYS = "Title: x\n'healthlint':\n  ignore:\n    Dose-A: because\n    \"dose-b\": {c: d}\nlist:\n  - {e: f}\n"
TOML = "title = 1\n[healthlint.ignore] # why\n\"Dose-A\" = 'b'\ndose-b = 'c'\n[x]\ny.z.u.v = 1\n"


def keys(article: Article) -> dict[str, str]:
    return {".".join(path): article.text[start:end] for path, (start, end) in article.keys.items()}


def test_keys_of_yaml_front_matter_have_places() -> None:
    assert keys(read(f"\ufeff---\n{KEYS}---\nText é.\n".encode(), "a.md")) == {
        "title": "Title",
        "healthlint": "healthlint",
        "healthlint.ignore": "ignore",
        "healthlint.ignore.dose-a": "Dose-A",
        "healthlint.ignore.dose-b": "dose-b",
        "list": "list",
    }


def test_keys_of_toml_front_matter_have_places() -> None:
    assert keys(read(f"+++\n{TOML}+++\nText.\n".encode(), "a.md")) == {
        "title": "title",
        "healthlint": "ignore",
        "healthlint.ignore": "ignore",
        "healthlint.ignore.dose-a": "Dose-A",
        "healthlint.ignore.dose-b": "dose-b",
        "x": "x",
        "x.y": "v",
        "x.y.z": "v",
    }


def test_what_begins_like_a_comment_and_is_shown_is_none() -> None:
    assert comments("a <!--\n\nb", "a.md") == []
