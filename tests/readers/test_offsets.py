"""Every character of every block leads back to the source, and every word of the source is read once, in order."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.markup import WORDS
from fuzz.places import check
from lint.readers import ReadError, read

GOLD = Path(__file__).parents[3] / "shared" / "gold"
_MARKUP = re.compile(r"<script.*?</script>|<[^>]*>|\]\([^)]*\)|&\w+;|\A\s*[\w.]{1,3}[.)](?=\s|\Z)|\A\d+\.\d+\s", re.DOTALL)

# Any text at all

soups = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=40).map("".join)


@pytest.mark.parametrize("suffix", ["md", "mdx", "txt", "html"])
@settings(deadline=None)
@given(source=soups)
def test_any_text_is_read_with_consistent_places(suffix: str, source: str) -> None:
    data = source.encode("utf-8", "ignore").replace(b"\0", b"")
    try:
        article = read(data, f"a.{suffix}")
    except ReadError:
        assert source.startswith(("---", "+++", "\ufeff"))
        return
    check(article)


# Markdown of which we know what a reader sees: words in w…z are seen, words in h…z are not


class Page:
    """Writes Markdown with numbered words, and keeps the words that a reader should see."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.number = 0
        self.seen: list[str] = []

    def choose(self, *options: Callable[[], str]) -> str:
        return self.draw(st.sampled_from(options))()

    def word(self) -> str:
        self.number += 1
        self.seen.append(f"w{self.number}z")
        return self.seen[-1] + self.draw(st.sampled_from(["", "", ".", ",", "é", "漢", "😀", "&amp;", "\\*", "&nbsp;", "²"]))

    def hidden(self) -> str:
        self.number += 1
        return f"h{self.number}z"

    def inline(self) -> str:
        return self.choose(
            self.word,
            lambda: f"*{self.word()} {self.word()}*",
            lambda: f"**{self.word()}**",
            lambda: f"~~{self.word()}~~",
            lambda: f"`{self.plain_word()}`",
            lambda: f"[{self.word()}](/{self.hidden()} '{self.hidden()}')",
            lambda: f"![{self.word()}]({self.hidden()}.png)",
            lambda: f"[![{self.word()}]({self.hidden()}.png)]({self.hidden()})",
            lambda: f"https://{self.plain_word()}.example",
            lambda: f"<https://{self.plain_word()}.example>",
            lambda: f"<b>{self.word()}</b><sup>{self.word()}</sup>",
            lambda: f'<a href="{self.hidden()}">{self.word()}</a>',
            lambda: f"{self.word()}<br/>{self.word()}",
            lambda: f"<!-- {self.hidden()} -->{self.word()}",
            lambda: f"<script>{self.hidden()}</script>{self.word()}",
            lambda: f"{{{{< {self.hidden()} >}}}}{self.word()}",
            lambda: f"{{% include {self.hidden()} %}}{self.word()}",
            lambda: f"{{{{ {self.hidden()} }}}} {self.word()}",
            lambda: f'<Tip title="{self.hidden()}">{self.word()}</Tip>',
            lambda: f"[^{self.plain_word()}]",
            lambda: f"&lt;{self.word()} &#128512; {self.word()}",
        )

    def plain_word(self) -> str:
        self.number += 1
        self.seen.append(f"w{self.number}z")
        return self.seen[-1]

    def line(self) -> str:
        return self.word() + "".join(f" {self.inline()}" for _ in range(self.draw(st.integers(0, 3))))

    def lines(self) -> str:
        joints = st.sampled_from([" ", "\n", "  \n", "\\\n", "   ", "\t"])
        return self.line() + "".join(self.draw(joints) + self.line() for _ in range(self.draw(st.integers(0, 3))))

    def indented(self, prefix: str, text: str) -> str:
        return text.replace("\n", f"\n{prefix}")

    def table(self) -> str:
        rows = [f"| {self.plain_word()} | {self.plain_word()} |", "|---|:-:|"]
        rows += [
            f"| {self.line()} | **{self.plain_word()}** \\| {self.plain_word()} |" for _ in range(self.draw(st.integers(0, 2)))
        ]
        return "\n".join(rows)

    def block(self) -> str:
        return self.choose(
            self.lines,
            lambda: f"{'#' * self.draw(st.integers(1, 6))} {self.line()}",
            lambda: f"{self.line()}\n---",
            lambda: f"- {self.line()}\n- {self.line()}\n  - {self.line()}\n- {self.line()}",
            lambda: f"{self.line()}:\n\n1. {self.indented('   ', self.lines())}\n\n   {self.line()}\n2. {self.line()}",
            lambda: f"{self.line()}\n  • {self.line()}\n  • {self.line()}",
            lambda: f"> {self.indented('> ', self.lines())}\n>\n> - {self.line()}",
            self.table,
            lambda: f"```{self.hidden()}\n{self.plain_word()}\n  {self.plain_word()}\n```",
            lambda: f"    {self.plain_word()}",
            lambda: f'<div class="{self.hidden()}">{self.word()}\n{self.word()}</div>',
            lambda: f"<div>\n\n{self.lines()}\n\n</div>",
            lambda: f"<p>{self.word()} <b>{self.word()}</b>\n<p>{self.word()}",
            lambda: f"<ul>\n  <li>{self.word()}</li>\n  <li>{self.word()}</li>\n</ul>",
            lambda: f"<table><tr><th>{self.word()}</th><td>{self.word()}</td></tr></table>",
            lambda: f"<!--\n{self.hidden()}\n\n{self.hidden()}\n-->",
            lambda: f"<div>\n<style>\n\n.{self.hidden()} {{}}\n\n</style>\n</div>",
            lambda: f"{{{{% box {self.hidden()} %}}}}\n{self.lines()}\n{{{{% /box %}}}}",
            lambda: f'<Box title="{self.hidden()}">\n\n{self.lines()}\n\n</Box>',
            lambda: f":::tip\n{self.lines()}\n:::",
            lambda: f"[ref{self.number}]: https://{self.hidden()}.example",
            lambda: f"{self.line()}\n: {self.line()}",
        )


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    page = Page(draw)
    title = f"---\ntitle: {page.plain_word()} 😀\nlayout: {page.hidden()}\n---\n" if draw(st.booleans()) else ""
    text = title + "\n\n".join(page.block() for _ in range(draw(st.integers(1, 6)))) + "\n"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))), page.seen


@settings(deadline=None)
@given(pages())
def test_what_the_page_shows_is_read_once_and_in_order(page: tuple[str, list[str]]) -> None:
    source, seen = page
    article = read(source.encode(), "a.md")
    check(article)
    found = [(block, match) for block in article.blocks for match in re.finditer(r"[wh]\d+z", block.text)]
    assert [match[0] for _, match in found] == seen
    for block, match in found:
        start, end = block.span(*match.span())
        assert source[start:end] == match[0]


# Real articles


def units() -> list[tuple[Path, list[tuple[int, int]]]]:
    if not GOLD.is_dir():
        return []
    labelled = map(json.loads, (GOLD / "labels.jsonl").read_text("utf-8").splitlines())
    return [
        (GOLD / article["file"], [(unit["start"], unit["end"]) for unit in article["units"] if unit["role"] != "meta"])
        for article in labelled
    ]


@pytest.mark.skipif(not GOLD.is_dir(), reason="the labelled articles are not beside this checkout")
def test_the_units_of_real_articles_are_covered_by_blocks() -> None:
    total = covered = 0
    for path, places in units():
        article = read(path.read_bytes(), path.name)
        check(article)
        read_from = {at for block in article.blocks for piece in block.pieces for at in range(piece.start, piece.end)}
        for start, end in places:
            markup = {at for match in _MARKUP.finditer(article.text[start:end]) for at in range(*match.span())}
            words = [at for at in range(start, end) if article.text[at].isalnum() and at - start not in markup]
            total += bool(words)
            covered += bool(words) and read_from.issuperset(words)
    assert total > 5_000
    assert covered / total > 0.995
