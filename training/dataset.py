"""Labelled articles -> the scorer's features and targets, a row a sentence.

A folder holds ``labels.jsonl`` and the files it names; an article has ``publisher`` and ``units`` (``start``, ``end`` in code
points, ``labels`` such as C2x, P1, D2 as docs/accuracy.md explains them).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from lint.article import Article
from lint.engine import packaged_language
from lint.language.reading import Reading
from lint.readers import read
from lint.scorer import HEADS, SIZE, features

_LETTER = {"claim": "C", "promotion": "P", "dosing": "D"}
UNSURE = -1


@dataclass(frozen=True)
class Dataset:
    """``x`` (sentences x SIZE), ``y`` (sentences x heads; 1, 0 or UNSURE), and the publisher and words of each sentence."""

    x: csr_matrix
    y: NDArray[np.int8]
    publishers: NDArray[np.str_]
    texts: list[str]


def load(folder: Path, without: Collection[str] = ()) -> Dataset:
    """Read a folder of labelled articles, leaving out the publishers in ``without``."""
    language = packaged_language()
    xs: list[csr_matrix] = []
    ys: list[tuple[int, ...]] = []
    publishers: list[str] = []
    texts: list[str] = []
    with (folder / "labels.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for record in records:
        if record["publisher"] in without:
            continue
        path = folder / record["file"]
        article: Article = read(path.read_bytes(), str(path))
        with language.reading(article) as reading:
            found = features(reading)
            xs.append(csr_matrix((found.values, (found.rows, found.columns)), shape=(len(reading.sentences), SIZE)))
            ys += _targets(reading, record["units"])
            texts += [reading.text(sentence.start, sentence.end) for sentence in reading.sentences]
        publishers += [record["publisher"]] * (len(texts) - len(publishers))
    return Dataset(vstack(xs).tocsr(), np.array(ys, dtype=np.int8), np.array(publishers), texts)


def _targets(reading: Reading, units: list[dict[str, object]]) -> list[tuple[int, ...]]:
    """For each sentence the label of the unit that it shares most characters with; a sentence outside all units is unsure."""
    found: list[tuple[int, ...]] = []
    for sentence in reading.sentences:
        start, end = reading.source(sentence.start, sentence.end)
        best: dict[str, object] | None = None
        most = 0
        for unit in units:
            low, high = unit["start"], unit["end"]
            assert isinstance(low, int)
            assert isinstance(high, int)
            shared = min(end, high) - max(start, low)
            if shared > most:
                best, most = unit, shared
        labels = best.get("labels", []) if best else None
        assert labels is None or isinstance(labels, list)
        found.append(tuple(UNSURE if labels is None else _target(labels, _LETTER[head]) for head in HEADS))
    return found


def _target(labels: list[str], letter: str) -> int:
    if any(label.startswith(letter + "2") for label in labels):
        return 1
    return UNSURE if any(label.startswith(letter + "1") for label in labels) else 0
