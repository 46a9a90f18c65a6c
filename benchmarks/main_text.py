"""How well the main text of a page is told from its furniture: healthlint's HTML reader, and trafilatura beside it.

python benchmarks/main_text.py ../shared/gold            # print
python benchmarks/main_text.py ../shared/gold --write    # and keep in benchmarks/RESULTS.md

Pages as published (pages/ID.html) are compared, word by word, with their title and the Markdown that they were made from
(articles/ID.md). Of all pages it counts the sentences with an error or a warning that a reader keeps.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import trafilatura

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.results import main
from lint.article import Role
from lint.engine import Engine
from lint.finding import Severity
from lint.places import normalised
from lint.readers import read
from lint.rulebook import packaged

RUNS = 5
WORD = re.compile(r"\w+")


class Overlap(NamedTuple):
    """Words that both texts hold, those of the text that was found, those of the true one."""

    shared: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        return self.shared / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.shared / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.shared / (self.found + self.true) if self.found + self.true else 0.0


def truth(data: bytes, twin: Path) -> str:
    """What a reader should find in a page: its title, unless the Markdown says it, and the words of the Markdown."""
    title = str(read(data, "page.html").metadata.get("title", ""))
    text = ours(twin.read_bytes(), twin.name)
    return text if title in text else f"{title}\n{text}"


def ours(data: bytes, name: str) -> str:
    """The main text as healthlint reads it."""
    article = read(data, name)
    return "\n".join(block.text for block in article.blocks if block.role not in (Role.BOILERPLATE, Role.METADATA))


def theirs(**options: bool) -> Callable[[bytes, str], str]:
    """The main text as trafilatura reads it."""
    return lambda data, _: trafilatura.extract(data.decode(), include_comments=False, include_tables=True, **options) or ""


READERS: dict[str, Callable[[bytes, str], str]] = {
    "healthlint": ours,
    "trafilatura": theirs(),
    "trafilatura, `favor_recall`": theirs(favor_recall=True),
    "trafilatura, `favor_precision`": theirs(favor_precision=True),
}


def overlap(found: str, true: str) -> Overlap:
    """How many words two texts share, each counted as often as both have it."""
    one, other = Counter(WORD.findall(found.lower())), Counter(WORD.findall(true.lower()))
    return Overlap((one & other).total(), one.total(), other.total())


def faults(pages: list[tuple[str, bytes]]) -> list[tuple[str, ...]]:
    """Of each page the sentences, normalised, in which the rules that come with healthlint find an error or a warning."""
    rules = [rule for rule in packaged().rules if rule.enabled and rule.severity > Severity.INFO]
    engine, severities = Engine(rules), {rule.name: rule.severity for rule in rules}
    found = (engine.lint(read(data, name), severities).findings for name, data in pages)
    return [tuple({finding.sentence for finding in findings if finding.sentence}) for findings in found]


def measured(reader: Callable[[bytes, str], str], pages: list[tuple[str, bytes, str]]) -> tuple[list[Overlap], float]:
    """The overlap on every page, and the best of several times for all of them, in seconds."""
    overlaps = [overlap(reader(data, name), true) for name, data, true in pages]
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        for name, data, _ in pages:
            reader(data, name)
        times.append(time.process_time() - start)
    return overlaps, min(times)


def report(folder: Path) -> str:
    """The table for the pages of a folder of labelled articles."""
    every = [(path.name, path.read_bytes()) for path in sorted((folder / "pages").glob("*.html"))]
    pages = [
        (name, data, truth(data, twin))
        for name, data in every
        if (twin := (folder / "articles" / name).with_suffix(".md")).exists()
    ]
    sentences = faults(every)
    total, others = sum(map(len, sentences)), len(every) - len(pages)
    lines = [
        "## Main text of HTML pages",
        "",
        f"{len(pages)} pages as published, word by word against their titles and the Markdown they were made from; means over",
        f"the pages. Last, of the {total} sentences in which the rules find an error or a warning, in these and {others} other",
        "pages, how many a reader keeps (for healthlint all: it found them there).",
        "",
        "| reader | precision | recall | F1 | lowest F1 | seconds | faults kept |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, reader in READERS.items():
        overlaps, seconds = measured(reader, pages)
        means = (sum(getattr(one, figure) for one in overlaps) / len(overlaps) for figure in ("precision", "recall", "f1"))
        figures = " | ".join(f"{mean:.3f}" for mean in means)
        texts = [normalised(reader(data, page)) for page, data in every]
        kept = sum(sentence in text for text, held in zip(texts, sentences, strict=True) for sentence in held)
        lines.append(
            f"| {name} | {figures} | {min(one.f1 for one in overlaps):.3f} | {seconds:.2f} | {kept / max(total, 1):.0%} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main("main text", __doc__, report)
