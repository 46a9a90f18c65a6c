"""Article to Reading: tokens, sentences, lexicon terms and slots, in one pass each, on a blank English spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import spacy
from spacy.tokens import Doc

from lint.article import Article, InlineKind, Role
from lint.language.context import Contexts
from lint.language.lexicon import Lexicon
from lint.language.matching import CompiledPattern
from lint.language.reading import Reading, Sentence
from lint.pattern import Feature, parse
from lint.sentences import split
from lint.tokens import tokenise

_UNREAD = frozenset({Role.CODE})
_FRACTIONS = frozenset("½⅓⅔¼¾⅛⅜⅝⅞")


@dataclass(frozen=True, slots=True)
class _SlotDefinition:
    name: str
    patterns: tuple[CompiledPattern, ...]
    keys: frozenset[Feature]


class Language:
    """The one spaCy pipeline of a run. ``lexicons`` maps classes to terms, ``slots`` names to patterns (rules/slots.yaml)."""

    def __init__(
        self,
        lexicons: Mapping[str, Iterable[str]],
        slots: Mapping[str, Iterable[str]],
        contexts: Mapping[str, Mapping[str, object]],
    ) -> None:
        self._nlp = spacy.blank("en")
        self.vocab = self._nlp.vocab
        self._lexicon = Lexicon(self.vocab, lexicons)
        self._slots = [self._define(name, patterns) for name, patterns in slots.items()]
        self.slot_names = frozenset({"brand", "capitalised", "digits", "link", "mark", *lexicons, *slots})
        # Slot names outlive every memory zone, since spaCy's morphology keeps what it has seen.
        for name in sorted(self.slot_names):
            for feature in (name, f"B={name}", f"I={name}"):
                self.vocab.strings.add(feature)
        for field in ("B", "I"):
            self.vocab.strings.add(field)
        self.contexts = Contexts(contexts, self.vocab)

    @contextmanager
    def reading(self, article: Article, terms: Mapping[str, Iterable[str]] | None = None) -> Iterator[Reading]:
        """Read an article; what spaCy holds of it is freed on leaving. ``terms`` are classes of its own, such as its brand."""
        tokens = tokenise((n, block) for n, block in enumerate(article.blocks) if block.role not in _UNREAD)
        self._lexicon.prepare(tokens)
        own = Lexicon(self.vocab, terms) if terms else None
        if own:
            own.prepare(tokens)
        with self._nlp.memory_zone():
            doc = Doc(self.vocab, words=tokens.words, spaces=tokens.spaces)
            reading = Reading(article, tokens, doc)
            lower = [word.lower() for word in tokens.words]
            for number, (start, end) in enumerate(split(tokens, article.blocks)):
                features = frozenset(lower[start:end])
                reading.sentences.append(Sentence(number, start, end, tokens.blocks[start], features))
            self._mark(reading, "mark", [(at, at + 1) for at in sorted(tokens.marks)])
            digits = [(at, at + 1) for at, word in enumerate(tokens.words) if _numeric(word) and at not in tokens.marks]
            self._mark(reading, "digits", digits)
            self._mark(reading, "link", _links(reading))
            for lexicon in filter(None, (self._lexicon, own)):
                for name, start, end in lexicon.find(doc):
                    self._mark(reading, name, [(start, end)])
            for sentence in reading.sentences:
                for slot in self._slots:
                    if not sentence.features.isdisjoint(slot.keys):
                        for pattern in slot.patterns:
                            self._mark(reading, slot.name, pattern.find(reading, sentence))
            yield reading

    def _define(self, name: str, patterns: Iterable[str]) -> _SlotDefinition:
        compiled = tuple(CompiledPattern(parse(text), self.vocab) for text in patterns)
        keys = frozenset(f for c in compiled for sequence in c.pattern.sequences for f in sequence.triggers[0])
        return _SlotDefinition(name, compiled, keys)

    @staticmethod
    def _mark(reading: Reading, name: str, spans: Iterable[tuple[int, int]]) -> None:
        """Note the spans as slot ``name``, for the Matcher (on the tokens) and for the gates (on the sentences)."""
        for start, end in spans:
            sentence = reading.sentence_at(start)
            if end > sentence.end:
                continue
            sentence.features |= {f"<{name}>"}
            reading.slots[name][start] = max(end, reading.slots[name].get(start, 0))
            for at in range(start, end):
                begins, inside = reading.roles_of[at]
                (begins if at == start else inside).add(name)
                fields = [f"{field}={','.join(sorted(names))}" for field, names in (("B", begins), ("I", inside)) if names]
                reading.doc[at].set_morph("|".join(fields))  # type: ignore[attr-defined]


def _links(reading: Reading) -> Iterator[tuple[int, int]]:
    """The token ranges of links, citation marks aside."""
    tokens = reading.tokens
    for sentence in reading.sentences:
        at = sentence.start
        for inline in reading.block(sentence).inlines:
            if inline.kind is not InlineKind.LINK:
                continue
            while at < sentence.end and tokens.starts[at] < inline.start:
                at += 1
            start = at
            while at < sentence.end and tokens.starts[at] < inline.end and tokens.blocks[at] == sentence.block:
                at += 1
            if at > start and start not in tokens.marks:
                yield start, at


def _numeric(word: str) -> bool:
    return word[0].isdigit() or word[0] in _FRACTIONS or (word[0] == "." and word[1:].isdigit())
