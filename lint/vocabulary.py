"""The names that patterns and conditions may use: slots, lexicons, context flags. A misspelt one would never match anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from lint.pattern import Pattern
from lint.rule import Condition, Rule
from lint.rulebook import Pack, nearest, packaged_document, packaged_folder
from lint.strictyaml import FileError, Key

#: What the language layer finds without a lexicon or a definition in the rule pack.
BUILT_IN_SLOTS = frozenset({"brand", "capitalised", "digits", "link", "mark"})
BUILT_IN_FLAGS = frozenset({"question", "quotation-marks", "quoted"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The slots and context flags that exist."""

    slots: frozenset[str]
    flags: frozenset[str]


def lexicon_names() -> frozenset[str]:
    """The lexicons that come with healthlint."""
    return frozenset(path.name.partition(".")[0] for path in (packaged_folder() / "lexicons").glob("*.txt"))


def vocabulary(lexicons: Iterable[str] = ()) -> Vocabulary:
    """What comes with healthlint, and further lexicons of a configuration."""
    slots = BUILT_IN_SLOTS | lexicon_names() | frozenset(packaged_document("slots.yaml").data) | frozenset(lexicons)
    return Vocabulary(slots, BUILT_IN_FLAGS | frozenset(packaged_document("context.yaml").data))


def without_unknown_names(pack: Pack, known: Vocabulary) -> Pack:
    """The pack without the rules that name a slot or flag which does not exist; each such name becomes a fault."""
    checked = Pack(faults=list(pack.faults))
    for rule in pack.rules:
        document = pack.documents[rule.name]
        faults = [FileError(document.path, document.line(key), problem) for key, problem in _unknown_names(rule, known)]
        checked.faults += faults
        if not faults:
            checked.rules.append(rule)
            checked.documents[rule.name] = document
    return checked


def slots_used(rules: Iterable[Rule]) -> frozenset[str]:
    """Every slot that a pattern of the rules names."""
    patterns = (value for rule in rules for _, value in _leaves(rule, ()) if isinstance(value, Pattern))
    return frozenset().union(*(pattern.slots for pattern in patterns))


def _unknown_names(rule: Rule, known: Vocabulary) -> Iterator[tuple[Key, str]]:
    for key, value in _leaves(rule, ()):
        if isinstance(value, Pattern):
            for name in sorted(value.slots - known.slots):
                yield key, f"no slot is called <{name}>{nearest(name, known.slots)}"
        elif isinstance(value, Condition):
            for number, name in enumerate(value.context):
                if name not in known.flags:
                    yield (*key, "context", number), f"no context flag is called {name!r}{nearest(name, known.flags)}"


def _leaves(value: object, key: Key) -> Iterator[tuple[Key, object]]:
    """The patterns and conditions inside a rule, each with its path of keys in the file."""
    if isinstance(value, Pattern | Condition):
        yield key, value
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, (*key, name))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*key, number))
