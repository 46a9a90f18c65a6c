"""A small linear model: how likely a sentence is a claim that needs a reference, an advertisement, a dosing directive.

Hashed features of the sentence (words, word pairs, letters inside words, slots, its block's role) and of what surrounds it
(heading, list stem, neighbours, the page's voice) are summed with learned weights; a logistic curve makes it a probability.
``training/`` makes the weights from labelled articles; ``training/MODEL_CARD.md`` says from which, and how good they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER

from lint.article import Block, InlineKind, Role
from lint.language.reading import Reading
from lint.pattern import Feature

HEADS = ("claim", "promotion", "dosing")
BITS = 20
SIZE = 1 << BITS
Columns = NDArray[np.int64]
Floats = NDArray[np.float32]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_LETTERS = (3, 4, 5)
_LETTER_WEIGHT = 0.35
_OPENING = 20  # words of a heading or stem
_REMEMBERED = 1 << 15  # words; a run over an archive meets millions
_NAMED = 3  # words or pairs that explain a score
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


def features(reading: Reading, slots: frozenset[Feature]) -> Features:
    """The features of every sentence of an article, in the order of ``reading.sentences``; of slots those in ``slots``."""
    words = _Words(reading)
    letters = [_letter_columns(word) for word in reading.lower]
    sizes = np.fromiter(map(len, letters), dtype=np.int64, count=len(letters))
    rows = np.repeat(words.rows, sizes)
    columns = np.concatenate([np.zeros(0, np.int64), *letters])
    return _joined([*_word_features(reading, words, slots), (rows, columns, words.scale[rows] * np.float32(_LETTER_WEIGHT))])


def _joined(parts: Iterable[tuple[Columns, Columns, Floats]]) -> Features:
    rows, columns, values = zip(*parts, strict=True)
    return Features(np.concatenate(rows), np.concatenate(columns), np.concatenate(values))


class _Words:
    """The tokens of an article: as hashes, the number of each one's sentence, and each sentence's scale.

    ``distinct`` are the words, each once and in lower case; ``which[i]`` says which of them token ``i`` is.
    """

    def __init__(self, reading: Reading) -> None:
        numbers: dict[str, int] = {}
        self.which = np.array([numbers.setdefault(word, len(numbers)) for word in reading.lower], dtype=np.int64)
        self.distinct = list(numbers)
        self.hashes = reading.doc.to_array([LOWER]).astype(np.uint64)
        self.hashes[self.per_token(np.array([word[0].isdigit() for word in self.distinct], dtype=bool))] = _NUMBER
        lengths = np.fromiter((s.end - s.start for s in reading.sentences), dtype=np.int64, count=len(reading.sentences))
        self.rows = np.repeat(np.arange(len(lengths)), lengths)
        self.scale = (1.0 / np.sqrt(np.maximum(lengths, 4))).astype(np.float32)

    def per_token(self, values: NDArray[Any]) -> NDArray[Any]:
        """What holds for each distinct word, for each token."""
        return values[self.which]


def _word_features(reading: Reading, words: _Words, slots: frozenset[Feature]) -> Iterator[tuple[Columns, Columns, Floats]]:
    """All features but the letters inside words."""
    hashes, row_of = words.hashes, words.rows
    same = row_of[1:] == row_of[:-1]
    skips = same[1:] & same[:-1]
    second, third = row_of[1:][same], row_of[2:][skips]
    kinds = _kinds(reading, words)
    first_kind, middle_kind, last_kind = kinds[:-2][skips], kinds[1:-1][skips], kinds[2:][skips]
    for rows, found, weight in (
        (row_of, hashes, 1.0),
        (second, _paired(hashes[:-1][same], hashes[1:][same]), 1.0),
        (third, hashes[:-2][skips] * np.uint64(37) + hashes[2:][skips] + _PAIR, 0.5),
        (second, kinds[:-1][same] * np.uint64(41) + kinds[1:][same] + _KIND, 1.0),
        (third, first_kind * np.uint64(43) + middle_kind * np.uint64(47) + last_kind + _KIND, 0.7),
        (third, first_kind * np.uint64(53) + last_kind + _KIND, 0.5),
    ):
        yield rows, _fold(found), words.scale[rows] * np.float32(weight)
    yield from _neighbours(reading, hashes, row_of)
    yield from _surroundings(reading, hashes, slots)


def _paired(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return first * np.uint64(31) + second + _PAIR


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


def _kinds(reading: Reading, words: _Words) -> NDArray[np.uint64]:
    """Each token as its lexicon class, or else the beginning of its word: pairs of these carry over from topic to topic."""
    found = words.per_token(np.array([_stem(word) for word in words.distinct], dtype=np.uint64))
    for name in reversed(_CLASSES):
        for start, end in reading.slots.get(name, {}).items():
            found[start:end] = _salt(name)
    return found


@lru_cache(_REMEMBERED)
def _stem(word: str) -> np.uint64:
    return np.uint64(zlib.crc32(word[:6].encode()))


def _neighbours(reading: Reading, hashes: NDArray[np.uint64], row_of: Columns) -> Iterator[tuple[Columns, Columns, Floats]]:
    """The words of the sentence before and of the one after, where they stand under the same heading."""
    heading = np.array([_section(reading.block(s)) for s in reading.sentences], dtype=np.int64)
    for salt, step in ((_BEFORE, 1), (_AFTER, -1)):
        rows = row_of + step
        inside = (rows >= 0) & (rows < len(heading))
        rows, source, words = rows[inside], row_of[inside], hashes[inside]
        same = heading[rows] == heading[source]
        yield rows[same], _fold(words[same] + salt), np.full(int(same.sum()), 0.08, dtype=np.float32)


def _section(block: Block) -> int:
    """The number of the heading above; the furniture of a page is a section of its own."""
    if block.role is Role.BOILERPLATE:
        return -2
    return -1 if block.heading is None else block.heading


def _surroundings(
    reading: Reading, hashes: NDArray[np.uint64], slots: frozenset[Feature]
) -> Iterator[tuple[Columns, Columns, Floats]]:
    """Role, slots, heading, stem and the voice of the page."""
    rows: list[int] = []
    columns: list[int] = []
    above: list[Columns] = []
    above_rows: list[int] = []
    voice = [_named(name) for name in _voice(reading)]
    words_of: dict[tuple[int, np.uint64], Columns] = {}
    for row, sentence in enumerate(reading.sentences):
        block = reading.block(sentence)
        found = [_named(f"role={block.role}"), _named(f"ends={reading.tokens.words[sentence.end - 1]}"), *voice]
        found += [_named(name) for name in slots.intersection(sentence.places)]
        found.append(_named(f"length={min((sentence.end - sentence.start) // 5, 8)}"))
        columns += found
        rows += [row] * len(found)
        for number, salt in ((block.heading, _HEADING), (block.stem, _STEM)):
            if number is not None:
                if (number, salt) not in words_of:
                    words_of[number, salt] = _opening(reading, hashes, number, salt)
                above.append(words_of[number, salt])
                above_rows.append(row)
    yield np.array(rows, np.int64), np.array(columns, np.int64), np.full(len(rows), 0.3, dtype=np.float32)
    if above:
        all_above = np.concatenate(above)
        yield np.repeat(above_rows, list(map(len, above))), all_above, np.full(len(all_above), 0.12, dtype=np.float32)


def _opening(reading: Reading, hashes: NDArray[np.uint64], block: int, salt: np.uint64) -> Columns:
    """The first words of a block."""
    sentences = reading.sentences_by_block.get(block)
    if not sentences:
        return np.zeros(0, np.int64)
    start = sentences[0].start
    return _fold(hashes[start : min(sentences[-1].end, start + _OPENING)] + salt)


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
    """A model: ``weights`` (heads x SIZE, in units of ``scales``) and ``intercepts``, one a head.

    ``slots`` are those it was trained with: a slot that a rule brings along later means nothing to it.
    """

    def __init__(self, weights: NDArray[np.int8], scales: Floats, intercepts: Floats, slots: frozenset[Feature]) -> None:
        self._weights = weights
        self._scales = scales
        self._intercepts = intercepts
        self._slots = slots
        self._letters = lru_cache(_REMEMBERED)(self._letter_sums)

    def score(self, reading: Reading) -> Scored:
        """What every sentence of an article scores."""
        words = _Words(reading)
        # The letters inside words are half of all features, so they are summed once a word.
        letters = words.per_token(np.array([self._letters(word) for word in words.distinct]).reshape(-1, len(HEADS)))
        return Scored(reading, self._probabilities(reading, words, letters), self._weights, words.hashes, letters)

    def _probabilities(self, reading: Reading, words: _Words, letters: NDArray[np.int64]) -> dict[str, Floats]:
        count = len(reading.sentences)
        if not count:
            return {head: np.zeros(0, np.float32) for head in HEADS}
        found = _joined(_word_features(reading, words, self._slots))
        scale = words.scale * np.float64(_LETTER_WEIGHT)
        scores: dict[str, Floats] = {}
        for number, head in enumerate(HEADS):
            sums = np.bincount(found.rows, weights=self._weights[number][found.columns] * found.values, minlength=count)
            inside = np.bincount(words.rows, weights=letters[:, number], minlength=count)
            sums = (sums + inside * scale) * self._scales[number] + self._intercepts[number]
            scores[head] = np.round(1.0 / (1.0 + np.exp(-np.clip(sums, -_CERTAIN, _CERTAIN))), 4).astype(np.float32)
        return scores

    def _letter_sums(self, word: str) -> tuple[int, ...]:
        """The weights of the letters inside the word, a sum a head."""
        return tuple(self._weights[:, _letter_columns(word)].sum(axis=1, dtype=np.int64).tolist())


class Scored:
    """What the scorer says of one article.

    ``probabilities`` has for each head that of every sentence, in [0, 1], rounded so that every machine says the same.
    """

    def __init__(
        self,
        reading: Reading,
        probabilities: dict[str, Floats],
        weights: NDArray[np.int8],
        hashes: NDArray[np.uint64],
        letters: NDArray[np.int64],
    ) -> None:
        self.probabilities = probabilities
        self._reading, self._weights, self._hashes, self._letters = reading, weights, hashes, letters
        self._spoken: dict[str, tuple[list[float], list[float]]] = {}

    def weighed(self, head: str, start: int, end: int) -> tuple[str, ...]:
        """The words and word pairs of tokens ``start`` to ``end`` that speak most for the head, the weightiest first.

        They explain a score and do not add up to it: what surrounds the sentence counts too.
        """
        if head not in self._spoken:
            self._spoken[head] = self._words_and_pairs(HEADS.index(head))
        words, pairs = self._spoken[head]
        spans = [(-weight, 1, at) for at, weight in enumerate(words[start:end], start) if weight > 0]
        spans += [(-weight, 2, at) for at, weight in enumerate(pairs[start : end - 1], start) if weight > 0]
        reading = self._reading
        taken: set[int] = set()
        found: dict[str, str] = {}
        for _, size, first in sorted(spans):
            tokens = range(first, first + size)
            if taken.isdisjoint(tokens) and all(map(reading.is_word, tokens)):
                taken.update(tokens)
                name = " ".join(reading.lower[first : first + size])
                found.setdefault(name, reading.text(first, first + size))
                if len(found) == _NAMED:
                    break
        return tuple(found.values())

    def _words_and_pairs(self, number: int) -> tuple[list[float], list[float]]:
        """The weight of each token, and of each token together with the next."""
        weights = self._weights[number]
        words = weights[_fold(self._hashes)] + _LETTER_WEIGHT * self._letters[:, number]
        pairs = words[:-1] + words[1:] + weights[_fold(_paired(self._hashes[:-1], self._hashes[1:]))]
        return words.tolist(), pairs.tolist()


@cache
def packaged_scorer() -> Scorer:
    """The model that comes with healthlint."""
    with as_file(files("lint") / "scorer.npz") as path:
        return load_scorer(path)


def load_scorer(path: Path) -> Scorer:
    """The model in a file that training/train.py wrote."""
    with np.load(path) as data:
        return Scorer(data["weights"], data["scales"], data["intercepts"], frozenset(data["slots"].tolist()))
