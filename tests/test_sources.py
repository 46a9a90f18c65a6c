"""The texts that a report quotes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.files import DISK
from lint.sources import Sources


def test_texts_are_read_when_asked_for_and_what_is_gone_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "gone.md", "other.md"):
        Path(name).write_bytes("\ufeffCrème\r\n".encode())
    sources = Sources(["a.md", "gone.md"], DISK.read)
    Path("gone.md").unlink()
    assert sources["a.md"] == "Crème\r\n"
    assert [sources.get(name) for name in ("gone.md", "other.md")] == [None, None]
    Path("a.md").write_bytes(b"\xff")
    assert sources.get("a.md") is None
