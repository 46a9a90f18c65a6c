"""Corpora at addresses that fsspec opens."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import fsspec
import pytest

from lint.audit.corpus import NoCorpus, find
from lint.audit.record import Record

FILES = {
    "b.md": b"B",
    "news/a.html": b"A",
    ".draft.md": b"D",
    "readme.md": b"R",
    "logo.png": b"P",
    "c.md.gz": gzip.compress(b"C"),
}


def given(*names: str) -> list[Record]:
    return [record for stretch in find(names, lambda _path: False).stretches() for record in stretch.records]


def told(records: list[Record]) -> list[tuple[str, str, bytes]]:
    return [(one.article_id, one.section, one.data) for one in records]


EXPECTED = [("b.md", "", b"B"), ("c.md.gz", "", b"C"), ("news/a.html", "news", b"A")]


def test_a_folder_in_memory() -> None:
    system = fsspec.filesystem("memory")
    for name, data in FILES.items():
        system.pipe(f"/folder/{name}", data)
    assert told(given("memory://folder")) == EXPECTED
    assert [one.name for one in given("memory://folder/*.md.gz")] == ["memory:///folder/c.md"]
    changed = find(["memory://folder"], lambda _path: False).fingerprint
    system.pipe("/folder/b.md", b"BB")
    assert find(["memory://folder"], lambda _path: False).fingerprint != changed
    system.rm("/folder", recursive=True)


def test_a_zip_file_and_a_disk(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    assert told(given(f"zip://::{tmp_path}/site.zip")) == EXPECTED
    for name, data in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(data)
    assert told(given(f"file://{tmp_path}/site")) == EXPECTED
    assert told(given(f"{tmp_path}/site")) == EXPECTED


@pytest.mark.parametrize("address", ["memory://nowhere", "nothing://x", "zip://::nowhere.zip"])
def test_an_address_that_leads_nowhere_is_told(address: str) -> None:
    with pytest.raises(NoCorpus, match=address.split(":")[0]):
        find([address], lambda _path: False)
