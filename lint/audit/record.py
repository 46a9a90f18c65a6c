"""What sources give and what the examination of it comes to: plain, picklable data, as worker processes send it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a corpus, before it is read.

    ``article_id`` is unique in the corpus, ``position`` its place in it, from 0; ``path`` the file that holds it, from the root
    of the corpus. The suffix of ``name`` chooses the reader. ``metadata`` is what the source says beside the text, by keys of
    front matter (``title``, ``author``, ``date``, …); the article's own metadata comes first. ``problem`` says why there is no
    ``data``: the source could not be read there.
    """

    article_id: str
    position: int
    path: str
    name: str
    data: bytes
    section: str = ""
    url: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """The rows of each table (by its name in ``lint.audit.tables``) that one record comes to; ``articles`` has just one.

    Everything here is a function of the record, the rules and the configuration. What only the whole corpus can tell
    (``duplicate_of``, ``duplicate_kind``, ``copies``) is null or 0 until the end of the run.
    """

    position: int
    rows: Mapping[str, tuple[Mapping[str, Any], ...]]
