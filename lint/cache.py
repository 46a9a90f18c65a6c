"""Keeps what was worked out, by key, between runs: one SQLite file in the user's cache folder.

Whatever is wrong with the file, nothing is raised and no answer is wrong: it is made anew, or done without.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from lint import plain

_NAME = "cache-1.sqlite"  # another layout of the table takes another number
_TO_BEGIN_WITH = (
    "PRAGMA synchronous = OFF",  # a power cut may spoil a cache; every value is checked when it is read
    "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)",
)
_SIZE = "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
_SECONDS_FOR_ANOTHER_RUN = 5
_DAYS_KEPT = 30
_MOST_BYTES = 256 * 1024 * 1024
#: What SQLite says of a file that is no cache of ours, or no longer whole. All else (locked, read-only, full) may pass.
_SPOILT = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH})
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of healthlint; `healthlint clean` removes it.\n"

T = TypeVar("T")


def folder() -> Path | None:
    """Where healthlint keeps its cache: below XDG_CACHE_HOME, or else ~/.cache; None for a user without a home."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(home) if Path(home).is_absolute() else Path("~/.cache").expanduser()) / "healthlint"
    except RuntimeError:
        return None


def clean() -> Path | None:
    """Remove the cache; returns the folder if there was one. Raises OSError where it cannot be removed."""
    place = folder()
    if place is None or not place.exists():
        return None
    import shutil  # only here: it loads all that unpacks archives

    shutil.rmtree(place)
    return place


class Cache:
    """The cache in ``place``, opened when first needed; with None, one that keeps nothing."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._connection: sqlite3.Connection | None = None
        self._put: dict[str, bytes] = {}
        self._used: list[str] = []
        self._today = date.today().toordinal()

    def get(self, key: str, kind: Any) -> Any:
        """The value of the type ``kind`` that was put under ``key``, or None."""
        row = self._attempt(lambda db: db.execute("SELECT used, value FROM kept WHERE key = ?", (key,)).fetchone())
        if row is None:
            return None
        used, value = row
        try:
            name, _, text = zlib.decompress(value).partition(b"\n")
            if name != key.encode():
                return None
            found = plain.load(kind, text)
        except (zlib.error, ValueError, TypeError):
            return None
        if used != self._today:
            self._used.append(key)
        return found

    def put(self, key: str, value: object) -> None:
        """Keep a plain value in place of what was kept under this key, as soon as it is written."""
        if self._place is not None:
            self._put[key] = zlib.compress(f"{key}\n{plain.dump(value)}".encode(), level=1)

    @property
    def waiting(self) -> int:
        """How much was put and not yet written."""
        return len(self._put)

    def forget(self) -> None:
        """Let go what was put and not yet written."""
        self._put.clear()

    def write(self) -> None:
        """Write what was put, all or nothing, and drop what nobody has used for long, or the longest if there is too much."""
        if self._put or self._used:
            self._attempt(self._write)
        self._put.clear()
        self._used.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _attempt(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What ``work`` makes of the database. One that is spoilt is made anew; where that does not help, there is no cache."""
        for _ in range(2):
            if self._place is None:
                break
            try:
                return work(self._opened(self._place))
            except (sqlite3.Error, OSError) as error:
                if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF not in _SPOILT:
                    break
                self._remove(self._place)
        self._place = None
        return None

    def _opened(self, place: Path) -> sqlite3.Connection:
        if self._connection is None:
            if not place.is_dir():
                place.mkdir(mode=0o700, parents=True, exist_ok=True)  # another run may be at it
                (place / "CACHEDIR.TAG").write_text(_TAG)
            self._connection = sqlite3.connect(place / _NAME, timeout=_SECONDS_FOR_ANOTHER_RUN, isolation_level=None)
            for statement in _TO_BEGIN_WITH:
                self._connection.execute(statement)
        return self._connection

    def _remove(self, place: Path) -> None:
        self.close()
        for name in (_NAME, f"{_NAME}-journal"):
            with suppress(OSError):
                (place / name).unlink()

    def _write(self, db: sqlite3.Connection) -> None:
        with db:
            db.execute("BEGIN IMMEDIATE")
            rows = ((key, self._today, value) for key, value in self._put.items())
            db.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            db.executemany("UPDATE kept SET used = ? WHERE key = ?", ((self._today, key) for key in self._used))
            db.execute("DELETE FROM kept WHERE used < ?", (self._today - _DAYS_KEPT,))
            [size] = db.execute(_SIZE).fetchone()
            if size > _MOST_BYTES:
                half = "SELECT key FROM kept ORDER BY used LIMIT (SELECT count(*) / 2 FROM kept)"
                db.execute(f"DELETE FROM kept WHERE key IN ({half})")
