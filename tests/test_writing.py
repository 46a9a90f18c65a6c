"""New words in an article, in each format."""

from __future__ import annotations

import pytest

from lint.article import Article
from lint.readers import read
from lint.writing import added, reworded

SUFFIXES = ["md", "html", "txt"]


def article(text: str, suffix: str) -> Article:
    return read(text.encode(), f"a.{suffix}")


def rewritten(text: str, suffix: str, old: str, new: str) -> str | None:
    """The text in which ``new`` is read for the first ``old`` that is read."""
    page = article(text, suffix)
    number, start = next((n, block.text.index(old)) for n, block in enumerate(page.blocks) if old in block.text)
    splice = reworded(page, number, start, start + len(old), new)
    return splice and text[: splice[0]] + splice[2] + text[splice[1] :]


def extended(text: str, suffix: str, words: str) -> str:
    start, end, new = added(article(text, suffix), words)
    assert start == end
    return text[:start] + new + text[end:]


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("md", "A *red fox* &amp; a dog.", "A *grey wolf* &amp; a dog."),
        ("md", "A red <b>fox</b>.", None),
        ("md", "A red\nfox.", None),
        ("md", "A `red fox`.", None),
        ("md", "![A red fox](fox.png)", None),
        ("md", "    A red fox.", None),
        ("md", "---\ntitle: A red fox\n---\n", None),
        ("md", "A red&nbsp;fox.", None),
        ("md", "> A red\n> fox, a red fox.", None),
        ("html", "<p>A <i>red fox</i> &amp; a dog.</p>", "<p>A <i>grey wolf</i> &amp; a dog.</p>"),
        ("html", '<img alt="A red fox" src="x">', None),
        ("txt", "A red fox & a dog.", "A grey wolf & a dog."),
    ],
)
def test_words_change_where_nothing_but_them_would(suffix: str, text: str, expected: str | None) -> None:
    old = "red\N{NO-BREAK SPACE}fox" if "nbsp" in text else "red fox"
    assert rewritten(text, suffix, old, "grey wolf") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A red **fox**.", "A grey **fox**."),
        ("A red\r\nfox.", "A grey\r\nfox."),
        ("A red&nbsp;fox.", "A grey&nbsp;fox."),
        ("A <u>red</u> fox.", "A <u>grey</u> fox."),
    ],
)
def test_what_stays_the_same_at_either_end_is_not_touched_where_markup_is_near(text: str, expected: str) -> None:
    space = "\N{NO-BREAK SPACE}" if "nbsp" in text else " "
    assert rewritten(text, "md", f"red{space}fox", f"grey{space}fox") == expected


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("words", ["1 < 2 & 3 > 2", "*a* _b_ `c` [d](e) {f} {{g}} ~~h~~ $i$ | \\", "&amp; &#42; <b>x</b>"])
def test_new_words_are_read_as_they_are_meant(suffix: str, words: str) -> None:
    text = "<p>A fox.</p>" if suffix == "html" else "A fox."
    changed = rewritten(text, suffix, "fox", words)
    assert changed is not None
    assert [block.text for block in article(changed, suffix).blocks] == [f"A {words}."]


def test_new_words_are_read_in_html_inside_markdown_too() -> None:
    changed = rewritten("<div>\nA fox.\n</div>", "md", "fox", "*b*")
    assert changed is not None
    assert article(changed, "md").blocks[0].text == "A *b*."


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("md", "# Sleep\n\nRest.\n", "# Sleep\n\nRest.\n\nAsk.\n"),
        ("md", "# Sleep\n\nRest.", "# Sleep\n\nRest.\n\nAsk."),
        ("md", "Rest.\r\n\r\n- a\r\n- b\r\n", "Rest.\r\n\r\n- a\r\n- b\r\n\r\nAsk.\r\n"),
        ("md", "- a\n---\n", "- a\n\nAsk.\n\n---\n"),
        ("md", "Rest.\n[1]: https://a.example\n", "Rest.\n[1]: https://a.example\n\nAsk.\n"),
        ("md", "Rest[^1].\n\n[^1]: A note.\n", "Rest[^1].\n\nAsk.\n\n[^1]: A note.\n"),
        ("md", "Rest.\n\n## References\n\n1. A. Book. 2020.\n2. B. Book. 2021.\n", "Rest.\n\nAsk.\n\n## References"),
        ("md", "Rest.\n\n---\n\n**References:**\n\n- A et al. 2020.\n", "Rest.\n\nAsk.\n\n---"),
        ("md", "| a | b |\n|---|---|\n| c | d |\n", "| a | b |\n|---|---|\n| c | d |\n\nAsk.\n"),
        ("md", "<div>\n<p>Rest.</p>\n</div>\n", "<div>\n<p>Rest.</p>\n</div>\n\nAsk.\n"),
        ("md", "Rest\n===\n\nWell [now](x).\n", "Rest\n===\n\nWell [now](x).\n\nAsk.\n"),
        ("md", "---\ntitle: Rest\n---\n", "---\ntitle: Rest\n---\n\nAsk."),
        ("html", "<p>Rest.</p>", "<p>Rest.</p>\n<p>Ask.</p>"),
        (
            "html",
            "<body>\n <p>Rest <a href=x>now</a></p>\n</body>",
            "<body>\n <p>Rest <a href=x>now</a></p>\n <p>Ask.</p>\n</body>",
        ),
        ("html", "<main><ul><li>a<li>b</ul></main>", "<main><ul><li>a<li>b</ul>\n<p>Ask.</p></main>"),
        ("html", "<div>Rest.</div>", "<div>Rest.\n<p>Ask.</p></div>"),
        ("html", "<div><p>Rest.</div>", "<div><p>Rest.\n<p>Ask.</p></div>"),
        ("html", "<body><p>Rest.</body>", "<body><p>Rest.\n<p>Ask.</p></body>"),
        ("html", "<table><tr><td>a<td>b</table><footer>c</footer>", "<table><tr><td>a<td>b</table>\n<p>Ask.</p><footer>"),
        ("html", "<p>Rest.<br><img src=x></p>\r\n<p></p>", "<p>Rest.<br><img src=x></p>\r\n<p>Ask.</p>\r\n<p></p>"),
        ("txt", "Rest.\n", "Rest.\n\nAsk.\n"),
        ("txt", "Rest. \r\n\r\n", "Rest.\r\n\r\nAsk. \r\n\r\n"),
        ("txt", "Rest.", "Rest.\n\nAsk."),
    ],
)
def test_a_paragraph_is_added_behind_the_articles_own_text(suffix: str, text: str, expected: str) -> None:
    assert extended(text, suffix, "Ask.").startswith(expected)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("words", ["- Ask", "1. Ask", "# Ask", "=== ", "Ask <b>", "> Ask", "a * b", "3) x"])
def test_added_words_are_a_paragraph_whatever_they_begin_with(suffix: str, words: str) -> None:
    text = "<p>Rest.</p>" if suffix == "html" else "Rest."
    blocks = article(extended(text, suffix, words), suffix).blocks
    assert "Rest." in blocks[0].text
    if suffix != "txt":
        assert [(block.role, block.text) for block in blocks[1:]] == [(blocks[0].role, words.strip())]


def test_a_blank_line_among_added_words_begins_a_paragraph() -> None:
    assert extended("<p>Rest.</p>", "html", "Ask\nus.\n\nOr not.") == "<p>Rest.</p>\n<p>Ask us.</p>\n<p>Or not.</p>"
