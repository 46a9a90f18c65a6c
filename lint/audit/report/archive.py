"""What an audit left in a folder, read in streams: never a whole table of texts or findings at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lint.audit.tables import Row

_ROWS = 4096
_TEXTS = 64


class BadAudit(Exception):
    """The folder holds no audit, or not all of it; ``str()`` says what is missing and how to get it."""


class Archive:
    """The run and the tables of one audit.

    Raises BadAudit where ``run.json`` or a table is missing or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.run: dict[str, Any] = json.loads((folder / "run.json").read_bytes())
        except (OSError, ValueError) as error:
            raise BadAudit(f"{folder}: run.json cannot be read ({_short(error)}); make it with `healthlint audit`") from None

    @cached_property
    def rules(self) -> dict[str, dict[str, Any]]:
        """What each rule means: family, severity, why, instead and standards, by its name."""
        rules: dict[str, dict[str, Any]] = self.run.get("rules", {})
        return rules

    @property
    def date(self) -> str:
        """The day of the run; empty if it does not say."""
        return str(self.run.get("timing", {}).get("started") or "")[:10]

    @property
    def names(self) -> str:
        """What was audited, as the run was told."""
        return ", ".join(str(path) for path in self.run["corpus"])

    @cached_property
    def copies(self) -> pa.Array:
        """The articles that are copies of another and counted there."""
        found: list[pa.Array] = []
        for batch in self.batches("articles", ("article_id", "duplicate_of")):
            found.append(batch["article_id"].filter(pc.is_valid(batch["duplicate_of"])))
        return pa.concat_arrays(found) if found else pa.array([], pa.string())

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The columns of a table, some rows at a time and in its order."""
        path = self.folder / f"{table}.parquet"
        try:
            with pq.ParquetFile(path) as file:
                yield from file.iter_batches(_TEXTS if table == "texts" else _ROWS, columns=list(columns), use_threads=False)
        except (OSError, ValueError) as error:
            raise BadAudit(f"{path}: cannot be read ({_short(error)}); finish the run of `healthlint audit`") from None

    def counts(self, table: str, keys: Sequence[str]) -> Iterator[tuple[str, Counter[tuple[Any, ...]]]]:
        """Of each article that has rows and is no copy: how many there are of each combination of the values of ``keys``."""

        def each() -> Iterator[tuple[Any, ...]]:
            for batch in self.batches(table, ("article_id", *keys)):
                batch = batch.filter(pc.invert(pc.is_in(batch["article_id"], value_set=self.copies)))
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

        for article, rows in groupby(each(), key=itemgetter(0)):
            yield article, Counter(row[1:] for row in rows)

    def rows(self, table: str, columns: Sequence[str], only: Iterable[str]) -> Iterator[tuple[str, list[Row]]]:
        """The rows of each of the articles ``only``, article by article in the order of the table."""
        wanted = pa.array(only, pa.string())

        def each() -> Iterator[Row]:
            for batch in self.batches(table, columns):
                yield from batch.filter(pc.is_in(batch["article_id"], value_set=wanted)).to_pylist()

        for article, rows in groupby(each(), key=itemgetter("article_id")):
            yield article, list(rows)


class Cursor:
    """Looks up the rows of one article after the other, in the common order of all tables, without holding those passed."""

    def __init__(self, groups: Iterator[tuple[str, list[Row]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, article: str) -> list[Row]:
        """The rows of the article; none if it has no rows."""
        if self._next is None or self._next[0] != article:
            return []
        rows = self._next[1]
        self._next = next(self._groups, None)
        return rows


def _short(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).partition("\n")[0]
