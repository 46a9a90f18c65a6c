"""Files of many articles, as the audit reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lint.audit.corpus import find
from lint.audit.record import Record
from lint.audit.sources.entry import Columns

Reading = Callable[..., list[Record]]


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """``reading(name, data, **columns)``: the records of a file of this name with these bytes, in the current folder."""
    monkeypatch.chdir(tmp_path)

    def read(name: str, data: bytes, **columns: str) -> list[Record]:
        Path(name).write_bytes(data)
        stretches = find([name], lambda _path: False, Columns(**columns)).stretches()
        return [record for stretch in stretches for record in stretch.records]

    return read
