"""WARC, the format of web archives: the pages that were answers."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from lint.audit.sources.entry import TOO_LARGE, Columns, Entry, section_of
from lint.readers import MOST_BYTES

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_GZIP = b"\x1f\x8b\x08"
_BEGINS = (_GZIP, b"WARC/1.", b"\x28\xb5\x2f\xfd")
_BLOCK = 1 << 20
_LONGEST_HEAD = 1 << 16
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
_OK = 200


class End(StrEnum):
    """How an archive may end, as far as its last record tells."""

    WHOLE = ""
    INSIDE = "the file breaks off inside this record; fetch the archive again"
    BEHIND = "the file breaks off in the head of this record; fetch the archive again"


def entries(stream: BinaryIO, _columns: Columns) -> Iterator[Entry]:
    """The pages of the file; where it is broken, an entry says so, and the next record that begins goes on.

    FastWARC takes the end of the file for the end of its last record, so that one waits until it is known to be whole.
    """
    start = 0
    while True:
        stream.seek(start)
        at, held = start, None
        try:
            for record in ArchiveIterator(stream, auto_decode="all"):
                if held is not None:
                    yield held
                    held = None  # what follows may raise
                at, held = record.stream_pos, _entry(record)
            end = _end(stream, at)
        except (OSError, zlib.error) as error:
            if held is not None:
                yield held
            yield Entry(problem=f"a broken record: {error}")
        else:
            if held is not None and end is not End.INSIDE:
                yield held
            if end is not End.WHOLE:
                yield Entry(url=held.url if held and end is End.INSIDE else None, problem=end)
            return
        following = _next_record(stream, at + 1)
        if following is None:
            return
        start = following


def _end(stream: BinaryIO, start: int) -> End:
    """How the file ends whose last record begins at ``start``."""
    if _begins(stream, 0, _GZIP):
        # Of a file that was packed as a whole, FastWARC does not know where its records begin.
        return _end_of_packed(stream, start if _begins(stream, start, _GZIP) else 0)
    stream.seek(start)
    head, *held = _END_OF_HEAD.split(stream.read(_LONGEST_HEAD), maxsplit=1)
    if not held:
        return End.INSIDE if head.strip() else End.WHOLE
    stated, tail = _LENGTH.search(head), held[0]
    left = int(stated[1]) - len(tail) if stated else 0
    while block := stream.read(_BLOCK):
        tail, left = block, left - len(block)
    if left > 0:
        return End.INSIDE
    return End.BEHIND if left < 0 and tail[left:].strip() else End.WHOLE


def _end_of_packed(stream: BinaryIO, start: int) -> End:
    stream.seek(start)
    packed = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    while not packed.eof:
        block = packed.unconsumed_tail or stream.read(_BLOCK)
        if not block:
            return End.INSIDE
        packed.decompress(block, _BLOCK)
    return End.BEHIND if (packed.unused_data + stream.read(_BLOCK)).strip(b"\0") else End.WHOLE


def _begins(stream: BinaryIO, at: int, mark: bytes) -> bool:
    stream.seek(at)
    return stream.read(len(mark)) == mark


def _entry(record: WarcRecord) -> Entry | None:
    if record.record_type is not WarcRecordType.response:
        return None
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
