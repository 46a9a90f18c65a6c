"""What is known already: the entries of a baseline against the findings of a run, to tell the new, the fixed and the renamed.

An entry stands for one finding: its article, its rule, its sentence (none where the finding is about the whole article), and
which of several alike in that article it is. docs/baseline.md describes the file, ``lint/baseline.py`` reads and writes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from lint.checked import Failure
from lint.finding import Finding

_MOST_SHOWN = 72
_HASH = re.compile("[0-9a-f]{16}")
_OF_AN_ARTICLE = frozenset({"path", "rule", "nth"})
_OF_A_SENTENCE = _OF_AN_ARTICLE | {"sentence", "hash"}
_REMEDY = "mend the line or delete it; lines that git's merge left (<<<<<<<, =======, >>>>>>>) can go"

#: What makes two findings the same one, but for their number: path, rule, hash of the sentence.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding: ``path`` is relative to the baseline's folder, ``hash`` is empty for the whole article.

    ``sentence`` is how the sentence begins; it is there to be read, and tells no entries apart.
    """

    path: str
    rule: str
    sentence: str = field(default="", compare=False)
    hash: str = ""
    nth: int = 1

    @property
    def key(self) -> Key:
        return self.path, self.rule, self.hash

    def under(self, path: str, rule: str) -> Entry:
        """The same entry under the names that its article and its rule bear today."""
        return self if (path, rule) == (self.path, self.rule) else replace(self, path=path, rule=rule)

    def line(self) -> str:
        """The entry as a line of the file: JSON in which every character that cannot be seen is spelled out."""
        shown = {"path": self.path, "rule": self.rule}
        if self.hash:
            shown |= {"sentence": self.sentence, "hash": self.hash}
        text = json.dumps(shown | {"nth": self.nth}, ensure_ascii=False)
        return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text) + "\n"


@dataclass(frozen=True, slots=True)
class Book:
    """A baseline as it was read.

    ``gone`` are the paths of entries where no file is any more, under that name or a new one that git knows. ``failures`` says
    which lines are no entries.
    """

    folder: Path = Path()
    entries: frozenset[Entry] = frozenset()
    gone: frozenset[str] = frozenset()
    failures: tuple[Failure, ...] = ()

    def name(self, path: str) -> str:
        """How entries name the file at ``path``, which is relative to the current folder."""
        return Path(os.path.relpath(path, self.folder)).as_posix()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A baseline against the findings of a run.

    ``known`` counts the findings that were held back. ``entries`` are those of the baseline, under the new names of renamed
    articles; ``fixed`` those whose findings are gone; ``present`` the entries of what the run found, known and new, with those
    of all that it did not look at.
    """

    known: int = 0
    entries: frozenset[Entry] = frozenset()
    fixed: frozenset[Entry] = frozenset()
    present: frozenset[Entry] = frozenset()


class Known:
    """The policy step that holds back the findings in a baseline; ``comparison`` says afterwards how the two compare.

    Args:
        book: the baseline.
        covers: whether the run looked for what a rule finds in the article of a path, both as entries name them.
        current: the name that a rule bears today.
        recent: whether a finding is about what changed, in a run that is about changes. Of several alike those count as the new
            ones; otherwise the last do.
    """

    name = "baseline"

    def __init__(
        self,
        book: Book,
        covers: Callable[[str, str], bool],
        current: Callable[[str], str],
        recent: Callable[[Finding], bool] | None = None,
    ) -> None:
        self._book, self._covers, self._current, self._recent = book, covers, current, recent
        self.comparison = Comparison()

    def apply(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that the baseline does not hold, and those that somebody suppressed."""
        alike = _alike(findings, self._book)
        present = {
            Entry(path, rule, _beginning(findings[group[0]].sentence), hash_, nth)
            for (path, rule, hash_), group in alike.items()
            for nth in range(1, len(group) + 1)
        }
        entries = {entry.under(entry.path, self._current(entry.rule)) for entry in self._book.entries}
        entries = _renamed(entries, present, self._book.gone)
        known = Counter(entry.key for entry in entries)
        held: set[int] = set()
        for key, group in alike.items():
            if self._recent and 0 < known[key] < len(group):
                recent = {index: self._recent(findings[index]) for index in group}
                group.sort(key=recent.__getitem__)
            held.update(group[: known[key]])
        covered = {key: len(alike.get(key, ())) for key in known if self._covers(*key[:2])}
        self.comparison = Comparison(
            known=len(held),
            entries=frozenset(entries),
            fixed=frozenset(_beyond(entries, covered)),
            present=frozenset(present | {entry for entry in entries if entry.key not in covered}),
        )
        return [finding for index, finding in enumerate(findings) if index not in held]


def parse(text: str, path: str) -> tuple[set[Entry], list[Failure]]:
    """The entries in the text of a baseline, in any order and as often as they stand there; a failure for each other line."""
    entries: set[Entry] = set()
    failures: list[Failure] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entries.add(_entry(json.loads(line)))
        except (ValueError, RecursionError):
            failures.append(Failure(path, number, f"no entry of a baseline: {_REMEDY}"))
    return entries, failures


def lines(entries: Iterable[Entry]) -> list[str]:
    """The lines of a baseline, sorted."""
    ordered = sorted(entries, key=lambda entry: (entry.path, entry.rule, entry.sentence, entry.hash, entry.nth))
    return [entry.line() for entry in ordered]


def _entry(data: object) -> Entry:
    if not isinstance(data, dict) or data.keys() not in (_OF_AN_ARTICLE, _OF_A_SENTENCE):
        raise ValueError
    entry = Entry(**data)
    if any(type(text) is not str for text in (entry.path, entry.rule, entry.sentence, entry.hash)):
        raise ValueError
    if type(entry.nth) is not int or entry.nth < 1 or not (entry.path and entry.rule):
        raise ValueError
    if "hash" in data and not _HASH.fullmatch(entry.hash):
        raise ValueError
    return entry


def _alike(findings: Iterable[Finding], book: Book) -> dict[Key, list[int]]:
    """The findings that nobody suppressed, by what makes them the same: their numbers, in order."""
    name = cache(book.name)
    alike: dict[Key, list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        if finding.suppressed is None:
            alike[name(finding.path), finding.rule, _hashed(finding.sentence)].append(index)
    return alike


def _beginning(sentence: str) -> str:
    return textwrap.shorten(sentence, _MOST_SHOWN, placeholder="…")


def _hashed(sentence: str) -> str:
    return hashlib.sha256(sentence.encode(errors="surrogatepass")).hexdigest()[:16] if sentence else ""


def _beyond(entries: Iterable[Entry], found: Mapping[Key, int]) -> Iterator[Entry]:
    """Of the entries with a key in ``found`` those that are more than were found, the last ones."""
    alike: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.key in found:
            alike[entry.key].append(entry)
    for key, group in alike.items():
        yield from sorted(group, key=lambda entry: entry.nth)[found[key] :]


def _renamed(entries: Collection[Entry], present: Collection[Entry], gone: Collection[str]) -> set[Entry]:
    """The entries, with those of articles that are gone under the path where their sentences are now.

    A new path is one without entries of its own. What speaks for it are sentences that stand in no other such article, old or
    new, and it must have more than half of those of the old one: a phrase that the whole archive repeats proves nothing, and
    neither does a paragraph that was moved.
    """
    own = {entry.path for entry in entries}
    old = _only_home(entry for entry in entries if entry.path in gone)
    new = _only_home(entry for entry in present if entry.path not in own)
    sentences = Counter(old.values())
    moves = Counter((path, new[sentence]) for sentence, path in old.items() if sentence in new)
    names = {path: there for (path, there), shared in moves.items() if 2 * shared > sentences[path]}
    return {entry.under(names.get(entry.path, entry.path), entry.rule) for entry in entries}


def _only_home(entries: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """Rule and sentence to the path of the one article that they stand in."""
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries:
        if entry.hash:
            homes[entry.rule, entry.hash].add(entry.path)
    return {sentence: min(paths) for sentence, paths in homes.items() if len(paths) == 1}
