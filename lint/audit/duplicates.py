"""Which articles are copies of an earlier one: to the byte, in all words, or nearly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lint.audit.parts import Parts
from lint.audit.signature import PERMUTATIONS

LEAST_ALIKE = 0.8
"""Copies share at least this part of their runs of words, as their signatures estimate it."""

# Articles that are 0.8 alike meet in a band with a probability of 0.998, those that are 0.3 alike in one of 65 cases.
_BANDS, _ROWS = 21, 6
_ROUNDS = 64  # articles of a group that others of it are compared with: as many kinds of copies are told apart there
_COMPARED_AT_ONCE = 1 << 14
_NONE = np.iinfo(np.int64).max
_COLUMNS = ("status", "digest", "words", "signature")

Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class Duplicates:
    """Of each article, by its position: the first that it is a copy of (itself if of none), whether exactly, its own copies.

    ``names`` are the identifiers of those that have copies.
    """

    original: Numbers
    exact: Numbers
    copies: Numbers
    names: dict[int, str]

    def complete(self, rows: pa.Table, first: int) -> pa.Table:
        """Rows of the table of articles with what they are copies of; ``first`` is the position of the first."""
        places = range(first, first + len(rows))
        originals = self.original[first : first + len(rows)].tolist()
        of = [None if at == place else self.names[at] for at, place in zip(originals, places, strict=True)]
        exact = self.exact[first : first + len(rows)].tolist()
        kinds = [name and ("exact" if same else "near") for name, same in zip(of, exact, strict=True)]
        copies = self.copies[first : first + len(rows)]
        for name, values in (("duplicate_of", of), ("duplicate_kind", kinds), ("copies", copies)):
            at = rows.schema.get_field_index(name)
            rows = rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))
        return rows


def find(parts: Parts, scratch: Path) -> Duplicates:
    """The copies among the linted articles of an audit.

    Signatures are kept in the file ``scratch``, since they need not fit into memory; it is removed in the end.
    """
    try:
        digests, words, linted = _read(parts, scratch)
        count = len(digests)
        signatures = np.memmap(scratch, np.uint32, "r", shape=(count, PERMUTATIONS)) if scratch.stat().st_size else None
        original, exact = np.arange(count), np.zeros(count, bool)
        if signatures is not None:
            original = _originals(digests, signatures, linted)
            for at in np.flatnonzero(original != np.arange(count)).tolist():
                first = original[at]
                same_words = words[at] == words[first] and np.array_equal(signatures[at], signatures[first])
                exact[at] = digests[at] == digests[first] or same_words
    finally:
        scratch.unlink(missing_ok=True)
    is_copy = original != np.arange(count)
    copies = np.bincount(original[is_copy], minlength=count)
    return Duplicates(original, exact, copies, _names(parts, copies))


def _read(parts: Parts, scratch: Path) -> tuple[Numbers, Numbers, Numbers]:
    """The digests, shortened; the numbers of words; the positions of linted articles. Signatures go to the file."""
    digests, words, linted = [], [], []
    with scratch.open("wb") as file:
        for piece in parts.tables("articles", _COLUMNS):
            digests.append(np.array([int(digest[:16], 16) for digest in piece["digest"].to_pylist()], np.uint64))
            words.append(piece["words"].to_numpy())
            linted.append(np.array(piece["signature"].is_valid()))
            file.writelines(signature or bytes(4 * PERMUTATIONS) for signature in piece["signature"].to_pylist())
    if not digests:
        return (np.zeros(0, np.int64),) * 3
    return np.concatenate(digests), np.concatenate(words), np.flatnonzero(np.concatenate(linted))


def _originals(digests: Numbers, signatures: Numbers, linted: Numbers) -> Numbers:
    """Of each article the first that it is a copy of, or itself; a copy of a copy is one of the first."""
    first = np.full(len(digests), _NONE)
    for group in _groups(digests[linted], linted):
        first[group[1:]] = group[0]
    left = linted[first[linted] == _NONE]
    for band in range(_BANDS):
        for group in _groups(_keys(signatures, left, band), left):
            _compare(signatures, group, first)
    original = np.arange(len(digests))
    for at in np.flatnonzero(first != _NONE).tolist():
        original[at] = original[first[at]]
    return original


def _groups(keys: Numbers, positions: Numbers) -> Iterator[Numbers]:
    """The positions whose keys are the same, in their order, where there are two or more."""
    order = np.argsort(keys, kind="stable")
    begins = np.flatnonzero(np.diff(keys[order], prepend=~keys[order[:1]]))
    lengths = np.diff(begins, append=len(keys))
    for begin, length in zip(begins[lengths > 1].tolist(), lengths[lengths > 1].tolist(), strict=True):
        yield positions[order[begin : begin + length]]


def _keys(signatures: Numbers, positions: Numbers, band: int) -> Numbers:
    """A number for what each signature holds in a band."""
    keys = np.zeros(len(positions), np.uint64)
    for start in range(0, len(positions), _COMPARED_AT_ONCE):
        some = slice(start, start + _COMPARED_AT_ONCE)
        for column in range(band * _ROWS, (band + 1) * _ROWS):
            mixed = (keys[some] ^ signatures[positions[some], column]) * np.uint64(0x9E3779B97F4A7C15)
            keys[some] = mixed ^ (mixed >> np.uint64(29))
    return keys


def _compare(signatures: Numbers, group: Numbers, first: Numbers) -> None:
    """Note for the articles of a group the first one that they are like."""
    for _ in range(_ROUNDS):
        if len(group) < 2:
            return
        leader, group = group[0], group[1:]
        alike = np.concatenate(
            [
                (signatures[group[start : start + _COMPARED_AT_ONCE]] == signatures[leader]).mean(axis=1) >= LEAST_ALIKE
                for start in range(0, len(group), _COMPARED_AT_ONCE)
            ]
        )
        first[group[alike]] = np.minimum(first[group[alike]], leader)
        group = group[~alike]


def _names(parts: Parts, copies: Numbers) -> dict[int, str]:
    """The identifiers of the articles that have copies."""
    names: dict[int, str] = {}
    begin = 0
    for piece in parts.tables("articles", ("article_id",)):
        for at in np.flatnonzero(copies[begin : begin + len(piece)]).tolist():
            names[begin + at] = piece["article_id"][at].as_py()
        begin += len(piece)
    return names
