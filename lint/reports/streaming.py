"""Writes JSON piece by piece: an archive's findings need not be held as one string, and each stands on a line of its own.

The output is pure ASCII (other characters as ``\\uXXXX``), so that no pipe's or file's encoding can damage it and a path that
is not UTF-8 cannot stop it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping


def json_object(members: Mapping[str, object], lists: Mapping[str, Iterable[object]]) -> Iterator[str]:
    """One JSON object: ``members``, of which there must be one at least, then each of ``lists`` with one element a line."""
    yield "{" + json_value(members)[1:-1]
    for name, elements in lists.items():
        yield f", {json_value(name)}: "
        yield from json_list(elements)
    yield "}"


def json_list(elements: Iterable[object]) -> Iterator[str]:
    """One JSON list with one element a line."""
    yield "["
    separator = "\n"
    for element in elements:
        yield separator + json_value(element)
        separator = ",\n"
    yield "]"


def json_value(value: object) -> str:
    """``value`` as JSON in one line, in which a build server that reads it in its log finds no command of its own."""
    # GitHub's runner obeys "##[error]", Azure's "##vso[...]", anywhere in a line. Outside of strings, JSON has no "#".
    return json.dumps(value).replace("##", r"#\u0023")
