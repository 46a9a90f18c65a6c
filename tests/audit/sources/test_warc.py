"""Web archives: the pages that were answers, in UTF-8, and what becomes of records that are broken."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from lint.audit.record import Record
from lint.readers import MOST_BYTES

Reading = Callable[..., list[Record]]


def record(url: str, body: bytes, kind: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode()
    about = ("WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: {url}", "Content-Type: application/http; msgtype=response")
    about += (f"Content-Length: {len(head + body)}", "", "")
    return "\r\n".join(about).encode() + head + body + b"\r\n\r\n"


PAGES = [record(f"https://example.org/stones/{number}", f"<p>Stone {number}</p>".encode()) for number in range(5)]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_articles(packed: bool, reading: Reading) -> None:
    records = [
        *PAGES[:2],
        record("https://example.org/gone", b"gone", status="404 Not Found"),
        record("https://example.org/a.png", b"\x89PNG", "image/png"),
        record("https://example.org/a.txt", b"Plain", "text/plain"),
    ]
    name = "x.warc.gz" if packed else "x.warc"
    found = reading(name, b"".join(map(gzip.compress, records) if packed else records))
    assert [(one.article_id, one.name, one.url, one.section, one.data) for one in found] == [
        (f"{name}#1", f"{name}#1.html", "https://example.org/stones/0", "stones", b"<p>Stone 0</p>"),
        (f"{name}#2", f"{name}#2.html", "https://example.org/stones/1", "stones", b"<p>Stone 1</p>"),
        (f"{name}#3", f"{name}#3.txt", "https://example.org/a.txt", "", b"Plain"),
    ]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("café".encode(), "text/html"),
        ("café".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("café".encode("latin-1"), "text/html"),
        ("café".encode("latin-1"), "text/html; charset=no-such"),
        (b"<meta charset='shift_jis'>caf" + "é".encode("cp1252"), "text/html"),
    ],
)
def test_pages_are_in_utf8_whatever_they_were_in(body: bytes, kind: str, reading: Reading) -> None:
    [one] = reading("x.warc", record("https://example.org/", body, kind))
    assert one.data.decode()
    assert b"\xef\xbf\xbd" not in one.data


def test_what_the_server_packed_is_unpacked(reading: Reading) -> None:
    [one] = reading("x.warc", record("https://e.org/", gzip.compress(b"<p>Packed"), more="Content-Encoding: gzip\r\n"))
    assert one.data == b"<p>Packed"


def test_a_page_that_unpacks_to_too_much_costs_no_other(reading: Reading) -> None:
    bomb = record("https://e.org/bomb", gzip.compress(b"a" * 5 * MOST_BYTES), more="Content-Encoding: gzip\r\n")
    found = reading("x.warc", PAGES[0] + bomb + PAGES[1])
    assert [(one.data, one.problem.partition(" is ")[0]) for one in found] == [
        (b"<p>Stone 0</p>", ""),
        (b"", "the record"),
        (b"<p>Stone 1</p>", ""),
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_a_broken_record_costs_no_other(packed: bool, reading: Reading) -> None:
    records = [gzip.compress(page) if packed else page for page in PAGES]
    broken = bytearray(records[2])
    broken[:40] = b"\0" * 40
    broken[45:60] = b"\xff" * 15
    found = reading("x.warc.gz" if packed else "x.warc", b"".join([*records[:2], bytes(broken), *records[3:]]))
    assert [one.url for one in found if not one.problem] == [f"https://example.org/stones/{number}" for number in (0, 1, 3, 4)]
    assert [one.problem.partition(":")[0] for one in found if one.problem] == ["a broken record"]


@pytest.mark.parametrize("packed", [False, True])
def test_after_each_broken_record_the_next_goes_on(packed: bool, reading: Reading) -> None:
    records = [gzip.compress(page) if packed else page for page in PAGES]
    for number in (1, 3):
        records[number] = b"\0" * 40 + records[number][40:]
    found = reading("x.warc.gz" if packed else "x.warc", b"".join(records))
    assert [one.url and one.url[-1] for one in found] == ["0", None, "2", None, "4"]
    assert [one.problem.partition(":")[0] for one in found if one.problem] == ["a broken record"] * 2


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_breaks_off_anywhere_is_told(packed: bool, reading: Reading) -> None:
    *whole, last = [gzip.compress(page) if packed else page for page in PAGES[:3]]
    end = 0 if packed else len(b"\r\n\r\n")  # behind a page, and nothing of it
    for length in range(1, len(last) - end):
        found = reading("x.warc.gz" if packed else "x.warc", b"".join([*whole, last[:length]]))
        assert [one.data for one in found if not one.problem] == [b"<p>Stone 0</p>", b"<p>Stone 1</p>"], length
        assert found[-1].problem.startswith(("the file breaks off", "a broken record")), length


def test_a_file_that_was_packed_as_a_whole_is_read_and_told_when_it_breaks_off(reading: Reading) -> None:
    data = gzip.compress(b"".join(PAGES))
    assert [one.problem for one in reading("x.warc.gz", data)] == [""] * 5
    assert reading("x.warc.gz", data[:-9])[-1].problem.startswith("the file breaks off inside this record")


def test_other_files_are_told(reading: Reading) -> None:
    [one] = reading("x.warc", b"no archive\n" * 1000)
    assert one.problem.startswith("a broken record")
