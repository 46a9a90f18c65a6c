"""Classes of terms (medicines, supplements, conditions, …) found with spaCy's PhraseMatcher, built as articles need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lint.inflection import plural
from lint.tokens import Tokens, words_of


def read_terms(text: str) -> list[str]:
    """The terms of a lexicon file: one a line, ``#`` begins a comment line."""
    return [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]


def packaged() -> dict[str, list[str]]:
    """The lexicons that come with healthlint: class name to terms. ``medicine.txt`` and ``medicine.*.txt`` are one class."""
    found: dict[str, list[str]] = defaultdict(list)
    folder = files("lint.rules") / "lexicons"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".txt"):
            found[entry.name.split(".")[0]] += read_terms(entry.read_text(encoding="utf-8"))
    return found


class Lexicon:
    """Finds terms in a Doc. A term in capitals matches in capitals only; others in any case, with a plural last word."""

    def __init__(self, vocab: Vocab, classes: Mapping[str, Iterable[str]]) -> None:
        self.classes = frozenset(classes)
        self._vocab = vocab
        self._waiting: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._folded = PhraseMatcher(vocab, attr="LOWER")
        self._exact = PhraseMatcher(vocab, attr="ORTH")
        for name, terms in classes.items():
            vocab.strings.add(name)
            for term in terms:
                first = term.partition(" ")[0].partition("-")[0]
                self._waiting[first if first.isalnum() else words_of(term)[0].lower()].append((name, term))
                if " " not in term and "-" not in term and not term.isupper():
                    self._waiting[plural(term)].append((name, term))

    def prepare(self, tokens: Tokens) -> None:
        """Add the terms whose first word the tokens hold. Call it outside a memory zone: the terms outlive the article."""
        words = set(tokens.words)
        for word in (words | {word.lower() for word in words}) & self._waiting.keys():
            for name, term in self._waiting.pop(word):
                self._add(name, term)

    def find(self, doc: Doc, sentence_of: Sequence[int]) -> Iterator[tuple[str, int, int]]:
        """Every ``(class, start token, end token)`` inside a sentence; of overlapping terms of one class the longest.

        ``sentence_of`` gives the number of each token's sentence.
        """
        strings = self._vocab.strings
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for matcher in (self._folded, self._exact):
            for key, start, end in matcher(doc):
                if sentence_of[start] == sentence_of[end - 1]:
                    found[strings[key]].append((start, end))
        for name in sorted(found):
            at = 0
            for start, end in sorted(found[name], key=lambda span: (span[0], -span[1])):
                if start >= at:
                    yield name, start, end
                    at = end

    def _add(self, name: str, term: str) -> None:
        words = words_of(term)
        matcher = self._exact if term.isupper() and len(term) > 1 else self._folded
        shapes = [words] if matcher is self._exact else [words, [*words[:-1], plural(words[-1])]]
        matcher.add(name, [Doc(self._vocab, words=shape) for shape in shapes])
