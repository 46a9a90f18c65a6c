"""What a sentence does with its words: negates, asks, quotes, reports a study, attributes to a clinician or body, criticises.

The cues stand in rules/context.yaml; the method is ConText's (Harkema et al. 2009): a cue opens a scope that runs for so many
words or until a word that ends it. A flag may also stand for words that are missing (``without``), in the roles it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lint.article import InlineKind, Role
from lint.language.matching import Gate
from lint.language.reading import Reading, Sentence, Span
from lint.pattern import Feature, Pattern, parse

BUILT_IN = frozenset({"quoted", "quotation-marks", "question"})
SCOPES = frozenset({"forward", "backward", "sentence"})


@dataclass(frozen=True, slots=True)
class Cue:
    """How far a flag reaches from the words that signal it."""

    flag: str
    scope: str
    reach: int
    ends: frozenset[str]


class Contexts:
    """The context flags of a sentence, each with the token range it covers."""

    def __init__(self, definitions: Mapping[str, Mapping[str, object]]) -> None:
        entries: list[tuple[Cue, Pattern]] = []
        self._missing: list[tuple[str, frozenset[Role], Gate[None]]] = []
        for flag, spec in definitions.items():
            ends, cues, roles, without = (spec.get(key, []) for key in ("ends", "cues", "roles", "without"))
            assert isinstance(ends, list)
            assert isinstance(cues, list)
            assert isinstance(roles, list)
            assert isinstance(without, list)
            cue = Cue(flag, str(spec["scope"]), int(str(spec.get("reach", 0))), frozenset(ends))
            entries += [(cue, parse(text)) for text in cues]
            if without:
                self._missing.append((flag, frozenset(map(Role, roles)), Gate((None, parse(text)) for text in without)))
        self.flags = BUILT_IN | frozenset(definitions)
        self._gate: Gate[Cue] = Gate(entries)
        self._signs: dict[str, set[Feature]] = defaultdict(set)
        for cue, pattern in entries:
            self._signs[cue.flag].update(*(sequence.triggers[0] for sequence in pattern.sequences))

    def may_raise(self, flags: Iterable[str], sentence: Sentence) -> bool:
        """Might the words of the sentence raise one of the flags? If not, ``find`` need not be asked for them."""
        return any(not sentence.features.isdisjoint(self._signs[flag]) for flag in flags)

    def find(self, reading: Reading, sentence: Sentence) -> list[tuple[str, int, int]]:
        """``(flag, start token, end token)`` for every flag raised in the sentence."""
        marked = _in_quotation_marks(reading, sentence)
        whole = (sentence.start, sentence.end)
        found = [("quotation-marks", *span) for span in marked]
        found += [("quoted", *span) for span in ([whole] if reading.block(sentence).role is Role.QUOTATION else marked)]
        if any(reading.tokens.words[at] == "?" for at in range(max(sentence.start, sentence.end - 3), sentence.end)):
            found.append(("question", sentence.start, sentence.end))
        for cue, (start, end) in self._gate.find(reading, sentence):
            found.append((cue.flag, *_scope(cue, reading, sentence, start, end)))
        role = reading.block(sentence).role
        for flag, roles, gate in self._missing:
            if role in roles and not any(True for _ in gate.find(reading, sentence)):
                found.append((flag, *whole))
        return found


def _scope(cue: Cue, reading: Reading, sentence: Sentence, start: int, end: int) -> Span:
    if cue.scope == "sentence":
        return sentence.start, sentence.end
    words = reading.tokens.words
    if cue.scope == "forward":
        stop = min(sentence.end, end + cue.reach)
        return start, next((at for at in range(end, stop) if words[at].lower() in cue.ends), stop)
    stop = max(sentence.start, start - cue.reach)
    return next((at + 1 for at in range(start - 1, stop - 1, -1) if words[at].lower() in cue.ends), stop), end


def _in_single_marks(reading: Reading, sentence: Sentence) -> list[Span]:
    """Ranges in ‘ ’; a straight mark, or a closing one alone, is an apostrophe."""
    found: list[Span] = []
    opened: int | None = None
    for at in sentence.places.get("'", ()):
        sign = reading.text(at, at + 1)
        if sign == "’" and opened is not None:
            found.append((opened, at + 1))
        opened = at if sign == "‘" else None
    return found


def _in_quotation_marks(reading: Reading, sentence: Sentence) -> list[Span]:
    """Ranges in double quotation marks, straight or curly, in curly single ones, or in ``<q>``."""
    tokens = reading.tokens
    found = _in_single_marks(reading, sentence)
    opened: int | None = None
    for at in sentence.places.get('"', ()):
        if opened is None:
            opened = at
        else:
            found.append((opened, at + 1))
            opened = None
    if opened is not None:  # the quotation began in an earlier sentence, or runs on into the next
        text = reading.article.blocks[tokens.blocks[opened]].text
        closing = text[tokens.starts[opened]] == "”" or (opened > sentence.start and not tokens.spaces[opened - 1])
        found.append((sentence.start, opened + 1) if closing else (opened, sentence.end))
    found += [(start, end) for start, end, inline in reading.inlines_of(sentence) if inline.kind is InlineKind.QUOTE]
    return found
