"""TOML, as deep as somebody may mean it: tomllib takes memory and time by the square of how many parts a dotted key has."""

from __future__ import annotations

import re
import tomllib
from typing import Any

DEEPEST = 100

_PART = r"(?:(?<![\w-])[\w-]++|\"[^\"\n]*\"|'[^'\n]*')[ \t]*+\.[ \t]*+"
_TOO_MANY_PARTS = re.compile(f"(?:{_PART}){{{DEEPEST}}}")


class TooDeepError(Exception):
    """A key of more than DEEPEST parts, or lists nested deeper than Python can follow."""


def loads(text: str) -> dict[str, Any]:
    """The data, numbers with a point as they are written. Raises tomllib.TOMLDecodeError and TooDeepError."""
    if _TOO_MANY_PARTS.search(text):
        raise TooDeepError
    try:
        return tomllib.loads(text, parse_float=str)
    except RecursionError:
        raise TooDeepError from None
