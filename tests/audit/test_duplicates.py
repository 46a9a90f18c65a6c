"""Copies: to the byte, in all words, nearly; the first in the corpus is the original, and strangers are none."""

from __future__ import annotations

import random
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from lint.audit.duplicates import LEAST_ALIKE, Duplicates, find
from lint.audit.parts import Parts, part
from lint.audit.record import Examined
from lint.audit.signature import signature
from lint.audit.tables import ARTICLES

WORDS = [f"word{number}" for number in range(3000)]
EMPTY: dict[str, Any] = {"string": "", "bool": False, "double": 0.0}


def row(name: str, text: str, status: str = "linted", data: bytes | None = None) -> dict[str, Any]:
    known = {column.name: None if column.null else EMPTY.get(str(column.type), 0) for column in ARTICLES.columns}
    known |= {"article_id": name, "status": status, "digest": sha256(data or text.encode()).hexdigest()}
    return known | {"words": len(text.split()), "signature": signature(text.split()) if status == "linted" else None}


def found(folder: Path, *rows: dict[str, Any]) -> Duplicates:
    parts = Parts(folder / "parts")
    for number in range(0, len(rows), 2):
        examined = [Examined(at, {"articles": (one,)}) for at, one in enumerate(rows[number : number + 2])]
        parts.write(part(f"{number:07}", examined, 0))
    return find(parts, folder / "scratch")


def told(folder: Path, *rows: dict[str, Any]) -> list[tuple[str | None, str | None, int]]:
    copies = found(folder, *rows)
    assert not (folder / "scratch").exists()
    done = copies.complete(pa.Table.from_pylist(list(rows), ARTICLES.schema), 0).to_pylist()
    return [(one["duplicate_of"], one["duplicate_kind"], one["copies"]) for one in done]


def text(seed: int, length: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def changed(words: list[str], *places: int) -> str:
    return " ".join("other" if at in places else word for at, word in enumerate(words))


def test_copies_are_told_by_kind_and_counted_at_the_first(tmp_path: Path) -> None:
    words = text(1)
    rows = (
        row("a", " ".join(words)),
        row("b", " ".join(text(2))),
        row("c", " ".join(words)),
        row("d", " ".join(words), data=b"<p>the same words</p>"),
        row("e", changed(words, 100)),
        row("f", " ".join(text(2)), status="failed"),
    )
    assert told(tmp_path, *rows) == [
        (None, None, 3),
        (None, None, 0),
        ("a", "exact", 0),
        ("a", "exact", 0),
        ("a", "near", 0),
        (None, None, 0),
    ]


def test_a_copy_of_a_copy_is_one_of_the_first(tmp_path: Path) -> None:
    words = text(1)
    rows = [row(str(number), changed(words, *range(0, number * 40, 10))) for number in range(4)]
    assert [of for of, _, _ in told(tmp_path, *rows)] == [None, "0", "0", "0"]


def test_failed_articles_are_no_copies_of_each_other(tmp_path: Path) -> None:
    assert told(tmp_path, *(row(name, "", "failed") for name in "abc")) == [(None, None, 0)] * 3


def test_no_articles_have_no_copies(tmp_path: Path) -> None:
    assert len(found(tmp_path).original) == 0


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_is_what_comparing_all_would_find(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    texts: list[list[str]] = []
    for number in range(120):
        words = (
            list(draw.choice(texts)) if texts and draw.random() < 0.5 else text(1000 * seed + number, draw.randrange(5, 300))
        )
        for _ in range(draw.randrange(8)):
            words[draw.randrange(len(words))] = draw.choice(WORDS)
        texts.append(words)
    rows = [row(str(number), " ".join(words)) for number, words in enumerate(texts)]
    signatures = [np.frombuffer(one["signature"], "<u4") for one in rows]
    original = list(range(len(rows)))
    for at, one in enumerate(signatures):
        alike = [other for other in range(at) if (signatures[other] == one).mean() >= LEAST_ALIKE]
        original[at] = original[alike[0]] if alike else at
    copies = found(tmp_path, *rows)
    wrong = np.flatnonzero(copies.original != np.array(original))
    assert len(set(original)) < 110
    assert len(wrong) <= 2  # a band misses one pair in five hundred
