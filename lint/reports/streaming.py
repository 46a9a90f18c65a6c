"""Writes JSON piece by piece: an archive's findings need not be held as one string, and each stands on a line of its own.

The output is pure ASCII (other characters as ``\\uXXXX``), so that no pipe's or file's encoding can damage it and a path that
is not UTF-8 cannot stop it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping


def json_object(members: Mapping[str, object], lists: Mapping[str, Iterable[object]]) -> Iterator[str]:
    """One JSON object: ``members``, of which there must be one at least, then each of ``lists`` with one element a line."""
    yield "{" + json.dumps(members)[1:-1]
    for name, elements in lists.items():
        yield f", {json.dumps(name)}: ["
        separator = "\n"
        for element in elements:
            yield separator + json.dumps(element)
            separator = ",\n"
        yield "]"
    yield "}"
