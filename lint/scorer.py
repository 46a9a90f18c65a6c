"""A small linear model: how likely a sentence is a claim that needs a reference, an advertisement, a dosing directive.

Hashed features of the sentence (words, word pairs, letters inside words, slots, its block's role) and of what surrounds it
(heading, list stem, neighbours, the page's voice) are summed with learned weights; a logistic curve makes it a probability.
``training/`` makes the weights from labelled articles; ``training/MODEL_CARD.md`` says from which, and how good they are.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER

from lint.article import Block, InlineKind, Role
from lint.language.reading import Reading

HEADS = ("claim", "promotion", "dosing")
BITS = 20
SIZE = 1 << BITS
Columns = NDArray[np.int64]
Floats = NDArray[np.float32]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_LETTERS = (3, 4, 5)
_REMEMBERED = 1 << 15  # words; a run over an archive meets millions
_CERTAIN = 30.0  # a sum beyond which the probability rounds to 0 or 1


class Features(NamedTuple):
    """A sparse matrix in coordinate form, a row a sentence: ``values[i]`` stands at ``rows[i]``, ``columns[i]``."""

    rows: Columns
    columns: Columns
    values: Floats


def _salt(name: str) -> np.uint64:
    return np.uint64(zlib.crc32(name.encode()) * 0x1000193 + 1)


def _fold(hashes: NDArray[np.uint64]) -> Columns:
    return ((hashes * _MULTIPLIER) >> np.uint64(64 - BITS)).astype(np.int64)


def column(name: str) -> int:
    """The column of a named feature."""
    return int(_fold(np.array([_salt(name)], dtype=np.uint64))[0])


@lru_cache(_REMEMBERED)
def _letter_columns(word: str) -> Columns:
    padded = f"<{word}>"
    grams = [padded[at : at + size] for size in _LETTERS for at in range(len(padded) - size + 1)]
    return _fold(np.array([zlib.crc32(gram.encode()) + (1 << 40) for gram in grams], dtype=np.uint64))


_NUMBER = np.uint64(0x5EED)
_PAIR, _KIND, _HEADING, _STEM, _BEFORE, _AFTER = (
    _salt(name) for name in ("pair", "kind", "heading", "stem", "before", "after")
)


def features(reading: Reading) -> Features:
    """The features of every sentence of an article, in the order of ``reading.sentences``."""
    sentences = reading.sentences
    if not sentences:
        return Features(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    hashes = reading.doc.to_array([LOWER]).astype(np.uint64)
    lower = reading.lower
    numeric = np.fromiter((word[0].isdigit() for word in lower), dtype=bool, count=len(lower))
    hashes[numeric] = _NUMBER
    lengths = np.fromiter((s.end - s.start for s in sentences), dtype=np.int64, count=len(sentences))
    row_of = np.repeat(np.arange(len(sentences)), lengths)
    scale = (1.0 / np.sqrt(np.maximum(lengths, 4))).astype(np.float32)

    parts: list[tuple[Columns, Columns, Floats]] = []

    def add(rows: Columns, columns: Columns, weight: float) -> None:
        parts.append((rows, columns, scale[rows] * np.float32(weight)))

    add(row_of, _fold(hashes), 1.0)
    same = row_of[1:] == row_of[:-1]
    pairs = hashes[:-1] * np.uint64(31) + hashes[1:] + _PAIR
    add(row_of[1:][same], _fold(pairs)[same], 1.0)
    skips = same[1:] & same[:-1]
    add(row_of[2:][skips], _fold(hashes[:-2] * np.uint64(37) + hashes[2:] + _PAIR)[skips], 0.5)
    kinds = _kinds(reading, lower)
    add(row_of[1:][same], _fold(kinds[:-1] * np.uint64(41) + kinds[1:] + _KIND)[same], 1.0)
    add(row_of[2:][skips], _fold(kinds[:-2] * np.uint64(43) + kinds[1:-1] * np.uint64(47) + kinds[2:] + _KIND)[skips], 0.7)
    add(row_of[2:][skips], _fold(kinds[:-2] * np.uint64(53) + kinds[2:] + _KIND)[skips], 0.5)
    letters = [_letter_columns(word) for word in lower]
    sizes = np.fromiter((len(found) for found in letters), dtype=np.int64, count=len(letters))
    add(np.repeat(row_of, sizes), np.concatenate(letters), 0.35)
    _add_neighbours(reading, hashes, row_of, parts)
    _add_surroundings(reading, hashes, parts)
    rows, columns, values = zip(*parts, strict=True)
    return Features(np.concatenate(rows), np.concatenate(columns), np.concatenate(values))


_CLASSES = (
    "percent",
    "money",
    "dose",
    "medicine",
    "medicine-class",
    "supplement",
    "remedy",
    "condition",
    "body",
    "public-body",
    "people",
    "organisation",
    "brand",
    "number",
)


def _kinds(reading: Reading, lower: list[str]) -> NDArray[np.uint64]:
    """Each token as its lexicon class, or else the beginning of its word: pairs of these carry over from topic to topic."""
    found = np.fromiter((_stem(word) for word in lower), dtype=np.uint64, count=len(lower))
    for name in reversed(_CLASSES):
        for start, end in reading.slots.get(name, {}).items():
            found[start:end] = _salt(name)
    return found


@lru_cache(_REMEMBERED)
def _stem(word: str) -> np.uint64:
    return np.uint64(zlib.crc32(word[:6].encode()))


def _add_neighbours(
    reading: Reading, hashes: NDArray[np.uint64], row_of: Columns, parts: list[tuple[Columns, Columns, Floats]]
) -> None:
    """The words of the sentence before and of the one after, where they stand under the same heading."""
    heading = np.array([_section(reading.block(s)) for s in reading.sentences], dtype=np.int64)
    for salt, step in ((_BEFORE, 1), (_AFTER, -1)):
        rows = row_of + step
        inside = (rows >= 0) & (rows < len(heading))
        rows, source, words = rows[inside], row_of[inside], hashes[inside]
        same = heading[rows] == heading[source]
        parts.append((rows[same], _fold(words[same] + salt), np.full(int(same.sum()), 0.08, dtype=np.float32)))


def _section(block: Block) -> int:
    """The number of the heading above; the furniture of a page is a section of its own."""
    if block.role is Role.BOILERPLATE:
        return -2
    return -1 if block.heading is None else block.heading


def _add_surroundings(reading: Reading, hashes: NDArray[np.uint64], parts: list[tuple[Columns, Columns, Floats]]) -> None:
    """Role, slots, heading, stem and the voice of the page."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    voice = _voice(reading)
    words_of: dict[int, Columns] = {}

    def words(number: int, salt: np.uint64) -> Columns:
        key = number * 2 + int(salt == _STEM)
        if key not in words_of:
            found = reading.sentences_by_block.get(number, [])
            span = hashes[found[0].start : min(found[-1].end, found[0].start + 20)] if found else hashes[:0]
            words_of[key] = _fold(span + salt)
        return words_of[key]

    for row, sentence in enumerate(reading.sentences):
        block = reading.block(sentence)
        names = [f"role={block.role}", f"ends={reading.tokens.words[sentence.end - 1]}", *voice]
        names += [name for name in sentence.features if name[0] == "<"]
        names.append(f"length={min((sentence.end - sentence.start) // 5, 8)}")
        for name in names:
            rows.append(row)
            columns.append(_named(name))
            values.append(0.3)
        for number, salt in ((block.heading, _HEADING), (block.stem, _STEM)):
            if number is not None:
                found = words(number, salt)
                rows += [row] * len(found)
                columns += found.tolist()
                values += [0.12] * len(found)
    parts.append((np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), np.array(values, dtype=np.float32)))


_named = lru_cache(_REMEMBERED)(column)
_VOICES: dict[str, frozenset[str]] = {
    "we": frozenset(["we", "our", "us", "we're", "we'll", "ours"]),
    "you": frozenset(["you", "your"]),
    "i": frozenset(["i", "my", "me", "i'm", "i've"]),
    "study": frozenset(["study", "researchers", "trial", "participants", "published", "journal", "university", "said", "says"]),
    "sell": frozenset(
        ["book", "appointment", "consultation", "clinic", "price", "order", "shop", "buy", "package", "contact", "call"]
    ),
}


def _voice(reading: Reading) -> list[str]:
    """Who seems to be speaking on the page: how often it says we, you, I, and how it talks of studies and of selling."""
    blocks = reading.article.blocks
    text = [block.role not in (Role.BOILERPLATE, Role.METADATA) for block in blocks]
    words = [word for word, block in zip(reading.lower, reading.tokens.blocks, strict=True) if text[block]]
    total = max(len(words), 1)
    counts = dict.fromkeys(_VOICES, 0)
    kind = {word: name for name, spoken in _VOICES.items() for word in spoken}
    for word in words:
        name = kind.get(word)
        if name:
            counts[name] += 1
    links = sum(i.kind is InlineKind.LINK for b in blocks for i in b.inlines if b.role is not Role.BOILERPLATE)
    return [*(f"voice-{name}={_level(count / total)}" for name, count in counts.items()), f"links={_level(links / total)}"]


def _level(rate: float) -> int:
    """A rate in five steps: none, up to 2, 6, 15 in a thousand words, more."""
    return sum(rate > step for step in (0.0, 0.002, 0.006, 0.015))


class Scorer:
    """A model: ``weights`` (heads x SIZE, in units of ``scales``) and ``intercepts``, one a head."""

    def __init__(self, weights: NDArray[np.int8], scales: Floats, intercepts: Floats) -> None:
        self._weights = weights
        self._scales = scales
        self._intercepts = intercepts

    def score(self, reading: Reading) -> dict[str, Floats]:
        """For each head the probability of every sentence, in [0, 1], rounded so that every machine says the same."""
        found = features(reading)
        count = len(reading.sentences)
        scores: dict[str, Floats] = {}
        for head, weights, scale, intercept in zip(HEADS, self._weights, self._scales, self._intercepts, strict=True):
            sums = np.bincount(found.rows, weights=weights[found.columns] * found.values, minlength=count) * scale + intercept
            scores[head] = np.round(1.0 / (1.0 + np.exp(-np.clip(sums, -_CERTAIN, _CERTAIN))), 4).astype(np.float32)
        return scores


@cache
def packaged_scorer() -> Scorer:
    """The model that comes with healthlint."""
    with as_file(files("lint") / "scorer.npz") as path, np.load(path) as data:
        return Scorer(data["weights"], data["scales"], data["intercepts"])
