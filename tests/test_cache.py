"""The cache's file: what is kept comes back or does not, and whatever is wrong with the file is no trouble."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from lint import cache as module
from lint.cache import Cache
from lint.checked import Checked, Dependency

KEPT = Checked("a.md", skipped="not English", rules=("one", "two"), dependencies=(Dependency("b.md", ""),))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "healthlint"


def keep(place: Path, key: str = "key", value: object = KEPT) -> None:
    cache = Cache(place)
    cache.put(key, value)
    cache.write()
    cache.close()


def found(place: Path, key: str = "key") -> object:
    cache = Cache(place)
    try:
        return cache.get(key, Checked)
    finally:
        cache.write()
        cache.close()


def file(place: Path) -> Path:
    [path] = place.glob("*.sqlite")
    return path


def test_what_was_put_comes_back_and_nothing_else_does(place: Path) -> None:
    assert found(place) is None
    keep(place)
    assert found(place) == KEPT
    assert found(place, "other") is None
    keep(place, value=Checked("b.md"))
    assert found(place) == Checked("b.md")


def test_nothing_is_kept_that_was_forgotten_or_not_written(place: Path) -> None:
    cache = Cache(place)
    cache.put("key", KEPT)
    assert cache.waiting == 1
    cache.forget()
    cache.write()
    cache.put("key", KEPT)
    cache.close()
    assert found(place) is None


def test_without_a_place_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache(None)
    cache.put("key", KEPT)
    cache.write()
    assert cache.get("key", Checked) is None
    assert list(tmp_path.iterdir()) == []


def spoil_header(path: Path) -> None:
    path.write_bytes(b"no database" * 100)


def spoil_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:] = bytes(len(data) - 100)
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def foreign_table(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE kept (something TEXT)")


@pytest.mark.parametrize("spoil", [spoil_header, spoil_pages, truncate, foreign_table])
def test_a_file_that_is_spoilt_is_made_anew(place: Path, spoil: object) -> None:
    keep(place)
    spoil(file(place))  # type: ignore[operator]
    assert found(place) is None
    keep(place)
    assert found(place) == KEPT


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\x00" * 40,
        zlib.compress(b"key"),
        zlib.compress(b"key\n[]"),
        zlib.compress(b"key\n[1"),
        zlib.compress(b'other\n["a.md",[],"",null,[],[]]'),
        zlib.compress(b'key\n["a.md",[[1,2]],"",null,[],[]]'),
        "text",
        7,
        None,
    ],
)
def test_a_value_that_is_not_what_was_kept_is_none(place: Path, value: object) -> None:
    keep(place)
    with sqlite3.connect(file(place)) as db:
        db.execute("CREATE TABLE other (key TEXT PRIMARY KEY, used INTEGER, value BLOB)")
        db.execute("DROP TABLE kept")
        db.execute("ALTER TABLE other RENAME TO kept")
        db.execute("INSERT INTO kept VALUES ('key', 1, ?)", (value,))
    assert found(place) is None
    keep(place)
    assert found(place) == KEPT


def test_a_place_that_cannot_be_written_is_done_without(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("a file where the folder would be")
    keep(place)
    assert found(place) is None
    assert place.read_text() == "a file where the folder would be"


def test_a_cache_that_may_only_be_read_is_read() -> None:
    script = (
        "import os, sys; from pathlib import Path; from lint.cache import Cache; from lint.checked import Checked\n"
        "if os.getuid() == 0: os.setuid(65534)\n"  # no mode stops root
        "cache = Cache(Path(sys.argv[1])); print(cache.get('key', Checked).skipped)\n"
        "cache.put('other', Checked('b.md')); cache.write(); print(cache.get('other', Checked)); cache.close()"
    )
    with TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        place = Path(name)
        keep(place)
        with sqlite3.connect(file(place)) as db:
            db.execute("UPDATE kept SET used = 1")
        file(place).chmod(0o444)
        place.chmod(0o555)
        done = subprocess.run([sys.executable, "-c", script, place], capture_output=True, text=True, check=False)
        place.chmod(0o755)
    assert (done.stdout, done.stderr) == ("not English\nNone\n", "")


def test_a_file_that_another_run_has_locked_for_long_is_done_without(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(place)
    monkeypatch.setattr(module, "_SECONDS_FOR_ANOTHER_RUN", 0)
    other = sqlite3.connect(file(place), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    keep(place, "new")
    assert found(place) is None
    other.execute("COMMIT")
    other.close()
    assert (found(place), found(place, "new")) == (KEPT, None)


def test_what_nobody_has_used_for_long_goes_and_what_is_used_stays(place: Path) -> None:
    for key in ("old", "new"):
        keep(place, key)
    long_ago = date.today().toordinal() - 29
    with sqlite3.connect(file(place)) as db:
        db.execute("UPDATE kept SET used = ?", (long_ago,))
    assert found(place, "new") == KEPT
    with sqlite3.connect(file(place)) as db:
        assert dict(db.execute("SELECT key, used FROM kept")) == {"old": long_ago, "new": date.today().toordinal()}
        db.execute("UPDATE kept SET used = used - 2")
    keep(place, "another")
    assert [found(place, key) for key in ("old", "new", "another")] == [None, KEPT, KEPT]


def test_what_was_not_used_for_longest_goes_when_there_is_too_much(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("a", "b", "c"):
        keep(place, key)
    with sqlite3.connect(file(place)) as db:
        db.execute("UPDATE kept SET used = used - 1 WHERE key <> 'b'")
    monkeypatch.setattr(module, "_MOST_BYTES", 1)
    keep(place, "d")
    assert [found(place, key) is not None for key in "abcd"] == [False, True, False, True]


def test_the_folder_is_the_users_own_and_no_backup_need_hold_it(place: Path) -> None:
    keep(place)
    assert place.stat().st_mode & 0o077 == 0
    assert (place / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


@pytest.mark.parametrize(
    ("home", "there"), [("/caches", "/caches/healthlint"), ("relative", "~/.cache/healthlint"), ("", "~/.cache/healthlint")]
)
def test_the_place_is_where_the_user_keeps_caches(home: str, there: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert module.folder() == Path(there).expanduser()


def test_two_runs_at_once_lose_nothing(place: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from lint.cache import Cache; from lint.checked import Checked\n"
        "for number in range(20):\n"
        "    cache = Cache(Path(sys.argv[1])); key = f'{sys.argv[2]}{number}'\n"
        "    cache.put(key, Checked(key)); cache.write(); cache.close()"
    )
    runs = [subprocess.Popen([sys.executable, "-c", script, place, name]) for name in "abc"]
    assert [run.wait() for run in runs] == [0, 0, 0]
    for name in "abc":
        for number in range(20):
            assert found(place, f"{name}{number}") == Checked(f"{name}{number}")
