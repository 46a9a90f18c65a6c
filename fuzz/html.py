"""HTML pages, and the templates that pages are made of: an article or a ReadError, and every place leads to the source."""

from __future__ import annotations

from fuzz.markup import WORDS as MARKUP
from fuzz.places import check
from lint.readers import ReadError, read, read_part

SEEDS = (
    b"<!doctype html><html><head><title>a</title><meta name=author content=b></head><body><nav>c</nav><main><h1>d</h1><p>e",
    b"<table><tr><th>a<td>b</table><ul><li>c<ul><li>d</ul></ul><blockquote>e</blockquote><!-- healthlint ignore-file x: f -->",
    b'<script type="application/ld+json">{"@type": "Article", "author": {"name": "a"}}</script><p>b&nbsp;c<sup>1</sup>',
    b"{% include 'a' %}{{ b }}<template><p>c</p></template>",
)
WORDS = (
    *MARKUP,
    *"<p> <td> <th colspan=9 rowspan=9> <tr> <table> </table> <ul> <ol> <li> <h1> <h6>".split(),
    *"<nav> <main> <template> <textarea>".split(),
    *"<title> <base href='http://a.example'> <sup> <br> <img alt='x'> &#0; &#xD800; &nbsp &notit; <![CDATA[ ]]> <svg>".split(),
    "<meta name='author' content='x'>",
    '<script type="application/ld+json">',
    '{"@graph": [{"@type": ["Article"]}]}',
)


def target(data: bytes) -> None:
    """Read the bytes as a page, as a template and as a Vue component."""
    for reader, path in ((read, "a.html"), (read_part, "a.njk"), (read_part, "a.vue")):
        try:
            article = reader(data, path)
        except ReadError:
            continue
        check(article)
