"""Nothing in this repository is copied from the labelled or founding articles: no run of six words stands in both.

The articles belong to their publishers and lie beside the checkout, in ../shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ARTICLES = [SHARED / name for name in ("gold/articles", "gold/excerpts", "gold/whole", "gold/train", "gold/pages", "seeds")]
OWN = [ROOT / name for name in ("rules", "content", "docs", "tests")]
NAMES = ROOT / "rules" / "lexicons" / "public-body.txt"
LENGTH = 6

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
_NO_WORDS = re.compile(r"https?://\S+|<[^<>]*>")

ALLOWED = [
    # the statement that United States law prescribes for supplements (21 CFR 101.93)
    "These statements have not been evaluated by the Food and Drug Administration. "
    "This product is not intended to diagnose, treat, cure or prevent any disease.",
    # the set phrase of disclaimers, which the tests of their rules must try
    "It is not a substitute for",
    # how often, as everybody says it
    "two or three times a day",
    "at the same time every day",
    "at the same time each day",
]

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled articles are not beside this checkout")


def words(text: str) -> list[str]:
    return _WORD.findall(_NO_WORDS.sub(" ", text.lower().replace("’", "'")))


def runs(found: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(found[start:] for start in range(LENGTH)), strict=False)


def own_texts() -> Iterator[tuple[Path, str]]:
    """The files of the repository; of a lexicon, where a line is a term, each line."""
    files = chain(ROOT.glob("*.md"), *(folder.rglob("*") for folder in OWN))
    for path in sorted(path for path in files if path.suffix in (".md", ".yaml", ".txt", ".html", ".py") and path != NAMES):
        text = path.read_text(encoding="utf-8", errors="replace")
        for part in text.splitlines() if path.parent == NAMES.parent else [text]:
            yield path.relative_to(ROOT), part


def allowed() -> set[tuple[str, ...]]:
    """Runs inside the names of bodies and journals, and inside the wordings above."""
    texts: Iterable[str] = [*NAMES.read_text(encoding="utf-8").splitlines(), *ALLOWED]
    return {run for text in texts for run in runs(words(text))}


def test_no_run_of_words_is_shared_with_the_articles() -> None:
    own: dict[tuple[str, ...], Path] = {}
    for path, text in own_texts():
        for run in runs(words(text)):
            own.setdefault(run, path)
    articles = [path for folder in ARTICLES for path in folder.rglob("*") if path.is_file()]
    assert len(articles) > 1_000
    read = (path.read_text(encoding="utf-8", errors="replace") for path in articles)
    shared = {run for text in read for run in runs(words(text)) if run in own} - allowed()
    assert sorted(f"{own[run]}: {' '.join(run)}" for run in shared) == []
