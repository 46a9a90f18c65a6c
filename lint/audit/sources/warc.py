"""WARC, the format of web archives: the pages that were answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from lint.audit.sources.entry import TOO_LARGE, Columns, Entry, section_of
from lint.readers import MOST_BYTES

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_BEGINS = (b"\x1f\x8b\x08", b"WARC/1.", b"\x28\xb5\x2f\xfd")
_BLOCK = 1 << 20
_OK = 200


def entries(stream: BinaryIO, _columns: Columns) -> Iterator[Entry]:
    """The pages of the file; where it is broken, an entry says so, and the next record that begins goes on."""
    start = 0
    while True:
        stream.seek(start)
        at = start
        records = ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all")
        try:
            for record in records:
                at = start + record.stream_pos
                if (entry := _entry(record)) is not None:
                    yield entry
            return
        except OSError as error:
            yield Entry(problem=f"a broken record: {error}")
        following = _next_record(stream, at + 1)
        if following is None:
            return
        start = following


def _entry(record: WarcRecord) -> Entry | None:
    head = record.http_headers
    suffix = _SUFFIXES.get((record.http_content_type or "").lower())
    if head is None or head.status_code != _OK or suffix is None:
        return None
    url = record.headers.get("WARC-Target-URI")
    data = record.reader.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return Entry(url=url, problem=TOO_LARGE)
    return Entry(_as_utf8(data, record.http_charset), suffix, url=url, section=section_of(url))


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """The page in UTF-8: from what its server said it is, what it says itself, or else from what old pages are in."""
    stated = _CHARSET.search(data, 0, 2048)
    for name in filter(None, ("utf-8", charset, stated and stated[1].decode(), "windows-1252")):
        try:
            return data.decode(name).encode()
        except (LookupError, UnicodeError):
            continue
    return data


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """Where the next record may begin, from ``start``; None if none does."""
    stream.seek(start)
    overlap = b""
    while block := stream.read(_BLOCK):
        window = overlap + block
        found = [at for mark in _BEGINS if (at := window.find(mark)) >= 0]
        if found:
            return start - len(overlap) + min(found)
        start += len(block)
        overlap = window[-8:]
    return None
