"""The cache's file: a value or none, whatever stands in it, and afterwards it keeps what is put."""

from __future__ import annotations

import sqlite3
import tempfile
import zlib
from contextlib import closing
from pathlib import Path

from lint import plain
from lint.cache import Cache
from lint.checked import Checked

_NAME = "cache-1.sqlite"
_KEY = "k"
_VALUE = Checked("a.md", skipped="b")

SEEDS = (
    plain.dump(_VALUE).encode(),
    plain.dump(Checked("a.md")).encode(),
    b"SQLite format 3\0\x10\0\1\1\0\x40\x20\x20" + bytes(80),
)
WORDS = (
    "[",
    "]",
    '"',
    ",",
    "null",
    "[]",
    '""',
    "1",
    "1e999",
    "NaN",
    "true",
    "{",
    "}",
    ":",
    '"error"',
    "SQLite format 3\0",
    "[" * 50,
)


def target(data: bytes) -> None:
    """Look a value up where the bytes are the file, a row of it, and what is packed in a row; then keep one."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        file = place / _NAME
        for value in (data, zlib.compress(b"%b\n%b" % (_KEY.encode(), data)), None):
            file.unlink(missing_ok=True)
            if value is None:
                file.write_bytes(data)
            else:
                with closing(sqlite3.connect(file)) as db, db:
                    db.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)")
                    db.execute("INSERT INTO kept VALUES (?, 0, ?)", (_KEY, value))
            with closing(Cache(place)) as cache:
                assert cache.get(_KEY, Checked) is None or isinstance(cache.get(_KEY, Checked), Checked)
                cache.put(_KEY, _VALUE)
                cache.write()
                assert cache.get(_KEY, Checked) == _VALUE
