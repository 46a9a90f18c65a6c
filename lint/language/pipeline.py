"""Article to Reading: tokens, sentences, lexicon terms and slots, in one pass each, over one spaCy Doc."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from spacy.attrs import LOWER
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lint.article import Article, InlineKind, Role
from lint.language.context import Contexts
from lint.language.lexicon import Lexicon
from lint.language.matching import Gate
from lint.language.reading import Reading, Sentence
from lint.pattern import Feature, parse
from lint.sentences import split
from lint.tokens import tokenise

_UNREAD = frozenset({Role.CODE})
_KEPT_WORDS = 1 << 15  # words that spaCy knows from one article to the next, as it would otherwise learn and forget most anew
_FRACTIONS = frozenset("½⅓⅔¼¾⅛⅜⅝⅞")


class Language:
    """The one spaCy vocabulary of a run, and what is looked for in every article.

    ``lexicons`` maps classes to terms, ``slots`` names to patterns (rules/slots.yaml), ``contexts`` flags to cues
    (rules/context.yaml).
    """

    def __init__(
        self,
        lexicons: Mapping[str, Iterable[str]],
        slots: Mapping[str, Iterable[str]],
        contexts: Mapping[str, Mapping[str, object]],
    ) -> None:
        self._vocab = Vocab(lex_attr_getters={LOWER: str.lower})  # spaCy's English vocabulary works out much that is not used
        self._kept: set[str] = set()
        self._lexicon = Lexicon(self._vocab, lexicons)
        patterns = [(name, parse(text)) for name, texts in slots.items() for text in texts]
        self._words: dict[str, list[str]] = defaultdict(list)  # the slots that are just a word are looked up
        for name, pattern in patterns:
            for word in pattern.words:
                self._words[word].append(name)
        self._slots = Gate((name, pattern) for name, pattern in patterns if not pattern.words)
        self.slot_names = frozenset({"brand", "capitalised", "digits", "link", "mark", *lexicons, *slots})
        self.contexts = Contexts(contexts)

    @contextmanager
    def reading(self, article: Article, terms: Mapping[str, Iterable[str]] | None = None) -> Iterator[Reading]:
        """Read an article; what spaCy holds of it is freed on leaving. ``terms`` are classes of its own, such as its brand."""
        tokens = tokenise((n, block) for n, block in enumerate(article.blocks) if block.role not in _UNREAD)
        self._lexicon.prepare(tokens)
        own = Lexicon(self._vocab, terms) if terms else None
        if own:
            own.prepare(tokens)
        if len(self._kept) < _KEPT_WORDS:
            new = [word for word in dict.fromkeys(tokens.words) if word not in self._kept]
            for word in new[: _KEPT_WORDS - len(self._kept)]:
                self._vocab[word]
                self._kept.add(word)
        with self._vocab.memory_zone():
            doc = Doc(self._vocab, words=tokens.words, spaces=tokens.spaces)
            lower = [word.lower() for word in tokens.words]
            reading = Reading(article, tokens, lower, doc)
            for number, (start, end) in enumerate(split(tokens, article.blocks)):
                reading.sentences.append(Sentence(number, start, end, tokens.blocks[start], _places(lower, start, end)))
                reading.sentence_of.extend([number] * (end - start))
            for at in sorted(tokens.marks):
                reading.mark("mark", at, at + 1)
            for at, word in enumerate(tokens.words):
                if not word[0].isalpha() and _numeric(word) and at not in tokens.marks:
                    reading.mark("digits", at, at + 1)
            for start, end in _links(reading):
                reading.mark("link", start, end)
            for lexicon in filter(None, (self._lexicon, own)):
                for name, start, end in lexicon.find(doc, reading.sentence_of):
                    reading.mark(name, start, end)
            for sentence in reading.sentences:
                for word in [word for word in sentence.places if word in self._words]:
                    for name in self._words[word]:
                        for at in sentence.places[word]:
                            reading.mark(name, at, at + 1)
                for name, (start, end) in self._slots.find(reading, sentence):
                    reading.mark(name, start, end)
            yield reading


def _places(lower: list[str], start: int, end: int) -> dict[Feature, list[int]]:
    found: dict[Feature, list[int]] = {}
    for at, word in enumerate(lower[start:end], start):
        if word in found:
            found[word].append(at)
        else:
            found[word] = [at]
    return found


def _links(reading: Reading) -> Iterator[tuple[int, int]]:
    """The token ranges of links, citation marks aside."""
    for sentence in reading.sentences:
        for start, end, inline in reading.inlines_of(sentence):
            if inline.kind is InlineKind.LINK and start not in reading.tokens.marks:
                yield start, end


def _numeric(word: str) -> bool:
    return word[0].isdigit() or word[0] in _FRACTIONS or (word[0] == "." and word[1:].isdigit())
