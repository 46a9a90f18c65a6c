"""WordPress's export: its posts and pages with what it says of them, and files that are broken or hostile."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable

import pytest

from lint.audit.record import Record

Reading = Callable[..., list[Record]]

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Stones</title>
"""
TAIL = "</channel></rss>"


def item(number: int, text: str, kind: str = "post", status: str = "publish") -> str:
    return f"""<item><title>Stone {number}</title><link>https://example.org/stones/{number}/</link><dc:creator>mason</dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2020-01-02 03:04:05</wp:post_date>
<wp:post_modified>2021-02-03 04:05:06</wp:post_modified><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="post_tag" nicename="grey">Grey</category><category domain="category" nicename="care">Care</category></item>
"""


def export(*items: str) -> bytes:
    return (HEAD + "".join(items) + TAIL).encode()


def test_posts_and_pages_that_are_published_are_articles(reading: Reading) -> None:
    file = export(
        item(7, "<p>Leave pebbles.</p>"),
        item(8, "A draft", status="draft"),
        item(9, "", kind="attachment"),
        item(10, "One.\n\nTwo.", kind="page"),
    )
    first, second = reading("site.xml", file)
    assert (first.article_id, first.path, first.name) == ("site.xml#7", "site.xml", "site.xml#1.html")
    assert (first.data, first.url, first.section) == (b"<p>Leave pebbles.</p>", "https://example.org/stones/7/", "Care")
    assert dict(first.metadata) == {
        "title": "Stone 7",
        "author": "mason",
        "date": "2020-01-02 03:04:05",
        "updated": "2021-02-03 04:05:06",
    }
    assert (second.article_id, second.name, second.data) == ("site.xml#10", "site.xml#2.md", b"One.\n\nTwo.")


def test_a_document_type_is_not_read(reading: Reading) -> None:
    bomb = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9))
    kind = f"<!DOCTYPE rss [{bomb}<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
    file = export(item(1, "Good."), item(2, "]]>&a8;&file;<![CDATA[")).replace(b"<rss", kind.encode() + b"<rss", 1)
    good, bad = reading("site.xml", file)
    assert (good.data, good.problem) == (b"Good.", "")
    assert (bad.data, bad.problem) == (b"", "not XML: Entity 'a8' not defined, line 3, column 34")


def test_controls_in_a_post_are_spaces(reading: Reading) -> None:
    assert [one.data for one in reading("site.xml", export(item(1, "One."), item(2, "A bell\x07rings")))] == [
        b"One.",
        b"A bell rings",
    ]


def test_markup_of_the_export_in_a_post_is_its_text(reading: Reading) -> None:
    texts = [b"Write <item> and </item> so.", b"Two."]
    assert [one.data for one in reading("site.xml", export(*(item(1, text.decode()) for text in texts)))] == texts


def test_a_broken_item_costs_no_other(reading: Reading) -> None:
    file = export(item(1, "One."), item(2, "Two.").replace("<wp:status>", "<"), item(3, "Three."))
    found = reading("site.xml", file)
    assert [(one.data, one.problem.partition(":")[0]) for one in found] == [(b"One.", ""), (b"", "not XML"), (b"Three.", "")]


def test_a_file_that_breaks_off_gives_what_came_before(reading: Reading) -> None:
    file = export(item(1, "One."), item(2, "Two."))
    found = reading("site.xml", file[: file.index(b"Two.")])
    assert [(one.data, one.problem[:20]) for one in found] == [(b"One.", ""), (b"", "the file breaks off ")]


def test_a_file_that_breaks_off_between_two_items_is_told(reading: Reading) -> None:
    found = reading("site.xml", export(item(1, "One.")).removesuffix(TAIL.encode()))
    assert [(one.data, one.problem[:20]) for one in found] == [(b"One.", ""), (b"", "the file breaks off ")]


def test_a_packed_file_that_breaks_off_gives_what_came_before(reading: Reading) -> None:
    noise = random.Random(5)  # that packing cannot make short
    texts = [noise.randbytes(9000).hex() for _ in range(9)]
    packed = gzip.compress(export(*(item(number, text) for number, text in enumerate(texts))))
    *found, broken = reading("site.xml.gz", packed[: len(packed) // 2])
    assert broken.problem.startswith("cannot be read from here on")
    assert len(found) >= 3
    assert [one.data.decode() for one in found] == texts[: len(found)]


def test_other_files_are_told(reading: Reading) -> None:
    for data in (b"<html><body>Hello</body></html>", b"", b"no xml", b"\0" * 3_000_000):
        [record] = reading("site.xml", data)
        assert record.problem.startswith("not an export of WordPress")


@pytest.mark.parametrize("words", [2_100_000, 5_000_000])
def test_a_post_that_is_too_large_costs_no_other(words: int, reading: Reading) -> None:
    file = export(item(1, "One."), item(2, "word " * words), item(3, "Three."))
    assert [(one.data, one.problem[:20]) for one in reading("site.xml", file)] == [
        (b"One.", ""),
        (b"", "the record is larger"),
        (b"Three.", ""),
    ]
