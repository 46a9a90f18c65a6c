"""What tells copies of an article: a MinHash of its words, alike where the words are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from zlib import crc32

import numpy as np
from datasketch import MinHash

from lint.article import Article, Role

PERMUTATIONS: Final = 128
SCHEME: Final = "affine32"
_RUN = 4  # words that make one feature: a copy shares its runs, an article on the same subject only the words
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_FURNITURE = (Role.BOILERPLATE, Role.METADATA)
_EMPTY = MinHash(PERMUTATIONS, hashfunc=crc32, scheme=SCHEME)  # the scheme mixes what it is given: a quick hash will do


def words(article: Article) -> list[str]:
    """The words of the main text, in lower case."""
    return [word for block in article.blocks if block.role not in _FURNITURE for word in _WORD.findall(block.text.lower())]


def signature(words: Sequence[str]) -> bytes:
    """The MinHash of the words as little-endian 32-bit numbers, PERMUTATIONS of them."""
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, 1))}
    made = _EMPTY.copy()
    made.update_batch([run.encode("utf-8", "surrogatepass") for run in runs])
    return bytes(made.hashvalues.astype("<u4"))


def minhash(signature: bytes) -> MinHash:
    """The MinHash that ``signature`` wrote down."""
    return MinHash(
        hashvalues=np.frombuffer(signature, "<u4").astype(np.uint32), permutations=_EMPTY.permutations, scheme=SCHEME
    )
