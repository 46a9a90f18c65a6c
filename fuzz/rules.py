"""A rule's file: a rule or a FileError."""

from __future__ import annotations

from lint.rule import parse_rule
from lint.strictyaml import FileError, load

_PHRASE = b"""\
name: a-b
kind: phrase
severity: error
summary: a
message: "b {text}"
why: c
instead: d
patterns: [swallow <digits> pebbles, "^take~ [it|them]? {0,3} !not $"]
where: {sentence: [a], role: [paragraph]}
unless: {context: [negated]}
score: {head: claim, at_least: 0.5}
examples: {bad: [e], good: [f]}
"""
SEEDS = (
    _PHRASE,
    _PHRASE.replace(b"kind: phrase", b"kind: substitution\ntriggers: [mg]\nreplacements:\n  - {regex: '(a+)+b', use: 'c'}"),
    _PHRASE.replace(b"kind: phrase", b"kind: required\nabout: {patterns: [a]}\nelements: [{name: x, patterns: [b]}]"),
)
WORDS = (
    *"name kind phrase unsupported required references metadata substitution suppression".split(),
    *"severity error where unless of".split(),
    *"patterns replacements regex find use safe triggers examples fixed score head".split(),
    *"at_least standards url elements about".split(),
    *"<dose> <x {0,3} {9999999999,1} [ ] | ? ^ $ ! ~ !! [a|b] (?=x) (a*)* \\1 {1,1000} [^ \\p{L} (?P<".split(),
    *(
        "\n",
        "\n  ",
        "\n  - ",
        ": ",
        "- ",
        "&a ",
        "*a",
        "!!int ",
        "'",
        '"',
        "|\n",
        "---\n",
        "\t",
        "\x85",
        "\\ud800",
        "nan",
        "1e999",
    ),
)


def target(data: bytes) -> None:
    """Parse the text as a rule of the pack and as one of a user."""
    text = data.decode("utf-8", "surrogateescape")
    for trusted in (False, True):
        try:
            parse_rule(load(text, "dosing/a-b.yaml"), "dosing", trusted=trusted)
        except FileError:
            continue
