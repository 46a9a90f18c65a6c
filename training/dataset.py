"""Labelled articles -> the scorer's features and targets, a row a sentence.

A folder holds ``labels.jsonl`` and the files it names; an article has ``publisher`` and ``units`` (``start``, ``end`` in code
points). A unit of an article to train on has ``labels`` (C2x is a claim, P2 sells, D2 doses; 1 for 2 is borderline), one of an
article to score on has 1 or "?" under ``claim``, ``promotion`` and ``dosing``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from lint.article import Article
from lint.engine import packaged_language
from lint.language.reading import Reading
from lint.readers import read
from lint.scorer import HEADS, SIZE, features

UNSURE = -1
Unit = Mapping[str, Any]


@dataclass(frozen=True)
class Dataset:
    """``x`` (sentences x SIZE), ``y`` (sentences x heads; 1, 0 or UNSURE), its publisher and words a sentence, the slots."""

    x: csr_matrix
    y: NDArray[np.int8]
    publishers: NDArray[np.str_]
    texts: list[str]
    slots: frozenset[str]


def load(folder: Path, without: Collection[str] = ()) -> Dataset:
    """Read a folder of labelled articles, leaving out the publishers in ``without``."""
    language = packaged_language()
    slots = frozenset(f"<{name}>" for name in language.slot_names)
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
            found = features(reading, slots)
            xs.append(csr_matrix((found.values, (found.rows, found.columns)), shape=(len(reading.sentences), SIZE)))
            ys += _targets(reading, record["units"])
            texts += [reading.text(sentence.start, sentence.end) for sentence in reading.sentences]
        publishers += [record["publisher"]] * (len(texts) - len(publishers))
    return Dataset(vstack(xs).tocsr(), np.array(ys, dtype=np.int8), np.array(publishers), texts, slots)


def _targets(reading: Reading, units: list[Unit]) -> list[tuple[int, ...]]:
    """For each sentence the label of the unit that it shares most characters with; a sentence outside all units is unsure."""
    found: list[tuple[int, ...]] = []
    for sentence in reading.sentences:
        start, end = reading.source(sentence.start, sentence.end)
        best: Unit | None = None
        most = 0
        for unit in units:
            shared = min(end, unit["end"]) - max(start, unit["start"])
            if shared > most:
                best, most = unit, shared
        found.append(tuple(UNSURE if best is None else _target(best, head) for head in HEADS))
    return found


def _target(unit: Unit, head: str) -> int:
    letter = head[0].upper()
    grades = {label[1] for label in unit.get("labels", ()) if label[0] == letter}
    if "2" in grades or unit.get(head) == 1:
        return 1
    # the excerpts, which nobody read for claims, say so under the family's name alone
    borderline = "1" in grades or "?" in (unit.get(head), unit.get("claims") if head == "claim" else None)
    return UNSURE if borderline else 0
